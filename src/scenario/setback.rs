//! What goes wrong on a platform, or ends it: outages, servers that carry too little, closing, conceding.

use jiff::civil::Date;
use serde::Serialize;

use super::quantity::Quantity;
use super::spec::Dated;
use super::when::When;
use crate::units::{Days, Factor, Persons, Probability};

/// An outage with a date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutageSpec {
    /// What it is called, if it is called anything.
    pub name: Option<String>,
    /// The day.
    pub date: Date,
    /// How long nobody can join \[day\].
    pub duration: Quantity<Days>,
    /// Share of the users who leave because of it.
    pub leave: Quantity<Probability>,
    /// Share of the reputation that is lost.
    pub reputation_loss: Quantity<Probability>,
    /// Days until half of the loss is made good again.
    pub recovery: Quantity<Days>,
}

/// What servers carry, and what it costs when they are asked for more.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CapacitySpec {
    /// Active users that they carry, over time; any number, if there is none.
    pub users: Vec<Dated<Quantity<Persons>>>,
    /// Joinings a day that they carry, over time; any number, if there is none.
    pub signups: Vec<Dated<Quantity<Persons>>>,
    /// Share of the users who leave in a whole day of outage.
    pub leave: Quantity<Probability>,
    /// Share of the reputation that is lost in a whole day of outage.
    pub reputation_loss: Quantity<Probability>,
    /// Days until half of the loss is made good again.
    pub recovery: Quantity<Days>,
}

/// A time in which a platform is closed: its users lapse, and nobody joins.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClosureSpec {
    /// What it is called, if it is called anything.
    pub name: Option<String>,
    /// When it closes.
    pub from: When,
    /// When it opens again, with its old accounts.
    pub until: When,
}

/// The owner gives a platform up: no campaigns, no work on new abilities.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConcedeSpec {
    /// When.
    pub when: When,
    /// Factor on joining by media from then on.
    pub media: Quantity<Factor>,
}
