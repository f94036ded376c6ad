//! Distribution functions of uncertain numbers and their inverses.
//!
//! [`Quantity::draw`](super::Quantity::draw) takes numbers at random; experiments that spread their points evenly take them by
//! the inverse distribution function instead. Both have the same distribution, cut to the range that the key allows.

use statrs::function::beta::{beta_reg, inv_beta_reg};

use super::Distribution;
use super::quantity::rounded;
use crate::stats::normal_quantile;

impl Distribution {
    /// F(x): the chance of a number not above x, before it is cut to any range.
    pub fn cdf(&self, x: f64) -> f64 {
        match *self {
            Distribution::Constant(value) => f64::from(u8::from(x >= value)),
            Distribution::Uniform { low, high } => ((x - low) / (high - low)).clamp(0.0, 1.0),
            Distribution::Normal { mean, sd } => normal_cdf((x - mean) / sd),
            Distribution::Lognormal { .. } if x <= 0.0 => 0.0,
            Distribution::Lognormal { median, spread } => normal_cdf(libm::log(x / median) / spread),
            Distribution::Beta { alpha, beta, low, high } => {
                beta_reg(alpha, beta, ((x - low) / (high - low)).clamp(0.0, 1.0))
            }
            Distribution::Triangular { low, .. } if x <= low => 0.0,
            Distribution::Triangular { high, .. } if x >= high => 1.0,
            Distribution::Triangular { low, mode, high } if x < mode => {
                (x - low).powi(2) / ((high - low) * (mode - low))
            }
            Distribution::Triangular { low, mode, high } => 1.0 - (high - x).powi(2) / ((high - low) * (high - mode)),
            Distribution::Empirical(ref values) => {
                values.iter().filter(|value| **value <= x).count() as f64 / values.len() as f64
            }
        }
    }

    /// F⁻¹(u): the number below which a share u, 0 to 1, of the numbers lie, before they are cut to any range.
    pub fn quantile(&self, u: f64) -> f64 {
        match *self {
            Distribution::Constant(value) => value,
            Distribution::Uniform { low, high } => low + u * (high - low),
            Distribution::Normal { mean, sd } => mean + sd * normal_quantile(inside(u)),
            Distribution::Lognormal { median, spread } => median * libm::exp(spread * normal_quantile(inside(u))),
            Distribution::Beta { alpha, beta, low, high } => low + (high - low) * inv_beta_reg(alpha, beta, u),
            Distribution::Triangular { low, mode, high } => {
                let (whole, rising) = (high - low, mode - low);
                if u * whole < rising {
                    low + libm::sqrt(u * whole * rising)
                } else {
                    high - libm::sqrt((1.0 - u) * whole * (high - mode))
                }
            }
            Distribution::Empirical(ref values) => {
                let mut sorted = values.clone();
                sorted.sort_by(f64::total_cmp);
                sorted[((u * sorted.len() as f64) as usize).min(sorted.len() - 1)]
            }
        }
    }

    /// The number at a share u, 0 to 1, of the distribution cut to a range: F⁻¹(F(low) + u (F(high) − F(low))), rounded as
    /// draws are. If next to nothing of the distribution lies in the range, its median or the nearest end of the range, as
    /// for draws.
    pub fn quantile_within(&self, (low, high): (f64, f64), u: f64) -> f64 {
        let (below, above) = (self.cdf(low), self.cdf(high));
        // Values at the lower end itself belong to the range; only the empirical distribution has such.
        let below = if let Distribution::Empirical(values) = self {
            values.iter().filter(|value| **value < low).count() as f64 / values.len() as f64
        } else {
            below
        };
        let value = if above - below < 1e-9 {
            self.median()
        } else {
            self.quantile(below + u.clamp(0.0, 1.0) * (above - below))
        };
        rounded(value.clamp(low, high)).clamp(low, high)
    }
}

/// A probability that has a finite quantile.
fn inside(u: f64) -> f64 {
    u.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0)
}

/// Φ(z).
fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;
    use crate::scenario::Quantity;

    fn all() -> Vec<Distribution> {
        vec![
            Distribution::Uniform { low: 2.0, high: 5.0 },
            Distribution::Normal { mean: 3.0, sd: 2.0 },
            Distribution::Lognormal { median: 0.01, spread: 0.5 },
            Distribution::Beta { alpha: 2.0, beta: 3.0, low: 0.0, high: 1.0 },
            Distribution::Beta { alpha: 0.4, beta: 0.7, low: 1.0, high: 3.0 },
            Distribution::Triangular { low: 0.0, mode: 1.0, high: 3.0 },
            Distribution::Triangular { low: 1.0, mode: 1.0, high: 3.0 },
            Distribution::Triangular { low: 1.0, mode: 3.0, high: 3.0 },
        ]
    }

    #[test]
    fn quantiles_agree_with_closed_forms() {
        let beta = |alpha, beta| Distribution::Beta { alpha, beta, low: 0.0, high: 1.0 };
        let normal = Distribution::Normal { mean: 10.0, sd: 2.0 };
        let log = Distribution::Lognormal { median: 3.0, spread: 0.5 };
        for u in [1e-6, 0.01, 0.1, 0.25, 0.5, 0.8, 0.975, 0.999] {
            let half_pi_u = std::f64::consts::FRAC_PI_2 * u;
            for (name, found, expected) in [
                ("Beta(1, b)", beta(1.0, 3.0).quantile(u), 1.0 - (1.0 - u).powf(1.0 / 3.0)),
                ("Beta(a, 1)", beta(4.0, 1.0).quantile(u), u.powf(0.25)),
                ("arcsine", beta(0.5, 0.5).quantile(u), half_pi_u.sin().powi(2)),
            ] {
                assert!((found - expected).abs() < 1e-9, "{name} at {u}: {found} against {expected}");
            }
        }
        // The 97.5 % point of the normal distribution is 1.959964 standard deviations above the mean.
        assert!((normal.quantile(0.975) - (10.0 + 2.0 * 1.959_964)).abs() < 1e-5);
        assert!((log.quantile(0.975) - 3.0 * (0.5f64 * 1.959_964).exp()).abs() < 1e-4);
        assert!((normal.cdf(10.0 - 2.0 * 1.644_854) - 0.05).abs() < 1e-6);
        // Beta(2, 3) has the distribution function 6x² − 8x³ + 3x⁴.
        let x = beta(2.0, 3.0).quantile(0.3);
        assert!((6.0 * x.powi(2) - 8.0 * x.powi(3) + 3.0 * x.powi(4) - 0.3).abs() < 1e-9);
    }

    #[test]
    fn the_inverse_undoes_the_distribution_function() {
        for distribution in all() {
            for u in [0.001, 0.2, 0.5, 0.9, 0.999] {
                let back = distribution.cdf(distribution.quantile(u));
                assert!((back - u).abs() < 1e-6, "{distribution:?}: {back} against {u}");
            }
        }
    }

    /// Kolmogorov and Smirnov: of 4000 draws, the share below F⁻¹(u) differs from u by more than 1.95/√4000 for some u with
    /// probability .001.
    #[test]
    fn numbers_are_distributed_as_draws_are() {
        let draws = 4000;
        let cut = [(f64::MIN, f64::MAX), (1.2, 2.5)];
        let wide = all().into_iter().map(|distribution| (distribution, cut[0]));
        let narrow = [
            all()[1].clone(),
            all()[5].clone(),
            all()[4].clone(),
            Distribution::Lognormal { median: 1.0, spread: 0.5 },
        ];
        for (distribution, range) in wide.chain(narrow.into_iter().map(|distribution| (distribution, cut[1]))) {
            let quantity: Quantity<()> = Quantity { distribution, range, ..Quantity::constant("test", 0.0) };
            let mut drawn: Vec<f64> = (0..draws).map(|run| quantity.draw(&World { seed: 1, replicate: run })).collect();
            drawn.sort_by(f64::total_cmp);
            let largest = (1..200).map(|step| {
                let u = f64::from(step) / 200.0;
                let value = quantity.distribution.quantile_within(range, u);
                (drawn.partition_point(|draw| *draw <= value) as f64 / draws as f64 - u).abs()
            });
            let largest = largest.fold(0.0, f64::max);
            assert!(largest < 1.95 / (draws as f64).sqrt(), "{:?} in {range:?}: {largest}", quantity.distribution);
        }
    }

    #[test]
    fn evenly_spread_numbers_have_the_moments_of_the_distribution() {
        let n = 10_000;
        let moments = |distribution: &Distribution| {
            let values: Vec<f64> = (0..n)
                .map(|i| distribution.quantile_within((-1e9, 1e9), (f64::from(i) + 0.5) / f64::from(n)))
                .collect();
            let mean = values.iter().sum::<f64>() / f64::from(n);
            (mean, values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / f64::from(n))
        };
        let spread: f64 = 0.5;
        let expected = [
            (3.5, 0.75),
            (3.0, 4.0),
            (0.01 * (spread.powi(2) / 2.0).exp(), 1e-4 * spread.powi(2).exp() * spread.powi(2).exp_m1()),
            (0.4, 0.04),
            (1.0 + 2.0 * 4.0 / 11.0, 4.0 * 0.28 / (1.21 * 2.1)),
            (4.0 / 3.0, 7.0 / 18.0),
            (5.0 / 3.0, 2.0 / 9.0),
            (7.0 / 3.0, 2.0 / 9.0),
        ];
        for (distribution, (mean, variance)) in all().iter().zip(expected) {
            let (found_mean, found_variance) = moments(distribution);
            assert!((found_mean / mean - 1.0).abs() < 1e-3, "{distribution:?}: mean {found_mean} against {mean}");
            assert!(
                (found_variance / variance - 1.0).abs() < 5e-3,
                "{distribution:?}: {found_variance} against {variance}"
            );
        }
    }

    #[test]
    fn each_listed_value_has_the_same_share() {
        let listed = Distribution::Empirical(vec![3.0, 1.0, 2.0, 2.0]);
        let at = |range, u| listed.quantile_within(range, u);
        let all = (0.0, 9.0);
        assert_eq!([0.0, 0.24, 0.26, 0.74, 0.76, 1.0].map(|u| at(all, u).to_string()), ["1", "1", "2", "2", "3", "3"]);
        assert_eq!([0.0, 0.6, 0.7].map(|u| at((2.0, 9.0), u).to_string()), ["2", "2", "3"]);
        assert_eq!(
            Distribution::Normal { mean: 0.0, sd: 1.0 }.quantile_within((50.0, 60.0), 0.3).to_bits(),
            50f64.to_bits()
        );
    }
}
