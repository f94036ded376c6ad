//! Graphs by weight, degree, place, community and block against the laws of their definitions.

use headstart::contacts::{ContactLayers, build, measure};
use headstart::rng::World;
use headstart::scenario::{BlockModel, BlockPair, BlockSpec, DegreeLaw, GeneratorSpec, LayerSpec, Quantity, WeightLaw};

fn graph(generator: GeneratorSpec, persons: u32, seed: u64) -> ContactLayers {
    build(&[LayerSpec::new("layer", generator)], persons, &World { seed, replicate: 0 })
}

fn number<U>(value: f64) -> Quantity<U> {
    Quantity::constant("number", value)
}

fn lognormal(spread: f64) -> WeightLaw {
    WeightLaw::Lognormal { spread: number(spread) }
}

/// Number of persons of each degree, those of `last` and more together.
fn degrees(contacts: &ContactLayers, last: usize) -> Vec<f64> {
    let mut found = vec![0.0; last + 1];
    (0..contacts.persons()).for_each(|i| found[(contacts.degree(i, 0) as usize).min(last)] += 1.0);
    found
}

/// Pearson's χ² of numbers against the shares of a law.
fn chi2(found: &[f64], shares: &[f64]) -> f64 {
    let total: f64 = found.iter().sum();
    found.iter().zip(shares).map(|(count, share)| (count - total * share).powi(2) / (total * share)).sum()
}

/// The Poisson distribution whose mean is lognormal with mean `c`, by the midpoint rule over ±8 standard deviations;
/// `last` and more together.
fn poisson_lognormal(c: f64, spread: f64, last: usize) -> Vec<f64> {
    let steps = 4000;
    let mut shares = vec![0.0; last + 1];
    for step in 0..steps {
        let z = -8.0 + 16.0 * (f64::from(step) + 0.5) / f64::from(steps);
        let density = (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt() * 16.0 / f64::from(steps);
        let mean = c * (spread * z - spread * spread / 2.0).exp();
        let mut chance = (-mean).exp();
        for (k, share) in shares[..last].iter_mut().enumerate() {
            *share += density * chance;
            chance *= mean / (k + 1) as f64;
        }
    }
    shares[last] = 1.0 - shares[..last].iter().sum::<f64>();
    shares
}

/// Degrees of a Chung–Lu graph are Poisson around lognormal weights: N = 50,000, classes 0..=34 and more, 35 degrees of
/// freedom, |χ² − 35| < 4·√70.
#[test]
fn chung_lu_degrees_are_poisson_around_the_weights() {
    let spec = GeneratorSpec::ChungLu { mean_degree: number(10.0), weights: lognormal(0.75) };
    let contacts = graph(spec, 50_000, 1101);
    let chi2 = chi2(&degrees(&contacts, 35), &poisson_lognormal(10.0, 0.75, 35));
    assert!((chi2 - 35.0).abs() < 4.0 * 70f64.sqrt(), "χ² = {chi2}");
}

/// Degrees of a configuration model, P(k) ∝ k^(−2.5) from 2 to 200: N = 50,000, classes 2..=29 and more, 28 degrees of
/// freedom, |χ² − 28| < 4·√56.
#[test]
fn configuration_degrees_follow_their_law() {
    let law = DegreeLaw::PowerLaw { exponent: number(2.5), least: 2, most: 200 };
    let contacts = graph(GeneratorSpec::Configuration { degrees: law }, 50_000, 1102);
    let weight = |k: usize| (k as f64).powf(-2.5);
    let total: f64 = (2..=200).map(weight).sum();
    let mut shares: Vec<f64> = (2..30).map(|k| weight(k) / total).collect();
    shares.push((30..=200).map(weight).sum::<f64>() / total);
    let found = degrees(&contacts, 30);
    let chi2 = chi2(&found[2..], &shares);
    assert!(found[0] + found[1] < 1.5 && (chi2 - 28.0).abs() < 4.0 * 56f64.sqrt(), "χ² = {chi2}");
}

/// Contacts of all 15 pairs of five blocks of different size, N = 20,000: each number is binomial with small chances,
/// χ² with 15 degrees of freedom, |χ² − 15| < 4·√30.
#[test]
fn a_block_model_has_the_contacts_of_every_pair_of_blocks() {
    let sizes = [2000.0, 7000.0, 4000.0, 6000.0, 1000.0];
    let blocks = sizes.map(|size| BlockSpec { name: String::new(), share: number(size / 2e4) }).to_vec();
    let mean = |a: usize, b: usize| if a == b { 6.0 + a as f64 } else { 0.5 + 0.1 * (a + b) as f64 };
    let cells: Vec<(usize, usize)> = (0..5).flat_map(|a| (a..5).map(move |b| (a, b))).collect();
    let pairs = cells.iter().map(|&(of, with)| BlockPair { of, with, mean: number(mean(of, with)) }).collect();
    let contacts = graph(GeneratorSpec::StochasticBlockModel(BlockModel::Matrix { blocks, pairs }), 20_000, 1103);
    let block = |person| [2000, 9000, 13_000, 19_000].iter().filter(|&&start| person >= start).count();
    let mut found = [[0.0; 5]; 5];
    contacts.pairs(0).for_each(|(i, j)| found[block(i)][block(j)] += 1.0);
    let part = |&(a, b): &(usize, usize)| {
        let expected = sizes[a] * mean(a, b) / if a == b { 2.0 } else { 1.0 };
        f64::powi(found[a][b] - expected, 2) / expected
    };
    let chi2: f64 = cells.iter().map(part).sum();
    assert!((chi2 - 15.0).abs() < 4.0 * 30f64.sqrt(), "χ² = {chi2}");
}

fn girg(mean_degree: f64, weights: WeightLaw, temperature: f64, region_spread: f64) -> GeneratorSpec {
    let (temperature, region_spread) = (number(temperature), number(region_spread));
    GeneratorSpec::Girg { mean_degree: number(mean_degree), weights, temperature, region_spread }
}

/// The calculated constant, for light and heavy tails, near and far contacts, regions alike and unlike: N = 20,000, 2 %.
/// What chance leaves is 1 % where contacts are nearest: the number of others near everybody varies, ⟨d²⟩/⟨d⟩² ≈ 1.4.
#[test]
fn a_girg_has_the_mean_degree_that_was_asked_for() {
    let heavy = || WeightLaw::PowerLaw { exponent: number(2.6), most: None };
    let cases = [
        (15.0, lognormal(0.55), 0.75, 0.0),
        (15.0, lognormal(0.55), 0.75, 0.5),
        (4.0, lognormal(0.0), 0.0, 0.0),
        (40.0, lognormal(1.0), 0.3, 0.2),
        (10.0, heavy(), 0.5, 0.0),
        (10.0, heavy(), 0.9, 0.0),
    ];
    for (seed, (mean, weights, temperature, spread)) in (1300..).zip(cases) {
        let found = measure::degrees(&graph(girg(mean, weights, temperature, spread), 20_000, seed), 0).mean;
        assert!((found / mean - 1.0).abs() < 0.02, "{found} instead of {mean} at T = {temperature}");
    }
}

/// Degrees of a GIRG are Poisson around the weights, seen from one person; neighbors' degrees go together, so that some
/// ten persons count as one: Kolmogorov and Smirnov at N = 50,000/10, error level 10⁻⁴: .031.
#[test]
fn girg_degrees_are_poisson_around_the_weights() {
    let contacts = graph(girg(10.0, lognormal(0.75), 0.6, 0.0), 50_000, 1104);
    let (mut found, mut law, mut largest) = (0.0, 0.0, 0.0f64);
    for (count, share) in degrees(&contacts, 60).iter().zip(poisson_lognormal(10.0, 0.75, 60)) {
        found += count / 5e4;
        law += share;
        largest = largest.max((found - law).abs());
    }
    assert!(largest < 2.2 / 5000f64.sqrt(), "{largest}");
}

/// Friends of friends are neighbors however many persons there are, which no graph without places has: local
/// clustering at N = 5,000 and 50,000, from 4,000 persons each (error .004).
#[test]
fn clustering_of_a_girg_does_not_vanish_with_more_persons() {
    let clustering = |generator: &GeneratorSpec, persons| {
        let draws = World { seed: 1105, replicate: 0 }.stream("measure");
        measure::local_clustering(&graph(generator.clone(), persons, 1106), 0, 4000, draws)
    };
    let girg = girg(15.0, lognormal(0.55), 0.75, 0.0);
    let (few, many) = (clustering(&girg, 5000), clustering(&girg, 50_000));
    assert!(many > 0.15 && (few - many).abs() < 0.03, "{few} and {many}");
    let chung_lu = GeneratorSpec::ChungLu { mean_degree: number(15.0), weights: lognormal(0.55) };
    assert!(clustering(&chung_lu, 50_000) < 0.004);
}

/// The defaults of a GIRG inside the envelope of measured contact graphs (MSN, Facebook), as those of acquaintance: N =
/// 100,000; clustering from 5,000 persons (error ±.003), distance from 5 persons (±.1), the others exact.
#[test]
fn a_girg_lies_inside_the_envelope_of_real_contact_graphs() {
    let contacts = graph(GeneratorSpec::girg(15.0), 100_000, 1107);
    let draws = World { seed: 1108, replicate: 0 }.stream("measure");
    let degrees = measure::degrees(&contacts, 0);
    for (what, value, low, high) in [
        ("mean degree", degrees.mean, 14.7, 15.3),
        ("maximum/median degree", f64::from(degrees.max) / f64::from(degrees.median), 10.0, 40.0),
        ("local clustering", measure::local_clustering(&contacts, 0, 5000, draws), 0.13, 0.27),
        ("assortativity", measure::degree_assortativity(&contacts, 0), 0.1, 0.25),
        ("giant component", f64::from(measure::component_sizes(&contacts, 0)[0]) / 1e5, 0.99, 1.0),
        ("mean distance", measure::mean_distance(&contacts, 0, 5, draws), 4.5, 7.0),
    ] {
        assert!((low..=high).contains(&value), "{what} {value} outside {low} to {high}");
    }
}

/// Degrees of LFR-like communities keep the mean, whatever the exponent: N = 50,000, standard error of the mean
/// √(⟨d²⟩ − ⟨d⟩²)/√N below .1; clustering comes from the communities, and goes with them.
#[test]
fn lfr_communities_keep_the_mean_degree_and_cluster() {
    let lfr = |mixing, exponent| GeneratorSpec::Lfr {
        mean_degree: number(15.0),
        degree_exponent: number(exponent),
        degree_most: number(150.0),
        mixing: number(mixing),
        size_exponent: number(1.5),
        size_least: 20,
        size_most: 200,
    };
    let draws = World { seed: 1109, replicate: 0 }.stream("measure");
    let mut clustering = Vec::new();
    for (mixing, exponent) in [(0.3, 2.2), (0.9, 3.0)] {
        let contacts = graph(lfr(mixing, exponent), 50_000, 1110);
        let mean = measure::degrees(&contacts, 0).mean;
        assert!((mean - 15.0).abs() < 4.0 * 0.1, "mean degree {mean}");
        clustering.push(measure::local_clustering(&contacts, 0, 2000, draws));
    }
    assert!(clustering[0] > 0.1 && clustering[1] < 0.01, "{clustering:?}");
}
