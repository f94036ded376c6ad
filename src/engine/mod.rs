//! One run, from a market and its contacts to a trajectory.

mod trajectory;

pub use trajectory::{Row, Trajectory};
