//! What a scenario says of the blocks of a layer of contacts, and of the contacts within and between them.

use serde::Serialize;

use super::quantity::Quantity;
use crate::units::Number;

/// The blocks (cities, clans) of a stochastic block model; every person belongs to one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(clippy::large_enum_variant, reason = "a scenario has a handful of layers")]
pub enum BlockModel {
    /// Blocks that differ in size at most.
    Alike {
        /// The blocks.
        blocks: Blocks,
        /// Mean number of contacts of a person within the own block.
        within: Quantity<Number>,
        /// Mean number of contacts of a person in all other blocks together.
        between: Quantity<Number>,
    },
    /// Blocks with a number of contacts for each pair of them.
    Matrix {
        /// The blocks.
        blocks: Vec<BlockSpec>,
        /// The pairs that have contacts; those of a block with itself among them, each pair once.
        pairs: Vec<BlockPair>,
    },
}

/// Sizes of blocks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Blocks {
    /// So many of equal size, at least 1.
    Equal(u32),
    /// Each with its share of all persons.
    Listed(Vec<BlockSpec>),
}

/// A block of persons.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BlockSpec {
    /// Its name ("beijing").
    pub name: String,
    /// Its share of all persons, in proportion to the others.
    pub share: Quantity<Number>,
}

/// How many contacts the persons of one block have in another, or in their own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BlockPair {
    /// Position of the block whose persons are meant.
    pub of: usize,
    /// Position of the block in which their contacts are.
    pub with: usize,
    /// Mean number of such contacts of a person.
    pub mean: Quantity<Number>,
}

impl BlockModel {
    /// Mean number of contacts a person, amounts read by `read`.
    pub fn mean_degree(&self, read: impl Fn(&Quantity<Number>) -> f64) -> f64 {
        match self {
            BlockModel::Alike { within, between, .. } => read(within) + read(between),
            BlockModel::Matrix { blocks, pairs } => {
                let total: f64 = blocks.iter().map(|block| read(&block.share)).sum();
                let share = |block: usize| read(&blocks[block].share) / total;
                // What persons of one block have in another, persons of the other have in the one.
                let sides = |pair: &BlockPair| if pair.of == pair.with { 1.0 } else { 2.0 };
                pairs.iter().map(|pair| sides(pair) * share(pair.of) * read(&pair.mean)).sum()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(name: &str, share: f64) -> BlockSpec {
        BlockSpec { name: name.into(), share: Quantity::constant("share", share) }
    }

    /// A fifth has 10 contacts among themselves and 4 with the rest, who so have 1 with them, and 8 among themselves:
    /// .2·14 + .8·9 = 10.
    #[test]
    fn contacts_between_blocks_count_on_both_sides() {
        let pair = |of, with, mean| BlockPair { of, with, mean: Quantity::constant("mean", mean) };
        let pairs = vec![pair(0, 0, 10.0), pair(0, 1, 4.0), pair(1, 1, 8.0)];
        let model = BlockModel::Matrix { blocks: vec![block("one", 0.2), block("other", 0.8)], pairs };
        assert!((model.mean_degree(Quantity::median) - 10.0).abs() < 1e-12);
    }
}
