//! Local clustering: how often two contacts of a person are contacts themselves.

use super::measured::Measured;
use crate::contacts::ContactLayers;
use crate::rng::Stream;
use crate::stats::mean_and_deviation;
use crate::units::LayerIndex;

/// Mean local clustering of a stored layer, from `sample` persons drawn with repetition: c_i = pairs of contacts of i
/// who are contacts / all such pairs, 0 for a person with less than two contacts (Watts & Strogatz 1998).
///
/// The standard error is at most ½/√sample.
pub fn local_clustering(contacts: &ContactLayers, layer: LayerIndex, sample: u32, stream: Stream) -> f64 {
    sampled_local_clustering(contacts, layer, sample, stream).value
}

/// The same with its standard error, for layers too large to find [all triangles](super::triangles()); NaN without a
/// sample or persons.
pub fn sampled_local_clustering(contacts: &ContactLayers, layer: LayerIndex, sample: u32, stream: Stream) -> Measured {
    let sample = if contacts.persons() == 0 { 0 } else { sample };
    let mut neighbors = Vec::new();
    let mut of_one = |nth| {
        let person = stream.under(nth, u64::from(contacts.persons())) as u32;
        neighbors.clear();
        neighbors.extend(contacts.in_layer(person, layer));
        clustering_among(contacts, layer, &neighbors)
    };
    let shares: Vec<f64> = (0..u64::from(sample)).map(&mut of_one).collect();
    let (value, deviation) = mean_and_deviation(&shares);
    Measured { value, error: deviation / libm::sqrt(f64::from(sample)) }
}

/// Share of the pairs of some persons (sorted) who are contacts.
fn clustering_among(contacts: &ContactLayers, layer: LayerIndex, persons: &[u32]) -> f64 {
    let n = persons.len();
    if n < 2 {
        return 0.0;
    }
    let ends = persons
        .iter()
        .map(|&i| contacts.in_layer(i, layer).filter(|j| persons.binary_search(j).is_ok()).count())
        .sum::<usize>();
    ends as f64 / (n * (n - 1)) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::build;
    use crate::rng::World;
    use crate::scenario::{GeneratorSpec, LayerSpec};

    const WORLD: World = World { seed: 1, replicate: 0 };

    #[test]
    fn a_triangle_with_a_tail_has_a_known_clustering() {
        // Persons 0 and 1: 1; person 2 (contacts 0, 1, 3): 1/3; person 3: 0. Mean 7/12, from 4,000 draws to 4 standard errors of .007.
        let contacts = ContactLayers::from_edges(4, &[vec![(0, 1), (1, 2), (0, 2), (2, 3)]]);
        let found = local_clustering(&contacts, 0, 4000, WORLD.stream("measure"));
        assert!((found - 7.0 / 12.0).abs() < 0.028, "{found}");
        // The four shares have the standard deviation .4330: the error of a mean of 4,000 is .00685, known to 2 %.
        let error = sampled_local_clustering(&contacts, 0, 4000, WORLD.stream("measure")).error;
        assert!((error / 0.006_85 - 1.0).abs() < 0.05, "{error}");
    }

    #[test]
    fn a_ring_lattice_clusters_as_derived() {
        let contacts = build(&[LayerSpec::new("ring", GeneratorSpec::RingLattice { degree: 10 })], 200, &WORLD);
        let expected = 3.0 * 8.0 / (4.0 * 9.0);
        assert!((local_clustering(&contacts, 0, 50, WORLD.stream("measure")) - expected).abs() < 1e-12);
    }
}
