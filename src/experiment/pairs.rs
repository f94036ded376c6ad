//! Pairs of runs in two worlds with the same people, contacts and luck.

use super::crew::{Job, Made, Worlds};
use super::meter::Meter;
use super::outcome::outcome;
use super::paths::parting;
use super::record::{Record, fingerprint};
use super::store::{Address, Store};
use super::variants::Variants;
use crate::engine::{Move, fast};
use crate::scenario::{Scenario, run_hash};

/// Two worlds whose runs are made together.
pub struct Pairs {
    both: Variants,
    address: Address,
    meters: Option<[Meter; 2]>,
}

impl Pairs {
    /// The pairs of two scenarios.
    pub fn new(
        first: &Scenario,
        second: &Scenario,
        store: Option<&Store>,
        capacity: usize,
        meters: Option<[Meter; 2]>,
    ) -> Pairs {
        let mut both = Variants::new(store, capacity);
        both.add(first.clone());
        both.add(second.clone());
        let program = store.map_or("", Store::program);
        let measured = meters.as_ref().map_or_else(String::new, |meters| meters[0].text().to_owned());
        let address = Address::of(&[program, "pair", &run_hash(first), &run_hash(second), &measured]);
        Pairs { both, address, meters }
    }

    /// What the meters measured in both worlds.
    pub fn values(&self, record: &Record) -> Option<[f64; 2]> {
        self.meters.as_ref()?;
        Some([*record.readings.first()?, *record.readings.get(1)?])
    }

    /// Persons who are elsewhere at the end, then by day those whose paths have parted; nothing where persons differ.
    pub fn partings<'r>(&self, record: &'r Record) -> &'r [f64] {
        &record.readings[if self.meters.is_some() { 2 } else { 0 }..]
    }

    /// Whether the persons of the two worlds are the same, so that their paths can be compared.
    pub fn same_persons(&self) -> bool {
        let [first, second] = self.scenarios();
        first.seed == second.seed
            && first.market.agents == second.market.agents
            && first.tick.to_bits() == second.tick.to_bits()
            && first.start == second.start
    }

    fn scenarios(&self) -> [&Scenario; 2] {
        [0, 1].map(|at| self.both.list()[at].scenario())
    }

    /// What [`Pairs::partings`] gives back.
    fn parted(&self, moves: &[Vec<Move>; 2]) -> Vec<f64> {
        if !self.same_persons() {
            return Vec::new();
        }
        let [first, second] = self.scenarios();
        let ticks_per_day = (1.0 / first.tick).round() as u32;
        let days = first.days().min(second.days());
        let found = parting(&moves[0], &moves[1], &bits(first, second), first.market.agents, days * ticks_per_day);
        let by_day = found.parted.iter().step_by(ticks_per_day as usize);
        std::iter::once(found.elsewhere).chain(by_day.copied()).map(f64::from).collect()
    }
}

/// For each platform of the second scenario the bit of the platform with the same name in the first, or a free one.
fn bits(first: &Scenario, second: &Scenario) -> Vec<u32> {
    let mut free = first.platforms.len() as u32;
    let bit = |name: &str| {
        let same = first.platforms.iter().position(|platform| platform.name == name);
        same.map_or_else(
            || {
                free += 1;
                free - 1
            },
            |at| at as u32,
        )
    };
    second.platforms.iter().map(|platform| platform.name.as_str()).map(bit).collect()
}

impl Worlds for Pairs {
    fn address(&self, _: usize) -> &Address {
        &self.address
    }

    fn worlds(&self) -> usize {
        1
    }

    fn make(&self, job: Job, went: &(dyn Fn(f64) + Sync)) -> Made {
        let run = |variant| self.both.run_by(variant, job.run, &|_| {}, fast::run_with_paths);
        let (weight_a, (days_a, paths_a)) = run(0);
        went(0.5);
        let (weight_b, (days_b, paths_b)) = run(1);
        let [first, second] = self.scenarios();
        let outcomes = vec![outcome(first, job.run, weight_a, &days_a), outcome(second, job.run, weight_b, &days_b)];
        let metered = self.meters.as_ref().map(|[a, b]| [a.read(&outcomes[0], &days_a), b.read(&outcomes[1], &days_b)]);
        let parted = self.parted(&[paths_a.moves, paths_b.moves]);
        let readings = metered.into_iter().flatten().chain(parted).collect();
        let days = vec![days_a, days_b];
        let record = Record { run: job.run, fingerprint: fingerprint(&days), outcomes, readings };
        Made { record, days: if job.days { days } else { Vec::new() } }
    }
}
