//! Contact layers: who knows whom, and how.
//!
//! [`build`] makes all layers of a scenario in one world. Each generator is a file that names its contacts one after
//! the other, the same each time: acquaintance (households, groups, weak ties), Erdős–Rényi, random regular, ring
//! lattice, well mixed, from a file. Their ends are counted, put into rows, sorted and merged (`rows`); contacts that two layers
//! share are drawn last (`overlap`). [`measure`] tells how a layer compares with the graphs that people have.
//!
//! The order of the persons is their place: households are neighbors, groups form within towns of 8,192 persons, and
//! weak ties get rarer with distance. A run touches memory in the same order, and is the faster for it.

mod acquaintance;
mod build;
mod edges;
mod erdos_renyi;
mod export;
mod file;
mod generator;
mod layers;
pub mod measure;
mod offsets;
mod overlap;
mod random_regular;
mod ring_lattice;
mod rows;
mod well_mixed;

pub use build::build;
pub use layers::{ContactLayers, End, LayerKind};
