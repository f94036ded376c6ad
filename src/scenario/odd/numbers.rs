//! Numbers of a scenario in words: value, distribution over the runs, and what they rest on.

use crate::graphfile::grouped;
use crate::scenario::amount::{self, Unit};
use crate::scenario::{Confidence, Distribution, Evidence, Quantity};

/// Digits of a number that is told: more are never known.
const DIGITS: usize = 4;

/// A number in its notation, to a few digits; what it counts stands behind it.
pub fn number(unit: Unit, value: f64, counting: &str) -> String {
    let rounded = format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value);
    match unit {
        Unit::Plain => counted(&amount::print(unit, rounded), counting),
        Unit::Persons => counted(&persons(value), "persons"),
        _ => amount::print(unit, rounded),
    }
}

/// A number of persons: "3,100", "61.5M".
pub fn persons(value: f64) -> String {
    if value < 1e6 {
        return grouped(value.round() as u64);
    }
    let millions: f64 = format!("{:.*e}", DIGITS - 1, value / 1e6).parse().unwrap_or(value / 1e6);
    format!("{millions}M")
}

/// A number and what it counts: "15 contacts", "1 account".
pub fn counted(number: &str, what: &str) -> String {
    match (number, what.strip_suffix('s')) {
        (number, _) if what.is_empty() => number.to_owned(),
        ("1", Some(one)) => format!("1 {one}"),
        _ => format!("{number} {what}"),
    }
}

/// How a number is distributed over the runs; where its shape doesn't say it, also where nine of ten runs lie.
pub fn distribution(quantity: &Quantity<()>, unit: Unit) -> String {
    let number = |value| number(unit, value, "");
    let nine_of_ten = || {
        let bound = |u| number(quantity.distribution.quantile_within(quantity.range, u));
        format!("; 90 % of the runs: {} to {}", bound(0.05), bound(0.95))
    };
    match &quantity.distribution {
        Distribution::Constant(_) => "constant".to_owned(),
        Distribution::Uniform { low, high } => format!("uniform, {} to {}", number(*low), number(*high)),
        Distribution::Normal { mean, sd } => {
            format!("normal, mean {}, sd {}{}", number(*mean), number(*sd), nine_of_ten())
        }
        Distribution::Lognormal { median, spread } => {
            format!("lognormal, median {}, spread {spread}{}", number(*median), nine_of_ten())
        }
        Distribution::Beta { alpha, beta, low, high } => {
            format!("beta({alpha}, {beta}) on {} to {}{}", number(*low), number(*high), nine_of_ten())
        }
        Distribution::Triangular { low, mode, high } => {
            format!("triangular, {} to {}, mode {}", number(*low), number(*high), number(*mode))
        }
        Distribution::Empirical(values) => {
            format!("one of {}", values.iter().map(|value| number(*value)).collect::<Vec<_>>().join(", "))
        }
    }
}

/// What a number rests on, as the file says it.
pub fn evidence(evidence: Option<&Evidence>) -> String {
    let Some(Evidence { source, confidence, note }) = evidence else { return "not said".to_owned() };
    let confidence = confidence.map(|confidence| match confidence {
        Confidence::High => "high confidence".to_owned(),
        Confidence::Medium => "medium confidence".to_owned(),
        Confidence::Low => "low confidence".to_owned(),
        Confidence::Guess => "guess".to_owned(),
    });
    let words: Vec<String> = [confidence, source.clone(), note.clone()].into_iter().flatten().collect();
    if words.is_empty() { "not said".to_owned() } else { words.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_as_many_digits_as_can_be_known() {
        for (unit, value, counting, text) in [
            (Unit::Rate, 0.001_000_726_4, "", "0.1001%/day"),
            (Unit::Rate, 0.000_141, "", "0.0141%/day"),
            (Unit::Persons, 61.5e6, "", "61.5M persons"),
            (Unit::Persons, 3100.0, "", "3,100 persons"),
            (Unit::Persons, 1e8, "", "100M persons"),
            (Unit::Plain, 1.0, "accounts", "1 account"),
            (Unit::Plain, 15.0, "contacts", "15 contacts"),
            (Unit::Plain, 1.0 / 3.0, "", "0.3333"),
            (Unit::Factor, 1.32, "", "x1.32"),
            (Unit::Days, 48.5, "", "48.5 days"),
        ] {
            assert_eq!(number(unit, value, counting), text);
        }
    }

    /// The 95 % point of a lognormal is median · e^(1.644854 · spread).
    #[test]
    fn nine_of_ten_runs_lie_between_the_quantiles_told() {
        let quantity = Quantity::<()> {
            distribution: Distribution::Lognormal { median: 0.001, spread: 0.5 },
            ..Quantity::constant("x", 0.0)
        };
        let text = distribution(&quantity, Unit::Rate);
        assert_eq!(text, "lognormal, median 0.1%/day, spread 0.5; 90 % of the runs: 0.04394%/day to 0.2276%/day");
    }
}
