//! Numbers and measures of experiments in words.

use crate::experiment::Estimate;
use crate::report::figure::Value;
use crate::report::numbers::{human, percent, short_label};
use crate::scenario::{Event, Measure, MeasureKind, Scenario, Unit};

/// What a measure is, for sentences: "the chance that MiTalk wins", "mitalk.share on 2012-01-01".
pub fn measure_words(measure: &Measure, scenario: &Scenario) -> String {
    match &measure.kind {
        MeasureKind::Probability(Event::Wins(platform)) => {
            format!("the chance that {} wins", platform_words(scenario, *platform))
        }
        MeasureKind::Probability(Event::NobodyWins) => "the chance that nobody wins".to_owned(),
        MeasureKind::Probability(_) => measure.to_string(),
        MeasureKind::Reading(reading) => {
            let when = reading.on.map_or_else(String::new, |date| format!(" on {date}"));
            let what = match reading.gauge {
                crate::scenario::Gauge::Active => "active users",
                crate::scenario::Gauge::Registered => "registered users",
                crate::scenario::Gauge::Share => "share of the active users",
                crate::scenario::Gauge::Peak => "highest number of active users",
                crate::scenario::Gauge::Penetration => "active users as a share of the market",
            };
            format!("{}'s {what}{when}", platform_words(scenario, reading.platform))
        }
    }
}

/// A platform's name in running text.
pub fn platform_words(scenario: &Scenario, platform: usize) -> String {
    short_label(&scenario.platforms[platform].label)
}

/// With a capital letter, for axes and beginnings.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What the values of a measure are, for figures.
pub fn value_of(measure: &Measure) -> Value {
    match (measure.is_probability(), measure.unit()) {
        (true, _) => Value::Probability,
        (false, Unit::Share) => Value::Share,
        (false, Unit::Persons) => Value::Persons,
        _ => Value::Plain,
    }
}

/// A value of a measure.
pub fn amount(value: Value, number: f64) -> String {
    match value {
        _ if number.is_nan() => "–".to_owned(),
        Value::Probability | Value::Share => percent(number),
        Value::Persons => human(number),
        Value::Days => format!("{} days", rounded(number)),
        Value::Plain => rounded(number),
    }
}

/// A difference of two values of a measure, with its sign.
pub fn change(value: Value, number: f64) -> String {
    let sign = if number < 0.0 { "−" } else { "+" };
    let size = number.abs();
    match value {
        _ if number.is_nan() => "–".to_owned(),
        Value::Probability | Value::Share => format!("{sign}{} points", rounded(size * 100.0)),
        Value::Persons => format!("{sign}{}", human(size)),
        Value::Days => format!("{sign}{} days", rounded(size)),
        Value::Plain => format!("{sign}{}", rounded(size)),
    }
}

/// A value with its interval.
pub fn known(value: Value, estimate: Estimate) -> String {
    format!("{} [{}, {}]", amount(value, estimate.value), bound(value, estimate.low), bound(value, estimate.high))
}

/// A difference with its interval.
pub fn known_change(value: Value, estimate: Estimate) -> String {
    format!("{} [{}, {}]", change(value, estimate.value), limit(value, estimate.low), limit(value, estimate.high))
}

fn bound(value: Value, number: f64) -> String {
    if number.is_finite() { amount(value, number) } else { "?".to_owned() }
}

/// An end of an interval of differences; the unit stands at the value.
fn limit(value: Value, number: f64) -> String {
    if !number.is_finite() {
        return "?".to_owned();
    }
    let text = change(value, number);
    text.trim_end_matches(" points").trim_end_matches(" days").to_owned()
}

/// Three significant digits.
pub fn rounded(number: f64) -> String {
    let digits = match number.abs() {
        n if n >= 100.0 || n == 0.0 => 0,
        n if n >= 10.0 => 1,
        n if n >= 0.01 => 2,
        _ => 3,
    };
    let text = format!("{number:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A number of things: "1 run", "12 runs".
pub fn counted(number: u64, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// Whether an interval leaves out 0.
pub fn differs(estimate: Estimate) -> bool {
    estimate.low > 0.0 || estimate.high < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_have_signs_and_units() {
        let estimate = Estimate { value: -0.0523, low: -0.061, high: 0.0 };
        assert_eq!(known_change(Value::Share, estimate), "−5.23 points [−6.1, +0]");
        assert_eq!(change(Value::Persons, 1.25e6), "+1.2 M");
        assert_eq!(change(Value::Days, 10.0), "+10 days");
        assert_eq!(amount(Value::Probability, 0.5), "50 %");
        assert!(differs(Estimate { value: -1.0, low: -2.0, high: -0.5 }) && !differs(estimate));
    }
}
