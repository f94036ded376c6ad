//! The program as its users and their scripts meet it: what it prints, writes and returns.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;

use crate::place::{Place, SMALL};

#[test]
fn a_run_answers_in_a_sentence_and_says_where_the_files_are() {
    let place = Place::new();
    let (out, err) = place.run(&["run", "small.toml"], 0);
    assert!(out.starts_with("small\n"), "{out}");
    assert!(out.contains(" wins ") && out.contains("of 3 runs"), "{out}");
    assert!(out.contains("Figures and tables: output/small") || cfg!(windows), "{out}");
    assert_eq!(err, "", "nothing to be warned of, and no progress where there is no terminal");
    assert_eq!(place.bytes("output/small").len(), 24);
}

#[test]
fn without_a_command_all_scenarios_are_run() {
    let place = Place::new();
    place.write("scenarios/first.toml", SMALL);
    place.write("scenarios/teaching/second.toml", &SMALL.replace("# Who", "# Again, who"));
    place.write("scenarios/data/table.toml", "not a scenario");
    let (out, _) = place.run(&["--runs", "2"], 0);
    assert!(out.contains("All of them: output/index.html") || cfg!(windows), "{out}");
    assert_eq!(place.read("output/first/outcomes.csv").lines().count(), 3);
    assert!(place.path("output/teaching/second/curves.svg").exists());
    assert!(place.read("output/index.html").contains("teaching/second"));
    let elsewhere = place.run(&["run", "scenarios", "--runs=1", "--out", "elsewhere", "--quiet"], 0).0;
    assert!(elsewhere.contains("elsewhere"), "{elsewhere}");
    assert!(place.path("elsewhere/teaching/second/manifest.json").exists());
}

#[test]
fn flags_change_the_scenario() {
    let place = Place::new();
    let flags = ["--runs=2", "--agents", "300", "--seed=7", "--set", "platforms.wechat.launch=never", "--out=there"];
    place.run(&[&["run", "small.toml"], &flags[..]].concat(), 0);
    let manifest: serde_json::Value = serde_json::from_str(&place.read("there/manifest.json")).unwrap();
    assert_eq!((&manifest["runs"], &manifest["agents"], &manifest["seed"]), (&2.into(), &300.into(), &7.into()));
    assert!(!place.path("output").exists());
    let outcomes = place.read("there/outcomes.csv");
    assert!(outcomes.lines().skip(1).all(|row| row.contains(",mitalk,")), "{outcomes}");
    assert!(place.read("there/series.csv").starts_with("statistic,"));
    place.run(&["run", "small.toml", "--out=there", "--all-runs"], 0);
    assert!(place.read("there/series.csv").starts_with("run,"));
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let place = Place::new();
    for threads in ["1", "2", "8"] {
        place.run(&["run", "small.toml", "--threads", threads, "--out", threads], 0);
    }
    let alone = place.bytes("1");
    assert!(alone == place.bytes("2") && alone == place.bytes("8"));
}

#[test]
fn scripts_get_one_json_value_a_line() {
    let place = Place::new();
    place.write("many/a.toml", SMALL);
    place.write("many/b.toml", SMALL);
    let (out, err) = place.run(&["run", "many", "--format", "json"], 0);
    let folders: Vec<String> = out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|value| {
            assert_eq!(value["summary"]["runs"], 3);
            value["folder"].as_str().unwrap().replace('\\', "/")
        })
        .collect();
    assert_eq!(folders, ["output/a", "output/b"]);
    assert!(err.contains("3 of 3 runs were made before"), "the two files say the same: {err}");
}

#[test]
fn a_dry_run_tells_the_cost_and_writes_nothing() {
    let place = Place::new();
    let (out, _) = place.run(&["run", "small.toml", "--dry-run"], 0);
    assert!(out.starts_with("small: 3 runs of 200 agents over 40 days; about less than a second"), "{out}");
    assert!(!place.path("output").exists());
}

#[test]
fn what_does_not_fit_into_memory_is_refused_with_what_would() {
    let place = Place::new();
    let threads = ["--threads", "2"];
    for command in [&["run", "small.toml"][..], &["compare", "small.toml", "small.toml", "--set", "seed=2"]] {
        let (out, err) = place.run(&[command, &threads, &["--agents", "20_000", "--memory", "61MB"]].concat(), 2);
        assert_eq!(out, "");
        assert!(err.contains("with 20 k agents takes about") && err.contains("--memory allows 61.0 MB"), "{err}");
        assert!(!place.path("output").exists(), "nothing is begun");
    }
    let with = |agents: &str, code| place.run(&["run", "small.toml", "--agents", agents, "--memory", "61MB"], code).1;
    let advice = with("20k", 2);
    let fits: String = advice.split("--agents ").nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect();
    with(&fits, 0);
}

#[test]
fn agents_may_be_given_as_in_a_file() {
    let place = Place::new();
    for agents in ["2000", "2_000", "2k", "0.002M"] {
        let (out, _) = place.run(&["run", "small.toml", "--dry-run", "--agents", agents], 0);
        assert!(out.contains("of 2,000 agents"), "{out}");
    }
    let (_, err) = place.run(&["run", "small.toml", "--agents", "1.5"], 2);
    assert!(err.contains("a whole number"), "{err}");
}

#[test]
fn a_folder_leaves_out_what_runs_on_request() {
    let place = Place::new();
    place.write("many/always.toml", SMALL);
    place.write("many/large.toml", &format!("on_request = true\n{SMALL}"));
    let (_, err) = place.run(&["run", "many"], 0);
    assert!(err.contains("large.toml runs on request only: headstart run"), "{err}");
    assert!(place.path("output/always").exists() && !place.path("output/large").exists());
    let (out, _) = place.run(&["check", "many"], 0);
    assert!(out.contains("2 files: no error"), "it is checked with the others: {out}");
    place.run(&["run", "many/large.toml"], 0);
    assert!(place.path("output/large/report.html").exists());
}

#[test]
fn an_invalid_scenario_writes_nothing_and_leaves_what_is_there() {
    let place = Place::new();
    place.write("many/good.toml", SMALL);
    place.run(&["run", "many"], 0);
    let before = place.bytes("output/good");
    place.write("many/wrong.toml", &SMALL.replace("\"2%/day\"", "0.02"));
    place.write("many/good.toml", &SMALL.replace("3%", "4%"));
    let (out, err) = place.run(&["run", "many"], 3);
    assert_eq!(out, "");
    assert!(err.contains("`platforms.mitalk.media` needs a unit") && err.contains("wrong.toml:12"), "{err}");
    assert!(before == place.bytes("output/good"), "no scenario is run when one of them is wrong");
    assert!(!place.path("output/wrong").exists());
}

#[test]
fn what_cannot_be_read_is_named_with_what_is_there() {
    let place = Place::new();
    for command in ["run", "check", "explain"] {
        let (out, err) = place.run(&[command, "smal.toml"], 4);
        assert_eq!(out, "");
        assert!(err.contains("cannot read smal.toml: there is no such file"), "{err}");
        assert!(err.contains("did you mean `small.toml`?") && !err.contains("os error"), "{err}");
    }
    place.write("child.toml", "extends = \"lost.toml\"\n");
    assert!(place.run(&["run", "child.toml"], 4).1.contains("cannot read lost.toml"));
    place.write("wrong.toml", "start = 1\n");
    assert!(place.run(&["check", "child.toml", "wrong.toml"], 3).1.ends_with("in 2 files\n"));
}

#[test]
fn a_newcomer_in_an_empty_folder_is_told_what_to_do() {
    let place = Place::empty();
    let (_, err) = place.run(&[], 4);
    assert!(err.contains("there is no folder scenarios/ here") && err.contains("`headstart init NAME`"), "{err}");
    fs::create_dir(place.path("scenarios")).unwrap();
    assert_eq!(place.run(&[], 4).1, "headstart: no scenario file (*.toml) below scenarios\n");
}

#[test]
fn wrong_usage_is_told_apart() {
    let place = Place::new();
    assert!(place.run(&["chek", "small.toml"], 2).1.contains("did you mean `headstart check`?"));
    assert!(place.run(&["run", "--rusn", "3"], 2).1.contains("--runs"));
    assert!(place.run(&["run", "small.toml", "--threads", "0"], 2).1.contains("1..=1024"));
    assert!(place.run(&["run", "small.toml", "--runs", "many"], 2).1.contains("many"));
    assert!(place.run(&["explain", "."], 2).1.contains("is a folder"));
    assert!(place.run(&["run", "small.toml", "--runs", "0"], 3).1.contains("`runs` is out of range: 0"));
    assert!(place.run(&["run", "small.toml", "--set", "runs"], 3).1.contains("key=value"));
}

#[test]
fn two_files_of_one_name_do_not_write_into_one_folder() {
    let place = Place::new();
    place.write("other/small.toml", SMALL);
    let (_, err) = place.run(&["run", "small.toml", "other/small.toml"], 2);
    assert!(err.contains("would both write into the folder small") && err.contains("--out"), "{err}");
    place.run(&["check", "small.toml", "other/small.toml"], 0);
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error_of_its_own() {
    let place = Place::new();
    place.write("file", "in the way");
    let (_, err) = place.run(&["run", "small.toml", "--out", "file"], 5);
    assert!(err.starts_with("headstart: cannot ") && err.contains("file") && !err.contains("os error"), "{err}");
    assert_eq!(place.read("file"), "in the way");
    place.run(&["run", "small.toml", "--out", "file/below"], 5);
    assert_eq!(fs::read_dir(place.path("")).unwrap().count(), 2, "nothing is left behind");
}

#[test]
fn check_counts_errors_and_warnings() {
    let place = Place::new();
    assert_eq!(place.run(&["check", "small.toml"], 0), ("1 file: no error, 0 warnings\n".into(), String::new()));
    let late = place.run(&["check", "small.toml", "--set", "platforms.wechat.launch=2025-01-01"], 0);
    assert_eq!(late.0, "1 file: no error, 1 warning\n");
    assert!(late.1.contains("never opens"), "{}", late.1);
    let wrong = place.run(&["check", "small.toml", "--set", "platforms.wechat.media=3%", "--runs", "0"], 3);
    assert!(wrong.1.ends_with("2 errors, 0 warnings in 1 file\n"), "{}", wrong.1);
}

#[test]
fn what_explain_prints_as_a_file_gives_the_same_results() {
    let place = Place::new();
    place.write("child.toml", "extends = \"small.toml\"\nseed = 5\n[platforms.mitalk]\nchurn = \"1%/day\"\n");
    let set = ["--set", "platforms.wechat.launch=+3 days"];
    let text = place.run(&["explain", "child.toml", set[0], set[1]], 0).0;
    let line = |key: &str| text.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("{key}\n{text}"));
    assert!(line("platforms.wechat.launch = 2024-01-14").ends_with("# command line"));
    assert!(line("seed = 5").ends_with("# child.toml:2"), "{text}");
    assert!(line("runs = 3").ends_with("# inherited from small.toml:4"), "{text}");
    let json = place.run(&["explain", "child.toml", "--format", "json"], 0).0;
    assert!(serde_json::from_str::<serde_json::Value>(&json).unwrap().as_array().unwrap().len() > 20);
    place.write("resolved.toml", &place.run(&["explain", "child.toml", "--toml", set[0], set[1]], 0).0);
    place.run(&["run", "child.toml", set[0], set[1]], 0);
    place.run(&["run", "resolved.toml"], 0);
    assert_eq!(place.read("output/resolved/series.csv"), place.read("output/child/series.csv"));
    assert_eq!(place.read("output/resolved/outcomes.csv"), place.read("output/child/outcomes.csv"));
}

#[test]
fn init_writes_a_scenario_that_runs_and_never_overwrites() {
    let place = Place::new();
    assert!(place.run(&["init", "my-question"], 0).0.contains("headstart run my-question.toml"));
    place.run(&["run", "my-question.toml", "--runs", "1", "--agents", "500"], 0);
    assert_eq!(place.run(&["init", "-"], 0).0, place.read("my-question.toml"));
    place.write("my-question.toml", "mine");
    assert!(place.run(&["init", "my-question"], 5).1.contains("exists and is left as it is"));
    assert_eq!(place.read("my-question.toml"), "mine");
    assert!(!place.run(&["init", "no/such/folder"], 5).1.contains("os error"));
    place.run(&["init", "version-1.2"], 0);
    place.run(&["check", "version-1.2.toml"], 0);
    place.run(&["init", ""], 2);
}

#[test]
fn schema_completions_and_manual_are_printed() {
    let place = Place::new();
    let schema = place.run(&["schema"], 0).0;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&schema).unwrap(), headstart::scenario::schema());
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(place.run(&["completions", shell], 0).0.contains("headstart"));
    }
    let manual = place.run(&["man"], 0).0;
    assert!(manual.contains(".TH headstart 1") && manual.contains("Exit codes"), "{manual}");
    assert!(place.run(&["--help"], 0).0.contains("Exit codes"));
    assert_eq!(place.run(&["--version"], 0).0, format!("headstart {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn messages_have_no_colors_outside_of_terminals() {
    let place = Place::new();
    for no_color in [None, Some("1")] {
        let mut command = place.command(&["run", "small.toml", "--set", "runs=0"]);
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        let output = command.output().unwrap();
        assert!(!output.stderr.contains(&0x1b) && !output.stdout.contains(&0x1b));
    }
}

/// As with `headstart schema | head -1`; the schema is longer than a pipe holds.
#[test]
fn a_reader_who_leaves_is_no_error() {
    let place = Place::new();
    for arguments in [&["schema"][..], &["explain", "small.toml"]] {
        let mut child = place.spawned(arguments);
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_keeps_what_is_finished_and_spoils_nothing() {
    let place = Place::new();
    let interrupted = || {
        let child = place.spawned(&["run", "small.toml", "--runs", "1000000"]);
        std::thread::sleep(std::time::Duration::from_millis(700));
        let pid = child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(6), "{stderr}");
        stderr
    };
    let told = interrupted();
    assert!(told.contains("interrupted after ") && told.contains(" of 1000000 runs"), "{told}");
    let manifest: serde_json::Value = serde_json::from_str(&place.read("output/small/manifest.json")).unwrap();
    let runs = manifest["runs"].as_u64().unwrap();
    assert_eq!(place.read("output/small/outcomes.csv").lines().count() as u64, 1 + runs, "a row a run");

    place.run(&["run", "small.toml"], 0);
    let before = place.bytes("output/small");
    assert!(interrupted().contains("are left as they were"));
    assert!(before == place.bytes("output/small"));
}
