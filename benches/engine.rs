//! How long runs take: the fast engine against the naive one, on the historical case; and the parts of a run.
//!
//! `cargo bench --bench engine`. Ratios within one run of the bench are what counts; single times depend on the machine.

use std::path::Path;

use divan::{Bencher, black_box};
use headstart::contacts::{self, ContactLayers};
use headstart::engine::{fast, naive};
use headstart::experiment::replicate;
use headstart::market::{Clocks, Market};
use headstart::rng::World;
use headstart::scenario::{Overrides, Scenario, load};

/// Agents of the runs in which the naive engine takes part.
const FEW: [u32; 2] = [2_000, 8_000];
/// Agents of the others; the last is the size of the shipped scenario.
const MANY: [u32; 3] = [8_000, 50_000, 200_000];

fn main() {
    divan::main();
}

fn case(agents: u32) -> Scenario {
    let file = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/mitalk-wechat.toml"));
    let overrides = Overrides { agents: Some(agents), ..Overrides::default() };
    load(file, &overrides).unwrap_or_else(|problems| panic!("{problems}")).scenario
}

fn world(agents: u32) -> (Market, ContactLayers) {
    let scenario = case(agents);
    let world = World { seed: scenario.seed, replicate: 0 };
    let market = Market::new(&scenario, world);
    let contacts = contacts::build(&scenario.layers, agents, &world);
    (market, contacts)
}

/// Every person, every day, every contact: the floor.
#[divan::bench(args = FEW, sample_count = 5)]
fn naive_run(bencher: Bencher, agents: u32) {
    let (market, contacts) = world(agents);
    bencher.bench(|| naive::run(black_box(&market), black_box(&contacts)));
}

/// The same runs, event by event.
#[divan::bench(args = FEW, sample_count = 20)]
fn fast_run_beside_naive(bencher: Bencher, agents: u32) {
    let (market, contacts) = world(agents);
    bencher.bench(|| fast::run(black_box(&market), black_box(&contacts)));
}

/// The fast engine by the number of agents.
#[divan::bench(args = MANY, sample_count = 5)]
fn fast_run(bencher: Bencher, agents: u32) {
    let (market, contacts) = world(agents);
    bencher.bench(|| fast::run(black_box(&market), black_box(&contacts)));
}

/// A whole run: market, contacts, engine, outcome.
#[divan::bench(args = MANY, sample_count = 5)]
fn whole_run(bencher: Bencher, agents: u32) {
    let scenario = case(agents);
    bencher.bench(|| replicate(black_box(&scenario), 0));
}

/// A thousand clocks.
#[divan::bench]
fn thousand_clocks(bencher: Bencher) {
    let (market, _) = world(2_000);
    let clocks = Clocks::new(&market.platforms[0], &market.world);
    bencher.bench(|| (0..1000).map(|person| clocks.joining(black_box(person), 0)).sum::<f64>());
}
