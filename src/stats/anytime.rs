//! Intervals one may look at after every run: valid at all stopping times together.
//!
//! A fixed-sample interval (Wilson's, Student's) misses the truth with probability α at one number of runs that was set
//! before. Whoever looks after each run and stops when the interval pleases misses far more often. A *confidence
//! sequence* misses **ever**, at any number of runs, with probability α at most, so any rule of stopping is allowed.
//! The intersection of the intervals seen so far is valid too.

/// Both parameters of the beta mixture. At ½ (Jeffreys's prior; Krichevsky & Trofimov 1981) the price against the best
/// hindsight, ½ ln n + O(1), is the same for all p up to a constant, also near 0 and 1, where rivals with a long head
/// start end up.
const MIXTURE: f64 = 0.5;

/// The interval for a probability after `successes` of `trials`, valid at all numbers of trials together at `level`
/// (0.95: α = 0.05; 0 < level < 1). Without trials it is (0, 1).
///
/// All p with M(p) < 1/α, where M(p) = B(k + a, n − k + b) / (B(a, b) pᵏ (1 − p)ⁿ⁻ᵏ), the likelihood of a beta(a, b)
/// mixture over that of p, is a martingale that starts at 1 when p is the truth: it ever reaches 1/α with probability α
/// at most (Ville 1939; Robbins 1970, Annals of Mathematical Statistics 41:1397; Howard, Ramdas, McAuliffe & Sekhon
/// 2021, Annals of Statistics 49:1055). ln M is convex in p with its minimum, below 0, at k/n, so the set is an
/// interval and bisection finds its ends.
pub fn anytime_proportion(successes: u64, trials: u64, level: f64) -> (f64, f64) {
    let (k, failures, n) = (successes as f64, (trials - successes) as f64, trials as f64);
    let beyond = ln_beta(k + MIXTURE, failures + MIXTURE) - ln_beta(MIXTURE, MIXTURE) + libm::log(1.0 - level);
    let outside = |p: f64| beyond - k * libm::log(p) - failures * libm::log1p(-p) > 0.0;
    let low = if successes == 0 { 0.0 } else { border(0.0, k / n, outside) };
    let high = if successes == trials { 1.0 } else { border(1.0, k / n, outside) };
    (low, high)
}

/// ln B(a, b).
fn ln_beta(a: f64, b: f64) -> f64 {
    libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b)
}

/// The last number outside on the way from `far`, outside, to `near`, inside: bisection down to neighboring floats.
fn border(mut far: f64, mut near: f64, outside: impl Fn(f64) -> bool) -> f64 {
    loop {
        let middle = f64::midpoint(far, near);
        if middle.total_cmp(&far).is_eq() || middle.total_cmp(&near).is_eq() {
            return far;
        }
        *(if outside(middle) { &mut far } else { &mut near }) = middle;
    }
}

/// The first number of values at which [`anytime_mean`] says anything. Below, a standard deviation is too uncertain for
/// an argument that rests on the central limit theorem.
pub const ANYTIME_MEAN_FROM: u64 = 32;

/// The number of values at which [`anytime_mean`] is as narrow as it can be.
const NARROWEST: f64 = 256.0;

/// The interval for a mean from the `mean` and the standard deviation `sd` (divisor n − 1) of the first `n` independent
/// values, valid at all n from [`ANYTIME_MEAN_FROM`] together at `level` (0 < level < 1); below it is (−∞, ∞).
///
/// x̄ ± s √(2 (nρ² + 1) / (n²ρ²) · ln(√(nρ² + 1) / α)): the asymptotic confidence sequence of Waudby-Smith, Arbour,
/// Sinha, Kennedy & Ramdas (2024, Annals of Statistics 52:2613, section 2). **Asymptotic**: the level is that of a
/// normal sum with known variance, which the sum of values of finite variance approaches; it holds the better the later
/// one starts to look. Of 2,000 values from the 32nd on, those of normal and uniform distributions and of a coin with p
/// = 0.3 are missed by 5 % of the paths at most, exponential ones (skewness 2) by 7 to 8 % (tests below).
///
/// ρ² = (u − 1) / 256 with u − ln u = 1 − 2 ln α makes the interval as narrow as possible at n = 256, the middle of 64
/// and 1000 on a logarithmic scale; at these ends it is 7 % and 3 % wider than it could be (level 0.95).
pub fn anytime_mean(n: u64, mean: f64, sd: f64, level: f64) -> (f64, f64) {
    if n < ANYTIME_MEAN_FROM {
        return (f64::NEG_INFINITY, f64::INFINITY);
    }
    let log_alpha = libm::log(1.0 - level);
    let n = n as f64;
    let t = n / NARROWEST * narrowest(log_alpha);
    let half = sd * (2.0 * (t + 1.0) / (n * t) * (0.5 * libm::log1p(t) - log_alpha)).sqrt();
    (mean - half, mean + half)
}

/// nρ² at the n where the interval is narrowest relative to s/√n: u − 1 with u = 1 − 2 ln α + ln u, the zero of the
/// derivative of (u / (u − 1)) (ln u − 2 ln α). Each step divides the error by u > 1.
fn narrowest(log_alpha: f64) -> f64 {
    let excess = |u: f64| libm::log(u) - 2.0 * log_alpha;
    (0..100).fold(2.0 - 2.0 * log_alpha, |u, _| 1.0 + excess(u)) - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Stream, World};
    use crate::stats::wilson;

    const LEVEL: f64 = 0.95;

    /// The probability that an interval misses `p` at any number of trials from 1 to `trials`: exact, by recursion over
    /// the numbers of successes that no interval has refuted so far.
    fn ever_missed(p: f64, trials: u64, interval: impl Fn(u64, u64) -> (f64, f64)) -> f64 {
        let mut weights = vec![0.0; trials as usize + 2];
        weights[0] = 1.0;
        let (mut first, mut last, mut missed) = (0, 0, 0.0);
        for n in 1..=trials {
            last += 1;
            for k in (first..=last).rev() {
                let success = if k > first { weights[k - 1] * p } else { 0.0 };
                weights[k] = weights[k] * (1.0 - p) + success;
            }
            while first <= last && interval(first as u64, n).1 < p {
                missed += std::mem::take(&mut weights[first]);
                first += 1;
            }
            while last > first && interval(last as u64, n).0 > p {
                missed += std::mem::take(&mut weights[last]);
                last -= 1;
            }
        }
        missed
    }

    /// Over all paths of 2,000 trials; no simulation, so no error. That it is used up to a good part shows that the
    /// interval is not too wide.
    #[test]
    fn the_interval_for_a_proportion_ever_misses_with_at_most_its_error_level() {
        for p in [0.02, 0.1, 0.5, 0.98] {
            let missed = ever_missed(p, 2000, |k, n| anytime_proportion(k, n, LEVEL));
            assert!(missed <= 0.05, "p = {p}: {missed}");
            assert!(missed > 0.01, "p = {p}: {missed}");
        }
        let loose = ever_missed(0.5, 2000, |k, n| anytime_proportion(k, n, 0.8));
        assert!((0.05..=0.2).contains(&loose), "{loose}");
        assert!(ever_missed(0.5, 2000, wilson) > 0.3, "the interval for one look is no interval for 2,000");
    }

    /// Without successes B(½, n + ½) / B(½, ½) = C(2n, n) / 4ⁿ, and the end is 1 − (α C(2n, n) / 4ⁿ)^(1/n).
    #[test]
    fn without_successes_the_end_has_a_closed_form() {
        assert_eq!(anytime_proportion(0, 0, LEVEL), (0.0, 1.0));
        let mut central = 1.0;
        for n in 1..=200u64 {
            central *= (2 * n - 1) as f64 / (2 * n) as f64;
            let expected = 1.0 - (0.05 * central).powf(1.0 / n as f64);
            let (low, high) = anytime_proportion(0, n, LEVEL);
            assert!(low.to_bits() == 0 && (high - expected).abs() < 1e-12, "n = {n}: {high} against {expected}");
            let (low, high) = anytime_proportion(n, n, LEVEL);
            assert!((low - 1.0 + expected).abs() < 1e-12 && (high - 1.0).abs() < 1e-15, "n = {n}: {low}");
        }
    }

    /// The mixture's likelihood as Krichevsky and Trofimov's product of predictions: what stands between the ends, and
    /// nothing else, has M(p) < 1/α.
    #[test]
    fn the_ends_are_where_the_martingale_reaches_one_over_alpha() {
        for (k, n) in [(1, 2), (3, 10), (17, 20), (1, 300), (150, 300)] {
            let martingale = |p: f64| {
                let successes = (0..k).map(|i| (i as f64 + 0.5) / (i + 1) as f64 / p);
                let failures = (k..n).map(|i| ((i - k) as f64 + 0.5) / (i + 1) as f64 / (1.0 - p));
                successes.chain(failures).product::<f64>()
            };
            let (low, high) = anytime_proportion(k, n, LEVEL);
            for end in [low, high] {
                assert!((martingale(end) * 0.05 - 1.0).abs() < 1e-9, "{k}/{n}: {}", martingale(end));
            }
            for i in 1..1000 {
                let p = i as f64 / 1000.0;
                assert_eq!(low <= p && p <= high, martingale(p) < 20.0, "{k}/{n} at {p}");
            }
        }
    }

    #[test]
    fn intervals_shrink_with_the_runs_and_grow_with_the_level() {
        let width = |(low, high): (f64, f64)| high - low;
        let mut before = (f64::INFINITY, f64::INFINITY);
        for n in [32, 100, 1000, 10_000, 1_000_000] {
            let now = (width(anytime_proportion(n / 4, n, LEVEL)), width(anytime_mean(n, 7.0, 2.0, LEVEL)));
            assert!(now.0 < before.0 && now.1 < before.1, "n = {n}: {now:?}");
            assert!(
                now.0 < width(anytime_proportion(n / 4, n, 0.99)) && now.1 < width(anytime_mean(n, 7.0, 2.0, 0.99))
            );
            before = now;
        }
        assert!(before.0 < 0.005, "{before:?}");
        assert_eq!(anytime_mean(31, 7.0, 2.0, LEVEL), (f64::NEG_INFINITY, f64::INFINITY));
    }

    /// Against a search over all ρ.
    #[test]
    fn the_interval_for_a_mean_is_narrowest_where_it_is_said_to_be() {
        let half = |rho2: f64, n: f64| {
            (2.0 * (n * rho2 + 1.0) / (n * n * rho2) * ((n * rho2 + 1.0).sqrt() / 0.05).ln()).sqrt()
        };
        let (low, high) = anytime_mean(256, 0.0, 1.0, LEVEL);
        let best = (1..2000).map(|i| half(i as f64 / 2e4, 256.0)).fold(f64::INFINITY, f64::min);
        assert!((high - best).abs() < 1e-6 && (low + best).abs() < 1e-6, "{high} against {best}");
        for (n, most) in [(64u64, 1.072), (1000, 1.031)] {
            let best = (1..20_000).map(|i| half(i as f64 / 2e4, n as f64)).fold(f64::INFINITY, f64::min);
            let ratio = anytime_mean(n, 0.0, 1.0, LEVEL).1 / best;
            assert!((1.0..most).contains(&ratio), "n = {n}: {ratio}");
        }
    }

    /// The share of 2,000 paths of 2,000 values with mean 0 that are ever missed when looked at from the `earliest`.
    fn share_missed(earliest: usize, value: impl Fn(Stream, u64) -> f64) -> f64 {
        let stream = World { seed: 5, replicate: 0 }.stream("paths");
        let units: Vec<f64> = (0..=2000).map(|n| anytime_mean(n, 0.0, 1.0, LEVEL).1).collect();
        let ever_missed = |path: &u64| {
            let (mut sum, mut squares) = (0.0, 0.0);
            units.iter().enumerate().skip(1).any(|(n, unit)| {
                let x = value(stream.below(*path), n as u64);
                (sum, squares) = (sum + x, squares + x * x);
                let mean = sum / n as f64;
                let sd = ((squares - sum * mean) / (n as f64 - 1.0)).sqrt();
                n >= earliest && mean.abs() > unit * sd
            })
        };
        (0..2000).filter(ever_missed).count() as f64 / 2000.0
    }

    /// A share of 5 % among 2,000 has a standard error of 0.5 %; three of them are allowed. Exponential values may be
    /// missed by the 8 % that the documentation names and two standard errors (0.6 %), if one looks early.
    #[test]
    fn the_interval_for_a_mean_ever_misses_about_as_often_as_it_says() {
        let shares = [
            ("normal", share_missed(32, Stream::normal)),
            ("uniform", share_missed(32, |draws, n| draws.unit(n) - 0.5)),
            ("coin", share_missed(32, |draws, n| if draws.unit(n) < 0.3 { 0.7 } else { -0.3 })),
        ];
        for (name, share) in shares {
            assert!((0.02..0.05 + 3.0 * 0.005).contains(&share), "{name}: {share}");
        }
        let exponential = |draws: Stream, n| draws.exponential(n) - 1.0;
        let (early, late) = (share_missed(32, exponential), share_missed(250, exponential));
        assert!(early < 0.08 + 2.0 * 0.006 && late < 0.05 + 3.0 * 0.005, "{early} from 32, {late} from 250");
    }
}
