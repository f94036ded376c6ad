//! `headstart person`: what it prints and writes, whoever is asked for.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use headstart::experiment::{Choice, life};
use headstart::report::Language;
use headstart::report::figure::{Head, Lane, Lifeline, Span, Wait, lifeline, platform_color};
use headstart::report::findings::person;
use headstart::scenario::{self, Overrides};
use jiff::civil::date;
use serde_json::Value;

use crate::figures::legible;
use crate::place::{Place, SMALL};

/// Two platforms that people use at once and leave, with an audience, tastes and a layer.
fn switching() -> Place {
    let text = SMALL
        .replace("[contacts.phone", "[market.audiences.qq]\nshare = \"50%\"\n[contacts.phone")
        .replace("launch = 2024-01-01\n", "launch = 2024-01-01\nchurn = \"5%/day\"\ntaste_spread = 0.5\n")
        .replace("launch = 2024-01-11\n", "launch = 2024-01-11\nmultihoming = \"50%\"\nreturning = \"30%\"\n");
    Place::with(&[("switching.toml", &text)])
}

/// The lines of the timeline that is printed.
fn timeline(out: &str) -> Vec<&str> {
    out.lines().skip_while(|line| *line != "date").skip(1).take_while(|line| !line.is_empty()).collect()
}

#[test]
fn a_life_is_told_with_what_tipped_each_turn() {
    let place = switching();
    let (out, err) = place.run(&["person", "switching.toml"], 0);
    assert_eq!(err, "");
    let mut lines = out.lines();
    let person = lines.next().unwrap().strip_prefix("switching: person ").unwrap().strip_suffix(" in run 0").unwrap();
    let answer = lines.next().unwrap();
    for words in [format!("Person {person} joins mitalk "), "joins wechat ".into(), "leaves mitalk on 2024-".into()] {
        assert!(answer.contains(&words), "{words}: {answer}");
    }
    assert!(answer.ends_with("; in the end on wechat."), "{answer}");
    let lines = timeline(&out);
    assert!(lines[0].starts_with("2024-01-01  enters the market; contacts: "), "{}", lines[0]);
    let after = |what: &str| {
        let at = lines.iter().position(|line| line.contains(what)).unwrap_or_else(|| panic!("no {what} in {out}"));
        [lines[at], lines[at + 1], lines[at + 2]]
    };
    for what in ["  joins mitalk, ", "  joins wechat, ", "  leaves mitalk after "] {
        let [_, hazard, clock] = after(what);
        assert!(hazard.trim().starts_with("hazard ") && hazard.contains(" %/day"), "{hazard}");
        assert!(clock.trim().starts_with("clock full at ") && clock.contains("of people hold out longer"), "{clock}");
    }
    assert!(after("  joins wechat, ")[1].contains("because on mitalk: "), "multihoming of 50 %: {out}");
    assert!(after("  leaves mitalk after ")[1].ends_with(": churn 100 %"), "{out}");
    assert!(lines.iter().any(|line| line.contains("there)")) && out.contains("found by lot among those who went"));
    assert!(lines.last().unwrap().contains("clocks: ") && lines[lines.len() - 2].contains("the run ends: on wechat"));
    let folder = format!("output/switching/person-0-{person}");
    let files: Vec<String> = place.bytes(&folder).into_keys().collect();
    let expected = [
        "contacts.csv",
        "contacts.parquet",
        "page.json",
        "report.html",
        "summary.json",
        "timeline.csv",
        "timeline.parquet",
    ];
    assert_eq!(files[..7], expected);
    assert_eq!(files[7..], ["timeline.png", "timeline.svg"]);
    let (told, _) = place.run(&["verify", &folder], 0);
    assert!(told.contains("reproduced; 9 of 9 files are the same"), "{told}");
}

#[test]
fn tables_and_scripts_tell_the_same_life() {
    let place = switching();
    let found = place.found(&["person", "switching.toml", "--run", "2", "--person", "17", "--out", "there"]);
    let results = &found["results"];
    assert_eq!((&results["run"], &results["person"], &results["chosen"]), (&2.into(), &17.into(), &"17".into()));
    let stations = results["timeline"].as_array().unwrap();
    assert_eq!(place.column("there/timeline.csv", "event").len(), stations.len());
    for (name, column) in [("event", "event"), ("platform", "platform"), ("date", "date"), ("cause", "cause")] {
        let told: Vec<&str> = stations.iter().map(|station| station[name].as_str().unwrap_or("")).collect();
        assert_eq!(place.column("there/timeline.csv", column), told);
    }
    let joins: Vec<&Value> = stations.iter().filter(|station| station["event"] == "joins").collect();
    assert!(!joins.is_empty());
    for join in joins {
        let clock = &join["turn"]["clock"];
        let gathered = clock["gathered"].as_object().unwrap();
        let sum: f64 = gathered.values().map(|part| part.as_f64().unwrap()).sum();
        assert!((sum / clock["needed"].as_f64().unwrap() - 1.0).abs() < 1e-9, "{join}");
        let names: Vec<&str> = gathered.keys().map(String::as_str).collect();
        assert_eq!(names, ["media", "seeding", "invitation_phone"]);
        assert_eq!(join["inviter"].is_null(), join["cause"] != "invitation_phone");
    }
    assert_eq!(stations.last().unwrap()["event"], "ends");
    // SMALL has a month and two platforms.
    let days: std::collections::BTreeSet<String> = place.column("there/contacts.csv", "date").into_iter().collect();
    assert_eq!(place.column("there/contacts.csv", "platform").len(), 2 * days.len());
    let (active, all) =
        (place.numbers("there/contacts.csv", "contacts_active"), place.numbers("there/contacts.csv", "contacts"));
    assert!(active.iter().zip(&all).all(|(active, all)| active <= all));
    assert!(results["tastes"]["mitalk"].as_f64().unwrap() > 0.0 && results["tastes"]["wechat"] == 1.0);
    assert_eq!(place.column("there/contacts.csv", "contacts")[0], results["contacts"]["phone"].to_string());
}

#[test]
fn every_way_to_choose_finds_somebody() {
    let place = switching();
    for (choice, words) in [
        ("random", "is anybody, by lot among 200."),
        ("first-mover", "joined before everybody else"),
        ("most-connected", "has most contacts."),
        ("switcher", "was found by lot"),
    ] {
        let (out, _) = place.run(&["person", "switching.toml", "--person", choice], 0);
        assert!(out.contains(words), "{out}");
    }
    let found = place.found(&["person", "switching.toml", "--person", "first-mover"]);
    let first =
        found["results"]["timeline"].as_array().unwrap().iter().find(|one| one["event"] == "joins").unwrap().clone();
    assert_eq!((&first["cause"], &first["platform"]), (&"media".into(), &"mitalk".into()), "nobody is there to invite");
    let most = place.found(&["person", "switching.toml", "--person", "most-connected"]);
    let contacts = |found: &Value| found["results"]["contacts"]["phone"].as_u64().unwrap();
    let others =
        ["3", "44", "150"].map(|person| contacts(&place.found(&["person", "switching.toml", "--person", person])));
    assert!(others.iter().all(|other| *other <= contacts(&most)));
}

#[test]
fn whom_nobody_knows_is_told_to_whoever_asks() {
    let place = switching();
    for (arguments, words) in [
        (
            &["--person", "200"][..],
            "there is no person 200 in switching.toml: its 200 persons are numbered from 0 to 199",
        ),
        (
            &["--person", "Karl"],
            "give a number from 0 on, id=NAME, or one of random, first-mover, most-connected, switcher, won",
        ),
        (&["--person", "-1"], "unexpected argument '-1'"),
        (&["--person", "id=Karl"], "switching.toml has no contacts from a file"),
        (&["--set", "-platforms.wechat", "--person", "switcher"], "nobody went from one platform to another"),
    ] {
        let (_, err) = place.run(&[&["person", "switching.toml"], arguments].concat(), 2);
        assert!(err.contains(words), "{err}");
    }
    let (out, _) = place.run(&["person", "switching.toml", "--set", "-platforms.wechat"], 0);
    assert!(out.contains("joined before everybody else"), "without rivals it is the first mover: {out}");
    place.run(&["person", "nothing.toml"], 4);
    place.write("scenarios/a.toml", SMALL);
    let (_, err) = place.run(&["person", "scenarios"], 2);
    assert!(err.contains("is a folder: name one scenario file"), "{err}");
}

#[test]
fn who_never_joins_has_a_life_too() {
    let place = switching();
    let nothing = ["--set=platforms.wechat.launch=never", "--set=platforms.mitalk.launch=never"];
    let (out, _) = place.run(&[&["person", "switching.toml"], &nothing[..]].concat(), 0);
    assert!(out.contains("is in the market and never joins a platform."), "{out}");
    let lines = timeline(&out);
    assert!(
        lines.last().unwrap().ends_with("the run ends: on no platform") && out.contains("no contact moves"),
        "{out}"
    );
    assert!(!out.contains("hazard"), "nothing tips anybody: {out}");
}

#[test]
fn persons_of_a_file_are_called_by_their_ids() {
    let place = Place::empty();
    place.write("who.tsv", "Ann\tBob\nBob\tCy\nCy\tAnn\nCy\tDi\n");
    let market = "start = 2011-01-01\nend = 2011-06-01\n[contacts.club.file]\npath = \"who.tsv\"\n[platforms.app]\n\
                  launch = 2011-01-01\nmedia = \"1%/day\"\ninvite = { club = \"20%/day\" }\n";
    place.write("club.toml", market);
    let (out, _) = place.run(&["person", "club.toml", "--person", "id=Di"], 0);
    assert!(out.contains("(Di) in run 0") && out.contains("contacts: 1 by club"), "{out}");
    let (_, err) = place.run(&["person", "club.toml", "--person", "id=Eve"], 2);
    assert!(err.contains("nobody in the contacts of club.toml has the id `Eve`"), "{err}");
    let found = place.found(&["person", "club.toml", "--person", "id=Ann"]);
    assert_eq!(found["results"]["id"], "Ann");
}

/// A lane of a made-up life.
fn lane(at: usize, spans: Vec<Span>, shares: Vec<f64>) -> Lane {
    let points = vec![(0.0, 0.0), (40.0, 0.7), (90.0, 1.0)];
    Lane {
        label: ["MiTalk 米聊", "WeChat 微信", "A platform with quite a long name"][at % 3].to_owned(),
        color: platform_color(at, None),
        launch: Some(at as f64),
        open: vec![(at as f64, 120.0), (150.0, 365.0)],
        spans,
        there: (3, 14),
        shares,
        waits: vec![Wait { joining: at.is_multiple_of(2), points }],
    }
}

#[test]
fn whatever_the_life_is_there_is_a_figure() {
    let head = |title: &str| Head { title: title.to_owned(), ..Head::default() };
    let span = |from: f64, to: f64| Span { from, to, text: "invited by person 199,999 (somebody)".to_owned() };
    let drawn =
        |title: &str, lanes| Lifeline { head: head(title), start: date(2011, 1, 1), end: date(2011, 12, 31), lanes };
    let rising: Vec<f64> = (0..365).map(|day| f64::from(day) / 365.0).collect();
    let busy: Vec<Span> = (0..40).map(|k| span(f64::from(k) * 9.0, f64::from(k) * 9.0 + 4.0)).collect();
    for (name, life) in [
        ("nothing at all", drawn("", vec![])),
        (
            "nobody enters",
            drawn("Never there", vec![Lane { open: Vec::new(), ..lane(0, vec![], vec![f64::NAN; 365]) }]),
        ),
        ("no contacts", drawn("Alone", vec![lane(0, vec![span(5.0, 5.0)], vec![f64::NAN; 365])])),
        ("busy", drawn(&"Up and down ".repeat(30), vec![lane(1, busy, rising.clone())])),
        (
            "eight platforms alike",
            drawn("Many", (0..8).map(|at| lane(at, vec![span(9.0, 364.0)], rising.clone())).collect()),
        ),
    ] {
        legible(name, &lifeline(&life));
    }
    let figure = lifeline(&drawn("One", vec![lane(0, vec![span(9.0, 300.0)], rising)]));
    assert!(figure.texts.iter().any(|text| text.text.starts_with("invited by person 199,999")));
    assert!(figure.description.contains("how full the clocks"));
}

/// Six hundred persons and every reason to move that a life can have.
const EVENTFUL: &str = r#"
start = 2011-01-01
end   = 2011-08-01
seed  = 4
[market]
agents    = 600
potential = "600k"
[market.audiences.phone_buyers]
path = [{ date = 2011-02-01, share = "0%" }, { date = 2011-07-01, share = "60%" }]
[contacts.phone.acquaintance]
mean_degree = 10
[contacts.club.erdos_renyi]
mean_degree = 8
[platforms.first]
launch            = 2011-01-01
initial_users     = "10k"
initial_placement = "hubs"
media             = "0.2%/day"
invite            = { phone = "2%/day" }
invite_period     = "40 days"
churn             = "0.5%/day"
quorum            = 3
returning         = "50%"
closures          = [{ from = 2011-04-10, until = 2011-05-20 }]
concede           = { when = 2011-07-10, media = "x0.5" }
[[platforms.first.seeding]]
name     = "sold with the phone"
audience = "phone_buyers"
install  = "60%"
[platforms.first.capacity]
users           = "100k"
leave           = "5%"
reputation_loss = "30%"
[platforms.second]
launch     = { after = "first.registered >= 30k", delay = "10 days" }
kernel     = "threshold"
threshold  = { each = { uniform = { low = "0%", high = "50%" } } }
media      = "0.1%/day"
invite     = { phone = "10%/day", club = "5%/day" }
compatible = { third = "50%" }
churn      = "0.2%/day"
pull       = "2%/day"
[[platforms.second.seeding]]
target = "first movers"
of     = "first"
budget = "60k"
from   = 2011-01-18
until  = 2011-01-28
[platforms.third]
launch      = 2011-01-10
kernel      = "components"
media       = "0.2%/day"
invite_once = { phone = "20%", club = "10%" }
churn       = "1%/day"
"#;

/// What happens to anybody is told in words that say why.
#[test]
fn every_reason_to_move_has_its_words() {
    let place = Place::with(&[("eventful.toml", EVENTFUL)]);
    let told: Vec<String> = ["won", "switcher", "first-mover", "most-connected"]
        .into_iter()
        .map(str::to_owned)
        .chain((0..60).map(|person| (person * 10).to_string()))
        .map(|person| place.run(&["person", "eventful.toml", "--person", &person, "--quiet"], 0).0)
        .collect();
    for words in [
        "… third opens on 2011-01-10; second opens on 2011-01-",
        "first closes on 2011-04-10",
        "first opens again on 2011-05-20",
        "first is given up by its owner on 2011-07-10",
        "first is down for",
        "is one of the first users of first",
        "chosen among those with the most phone contacts",
        "joins first, through bundling: sold with the phone",
        "belongs to phone_buyers from now on; the clock of joining was",
        "joins second, through seeding",
        "the campaign turns to the first movers of first",
        "loses first after",
        ", when it closes; the account is kept",
        "who as the second reaches the threshold of",
        "% needed)",
        "there or on third;",
        "just joined, in 2 groups)",
        "because of outages (reputation",
        "outage 100 % (servers down",
        "no churn with 3 contacts there: 3 are enough",
        "would be enough to stay)",
        "returns to first",
    ] {
        assert!(told.iter().any(|life| life.contains(words)), "nobody's life tells \"{words}\"");
    }
}

/// The tables name campaigns, inviters and what weighed.
#[test]
fn tables_tell_of_campaigns_crowds_and_servers() {
    let place = Place::with(&[("eventful.toml", EVENTFUL)]);
    let found = place.found(&["person", "eventful.toml", "--person", "won", "--out", "won", "--quiet"]);
    let (causes, campaigns) = (place.column("won/timeline.csv", "cause"), place.column("won/timeline.csv", "campaign"));
    let won = campaigns.iter().position(|name| !name.is_empty()).unwrap();
    assert!([("bundling", "sold with the phone"), ("seeding", "seeding")].contains(&(&causes[won], &campaigns[won])));
    let told = found["results"]["timeline"].as_array().unwrap();
    assert_eq!(told[won]["campaign"], campaigns[won].as_str());
    let platforms = found["results"]["platforms"].as_array().unwrap();
    let of_first = platforms.iter().filter(|one| one["platform"] == "first").map(|one| (&one["event"], &one["date"]));
    let of_first: Vec<(&str, &str)> =
        of_first.map(|(what, on)| (what.as_str().unwrap(), on.as_str().unwrap())).collect();
    let expected =
        [("opens", "2011-01-01"), ("closes", "2011-04-10"), ("opens again", "2011-05-20"), ("concedes", "2011-07-10")];
    assert_eq!(of_first, expected);
    let (days, open) = (place.column("won/contacts.csv", "date"), place.column("won/contacts.csv", "open"));
    let of_first: Vec<usize> = (0..days.len()).step_by(3).collect();
    for row in of_first {
        let closed = ("2011-04-10"..="2011-05-19").contains(&days[row].as_str());
        assert_eq!(open[row] == "0", closed, "{}", days[row]);
    }
    for column in
        ["inviting_phone", "kernel_club", "reputation", "down", "crowd", "inviter_nth", "meanwhile_down_first"]
    {
        assert_eq!(place.column("won/timeline.csv", column).len(), told.len());
    }
    assert!(found["results"]["thresholds"]["second"].as_f64().unwrap() <= 0.5);
}

/// The scenario files that are shipped.
fn shipped() -> Vec<PathBuf> {
    let files = |folder: &str| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files("scenarios").chain(files("scenarios/teaching")).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
}

#[test]
fn every_scenario_has_lives_to_tell() {
    let files = shipped();
    assert!(files.len() > 20, "{files:?}");
    for file in files {
        // A lesson may be about so many persons as it says.
        let few = scenario::load(&file, &Overrides { agents: Some(1000), ..Overrides::default() });
        let loaded = few.or_else(|_| scenario::load(&file, &Overrides::default())).unwrap_or_else(|p| panic!("{p}"));
        for choices in [&[Choice::Random][..], &[Choice::Won, Choice::Switcher, Choice::FirstMover]] {
            let Some(life) = life(&loaded.scenario, 0, choices, NonZeroUsize::MIN) else { continue };
            let findings = person(&life, &loaded.scenario);
            let name = format!("{} {}", file.display(), life.choice);
            assert!(findings.answer.starts_with("Person ") && findings.rows.len() > 1, "{name}: {}", findings.answer);
            legible(&name, &findings.figures.of(Language::English)[0].1.drawn());
        }
    }
}
