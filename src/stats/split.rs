//! The best split of numbers into a lower and an upper group (Otsu 1979; one-dimensional 2-means).

/// Two groups of numbers, one below the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// Share of the variance that lies between the groups, 0 to 1: 2/π for a normal distribution, 3/4 for a uniform one, 1 for two
    /// points.
    pub between: f64,
    /// Share of the numbers that are in the lower group.
    pub lower: f64,
    /// Mean of the lower group, and of the upper one.
    pub means: (f64, f64),
}

/// The split of finite numbers, in ascending order, that puts most of the variance between the groups; none where all are equal.
pub fn split(sorted: &[f64]) -> Option<Split> {
    let count = sorted.len() as f64;
    let mean = sorted.iter().sum::<f64>() / count;
    let variance = sorted.iter().map(|number| (number - mean) * (number - mean)).sum::<f64>();
    let mut below = 0.0;
    let mut best: Option<Split> = None;
    for (at, pair) in sorted.windows(2).enumerate() {
        below += pair[0] - mean;
        let lower = (at + 1) as f64;
        // Between the groups lies n₁n₂/n · (difference of their means)², with sums taken around the mean.
        let difference = -below / (count - lower) - below / lower;
        let between = lower * (count - lower) / count * difference * difference / variance;
        if pair[0] < pair[1] && best.is_none_or(|known| between > known.between) {
            let means = (mean + below / lower, mean - below / (count - lower));
            best = Some(Split { between, lower: lower / count, means });
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::normal_quantile;

    /// The middles of equal parts of a distribution.
    fn spaced(quantile: impl Fn(f64) -> f64) -> Vec<f64> {
        (0..2000).map(|k| quantile((f64::from(k) + 0.5) / 2000.0)).collect()
    }

    #[test]
    fn the_variance_between_the_halves_is_that_of_the_distribution() {
        let normal = split(&spaced(normal_quantile)).expect("they differ");
        assert!((normal.between - 2.0 / std::f64::consts::PI).abs() < 2e-3, "{normal:?}");
        assert!((normal.lower - 0.5).abs() < 1e-3 && (normal.means.0 + normal.means.1).abs() < 1e-9);
        let uniform = split(&spaced(|p| p)).expect("they differ");
        assert!((uniform.between - 0.75).abs() < 1e-3, "{uniform:?}");
    }

    #[test]
    fn two_heaps_are_told_apart_and_equal_numbers_are_not() {
        let heaps = split(&[1.0, 1.0, 1.0, 9.0]).expect("they differ");
        assert!((heaps.between - 1.0).abs() < 1e-12);
        assert_eq!((heaps.lower, heaps.means), (0.75, (1.0, 9.0)));
        assert_eq!(split(&[4.0; 5]), None);
        assert_eq!(split(&[4.0]), None);
        assert_eq!(split(&[]), None);
    }
}
