//! Tie strength: how much a contact weighs against others.
//!
//! A contact (i, j) has a strength w, lognormal with mean 1 and spread s (the standard deviation of its logarithm), the same from both sides:
//! few strong ties and many weak ones, as in calls (Onnela et al. 2007, *Structure and tie strengths in mobile communication
//! networks*). A contact who is a user counts as w users, in invitations and in shares alike: k = Σ w over the contacts who
//! are users, d = Σ w over those who count.
//!
//! Nothing is stored: the address of a pair gives one of 4,096 equally likely levels, and each level of a layer has the mean strength
//! of its quantile, (Φ(z₂ − s) − Φ(z₁ − s))·4,096 between its normal quantiles z₁ and z₂, in 256ths. Two persons who are
//! close in one layer are close in all.

use crate::rng::{Stream, World, pair};
use crate::stats::normal_quantile;

/// A strength of 1.
pub const UNIT: u32 = 256;

/// Bits of a level.
const BITS: u32 = 12;

/// The strengths of all contacts of the stored layers.
#[derive(Debug, Clone, PartialEq)]
pub struct Ties {
    /// Strength of each level [1/256], by the bit of the layer.
    tables: Vec<Vec<u32>>,
    stream: Stream,
}

impl Ties {
    /// Ties with the spreads of the stored layers; `None` where all are 0.
    pub fn new(spreads: &[f64], world: &World) -> Option<Self> {
        let tables = || spreads.iter().map(|&spread| table(spread)).collect();
        let unlike = spreads.iter().any(|spread| *spread > 0.0);
        unlike.then(|| Ties { tables: tables(), stream: world.stream("tie strength") })
    }

    /// The level of a pair.
    #[inline]
    pub fn level(&self, i: u32, j: u32) -> usize {
        (self.stream.word(pair(i, j)) >> (64 - BITS)) as usize
    }

    /// The strength of a contact of a level in a stored layer [1/256], 1 or more.
    #[inline]
    pub fn strength(&self, level: usize, bit: usize) -> u32 {
        self.tables[bit][level]
    }
}

fn table(spread: f64) -> Vec<u32> {
    let levels = 1 << BITS;
    let below = |level: u32| match level {
        0 => 0.0,
        level if level == levels => 1.0,
        level => normal_cdf(normal_quantile(f64::from(level) / f64::from(levels)) - spread),
    };
    let mean = |level| (below(level + 1) - below(level)) * f64::from(levels);
    (0..levels).map(|level| (libm::rint(mean(level) * f64::from(UNIT)) as u32).max(1)).collect()
}

fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strengths_have_mean_one_and_the_asked_for_spread() {
        for spread in [0.5, 1.0, 1.5] {
            let strengths: Vec<f64> = table(spread).iter().map(|w| f64::from(*w) / f64::from(UNIT)).collect();
            let mean = |f: &dyn Fn(f64) -> f64| strengths.iter().map(|w| f(*w)).sum::<f64>() / strengths.len() as f64;
            assert!((mean(&|w| w) - 1.0).abs() < 0.003, "{}", mean(&|w| w));
            // The median of a lognormal number with mean 1 is e^(−s²/2).
            let median = strengths[strengths.len() / 2];
            assert!((median / (-spread * spread / 2.0).exp() - 1.0).abs() < 0.01, "{median}");
            let logs = mean(&|w| (w.ln() + spread * spread / 2.0).powi(2)).sqrt();
            assert!((logs / spread - 1.0).abs() < 0.01, "{logs} of {spread}");
        }
        assert!(table(0.0).iter().all(|w| *w == UNIT));
    }

    #[test]
    fn a_tie_is_as_strong_from_both_sides_and_ties_differ() {
        let ties = Ties::new(&[1.0, 0.0], &World { seed: 7, replicate: 2 }).expect("they differ");
        assert_eq!(ties.level(3, 9), ties.level(9, 3));
        let levels: std::collections::BTreeSet<usize> = (1..1000).map(|j| ties.level(0, j)).collect();
        assert!(levels.len() > 800);
        assert_eq!(ties.strength(ties.level(3, 9), 1), UNIT);
        assert_eq!(Ties::new(&[0.0, 0.0], &World { seed: 7, replicate: 2 }), None);
    }
}
