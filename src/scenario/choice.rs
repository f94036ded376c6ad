//! What a scenario says of how persons choose, where they do not simply follow invitations.

use serde::Serialize;

use super::quantity::{Distribution, Quantity};
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
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorthSpec {
    /// What contacts there are worth: all of them together by the logit rule, each of them by best response.
    pub value: Quantity<Strength>,
    /// What it is worth without any.
    pub intercept: Quantity<Number>,
}

impl WorthSpec {
    /// Worth nothing, with or without contacts.
    pub fn nothing() -> WorthSpec {
        WorthSpec { value: Quantity::constant("value", 0.0), intercept: Quantity::constant("intercept", 0.0) }
    }

    /// Whether that is so, and nothing more is said of it.
    pub fn is_nothing(&self) -> bool {
        is_nothing(&self.value) && is_nothing(&self.intercept)
    }
}

fn is_nothing<U>(number: &Quantity<U>) -> bool {
    number.distribution == Distribution::Constant(0.0) && number.evidence.is_none()
}
