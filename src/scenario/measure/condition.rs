//! Conditions: a measure and the value it is to have, such as `P(mitalk wins) = 50%`.

use super::cursor::{Cursor, Fault};
use super::parse::{Parser, Terms};
use super::{Comparison, Event, Measure, MeasureKind};
use crate::scenario::Scenario;
use crate::scenario::problem::{Problem, Sources};
use crate::scenario::written::Written;

/// A measure and the value it is to have.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The condition as it was written.
    pub text: String,
    /// What is measured.
    pub measure: Measure,
    /// The value it is to have, in the unit of the measure; for probabilities above 0 and below 1.
    pub target: f64,
}

const CONDITIONS: &str = "conditions are such as \"P(mitalk wins) = 50%\", \"wechat.registered on 2012-03-29 = 100M\" or \
                          \"crossing = 2011-08-01\"";

/// Reads a condition on the runs of a scenario.
///
/// `crossing = DATE` and `tipping = DATE` are about the median date: the condition `P(crossing <= DATE) = 50%`.
pub fn parse_condition(text: &str, scenario: &Scenario) -> Result<Condition, Problem> {
    let mut sources = Sources::default();
    let written = Written::typed(text, &mut sources);
    let terms = Terms::of(scenario);
    let mut parser = Parser { cursor: Cursor::new(text), terms: &terms };
    let (kind, target) = condition(&mut parser).map_err(|fault| fault.problem(&written, &sources))?;
    let measure = Measure { kind, names: terms.names.as_slice().into() };
    Ok(Condition { text: text.trim().to_owned(), measure, target })
}

fn condition(parser: &mut Parser) -> Result<(MeasureKind, f64), Fault> {
    if let Some(event) = median_date(parser)? {
        return Ok((MeasureKind::Probability(event), 0.5));
    }
    let kind = parser.measure()?;
    if !parser.cursor.sign("=") {
        let message =
            if parser.cursor.is_over() { "the condition has no value" } else { "a condition has a \"=\" here" };
        return Err(parser.cursor.fault(message, CONDITIONS));
    }
    let at = parser.cursor.at();
    let measure = Measure { kind, names: parser.terms.names.as_slice().into() };
    let target = parser.amount(measure.unit())?;
    let bytes = at..parser.cursor.at();
    parser.end()?;
    if measure.is_probability() && !(0.0 < target && target < 1.0) {
        let help = "a probability of 0% or 100% is never reached with certainty; write one in between".to_owned();
        let message = "the probability must lie between 0% and 100%".to_owned();
        return Err(Fault { bytes, message, label: "never reached", help });
    }
    Ok((measure.kind, target))
}

/// `crossing = DATE` and `tipping = DATE`.
fn median_date(parser: &mut Parser) -> Result<Option<Event>, Fault> {
    let word = parser.cursor.peek();
    if parser.cursor.rest()[word.len()..].trim_start().starts_with('.') {
        return Ok(None);
    }
    let event: fn(Comparison, jiff::civil::Date) -> Event = match word {
        "crossing" => Event::Crossing,
        "tipping" => Event::Tipping,
        _ => return Ok(None),
    };
    parser.cursor.word();
    if !parser.cursor.sign("=") {
        let message = format!("the median date of {word} is set equal to a date");
        return Err(parser.cursor.fault(message, CONDITIONS));
    }
    let date = parser.date()?;
    parser.end()?;
    Ok(Some(event(Comparison::AtMost, date)))
}
