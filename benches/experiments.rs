//! What the experiment layer costs beside the runs themselves, on one thread: 8 worlds of 8 runs with 5,000 agents.
//!
//! `cargo bench --bench experiments`

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use divan::Bencher;
use headstart::contacts;
use headstart::engine::fast;
use headstart::experiment::{Crew, Meter, Store, Study};
use headstart::market::Market;
use headstart::rng::World;
use headstart::scenario::{Overrides, Scenario, Template, parse_measure, run_hash};

const WORLDS: u32 = 8;
const RUNS: u64 = 8;
const AGENTS: u32 = 5_000;

fn main() {
    divan::main();
}

fn template() -> Template {
    let overrides = Overrides { agents: Some(AGENTS), ..Overrides::default() };
    Template::load(Path::new("scenarios/mitalk-wechat.toml"), &overrides).expect("it is checked by the tests")
}

fn worlds(template: &Template) -> Vec<Scenario> {
    let world = |days: u32| {
        let setting = format!("platforms.wechat.launch=+{days} days");
        template.with(&[setting]).expect("a launch may move").scenario
    };
    (0..WORLDS).map(world).collect()
}

/// The runs by themselves; contacts are made once for all worlds, as a study does.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn runs_alone(bencher: Bencher) {
    let worlds = worlds(&template());
    bencher.bench_local(|| {
        for replicate in 0..RUNS {
            let world = World { seed: worlds[0].seed, replicate };
            let layers = contacts::build(&worlds[0].layers, AGENTS, &world);
            for scenario in &worlds {
                divan::black_box(fast::run(&Market::new(scenario, world), &layers));
            }
        }
    });
}

fn study(template: &Template, store: Option<&Store>) {
    let stop = AtomicBool::new(false);
    let crew = Crew { store, ..Crew::new(NonZeroUsize::MIN, &stop) };
    let scenario = &template.loaded().scenario;
    let measure = parse_measure("P(mitalk wins)", scenario).expect("the platform is there");
    let mut study = Study::new(&crew, Meter::new(measure, scenario));
    let worlds: Vec<(usize, u64)> = worlds(template).into_iter().map(|world| (study.add(world), RUNS)).collect();
    study.extend(&worlds).expect("nobody stops it");
    divan::black_box(study.tallies());
}

/// The same runs as a study that keeps them on disk: variants, addresses, measuring, store.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn study_that_keeps_its_runs(bencher: Bencher) {
    let template = template();
    let folder = tempfile::tempdir().expect("a temporary folder");
    bencher.bench_local(|| study(&template, Some(&Store::new(folder.path(), "bench").fresh())));
}

/// The same study when all its runs are found on disk.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn study_that_finds_its_runs(bencher: Bencher) {
    let template = template();
    let folder = tempfile::tempdir().expect("a temporary folder");
    study(&template, Some(&Store::new(folder.path(), "bench")));
    bencher.bench_local(|| study(&template, Some(&Store::new(folder.path(), "bench"))));
}

/// One more world from a template.
#[divan::bench]
fn variant(bencher: Bencher) {
    let template = template();
    let setting = ["platforms.wechat.launch=+90 days".to_owned()];
    bencher.bench_local(|| template.with(&setting).map(|loaded| loaded.scenario.days()));
}

/// The address of a world.
#[divan::bench]
fn address(bencher: Bencher) {
    let template = template();
    bencher.bench_local(|| run_hash(&template.loaded().scenario));
}
