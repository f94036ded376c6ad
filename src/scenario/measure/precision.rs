//! How well a measure is to be known: `±2%`, `±500k`.

use super::Measure;
use crate::scenario::amount::{self, Unit};

/// Half the width of the interval at which a measure is known well enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Precision {
    /// In the unit of the measure: for shares and probabilities .02 is two percentage points; else persons.
    Absolute(f64),
    /// As a share of the value itself: .02 is two percent of it.
    Relative(f64),
}

/// Reads how well a measure is to be known: percentage points for shares and probabilities ("±2%"), persons ("±500k") or a
/// share of the value ("±2%") for numbers of persons. The sign may be left out or written "+-". The error is a sentence.
pub fn parse_precision(text: &str, measure: &Measure) -> Result<Precision, String> {
    match measure.unit() {
        Unit::Share => win_precision(text).map(Precision::Absolute),
        _ => persons(text),
    }
}

/// Reads how well a probability is to be known, as half the width of its interval (.02 for "±2%"). The error is a sentence.
pub fn win_precision(text: &str) -> Result<f64, String> {
    let share =
        amount::parse(Unit::Share, unsigned(text)).map_err(|reason| not_understood(text, &reason, "\"±2%\""))?;
    if 0.0 < share && share <= 0.5 {
        return Ok(share);
    }
    Err(format!("the precision {text} is impossible: it must be above 0% and at most 50%, such as \"±2%\""))
}

fn persons(text: &str) -> Result<Precision, String> {
    let number = unsigned(text);
    let is_relative = number.ends_with(['%', '％']);
    let unit = if is_relative { Unit::Share } else { Unit::Persons };
    let half = amount::parse(unit, number).map_err(|reason| not_understood(text, &reason, "\"±2%\" or \"±500k\""))?;
    match half {
        half if half <= 0.0 || (is_relative && half >= 1.0) => {
            let range = if is_relative { "above 0% and below 100%" } else { "above 0" };
            Err(format!("the precision {text} is impossible: it must be {range}"))
        }
        half if is_relative => Ok(Precision::Relative(half)),
        half => Ok(Precision::Absolute(half)),
    }
}

/// The number without "±".
fn unsigned(text: &str) -> &str {
    let text = text.trim();
    ["±", "+-", "+/-"].iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text).trim_start()
}

fn not_understood(text: &str, reason: &str, examples: &str) -> String {
    format!("\"{text}\" is not a precision such as {examples}: {reason}")
}
