//! How far a result would have moved with other runs: the bootstrap.

use super::quantiles::quantile;
use crate::rng::Stream;

/// What the resamples say about one statistic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrapped {
    /// The 95 % percentile interval \[low, high\]; none where no resample had a finite value.
    pub interval: Option<(f64, f64)>,
    /// In how many resamples the statistic was not finite (a variance of 0 in a denominator, for instance). They are
    /// left out, so the interval holds under the condition that the statistic exists; many of them are a warning.
    pub undefined: u32,
}

/// The percentile intervals at 95 % of all statistics that `statistic` computes from a selection of items.
///
/// Each resample draws `items` numbers below `items` (1 or more) with replacement, once, and hands them to `statistic`,
/// which returns the values of all statistics, always equally many: what is computed from one resample belongs
/// together, also sums and ranks of several statistics. An interval reaches from the 2.5 % to the 97.5 % quantile of
/// the values of all `resamples` (1000 or more leave little chance in the ends). Efron 1979, Annals of Statistics 7:1;
/// Efron & Tibshirani 1993, *An introduction to the bootstrap*, chapter 13.
///
/// Resample r draws its i-th number at the address `stream.below(r)`, word i.
pub fn bootstrap(
    items: usize,
    resamples: u32,
    stream: Stream,
    mut statistic: impl FnMut(&[usize]) -> Vec<f64>,
) -> Vec<Bootstrapped> {
    debug_assert!(items > 0);
    let mut drawn = vec![0; items];
    let mut values: Vec<Vec<f64>> = Vec::new();
    for resample in 0..resamples {
        let draws = stream.below(u64::from(resample));
        for (i, item) in drawn.iter_mut().enumerate() {
            *item = draws.under(i as u64, items as u64) as usize;
        }
        let found = statistic(&drawn);
        values.resize_with(found.len(), Vec::new);
        for (values, value) in values.iter_mut().zip(found) {
            values.extend(value.is_finite().then_some(value));
        }
    }
    values.into_iter().map(|values| summary(values, resamples)).collect()
}

fn summary(mut finite: Vec<f64>, resamples: u32) -> Bootstrapped {
    finite.sort_by(f64::total_cmp);
    let interval = (!finite.is_empty()).then(|| (quantile(&finite, 0.025), quantile(&finite, 0.975)));
    Bootstrapped { interval, undefined: resamples - finite.len() as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    fn stream() -> Stream {
        World { seed: 11, replicate: 0 }.stream("bootstrap")
    }

    /// All 6⁶ resamples of six values, against 20,000 drawn ones: an end at 2.5 % has a standard error of 0.11 % in
    /// probability, so that the share below it lies between 2.1 % and 2.9 % (3.6 of them).
    #[test]
    fn the_interval_of_a_mean_is_that_of_all_resamples() {
        let x = [0.1, 1.7, 2.4, 4.9, 7.2, 13.5];
        let mut all: Vec<f64> = (0..6usize.pow(6))
            .map(|number| (0..6u32).map(|digit| x[number / 6usize.pow(digit) % 6]).sum::<f64>() / 6.0)
            .collect();
        all.sort_by(f64::total_cmp);
        let found = bootstrap(6, 20_000, stream(), |rows| vec![rows.iter().map(|&row| x[row]).sum::<f64>() / 6.0]);
        let (low, high) = found[0].interval.expect("means are finite");
        let below = |end: f64| all.iter().filter(|mean| **mean < end).count() as f64 / all.len() as f64;
        assert!((0.021..0.029).contains(&below(low)), "{low}: {}", below(low));
        assert!((0.971..0.979).contains(&below(high)), "{high}: {}", below(high));
    }

    /// Normal theory: mean ± 1.96 s/√n, with an end's standard error of s/√n · √(p(1 − p)/B)/φ(z) = 0.027 s/√n at
    /// B = 10,000; four of them and the skewness of the sample are allowed.
    #[test]
    fn the_interval_of_a_mean_of_many_is_the_normal_one() {
        let n = 400;
        let x: Vec<f64> = (0..n).map(|i| stream().below(1 << 40).normal(i)).collect();
        let mean = x.iter().sum::<f64>() / n as f64;
        let se = (x.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n as f64 / n as f64).sqrt();
        let found = bootstrap(400, 10_000, stream(), |rows| vec![rows.iter().map(|&row| x[row]).sum::<f64>() / 400.0]);
        let (low, high) = found[0].interval.expect("means are finite");
        assert!((low - mean + 1.96 * se).abs() < 0.15 * se && (high - mean - 1.96 * se).abs() < 0.15 * se);
    }

    #[test]
    fn all_statistics_of_a_resample_share_its_items() {
        let mut calls = 0;
        let found = bootstrap(30, 200, stream(), |rows| {
            calls += 1;
            assert!(rows.len() == 30 && rows.iter().all(|row| *row < 30));
            let sum = rows.iter().sum::<usize>() as f64;
            vec![sum, -sum, sum - sum]
        });
        assert_eq!(calls, 200);
        let [plus, minus, none] = [0, 1, 2].map(|i: usize| found[i].interval.expect("sums are finite"));
        assert!((plus.0 + minus.1).abs() < 1e-9 && (plus.1 + minus.0).abs() < 1e-9 && plus.0 < plus.1);
        assert_eq!(none, (0.0, 0.0));
    }

    #[test]
    fn what_is_not_finite_is_left_out_and_counted() {
        let mut call = 0.0;
        let found = bootstrap(2, 100, stream(), |_| {
            call += 1.0;
            vec![if call <= 40.0 { f64::NAN } else { 3.0 }, f64::INFINITY]
        });
        assert_eq!(found[0], Bootstrapped { interval: Some((3.0, 3.0)), undefined: 40 });
        assert_eq!(found[1], Bootstrapped { interval: None, undefined: 100 });
    }
}
