//! Worlds made from scenarios, which share people, contacts and luck where their seeds and contacts are the same.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::crew::{Job, Made, Worlds};
use super::meter::Meter;
use super::outcome::outcome;
use super::record::{Record, fingerprint};
use super::store::{Address, Store};
use crate::contacts::{self, ContactLayers};
use crate::engine::{Trajectory, fast};
use crate::market::Market;
use crate::rng::World;
use crate::scenario::{Scenario, run_hash};

/// About what part of a large run it is to make the contacts.
const MAKING: f64 = 0.4;

/// A scenario whose runs are wanted.
pub struct Variant {
    scenario: Scenario,
    address: Address,
    /// Number of the first variant with the same contacts.
    contacts: usize,
}

impl Variant {
    /// The scenario.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }
}

/// Scenarios whose runs are wanted, and the contacts that they have in common.
pub struct Variants {
    list: Vec<Variant>,
    program: String,
    meters: Vec<Meter>,
    shared: Mutex<Vec<Slot>>,
    capacity: usize,
    hands: NonZeroUsize,
}

/// Contacts of one run, made by the first thread that needs them.
struct Slot {
    contacts: usize,
    run: u64,
    layers: Arc<OnceLock<ContactLayers>>,
}

impl Variants {
    /// No variants yet; contacts of up to `capacity` runs are held at a time.
    pub fn new(store: Option<&Store>, capacity: usize) -> Variants {
        let program = store.map_or(String::new(), |store| store.program().to_owned());
        let hands = NonZeroUsize::MIN;
        Variants { list: Vec::new(), program, meters: Vec::new(), shared: Mutex::default(), capacity, hands }
    }

    /// What is measured in each run; to be said before the first variant is added.
    #[must_use]
    pub fn measuring(self, meters: Vec<Meter>) -> Variants {
        Variants { meters, ..self }
    }

    /// So many threads make a run together; one, if nothing is said.
    #[must_use]
    pub fn by(self, hands: NonZeroUsize) -> Variants {
        Variants { hands, ..self }
    }

    /// What is measured.
    pub fn meters(&self) -> &[Meter] {
        &self.meters
    }

    /// The value of a meter in a run.
    pub fn value(&self, meter: usize, record: &Record) -> f64 {
        let meters = &self.meters;
        match meters[meter].of_outcome(&record.outcomes[0]) {
            Some(value) => value,
            None => record.readings[meters[..meter].iter().filter(|meter| meter.needs_days()).count()],
        }
    }

    /// Adds a scenario and says its position.
    pub fn add(&mut self, mut scenario: Scenario) -> usize {
        // History cannot change a run, and a copy for each of many variants would only take memory.
        scenario.observations.clear();
        scenario.targets.clear();
        let readings: Vec<&str> = self.meters.iter().filter(|meter| meter.needs_days()).map(Meter::text).collect();
        let address = Address::of(&[&self.program, &run_hash(&scenario), &readings.join("\n")]);
        let place = self.list.len();
        let contacts = self.list.iter().position(|other| same_contacts(&other.scenario, &scenario)).unwrap_or(place);
        self.list.push(Variant { scenario, address, contacts });
        place
    }

    /// The position of a scenario; it is added unless another is there whose runs are the same.
    pub fn find_or_add(&mut self, scenario: Scenario) -> usize {
        let added = self.add(scenario);
        let same = |other: &Variant| other.address == self.list[added].address;
        let Some(known) = self.list[..added].iter().position(same) else { return added };
        self.list.pop();
        known
    }

    /// The variants.
    pub fn list(&self) -> &[Variant] {
        &self.list
    }

    /// Makes a run with its days.
    pub fn run(&self, variant: usize, run: u64, went: &(dyn Fn(f64) + Sync)) -> (f64, Trajectory) {
        let lived = |part: f64| went(MAKING + (1.0 - MAKING) * part);
        let engine =
            |market: &Market, contacts: &ContactLayers| fast::run_telling(market, contacts, self.hands, &lived);
        self.run_by(variant, run, &|part| went(MAKING * part), engine)
    }

    /// Makes a run by an engine: persons that an agent stands for, and what the engine gives. `made` is told now and then what part of
    /// the contacts is made.
    pub fn run_by<T>(
        &self,
        variant: usize,
        run: u64,
        made: &dyn Fn(f64),
        engine: impl FnOnce(&Market, &ContactLayers) -> T,
    ) -> (f64, T) {
        let scenario = &self.list[variant].scenario;
        let world = World { seed: scenario.seed, replicate: run };
        let market = Market::new(scenario, world);
        let layers = self.contacts(variant, run);
        let make = || contacts::build_telling(self.hands, &scenario.layers, scenario.market.agents, &world, made);
        let layers = layers.get_or_init(make);
        (market.population.persons_per_agent, engine(&market, layers))
    }

    /// The place for the contacts of a run, shared with other variants.
    fn contacts(&self, variant: usize, run: u64) -> Arc<OnceLock<ContactLayers>> {
        let wanted = self.list[variant].contacts;
        let mut slots = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = slots.iter().find(|slot| (slot.contacts, slot.run) == (wanted, run)) {
            return Arc::clone(&slot.layers);
        }
        let layers = Arc::default();
        if self.list.len() > 1 {
            if slots.len() >= self.capacity {
                slots.remove(0);
            }
            slots.push(Slot { contacts: wanted, run, layers: Arc::clone(&layers) });
        }
        layers
    }
}

impl Worlds for Variants {
    fn address(&self, world: usize) -> &Address {
        &self.list[world].address
    }

    fn worlds(&self) -> usize {
        self.list.len()
    }

    fn make(&self, job: Job, went: &(dyn Fn(f64) + Sync)) -> Made {
        let (persons_per_agent, days) = self.run(job.world, job.run, went);
        let scenario = &self.list[job.world].scenario;
        let outcome = outcome(scenario, job.run, persons_per_agent, &days);
        let dated = self.meters.iter().filter(|meter| meter.needs_days());
        let readings = dated.map(|meter| meter.read(&outcome, &days)).collect();
        let days = vec![days];
        let record = Record { run: job.run, fingerprint: fingerprint(&days), outcomes: vec![outcome], readings };
        Made { record, days: if job.days { days } else { Vec::new() } }
    }
}

/// Whether runs with the same number have the same contacts in both scenarios.
fn same_contacts(one: &Scenario, other: &Scenario) -> bool {
    one.seed == other.seed && one.market.agents == other.market.agents && one.layers == other.layers
}
