//! Growing graphs against the laws of preferential attachment.
//!
//! Degrees follow P(k) = 2m(m + 1)/(k(k + 1)(k + 2)). They depend on each other in such a way that their numbers vary a
//! little less than independent ones (for trees: Janson 2005, *Asymptotic degree distribution in random recursive trees*;
//! over 40 graphs each, the mean of χ² was 18 to 21 with 22 degrees of freedom), so that χ² errs on the safe side.

use headstart::contacts::{ContactLayers, build};
use headstart::rng::World;
use headstart::scenario::{GeneratorSpec, LayerSpec, Quantity};

const PERSONS: u32 = 100_000;

fn graph(generator: GeneratorSpec, seed: u64) -> ContactLayers {
    build(&[LayerSpec::new("layer", generator)], PERSONS, &World { seed, replicate: 0 })
}

fn holme_kim(links: u32, triads: f64, seed: u64) -> ContactLayers {
    graph(GeneratorSpec::HolmeKim { links, triads: Quantity::constant("triads", triads) }, seed)
}

/// χ² of the degrees m, m + 1, …, 24 and more against the law, 22 degrees of freedom at m = 3.
fn chi2(contacts: &ContactLayers, m: u32) -> f64 {
    let n = f64::from(PERSONS);
    let mut found = [0.0; 26];
    (0..PERSONS).for_each(|i| found[contacts.degree(i, 0).min(25) as usize] += 1.0);
    let chance = |k: f64| 2.0 * f64::from(m * (m + 1)) / (k * (k + 1.0) * (k + 2.0));
    let rest = f64::from(m * (m + 1)) / (25.0 * 26.0); // Σ from 25 on
    let mut classes: Vec<(f64, f64)> =
        (m as usize..25).map(|k| (found[k], n * chance(k as f64))).chain([(found[25], n * rest)]).collect();
    assert!((classes.iter().map(|class| class.1).sum::<f64>() / n - 1.0).abs() < 1e-12);
    classes.iter_mut().map(|(found, expected)| (*found - *expected).powi(2) / *expected).sum()
}

/// N = 100,000, m = 3: P(3) = .4, P(4) = .2, P(6) = 1/14. χ² with 22 degrees of freedom, error level 10⁻⁴ (54.5); the
/// shares to 4 standard errors of independent draws.
#[test]
fn barabasi_albert_degrees_follow_the_law() {
    let contacts = graph(GeneratorSpec::BarabasiAlbert { links: 3 }, 2001);
    let found = chi2(&contacts, 3);
    assert!(found < 54.5, "χ² = {found}");
    for (degree, expected) in [(3, 0.4), (4, 0.2), (6, 1.0f64 / 14.0)] {
        let share = (0..PERSONS).filter(|&i| contacts.degree(i, 0) == degree).count() as f64 / 1e5;
        let error = (expected * (1.0 - expected) / 1e5).sqrt();
        assert!((share - expected).abs() < 4.0 * error, "P({degree}) = {share}");
    }
}

/// The first to come are the hubs: the largest degree is m√N times a number of order 1, which has a distribution (Móri
/// 2005). 10 graphs, m = 3: all between a third and three times m√N = 949.
#[test]
fn barabasi_albert_hubs_grow_with_the_root_of_the_size() {
    for seed in 2010..2020 {
        let contacts = graph(GeneratorSpec::BarabasiAlbert { links: 3 }, seed);
        let (hub, degree) =
            (0..PERSONS).map(|i| (i, contacts.degree(i, 0))).max_by_key(|&(_, degree)| degree).expect("somebody");
        assert!((316..2847).contains(&degree) && hub < 100, "person {hub} has {degree} contacts");
    }
}

/// Triads don't change the law: N = 100,000, m = 3, from none to all. χ² with 22 degrees of freedom, error level 10⁻⁴
/// (54.5).
#[test]
fn holme_kim_degrees_follow_the_law_for_every_share_of_triads() {
    for (seed, triads) in (2040..).zip([0.0, 0.5, 1.0]) {
        let found = chi2(&holme_kim(3, triads, seed), 3);
        assert!(found < 54.5, "triads {triads}: χ² = {found}");
    }
}
