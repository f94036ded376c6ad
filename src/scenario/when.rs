//! When something happens: on a date, when the market has come so far, or never.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use super::measure::Occasion;
use super::quantity::Quantity;
use super::spec::{PlatformSpec, Release, Scenario};
use crate::units::Days;

/// When something happens.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum When {
    /// On a date.
    On(Date),
    /// Once the market has come so far.
    After(Box<Reaction>),
    /// Never.
    Never,
}

/// Somebody reacts to what the market has come to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reaction {
    /// What the market has come to.
    pub after: Occasion,
    /// How long that must have lasted without a break \[day\].
    pub lasting: Quantity<Days>,
    /// How long the reaction takes from then on \[day\].
    pub delay: Quantity<Days>,
}

impl When {
    /// The date, if it is known beforehand.
    pub fn date(&self) -> Option<Date> {
        match self {
            When::On(date) => Some(*date),
            When::After(_) | When::Never => None,
        }
    }

    /// What must come before, if it depends on what happens in a run.
    pub fn reaction(&self) -> Option<&Reaction> {
        match self {
            When::After(reaction) => Some(reaction),
            When::On(_) | When::Never => None,
        }
    }

    /// Whether it is known beforehand that it never happens.
    pub fn is_never(&self) -> bool {
        matches!(self, When::Never)
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::On(date) => write!(f, "{date}"),
            When::After(reaction) => write!(f, "after {}", reaction.after.text),
            When::Never => f.write_str("never"),
        }
    }
}

impl From<Option<Date>> for When {
    fn from(date: Option<Date>) -> When {
        date.map_or(When::Never, When::On)
    }
}

impl Scenario {
    /// All moments of all platforms that wait for an occasion, in the order in which a run counts them.
    pub fn reactions(&self) -> Vec<&Reaction> {
        self.platforms.iter().flat_map(PlatformSpec::moments).filter_map(When::reaction).collect()
    }
}

impl PlatformSpec {
    /// Its moments, in the order in which a run counts them.
    pub fn moments(&self) -> Vec<&When> {
        let campaigns = self.seeding.iter().flat_map(|campaign| campaign.from.iter().chain(&campaign.until));
        let features = self.features.iter().filter_map(|feature| match &feature.release {
            Release::On { date } => Some(date),
            Release::WhenDone { .. } => None,
        });
        let closures = self.closures.iter().flat_map(|closure| [&closure.from, &closure.until]);
        let concession = self.concede.iter().map(|concede| &concede.when);
        [&self.launch].into_iter().chain(campaigns).chain(features).chain(closures).chain(concession).collect()
    }
}
