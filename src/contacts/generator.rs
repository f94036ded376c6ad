//! What every generator does, and one name for all of them: what a layer is made from, and how its contacts are named.

use std::ops::Range;

use super::acquaintance::{Acquaintance, Parameters};
use super::erdos_renyi::ErdosRenyi;
use super::file::FromFile;
use super::random_regular::RandomRegular;
use super::ring_lattice::RingLattice;
use crate::rng::World;
use crate::scenario::{GeneratorSpec, LayerSpec};

/// Names contacts, in blocks that can be taken in any order and by several threads.
pub trait Generate: Sync {
    /// Number of blocks.
    fn blocks(&self) -> u32;

    /// Names each contact of a block to `contact`, some of them repeatedly, and a few persons as contacts of themselves;
    /// the same contacts at each call.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32));

    /// Names all contacts, one block after the other.
    fn emit_all(&self, contact: &mut impl FnMut(u32, u32)) {
        (0..self.blocks()).for_each(|block| self.emit(block, contact));
    }
}

/// Persons whose contacts are named together, where a generator goes from person to person.
pub const BLOCK: u32 = 4096;

/// Number of blocks of persons.
pub fn blocks_of(persons: u32) -> u32 {
    persons.div_ceil(BLOCK)
}

/// The persons of a block.
pub fn persons_of(block: u32, persons: u32) -> Range<u32> {
    let first = block * BLOCK;
    first..persons.min(first.saturating_add(BLOCK))
}

/// A generator whose parameters are drawn.
#[derive(Debug, Clone)]
pub enum Generator {
    /// Households, groups and weak ties.
    Acquaintance(Acquaintance),
    /// Every pair with the same chance.
    ErdosRenyi(ErdosRenyi),
    /// The same number of contacts for everybody.
    RandomRegular(RandomRegular),
    /// The nearest in a ring.
    RingLattice(RingLattice),
    /// The pairs of a file.
    File(FromFile),
}

impl Generator {
    /// The generator of a layer that makes the share `own` of its contacts (the rest comes from another layer); `None`
    /// if nothing is stored.
    pub fn new(layer: &LayerSpec, own: f64, persons: u32, world: &World) -> Option<Self> {
        let stream = || world.stream(&format!("contacts {}", layer.name));
        Some(match &layer.generator {
            GeneratorSpec::Acquaintance { mean_degree, household, groups, group_size, weak_ties, activity_spread } => {
                let parameters = Parameters {
                    mean_degree: mean_degree.draw(world) * own,
                    household: if own < 1.0 { 1.0 } else { household.draw(world) },
                    groups: groups.draw(world) * own,
                    group_size: group_size.draw(world),
                    weak_ties: weak_ties.draw(world),
                    activity_spread: activity_spread.draw(world),
                };
                Generator::Acquaintance(Acquaintance::new(persons, &parameters, &layer.name, world))
            }
            GeneratorSpec::ErdosRenyi { mean_degree } => {
                Generator::ErdosRenyi(ErdosRenyi::new(persons, mean_degree.draw(world) * own, stream()))
            }
            GeneratorSpec::RandomRegular { degree } => {
                Generator::RandomRegular(RandomRegular::new(persons, own_degree(*degree, own), stream()))
            }
            GeneratorSpec::RingLattice { degree } => {
                Generator::RingLattice(RingLattice::new(persons, own_degree(*degree, own)))
            }
            GeneratorSpec::File(graph) => Generator::File(FromFile::new(&graph.pairs, persons)),
            GeneratorSpec::WellMixed => return None,
        })
    }
}

impl Generate for Generator {
    fn blocks(&self) -> u32 {
        match self {
            Generator::Acquaintance(generator) => generator.blocks(),
            Generator::ErdosRenyi(generator) => generator.blocks(),
            Generator::RandomRegular(generator) => generator.blocks(),
            Generator::RingLattice(generator) => generator.blocks(),
            Generator::File(generator) => generator.blocks(),
        }
    }

    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        match self {
            Generator::Acquaintance(generator) => generator.emit(block, contact),
            Generator::ErdosRenyi(generator) => generator.emit(block, contact),
            Generator::RandomRegular(generator) => generator.emit(block, contact),
            Generator::RingLattice(generator) => generator.emit(block, contact),
            Generator::File(generator) => generator.emit(block, contact),
        }
    }
}

fn own_degree(degree: u32, own: f64) -> u32 {
    (f64::from(degree) * own).round() as u32
}
