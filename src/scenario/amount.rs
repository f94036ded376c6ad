//! Numbers with units as people write them ("0.4%/day", "60 days", "x1.5", "1.2亿"), read and printed exactly.
//!
//! Percent signs and magnitudes shift the decimal point before the number becomes binary, so `"0.4%"` and `"0.004"` are the
//! same number to the last bit.

use crate::units::{DAYS_PER_MONTH, DAYS_PER_YEAR, Days, Rate};

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
    /// A length of time [day].
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

/// A number times 100, printed with 12 digits at most.
fn shifted(number: f64) -> f64 {
    let percent = number * 100.0;
    format!("{percent:.12e}").parse().unwrap_or(percent)
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
        Unit::Persons => vec![format!("{}M", value / 1e6), format!("{}k", value / 1e3), format!("{value}")],
        Unit::Days => vec![format!("{value} {}", if value.to_bits() == 1f64.to_bits() { "day" } else { "days" })],
        Unit::Plain => vec![format!("{value}")],
    };
    let same =
        |text: &&String| text.len() < 20 && parse(unit, text).is_ok_and(|read| read.to_bits() == value.to_bits());
    let shortest = candidates.iter().filter(same).min_by_key(|text| text.len());
    shortest.or(candidates.last()).cloned().unwrap_or_default()
}

/// Full-width digits and signs as an input method for Chinese writes them, in their usual form.
fn plain_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '−' => '-',
        other => other,
    };
    text.chars().map(narrow).collect::<String>().trim().to_owned()
}

/// Splits a text into its leading number (digits only, underscores taken out) and the rest.
fn leading_number(text: &str) -> Result<(String, &str), String> {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let in_number = bytes[end].is_ascii_digit() || matches!(bytes[end], b'.' | b'_');
        let sign = matches!(bytes[end], b'+' | b'-') && end > 0 && matches!(bytes[end - 1], b'e' | b'E');
        let exponent = matches!(bytes[end], b'e' | b'E')
            && end > 0
            && bytes.get(end + 1).is_some_and(|next| next.is_ascii_digit() || matches!(next, b'+' | b'-'));
        if !(in_number || sign || exponent) {
            break;
        }
        end += 1;
    }
    let (number, rest) = text.split_at(end);
    if rest.starts_with(',') {
        return Err("write \".\" as the decimal point and \"_\" between thousands, not \",\"".to_owned());
    }
    let number = number.replace('_', "");
    match number.parse::<f64>() {
        Ok(_) => Ok((number, rest.trim_start())),
        Err(_) if rest.starts_with('-') => Err("it cannot be negative".to_owned()),
        Err(_) => Err("it does not begin with a number".to_owned()),
    }
}

/// A decimal number with its point moved to the right (exactly, before it becomes binary).
fn scaled(number: &str, exponent: i32) -> f64 {
    let (mantissa, own) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let own: i32 = own.parse().unwrap_or(0);
    format!("{mantissa}e{}", own.saturating_add(exponent)).parse().unwrap_or(f64::NAN)
}

fn percent_or_plain(text: &str) -> Result<(f64, bool, &str), String> {
    let (number, rest) = leading_number(text)?;
    Ok(match rest.strip_prefix('%') {
        Some(rest) => (scaled(&number, -2), true, rest.trim()),
        None => (scaled(&number, 0), false, rest.trim()),
    })
}

const PERIODS: [(&[&str], f64); 6] = [
    (&["minute", "minutes", "min", "分钟"], 1.0 / 1440.0),
    (&["hour", "hours", "h", "小时"], 1.0 / 24.0),
    (&["day", "days", "d", "天", "日"], 1.0),
    (&["week", "weeks", "周", "星期"], 7.0),
    (&["month", "months", "月", "个月"], DAYS_PER_MONTH),
    (&["year", "years", "年"], DAYS_PER_YEAR),
];

fn period(word: &str) -> Result<f64, String> {
    let known = PERIODS.iter().find(|(words, _)| words.contains(&word.to_lowercase().as_str()));
    known.map(|(_, length)| *length).ok_or_else(|| {
        let words = ["hour", "day", "week", "month", "year"];
        let hint = super::problem::nearest(word, words.iter().copied());
        let meant = hint.map(|hint| format!("; did you mean \"{hint}\"?")).unwrap_or_default();
        format!("\"{word}\" is not a period; periods are hour, day, week, month, year{meant}")
    })
}

fn rate(text: &str) -> Result<f64, String> {
    let (value, percent, rest) = percent_or_plain(text)?;
    if let Some(word) = rest.strip_prefix('/').or_else(|| rest.strip_prefix("per ")) {
        return Ok(value / period(word.trim())?);
    }
    if let Some(span) = rest.strip_prefix("within ") {
        return within(value, span.trim());
    }
    let number = if percent { format!("{}%", shifted(value)) } else { format!("{value}") };
    match rest {
        "" if value.abs() < f64::MIN_POSITIVE => Ok(0.0),
        "" => Err(format!("it does not say how often; write \"{number}/day\", \"{number}/month\" or another period")),
        _ => Err(format!("\"{rest}\" is not understood; write \"{number}/day\" or \"{number} within a day\"")),
    }
}

fn within(probability: f64, span: &str) -> Result<f64, String> {
    let length = match span.strip_prefix("a ").or_else(|| span.strip_prefix("an ")) {
        Some(word) => period(word.trim())?,
        None => days(span)?,
    };
    if probability >= 1.0 {
        return Err("certainty within a finite time has no rate; the probability must be below 100%".to_owned());
    }
    if length <= 0.0 {
        return Err("the period must be longer than nothing".to_owned());
    }
    Ok(Rate::from_probability_within(probability, Days::new(length)).get())
}

fn share(text: &str) -> Result<f64, String> {
    match percent_or_plain(text)? {
        (value, true, "") => Ok(value),
        (value, false, "") if value.abs() < f64::MIN_POSITIVE => Ok(0.0),
        (value, false, "") => Err(format!("the percent sign is missing; write {}", Unit::Share.suggestion(value))),
        (_, _, rest) if rest.starts_with('/') => Err("a share has no period, it is not a rate".to_owned()),
        (_, _, rest) => Err(format!("\"{rest}\" is not understood")),
    }
}

fn factor(text: &str) -> Result<f64, String> {
    if let Some(rest) = text.strip_prefix(['x', 'X', '×']) {
        let (number, rest) = leading_number(rest.trim_start())?;
        return if rest.is_empty() { Ok(scaled(&number, 0)) } else { Err(format!("\"{rest}\" is not understood")) };
    }
    let (sign, magnitude) = match text.strip_prefix('+') {
        Some(rest) => (1.0, rest),
        None => text.strip_prefix('-').map_or((0.0, text), |rest| (-1.0, rest)),
    };
    match percent_or_plain(magnitude)? {
        (value, true, "") if sign == 0.0 => Ok(value),
        (value, true, "") => Ok(1.0 + sign * value),
        (value, false, "") if value.abs() < f64::MIN_POSITIVE => Ok(0.0),
        (value, false, "") => Err(format!("write \"x{value}\" for {value} times")),
        (_, _, rest) => Err(format!("\"{rest}\" is not understood")),
    }
}

const MAGNITUDES: [(&str, i32); 11] = [
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("k", 3),
    ("K", 3),
    ("M", 6),
    ("B", 9),
    ("千万", 7),
    ("百万", 6),
    ("万", 4),
    ("亿", 8),
];

fn persons(text: &str) -> Result<f64, String> {
    let (number, rest) = leading_number(text)?;
    let mut word = rest.trim();
    for suffix in ["persons", "people", "users", "人"] {
        word = word.strip_suffix(suffix).unwrap_or(word).trim_end();
    }
    if word.is_empty() {
        return Ok(scaled(&number, 0));
    }
    let known = MAGNITUDES.iter().find(|(name, _)| *name == word);
    known
        .map(|(_, exponent)| scaled(&number, *exponent))
        .ok_or_else(|| format!("\"{word}\" is not a magnitude; write k, M, B, thousand, million, billion, 万 or 亿"))
}

fn days(text: &str) -> Result<f64, String> {
    let (number, rest) = leading_number(text)?;
    match rest.trim() {
        "" if scaled(&number, 0).abs() < f64::MIN_POSITIVE => Ok(0.0),
        "" => Err(format!("it does not say of what; write \"{number} days\", \"{number} hours\" or another period")),
        word => Ok(scaled(&number, 0) * period(word)?),
    }
}

fn bare(text: &str) -> Result<f64, String> {
    let (sign, rest) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    match leading_number(rest)? {
        (number, "") => Ok(sign * scaled(&number, 0)),
        (_, rest) => Err(format!("\"{rest}\" is not understood; this number has no unit")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(unit: Unit, text: &str) -> f64 {
        parse(unit, text).unwrap_or_else(|message| panic!("{text}: {message}"))
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
        assert!(parse(Unit::Rate, "3%").unwrap_err().contains("\"3%/day\""));
        assert!(parse(Unit::Rate, "0,4%/day").unwrap_err().contains("decimal point"));
        assert!(parse(Unit::Rate, "3%/mnth").unwrap_err().contains("did you mean \"month\""));
        assert!(parse(Unit::Share, "0.8").unwrap_err().contains("\"80%\""));
        assert!(parse(Unit::Days, "60").unwrap_err().contains("\"60 days\""));
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
