//! Many runs.

mod summary;

pub use summary::{Ensemble, Estimate, Outcome, PlatformOutcome, SAMPLE};
