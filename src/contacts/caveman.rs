//! Caveman graph: cliques in a ring, with bridges between them.
//!
//! N persons stand in ⌊N/n⌋ cliques of n, next to each other in the order of the persons (some cliques have more, where n
//! doesn't divide N), and everybody knows everybody in the clique. Then contacts are moved, and none is lost:
//! 1. **ring**: the last of each clique knows the first of the next one instead of the first of their own: the connected
//!    caveman graph (Watts 1999, *Networks, dynamics, and the small-world phenomenon*, who leaves open which contact is
//!    moved; so all degrees stay n − 1);
//! 2. **bridges**: each other contact is moved with chance β: one of the two keeps it, but with a random person of
//!    another clique. This is the relaxed caveman graph; it needs three cliques.
//!
//! Without bridges the mean local clustering is [n − 2 + 2(n − 4)/(n − 1)]/n (.93333 at n = 10), and the mean distance
//! grows with N; of the triangles in cliques the share (1 − β)³ remains.
//!
//! **No contact is repeated, and none depends on another person's.** Within a clique, each pair belongs to its left end
//! (`ring`), who moves it or not. A bridge between two persons can come from only one of the two: from the smaller, if
//! both numbers are even or both odd, and else from the larger. Everybody chooses among half of the persons outside, any
//! of them alike, so that all pairs have the same chance up to order 1/N.

use std::ops::Range;

use super::generator::{Generate, blocks_of, persons_of};
use super::redraw::redraw;
use super::ring::reach;
use crate::rng::Stream;

/// Cliques in a ring.
#[derive(Debug, Clone, Copy)]
pub struct Caveman {
    persons: u32,
    cliques: u32,
    /// Chance β that a contact within a clique becomes a bridge.
    bridges: f64,
    stream: Stream,
}

impl Caveman {
    /// The graph of `persons` in cliques of `clique` (3 at least), the share `bridges` of the contacts moved between them.
    pub fn new(persons: u32, clique: u32, bridges: f64, stream: Stream) -> Self {
        let cliques = (persons / clique.max(3)).max(1);
        Caveman { persons, cliques, bridges: if cliques < 3 { 0.0 } else { bridges }, stream }
    }

    /// The persons of the clique of a person: clique c begins at ⌊cN/C⌋.
    fn clique_of(&self, person: u32) -> Range<u32> {
        let (n, cliques) = (u64::from(self.persons), u64::from(self.cliques));
        let clique = ((u64::from(person) + 1) * cliques - 1) / n;
        let first = |clique: u64| (clique * n / cliques) as u32;
        first(clique)..first(clique + 1)
    }

    /// Names the contacts that belong to a person; `bridged` is written over.
    fn emit_person(&self, person: u32, bridged: &mut Vec<u32>, contact: &mut impl FnMut(u32, u32)) {
        let clique = self.clique_of(person);
        let (place, size) = (person - clique.start, clique.len() as u32);
        let draws = self.stream.below(u64::from(person));
        bridged.clear();
        for step in 1..=reach(place, size) {
            if step == 1 && place + 1 == size {
                contact(person, (person + 1) % self.persons);
            } else if draws.unit(u64::from(step)) < self.bridges {
                let other = self.stranger(person, &clique, bridged, draws.below(u64::from(step)));
                bridged.push(other);
                contact(person, other);
            } else {
                contact(person, clique.start + (place + step) % size);
            }
        }
    }

    /// Somebody outside the clique with whom a contact can only come from this person, and none has come yet. Among
    /// three cliques or more there is always somebody.
    fn stranger(&self, person: u32, clique: &Range<u32>, bridged: &[u32], draws: Stream) -> u32 {
        let in_ring = [(person + 1) % self.persons, (person + self.persons - 1) % self.persons];
        let anybody = |attempt| draws.under(attempt, u64::from(self.persons)) as u32;
        let own = |other: u32| !clique.contains(&other) && gives(person, other);
        redraw(anybody, |other| own(*other) && !in_ring.contains(other) && !bridged.contains(other))
    }
}

/// Whether a bridge between two persons comes from the first of them.
fn gives(i: u32, j: u32) -> bool {
    (i < j) == ((i ^ j) & 1 == 0)
}

impl Generate for Caveman {
    fn blocks(&self) -> u32 {
        blocks_of(self.persons)
    }

    /// Names each contact once.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        let mut bridged = Vec::new();
        persons_of(block, self.persons).for_each(|person| self.emit_person(person, &mut bridged, contact));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::{ContactLayers, measure};
    use crate::rng::World;

    fn named(persons: u32, clique: u32, bridges: f64, seed: u64) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        let stream = World { seed, replicate: 0 }.stream("contacts caves");
        Caveman::new(persons, clique, bridges, stream).emit_all(&mut |i, j| pairs.push((i, j)));
        pairs
    }

    #[test]
    fn cliques_stand_in_a_ring() {
        let contacts = ContactLayers::from_edges(12, &[named(12, 4, 0.0, 1)]);
        let neighbors = |i| contacts.in_layer(i, 0).collect::<Vec<_>>();
        assert_eq!([neighbors(0), neighbors(1), neighbors(3)], [vec![1, 2, 11], vec![0, 2, 3], vec![1, 2, 4]]);
        assert_eq!([neighbors(8), neighbors(11)], [vec![7, 9, 10], vec![0, 9, 10]]);
        assert_eq!(measure::component_sizes(&contacts, 0), [12]);
    }

    #[test]
    fn without_bridges_degrees_and_clustering_are_derived() {
        let contacts = ContactLayers::from_edges(200, &[named(200, 10, 0.0, 1)]);
        assert!((0..200).all(|i| contacts.degree(i, 0) == 9));
        let degrees: Vec<(u32, usize)> = (0..10).map(|i| (i, triangles(&contacts, i))).collect();
        let mean = degrees.iter().map(|&(_, closed)| closed as f64 / 36.0).sum::<f64>() / 10.0;
        assert!((mean - (8.0 + 12.0 / 9.0) / 10.0).abs() < 1e-12, "{mean}");
    }

    /// Number of pairs of contacts of a person who know each other.
    fn triangles(contacts: &ContactLayers, person: u32) -> usize {
        let around: Vec<u32> = contacts.in_layer(person, 0).collect();
        around.iter().map(|&i| contacts.in_layer(i, 0).filter(|j| around.contains(j)).count()).sum::<usize>() / 2
    }

    /// All sizes from three cliques on, at the most bridges: nobody runs out of strangers.
    #[test]
    fn moving_every_contact_loses_none() {
        for clique in 3..12 {
            for persons in 3 * clique..4 * clique + 9 {
                let pairs = named(persons, clique, 1.0, u64::from(persons));
                let sizes = (0..persons).map(|i| Caveman::new(persons, clique, 1.0, stream()).clique_of(i).len());
                assert_eq!(2 * pairs.len(), sizes.map(|size| size - 1).sum::<usize>(), "{persons} in {clique}");
                let contacts = ContactLayers::from_edges(persons, std::slice::from_ref(&pairs));
                assert_eq!(contacts.len(), 2 * pairs.len(), "{persons} in {clique}");
            }
        }
    }

    fn stream() -> Stream {
        World { seed: 1, replicate: 0 }.stream("contacts caves")
    }

    #[test]
    fn uneven_cliques_differ_by_one_and_few_persons_are_one_clique() {
        let caves = Caveman::new(1003, 10, 0.0, stream());
        let sizes: Vec<usize> = (0..1003).map(|i| caves.clique_of(i).len()).collect();
        assert!(sizes.iter().all(|&size| size == 10 || size == 11));
        assert_eq!(sizes.iter().filter(|&&size| size == 11).count(), 33);
        for persons in 0..6 {
            assert_eq!(named(persons, 3, 1.0, 1).len() as u32, persons * persons.saturating_sub(1) / 2, "{persons}");
        }
        assert_eq!(named(6, 3, 1.0, 1).len(), 6);
    }

    #[test]
    fn a_bridge_can_come_from_one_of_its_ends_only() {
        for i in 0..9 {
            assert!((0..9).filter(|&j| j != i).all(|j| gives(i, j) != gives(j, i)));
            assert!((0..9).filter(|&j| j != i && gives(i, j)).count().abs_diff(4) <= 1);
        }
    }
}
