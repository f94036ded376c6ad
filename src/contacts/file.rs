//! Contacts from a file: the pairs that were read, the same in every world.
//!
//! Persons beyond those of the file have no contacts in the layer.

use std::sync::Arc;

use super::generator::{Generate, blocks_of, persons_of};
use crate::graphfile::Pairs;

/// The contacts of a graph file.
#[derive(Debug, Clone)]
pub struct FromFile {
    pairs: Arc<Pairs>,
}

impl FromFile {
    /// These pairs, among `persons`.
    ///
    /// # Panics
    /// When there are fewer persons than in the file.
    pub fn new(pairs: &Arc<Pairs>, persons: u32) -> Self {
        assert!(pairs.persons() <= persons, "{} persons in the file, {persons} agents", pairs.persons());
        FromFile { pairs: Arc::clone(pairs) }
    }
}

impl Generate for FromFile {
    fn blocks(&self) -> u32 {
        blocks_of(self.pairs.persons())
    }

    /// Names each contact once, the smaller person first, in ascending order.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        for i in persons_of(block, self.pairs.persons()) {
            self.pairs.of(i).iter().for_each(|&j| contact(i, j));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphfile::{Options, Order, read_bytes};

    #[test]
    fn all_pairs_are_named_once_across_blocks() {
        let far = (0..6000).fold(String::new(), |text, i| text + &format!("{i} {}\n", (i * 37 + 1) % 10_000));
        let options = Options { order: Order::File, ..Options::default() };
        let graph = read_bytes("x.txt".as_ref(), far.as_bytes(), &options).expect("it is right");
        let generator = FromFile::new(&Arc::new(graph.pairs.clone()), graph.people.count() + 5);
        let mut named = Vec::new();
        generator.emit_all(&mut |i, j| named.push((i, j)));
        assert!(generator.blocks() > 1);
        assert_eq!(named, graph.pairs.iter().collect::<Vec<_>>());
    }
}
