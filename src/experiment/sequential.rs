//! When enough runs have been made: rules that look after each run, with intervals that stay valid however often one looks.

use super::meter::Meter;
use super::record::Record;
use super::summary::{Estimate, Outcome};
use crate::scenario::Precision;
use crate::stats::{ANYTIME_MEAN_FROM, anytime_mean, anytime_proportion};

/// Confidence of all intervals.
const LEVEL: f64 = 0.95;

/// What must be known before the runs end.
#[derive(Debug, Clone, PartialEq)]
pub enum Goal {
    /// The chance that each platform wins, or the mean of a meter, this closely.
    Precision {
        /// What is measured; the win probabilities of all platforms if nothing.
        meter: Option<Meter>,
        /// Half the length of the interval.
        half_width: Precision,
    },
    /// Whether the mean of a meter is above or below a value.
    Question {
        /// What is measured.
        meter: Meter,
        /// The value.
        level: f64,
    },
}

/// A rule of stopping and what it has seen.
#[derive(Debug, Clone)]
pub struct Stopping {
    goal: Goal,
    runs: u64,
    wins: Vec<u64>,
    mean: f64,
    squares: f64,
    reached: bool,
}

impl Stopping {
    /// A rule that has seen nothing.
    pub fn new(goal: Goal) -> Stopping {
        Stopping { goal, runs: 0, wins: Vec::new(), mean: 0.0, squares: 0.0, reached: false }
    }

    /// What must be known.
    pub fn goal(&self) -> &Goal {
        &self.goal
    }

    /// What is measured besides wins.
    pub fn meter(&self) -> Option<&Meter> {
        match &self.goal {
            Goal::Precision { meter, .. } => meter.as_ref(),
            Goal::Question { meter, .. } => Some(meter),
        }
    }

    /// Whether the goal has been reached.
    pub fn is_reached(&self) -> bool {
        self.reached
    }

    /// Takes in a run and says whether enough is known. `value` is what the meter measured.
    pub fn enough(&mut self, record: &Record, value: f64) -> bool {
        self.runs += 1;
        let outcome: &Outcome = &record.outcomes[0];
        self.wins.resize(outcome.platforms.len(), 0);
        if let Some(winner) = outcome.winner {
            self.wins[winner] += 1;
        }
        let before = value - self.mean;
        self.mean += before / self.runs as f64;
        self.squares += before * (value - self.mean);
        self.reached = match &self.goal {
            Goal::Precision { meter: None, half_width } => (0..self.wins.len()).all(|platform| {
                let known = self.win_probability(platform);
                within(known, *half_width)
            }),
            Goal::Precision { meter: Some(_), half_width } => {
                self.measured().is_some_and(|known| within(known, *half_width))
            }
            Goal::Question { level, .. } => {
                self.measured().is_some_and(|known| known.low > *level || known.high < *level)
            }
        };
        self.reached
    }

    /// The chance that a platform wins, with an interval that is valid wherever the runs end.
    pub fn win_probability(&self, platform: usize) -> Estimate {
        anytime(self.wins[platform], self.runs)
    }

    /// The mean of the meter, with an interval that is valid wherever the runs end.
    pub fn measured(&self) -> Option<Estimate> {
        let meter = self.meter()?;
        if meter.is_probability() {
            return Some(anytime((self.mean * self.runs as f64).round() as u64, self.runs));
        }
        let sd = (self.squares / (self.runs.max(2) - 1) as f64).sqrt();
        let (low, high) = anytime_mean(self.runs, self.mean, sd, LEVEL);
        (self.runs >= ANYTIME_MEAN_FROM).then_some(Estimate { value: self.mean, low, high })
    }
}

/// A proportion with an interval that is valid at whatever number of runs one looks; there is one run at least.
pub fn anytime(successes: u64, runs: u64) -> Estimate {
    let (low, high) = anytime_proportion(successes, runs, LEVEL);
    Estimate { value: successes as f64 / runs as f64, low, high }
}

/// Whether an interval is short enough on both sides.
fn within(known: Estimate, half_width: Precision) -> bool {
    let allowed = match half_width {
        Precision::Absolute(width) => width,
        Precision::Relative(share) => share * known.value.abs(),
    };
    (known.high - known.low) / 2.0 <= allowed
}
