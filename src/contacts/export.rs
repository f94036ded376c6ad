//! A layer as graph files are written from.

use super::layers::ContactLayers;
use crate::graphfile::{Export, People};
use crate::units::LayerIndex;

impl ContactLayers {
    /// A stored layer to be written ([`crate::graphfile::write_edge_list`], [`crate::graphfile::write_graphml`]), its persons
    /// called as `people` says, if anything is known of them. A well-mixed layer has no pairs to write.
    pub fn export<'a>(&'a self, layer: LayerIndex, people: Option<&'a People>) -> Export<'a> {
        Export { persons: self.persons(), people, pairs: Box::new(self.pairs(layer)), weights: None }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::graphfile::{Options, Order, read, write_edge_list, write_graphml};

    #[test]
    fn an_exported_layer_reads_as_the_same_graph() {
        let contacts = ContactLayers::from_edges(5, &[vec![(0, 1), (1, 3)], vec![(3, 0), (1, 2)]]);
        let folder = tempfile::tempdir().unwrap();
        let options = Options { order: Order::File, ..Options::default() };
        for layer in [0, 1] {
            let path = folder.path().join("layer.graphml");
            write_graphml(&path, contacts.export(layer, None)).unwrap();
            let graph = read(&path, &options).unwrap();
            assert_eq!(graph.people.count(), 5, "persons without contacts too");
            assert!(graph.pairs.iter().eq(contacts.pairs(layer)));

            let path = folder.path().join("layer.tsv.gz");
            write_edge_list(&path, contacts.export(layer, Some(&graph.people))).unwrap();
            let ids = read(&path, &options).unwrap().people.ids;
            assert_eq!(ids.text(ids.len() - 1), "3");
        }
    }
}
