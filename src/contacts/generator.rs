//! What every generator does, and one name for all of them: what a layer is made from, and how its contacts are named.

use std::num::NonZeroUsize;
use std::ops::Range;

use super::acquaintance::{Acquaintance, Parameters};
use super::barabasi_albert::BarabasiAlbert;
use super::caveman::Caveman;
use super::chung_lu::ChungLu;
use super::complete::Complete;
use super::configuration::{Configuration, degrees};
use super::erdos_renyi::ErdosRenyi;
use super::file::FromFile;
use super::girg::{self, Girg};
use super::grid::Grid;
use super::holme_kim::HolmeKim;
use super::lfr::{self, Lfr};
use super::members::Members;
use super::random_regular::RandomRegular;
use super::ring_lattice::RingLattice;
use super::star::Star;
use super::stochastic_block_model::StochasticBlockModel;
use super::watts_strogatz::WattsStrogatz;
use super::weights::Weights;
use crate::parallel::in_order;
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

/// Something of each person, found by so many threads.
pub fn of_each<T: Clone + Send>(persons: u32, threads: NonZeroUsize, of: impl Fn(u32) -> T + Sync) -> Vec<T> {
    let of_block = |block| persons_of(block as u32, persons).map(&of).collect::<Vec<T>>();
    in_order(threads, blocks_of(persons) as usize, of_block).concat()
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
    /// Newcomers who choose in proportion to degree.
    BarabasiAlbert(BarabasiAlbert),
    /// Newcomers who choose contacts of their contacts, too.
    HolmeKim(HolmeKim),
    /// The nearest in a ring, some of them replaced.
    WattsStrogatz(WattsStrogatz),
    /// A hub and everybody.
    Star(Star),
    /// Everybody with everybody.
    Complete(Complete),
    /// Those beside a person.
    Grid(Grid),
    /// Cliques in a ring.
    Caveman(Caveman),
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
    /// The pairs of a file.
    File(FromFile),
}

impl Generator {
    /// The generator of a layer among its members, asked for `own` times the number of contacts that the layer says (fixed
    /// patterns such as a star are made whole); `None` if nothing is stored. The number of threads changes nothing.
    pub fn new(layer: &LayerSpec, own: f64, members: &Members, threads: NonZeroUsize, world: &World) -> Option<Self> {
        let persons = members.number();
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
                Generator::Acquaintance(Acquaintance::new(members, &parameters, &layer.name, threads, world))
            }
            GeneratorSpec::ErdosRenyi { mean_degree } => {
                Generator::ErdosRenyi(ErdosRenyi::new(persons, mean_degree.draw(world) * own, stream()))
            }
            GeneratorSpec::RandomRegular { degree } => {
                Generator::RandomRegular(RandomRegular::new(persons, own_degree(*degree, own), threads, stream()))
            }
            GeneratorSpec::RingLattice { degree } => {
                Generator::RingLattice(RingLattice::new(persons, own_degree(*degree, own)))
            }
            GeneratorSpec::BarabasiAlbert { links } => {
                Generator::BarabasiAlbert(BarabasiAlbert::new(persons, own_degree(*links, own), stream()))
            }
            GeneratorSpec::HolmeKim { links, triads } => {
                let (links, triads) = (own_degree(*links, own), triads.draw(world));
                Generator::HolmeKim(HolmeKim::new(persons, links, triads, threads, stream()))
            }
            GeneratorSpec::WattsStrogatz { degree, rewired } => Generator::WattsStrogatz(WattsStrogatz::new(
                persons,
                own_degree(*degree, own),
                rewired.draw(world),
                stream(),
            )),
            GeneratorSpec::Star => Generator::Star(Star::new(persons)),
            GeneratorSpec::Complete => Generator::Complete(Complete::new(persons)),
            GeneratorSpec::Grid { width, neighborhood, border } => {
                Generator::Grid(Grid::new(persons, *width, *neighborhood, *border))
            }
            GeneratorSpec::Caveman { clique, bridges } => {
                Generator::Caveman(Caveman::new(persons, *clique, bridges.draw(world), stream()))
            }
            GeneratorSpec::ChungLu { mean_degree, weights } => {
                let c = mean_degree.draw(world);
                let weights = Weights::new(weights, c, world).of_persons(members, threads, world.stream("activity"));
                Generator::ChungLu(ChungLu::new(&weights, c * own, stream()))
            }
            GeneratorSpec::Configuration { degrees: law } => {
                let degrees = degrees(persons, law, world, threads, stream().below(0));
                Generator::Configuration(Configuration::new(&degrees, threads, stream().below(1)))
            }
            GeneratorSpec::Girg { mean_degree, weights, temperature, region_spread } => {
                let c = mean_degree.draw(world);
                let weights = Weights::new(weights, c, world).of_persons(members, threads, world.stream("activity"));
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
                Generator::Lfr(Lfr::new(persons, &parameters, threads, stream()))
            }
            GeneratorSpec::StochasticBlockModel(model) => {
                Generator::StochasticBlockModel(StochasticBlockModel::new(persons, model, own, world, stream()))
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
            Generator::BarabasiAlbert(generator) => generator.blocks(),
            Generator::HolmeKim(generator) => generator.blocks(),
            Generator::WattsStrogatz(generator) => generator.blocks(),
            Generator::Star(generator) => generator.blocks(),
            Generator::Complete(generator) => generator.blocks(),
            Generator::Grid(generator) => generator.blocks(),
            Generator::Caveman(generator) => generator.blocks(),
            Generator::ChungLu(generator) => generator.blocks(),
            Generator::Configuration(generator) => generator.blocks(),
            Generator::Girg(generator) => generator.blocks(),
            Generator::Lfr(generator) => generator.blocks(),
            Generator::StochasticBlockModel(generator) => generator.blocks(),
            Generator::File(generator) => generator.blocks(),
        }
    }

    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        match self {
            Generator::Acquaintance(generator) => generator.emit(block, contact),
            Generator::ErdosRenyi(generator) => generator.emit(block, contact),
            Generator::RandomRegular(generator) => generator.emit(block, contact),
            Generator::RingLattice(generator) => generator.emit(block, contact),
            Generator::BarabasiAlbert(generator) => generator.emit(block, contact),
            Generator::HolmeKim(generator) => generator.emit(block, contact),
            Generator::WattsStrogatz(generator) => generator.emit(block, contact),
            Generator::Star(generator) => generator.emit(block, contact),
            Generator::Complete(generator) => generator.emit(block, contact),
            Generator::Grid(generator) => generator.emit(block, contact),
            Generator::Caveman(generator) => generator.emit(block, contact),
            Generator::ChungLu(generator) => generator.emit(block, contact),
            Generator::Configuration(generator) => generator.emit(block, contact),
            Generator::Girg(generator) => generator.emit(block, contact),
            Generator::Lfr(generator) => generator.emit(block, contact),
            Generator::StochasticBlockModel(generator) => generator.emit(block, contact),
            Generator::File(generator) => generator.emit(block, contact),
        }
    }
}

fn own_degree(degree: u32, own: f64) -> u32 {
    (f64::from(degree) * own).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;
    use crate::scenario::{BlockModel, Blocks, Border, DegreeLaw, Neighborhood, Quantity, WeightLaw};

    const WORLD: World = World { seed: 20_101_210, replicate: 5 };
    const ONE: NonZeroUsize = NonZeroUsize::MIN;

    fn specs() -> Vec<GeneratorSpec> {
        let share = |share| Quantity::constant("share", share);
        let grid = |neighborhood, border| GeneratorSpec::Grid { width: 71, neighborhood, border };
        vec![
            GeneratorSpec::BarabasiAlbert { links: 4 },
            GeneratorSpec::HolmeKim { links: 4, triads: share(0.6) },
            GeneratorSpec::WattsStrogatz { degree: 8, rewired: share(0.3) },
            GeneratorSpec::Star,
            GeneratorSpec::Complete,
            grid(Neighborhood::VonNeumann, Border::Open),
            grid(Neighborhood::Moore, Border::Closed),
            GeneratorSpec::Caveman { clique: 9, bridges: share(0.2) },
        ]
        .into_iter()
        .chain(all())
        .collect()
    }

    /// Number of the contacts of some blocks, and a sum of hashes that knows no order.
    fn named(generator: &Generator, blocks: impl Iterator<Item = u32>, hash: Stream) -> (u64, u64) {
        let (mut contacts, mut sum) = (0, 0u64);
        for block in blocks {
            generator.emit(block, &mut |i, j| {
                contacts += 1;
                sum = sum.wrapping_add(hash.word(u64::from(i) << 32 | u64::from(j)));
            });
        }
        (contacts, sum)
    }

    #[test]
    fn blocks_name_the_same_contacts_in_any_order_for_any_number_of_threads() {
        for spec in specs() {
            let layer = LayerSpec::new("phone", spec);
            let persons = if layer.generator == GeneratorSpec::Complete { BLOCK } else { 4 * BLOCK } + 71;
            let new = |threads| {
                let threads = NonZeroUsize::new(threads).expect("not 0");
                Generator::new(&layer, 1.0, &Members::Everybody(persons), threads, &WORLD).expect("contacts are stored")
            };
            let (generator, hash) = (new(1), WORLD.stream("hash"));
            let blocks = 0..generator.blocks();
            let (forward, back) = (named(&generator, blocks.clone(), hash), named(&new(4), blocks.rev(), hash));
            assert!(generator.blocks() > 1 && forward.0 > 0 && forward == back, "{:?}", layer.generator);
        }
    }

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
                Generator::new(&layer, own, &Members::Everybody(20_000), ONE, &WORLD)
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
