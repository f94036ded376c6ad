//! What a run will cost, from a small one.

use std::num::NonZeroUsize;
use std::time::Instant;

use bytesize::ByteSize;
use serde_json::json;

use super::options::Format;
use crate::engine::fast;
use crate::experiment::{SAMPLE, replicate_by};
use crate::market::Market;
use crate::report::human;
use crate::rng::World;
use crate::scenario::{GeneratorSpec, LayerSpec, Quantity, Scenario};

/// Agents of the small run: so many times fewer than those of the run, but no fewer and no more than these.
const SMALLER: u32 = 100;
const FEWEST: u32 = 10_000;
const MOST: u32 = 200_000;
/// Bytes of one end of a contact; some room stays free.
const BYTES_PER_END: f64 = 4.1;
/// Bytes of where the contacts of a person begin.
const BYTES_PER_ROW_OF_CONTACTS: f64 = 4.0;
/// Bytes of what measures of contacts note down of a person.
const BYTES_PER_MEASURED: f64 = 16.0;
/// Bytes of the program itself, its figures and tables.
const BYTES_OF_PROGRAM: f64 = 60e6;
/// Channels of hazard of a platform, without those for audiences, at most.
const CHANNELS: f64 = 9.0;
/// Bytes of one channel in one tick: planned and summed.
const BYTES_PER_CHANNEL: f64 = 16.0;
/// Bytes of what is known of one world of an experiment.
const BYTES_PER_WORLD: f64 = 10_000.0;
/// Bytes of one row of a trajectory.
const BYTES_PER_ROW: f64 = 80.0;

/// What work costs.
pub struct Cost<'a> {
    scenario: &'a Scenario,
    /// Points of an experiment, if it is one.
    points: Option<usize>,
    runs: u64,
    threads: usize,
    /// Time \[s\].
    seconds: f64,
    /// Memory \[bytes\].
    bytes: f64,
}

impl Cost<'_> {
    /// The cost as it is printed; `most` stands before the number of runs.
    pub fn told(&self, format: Format, most: &str) -> String {
        let (title, runs, threads) = (&self.scenario.title, self.runs, self.threads);
        let (agents, days) = (self.scenario.market.agents, self.scenario.days());
        match format {
            Format::Json => {
                let (seconds, bytes) = (self.seconds, self.bytes.ceil());
                let points = self.points;
                let cost = json!({
                    "title": title, "points": points, "runs": runs, "agents": agents, "days": days, "threads": threads,
                    "seconds": seconds, "bytes": bytes,
                });
                format!("{cost}\n")
            }
            Format::Text => format!(
                "{title}: {}{most}{runs} run{} of {} agents over {days} days; about {} and {} of memory on {}\n",
                self.points.map(|points| format!("{points} points, ")).unwrap_or_default(),
                if runs == 1 { "" } else { "s" },
                human(f64::from(agents)),
                duration(self.seconds),
                size(self.bytes),
                if threads == 1 { "1 thread".into() } else { format!("{threads} threads") },
            ),
        }
    }
}

/// What the runs of a scenario cost, or one of them.
pub fn estimate(scenario: &Scenario, threads: usize, one: bool) -> Cost<'_> {
    let runs = if one { 1 } else { scenario.runs };
    let side_by_side = threads.min(runs as usize);
    let seconds = seconds_a_run(scenario, threads / side_by_side) * f64::from(runs) / side_by_side as f64;
    let bytes = bytes_of_runs(scenario, runs)(scenario.market.agents, threads);
    Cost { scenario, points: None, runs: u64::from(runs), threads, seconds, bytes }
}

/// What an experiment of many points costs.
pub fn estimate_many(scenario: &Scenario, points: usize, runs: u64, threads: usize) -> Cost<'_> {
    let seconds = seconds_a_run(scenario, 1) * runs as f64 / threads as f64;
    let bytes = bytes_of_points(scenario, points, runs)(scenario.market.agents, threads);
    Cost { scenario, points: Some(points), runs, threads, seconds, bytes }
}

/// Memory that the runs of a scenario take \[bytes\], for a number of agents and of threads.
pub fn bytes_of_runs(scenario: &Scenario, runs: u32) -> impl Fn(u32, usize) -> f64 {
    let rows = f64::from(scenario.days() + 1) * scenario.platforms.len() as f64;
    let kept = (runs as usize).min(SAMPLE) as f64 * rows * BYTES_PER_ROW;
    let channels = (CHANNELS + scenario.market.audiences.len() as f64) * scenario.platforms.len() as f64;
    let calendar = f64::from(scenario.days()) / scenario.tick * channels * BYTES_PER_CHANNEL;
    let state = bytes_of_state(scenario);
    move |agents, threads| {
        let people = f64::from(agents) * (state + bytes_in_contacts(scenario, agents));
        threads.min(runs as usize) as f64 * (people + calendar) + kept + BYTES_OF_PROGRAM
    }
}

/// Memory that an experiment of many points takes \[bytes\], for a number of agents and of threads.
pub fn bytes_of_points(scenario: &Scenario, points: usize, runs: u64) -> impl Fn(u32, usize) -> f64 {
    let state = bytes_of_state(scenario);
    move |agents, threads| {
        // The contacts of a few runs are held for all worlds, and the values of all runs.
        let people = f64::from(agents) * (state + 2.0 * bytes_in_contacts(scenario, agents));
        (threads + 1) as f64 * people + 8.0 * runs as f64 + points as f64 * BYTES_PER_WORLD + BYTES_OF_PROGRAM
    }
}

/// Memory that the contacts of a scenario take by themselves \[bytes\], for a number of agents and any number of threads.
pub fn bytes_of_contacts(scenario: &Scenario) -> impl Fn(u32, usize) -> f64 {
    |agents, _| f64::from(agents) * (BYTES_PER_MEASURED + bytes_in_contacts(scenario, agents)) + BYTES_OF_PROGRAM
}

/// Bytes that a run keeps of an agent besides contacts.
fn bytes_of_state(scenario: &Scenario) -> f64 {
    let market = Market::new(scenario, World { seed: scenario.seed, replicate: 0 });
    let stored = scenario.layers.iter().filter(|layer| !matches!(layer.generator, GeneratorSpec::WellMixed)).count();
    let ties = scenario.layers.iter().any(|layer| layer.tie_spread.median() > 0.0);
    fast::bytes_per_person(&market, stored, ties) as f64
}

/// Bytes that one of so many agents takes in the contacts.
fn bytes_in_contacts(scenario: &Scenario, agents: u32) -> f64 {
    BYTES_PER_ROW_OF_CONTACTS + BYTES_PER_END * contacts(scenario, agents)
}

/// Seconds of one run by so many threads, from a run with fewer agents.
fn seconds_a_run(scenario: &Scenario, threads: usize) -> f64 {
    let mut small = scenario.clone();
    let agents = (scenario.market.agents / SMALLER).clamp(FEWEST, MOST);
    // Contacts from a file cannot be thinned out.
    let fewest = scenario.people().map_or(agents, |people| people.count().max(agents));
    small.market.agents = small.market.agents.min(fewest);
    let began = Instant::now();
    replicate_by(NonZeroUsize::new(threads).unwrap_or(NonZeroUsize::MIN), &small, 0);
    began.elapsed().as_secs_f64() * f64::from(scenario.market.agents) / f64::from(small.market.agents)
}

/// Mean number of contacts a person, over all stored layers; what two layers share is counted once.
fn contacts(scenario: &Scenario, agents: u32) -> f64 {
    let degree = |layer: &LayerSpec| match &layer.generator {
        GeneratorSpec::Complete => f64::from(agents) - 1.0,
        other => other.mean_degree(Quantity::median).unwrap_or(0.0),
    };
    let own = |layer: &LayerSpec| match &layer.overlap {
        Some(overlap) => {
            let shared = overlap.share.median() * degree(layer);
            degree(layer) - shared.min(degree(&scenario.layers[overlap.with]))
        }
        None => degree(layer),
    };
    scenario.layers.iter().map(own).sum()
}

/// An amount of memory, in words.
pub fn size(bytes: f64) -> String {
    ByteSize::b(bytes.ceil() as u64).display().si().to_string()
}

fn duration(seconds: f64) -> String {
    match seconds {
        s if s < 1.0 => "less than a second".into(),
        s if s < 120.0 => format!("{s:.0} s"),
        s if s < 7200.0 => format!("{:.0} min", s / 60.0),
        s => format!("{:.1} h", s / 3600.0),
    }
}
