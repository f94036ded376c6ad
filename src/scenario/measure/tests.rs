//! The language of measures and conditions: what is read, what is refused, and that what is printed reads as itself.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::parse::{Terms, measure};
use super::{
    Comparison, Event, Gauge, Measure, MeasureKind, Operand, Precision, Reading, parse_condition, parse_measure,
    parse_precision,
};
use crate::scenario::problem::{Color, Problem, Sources, render};
use crate::scenario::written::Written;
use crate::scenario::{Overrides, Scenario, Unit, amount, load_text};

const NAMES: [&str; 4] = ["mitalk", "wechat", "360", "crossing"];

fn scenario() -> Scenario {
    let head = "start = 2010-12-10\nend = 2013-06-30\nmarket = { agents = 1_000, potential = \"60M\" }\n";
    let platforms = NAMES.map(|name| format!("platforms.{name} = {{ launch = 2010-12-10, media = \"1%/day\" }}\n"));
    let text = format!("{head}{}", platforms.concat());
    load_text(&text, std::path::Path::new("x.toml"), &Overrides::default())
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

fn shown(problem: Problem) -> String {
    render(&[problem], 200, Color::Never)
}

fn read(text: &str) -> Measure {
    parse_measure(text, &scenario()).unwrap_or_else(|problem| panic!("{}", shown(problem)))
}

fn event(text: &str) -> Event {
    match read(&format!("P({text})")).kind {
        MeasureKind::Probability(event) => event,
        MeasureKind::Reading(reading) => panic!("{reading:?}"),
    }
}

#[test]
fn measures_read_as_they_are_written() {
    let reading = |platform, gauge, on| MeasureKind::Reading(Reading { platform, gauge, on });
    assert_eq!(read("mitalk.share").kind, reading(0, Gauge::Share, None));
    assert_eq!(
        read(" wechat . registered on 2012-03-29 ").kind,
        reading(1, Gauge::Registered, Some(date(2012, 3, 29)))
    );
    assert_eq!(read("360.peak").kind, reading(2, Gauge::Peak, None));
    assert_eq!(
        read("crossing.penetration on 2010-12-10").kind,
        reading(3, Gauge::Penetration, Some(date(2010, 12, 10)))
    );
    assert_eq!(event("mitalk wins"), Event::Wins(0));
    assert_eq!(event("crossing wins"), Event::Wins(3));
    assert_eq!(event("nobody wins"), Event::NobodyWins);
    assert_eq!(event("crossing before 2011-08-01"), Event::Crossing(Comparison::Below, date(2011, 8, 1)));
    assert_eq!(event("tipping ≥ 2011-08-01"), Event::Tipping(Comparison::AtLeast, date(2011, 8, 1)));
    let registered = Reading { platform: 1, gauge: Gauge::Registered, on: None };
    for (text, persons) in [("3M", 3e6), ("3_000_000", 3e6), ("500万", 5e6), ("60 million users", 60e6)] {
        let expected = Event::Compares(registered, Comparison::Above, Operand::Amount(persons));
        assert_eq!(event(&format!("wechat.registered > {text}")), expected);
    }
    let share = |platform, on| Reading { platform, gauge: Gauge::Share, on };
    let both = Event::All(vec![
        Event::Compares(share(0, Some(date(2012, 1, 1))), Comparison::AtLeast, Operand::Amount(0.3)),
        Event::Compares(share(0, None), Comparison::Below, Operand::Reading(share(2, None))),
        Event::Wins(1),
    ]);
    assert_eq!(event("mitalk.share on 2012-01-01 >= 30% and mitalk.share<360.share and wechat wins"), both);
}

#[test]
fn a_measure_knows_its_unit() {
    for (text, unit, is_probability) in [
        ("P(mitalk wins)", Unit::Share, true),
        ("mitalk.share", Unit::Share, false),
        ("mitalk.penetration", Unit::Share, false),
        ("mitalk.peak", Unit::Persons, false),
    ] {
        let measure = read(text);
        assert_eq!(
            (measure.unit(), measure.is_probability(), measure.to_string().as_str()),
            (unit, is_probability, text)
        );
    }
}

#[test]
fn what_is_wrong_is_pointed_at_with_a_remedy() {
    let scenario = scenario();
    for (text, pointed, words) in [
        ("P(mitlak wins)", "mitlak", "did you mean `mitalk`"),
        ("P(mitalk win)", "win", "it is not said what happens"),
        ("P(mitalk wins", "", "the parenthesis is not closed"),
        ("P(mitalk wins) today", "today", "the measure ends here"),
        ("mitalk.shar", "shar", "did you mean `share`"),
        ("mitalk", "", "it is not said what of the platform"),
        ("mitalk.peak on 2011-08-01", "on 2011-08-01", "the peak has no date"),
        ("mitalk.share on 2014-01-01", "2014-01-01", "runs from 2010-12-10 to 2013-06-30"),
        ("mitalk.share on 2010-12-09", "2010-12-09", "before the start"),
        ("P(crossing < soon)", "soon", "is not a date"),
        ("P(crossing 2011-08-01)", "2011-08-01", "a comparison is expected"),
        ("P(mitalk.share > 3M)", "3M", "is not a share"),
        ("P(mitalk.share > 130%)", "130%", "more than all"),
        ("P(mitalk.active > 30%)", "30%", "is not a number of persons"),
        ("P(mitalk.active > wechat.share)", "wechat.share", "a number of persons cannot be compared with a share"),
        ("P(mitalk.active after 3M)", "after", "compares dates"),
        ("P(mitalk.active >)", ")", "a value is missing"),
        ("", "", "a platform is expected"),
    ] {
        let text_shown = shown(parse_measure(text, &scenario).expect_err(text));
        assert!(text_shown.contains(words), "{text}: {text_shown}");
        let column = text.rfind(pointed).unwrap() + 1;
        assert!(text_shown.contains(&format!("command line:1:{column}]")), "{text}: {text_shown}");
    }
}

#[test]
fn conditions_have_a_target_in_the_unit_of_their_measure() {
    let scenario = scenario();
    let read = |text: &str| parse_condition(text, &scenario).unwrap_or_else(|problem| panic!("{}", shown(problem)));
    for (text, measure, target) in [
        ("P(mitalk wins) = 50%", "P(mitalk wins)", 0.5),
        ("P(mitalk.share >= 30% and nobody wins)=5%", "P(mitalk.share >= 30% and nobody wins)", 0.05),
        ("mitalk.share = 20%", "mitalk.share", 0.2),
        ("wechat.registered on 2012-03-29 = 100M", "wechat.registered on 2012-03-29", 1e8),
        ("crossing = 2011-08-01", "P(crossing <= 2011-08-01)", 0.5),
        ("tipping=2011-08-01", "P(tipping <= 2011-08-01)", 0.5),
        ("crossing.share = 0%", "crossing.share", 0.0),
    ] {
        let condition = read(text);
        assert_eq!((condition.text.as_str(), condition.measure.to_string().as_str()), (text, measure));
        assert!((condition.target - target).abs() <= 1e-15 * target, "{text}: {}", condition.target);
    }
    for (text, words) in [
        ("P(mitalk wins)", "the condition has no value"),
        ("P(mitalk wins) > 50%", "a condition has a \"=\" here"),
        ("P(mitalk wins) = 100%", "between 0% and 100%"),
        ("mitalk.share = 3M", "is not a share"),
        ("mitalk.share =", "a value is missing"),
        ("crossing < 2011-08-01", "set equal to a date"),
        ("crossing = 2014-08-01", "after the end"),
        ("P(mitalk wins) = 50% ) twice", "the measure ends here"),
    ] {
        let text_shown = shown(parse_condition(text, &scenario).expect_err(text));
        assert!(text_shown.contains(words), "{text}: {text_shown}");
    }
}

#[test]
fn a_precision_is_in_points_for_shares_and_in_persons_or_relative_for_persons() {
    let (share, persons) = (read("P(mitalk wins)"), read("mitalk.active"));
    for text in ["±2%", "+-2%", "+/- 2%", "2%", "±２％"] {
        assert_eq!(parse_precision(text, &share), Ok(Precision::Absolute(0.02)), "{text}");
        assert_eq!(parse_precision(text, &persons), Ok(Precision::Relative(0.02)), "{text}");
    }
    assert_eq!(parse_precision("±500k", &persons), Ok(Precision::Absolute(5e5)));
    for (text, measure, words) in [
        ("±500k", &share, "\"±2%\""),
        ("±0%", &share, "above 0%"),
        ("±60%", &share, "at most 50%"),
        ("±0.02", &share, "percent sign"),
        ("±0", &persons, "above 0"),
        ("±100%", &persons, "below 100%"),
        ("soon", &persons, "\"±500k\""),
    ] {
        let message = parse_precision(text, measure).expect_err(text);
        assert!(message.contains(words), "{text}: {message}");
    }
}

fn any_date() -> impl Strategy<Value = Date> {
    (0i32..=933).prop_map(|day| date(2010, 12, 10).saturating_add(jiff::Span::new().days(day)))
}

fn any_reading() -> impl Strategy<Value = Reading> {
    (0..NAMES.len(), 0..5usize, proptest::option::of(any_date())).prop_map(|(platform, gauge, on)| {
        let gauge = Gauge::ALL[gauge];
        Reading { platform, gauge, on: on.filter(|_| gauge != Gauge::Peak) }
    })
}

fn any_comparison() -> impl Strategy<Value = Comparison> {
    use Comparison::{Above, AtLeast, AtMost, Below};
    proptest::sample::select(vec![Below, AtMost, Above, AtLeast])
}

/// An amount as a reader of the file could have got it, in the unit of a reading.
fn amount_of(reading: Reading, number: u32) -> f64 {
    let text = match reading.gauge.unit() {
        Unit::Share => format!("{}%", f64::from(number) / 1e7),
        _ => format!("{number}"),
    };
    amount::parse(reading.gauge.unit(), &text).expect("a number and its unit")
}

fn any_simple_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        (0..NAMES.len()).prop_map(Event::Wins),
        Just(Event::NobodyWins),
        (any_comparison(), any_date()).prop_map(|(comparison, date)| Event::Crossing(comparison, date)),
        (any_comparison(), any_date()).prop_map(|(comparison, date)| Event::Tipping(comparison, date)),
        (any_reading(), any_comparison(), 0..1_000_000_000u32).prop_map(|(reading, comparison, number)| {
            Event::Compares(reading, comparison, Operand::Amount(amount_of(reading, number)))
        }),
        (any_reading(), any_comparison(), any_reading()).prop_map(|(reading, comparison, other)| {
            let same_unit = Reading { gauge: reading.gauge, on: other.on.and(reading.on), ..other };
            Event::Compares(reading, comparison, Operand::Reading(same_unit))
        }),
    ]
}

fn any_kind() -> impl Strategy<Value = MeasureKind> {
    prop_oneof![
        any_reading().prop_map(MeasureKind::Reading),
        any_simple_event().prop_map(MeasureKind::Probability),
        proptest::collection::vec(any_simple_event(), 2..4)
            .prop_map(|events| MeasureKind::Probability(Event::All(events))),
    ]
}

proptest! {
    #[test]
    fn a_printed_measure_reads_as_itself(kind in any_kind()) {
        let terms = Terms { names: NAMES.map(str::to_owned).to_vec(), time: (date(2010, 12, 10), date(2013, 6, 30)) };
        let printed = Measure { kind, names: terms.names.as_slice().into() };
        let mut sources = Sources::default();
        let written = Written::typed(&printed.to_string(), &mut sources);
        let again = measure(&written, &sources, &terms).map_err(|problem| TestCaseError::fail(shown(problem)))?;
        prop_assert_eq!(again, printed);
    }

    #[test]
    fn no_text_makes_it_panic(text in "(P\\(|mitalk|\\.|share|on| and |=|<|\\)|2011-01-01|\\PC){0,9}") {
        let scenario = scenario();
        for problem in [parse_measure(&text, &scenario).err(), parse_condition(&text, &scenario).err()].into_iter().flatten() {
            let _ = shown(problem);
        }
    }
}
