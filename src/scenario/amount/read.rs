//! One reader for each kind of number.

use super::Unit;
use crate::scenario::problem::nearest;
use crate::units::{DAYS_PER_MONTH, DAYS_PER_YEAR, Days, Rate};

/// A number times 100, printed with 12 digits at most.
pub fn shifted(number: f64) -> f64 {
    let percent = number * 100.0;
    format!("{percent:.12e}").parse().unwrap_or(percent)
}

/// Full-width digits and signs as an input method for Chinese writes them, in their usual form.
pub fn plain_width(text: &str) -> String {
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
pub fn scaled(number: &str, exponent: i32) -> f64 {
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
        let words = ["minute", "hour", "day", "week", "month", "year"];
        let hint = nearest(word, words.iter().copied());
        let meant = hint.map(|hint| format!("; did you mean \"{hint}\"?")).unwrap_or_default();
        format!("\"{word}\" is not a period; periods are minute, hour, day, week, month, year{meant}")
    })
}

/// A rate [day⁻¹]: "0.4%/day", "0.004/day", "3% within a month".
pub fn rate(text: &str) -> Result<f64, String> {
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

/// A share: "80%".
pub fn share(text: &str) -> Result<f64, String> {
    match percent_or_plain(text)? {
        (value, true, "") => Ok(value),
        (value, false, "") if value.abs() < f64::MIN_POSITIVE => Ok(0.0),
        (value, false, "") => Err(format!("the percent sign is missing; write {}", Unit::Share.suggestion(value))),
        (_, _, rest) if rest.starts_with('/') => Err("a share has no period, it is not a rate".to_owned()),
        (_, _, rest) => Err(format!("\"{rest}\" is not understood")),
    }
}

/// A factor: "x1.5", "60%", "-30%".
pub fn factor(text: &str) -> Result<f64, String> {
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

/// Persons: "200000", "500k", "1.2亿".
pub fn persons(text: &str) -> Result<f64, String> {
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

/// A length of time [day]: "60 days".
pub fn days(text: &str) -> Result<f64, String> {
    let (number, rest) = leading_number(text)?;
    match rest.trim() {
        "" if scaled(&number, 0).abs() < f64::MIN_POSITIVE => Ok(0.0),
        "" => Err(format!("it does not say of what; write \"{number} days\", \"{number} hours\" or another period")),
        word => Ok(scaled(&number, 0) * period(word)?),
    }
}

/// A plain number.
pub fn bare(text: &str) -> Result<f64, String> {
    let (sign, rest) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    match leading_number(rest)? {
        (number, "") => Ok(sign * scaled(&number, 0)),
        (_, rest) => Err(format!("\"{rest}\" is not understood; this number has no unit")),
    }
}
