//! What every generator does, and one name for all of them: what a layer is made from, and how its contacts are named.

use std::ops::Range;

use super::acquaintance::{Acquaintance, Parameters};
use super::chung_lu::ChungLu;
use super::configuration::{Configuration, degrees};
use super::erdos_renyi::ErdosRenyi;
use super::girg::{self, Girg};
use super::lfr::{self, Lfr};
use super::random_regular::RandomRegular;
use super::ring_lattice::RingLattice;
use super::stochastic_block_model::StochasticBlockModel;
use super::weights::Weights;
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
    /// Contacts by the weights of the persons.
    ChungLu(ChungLu),
    /// Given degrees, otherwise at random.
    Configuration(Configuration),
    /// Contacts by place and weight.
    Girg(Girg),
    /// Communities.
    Lfr(Lfr),
    /// Blocks with a chance for each pair of them.
    StochasticBlockModel(StochasticBlockModel),
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
            GeneratorSpec::ChungLu { mean_degree, weights } => {
                let c = mean_degree.draw(world);
                let weights = Weights::new(weights, c, world);
                Generator::ChungLu(ChungLu::new(persons, c * own, weights, world.stream("activity"), stream()))
            }
            GeneratorSpec::Configuration { degrees: law } => {
                let degrees = degrees(persons, law, world, stream().below(0));
                Generator::Configuration(Configuration::new(&degrees, stream().below(1)))
            }
            GeneratorSpec::Girg { mean_degree, weights, temperature, region_spread } => {
                let c = mean_degree.draw(world);
                let weights = Weights::new(weights, c, world).of_persons(persons, world.stream("activity"));
                let parameters = girg::Parameters {
                    mean_degree: c * own,
                    temperature: temperature.draw(world),
                    region_spread: region_spread.draw(world),
                };
                Generator::Girg(Girg::new(&weights, &parameters, stream()))
            }
            GeneratorSpec::Lfr {
                mean_degree,
                degree_exponent,
                degree_most,
                mixing,
                size_exponent,
                size_least,
                size_most,
            } => {
                let parameters = lfr::Parameters {
                    mean_degree: mean_degree.draw(world) * own,
                    degree_exponent: degree_exponent.draw(world),
                    degree_most: degree_most.draw(world),
                    mixing: mixing.draw(world),
                    size_exponent: size_exponent.draw(world),
                    sizes: (*size_least, *size_most),
                };
                Generator::Lfr(Lfr::new(persons, &parameters, stream()))
            }
            GeneratorSpec::StochasticBlockModel(model) => {
                Generator::StochasticBlockModel(StochasticBlockModel::new(persons, model, own, world, stream()))
            }
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
            Generator::ChungLu(generator) => generator.blocks(),
            Generator::Configuration(generator) => generator.blocks(),
            Generator::Girg(generator) => generator.blocks(),
            Generator::Lfr(generator) => generator.blocks(),
            Generator::StochasticBlockModel(generator) => generator.blocks(),
        }
    }

    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        match self {
            Generator::Acquaintance(generator) => generator.emit(block, contact),
            Generator::ErdosRenyi(generator) => generator.emit(block, contact),
            Generator::RandomRegular(generator) => generator.emit(block, contact),
            Generator::RingLattice(generator) => generator.emit(block, contact),
            Generator::ChungLu(generator) => generator.emit(block, contact),
            Generator::Configuration(generator) => generator.emit(block, contact),
            Generator::Girg(generator) => generator.emit(block, contact),
            Generator::Lfr(generator) => generator.emit(block, contact),
            Generator::StochasticBlockModel(generator) => generator.emit(block, contact),
        }
    }
}

fn own_degree(degree: u32, own: f64) -> u32 {
    (f64::from(degree) * own).round() as u32
}
