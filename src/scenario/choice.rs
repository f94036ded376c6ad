//! What a scenario says of how persons choose, where they do not simply follow invitations.

use serde::Serialize;

use super::quantity::Quantity;
use crate::units::{Number, Rate, Strength};

/// A rule of choice: persons think again from time to time, and then choose among all platforms.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChoiceSpec {
    /// How often a person thinks again [day⁻¹].
    pub revision: Quantity<Rate>,
    /// What the person does then.
    #[serde(flatten)]
    pub rule: RuleSpec,
}

/// How a person who thinks again chooses.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleSpec {
    /// One platform, the likelier the more it is worth.
    Logit {
        /// How surely the best is chosen.
        sharpness: Quantity<Strength>,
        /// Whether none is a choice too.
        none: bool,
    },
    /// The set of platforms that pays best.
    BestResponse {
        /// What each platform beyond the first costs, for each contact.
        price: Quantity<Strength>,
    },
}

/// What a platform is worth to a person who chooses.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct WorthSpec {
    /// What contacts there are worth: all of them together by the logit rule, each of them by best response; 0, if not given.
    pub value: Option<Quantity<Strength>>,
    /// What it is worth without any; 0, if not given.
    pub intercept: Option<Quantity<Number>>,
}

impl WorthSpec {
    /// Whether nothing is said of it.
    pub fn is_empty(&self) -> bool {
        self.value.is_none() && self.intercept.is_none()
    }
}
