//! The language of axes: what is read, what is refused, where its levels lie.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::scenario::problem::{Color, render};
use crate::scenario::{Distribution, Overrides, Scenario, When, parse_axis, sweep_axes};

fn template() -> Template {
    Template::load(Path::new("tests/data/full.toml"), &Overrides::default())
        .unwrap_or_else(|problems| panic!("{problems}"))
}

fn axis(text: &str) -> Axis {
    parse_axis(text, &template()).unwrap_or_else(|problem| panic!("{}", render(&[problem], 120, Color::Never)))
}

fn texts(axis: &Axis) -> Vec<&str> {
    axis.levels.iter().map(|level| level.text.as_str()).collect()
}

fn at(template: &Template, level: &Level) -> Scenario {
    template.with(&level.settings).unwrap_or_else(|problems| panic!("{problems}")).scenario
}

#[test]
fn each_kind_has_its_numbers_and_its_words() {
    let unix_day = |year, month, day| f64::from((date(year, month, day) - date(1970, 1, 1)).get_days());
    for (text, kind, low, high, levels) in [
        (
            "platforms.wechat.launch=2011-01-21..2011-01-31:3",
            AxisKind::Date,
            unix_day(2011, 1, 21),
            unix_day(2011, 1, 31),
            vec!["2011-01-21", "2011-01-26", "2011-01-31"],
        ),
        (
            "platforms.wechat.launch=-1 week..+14 days:4",
            AxisKind::Shift,
            -7.0,
            14.0,
            vec!["-1 week", "+0 days", "+7 days", "+14 days"],
        ),
        ("platforms.mitalk.media=x0..x4:5", AxisKind::Multiple, 0.0, 4.0, vec!["x0", "x1", "x2", "x3", "x4"]),
        (
            "platforms.mitalk.churn=1%/month..3%/month:3",
            AxisKind::Amount(Unit::Rate),
            0.01 / crate::units::DAYS_PER_MONTH,
            0.03 / crate::units::DAYS_PER_MONTH,
            vec!["1%/month", "2%/month", "3%/month"],
        ),
        (
            "platforms.mitalk.multihoming=x0.5..x1.5:3",
            AxisKind::Amount(Unit::Factor),
            0.5,
            1.5,
            vec!["x0.5", "x1", "x1.5"],
        ),
        ("market.agents=10_000..20_000:3", AxisKind::Whole, 1e4, 2e4, vec!["10_000", "15000", "20_000"]),
        (
            "platforms.mitalk.media.lognormal.spread=0.1..0.4:4",
            AxisKind::Amount(Unit::Plain),
            0.1,
            0.4,
            vec!["0.1", "0.2", "0.3", "0.4"],
        ),
        ("platforms.mitalk.threshold=10%..30%:3", AxisKind::Amount(Unit::Share), 0.1, 0.3, vec!["10%", "20%", "30%"]),
        ("platforms.mitalk.threshold=1..3:3", AxisKind::Amount(Unit::Plain), 1.0, 3.0, vec!["1", "2", "3"]),
        ("platforms.wechat.kernel=share|count", AxisKind::Choice, 0.0, 1.0, vec!["share", "count"]),
        ("platforms.wechat.launch=2011-03-01|never", AxisKind::Choice, 0.0, 1.0, vec!["2011-03-01", "never"]),
        (
            "platforms.mitalk.pull=1%/day|0|5%/day",
            AxisKind::Amount(Unit::Rate),
            0.0,
            0.05,
            vec!["0", "1%/day", "5%/day"],
        ),
    ] {
        let axis = axis(text);
        assert_eq!(axis.kind, kind, "{text}");
        assert_eq!(texts(&axis), levels, "{text}");
        for (number, expected) in [(axis.low, low), (axis.high, high), (axis.levels[0].number, low)] {
            assert!((number - expected).abs() <= 1e-12 * expected.abs(), "{text}: {number} against {expected}");
        }
    }
}

#[test]
fn a_range_has_eleven_levels_and_never_the_same_one_twice() {
    assert_eq!(axis("platforms.mitalk.loyalty=0..1").levels.len(), 11);
    assert_eq!(texts(&axis("platforms.wechat.launch=+0 days..+2 days")), ["+0 days", "+1 day", "+2 days"]);
    let down = axis("platforms.mitalk.loyalty=1..0:3");
    assert_eq!((down.low, down.high, texts(&down)), (0.0, 1.0, vec!["0", "0.5", "1"]));
}

#[test]
fn logarithmic_steps_are_equal_factors() {
    for text in ["platforms.mitalk.loyalty=0.01..100:5log", "platforms.mitalk.loyalty=0.01..100:5 log"] {
        assert_eq!(texts(&axis(text)), ["0.01", "0.1", "1", "10", "100"]);
    }
    assert_eq!(axis("platforms.mitalk.media=x0.5..x2:log").levels.len(), 11);
    assert_eq!(axis("platforms.mitalk.media=x0.25..x4:3log").fraction(0.75).text, "x2");
}

#[test]
fn a_level_brings_the_scenario_there() {
    let template = template();
    let launch = axis("platforms.wechat.launch=+0 days..+720 days:25");
    assert_eq!(launch.levels.len(), 25);
    assert_eq!(at(&template, &launch.at(90.4)).platforms[1].launch, When::On(date(2011, 4, 21)));
    let dates = axis("platforms.wechat.launch=2011-01-21..2012-01-21");
    assert_eq!(at(&template, &dates.at(number_of(date(2011, 8, 1)))).platforms[1].launch, When::On(date(2011, 8, 1)));
    assert_eq!(date_at(dates.levels[10].number), date(2012, 1, 21));
    let churn = axis("platforms.mitalk.churn=0.1%/day..0.4%/day");
    let level = churn.at(0.002_345_678_9);
    assert_eq!((level.text.as_str(), level.number.to_bits()), ("0.234568%/day", 0.002_345_68f64.to_bits()));
    assert_eq!(at(&template, &level).platforms[0].churn.distribution, Distribution::Constant(level.number));
    let choice = axis("platforms.wechat.kernel=share|count");
    let kernels: Vec<String> = [0.1, 0.49, 0.51, 1.0].map(|u| choice.fraction(u).text).to_vec();
    assert_eq!(kernels, ["share", "share", "count", "count"], "each word has the same share of the way");
}

#[test]
fn what_moves_together_moves_in_step() {
    let zipped = axis("platforms.mitalk.loyalty=0..2:3; platforms.wechat.loyalty,platforms.wechat.stickiness=4..3");
    assert_eq!(zipped.keys, ["platforms.mitalk.loyalty", "platforms.wechat.loyalty", "platforms.wechat.stickiness"]);
    let settings: Vec<Vec<String>> = zipped.levels.iter().map(|level| level.settings.clone()).collect();
    let expected = |a: &str, b: &str| {
        vec![
            format!("platforms.mitalk.loyalty={a}"),
            format!("platforms.wechat.loyalty={b}"),
            format!("platforms.wechat.stickiness={b}"),
        ]
    };
    assert_eq!(settings, [expected("0", "4"), expected("1", "3.5"), expected("2", "3")]);
    let lists = axis("platforms.mitalk.loyalty=2|0|1; platforms.wechat.loyalty=5|1|2");
    assert_eq!(lists.levels[1].settings, ["platforms.mitalk.loyalty=1", "platforms.wechat.loyalty=2"]);
    assert_eq!(lists.at(1.5).settings, ["platforms.mitalk.loyalty=1.5", "platforms.wechat.loyalty=3.5"]);
}

#[test]
fn titles_come_from_the_keys() {
    assert_eq!(axis("platforms.wechat.launch=+0 days..+9 days").label, "launch of WeChat 微信");
    assert_eq!(
        axis("platforms.mitalk.loyalty,platforms.wechat.loyalty=0..1").label,
        "loyalty of MiTalk 米聊 and loyalty of WeChat 微信"
    );
    assert_eq!(
        axis("platforms.wechat.seeding.QQ push.rate,platforms.mitalk.pull,platforms.mitalk.churn=x0..x1").label,
        "rate of WeChat 微信's campaign “QQ push” and 2 more"
    );
}

#[test]
fn what_cannot_be_varied_is_pointed_at_with_a_remedy() {
    let template = template();
    for (text, pointed, words) in [
        ("platforms.wechat.lunch=+0 days..+9 days", "lunch", "did you mean `launch`"),
        ("platforms.wechta.launch=+0 days..+9 days", "wechta", "did you mean `wechat`"),
        ("platforms.wechat=1..2", "platforms.wechat", "is no single value"),
        ("platforms.wechat.label=a|b", "platforms.wechat.label", "cannot change a run"),
        ("platforms.wechat.launch", "platforms.wechat.launch", "no \"=\" in it"),
        ("platforms.wechat.launch=2011-05-01", "2011-05-01", "a single value is no range"),
        ("platforms.wechat.launch=..+9 days", "", "a value is missing"),
        ("platforms.wechat.launch=+0 days..soon", "soon", "it takes dates"),
        ("platforms.wechat.launch=2011-05-01..+9 days", "+9 days", "not the same kind"),
        ("platforms.later.launch=+0 days..+9 days", "+0 days", "gives no date to start from"),
        ("platforms.wechat.pull=x0..x2", "x0", "gives no amount to start from"),
        ("market.potential=x0.5..x2", "x0.5", "gives no amount to start from"),
        ("platforms.mitalk.churn=1%..2%", "1%", "it does not say how often"),
        ("platforms.mitalk.multihoming=50%..5000000000%", "5000000000%", "out of range"),
        ("platforms.wechat.launch=2011-05-01..2011-05-01", "2011-05-01", "is given twice"),
        ("platforms.wechat.kernel=count..share", "count", "values one by one"),
        ("platforms.wechat.kernel=count|sharp", "sharp", "is not one of its words"),
        ("platforms.mitalk.loyalty=0..1:1", "1", "not a number of steps"),
        ("platforms.mitalk.loyalty=0..1:many", "many", "not a number of steps"),
        ("platforms.mitalk.loyalty=0..1:9log", "0..1:9log", "need numbers above 0"),
        ("platforms.mitalk.loyalty,market.agents=1..2", "market.agents", "cannot take the same values"),
        ("platforms.mitalk.pull,platforms.mitalk.pull=x0..x1", "platforms.mitalk.pull=", "is varied twice"),
        ("platforms.mitalk.loyalty=0..1:3; platforms.wechat.loyalty=0..1:4", "4", "the same steps"),
        ("platforms.mitalk.loyalty=0..1; platforms.wechat.loyalty=0|1", "platforms.wechat", "as many values each"),
        ("platforms.wechat.launch=+0 days..+90 years", "+90 years", "gone"),
    ] {
        let Err(problem) = parse_axis(text, &template) else {
            // Legal, though without effect: a launch after the end is a warning.
            assert_eq!(words, "gone", "{text} was taken");
            continue;
        };
        let shown = render(&[problem], 200, Color::Never);
        assert!(shown.contains(words), "{text}: {shown}");
        let column = text.rfind(pointed).unwrap() + 1;
        assert!(pointed.is_empty() || shown.contains(&format!("command line:1:{column}]")), "{text}: {shown}");
    }
}

#[test]
fn an_end_at_which_the_scenario_does_not_load_is_refused_with_the_reason() {
    let problem = parse_axis("end=2010-12-01..2013-01-01", &template()).expect_err("an end before the start");
    let shown = render(&[problem], 200, Color::Never);
    assert!(shown.contains("the end is not after the start") && shown.contains("command line:1:5]"), "{shown}");
}

fn sweep(table: &str) -> Template {
    let text = format!("extends = \"full.toml\"\n{table}");
    Template::load_text(&text, Path::new("tests/data/swept.toml"), &Overrides::default())
        .unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn the_table_of_a_file_says_the_same_as_the_command_line() {
    let template = sweep(
        "[[sweep.vary]]\nkey = \"platforms.wechat.launch\"\nfrom = \"+0 days\"\nto = \"+720 days\"\nsteps = 25\n\
         [[sweep.vary]]\nkeys = [\"platforms.mitalk.media\", \"platforms.wechat.media\"]\nfrom = \"x0.25\"\nto = \"x4\"\n\
         steps = 5\nlog = true\nlabel = \"advertising\"\nwith = [{ key = \"platforms.wechat.stickiness\", from = 1, to = 2.5 }]\n\
         [[sweep.vary]]\nkey = \"platforms.mitalk.launch\"\nvalues = [2010-12-10, 2011-02-01, \"never\"]\n",
    );
    let axes = sweep_axes(&template).unwrap_or_else(|problems| panic!("{problems}"));
    let spec = template.loaded().scenario.sweep.as_ref().unwrap();
    assert_eq!(axes.len(), 3);
    assert_eq!(
        spec.vary[1].text,
        "platforms.mitalk.media,platforms.wechat.media=x0.25..x4:5log; platforms.wechat.stickiness=1..2.5:5log"
    );
    assert_eq!((axes[0].label.as_str(), axes[1].label.as_str()), ("launch of WeChat 微信", "advertising"));
    for (axis, written) in axes.iter().zip(&spec.vary) {
        let typed = parse_axis(&written.text, &template).unwrap_or_else(|problem| panic!("{problem}"));
        assert_eq!((&typed.keys, typed.kind, &typed.levels), (&axis.keys, axis.kind, &axis.levels));
    }
    assert_eq!(axes[1].levels[2].settings[2], "platforms.wechat.stickiness=1.58114");
}

#[test]
fn a_sweep_is_judged_where_it_was_written() {
    let table = "[[sweep.vary]]\nkey = \"platforms.wechat.launch\"\nfrom = \"+0 days\"\nto = \"+720 days\"\n";
    let template = sweep(table);
    let never = template.with(&["platforms.wechat.launch=never".to_owned()]).map(Template::new);
    let never = never.unwrap_or_else(|problems| panic!("other commands go on\n{problems}"));
    let problems = sweep_axes(&never).expect_err("nothing to start from").to_string();
    assert!(problems.contains("gives no date to start from") && problems.contains("swept.toml:4:9"), "{problems}");
    let folder = tempfile::tempdir().unwrap();
    let full = std::fs::canonicalize("tests/data/full.toml").unwrap();
    std::fs::write(folder.path().join("parent.toml"), format!("extends = {full:?}\n{table}")).unwrap();
    let child = "extends = \"parent.toml\"\nplatforms.wechat.launch = \"never\"\n";
    let child = Template::load_text(child, &folder.path().join("child.toml"), &Overrides::default());
    let child = child.unwrap_or_else(|problems| panic!("{problems}"));
    assert!(sweep_axes(&child).is_err());
    let resolved = crate::scenario::resolved_toml(child.loaded());
    Template::load_text(&resolved, Path::new("x.toml"), &Overrides::default()).unwrap_or_else(|p| panic!("{p}"));
}

#[test]
fn the_measure_of_a_sweep_is_read_in_the_file() {
    let template = sweep("[sweep]\nmeasure = \"P(mitalk  wins)\"\nsample = \"sobol:64\"\n");
    assert_eq!(sweep_measure(&template).unwrap().map(|measure| measure.to_string()).as_deref(), Some("P(mitalk wins)"));
    assert_eq!(template.loaded().scenario.sweep.as_ref().unwrap().sample, Some(crate::scenario::Sample::Sobol(64)));
    let without = template.with(&["-sweep".to_owned()]).map(Template::new).unwrap();
    assert!(sweep_measure(&without).unwrap().is_none() && sweep_axes(&without).unwrap().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_level_means_what_it_says(u in 0.0..=1.0f64, a in 0.001..50.0f64, b in 0.001..50.0f64, log: bool) {
        prop_assume!((a - b).abs() > 1e-6);
        let end = if log { ":7log" } else { ":7" };
        let axis = parse_axis(&format!("platforms.mitalk.stickiness={a}..{b}{end}"), &template()).expect("an axis");
        let level = axis.fraction(u);
        prop_assert_eq!(level.text.parse::<f64>().expect("a number").to_bits(), level.number.to_bits());
        let expected = if log { a.min(b) * (a.max(b) / a.min(b)).powf(u) } else { a.min(b) + u * (a - b).abs() };
        prop_assert!((level.number / expected - 1.0).abs() < 1e-5, "{} against {expected}", level.number);
        prop_assert!(axis.levels.windows(2).all(|pair| pair[0].number < pair[1].number));
    }

    #[test]
    fn no_text_makes_it_panic(text in "(platforms\\.|wechat|\\.launch|market\\.agents|=|\\.\\.|\\+9 days|1|:|;|,|\\||log|\"|\\PC){0,12}") {
        if let Err(problem) = parse_axis(&text, &template()) {
            let _ = render(&[problem], 80, Color::Never);
        }
    }
}
