//! From pairs as they were listed to a simple graph without direction, in linear time and by several threads.
//!
//! Each pair goes into the row of its lower person as a key: the higher person, and a last bit that tells which of the two
//! named the other. Rows are sorted; equal persons stand together, and their last bits tell whether both named each
//! other. Weights of the lines that make a contact add up, in the order of the lines.

use std::num::NonZeroUsize;
use std::ops::AddAssign;

use super::draft::Listing;
use super::list::{List, Piece};
use super::options::Directed;
use super::pairs::Pairs;
use super::rows::{Division, Rows, joined_starts};
use crate::parallel::{Parted, in_order, side_by_side};

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

/// Lines and the pairs found in them, by who named whom.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    lines: u64,
    loops: u64,
    mutual: u64,
    one_sided: u64,
}

impl AddAssign for Found {
    fn add_assign(&mut self, other: Found) {
        self.lines += other.lines;
        self.loops += other.loops;
        self.mutual += other.mutual;
        self.one_sided += other.one_sided;
    }
}

/// What a pair weighs: a number, or nothing where weights are ignored.
trait Weight: Copy + Default + AddAssign + Send + Sync {
    /// The weight of a pair of a piece.
    fn of(piece: &Piece, pair: usize) -> Self;
}

impl Weight for f32 {
    fn of(piece: &Piece, pair: usize) -> Self {
        piece.weights[pair]
    }
}

/// No weight.
#[derive(Debug, Clone, Copy, Default)]
struct Weightless;

impl AddAssign for Weightless {
    fn add_assign(&mut self, _other: Weightless) {}
}

impl Weight for Weightless {
    fn of(_piece: &Piece, _pair: usize) -> Self {
        Weightless
    }
}

/// The simple graph among `persons` that lists make. The number of threads changes nothing.
pub(super) fn simple(lists: Lists, persons: u32, threads: NonZeroUsize) -> Simple {
    let Lists { arcs, edges, listing, directed } = lists;
    let has_direction = arcs.pieces().flatten().any(|(i, j)| i != j);
    let keep_one_sided = !has_direction || directed == Directed::Either;
    let weighs = arcs.weighs() || edges.weighs();
    let sorting = Sorting { persons, has_direction, keep_one_sided, threads };
    let (pairs, weights, found) = if weighs {
        let (pairs, weights, found) = sorting.merged::<f32>(arcs, edges);
        (pairs, Some(weights), found)
    } else {
        let (pairs, _, found) = sorting.merged::<Weightless>(arcs, edges);
        (pairs, None, found)
    };
    let distinct = found.mutual + found.one_sided;
    let tells = listing != Listing::Unsaid || found.mutual > 0;
    let expected_twice = if listing == Listing::BothEnds { found.mutual } else { 0 };
    Simple {
        pairs,
        weights,
        loops: found.loops,
        repeats: found.lines - distinct - expected_twice,
        made_mutual: if has_direction && keep_one_sided && tells { found.one_sided } else { 0 },
        one_sided: if keep_one_sided { 0 } else { found.one_sided },
    }
}

/// How pairs are sorted and merged.
#[derive(Clone, Copy)]
struct Sorting {
    persons: u32,
    has_direction: bool,
    keep_one_sided: bool,
    threads: NonZeroUsize,
}

/// The lower person of a pair; and the higher, with the bit that tells whether it named the lower.
#[inline]
fn key((i, j): (u32, u32)) -> (u32, u32) {
    (i.min(j), i.max(j) << 1 | u32::from(i > j))
}

impl Sorting {
    fn merged<W: Weight>(self, arcs: List, edges: List) -> (Pairs, Vec<W>, Found) {
        let division = Division::new(self.persons, arcs.len() + edges.len());
        let pieces = |list: List, both_ways: bool| list.into_pieces().into_iter().map(move |piece| (piece, both_ways));
        let mut pieces: Vec<(Piece, bool)> = pieces(arcs, false).chain(pieces(edges, self.has_direction)).collect();
        let mut found = Found::default();
        let keys = side_by_side(&mut pieces, self.threads.get(), |_, (piece, both_ways)| {
            let (keys, found) = keys::<W>(&std::mem::take(piece), *both_ways);
            (division.parted(&keys), found)
        });
        let (keys, counted): (Vec<_>, Vec<Found>) = keys.into_iter().unzip();
        for counted in counted {
            found += counted;
        }
        let parts = in_order(self.threads, division.number(), |part| self.merged_part(division, part, &keys));
        drop(keys);
        let mut starts = Vec::with_capacity(parts.len());
        let (mut others, mut weights) = (Vec::with_capacity(found.lines as usize), Vec::new());
        for (rows, of_part, counted) in parts {
            starts.push(rows.starts);
            others.extend_from_slice(&rows.things);
            weights.extend(of_part);
            found += counted;
        }
        others.shrink_to_fit();
        (Pairs::new(joined_starts(&starts), others), weights, found)
    }

    /// The pairs of a part whose lower persons it holds, each once.
    fn merged_part<W: Weight>(
        self,
        division: Division,
        part: usize,
        keys: &[Parted<Key<W>>],
    ) -> (Rows<u32>, Vec<W>, Found) {
        let mut rows = division.rows(part, keys);
        let (mut others, mut weights) = (Vec::with_capacity(rows.things.len()), Vec::with_capacity(rows.things.len()));
        let (mut starts, mut found) = (vec![0], Found::default());
        for row in rows.starts.windows(2) {
            let row = &mut rows.things[row[0] as usize..row[1] as usize];
            row.sort_by_key(|(key, _)| *key);
            for same in row.chunk_by(|(one, _), (other, _)| one >> 1 == other >> 1) {
                let named = same.iter().fold(0, |named, (key, _)| named | 1 << (key & 1));
                let mutual = named == 0b11;
                *(if mutual { &mut found.mutual } else { &mut found.one_sided }) += 1;
                if mutual || self.keep_one_sided {
                    others.push(same[0].0 >> 1);
                    weights.push(same.iter().fold(W::default(), |mut sum, (_, weight)| {
                        sum += *weight;
                        sum
                    }));
                }
            }
            starts.push(others.len() as u32);
        }
        (Rows { starts, things: others }, weights, found)
    }
}

/// The lower person of a pair, what goes into the row of that person, and the weight.
type Key<W> = (u32, (u32, W));

/// The keys of the pairs of a piece, without loops, by their lower persons; both persons name each other, and the weight counts
/// once, where pairs go both ways.
fn keys<W: Weight>(piece: &Piece, both_ways: bool) -> (Vec<Key<W>>, Found) {
    let mut keys = Vec::with_capacity(piece.pairs.len() * (1 + usize::from(both_ways)));
    let mut found = Found::default();
    for (at, &(i, j)) in piece.pairs.iter().enumerate() {
        if i == j {
            found.loops += 1;
            continue;
        }
        found.lines += 1;
        let (lower, higher) = key((i, j));
        keys.push((lower, (higher, W::of(piece, at))));
        if both_ways {
            keys.push((lower, (higher ^ 1, W::default())));
        }
    }
    (keys, found)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    type Weighted = Vec<((u32, u32), u8)>;

    fn list(pairs: &Weighted) -> List {
        let mut list = List::default();
        for piece in pairs.chunks(7) {
            list.add(Piece {
                pairs: piece.iter().map(|(pair, _)| *pair).collect(),
                weights: piece.iter().map(|(_, weight)| f32::from(*weight)).collect(),
            });
        }
        list
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
            let found = simple(lists, 9, NonZeroUsize::new(3).expect("not 0"));

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
        let mut arcs = List::default();
        for pair in pairs {
            arcs.push(*pair, None);
        }
        let lists = Lists { arcs, edges: List::default(), listing, directed: Directed::Either };
        let found = simple(lists, 4, NonZeroUsize::MIN);
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
