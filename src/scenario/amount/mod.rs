//! Numbers with units as people write them ("0.4%/day", "60 days", "x1.5", "1.2亿"), read and printed exactly.
//!
//! Percent signs and magnitudes shift the decimal point before the number becomes binary, so `"0.4%"` and `"0.004"` are the
//! same number to the last bit.

mod read;

use read::{bare, days, factor, persons, plain_width, rate, share, shifted};

/// What kind of number a key takes, and with it the notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// How often something happens to one person [day⁻¹].
    Rate,
    /// A share of a whole, 0 % to 100 %.
    Share,
    /// A factor; 1 changes nothing.
    Factor,
    /// A number of people.
    Persons,
    /// A length of time \[day\].
    Days,
    /// A plain number.
    Plain,
}

impl Unit {
    /// What is expected, with an example: completes "… takes".
    pub const fn expects(self) -> &'static str {
        match self {
            Unit::Rate => "a rate such as \"0.4%/day\" or \"3%/month\", or a probability such as \"3% within a month\"",
            Unit::Share => "a share such as \"80%\"",
            Unit::Factor => "a factor such as \"x1.5\", or \"60%\", or a change such as \"-30%\"",
            Unit::Persons => "a number of persons such as 200_000, \"500k\", \"1.2M\" or \"500万\"",
            Unit::Days => "a length of time such as \"60 days\", \"10 hours\" or \"2 months\"",
            Unit::Plain => "a plain number such as 2.5",
        }
    }

    /// The name of the kind of number.
    pub const fn name(self) -> &'static str {
        match self {
            Unit::Rate => "rate",
            Unit::Share => "share",
            Unit::Factor => "factor",
            Unit::Persons => "persons",
            Unit::Days => "length of time",
            Unit::Plain => "number",
        }
    }

    /// A regular expression that every correct text matches (for editors; it is wider than the parser).
    pub const fn pattern(self) -> &'static str {
        match self {
            Unit::Rate => r"^\s*[0-9][0-9_.eE+-]*\s*(%|％)?\s*(/|per |within |内)?\s*.*$",
            Unit::Share => r"^\s*[0-9][0-9_.eE+-]*\s*(%|％)\s*$",
            Unit::Factor => r"^\s*([x×X]\s*[0-9][0-9_.eE+-]*|[+−-]?[0-9][0-9_.]*\s*(%|％))\s*$",
            Unit::Persons => r"^\s*[0-9][0-9_.]*\s*[A-Za-z\u4e00-\u9fff ]*$",
            Unit::Days => r"^\s*[0-9][0-9_.]*\s*\S+\s*$",
            Unit::Plain => r"^\s*[+-]?[0-9][0-9_.eE+-]*\s*$",
        }
    }

    /// Whether a bare TOML number says everything.
    pub const fn takes_bare_numbers(self) -> bool {
        matches!(self, Unit::Persons | Unit::Plain)
    }

    /// How the author of a bare number probably meant it.
    pub fn suggestion(self, number: f64) -> String {
        match self {
            Unit::Rate => format!("\"{}%/day\" or \"{number}/day\"", shifted(number)),
            Unit::Share if number <= 1.0 => format!("\"{}%\"", shifted(number)),
            Unit::Share => format!("\"{number}%\""),
            Unit::Factor => format!("\"x{number}\""),
            Unit::Days => format!("\"{number} days\""),
            Unit::Persons | Unit::Plain => format!("{number}"),
        }
    }
}

/// Reads a text as a number in the base unit; the error completes "`…` is not a rate: …".
pub fn parse(unit: Unit, text: &str) -> Result<f64, String> {
    let text = plain_width(text);
    let value = match unit {
        Unit::Rate => rate(&text),
        Unit::Share => share(&text),
        Unit::Factor => factor(&text),
        Unit::Persons => persons(&text),
        Unit::Days => days(&text),
        Unit::Plain => bare(&text),
    }?;
    if value.is_finite() { Ok(value) } else { Err("the number is too large".to_owned()) }
}

/// Prints a number in the base unit so that [`parse`] gives the same number back.
pub fn print(unit: Unit, value: f64) -> String {
    let candidates = match unit {
        Unit::Rate => vec![format!("{}%/day", shifted(value)), format!("{value}/day")],
        Unit::Share => vec![format!("{}%", shifted(value)), format!("{}%", value * 100.0), format!("{value}e2%")],
        Unit::Factor => vec![format!("x{value}")],
        Unit::Persons => vec![
            format!("{}B", value / 1e9),
            format!("{}M", value / 1e6),
            format!("{}k", value / 1e3),
            format!("{value}"),
        ],
        Unit::Days => vec![format!("{value} {}", if value.to_bits() == 1f64.to_bits() { "day" } else { "days" })],
        Unit::Plain => vec![format!("{value}")],
    };
    let same =
        |text: &&String| text.len() < 20 && parse(unit, text).is_ok_and(|read| read.to_bits() == value.to_bits());
    let shortest = candidates.iter().filter(same).min_by_key(|text| text.len());
    shortest.or(candidates.last()).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::read::scaled;
    use super::*;
    use crate::units::DAYS_PER_MONTH;
    use proptest::prelude::*;

    fn read(unit: Unit, text: &str) -> f64 {
        parse(unit, text).unwrap_or_else(|message| panic!("{text}: {message}"))
    }

    fn refusal(unit: Unit, text: &str) -> String {
        parse(unit, text).expect_err("it must be refused")
    }

    #[test]
    fn percent_is_a_rate_and_within_is_a_probability() {
        assert_eq!(read(Unit::Rate, "0.4%/day").to_bits(), 0.004f64.to_bits());
        assert_eq!(read(Unit::Rate, "3%/month").to_bits(), (0.03 / DAYS_PER_MONTH).to_bits());
        assert_eq!(read(Unit::Rate, "3% within a month").to_bits(), (-libm::log1p(-0.03) / DAYS_PER_MONTH).to_bits());
        assert_eq!(read(Unit::Rate, "3% within 2 weeks").to_bits(), (-libm::log1p(-0.03) / 14.0).to_bits());
        assert!(parse(Unit::Rate, "100% within a month").is_err());
    }

    #[test]
    fn every_unit_reads_as_people_write_it() {
        let cases = [
            (Unit::Rate, "0.004 / day", 0.004),
            (Unit::Rate, "1%/hour", 0.24),
            (Unit::Rate, "0.4%／天", 0.004),
            (Unit::Share, "80%", 0.8),
            (Unit::Share, "８０％", 0.8),
            (Unit::Factor, "x1.5", 1.5),
            (Unit::Factor, "-30%", 0.7),
            (Unit::Factor, "+30%", 1.3),
            (Unit::Factor, "60%", 0.6),
            (Unit::Persons, "500k", 500_000.0),
            (Unit::Persons, "60 million users", 60e6),
            (Unit::Persons, "1.2亿", 120e6),
            (Unit::Persons, "500万人", 5e6),
            (Unit::Days, "60 days", 60.0),
            (Unit::Days, "2 months", 2.0 * DAYS_PER_MONTH),
            (Unit::Plain, "1e-3", 0.001),
        ];
        for (unit, text, value) in cases {
            assert!((read(unit, text) - value).abs() <= 1e-15 * value, "{text} gave {}", read(unit, text));
        }
    }

    #[test]
    fn what_cannot_be_read_says_how_to_write_it() {
        assert!(refusal(Unit::Rate, "3%").contains("\"3%/day\""));
        assert!(refusal(Unit::Rate, "0,4%/day").contains("decimal point"));
        assert!(refusal(Unit::Rate, "3%/mnth").contains("did you mean \"month\""));
        assert!(refusal(Unit::Share, "0.8").contains("\"80%\""));
        assert!(refusal(Unit::Days, "60").contains("\"60 days\""));
    }

    proptest! {
        #[test]
        fn a_printed_number_reads_as_itself(value in 0.0..1e9f64, small in 0.0..1.0f64) {
            for unit in [Unit::Rate, Unit::Factor, Unit::Persons, Unit::Days, Unit::Plain] {
                for number in [value, small, value.round(), (small * 1000.0).round() / 1000.0] {
                    prop_assert_eq!(read(unit, &print(unit, number)).to_bits(), number.to_bits());
                }
            }
        }

        #[test]
        fn a_printed_share_reads_as_itself(percent in 0.0..100.0f64) {
            let value = scaled(&percent.to_string(), -2);
            let back = read(Unit::Share, &print(Unit::Share, value));
            prop_assert!((back - value).abs() <= f64::EPSILON * value, "{} {}", back, value);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*") {
            for unit in [Unit::Rate, Unit::Share, Unit::Factor, Unit::Persons, Unit::Days, Unit::Plain] {
                let _ = parse(unit, &text);
            }
        }
    }
}
