//! Numbers of contacts: their mean, spread and distribution.

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
    let mut all = degree_of_each(contacts, layer);
    all.sort_unstable();
    let Some(&max) = all.last() else { return Degrees { mean: 0.0, variance: 0.0, median: 0, max: 0 } };
    let n = all.len() as f64;
    let mean = all.iter().map(|&d| f64::from(d)).sum::<f64>() / n;
    let variance = all.iter().map(|&d| (f64::from(d) - mean).powi(2)).sum::<f64>() / n;
    Degrees { mean, variance, median: all[(all.len() - 1) / 2], max }
}

/// The degree of each person.
pub fn degree_of_each(contacts: &ContactLayers, layer: LayerIndex) -> Vec<u32> {
    (0..contacts.persons()).map(|i| contacts.degree(i, layer)).collect()
}

/// How many persons have how many contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DegreeDistribution {
    /// Each degree that somebody has, ascending, with the number of persons who have it.
    pub counts: Vec<(u32, u64)>,
}

/// Persons whose degrees lie within a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DegreeBin {
    /// Smallest degree.
    pub from: u32,
    /// Degree behind the largest.
    pub to: u32,
    /// Number of persons.
    pub persons: u64,
    /// Share of all persons a degree: P(from ≤ d < to) / (to − from).
    pub density: f64,
}

impl DegreeDistribution {
    /// The distribution of some degrees.
    pub fn new(degrees: &[u32]) -> Self {
        let mut sorted = degrees.to_vec();
        sorted.sort_unstable();
        let counts = sorted.chunk_by(|a, b| a == b).map(|equal| (equal[0], equal.len() as u64)).collect();
        DegreeDistribution { counts }
    }

    /// Number of persons.
    pub fn persons(&self) -> u64 {
        self.counts.iter().map(|(_, persons)| persons).sum()
    }

    /// P(d ≥ k), the complementary cumulative distribution, for each degree k that somebody has.
    pub fn ccdf(&self) -> Vec<(u32, f64)> {
        let (all, mut rest) = (self.persons(), self.persons());
        let share = |&(degree, persons): &(u32, u64)| {
            let share = rest as f64 / all as f64;
            rest -= persons;
            (degree, share)
        };
        self.counts.iter().map(share).collect()
    }

    /// The density in bins of equal width on a logarithmic axis, four to a factor of two: 0, 1, 2, 3, 4, 5, 6, 7, 8–9, …
    /// Bins hold a whole degree at least, and empty ones are left out. Without them the tail of a logarithmic plot is
    /// noise (Newman 2005, *Power laws, Pareto distributions and Zipf's law*).
    pub fn bins(&self) -> Vec<DegreeBin> {
        let all = self.persons() as f64;
        let of = |degrees: &[(u32, u64)]| {
            let (from, to) = bin_around(degrees[0].0);
            let persons = degrees.iter().map(|(_, persons)| persons).sum();
            DegreeBin { from, to, persons, density: persons as f64 / all / f64::from(to - from) }
        };
        self.counts.chunk_by(|a, b| bin_around(a.0) == bin_around(b.0)).map(of).collect()
    }
}

/// The bin that holds a degree: from a power of two on, quarters of the way to the next.
fn bin_around(degree: u32) -> (u32, u32) {
    if degree < 8 {
        return (degree, degree + 1);
    }
    let width = 1 << (degree.ilog2() - 2);
    let from = degree / width * width;
    (from, from.saturating_add(width))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn degrees_of_a_star_and_of_nobody() {
        let star = ContactLayers::from_edges(5, &[vec![(0, 1), (0, 2), (0, 3), (0, 4)]]);
        assert_eq!(degrees(&star, 0), Degrees { mean: 1.6, variance: 1.44, median: 1, max: 4 });
        assert_eq!(degrees(&ContactLayers::from_edges(0, &[vec![]]), 0).max, 0);
        let distribution = DegreeDistribution::new(&degree_of_each(&star, 0));
        assert_eq!(distribution.counts, [(1, 4), (4, 1)]);
        assert_eq!(distribution.ccdf(), [(1, 1.0), (4, 0.2)]);
        assert!(DegreeDistribution::new(&[]).ccdf().is_empty() && DegreeDistribution::new(&[]).bins().is_empty());
    }

    proptest! {
        #[test]
        fn bins_hold_everybody_once_and_their_densities_add_up(degrees in proptest::collection::vec(0u32..3000, 1..200)) {
            let bins = DegreeDistribution::new(&degrees).bins();
            prop_assert!(bins.windows(2).all(|pair| pair[0].to <= pair[1].from));
            for bin in &bins {
                let inside = degrees.iter().filter(|&&d| bin.from <= d && d < bin.to).count() as u64;
                prop_assert_eq!(bin.persons, inside);
                prop_assert!(f64::from(bin.to) <= 1.25 * f64::from(bin.from) || bin.to - bin.from == 1);
            }
            let mass: f64 = bins.iter().map(|bin| bin.density * f64::from(bin.to - bin.from)).sum();
            prop_assert!((mass - 1.0).abs() < 1e-12);
        }

        #[test]
        fn the_ccdf_is_the_share_with_as_many_or_more(degrees in proptest::collection::vec(0u32..40, 1..60)) {
            for (k, share) in DegreeDistribution::new(&degrees).ccdf() {
                let found = degrees.iter().filter(|&&d| d >= k).count() as f64 / degrees.len() as f64;
                prop_assert!((share - found).abs() < 1e-12);
            }
        }
    }
}
