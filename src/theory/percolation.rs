//! Invitations that go out once: bond percolation (Newman 2002, Phys. Rev. E 66:016128).
//!
//! Each contact is won with chance T, once. On a random graph with given degrees, a share ε of first users, placed at random, wins in the end
//!
//! S = 1 − (1 − ε)·ψ(v),     v = 1 − T + T·(1 − ε)·ψ′(v)/ψ′(1),
//!
//! v the chance that a contact never wins a person. The steps of the same equation from v = 1 on are the generations: who was won in one
//! tick invites in the next, so that after n ticks the share 1 − (1 − ε)·ψ(v_n) has been won. Without first users the smallest root v counts: a giant component of winnable
//! contacts exists if T·κ > 1. For Poisson degrees S = 1 − e^(−cTS). One user's line dies out with chance ψ(v) at ε = 0; below the threshold a user
//! wins 1/(1 − cT) users in all on an Erdős–Rényi graph, the user included.

use super::degrees::DegreeTable;

/// Repetitions of the fixed point: it comes nearer by a factor below 1 each time, slowly only at the threshold itself.
const ROUNDS: u32 = 100_000;
/// The root is found when it moves by less.
const STILL: f64 = 1e-13;

/// What becomes of invitations that go out once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percolation {
    /// T·κ: users whom a user wins who was won, at the beginning. Above 1 it takes off.
    pub branching: f64,
    /// Share of the persons in the end, if it takes off; with these first users.
    pub share: f64,
    /// Chance that the line of one first user dies out.
    pub dies_out: f64,
}

impl Percolation {
    /// Of invitations that succeed with chance `success` among persons with these degrees, a share of whom are first users.
    pub fn new(degrees: &DegreeTable, success: f64, first: f64) -> Percolation {
        let never = |first: f64| {
            // From 0 upwards: the smallest root, that of the giant component.
            let next = |v: f64| 1.0 - success + success * (1.0 - first) * degrees.psi_of_ends(v);
            let mut v = 0.0;
            for _ in 0..ROUNDS {
                let then = next(v);
                let moved = (then - v).abs();
                v = then;
                if moved < STILL {
                    break;
                }
            }
            v
        };
        let (with, without) = (never(first), never(0.0));
        Percolation {
            branching: success * degrees.excess(),
            share: 1.0 - (1.0 - first) * degrees.psi(with),
            dies_out: degrees.psi(without),
        }
    }
}

/// The share of the persons who have been won after 0, 1, 2 … ticks.
pub fn generations(degrees: &DegreeTable, success: f64, first: f64) -> impl Iterator<Item = f64> + '_ {
    let never = std::iter::successors(Some(1.0), move |v: &f64| {
        Some(1.0 - success + success * (1.0 - first) * degrees.psi_of_ends(*v))
    });
    never.map(move |v| 1.0 - (1.0 - first) * degrees.psi(v))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Discrete;

    /// Erdős–Rényi, S = 1 − e^(−cTS): .582 81, .796 81, .940 48 at cT = 1.5, 2, 3, whatever c and T are; a line dies out with chance 1 − S.
    #[test]
    fn final_shares_on_random_graphs_are_those_of_newman() {
        for (mean, success, expected) in [(3.0, 0.5, 0.582_81), (2.5, 0.8, 0.796_81), (3.0, 1.0, 0.940_48)] {
            let found = Percolation::new(&DegreeTable::of_poisson(mean), success, 0.0);
            assert!((found.share - expected).abs() < 5e-6, "{mean} {success}: {}", found.share);
            assert!(
                (found.dies_out + found.share - 1.0).abs() < 1e-9 && (found.branching - mean * success).abs() < 1e-9
            );
        }
    }

    /// Below the threshold a small share ε wins ε/(1 − cT) in all, to first order.
    #[test]
    fn below_the_threshold_each_first_user_wins_a_few() {
        let found = Percolation::new(&DegreeTable::of_poisson(1.6), 0.5, 1e-6);
        assert!((found.share / 1e-6 - 5.0).abs() < 1e-3 && (found.dies_out - 1.0).abs() < 1e-6, "{found:?}");
    }

    /// First users ε; each of their contacts is won with chance T: 1 − (1 − ε)·e^(−cTε) after a tick; in the end Newman's share.
    #[test]
    fn generations_begin_with_the_first_users_and_end_with_the_giant_component() {
        let degrees = DegreeTable::of_poisson(4.0);
        let shares: Vec<f64> = generations(&degrees, 0.5, 1e-4).take(200).collect();
        assert!(
            (shares[0] - 1e-4).abs() < 1e-12 && (shares[1] - (1.0 - (1.0 - 1e-4) * (-2e-4f64).exp())).abs() < 1e-12
        );
        assert!((shares[199] - 0.796_81).abs() < 1e-4, "{}", shares[199]);
    }

    /// Half the persons have one contact, half three (Molloy & Reed 1995): all contacts winnable, the giant component holds 22/27.
    #[test]
    fn the_giant_component_of_molloy_and_reed() {
        let found = Percolation::new(&DegreeTable::counted([1, 3]), 1.0, 0.0);
        assert!((found.share - 22.0 / 27.0).abs() < 1e-9, "{}", found.share);
    }

    impl DegreeTable {
        fn of_poisson(mean: f64) -> DegreeTable {
            DegreeTable::from_law(&Discrete::poisson(mean))
        }
    }
}
