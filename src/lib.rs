//! **headstart** simulates how rival platforms grow through people's contacts, and shows when a head start is enough.
//!
//! The modules stand in the order of a run; each imports only what stands above it.

pub mod units;
pub mod rng;
pub mod stats;
pub mod parallel;
pub mod graphfile;
pub mod scenario;
pub mod contacts;
pub mod market;
pub mod engine;
pub mod theory;
pub mod experiment;
pub mod report;
pub mod cli;
