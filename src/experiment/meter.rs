//! Reads from a run what is to be measured.

use jiff::civil::Date;

use super::summary::Outcome;
use crate::engine::Trajectory;
use crate::scenario::{Event, Gauge, Measure, MeasureKind, Operand, Reading, Scenario, Unit};

/// A measure, and the calendar by which it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Meter {
    measure: Measure,
    text: String,
    start: Date,
}

impl Meter {
    /// Reads a measure in the runs of a scenario, or of any with the same platforms and the same first day.
    pub fn new(measure: Measure, scenario: &Scenario) -> Meter {
        Meter { text: measure.to_string(), measure, start: scenario.start }
    }

    /// What is measured.
    pub fn measure(&self) -> &Measure {
        &self.measure
    }

    /// What is measured, in words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The largest value that can be measured; the smallest is 0.
    pub fn most(&self) -> f64 {
        match self.measure.unit() {
            Unit::Share => 1.0,
            _ => f64::INFINITY,
        }
    }

    /// Whether each run gives 0 or 1, so that the mean is a probability.
    pub fn is_probability(&self) -> bool {
        self.measure.is_probability()
    }

    /// Whether the end of a run is not enough.
    pub fn needs_days(&self) -> bool {
        match &self.measure.kind {
            MeasureKind::Probability(event) => event_needs_days(event),
            MeasureKind::Reading(reading) => reading_needs_days(reading),
        }
    }

    /// The value in a run, if its end is enough.
    pub fn of_outcome(&self, outcome: &Outcome) -> Option<f64> {
        (!self.needs_days()).then(|| self.value(outcome, None))
    }

    /// The value in a run.
    pub fn read(&self, outcome: &Outcome, days: &Trajectory) -> f64 {
        self.value(outcome, Some(days))
    }

    fn value(&self, outcome: &Outcome, days: Option<&Trajectory>) -> f64 {
        match &self.measure.kind {
            MeasureKind::Probability(event) => f64::from(u8::from(self.happens(event, outcome, days))),
            MeasureKind::Reading(reading) => self.reading(*reading, outcome, days),
        }
    }

    fn happens(&self, event: &Event, outcome: &Outcome, days: Option<&Trajectory>) -> bool {
        match event {
            Event::Wins(platform) => outcome.winner == Some(*platform),
            Event::NobodyWins => outcome.winner.is_none(),
            Event::Crossing(comparison, date) => outcome.crossing.is_some_and(|day| comparison.holds(day, *date)),
            Event::Tipping(comparison, date) => outcome.tipping.is_some_and(|day| comparison.holds(day, *date)),
            Event::Compares(reading, comparison, operand) => {
                let right = match operand {
                    Operand::Amount(amount) => *amount,
                    Operand::Reading(other) => self.reading(*other, outcome, days),
                };
                comparison.holds(self.reading(*reading, outcome, days), right)
            }
            Event::All(events) => events.iter().all(|event| self.happens(event, outcome, days)),
        }
    }

    fn reading(&self, reading: Reading, outcome: &Outcome, days: Option<&Trajectory>) -> f64 {
        let platform = &outcome.platforms[reading.platform];
        let Some(days) = days.filter(|_| reading_needs_days(&reading)) else {
            return match reading.gauge {
                Gauge::Active => platform.active,
                Gauge::Registered => platform.registered,
                Gauge::Share => platform.share,
                Gauge::Peak => platform.peak,
                Gauge::Penetration => f64::NAN,
            };
        };
        let day = reading.on.map_or(days.last_day(), |date| (date - self.start).get_days() as usize);
        let row = days.row(day, reading.platform);
        let all: u32 = (0..days.platforms).map(|p| days.row(day, p).active).sum();
        let ratio = |part: u32, whole: u32| if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) };
        match reading.gauge {
            Gauge::Active => f64::from(row.active) * outcome.persons_per_agent,
            Gauge::Registered => f64::from(row.registered) * outcome.persons_per_agent,
            Gauge::Share => ratio(row.active, all),
            Gauge::Penetration => ratio(row.active, days.market[day]),
            Gauge::Peak => platform.peak,
        }
    }
}

fn event_needs_days(event: &Event) -> bool {
    match event {
        Event::Compares(reading, _, operand) => {
            let other = matches!(operand, Operand::Reading(other) if reading_needs_days(other));
            other || reading_needs_days(reading)
        }
        Event::All(events) => events.iter().any(event_needs_days),
        _ => false,
    }
}

fn reading_needs_days(reading: &Reading) -> bool {
    reading.on.is_some() || reading.gauge == Gauge::Penetration
}
