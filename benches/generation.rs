//! How long contacts of millions of persons take to make, and how much memory: each case in a process of its own.
//!
//! `cargo bench --bench generation -- PERSONS` (10 million if nothing is said) prints a JSON line for each generator and number of
//! threads, `-- GENERATOR PERSONS THREADS` that of one; `benches/beside_libraries.py` runs it beside C++ libraries.

use std::num::NonZeroUsize;
use std::process::Command;
use std::time::Instant;

use headstart::contacts::build_by;
use headstart::rng::World;
use headstart::scenario::{DegreeLaw, GeneratorSpec, LayerSpec, Quantity, WeightLaw};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const MEAN_DEGREE: f64 = 20.0;
const GENERATORS: [&str; 9] = [
    "erdos_renyi",
    "acquaintance",
    "barabasi_albert",
    "holme_kim",
    "random_regular",
    "configuration",
    "chung_lu",
    "girg",
    "lfr",
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match &arguments[..] {
        [generator, persons, threads] => one(generator, number(persons), number(threads)),
        [persons] => all(number(persons)),
        _ => all(10_000_000),
    }
}

fn number(text: &str) -> u32 {
    text.replace('_', "").parse().expect("a whole number")
}

/// Each generator on one thread and on two.
fn all(persons: u32) {
    let program = std::env::current_exe().expect("a running program has a path");
    for generator in GENERATORS {
        for threads in ["1", "2"] {
            let ended = Command::new(&program).args([generator, &persons.to_string(), threads]).status();
            assert!(ended.expect("the program runs").success());
        }
    }
}

fn quantity<U>(value: f64) -> Quantity<U> {
    Quantity::constant("bench", value)
}

fn spec(generator: &str) -> GeneratorSpec {
    let links = MEAN_DEGREE as u32 / 2;
    match generator {
        "erdos_renyi" => GeneratorSpec::erdos_renyi(MEAN_DEGREE),
        "acquaintance" => GeneratorSpec::acquaintance(MEAN_DEGREE),
        "barabasi_albert" => GeneratorSpec::BarabasiAlbert { links },
        "holme_kim" => GeneratorSpec::HolmeKim { links, triads: quantity(0.5) },
        "random_regular" => GeneratorSpec::RandomRegular { degree: MEAN_DEGREE as u32 },
        "configuration" => GeneratorSpec::Configuration {
            degrees: DegreeLaw::Lognormal { mean: quantity(MEAN_DEGREE), spread: quantity(0.75) },
        },
        "chung_lu" => GeneratorSpec::ChungLu {
            mean_degree: quantity(MEAN_DEGREE),
            weights: WeightLaw::Lognormal { spread: quantity(0.75) },
        },
        "girg" => GeneratorSpec::girg(MEAN_DEGREE),
        "lfr" => GeneratorSpec::Lfr {
            mean_degree: quantity(MEAN_DEGREE),
            degree_exponent: quantity(2.5),
            degree_most: quantity(200.0),
            mixing: quantity(0.3),
            size_exponent: quantity(1.5),
            size_least: 50,
            size_most: 1000,
        },
        other => panic!("{other} is none of {}", GENERATORS.join(", ")),
    }
}

fn one(generator: &str, persons: u32, threads: u32) {
    let threads = NonZeroUsize::new(threads as usize).expect("a thread at least");
    let layers = [LayerSpec::new("layer", spec(generator))];
    let clock = Instant::now();
    let contacts = build_by(threads, &layers, persons, &World { seed: 1, replicate: 0 });
    let seconds = clock.elapsed().as_secs_f64();
    let line = format!(
        r#"{{"maker": "headstart", "graph": "{generator}", "persons": {persons}, "threads": {threads}, "seconds": {seconds:.2}, "ends": {}, "peak_mb": {}}}"#,
        contacts.len(),
        peak_mb().map_or("null".into(), |peak| peak.to_string()),
    );
    println!("{line}");
}

/// Peak memory of this process, where the system tells it [MB].
fn peak_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024 / 1_000_000)
}
