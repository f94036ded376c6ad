//! Small worlds against their laws: rings and cliques, some of whose contacts lead elsewhere.

use headstart::contacts::{ContactLayers, build, measure};
use headstart::rng::World;
use headstart::scenario::{GeneratorSpec, LayerSpec, Quantity};

fn graph(generator: GeneratorSpec, persons: u32, seed: u64) -> ContactLayers {
    build(&[LayerSpec::new("layer", generator)], persons, &World { seed, replicate: 0 })
}

fn watts_strogatz(degree: u32, rewired: f64, persons: u32, seed: u64) -> ContactLayers {
    let rewired = Quantity::constant("rewired", rewired);
    graph(GeneratorSpec::WattsStrogatz { degree, rewired }, persons, seed)
}

fn caveman(clique: u32, bridges: f64, persons: u32, seed: u64) -> ContactLayers {
    graph(GeneratorSpec::Caveman { clique, bridges: Quantity::constant("bridges", bridges) }, persons, seed)
}

/// Degrees at K = 6, β = .4: 3 + Binomial(3, .6) + Poisson(1.2) (Barrat & Weigt 2000). N = 100,000, classes 3 to 12 and
/// more, 10 degrees of freedom, error level 10⁻⁴ (35.6).
#[test]
fn watts_strogatz_degrees_follow_the_law() {
    let contacts = watts_strogatz(6, 0.4, 100_000, 2110);
    assert_eq!(contacts.len(), 600_000);
    let mut found = [0.0; 11];
    (0..100_000).for_each(|i| found[(contacts.degree(i, 0).min(13) - 3) as usize] += 1.0);
    let kept = [0.064, 0.288, 0.432, 0.216];
    let mut drawn = vec![(-1.2f64).exp()];
    (1..11).for_each(|k| drawn.push(drawn[k - 1] * 1.2 / k as f64));
    let mut expected: Vec<f64> =
        (0..10).map(|k| (0..=k.min(3)).map(|l| kept[l] * drawn[k - l]).sum::<f64>() * 1e5).collect();
    expected.push(1e5 - expected.iter().sum::<f64>());
    let chi2: f64 = found.iter().zip(&expected).map(|(found, expected)| (found - expected).powi(2) / expected).sum();
    assert!(chi2 < 35.6, "χ² = {chi2}");
}

/// Few long ways make all ways short, and leave the clusters. N = 20,000, K = 10: the ring's mean distance is N/(2K) =
/// 1,000; at β = 1 % it is below 20, where (1 − β)³ = .97 of the clustering remain.
#[test]
fn a_small_world_is_near_and_clustered() {
    let draws = World { seed: 2120, replicate: 0 }.stream("measure");
    let (ring, small) = (watts_strogatz(10, 0.0, 20_000, 2121), watts_strogatz(10, 0.01, 20_000, 2121));
    let far = measure::mean_distance(&ring, 0, 2, draws);
    assert!((far - 1000.5).abs() < 0.1, "{far}");
    let near = measure::mean_distance(&small, 0, 5, draws);
    assert!(near < 20.0, "{near}");
    let clustering = measure::local_clustering(&small, 0, 20_000, draws);
    assert!((clustering - 0.97 * 2.0 / 3.0).abs() < 0.005, "{clustering}");
}

/// Cliques of 10, 20,000 persons, a fifth of the contacts moved. Contacts between cliques beside those of the ring:
/// binomial, 88,000 with chance .2. Triangles: 2,000 · (120 − 8) · .8³ = 114,688 of the cliques, and some dozens by
/// chance; their standard deviation, from pairs of triangles that share a contact, is below 650. 4 of either.
#[test]
fn caveman_bridges_and_triangles_are_as_many_as_derived() {
    let contacts = caveman(10, 0.2, 20_000, 2130);
    assert_eq!(contacts.len(), 180_000);
    let bridges = contacts.pairs(0).filter(|(i, j)| i / 10 != j / 10).count() as f64 - 2000.0;
    assert!((bridges - 17_600.0).abs() < 4.0 * (88_000.0f64 * 0.16).sqrt(), "{bridges}");
    let triangles = |(i, j): (u32, u32)| contacts.in_layer(i, 0).filter(|&k| k > j && knows(&contacts, j, k)).count();
    let triangles = contacts.pairs(0).map(triangles).sum::<usize>() as f64;
    assert!((triangles - 114_688.0).abs() < 4.0 * 650.0 + 100.0, "{triangles}");
}

fn knows(contacts: &ContactLayers, i: u32, j: u32) -> bool {
    contacts.in_layer(i, 0).any(|other| other == j)
}

/// Five cliques of 20, all contacts moved but those of the ring: 945 bridges, which any two cliques share alike, but for
/// one pair of persons in 400 that the ring has. 300 graphs, χ² over the 10 pairs of cliques; bridges vary less than
/// independent ones. 9 degrees of freedom, error level 10⁻⁴ (33.7).
#[test]
fn caveman_bridges_lead_to_all_cliques_alike() {
    let mut found = [0.0; 25];
    for seed in 2200..2500 {
        let contacts = caveman(20, 1.0, 100, seed);
        contacts.pairs(0).for_each(|(i, j)| found[(i / 20 * 5 + j / 20) as usize] += 1.0);
    }
    let between = |i: usize, j: usize| found[i * 5 + j] - if j - i == 1 || j - i == 4 { 300.0 } else { 0.0 };
    let pairs = (0..5).flat_map(|i| (i + 1..5).map(move |j| (i, j)));
    let expected: f64 = 945.0 * 300.0 / 10.0;
    let chi2: f64 = pairs.map(|(i, j)| (between(i, j) - expected).powi(2) / expected).sum();
    assert!(chi2 < 33.7, "χ² = {chi2}");
}
