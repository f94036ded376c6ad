//! A number with how well it is known.

/// A measure of a layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The number; NaN where the measure has no meaning (a distance where nobody reaches anybody).
    pub value: f64,
    /// Its standard error, or a bound of its error where the measure says so; 0 where the number is exact.
    pub error: f64,
}

impl Measured {
    /// A number without error.
    pub const fn exact(value: f64) -> Self {
        Measured { value, error: 0.0 }
    }

    /// A function of `n` groups that were drawn without repetition from `of`, with its error by the jackknife: the
    /// spread of what remains when one group is left out, (n − 1)/n · Σ (θ₍ᵢ₎ − θ̄)², less the share of the groups that
    /// is known (Quenouille 1956; Tukey 1958). A single group of several has no spread to tell an error from: NaN.
    pub(super) fn jackknife(all: f64, without: &[f64], of: u64) -> Self {
        let n = without.len() as f64;
        if without.len() < 2 {
            return Measured { value: all, error: if of > 1 { f64::NAN } else { 0.0 } };
        }
        let mean = without.iter().sum::<f64>() / n;
        let squares = without.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
        let unknown = (1.0 - n / of as f64).max(0.0);
        Measured { value: all, error: libm::sqrt((n - 1.0) / n * squares * unknown) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a mean the jackknife's error is s/√n: 1, 2, 3, 6 have mean 3, s² = 14/3, error 1.0801.
    #[test]
    fn the_jackknife_of_a_mean_is_its_standard_error() {
        let sample = [1.0, 2.0, 3.0, 6.0];
        let without: Vec<f64> = sample.iter().map(|x| (12.0 - x) / 3.0).collect();
        let many = Measured::jackknife(3.0, &without, u64::MAX);
        assert!((many.error - 1.080_123).abs() < 1e-6, "{}", many.error);
        assert!((Measured::jackknife(3.0, &without, 8).error - many.error / 2f64.sqrt()).abs() < 1e-12);
        assert!(Measured::jackknife(3.0, &without, 4).error.abs() < 1e-12, "who knows all has no error");
        assert!(Measured::jackknife(3.0, &[3.0], 8).error.is_nan(), "one of eight tells nothing of the others");
    }
}
