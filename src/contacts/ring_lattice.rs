//! Ring lattice: the persons stand in a ring, and everybody knows the K nearest, K/2 on each side.
//!
//! Clustering 3(K − 2)/(4(K − 1)); mean distance N/(2K): the opposite of a random graph in both (Watts & Strogatz 1998
//! start from it). An odd K counts as K − 1; with N ≤ K everybody knows everybody.

use super::generator::{Generate, blocks_of, persons_of};

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
}

impl Generate for RingLattice {
    fn blocks(&self) -> u32 {
        blocks_of(self.persons)
    }

    /// Names each contact; in rings smaller than K + 1 persons, some of them twice.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        let side = (self.degree / 2).min(self.persons / 2);
        for i in persons_of(block, self.persons) {
            for step in 1..=side {
                let j = u64::from(i) + u64::from(step);
                contact(i, (j % u64::from(self.persons)) as u32);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::contacts::build;
    use crate::rng::World;
    use crate::scenario::{GeneratorSpec, LayerSpec};

    fn neighbors(persons: u32, degree: u32, person: u32) -> Vec<u32> {
        let layer = LayerSpec::new("ring", GeneratorSpec::RingLattice { degree });
        build(&[layer], persons, &World { seed: 1, replicate: 0 }).in_layer(person, 0).collect()
    }

    #[test]
    fn everybody_knows_the_nearest_on_both_sides() {
        assert_eq!(neighbors(10, 4, 5), [3, 4, 6, 7]);
        assert_eq!(neighbors(10, 4, 0), [1, 2, 8, 9]);
        assert_eq!(neighbors(10, 2, 9), [0, 8]);
    }

    #[test]
    fn in_a_small_ring_everybody_knows_everybody_once() {
        assert_eq!(neighbors(4, 6, 2), [0, 1, 3]);
        assert_eq!(neighbors(5, 4, 2), [0, 1, 3, 4]);
        assert_eq!(neighbors(2, 2, 0), [1]);
        assert!(neighbors(1, 2, 0).is_empty());
    }
}
