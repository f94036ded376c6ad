//! Where a noisy result reaches a target: the root of a local fit.

use super::local_fit::{Line, expit, linear, logistic, tricube};

/// What the runs at one place gave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measurement {
    /// The place: the value of the input.
    pub x: f64,
    /// The mean result of the runs there.
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

/// Where the local fit reaches the target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
    /// The place.
    pub at: f64,
    /// How fast the result changes there, per unit of x.
    pub slope: f64,
    /// The standard error of the place by the delta method, without the bias of the fit; none where two places leave
    /// nothing to tell the noise of [`Response::Mean`] from.
    pub error: Option<f64>,
}

/// The stretches of x on which the means change from one side of the target to the other, from left to right.
///
/// Each reaches from the last place on one side to the first on the other; means equal to the target belong to the stretch.
/// Noise may make several changes of one crossing.
pub fn sign_changes(points: &[Measurement], target: f64) -> Vec<(f64, f64)> {
    let sides: Vec<(f64, f64)> = merged(points).iter().map(|point| (point.x, point.mean - target)).collect();
    let apart: Vec<&(f64, f64)> = sides.iter().filter(|(_, above)| above.abs() > 0.0).collect();
    apart.windows(2).filter(|pair| (pair[0].1 > 0.0) != (pair[1].1 > 0.0)).map(|pair| (pair[0].0, pair[1].0)).collect()
}

/// Where the result crosses `target`; none where all means lie on one side.
///
/// The root of local regression (Cleveland 1979; Fan & Gijbels 1996, *Local polynomial modelling*): a fit around x with
/// tricube weights, logistic with Firth's guard or linear, moves x to where it reaches the target, until x stays. The
/// neighborhood holds at least N^0.8 of the N places (the rate at which bias and noise fall together) and four; it grows
/// until the slope is three standard errors from 0, so that noise alone does not turn the line over.
///
/// The search begins where the means, joined by straight lines, cross the target, and stays within the stretch where
/// they do. If they cross several times and end on the other side, it begins with the middle crossing and the stretch
/// reaches from the first to the last: the noise of one crossing. If they end on the side where they began, the first
/// crossing is meant; for others, hand over the places around one of the [`sign_changes`].
pub fn crossing(points: &[Measurement], target: f64, response: Response) -> Option<Crossing> {
    let places = merged(points);
    let changes = sign_changes(&places, target);
    let (start, bracket) = match changes.len() {
        0 => return None,
        n if n % 2 == 1 => (changes[n / 2], (changes[0].0, changes[n - 1].1)),
        _ => (changes[0], changes[0]),
    };
    let search = Search { noise: noise(&places, response), places, target, response };
    let mut at = search.straight(start);
    let mut fit = search.fit_around(at)?;
    for round in 0..ROUNDS {
        let Some(root) = fit.root(search.goal()) else { break };
        let next = root.clamp(bracket.0, bracket.1);
        let moved = (next - at).abs();
        // Where the neighborhood jumps, x may go to and fro between two places: then half the way is taken.
        at = if round < ROUNDS / 2 { next } else { f64::midpoint(at, next) };
        fit = search.fit_around(at)?;
        if moved <= CLOSE * (bracket.1 - bracket.0) {
            break;
        }
    }
    Some(search.crossing(at, &fit))
}

/// Rounds of fitting and moving.
const ROUNDS: u32 = 60;
/// A move that no longer matters, as a share of the stretch.
const CLOSE: f64 = 1e-9;
/// The fewest places of a neighborhood.
const FEWEST: usize = 4;
/// Standard errors that a slope must be away from 0.
const CLEAR: f64 = 3.0;
/// Half the width of a neighborhood over the distance of the farthest place that it must hold, which so gets 7 % of the
/// weight of the center.
const ROOM: f64 = 1.2;

/// The places with runs, sorted, those at the same x as one.
fn merged(points: &[Measurement]) -> Vec<Measurement> {
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

/// The variance of one run's result: 1 for proportions, whose noise is known from p; none from fewer than three places.
///
/// From how far each place lies from the straight line between its neighbors: e = y − c₁ y₁ − c₂ y₂ has variance
/// σ² (1/n + c₁²/n₁ + c₂²/n₂) wherever the curve is straight (Gasser, Sroka & Jennen-Steinmetz 1986, Biometrika 73:625).
fn noise(places: &[Measurement], response: Response) -> Option<f64> {
    if response == Response::Proportion {
        return Some(1.0);
    }
    let squares: Vec<f64> = places
        .windows(3)
        .map(|three| {
            let [left, here, right] = [0, 1, 2].map(|i: usize| three[i]);
            let share = (here.x - left.x) / (right.x - left.x);
            let off = here.mean - left.mean - share * (right.mean - left.mean);
            let parts = [(here, 1.0), (left, 1.0 - share), (right, share)];
            off * off / parts.iter().map(|(place, part)| part * part / place.runs as f64).sum::<f64>()
        })
        .collect();
    (!squares.is_empty()).then(|| squares.iter().sum::<f64>() / squares.len() as f64)
}

/// What the fits of one search share.
struct Search {
    places: Vec<Measurement>,
    target: f64,
    response: Response,
    noise: Option<f64>,
}

/// A line fitted around a place, on the scale of the fit.
struct Fit {
    line: Line,
    /// Weight of each place by distance.
    kernel: Vec<f64>,
}

impl Fit {
    fn root(&self, goal: f64) -> Option<f64> {
        let root = (goal - self.line.intercept) / self.line.slope;
        root.is_finite().then_some(root)
    }
}

impl Search {
    /// The target on the scale of the fit.
    fn goal(&self) -> f64 {
        match self.response {
            Response::Proportion => libm::log(self.target / (1.0 - self.target)),
            Response::Mean => self.target,
        }
    }

    /// Where straight lines between the means cross the target within a stretch of opposite ends; in the middle of the means
    /// that are equal to it, if there are any.
    fn straight(&self, (from, to): (f64, f64)) -> f64 {
        let within: Vec<&Measurement> = self.places.iter().filter(|place| from <= place.x && place.x <= to).collect();
        let (first, last) = (within[0], within[within.len() - 1]);
        if within.len() > 2 {
            return f64::midpoint(within[1].x, within[within.len() - 2].x);
        }
        first.x + (last.x - first.x) * (self.target - first.mean) / (last.mean - first.mean)
    }

    /// The fit in the smallest neighborhood of a place that holds enough.
    fn fit_around(&self, at: f64) -> Option<Fit> {
        let all = self.places.len();
        let mut distances: Vec<f64> = self.places.iter().map(|place| (place.x - at).abs()).collect();
        distances.sort_by(f64::total_cmp);
        let fewest = (libm::ceil(libm::pow(all as f64, 0.8)) as usize).max(FEWEST).min(all);
        (fewest..=all).find_map(|held| {
            let bandwidth = ROOM * distances[held - 1];
            let kernel: Vec<f64> = self.places.iter().map(|place| tricube(place.x - at, bandwidth)).collect();
            let fit = Fit { line: self.line(&kernel)?, kernel };
            let error = self.errors(&fit, at).map_or(0.0, |errors| errors.slope);
            (held == all || fit.line.slope.abs() > CLEAR * error).then_some(fit)
        })
    }

    fn line(&self, kernel: &[f64]) -> Option<Line> {
        let column = |value: &dyn Fn(&Measurement) -> f64| self.places.iter().map(value).collect::<Vec<_>>();
        let (x, mean, runs) =
            (column(&|place| place.x), column(&|place| place.mean), column(&|place| place.runs as f64));
        match self.response {
            Response::Proportion => {
                let successes: Vec<f64> = mean.iter().zip(&runs).map(|(mean, runs)| mean * runs).collect();
                logistic(&x, &successes, &runs, kernel)
            }
            Response::Mean => {
                let weights: Vec<f64> = kernel.iter().zip(&runs).map(|(kernel, runs)| kernel * runs).collect();
                linear(&x, &mean, &weights)
            }
        }
    }

    /// The standard errors of a fit: places are independent, each with the information J = n p (1 − p) or n/σ² on the height of
    /// the line there, and the weights k are not those of their precision: Var Σ cᵢ yᵢ = Σ cᵢ²/Jᵢ with cᵢ ∝ kᵢ Jᵢ.
    fn errors(&self, fit: &Fit, at: f64) -> Option<Errors> {
        let noise = self.noise?;
        let weighted: Vec<(f64, f64, f64)> = self
            .places
            .iter()
            .zip(&fit.kernel)
            .map(|(place, kernel)| {
                let p = expit(fit.line.at(place.x));
                let information = match self.response {
                    Response::Proportion => place.runs as f64 * p * (1.0 - p),
                    Response::Mean => place.runs as f64,
                };
                (place.x, kernel * information, kernel * kernel * information)
            })
            .collect();
        let sum = |value: &dyn Fn(&(f64, f64, f64)) -> f64| weighted.iter().map(value).sum::<f64>();
        let total = sum(&|(_, w, _)| *w);
        let center = sum(&|(x, w, _)| w * x) / total;
        let spread = sum(&|(x, w, _)| w * (x - center) * (x - center));
        let slope = sum(&|(x, _, v)| v * (x - center) * (x - center)) / (spread * spread);
        let height = sum(&|(x, _, v)| {
            let pull = 1.0 / total + (at - center) * (x - center) / spread;
            v * pull * pull
        });
        Some(Errors { slope: (noise * slope).sqrt(), height: (noise * height).sqrt() })
    }

    fn crossing(&self, at: f64, fit: &Fit) -> Crossing {
        let per_unit = match self.response {
            Response::Proportion => self.target * (1.0 - self.target),
            Response::Mean => 1.0,
        };
        let error = self.errors(fit, at).map(|errors| errors.height / fit.line.slope.abs());
        Crossing { at, slope: fit.line.slope * per_unit, error }
    }
}

/// Standard errors on the scale of the fit.
struct Errors {
    slope: f64,
    /// Of the line's height at the place in question.
    height: f64,
}
