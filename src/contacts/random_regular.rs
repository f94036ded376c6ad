//! Random regular graph: everybody has exactly d contacts, otherwise at random.
//!
//! Stubs are paired at random (Bollobás 1980); loops and repeated contacts are then removed by switches with random
//! other contacts (McKay & Wormald 1990). Exact: all degrees, no loops, no repetitions, for any N and d. Not exact:
//! that all regular graphs are equally likely. About (d − 1)/2 loops and (d − 1)²/4 repetitions are removed, however
//! large N is, so the difference vanishes as N grows.
//!
//! For d > (N − 1)/2 the graph is the complement of one with N − 1 − d contacts. Where no such graph exists (N·d odd,
//! or d ≥ N) the next smaller possible degree is taken. While it is made, the graph takes 16 bytes an end, and 8 until
//! the rows are filled.

use super::generator::{Generate, blocks_of, persons_of};
use crate::rng::Stream;

/// How often the pairing is begun anew before a regular pattern of random persons is taken (tiny graphs only).
const PAIRINGS: u64 = 32;
/// How often a contact is switched at random before the pairing is given up.
const SWITCHES: u64 = 1000;

/// A random graph in which everybody has the same degree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RandomRegular {
    persons: u32,
    pairing: Pairing,
    /// Whether contacts are the pairs that are not in the pairing.
    complement: bool,
}

impl RandomRegular {
    /// The graph of `persons` with `degree` contacts each.
    pub fn new(persons: u32, degree: u32, stream: Stream) -> Self {
        let others = persons.saturating_sub(1);
        let mut degree = degree.min(others);
        if u64::from(persons) * u64::from(degree) % 2 == 1 {
            degree -= 1;
        }
        let complement = degree > others / 2;
        let stored = if complement { others - degree } else { degree };
        let pairing = (0..PAIRINGS)
            .find_map(|attempt| Pairing::random(persons, stored, stream.below(attempt)))
            .unwrap_or_else(|| Pairing::circulant(persons, stored, stream.below(PAIRINGS)));
        RandomRegular { persons, pairing, complement }
    }
}

impl Generate for RandomRegular {
    fn blocks(&self) -> u32 {
        blocks_of(self.persons)
    }

    /// Names each contact once.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        for i in persons_of(block, self.persons) {
            if self.complement {
                (i + 1..self.persons).filter(|&j| !self.pairing.joins(i, j)).for_each(|j| contact(i, j));
            } else {
                self.pairing.of(i).filter(|&j| i < j).for_each(|j| contact(i, j));
            }
        }
    }
}

/// Stubs and their partners; the stubs of person i are d·i..d·(i + 1).
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pairing {
    degree: usize,
    partner: Vec<u64>,
}

impl Pairing {
    /// A random pairing without loops and repetitions, if the switches come to an end.
    fn random(persons: u32, degree: u32, stream: Stream) -> Option<Self> {
        let stubs = shuffled(u64::from(persons) * u64::from(degree), stream.below(0));
        let mut pairing = Pairing { degree: degree as usize, partner: vec![0; stubs.len()] };
        for pair in stubs.chunks_exact(2) {
            pairing.join(pair[0], pair[1]);
        }
        drop(stubs);
        let flaws: Vec<u64> = (0..pairing.partner.len() as u64).filter(|&stub| pairing.is_flaw(stub)).collect();
        flaws.into_iter().all(|stub| pairing.repair(stub, stream.below(1).below(stub))).then_some(pairing)
    }

    /// Each person in a random place of a ring joined to the nearest, and to the opposite where the degree is odd.
    fn circulant(persons: u32, degree: u32, stream: Stream) -> Self {
        let (n, d) = (u64::from(persons), u64::from(degree));
        let places = shuffled(n, stream);
        let mut pairing = Pairing { degree: degree as usize, partner: vec![0; (n * d) as usize] };
        for at in 0..n {
            let stub = |at: u64, nth: u64| places[(at % n) as usize] * d + nth;
            (0..d / 2).for_each(|k| pairing.join(stub(at, 2 * k), stub(at + k + 1, 2 * k + 1)));
            if d % 2 == 1 {
                pairing.join(stub(at, d - 1), stub(at + n / 2, d - 1));
            }
        }
        pairing
    }

    fn join(&mut self, a: u64, b: u64) {
        self.partner[a as usize] = b;
        self.partner[b as usize] = a;
    }

    fn person(&self, stub: u64) -> u32 {
        (stub / self.degree as u64) as u32
    }

    /// The persons joined to a person, one for each stub.
    fn of(&self, person: u32) -> impl Iterator<Item = u32> + '_ {
        let stubs = person as usize * self.degree..(person as usize + 1) * self.degree;
        self.partner[stubs].iter().map(|&stub| self.person(stub))
    }

    fn joins(&self, i: u32, j: u32) -> bool {
        self.of(i).any(|other| other == j)
    }

    /// Whether a stub leads to its own person, or where an earlier stub of the person leads.
    fn is_flaw(&self, stub: u64) -> bool {
        let (i, j) = (self.person(stub), self.person(self.partner[stub as usize]));
        i == j || self.of(i).take((stub % self.degree as u64) as usize).any(|other| other == j)
    }

    /// Switches the pair of a flawed stub with random others, (a, b)(c, d) → (a, c)(b, d), until two good pairs come
    /// out.
    fn repair(&mut self, a: u64, draws: Stream) -> bool {
        let b = self.partner[a as usize];
        let (i, j) = (self.person(a), self.person(b));
        if i != j && self.of(i).filter(|&other| other == j).count() == 1 {
            return true; // repaired together with an earlier flaw
        }
        (0..SWITCHES).any(|attempt| {
            let c = draws.under(attempt, self.partner.len() as u64);
            let d = self.partner[c as usize];
            let (k, l) = (self.person(c), self.person(d));
            let good = i != k && j != l && (i, k) != (j, l) && (i, k) != (l, j);
            let fits = good && !self.joins(i, k) && !self.joins(j, l);
            if fits {
                self.join(a, c);
                self.join(b, d);
            }
            fits
        })
    }
}

/// The numbers below n in random order (Fisher–Yates).
fn shuffled(n: u64, stream: Stream) -> Vec<u64> {
    let mut order: Vec<u64> = (0..n).collect();
    for last in (1..order.len()).rev() {
        order.swap(last, stream.under(last as u64, last as u64 + 1) as usize);
    }
    order
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
        RandomRegular::new(persons, degree, stream).emit_all(&mut |i, j| pairs.push((i, j)));
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
            let pairing = Pairing::circulant(persons, degree, stream);
            prop_assert!((0..(persons * degree) as u64).all(|stub| !pairing.is_flaw(stub)));
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
}
