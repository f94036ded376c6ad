//! Chung–Lu graph: every pair is a contact with a chance in proportion to the weights of both,
//! P(i ~ j) = min(1, w_i w_j / S), S = Σ w = cN, independently of all others.
//!
//! A person's expected degree is w_i, less by a share of w_i/S for who they are themselves, and by what the bound takes
//! from pairs with w_i w_j > S; none are where the largest weight is at most √(cN). Degrees are Poisson around the
//! weights; clustering vanishes as N grows. Chung & Lu 2002, *Connected components in random graphs with given expected
//! degree sequences*; made exactly and in linear time by skipping and thinning (Miller & Hagberg 2011), with classes of
//! weight in the place of their sorting.
//!
//! Persons have no place: contacts are at any distance in memory. Eight bytes a person are held.

use super::classes::Classes;
use super::generator::{Generate, blocks_of, persons_of};
use super::skips::chosen_pairs;
use crate::rng::Stream;

/// Weights below 2^−5 of the mean are in one class.
const LOWEST: i32 = -6;

/// Pairs that are looked up together.
const BATCH: usize = 64;

/// Contacts by the weights of the persons.
#[derive(Debug, Clone)]
pub struct ChungLu {
    classes: Classes,
    /// Persons with their weights, in the order of the classes.
    ranked: Vec<(u32, f32)>,
    /// Chance of a pair of persons of weight 1: c/N.
    scale: f64,
    stream: Stream,
}

impl ChungLu {
    /// The graph of persons with these weights, whose mean is 1.
    pub fn new(weights: &[f32], mean_degree: f64, stream: Stream) -> Self {
        let classes = Classes::new(weights, LOWEST);
        let ranked = classes.sorted(weights, |person, weight| (person, weight));
        ChungLu { classes, ranked, scale: mean_degree / weights.len().max(1) as f64, stream }
    }

    /// The contacts between a block of ranks and all later ranks of a class.
    fn emit_class(&self, block: u32, classes: (usize, usize), contact: &mut impl FnMut(u32, u32)) {
        let (ranks, own) = (persons_of(block, self.ranked.len() as u32), self.classes.places(classes.0));
        let rows = ranks.start.max(own.start)..ranks.end.min(own.end);
        let columns = self.classes.places(classes.1);
        let columns = columns.start.max(rows.start)..columns.end;
        let bound = (self.scale * self.classes.most(classes.0) * self.classes.most(classes.1)).min(1.0);
        let region = self.stream.below(block.into()).below((classes.0 << 16 | classes.1) as u64);
        let (coins, mut nth) = (region.below(1), 0);
        let mut pairs = chosen_pairs(rows, columns, bound, region.below(0));
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            batch.clear();
            batch.extend(pairs.by_ref().take(BATCH));
            if batch.is_empty() {
                return;
            }
            for (i, j) in self.kept(&batch, bound, coins, nth) {
                contact(i, j);
            }
            nth += batch.len() as u64;
        }
    }

    /// Which of some pairs of ranks that were chosen with the chance `bound` are contacts; the coin of the first is `nth`.
    ///
    /// All are looked up before any is decided on: a processor that waits for weights far apart in memory, one after the other, and
    /// guesses wrong in every third case, takes three times as long among millions of persons.
    fn kept(&self, pairs: &[(u32, u32)], bound: f64, coins: Stream, nth: u64) -> impl Iterator<Item = (u32, u32)> {
        let mut kept = [(0, 0); BATCH];
        let mut number = 0;
        for (nth, &(row, column)) in (nth..).zip(pairs) {
            let ((i, w_i), (j, w_j)) = (self.ranked[row as usize], self.ranked[column as usize]);
            kept[number] = (i, j);
            number += usize::from(coins.unit(nth) * bound < self.scale * f64::from(w_i) * f64::from(w_j));
        }
        kept.into_iter().take(number)
    }
}

impl Generate for ChungLu {
    fn blocks(&self) -> u32 {
        blocks_of(self.ranked.len() as u32)
    }

    /// Names each contact once.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        let number = self.classes.number();
        for first in 0..number {
            (first..number).for_each(|second| self.emit_class(block, (first, second), contact));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::*;
    use crate::contacts::members::Members;
    use crate::contacts::weights::Weights;
    use crate::rng::World;

    fn graph(persons: u32, mean_degree: f64, spread: f64, seed: u64) -> ChungLu {
        let activity = World { seed: 1, replicate: 0 }.stream("activity");
        let weights = Weights::Lognormal(spread).of_persons(&Members::Everybody(persons), NonZeroUsize::MIN, activity);
        ChungLu::new(&weights, mean_degree, World { seed, replicate: 0 }.stream("contacts"))
    }

    fn pairs(graph: &ChungLu) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        graph.emit_all(&mut |i, j| pairs.push((i.min(j), i.max(j))));
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn each_pair_is_named_at_most_once_across_blocks_and_classes() {
        let pairs = pairs(&graph(9000, 12.0, 1.0, 3));
        assert!(pairs.is_sorted_by(|a, b| a < b) && pairs.iter().all(|&(i, j)| i < j && j < 9000));
        assert!(pairs.len() > 40_000);
    }

    /// The chance of every pair of 12 persons with weights from a tenth to several times the mean: 4,000 graphs, 66
    /// pairs, χ² with 66 degrees of freedom (those with certain contacts apart), |χ² − 66| < 4·√132.
    #[test]
    fn every_pair_has_the_chance_of_the_definition() {
        let n = 4000;
        let mut found = [[0.0; 12]; 12];
        for seed in 0..n {
            for (i, j) in pairs(&graph(12, 3.0, 1.2, seed)) {
                found[i as usize][j as usize] += 1.0;
            }
        }
        let mut weights = graph(12, 3.0, 1.2, 0).ranked;
        weights.sort_unstable_by_key(|&(person, _)| person);
        let (mut chi2, mut free) = (0.0, 0.0);
        for i in 0..12 {
            for j in i + 1..12 {
                let p = f64::from(weights[i].1) * f64::from(weights[j].1) * 3.0 / 12.0;
                if p >= 1.0 {
                    assert!((found[i][j] - n as f64).abs() < 0.5, "{i} and {j}");
                } else {
                    chi2 += (found[i][j] - n as f64 * p).powi(2) / (n as f64 * p * (1.0 - p));
                    free += 1.0;
                }
            }
        }
        assert!(free > 50.0 && (chi2 - free).abs() < 4.0 * f64::sqrt(2.0 * free), "χ² = {chi2} for {free}");
    }

    #[test]
    fn few_persons_and_no_contacts_are_no_trouble() {
        for persons in 0..5 {
            assert!(pairs(&graph(persons, 0.0, 0.7, 1)).is_empty());
            assert!(pairs(&graph(persons, 3.0, 0.7, 1)).iter().all(|&(i, j)| i < j && j < persons));
        }
    }
}
