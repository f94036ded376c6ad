//! Contact layers: who knows whom, and how.
//!
//! [`build`] makes all layers of a scenario in one world. Each generator is a file that names its contacts one after
//! the other, the same each time: acquaintance (households, groups, weak ties), Erdős–Rényi, random regular, ring
//! lattice, Barabási–Albert, Holme–Kim, Watts–Strogatz, Chung–Lu, configuration model, GIRG, LFR communities, block models, star,
//! complete, grid, caveman, well mixed, from a file. Their ends are counted, put into rows, sorted and merged (`rows`), by
//! several threads where there are many (`scatter`); a layer may be for some persons only (`members`), leave out contacts
//! between those unlike (`homophily`), weigh them (`ties`) or lose a feature (`null_model`); contacts that two layers
//! share are drawn last (`overlap`). [`measure`] tells how a layer compares with the graphs that people have.
//!
//! The order of the persons is their place: households are neighbors, groups form within towns of 8,192 persons, and
//! weak ties get rarer with distance; a GIRG's persons stand along its map, those of a community or block together. A
//! run touches memory in the same order, and is the faster for it.

mod acquaintance;
mod barabasi_albert;
mod belonging;
mod build;
mod caveman;
mod chung_lu;
mod classes;
mod complete;
mod configuration;
mod edges;
mod erdos_renyi;
mod export;
mod file;
mod generator;
mod girg;
mod grid;
mod grouping;
mod growth;
mod holme_kim;
mod homophily;
mod layers;
mod lfr;
pub mod measure;
mod offsets;
mod members;
mod null_model;
mod overlap;
mod pairing;
mod prefetch;
mod random_regular;
mod redraw;
mod ring;
mod ring_lattice;
mod rows;
mod scatter;
mod shuffle;
mod skips;
mod source;
mod star;
mod stochastic_block_model;
mod ties;
mod watts_strogatz;
mod weights;
mod well_mixed;

pub use acquaintance::towns;
pub use build::{build, build_by, build_telling};
pub use grouping::{grouping, towns_as_groups};
pub use layers::{ContactLayers, End, LayerKind, PartsOfEnds, prefetch_ends};
pub use prefetch::prefetch;
pub use ties::Ties;
