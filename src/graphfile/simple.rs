//! From pairs as they were listed to a simple graph without direction, in linear time.
//!
//! Each pair goes into the row of its lower person as a key: the higher person, and a last bit that tells which of the two
//! named the other. Rows are sorted; equal persons stand together, and their last bits tell whether both named each
//! other. Weights of the lines that make a contact add up.

use super::draft::{List, Listing};
use super::options::Directed;
use super::pairs::{Pairs, scattered};

/// Pairs as they were listed.
pub(super) struct Lists {
    pub arcs: List,
    pub edges: List,
    pub listing: Listing,
    pub directed: Directed,
}

/// What becomes of them.
pub(super) struct Simple {
    pub pairs: Pairs,
    /// The weight of each pair, in their order, where weights are kept.
    pub weights: Option<Vec<f32>>,
    pub loops: u64,
    pub repeats: u64,
    pub made_mutual: u64,
    pub one_sided: u64,
}

/// Pairs found in the rows, by who named whom.
#[derive(Default)]
struct Found {
    mutual: u64,
    one_sided: u64,
}

/// The simple graph among `persons` that lists make.
pub(super) fn simple(lists: Lists, persons: u32) -> Simple {
    let Lists { mut arcs, mut edges, listing, directed } = lists;
    let loops = without_loops(&mut arcs) + without_loops(&mut edges);
    let lines = (arcs.pairs.len() + edges.pairs.len()) as u64;
    let has_direction = !arcs.pairs.is_empty();
    if has_direction {
        both_ways(&mut arcs, &edges);
        edges = arcs;
    }
    let keep_one_sided = !has_direction || directed == Directed::Either;
    let (pairs, weights, found) = merged(edges, persons, keep_one_sided);
    let distinct = found.mutual + found.one_sided;
    let tells = listing != Listing::Unsaid || found.mutual > 0;
    let expected_twice = if listing == Listing::BothEnds { found.mutual } else { 0 };
    Simple {
        pairs,
        weights,
        loops,
        repeats: lines - distinct - expected_twice,
        made_mutual: if has_direction && keep_one_sided && tells { found.one_sided } else { 0 },
        one_sided: if keep_one_sided { 0 } else { found.one_sided },
    }
}

fn without_loops(list: &mut List) -> u64 {
    let before = list.pairs.len();
    if !list.weights.is_empty() {
        let kept = list.pairs.iter().zip(&list.weights).filter(|((i, j), _)| i != j);
        list.weights = kept.map(|(_, weight)| *weight).collect();
    }
    list.pairs.retain(|(i, j)| i != j);
    (before - list.pairs.len()) as u64
}

/// Adds pairs without direction to pairs with one: both persons name each other, the weight counts once.
fn both_ways(arcs: &mut List, edges: &List) {
    arcs.pairs.extend(edges.pairs.iter().flat_map(|&(i, j)| [(i, j), (j, i)]));
    arcs.weights.extend(edges.weights.iter().flat_map(|weight| [*weight, 0.0]));
}

/// The lower person of a pair; the higher, with the bit that tells whether it named the lower.
#[inline]
fn key((i, j): (u32, u32)) -> (u32, u32) {
    (i.min(j), i.max(j) << 1 | u32::from(i > j))
}

fn merged(list: List, persons: u32, keep_one_sided: bool) -> (Pairs, Option<Vec<f32>>, Found) {
    let (mut starts, mut keys) = scattered(persons, || list.pairs.iter().copied().map(key));
    let mut weights = (!list.weights.is_empty()).then(|| scattered_weights(&list, &starts));
    drop(list);
    let mut found = Found::default();
    let (mut next, mut row_start) = (0, 0);
    for person in 0..persons as usize {
        let row = row_start..starts[person + 1] as usize;
        row_start = row.end;
        match &mut weights {
            None => keys[row.clone()].sort_unstable(),
            Some(weights) => sort_together(&mut keys[row.clone()], &mut weights[row.clone()]),
        }
        let first = next as u32;
        let mut at = row.start;
        while at < row.end {
            let other = keys[at] >> 1;
            let (mut named, mut weight) = (0, 0.0);
            while at < row.end && keys[at] >> 1 == other {
                named |= 1 << (keys[at] & 1);
                weight += weights.as_ref().map_or(0.0, |weights| weights[at]);
                at += 1;
            }
            let mutual = named == 0b11;
            *(if mutual { &mut found.mutual } else { &mut found.one_sided }) += 1;
            if mutual || keep_one_sided {
                keys[next] = other;
                if let Some(weights) = &mut weights {
                    weights[next] = weight;
                }
                next += 1;
            }
        }
        starts[person] = first;
    }
    starts[persons as usize] = next as u32;
    keys.truncate(next);
    keys.shrink_to_fit();
    if let Some(weights) = &mut weights {
        weights.truncate(next);
    }
    (Pairs::new(starts, keys), weights, found)
}

/// The weights in the order of the scattered keys.
fn scattered_weights(list: &List, starts: &[u32]) -> Vec<f32> {
    let mut next = starts.to_vec();
    let mut weights = vec![0.0; list.weights.len()];
    for (pair, weight) in list.pairs.iter().zip(&list.weights) {
        let at = &mut next[key(*pair).0 as usize];
        weights[*at as usize] = *weight;
        *at += 1;
    }
    weights
}

/// Sorts keys with their weights; equal keys keep their order, so that sums do not depend on anything else.
fn sort_together(keys: &mut [u32], weights: &mut [f32]) {
    let mut both: Vec<(u32, f32)> = keys.iter().copied().zip(weights.iter().copied()).collect();
    both.sort_by_key(|(key, _)| *key);
    keys.iter_mut().zip(weights).zip(both).for_each(|((key, weight), (k, w))| (*key, *weight) = (k, w));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    type Weighted = Vec<((u32, u32), u8)>;

    fn list(pairs: &Weighted) -> List {
        List {
            pairs: pairs.iter().map(|(pair, _)| *pair).collect(),
            weights: pairs.iter().map(|(_, weight)| f32::from(*weight)).collect(),
        }
    }

    fn listed() -> impl Strategy<Value = Weighted> {
        prop::collection::vec(((0..9u32, 0..9u32), any::<u8>()), 0..40)
    }

    proptest! {
        /// Against maps of sets.
        #[test]
        fn lists_become_what_their_definition_says(arcs in listed(), edges in listed(), both: bool) {
            let directed = if both { Directed::Both } else { Directed::Either };
            let lists = Lists { arcs: list(&arcs), edges: list(&edges), listing: Listing::Directed, directed };
            let found = simple(lists, 9);

            let mut named: BTreeMap<(u32, u32), (bool, bool, f32)> = BTreeMap::new();
            let (mut loops, mut lines) = (0, 0);
            let all = arcs.iter().map(|arc| (arc, false)).chain(edges.iter().map(|edge| (edge, true)));
            for (&((i, j), weight), mutual) in all {
                if i == j {
                    loops += 1;
                    continue;
                }
                lines += 1;
                let entry = named.entry((i.min(j), i.max(j))).or_default();
                entry.0 |= mutual || i < j;
                entry.1 |= mutual || i > j;
                entry.2 += f32::from(weight);
            }
            let distinct = named.len() as u64;
            let one_sided = named.values().filter(|(up, down, _)| up != down).count() as u64;
            // Without a single arc, no pair has a direction.
            let both = both && arcs.iter().any(|((i, j), _)| i != j);
            named.retain(|_, (up, down, _)| !both || (*up && *down));
            prop_assert_eq!(found.pairs.iter().collect::<Vec<_>>(), named.keys().copied().collect::<Vec<_>>());
            let weights: Vec<f32> = named.values().map(|(_, _, weight)| *weight).collect();
            prop_assert_eq!(found.weights.unwrap_or_default(), weights);
            prop_assert_eq!((found.loops, found.repeats), (loops, lines - distinct));
            let expected = if both { (0, one_sided) } else { (one_sided, 0) };
            prop_assert_eq!((found.made_mutual, found.one_sided), expected);
        }
    }

    fn counts(pairs: &[(u32, u32)], listing: Listing) -> (u64, u64) {
        let arcs = List { pairs: pairs.to_vec(), weights: Vec::new() };
        let found = simple(Lists { arcs, edges: List::default(), listing, directed: Directed::Either }, 4);
        (found.repeats, found.made_mutual)
    }

    #[test]
    fn a_list_that_names_each_pair_once_says_nothing_of_direction() {
        assert_eq!(counts(&[(0, 1), (2, 1)], Listing::Unsaid), (0, 0));
        assert_eq!(counts(&[(0, 1), (2, 1), (1, 0)], Listing::Unsaid), (1, 1));
        assert_eq!(counts(&[(0, 1), (2, 1)], Listing::Directed), (0, 2));
    }

    #[test]
    fn where_both_ends_are_listed_the_second_is_no_repeat() {
        let twice = [(0, 1), (1, 0), (1, 2), (2, 1)];
        assert_eq!(counts(&twice, Listing::BothEnds), (0, 0));
        assert_eq!(counts(&twice, Listing::Unsaid), (2, 0));
        assert_eq!(counts(&[(0, 1), (1, 0), (1, 0), (1, 2)], Listing::BothEnds), (1, 1));
    }
}
