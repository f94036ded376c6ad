//! What is measured in runs, as people write it: `P(mitalk wins)`, `wechat.registered on 2012-03-29`, `mitalk.share`.
//!
//! ```text
//! measure   := "P(" event ")" | reading
//! event     := simple ("and" simple)*
//! simple    := PLATFORM "wins" | "nobody wins"
//!            | ("crossing" | "tipping") comparison DATE
//!            | reading comparison (AMOUNT | reading)
//! reading   := PLATFORM "." ("active" | "registered" | "share" | "penetration") ["on" DATE]     without a date: at the end
//!            | PLATFORM "." "peak"
//! condition := measure "=" AMOUNT | ("crossing" | "tipping") "=" DATE
//! comparison := "<" | "<=" | ">" | ">="      also ≤ and ≥; for dates also "before" and "after"
//! ```
//!
//! Names stand for platforms of the scenario; a date is one of its days, from the start to the end.

mod condition;
mod cursor;
mod occasion;
mod parse;
mod precision;
#[cfg(test)]
mod tests;

pub use condition::{Condition, parse_condition};
pub use occasion::{Occasion, State, occasion};
pub use parse::{Terms, measure, parse_measure};
pub use precision::{Precision, Wanted, parse_precision, parse_wanted, wanted, win_precision};

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use super::amount::{self, Unit};

/// What is measured in runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// What it is.
    pub kind: MeasureKind,
    /// Names of the scenario's platforms by position, to write the measure down.
    names: Arc<[String]>,
}

/// What is measured in runs: a share of them, or a number of each.
#[derive(Debug, Clone, PartialEq)]
pub enum MeasureKind {
    /// The share of runs in which something happens.
    Probability(Event),
    /// A number that each run has.
    Reading(Reading),
}

/// Something that happens in a run, or does not.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The platform at this position has more active users than any other at the end.
    Wins(usize),
    /// No platform has more active users than any other at the end.
    NobodyWins,
    /// The winner took the lead for good on a day that compares so with the date; false for runs without such a day (no
    /// winner, or it always led).
    Crossing(Comparison, Date),
    /// The market tipped on a day that compares so with the date; false for runs in which it did not.
    Tipping(Comparison, Date),
    /// A reading is so large.
    Compares(Reading, Comparison, Operand),
    /// All of these, two at least; none is an `All` itself.
    All(Vec<Event>),
}

/// A number that each run has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Position of the platform in [`super::Scenario::platforms`].
    pub platform: usize,
    /// What is read.
    pub gauge: Gauge,
    /// The day on which it is read, from the scenario's start to its end; the end, if not given. Never given for the peak.
    pub on: Option<Date>,
}

/// What is read of a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gauge {
    /// Active users \[persons\].
    Active,
    /// Persons who were ever active \[persons\].
    Registered,
    /// Its share of the active users of all platforms; 0 while nobody has any.
    Share,
    /// Its most active users on any day \[persons\].
    Peak,
    /// Its active users as a share of the persons who are in the market on that day; 0 while nobody is.
    Penetration,
}

impl Gauge {
    /// All of them.
    pub const ALL: [Gauge; 5] = [Gauge::Active, Gauge::Registered, Gauge::Share, Gauge::Peak, Gauge::Penetration];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Gauge::Active => "active",
            Gauge::Registered => "registered",
            Gauge::Share => "share",
            Gauge::Peak => "peak",
            Gauge::Penetration => "penetration",
        }
    }

    /// Its unit: share or persons.
    pub const fn unit(self) -> Unit {
        match self {
            Gauge::Share | Gauge::Penetration => Unit::Share,
            Gauge::Active | Gauge::Registered | Gauge::Peak => Unit::Persons,
        }
    }
}

/// What a reading is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Operand {
    /// A number in the unit of the reading.
    Amount(f64),
    /// Another reading of the same unit in the same run.
    Reading(Reading),
}

/// How two things compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Smaller, or earlier.
    Below,
    /// Not larger, or not later.
    AtMost,
    /// Larger, or later.
    Above,
    /// Not smaller, or not earlier.
    AtLeast,
}

impl Comparison {
    /// Its sign.
    pub const fn sign(self) -> &'static str {
        match self {
            Comparison::Below => "<",
            Comparison::AtMost => "<=",
            Comparison::Above => ">",
            Comparison::AtLeast => ">=",
        }
    }

    /// Whether it holds between two things (numbers, or dates).
    pub fn holds<T: PartialOrd + Copy>(self, left: T, right: T) -> bool {
        match self {
            Comparison::Below => left < right,
            Comparison::AtMost => left <= right,
            Comparison::Above => left > right,
            Comparison::AtLeast => left >= right,
        }
    }
}

impl Measure {
    /// Whether it is a share of the runs rather than a number of each.
    pub fn is_probability(&self) -> bool {
        matches!(self.kind, MeasureKind::Probability(_))
    }

    /// Its unit: share or persons.
    pub fn unit(&self) -> Unit {
        match self.kind {
            MeasureKind::Probability(_) => Unit::Share,
            MeasureKind::Reading(reading) => reading.gauge.unit(),
        }
    }

    fn reading(&self, f: &mut fmt::Formatter<'_>, reading: Reading) -> fmt::Result {
        write!(f, "{}.{}", self.names[reading.platform], reading.gauge.word())?;
        reading.on.map_or(Ok(()), |date| write!(f, " on {date}"))
    }

    fn event(&self, f: &mut fmt::Formatter<'_>, event: &Event) -> fmt::Result {
        match event {
            Event::Wins(platform) => write!(f, "{} wins", self.names[*platform]),
            Event::NobodyWins => f.write_str("nobody wins"),
            Event::Crossing(comparison, date) => write!(f, "crossing {} {date}", comparison.sign()),
            Event::Tipping(comparison, date) => write!(f, "tipping {} {date}", comparison.sign()),
            Event::Compares(reading, comparison, operand) => {
                self.reading(f, *reading)?;
                write!(f, " {} ", comparison.sign())?;
                match operand {
                    Operand::Amount(amount) => f.write_str(&amount::print(reading.gauge.unit(), *amount)),
                    Operand::Reading(other) => self.reading(f, *other),
                }
            }
            Event::All(events) => events.iter().enumerate().try_for_each(|(number, event)| {
                f.write_str(if number > 0 { " and " } else { "" })?;
                self.event(f, event)
            }),
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            MeasureKind::Reading(reading) => self.reading(f, *reading),
            MeasureKind::Probability(event) => {
                f.write_str("P(")?;
                self.event(f, event)?;
                f.write_str(")")
            }
        }
    }
}
