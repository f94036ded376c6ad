//! The constant κ with which a GIRG has the mean degree that was asked for, by calculation.
//!
//! On a torus of side 1 with the larger coordinate difference as distance, 4r² of the area lies within r. Averaged over
//! all places, two persons are contacts with chance
//!
//! > F(v) = (v − T v^(1/T))/(1 − T) for v = 4κ w_i w_j/N ≤ 1, otherwise 1,
//!
//! from ∫ min(1, (v/ρ)^(1/T)) dρ over the area ρ = 4r² from 0 to 1. κ solves Σ F = cN/2 over all pairs; persons are taken
//! together where their weights differ by less than 1/16.

/// Bits of a weight by which persons are told apart: its exponent and four digits.
const TOLD_APART: u32 = 19;
/// Most corrections of κ, and how near is near enough.
const CORRECTIONS: u32 = 100;
const NEAR: f64 = 1e-6;
/// Where everybody knows everybody.
const LARGEST: f64 = 1e30;

/// κ, above 0, for the mean degree `c` at temperature T.
pub fn constant(weights: &[f32], mean_degree: f64, temperature: f64) -> f64 {
    let groups = groups(weights);
    let persons = weights.len().max(1) as f64;
    let target = mean_degree * persons / 2.0;
    let found = |v: f64| contacts(&groups, v, temperature);
    // Nothing is at its bound when v is small enough: contacts grow in proportion.
    let mut v = mean_degree * (1.0 - temperature) / persons;
    for _ in 0..CORRECTIONS {
        let ratio = target / found(v);
        if !ratio.is_finite() || (ratio - 1.0).abs() < NEAR || v > LARGEST {
            break;
        }
        v *= ratio;
    }
    f64::MIN_POSITIVE.max(v * persons / 4.0)
}

/// F(v).
fn chance(v: f64, temperature: f64) -> f64 {
    if v >= 1.0 { 1.0 } else { (v - temperature * libm::pow(v, 1.0 / temperature)) / (1.0 - temperature) }
}

/// Number of persons of about the same weight, and their mean weight.
fn groups(weights: &[f32]) -> Vec<(f64, f64)> {
    let mut groups = vec![(0.0, 0.0); 1 << (32 - TOLD_APART)];
    for &weight in weights {
        let (persons, sum) = &mut groups[(weight.to_bits() >> TOLD_APART) as usize];
        *persons += 1.0;
        *sum += f64::from(weight);
    }
    groups.retain(|&(persons, _)| persons > 0.0);
    groups.into_iter().map(|(persons, sum)| (persons, sum / persons)).collect()
}

/// Expected number of contacts where two persons of weight 1 have `v`.
fn contacts(groups: &[(f64, f64)], v: f64, temperature: f64) -> f64 {
    let mut sum = 0.0;
    for (nth, &(n, w)) in groups.iter().enumerate() {
        sum += n * (n - 1.0) / 2.0 * chance(v * w * w, temperature);
        sum += groups[..nth].iter().map(|&(m, u)| n * m * chance(v * w * u, temperature)).sum::<f64>();
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// F against the integral by midpoints.
    #[test]
    fn the_chance_over_all_places_is_the_integral() {
        for temperature in [0.1, 0.5, 0.9] {
            for v in [1e-3, 0.2, 0.9, 5.0] {
                let steps = 1_000_000;
                let at = |step: u32| (f64::from(step) + 0.5) / f64::from(steps);
                let mean = (0..steps).map(|step| (v / at(step)).powf(1.0 / temperature).min(1.0)).sum::<f64>();
                let mean = mean / f64::from(steps);
                assert!((chance(v, temperature) / mean - 1.0).abs() < 1e-3, "T = {temperature}, v = {v}: {mean}");
            }
        }
        assert!((chance(0.3, 0.0) - 0.3).abs() < 1e-12 && (chance(7.0, 0.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn equal_weights_have_the_constant_in_closed_form() {
        // T = ½ and c/N = .002: 2v − v² = c/(N − 1).
        let kappa = constant(&vec![1.0; 10_000], 20.0, 0.5);
        let v = 1.0 - (1.0 - 20.0 / 9999.0f64).sqrt();
        assert!((kappa / (v * 10_000.0 / 4.0) - 1.0).abs() < 1e-5, "{kappa}");
    }

    /// Against the sum over all pairs one by one, for weights from a hundredth to a hundred times the mean, some pairs
    /// being at the bound.
    #[test]
    fn the_constant_gives_the_mean_degree() {
        let weights: Vec<f32> = (0..800).map(|i| (((i % 80) as f32 - 40.0) / 9.0).exp()).collect();
        for (c, temperature) in [(0.1, 0.3), (12.0, 0.0), (12.0, 0.8), (400.0, 0.5)] {
            let v = constant(&weights, c, temperature) * 4.0 / 800.0;
            let mut ends = 0.0;
            for (nth, &w) in weights.iter().enumerate() {
                ends += weights[..nth].iter().map(|&u| 2.0 * chance(v * f64::from(w * u), temperature)).sum::<f64>();
            }
            assert!((ends / 800.0 / c - 1.0).abs() < 2e-3, "{} for {c} at {temperature}", ends / 800.0);
        }
        assert!(constant(&weights, 5000.0, 0.5) > 1e20, "everybody knows everybody");
        assert!(constant(&[], 5.0, 0.5).is_finite() && constant(&[1.0; 9], 0.0, 0.5) < 1e-300);
    }
}
