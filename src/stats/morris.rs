//! Which inputs matter at all, for few runs: Morris's elementary effects.
//!
//! A trajectory starts at a random point of a grid and changes one input after the other, each once. A change of input
//! i gives one *elementary effect*, the difference of the results over that of the inputs; several trajectories give a
//! sample of effects from all over the range. A screening costs r (k + 1) runs, against N (k + 2) of Sobol' indices
//! with a far larger N (Morris 1991, Technometrics 33:161).

use super::arrivals::shuffled;
use super::moments::{mean, variance};
use crate::rng::World;

/// Trajectories of `dimensions` + 1 points in \[0, 1\]ᵈ, successive ones different in one input by Δ = p / (2(p − 1)),
/// where p = `levels` is even, 2 or more: then all levels 0, 1/(p − 1), …, 1 are equally likely. Four levels are usual.
///
/// Start, order of inputs and direction of each change are random. 0 and 1 are among the levels: for an input whose
/// distribution has no ends they stand for quantiles that the caller must choose.
pub fn morris_trajectories(trajectories: usize, dimensions: usize, levels: u32, world: &World) -> Vec<Vec<Vec<f64>>> {
    debug_assert!(levels >= 2 && levels.is_multiple_of(2));
    let half = u64::from(levels / 2);
    let level = |number: u64| number as f64 / f64::from(levels - 1);
    let stream = world.stream("morris trajectories");
    let trajectory = |number: usize| {
        let draws = stream.below(number as u64);
        let (starts, rises) = (draws.below(0), draws.below(1));
        // An input moves between a level of the lower half and the one half the levels above.
        let ends = |i: usize| {
            let lower = starts.under(i as u64, half);
            let (from, to) = (level(lower), level(lower + half));
            if rises.under(i as u64, 2) == 0 { (to, from) } else { (from, to) }
        };
        let mut point: Vec<f64> = (0..dimensions).map(|i| ends(i).0).collect();
        let mut points = vec![point.clone()];
        for input in shuffled(dimensions, draws.below(2)) {
            point[input] = ends(input).1;
            points.push(point.clone());
        }
        points
    };
    (0..trajectories).map(trajectory).collect()
}

/// The elementary effects, one row a trajectory and one column an input.
///
/// `trajectories` are those of [`morris_trajectories`]; `results[r][t]` is the result at point t of trajectory r.
pub fn elementary_effects(trajectories: &[Vec<Vec<f64>>], results: &[Vec<f64>]) -> Vec<Vec<f64>> {
    debug_assert!(trajectories.len() == results.len());
    trajectories.iter().zip(results).map(|(points, results)| effects(points, results)).collect()
}

fn effects(points: &[Vec<f64>], results: &[f64]) -> Vec<f64> {
    let mut effects = vec![0.0; points[0].len()];
    for (points, results) in points.windows(2).zip(results.windows(2)) {
        for (effect, (before, after)) in effects.iter_mut().zip(points[0].iter().zip(&points[1])) {
            let change = after - before;
            if change.abs() > 0.0 {
                *effect = (results[1] - results[0]) / change;
            }
        }
    }
    effects
}

/// What the elementary effects of one input say; all in units of the result per full range of the input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Morris {
    /// Mean effect μ: near 0 also where effects of both signs cancel.
    pub mu: f64,
    /// Mean absolute effect μ*: how much the input matters (Campolongo, Cariboni & Saltelli 2007, Environmental
    /// Modelling & Software 22:1509).
    pub mu_star: f64,
    /// Standard deviation σ of the effects: large against μ* where the effect depends on other inputs or is not linear.
    pub sigma: f64,
}

/// The measures of each input from the rows (trajectories) `rows` of the [`elementary_effects`], two or more, some of
/// them repeatedly when they are resampled.
pub fn morris(effects: &[Vec<f64>], rows: &[usize]) -> Vec<Morris> {
    debug_assert!(rows.len() >= 2);
    let measures = |input: usize| {
        let sample: Vec<f64> = rows.iter().map(|&row| effects[row][input]).collect();
        let sizes: Vec<f64> = sample.iter().map(|effect| effect.abs()).collect();
        Morris { mu: mean(&sample), mu_star: mean(&sizes), sigma: variance(&sample).sqrt() }
    };
    (0..effects.first().map_or(0, Vec::len)).map(measures).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: World = World { seed: 2, replicate: 0 };

    /// The measures of a function from so many trajectories on four levels.
    fn measured(trajectories: usize, inputs: usize, f: impl Fn(&[f64]) -> f64) -> Vec<Morris> {
        let design = morris_trajectories(trajectories, inputs, 4, &WORLD);
        let results: Vec<Vec<f64>> = design.iter().map(|points| points.iter().map(|x| f(x)).collect()).collect();
        morris(&elementary_effects(&design, &results), &(0..trajectories).collect::<Vec<_>>())
    }

    #[test]
    fn a_trajectory_changes_each_input_once_by_delta() {
        for levels in [2, 4, 10] {
            let delta = f64::from(levels) / (2.0 * f64::from(levels - 1));
            for points in morris_trajectories(30, 7, levels, &WORLD) {
                let mut changed: Vec<usize> = Vec::new();
                for pair in points.windows(2) {
                    let moved: Vec<usize> = (0..7).filter(|i| (pair[0][*i] - pair[1][*i]).abs() > 1e-12).collect();
                    assert!(moved.len() == 1 && ((pair[0][moved[0]] - pair[1][moved[0]]).abs() - delta).abs() < 1e-12);
                    changed.extend(moved);
                }
                changed.sort_unstable();
                assert!(changed.into_iter().eq(0..7));
                let on_grid = |x: &f64| {
                    let level = x * f64::from(levels - 1);
                    (0.0..=1.0).contains(x) && (level - level.round()).abs() < 1e-9
                };
                assert!(points.iter().flatten().all(on_grid), "{points:?}");
            }
        }
    }

    /// 4,000 trajectories: each of four levels has 1,000 starts; χ² with 3 degrees of freedom, error level 10⁻⁴ (21.1).
    /// Input 0 comes first in a fifth of them and rises in half: five standard errors.
    #[test]
    fn starts_orders_and_directions_are_equally_likely() {
        let design = morris_trajectories(4000, 5, 4, &WORLD);
        let mut levels = [0.0f64; 4];
        let (mut first, mut rises) = (0.0, 0.0);
        for points in &design {
            levels[(points[0][0] * 3.0).round() as usize] += 1.0;
            first += f64::from((points[1][0] - points[0][0]).abs() > 0.0);
            rises += f64::from(points[5][0] > points[0][0]);
        }
        let chi2: f64 = levels.iter().map(|count| (count - 1000.0).powi(2) / 1000.0).sum();
        assert!(chi2 < 21.1, "{levels:?}");
        assert!((first - 800.0).abs() < 5.0 * 25.3 && (rises - 2000.0).abs() < 5.0 * 31.6, "{first} {rises}");
    }

    #[test]
    fn a_linear_function_has_its_coefficients_and_no_spread() {
        let coefficients = [3.0, -2.0, 0.0, 0.5];
        let found = measured(10, 4, |x| 7.0 + x.iter().zip(coefficients).map(|(x, c)| c * x).sum::<f64>());
        for (found, c) in found.iter().zip(coefficients) {
            assert!((found.mu - c).abs() < 1e-12 && (found.mu_star - c.abs()).abs() < 1e-12 && found.sigma < 1e-12);
        }
    }

    /// (x₀ − ½) x₁: the effect of x₁ is x₀ − ½, ±½ or ±1/6 equally often: μ = 0, μ* = ⅓, σ² = (¼ + 1/36)/2 = 5/36; that
    /// of x₀ is x₁: μ = μ* = ½, the same σ. 4,000 trajectories: standard errors of 0.006, 0.003 and 0.003; four are
    /// allowed.
    #[test]
    fn an_interaction_shows_in_sigma_and_cancels_in_mu() {
        let found = measured(4000, 3, |x| (x[0] - 0.5) * x[1]);
        let sigma = (5.0f64 / 36.0).sqrt();
        let expected = [(0.5, 0.5), (0.0, 1.0 / 3.0)];
        for (found, (mu, mu_star)) in found.iter().zip(expected) {
            assert!((found.mu - mu).abs() < 0.024 && (found.mu_star - mu_star).abs() < 0.024, "{found:?}");
            assert!((found.sigma - sigma).abs() < 0.012, "{found:?}");
        }
        assert_eq!(found[2], Morris { mu: 0.0, mu_star: 0.0, sigma: 0.0 });
    }

    #[test]
    fn rows_are_trajectories() {
        let effects = [vec![1.0, -1.0], vec![3.0, 1.0], vec![100.0, 100.0]];
        let found = morris(&effects, &[0, 1, 1, 0]);
        assert!((found[0].mu - 2.0).abs() < 1e-12 && (found[0].sigma - (4.0f64 / 3.0).sqrt()).abs() < 1e-12);
        assert!(found[1].mu.abs() < 1e-12 && (found[1].mu_star - 1.0).abs() < 1e-12);
    }
}
