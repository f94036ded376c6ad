//! Watts–Strogatz graph: a ring lattice some of whose contacts lead elsewhere.
//!
//! The persons stand in a ring, and everybody holds the contacts with the K/2 nearest to the right. Each of these is
//! rewired with chance β: the holder keeps the contact, but with a random person. Between order (β = 0: the ring
//! lattice) and chance (β = 1) lie small worlds: few long ways suffice for short distances, while clustering remains.
//! Watts & Strogatz 1998, *Collective dynamics of "small-world" networks*.
//!
//! Clustering: C(β) = 3(K − 2)/(4(K − 1)) · (1 − β)³ (Barrat & Weigt 2000), where degrees are taken as all alike; with
//! the degrees as they are, the mean local clustering is a little higher: .48984 instead of .48600 at K = 10, β = .1.
//! Degrees: K/2, and the kept ones from the left, Binomial(K/2, 1 − β), and who was drawn, Poisson(βK/2).
//!
//! **No contact is repeated, and none depends on another person's.** A rewired contact goes to a place on the holder's
//! half of the ring, any of them alike, that none of the holder's other contacts leads to (its old place is one of them;
//! `ring`). So each pair has one possible holder and the same chance as in the original, up to order 1/N. There, contacts are rewired round by round
//! to anybody who isn't a contact yet, and what comes out depends on the order. The number of contacts is N·K/2 exactly. An
//! odd K counts as K − 1; K/2 is at most ⌊(N − 1)/2⌋.

use super::generator::{Generate, blocks_of, persons_of};
use super::redraw::redraw;
use super::ring::reach;
use crate::rng::Stream;

/// The nearest in a ring, and strangers instead of some of them.
#[derive(Debug, Clone, Copy)]
pub struct WattsStrogatz {
    persons: u32,
    /// Number of contacts that everybody holds: K/2.
    held: u32,
    /// Chance β that one is rewired.
    rewired: f64,
    stream: Stream,
}

impl WattsStrogatz {
    /// The ring of `persons` with mean degree `degree`, the share `rewired` of the contacts moved.
    pub fn new(persons: u32, degree: u32, rewired: f64, stream: Stream) -> Self {
        let held = (degree / 2).min(persons.saturating_sub(1) / 2);
        WattsStrogatz { persons, held, rewired, stream }
    }

    /// The distances to the right of the contacts that a person holds, all different; the half of the ring has room.
    fn distances(&self, person: u32, distances: &mut Vec<u32>) {
        let draws = self.stream.below(u64::from(person));
        let stays = |near: u32| draws.unit(u64::from(near)) >= self.rewired;
        let reach = u64::from(reach(person, self.persons));
        distances.clear();
        distances.extend((1..=self.held).filter(|&near| stays(near)));
        for moved in (1..=self.held).filter(|&near| !stays(near)) {
            let places = draws.below(u64::from(moved));
            let far = |attempt| 1 + places.under(attempt, reach) as u32;
            distances.push(redraw(far, |distance| !distances.contains(distance)));
        }
    }
}

impl Generate for WattsStrogatz {
    fn blocks(&self) -> u32 {
        blocks_of(self.persons)
    }

    /// Names each contact once, the holder first.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        let mut distances = Vec::with_capacity(self.held as usize);
        for i in persons_of(block, self.persons) {
            self.distances(i, &mut distances);
            for &distance in &distances {
                let j = (u64::from(i) + u64::from(distance)) % u64::from(self.persons);
                contact(i, j as u32);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contacts::ContactLayers;
    use crate::contacts::ring_lattice::RingLattice;
    use crate::rng::World;

    fn named(persons: u32, degree: u32, rewired: f64, seed: u64) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        let stream = World { seed, replicate: 0 }.stream("contacts ws");
        WattsStrogatz::new(persons, degree, rewired, stream).emit_all(&mut |i, j| pairs.push((i, j)));
        pairs
    }

    proptest! {
        #[test]
        fn no_contact_is_lost_or_made_twice(persons in 0u32..60, degree in 0u32..70, rewired in 0.0..=1.0, seed: u64) {
            let pairs = named(persons, degree, rewired, seed);
            let held = (degree / 2).min(persons.saturating_sub(1) / 2);
            prop_assert_eq!(pairs.len(), (persons * held) as usize);
            let contacts = ContactLayers::from_edges(persons, &[pairs]);
            prop_assert_eq!(contacts.len(), 2 * (persons * held) as usize);
            prop_assert!((0..persons).all(|i| contacts.degree(i, 0) >= held));
        }
    }

    #[test]
    fn without_rewiring_it_is_the_ring_lattice() {
        let mut lattice = Vec::new();
        RingLattice::new(50, 6).emit_all(&mut |i, j| lattice.push((i, j)));
        assert_eq!(named(50, 6, 0.0, 1), lattice);
    }

    /// 11 persons hold one contact each, 2,000 graphs: each of the five places of each person is equally likely. χ² with
    /// 44 degrees of freedom, error level 10⁻⁴ (88.2).
    #[test]
    fn all_pairs_are_rewired_to_alike() {
        let mut found = std::collections::BTreeMap::new();
        for pair in (0..2000).flat_map(|seed| named(11, 2, 1.0, seed)) {
            *found.entry(pair).or_insert(0.0) += 1.0;
        }
        let chi2: f64 = found.values().map(|count: &f64| (count - 400.0).powi(2) / 400.0).sum();
        assert!(found.len() == 55 && chi2 < 88.2, "{} pairs, χ² = {chi2}", found.len());
    }
}
