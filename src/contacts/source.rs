//! Where the contacts of a layer come from: a generator, among the members of the layer, less what homophily leaves out.

use std::num::NonZeroUsize;

use super::generator::{Generate, Generator};
use super::homophily::Homophily;
use super::members::Members;
use crate::rng::World;
use crate::scenario::LayerSpec;

/// What names the contacts of a stored layer.
#[derive(Debug, Clone)]
pub struct Source {
    generator: Generator,
    members: Members,
    homophily: Option<Homophily>,
}

impl Source {
    /// The source of a layer that makes the share `own` of its contacts (the rest comes from another layer); `None` if
    /// nothing is stored. The number of threads changes nothing.
    pub fn new(layer: &LayerSpec, own: f64, persons: u32, threads: NonZeroUsize, world: &World) -> Option<Self> {
        let members = Members::new(layer, persons, world);
        let homophily = Homophily::new(layer, persons, world);
        let scale = own * homophily.as_ref().map_or(1.0, super::homophily::Homophily::excess);
        let generator = Generator::new(layer, scale, &members, threads, world)?;
        Some(Source { generator, members, homophily })
    }
}

impl Generate for Source {
    fn blocks(&self) -> u32 {
        self.generator.blocks()
    }

    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        match (&self.members, &self.homophily) {
            (Members::Everybody(_), None) => self.generator.emit(block, contact),
            (members, homophily) => self.generator.emit(block, &mut |i, j| {
                let (i, j) = (members.person(i), members.person(j));
                if homophily.as_ref().is_none_or(|homophily| homophily.keeps(i, j)) {
                    contact(i, j);
                }
            }),
        }
    }
}
