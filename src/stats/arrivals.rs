//! Shapley values of many players, from a sample of the orders in which they can arrive.
//!
//! With more than about 16 players not all 2ᵏ subsets can be tried. But each order of arrival gives one marginal
//! contribution of every player for k + 1 values, and their mean over random orders is the Shapley value (Castro, Gómez
//! & Tejada 2009, Computers & Operations Research 36:1726). Every second order is the reverse of the one before: who
//! came early comes late, which takes the error of all interactions between two players away (antithetic sampling;
//! Mitchell, Cooper, Frank & Holmes 2022, Journal of Machine Learning Research 23:43).

use super::moments::{mean, variance};
use crate::rng::{Stream, World};

/// The order of arrival with a number, a permutation of the players 0 … `players` − 1.
///
/// Even numbers are random orders, all equally likely, each at an address of its own; an odd one is the reverse of the
/// one before. A plan can be made longer without changing what it began with.
pub fn arrival_order(players: usize, number: u64, world: &World) -> Vec<usize> {
    let mut order = shuffled(players, world.stream("orders of arrival").below(number / 2));
    if number % 2 == 1 {
        order.reverse();
    }
    order
}

/// The numbers below n in random order (Fisher–Yates).
pub(super) fn shuffled(n: usize, stream: Stream) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    for last in (1..n).rev() {
        order.swap(last, stream.under(last as u64, last as u64 + 1) as usize);
    }
    order
}

/// The estimated Shapley value of one player.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShapleyEstimate {
    /// The mean marginal contribution.
    pub value: f64,
    /// Its standard error, from the differences between pairs of orders; none with one pair.
    pub standard_error: Option<f64>,
}

/// The Shapley values of all players from the values along some orders of arrival.
///
/// `orders` are those of [`arrival_order`] from number 0, an even number of them and 2 or more; `paths[o][t]` is the
/// value when the first t players of order o are there, t = 0 … k. The values add up to the mean of last less first.
pub fn shapley_from_orders(orders: &[Vec<usize>], paths: &[Vec<f64>]) -> Vec<ShapleyEstimate> {
    debug_assert!(orders.len() == paths.len() && orders.len().is_multiple_of(2) && !orders.is_empty());
    let players = orders[0].len();
    // A pair is one observation: its two orders are not independent.
    let mut contributions = vec![vec![0.0; orders.len() / 2]; players];
    for (number, (order, path)) in orders.iter().zip(paths).enumerate() {
        for (player, values) in order.iter().zip(path.windows(2)) {
            contributions[*player][number / 2] += (values[1] - values[0]) / 2.0;
        }
    }
    contributions.iter().map(|sample| estimate(sample)).collect()
}

fn estimate(sample: &[f64]) -> ShapleyEstimate {
    let standard_error = (sample.len() > 1).then(|| (variance(sample) / sample.len() as f64).sqrt());
    ShapleyEstimate { value: mean(sample), standard_error }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: World = World { seed: 3, replicate: 1 };

    /// The estimates from the first orders of a plan.
    fn sampled(players: usize, orders: u64, value: impl Fn(&[usize]) -> f64) -> Vec<ShapleyEstimate> {
        let orders: Vec<_> = (0..orders).map(|number| arrival_order(players, number, &WORLD)).collect();
        let path = |order: &Vec<usize>| (0..=players).map(|t| value(&order[..t])).collect::<Vec<_>>();
        let paths: Vec<_> = orders.iter().map(path).collect();
        shapley_from_orders(&orders, &paths)
    }

    #[test]
    fn orders_are_permutations_and_come_with_their_reverse() {
        for pair in 0..50 {
            let order = arrival_order(20, 2 * pair, &WORLD);
            let mut sorted = order.clone();
            sorted.sort_unstable();
            assert!(sorted.into_iter().eq(0..20));
            let mut reverse = arrival_order(20, 2 * pair + 1, &WORLD);
            reverse.reverse();
            assert_eq!(order, reverse);
        }
        assert_ne!(arrival_order(20, 0, &WORLD), arrival_order(20, 2, &WORLD));
        assert_ne!(arrival_order(20, 0, &WORLD), arrival_order(20, 0, &World { replicate: 2, ..WORLD }));
    }

    /// 24 orders of four players, 24,000 draws: χ² with 23 degrees of freedom, error level 10⁻⁴ (56.2).
    #[test]
    fn all_orders_are_equally_likely() {
        let mut counts = std::collections::BTreeMap::new();
        for pair in 0..24_000 {
            *counts.entry(arrival_order(4, 2 * pair, &WORLD)).or_insert(0.0) += 1.0;
        }
        let chi2: f64 = counts.values().map(|count: &f64| (count - 1000.0).powi(2) / 1000.0).sum();
        assert!(counts.len() == 24 && chi2 < 56.2, "{} orders, χ² = {chi2}", counts.len());
    }

    /// v(S) = Σ a_i + Σ b_ij over the members and pairs of S: φ_i = a_i + ½ Σ_j b_ij, and each pair of orders says so.
    #[test]
    fn one_pair_of_orders_is_exact_where_players_interact_in_pairs() {
        let weight = |i: usize, j: usize| ((7 * i + 7 * j + i * j) as f64).sin();
        let value = |present: &[usize]| {
            let alone: f64 = present.iter().map(|i| (*i as f64).sqrt()).sum();
            let pairs = present.iter().flat_map(|i| present.iter().filter(move |j| i < j).map(move |j| weight(*i, *j)));
            alone + pairs.sum::<f64>()
        };
        for (i, found) in sampled(40, 2, value).iter().enumerate() {
            let partners: f64 = (0..40).filter(|j| *j != i).map(|j| weight(i, j)).sum();
            assert!((found.value - (i as f64).sqrt() - partners / 2.0).abs() < 1e-9, "{i}: {found:?}");
            assert_eq!(found.standard_error, None);
        }
    }

    /// The airport game (costs 1 … 30): stretch j, of cost 1, is shared by 31 − j players. 2 × 2,000 orders; an error
    /// beyond 4.5 standard errors has a chance of 7·10⁻⁶ a player. The mean of z² over the players has mean 1.
    #[test]
    fn sampled_values_are_as_exact_as_their_standard_errors_say() {
        let runway = |present: &[usize]| present.iter().map(|i| *i as f64 + 1.0).fold(0.0, f64::max);
        let found = sampled(30, 4000, runway);
        let (mut paid, mut squares) = (0.0, 0.0);
        for (i, found) in found.iter().enumerate() {
            paid += 1.0 / (30 - i) as f64;
            let z = (found.value - paid) / found.standard_error.expect("2,000 pairs");
            squares += z * z / 30.0;
            assert!(z.abs() < 4.5, "{i}: {found:?} against {paid}");
        }
        assert!((0.3..2.5).contains(&squares), "mean of z²: {squares}");
        assert!((found.iter().map(|found| found.value).sum::<f64>() - 30.0).abs() < 1e-9);
    }
}
