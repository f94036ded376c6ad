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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{BlockModel, Blocks, DegreeLaw, Quantity, WeightLaw};

    const WORLD: World = World { seed: 17, replicate: 3 };

    fn number<U>(value: f64) -> Quantity<U> {
        Quantity::constant("number", value)
    }

    fn power_law() -> WeightLaw {
        WeightLaw::PowerLaw { exponent: number(2.5), most: Some(number(200.0)) }
    }

    fn all() -> Vec<GeneratorSpec> {
        vec![
            GeneratorSpec::acquaintance(9.0),
            GeneratorSpec::erdos_renyi(9.0),
            GeneratorSpec::RandomRegular { degree: 9 },
            GeneratorSpec::RingLattice { degree: 8 },
            GeneratorSpec::ChungLu { mean_degree: number(9.0), weights: power_law() },
            GeneratorSpec::Configuration { degrees: DegreeLaw::Poisson { mean: number(9.0) } },
            GeneratorSpec::girg(9.0),
            GeneratorSpec::Girg {
                mean_degree: number(9.0),
                weights: power_law(),
                temperature: number(0.0),
                region_spread: number(0.0),
            },
            GeneratorSpec::Lfr {
                mean_degree: number(9.0),
                degree_exponent: number(2.5),
                degree_most: number(80.0),
                mixing: number(0.3),
                size_exponent: number(1.5),
                size_least: 20,
                size_most: 200,
            },
            GeneratorSpec::StochasticBlockModel(BlockModel::Alike {
                blocks: Blocks::Equal(7),
                within: number(6.0),
                between: number(3.0),
            }),
        ]
    }

    fn blocks(generator: &Generator, order: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        order.for_each(|block| generator.emit(block, &mut |i, j| pairs.push((i.min(j), i.max(j)))));
        pairs.sort_unstable();
        pairs
    }

    /// Threads take blocks in any order, once to count and once to fill.
    #[test]
    fn every_generator_names_the_same_contacts_in_whatever_order_blocks_are_taken() {
        for spec in all() {
            let layer = LayerSpec::new("layer", spec);
            let made = || Generator::new(&layer, 1.0, 20_000, &WORLD).expect("contacts are stored");
            let generator = made();
            let number = generator.blocks();
            assert!(number > 1, "{:?} has a single block", layer.generator);
            let pairs = blocks(&generator, 0..number);
            assert!(pairs.iter().all(|&(i, j)| i <= j && j < 20_000));
            assert!(pairs == blocks(&generator, (0..number).rev()) && pairs == blocks(&made(), 0..number));
        }
    }

    /// Mean degrees of 20,000 persons: within 5 % of what is asked for, also where a layer makes a part of it only.
    #[test]
    fn every_generator_makes_the_share_of_contacts_it_is_asked_for() {
        for spec in all() {
            let layer = LayerSpec::new("layer", spec);
            let asked = layer.generator.mean_degree(Quantity::median).expect("contacts are stored");
            let parts =
                if matches!(layer.generator, GeneratorSpec::Configuration { .. }) { &[1.0][..] } else { &[1.0, 0.5] };
            for &own in parts {
                let mut pairs = 0.0;
                Generator::new(&layer, own, 20_000, &WORLD)
                    .expect("contacts are stored")
                    .emit_all(&mut |i, j| pairs += f64::from(u8::from(i != j)));
                let own = match layer.generator {
                    GeneratorSpec::RandomRegular { degree } | GeneratorSpec::RingLattice { degree } => {
                        f64::from(own_degree(degree, own)) / f64::from(degree)
                    }
                    _ => own,
                };
                assert!((pairs / 10_000.0 / asked / own - 1.0).abs() < 0.05, "{:?}: {pairs}", layer.generator);
            }
        }
    }
}
