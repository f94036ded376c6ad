//! What a difference between two worlds changes, from pairs of runs with the same people, contacts and luck.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::crew::{Crew, Job, Step, Trouble};
use super::ensemble::{Gathering, Sampled};
use super::meter::Meter;
use super::pairs::Pairs;
use super::summary::{Ensemble, Outcome, SAMPLE};
use crate::scenario::Scenario;
use crate::stats::{Paired, paired, quantile};

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// 1 when the platform wins, 0 otherwise.
    Wins,
    /// Its share of the active users at the end.
    Share,
    /// Its active persons at the end.
    Active,
    /// Its registered persons at the end.
    Registered,
    /// Day, from the first scenario's start, on which the winner takes the lead for good, in pairs where it does so in both worlds.
    Crossing,
    /// What was asked for.
    Measure,
}

/// One line of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What is compared.
    pub subject: Subject,
    /// Position of the platform in the first scenario, if it is about one.
    pub platform: Option<usize>,
    /// The numbers.
    pub paired: Paired,
}

/// Share of the persons whose path has parted, on one day, over the pairs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parted {
    /// 5 % of the pairs have fewer.
    pub low: f64,
    /// Median.
    pub median: f64,
    /// 5 % of the pairs have more.
    pub high: f64,
}

/// A comparison of two worlds.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Runs of the first world.
    pub first: Ensemble,
    /// Runs of the second.
    pub second: Ensemble,
    /// What changes, for platforms in both worlds.
    pub lines: Vec<Line>,
    /// By day from the start; empty where the worlds do not hold the same persons.
    pub parted: Vec<Parted>,
    /// Share of the persons who are on other platforms at the end; none where the worlds do not hold the same persons.
    pub elsewhere: Option<Parted>,
    /// The first day on which any path had parted in any pair.
    pub first_parting: Option<u32>,
}

/// Compares. The first scenario says how many pairs; `meters` measure both worlds.
pub fn compare(
    first: &Scenario,
    second: &Scenario,
    meters: Option<(&Meter, &Meter)>,
    crew: &Crew,
) -> Result<Comparison, Trouble> {
    let runs = u64::from(first.runs);
    let pairs = Pairs::new(first, second, crew.store, crew.threads.get(), meters.map(|(a, b)| [a.clone(), b.clone()]));
    let mut sampled = Sampled::new(first.seed);
    let jobs = (0..runs).map(|run| Job { world: 0, run, days: sampled.takes(run) });
    let mut gathered = [Gathering::new(first), Gathering::new(second)];
    let (mut outcomes, mut parting, mut measured) = (Vec::new(), Partings::default(), [Vec::new(), Vec::new()]);
    (crew.watch)(Step::Planned(runs));
    crew.work(&pairs, jobs, |_, made| {
        let mut days = made.days.into_iter();
        let pair = [0, 1].map(|world| made.record.outcomes[world].clone());
        for (world, outcome) in gathered.iter_mut().zip(pair.clone()) {
            world.add(outcome, days.next());
        }
        if let Some(values) = pairs.values(&made.record) {
            measured.iter_mut().zip(values).for_each(|(all, value)| all.push(value));
        }
        parting.add(pairs.partings(&made.record), gathered[0].priority_of(made.record.run));
        outcomes.push(pair);
        ControlFlow::Continue(())
    })?;
    let mut lines = lines(first, second, &outcomes);
    if !measured[0].is_empty() {
        let numbers = paired(&measured[0], &measured[1]);
        lines.insert(0, Line { subject: Subject::Measure, platform: None, paired: numbers });
    }
    let (elsewhere, parted) = parting.shares(f64::from(first.market.agents));
    let [a, b] = gathered.map(|world| world.finish(runs));
    Ok(Comparison { first: a, second: b, lines, parted, elsewhere, first_parting: parting.first })
}

/// How paths parted in the pairs: day by day for as many of them as have their days kept, so that memory does not grow with their number.
#[derive(Default)]
struct Partings {
    /// Persons who are elsewhere at the end, then by day those whose paths have parted; of the pairs with the lowest priorities.
    sample: BTreeMap<(u64, u64), Vec<f64>>,
    /// The first day on which any path had parted, over all pairs.
    first: Option<u32>,
}

impl Partings {
    fn add(&mut self, reading: &[f64], priority: (u64, u64)) {
        let day = reading.iter().skip(1).position(|parted| *parted > 0.0).map(|day| day as u32);
        self.first = [self.first, day].into_iter().flatten().min();
        self.sample.insert(priority, reading.to_vec());
        if self.sample.len() > SAMPLE {
            self.sample.pop_last();
        }
    }

    /// Shares of so many persons: those who are elsewhere at the end, and by day those whose paths have parted.
    fn shares(&self, persons: f64) -> (Option<Parted>, Vec<Parted>) {
        let over_pairs = |at: usize| {
            let mut shares: Vec<f64> = self.sample.values().map(|reading| reading[at] / persons).collect();
            shares.sort_by(f64::total_cmp);
            Parted { low: quantile(&shares, 0.05), median: quantile(&shares, 0.5), high: quantile(&shares, 0.95) }
        };
        let numbers = self.sample.values().next().map_or(0, Vec::len);
        ((numbers > 0).then(|| over_pairs(0)), (1..numbers).map(over_pairs).collect())
    }
}

/// A number of a platform in the outcome of a run.
type Number<'n> = &'n dyn Fn(&Outcome, usize) -> f64;

/// A line for each subject and platform that both worlds have.
fn lines(first: &Scenario, second: &Scenario, pairs: &[[Outcome; 2]]) -> Vec<Line> {
    let mut lines = Vec::new();
    if pairs.is_empty() {
        return lines;
    }
    for (p, platform) in first.platforms.iter().enumerate() {
        let Some(q) = second.platforms.iter().position(|other| other.name == platform.name) else { continue };
        let wins = |outcome: &Outcome, p: usize| f64::from(u8::from(outcome.winner == Some(p)));
        let of: [(Subject, Number); 4] = [
            (Subject::Wins, &wins),
            (Subject::Share, &|outcome, p| outcome.platforms[p].share),
            (Subject::Active, &|outcome, p| outcome.platforms[p].active),
            (Subject::Registered, &|outcome, p| outcome.platforms[p].registered),
        ];
        for (subject, value) in of {
            let a: Vec<f64> = pairs.iter().map(|[a, _]| value(a, p)).collect();
            let b: Vec<f64> = pairs.iter().map(|[_, b]| value(b, q)).collect();
            lines.push(Line { subject, platform: Some(p), paired: paired(&a, &b) });
        }
    }
    let day = |outcome: &Outcome| outcome.crossing.map(|date| f64::from(first.day(date)));
    let crossings: (Vec<f64>, Vec<f64>) = pairs.iter().filter_map(|[a, b]| Some((day(a)?, day(b)?))).unzip();
    if !crossings.0.is_empty() {
        let numbers = paired(&crossings.0, &crossings.1);
        lines.push(Line { subject: Subject::Crossing, platform: None, paired: numbers });
    }
    lines
}
