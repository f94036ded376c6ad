//! Layers from and to other forms: lists of pairs, petgraph.

use petgraph::graph::UnGraph;

use super::layers::{ContactLayers, LayerKind};
use super::rows::{Counts, LARGEST_PART};
use crate::units::{LayerIndex, PersonIndex};

impl ContactLayers {
    /// Layers from a list of pairs for each; loops, repetitions and the order within a pair don't matter.
    ///
    /// # Panics
    /// When a pair names a person of `persons` or beyond, or more persons than fit beside so many layers.
    pub fn from_edges(persons: u32, layers: &[Vec<(PersonIndex, PersonIndex)>]) -> Self {
        assert!(u64::from(persons) <= Self::capacity(layers.len() as u32), "too many persons for the layers");
        let mut counts = Counts::new(persons, LARGEST_PART);
        for &(i, j) in layers.iter().flatten() {
            assert!(i.max(j) < persons, "contact ({i}, {j}) among {persons} persons");
            counts.contact(i, j);
        }
        let mut rows = counts.into_rows((0..layers.len() as u32).map(LayerKind::Stored).collect());
        for (bit, layer) in (0..).zip(layers) {
            for &(i, j) in layer {
                rows.contact(bit, i, j);
            }
        }
        rows.finish(&[], 1)
    }

    /// A stored layer as a graph of petgraph; node i is person i.
    pub fn to_petgraph(&self, layer: LayerIndex) -> UnGraph<(), ()> {
        let mut graph = UnGraph::with_capacity(self.persons() as usize, self.len() / 2);
        (0..self.persons()).for_each(|_| {
            graph.add_node(());
        });
        self.pairs(layer).for_each(|(i, j)| {
            graph.add_edge(i.into(), j.into(), ());
        });
        graph
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_survive_the_way_there_and_back() {
        let phone = vec![(3, 1), (1, 0), (0, 1), (2, 2)];
        let qq = vec![(1, 3), (4, 0)];
        let contacts = ContactLayers::from_edges(5, &[phone, qq]);
        assert_eq!(contacts.pairs(0).collect::<Vec<_>>(), [(0, 1), (1, 3)]);
        assert_eq!(contacts.pairs(1).collect::<Vec<_>>(), [(0, 4), (1, 3)]);
        assert_eq!(contacts.len(), 6, "a contact in two layers is stored once");
        assert_eq!(contacts.of(1).iter().map(|&end| contacts.mask(end)).collect::<Vec<_>>(), [0b01, 0b11]);
        assert_eq!((contacts.degree(2, 0), contacts.degree(3, 1), contacts.stored()), (0, 1, 2));

        let graph = contacts.to_petgraph(1);
        let back = graph.edge_indices().map(|edge| graph.edge_endpoints(edge).expect("an edge has ends"));
        let back = back.map(|(i, j)| (i.index() as u32, j.index() as u32)).collect();
        assert_eq!(ContactLayers::from_edges(5, &[back]).pairs(0).collect::<Vec<_>>(), [(0, 4), (1, 3)]);
    }
}
