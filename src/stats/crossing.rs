//! Where a noisy result reaches a target: the root of a local fit.

use super::local_fit::{Measurement, Places, Response, merged};

/// Where the local fit reaches the target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
    /// The place.
    pub at: f64,
    /// How fast the result changes there, per unit of x.
    pub slope: f64,
    /// The standard error of the place by the delta method. It counts neither the bias of the fit nor that the data
    /// chose the neighborhood: places scatter by up to a quarter more (tests below). None where the fit is flat, or
    /// where two places leave nothing to tell the noise of [`Response::Mean`] from.
    pub error: Option<f64>,
}

/// The stretches of x on which the means change from one side of the target to the other, from left to right.
///
/// Each reaches from the last place on one side to the first on the other; means equal to the target belong to the
/// stretch. Noise may make several changes of one crossing.
pub fn sign_changes(points: &[Measurement], target: f64) -> Vec<(f64, f64)> {
    let sides: Vec<(f64, f64)> = merged(points).iter().map(|point| (point.x, point.mean - target)).collect();
    let apart: Vec<&(f64, f64)> = sides.iter().filter(|(_, above)| above.abs() > 0.0).collect();
    apart.windows(2).filter(|pair| (pair[0].1 > 0.0) != (pair[1].1 > 0.0)).map(|pair| (pair[0].0, pair[1].0)).collect()
}

/// Where the result crosses `target`; none where all means lie on one side.
///
/// The root of local regression (Cleveland 1979; Fan & Gijbels 1996, *Local polynomial modelling*): a fit around x with
/// tricube weights, logistic with Firth's guard or linear, moves x to where it reaches the target, until x stays. The
/// neighborhood is the smallest that holds four places and has a slope of six standard errors, or all places: much
/// noise makes it wide, many runs make it narrow, and its curvature matters less than its noise.
///
/// The search begins where the means, joined by straight lines, cross the target, and stays among the places. If they
/// cross several times and end on the other side, it begins with the middle one: noise makes several crossings of one.
/// If they end on the side where they began, the first crossing is meant and the search stays left of the second; for
/// others, hand over the places around one of the [`sign_changes`].
pub fn crossing(points: &[Measurement], target: f64, response: Response) -> Option<Crossing> {
    let places = merged(points);
    let changes = sign_changes(&places, target);
    let (first, last) = (places.first()?.x, places.last()?.x);
    let (start, range) = match changes.len() {
        0 => return None,
        n if n % 2 == 1 => (changes[n / 2], (first, last)),
        _ => (changes[0], (first, changes[1].0)),
    };
    let mut at = straight(&places, target, start);
    let places = Places::new(places, response);
    let mut fit = places.fit_around(at, 0)?;
    for round in 0..ROUNDS {
        let root = (response.scaled(target) - fit.line.intercept) / fit.line.slope;
        if !root.is_finite() {
            break;
        }
        let before = at;
        at = root.clamp(range.0, range.1);
        // A neighborhood that grows and shrinks may send x to and fro: from now on it only grows.
        let fewest = if round < ROUNDS / 4 { 0 } else { fit.held };
        fit = places.fit_around(at, fewest)?;
        if (at - before).abs() <= CLOSE * (last - first) {
            break;
        }
    }
    let error = fit.errors.map(|errors| errors.height / fit.line.slope.abs()).filter(|error| error.is_finite());
    Some(Crossing { at, slope: fit.line.slope * response.slope(target), error })
}

/// Rounds of fitting and moving.
const ROUNDS: u32 = 60;
/// A move that no longer matters, as a share of the range of x.
const CLOSE: f64 = 1e-9;

/// Where straight lines between the means cross the target within a stretch of opposite ends; in the middle of the
/// means that are equal to it, if there are any.
fn straight(places: &[Measurement], target: f64, (from, to): (f64, f64)) -> f64 {
    let within: Vec<&Measurement> = places.iter().filter(|place| from <= place.x && place.x <= to).collect();
    let (first, last) = (within[0], within[within.len() - 1]);
    if within.len() > 2 {
        return f64::midpoint(within[1].x, within[within.len() - 2].x);
    }
    first.x + (last.x - first.x) * (target - first.mean) / (last.mean - first.mean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;
    use crate::stats::regression::expit;

    /// Measurements at equal distances from `from` to `to`.
    fn grid(places: u32, (from, to): (f64, f64), runs: u64, mean: impl Fn(f64) -> f64) -> Vec<Measurement> {
        let x = |i: u32| from + (to - from) * f64::from(i) / f64::from(places - 1);
        (0..places).map(|i| Measurement { x: x(i), mean: mean(x(i)), runs }).collect()
    }

    /// The same places with means of simulated runs: of coins, or of normal numbers with standard deviation `sd`.
    fn simulated(exact: &[Measurement], seed: u64, sd: Option<f64>) -> Vec<Measurement> {
        let stream = World { seed, replicate: 0 }.stream("crossing");
        let simulate = |(i, place): (usize, &Measurement)| {
            let draws = stream.below(i as u64);
            let result = |run: u64| match sd {
                Some(sd) => place.mean + sd * draws.normal(run),
                None => f64::from(draws.unit(run) < place.mean),
            };
            Measurement { mean: (0..place.runs).map(result).sum::<f64>() / place.runs as f64, ..*place }
        };
        exact.iter().enumerate().map(simulate).collect()
    }

    fn found(points: &[Measurement], target: f64, response: Response) -> Crossing {
        crossing(points, target, response).expect("the means cross the target")
    }

    /// Root mean square of (at − true) / error, and mean of at − true, over 400 seeds.
    fn performance(exact: &[Measurement], sd: Option<f64>, target: f64, root: f64) -> (f64, f64) {
        let response = if sd.is_some() { Response::Mean } else { Response::Proportion };
        let (mut squares, mut bias) = (0.0, 0.0);
        for seed in 0..400 {
            let found = found(&simulated(exact, seed, sd), target, response);
            let score = (found.at - root) / found.error.expect("there are many places");
            (squares, bias) = (squares + score * score / 400.0, bias + (found.at - root) / 400.0);
        }
        (squares.sqrt(), bias)
    }

    /// 1 / (1 + e^(−2(x − 3.1))), with few places and many runs, many places and few runs, and places that close in on
    /// the root. The root mean square of 400 normal scores is 1 ± 0.035; up to a fifth more is the price of a
    /// neighborhood that the data choose.
    #[test]
    fn the_root_of_a_logistic_curve_is_found_within_its_error() {
        let sigmoid = |x: f64| expit(2.0 * (x - 3.1));
        let fifth = 3.1 - 4f64.ln() / 2.0;
        let closing: Vec<Measurement> = (0..12)
            .map(|i| 3.17 + 3.0 * (-0.6f64).powi(i))
            .map(|x| Measurement { x, mean: sigmoid(x), runs: 50 })
            .collect();
        let cases = [
            (grid(12, (0.0, 6.0), 100, sigmoid), 0.5, 3.1),
            (grid(12, (0.0, 6.0), 100, sigmoid), 0.2, fifth),
            (grid(40, (0.0, 6.0), 20, sigmoid), 0.5, 3.1),
            (closing, 0.5, 3.1),
        ];
        for (places, target, root) in cases {
            let (score, bias) = performance(&places, None, target, root);
            assert!((0.9..1.2).contains(&score) && bias.abs() < 0.015, "{} at {target}: {score}, {bias}", places.len());
        }
    }

    /// A straight line under much noise, and a parabola under some and under little.
    #[test]
    fn the_root_of_a_mean_is_found_within_its_error() {
        for (sd, exact, target, root) in [
            (5.0, grid(20, (0.0, 6.0), 20, |x| 2.0 * x), 5.0, 2.5),
            (5.0, grid(20, (0.0, 6.0), 20, |x| x * x), 9.0, 3.0),
            (0.5, grid(20, (0.0, 6.0), 20, |x| x * x), 9.0, 3.0),
        ] {
            let (score, bias) = performance(&exact, Some(sd), target, root);
            assert!((0.9..1.3).contains(&score) && bias.abs() < 0.05, "{sd}: {score}, {bias}");
        }
    }

    /// 1 − e^(−e^(x − 3)) is no logistic curve, x² no line: without noise only the distance of the places counts,
    /// squared.
    #[test]
    fn more_places_bring_the_root_of_any_curve_as_near_as_wanted() {
        let other = |x: f64| 1.0 - (-(x - 3.0).exp()).exp();
        for (places, tolerance) in [(9, 0.1), (30, 0.01), (200, 0.0002)] {
            let exact = grid(places, (0.0, 6.0), 1_000_000_000, other);
            let off = found(&exact, 0.5, Response::Proportion).at - 3.0 - 2f64.ln().ln();
            assert!(off.abs() < tolerance, "{places}: {off}");
            let off = found(&grid(places, (0.0, 6.0), 1, |x| x * x), 9.5, Response::Mean).at - 9.5f64.sqrt();
            assert!(off.abs() < tolerance, "{places}: {off}");
        }
    }

    /// A line is met exactly, whatever the weights; so is a falling one.
    #[test]
    fn a_straight_mean_is_met_exactly() {
        for slope in [2.0, -0.5] {
            let places = grid(9, (-1.0, 7.0), 3, |x| 1.0 + slope * x);
            let found = found(&places, 1.0 + 2.3 * slope, Response::Mean);
            assert!((found.at - 2.3).abs() < 1e-9 && (found.slope - slope).abs() < 1e-9, "{found:?}");
            assert!(found.error.is_some_and(|error| error < 1e-9));
        }
        let two = found(&grid(2, (0.0, 4.0), 5, |x| x), 1.0, Response::Mean);
        assert!((two.at - 1.0).abs() < 1e-9 && two.error.is_none(), "{two:?}");
    }

    /// Only failures below 2.9 and only successes above: no likelihood has a maximum, and the root lies between the
    /// places on both sides, halfway by symmetry.
    #[test]
    fn a_step_is_met_between_its_sides() {
        for (count, halfway) in [(2, 3.0), (7, 2.5), (13, 2.75), (101, 2.91)] {
            let step = grid(count, (0.0, 6.0), 50, |x| f64::from(x > 2.9));
            let found = found(&step, 0.5, Response::Proportion);
            assert!((found.at - halfway).abs() < 0.05 && found.slope > 0.0, "{count}: {found:?}");
        }
    }

    #[test]
    fn nothing_is_found_where_all_means_lie_on_one_side() {
        let places = grid(8, (0.0, 6.0), 10, |x| 0.1 + 0.05 * x);
        assert_eq!(crossing(&places, 0.5, Response::Proportion), None);
        assert_eq!(crossing(&places, 0.05, Response::Proportion), None);
        assert_eq!(crossing(&[], 0.5, Response::Mean), None);
        let touching = [(0.0, 1.0), (1.0, 0.5), (2.0, 1.0)].map(|(x, mean)| Measurement { x, mean, runs: 9 });
        assert_eq!(crossing(&touching, 0.5, Response::Proportion), None);
    }

    #[test]
    fn places_may_come_in_any_order_and_in_parts() {
        let sigmoid = |x: f64| expit(x - 3.1);
        let places = simulated(&grid(12, (0.0, 6.0), 40, sigmoid), 1, None);
        let parts = |place: &Measurement| {
            let successes = (place.mean * 40.0).round();
            let first = (successes / 2.0).floor().min(10.0);
            let part = |successes: f64, runs: u64| Measurement { x: place.x, mean: successes / runs as f64, runs };
            [part(first, 10), part(successes - first, 30), Measurement { x: 2.0, mean: 0.7, runs: 0 }]
        };
        let shuffled: Vec<Measurement> = places.iter().rev().flat_map(parts).collect();
        let (whole, split) = (found(&places, 0.5, Response::Proportion), found(&shuffled, 0.5, Response::Proportion));
        assert!((whole.at - split.at).abs() < 1e-8 && (whole.slope - split.slope).abs() < 1e-8, "{whole:?} {split:?}");
    }

    #[test]
    fn changes_of_sign_are_stretches_between_the_sides() {
        let means = [0.1, 0.6, 0.4, 0.5, 0.5, 0.9, 0.5];
        let places: Vec<Measurement> =
            means.iter().zip(0..).map(|(mean, x)| Measurement { x: f64::from(x), mean: *mean, runs: 1 }).collect();
        assert_eq!(sign_changes(&places, 0.5), [(0.0, 1.0), (1.0, 2.0), (2.0, 5.0)]);
        assert_eq!(sign_changes(&places, 2.0), []);
        // A flat stretch at the target: its middle, until the fit moves it.
        let flat = [(0.0, -1.0), (1.0, 0.0), (2.0, 0.0), (3.0, 1.0)].map(|(x, mean)| Measurement { x, mean, runs: 5 });
        assert!((found(&flat, 0.0, Response::Mean).at - 1.5).abs() < 1e-9);
    }

    /// Up at 2 and down at 8: the first, and the second if only its places are handed over.
    #[test]
    fn of_two_crossings_the_first_is_meant() {
        let hill = grid(41, (0.0, 10.0), 100, |x| 9.0 - (x - 5.0).powi(2));
        let up = found(&hill, 0.0, Response::Mean);
        assert!((up.at - 2.0).abs() < 0.02 && up.slope > 0.0, "{up:?}");
        let right: Vec<Measurement> = hill.into_iter().filter(|place| place.x > 5.0).collect();
        let down = found(&right, 0.0, Response::Mean);
        assert!((down.at - 8.0).abs() < 0.02 && down.slope < 0.0, "{down:?}");
    }

    /// cos x crosses 0 at π/2, 3π/2 and 5π/2: it ends on the other side, and the middle one is meant.
    #[test]
    fn of_three_crossings_the_middle_one_is_meant() {
        let wave = grid(61, (0.0, 9.0), 100, f64::cos);
        let found = found(&wave, 0.0, Response::Mean);
        assert!((found.at - 1.5 * std::f64::consts::PI).abs() < 0.02 && found.slope > 0.0, "{found:?}");
    }
}
