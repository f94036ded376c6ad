//! Submodels of who knows whom: one for what all layers have in common, one a generator, and one a feature.

mod acquaintance;
mod communities;
mod features;
mod from_file;
mod girg;
mod growing_graphs;
mod layers;
mod patterns;
mod random_graphs;

use crate::scenario::odd::submodel::Submodel;
use crate::scenario::{GeneratorSpec, Scenario};

/// All of them, in the order of the description.
pub static CONTACTS: &[&Submodel] = &[
    &layers::LAYERS,
    &acquaintance::ACQUAINTANCE,
    &random_graphs::ERDOS_RENYI,
    &random_graphs::RANDOM_REGULAR,
    &random_graphs::CONFIGURATION,
    &random_graphs::WEIGHTS,
    &random_graphs::CHUNG_LU,
    &girg::GIRG,
    &growing_graphs::BARABASI_ALBERT,
    &growing_graphs::HOLME_KIM,
    &patterns::RING_LATTICE,
    &patterns::WATTS_STROGATZ,
    &patterns::GRID,
    &patterns::STAR,
    &patterns::COMPLETE,
    &patterns::WELL_MIXED,
    &communities::CAVEMAN,
    &communities::BLOCK_MODEL,
    &communities::LFR,
    &from_file::FROM_FILE,
    &features::OVERLAP,
    &features::MEMBERS,
    &features::HOMOPHILY,
    &features::TIES,
    &features::NULL_MODELS,
];

/// Whether a layer of the scenario has such a generator.
fn made_by(scenario: &Scenario, generator: impl Fn(&GeneratorSpec) -> bool) -> bool {
    scenario.layers.iter().any(|layer| generator(&layer.generator))
}
