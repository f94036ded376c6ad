//! What is left to chance because the first users are few.
//!
//! A user wins a number of others that is Poisson with the mean B·L, L the time for which the user stays and invites. The line of one user
//! dies out with the smallest chance q that solves
//!
//! q = E[ e^(−B·L·(1 − q)) ]
//!
//! (Galton & Watson 1875); at constant rates of winning λ and leaving μ that is μ/λ, and of n₀ first users all are lost with q^n₀.
//!
//! A platform that survives grows like W·e^(rt). With ν joins a day by media and n₀ first users W is gamma-distributed with the shape
//! ν/B + n₀(1 − q) (birth process with immigration, Kendall 1948, Biometrika 35:316): runs differ by 1/√shape in their numbers of
//! users, that is by 1/(r√shape) days in when they reach a number, and their median lies below the mean.

use super::growth::Phase;

/// Above this share of the persons in the market the market begins to be used up, and users are no longer few.
pub const EARLY: f64 = 0.05;
/// Repetitions of the fixed point.
const ROUNDS: u32 = 200_000;
/// The root is found when it moves by less.
const STILL: f64 = 1e-14;

/// What is left to chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// First users \[agents\].
    pub first: f64,
    /// Chance that all users of the first hour are lost, and nobody comes after them; 0 where media go on winning.
    pub dies_out: f64,
    /// Shape of the distribution of W; infinite without chance.
    pub shape: f64,
}

impl Chance {
    /// Of so many first users and joins by media [agents, agents/day], where each user wins `births` a day \[day⁻¹\].
    pub fn new(first: f64, media: f64, births: f64, life: &[Phase]) -> Chance {
        let lost = lost(births, life);
        let dies_out = if media > 0.0 { 0.0 } else { libm::pow(lost, first) };
        Chance {
            first,
            dies_out,
            shape: if births > 0.0 { media / births + first * (1.0 - lost) } else { f64::INFINITY },
        }
    }

    /// Standard deviation of the number of users in the early phase, in parts of the mean.
    pub fn spread(&self) -> f64 {
        1.0 / libm::sqrt(self.shape)
    }

    /// Median of the number of users in the early phase, in parts of the mean (Wilson & Hilferty 1931).
    pub fn median(&self) -> f64 {
        let part = (1.0 - 1.0 / (9.0 * self.shape)).max(0.0);
        part * part * part
    }
}

/// q: the chance that the line of one user dies out.
fn lost(births: f64, life: &[Phase]) -> f64 {
    let mut q = 0.0;
    for _ in 0..ROUNDS {
        let then = childless(births * (1.0 - q), life);
        let moved = (then - q).abs();
        q = then;
        if moved < STILL {
            break;
        }
    }
    q.clamp(0.0, 1.0)
}

/// E[e^(−xL)]: the chance that nothing happens that would happen at rate x while a user stays and invites.
fn childless(x: f64, life: &[Phase]) -> f64 {
    let (mut going, mut sum) = (1.0, 0.0);
    for phase in life {
        let rate = phase.leaving + if phase.invites { x } else { 0.0 };
        let passed = if phase.days.is_finite() { libm::exp(-rate * phase.days) } else { 0.0 };
        if rate > 0.0 {
            sum += going * (1.0 - passed) * phase.leaving / rate;
            going *= passed;
        } else if phase.days.is_infinite() {
            // Who stays for good without inviting has nobody to win any more.
            sum += if phase.invites { 0.0 } else { going };
            going = 0.0;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forever(leaving: f64) -> Vec<Phase> {
        vec![Phase { days: f64::INFINITY, leaving, invites: true }]
    }

    /// Take-off of n₀ users at λ, μ with 1 − (μ/λ)^n₀: .5, .968 75, .672 32.
    #[test]
    fn few_first_users_die_out_as_often_as_derived() {
        for (leaving, first, expected) in [(0.5, 1.0, 0.5), (0.5, 5.0, 0.968_75), (0.8, 5.0, 0.672_32)] {
            let chance = Chance::new(first, 0.0, 1.0, &forever(leaving));
            assert!((1.0 - chance.dies_out - expected).abs() < 1e-6, "{chance:?}");
        }
        assert!((Chance::new(5.0, 0.0, 0.5, &forever(0.8)).dies_out - 1.0).abs() < 1e-9);
        assert!(Chance::new(5.0, 0.1, 1.0, &forever(0.8)).dies_out.abs() < 1e-12);
    }

    /// A user who invites for a fixed time wins a Poisson number with mean 1.5: the line dies out with .417 19 = 1 − .582 81.
    #[test]
    fn inviting_for_a_fixed_time_wins_a_poisson_number() {
        let silent = Phase { days: f64::INFINITY, leaving: 0.0, invites: false };
        let life = [Phase { days: 3.0, leaving: 0.0, invites: true }, silent];
        let chance = Chance::new(1.0, 0.0, 0.5, &life);
        assert!((chance.dies_out - 0.417_19).abs() < 5e-6, "{chance:?}");
    }

    /// One first user and no leaving: W is exponential (Yule), standard deviation 1, median ln 2.
    #[test]
    fn a_yule_process_is_as_spread_as_an_exponential_number() {
        let chance = Chance::new(1.0, 0.0, 2.0, &forever(0.0));
        assert!((chance.spread() - 1.0).abs() < 1e-12 && (chance.median() - core::f64::consts::LN_2).abs() < 0.01);
    }
}
