//! Runs of many worlds that are looked at together: each world has its runs 0, 1, 2, … and one measured value of each.

use std::ops::ControlFlow;

use super::crew::{Crew, Job, Step, Trouble};
use super::meter::Meter;
use super::sequential::anytime;
use super::summary::{Estimate, Outcome};
use super::variants::Variants;
use crate::scenario::Scenario;
use crate::stats::{Bootstrapped, mean_interval, wilson};

/// What the runs of one world gave.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tally {
    /// The measured value of each run.
    pub values: Vec<f64>,
    /// Runs that each platform won.
    pub wins: Vec<u64>,
    /// Runs that nobody won.
    pub ties: u64,
    /// Mean share of the active users at the end, of each platform.
    pub shares: Vec<f64>,
}

impl Tally {
    fn add(&mut self, value: f64, outcome: &Outcome) {
        let platforms = outcome.platforms.len();
        self.wins.resize(platforms, 0);
        self.shares.resize(platforms, 0.0);
        match outcome.winner {
            Some(winner) => self.wins[winner] += 1,
            None => self.ties += 1,
        }
        self.values.push(value);
        let runs = self.values.len() as f64;
        for (mean, platform) in self.shares.iter_mut().zip(&outcome.platforms) {
            *mean += (platform.share - *mean) / runs;
        }
    }

    /// Number of runs.
    pub fn runs(&self) -> u64 {
        self.values.len() as u64
    }

    /// The mean of the measured values with its 95 % interval: Wilson's for probabilities, Student's for other means, within what can
    /// be measured.
    pub fn estimate(&self, meter: &Meter) -> Estimate {
        estimate(&self.values, meter)
    }

    /// A measured chance with an interval that is valid whatever decided how many runs there are; anything when there are none.
    pub fn estimate_anytime(&self) -> Estimate {
        match self.runs() {
            0 => proportion(0, 0),
            runs => anytime(successes(&self.values), runs),
        }
    }

    /// The chance that a platform wins, with Wilson's interval.
    pub fn win_probability(&self, platform: usize) -> Estimate {
        proportion(self.wins.get(platform).copied().unwrap_or(0), self.runs())
    }
}

/// A proportion with Wilson's interval; anything when there are no runs.
pub fn proportion(successes: u64, runs: u64) -> Estimate {
    if runs == 0 {
        return Estimate { value: f64::NAN, low: 0.0, high: 1.0 };
    }
    let (low, high) = wilson(successes, runs);
    Estimate { value: successes as f64 / runs as f64, low, high }
}

/// Runs in which something happened, from values 0 and 1.
pub fn successes(values: &[f64]) -> u64 {
    values.iter().filter(|value| **value > 0.5).count() as u64
}

/// The mean of measured values with its 95 % interval, which ends where no value can lie; without ends where one run says nothing of others.
pub fn estimate(values: &[f64], meter: &Meter) -> Estimate {
    if meter.is_probability() {
        return proportion(successes(values), values.len() as u64);
    }
    let (mean, low, high) = mean_interval(values);
    let possible = |end: f64| if end.is_finite() { end.clamp(0.0, meter.most()) } else { end };
    Estimate { value: mean, low: possible(low), high: possible(high) }
}

/// A value with the interval of its bootstrap, which holds it even where the resamples lean to one side.
pub fn around(value: f64, known: Bootstrapped) -> Estimate {
    let (low, high) = known.interval.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    Estimate { value, low: low.min(value), high: high.max(value) }
}

/// Worlds, what is measured in them, and what is known so far.
pub struct Study<'a> {
    crew: &'a Crew<'a>,
    variants: Variants,
    tallies: Vec<Tally>,
}

impl<'a> Study<'a> {
    /// A study without worlds.
    pub fn new(crew: &'a Crew<'a>, meter: Meter) -> Self {
        let variants = Variants::new(crew.store, crew.threads.get() + 1).measuring(vec![meter]);
        Study { crew, variants, tallies: Vec::new() }
    }

    /// Adds a world and says its position.
    pub fn add(&mut self, scenario: Scenario) -> usize {
        self.tallies.push(Tally::default());
        self.variants.add(scenario)
    }

    /// Whether only a part of the runs is made here, the others elsewhere.
    pub fn is_part(&self) -> bool {
        self.crew.part.is_some()
    }

    /// What is known of each world.
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    /// What is known of a world.
    pub fn tally(&self, world: usize) -> &Tally {
        &self.tallies[world]
    }

    /// What is measured.
    pub fn meter(&self) -> &Meter {
        &self.variants.meters()[0]
    }

    /// The mean of what is measured in a world, with its interval.
    pub fn estimate(&self, world: usize) -> Estimate {
        self.tallies[world].estimate(self.meter())
    }

    /// Makes runs until each of these worlds has at least so many. Runs with the same number are made one after the other in all worlds,
    /// so that contacts are made once.
    pub fn extend(&mut self, wanted: &[(usize, u64)]) -> Result<(), Trouble> {
        let most = wanted.iter().map(|(_, runs)| *runs).max().unwrap_or(0);
        let have: Vec<u64> = self.tallies.iter().map(Tally::runs).collect();
        let planned: u64 = wanted.iter().map(|(world, runs)| runs.saturating_sub(have[*world])).sum();
        (self.crew.watch)(Step::Planned(planned));
        let jobs = (0..most).flat_map(|run| {
            let missing =
                wanted.iter().filter(|(world, runs)| (have[*world]..*runs).contains(&run)).collect::<Vec<_>>();
            missing.into_iter().map(move |(world, _)| Job { world: *world, run, days: false })
        });
        let (variants, tallies) = (&self.variants, &mut self.tallies);
        self.crew.work(variants, jobs, |job, made| {
            let value = variants.value(0, &made.record);
            tallies[job.world].add(value, &made.record.outcomes[0]);
            ControlFlow::Continue(())
        })
    }
}
