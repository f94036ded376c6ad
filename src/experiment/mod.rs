//! Many runs.

mod ensemble;
mod outcome;
mod summary;

pub use ensemble::{Effort, ensemble, replicate};
pub use summary::{Ensemble, Estimate, Outcome, PlatformOutcome, SAMPLE};
