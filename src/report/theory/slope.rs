//! Early growth as it is read from a curve: the slope of the logarithm of the active users.
//!
//! From the first day with at least [`FEW`] agents on to the first with [`EARLY`] of the persons in the market, or with [`HALF`] of the most
//! that the platform ever has, if that comes before: a straight line through ln(active) by least squares, all days alike \[day⁻¹\]. A
//! curve that begins beyond has no early growth.

use crate::stats::linear;
use crate::theory::chance::EARLY;

/// Below so many agents a number of users is luck.
pub const FEW: f64 = 10.0;
/// Above this part of the most users that a platform ever has its growth comes to its end.
pub const HALF: f64 = 0.5;

/// The slope of ln(active) [day⁻¹]; none where there are no two such days.
pub fn slope(active: &[f64], market: &[f64]) -> Option<f64> {
    let first = active.iter().position(|agents| *agents >= FEW)?;
    let most = active.iter().copied().fold(0.0, f64::max);
    let is_late = |day: &usize| active[*day] >= (EARLY * market[*day]).min(HALF * most);
    let last = (first..active.len()).find(is_late)?;
    let days: Vec<f64> = (first..=last).map(|day| day as f64).collect();
    let logs: Vec<f64> = (first..=last).map(|day| libm::log(active[day].max(1.0))).collect();
    linear(&days, &logs, &vec![1.0; days.len()]).map(|line| line.slope)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn exponential_growth_has_its_rate_as_slope() {
        let growing: Vec<f64> = (0..200).map(|day| 2.0 * (0.07 * f64::from(day)).exp()).collect();
        for market in [1e4, 1e12] {
            assert!((slope(&growing, &[market; 200]).unwrap() - 0.07).abs() < 1e-12, "{market}");
        }
    }

    #[test]
    fn what_is_beyond_the_early_phase_does_not_count() {
        // Logistic: the slope up to 5 % lies between the rates at both ends, 1 and .95.
        let curve: Vec<f64> = (0..60).map(|day| 1e6 / (1.0 + 1e5 * (-0.5 * f64::from(day)).exp())).collect();
        let found = slope(&curve, &vec![1e6; 60]).unwrap();
        assert!((0.475..0.5).contains(&found), "{found}");
    }

    #[test]
    fn some_curves_have_no_early_growth() {
        let market = vec![1000.0; 4];
        assert_eq!(slope(&[60.0, 70.0, 80.0, 90.0], &market), None);
        assert_eq!(slope(&[1.0, 2.0, 5.0, 9.0], &market), None);
        assert_eq!(slope(&[1.0, 2.0, 5.0, 10.0], &market), None);
        assert_eq!(slope(&[30.0, 20.0, 10.0, 5.0], &market), None);
    }
}
