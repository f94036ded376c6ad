//! Two alternatives run in the same worlds: what the pairing tells, and what it saves.

use super::moments::rounding_variance;
use super::student::student_quantile;

/// The comparison of two alternatives, a and b, that were run in the same worlds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paired {
    /// Number of worlds.
    pub pairs: usize,
    /// Mean of a.
    pub mean_a: f64,
    /// Mean of b.
    pub mean_b: f64,
    /// What b adds to a: mean b − mean a.
    pub difference: f64,
    /// Lower end of the 95 % interval of the difference, from the differences within worlds (paired t); −∞ with one
    /// pair.
    pub low: f64,
    /// Upper end; +∞ with one pair.
    pub high: f64,
    /// Lower end of the 95 % interval that would have been found had the same values come from different worlds
    /// (Welch).
    pub unpaired_low: f64,
    /// Upper end of the same.
    pub unpaired_high: f64,
    /// How many times as many runs the unpaired comparison would need for the same precision: (s_a² + s_b²) / s_d²,
    /// with s_d² the variance of the differences. Above 1 when the worlds move both the same way; none where the
    /// differences are all the same (no finite number would do) or with one pair.
    pub variance_reduction: Option<f64>,
    /// Pearson's correlation of a and b; none where one of them is the same in all worlds or with one pair.
    pub correlation: Option<f64>,
}

/// Pairs of values, seen one after the other: what a comparison needs of them, whatever their number.
///
/// Means and sums of squares by Welford's recursion (1962, Technometrics 4:419), which loses nothing when means are large.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pairing {
    pairs: usize,
    a: Running,
    b: Running,
    differences: Running,
    largest: f64,
}

/// A mean, and the sum of the squares around it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Running {
    mean: f64,
    squares: f64,
}

impl Running {
    /// Takes in the n-th value.
    fn add(&mut self, value: f64, n: f64) {
        let before = value - self.mean;
        self.mean += before / n;
        self.squares += before * (value - self.mean);
    }

    /// The unbiased variance of n values, or 0 where it cannot be told from rounding.
    fn variance(self, n: f64, rounding: f64) -> f64 {
        let variance = self.squares / (n - 1.0);
        if variance > rounding { variance } else { 0.0 }
    }
}

impl Pairing {
    /// Takes in the values of one world, which are finite.
    pub fn add(&mut self, a: f64, b: f64) {
        self.pairs += 1;
        let n = self.pairs as f64;
        self.a.add(a, n);
        self.b.add(b, n);
        self.differences.add(b - a, n);
        self.largest = self.largest.max(a.abs()).max(b.abs());
    }

    /// Compares b with a; nothing without pairs.
    ///
    /// Paired: d̄ ± t₀.₉₇₅(n − 1) · s_d / √n (Student 1908, Biometrika 6:1). Unpaired: Welch (1947, Biometrika 34:28), with
    /// his degrees of freedom. Values may be 0 and 1 (won or not); then both rest on the central limit theorem. A variance
    /// that cannot be told from rounding counts as 0.
    pub fn compared(&self) -> Option<Paired> {
        let mut result = Paired {
            pairs: self.pairs,
            mean_a: self.a.mean,
            mean_b: self.b.mean,
            difference: self.differences.mean,
            low: f64::NEG_INFINITY,
            high: f64::INFINITY,
            unpaired_low: f64::NEG_INFINITY,
            unpaired_high: f64::INFINITY,
            variance_reduction: None,
            correlation: None,
        };
        if self.pairs > 1 {
            let n = self.pairs as f64;
            let rounding = rounding_variance(self.largest);
            let [of_a, of_b, of_d] = [self.a, self.b, self.differences].map(|values| values.variance(n, rounding));
            let around = |half: f64| (result.difference - half, result.difference + half);
            (result.low, result.high) = around(half_width(of_d / n, n - 1.0));
            let freedom = (n - 1.0) * (of_a + of_b) * (of_a + of_b) / (of_a * of_a + of_b * of_b);
            (result.unpaired_low, result.unpaired_high) = around(half_width((of_a + of_b) / n, freedom));
            result.variance_reduction = (of_d > 0.0).then(|| (of_a + of_b) / of_d);
            let scale = (of_a * of_b).sqrt();
            result.correlation = (scale > 0.0).then(|| ((of_a + of_b - of_d) / (2.0 * scale)).clamp(-1.0, 1.0));
        }
        (self.pairs > 0).then_some(result)
    }
}

/// Half the width of a 95 % interval for a mean whose squared standard error is `variance`.
fn half_width(variance: f64, freedom: f64) -> f64 {
    if variance > 0.0 { student_quantile(0.975, freedom) * variance.sqrt() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(a: &[f64], b: &[f64]) -> Paired {
        let mut pairing = Pairing::default();
        a.iter().zip(b).for_each(|(a, b)| pairing.add(*a, *b));
        pairing.compared().expect("there are pairs")
    }

    #[test]
    fn a_large_mean_hides_no_difference_and_no_pairs_tell_nothing() {
        let small = paired(&[1.0, 4.0, 2.0], &[2.0, 4.5, 4.0]);
        let large = paired(&[1e9 + 1.0, 1e9 + 4.0, 1e9 + 2.0], &[1e9 + 2.0, 1e9 + 4.5, 1e9 + 4.0]);
        close(large.low, small.low);
        close(large.unpaired_high, small.unpaired_high);
        assert_eq!(Pairing::default().compared(), None);
    }

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-6, "{found} against {expected}");
    }

    /// Additional sleep \[h\] of ten patients with two drugs (Student 1908); intervals as R's `t.test` prints them.
    #[test]
    fn student_s_sleep_gives_the_published_intervals() {
        let a = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let b = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let found = paired(&a, &b);
        assert_eq!(found.pairs, 10);
        close(found.mean_a, 0.75);
        close(found.mean_b, 2.33);
        close(found.difference, 1.58);
        close(found.low, 0.700_114_2);
        close(found.high, 2.459_885_8);
        close(found.unpaired_low, -0.205_483_2);
        close(found.unpaired_high, 3.365_483_2);
        close(found.correlation.expect("both vary"), 0.795_170_2);
        // (3.2006 + 4.0090) / 1.5129, the variances R prints.
        assert!((found.variance_reduction.expect("they vary") - 4.7654).abs() < 1e-3, "{:?}", found.variance_reduction);
    }

    #[test]
    fn a_constant_difference_is_certain_and_saves_without_limit() {
        let a = [0.1, 0.2, 0.7, 1.3];
        let found = paired(&a, &a.map(|value| value + 0.3));
        close(found.low, 0.3);
        close(found.high, 0.3);
        assert_eq!(found.variance_reduction, None);
        close(found.correlation.expect("both vary"), 1.0);
        assert!(found.unpaired_low < -0.5 && found.unpaired_high > 1.0);
    }

    #[test]
    fn what_never_varies_has_no_correlation() {
        let found = paired(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0]);
        assert_eq!(found.correlation, None);
        close(found.variance_reduction.expect("they vary"), 1.0);
        let same = paired(&[0.1; 7], &[0.1; 7]);
        assert_eq!((same.low, same.high, same.unpaired_low, same.unpaired_high), (0.0, 0.0, 0.0, 0.0));
        assert_eq!((same.variance_reduction, same.correlation), (None, None));
    }

    #[test]
    fn one_pair_tells_a_difference_and_no_more() {
        let found = paired(&[2.0], &[5.0]);
        close(found.difference, 3.0);
        assert_eq!((found.low, found.high), (f64::NEG_INFINITY, f64::INFINITY));
        assert_eq!((found.unpaired_low, found.unpaired_high), (f64::NEG_INFINITY, f64::INFINITY));
        assert_eq!((found.variance_reduction, found.correlation), (None, None));
    }
}
