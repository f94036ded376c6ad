//! Distance: how many contacts lie between two persons.
//!
//! From a sample of persons, everybody who can be reached is found by breadth-first search, 64 persons at once: a word a
//! person holds who of the 64 has been there, so that one look at a contact serves all of them (Then et al. 2014, *The
//! more the merrier: efficient multi-source graph traversal*).

use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use super::measured::Measured;
use crate::contacts::ContactLayers;
use crate::parallel::in_order;
use crate::rng::Stream;
use crate::units::LayerIndex;

/// Persons who search together: the bits of a word.
const TOGETHER: usize = 64;
/// Share of the pairs that lie within the effective diameter.
const EFFECTIVE: f64 = 0.9;

/// How far persons are from each other, counted in contacts, among pairs of persons who can reach each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distances {
    /// Mean distance; NaN if nobody reaches anybody.
    pub mean: Measured,
    /// Effective diameter: within this distance lie 90 % of the pairs, linear between whole distances (Leskovec, Kleinberg
    /// & Faloutsos 2005, *Graphs over time*); NaN if nobody reaches anybody.
    pub effective_diameter: Measured,
    /// Largest distance that was met; the diameter itself where all persons were searched from.
    pub longest: u32,
    /// Persons from whom was searched.
    pub sources: u32,
}

/// Distances in a stored layer from `sources` persons, drawn without repetition, to all whom they can reach; exact where
/// `sources` is the number of persons or more. Errors come from the jackknife over the persons.
pub fn distances(
    contacts: &ContactLayers,
    layer: LayerIndex,
    sources: u32,
    stream: Stream,
    threads: NonZeroUsize,
) -> Distances {
    let drawn = draw(contacts.persons(), sources, stream);
    let groups: Vec<&[u32]> = drawn.chunks(TOGETHER).collect();
    let shells = in_order(threads, groups.len(), |group| search(contacts, layer, groups[group]));
    let shells: Vec<Vec<u64>> = shells.into_iter().flatten().collect();
    let longest = shells.iter().map(Vec::len).max().unwrap_or(1);
    let mut all = vec![0; longest];
    for shells in &shells {
        all.iter_mut().zip(shells).for_each(|(all, persons)| *all += persons);
    }
    let estimate = |of: fn(&[u64]) -> f64| {
        let without = |one: &Vec<u64>| {
            let mut rest = all.clone();
            rest.iter_mut().zip(one).for_each(|(rest, persons)| *rest -= persons);
            of(&rest)
        };
        let without: Vec<f64> = shells.iter().map(without).collect();
        Measured::jackknife(of(&all), &without, contacts.persons().into())
    };
    Distances {
        mean: estimate(mean_of),
        effective_diameter: estimate(effective_diameter_of),
        longest: longest as u32 - 1,
        sources: drawn.len() as u32,
    }
}

/// Mean distance in a stored layer from `sources` random persons to all whom they can reach; NaN if they reach nobody.
pub fn mean_distance(contacts: &ContactLayers, layer: LayerIndex, sources: u32, stream: Stream) -> f64 {
    distances(contacts, layer, sources, stream, NonZeroUsize::MIN).mean.value
}

/// Numbers of persons at distance 0, 1, 2, … from a person.
pub fn persons_by_distance(contacts: &ContactLayers, layer: LayerIndex, source: u32) -> Vec<u64> {
    search(contacts, layer, &[source]).remove(0)
}

/// `number` of all persons, ascending; all of them if there are no more.
fn draw(persons: u32, number: u32, stream: Stream) -> Vec<u32> {
    if number >= persons {
        return (0..persons).collect();
    }
    let mut drawn = BTreeSet::new();
    let mut words = (0..).map(|nth| stream.under(nth, persons.into()) as u32);
    while drawn.len() < number as usize {
        drawn.extend(words.next());
    }
    drawn.into_iter().collect()
}

/// Who of those who search together has been at a person, and who comes there next; side by side in memory, since both are
/// looked at together.
#[derive(Clone, Copy, Default)]
struct Visits {
    been: u64,
    next: u64,
}

/// Numbers of persons at distance 0, 1, 2, … from each of some different persons, 64 at most.
fn search(contacts: &ContactLayers, layer: LayerIndex, sources: &[u32]) -> Vec<Vec<u64>> {
    let mut visits = vec![Visits::default(); contacts.persons() as usize];
    for (bit, &source) in sources.iter().enumerate() {
        visits[source as usize].next = 1 << bit;
    }
    let mut shells = vec![Vec::new(); sources.len()];
    let mut reached = sources.to_vec();
    while !reached.is_empty() {
        let front = arrive(reached, &mut visits, &mut shells);
        reached = Vec::new();
        for (i, visitors) in front {
            for j in contacts.in_layer(i, layer) {
                let there = &mut visits[j as usize];
                let new = visitors & !there.been;
                if new != 0 {
                    if there.next == 0 {
                        reached.push(j);
                    }
                    there.next |= new;
                }
            }
        }
    }
    shells
}

/// Those who come next are there: they count in a shell of each who comes, and are the front of the next step with those who
/// came; in the order of the persons, whose contacts lie in this order too.
fn arrive(mut reached: Vec<u32>, visits: &mut [Visits], shells: &mut [Vec<u64>]) -> Vec<(u32, u64)> {
    reached.sort_unstable();
    let mut new = [0; TOGETHER];
    let mut come = |person: u32| {
        let there = &mut visits[person as usize];
        let visitors = std::mem::take(&mut there.next);
        there.been |= visitors;
        let mut rest = visitors;
        while rest != 0 {
            new[rest.trailing_zeros() as usize] += 1;
            rest &= rest - 1;
        }
        (person, visitors)
    };
    let front = reached.into_iter().map(&mut come).collect();
    shells.iter_mut().zip(new).filter(|(_, new)| *new > 0).for_each(|(shells, new)| shells.push(new));
    front
}

/// Mean distance of pairs by distance.
fn mean_of(pairs: &[u64]) -> f64 {
    let sum: u64 = (0..).zip(pairs).map(|(distance, pairs)| distance * pairs).sum();
    sum as f64 / pairs.iter().skip(1).sum::<u64>() as f64
}

/// The distance within which 90 % of the pairs lie, each distance's pairs spread evenly over the step before it.
fn effective_diameter_of(pairs: &[u64]) -> f64 {
    let wanted = EFFECTIVE * pairs.iter().skip(1).sum::<u64>() as f64;
    let mut below = 0.0;
    for (distance, &at) in (0..).zip(pairs).skip(1) {
        if below + at as f64 >= wanted && at > 0 {
            return f64::from(distance) - 1.0 + (wanted - below) / at as f64;
        }
        below += at as f64;
    }
    f64::NAN
}

#[cfg(test)]
mod tests {
    use petgraph::algo::k_shortest_path;
    use proptest::prelude::*;

    use super::super::small;
    use super::*;
    use crate::rng::World;

    fn stream() -> Stream {
        World { seed: 1, replicate: 0 }.stream("measure")
    }

    #[test]
    fn distances_count_contacts_and_leave_out_whom_nobody_reaches() {
        let contacts = ContactLayers::from_edges(6, &[vec![(0, 1), (1, 2), (2, 3), (0, 4)]]);
        assert_eq!(persons_by_distance(&contacts, 0, 0), [1, 2, 1, 1]);
        assert_eq!(persons_by_distance(&contacts, 0, 5), [1]);
        let alone = distances(&ContactLayers::from_edges(3, &[vec![]]), 0, 9, stream(), NonZeroUsize::MIN);
        assert!(alone.mean.value.is_nan() && alone.effective_diameter.value.is_nan() && alone.longest == 0);
    }

    /// From everybody in a ring of 101: two persons at each distance up to 50, mean 25.5, 90 % within 45.
    #[test]
    fn the_distances_in_a_ring_are_derived() {
        let ring = (0..101).map(|i| (i, (i + 1) % 101)).collect();
        let contacts = ContactLayers::from_edges(101, &[ring]);
        for (sources, threads) in [(3, 1), (101, 2), (500, 3)] {
            let found = distances(&contacts, 0, sources, stream(), NonZeroUsize::new(threads).expect("not zero"));
            assert!((found.mean.value - 25.5).abs() < 1e-12 && found.mean.error < 1e-12, "{found:?}");
            assert!((found.effective_diameter.value - 45.0).abs() < 1e-12);
            assert_eq!((found.longest, found.sources), (50, sources.min(101)));
        }
    }

    /// Pairs at distances 1, 2, 3: 60, 30, 10 of 100; 90 lie within 2. At 50, 30, 20, the last ten of the 90 lie half the
    /// way from 2 to 3.
    #[test]
    fn the_effective_diameter_lies_between_whole_distances() {
        assert!((effective_diameter_of(&[9, 60, 30, 10]) - 2.0).abs() < 1e-12);
        assert!((effective_diameter_of(&[9, 50, 30, 20]) - 2.5).abs() < 1e-12);
    }

    /// 2,000 persons, 200 of whom search, 40 times: the error says how far the estimate is from the truth, up to a factor
    /// of 1.5 (a standard deviation of 40 is known to 11 %).
    #[test]
    fn errors_are_those_of_repeated_samples() {
        let pairs = |i: u32| (1..4).map(move |k| (i, stream().under(u64::from(8 * i + k), 1 + u64::from(i)) as u32));
        let contacts = ContactLayers::from_edges(2000, &[(0..2000).flat_map(pairs).collect()]);
        let truth = distances(&contacts, 0, 2000, stream(), NonZeroUsize::MIN).mean;
        assert!(truth.error.abs() < 1e-12);
        let sample = |seed| {
            let draws = World { seed, replicate: 0 }.stream("measure");
            let found = distances(&contacts, 0, 200, draws, NonZeroUsize::MIN).mean;
            ((found.value - truth.value) / found.error).powi(2)
        };
        let ratio = ((0..40).map(sample).sum::<f64>() / 40.0).sqrt();
        assert!((1.0 / 1.5..1.5).contains(&ratio), "{ratio}");
    }

    proptest! {
        /// petgraph's shortest paths from each person by itself.
        #[test]
        fn distances_are_lengths_of_shortest_paths(contacts in small::graph()) {
            let graph = contacts.to_petgraph(0);
            let mut lengths = Vec::new();
            for source in graph.node_indices() {
                let paths = k_shortest_path(&graph, source, None, 1, |_| 1u32);
                lengths.extend(paths.into_iter().filter(|(other, _)| *other != source).map(|(_, length)| length));
            }
            lengths.sort_unstable();
            let found = distances(&contacts, 0, u32::MAX, stream(), NonZeroUsize::MIN);
            prop_assert_eq!(found.longest, lengths.last().copied().unwrap_or(0));
            if let Some(most) = lengths.last() {
                let mean = f64::from(lengths.iter().sum::<u32>()) / lengths.len() as f64;
                prop_assert!((found.mean.value - mean).abs() < 1e-12);
                let within = |d: u32| lengths.iter().filter(|&&length| length <= d).count() as f64;
                let wanted = 0.9 * lengths.len() as f64;
                let to = (1..=*most).find(|&d| within(d) >= wanted).expect("all lie within the longest");
                let expected = f64::from(to - 1) + (wanted - within(to - 1)) / (within(to) - within(to - 1));
                prop_assert!((found.effective_diameter.value - expected).abs() < 1e-9);
            }
        }
    }
}
