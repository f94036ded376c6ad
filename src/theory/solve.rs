//! Solving ordinary differential equations: the only place that knows the library.
//!
//! The method is that of Dormand & Prince (1980, J. Comput. Appl. Math. 6:19), an explicit Runge–Kutta pair of order 5(4) with
//! steps of its own choice: no hazard is taken to be above 20 in a tick, so that none is stiff. What the coefficients are changes on known days only, so
//! that an integration goes from one such day to the next and never across it.

use differential_equations::prelude::{ExplicitRungeKutta, IVP, ODE};

/// Largest error of a step, relative to the number and absolute \[share of the persons\].
const TOLERANCE: (f64, f64) = (1e-7, 1e-11);

/// What changes y: the right side of dy/dt [day⁻¹].
pub trait Flow {
    /// Sets `change` to dy/dt at the state `y`.
    fn flow(&self, y: &[f64], change: &mut [f64]);
}

struct System<'f, F>(&'f F);

impl<F: Flow> ODE<f64, Vec<f64>> for System<'_, F> {
    fn diff(&self, _: f64, y: &Vec<f64>, change: &mut Vec<f64>) {
        self.0.flow(y, change);
    }
}

/// The state so many days later; none where no step is small enough.
pub fn solve(flow: &impl Flow, days: f64, y: Vec<f64>) -> Option<Vec<f64>> {
    let method = ExplicitRungeKutta::dopri5().rtol(TOLERANCE.0).atol(TOLERANCE.1).max_steps(100_000);
    let solution = IVP::ode(&System(flow), 0.0, days, y).method(method).solve().ok()?;
    solution.y.into_iter().next_back().filter(|y| y.iter().all(|value| value.is_finite()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    struct Logistic;

    impl Flow for Logistic {
        fn flow(&self, y: &[f64], change: &mut [f64]) {
            change[0] = y[0] * (1.0 - y[0]);
        }
    }

    #[test]
    fn the_logistic_curve_comes_out_to_seven_digits() {
        for days in [0.1, 1.0, 7.0, 30.0] {
            let y = solve(&Logistic, days, vec![0.01]).unwrap();
            let exact = 1.0 / (1.0 + 99.0 * (-days).exp());
            assert!((y[0] - exact).abs() < 3e-7, "{} instead of {exact}", y[0]);
        }
    }

    struct Explosion;

    impl Flow for Explosion {
        fn flow(&self, y: &[f64], change: &mut [f64]) {
            change[0] = y[0] * y[0];
        }
    }

    #[test]
    fn what_has_no_solution_is_told() {
        assert_eq!(solve(&Explosion, 2.0, vec![1.0]), None);
    }
}
