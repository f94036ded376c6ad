//! What each of several causes contributes to a result: Shapley values and interactions, exactly.
//!
//! A *game* gives a value v(S) to each subset S of k players (causes that are switched on). The Shapley value of i is
//! its marginal contribution v(S ∪ i) − v(S), averaged over all orders in which the players can arrive: the only way to
//! share v(N) − v(∅) out among them that is symmetric, additive and gives nothing to who contributes nothing (Shapley
//! 1953, *A value for n-person games*).

/// The Shapley value of each player: φ_i = Σ_{S ∌ i} s! (k − s − 1)! / k! · (v(S ∪ i) − v(S)), s = |S|.
///
/// `values` holds v of all 2ᵏ subsets, k ≤ 16; bit i of the index says whether player i is in the subset.
pub fn shapley(values: &[f64]) -> Vec<f64> {
    let players = players(values);
    let weights = inverse_binomials(players as usize);
    let value = |player: u32| {
        let others = (0..values.len()).filter(|subset| subset & (1 << player) == 0);
        others.map(|s| weights[s.count_ones() as usize] * (values[s | 1 << player] - values[s])).sum::<f64>()
    };
    (0..players).map(|player| value(player) / f64::from(players)).collect()
}

/// The Shapley interaction index of each pair of players, a symmetric matrix: what the two add together beyond what
/// they add alone, averaged over the presence of the others. Above 0 they need each other, below 0 they replace each
/// other.
///
/// I_ij = Σ_{S ∌ i, j} s! (k − s − 2)! / (k − 1)! · (v(S ∪ ij) − v(S ∪ i) − v(S ∪ j) + v(S)); Grabisch & Roubens 1999,
/// International Journal of Game Theory 28:547. The diagonal holds the Shapley values, which are the index of a single
/// player. `values` as for [`shapley`].
pub fn interactions(values: &[f64]) -> Vec<Vec<f64>> {
    let players = players(values);
    let mut matrix = vec![vec![0.0; players as usize]; players as usize];
    for (player, value) in shapley(values).into_iter().enumerate() {
        matrix[player][player] = value;
    }
    if players > 1 {
        let weights = inverse_binomials(players as usize - 1);
        for (i, j) in (0..players as usize).flat_map(|j| (0..j).map(move |i| (i, j))) {
            let (with_i, with_j) = (1 << i, 1 << j);
            let others = (0..values.len()).filter(|subset| subset & (with_i | with_j) == 0);
            let together = |s: usize| {
                let beyond = values[s | with_i | with_j] - values[s | with_i] - values[s | with_j] + values[s];
                weights[s.count_ones() as usize] * beyond
            };
            let index = others.map(together).sum::<f64>() / f64::from(players - 1);
            (matrix[i][j], matrix[j][i]) = (index, index);
        }
    }
    matrix
}

/// The number of players of a game with these values.
fn players(values: &[f64]) -> u32 {
    debug_assert!(values.len().is_power_of_two() && values.len() <= 1 << 16);
    values.len().trailing_zeros()
}

/// 1 / C(n − 1, s) for s = 0 … n − 1; divided by n these are the weights s! (n − s − 1)! / n!.
fn inverse_binomials(n: usize) -> Vec<f64> {
    let mut binomial = 1.0;
    let mut inverse = Vec::with_capacity(n);
    for s in 0..n {
        inverse.push(1.0 / binomial);
        binomial *= (n - 1 - s) as f64 / (s + 1) as f64;
    }
    inverse
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All values of a game of k players.
    fn game(players: u32, value: impl Fn(usize) -> f64) -> Vec<f64> {
        (0..1 << players).map(value).collect()
    }

    fn close(found: &[f64], expected: &[f64]) {
        let same = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9);
        assert!(same && found.len() == expected.len(), "{found:?} against {expected:?}");
    }

    /// One left and two right gloves; only a pair is worth anything.
    #[test]
    fn the_rare_glove_gets_two_thirds() {
        let gloves = game(3, |s| if s & 1 == 1 && s > 1 { 1.0 } else { 0.0 });
        close(&shapley(&gloves), &[2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]);
        // The left glove is needed by each right one if the other is absent; the right ones replace each other.
        let expected = [[2.0 / 3.0, 0.5, 0.5], [0.5, 1.0 / 6.0, -0.5], [0.5, -0.5, 1.0 / 6.0]];
        for (found, expected) in interactions(&gloves).iter().zip(expected) {
            close(found, &expected);
        }
    }

    /// Littlechild & Owen (1973, Management Science 20:370): each stretch of the runway is paid equally by all who need
    /// it.
    #[test]
    fn each_stretch_of_the_runway_is_shared_by_its_users() {
        let cost: Vec<f64> = (1..=16).map(|i| f64::from(i * i)).collect();
        let airport = game(16, |s| if s == 0 { 0.0 } else { cost[s.ilog2() as usize] });
        let mut paid = 0.0;
        let expected = (0..16).map(|i| {
            paid += (cost[i] - if i > 0 { cost[i - 1] } else { 0.0 }) / (16 - i) as f64;
            paid
        });
        close(&shapley(&airport), &expected.collect::<Vec<_>>());
    }

    /// All of k together: I = 1/(k − 1) for a pair, 1/k for one; any of them: −1/(k − 1). A majority of three: each
    /// pair is needed without the third and no more with it: (1 − 1)/2 = 0.
    #[test]
    fn interactions_of_simple_games_are_those_of_the_literature() {
        for players in 2..=6u32 {
            let all = interactions(&game(players, |s| f64::from(s.count_ones() == players)));
            let any = interactions(&game(players, |s| f64::from(s > 0)));
            let k = f64::from(players);
            close(&[all[0][1], all[1][0], all[1][1]], &[1.0 / (k - 1.0), 1.0 / (k - 1.0), 1.0 / k]);
            close(&[any[0][1], any[1][0], any[1][1]], &[-1.0 / (k - 1.0), -1.0 / (k - 1.0), 1.0 / k]);
        }
        let majority = interactions(&game(3, |s| f64::from(s.count_ones() >= 2)));
        close(&majority[0], &[1.0 / 3.0, 0.0, 0.0]);
    }

    #[test]
    fn games_without_players_and_with_one_are_games() {
        assert!(shapley(&[4.0]).is_empty() && interactions(&[4.0]).is_empty());
        close(&shapley(&[4.0, 9.0]), &[5.0]);
        close(&interactions(&[4.0, 9.0])[0], &[5.0]);
    }

    /// The mean marginal contribution over all k! orders, each given by its Lehmer code.
    fn over_all_orders(values: &[f64]) -> Vec<f64> {
        let players = values.len().trailing_zeros() as usize;
        let orders = (1..=players).product::<usize>();
        let mut sums = vec![0.0; players];
        for number in 0..orders {
            let (mut absent, mut code, mut present) = ((0..players).collect::<Vec<_>>(), number, 0);
            while !absent.is_empty() {
                let player = absent.remove(code % absent.len());
                code /= absent.len() + 1;
                sums[player] += values[present | 1 << player] - values[present];
                present |= 1 << player;
            }
        }
        sums.iter().map(|sum| sum / orders as f64).collect()
    }

    prop_compose! {
        fn any_game()(players in 1u32..7)(values in proptest::collection::vec(-10.0..10.0, 1 << players)) -> Vec<f64> {
            values
        }
    }

    /// Subset `s` with players i and j exchanged.
    fn exchanged(s: usize, i: usize, j: usize) -> usize {
        let differ = (s >> i ^ s >> j) & 1;
        s ^ (differ << i | differ << j)
    }

    proptest! {
        #[test]
        fn the_value_is_the_mean_over_all_orders(values in any_game()) {
            close(&shapley(&values), &over_all_orders(&values));
        }

        #[test]
        fn everything_is_shared_out(values in any_game()) {
            let all = values[values.len() - 1] - values[0];
            prop_assert!((shapley(&values).iter().sum::<f64>() - all).abs() < 1e-9);
        }

        #[test]
        fn who_contributes_alike_gets_alike(values in any_game(), i in 0usize..6, j in 0usize..6) {
            let players = values.len().trailing_zeros() as usize;
            let (i, j) = (i % players, j % players);
            let alike = |s: usize| values[s] + values[exchanged(s, i, j)];
            let found = shapley(&(0..values.len()).map(alike).collect::<Vec<_>>());
            prop_assert!((found[i] - found[j]).abs() < 1e-9);
        }

        #[test]
        fn who_adds_a_constant_gets_it_and_interacts_with_nobody(values in any_game(), constant in -5.0..5.0) {
            let with_dummy = [values.clone(), values.iter().map(|value| value + constant).collect()].concat();
            let mut expected = shapley(&values);
            expected.push(constant);
            close(&shapley(&with_dummy), &expected);
            let last = interactions(&with_dummy).pop().expect("there is a dummy at least");
            prop_assert!(last[..last.len() - 1].iter().all(|index| index.abs() < 1e-9));
        }

        #[test]
        fn values_and_interactions_of_a_sum_are_sums(values in any_game(), factor in -3.0..3.0) {
            let other: Vec<f64> = values.iter().map(|value| (value * 1.7).sin()).collect();
            let sum: Vec<f64> = values.iter().zip(&other).map(|(a, b)| factor * a + b).collect();
            let parts = [values, other, sum].map(|values| interactions(&values).concat());
            let expected: Vec<f64> = parts[0].iter().zip(&parts[1]).map(|(a, b)| factor * a + b).collect();
            close(&parts[2], &expected);
        }

        /// I_ij is the value of j with i present for good, less that with i absent for good (the recursive axiom).
        #[test]
        fn an_interaction_is_what_a_player_changes_in_the_value_of_another(values in any_game()) {
            let players = values.len().trailing_zeros();
            prop_assume!(players > 1);
            let last = values.len() / 2;
            let (without, with) = (shapley(&values[..last]), shapley(&values[last..]));
            let matrix = interactions(&values);
            let expected: Vec<f64> = with.iter().zip(&without).map(|(with, without)| with - without).collect();
            close(&matrix[players as usize - 1][..players as usize - 1], &expected);
        }
    }
}
