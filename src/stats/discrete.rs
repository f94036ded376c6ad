//! Distributions over whole numbers, by a table of their chances: Poisson, power law, or any list.
//!
//! Table and search cost 12 bytes a value and its logarithm in steps; the numbers are exact to rounding.

/// Standard deviations beyond which a Poisson number is left out: chances below 10⁻²².
const FAR: f64 = 10.0;

/// A distribution over finitely many whole numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Discrete {
    values: Vec<u32>,
    /// Chance of each value or one before it; the last is 1.
    up_to: Vec<f64>,
}

impl Discrete {
    /// Each value with its chance, in proportion; values ascend, chances are 0 or more.
    pub fn new(chances: impl IntoIterator<Item = (u32, f64)>) -> Self {
        let mut total = 0.0;
        let running = chances.into_iter().map(|(value, chance)| {
            total += chance;
            (value, total)
        });
        let (values, mut up_to): (Vec<u32>, Vec<f64>) = running.unzip();
        for chance in &mut up_to {
            *chance /= total;
        }
        Discrete { values, up_to }
    }

    /// P(k) ∝ k^(−exponent) from `least`, at least 1, to `most`: the truncated zeta distribution.
    pub fn power_law(exponent: f64, least: u32, most: u32) -> Self {
        let least = least.max(1);
        Self::new((least..=most.max(least)).map(|k| (k, libm::exp(-exponent * libm::log(f64::from(k))))))
    }

    /// P(k) = mean^k e^(−mean)/k!.
    pub fn poisson(mean: f64) -> Self {
        let reach = FAR * libm::sqrt(mean) + FAR;
        let (first, last) = ((mean - reach).max(0.0) as u32, (mean + reach) as u32);
        let log = libm::log(mean.max(f64::MIN_POSITIVE));
        let chance = |k: u32| libm::exp(f64::from(k) * log - mean - libm::lgamma(f64::from(k) + 1.0));
        Self::new((first..=last).map(|k| (k, chance(k))))
    }

    /// Each value with its chance.
    pub fn chances(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        let mut before = 0.0;
        let own = move |(&value, &up_to): (&u32, &f64)| (value, up_to - std::mem::replace(&mut before, up_to));
        self.values.iter().zip(&self.up_to).map(own)
    }

    /// Mean.
    pub fn mean(&self) -> f64 {
        self.chances().map(|(value, chance)| f64::from(value) * chance).sum()
    }

    /// The smallest value with a chance of `u` or more that a number is not above it.
    pub fn quantile(&self, u: f64) -> u32 {
        let at = self.up_to.partition_point(|&chance| chance < u);
        self.values[at.min(self.values.len() - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shares of evenly spread quantiles.
    fn share(distribution: &Discrete, value: u32) -> f64 {
        let n = 100_000;
        let hits = (0..n).filter(|&i| distribution.quantile((f64::from(i) + 0.5) / f64::from(n)) == value);
        hits.count() as f64 / f64::from(n)
    }

    #[test]
    fn poisson_has_its_published_chances() {
        // P(0), P(2), P(5) at mean 2; the mode of mean 10,000 has chance .003 989 4.
        let two = Discrete::poisson(2.0);
        for (k, chance) in [(0, 0.135_335), (2, 0.270_671), (5, 0.036_089)] {
            assert!((share(&two, k) - chance).abs() < 2e-5, "P({k})");
        }
        assert!((two.mean() - 2.0).abs() < 1e-12 && (Discrete::poisson(0.0).mean()).abs() < 1e-12);
        let large = Discrete::poisson(10_000.0);
        assert!((large.mean() - 10_000.0).abs() < 1e-6 && (share(&large, 10_000) - 0.003_989_4).abs() < 2e-5);
    }

    #[test]
    fn a_power_law_falls_as_its_exponent_says() {
        // ζ(3) = 1.202 056 9, ζ(2) = 1.644 934 1: P(1) = .831 907 and mean 1.368 433 without a cut.
        let law = Discrete::power_law(3.0, 1, 100_000);
        assert!((share(&law, 1) - 0.831_907).abs() < 2e-5);
        assert!((law.mean() - 1.644_934_1 / 1.202_056_9).abs() < 2e-5, "{}", law.mean());
        let cut = Discrete::power_law(2.0, 2, 4);
        let total = 1.0 / 4.0 + 1.0 / 9.0 + 1.0 / 16.0;
        assert!((share(&cut, 3) - 1.0 / 9.0 / total).abs() < 2e-5);
        assert!((cut.mean() - (1.0 / 2.0 + 1.0 / 3.0 + 1.0 / 4.0) / total).abs() < 1e-12);
    }

    #[test]
    fn a_list_is_taken_in_proportion_and_to_its_ends() {
        let list = Discrete::new([(1, 3.0), (7, 0.0), (9, 1.0)]);
        assert!((share(&list, 1) - 0.75).abs() < 2e-5 && (list.mean() - 3.0).abs() < 1e-12);
        assert_eq!([0.0, 0.75, 0.750_001, 1.0].map(|u| list.quantile(u)), [1, 1, 9, 9]);
    }
}
