//! Components: persons who can reach each other through contacts.

use petgraph::unionfind::UnionFind;

use crate::contacts::ContactLayers;
use crate::units::LayerIndex;

/// Numbers of persons in the components of a stored layer, largest first; persons without contacts are components of one.
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
