//! Attention: who invites has only so much of it, and the platforms compete for it.
//!
//! In every tick the invitations to platform p are weighted with
//!
//! ω_p = a_p^σ / Σ_q a_q^σ   over the platforms q that have users
//!
//! with the a active users \[agents\] when persons begin to live through the tick, first users of that moment included. ω has no unit and adds
//! up to 1; it stands before the rates of inviting and before the hazard of a single invitation alike. σ ≥ 0, without unit, is how much the
//! attention favors the larger: at 0 it is divided evenly, at 1 as the users are, and above that more than in proportion. Who has no users has
//! no attention. A market that says nothing of it has none of this: there ω = 1, the neutral value.
//!
//! Source: Kleineberg & Boguñá 2015, *Digital ecology: coexistence and domination among interacting networks*, Sci. Rep. 5:10268, where λω_p is
//! the rate of inviting. In mean field dρ_p/dt = ρ_p · (Λ · ω_p · (1 − ρ_p) − 1), with Λ = λ⟨k⟩ in units of the rate of leaving. Two networks are alike
//! where (Λ/2)(1 − ρ) = 1; near that point half their difference follows dδ/dt = δ · (σ − (Λ/2)ρ) = δ · (σ − σ_c) with σ_c = Λ/2 − 1. Up to σ_c both
//! live, since each is held back by its own crowd more than it gains in attention; beyond, one of them takes all.

use super::{MAX_PLATFORMS, Offer};
use crate::rng::World;
use crate::scenario::MarketSpec;

/// How sharply platforms compete for attention: σ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attention(f64);

impl Attention {
    /// The competition in one world; none where the scenario says nothing of it.
    pub fn new(spec: &MarketSpec, world: &World) -> Option<Attention> {
        spec.attention.as_ref().map(|sigma| Attention(sigma.draw(world)))
    }

    /// ω of each platform, given its active users; 0 for those without.
    pub fn weights(self, active: &[u32]) -> [f64; MAX_PLATFORMS] {
        self.weights_of(&active.iter().copied().map(f64::from).collect::<Vec<f64>>())
    }

    /// The same, given the users as shares of whatever it may be.
    pub fn weights_of(self, active: &[f64]) -> [f64; MAX_PLATFORMS] {
        let most = active.iter().copied().fold(0.0, f64::max);
        let mut weights = [0.0; MAX_PLATFORMS];
        for (weight, &users) in weights.iter_mut().zip(active).filter(|(_, users)| **users > 0.0) {
            // As shares of the largest, no power is too large for a number.
            *weight = libm::pow(users / most, self.0);
        }
        let sum: f64 = weights.iter().sum();
        weights.map(|weight| if weight > 0.0 { weight / sum } else { 0.0 })
    }
}

impl Offer {
    /// The offer with so much of the attention.
    pub fn attend(&mut self, weight: f64) {
        for invitation in &mut self.invite {
            *invitation *= weight;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn expect(sigma: f64, active: &[u32], expected: &[f64]) {
        let weights = Attention(sigma).weights(active);
        for (weight, expected) in weights.iter().zip(expected) {
            assert!((weight - expected).abs() < 1e-12, "{weights:?} for {active:?} at {sigma}");
        }
    }

    #[test]
    fn attention_is_divided_by_the_power_of_the_users() {
        expect(0.0, &[3, 1, 0], &[0.5, 0.5, 0.0]);
        expect(1.0, &[3, 1, 0], &[0.75, 0.25, 0.0]);
        expect(2.0, &[3, 1, 0], &[0.9, 0.1, 0.0]);
        expect(2.0, &[7], &[1.0]);
    }

    #[test]
    fn nobody_has_attention_where_nobody_is_and_large_powers_stay_finite() {
        expect(0.0, &[0, 0], &[0.0, 0.0]);
        expect(100.0, &[2_000_000_000, 1_000_000_000], &[1.0, 0.0]);
        expect(100.0, &[5, 5, 5], &[1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0]);
    }

    /// The mean field above with Λ = 6, where σ_c = 2, by small steps from .68 and .653.
    #[test]
    fn in_mean_field_a_difference_grows_beyond_the_critical_power() {
        let end = |sigma: f64| {
            let mut shares = [0.68, 0.653];
            for _ in 0..40_000 {
                let weights = Attention(sigma).weights(&shares.map(|share: f64| (share * 1e9) as u32));
                for (share, weight) in shares.iter_mut().zip(weights) {
                    *share += 0.01 * *share * (6.0 * weight * (1.0 - *share) - 1.0);
                }
            }
            shares
        };
        let ([held, also], [winner, loser]) = (end(1.95), end(2.05));
        assert!((held - 2.0 / 3.0).abs() < 1e-3 && (also - 2.0 / 3.0).abs() < 1e-3, "{held} {also}");
        assert!((winner - 5.0 / 6.0).abs() < 1e-3 && loser < 1e-6, "{winner} {loser}");
    }
}
