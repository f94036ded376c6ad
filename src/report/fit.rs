//! How well the model meets the historical targets.

use super::measures::Measure;
use super::results::Results;
use crate::scenario::{Metric, Observation};

/// A target counts as met within this factor, up or down.
pub const FACTOR: f64 = 1.5;

/// One target beside the model.
#[derive(Debug, Clone, PartialEq)]
pub struct FitPoint {
    /// Position in [`Results::targets`].
    pub target: usize,
    /// Median of the runs on that day, counted as the press counts.
    pub model: f64,
    /// 5 % and 95 % quantile of the runs.
    pub range: (f64, f64),
    /// model / published number.
    pub ratio: f64,
    /// Whether the ratio lies within `FACTOR`.
    pub met: bool,
}

/// All targets within the time of the scenario.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fit {
    /// A point a target.
    pub points: Vec<FitPoint>,
}

impl Fit {
    /// Number of targets met.
    pub fn met(&self) -> usize {
        self.points.iter().filter(|point| point.met).count()
    }

    /// "16 of 22 historical targets within a factor of 1.5", if there are targets.
    pub fn sentence(&self) -> Option<String> {
        let of = self.points.len();
        (of > 0).then(|| format!("{} of {of} historical targets within a factor of {FACTOR}", self.met()))
    }
}

/// What the press would count for the metric of an observation.
pub fn measure_of(metric: Metric) -> Measure {
    match metric {
        Metric::Registered => Measure::PublishedRegistered,
        Metric::Active => Measure::PublishedActive,
        Metric::New => Measure::PublishedNew,
    }
}

/// The day of an observation, if the run covers it.
pub fn day_of(results: &Results, observation: &Observation) -> Option<usize> {
    usize::try_from(results.day(observation.date)).ok().filter(|day| *day <= results.last_day())
}

/// The targets beside the medians of the model.
pub fn fit(results: &Results) -> Fit {
    let point = |(target, goal): (usize, &crate::scenario::Target)| {
        let observation = &goal.observation;
        let day = day_of(results, observation)?;
        let band = results.band(observation.platform, measure_of(observation.metric));
        let ratio = band.q50[day] / observation.value;
        Some(FitPoint {
            target,
            model: band.q50[day],
            range: (band.q05[day], band.q95[day]),
            ratio,
            met: (1.0 / FACTOR..=FACTOR).contains(&ratio),
        })
    };
    Fit { points: results.targets.iter().enumerate().filter_map(point).collect() }
}
