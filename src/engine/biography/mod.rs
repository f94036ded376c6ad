//! The life of one person in a run: who they are, what they did, and what tipped it.
//!
//! A replay. Everybody else moves as the run tells ([`Paths`]), and platforms offer what they offered; the person's own clocks run down by
//! the rules of the market, tick by tick, with the contacts as they stood. What comes out must be the person's moves in the run: so the
//! causes that are told here are those that were at work, and no story beside them. Only what the calendar does to the person is taken
//! from the run: who is a first user, whom a campaign turns to, who gets the app with a phone, and when a platform closes is settled
//! among all persons.
//!
//! - `whereabouts`: where everybody is;
//! - `around`: the person's contacts, and what they do;
//! - `inviting`: who of them invites, what all of them amount to, and who of them it was;
//! - `hazard`: what draws the person to a platform or away from it, cause by cause;
//! - `milestones`: when platforms open, close and are given up;
//! - `replay`: the course of the life.

mod around;
mod hazard;
mod inviting;
mod milestones;
mod replay;
mod whereabouts;

use super::trajectory::{Move, Mover, Paths};
pub use milestones::{Change, Milestone};

use crate::contacts::ContactLayers;
use crate::market::Market;
use crate::units::{PersonIndex, PlatformIndex, Tick};

/// What drives people away from a platform, in the order in which [`Clock::gathered`] and [`Turn::rates`] tell it.
pub const LEAVING: [&str; 5] = ["churn", "trial", "outage", "pull", "choice"];

/// The life of one person in one run.
#[derive(Debug, Clone, PartialEq)]
pub struct Biography {
    /// Who.
    pub person: PersonIndex,
    /// Taste for each platform: the factor on all hazards of joining it, with mean 1 over all persons.
    pub tastes: Vec<f64>,
    /// The first tick in which the person belongs to each audience, if ever.
    pub audiences: Vec<Option<Tick>>,
    /// How much of a crowd the person needs on each platform that has thresholds: a share of the contacts, or a number.
    pub thresholds: Vec<Option<f64>>,
    /// How many contacts keep a user of each platform for good, where so many do.
    pub quorums: Vec<Option<f64>>,
    /// Number of stored contacts in each layer, in the market or not; of a well-mixed layer, everybody else.
    pub degrees: Vec<u32>,
    /// What happened, in the order of time: the entry into the market, all turns, the end of the run.
    pub stations: Vec<Station>,
    /// What happened to the platforms.
    pub milestones: Vec<Milestone>,
    /// Each day from the start to the end.
    pub days: Vec<Day>,
}

/// Something that happened to the person.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    /// The tick in which it happened.
    pub tick: Tick,
    /// What.
    pub event: Event,
    /// The contacts as they stood at the beginning of the tick.
    pub around: Around,
    /// What the contacts and the servers did since the station before, or since the start.
    pub meanwhile: Meanwhile,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The person enters the market.
    Enters,
    /// The person is on a platform at once, whatever the clock says: as a first user, by a campaign that turns to chosen persons, or
    /// because the app comes with a phone.
    Won {
        /// The platform.
        platform: PlatformIndex,
        /// How it came about.
        by: Mover,
        /// Position of the cause among [`Market::causes`].
        cause: usize,
        /// Transitions that the person had made on it before.
        occurrence: u32,
        /// The clock of joining, as far as it had run.
        clock: Clock,
    },
    /// The person joins a platform.
    Joins {
        /// How it came about.
        turn: Turn,
        /// Position of the cause among [`Market::causes`].
        cause: usize,
        /// Who invited, if an invitation is the cause; nobody where the person's threshold is 0.
        inviter: Option<Inviter>,
    },
    /// The person leaves a platform.
    Leaves(Turn),
    /// Together with the turn before it the person joins another platform, or leaves one: what is chosen or replaced is taken and left at
    /// one moment.
    Along {
        /// The platform.
        platform: PlatformIndex,
        /// Position of the cause among [`Market::causes`] if it is joined.
        cause: Option<usize>,
        /// Transitions that the person had made on it before.
        occurrence: u32,
        /// The clock, as far as it had run.
        clock: Clock,
    },
    /// A platform closes, which the person was on.
    Lapses {
        /// The platform.
        platform: PlatformIndex,
        /// The clock of leaving, as far as it had run.
        clock: Clock,
    },
    /// The run ends, with these clocks running: one a platform.
    Ends(Vec<Clock>),
}

/// A transition, and what tipped it.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// The platform.
    pub platform: PlatformIndex,
    /// Transitions that the person had made on it before.
    pub occurrence: u32,
    /// The clock that ran out.
    pub clock: Clock,
    /// What contacts and standing do to it: of joining the factor home · return on all causes, of leaving the factor hold on churn.
    pub factor: f64,
    /// The part of it that stands on having been there before; 1 for who was not.
    pub returning: f64,
    /// The hazard in the tick of the transition by cause [day⁻¹]: of joining in the order of [`Market::causes`] from the second on (first
    /// users are no hazard), of leaving in that of [`LEAVING`].
    pub rates: Vec<f64>,
    /// Of joining: who invites over each layer.
    pub inviting: Vec<Inviting>,
    /// Contacts on the platform, as its quorum counts them.
    pub crowd: f64,
    /// What is left of the platform's reputation in that tick, 0 to 1.
    pub reputation: f64,
    /// Part of that tick in which its servers are down, 0 to 1.
    pub down: f64,
}

/// The contacts who invite over a layer.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Inviting {
    /// How many they are, those included who count in part.
    pub persons: u32,
    /// What they amount to: the kernel g.
    pub kernel: f64,
}

/// A clock: what the person bears before a transition, and how much of it there has been.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// Hazard at which it runs out: E, divided by the taste where it is one of joining.
    pub needed: f64,
    /// Share of people with the same hazards who would hold out longer, e^(−E).
    pub longer: f64,
    /// The tick in which it was wound: that of the last transition, or the start.
    pub wound: Tick,
    /// The first tick with a hazard on it, if there was one.
    pub from: Option<Tick>,
    /// Hazard so far, by cause (as in [`Turn::rates`]).
    pub gathered: Vec<f64>,
}

impl Clock {
    /// How far it has run, 0 to 1.
    pub fn filled(&self) -> f64 {
        (self.gathered.iter().sum::<f64>() / self.needed).clamp(0.0, 1.0)
    }
}

/// Who invited: one of the contacts who did, drawn as the kernel counts them, or the one who made them enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inviter {
    /// Who.
    pub person: PersonIndex,
    /// The platform on which this contact was: that which the person joins, or a compatible one.
    pub on: PlatformIndex,
    /// The tick since which the contact had been seen there.
    pub since: Tick,
    /// Where the person has a threshold: with this contact it was reached, the n-th of those who invited by their arrival.
    pub nth: Option<u32>,
}

/// The contacts of the person in a tick, in persons.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Around {
    /// Different contacts who are in the market; everybody else there where a layer is well mixed.
    pub contacts: u32,
    /// Those of them who are active on each platform.
    pub users: Vec<u32>,
    /// Each layer by itself.
    pub layers: Vec<LayerAround>,
}

/// The contacts of the person in one layer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LayerAround {
    /// Contacts who count, as the layer counts them.
    pub contacts: u32,
    /// Contacts who are active on each platform.
    pub users: Vec<u32>,
}

/// What the contacts did within some time, each told by where they stood at its ends; and the servers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Meanwhile {
    /// Contacts who entered the market.
    pub entered: u32,
    /// Contacts who are on each platform now and were not before.
    pub joined: Vec<u32>,
    /// Contacts who were on each platform before and are no more.
    pub left: Vec<u32>,
    /// How long the servers of each platform were down while it was open, the present tick aside \[day\].
    pub down: Vec<f64>,
}

/// The beginning of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// Whether the person is in the market.
    pub inside: bool,
    /// Platforms that the person is active on, a bit each.
    pub active: u8,
    /// Platforms that are open, a bit each.
    pub open: u8,
    /// The contacts.
    pub around: Around,
    /// How far the clock of each platform has run, 0 to 1.
    pub clocks: Vec<f64>,
}

/// The life of a person in a run whose paths are known.
///
/// # Panics
/// When the replay does not come to the moves of the run: then an engine has a fault, or the paths are those of another run.
pub fn biography(market: &Market, contacts: &ContactLayers, paths: &Paths, person: PersonIndex) -> Biography {
    let told: Vec<Move> = paths.moves.iter().filter(|step| step.person == person).copied().collect();
    let (biography, replayed) = replay::replay(market, contacts, paths, &told, person);
    assert_eq!(replayed, told, "the replay of person {person} departs from the run");
    biography
}
