//! Ring lattice: the persons stand in a ring, and everybody knows the K nearest, K/2 on each side.
//!
//! Clustering 3(K − 2)/(4(K − 1)); mean distance N/(2K): the opposite of a random graph in both (Watts & Strogatz 1998 start
//! from it). An odd K counts as K − 1; with N ≤ K everybody knows everybody.

/// The contacts with the nearest in a ring.
#[derive(Debug, Clone, Copy)]
pub struct RingLattice {
    persons: u32,
    degree: u32,
}

impl RingLattice {
    /// The ring of `persons` where everybody knows `degree` others.
    pub fn new(persons: u32, degree: u32) -> Self {
        RingLattice { persons, degree }
    }

    /// Names each contact; in rings smaller than K + 1 persons, some of them twice.
    pub fn emit(&self, contact: &mut impl FnMut(u32, u32)) {
        let side = (self.degree / 2).min(self.persons / 2);
        for i in 0..self.persons {
            for step in 1..=side {
                let j = u64::from(i) + u64::from(step);
                contact(i, (j % u64::from(self.persons)) as u32);
            }
        }
    }
}
