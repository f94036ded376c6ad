//! What many runs say together.

use jiff::civil::Date;

use super::sequential::Goal;
use crate::engine::Trajectory;

/// How one run ended; numbers in persons.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Number of the run.
    pub run: u64,
    /// Persons that one agent stands for in this run.
    pub persons_per_agent: f64,
    /// The platform with most active users at the end, if any has one and no other has as many.
    pub winner: Option<usize>,
    /// The day on which the winner took the lead for good, if it was ever behind or level while a rival had users.
    pub crossing: Option<Date>,
    /// The first day from which on the winner led all rivals by the margin, until the end.
    pub tipping: Option<Date>,
    /// One entry a platform.
    pub platforms: Vec<PlatformOutcome>,
}

/// How one run ended for one platform.
#[derive(Debug, Clone, PartialEq)]
pub struct PlatformOutcome {
    /// Active persons at the end.
    pub active: f64,
    /// Persons who were ever active.
    pub registered: f64,
    /// Share of the active users of all platforms at the end (users of two platforms count on both).
    pub share: f64,
    /// Most active persons at any time.
    pub peak: f64,
    /// The first day on which there were that many.
    pub peak_date: Date,
}

/// A number that is known from runs, with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Best estimate.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// All runs of a scenario together.
///
/// Wins are counted over all runs. Trajectories, for quantiles and means, are kept of all runs as well, up to [`SAMPLE`] of them, and of a
/// random sample of that many beyond, so that memory doesn't grow with the number of runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Ensemble {
    /// Number of runs made.
    pub runs: u64,
    /// Number of runs asked for (more than made when interrupted).
    pub asked: u64,
    /// Runs that each platform won.
    pub wins: Vec<u64>,
    /// Runs that nobody won.
    pub ties: u64,
    /// Chance that each platform wins, with Wilson's interval.
    pub win_probability: Vec<Estimate>,
    /// The sampled runs, by number: outcome and trajectory.
    pub sample: Vec<(Outcome, Trajectory)>,
    /// How the runs ended, where a rule was to end them: then all intervals are valid whatever the run at which they ended.
    pub stopped: Option<Stopped>,
}

/// How a rule of stopping ended the runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Stopped {
    /// What was to be known.
    pub goal: Goal,
    /// Whether enough is known; otherwise the most runs were made without that.
    pub reached: bool,
    /// The most runs that were allowed.
    pub most: u64,
    /// What the rule measured besides wins.
    pub measured: Option<Estimate>,
}

/// The most runs whose trajectories are kept for quantiles.
pub const SAMPLE: usize = 512;
