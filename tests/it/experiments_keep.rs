//! No work is lost, none is done twice, and all of it can be made again: kept runs, kills, parts of job arrays, verification.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use headstart::scenario::sha256;
use serde_json::Value;

use crate::place::{Place, RACE};

/// The race, a scenario that differs in three ways from it, and a design.
fn all_inputs() -> Place {
    let late = "extends = \"race.toml\"\n[platforms.wechat]\nlaunch = 2024-01-18\nmedia = \"0.5%/day\"\nchurn = \"0.3%/day\"\n";
    let design = "platforms.wechat.launch,platforms.mitalk.media\n2024-01-08,x1\n2024-01-20,x2\n+5 days,x0.5\n";
    let design = design.replace("+5 days", "2024-01-13");
    Place::with(&[("race.toml", RACE), ("late.toml", late), ("design.csv", &design)])
}

/// Every command that makes runs, with so many of them.
fn experiments(runs: &str) -> Vec<Vec<&str>> {
    let sized = ["--runs", runs];
    let launch = ["--vary", "platforms.wechat.launch=+0 days..+30 days:4"];
    let media = ["--vary", "platforms.mitalk.media=x0.5..x2:3"];
    let find =
        ["--find", "platforms.wechat.launch", "--between", "-7 days", "+20 days", "--until", "P(mitalk wins) = 60%"];
    vec![
        [&["run", "late.toml", "--set", "platforms.mitalk.media=x1.5"], &sized[..]].concat(),
        [&["sweep", "race.toml"], &launch[..], &media, &sized].concat(),
        [&["sweep", "race.toml", "--design", "design.csv"], &sized[..]].concat(),
        [&["compare", "race.toml", "late.toml", "--of", "wechat.active on 2024-02-01"], &sized[..]].concat(),
        [&["why", "race.toml", "--against", "late.toml"], &sized[..]].concat(),
        [&["solve", "race.toml"], &find[..], &sized].concat(),
        [&["sensitivity", "race.toml", "--size", runs], &media[..], &launch].concat(),
    ]
}

fn with<'w>(words: &[&'w str], more: &[&'w str]) -> Vec<&'w str> {
    [words, more].concat()
}

/// The files in which runs are kept below a folder.
fn kept(folder: &Path) -> Vec<PathBuf> {
    let below = fs::read_dir(folder).into_iter().flatten().flat_map(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() { kept(&path) } else { vec![path] }
    });
    let mut files: Vec<PathBuf> =
        below.filter(|file| file.extension().is_some_and(|ending| ending == "runs")).collect();
    files.sort();
    files
}

/// Lines in these files.
fn lines(files: &[PathBuf]) -> usize {
    files.iter().map(|file| fs::read(file).map_or(0, |bytes| bytes.split(|byte| *byte == b'\n').count() - 1)).sum()
}

#[test]
fn the_number_of_threads_changes_no_byte_of_any_experiment() {
    let place = all_inputs();
    for words in experiments("18") {
        for threads in ["1", "2", "8"] {
            place.run(&with(&words, &["--threads", threads, "--out", threads]), 0);
        }
        let alone = place.bytes("1");
        assert!(alone.len() >= 6 && alone == place.bytes("2") && alone == place.bytes("8"), "{words:?}");
        place.remove(&["1", "2", "8"]);
    }
}

/// Kills come as soon as some more runs are kept, at moments that nobody chose, and tear the last line of what was being written.
#[test]
fn work_that_is_killed_again_and_again_comes_out_as_if_it_never_was() {
    let place = all_inputs();
    for words in experiments("60") {
        place.run(&with(&words, &["--out", "whole"]), 0);
        let mut killed = 0;
        for more in [1, 20, 50] {
            let store = place.path("torn/.runs");
            let before = lines(&kept(&store));
            let resume: &[&str] = if before > 0 { &["--resume"] } else { &[] };
            let mut child = place.spawned(&with(&with(&words, &["--out", "torn", "--quiet"]), resume));
            while child.try_wait().unwrap().is_none() && lines(&kept(&store)) < before + more {
                std::thread::sleep(Duration::from_millis(1));
            }
            killed += usize::from(child.try_wait().unwrap().is_none());
            child.kill().unwrap();
            child.wait().unwrap();
            if let Some(file) = kept(&store).last() {
                let bytes = fs::read(file).unwrap();
                fs::write(file, &bytes[..bytes.len() - bytes.len().min(9)]).unwrap();
            }
        }
        assert!(killed > 0, "{words:?} was over before it could be killed");
        let (_, told) = place.run(&with(&words, &["--out", "torn", "--resume"]), 0);
        assert!(told.contains("runs were made before (--fresh makes them anew)"), "{told}");
        assert!(place.bytes("torn") == place.bytes("whole"), "{words:?}");
        place.remove(&["torn", "whole"]);
    }
}

#[test]
fn damaged_days_are_made_again() {
    let place = all_inputs();
    let run = ["run", "race.toml", "--out", "there"];
    place.run(&run, 0);
    let whole = place.bytes("there");
    let folder = kept(&place.path("there/.runs"))[0].parent().unwrap().to_owned();
    let days = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut days: Vec<PathBuf> = days.filter(|file| file.extension().is_some_and(|ending| ending == "days")).collect();
    days.sort();
    assert_eq!(days.len(), 20);
    fs::write(&days[3], "").unwrap();
    let bytes = fs::read(&days[7]).unwrap();
    fs::write(&days[7], &bytes[..bytes.len() / 2]).unwrap();
    fs::remove_file(&days[9]).unwrap();
    let (_, told) = place.run(&run, 0);
    assert!(told.contains("17 of 20 runs were made before"), "{told}");
    assert!(place.bytes("there") == whole);
}

#[test]
fn what_was_made_is_not_made_again_unless_fresh() {
    let place = all_inputs();
    let sweep = ["sweep", "race.toml", "--vary", "platforms.wechat.launch=+0 days..+10 days:3", "--runs", "10"];
    assert_eq!(place.run(&sweep, 0).1, "");
    assert!(place.run(&sweep, 0).1.contains("30 of 30 runs were made before"));
    // A title, a color and another file change no run; more runs need only those that are missing.
    place.write("renamed.toml", &format!("title = \"Other\"\n{}", RACE.replace("# Who", "# Anybody")));
    let more = ["sweep", "renamed.toml", "--vary", "platforms.wechat.launch=+0 days..+10 days:3", "--runs", "12"];
    assert!(place.run(&more, 0).1.contains("30 of 36 runs were made before"));
    assert_eq!(place.run(&with(&sweep, &["--fresh"]), 0).1, "");
    for change in [&["--seed", "2"][..], &["--agents", "300"], &["--set", "platforms.mitalk.churn=0.1%/day"]] {
        assert_eq!(place.run(&with(&sweep, change), 0).1, "", "{change:?} is another world");
    }
    // Runs are found wherever they were kept.
    place.run(&with(&sweep, &["--store", "elsewhere", "--out", "one"]), 0);
    assert!(place.run(&with(&sweep, &["--merge", "elsewhere", "--out", "two"]), 0).1.contains("30 of 30"));
    assert!(place.bytes("one") == place.bytes("two") && !place.path("one/.runs").exists());
}

#[test]
fn parts_of_a_job_array_make_what_one_machine_makes() {
    let place = all_inputs();
    let even: Vec<Vec<&str>> = experiments("20").into_iter().filter(|words| words[0] != "solve").collect();
    for words in even {
        let words = if words.contains(&"platforms.mitalk.media=x0.5..x2:3") && words[0] == "sweep" {
            with(&words, &["--even"])
        } else {
            words
        };
        place.run(&with(&words, &["--out", "whole"]), 0);
        let runs = lines(&kept(&place.path("whole/.runs")));
        for part in ["1/3", "2/3", "3/3"] {
            let (out, _) = place.run(&with(&words, &["--shard", part, "--out", &part[..1]]), 0);
            assert!(out.starts_with(&format!("Part {} of 3 is done", &part[..1])), "{out}");
            assert!(!place.path(&part[..1]).join("manifest.json").exists(), "a part has no results");
        }
        let parts: Vec<usize> = ["1", "2", "3"].iter().map(|part| lines(&kept(&place.path(part)))).collect();
        assert_eq!(parts.iter().sum::<usize>(), runs, "{words:?}: {parts:?}");
        assert!(parts.iter().all(|part| *part > runs / 6), "{words:?}: {parts:?}");
        // A folder of results stands for the runs that are kept below it.
        let merge = ["--merge", "1", "--merge", "2/.runs", "--merge", "3", "--out", "merged"];
        let (_, told) = place.run(&with(&words, &merge), 0);
        let (found, made) = told.strip_prefix("headstart: ").unwrap().split_once(" of ").unwrap();
        assert_eq!(made.split_once(' ').unwrap().0, found, "nothing was left to do: {told}");
        assert!(place.bytes("merged") == place.bytes("whole"), "{words:?}");
        place.remove(&["1", "2", "3", "merged", "whole"]);
    }
}

/// A line of kept runs with another number, and its check made right.
fn as_run(line: &str, number: u64) -> String {
    let (text, _) = line.rsplit_once(' ').unwrap();
    let mut words: Vec<&str> = text.split(' ').collect();
    let number = number.to_string();
    words[1] = &number;
    let text = words.join(" ");
    let check = &sha256(text.as_bytes())[..8];
    format!("{text} {check}\n")
}

#[test]
fn identical_runs_are_an_error_that_names_them() {
    let place = all_inputs();
    // Twice as many days, so that enough happens to tell any two runs apart.
    place.write("a race.toml", &RACE.replace("2024-03-01", "2024-05-01"));
    let sweep = ["sweep", "a race.toml", "--vary", "platforms.wechat.launch=+0 days..+5 days:2", "--runs", "4"];
    place.run(&sweep, 0);
    let file = &kept(&place.path("output/.runs"))[0];
    let text = fs::read_to_string(file).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("1 1 ")).collect();
    fs::write(file, format!("{text}{}", as_run(lines[0], 3))).unwrap();
    let (_, told) = place.run(&sweep, 1);
    assert!(told.contains("runs 1 and 3 came out the same to the last person"), "{told}");
    // The command that makes one of them alone is one.
    let command = told.lines().find_map(|line| line.split_once("to make one alone: headstart ")).unwrap().1;
    assert!(command.starts_with("run 'a race.toml' --runs 4 --set='platforms.wechat.launch=+"), "{command}");
    let words: Vec<&str> = command.split(" --set='").collect();
    let (setting, rest) = words[1].split_once('\'').unwrap();
    let (out, _) = place.run(
        &[&["run", "a race.toml", "--set", setting], &rest.split_whitespace().collect::<Vec<_>>()[..]].concat(),
        0,
    );
    assert!(out.contains("this one run"), "{out}");
}

#[test]
fn one_of_several_scenarios_is_enough_to_resume() {
    let place = all_inputs();
    let (_, told) = place.run(&["run", "race.toml", "late.toml", "--resume"], 2);
    assert!(told.contains("nothing of this work is kept in output") && told.contains("without --resume"), "{told}");
    place.run(&["run", "race.toml"], 0);
    place.run(&["run", "race.toml", "late.toml", "--resume"], 0);
    assert!(place.path("output/late/manifest.json").exists());
}

#[cfg(unix)]
#[test]
fn an_interrupted_experiment_keeps_its_runs_and_goes_on() {
    let place = all_inputs();
    let sweep = ["sweep", "race.toml", "--vary", "platforms.wechat.launch=+0 days..+10 days:2", "--runs", "100000"];
    let mut child = place.spawned(&sweep);
    while lines(&kept(&place.path("output/.runs"))) < 20 {
        std::thread::sleep(Duration::from_millis(2));
    }
    let pid = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(6), "{told}");
    let made = lines(&kept(&place.path("output/.runs")));
    assert!(told.contains("they are kept in output") && told.contains("the same command goes on with them"), "{told}");
    let fewer =
        ["sweep", "race.toml", "--vary", "platforms.wechat.launch=+0 days..+10 days:2", "--runs", "15", "--resume"];
    let (_, told) = place.run(&fewer, 0);
    assert!(made >= 20 && !told.contains("headstart: 0 of"), "{told}");
}

#[test]
fn every_experiment_can_be_verified() {
    let place = all_inputs();
    let mut words = experiments("18");
    // A scenario of the same name in another folder, and one whose runs a rule ends.
    place.write("other/race.toml", &RACE.replace("1%/day", "2%/day"));
    words.push(vec!["compare", "race.toml", "other/race.toml", "--seed", "5"]);
    words.push(vec!["run", "race.toml", "--precision", "±15%", "--agents", "200"]);
    words.push(vec!["run", "race.toml", "--only-run", "7", "--all-runs"]);
    words.push(vec!["sensitivity", "race.toml", "--method", "oat", "--vary", "platforms.wechat.churn=0..1%/day"]);
    words.push(vec!["sweep", "race.toml", "--vary", "platforms.wechat.churn=0..1%/day:2", "--sample", "lhs:5"]);
    for words in &words {
        place.run(&with(words, &["--out", "there"]), 0);
        let (out, told) = place.run(&["verify", "there"], 0);
        assert!(out.starts_with("there: reproduced; ") && told.is_empty(), "{words:?}\n{out}{told}");
        place.remove(&["there"]);
    }
}

#[test]
fn a_changed_file_is_noticed() {
    let place = all_inputs();
    for (words, tables) in [(0, ["outcomes.csv", "series.parquet"]), (3, ["compare.csv", "overlay.svg"])] {
        place.run(&with(&experiments("20")[words], &["--out", "there"]), 0);
        for name in tables {
            let path = place.path("there").join(name);
            let whole = fs::read(&path).unwrap();
            let mut changed = whole.clone();
            changed[whole.len() / 2] ^= 1;
            fs::write(&path, changed).unwrap();
            let (out, told) = place.run(&["verify", "there", "--quiet"], 7);
            assert!(out.contains("NOT reproduced") && out.contains(&format!("{name}: changed on disk")), "{out}");
            assert!(told.contains("not reproduced: there"), "{told}");
            fs::write(&path, whole).unwrap();
        }
        fs::remove_file(place.path("there/report.html")).unwrap();
        let (out, _) = place.run(&["verify", "there", "--format", "json"], 7);
        let said: Value = serde_json::from_str(&out).unwrap();
        assert_eq!((&said["reproduced"], &said["files"]["report.html"]), (&false.into(), &"not there".into()));
        assert_eq!(said["files"]["summary.json"], "the same");
    }
    // Whoever changes the table and its hash does not get away with it.
    let (table, manifest) = (place.read("there/compare.csv"), place.read("there/manifest.json"));
    let forged = table.replacen("20", "21", 1);
    let hash = |text: &str| sha256(text.as_bytes());
    place.write("there/compare.csv", &forged);
    place.write("there/manifest.json", &manifest.replace(&hash(&table), &hash(&forged)));
    let (out, _) = place.run(&["verify", "there"], 7);
    assert!(out.contains("compare.csv: comes out differently"), "{out}");
    place.write("there/manifest.json", &manifest.replacen("\"late.toml\": ", "\"../late.toml\": ", 1));
    assert!(place.run(&["verify", "there"], 4).1.contains("outside its folder"));
}
