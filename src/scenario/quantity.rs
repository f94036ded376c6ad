//! Numbers that may be uncertain: a value or a distribution, where it came from, and how far it can be trusted.

use std::marker::PhantomData;

use rand::distr::{Distribution as _, Uniform};
use rand_distr::{Beta, LogNormal, Normal, Triangular};
use serde::Serialize;

use crate::rng::World;

/// How a number is distributed over the runs; the parameters are in the base unit of the quantity.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Distribution {
    /// Always this number.
    Constant(f64),
    /// Any number between the two, all alike.
    Uniform {
        /// Lowest value.
        low: f64,
        /// Highest value.
        high: f64,
    },
    /// Normal, cut to the range that the key allows.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        sd: f64,
    },
    /// median · e^(spread · z), z standard normal.
    Lognormal {
        /// Median.
        median: f64,
        /// Standard deviation of the logarithm.
        spread: f64,
    },
    /// Beta(alpha, beta), stretched to `low`..`high`.
    Beta {
        /// First shape.
        alpha: f64,
        /// Second shape.
        beta: f64,
        /// Lowest value.
        low: f64,
        /// Highest value.
        high: f64,
    },
    /// Triangular.
    Triangular {
        /// Lowest value.
        low: f64,
        /// Most likely value.
        mode: f64,
        /// Highest value.
        high: f64,
    },
    /// One of these values, all alike.
    Empirical(Vec<f64>),
}

/// What a number stands on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// Where it was read.
    pub source: Option<String>,
    /// How far it can be trusted.
    pub confidence: Option<Confidence>,
    /// Anything else worth saying.
    pub note: Option<String>,
}

/// How far a number can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Measured or documented.
    High,
    /// Derived from documents.
    Medium,
    /// Weak or contradicted evidence.
    Low,
    /// Nobody knows; chosen so that the model fits.
    Guess,
}

/// A number of unit `U` that is drawn once a run from the run's own address.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quantity<U> {
    /// Its place in the scenario file ("platforms.mitalk.media"), which is also the address of its draw.
    pub key: String,
    /// Its distribution, in the base unit.
    pub distribution: Distribution,
    /// Lowest and highest value that the key allows, in the base unit; draws outside are drawn again.
    #[serde(skip)]
    pub range: (f64, f64),
    /// What it stands on, if the file says so.
    pub evidence: Option<Evidence>,
    /// The unit, known to the compiler only.
    #[serde(skip)]
    pub unit: PhantomData<U>,
}

/// Draws are rounded to this many significant bits, so that the last digits of a machine's mathematics don't matter.
const SIGNIFICANT_BITS: u64 = 40;

/// How often a draw outside the allowed range is repeated before the nearest bound is taken.
const DRAWS: u32 = 1000;

impl<U> Quantity<U> {
    /// A quantity that is the same in every run.
    pub fn constant(key: impl Into<String>, value: f64) -> Self {
        Quantity {
            key: key.into(),
            distribution: Distribution::Constant(value),
            range: (f64::MIN, f64::MAX),
            evidence: None,
            unit: PhantomData,
        }
    }

    /// The number [base unit] in one world; the median in the central one.
    pub fn draw(&self, world: &World) -> f64 {
        if let Distribution::Constant(value) = self.distribution {
            return value;
        }
        if world.is_central() {
            return self.distribution.median().clamp(self.range.0, self.range.1);
        }
        let mut generator = world.stream(&format!("parameter {}", self.key)).generator();
        for _ in 0..DRAWS {
            let value = self.distribution.sample(&mut generator);
            if self.range.0 <= value && value <= self.range.1 {
                return rounded(value);
            }
        }
        self.distribution.median().clamp(self.range.0, self.range.1)
    }

    /// The middle of the distribution [base unit]: what a reader may take as "the" value.
    pub fn median(&self) -> f64 {
        self.distribution.median()
    }

    /// Whether it differs between runs.
    pub fn is_uncertain(&self) -> bool {
        !matches!(self.distribution, Distribution::Constant(_))
    }
}

impl Distribution {
    fn sample(&self, generator: &mut rand_philox::Philox) -> f64 {
        const CHECKED: &str = "parameters were checked when the file was read";
        match *self {
            Distribution::Constant(value) => value,
            Distribution::Uniform { low, high } => Uniform::new_inclusive(low, high).expect(CHECKED).sample(generator),
            Distribution::Normal { mean, sd } => Normal::new(mean, sd).expect(CHECKED).sample(generator),
            Distribution::Lognormal { median, spread } => {
                LogNormal::new(libm::log(median), spread).expect(CHECKED).sample(generator)
            }
            Distribution::Beta { alpha, beta, low, high } => {
                low + (high - low) * Beta::new(alpha, beta).expect(CHECKED).sample(generator)
            }
            Distribution::Triangular { low, mode, high } => {
                Triangular::new(low, high, mode).expect(CHECKED).sample(generator)
            }
            Distribution::Empirical(ref values) => {
                values[Uniform::new(0, values.len()).expect(CHECKED).sample(generator)]
            }
        }
    }

    /// The median; for beta the usual approximation (α − ⅓)/(α + β − ⅔), good to 1 % for shapes above 1.
    pub fn median(&self) -> f64 {
        match *self {
            Distribution::Constant(value) => value,
            Distribution::Uniform { low, high } => f64::midpoint(low, high),
            Distribution::Normal { mean, .. } => mean,
            Distribution::Lognormal { median, .. } => median,
            Distribution::Beta { alpha, beta, low, high } => {
                let share = if alpha > 1.0 && beta > 1.0 {
                    (alpha - 1.0 / 3.0) / (alpha + beta - 2.0 / 3.0)
                } else {
                    alpha / (alpha + beta)
                };
                low + (high - low) * share
            }
            Distribution::Triangular { low, mode, high } => {
                let middle = f64::midpoint(low, high);
                if mode >= middle {
                    low + libm::sqrt((high - low) * (mode - low) / 2.0)
                } else {
                    high - libm::sqrt((high - low) * (high - mode) / 2.0)
                }
            }
            Distribution::Empirical(ref values) => {
                let mut sorted = values.clone();
                sorted.sort_by(f64::total_cmp);
                f64::midpoint(sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2])
            }
        }
    }
}

/// A number with few enough bits that the last digits of a machine's mathematics don't matter.
pub(super) fn rounded(value: f64) -> f64 {
    let dropped = 52 - (SIGNIFICANT_BITS - 1);
    let half = 1u64 << (dropped - 1);
    f64::from_bits((value.to_bits() + half) & !((1u64 << dropped) - 1))
}
