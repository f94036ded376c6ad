//! What a contact update costs in a scenario: the same run again and again, the engine alone.
//!
//! `cargo bench --bench one_run -- SCENARIO [AGENTS [TIMES]]` prints a JSON line: seconds of the processor to make the contacts, least and median
//! seconds of the engine, joins and leavings, contact updates (one for each contact of somebody who joins or leaves) and what one took, and a
//! number that changes with any row of the outcome.

mod processor;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use headstart::contacts;
use headstart::engine::fast;
use headstart::market::Market;
use headstart::rng::World;
use headstart::scenario::{Overrides, load};

use processor::processor_seconds;

/// The allocator of the program: it takes large pages where the system gives them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [file, rest @ ..] = &arguments[..] else {
        // `cargo test --benches` and `cargo bench` without a case.
        return println!("one_run SCENARIO [AGENTS [TIMES]]");
    };
    let number = |position: usize| rest.get(position).map(|text: &String| text.parse().expect("a number"));
    let overrides = Overrides { agents: number(0), ..Overrides::default() };
    let scenario = load(Path::new(file), &overrides).unwrap_or_else(|problems| panic!("{problems}")).scenario;
    let world = World { seed: scenario.seed, replicate: 0 };
    let market = Market::new(&scenario, world);
    let began = processor_seconds();
    let contacts = contacts::build(&scenario.layers, scenario.market.agents, &world);
    let made = processor_seconds() - began;
    let mut seconds: Vec<f64> =
        (0..number(1).unwrap_or(5)).map(|_| seconds_of(|| drop(fast::run(&market, &contacts)))).collect();
    seconds.sort_by(f64::total_cmp);
    let (run, paths) = fast::run_with_paths(&market, &contacts);
    let updates: usize = paths.moves.iter().map(|one| contacts.of(one.person).len()).sum();
    let mut hasher = DefaultHasher::new();
    format!("{:?}{:?}", run.rows, run.market).hash(&mut hasher);
    let (least, median) = (seconds[0], seconds[seconds.len() / 2]);
    println!(
        r#"{{"agents":{},"contacts_s":{made:.4},"least_s":{least:.4},"median_s":{median:.4},"moves":{},"updates":{updates},"least_ns":{:.1},"median_ns":{:.1},"rows":"{:016x}"}}"#,
        scenario.market.agents,
        paths.moves.len(),
        least * 1e9 / updates as f64,
        median * 1e9 / updates as f64,
        hasher.finish()
    );
}

fn seconds_of(work: impl FnOnce()) -> f64 {
    let began = processor_seconds();
    work();
    processor_seconds() - began
}
