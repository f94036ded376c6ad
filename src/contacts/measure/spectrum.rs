//! Spectrum: how fast something can spread, from the largest eigenvalue of the table of contacts.

use std::num::NonZeroUsize;

use super::measured::Measured;
use super::tridiagonal::Tridiagonal;
use crate::contacts::ContactLayers;
use crate::parallel::in_order;
use crate::units::LayerIndex;

/// The eigenvalue is known to this share of itself.
const TOLERANCE: f64 = 1e-6;
/// Most steps; some 30 are enough for graphs of acquaintances.
const MOST: usize = 400;
/// Persons whose sums are made together; sums do not depend on the number of threads.
const BLOCK: usize = 1 << 16;

/// Largest eigenvalue λ₁ of the adjacency matrix of a stored layer: between the mean and the largest degree, and at least
/// the square root of the latter. The error is a bound, 10⁻⁶ of the value if 400 steps are enough; 0 without contacts.
///
/// Where everybody who is infected infects each contact at rate β and recovers at rate δ, an infection dies out quickly if
/// β/δ < 1/λ₁ (Wang et al. 2003, *Epidemic spreading in real networks: an eigenvalue viewpoint*; Van Mieghem, Omic &
/// Kooij 2009): the epidemic threshold.
///
/// Lanczos 1950 without reorthogonalization, which repeats eigenvalues but leaves the largest right (Paige 1980). Rows are
/// added up from the degrees, a positive start, which no component's own largest vector is orthogonal to. That a bipartite
/// graph such as a star has −λ₁ as well does no harm, as it would to a power iteration. The bound is that of the residual,
/// ‖Ay − θy‖ = βₖ|sₖ| for the Ritz pair (θ, y) of k steps.
pub fn largest_eigenvalue(contacts: &ContactLayers, layer: LayerIndex, threads: NonZeroUsize) -> Measured {
    let mut now: Vec<f64> = (0..contacts.persons()).map(|i| f64::from(contacts.degree(i, layer))).collect();
    let length = norm(&now);
    if length == 0.0 {
        return Measured::exact(0.0);
    }
    divide(&mut now, length);
    let mut before = vec![0.0; now.len()];
    let mut small = Tridiagonal::default();
    let mut beta = 0.0;
    loop {
        let mut next = product(contacts, layer, &now, threads);
        let alpha = dot(&next, &now);
        let terms = next.iter_mut().zip(now.iter().zip(&before));
        terms.for_each(|(next, (now, before))| *next -= alpha * now + beta * before);
        small.grow(beta, alpha);
        beta = norm(&next);
        let (value, last) = small.largest();
        let error = beta * last;
        if error <= TOLERANCE * value || small.len() == MOST.min(now.len()) {
            return Measured { value, error };
        }
        divide(&mut next, beta);
        before = std::mem::replace(&mut now, next);
    }
}

/// Adjacency matrix times vector.
fn product(contacts: &ContactLayers, layer: LayerIndex, vector: &[f64], threads: NonZeroUsize) -> Vec<f64> {
    let rows = |block: usize| -> Vec<f64> {
        let persons = block * BLOCK..vector.len().min((block + 1) * BLOCK);
        let row = |i| contacts.in_layer(i as u32, layer).map(|j| vector[j as usize]).sum();
        persons.map(row).collect()
    };
    in_order(threads, vector.len().div_ceil(BLOCK), rows).concat()
}

fn divide(vector: &mut [f64], by: f64) {
    for entry in vector {
        *entry /= by;
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(vector: &[f64]) -> f64 {
    libm::sqrt(dot(vector, vector))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::small;
    use super::*;
    use crate::contacts::build;
    use crate::rng::World;
    use crate::scenario::{GeneratorSpec, LayerSpec};

    fn found(persons: u32, pairs: Vec<(u32, u32)>) -> Measured {
        largest_eigenvalue(&ContactLayers::from_edges(persons, &[pairs]), 0, NonZeroUsize::MIN)
    }

    /// Star √(N − 1), complete graph N − 1, path 2 cos(π/(N + 1)), ring 2, complete bipartite √(ab).
    #[test]
    fn eigenvalues_of_known_graphs() {
        let bipartite = (0..3).flat_map(|i| (3..10).map(move |j| (i, j))).collect();
        let complete = (0..12).flat_map(|i| (0..i).map(move |j| (i, j))).collect();
        for (persons, pairs, expected) in [
            (50, (1..50).map(|j| (0, j)).collect(), 7.0),
            (12, complete, 11.0),
            (9, (1..9).map(|j| (j - 1, j)).collect(), 2.0 * libm::cos(std::f64::consts::PI / 10.0)),
            (9, (0..9).map(|j| (j, (j + 1) % 9)).collect(), 2.0),
            (10, bipartite, 21f64.sqrt()),
            (4, vec![], 0.0),
        ] {
            let found = found(persons, pairs);
            assert!((found.value - expected).abs() < 1e-6 * (1.0 + expected), "{found:?} {expected}");
        }
    }

    #[test]
    fn the_number_of_threads_changes_no_bit() {
        let layer = LayerSpec::new("phone", GeneratorSpec::acquaintance(10.0));
        let contacts = build(&[layer], 100_000, &World { seed: 3, replicate: 0 });
        let one = largest_eigenvalue(&contacts, 0, NonZeroUsize::MIN);
        assert!(one.error <= 1e-6 * one.value);
        assert_eq!(one, largest_eigenvalue(&contacts, 0, NonZeroUsize::new(3).expect("not zero")));
    }

    /// λ₁ = lim ‖A^(2^k)‖^(1/2^k), by squaring the whole matrix 40 times.
    fn by_squaring(contacts: &ContactLayers) -> f64 {
        let n = contacts.persons() as usize;
        let mut matrix = vec![vec![0.0; n]; n];
        contacts.pairs(0).for_each(|(i, j)| {
            matrix[i as usize][j as usize] = 1.0;
            matrix[j as usize][i as usize] = 1.0;
        });
        let (mut log, mut power) = (0.0, 1.0);
        for _ in 0..40 {
            let size = matrix.iter().flatten().map(|x| x * x).sum::<f64>().sqrt();
            if size == 0.0 {
                return 0.0;
            }
            log += size.ln() / power;
            power *= 2.0;
            matrix.iter_mut().flatten().for_each(|x| *x /= size);
            let square = |i: usize, j: usize| (0..n).map(|k| matrix[i][k] * matrix[k][j]).sum::<f64>();
            matrix = (0..n).map(|i| (0..n).map(|j| square(i, j)).collect()).collect();
        }
        log.exp()
    }

    proptest! {
        #[test]
        fn the_largest_eigenvalue_is_that_of_repeated_squaring(contacts in small::graph()) {
            let found = largest_eigenvalue(&contacts, 0, NonZeroUsize::MIN);
            let expected = by_squaring(&contacts);
            prop_assert!((found.value - expected).abs() < 1e-5 * (1.0 + expected), "{found:?} {expected}");
        }
    }
}
