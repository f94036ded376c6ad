//! The power law over real numbers (Pareto), with or without a cut: density ∝ x^(−τ) from `least` to `most`.

/// Halvings of the interval in which the least value is sought: to the last digits.
const HALVINGS: u32 = 80;
/// The least value is sought down to this share of the mean.
const SMALLEST: f64 = 1e-9;

/// A power law between two ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PowerLaw {
    /// Exponent τ of the density.
    pub exponent: f64,
    /// Smallest value, above 0.
    pub least: f64,
    /// Largest value; infinite without a cut.
    pub most: f64,
}

impl PowerLaw {
    /// The law with this exponent (1.5 or more; above 2 without a cut), largest value and mean; where the mean is not below the
    /// largest value, every value is the largest.
    pub fn with_mean(exponent: f64, most: f64, mean: f64) -> Self {
        let law = |least| PowerLaw { exponent, least, most };
        if mean >= most {
            return law(most);
        }
        let (mut low, mut high) = (libm::log(mean * SMALLEST), libm::log(mean));
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if law(libm::exp(middle)).mean() < mean { low = middle } else { high = middle }
        }
        law(libm::exp(low))
    }

    /// Mean: ∫ x^(1 − τ) dx / ∫ x^(−τ) dx.
    pub fn mean(&self) -> f64 {
        if self.most <= self.least { self.least } else { self.moment(1.0) / self.moment(0.0) }
    }

    /// ∫ x^(k − τ) dx from least to most.
    fn moment(&self, k: f64) -> f64 {
        let power = k - self.exponent + 1.0;
        let ratio = libm::log(self.most / self.least);
        if power.abs() < 1e-9 {
            return ratio;
        }
        libm::exp(power * libm::log(self.least)) * libm::expm1(power * ratio) / power
    }

    /// The value below which a share `u`, 0 to 1, lies: x = (least^q − u (least^q − most^q))^(1/q), q = 1 − τ.
    pub fn quantile(&self, u: f64) -> f64 {
        let q = 1.0 - self.exponent;
        let ratio = libm::log(self.most / self.least);
        if ratio <= 0.0 {
            return self.least;
        }
        let log = if q.abs() < 1e-9 { u * ratio } else { libm::log1p(u * libm::expm1(q * ratio)) / q };
        self.least * libm::exp(log)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laws() -> [PowerLaw; 5] {
        [(2.5, 1000.0), (3.0, f64::INFINITY), (2.0, 50.0), (1.0, 50.0), (1.5, 200.0)].map(|(exponent, most)| PowerLaw {
            exponent,
            least: 2.0,
            most,
        })
    }

    #[test]
    fn quantiles_have_the_mean_of_the_law() {
        for law in laws() {
            let n = 1_000_000;
            let sum: f64 = (0..n).map(|i| law.quantile((f64::from(i) + 0.5) / f64::from(n))).sum();
            assert!((sum / f64::from(n) / law.mean() - 1.0).abs() < 2e-3, "{law:?}: {}", law.mean());
        }
    }

    #[test]
    fn the_tail_is_a_straight_line_between_the_logarithms() {
        // Without a cut P(x > y) = (least/y)^(τ − 1): a quarter of the values lies above 4 at τ = 3.
        let law = laws()[1];
        assert!((law.quantile(0.75) - 4.0).abs() < 1e-12 && (law.mean() - 4.0).abs() < 1e-12);
        assert!((laws()[0].quantile(1.0) - 1000.0).abs() < 1e-9 && (laws()[3].quantile(0.5) - 10.0).abs() < 1e-12);
    }

    #[test]
    fn a_law_is_found_for_every_mean_below_its_cut() {
        for (exponent, most) in [(2.5, 1000.0), (2.2, f64::INFINITY), (2.0, 80.0), (1.5, 80.0)] {
            for mean in [0.5, 15.0, 79.0] {
                let law = PowerLaw::with_mean(exponent, most, mean);
                assert!((law.mean() / mean - 1.0).abs() < 1e-6, "{law:?} for {mean}: {}", law.mean());
            }
        }
        assert!((PowerLaw::with_mean(2.5, 10.0, 15.0).mean() - 10.0).abs() < 1e-12);
    }
}
