//! What a scenario says of how the persons differ within a layer of contacts.
//!
//! These laws spread over the *persons* of one world; a [`Quantity`] is uncertain and drawn once for a whole world.

use serde::Serialize;

use super::quantity::Quantity;
use crate::stats::Discrete;
use crate::units::{Number, Strength};

/// How the expected degrees of persons are spread around the layer's mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum WeightLaw {
    /// Lognormal.
    Lognormal {
        /// Standard deviation of the logarithm.
        spread: Quantity<Strength>,
    },
    /// Density ∝ w^(−exponent) from the least weight that gives the mean.
    PowerLaw {
        /// Exponent, above 2.
        exponent: Quantity<Number>,
        /// Largest expected degree; without it, whatever comes out.
        most: Option<Quantity<Number>>,
    },
}

/// How the degrees of persons are distributed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum DegreeLaw {
    /// The same for everybody.
    Constant {
        /// Number of contacts.
        degree: u32,
    },
    /// Poisson.
    Poisson {
        /// Mean.
        mean: Quantity<Number>,
    },
    /// Lognormal, rounded at random to one of the two next whole numbers, so that the mean stays.
    Lognormal {
        /// Mean.
        mean: Quantity<Number>,
        /// Standard deviation of the logarithm.
        spread: Quantity<Strength>,
    },
    /// P(k) ∝ k^(−exponent) for least ≤ k ≤ most.
    PowerLaw {
        /// Exponent.
        exponent: Quantity<Number>,
        /// Smallest degree, 1 or more.
        least: u32,
        /// Largest degree.
        most: u32,
    },
    /// Each degree with the share of the persons who have it.
    Shares(Vec<DegreeShare>),
}

/// A degree and the share of the persons who have it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DegreeShare {
    /// Number of contacts.
    pub degree: u32,
    /// Share of the persons, in proportion to the others.
    pub share: Quantity<Number>,
}

impl DegreeLaw {
    /// Mean degree, amounts read by `read`.
    pub fn mean(&self, read: impl Fn(&Quantity<Number>) -> f64) -> f64 {
        match self {
            DegreeLaw::Constant { degree } => f64::from(*degree),
            DegreeLaw::Poisson { mean } | DegreeLaw::Lognormal { mean, .. } => read(mean),
            DegreeLaw::PowerLaw { exponent, least, most } => Discrete::power_law(read(exponent), *least, *most).mean(),
            DegreeLaw::Shares(shares) => {
                let total: f64 = shares.iter().map(|entry| read(&entry.share)).sum();
                shares.iter().map(|entry| f64::from(entry.degree) * read(&entry.share)).sum::<f64>() / total
            }
        }
    }
}
