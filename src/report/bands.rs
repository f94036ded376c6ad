//! Quantiles over the runs, day by day.

use super::measures::{Measure, Run};
use crate::stats::quantile;

/// Quantiles and mean over the runs, by day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Band {
    /// 5 % of runs lie below.
    pub q05: Vec<f64>,
    /// A quarter of the runs lies below.
    pub q25: Vec<f64>,
    /// Median.
    pub q50: Vec<f64>,
    /// A quarter of the runs lies above.
    pub q75: Vec<f64>,
    /// 5 % of runs lie above.
    pub q95: Vec<f64>,
    /// Mean.
    pub mean: Vec<f64>,
}

/// A column of a [`Band`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statistic {
    /// Quantile 0.05.
    Q05,
    /// Quantile 0.25.
    Q25,
    /// Median.
    Q50,
    /// Quantile 0.75.
    Q75,
    /// Quantile 0.95.
    Q95,
    /// Mean.
    Mean,
}

impl Statistic {
    /// All, in the order of the files.
    pub const ALL: [Statistic; 6] =
        [Statistic::Q05, Statistic::Q25, Statistic::Q50, Statistic::Q75, Statistic::Q95, Statistic::Mean];

    /// Its name in the files.
    pub fn name(self) -> &'static str {
        match self {
            Statistic::Q05 => "q05",
            Statistic::Q25 => "q25",
            Statistic::Q50 => "q50",
            Statistic::Q75 => "q75",
            Statistic::Q95 => "q95",
            Statistic::Mean => "mean",
        }
    }
}

impl Band {
    /// The band of a measure of a platform, up to a day.
    pub fn over(runs: &[Run], days: usize, measure: Measure, platform: usize) -> Band {
        let values = |day| runs.iter().map(move |run| run.value(measure, day, platform));
        Band::of((0..=days).map(values), measure)
    }

    /// The band of the values of a measure in the runs, day by day; as it stands in tables.
    pub fn of<I: Iterator<Item = f64>>(days: impl Iterator<Item = I>, measure: Measure) -> Band {
        let mut band = Band::default();
        let mut sample = Vec::new();
        for values in days {
            sample.clear();
            sample.extend(values);
            band.push(&mut sample, measure);
        }
        band
    }

    fn push(&mut self, sample: &mut [f64], measure: Measure) {
        if sample.is_empty() {
            for statistic in Statistic::ALL {
                self.statistic_mut(statistic).push(0.0);
            }
            return;
        }
        self.mean.push(measure.written(sample.iter().sum::<f64>() / sample.len() as f64));
        sample.sort_unstable_by(f64::total_cmp);
        for (statistic, p) in Statistic::ALL.into_iter().zip([0.05, 0.25, 0.5, 0.75, 0.95]) {
            self.statistic_mut(statistic).push(measure.written(quantile(sample, p)));
        }
    }

    /// The days of one statistic, to be filled.
    pub(super) fn statistic_mut(&mut self, statistic: Statistic) -> &mut Vec<f64> {
        match statistic {
            Statistic::Q05 => &mut self.q05,
            Statistic::Q25 => &mut self.q25,
            Statistic::Q50 => &mut self.q50,
            Statistic::Q75 => &mut self.q75,
            Statistic::Q95 => &mut self.q95,
            Statistic::Mean => &mut self.mean,
        }
    }

    /// The days of one statistic.
    pub fn statistic(&self, statistic: Statistic) -> &[f64] {
        match statistic {
            Statistic::Q05 => &self.q05,
            Statistic::Q25 => &self.q25,
            Statistic::Q50 => &self.q50,
            Statistic::Q75 => &self.q75,
            Statistic::Q95 => &self.q95,
            Statistic::Mean => &self.mean,
        }
    }
}
