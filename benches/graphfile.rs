//! Reading edge lists, in bytes of text a second, and what the order of the persons is worth to a run.
//!
//! `cargo bench --bench graphfile`

use std::io::Write as _;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use flate2::Compression;
use flate2::write::GzEncoder;
use headstart::contacts::{self, ContactLayers};
use headstart::engine::fast;
use headstart::graphfile::{Graph, Options, Order, read_bytes};
use headstart::market::Market;
use headstart::rng::World;
use headstart::scenario::{GeneratorSpec, LayerSpec, Overrides, load_text};

const WORLD: World = World { seed: 20_101_210, replicate: 0 };
/// Pairs a person.
const PAIRS: usize = 10;

fn main() {
    divan::main();
}

/// A list of random pairs, each person called as `id` says.
fn list(pairs: usize, id: impl Fn(u64) -> String) -> Vec<u8> {
    let (stream, persons) = (WORLD.stream("list"), (pairs / PAIRS) as u64);
    let mut text = Vec::new();
    for at in 0..pairs as u64 {
        let (i, j) = (stream.under(2 * at, persons), stream.under(2 * at + 1, persons));
        writeln!(text, "{}\t{}", id(i), id(j)).expect("a vector can be written to");
    }
    text
}

fn reading(bencher: Bencher, text: &[u8], order: Order) {
    let options = Options { order, ..Options::default() };
    let read = || read_bytes(Path::new("list.tsv"), black_box(text), &options).expect("it is right");
    bencher.counter(BytesCount::new(text.len())).bench_local(read);
}

#[divan::bench(args = [3_000_000, 30_000_000], sample_count = 3, sample_size = 1)]
fn whole_numbers(bencher: Bencher, pairs: usize) {
    reading(bencher, &list(pairs, |id| id.to_string()), Order::File);
}

#[divan::bench(args = [3_000_000, 30_000_000], sample_count = 3, sample_size = 1)]
fn whole_numbers_put_near(bencher: Bencher, pairs: usize) {
    reading(bencher, &list(pairs, |id| id.to_string()), Order::Near);
}

#[divan::bench(args = [3_000_000, 30_000_000], sample_count = 3, sample_size = 1)]
fn numbers_of_phones(bencher: Bencher, pairs: usize) {
    reading(bencher, &list(pairs, |id| (13_800_000_000 + id * 7919).to_string()), Order::File);
}

#[divan::bench(args = [3_000_000, 30_000_000], sample_count = 3, sample_size = 1)]
fn numbers_of_phones_put_near(bencher: Bencher, pairs: usize) {
    reading(bencher, &list(pairs, |id| (13_800_000_000 + id * 7919).to_string()), Order::Near);
}

#[divan::bench(args = [3_000_000, 30_000_000], sample_count = 3, sample_size = 1)]
fn texts(bencher: Bencher, pairs: usize) {
    reading(bencher, &list(pairs, |id| format!("user{id}")), Order::File);
}

#[divan::bench(args = [3_000_000, 30_000_000], sample_count = 3, sample_size = 1)]
fn texts_put_near(bencher: Bencher, pairs: usize) {
    reading(bencher, &list(pairs, |id| format!("user{id}")), Order::Near);
}

/// Bytes of the text, not of what is packed.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn packed(bencher: Bencher) {
    let text = list(3_000_000, |id| id.to_string());
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&text).expect("a vector can be written to");
    let packed = encoder.finish().expect("a vector can be written to");
    let options = Options { order: Order::File, ..Options::default() };
    let read = || read_bytes(Path::new("list.tsv.gz"), black_box(&packed), &options).expect("it is right");
    bencher.counter(BytesCount::new(text.len())).bench_local(read);
}

/// Half a million persons who know each other as people do, in a file that calls them in no order.
fn scrambled() -> &'static [u8] {
    static TEXT: OnceLock<Vec<u8>> = OnceLock::new();
    TEXT.get_or_init(|| {
        let persons = 500_000u64;
        let layer = LayerSpec::new("phone", GeneratorSpec::acquaintance(20.0));
        let contacts = contacts::build(&[layer], persons as u32, &WORLD);
        let id = |person: u32| u64::from(person) * 314_159 % persons;
        let mut text = Vec::new();
        for (i, j) in contacts.pairs(0) {
            writeln!(text, "{}\t{}", id(i), id(j)).expect("a vector can be written to");
        }
        text
    })
}

const RACE: &str = r#"
start = 2010-12-10
end = 2012-12-10
[market]
agents = 500_000
potential = "500k"
[contacts.phone.erdos_renyi]
mean_degree = 20
[platforms.mitalk]
launch = 2010-12-10
media = "0.01%/day"
invite = { phone = "0.3%/day" }
churn = "3%/month"
stickiness = 2
[platforms.wechat]
launch = 2011-01-21
media = "0.01%/day"
invite = { phone = "0.3%/day" }
churn = "3%/month"
stickiness = 2
"#;

/// A run over contacts from a file, in either order.
#[divan::bench(args = ["file", "near"], sample_count = 3, sample_size = 1)]
fn run_in_order(bencher: Bencher, order: &str) {
    let order = if order == "near" { Order::Near } else { Order::File };
    let options = Options { order, ..Options::default() };
    let graph: Arc<Graph> = Arc::new(read_bytes(Path::new("x.tsv"), scrambled(), &options).expect("it is right"));
    let contacts = ContactLayers::from_edges(graph.people.count(), &[graph.pairs.iter().collect()]);
    let agents = Some(graph.people.count()); // who knows nobody is in no list
    let overrides = Overrides { agents, ..Overrides::default() };
    let loaded = load_text(RACE, Path::new("race.toml"), &overrides).expect("it is right");
    let market = Market::new(&loaded.scenario, WORLD);
    bencher.bench_local(|| fast::run(black_box(&market), black_box(&contacts)));
}
