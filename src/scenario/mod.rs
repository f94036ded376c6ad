//! From a file to checked, plain data.

pub mod preset;
mod quantity;
mod spec;

pub use quantity::{Confidence, Distribution, Evidence, Quantity};
pub use spec::*;
