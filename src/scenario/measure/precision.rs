//! What is to be known how well: `±2%`, `mitalk.share ±2%`, `wechat.registered on 2012-03-29 ±500k`.

use super::{Measure, Terms, measure};
use crate::scenario::Scenario;
use crate::scenario::amount::{self, Unit};
use crate::scenario::problem::{Problem, Sources};
use crate::scenario::written::Written;

/// What is to be known, and how well.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// What; the win probability of every platform, if nothing is said.
    pub measure: Option<Measure>,
    /// Half the width of its interval.
    pub precision: Precision,
}

/// Reads what is to be known of a scenario, and how well: a precision, with a measure before its sign if it is not about the win
/// probabilities.
pub fn parse_wanted(text: &str, scenario: &Scenario) -> Result<Wanted, Problem> {
    let mut sources = Sources::default();
    let written = Written::typed(text, &mut sources);
    wanted(&written, &sources, &Terms::of(scenario))
}

/// Reads what is to be known, and how well, where it stands.
pub fn wanted(written: &Written, sources: &Sources, terms: &Terms) -> Result<Wanted, Problem> {
    let text = &written.text;
    let sign = SIGNS.iter().filter_map(|sign| text.find(sign)).min().unwrap_or(0);
    let before = written.part(0..sign);
    let measure = if before.text.is_empty() { None } else { Some(measure(&before, sources, terms)?) };
    let half = written.part(sign..text.len());
    let precision = match &measure {
        Some(measure) => parse_precision(&half.text, measure),
        None => win_precision(&half.text).map(Precision::Absolute),
    };
    let precision = precision.map_err(|reason| {
        let help = "half the width of the interval in percentage points, of the win probabilities or of what is named \
                    before it: \"±2%\", \"mitalk.share ±2%\"";
        Problem::error(format!("`precision`: {reason}")).at(sources, half.place, "not possible").help(help)
    })?;
    Ok(Wanted { measure, precision })
}

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

/// What may stand before half the width.
const SIGNS: [&str; 3] = ["±", "+-", "+/-"];

/// The number without "±".
fn unsigned(text: &str) -> &str {
    let text = text.trim();
    SIGNS.iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text).trim_start()
}

fn not_understood(text: &str, reason: &str, examples: &str) -> String {
    format!("\"{text}\" is not a precision such as {examples}: {reason}")
}
