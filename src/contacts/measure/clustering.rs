//! Local clustering: how often two contacts of a person are contacts themselves.

use crate::contacts::ContactLayers;
use crate::rng::Stream;
use crate::units::LayerIndex;

/// Mean local clustering of a stored layer, from `sample` persons drawn with repetition: c_i = pairs of contacts of i who are contacts / all
/// such pairs, 0 for a person with less than two contacts (Watts & Strogatz 1998).
///
/// The standard error is at most ½/√sample.
pub fn local_clustering(contacts: &ContactLayers, layer: LayerIndex, sample: u32, stream: Stream) -> f64 {
    let mut neighbors = Vec::new();
    let total: f64 = (0..u64::from(sample))
        .map(|nth| {
            let person = stream.under(nth, u64::from(contacts.persons())) as u32;
            neighbors.clear();
            neighbors.extend(contacts.in_layer(person, layer));
            clustering_among(contacts, layer, &neighbors)
        })
        .sum();
    total / f64::from(sample.max(1))
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
