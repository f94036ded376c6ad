//! Contact layers: who knows whom, and how.

mod acquaintance;
mod build;
mod erdos_renyi;
mod generator;
mod layers;
pub mod measure;
mod offsets;
mod overlap;
mod random_regular;
mod ring_lattice;
mod rows;

pub use build::build;
pub use layers::{ContactLayers, End, LayerKind};
