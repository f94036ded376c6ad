//! Many runs of one scenario, on all cores, with memory that does not grow with their number.
//!
//! A run depends on its number alone, so it doesn't matter which thread makes it or when. Results are handed on in the order
//! of their numbers; a run that is ahead of its turn waits, and no thread runs ahead by more than a few runs.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, mpsc};

use super::outcome::outcome;
use super::summary::{Ensemble, Estimate, Outcome, SAMPLE};
use crate::contacts;
use crate::engine::{Trajectory, fast};
use crate::market::Market;
use crate::rng::World;
use crate::scenario::Scenario;
use crate::stats::wilson;

/// How to make the runs; none of it changes a result.
#[derive(Debug, Clone, Copy)]
pub struct Effort<'a> {
    /// Number of threads.
    pub threads: NonZeroUsize,
    /// Set from outside to stop after the runs that are under way.
    pub stop: &'a AtomicBool,
}

/// One run of a scenario.
pub fn replicate(scenario: &Scenario, run: u64) -> (Outcome, Trajectory) {
    let world = World { seed: scenario.seed, replicate: run };
    let market = Market::new(scenario, world);
    let contacts = contacts::build(&scenario.layers, market.population.agents, &world);
    let trajectory = fast::run(&market, &contacts);
    (outcome(scenario, run, market.population.persons_per_agent, &trajectory), trajectory)
}

/// Makes all runs of a scenario. `finished` is told each outcome in the order of the runs, as soon as it is known.
pub fn ensemble(scenario: &Scenario, effort: &Effort, mut finished: impl FnMut(&Outcome)) -> Ensemble {
    let runs = u64::from(scenario.runs);
    let threads = effort.threads.get().min(scenario.runs.max(1) as usize);
    let queue = Queue {
        broken: AtomicBool::new(false),
        next: AtomicU64::new(0),
        taken: Mutex::new(0),
        turn: Condvar::new(),
        ahead: 4 * threads as u64,
    };
    let mut gathering = Gathering::new(scenario);
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads {
            let (sender, queue) = (sender.clone(), &queue);
            scope.spawn(move || {
                let _released = ReleaseOnPanic(queue);
                while let Some(run) = queue.take(runs, effort.stop) {
                    if sender.send((run, replicate(scenario, run))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        for (run, result) in receiver {
            waiting.insert(run, result);
            while let Some((outcome, trajectory)) = waiting.remove(&gathering.runs) {
                finished(&outcome);
                gathering.add(outcome, trajectory);
                queue.taken(gathering.runs);
            }
        }
    });
    gathering.finish(runs)
}

/// Hands out the numbers of runs, none too far ahead of the last one gathered.
struct Queue {
    /// Set when a run has panicked: its turn will never come.
    broken: AtomicBool,
    next: AtomicU64,
    taken: Mutex<u64>,
    turn: Condvar,
    ahead: u64,
}

impl Queue {
    fn take(&self, runs: u64, stop: &AtomicBool) -> Option<u64> {
        const UNPOISONED: &str = "no thread panics while it holds this lock";
        let mut taken = self.taken.lock().expect(UNPOISONED);
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        let run = self.next.fetch_add(1, Ordering::Relaxed);
        if run >= runs {
            return None;
        }
        while run >= *taken + self.ahead {
            if self.broken.load(Ordering::Relaxed) {
                return None;
            }
            taken = self.turn.wait(taken).expect(UNPOISONED);
        }
        Some(run)
    }

    fn taken(&self, runs: u64) {
        *self.taken.lock().expect("no thread panics while it holds this lock") = runs;
        self.turn.notify_all();
    }
}

/// Lets the other threads go when one panics, so that the fault is reported instead of waited for.
struct ReleaseOnPanic<'q>(&'q Queue);

impl Drop for ReleaseOnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _turn = self.0.taken.lock();
            self.0.broken.store(true, Ordering::Relaxed);
            self.0.turn.notify_all();
        }
    }
}

/// What is kept of the runs so far.
struct Gathering<'a> {
    scenario: &'a Scenario,
    runs: u64,
    wins: Vec<u64>,
    ties: u64,
    /// Sampled runs by their priority, the lowest priorities kept.
    sample: BTreeMap<(u64, u64), (Outcome, Trajectory)>,
}

impl<'a> Gathering<'a> {
    fn new(scenario: &'a Scenario) -> Self {
        Gathering { scenario, runs: 0, wins: vec![0; scenario.platforms.len()], ties: 0, sample: BTreeMap::new() }
    }

    fn add(&mut self, outcome: Outcome, trajectory: Trajectory) {
        match outcome.winner {
            Some(winner) => self.wins[winner] += 1,
            None => self.ties += 1,
        }
        let world = World { seed: self.scenario.seed, replicate: 0 };
        let priority = (world.stream("sample of runs").word(outcome.run), outcome.run);
        self.sample.insert(priority, (outcome, trajectory));
        if self.sample.len() > SAMPLE {
            self.sample.pop_last();
        }
        self.runs += 1;
    }

    fn finish(self, asked: u64) -> Ensemble {
        let mut sample: Vec<(Outcome, Trajectory)> = self.sample.into_values().collect();
        sample.sort_by_key(|(outcome, _)| outcome.run);
        let probability = |&wins: &u64| {
            if self.runs == 0 {
                return Estimate { value: 0.0, low: 0.0, high: 1.0 };
            }
            let (low, high) = wilson(wins, self.runs);
            Estimate { value: wins as f64 / self.runs as f64, low, high }
        };
        Ensemble {
            runs: self.runs,
            asked,
            win_probability: self.wins.iter().map(probability).collect(),
            wins: self.wins,
            ties: self.ties,
            sample,
        }
    }
}
