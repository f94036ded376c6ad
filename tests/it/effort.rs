//! Divided attention, from the scenario file to the figures.

use std::path::Path;

use headstart::market::{Course, Market};
use headstart::report::{EventKind, Reactions, events};
use headstart::rng::World;
use headstart::scenario::{self, Color, Dated, Loaded, Overrides, Release, Scenario};

use crate::random::{both, day};
use crate::support::{always, feature, platform, quantity, scenario};

fn load(path: &str, set: &[&str]) -> Scenario {
    let overrides = Overrides { set: set.iter().map(ToString::to_string).collect(), ..Overrides::default() };
    scenario::load(Path::new(path), &overrides).unwrap_or_else(|problems| panic!("{problems}")).scenario
}

/// When the features of the first platform come in the first run.
fn releases(scenario: &Scenario) -> Vec<Option<String>> {
    let market = Market::new(scenario, World { seed: scenario.seed, replicate: 0 });
    let course = Course::new(&market);
    let date = |from| scenario.date(from / market.ticks_per_day).to_string();
    market.platforms[0].features.iter().map(|feature| course.tick_of(feature.from).map(date)).collect()
}

/// The dates that the heads of the files tell.
#[test]
fn the_scenarios_have_the_dates_they_say() {
    let expected = [
        ("mitalk-wechat", [Some("2011-04-25"), None, None]),
        ("full-attention", [Some("2011-03-08"), Some("2011-11-11"), Some("2011-11-29")]),
        ("fair-fight", [Some("2011-03-08"), Some("2011-08-03"), Some("2011-10-01")]),
    ];
    for (name, dates) in expected {
        let scenario = load(&format!("scenarios/{name}.toml"), &[]);
        assert_eq!(releases(&scenario), dates.map(|date| date.map(str::to_owned)), "{name}");
    }
}

/// The mechanism on and off: what is ready on a day is what is dated on it.
#[test]
fn a_lead_time_gives_what_its_date_gives() {
    let everything = "tests/data/everything.toml";
    let rest = "invite = \"x1.5\", churn = \"-20%\"";
    let voice = |when: &str| format!("platforms.mitalk.features=[{{ name = \"voice\", {when}, {rest} }}]");
    let dated = load(everything, &["platforms.mitalk.effort=100%", &voice("date = 2011-03-10")]);
    let worked = load(everything, &["-platforms.mitalk.effort", &voice("begin = 2011-01-22, work = \"47 days\"")]);
    let divided = load(everything, &[]);
    for run in 0..2 {
        let (fast, naive) = both(&dated, run);
        assert_eq!([&both(&worked, run).0, &both(&divided, run).0, &naive], [&fast; 3]);
    }
}

/// History's dates stand in the file as lead times; as dates they give the same curves.
#[test]
fn the_guesses_on_attention_change_nothing_in_history() {
    let small = "market.agents=2000";
    let dated = "platforms.mitalk.features=[{ name = \"push-to-talk voice\", date = 2011-04-25, \
                 invite = \"x1.32\", media = \"x1.32\" }]";
    let history = "scenarios/mitalk-wechat.toml";
    let run = |set: &[&str]| headstart::experiment::replicate(&load(history, set), 3);
    assert_eq!(run(&[small]), run(&[small, dated, "-platforms.mitalk.effort"]));
}

/// Work of 6 days, begun on day 2: half of it by day 8, the other half by day 11, or never.
#[test]
fn both_engines_wait_for_the_work() {
    for (later, last_joins) in [(1.0, 11), (0.0, 20)] {
        let mut made = scenario(4000, 20, 1.0);
        let mut spec = platform("mitalk", 0);
        let mut silent = feature(0);
        (silent.appeal, silent.release) = (quantity(0.0), Release::WhenDone { begin: day(2), work: quantity(6.0) });
        (spec.media, spec.effort, spec.features) = (always(0.1), always(0.5), vec![silent]);
        spec.effort.push(Dated { from: Some(day(8)), value: quantity(later) });
        made.platforms.push(spec);
        let (fast, naive) = both(&made, 0);
        assert_eq!(fast, naive);
        assert!((1..=20).all(|on| (fast.row(on, 0).new > 0) == (on <= last_joins)), "effort {later} from day 8 on");
    }
}

const RIVAL: &str = "start = 2024-01-01\nend = 2024-04-10\nmarket = { agents = 10, potential = 10 }\n\
                     [platforms.first]\nlaunch = 2024-01-01\nmedia = \"1%/day\"\n";

fn loaded(effort: &str, features: &[&str]) -> Loaded {
    let feature = |keys: &&str| format!("[[platforms.first.features]]\nmedia = \"x2\"\n{keys}\n");
    let text = format!("{RIVAL}{effort}\n{}", features.iter().map(feature).collect::<String>());
    scenario::load_text(&text, Path::new("x.toml"), &Overrides::default()).unwrap_or_else(|p| panic!("{text}\n{p}"))
}

/// 20 to 40 days of work at full effort, or 10 at a quarter to half of it: both take 20 to 40 days.
#[test]
fn uncertain_work_and_effort_are_drawn_once_a_run() {
    const RUNS: u16 = 400;
    let ready = |scenario: &Scenario| -> Vec<f64> {
        let from = |run| {
            let market = Market::new(scenario, World { seed: 1, replicate: u64::from(run) });
            Course::new(&market).tick_of(market.platforms[0].features[0].from)
        };
        (0..RUNS).map(|run| f64::from(from(run).expect("it is ready in every run"))).collect()
    };
    let work = "name = \"a\"\nbegin = 2024-01-01\nwork = { uniform = { low = \"20 days\", high = \"40 days\" } }";
    let days = ready(&loaded("", &[work]).scenario);
    assert!(days.iter().all(|day| (20.0..=40.0).contains(day)));
    // A uniform number between whole numbers, rounded up: half a day more on average.
    let (mean, error) = (days.iter().sum::<f64>() / f64::from(RUNS), 20.0 / (12.0 * f64::from(RUNS)).sqrt());
    assert!((mean - 30.5).abs() < 4.0 * error, "{mean} ± {error}");

    let effort = "effort = { uniform = { low = \"25%\", high = \"50%\" } }";
    let days = ready(&loaded(effort, &["name = \"a\"\nbegin = 2024-01-01\nwork = \"10 days\""]).scenario);
    assert!(days.iter().all(|day| (20.0..=40.0).contains(day)));
    // Ready by day 30 when the effort is at least a third, which has a chance of two thirds.
    let (early, error) = (days.iter().filter(|day| **day <= 30.0).count() as f64, (f64::from(RUNS) * 2.0 / 9.0).sqrt());
    assert!((early - f64::from(RUNS) * 2.0 / 3.0).abs() < 4.0 * error, "{early} of {RUNS}");
}

#[test]
fn figures_mark_when_a_feature_is_ready() {
    let features = [
        "name = \"early\"\nbegin = 2023-12-01\nwork = \"41 days\"",
        "name = \"dated\"\ndate = 2024-01-20",
        "name = \"about\"\nbegin = 2024-01-11\nwork = { uniform = { low = \"9 days\", high = \"21 days\" } }",
        "name = \"never\"\nbegin = 2024-03-01\nwork = \"1 day\"",
    ];
    let loaded = loaded("effort = [{ from = 2024-02-01, share = \"0%\" }]", &features);
    let marks: Vec<(String, String)> = events(&loaded.scenario, &Reactions::new(&loaded.scenario, [].iter()))
        .into_iter()
        .filter(|event| event.kind == EventKind::Feature)
        .map(|event| (event.date.to_string(), event.label))
        .collect();
    let expected = [("2024-01-11", "early"), ("2024-01-20", "dated"), ("2024-01-26", "about (median)")];
    assert_eq!(marks, expected.map(|(date, label)| (date.to_owned(), label.to_owned())));
}

#[test]
fn what_attention_cannot_finish_is_a_warning() {
    let lead = |work: &str| format!("name = \"a\"\nbegin = 2024-01-01\nwork = \"{work}\"");
    let warnings =
        |effort: &str, feature: &str| scenario::render(&loaded(effort, &[feature]).warnings, 200, Color::Never);
    // The last tick begins 99 days after the start, with half days 99.5 days.
    for (effort, work, warned) in [
        ("", "99 days", false),
        ("", "99.5 days", true),
        ("effort = \"50%\"", "49.5 days", false),
        ("effort = \"50%\"", "60 days", true),
        ("effort = [{ from = 2024-03-01, share = \"0%\" }]", "61 days", false),
        ("effort = [{ from = 2024-05-01, share = \"0%\" }]", "101 days", true),
    ] {
        let text = warnings(effort, &lead(work));
        assert_eq!(text.contains("platforms.first.features.a is not ready before the end"), warned, "{effort} {text}");
    }
    let halves =
        format!("tick = \"12 hours\"\n{RIVAL}[[platforms.first.features]]\nmedia = \"x2\"\n{}", lead("99.5 days"));
    let halves = scenario::load_text(&halves, Path::new("x.toml"), &Overrides::default());
    assert_eq!(halves.unwrap_or_else(|p| panic!("{p}")).warnings.len(), 0);
    assert!(warnings("effort = \"50%\"", &lead("60 days")).contains("50.0 of 60.0 days of work are done by then"));
    assert!(warnings("effort = \"50%\"", "name = \"a\"\ndate = 2024-02-01").contains("depends on its effort"));
    let late = "name = \"a\"\nbegin = 2025-01-01\nwork = \"3 days\"";
    assert!(warnings("", late).contains("takes place after the end"));
}

/// What stands before the first date of a list is the key's default: all of the attention.
#[test]
fn before_the_first_date_a_platform_has_all_attention() {
    let feature = "name = \"a\"\nbegin = 2024-01-01\nwork = \"41 days\"";
    let loaded = loaded("effort = [{ from = 2024-02-01, share = \"50%\" }]", &[feature]);
    // 31 days in January, and twice ten.
    assert_eq!(releases(&loaded.scenario), [Some("2024-02-21".to_owned())]);
}
