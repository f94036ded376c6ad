//! Random regular graph: everybody has exactly d contacts, otherwise at random.
//!
//! Stubs are paired at random, and loops and repeated contacts removed by switches (`pairing`). Exact: all degrees, no
//! loops, no repetitions, for any N and d. Not exact: that all regular graphs are equally likely. About (d − 1)/2 loops
//! and (d − 1)²/4 repetitions are removed, however large N is, so the difference vanishes as N grows.
//!
//! For d > (N − 1)/2 the graph is the complement of one with N − 1 − d contacts. Where no such graph exists (N·d odd,
//! or d ≥ N) the next smaller possible degree is taken. While it is made, the graph takes eight bytes an end, and four until
//! the rows are filled.

use std::num::NonZeroUsize;

use super::generator::{Generate, blocks_of, persons_of};
use super::pairing::Pairing;
use super::shuffle::shuffle;
use crate::rng::Stream;

/// How often the pairing is begun anew before a regular pattern of random persons is taken (tiny graphs only).
const PAIRINGS: u64 = 32;

/// A random graph in which everybody has the same degree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RandomRegular {
    pairing: Pairing,
    /// Whether contacts are the pairs that are not in the pairing.
    complement: bool,
}

impl RandomRegular {
    /// The graph of `persons` with `degree` contacts each. The number of threads changes nothing.
    pub fn new(persons: u32, degree: u32, threads: NonZeroUsize, stream: Stream) -> Self {
        let others = persons.saturating_sub(1);
        let mut degree = degree.min(others);
        if u64::from(persons) * u64::from(degree) % 2 == 1 {
            degree -= 1;
        }
        let complement = degree > others / 2;
        let stored = if complement { others - degree } else { degree };
        let degrees = || vec![stored; persons as usize];
        let pairing = (0..PAIRINGS)
            .find_map(|attempt| Pairing::random(degrees(), &|i, j| i == j, threads, stream.below(attempt)).ok())
            .unwrap_or_else(|| circulant(persons, stored, stream.below(PAIRINGS)));
        RandomRegular { pairing, complement }
    }
}

impl Generate for RandomRegular {
    fn blocks(&self) -> u32 {
        blocks_of(self.pairing.persons())
    }

    /// Names each contact once.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        let persons = self.pairing.persons();
        if !self.complement {
            return self.pairing.emit(persons_of(block, persons), contact);
        }
        for i in persons_of(block, persons) {
            (i + 1..persons).filter(|&j| !self.pairing.joins(i, j)).for_each(|j| contact(i, j));
        }
    }
}

/// Each person in a random place of a ring joined to the nearest, and to the opposite where the degree is odd.
fn circulant(persons: u32, degree: u32, stream: Stream) -> Pairing {
    let (n, d) = (u64::from(persons), degree / 2);
    let mut places: Vec<u32> = (0..persons).collect();
    shuffle(&mut places, stream);
    let at = |place: u64| places[(place % n) as usize];
    let near = (0..n).flat_map(|place| (1..=u64::from(d)).map(move |step| (place, place + step)));
    let opposite = (0..if degree % 2 == 1 { n / 2 } else { 0 }).map(|place| (place, place + n / 2));
    let pairs = near.chain(opposite).map(|(one, other)| (at(one), at(other)));
    Pairing::of_pairs(vec![degree; persons as usize], pairs)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contacts::ContactLayers;
    use crate::rng::World;

    fn graph(persons: u32, degree: u32, seed: u64) -> (ContactLayers, usize) {
        let mut pairs = Vec::new();
        let stream = World { seed, replicate: 0 }.stream("contacts regular");
        RandomRegular::new(persons, degree, NonZeroUsize::MIN, stream).emit_all(&mut |i, j| pairs.push((i, j)));
        let named = pairs.len();
        (ContactLayers::from_edges(persons, &[pairs]), named)
    }

    proptest! {
        #[test]
        fn all_degrees_are_exact_and_no_contact_is_repeated(persons in 1u32..40, degree in 0u32..40, seed: u64) {
            let (contacts, named) = graph(persons, degree, seed);
            let possible = degree.min(persons - 1);
            let possible = possible - (possible * persons) % 2;
            prop_assert!((0..persons).all(|i| contacts.degree(i, 0) == possible));
            prop_assert_eq!(2 * named, contacts.len());
        }

        #[test]
        fn the_regular_pattern_of_last_resort_is_simple_too(persons in 2u32..30, degree in 0u32..15, seed: u64) {
            prop_assume!(persons * degree % 2 == 0 && degree <= (persons - 1) / 2);
            let stream = World { seed, replicate: 0 }.stream("circulant");
            let pairing = circulant(persons, degree, stream);
            prop_assert!(pairing.flaws(&|i, j| i == j, NonZeroUsize::MIN).is_empty());
            prop_assert!((0..persons).all(|i| pairing.of(i).iter().all(|&j| pairing.joins(j, i))));
        }
    }

    /// The 15 ways to pair 6 persons are equally likely: 15,000 graphs, χ² with 14 degrees of freedom, error level 10⁻⁴
    /// (42.6).
    #[test]
    fn perfect_matchings_of_six_are_equally_likely() {
        let mut found = std::collections::BTreeMap::new();
        for seed in 0..15_000 {
            *found.entry(graph(6, 1, seed).0.pairs(0).collect::<Vec<_>>()).or_insert(0.0) += 1.0;
        }
        let chi2: f64 = found.values().map(|count: &f64| (count - 1000.0).powi(2) / 1000.0).sum();
        assert!(found.len() == 15 && chi2 < 42.6, "{} kinds, χ² = {chi2}", found.len());
    }

    /// The mean local clustering of 20,000 persons with 10 contacts each is about (d − 1)/N.
    #[test]
    fn a_large_graph_has_exact_degrees_and_no_clusters() {
        let (contacts, _) = graph(20_000, 10, 7);
        assert!((0..20_000).all(|i| contacts.degree(i, 0) == 10));
        let stream = World { seed: 8, replicate: 0 }.stream("measure");
        assert!(crate::contacts::measure::local_clustering(&contacts, 0, 2000, stream) < 0.003);
    }

    /// Value-breaking when it changes: checksums over all contacts, from the first version on.
    #[test]
    fn graphs_are_the_same_on_every_machine_and_in_every_version() {
        let checksum = |persons, degree, seed| {
            let pairs = graph(persons, degree, seed).0;
            pairs
                .pairs(0)
                .fold(0u64, |sum, (i, j)| sum.wrapping_mul(31).wrapping_add(u64::from(i) << 32 | u64::from(j)))
        };
        assert_eq!(
            [checksum(7, 4, 1), checksum(12, 5, 2), checksum(40, 11, 3), checksum(5000, 10, 4)],
            [
                14_412_071_027_309_577_442,
                5_151_648_134_995_036_165,
                6_325_975_004_389_828_725,
                3_241_774_886_399_884_232
            ]
        );
    }
}
