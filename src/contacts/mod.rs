//! Contact layers: who knows whom, and how.
//!
//! [`build`] makes all layers of a scenario in one world. Each generator is a file that names its contacts one after
//! the other, the same each time: acquaintance (households, groups, weak ties), Erdős–Rényi, random regular, ring
//! lattice, Chung–Lu, configuration model, geometric inhomogeneous random graph (GIRG), LFR-like communities, stochastic
//! block model, well mixed. Their ends are counted, put into rows, sorted and merged (`rows`); contacts that two layers
//! share are drawn last (`overlap`). [`measure`] tells how a layer compares with the graphs that people have.
//!
//! The order of the persons is their place: households are neighbors, groups form within towns of 8,192 persons, and
//! weak ties get rarer with distance; a GIRG's persons stand along its map, those of a community or block together. A
//! run touches memory in the same order, and is the faster for it.

mod acquaintance;
mod build;
mod chung_lu;
mod classes;
mod configuration;
mod edges;
mod erdos_renyi;
mod generator;
mod girg;
mod layers;
mod lfr;
pub mod measure;
mod neighbors;
mod offsets;
mod overlap;
mod pairing;
mod random_regular;
mod ring_lattice;
mod rows;
mod skips;
mod stochastic_block_model;
mod stubs;
mod weights;
mod well_mixed;

pub use build::build;
pub use layers::{ContactLayers, End, LayerKind};
