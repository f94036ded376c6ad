//! Overlap: contacts that two layers have in common.

use crate::contacts::ContactLayers;
use crate::units::LayerIndex;

/// What two stored layers share \[pairs of contacts\].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared {
    /// Pairs in the first layer.
    pub first: u64,
    /// Pairs in the second layer.
    pub second: u64,
    /// Pairs in both.
    pub common: u64,
}

impl Shared {
    /// Share of the first layer's contacts that are contacts in the second; NaN if it has none.
    pub fn of_first(&self) -> f64 {
        self.common as f64 / self.first as f64
    }

    /// Share of the second layer's contacts that are contacts in the first; NaN if it has none.
    pub fn of_second(&self) -> f64 {
        self.common as f64 / self.second as f64
    }

    /// Share of the contacts in either layer that are contacts in both (Jaccard 1901); NaN if there are none.
    pub fn jaccard(&self) -> f64 {
        self.common as f64 / (self.first + self.second - self.common) as f64
    }
}

/// What two stored layers have in common; `None` if one of them is well mixed: everybody is a contact there.
pub fn shared_contacts(contacts: &ContactLayers, first: LayerIndex, second: LayerIndex) -> Option<Shared> {
    let kinds = contacts.kinds();
    let (first, second) = (1 << kinds[first].bit()?, 1 << kinds[second].bit()?);
    let mut ends = Shared { first: 0, second: 0, common: 0 };
    for (_, row) in contacts.iter() {
        for mask in row.iter().map(|&end| contacts.mask(end)) {
            let (a, b) = (mask & first != 0, mask & second != 0);
            ends.first += u64::from(a);
            ends.second += u64::from(b);
            ends.common += u64::from(a && b);
        }
    }
    Some(Shared { first: ends.first / 2, second: ends.second / 2, common: ends.common / 2 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    use super::*;
    use crate::contacts::build;
    use crate::rng::World;
    use crate::scenario::{GeneratorSpec, LayerSpec};

    proptest! {
        #[test]
        fn layers_share_what_their_sets_of_pairs_share(
            first in proptest::collection::vec((0u32..9, 0u32..9), 0..30),
            second in proptest::collection::vec((0u32..9, 0u32..9), 0..30),
        ) {
            let contacts = ContactLayers::from_edges(9, &[first.clone(), second.clone()]);
            let set = |pairs: &[(u32, u32)]| -> BTreeSet<(u32, u32)> {
                pairs.iter().filter(|(i, j)| i != j).map(|&(i, j)| (i.min(j), i.max(j))).collect()
            };
            let (a, b) = (set(&first), set(&second));
            let shared = shared_contacts(&contacts, 0, 1).expect("both are stored");
            prop_assert_eq!(shared, Shared {
                first: a.len() as u64,
                second: b.len() as u64,
                common: a.intersection(&b).count() as u64,
            });
            let all = a.union(&b).count();
            prop_assert!(all == 0 || (shared.jaccard() - shared.common as f64 / all as f64).abs() < 1e-12);
        }
    }

    #[test]
    fn shares_are_those_of_each_layer() {
        let shared = Shared { first: 10, second: 20, common: 5 };
        assert!((shared.of_first() - 0.5).abs() < 1e-12 && (shared.of_second() - 0.25).abs() < 1e-12);
        assert!((shared.jaccard() - 0.2).abs() < 1e-12);
    }

    #[test]
    fn a_well_mixed_layer_has_no_list_to_compare() {
        let layers =
            [GeneratorSpec::RingLattice { degree: 2 }, GeneratorSpec::WellMixed].map(|g| LayerSpec::new("x", g));
        let contacts = build(&layers, 10, &World { seed: 1, replicate: 0 });
        assert_eq!((shared_contacts(&contacts, 0, 1), shared_contacts(&contacts, 1, 0)), (None, None));
    }
}
