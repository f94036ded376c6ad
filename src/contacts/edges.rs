//! Layers from and to other forms: lists of pairs, petgraph.

use petgraph::EdgeType;
use petgraph::graph::{Graph, IndexType, UnGraph};

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

    /// A single stored layer from a graph of petgraph; person i is node i, and who stands at either end of an edge is a
    /// contact of the other. Loops and parallel edges don't matter, nor does their direction.
    ///
    /// # Panics
    /// When there are more nodes than persons can be.
    pub fn from_petgraph<N, E, D: EdgeType, I: IndexType>(graph: &Graph<N, E, D, I>) -> Self {
        let persons = u32::try_from(graph.node_count()).expect("a node is a person with a number of 32 bits");
        let pair = |edge| {
            let (i, j) = graph.edge_endpoints(edge).expect("an edge has ends");
            (i.index() as u32, j.index() as u32)
        };
        ContactLayers::from_edges(persons, &[graph.edge_indices().map(pair).collect()])
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

        let back = ContactLayers::from_petgraph(&contacts.to_petgraph(1));
        assert_eq!((back.persons(), back.pairs(0).collect::<Vec<_>>()), (5, vec![(0, 4), (1, 3)]));
    }

    #[test]
    fn a_directed_multigraph_becomes_a_simple_layer() {
        let graph = petgraph::graph::DiGraph::<(), ()>::from_edges([(2u32, 0u32), (0, 2), (1, 1), (0, 1), (0, 1)]);
        let contacts = ContactLayers::from_petgraph(&graph);
        assert_eq!(contacts.pairs(0).collect::<Vec<_>>(), [(0, 1), (0, 2)]);
    }
}
