//! What a scenario says of how much of a crowd each person needs.
//!
//! `"18%"` or `2` is the same for everybody, and may be uncertain; `{ each = … }` spreads a distribution over the *persons* of one world;
//! `{ listed = […] }` names each person's own.

use serde::Serialize;

use super::quantity::{Distribution, Quantity};
use crate::units::Number;

/// The thresholds of all persons for a platform.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThresholdSpec {
    /// What must reach it.
    pub of: ThresholdOf,
    /// What it is.
    pub values: ThresholdValues,
}

/// What must reach a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ThresholdOf {
    /// The share of the contacts who invite, 0 to 1.
    Share,
    /// The number of contacts who invite.
    Contacts,
}

/// Thresholds, in the unit of what must reach them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum ThresholdValues {
    /// The same for everybody, drawn once a run.
    Same(Quantity<Number>),
    /// Each person's own, drawn by the person's address.
    Each {
        /// How they are distributed over the persons.
        law: Distribution,
        /// Lowest and highest value; the distribution is cut there.
        #[serde(skip)]
        range: (f64, f64),
    },
    /// Each person's own, in the order of the persons.
    Listed(Vec<f64>),
}
