//! Interval for a mean.

use super::moments::{mean, variance};
use super::student::student_quantile;

/// Mean and standard deviation (divisor n − 1) of a sample; the deviation of one value is 0, the mean of none is not a number.
pub fn mean_and_deviation(x: &[f64]) -> (f64, f64) {
    (mean(x), if x.len() > 1 { variance(x).sqrt() } else { 0.0 })
}

/// The mean with Student's interval at 95 %, x̄ ± t₀.₉₇₅(n − 1) · s / √n; from −∞ to ∞ with fewer than two values.
///
/// Student 1908, Biometrika 6:1.
pub fn mean_interval(x: &[f64]) -> (f64, f64, f64) {
    let (mean, deviation) = mean_and_deviation(x);
    if x.len() < 2 {
        return (mean, f64::NEG_INFINITY, f64::INFINITY);
    }
    let n = x.len() as f64;
    let half = student_quantile(0.975, n - 1.0) * deviation / n.sqrt();
    (mean, mean - half, mean + half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_student() {
        // Extra sleep by Cushny and Peebles' second drug, in Student's paper: mean 2.33, s 2.002, t(9) = 2.262.
        let sleep = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let (mean, low, high) = mean_interval(&sleep);
        assert!((mean - 2.33).abs() < 1e-12 && (low - 0.8977).abs() < 1e-4 && (high - 3.7623).abs() < 1e-4);
        assert_eq!(mean_interval(&[3.0]), (3.0, f64::NEG_INFINITY, f64::INFINITY));
    }
}
