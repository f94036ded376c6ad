//! Making the contacts of a run: every run of an ensemble makes its own.

use divan::{Bencher, black_box, counter::ItemsCount};
use headstart::contacts::build;
use headstart::rng::World;
use headstart::scenario::{GeneratorSpec, LayerSpec, Quantity};

const WORLD: World = World { seed: 20_101_210, replicate: 0 };

fn main() {
    divan::main();
}

/// Times `build`; items are ends of contacts.
fn making(bencher: Bencher, layers: &[LayerSpec], persons: u32) {
    let ends = build(layers, persons, &WORLD).len();
    bencher.counter(ItemsCount::new(ends)).bench_local(|| build(black_box(layers), persons, &WORLD));
}

/// The layers of the case: phone 15, QQ 20, half of which is in common.
#[divan::bench(args = [100_000, 200_000, 1_000_000], sample_count = 7)]
fn phone_and_qq(bencher: Bencher, persons: u32) {
    let phone = LayerSpec::new("phone", GeneratorSpec::acquaintance(15.0));
    let qq = LayerSpec::new("qq", GeneratorSpec::acquaintance(20.0)).overlapping(0, 0.5);
    making(bencher, &[phone, qq], persons);
}

#[divan::bench(args = [100_000, 1_000_000], sample_count = 7)]
fn acquaintance(bencher: Bencher, persons: u32) {
    making(bencher, &[LayerSpec::new("phone", GeneratorSpec::acquaintance(20.0))], persons);
}

#[divan::bench(args = [100_000, 1_000_000], sample_count = 7)]
fn erdos_renyi(bencher: Bencher, persons: u32) {
    making(bencher, &[LayerSpec::new("phone", GeneratorSpec::erdos_renyi(20.0))], persons);
}

#[divan::bench(args = [100_000, 1_000_000], sample_count = 7)]
fn random_regular(bencher: Bencher, persons: u32) {
    making(bencher, &[LayerSpec::new("phone", GeneratorSpec::RandomRegular { degree: 20 })], persons);
}

#[divan::bench(args = [100_000, 1_000_000], sample_count = 7)]
fn barabasi_albert(bencher: Bencher, persons: u32) {
    making(bencher, &[LayerSpec::new("phone", GeneratorSpec::BarabasiAlbert { links: 10 })], persons);
}

#[divan::bench(args = [100_000, 1_000_000], sample_count = 7)]
fn holme_kim(bencher: Bencher, persons: u32) {
    let generator = GeneratorSpec::HolmeKim { links: 10, triads: Quantity::constant("triads", 0.5) };
    making(bencher, &[LayerSpec::new("phone", generator)], persons);
}

#[divan::bench(args = [100_000, 1_000_000], sample_count = 7)]
fn watts_strogatz(bencher: Bencher, persons: u32) {
    let generator = GeneratorSpec::WattsStrogatz { degree: 20, rewired: Quantity::constant("rewired", 0.1) };
    making(bencher, &[LayerSpec::new("phone", generator)], persons);
}

#[divan::bench(args = [100_000, 1_000_000], sample_count = 7)]
fn ring_lattice(bencher: Bencher, persons: u32) {
    making(bencher, &[LayerSpec::new("phone", GeneratorSpec::RingLattice { degree: 20 })], persons);
}
