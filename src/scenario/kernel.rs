//! What a scenario says of how a platform spreads from user to user: how contacts work together, how much of a crowd each person needs, and whose
//! users count.
//!
//! A threshold `"18%"` or `2` is the same for everybody, and may be uncertain; `{ each = … }` spreads a distribution over the *persons* of
//! one world; `{ listed = […] }` names each person's own.

use serde::Serialize;

use super::quantity::{Distribution, Quantity};
use super::spec::PlatformSpec;
use crate::units::{Number, Probability};

/// How contacts who are users work together.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub enum Kernel {
    /// Each contact invites: rate · k.
    #[default]
    Count,
    /// The share counts: rate · k/d.
    Share,
    /// Enough of them must be there: the rate, or nothing.
    Threshold(ThresholdSpec),
    /// Groups count that do not know each other: rate · number of groups.
    Components,
}

/// A platform whose users can be reached in part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CompatibleSpec {
    /// Its position in [`Scenario::platforms`](super::Scenario::platforms).
    pub platform: usize,
    /// How much one of its users counts.
    pub share: Quantity<Probability>,
}

impl PlatformSpec {
    /// Whether each contact in a layer is invited once, rather than again and again.
    pub fn invites_once(&self, layer: usize) -> bool {
        let may_succeed = |chance: &Quantity<Probability>| chance.is_uncertain() || chance.median() > 0.0;
        self.invite_once.get(layer).is_some_and(|steps| steps.iter().any(|step| may_succeed(&step.value)))
    }
}

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
