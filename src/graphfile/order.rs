//! An order of the persons in which contacts are near each other: Cuthill & McKee 1969.
//!
//! Breadth first, from the person with the fewest contacts of each component; the contacts of a person are visited in
//! ascending order of their own number of contacts. In memory, friends of a person then lie beside each other, and a run that
//! goes from contact to contact finds most of them near. Linear time but for sorting rows.

use super::pairs::Pairs;

/// The place of each person. Persons without contacts stand last, in their old order; else ties are broken by the old
/// order.
pub(super) fn near(layers: &[&Pairs], persons: u32) -> Vec<u32> {
    let (starts, others) = both_ends(layers, persons);
    let degree = |person: u32| starts[person as usize + 1] - starts[person as usize];
    let mut by_degree: Vec<u32> = (0..persons).collect();
    by_degree.sort_by_key(|person| degree(*person));
    let mut place = vec![UNVISITED; persons as usize];
    let mut queue: Vec<u32> = Vec::with_capacity(persons as usize);
    let mut visit = |person: u32, queue: &mut Vec<u32>| {
        if place[person as usize] == UNVISITED {
            place[person as usize] = queue.len() as u32;
            queue.push(person);
        }
    };
    let alone = by_degree.partition_point(|person| degree(*person) == 0);
    let mut next = 0;
    for &first in &by_degree[alone..] {
        visit(first, &mut queue);
        while next < queue.len() {
            let person = queue[next] as usize;
            let row = starts[person] as usize..starts[person + 1] as usize;
            let mut found: Vec<u32> = others[row].to_vec();
            found.sort_unstable_by_key(|other| (degree(*other), *other));
            for other in found {
                visit(other, &mut queue);
            }
            next += 1;
        }
    }
    by_degree[..alone].iter().for_each(|person| visit(*person, &mut queue));
    place
}

/// No place yet: beyond all of them.
const UNVISITED: u32 = u32::MAX;

/// The contacts of each person in all layers, on both sides.
fn both_ends(layers: &[&Pairs], persons: u32) -> (Vec<u64>, Vec<u32>) {
    let pairs = || layers.iter().flat_map(|pairs| pairs.iter());
    let mut next = vec![0u64; persons as usize + 2];
    pairs().for_each(|(i, j)| {
        next[i as usize + 2] += 1;
        next[j as usize + 2] += 1;
    });
    for person in 2..next.len() {
        next[person] += next[person - 1];
    }
    let mut others = vec![0; next.last().map_or(0, |total| *total as usize)];
    pairs().for_each(|(i, j)| {
        for (person, other) in [(i, j), (j, i)] {
            let at = &mut next[person as usize + 1];
            others[*at as usize] = other;
            *at += 1;
        }
    });
    next.pop();
    (next, others)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::graphfile::people::tests::graph;

    fn distance(pairs: &Pairs) -> f64 {
        pairs.iter().map(|(i, j)| f64::from(j - i)).sum::<f64>() / pairs.len() as f64
    }

    proptest! {
        #[test]
        fn everybody_has_one_place(pairs in prop::collection::vec((0..30u32, 0..30u32), 0..60)) {
            let pairs = graph(30, &pairs).pairs;
            let mut place = near(&[&pairs], 30);
            let (degrees, old) = (pairs.degrees(), place.clone());
            place.sort_unstable();
            prop_assert_eq!(place, (0..30).collect::<Vec<_>>());
            let inside = degrees.iter().filter(|degree| **degree > 0).count() as u32;
            prop_assert!((0..30).all(|i| (old[i] < inside) == (degrees[i] > 0)), "persons without contacts stand last");
        }
    }

    /// A path has bandwidth 1, a ring 2, whatever their persons are called: the algorithm finds both.
    #[test]
    fn a_scrambled_path_and_ring_are_laid_straight() {
        let scramble = |i: u32| i * 389 % 1000;
        let path: Vec<(u32, u32)> = (0..999).map(|i| (scramble(i), scramble(i + 1))).collect();
        let ring: Vec<(u32, u32)> = (0..1000).map(|i| (scramble(i), scramble((i + 1) % 1000))).collect();
        for (pairs, bandwidth) in [(path, 1), (ring, 2)] {
            let pairs = graph(1000, &pairs).pairs;
            let placed = pairs.placed(&near(&[&pairs], 1000), 1000);
            assert_eq!(placed.iter().map(|(i, j)| j - i).max(), Some(bandwidth));
        }
    }

    /// 200 cliques of 10 in a ring, scrambled: contacts are 667 apart in the mean; in good order below 10.
    #[test]
    fn cliques_come_to_lie_together() {
        let scramble = |i: u32| i * 787 % 2000;
        let inside = (0..200)
            .flat_map(|clique| (0..10).flat_map(move |a| (0..a).map(move |b| (10 * clique + a, 10 * clique + b))));
        let bridges = (0..200).map(|clique| (10 * clique, (10 * clique + 11) % 2000));
        let pairs: Vec<(u32, u32)> = inside.chain(bridges).map(|(i, j)| (scramble(i), scramble(j))).collect();
        let pairs = graph(2000, &pairs).pairs;
        let placed = pairs.placed(&near(&[&pairs], 2000), 2000);
        assert!(distance(&pairs) > 400.0 && distance(&placed) < 15.0, "{} {}", distance(&pairs), distance(&placed));
    }
}
