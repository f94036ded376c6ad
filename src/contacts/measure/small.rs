//! Small random graphs to try the measures on.

use proptest::prelude::*;

use crate::contacts::ContactLayers;

/// One layer among 1 to 24 persons, from no contact at all to nearly all of them.
pub fn graph() -> impl Strategy<Value = ContactLayers> {
    (1u32..25, 0usize..140).prop_flat_map(|(persons, pairs)| {
        proptest::collection::vec((0..persons, 0..persons), pairs)
            .prop_map(move |pairs| ContactLayers::from_edges(persons, &[pairs]))
    })
}

/// Whether two persons are contacts in the first layer.
pub fn knows(contacts: &ContactLayers, i: u32, j: u32) -> bool {
    contacts.in_layer(i, 0).any(|k| k == j)
}
