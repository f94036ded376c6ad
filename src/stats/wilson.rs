//! Interval for a proportion.

/// 0.975 quantile of the standard normal: two-sided 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's score interval [low, high] at 95 % for `successes` of `trials`.
///
/// Wilson (1927, JASA 22:209): (p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n). `trials` must be above 0.
pub fn wilson(successes: u64, trials: u64) -> (f64, f64) {
    let n = trials as f64;
    let p = successes as f64 / n;
    let z2 = Z * Z;
    let center = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let low = if successes == 0 { 0.0 } else { center - half };
    let high = if successes == trials { 1.0 } else { center + half };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::wilson;

    #[test]
    fn intervals_are_those_of_the_literature() {
        // Newcombe (1998, Statistics in Medicine 17:857, table I), method 3.
        for (x, n, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let (l, h) = wilson(x, n);
            assert!((l - low).abs() < 5e-5 && (h - high).abs() < 5e-5, "{x}/{n}: {l} {h}");
        }
        assert_eq!(wilson(20, 20).1.to_bits(), 1.0f64.to_bits());
    }
}
