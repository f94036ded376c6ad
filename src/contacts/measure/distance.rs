//! Distance: how many contacts lie between two persons.

use crate::contacts::ContactLayers;
use crate::rng::Stream;
use crate::units::LayerIndex;

/// Mean distance, counted in contacts, in a stored layer from `sources` random persons to all whom they can reach
/// (breadth-first search); NaN if they reach nobody.
pub fn mean_distance(contacts: &ContactLayers, layer: LayerIndex, sources: u32, stream: Stream) -> f64 {
    let (mut reached, mut sum) = (0u64, 0u64);
    for nth in 0..u64::from(sources) {
        let source = stream.under(nth, u64::from(contacts.persons())) as u32;
        for (distance, persons) in (0..).zip(persons_by_distance(contacts, layer, source)) {
            reached += if distance > 0 { persons } else { 0 };
            sum += distance * persons;
        }
    }
    sum as f64 / reached as f64
}

/// Numbers of persons at distance 0, 1, 2, … from a person.
pub fn persons_by_distance(contacts: &ContactLayers, layer: LayerIndex, source: u32) -> Vec<u64> {
    let mut seen = vec![false; contacts.persons() as usize];
    seen[source as usize] = true;
    let mut shell = vec![source];
    let mut sizes = Vec::new();
    while !shell.is_empty() {
        sizes.push(shell.len() as u64);
        let mut next = Vec::new();
        for &i in &shell {
            next.extend(contacts.in_layer(i, layer).filter(|&j| !std::mem::replace(&mut seen[j as usize], true)));
        }
        shell = next;
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    #[test]
    fn distances_count_contacts_and_leave_out_whom_nobody_reaches() {
        let contacts = ContactLayers::from_edges(6, &[vec![(0, 1), (1, 2), (2, 3), (0, 4)]]);
        assert_eq!(persons_by_distance(&contacts, 0, 0), [1, 2, 1, 1]);
        assert_eq!(persons_by_distance(&contacts, 0, 5), [1]);
    }

    #[test]
    fn the_mean_distance_in_a_ring_is_derived() {
        let ring = (0..101).map(|i| (i, (i + 1) % 101)).collect();
        let contacts = ContactLayers::from_edges(101, &[ring]);
        let found = mean_distance(&contacts, 0, 3, World { seed: 1, replicate: 0 }.stream("measure"));
        assert!((found - 25.5).abs() < 1e-12, "{found}");
    }
}
