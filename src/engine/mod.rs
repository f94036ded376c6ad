//! One run, from a market and its contacts to a trajectory.
//!
//! [`fast`] is what runs; [`naive`] is the oracle beside it. [`biography`](mod@biography) follows one person through a run.

pub mod biography;
mod counts;
pub mod fast;
pub mod naive;
mod recorder;
mod trajectory;

pub use recorder::INITIAL;
pub use trajectory::{JoinedBy, Move, Mover, Paths, Row, Trajectory};
