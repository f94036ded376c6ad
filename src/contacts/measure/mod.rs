//! Measures of one layer of contacts: what makes a graph like the ones people have, or unlike.

mod assortativity;
mod clustering;
mod components;
mod degrees;
mod distance;

pub use assortativity::degree_assortativity;
pub use clustering::local_clustering;
pub use components::component_sizes;
pub use degrees::{Degrees, degrees};
pub use distance::{mean_distance, persons_by_distance};
