//! Components: persons who can reach each other through contacts.

use petgraph::unionfind::UnionFind;

use crate::contacts::ContactLayers;
use crate::units::LayerIndex;

/// Numbers of persons in the components of a stored layer, largest first; persons without contacts are components of
/// one.
pub fn component_sizes(contacts: &ContactLayers, layer: LayerIndex) -> Vec<u32> {
    let mut sets = UnionFind::<u32>::new(contacts.persons() as usize);
    for (i, j) in contacts.pairs(layer) {
        sets.union(i, j);
    }
    let mut sizes = vec![0; contacts.persons() as usize];
    for representative in sets.into_labeling() {
        sizes[representative as usize] += 1;
    }
    sizes.retain(|&size| size > 0);
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_those_of_the_layer_alone() {
        let contacts = ContactLayers::from_edges(6, &[vec![(0, 1), (1, 2), (4, 5)], vec![(2, 3)]]);
        assert_eq!(component_sizes(&contacts, 0), [3, 2, 1]);
        assert_eq!(component_sizes(&contacts, 1), [2, 1, 1, 1, 1]);
    }
}
