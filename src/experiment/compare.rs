//! What a difference between two worlds changes, from pairs of runs with the same people, contacts and luck.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use jiff::civil::Date;

use super::crew::{Crew, Job, Step, Trouble};
use super::ensemble::{Gathering, Sampled};
use super::meter::Meter;
use super::pairs::Pairs;
use super::summary::{Ensemble, Outcome, SAMPLE};
use crate::scenario::Scenario;
use crate::stats::{Paired, Pairing, quantile};

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
    let mut differences = Differences::new(first, second, meters.is_some());
    let mut parting = Partings::default();
    (crew.watch)(Step::Planned(runs));
    crew.work(&pairs, jobs, |_, made| {
        let mut days = made.days.into_iter();
        let pair = [0, 1].map(|world| made.record.outcomes[world].clone());
        differences.add(&pair, pairs.values(&made.record));
        for (world, outcome) in gathered.iter_mut().zip(pair) {
            world.add(outcome, days.next());
        }
        parting.add(pairs.partings(&made.record), gathered[0].priority_of(made.record.run));
        ControlFlow::Continue(())
    })?;
    let (elsewhere, parted) = parting.shares(f64::from(first.market.agents));
    let [a, b] = gathered.map(|world| world.finish(runs));
    Ok(Comparison { first: a, second: b, lines: differences.lines(), parted, elsewhere, first_parting: parting.first })
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

/// What is compared in each pair; a line each, for each platform that both worlds have. Memory does not grow with their number.
struct Differences {
    start: Date,
    subjects: Vec<(Subject, Option<[usize; 2]>, Pairing)>,
}

impl Differences {
    fn new(first: &Scenario, second: &Scenario, measured: bool) -> Differences {
        let mut subjects = Vec::new();
        if measured {
            subjects.push((Subject::Measure, None));
        }
        for (p, platform) in first.platforms.iter().enumerate() {
            let Some(q) = second.platforms.iter().position(|other| other.name == platform.name) else { continue };
            let of = [Subject::Wins, Subject::Share, Subject::Active, Subject::Registered];
            subjects.extend(of.map(|subject| (subject, Some([p, q]))));
        }
        subjects.push((Subject::Crossing, None));
        let begun = |(subject, platforms)| (subject, platforms, Pairing::default());
        Differences { start: first.start, subjects: subjects.into_iter().map(begun).collect() }
    }

    /// Takes in a pair, and what was measured in it.
    fn add(&mut self, pair: &[Outcome; 2], measured: Option<[f64; 2]>) {
        let start = self.start;
        for (subject, platforms, pairing) in &mut self.subjects {
            let [p, q] = platforms.unwrap_or_default();
            let both = |value: fn(&Outcome, usize) -> f64| Some([value(&pair[0], p), value(&pair[1], q)]);
            let values = match subject {
                Subject::Measure => measured,
                Subject::Wins => both(|outcome, p| f64::from(u8::from(outcome.winner == Some(p)))),
                Subject::Share => both(|outcome, p| outcome.platforms[p].share),
                Subject::Active => both(|outcome, p| outcome.platforms[p].active),
                Subject::Registered => both(|outcome, p| outcome.platforms[p].registered),
                Subject::Crossing => crossings(pair, start),
            };
            if let Some([a, b]) = values {
                pairing.add(a, b);
            }
        }
    }

    /// A line for each subject that was seen.
    fn lines(&self) -> Vec<Line> {
        let line = |(subject, platforms, pairing): &(Subject, Option<[usize; 2]>, Pairing)| {
            let platform = platforms.map(|[p, _]| p);
            pairing.compared().map(|paired| Line { subject: *subject, platform, paired })
        };
        self.subjects.iter().filter_map(line).collect()
    }
}

/// Day, from the start, of the crossing in both worlds, where there is one in both.
fn crossings(pair: &[Outcome; 2], start: Date) -> Option<[f64; 2]> {
    let day = |outcome: &Outcome| Some(f64::from((outcome.crossing? - start).get_days()));
    Some([day(&pair[0])?, day(&pair[1])?])
}
