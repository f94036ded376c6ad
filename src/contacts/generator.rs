//! One name for all generators: what a layer is made from, and how its contacts are named.

use super::acquaintance::{Acquaintance, Parameters};
use super::erdos_renyi::ErdosRenyi;
use super::random_regular::RandomRegular;
use super::ring_lattice::RingLattice;
use crate::rng::World;
use crate::scenario::{GeneratorSpec, LayerSpec};

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
            GeneratorSpec::WellMixed => return None,
        })
    }

    /// Names each contact of the layer to `contact`, some of them repeatedly, and a few persons as contacts of
    /// themselves; the same contacts in the same order at each call.
    pub fn emit(&self, contact: &mut impl FnMut(u32, u32)) {
        match self {
            Generator::Acquaintance(generator) => generator.emit(contact),
            Generator::ErdosRenyi(generator) => generator.emit(contact),
            Generator::RandomRegular(generator) => generator.emit(contact),
            Generator::RingLattice(generator) => generator.emit(contact),
        }
    }
}

/// Mean number of contacts a person that a layer asks for; `None` if nothing is stored.
pub fn mean_degree(generator: &GeneratorSpec, world: &World) -> Option<f64> {
    match generator {
        GeneratorSpec::Acquaintance { mean_degree, .. } | GeneratorSpec::ErdosRenyi { mean_degree } => {
            Some(mean_degree.draw(world))
        }
        GeneratorSpec::RandomRegular { degree } | GeneratorSpec::RingLattice { degree } => Some(f64::from(*degree)),
        GeneratorSpec::WellMixed => None,
    }
}

fn own_degree(degree: u32, own: f64) -> u32 {
    (f64::from(degree) * own).round() as u32
}
