//! Many runs of one scenario, with memory that does not grow with their number.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use super::crew::{Crew, Job, Step, Trouble};
use super::outcome::outcome;
use super::sequential::Stopping;
use super::study::proportion;
use super::summary::{Ensemble, Estimate, Outcome, SAMPLE, Stopped};
use super::variants::Variants;
use crate::engine::Trajectory;
use crate::rng::World;
use crate::scenario::Scenario;

/// One run of a scenario.
pub fn replicate(scenario: &Scenario, run: u64) -> (Outcome, Trajectory) {
    replicate_by(NonZeroUsize::MIN, scenario, run)
}

/// The same, by so many threads.
pub fn replicate_by(threads: NonZeroUsize, scenario: &Scenario, run: u64) -> (Outcome, Trajectory) {
    let mut variants = Variants::new(None, 0).by(threads);
    variants.add(scenario.clone());
    let (persons_per_agent, trajectory) = variants.run(0, run, &|_| {});
    (outcome(scenario, run, persons_per_agent, &trajectory), trajectory)
}

/// Which runs to make.
#[derive(Debug, Default)]
pub struct Plan {
    /// Only the run with this number.
    pub only: Option<u64>,
    /// A rule that ends the work before the last run of the scenario.
    pub stopping: Option<Stopping>,
}

/// Makes the runs of a scenario. `finished` is told each outcome in the order of the runs, as soon as it is known.
///
/// An ensemble that was stopped from outside holds fewer runs than were asked for.
pub fn ensemble(
    scenario: &Scenario,
    plan: Plan,
    crew: &Crew,
    mut finished: impl FnMut(&Outcome),
) -> Result<Ensemble, Trouble> {
    let Plan { only, mut stopping } = plan;
    let runs = only.map_or(0..u64::from(scenario.runs), |run| run..run + 1);
    let asked = runs.end - runs.start;
    let meters = stopping.iter().filter_map(|rule| rule.meter().cloned()).collect();
    let mut variants = Variants::new(crew.store, 0).measuring(meters).by(idle(crew.threads, asked));
    variants.add(scenario.clone());
    let mut sampled = Sampled::new(scenario.seed);
    let jobs = runs.map(|run| Job { world: 0, run, days: sampled.takes(run) });
    let mut gathering = Gathering::new(scenario);
    (crew.watch)(Step::Planned(asked));
    let end = crew.work(&variants, jobs, |_, made| {
        let outcome = &made.record.outcomes[0];
        finished(outcome);
        let value = if variants.meters().is_empty() { 0.0 } else { variants.value(0, &made.record) };
        let enough = stopping.as_mut().is_some_and(|rule| rule.enough(&made.record, value));
        gathering.add(outcome.clone(), made.days.into_iter().next());
        if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let interrupted = match end {
        Ok(()) => false,
        Err(Trouble::Stopped { .. }) => true,
        Err(trouble) => return Err(trouble),
    };
    let mut ensemble = gathering.finish(asked);
    if let Some(rule) = stopping.filter(|_| ensemble.runs > 0) {
        let platforms = 0..ensemble.wins.len();
        ensemble.win_probability = platforms.map(|platform| rule.win_probability(platform)).collect();
        if !interrupted {
            ensemble.asked = ensemble.runs;
        }
        let goal = rule.goal().clone();
        ensemble.stopped = Some(Stopped { goal, reached: rule.is_reached(), most: asked, measured: rule.measured() });
    }
    Ok(ensemble)
}

/// Threads that each of so many runs can have for itself.
fn idle(threads: NonZeroUsize, runs: u64) -> NonZeroUsize {
    let runs = usize::try_from(runs).unwrap_or(usize::MAX).max(1);
    NonZeroUsize::new(threads.get() / runs).unwrap_or(NonZeroUsize::MIN)
}

/// Which runs are kept with their days: a random sample, the same for the same number of runs.
pub struct Sampled {
    world: World,
    /// The lowest priorities so far.
    lowest: BTreeSet<(u64, u64)>,
}

impl Sampled {
    /// Nothing has been sampled yet.
    pub fn new(seed: u64) -> Sampled {
        Sampled { world: World { seed, replicate: 0 }, lowest: BTreeSet::new() }
    }

    /// Whether the next run belongs to the sample of the runs up to it.
    pub fn takes(&mut self, run: u64) -> bool {
        let own = priority(&self.world, run);
        self.lowest.insert(own);
        self.lowest.len() <= SAMPLE || self.lowest.pop_last() != Some(own)
    }
}

/// Of runs with these numbers, those that are kept with their days; ascending.
pub fn sampled(seed: u64, runs: impl IntoIterator<Item = u64>) -> Vec<u64> {
    let world = World { seed, replicate: 0 };
    let mut order: Vec<(u64, u64)> = runs.into_iter().map(|run| priority(&world, run)).collect();
    order.sort_unstable();
    order.truncate(SAMPLE);
    let mut runs: Vec<u64> = order.into_iter().map(|(_, run)| run).collect();
    runs.sort_unstable();
    runs
}

fn priority(world: &World, run: u64) -> (u64, u64) {
    (world.stream("sample of runs").word(run), run)
}

/// What is kept of the runs so far.
pub struct Gathering {
    world: World,
    runs: u64,
    wins: Vec<u64>,
    ties: u64,
    /// Sampled runs by their priority, the lowest priorities kept.
    sample: BTreeMap<(u64, u64), (Outcome, Trajectory)>,
}

impl Gathering {
    /// Nothing yet.
    pub fn new(scenario: &Scenario) -> Self {
        let world = World { seed: scenario.seed, replicate: 0 };
        Gathering { world, runs: 0, wins: vec![0; scenario.platforms.len()], ties: 0, sample: BTreeMap::new() }
    }

    /// A run's place in the order by which runs are sampled, the lowest first.
    pub fn priority_of(&self, run: u64) -> (u64, u64) {
        priority(&self.world, run)
    }

    /// Takes in a run, with its days where it belongs to the sample.
    pub fn add(&mut self, outcome: Outcome, days: Option<Trajectory>) {
        match outcome.winner {
            Some(winner) => self.wins[winner] += 1,
            None => self.ties += 1,
        }
        if let Some(days) = days {
            self.sample.insert(priority(&self.world, outcome.run), (outcome, days));
            if self.sample.len() > SAMPLE {
                self.sample.pop_last();
            }
        }
        self.runs += 1;
    }

    /// All runs together.
    pub fn finish(self, asked: u64) -> Ensemble {
        let mut sample: Vec<(Outcome, Trajectory)> = self.sample.into_values().collect();
        sample.sort_by_key(|(outcome, _)| outcome.run);
        let probability = |&wins: &u64| match self.runs {
            0 => Estimate { value: 0.0, low: 0.0, high: 1.0 },
            runs => proportion(wins, runs),
        };
        Ensemble {
            runs: self.runs,
            asked,
            win_probability: self.wins.iter().map(probability).collect(),
            wins: self.wins,
            ties: self.ties,
            sample,
            stopped: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_of_many_runs_is_among_those_that_were_taken() {
        let mut sampled = Sampled::new(5);
        let taken: Vec<u64> = (0..5000).filter(|run| sampled.takes(*run)).collect();
        let world = World { seed: 5, replicate: 0 };
        let mut all: Vec<(u64, u64)> = (0..5000).map(|run| priority(&world, run)).collect();
        all.sort_unstable();
        assert!(all[..SAMPLE].iter().all(|(_, run)| taken.contains(run)));
        let kept = super::sampled(5, 0..5000);
        assert!(kept.len() == SAMPLE && kept.iter().all(|run| all[..SAMPLE].contains(&priority(&world, *run))));
        assert!(taken[..SAMPLE].iter().copied().eq(0..SAMPLE as u64));
        assert!(taken.len() < 4 * SAMPLE, "{} of 5000", taken.len());
    }
}
