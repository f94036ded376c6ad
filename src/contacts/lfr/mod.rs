//! LFR-like communities: degrees and sizes of communities both follow power laws, and everybody has the same share of
//! contacts outside their own community.
//!
//! After Lancichinetti, Fortunato & Radicchi 2008, *Benchmark graphs for testing community detection algorithms*:
//! 1. Community sizes are drawn from P(s) ∝ s^(−τ₂) between two bounds, degrees from a power law with exponent τ₁, a
//!    largest degree and the mean asked for (between whole numbers rounded at random, so that the mean stays).
//! 2. A person with d contacts has (1 − μ)d within the community (rounded at random), μd outside. The largest go first,
//!    at random into a community that is large enough.
//! 3. Within each community, and between all of them, stubs are paired at random without loops and repetitions, those
//!    between never within one (`pairing`).
//!
//! Degrees are exact but for one stub where their sum is odd. Unlike the original, communities do not overlap, a
//! community's odd stub is exchanged with one outside, and nobody is moved from community to community. Where a degree
//! within fits into no community, the rest goes outside; where a small community can't hold its stubs, or two or three
//! communities theirs between them, a few contacts are lost.
//!
//! The persons of a community are neighbors in memory. Contacts within are made anew, community by community, whenever
//! they are named, each by one thread; those between are held: eight bytes a person and four an end between, while they are
//! made, by all threads together, eight an end between.

mod communities;

use std::num::NonZeroUsize;
use std::ops::Range;

pub use self::communities::communities;
use self::communities::places;
use super::configuration::simple;
use super::generator::{Generate, blocks_of, of_each, persons_of};
use super::pairing::Pairing;
use crate::rng::Stream;
use crate::stats::PowerLaw;

/// What an LFR graph is made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters {
    /// Mean number of contacts a person.
    pub mean_degree: f64,
    /// Exponent of the degrees τ₁, 1.5 or more.
    pub degree_exponent: f64,
    /// Largest degree.
    pub degree_most: f64,
    /// Share of contacts outside the own community μ.
    pub mixing: f64,
    /// Exponent of the sizes of communities τ₂.
    pub size_exponent: f64,
    /// Persons of the smallest and of the largest community.
    pub sizes: (u32, u32),
}

/// Persons in communities.
#[derive(Debug, Clone)]
pub struct Lfr {
    /// First person of each community, and the number of persons.
    starts: Vec<u32>,
    /// Each person's number of contacts within the community.
    within: Vec<u32>,
    between: Pairing,
    stream: Stream,
}

impl Lfr {
    /// The graph of `persons`. The number of threads changes nothing.
    pub fn new(persons: u32, parameters: &Parameters, threads: NonZeroUsize, stream: Stream) -> Self {
        let starts = communities(persons, parameters.size_exponent, parameters.sizes, size_draws(stream));
        let (within, outside) = stubs(&starts, parameters, threads, stream.below(1));
        let community: Vec<u32> = (0..)
            .zip(starts.windows(2))
            .flat_map(|(nth, pair)| std::iter::repeat_n(nth, (pair[1] - pair[0]) as usize))
            .collect();
        let together = |i: u32, j: u32| community[i as usize] == community[j as usize];
        let between = Pairing::random(outside, &together, threads, stream.below(2)).unwrap_or_else(|flawed| flawed);
        Lfr { starts, within, between, stream: stream.below(3) }
    }

    /// Names the contacts within a community.
    fn emit_community(&self, members: Range<u32>, contact: &mut impl FnMut(u32, u32)) {
        let degrees = &self.within[members.start as usize..members.end as usize];
        let pairing = simple(degrees, NonZeroUsize::MIN, self.stream.below(members.start.into()));
        pairing.emit(0..pairing.persons(), &mut |i, j| contact(members.start + i, members.start + j));
    }
}

impl Generate for Lfr {
    fn blocks(&self) -> u32 {
        blocks_of(self.within.len() as u32)
    }

    /// Names each contact: those of the communities that begin in the block, and those between that its persons have.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        let persons = persons_of(block, self.within.len() as u32);
        let first = self.starts.partition_point(|&start| start < persons.start);
        for pair in self.starts[first..].windows(2).take_while(|pair| pair[0] < persons.end) {
            self.emit_community(pair[0]..pair[1], contact);
        }
        self.between.emit(persons, contact);
    }
}

/// The draws of the sizes of communities among those of a graph.
pub fn size_draws(stream: Stream) -> Stream {
    stream.below(0)
}

/// How many stubs each person has within their community and outside; both sums are even, within each community too.
fn stubs(starts: &[u32], parameters: &Parameters, threads: NonZeroUsize, stream: Stream) -> (Vec<u32>, Vec<u32>) {
    let alone = starts.len() == 2;
    let persons = starts[starts.len() - 1];
    let degrees = degrees(persons, parameters, threads, stream.below(0));
    let own = if alone { 1.0 } else { 1.0 - parameters.mixing };
    let rounding = stream.below(1);
    let inner = |nth: u32| (f64::from(degrees[nth as usize]) * own + rounding.unit(nth.into())) as u32;
    let inner = of_each(persons, threads, inner);
    let (mut within, mut outside) = (vec![0; degrees.len()], vec![0; degrees.len()]);
    for (nth, place) in places(starts, &inner, stream.below(2)).into_iter().enumerate() {
        within[place as usize] = inner[nth];
        outside[place as usize] = degrees[nth] - inner[nth];
    }
    for pair in starts.windows(2) {
        let members = pair[0] as usize..pair[1] as usize;
        fit(&mut within[members.clone()], &mut outside[members], stream.below(3).word(pair[0].into()));
    }
    if alone {
        outside.fill(0);
    }
    (within, outside)
}

/// Degrees of as many persons, with an even sum.
fn degrees(persons: u32, parameters: &Parameters, threads: NonZeroUsize, stream: Stream) -> Vec<u32> {
    let law = PowerLaw::with_mean(parameters.degree_exponent, parameters.degree_most, parameters.mean_degree);
    let most = f64::from(persons.saturating_sub(1));
    let draws = (stream.below(0), stream.below(1));
    let degree = |nth: u32| (law.quantile(draws.0.unit(nth.into())) + draws.1.unit(nth.into())).min(most) as u32;
    let mut degrees = of_each(persons, threads, degree);
    if degrees.iter().map(|&degree| u64::from(degree)).sum::<u64>() % 2 == 1
        && let Some(lowest) = degrees.iter_mut().min()
    {
        *lowest = if *lowest < most as u32 { *lowest + 1 } else { *lowest - 1 };
    }
    degrees
}

/// Gives the stubs that don't fit into a community outside, and exchanges one of a random member if those within are
/// odd.
fn fit(within: &mut [u32], outside: &mut [u32], word: u64) {
    let most = within.len().saturating_sub(1) as u32;
    for (own, other) in within.iter_mut().zip(outside.iter_mut()) {
        let excess = own.saturating_sub(most);
        *own -= excess;
        *other += excess;
    }
    if within.iter().map(|&stubs| u64::from(stubs)).sum::<u64>().is_multiple_of(2) {
        return;
    }
    for step in 0..within.len() as u64 {
        let at = (word.wrapping_add(step) % within.len() as u64) as usize;
        let (own, other) = (&mut within[at], &mut outside[at]);
        match (*other > 0 && *own < most, *own > 0) {
            (true, _) => (*own, *other) = (*own + 1, *other - 1),
            (_, true) => (*own, *other) = (*own - 1, *other + 1),
            _ => continue,
        }
        return;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contacts::ContactLayers;
    use crate::rng::World;

    const PARAMETERS: Parameters = Parameters {
        mean_degree: 12.0,
        degree_exponent: 2.5,
        degree_most: 60.0,
        mixing: 0.3,
        size_exponent: 1.5,
        sizes: (50, 200),
    };

    const ONE: NonZeroUsize = NonZeroUsize::MIN;

    fn stream(seed: u64) -> Stream {
        World { seed, replicate: 0 }.stream("contacts lfr")
    }

    fn layer(graph: &Lfr) -> ContactLayers {
        let mut pairs = Vec::new();
        graph.emit_all(&mut |i, j| pairs.push((i, j)));
        ContactLayers::from_edges(graph.within.len() as u32, &[pairs])
    }

    proptest! {
        #[test]
        fn stubs_are_even_within_each_community_and_outside(
            persons in 0u32..600, mixing in 0.0..=1.0, mean_degree in 0.0..30.0, least in 1u32..40, seed: u64,
        ) {
            let parameters = Parameters { mixing, mean_degree, sizes: (least, least + 30), ..PARAMETERS };
            let starts = communities(persons, 1.5, parameters.sizes, stream(seed));
            let (within, outside) = stubs(&starts, &parameters, ONE, stream(seed));
            prop_assert_eq!(outside.iter().sum::<u32>() % 2, 0);
            for pair in starts.windows(2) {
                let members = &within[pair[0] as usize..pair[1] as usize];
                prop_assert_eq!(members.iter().sum::<u32>() % 2, 0);
                prop_assert!(members.iter().all(|&stubs| stubs == 0 || (stubs as usize) < members.len()));
            }
        }

        #[test]
        fn any_parameters_make_a_graph(persons in 0u32..300, mixing in 0.0..=1.0, least in 1u32..60, seed: u64) {
            let parameters = Parameters { mixing, sizes: (least, 60), ..PARAMETERS };
            prop_assert_eq!(layer(&Lfr::new(persons, &parameters, ONE, stream(seed))).persons(), persons);
        }
    }

    /// 3,000 persons in some 30 communities: every person has the stubs within and outside that they were given.
    #[test]
    fn degrees_within_and_outside_are_exact() {
        let graph = Lfr::new(3000, &PARAMETERS, ONE, stream(1));
        let contacts = layer(&graph);
        let community = |i: u32| graph.starts.partition_point(|&start| start <= i);
        let mut ends = (0, 0);
        for i in 0..3000 {
            let inside = contacts.in_layer(i, 0).filter(|&j| community(i) == community(j)).count();
            assert_eq!(inside as u32, graph.within[i as usize], "person {i}");
            ends = (ends.0 + contacts.degree(i, 0), ends.1 + inside as u32);
        }
        let mixing = 1.0 - f64::from(ends.1) / f64::from(ends.0);
        assert!((mixing - 0.3).abs() < 0.01, "{mixing}");
    }

    #[test]
    fn without_mixing_nobody_is_known_outside_but_for_odd_stubs() {
        let graph = Lfr::new(3000, &Parameters { mixing: 0.0, ..PARAMETERS }, ONE, stream(2));
        let community = |i: u32| graph.starts.partition_point(|&start| start <= i);
        let outside = layer(&graph).pairs(0).filter(|&(i, j)| community(i) != community(j)).count();
        assert!(outside <= graph.starts.len() / 2, "{outside}");
    }
}
