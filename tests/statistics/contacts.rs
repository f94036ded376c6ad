//! Contacts against the laws of their generators.

use std::num::NonZeroUsize;

use headstart::contacts::measure::{Aspect, Effort, Verdict};
use headstart::contacts::{ContactLayers, build, measure};
use headstart::rng::World;
use headstart::scenario::{GeneratorSpec, LayerSpec};

fn one_layer(generator: GeneratorSpec, persons: u32, seed: u64) -> ContactLayers {
    build(&[LayerSpec::new("layer", generator)], persons, &World { seed, replicate: 0 })
}

/// Degrees of G(N, p) with mean 5 are Poisson: N = 50,000, classes 0..=13 and more, 14 degrees of freedom, |χ² − 14| <
/// 4·√28.
#[test]
fn erdos_renyi_degrees_are_poisson() {
    let contacts = one_layer(GeneratorSpec::erdos_renyi(5.0), 50_000, 101);
    let mut found = [0.0; 15];
    (0..50_000).for_each(|i| found[contacts.degree(i, 0).min(14) as usize] += 1.0);

    let mut chance = (-5.0f64).exp();
    let mut rest = 1.0;
    let mut chi2 = 0.0;
    for (degree, count) in found.iter().enumerate() {
        let share = if degree == 14 { rest } else { chance };
        chi2 += (count - 5e4 * share).powi(2) / (5e4 * share);
        rest -= chance;
        chance *= 5.0 / (degree + 1) as f64;
    }
    assert!((chi2 - 14.0).abs() < 4.0 * 28f64.sqrt(), "χ² = {chi2}");
}

/// Erdős–Rényi 15 and 20, half of the second in common: N = 50,000, 250,000 common and 250,000 own contacts, both
/// Poisson: standard error √(.25/500,000) = .00071; 4 standard errors + .00015 for own contacts that are common by
/// chance.
#[test]
fn layers_share_the_contacts_they_say() {
    let phone = LayerSpec::new("phone", GeneratorSpec::erdos_renyi(15.0));
    let qq = LayerSpec::new("qq", GeneratorSpec::erdos_renyi(20.0)).overlapping(0, 0.5);
    let contacts = build(&[phone, qq], 50_000, &World { seed: 301, replicate: 0 });
    let (share, mean) = share_in_common(&contacts);
    assert!((share - 0.5).abs() < 4.0 * 0.00071 + 0.00015, "share {share}");
    assert!((mean / 20.0 - 1.0).abs() < 0.01, "mean degree {mean}");
}

/// Acquaintance 15 and 20: N = 100,000. As above with twice as many contacts (error .0005), plus .003 for the mean
/// degree of the first, which is not exact, and for contacts that are common by chance.
#[test]
fn acquaintances_share_the_contacts_they_say() {
    let phone = LayerSpec::new("phone", GeneratorSpec::acquaintance(15.0));
    let qq = LayerSpec::new("qq", GeneratorSpec::acquaintance(20.0)).overlapping(0, 0.5);
    let contacts = build(&[phone, qq], 100_000, &World { seed: 302, replicate: 0 });
    let (share, mean) = share_in_common(&contacts);
    assert!((share - 0.5).abs() < 4.0 * 0.0005 + 0.003, "share {share}");
    assert!((mean / 20.0 - 1.0).abs() < 0.01, "mean degree {mean}");
}

/// Share of the contacts of the second layer that are in the first, and the mean degree of the second.
fn share_in_common(contacts: &ContactLayers) -> (f64, f64) {
    let second = contacts.pairs(1).count() as f64;
    let common: usize = contacts
        .iter()
        .map(|(i, ends)| ends.iter().filter(|&&end| contacts.mask(end) == 0b11 && contacts.person(end) > i).count())
        .sum();
    (common as f64 / second, 2.0 * second / f64::from(contacts.persons()))
}

/// What makes other graphs unlike those of people, by the envelope: chance alone does not cluster and has no hubs, a ring
/// has neither hubs nor short ways, and everybody the same degree has no assortativity.
#[test]
fn graphs_of_theory_lie_outside_the_envelope_where_theory_says() {
    use Aspect::{Assortativity, Clustering, Distance, Giant, Hubs, MeanDegree};
    for (generator, outside) in [
        (GeneratorSpec::erdos_renyi(15.0), &[(Hubs, Verdict::TooLow), (Clustering, Verdict::TooLow)][..]),
        (
            GeneratorSpec::RingLattice { degree: 14 },
            &[(Hubs, Verdict::TooLow), (Clustering, Verdict::TooHigh), (Distance, Verdict::TooHigh)],
        ),
        (GeneratorSpec::RandomRegular { degree: 14 }, &[(Hubs, Verdict::TooLow), (Clustering, Verdict::TooLow)]),
        (GeneratorSpec::erdos_renyi(1.2), &[(MeanDegree, Verdict::TooLow), (Giant, Verdict::TooLow)]),
    ] {
        let contacts = one_layer(generator.clone(), 20_000, 403);
        let stream = World { seed: 404, replicate: 0 }.stream("measure");
        let portrait = measure::portrait(&contacts, 0, Effort { stream, threads: NonZeroUsize::MIN });
        let verdicts: Vec<(Aspect, Verdict)> =
            portrait.verdicts().map(|(range, verdict)| (range.aspect, verdict)).collect();
        for expected in outside {
            assert!(verdicts.contains(expected), "{generator:?}: {verdicts:?}");
        }
        assert!(!verdicts.contains(&(Assortativity, Verdict::Inside)), "{generator:?}: {verdicts:?}");
    }
}

/// Expected numbers of G(N, p), N = 50,000 and mean degree 10: triangles are Poisson with mean c³/6 = 166.7; 4 standard
/// errors of 12.9. The largest eigenvalue is that of a dense random graph, c + 1 up to terms of order 1/c (Füredi & Komlós
/// 1981), while √(largest degree) stays below it; core number 7 at mean degree 10 (Pittel, Spencer & Wormald 1996: the
/// k-core appears at c₇ = 9.875, c₈ = 11.344). Mean distance (ln N − γ)/ln c + 1/2 = 4.95 (Fronczak, Fronczak & Hołyst 2004),
/// to .1: the formula leaves out that degrees vary.
#[test]
fn erdos_renyi_has_its_triangles_eigenvalue_core_and_distances() {
    let contacts = one_layer(GeneratorSpec::erdos_renyi(10.0), 50_000, 405);
    let stream = World { seed: 406, replicate: 0 }.stream("measure");
    let portrait = measure::portrait(&contacts, 0, Effort { stream, threads: NonZeroUsize::MIN });
    assert!((portrait.triangles as f64 - 166.7).abs() < 4.0 * 12.9, "{}", portrait.triangles);
    assert!((portrait.eigenvalue.value - 11.0).abs() < 0.2, "{:?}", portrait.eigenvalue);
    assert_eq!(portrait.core, 7);
    assert!((portrait.distances.mean.value - 4.95).abs() < 0.1, "{:?}", portrait.distances);
    assert!(portrait.towns.modularity().abs() < 0.01, "{:?}", portrait.towns);
}

/// Mean degrees from far below to far above the preset, in single towns and many: what is left to chance are households
/// and coins, less than .25 % of 2,000 persons' mean degree (one standard deviation); 1 %.
#[test]
fn acquaintance_has_the_mean_degree_that_was_asked_for() {
    for (seed, mean) in (500..).zip([1.0, 4.0, 15.0, 60.0]) {
        for persons in [2000, 10_000, 40_000] {
            let contacts = one_layer(GeneratorSpec::acquaintance(mean), persons, seed);
            let found = measure::degrees(&contacts, 0).mean;
            assert!((found / mean - 1.0).abs() < 0.01, "mean degree {found} of {mean} among {persons} persons");
        }
    }
}
