//! From a file to checked, plain data.

mod quantity;
mod spec;

pub use quantity::{Confidence, Distribution, Evidence, Quantity};
pub use spec::*;
