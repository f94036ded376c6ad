//! What experiments say: to those who mistyped, to scripts, and about questions that are odd but legal.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use serde_json::Value;

use crate::place::{Place, RACE};

fn race() -> Place {
    Place::with(&[("race.toml", RACE)])
}

/// Text without the breaks and frames of a message.
fn flat(text: &str) -> String {
    text.replace(['│', '\n'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each command ends with the code, says all of this on standard error, prints nothing and leaves no results.
#[track_caller]
fn refused(place: &Place, command: &[&str], code: i32, says: &[&str]) {
    let (out, told) = place.run(command, code);
    let told = flat(&told);
    for words in says {
        assert!(told.contains(words), "{command:?} does not say \"{words}\":\n{told}");
    }
    assert!(out.is_empty() && !told.contains("os error") && !told.contains("panicked"), "{out}{told}");
    assert!(!place.path("output/race").exists(), "{command:?} left results");
}

#[test]
fn what_is_wrong_with_an_axis_is_pointed_at() {
    let place = race();
    let wrong =
        |vary: &str, code: i32, says: &[&str]| refused(&place, &["sweep", "race.toml", "--vary", vary], code, says);
    wrong(
        "platforms.wechat.lunch=+0 days..+5 days",
        3,
        &["there is no key `lunch`", "did you mean `launch`", "command line:1:18"],
    );
    wrong("platforms.wechat.launch=5..6", 3, &["it takes dates such as", "+0 days..+720 days"]);
    wrong("platforms.wechat.launch=2024-01-08..+5 days", 3, &["not the same kind of value"]);
    wrong("platforms.wechat.launch", 3, &["not said over which values", "KEY=FROM..TO:STEPS"]);
    wrong("platforms.wechat.media=x1..x1", 3, &["`x1` is given twice", "nothing to vary between"]);
    wrong("platforms.wechat.media=x0..x3:1", 3, &["`1` is not a number of steps", "from 2 to"]);
    wrong("platforms.wechat.media=x0..x3:5log", 3, &["logarithmic steps need numbers above 0"]);
    wrong(
        "platforms.wechat.invite.phone=1%/day..2000/day",
        3,
        &["the scenario does not load with platforms.wechat.invite.phone=2000/day"],
    );
    wrong("platforms.wechat.kernel=count..share", 3, &["nothing between two of its values", "KEY=ONE|TWO"]);
    wrong("title=a|b", 3, &["`title` cannot change a run"]);
    let twice = ["--vary", "platforms.wechat.media=x1..x3:2", "--vary", "platforms.wechat.media=x2..x5:2"];
    refused(
        &place,
        &[&["sweep", "race.toml"], &twice[..]].concat(),
        2,
        &["`platforms.wechat.media` is varied by two axes"],
    );
    refused(&place, &["sweep", "race.toml"], 2, &["nothing is varied", "--vary \"KEY=FROM..TO:STEPS\"", "[sweep]"]);
    for (sample, says) in [("foo:3", "no way to spread points"), ("sobol:1", "how many points, from 2"), ("lhs", "lhs")]
    {
        let command = ["sweep", "race.toml", "--vary", "platforms.wechat.media=x1..x3", "--sample", sample];
        refused(&place, &command, 2, &[says]);
    }
}

#[test]
fn what_is_wrong_with_a_design_is_told_with_file_and_column() {
    let place = race();
    let wrong = |text: &str, says: &[&str]| {
        place.write("design.csv", text);
        refused(&place, &["sweep", "race.toml", "--design", "design.csv"], 3, says);
    };
    let keys = "platforms.wechat.media,platforms.mitalk.media\n";
    wrong(keys, &["design.csv: a design has a line with keys and below it a line a point"]);
    wrong(&format!("{keys}x1,x2\nx2\n"), &["design.csv: line 3 has 1 values for 2 keys"]);
    wrong(&format!("{keys}x1,x2\n,x1\n"), &["design.csv: `platforms.wechat.media` has no value in line 3"]);
    wrong(&format!("{keys}x1,x2\nx1,x1\n"), &["`platforms.wechat.media` has the same value in all rows", "--set"]);
    wrong("platforms.wechat.media\n1\n2\n", &["design.csv: column `platforms.wechat.media`", "1/day"]);
    wrong(
        "platforms.wechat.media,platforms.wechat.media\nx1,x2\nx2,x1\n",
        &["two columns are called `platforms.wechat.media`"],
    );
    wrong("platforms.wechat.lunch\n1\n2\n", &["there is no key `lunch`", "did you mean `launch`"]);
    refused(&place, &["sweep", "race.toml", "--design", "lost.csv"], 4, &["cannot read lost.csv"]);
}

#[test]
fn what_a_search_cannot_look_for_is_told() {
    let place = race();
    let solve = |key: &str, ends: [&str; 2], until: &str, more: &[&str], code: i32, says: &[&str]| {
        let command = ["solve", "race.toml", "--find", key, "--between", ends[0], ends[1], "--until", until];
        refused(&place, &[&command[..], more].concat(), code, says);
    };
    let (launch, days, even) = ("platforms.wechat.launch", ["+0 days", "+9 days"], "P(mitalk wins) = 50%");
    solve(launch, ["+9 days", "+9 days"], even, &[], 3, &["`+9 days` is given twice", "nothing to vary between"]);
    solve("platforms.wechat.kernel", ["count", "share"], even, &[], 3, &["a search needs dates or numbers"]);
    solve(launch, days, "P(mitalk wins)", &[], 3, &["the condition has no value", "P(mitalk wins) = 50%"]);
    solve(launch, days, "P(mitalk wins) = 120%", &[], 3, &["120% is more than all"]);
    solve(launch, days, "P(qq wins) = 50%", &[], 3, &["no platform is called `qq`", "platforms: mitalk, wechat"]);
    solve(launch, days, "mitalk.share = 3M", &[], 3, &["`3M` is not a share"]);
    solve(launch, days, "mitalk.share on 2025-01-01 = 50%", &[], 3, &["2025-01-01 is after the end", "2024-03-01"]);
    solve(launch, days, even, &["--runs", "10"], 2, &["--runs 10", "give it 18 runs or more"]);
    solve(launch, days, even, &["--tolerance", "much"], 2, &["--tolerance much is not a length of time"]);
    solve(launch, days, even, &["--tolerance", "0 days"], 2, &["it must be above 0"]);
    solve(launch, days, even, &["--shard", "1/2"], 2, &["cannot be shared out with --shard"]);
    // Ends may come in any order: there is only one range between them.
    let answer = |from: &str, to: &str| {
        let command = ["solve", "race.toml", "--find", launch, "--between", from, to, "--until", even, "--runs", "90"];
        place.found(&[&command[..], &["--out", "there"]].concat())["results"]["solution"].clone()
    };
    assert_eq!(answer("-7 days", "+7 days"), answer("+7 days", "-7 days"));
}

#[test]
fn what_cannot_be_explained_is_told() {
    let place = race();
    place.write("seed.toml", "extends = \"race.toml\"\nseed = 9\ntitle = \"Other luck\"\n");
    refused(&place, &["why", "race.toml", "--against", "race.toml"], 2, &["say the same: there is nothing to explain"]);
    refused(&place, &["why", "race.toml", "--against", "seed.toml"], 2, &["say the same but for the seed"]);
    let campaign = "extends = \"race.toml\"\n[market.audiences.students]\nshare = \"20%\"\n[[platforms.wechat.seeding]]\n\
                    audience = \"students\"\nfrom = 2024-01-20\nrate = \"2%/day\"\n";
    place.write("campaign.toml", campaign);
    let why = ["why", "race.toml", "--against", "campaign.toml"];
    refused(&place, &why, 3, &["students", "such differences belong together", "[groups]"]);
    let grouped = format!("{campaign}[groups]\n\"campaign\" = [\"market.audiences\", \"platforms.wechat.seeding\"]\n");
    place.write("campaign.toml", &grouped);
    let found = place.found(&[&why[..], &["--out", "there"]].concat());
    assert_eq!(found["results"]["shares"][0]["difference"], "campaign");
    place.write("campaign.toml", &format!("{grouped}\"crashes\" = [\"platforms.mitalk.outages\"]\n"));
    refused(
        &place,
        &why,
        3,
        &["nothing differs in group \"crashes\" (platforms.mitalk.outages)", "what differs: market.audiences"],
    );
}

#[test]
fn what_is_not_uncertain_or_not_there_is_told() {
    let place = race();
    let vary = ["--vary", "platforms.mitalk.media=x0.5..x2"];
    refused(&place, &["sensitivity", "race.toml"], 2, &["nothing in race.toml is uncertain", "lognormal", "--vary"]);
    let without = ["sensitivity", "race.toml", "--without", "platforms.mitalk"];
    refused(&place, &[&without[..], &vary].concat(), 2, &["leaves nothing out", "nothing in the file is"]);
    let runs = ["sensitivity", "race.toml", "--runs", "30"];
    refused(&place, &[&runs[..], &vary].concat(), 2, &["--runs is for --method oat", "--size"]);
    let sweep = ["sweep", "race.toml", vary[0], vary[1]];
    refused(&place, &[&sweep[..], &["--resume"]].concat(), 2, &["nothing of this work is kept in output/.runs"]);
    refused(&place, &[&sweep[..], &["--merge", "nowhere"]].concat(), 4, &["there is no folder nowhere to merge"]);
    refused(&place, &[&sweep[..], &["--shard", "3/2"]].concat(), 2, &["write I/N"]);
    refused(&place, &[&sweep[..], &["--of", "mitalk.users"]].concat(), 3, &["`users`", "registered"]);
    let map = [&sweep[..], &["--vary", "platforms.wechat.media=x1..x2", "--shard", "1/2"]].concat();
    refused(&place, &map, 2, &["add --even to share it out"]);
    let run = |flags: &[&str], code: i32, says: &[&str]| {
        refused(&place, &[&["run", "race.toml"], flags].concat(), code, says);
    };
    run(&["--precision", "5"], 3, &["\"5\" is not a precision such as \"±2%\"", "the percent sign is missing"]);
    run(&["--precision", "0%"], 3, &["must be above 0%"]);
    run(&["--precision", "mitalk.shore ±2%"], 3, &["`shore`", "share"]);
    run(&["--of", "mitalk.share"], 2, &["--precision how well: give both"]);
    run(&["--settle", "P(mitalk wins)"], 3, &["the condition has no value"]);
    place.write("three.toml", "extends = \"race.toml\"\n[platforms.kik]\nlaunch = 2024-01-09\nmedia = \"1%/day\"\n");
    let compare = ["compare", "three.toml", "race.toml", "--of", "kik.share"];
    refused(&place, &compare, 3, &["no platform is called `kik`", "--of is read in race.toml here"]);
    refused(&place, &["verify", "nowhere"], 4, &["cannot read nowhere", "name a folder that headstart wrote"]);
    refused(&place, &["verify", ".", "--threads", "0"], 2, &["1..=1024"]);
}

#[test]
fn a_dry_run_tells_the_cost_of_each_experiment_and_writes_nothing() {
    let place = race();
    place
        .write("late.toml", "extends = \"race.toml\"\n[platforms.wechat]\nlaunch = 2024-01-18\nmedia = \"0.5%/day\"\n");
    let sweep = ["sweep", "race.toml", "--vary", "platforms.mitalk.media=x0.5..x2:7", "--vary", "seed=1..3:3"];
    let between =
        ["--find", "platforms.wechat.launch", "--between", "+0 days", "+9 days", "--until", "P(mitalk wins)=50%"];
    let vary = ["--vary", "platforms.mitalk.media=x0.5..x2", "--vary", "platforms.wechat.media=x0.5..x2"];
    let costs: [(Vec<&str>, u64, u64); 7] = [
        (sweep.to_vec(), 21, 21 * 20),
        (vec!["compare", "race.toml", "late.toml"], 2, 40),
        (vec!["why", "race.toml", "--against", "late.toml"], 4, 80),
        ([&["solve", "race.toml"], &between[..]].concat(), 9, 2000),
        ([&["sensitivity", "race.toml", "--size", "64"], &vary[..]].concat(), 5, 5 * 64),
        ([&["sensitivity", "race.toml", "--size", "64", "--method", "morris"], &vary[..]].concat(), 3, 3 * 64),
        ([&["sensitivity", "race.toml", "--method", "oat"], &vary[..]].concat(), 5, 5 * 20),
    ];
    for (command, points, runs) in costs {
        let (out, told) = place.run(&[&command[..], &["--dry-run"]].concat(), 0);
        assert!(
            out.starts_with(&format!("race: {points} points, at most {runs} runs of 400 agents over 60 days; about ")),
            "{out}"
        );
        assert!(out.contains("B of memory on ") && told.is_empty(), "{out}{told}");
        let cost = place.found(&[&command[..], &["--dry-run"]].concat());
        assert_eq!((&cost["points"], &cost["runs"], &cost["agents"]), (&points.into(), &runs.into(), &400.into()));
        assert!(cost["seconds"].as_f64().unwrap() > 0.0 && cost["bytes"].as_f64().unwrap() > 1e4);
    }
    let (out, _) = place.run(&["run", "race.toml", "--precision", "2%", "--dry-run"], 0);
    assert!(out.starts_with("race: at most 10000 runs"), "{out}");
    assert!(!place.path("output").exists());
}

#[test]
fn every_line_for_scripts_is_json() {
    let place = race();
    let sweep =
        ["sweep", "race.toml", "--vary", "platforms.mitalk.media=x0.5..x2:3", "--format", "json", "--runs", "6"];
    let (out, _) = place.run(&sweep, 0);
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    for (number, line) in lines[..3].iter().enumerate() {
        assert_eq!((&line["point"]["point"], &line["point"]["runs"]), (&number.into(), &6.into()));
    }
    let last = &lines[3];
    assert_eq!(
        (&last["command"], &last["runs"], &last["folder"]),
        (&"sweep".into(), &18.into(), &"output/race/sweep".into())
    );
    assert_eq!(last["results"]["points"][1], lines[1]["point"]);
    let (out, _) = place.run(&[&sweep[..], &["--shard", "2/3"]].concat(), 0);
    let part: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&part["part"], &part["parts"], &part["store"]), (&2.into(), &3.into(), &"output/.runs".into()));
    assert_eq!(
        serde_json::from_str::<Value>(&place.run(&["verify", "output/race/sweep", "--format=json"], 0).0).unwrap()["reproduced"],
        true
    );
}

#[test]
fn one_run_is_told_with_its_numbers_and_without_intervals() {
    let place = race();
    place.write("late.toml", "extends = \"race.toml\"\n[platforms.wechat]\nlaunch = 2024-01-18\n");
    let compared = place.found(&["compare", "race.toml", "late.toml", "--runs", "1"]);
    let share = &compared["results"]["measures"][1];
    assert_eq!(
        (&share["measure"], &share["pairs"], &share["difference"]["low"]),
        (&"mitalk.share".into(), &1.into(), &Value::Null)
    );
    place.run(&["run", "late.toml", "--runs", "1"], 0);
    let own = place.numbers("output/late/outcomes.csv", "mitalk_share")[0];
    assert!((share["second"].as_f64().unwrap() - own).abs() < 1e-5);
    let why = place.found(&["why", "race.toml", "--against", "late.toml", "--runs", "1"]);
    assert_eq!(why["results"]["effect"]["low"], Value::Null, "one run has no interval");
    for command in [
        &["sweep", "race.toml", "--vary", "platforms.wechat.launch=+0 days..+9 days:2", "--of", "mitalk.share"][..],
        &["sensitivity", "race.toml", "--vary", "platforms.mitalk.media=x0.5..x2", "--method", "oat"],
    ] {
        let (out, _) = place.run(&[command, &["--runs", "1"]].concat(), 0);
        assert!(out.contains("[?, ?]"), "{out}");
    }
}

#[test]
fn scenarios_may_differ_in_platforms_people_and_time() {
    let place = race();
    place.write("three.toml", "extends = \"race.toml\"\n[platforms.kik]\nlaunch = 2024-01-09\nmedia = \"1%/day\"\n");
    place.write("early.toml", "extends = \"race.toml\"\nstart = 2023-12-20\n");
    place.write("more.toml", "extends = \"race.toml\"\nseed = 4\n[market]\nagents = 500\n");
    let one = "start = 2024-01-01\nend = 2024-03-01\nruns = 5\n[market]\nagents = 200\npotential = \"20k\"\n[platforms.qq]\n\
               launch = 2024-01-01\nmedia = \"1%/day\"\n";
    place.write("one.toml", one);
    let compare = |a: &str, b: &str| place.found(&["compare", a, b, "--runs", "8"]);
    for [a, b] in [["race.toml", "three.toml"], ["three.toml", "race.toml"]] {
        let found = compare(a, b);
        let notes = found["notes"].to_string();
        assert!(notes.contains("Only one of the scenarios has kik"), "{notes}");
        assert_eq!(found["results"]["measures"].as_array().unwrap().len(), 2 * 4 + 1, "what both have: {found}");
    }
    for [a, b] in [["race.toml", "early.toml"], ["early.toml", "race.toml"], ["race.toml", "more.toml"]] {
        let found = compare(a, b);
        assert_eq!((&found["results"]["parted"], &found["results"]["elsewhere"]), (&Value::Null, &Value::Null));
        assert!(found["notes"].to_string().contains("do not hold the same persons"), "{found}");
    }
    let apart = compare("one.toml", "race.toml");
    assert!(apart["answer"].as_str().unwrap().contains("no platform in common"), "{apart}");
    assert!(apart["results"]["measures"].as_array().unwrap().is_empty());
    let alone =
        place.found(&["sweep", "one.toml", "--vary", "platforms.qq.media=x0.5..x2:3", "--of", "qq.penetration"]);
    let values: Vec<f64> =
        alone["results"]["points"].as_array().unwrap().iter().map(|point| point["value"].as_f64().unwrap()).collect();
    assert!(values[0] < values[1] && values[1] < values[2], "{values:?}");
    let why = place.found(&["why", "race.toml", "--against", "more.toml"]);
    assert_eq!(why["results"]["shares"][0]["difference"], "agents");
    assert!(why["notes"].to_string().contains("Luck is no cause: all worlds were made with seed 1"), "{why}");
}

#[test]
fn names_and_folders_may_be_written_as_people_write_them() {
    let place = Place::empty();
    place.write("my questions/米聊 & Co.toml", &format!("title = \"只有一个 <b>\"\n{}", RACE.replace('\n', "\r\n")));
    place.write("my questions/data/people.csv", "date,low,mid,high\n2024-01-01,30k,40k,50k\n");
    let later = "extends = \"米聊 & Co.toml\"\r\n[market.potential]\r\nfile = \"data/people.csv\"\r\n\
                 [platforms.wechat]\r\nlabel = \"微信\"\r\nlaunch = 2024-01-18\r\n";
    place.write("my questions/later one.toml", later);
    let [a, b] = ["my questions/米聊 & Co.toml", "my questions/later one.toml"];
    let sweep = [
        "sweep",
        b,
        "--vary",
        "platforms.wechat.kernel=count|share",
        "--vary",
        "platforms.wechat.launch=+0 days|+9 days|never",
    ];
    let commands = [
        vec!["run", b],
        [&sweep[..], &["--runs", "12"]].concat(),
        vec!["compare", a, b],
        vec!["why", a, "--against", b, "--of", "mitalk.share"],
    ];
    for command in commands {
        let (out, _) = place.run(&[&command[..], &["--out", "a folder/below", "--quiet"]].concat(), 0);
        assert!(out.contains("a folder/below") || cfg!(windows), "{out}");
        let page = place.read("a folder/below/report.html");
        assert!(!page.contains("只有一个 <b>"), "titles are text, not markup");
        let (out, told) = place.run(&["verify", "a folder/below", "--quiet"], 0);
        assert!(out.contains("reproduced") && told.is_empty(), "{out}{told}");
        std::fs::remove_dir_all(place.path("a folder")).unwrap();
    }
    // From another folder the tables of a scenario are found beside it.
    place.write("elsewhere/x", "");
    let mut command = place.command(&["compare", &format!("../{a}"), &format!("../{b}"), "--runs", "3", "--quiet"]);
    command.current_dir(place.path("elsewhere")).assert().success();
    assert!(place.path("elsewhere/output/米聊 & Co/compare/compare.csv").exists());
}
