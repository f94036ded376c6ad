//! Stochastic block model: every pair is a contact with a chance that depends only on the blocks (cities, clans) of the
//! two, independently of all others.
//!
//! With n_a persons in block a, persons of a have on average m_aa contacts in it, each pair with chance m_aa/(n_a − 1),
//! and m_ab in block b, with chance m_ab/n_b; from this follow the contacts the other way, m_ba = m_ab n_a/n_b. Chances
//! are at most 1. Where all blocks are alike, `between` is the mean over all persons of their contacts outside the own
//! block, and every pair outside has the same chance.
//!
//! Holland, Laskey & Leinhardt 1983, *Stochastic blockmodels: first steps*; generated exactly by skipping (Batagelj &
//! Brandes 2005). The persons of a block are neighbors in memory. Nothing is held a person.

use std::ops::Range;

use super::generator::{Generate, blocks_of, persons_of};
use super::skips::chosen_pairs;
use crate::rng::{Stream, World};
use crate::scenario::{BlockModel, BlockPair, BlockSpec, Blocks};

/// Persons in blocks.
#[derive(Debug, Clone)]
pub struct StochasticBlockModel {
    /// First person of each block, and the number of persons.
    starts: Vec<u32>,
    chances: Chances,
    stream: Stream,
}

/// The chances of contacts.
#[derive(Debug, Clone)]
enum Chances {
    /// Mean contacts in the own block, and the chance of each person in another.
    Alike { within: f64, between: f64 },
    /// The chance for each pair of blocks, row by row.
    Matrix(Vec<f64>),
}

impl StochasticBlockModel {
    /// The graph of a layer in one world, with the share `own` of its contacts.
    pub fn new(persons: u32, model: &BlockModel, own: f64, world: &World, stream: Stream) -> Self {
        let starts = starts(persons, model, world);
        let chances = match model {
            BlockModel::Alike { within, between, .. } => {
                let outside = pairs_outside(&starts);
                let between = between.draw(world) * own * f64::from(persons) / 2.0 / outside.max(1.0);
                Chances::Alike { within: within.draw(world) * own, between }
            }
            BlockModel::Matrix { pairs, .. } => Chances::Matrix(matrix(&starts, pairs, own, world)),
        };
        StochasticBlockModel { starts, chances, stream }
    }

    fn persons(&self) -> u32 {
        self.starts[self.starts.len() - 1]
    }

    fn members(&self, block: usize) -> Range<u32> {
        self.starts[block]..self.starts[block + 1]
    }

    /// Names the contacts of some persons of a block with later persons.
    fn emit_rows(&self, block: usize, rows: &Range<u32>, draws: Stream, contact: &mut impl FnMut(u32, u32)) {
        let mut emit = |columns: Range<u32>, chance: f64, index: u64| {
            let columns = columns.start.max(rows.start)..columns.end;
            chosen_pairs(rows.clone(), columns, chance, draws.below(index)).for_each(|(i, j)| contact(i, j));
        };
        let own = self.members(block);
        match &self.chances {
            Chances::Alike { within, between } => {
                emit(own.clone(), within / f64::from(own.len().max(2) as u32 - 1), 0);
                emit(own.end..self.persons(), *between, 1);
            }
            Chances::Matrix(chances) => {
                let blocks = self.starts.len() - 1;
                for other in block..blocks {
                    emit(self.members(other), chances[block * blocks + other], other as u64);
                }
            }
        }
    }
}

impl Generate for StochasticBlockModel {
    fn blocks(&self) -> u32 {
        blocks_of(self.persons())
    }

    /// Names each contact once, the smaller person first.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        let mut rows = persons_of(block, self.persons());
        let last = rows.end;
        while rows.start < last {
            let group = self.starts.partition_point(|&start| start <= rows.start) - 1;
            rows.end = last.min(self.starts[group + 1]);
            self.emit_rows(group, &rows, self.stream.below(rows.start.into()), contact);
            rows.start = rows.end;
        }
    }
}

/// The first person of each block in one world, and the number of persons.
pub fn starts(persons: u32, model: &BlockModel, world: &World) -> Vec<u32> {
    match model {
        BlockModel::Alike { blocks: Blocks::Equal(number), .. } => by_shares(persons, &vec![1.0; *number as usize]),
        BlockModel::Alike { blocks: Blocks::Listed(blocks), .. } | BlockModel::Matrix { blocks, .. } => {
            by_shares(persons, &shares(blocks, world))
        }
    }
}

fn shares(blocks: &[BlockSpec], world: &World) -> Vec<f64> {
    blocks.iter().map(|block| block.share.draw(world)).collect()
}

/// The first person of each block, in proportion to the shares, and the number of persons.
fn by_shares(persons: u32, shares: &[f64]) -> Vec<u32> {
    let total: f64 = shares.iter().sum();
    let mut sum = 0.0;
    let mut starts = vec![0];
    for share in shares {
        sum += share;
        starts.push(libm::rint(f64::from(persons) * sum / total) as u32);
    }
    starts[shares.len()] = persons;
    starts
}

/// Number of pairs of persons of different blocks.
fn pairs_outside(starts: &[u32]) -> f64 {
    let persons = f64::from(starts[starts.len() - 1]);
    let squares: f64 = starts.windows(2).map(|block| f64::from(block[1] - block[0]).powi(2)).sum();
    (persons * persons - squares) / 2.0
}

/// The chance of a contact for each pair of blocks, row by row.
fn matrix(starts: &[u32], pairs: &[BlockPair], own: f64, world: &World) -> Vec<f64> {
    let blocks = starts.len() - 1;
    let mut chances = vec![0.0; blocks * blocks];
    for pair in pairs {
        let others = starts[pair.with + 1] - starts[pair.with];
        let others = if pair.of == pair.with { others.saturating_sub(1) } else { others };
        let chance = pair.mean.draw(world) * own / f64::from(others.max(1));
        chances[pair.of * blocks + pair.with] = chance;
        chances[pair.with * blocks + pair.of] = chance;
    }
    chances
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Quantity;

    const WORLD: World = World { seed: 14, replicate: 0 };

    fn number(value: f64) -> Quantity<crate::units::Number> {
        Quantity::constant("number", value)
    }

    fn block(share: f64) -> BlockSpec {
        BlockSpec { name: String::new(), share: number(share) }
    }

    fn pairs(persons: u32, model: &BlockModel) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        let graph = StochasticBlockModel::new(persons, model, 1.0, &WORLD, WORLD.stream("contacts"));
        graph.emit_all(&mut |i, j| pairs.push((i, j)));
        pairs
    }

    fn alike(blocks: Blocks, within: f64, between: f64) -> BlockModel {
        BlockModel::Alike { blocks, within: number(within), between: number(between) }
    }

    #[test]
    fn each_pair_is_named_at_most_once() {
        for blocks in [1, 3, 400, 20_000] {
            let mut pairs = pairs(10_000, &alike(Blocks::Equal(blocks), 4.0, 3.0));
            assert!(pairs.iter().all(|&(i, j)| i < j && j < 10_000));
            pairs.sort_unstable();
            assert!(pairs.is_sorted_by(|a, b| a < b), "{blocks} blocks");
        }
    }

    #[test]
    fn small_blocks_become_cliques_and_a_single_one_has_no_outside() {
        let cliques = pairs(100, &alike(Blocks::Equal(20), 99.0, 0.0));
        assert!(cliques.len() == 200 && cliques.iter().all(|&(i, j)| i / 5 == j / 5));
        assert!(pairs(100, &alike(Blocks::Equal(1), 0.0, 5.0)).is_empty());
        assert!(pairs(0, &alike(Blocks::Equal(3), 2.0, 5.0)).is_empty());
    }

    #[test]
    fn blocks_are_contiguous_and_as_large_as_their_shares() {
        assert_eq!(by_shares(1000, &[0.2, 0.5, 0.3]), [0, 200, 700, 1000]);
        assert_eq!(by_shares(10, &[1.0; 3]), [0, 3, 7, 10]);
        assert_eq!(by_shares(2, &[1.0; 5]), [0, 0, 1, 1, 2, 2]);
    }

    /// The contacts of each pair of three blocks of 2,000, 5,000 and 3,000 persons are binomial with the mean that was
    /// asked for, seen from either side: 4 standard errors.
    #[test]
    fn every_pair_of_blocks_has_its_number_of_contacts() {
        let pair = |of, with, mean| BlockPair { of, with, mean: number(mean) };
        let asked = vec![pair(0, 0, 10.0), pair(1, 0, 2.0), pair(1, 1, 6.0), pair(2, 1, 0.5)];
        let model = BlockModel::Matrix { blocks: vec![block(2.0), block(5.0), block(3.0)], pairs: asked };
        let mut found = [[0.0; 3]; 3];
        let of = |person| usize::from(person >= 2000) + usize::from(person >= 7000);
        for (i, j) in pairs(10_000, &model) {
            found[of(i)][of(j)] += 1.0;
        }
        for (a, b, contacts) in [(0, 0, 10_000.0), (0, 1, 10_000.0), (1, 1, 15_000.0), (1, 2, 1500.0)] {
            let found: f64 = found[a][b];
            assert!((found - contacts).abs() < 4.0 * f64::sqrt(contacts), "{a} and {b}: {found}");
        }
        assert!(found[0][2].abs() + found[2][2].abs() < 0.5);
    }

    /// 20 equal blocks of 500, and two of 9,000 and 1,000: 4 standard errors of the number of ends.
    #[test]
    fn alike_blocks_have_the_means_within_and_between() {
        for (blocks, first) in [(Blocks::Equal(20), 500), (Blocks::Listed(vec![block(9.0), block(1.0)]), 9000)] {
            let inside = |i: u32, j: u32| match blocks {
                Blocks::Equal(_) => i / first == j / first,
                Blocks::Listed(_) => (i < first) == (j < first),
            };
            let pairs = pairs(10_000, &alike(blocks.clone(), 12.0, 3.0));
            let within = pairs.iter().filter(|&&(i, j)| inside(i, j)).count() as f64;
            let between = pairs.len() as f64 - within;
            assert!((within - 6e4).abs() < 4.0 * 6e4f64.sqrt(), "{within}");
            assert!((between - 1.5e4).abs() < 4.0 * 1.5e4f64.sqrt(), "{between}");
        }
    }
}
