//! What a market can come to while it runs: `mitalk.registered >= 1M and date after 2011-06-01`.
//!
//! ```text
//! occasion := state ("and" state)*
//! state    := PLATFORM "launches"
//!           | "date" comparison DATE
//!           | now comparison (AMOUNT | now)
//! now      := PLATFORM "." ("active" | "registered" | "share" | "penetration")
//! ```
//!
//! Whoever reacts knows the market as it stands at the beginning of a tick, and nothing of what comes later: words that only the
//! end of a run can tell (who wins, the peak, a reading on another day) are refused.

use std::ops::Range;

use serde::Serialize;

use super::cursor::{Cursor, Fault};
use super::parse::{Parser, Subject, Terms};
use super::{Comparison, Gauge, Operand, Reading};
use crate::scenario::problem::{Problem, Sources};
use crate::scenario::written::Written;

/// What a market can come to; all of its states must hold at once.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Occasion {
    /// As it was written.
    pub text: String,
    /// What must hold.
    #[serde(skip)]
    pub states: Vec<State>,
}

/// One thing that holds at the beginning of a tick, or does not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum State {
    /// The platform at this position has been launched.
    Launched(usize),
    /// The day compares so with a date.
    Date(Comparison, jiff::civil::Date),
    /// A number compares so with another; none of the readings has a date.
    Compares(Reading, Comparison, Operand),
}

const OCCASIONS: &str = "occasions are such as \"mitalk.registered >= 1M\", \"mitalk launches\", \"mitalk.share < 20%\" or \
                         \"date after 2011-06-01\", joined by \"and\"";

/// Reads an occasion that stands somewhere.
pub fn occasion(written: &Written, sources: &Sources, terms: &Terms) -> Result<Occasion, Problem> {
    let mut parser = Parser { cursor: Cursor::new(&written.text), terms };
    match states(&mut parser) {
        Ok(states) => Ok(Occasion { text: written.text.trim().to_owned(), states }),
        Err(fault) => Err(fault.problem(written, sources)),
    }
}

fn states(parser: &mut Parser) -> Result<Vec<State>, Fault> {
    let mut states = vec![state(parser)?];
    while parser.cursor.keyword("and") {
        states.push(state(parser)?);
    }
    if parser.cursor.is_over() { Ok(states) } else { Err(parser.cursor.fault("the occasion ends here", OCCASIONS)) }
}

fn state(parser: &mut Parser) -> Result<State, Fault> {
    let word = parser.cursor.peek();
    let after = parser.cursor.rest()[word.len()..].trim_start();
    if after.starts_with('.') {
        let reading = now(parser)?;
        let comparison = parser.comparison(&Subject::Number)?;
        let at = parser.cursor.at();
        let operand = parser.operand(reading.gauge.unit())?;
        if let Operand::Reading(other) = &operand {
            refuse(*other, at..parser.cursor.at())?;
        }
        return Ok(State::Compares(reading, comparison, operand));
    }
    if word == "date" {
        parser.cursor.word();
        return Ok(State::Date(parser.comparison(&Subject::Date)?, parser.date()?));
    }
    let platform = parser.platform(OCCASIONS)?;
    if parser.cursor.keyword("launches") {
        return Ok(State::Launched(platform));
    }
    Err(parser.cursor.fault("it is not said what happens", OCCASIONS))
}

fn now(parser: &mut Parser) -> Result<Reading, Fault> {
    let at = parser.cursor.at();
    let reading = parser.reading(OCCASIONS)?;
    refuse(reading, at..parser.cursor.at()).map(|()| reading)
}

/// Refuses what is not known at the time.
fn refuse(reading: Reading, bytes: Range<usize>) -> Result<(), Fault> {
    let message = match (reading.gauge, reading.on) {
        (Gauge::Peak, _) => "the peak is known only at the end",
        (_, Some(_)) => "what a market has come to is read when it happens, not on a date",
        _ => return Ok(()),
    };
    Err(Fault { bytes, message: message.to_owned(), label: "not known at the time", help: OCCASIONS.to_owned() })
}
