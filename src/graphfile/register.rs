//! Ids looked up: each gets a number for now, and keeps it however often it comes.
//!
//! The register has 256 shards, and an id belongs to one by its hash. A shard is small enough to stay near the processor while
//! the ids of millions of persons are looked up, and no two threads ever touch the same. An id's number for now is its place in its
//! shard, with the shard in the low bits. In which order ids came first is kept beside.

use std::hash::BuildHasher;
use std::num::NonZeroUsize;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::list::Piece;
use super::words::Words;
use crate::parallel::{in_order, side_by_side};

/// Bits of a number that name the shard.
const SHARD_BITS: u32 = 8;
/// Number of shards.
pub(super) const SHARDS: usize = 1 << SHARD_BITS;

/// Ids and their numbers.
#[derive(Debug)]
pub(super) struct Register {
    shards: Vec<Shard>,
    /// The numbers of all ids in the order in which they came first.
    order: Vec<u32>,
    hasher: DefaultHashBuilder,
}

impl Default for Register {
    fn default() -> Self {
        Register {
            shards: (0..SHARDS).map(|_| Shard::default()).collect(),
            order: Vec::new(),
            hasher: DefaultHashBuilder::default(),
        }
    }
}

/// The shard of a hash: by its bits in the middle, since tables use both ends.
pub(super) fn shard_of(hash: u64) -> usize {
    (hash >> 32) as usize % SHARDS
}

fn number(shard: usize, place: u32) -> u32 {
    place << SHARD_BITS | shard as u32
}

impl Register {
    /// What makes hashes of ids.
    pub fn hasher(&self) -> &DefaultHashBuilder {
        &self.hasher
    }

    /// The number of an id.
    pub fn number(&mut self, id: &[u8]) -> u32 {
        let shard = shard_of(self.hasher.hash_one(id));
        let (place, is_new) = self.shards[shard].place(id, &self.hasher);
        let number = number(shard, place);
        if is_new {
            self.order.push(number);
        }
        number
    }

    /// The pairs of blocks of words, which come one after the other.
    pub fn pairs(&mut self, blocks: &[Words], threads: NonZeroUsize) -> Vec<Piece> {
        let hasher = &self.hasher;
        let numbered = side_by_side(&mut self.shards, threads.get(), |shard, entries| {
            let of = |words: &Words| Numbered::new(words, shard, entries, hasher);
            blocks.iter().map(of).collect::<Vec<Numbered>>()
        });
        let joined = in_order(threads, blocks.len(), |block| {
            let mut ends = vec![0; blocks[block].len()];
            let mut fresh = Vec::new();
            for (shard, numbered) in numbered.iter().enumerate() {
                let numbered = &numbered[block];
                for (at, number) in blocks[block].places(shard).zip(&numbered.numbers) {
                    ends[at as usize] = *number;
                }
                fresh.extend_from_slice(&numbered.fresh);
            }
            fresh.sort_unstable();
            (ends.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect(), fresh)
        });
        let mut pieces = Vec::with_capacity(blocks.len());
        for ((pairs, fresh), words) in joined.into_iter().zip(blocks) {
            self.order.extend(fresh.into_iter().map(|(_, number)| number));
            pieces.push(Piece { pairs, weights: words.weights().to_vec() });
        }
        pieces
    }

    /// All ids in the order in which they came first.
    pub fn ids(&self) -> impl Iterator<Item = &[u8]> {
        self.order.iter().map(|&number| self.shards[number as usize % SHARDS].id(number >> SHARD_BITS))
    }

    /// For each number so far what is said of its id, in the order in which they came first.
    pub fn places(&self, said: impl IntoIterator<Item = u32>) -> Vec<u32> {
        let largest = self.shards.iter().map(|shard| shard.ends.len()).max().unwrap_or(0);
        let mut places = vec![0; largest << SHARD_BITS];
        for (&number, said) in self.order.iter().zip(said) {
            places[number as usize] = said;
        }
        places
    }
}

/// The numbers of the words of a block that belong to a shard.
struct Numbered {
    numbers: Vec<u32>,
    /// Those that came for the first time, each with its place in the block.
    fresh: Vec<(u32, u32)>,
}

impl Numbered {
    fn new(words: &Words, shard: usize, entries: &mut Shard, hasher: &DefaultHashBuilder) -> Self {
        let mut fresh = Vec::new();
        let numbered = |(at, id): (u32, &[u8])| {
            let (place, is_new) = entries.place(id, hasher);
            let number = number(shard, place);
            if is_new {
                fresh.push((at, number));
            }
            number
        };
        let numbers = words.of_shard(shard).map(numbered).collect();
        Numbered { numbers, fresh }
    }
}

/// Some of the ids.
#[derive(Debug, Default)]
struct Shard {
    table: HashTable<u32>,
    /// Where each id ends among the bytes.
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl Shard {
    fn id(&self, place: u32) -> &[u8] {
        id(&self.ends, &self.bytes, place)
    }

    /// The place of an id, and whether it is new.
    #[inline]
    fn place(&mut self, wanted: &[u8], hasher: &DefaultHashBuilder) -> (u32, bool) {
        let Shard { table, ends, bytes } = self;
        let hash = hasher.hash_one(wanted);
        if let Some(&place) = table.find(hash, |&place| id(ends, bytes, place) == wanted) {
            return (place, false);
        }
        let place = ends.len() as u32;
        bytes.extend_from_slice(wanted);
        ends.push(bytes.len() as u32);
        table.insert_unique(hash, place, |&place| hasher.hash_one(id(ends, bytes, place)));
        (place, true)
    }
}

#[inline]
fn id<'b>(ends: &[u32], bytes: &'b [u8], place: u32) -> &'b [u8] {
    let start = place.checked_sub(1).map_or(0, |before| ends[before as usize]);
    &bytes[start as usize..ends[place as usize] as usize]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Against a plain list; one by one, and in blocks by several threads.
        #[test]
        fn ids_keep_their_numbers_and_the_order_in_which_they_came(
            pairs in prop::collection::vec(("[a-c]{0,3}", "[a-c1]{0,2}"), 0..60), alone in 0..60usize, threads in 1..4usize,
        ) {
            let mut register = Register::default();
            let (alone, together) = pairs.split_at(alone.min(pairs.len()));
            let mut found: Vec<(u32, u32)> =
                alone.iter().map(|(i, j)| (register.number(i.as_bytes()), register.number(j.as_bytes()))).collect();
            let words = |pairs: &[(String, String)]| {
                let mut list = crate::graphfile::words::WordList::default();
                for (i, j) in pairs {
                    list.pair(i.as_bytes(), j.as_bytes());
                }
                list.sharded(register.hasher())
            };
            let blocks: Vec<Words> = together.chunks(7).map(words).collect();
            let threads = NonZeroUsize::new(threads).expect("not 0");
            found.extend(register.pairs(&blocks, threads).into_iter().flat_map(|piece| piece.pairs));

            let mut plain: Vec<&str> = Vec::new();
            for id in pairs.iter().flat_map(|(i, j)| [i, j]) {
                if !plain.contains(&id.as_str()) {
                    plain.push(id);
                }
            }
            prop_assert!(register.ids().eq(plain.iter().map(|id| id.as_bytes())));
            let places = register.places(0..);
            let named = |number: u32| plain[places[number as usize] as usize];
            let named: Vec<(&str, &str)> = found.into_iter().map(|(i, j)| (named(i), named(j))).collect();
            prop_assert_eq!(named, pairs.iter().map(|(i, j)| (i.as_str(), j.as_str())).collect::<Vec<_>>());
        }
    }
}
