//! The ids in a block of text, by the shard of the register that they belong to.

use std::hash::BuildHasher;

use hashbrown::DefaultHashBuilder;

use super::register::{SHARDS, shard_of};
use crate::parallel::Parted;

/// Ids as they come, two a pair.
#[derive(Debug, Default)]
pub(super) struct WordList {
    /// Where each id ends among the bytes.
    ends: Vec<u32>,
    bytes: Vec<u8>,
    /// As many as there are pairs, or none where weights are ignored.
    weights: Vec<f32>,
}

/// The ids of a block, by shard.
#[derive(Debug)]
pub(super) struct Words {
    shards: Parted<Word>,
    /// The ids, shard by shard, and where each shard begins.
    bytes: Vec<u8>,
    starts: Vec<usize>,
    weights: Vec<f32>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Word {
    /// Place in the block.
    at: u32,
    length: u32,
}

impl WordList {
    /// Adds a pair.
    #[inline]
    pub fn pair(&mut self, from: &[u8], to: &[u8]) {
        for id in [from, to] {
            self.bytes.extend_from_slice(id);
            self.ends.push(self.bytes.len() as u32);
        }
    }

    /// Adds the weight of the pair that came last.
    pub fn weight(&mut self, weight: f32) {
        self.weights.push(weight);
    }

    /// The pairs.
    #[cfg(test)]
    pub fn pairs(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        (0..self.ends.len() as u32 / 2).map(|pair| (self.id(2 * pair), self.id(2 * pair + 1)))
    }

    fn id(&self, at: u32) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.bytes[start as usize..self.ends[at as usize] as usize]
    }

    /// The same, by shard.
    pub fn sharded(self, hasher: &DefaultHashBuilder) -> Words {
        let shards: Vec<u8> =
            (0..self.ends.len() as u32).map(|at| shard_of(hasher.hash_one(self.id(at))) as u8).collect();
        let word = |at: u32| Word { at, length: self.id(at).len() as u32 };
        let words = Parted::new(SHARDS, || (0..).zip(&shards).map(|(at, shard)| (usize::from(*shard), word(at))));
        let (mut bytes, mut starts) = (Vec::with_capacity(self.bytes.len()), Vec::with_capacity(SHARDS));
        for shard in 0..SHARDS {
            starts.push(bytes.len());
            words.part(shard).iter().for_each(|word| bytes.extend_from_slice(self.id(word.at)));
        }
        Words { shards: words, bytes, starts, weights: self.weights }
    }
}

impl Words {
    /// Number of ids.
    pub fn len(&self) -> usize {
        (0..SHARDS).map(|shard| self.shards.part(shard).len()).sum()
    }

    /// The weights of the pairs, where they are kept.
    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// The places in the block of the ids of a shard, ascending.
    pub fn places(&self, shard: usize) -> impl Iterator<Item = u32> + '_ {
        self.shards.part(shard).iter().map(|word| word.at)
    }

    /// The ids of a shard with their places in the block, ascending.
    pub fn of_shard(&self, shard: usize) -> impl Iterator<Item = (u32, &[u8])> {
        let mut rest = &self.bytes[self.starts[shard]..];
        self.shards.part(shard).iter().map(move |word| {
            let (id, behind) = rest.split_at(word.length as usize);
            rest = behind;
            (word.at, id)
        })
    }
}
