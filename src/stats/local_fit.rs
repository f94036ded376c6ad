//! What noisy means are around a place: a line fitted to the neighbors, on the scale on which the result is
//! straightest.

use super::regression::{Line, expit, linear, logistic};

/// What the runs at one place gave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measurement {
    /// The place: the value of the input.
    pub x: f64,
    /// The mean result of the runs there; of a proportion 0 to 1.
    pub mean: f64,
    /// Their number; a place without runs is ignored.
    pub runs: u64,
}

/// What a mean is the mean of, which decides how it is fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// Successes (1) and failures (0): the logit is locally a line, the noise binomial.
    Proportion,
    /// Any numbers: the mean is locally a line, the noise of a run everywhere the same.
    Mean,
}

impl Response {
    /// A mean on the scale of the fit.
    pub(super) fn scaled(self, mean: f64) -> f64 {
        match self {
            Response::Proportion => libm::log(mean / (1.0 - mean)),
            Response::Mean => mean,
        }
    }

    /// What a slope of 1 on the scale of the fit is on that of the mean.
    pub(super) fn slope(self, mean: f64) -> f64 {
        match self {
            Response::Proportion => mean * (1.0 - mean),
            Response::Mean => 1.0,
        }
    }

    /// What `runs` say about the height of the fitted line where it is `height`: 1 / (variance of their mean on the
    /// scale of the fit), in units of one run's for [`Response::Mean`].
    fn information(self, height: f64, runs: u64) -> f64 {
        match self {
            Response::Proportion => runs as f64 * expit(height) * expit(-height),
            Response::Mean => runs as f64,
        }
    }
}

/// The places with runs, sorted, those at the same x as one.
pub(super) fn merged(points: &[Measurement]) -> Vec<Measurement> {
    let mut sorted: Vec<Measurement> = points.iter().filter(|point| point.runs > 0).copied().collect();
    sorted.sort_by(|a, b| a.x.total_cmp(&b.x));
    sorted.dedup_by(|next, kept| {
        let same = next.x <= kept.x;
        if same {
            let runs = kept.runs + next.runs;
            kept.mean += (next.mean - kept.mean) * next.runs as f64 / runs as f64;
            kept.runs = runs;
        }
        same
    });
    sorted
}

/// The tricube weight of a point at `distance` from the center of a neighborhood of half-width `bandwidth` (above 0):
/// (1 − (d/h)³)³ within, 0 outside (Cleveland 1979, JASA 74:829).
fn tricube(distance: f64, bandwidth: f64) -> f64 {
    let u = (distance / bandwidth).abs().min(1.0);
    let v = 1.0 - u * u * u;
    v * v * v
}

/// Places whose results are fitted.
pub(super) struct Places {
    measured: Vec<Measurement>,
    response: Response,
    noise: Option<f64>,
}

/// A line fitted around a place, on the scale of the fit.
pub(super) struct LocalFit {
    pub(super) line: Line,
    /// The number of places that its neighborhood had to hold.
    pub(super) held: usize,
    /// Standard errors; none where nothing tells the noise.
    pub(super) errors: Option<Errors>,
}

/// Standard errors of a line on the scale of the fit.
pub(super) struct Errors {
    pub(super) slope: f64,
    /// Of its height at the place around which it was fitted.
    pub(super) height: f64,
}

/// The fewest places of a neighborhood.
const FEWEST: usize = 4;
/// Standard errors that a slope must be away from 0.
const CLEAR: f64 = 6.0;
/// Half the width of a neighborhood over the distance of the farthest place that it must hold, which so gets 7 % of the
/// weight of the center.
const ROOM: f64 = 1.2;

impl Places {
    /// From [`merged`] measurements.
    pub(super) fn new(measured: Vec<Measurement>, response: Response) -> Self {
        let noise = match response {
            Response::Proportion => Some(1.0),
            Response::Mean => noise(&measured),
        };
        Places { measured, response, noise }
    }

    /// The fit in the smallest neighborhood of a place that holds four places, or `fewest` if that is more, and has a
    /// slope of six standard errors, or in that of all places; none with a single place.
    pub(super) fn fit_around(&self, at: f64, fewest: usize) -> Option<LocalFit> {
        let all = self.measured.len();
        let mut distances: Vec<f64> = self.measured.iter().map(|place| (place.x - at).abs()).collect();
        distances.sort_by(f64::total_cmp);
        (fewest.max(FEWEST).min(all)..=all).find_map(|held| {
            let bandwidth = ROOM * distances[held - 1];
            let kernel: Vec<f64> = self.measured.iter().map(|place| tricube(place.x - at, bandwidth)).collect();
            let line = self.line(&kernel)?;
            let errors = self.errors(line, &kernel, at);
            let clear = errors.as_ref().is_none_or(|errors| line.slope.abs() > CLEAR * errors.slope);
            (clear || held == all).then_some(LocalFit { line, held, errors })
        })
    }

    fn line(&self, kernel: &[f64]) -> Option<Line> {
        let column = |value: &dyn Fn(&Measurement) -> f64| self.measured.iter().map(value).collect::<Vec<_>>();
        let (x, mean) = (column(&|place| place.x), column(&|place| place.mean));
        let runs = column(&|place| place.runs as f64);
        match self.response {
            Response::Proportion => {
                let successes = column(&|place| place.mean * place.runs as f64);
                logistic(&x, &successes, &runs, kernel)
            }
            Response::Mean => {
                let weights: Vec<f64> = kernel.iter().zip(&runs).map(|(kernel, runs)| kernel * runs).collect();
                linear(&x, &mean, &weights)
            }
        }
    }

    /// Slope and height are sums Σ cᵢ yᵢ over independent places with cᵢ ∝ kᵢ Jᵢ, k the kernel and J the information;
    /// their variance is Σ cᵢ² / Jᵢ.
    fn errors(&self, line: Line, kernel: &[f64], at: f64) -> Option<Errors> {
        let noise = self.noise?;
        let information = |place: &Measurement| self.response.information(line.at(place.x), place.runs);
        let weighted = |value: &dyn Fn(f64, f64) -> f64| {
            let terms = self.measured.iter().zip(kernel).map(|(place, k)| k * information(place) * value(place.x, *k));
            terms.sum::<f64>()
        };
        let total = weighted(&|_, _| 1.0);
        let center = weighted(&|x, _| x) / total;
        let spread = weighted(&|x, _| (x - center) * (x - center));
        let of_slope = |x: f64| (x - center) / spread;
        let of_height = |x: f64| 1.0 / total + (at - center) * of_slope(x);
        let error = |part: &dyn Fn(f64) -> f64| (noise * weighted(&|x, k| k * part(x) * part(x))).sqrt();
        Some(Errors { slope: error(&of_slope), height: error(&of_height) })
    }
}

/// The variance of one run's result; none from fewer than three places.
///
/// From how far each place lies from the straight line between its neighbors: e = y − c₁ y₁ − c₂ y₂ has variance σ²
/// (1/n + c₁²/n₁ + c₂²/n₂) wherever the curve is straight (Gasser, Sroka & Jennen-Steinmetz 1986, Biometrika 73:625).
fn noise(places: &[Measurement]) -> Option<f64> {
    let squared = |three: &[Measurement]| {
        let [left, here, right] = [0, 1, 2].map(|i: usize| three[i]);
        let share = (here.x - left.x) / (right.x - left.x);
        let off = here.mean - left.mean - share * (right.mean - left.mean);
        let parts = [(here, 1.0), (left, 1.0 - share), (right, share)];
        off * off / parts.iter().map(|(place, part)| part * part / place.runs as f64).sum::<f64>()
    };
    let squares: Vec<f64> = places.windows(3).map(squared).collect();
    (!squares.is_empty()).then(|| squares.iter().sum::<f64>() / squares.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    fn close(found: f64, expected: f64, tolerance: f64) {
        assert!((found - expected).abs() < tolerance, "{found} against {expected}");
    }

    #[test]
    fn tricube_weights_fall_from_one_to_nothing() {
        for (distance, weight) in [(0.0, 1.0), (1.0, 0.669_921_875), (-1.0, 0.669_921_875), (2.0, 0.0), (9.0, 0.0)] {
            close(tricube(distance, 2.0), weight, 1e-12);
        }
    }

    /// Means of 400 places of 4 to 12 runs around 3 + 2x: σ² = 6.25 from 398 overlapping triples, whose mean has a
    /// standard error of σ² √(2 · (1 + 2 (4/6)² + 2 (1/6)²) / 398) = 0.62; three of them.
    #[test]
    fn the_noise_is_told_from_the_line_between_neighbors() {
        let stream = World { seed: 4, replicate: 0 }.stream("noise");
        let place = |i: u64| {
            let (x, runs) = (i as f64 + 0.9 * stream.unit(i), 4 + i % 9);
            Measurement { x, mean: 3.0 + 2.0 * x + 2.5 / (runs as f64).sqrt() * stream.below(1).normal(i), runs }
        };
        close(noise(&(0..400).map(place).collect::<Vec<_>>()).expect("many places"), 6.25, 3.0 * 0.62);
        assert_eq!(noise(&[place(0), place(1)]), None);
    }

    /// All weights alike (a wide kernel): σ / √(Σ n (x − x̄)²) for the slope and σ / √Σ n for the height at x̄, as in
    /// every textbook. A kernel that leaves out a half: the same of the rest.
    #[test]
    fn errors_of_an_unweighted_line_are_those_of_least_squares() {
        let place = |x: f64| Measurement { x, mean: x, runs: 5 };
        let places = Places {
            measured: (0..6).map(|x| place(f64::from(x))).collect(),
            response: Response::Mean,
            noise: Some(9.0),
        };
        let line = Line { intercept: 0.0, slope: 1.0 };
        let errors = places.errors(line, &[1.0; 6], 2.5).expect("the noise is known");
        close(errors.slope, 3.0 / (5.0f64 * 17.5).sqrt(), 1e-12);
        close(errors.height, 3.0 / 30f64.sqrt(), 1e-12);
        let errors = places.errors(line, &[0.5, 0.5, 0.5, 0.0, 0.0, 0.0], 3.0).expect("the noise is known");
        close(errors.slope, 3.0 / 10f64.sqrt(), 1e-12);
        close(errors.height, 3.0 * (1.0 / 15.0 + 4.0 / 10.0f64).sqrt(), 1e-12);
    }

    #[test]
    fn a_neighborhood_is_as_small_as_the_noise_allows() {
        let hill = |runs: u64| {
            let measured = (0..21).map(|x| Measurement { x: f64::from(x), mean: f64::from(x * x), runs }).collect();
            Places { measured, response: Response::Mean, noise: Some(40_000.0) }
        };
        // The slope of x² is 10 at 5 and 20 on average.
        let (near, far) = (hill(1_000_000).fit_around(5.0, 0), hill(1).fit_around(5.0, 0));
        let (near, far) = (near.expect("places differ"), far.expect("places differ"));
        close(near.line.slope, 10.0, 0.01);
        assert!(near.held == FEWEST && far.held == 21 && far.line.slope > 12.0, "{:?} {:?}", near.line, far.line);
        assert_eq!(hill(1_000_000).fit_around(5.0, 9).expect("places differ").held, 9);
    }
}
