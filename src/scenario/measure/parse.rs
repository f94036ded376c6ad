//! Text → measure, by recursive descent along the grammar in the head of this module.

use std::ops::Range;

use jiff::civil::Date;

use super::cursor::{Cursor, Fault};
use super::{Comparison, Event, Gauge, Measure, MeasureKind, Operand, Reading};
use crate::scenario::Scenario;
use crate::scenario::amount::{self, Unit};
use crate::scenario::problem::{Problem, Sources, did_you_mean};
use crate::scenario::written::Written;

const MEASURES: &str = "measures are such as \"P(mitalk wins)\", \"P(crossing < 2011-08-01)\", \"mitalk.share\" or \
                        \"wechat.registered on 2012-03-29\"";
const EVENTS: &str = "events are such as \"mitalk wins\", \"nobody wins\", \"crossing < 2011-08-01\" or \
                      \"mitalk.share on 2012-01-01 >= 30%\", joined by \"and\"";
const COMPARISONS: &str = "comparisons are <, <=, > and >=; for dates also \"before\" and \"after\"";

/// Reads what is to be measured in the runs of a scenario.
pub fn parse_measure(text: &str, scenario: &Scenario) -> Result<Measure, Problem> {
    let mut sources = Sources::default();
    let written = Written::typed(text, &mut sources);
    measure(&written, &sources, &Terms::of(scenario))
}

/// Reads a measure that stands somewhere.
pub fn measure(written: &Written, sources: &Sources, terms: &Terms) -> Result<Measure, Problem> {
    let mut parser = Parser { cursor: Cursor::new(&written.text), terms };
    let kind = parser.measure().and_then(|kind| parser.end().map(|()| kind));
    match kind {
        Ok(kind) => Ok(Measure { kind, names: terms.names.as_slice().into() }),
        Err(fault) => Err(fault.problem(written, sources)),
    }
}

/// What the words of a measure can stand for.
pub struct Terms {
    /// Names of the platforms.
    pub names: Vec<String>,
    /// First and last day.
    pub time: (Date, Date),
}

impl Terms {
    /// What they can stand for in a scenario.
    pub fn of(scenario: &Scenario) -> Terms {
        let names = scenario.platforms.iter().map(|platform| platform.name.clone()).collect();
        Terms { names, time: (scenario.start, scenario.end) }
    }
}

/// Reads the parts of a measure.
pub struct Parser<'t> {
    pub cursor: Cursor<'t>,
    pub terms: &'t Terms,
}

impl Parser<'_> {
    pub fn measure(&mut self) -> Result<MeasureKind, Fault> {
        let is_probability =
            matches!(self.cursor.peek(), "P" | "p") && self.cursor.rest()[1..].trim_start().starts_with('(');
        if !is_probability {
            return self.reading(MEASURES).map(MeasureKind::Reading);
        }
        self.cursor.word();
        self.cursor.sign("(");
        let first = self.event()?;
        let mut events = vec![first];
        while self.cursor.keyword("and") {
            events.push(self.event()?);
        }
        if !self.cursor.sign(")") {
            let message = if self.cursor.is_over() { "the parenthesis is not closed" } else { "the event ends here" };
            return Err(self.cursor.fault(message, "write \")\", or \"and\" and another event"));
        }
        let event = if events.len() == 1 { events.remove(0) } else { Event::All(events) };
        Ok(MeasureKind::Probability(event))
    }

    pub fn end(&mut self) -> Result<(), Fault> {
        if self.cursor.is_over() {
            return Ok(());
        }
        Err(self.cursor.fault("the measure ends here", MEASURES))
    }

    fn event(&mut self) -> Result<Event, Fault> {
        let word = self.cursor.peek();
        let after = self.cursor.rest()[word.len()..].trim_start();
        let is_read = after.starts_with('.');
        // A platform may be called "crossing" as well.
        let is_platform = is_read || after.starts_with("wins");
        let dated = match word {
            "crossing" => Some(Event::Crossing as fn(Comparison, Date) -> Event),
            "tipping" => Some(Event::Tipping as fn(Comparison, Date) -> Event),
            _ => None,
        };
        if let Some(event) = dated.filter(|_| !is_platform) {
            self.cursor.word();
            return Ok(event(self.comparison(&Subject::Date)?, self.date()?));
        }
        if word == "nobody" && !is_read {
            self.cursor.word();
            return self.wins().map(|()| Event::NobodyWins);
        }
        if is_read {
            let reading = self.reading(EVENTS)?;
            let comparison = self.comparison(&Subject::Number)?;
            return Ok(Event::Compares(reading, comparison, self.operand(reading.gauge.unit())?));
        }
        let platform = self.platform(EVENTS)?;
        self.wins().map(|()| Event::Wins(platform))
    }

    fn wins(&mut self) -> Result<(), Fault> {
        if self.cursor.keyword("wins") {
            return Ok(());
        }
        Err(self.cursor.fault("it is not said what happens", EVENTS))
    }

    pub fn reading(&mut self, help: &str) -> Result<Reading, Fault> {
        let platform = self.platform(help)?;
        let words = Gauge::ALL.map(Gauge::word);
        if !self.cursor.sign(".") {
            let help = format!("write a \".\" and one of {}", words.join(", "));
            return Err(self.cursor.fault("it is not said what of the platform is measured", help));
        }
        let (word, bytes) = self.cursor.word();
        let Some(gauge) = Gauge::ALL.into_iter().find(|gauge| gauge.word() == word) else {
            let message = format!("`{word}` cannot be measured");
            return Err(Fault {
                bytes,
                message,
                label: "unknown",
                help: did_you_mean(word, &words, "measured can be"),
            });
        };
        let at = self.cursor.at();
        let on = if self.cursor.keyword("on") { Some(self.date()?) } else { None };
        if gauge == Gauge::Peak && on.is_some() {
            let help = "the peak is the most of the whole run; for one day, write `active`";
            let bytes = at..self.cursor.at();
            let message = "the peak has no date".to_owned();
            return Err(Fault { bytes, message, label: "a date", help: help.to_owned() });
        }
        Ok(Reading { platform, gauge, on })
    }

    pub fn platform(&mut self, help: &str) -> Result<usize, Fault> {
        if self.cursor.peek().is_empty() {
            let names = self.terms.names.join(", ");
            return Err(self.cursor.fault("a platform is expected", format!("platforms: {names}; {help}")));
        }
        let (word, bytes) = self.cursor.word();
        let names: Vec<&str> = self.terms.names.iter().map(String::as_str).collect();
        names.iter().position(|name| *name == word).ok_or_else(|| {
            let meant = did_you_mean(word, &names, "platforms");
            let help = if meant.starts_with("did") { meant } else { format!("{meant}; {help}") };
            Fault { bytes, message: format!("no platform is called `{word}`"), label: "unknown platform", help }
        })
    }

    pub fn comparison(&mut self, subject: &Subject) -> Result<Comparison, Fault> {
        const SIGNS: [(&str, Comparison); 6] = [
            ("<=", Comparison::AtMost),
            ("≤", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("≥", Comparison::AtLeast),
            ("<", Comparison::Below),
            (">", Comparison::Above),
        ];
        if let Some((_, comparison)) = SIGNS.into_iter().find(|(sign, _)| self.cursor.sign(sign)) {
            return Ok(comparison);
        }
        for (word, comparison) in [("before", Comparison::Below), ("after", Comparison::Above)] {
            if self.cursor.peek() == word {
                if matches!(subject, Subject::Number) {
                    let message = format!("`{word}` compares dates, not numbers");
                    return Err(self.cursor.fault(message, COMPARISONS));
                }
                self.cursor.word();
                return Ok(comparison);
            }
        }
        Err(self.cursor.fault("a comparison is expected", COMPARISONS))
    }

    pub fn operand(&mut self, unit: Unit) -> Result<Operand, Fault> {
        let word = self.cursor.peek();
        let after = self.cursor.rest()[word.len()..].trim_start();
        let names_platform = self.terms.names.iter().any(|name| name == word) && after.starts_with('.');
        let is_reading = names_platform || (word.starts_with(char::is_alphabetic) && after.starts_with('.'));
        if !is_reading {
            return self.amount(unit).map(Operand::Amount);
        }
        let start = self.cursor.at();
        let other = self.reading(EVENTS)?;
        if other.gauge.unit() == unit {
            return Ok(Operand::Reading(other));
        }
        let message = format!("{} cannot be compared with {}", in_words(unit), in_words(other.gauge.unit()));
        let help = "shares are: share, penetration; persons are: active, registered, peak".to_owned();
        Err(Fault { bytes: start..self.cursor.at(), message, label: "another unit", help })
    }

    /// A number in a unit; it ends where the event does.
    pub fn amount(&mut self, unit: Unit) -> Result<f64, Fault> {
        let (text, bytes) = self.cursor.until(&[")", " and "]);
        if text.is_empty() {
            return Err(self.cursor.fault("a value is missing", format!("it takes {}", unit.expects())));
        }
        amount(text, bytes, unit)
    }

    pub fn date(&mut self) -> Result<Date, Fault> {
        if self.cursor.peek().is_empty() {
            return Err(self.cursor.fault("a date is missing", "dates are written 2011-08-01"));
        }
        let (word, bytes) = self.cursor.word();
        let (start, end) = self.terms.time;
        let fault = |message: String, label: &'static str| {
            let help = format!("dates are written 2011-08-01; the scenario runs from {start} to {end}");
            Fault { bytes: bytes.clone(), message, label, help }
        };
        let date: Date = word.parse().map_err(|_| fault(format!("`{word}` is not a date"), "not a date"))?;
        match date {
            date if date < start => Err(fault(format!("{date} is before the start"), "before the start")),
            date if date > end => Err(fault(format!("{date} is after the end"), "after the end")),
            date => Ok(date),
        }
    }
}

/// What is compared.
pub enum Subject {
    /// Dates.
    Date,
    /// Numbers.
    Number,
}

fn in_words(unit: Unit) -> &'static str {
    if unit == Unit::Share { "a share" } else { "a number of persons" }
}

fn amount(text: &str, bytes: Range<usize>, unit: Unit) -> Result<f64, Fault> {
    let fault = |message: String, label| Fault { bytes, message, label, help: format!("it takes {}", unit.expects()) };
    match amount::parse(unit, text) {
        Ok(share) if unit == Unit::Share && share > 1.0 => Err(fault(format!("{text} is more than all"), "too large")),
        Ok(number) => Ok(number),
        Err(reason) => Err(fault(format!("`{text}` is not {}: {reason}", in_words(unit)), "not understood")),
    }
}
