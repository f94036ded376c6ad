//! Quantiles of a sample.

/// The quantile at probability `p` of a sorted sample, linear between order statistics.
///
/// Type 7 of Hyndman & Fan (1996, The American Statistician 50:361), the default of R and numpy: h = (n − 1)p,
/// x₍⌊h⌋₎ + (h − ⌊h⌋)(x₍⌊h⌋₊₁₎ − x₍⌊h⌋₎). `sorted` must not be empty; `p` in 0..=1.
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    let h = (sorted.len() - 1) as f64 * p;
    let below = h.floor();
    let (low, high) = (sorted[below as usize], sorted[h.ceil() as usize]);
    low + (h - below) * (high - low)
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn quantiles_are_those_of_type_7() {
        let x = [1.0, 2.0, 4.0, 8.0];
        for (p, expected) in [(0.0, 1.0), (0.05, 1.15), (0.25, 1.75), (0.5, 3.0), (0.95, 7.4), (1.0, 8.0)] {
            assert!((quantile(&x, p) - expected).abs() < 1e-12, "p = {p}");
        }
        assert!((quantile(&[7.0], 0.3) - 7.0).abs() < 1e-12);
    }
}
