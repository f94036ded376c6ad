//! One run: the fast engine on the case, and the naive one as the floor.

use std::path::Path;

use divan::{Bencher, black_box};
use headstart::contacts::{self, ContactLayers};
use headstart::engine::{fast, naive};
use headstart::market::Market;
use headstart::rng::World;
use headstart::scenario::{Overrides, load};

fn main() {
    divan::main();
}

/// The case with a number of agents: its market and its contacts.
fn case(agents: u32) -> (Market, ContactLayers) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/mitalk-wechat.toml");
    let overrides = Overrides { agents: Some(agents), ..Overrides::default() };
    let scenario = load(&file, &overrides).expect("the shipped scenario is right").scenario;
    let world = World { seed: scenario.seed, replicate: 0 };
    let market = Market::new(&scenario, world);
    let contacts = contacts::build(&scenario.layers, agents, &world);
    (market, contacts)
}

/// A run of the case without the making of its contacts.
#[divan::bench(args = [2_000, 20_000, 200_000], sample_count = 5)]
fn fast_engine(bencher: Bencher, agents: u32) {
    let (market, contacts) = case(agents);
    bencher.bench_local(|| fast::run(black_box(&market), &contacts));
}

/// The same by the naive engine, which visits every contact of everybody in every tick.
#[divan::bench(args = [2_000], sample_count = 3)]
fn naive_engine(bencher: Bencher, agents: u32) {
    let (market, contacts) = case(agents);
    bencher.bench_local(|| naive::run(black_box(&market), &contacts));
}
