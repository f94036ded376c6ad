//! Which uncertain inputs the variance of a result comes from: Sobol' indices.
//!
//! With inputs independent, S_i = Var(E(y | x_i)) / Var(y) is the share of the variance that would vanish, on average,
//! if input i were known (first order); T_i = E(Var(y | all but x_i)) / Var(y) is the share that would remain if all
//! others were known (total). T_i − S_i ≥ 0 is what i does together with others; T_i = 0 says that i does nothing.

use super::moments::rounding_variance;

/// The indices of all inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Indices {
    /// First-order indices S_i; an estimate may lie a little outside 0 to 1.
    pub first: Vec<f64>,
    /// Total-order indices T_i, 0 or more; an estimate may lie a little above 1.
    pub total: Vec<f64>,
}

/// The indices from the results at the points of two independent designs: `a` and `b` are the results at the rows of A
/// and of B, `ab[i]` those at the rows of A with input i taken from B. `rows` says which rows to use, some of them
/// repeatedly when they are resampled. None where the results are all the same: then there is no variance to share out.
///
/// S_i = (1/N) Σ_j f(B)_j (f(AB_i)_j − f(A)_j) / V (Saltelli et al. 2010, Computer Physics Communications 181:259,
/// table 2 b), T_i = (1/2N) Σ_j (f(A)_j − f(AB_i)_j)² / V (Jansen 1999, Computer Physics Communications 117:35), V the
/// variance of all f(A) and f(B). Results are measured from their common mean, which leaves S_i the same on average and
/// takes from its error what a large mean would add. Take A and B as the two halves of the columns of
/// [`sobol_points`](super::sobol_points) with twice the dimensions: together they cost N (k + 2) runs.
pub fn sobol_indices(a: &[f64], b: &[f64], ab: &[Vec<f64>], rows: &[usize]) -> Option<Indices> {
    let n = rows.len() as f64;
    let average = |value: &dyn Fn(usize) -> f64| rows.iter().map(|&row| value(row)).sum::<f64>() / n;
    let center = average(&|row| f64::midpoint(a[row], b[row]));
    let square = |x: f64| x * x;
    let variance = average(&|row| f64::midpoint(square(a[row] - center), square(b[row] - center)));
    let rounding = rounding_variance(
        rows.iter().flat_map(|&row| [a[row], b[row]]).fold(0.0, |largest: f64, y| largest.max(y.abs())),
    );
    (variance > rounding).then(|| Indices {
        first: ab.iter().map(|ab| average(&|row| (b[row] - center) * (ab[row] - a[row])) / variance).collect(),
        total: ab.iter().map(|ab| average(&|row| square(a[row] - ab[row])) / (2.0 * variance)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;
    use crate::rng::World;
    use crate::stats::{bootstrap, sobol_points};

    /// The results of a function of `inputs` numbers in (0, 1) at A, B and all AB_i, n = `points`.
    fn evaluated(points: usize, inputs: usize, f: impl Fn(&[f64]) -> f64) -> (Vec<f64>, Vec<f64>, Vec<Vec<f64>>) {
        let design = sobol_points(points, 2 * inputs, 1);
        // Input i from the half of B where `from_b` says so.
        let at = |from_b: &dyn Fn(usize) -> bool| {
            let point = |row: &Vec<f64>| -> Vec<f64> {
                (0..inputs).map(|i| row[if from_b(i) { inputs + i } else { i }]).collect()
            };
            design.iter().map(|row| f(&point(row))).collect::<Vec<_>>()
        };
        (at(&|_| false), at(&|_| true), (0..inputs).map(|input| at(&|i| i == input)).collect())
    }

    /// sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ with x in (−π, π): Ishigami & Homma 1990.
    fn ishigami(u: &[f64]) -> f64 {
        let x = [u[0], u[1], u[2]].map(|u| PI * (2.0 * u - 1.0));
        x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin()
    }

    fn close(found: &[f64], expected: &[f64], tolerance: f64) {
        let same = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < tolerance);
        assert!(same && found.len() == expected.len(), "{found:?} against {expected:?}");
    }

    /// V₁ = ½ (1 + π⁴/50)², V₂ = 49/8, V₁₃ = 0.01 π⁸ (1/18 − 1/50), and V their sum; 0.005 is allowed at 2¹³ rows.
    #[test]
    fn indices_of_ishigami_s_function_are_the_analytic_ones() {
        let (a, b, ab) = evaluated(1 << 13, 3, ishigami);
        let rows: Vec<usize> = (0..a.len()).collect();
        let found = sobol_indices(&a, &b, &ab, &rows).expect("it varies");
        let parts =
            [(1.0 + PI.powi(4) / 50.0).powi(2) / 2.0, 49.0 / 8.0, 0.01 * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0)];
        let share = |part: f64| part / parts.iter().sum::<f64>();
        close(&found.first, &[share(parts[0]), share(parts[1]), 0.0], 0.005);
        close(&found.total, &[share(parts[0] + parts[2]), share(parts[1]), share(parts[2])], 0.005);
    }

    /// Π (|4x_i − 2| + c_i) / (1 + c_i): V_i = 1 / (3 (1 + c_i)²), V = Π (1 + V_i) − 1, S_i = V_i / V,
    /// T_i = V_i Π_{j ≠ i} (1 + V_j) / V (Sobol' 1993; c of Saltelli et al. 2010).
    #[test]
    fn indices_of_sobol_s_g_function_are_the_analytic_ones() {
        let c = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0];
        let (a, b, ab) =
            evaluated(1 << 13, 6, |x| x.iter().zip(c).map(|(x, c)| ((4.0 * x - 2.0).abs() + c) / (1.0 + c)).product());
        let parts = c.map(|c: f64| 1.0 / (3.0 * (1.0 + c).powi(2)));
        let product = parts.iter().map(|part| 1.0 + part).product::<f64>();
        let found = sobol_indices(&a, &b, &ab, &(0..a.len()).collect::<Vec<_>>()).expect("it varies");
        close(&found.first, &parts.map(|part| part / (product - 1.0)), 0.005);
        close(&found.total, &parts.map(|part| part * product / (1.0 + part) / (product - 1.0)), 0.005);
    }

    /// Rows resampled together: intervals of 2⁹ rows hold all six analytic indices, and are not too wide to tell
    /// anything.
    #[test]
    fn resampled_rows_give_intervals_around_the_indices() {
        let (a, b, ab) = evaluated(1 << 9, 3, ishigami);
        let stream = World { seed: 1, replicate: 0 }.stream("rows");
        let found = bootstrap(a.len(), 500, stream, |rows| {
            let indices = sobol_indices(&a, &b, &ab, rows).expect("it varies");
            [indices.first, indices.total].concat()
        });
        for (found, expected) in found.iter().zip([0.3139, 0.4424, 0.0, 0.5576, 0.4424, 0.2437]) {
            let (low, high) = found.interval.expect("indices are finite");
            assert!(low <= expected && expected <= high && high - low < 0.4, "{found:?} against {expected}");
        }
    }

    /// A mean of 10⁶ beside a standard deviation of 1 changes nothing but the last digits.
    #[test]
    fn a_large_mean_does_not_matter() {
        let (a, b, ab) = evaluated(1 << 10, 2, |x| x[0] + 2.0 * x[1]);
        let rows: Vec<usize> = (0..a.len()).collect();
        let plain = sobol_indices(&a, &b, &ab, &rows).expect("it varies");
        let raised = |x: &[f64]| x.iter().map(|y| y + 1e6).collect::<Vec<_>>();
        let ab: Vec<_> = ab.iter().map(|ab| raised(ab)).collect();
        let high = sobol_indices(&raised(&a), &raised(&b), &ab, &rows).expect("it varies");
        close(&high.first, &plain.first, 1e-8);
        close(&plain.first, &[0.2, 0.8], 0.01);
        close(&plain.total, &[0.2, 0.8], 0.01);
    }

    #[test]
    fn without_variance_there_are_no_indices() {
        assert_eq!(sobol_indices(&[0.1; 7], &[0.1; 7], &[vec![0.1; 7]], &[0, 1, 2, 3, 4, 5, 6]), None);
        assert_eq!(sobol_indices(&[0.5, 9.0], &[0.5, 3.0], &[vec![0.5, 7.0]], &[0, 0]), None);
    }
}
