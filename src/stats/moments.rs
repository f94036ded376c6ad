//! Mean and variance of a sample.

/// The arithmetic mean of a sample that is not empty.
pub(super) fn mean(x: &[f64]) -> f64 {
    x.iter().sum::<f64>() / x.len() as f64
}

/// The unbiased variance (divisor n − 1) of two values or more, in two passes: nothing is lost when the mean is large.
pub(super) fn variance(x: &[f64]) -> f64 {
    let center = mean(x);
    x.iter().map(|value| (value - center) * (value - center)).sum::<f64>() / (x.len() - 1) as f64
}

/// The variance that rounding alone can give to values up to this size: no more than this counts as none.
pub(super) fn rounding_variance(largest: f64) -> f64 {
    (2.0 * f64::EPSILON * largest) * (2.0 * f64::EPSILON * largest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_survive_a_large_mean() {
        let x = [4.0, 7.0, 13.0, 16.0].map(|value| value + 1e9);
        assert!((mean(&x) - 1e9 - 10.0).abs() < 1e-6);
        assert!((variance(&x) - 30.0).abs() < 1e-6);
    }
}
