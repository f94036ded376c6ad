//! Star: person 0 knows everybody, and everybody else knows person 0 only.
//!
//! Mean degree 2(N − 1)/N; no clustering; mean distance 2(N − 1)/N, the shortest that so few contacts allow; degree
//! assortativity −1. The extreme of a network that hangs on a single person. The hub is always person 0, so that it can
//! be found; nothing else in a run depends on a person's number.

use super::generator::{Generate, blocks_of, persons_of};

/// Everybody and a hub.
#[derive(Debug, Clone, Copy)]
pub struct Star {
    persons: u32,
}

impl Star {
    /// The star of `persons`, the hub among them.
    pub fn new(persons: u32) -> Self {
        Star { persons }
    }
}

impl Generate for Star {
    fn blocks(&self) -> u32 {
        blocks_of(self.persons)
    }

    /// Names each contact once, the hub first.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        persons_of(block, self.persons).filter(|&i| i > 0).for_each(|i| contact(0, i));
    }
}

#[cfg(test)]
mod tests {
    use crate::contacts::{build, measure};
    use crate::rng::World;
    use crate::scenario::{GeneratorSpec, LayerSpec};

    #[test]
    fn everybody_is_one_contact_from_the_hub_and_two_from_the_others() {
        let star = build(&[LayerSpec::new("star", GeneratorSpec::Star)], 10_000, &World { seed: 1, replicate: 0 });
        assert_eq!(measure::persons_by_distance(&star, 0, 0), [1, 9999]);
        assert_eq!(measure::persons_by_distance(&star, 0, 7777), [1, 1, 9998]);
        assert!((measure::degree_assortativity(&star, 0) + 1.0).abs() < 1e-9);
    }
}
