//! Which degrees a graph can have.

/// Whether there is a graph without loops and repetitions whose degrees are these: each degree with the number of
/// persons who have it.
///
/// Erdős & Gallai 1960: the sum is even, and with d₁ ≥ d₂ ≥ … for every k
///
/// > Σ_{i ≤ k} dᵢ ≤ k(k − 1) + Σ_{i > k} min(dᵢ, k),
///
/// to be looked at only where the degree changes (Tripathi & Vijay 2003).
pub fn is_graphical(degrees: &[(u32, u64)]) -> bool {
    let mut falling: Vec<(u128, u128)> = degrees.iter().map(|&(degree, n)| (degree.into(), n.into())).collect();
    falling.sort_unstable_by(|a, b| b.cmp(a));
    let sum: u128 = falling.iter().map(|(degree, n)| degree * n).sum();
    let (mut k, mut taken) = (0, 0);
    sum.is_multiple_of(2)
        && (0..falling.len()).all(|last| {
            k += falling[last].1;
            taken += falling[last].0 * falling[last].1;
            let rest: u128 = falling[last + 1..].iter().map(|(degree, n)| degree.min(&k) * n).sum();
            k == 0 || taken <= k * (k - 1) + rest
        })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// All 2¹⁰ graphs of five persons: the degrees that occur, and no others, are graphical.
    #[test]
    fn the_degrees_of_five_persons_are_those_of_their_graphs() {
        let pairs: Vec<(usize, usize)> = (0..5).flat_map(|i| (i + 1..5).map(move |j| (i, j))).collect();
        let mut occurring = BTreeSet::new();
        for graph in 0..1u32 << pairs.len() {
            let mut degrees = [0u32; 5];
            for (_, &(i, j)) in (0..).zip(&pairs).filter(|&(bit, _)| graph >> bit & 1 == 1) {
                degrees[i] += 1;
                degrees[j] += 1;
            }
            occurring.insert(degrees);
        }
        for code in 0..6u32.pow(5) {
            let degrees: [u32; 5] = std::array::from_fn(|i| code / 6u32.pow(i as u32) % 6);
            let counted: Vec<(u32, u64)> =
                (0..6).map(|d| (d, degrees.iter().filter(|&&degree| degree == d).count() as u64)).collect();
            assert_eq!(is_graphical(&counted), occurring.contains(&degrees), "{degrees:?}");
        }
    }
}
