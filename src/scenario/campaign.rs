//! How a platform wins its first users and pushes itself later: whom it turns to, and how.

use serde::Serialize;

use super::quantity::Quantity;
use super::when::When;
use crate::units::{Persons, Probability, Rate};

/// Which persons come first, where a platform begins or a campaign turns to some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Placement {
    /// Anybody, by lot.
    #[default]
    Random,
    /// Those with the most contacts in a layer.
    Hubs {
        /// Position of the layer in [`Scenario::layers`](super::Scenario::layers).
        layer: usize,
    },
    /// Somebody, by lot, and then those nearest by contacts in a layer.
    Cluster {
        /// Position of the layer in [`Scenario::layers`](super::Scenario::layers).
        layer: usize,
    },
    /// Those who joined a rival first.
    FirstMovers {
        /// Position of the rival in [`Scenario::platforms`](super::Scenario::platforms).
        rival: usize,
    },
}

impl Placement {
    /// Whether everybody has the same chance.
    pub fn is_random(&self) -> bool {
        *self == Placement::Random
    }
}

/// A campaign of a platform.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CampaignSpec {
    /// What it is called, if it is called anything.
    pub name: Option<String>,
    /// When it begins; with the launch if not given.
    pub from: Option<When>,
    /// When it is over; never if not given.
    pub until: Option<When>,
    /// What it does.
    #[serde(flatten)]
    pub kind: CampaignKind,
}

/// What a campaign does.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum CampaignKind {
    /// It is held out to all members of an audience, all the time.
    Push {
        /// Position of the audience in [`MarketSpec::audiences`](super::MarketSpec::audiences).
        audience: usize,
        /// Joining because of it [day⁻¹].
        rate: Quantity<Rate>,
    },
    /// Whoever becomes a member of an audience gets the app with the phone.
    Bundle {
        /// Position of the audience in [`MarketSpec::audiences`](super::MarketSpec::audiences).
        audience: usize,
        /// Share of them who use it from then on.
        install: Quantity<Probability>,
    },
    /// It turns to so many persons, once each.
    Drive {
        /// Which persons first.
        target: Placement,
        /// Position of the only audience that they are taken from; everybody, if not given.
        #[serde(skip_serializing_if = "Option::is_none")]
        audience: Option<usize>,
        /// How many.
        budget: Quantity<Persons>,
        /// Share of them who join.
        accept: Quantity<Probability>,
    },
}

impl CampaignKind {
    /// Position of the audience that it is limited to, if it is.
    pub fn audience(&self) -> Option<usize> {
        match self {
            CampaignKind::Push { audience, .. } | CampaignKind::Bundle { audience, .. } => Some(*audience),
            CampaignKind::Drive { audience, .. } => *audience,
        }
    }
}
