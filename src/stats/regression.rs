//! Lines through weighted points, on the scale of the results or on that of the logit.

/// A line a + b x; for [`logistic`] it is that of the logit of p.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Its height at x = 0, a.
    pub intercept: f64,
    /// Its slope, b.
    pub slope: f64,
}

impl Line {
    /// The height at x.
    pub fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }
}

/// The line that minimizes Σ wᵢ (yᵢ − a − b xᵢ)², w ≥ 0; none unless two different x have weight.
pub fn linear(x: &[f64], y: &[f64], weights: &[f64]) -> Option<Line> {
    let scale = Scale::of(x, weights)?;
    let total: f64 = weights.iter().sum();
    let center = weights.iter().zip(y).map(|(w, y)| w * y).sum::<f64>() / total;
    let terms = || weights.iter().zip(x.iter().zip(y)).map(|(w, (x, y))| (w, scale.of_x(*x), y - center));
    let slope = terms().map(|(w, z, y)| w * z * y).sum::<f64>() / terms().map(|(w, z, _)| w * z * z).sum::<f64>();
    Some(scale.line(center, slope))
}

/// The line of the logit, ln(p / (1 − p)) = a + b x, from `successes[i]` of `trials[i]` at `x[i]`, each trial with the
/// weight `weights[i]` ≥ 0; none unless two different x have trials with weight.
///
/// Maximizes the likelihood times Jeffreys's prior, √det I (Firth 1993, Biometrika 80:27): scores Σ (wᵢ(yᵢ − nᵢpᵢ) +
/// hᵢ(½ − pᵢ)) (1, xᵢ) = 0 with the leverages hᵢ. The estimate is finite also where the likelihood has no maximum
/// because x separates successes from failures (Heinze & Schemper 2002, Statistics in Medicine 21:2409), and the prior
/// takes the first order of the bias away. Iteratively reweighted least squares with halved steps.
pub fn logistic(x: &[f64], successes: &[f64], trials: &[f64], weights: &[f64]) -> Option<Line> {
    let effective: Vec<f64> = trials.iter().zip(weights).map(|(n, w)| n * w).collect();
    let scale = Scale::of(x, &effective)?;
    let datum = |((x, y), (n, w)): ((&f64, &f64), (&f64, &f64))| Datum {
        z: scale.of_x(*x),
        successes: w * y,
        failures: w * (n - y),
    };
    let data: Vec<Datum> = x.iter().zip(successes).zip(trials.iter().zip(weights)).map(datum).collect();
    let (mut a, mut b) = (0.0, 0.0);
    let mut reached = penalized_likelihood(&data, a, b);
    for _ in 0..STEPS {
        let (up, along) = step(&data, a, b);
        let length = libm::hypot(up, along);
        if length < CLOSE {
            break;
        }
        let mut part = (LONGEST / length).min(1.0);
        let mut next = penalized_likelihood(&data, a + part * up, b + part * along);
        while next < reached - ROUNDING * reached.abs() && part > CLOSE {
            part /= 2.0;
            next = penalized_likelihood(&data, a + part * up, b + part * along);
        }
        (a, b, reached) = (a + part * up, b + part * along, next);
    }
    Some(scale.line(a, b))
}

/// Steps after which the fit is taken as it is; usually ten are enough.
const STEPS: u32 = 200;
/// Length of the longest step, in logits.
const LONGEST: f64 = 4.0;
/// Length of a step that no longer matters, in logits.
const CLOSE: f64 = 1e-10;
/// Relative error of a penalized likelihood.
const ROUNDING: f64 = 1e-12;

/// x measured from its weighted mean, in units of its weighted standard deviation: keeps the equations well
/// conditioned.
struct Scale {
    center: f64,
    unit: f64,
}

impl Scale {
    fn of(x: &[f64], weights: &[f64]) -> Option<Scale> {
        let total: f64 = weights.iter().sum();
        let mean = |value: &dyn Fn(f64) -> f64| weights.iter().zip(x).map(|(w, x)| w * value(*x)).sum::<f64>() / total;
        let center = mean(&|x| x);
        let unit = mean(&|x| (x - center) * (x - center)).sqrt();
        let largest = x.iter().fold(0.0, |largest: f64, x| largest.max(x.abs()));
        (unit > 4.0 * f64::EPSILON * largest).then_some(Scale { center, unit })
    }

    fn of_x(&self, x: f64) -> f64 {
        (x - self.center) / self.unit
    }

    /// The line with this height at the center and this slope a unit.
    fn line(&self, height: f64, slope: f64) -> Line {
        let slope = slope / self.unit;
        Line { intercept: height - slope * self.center, slope }
    }
}

/// Weighted successes and failures at a place, which is measured by its [`Scale`].
struct Datum {
    z: f64,
    successes: f64,
    failures: f64,
}

/// 1 / (1 + e^(−t)).
pub(super) fn expit(t: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-t))
}

/// ln(1 + eᵗ), without overflow.
fn softplus(t: f64) -> f64 {
    t.max(0.0) + libm::log1p(libm::exp(-t.abs()))
}

impl Datum {
    /// p and 1 − p; each is exact where it is small.
    fn chances(&self, a: f64, b: f64) -> (f64, f64) {
        let t = a + b * self.z;
        (expit(t), expit(-t))
    }

    /// n p (1 − p).
    fn weight(&self, a: f64, b: f64) -> f64 {
        let (p, q) = self.chances(a, b);
        (self.successes + self.failures) * p * q
    }

    /// y ln p + (n − y) ln(1 − p).
    fn likelihood(&self, a: f64, b: f64) -> f64 {
        let t = a + b * self.z;
        -self.successes * softplus(-t) - self.failures * softplus(t)
    }
}

/// The information that the data hold on a line, about the point where height and slope are independent.
struct Information {
    /// Σ W, W = n p (1 − p).
    total: f64,
    /// Σ W z / Σ W.
    center: f64,
    /// Σ W (z − center)².
    spread: f64,
}

impl Information {
    fn of(data: &[Datum], a: f64, b: f64) -> Information {
        let sum =
            |value: &dyn Fn(f64) -> f64| data.iter().map(|datum| datum.weight(a, b) * value(datum.z)).sum::<f64>();
        let total = sum(&|_| 1.0);
        let center = sum(&|z| z) / total;
        Information { total, center, spread: sum(&|z| (z - center) * (z - center)) }
    }
}

/// The step of (a, b) by the information and Firth's score.
fn step(data: &[Datum], a: f64, b: f64) -> (f64, f64) {
    let Information { total, center, spread } = Information::of(data, a, b);
    let (mut height, mut slope) = (0.0, 0.0);
    for datum in data {
        let ((p, q), z) = (datum.chances(a, b), datum.z - center);
        let leverage = datum.weight(a, b) * (1.0 / total + z * z / spread);
        let score = datum.successes * q - datum.failures * p + leverage * (0.5 - p);
        (height, slope) = (height + score / total, slope + score * z / spread);
    }
    (height - slope * center, slope)
}

/// Σ (y ln p + (n − y) ln(1 − p)) + ½ ln det I.
fn penalized_likelihood(data: &[Datum], a: f64, b: f64) -> f64 {
    let Information { total, spread, .. } = Information::of(data, a, b);
    data.iter().map(|datum| datum.likelihood(a, b)).sum::<f64>() + 0.5 * libm::log(total * spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64, tolerance: f64) {
        assert!((found - expected).abs() < tolerance, "{found} against {expected}");
    }

    fn logit(p: f64) -> f64 {
        (p / (1.0 - p)).ln()
    }

    /// The first of Anscombe's four data sets (1973, The American Statistician 27:17): y = 3.00 + 0.500 x.
    #[test]
    fn the_line_through_anscombe_s_data_is_the_published_one() {
        let x = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
        let y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
        let line = linear(&x, &y, &[0.7; 11]).expect("x differ");
        close(line.intercept, 3.000_091, 1e-5);
        close(line.slope, 0.500_091, 1e-5);
        // A weight of 2 is a point twice; a weight of 0 is none.
        let weighted = linear(&x[..4], &y[..4], &[1.0, 2.0, 1.0, 0.0]).expect("x differ");
        let repeated = linear(&[10.0, 8.0, 8.0, 13.0], &[8.04, 6.95, 6.95, 7.58], &[1.0; 4]).expect("x differ");
        close(weighted.slope, repeated.slope, 1e-12);
        close(weighted.at(9.0), repeated.at(9.0), 1e-12);
    }

    /// With two places the model has a parameter for each, Jeffreys's prior adds half a success and half a failure
    /// to each, and p = (y + ½) / (n + 1); also where x separates them.
    #[test]
    fn two_places_have_a_closed_form() {
        for (y, n) in [
            ([3.0, 8.0], [10.0, 12.0]),
            ([0.0, 10.0], [10.0, 10.0]),
            ([0.0, 0.0], [5.0, 400.0]),
            ([1e4, 0.0], [1e4, 1e4]),
        ] {
            let line = logistic(&[2.0, 5.0], &y, &n, &[1.0, 1.0]).expect("x differ");
            for (x, i) in [(2.0, 0), (5.0, 1)] {
                close(line.at(x), logit((y[i] + 0.5) / (n[i] + 1.0)), 1e-8);
            }
        }
        let line = logistic(&[2.0, 5.0], &[3.0, 8.0], &[10.0, 12.0], &[0.5, 2.0]).expect("x differ");
        close(line.at(2.0), logit(2.0 / 6.0), 1e-8);
        close(line.at(5.0), logit(16.5 / 25.0), 1e-8);
    }
    /// The score of the penalized likelihood is 0 at the estimate: checked by brute force around it.
    #[test]
    fn no_line_nearby_has_a_larger_penalized_likelihood() {
        let x = [-3.0f64, -1.0, 0.0, 0.5, 2.0, 7.0];
        let (y, n) = ([0.0, 0.0, 3.0, 1.0, 9.0, 4.0], [8.0, 2.0, 9.0, 4.0, 10.0, 4.0]);
        let weights = [0.2, 1.0, 1.0, 0.7, 0.9, 0.1];
        let likelihood = |a: f64, b: f64| {
            let (mut sum, mut info) = (0.0, [0.0; 3]);
            for i in 0..6 {
                let p = 1.0 / (1.0 + (-a - b * x[i]).exp());
                sum += weights[i] * (y[i] * p.ln() + (n[i] - y[i]) * (1.0 - p).ln());
                let w = weights[i] * n[i] * p * (1.0 - p);
                info = [info[0] + w, info[1] + w * x[i], info[2] + w * x[i] * x[i]];
            }
            sum + 0.5 * (info[0] * info[2] - info[1] * info[1]).ln()
        };
        let line = logistic(&x, &y, &n, &weights).expect("x differ");
        let best = likelihood(line.intercept, line.slope);
        for (da, db) in [(1e-3, 0.0), (-1e-3, 0.0), (0.0, 1e-3), (0.0, -1e-3), (1e-3, -1e-3), (1e-3, 1e-3)] {
            assert!(likelihood(line.intercept + da, line.slope + db) < best, "{da} {db}");
        }
    }

    #[test]
    fn the_estimate_follows_when_x_is_moved_and_stretched() {
        let x = [1.0, 2.0, 3.0, 4.0, 5.0];
        let (y, n) = ([0.0, 0.0, 4.0, 9.0, 10.0], [10.0; 5]);
        let line = logistic(&x, &y, &n, &[1.0; 5]).expect("x differ");
        let moved = logistic(&x.map(|x| 1e6 + 1e-3 * x), &y, &n, &[1.0; 5]).expect("x differ");
        close(moved.slope * 1e-3, line.slope, 1e-5);
        let mirrored = logistic(&x, &[10.0, 10.0, 6.0, 1.0, 0.0], &n, &[1.0; 5]).expect("x differ");
        close(mirrored.slope, -line.slope, 1e-8);
        close(mirrored.intercept, -line.intercept, 1e-8);
    }

    #[test]
    fn there_is_no_line_through_one_place() {
        assert_eq!(linear(&[2.0, 2.0], &[1.0, 3.0], &[1.0, 1.0]), None);
        assert_eq!(linear(&[2.0, 5.0], &[1.0, 3.0], &[1.0, 0.0]), None);
        assert_eq!(logistic(&[2.0, 5.0], &[1.0, 0.0], &[3.0, 0.0], &[1.0, 1.0]), None);
        assert_eq!(logistic(&[], &[], &[], &[]), None);
    }
}
