//! Symmetric tridiagonal matrices that grow: what Lanczos' method makes of a large matrix.

/// A matrix with α₁, α₂, … on the diagonal and β₂, β₃, … beside it.
#[derive(Debug, Clone, Default)]
pub struct Tridiagonal {
    diagonal: Vec<f64>,
    beside: Vec<f64>,
    /// Largest eigenvalue before the matrix grew last; it never falls (Cauchy's interlacing).
    largest: f64,
}

impl Tridiagonal {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.diagonal.len()
    }

    /// Adds a row: `beta` is left out of the first.
    pub fn grow(&mut self, beta: f64, alpha: f64) {
        if self.diagonal.is_empty() {
            self.largest = alpha;
        } else {
            self.beside.push(beta);
        }
        self.diagonal.push(alpha);
    }

    /// The largest eigenvalue, and the size of the last entry of its vector of length 1.
    pub fn largest(&mut self) -> (f64, f64) {
        self.largest = self.eigenvalue();
        (self.largest, self.last_entry())
    }

    /// By bisection, from the one before up to Gershgorin's bound: x lies above all eigenvalues if and only if all pivots
    /// of T − x are negative.
    fn eigenvalue(&self) -> f64 {
        let reach = |row: usize| {
            let neighbors = [row.checked_sub(1), Some(row)].into_iter().flatten();
            let beside: f64 = neighbors.filter_map(|at| self.beside.get(at)).map(|beta| beta.abs()).sum();
            self.diagonal[row] + beside
        };
        let mut low = self.largest;
        let mut high = (0..self.len()).map(reach).fold(low, f64::max);
        loop {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                return high;
            }
            if self.pivots(middle).all(|pivot| pivot < 0.0) { high = middle } else { low = middle }
        }
    }

    /// The pivots of T − x without exchanges: d₁ = α₁ − x, dₖ = αₖ − x − βₖ²/dₖ₋₁.
    fn pivots(&self, x: f64) -> impl Iterator<Item = f64> + '_ {
        let mut before = f64::INFINITY;
        (0..self.len()).map(move |row| {
            let beta = if row == 0 { 0.0 } else { self.beside[row - 1] };
            before = self.diagonal[row] - x - beta * beta / before;
            before
        })
    }

    /// By inverse iteration from a little above the eigenvalue, where all pivots are negative and nothing is lost.
    fn last_entry(&self) -> f64 {
        let above = self.largest + 1e-12 * self.largest.abs().max(f64::MIN_POSITIVE);
        let pivots: Vec<f64> = self.pivots(above).collect();
        let mut vector = vec![1.0; self.len()];
        for _ in 0..3 {
            for row in 1..self.len() {
                vector[row] -= self.beside[row - 1] / pivots[row - 1] * vector[row - 1];
            }
            for row in (0..self.len()).rev() {
                let behind = self.beside.get(row).map_or(0.0, |beta| beta * vector[row + 1]);
                vector[row] = (vector[row] - behind) / pivots[row];
            }
            let length = libm::sqrt(vector.iter().map(|entry| entry * entry).sum());
            for entry in &mut vector {
                *entry /= length;
            }
        }
        vector.last().map_or(0.0, |entry| entry.abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2 on the diagonal and −1 beside it: λ₁ = 2 + 2 cos(π/(n + 1)), entries √(2/(n + 1)) sin(πk/(n + 1)) up to signs.
    #[test]
    fn the_second_difference_has_known_eigenvalues() {
        let mut matrix = Tridiagonal::default();
        for n in 1..60 {
            matrix.grow(-1.0, 2.0);
            let angle = std::f64::consts::PI / f64::from(n + 1);
            let (value, last) = matrix.largest();
            assert!((value - 2.0 - 2.0 * angle.cos()).abs() < 1e-12, "{n}: {value}");
            let expected = (2.0 / f64::from(n + 1)).sqrt() * (f64::from(n) * angle).sin();
            assert!((last - expected.abs()).abs() < 1e-9, "{n}: {last} {expected}");
        }
    }

    #[test]
    fn a_vector_that_fades_keeps_its_last_entry_small() {
        // 10 in front of a chain of zeros joined by 1: λ = z + 1/z with z = 10, and entries that fall by z a row.
        let mut matrix = Tridiagonal::default();
        matrix.grow(0.0, 10.0);
        (0..12).for_each(|_| matrix.grow(1.0, 0.0));
        let (value, last) = matrix.largest();
        assert!((value - 10.1).abs() < 1e-12 && (last / 0.995e-12 - 1.0).abs() < 0.05, "{value} {last}");
    }
}
