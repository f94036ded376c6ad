//! Numbers of contacts.

use crate::contacts::ContactLayers;
use crate::units::LayerIndex;

/// What the degrees of a layer look like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Degrees {
    /// Mean.
    pub mean: f64,
    /// Variance (of the population, divided by N).
    pub variance: f64,
    /// Lower median.
    pub median: u32,
    /// Largest.
    pub max: u32,
}

/// The degrees of a layer; all 0 without persons.
pub fn degrees(contacts: &ContactLayers, layer: LayerIndex) -> Degrees {
    let mut all: Vec<u32> = (0..contacts.persons()).map(|i| contacts.degree(i, layer)).collect();
    all.sort_unstable();
    let Some(&max) = all.last() else { return Degrees { mean: 0.0, variance: 0.0, median: 0, max: 0 } };
    let n = all.len() as f64;
    let mean = all.iter().map(|&d| f64::from(d)).sum::<f64>() / n;
    let variance = all.iter().map(|&d| (f64::from(d) - mean).powi(2)).sum::<f64>() / n;
    Degrees { mean, variance, median: all[(all.len() - 1) / 2], max }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_of_a_star_and_of_nobody() {
        let star = ContactLayers::from_edges(5, &[vec![(0, 1), (0, 2), (0, 3), (0, 4)]]);
        assert_eq!(degrees(&star, 0), Degrees { mean: 1.6, variance: 1.44, median: 1, max: 4 });
        assert_eq!(degrees(&ContactLayers::from_edges(0, &[vec![]]), 0).max, 0);
    }
}
