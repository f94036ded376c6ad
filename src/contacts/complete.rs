//! Complete graph, stored: everybody is a contact of everybody.
//!
//! N(N − 1)/2 contacts, clustering 1, distance 1. It is `well_mixed` with contacts that rules see one by one, at 4 bytes an
//! end: for small numbers of persons, and to check one against the other.

use super::generator::{Generate, blocks_of, persons_of};

/// Everybody with everybody.
#[derive(Debug, Clone, Copy)]
pub struct Complete {
    persons: u32,
}

impl Complete {
    /// The complete graph of `persons`.
    pub fn new(persons: u32) -> Self {
        Complete { persons }
    }
}

impl Generate for Complete {
    fn blocks(&self) -> u32 {
        blocks_of(self.persons)
    }

    /// Names each contact once, the smaller person first.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        for i in persons_of(block, self.persons) {
            (i + 1..self.persons).for_each(|j| contact(i, j));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::contacts::build;
    use crate::rng::World;
    use crate::scenario::{GeneratorSpec, LayerSpec};

    #[test]
    fn everybody_has_all_others_as_contacts() {
        for persons in [0, 1, 2, 300] {
            let layer = LayerSpec::new("all", GeneratorSpec::Complete);
            let all = build(&[layer], persons, &World { seed: 1, replicate: 0 });
            let others = |i| (0..persons).filter(move |&j| j != i);
            assert!((0..persons).all(|i| all.in_layer(i, 0).eq(others(i))));
        }
    }
}
