//! Numbers of an axis and the texts that mean them.

use jiff::civil::{Date, date};

use super::AxisKind;
use crate::scenario::amount::{self, Unit};
use crate::scenario::file::days_of_shift;
use crate::scenario::keys::Kind;

/// Day 0 of an axis of dates.
const EPOCH: Date = date(1970, 1, 1);

/// Digits of an amount between two given ones: enough for any figure, few enough to be read.
const DIGITS: usize = 6;

/// The number that a date has on an axis: days since 1970-01-01.
pub fn number_of(date: Date) -> f64 {
    f64::from((date - EPOCH).get_days())
}

/// The date at a number of an axis of dates.
pub fn date_at(number: f64) -> Date {
    EPOCH.saturating_add(jiff::Span::new().days(number.round().clamp(-700_000.0, 2_900_000.0) as i64))
}

/// Reads a value of a key; the error completes "`…` cannot be varied so: …".
pub fn read(kind: &Kind, text: &str) -> Result<(AxisKind, f64), String> {
    let times = text.strip_prefix(['x', '×']);
    match kind {
        Kind::Date | Kind::When(_) if text.starts_with(['+', '-', '−']) => {
            days_of_shift(text).map(|days| (AxisKind::Shift, days as f64))
        }
        Kind::Date | Kind::When(_) => match text.parse::<Date>() {
            Ok(date) => Ok((AxisKind::Date, number_of(date))),
            Err(_) => Err("it takes dates such as 2011-01-21, or shifts such as \"+90 days\"".to_owned()),
        },
        Kind::Whole { .. } => match text.replace('_', "").parse::<u64>() {
            Ok(number) => Ok((AxisKind::Whole, number as f64)),
            Err(_) => Err("it takes whole numbers".to_owned()),
        },
        Kind::Amount { unit, .. } | Kind::Schedule { unit, .. } => match times.filter(|_| *unit != Unit::Factor) {
            Some(times) => amount::parse(Unit::Plain, times).map(|factor| (AxisKind::Multiple, factor)),
            None => amount::parse(*unit, text).map(|number| (AxisKind::Amount(*unit), number)),
        },
        Kind::Potential => match times {
            Some(times) => amount::parse(Unit::Plain, times).map(|factor| (AxisKind::Multiple, factor)),
            None => amount::parse(Unit::Persons, text).map(|number| (AxisKind::Amount(Unit::Persons), number)),
        },
        Kind::Threshold => {
            let unit = if text.contains('%') { Unit::Share } else { Unit::Plain };
            match times {
                Some(times) => amount::parse(Unit::Plain, times).map(|factor| (AxisKind::Multiple, factor)),
                None => amount::parse(unit, text).map(|number| (AxisKind::Amount(unit), number)),
            }
        }
        Kind::Length => amount::parse(Unit::Days, text).map(|number| (AxisKind::Amount(Unit::Days), number)),
        _ => Err("there is nothing between two of its values".to_owned()),
    }
}

/// How the numbers of some keys are written.
#[derive(Debug, Clone)]
pub enum Notation {
    /// 2011-01-21.
    Date,
    /// "+90 days".
    Shift,
    /// "x1.5".
    Multiple,
    /// 1000.
    Whole,
    /// A number and its unit.
    Amount {
        /// What kind of number.
        unit: Unit,
        /// What stands before the number.
        prefix: &'static str,
        /// What stands behind the number.
        suffix: String,
        /// What the number 1 means so, in the base unit.
        one: f64,
    },
    /// One of these.
    Choice(Vec<String>),
}

impl Notation {
    /// The notation for numbers of this kind, after the model of a text that an author wrote.
    pub fn like(kind: AxisKind, model: &str) -> Notation {
        match kind {
            AxisKind::Date => Notation::Date,
            AxisKind::Shift => Notation::Shift,
            AxisKind::Multiple => Notation::Multiple,
            AxisKind::Whole => Notation::Whole,
            AxisKind::Amount(unit) => Notation::amount(unit, model),
            AxisKind::Choice => Notation::Choice(Vec::new()),
        }
    }

    /// The author's own unit where twice the number means twice as much, else the usual one of the kind.
    fn amount(unit: Unit, model: &str) -> Notation {
        let (prefix, rest) = match model.strip_prefix(['x', 'X', '×']) {
            Some(rest) => ("x", rest),
            None => ("", model),
        };
        let suffix = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '_'));
        let usual = match unit {
            Unit::Rate => ("", "%/day"),
            Unit::Share => ("", "%"),
            Unit::Factor => ("x", ""),
            Unit::Persons | Unit::Plain => ("", ""),
            Unit::Days => ("", " days"),
        };
        let meaning = |number: u8, (prefix, suffix): (&str, &str)| {
            amount::parse(unit, &format!("{prefix}{number}{suffix}")).unwrap_or(f64::NAN)
        };
        let own = (prefix, suffix);
        let linear =
            (meaning(2, own) / meaning(1, own) - 2.0).abs() < 1e-12 && !rest.trim_start().starts_with(['+', '-']);
        let (prefix, suffix) = if linear { own } else { usual };
        Notation::Amount { unit, prefix, suffix: suffix.to_owned(), one: meaning(1, (prefix, suffix)) }
    }

    /// The text for a number, and the number that the text means.
    pub fn write(&self, number: f64) -> (f64, String) {
        match self {
            Notation::Date => (number.round(), date_at(number).to_string()),
            Notation::Shift => {
                let days = number.round();
                let sign = if days < 0.0 { '-' } else { '+' };
                let unit = if (days.abs() - 1.0).abs() < 0.5 { "day" } else { "days" };
                (days, format!("{sign}{} {unit}", days.abs()))
            }
            Notation::Multiple => {
                let factor = few_digits(number);
                (factor, format!("x{factor}"))
            }
            Notation::Whole => (number.round(), format!("{:.0}", number.round())),
            Notation::Amount { unit, prefix, suffix, one } => {
                let text = format!("{prefix}{}{suffix}", few_digits(number / one));
                (amount::parse(*unit, &text).unwrap_or(number), text)
            }
            Notation::Choice(words) => {
                let at = (number.round().max(0.0) as usize).min(words.len() - 1);
                (at as f64, words[at].clone())
            }
        }
    }
}

/// A number with few enough digits to be read.
fn few_digits(number: f64) -> f64 {
    format!("{number:.*e}", DIGITS - 1).parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_the_unit_of_the_author() {
        for (unit, model, number, text) in [
            (Unit::Rate, "5%/month", 0.02 / crate::units::DAYS_PER_MONTH, "2%/month"),
            (Unit::Rate, "5% within a month", 0.002, "0.2%/day"),
            (Unit::Rate, "0.004/day", 1.0 / 3.0, "0.333333/day"),
            (Unit::Persons, "3M", 1_234_567.8, "1.23457M"),
            (Unit::Persons, "500万", 30_000.0, "3万"),
            (Unit::Persons, "1_000", 30_000.0, "30000"),
            (Unit::Factor, "x2", 1.5, "x1.5"),
            (Unit::Factor, "60%", 1.5, "150%"),
            (Unit::Factor, "-30%", 0.8, "x0.8"),
            (Unit::Share, "80%", 0.123_456_789, "12.3457%"),
            (Unit::Days, "2 weeks", 21.0, "3 weeks"),
            (Unit::Days, "60 days", 21.5, "21.5 days"),
            (Unit::Plain, "15", 2.5, "2.5"),
        ] {
            let (meant, written) = Notation::amount(unit, model).write(number);
            assert_eq!(written, text, "{model}");
            assert_eq!(Ok(meant), amount::parse(unit, text));
            assert!((meant / number - 1.0).abs() < 1e-5, "{text} means {meant}, not {number}");
        }
    }

    #[test]
    fn dates_count_from_1970() {
        assert_eq!(number_of(date(2000, 1, 1)).to_bits(), 10_957f64.to_bits());
        assert_eq!(date_at(10_957.4), date(2000, 1, 1));
        assert_eq!(Notation::Shift.write(-0.6), (-1.0, "-1 day".to_owned()));
        assert_eq!(Notation::Shift.write(0.2), (0.0, "+0 days".to_owned()));
    }
}
