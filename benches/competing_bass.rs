//! The workload on which other tools were measured: two platforms compete by media and invitation over a given edge list, for 400 steps.
//!
//! `cargo bench --bench competing_bass -- GRAPH PERSONS W1|W2 [SEED [THREADS]]` makes one run and prints a JSON line with the keys of the
//! peers' own: seconds to load and to simulate, on the clock and of the processor (of one thread), final users, peak memory. In W1 users stay, in W2 they leave
//! with probability .005 a step. `benches/beside_peers.py` runs it in turns with another program.
//!
//! With GRAPH `self` the graph is made here (Erdős–Rényi of mean degree 20) by the seed.

mod processor;

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Instant;

use headstart::contacts::{self, ContactLayers};
use headstart::engine::fast;
use headstart::graphfile::{Options, Order, read};
use headstart::market::Market;
use headstart::rng::World;
use headstart::scenario::{Overrides, Scenario, load_text};

use processor::processor_seconds;

/// The allocator of the program: it takes large pages where the system gives them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Probabilities p of a step as rates λ = −ln(1 − p): .0005, .002, .005.
const RATES: [&str; 3] = ["0.05001250416822981%/day", "0.20020026706730793%/day", "0.5012541823544286%/day"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [graph, persons, workload, seed @ ..] = &arguments[..] else {
        // `cargo test --benches` and `cargo bench` without a case.
        return println!("competing_bass GRAPH PERSONS W1|W2 [SEED [THREADS]]");
    };
    let threads = seed.get(1).map_or(NonZeroUsize::MIN, |threads| threads.parse().expect("THREADS is a number"));
    let seed = seed.first().map_or(1, |seed| seed.parse().expect("SEED is a number"));
    let scenario = scenario(persons.parse().expect("PERSONS is a number"), workload, seed);
    let world = World { seed, replicate: 0 };
    let market = Market::new(&scenario, world);
    let (began, load) = (Instant::now(), processor_seconds());
    let contacts = contacts_of(graph, &scenario, &world);
    let (load_s, load_cpu) = (began.elapsed().as_secs_f64(), processor_seconds() - load);
    let (began, sim) = (Instant::now(), processor_seconds());
    let run = fast::run_telling(&market, &contacts, threads, &|_| {});
    let (sim_s, sim_cpu) = (began.elapsed().as_secs_f64(), processor_seconds() - sim);
    let [a, b] = [0, 1].map(|platform| run.row(run.last_day(), platform).active);
    let edges = contacts.len() / 2;
    println!(
        r#"{{"peer":"headstart","n":{persons},"edges":{edges},"workload":"{workload}","seed":{seed},"load_s":{load_s:.4},"load_cpu":{load_cpu:.4},"sim_s":{sim_s:.4},"sim_cpu":{sim_cpu:.4},"A":{a},"B":{b},"peak_mib":{}}}"#,
        peak_mib()
    );
}

/// Days are steps; platform b begins with step 41, the day after the first 40.
fn scenario(persons: u32, workload: &str, seed: u64) -> Scenario {
    let [slow, fast, leave] = RATES;
    let churn = if workload == "W2" { format!("churn = \"{leave}\"") } else { String::new() };
    let text = format!(
        r#"
start = 2001-01-01
end = 2002-02-05
seed = {seed}
runs = 1
market = {{ agents = {persons}, potential = {persons} }}
contacts.all.erdos_renyi.mean_degree = 20
[platforms.a]
launch = 2001-01-01
media = "{slow}"
invite = {{ all = "{fast}" }}
multihoming = "0%"
{churn}
[platforms.b]
launch = 2001-02-10
media = "{fast}"
invite = {{ all = "{fast}" }}
multihoming = "0%"
{churn}
"#
    );
    let loaded = load_text(&text, Path::new("workload.toml"), &Overrides::default());
    loaded.unwrap_or_else(|problems| panic!("{problems}")).scenario
}

fn contacts_of(graph: &str, scenario: &Scenario, world: &World) -> ContactLayers {
    if graph == "self" {
        return contacts::build(&scenario.layers, scenario.market.agents, world);
    }
    let options = Options { order: Order::File, ..Options::default() };
    let graph = read(Path::new(graph), &options).expect("an edge list");
    ContactLayers::from_edges(scenario.market.agents, &[graph.pairs.iter().collect()])
}

/// Most memory that the program had at once \[MiB\]; 0 where the system does not tell.
fn peak_mib() -> u64 {
    let told = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1024
}
