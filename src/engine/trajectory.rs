//! What a run leaves behind: one row a day and platform, and how it ended.

use arrayvec::ArrayVec;

use crate::market::{Course, MAX_CAUSES, Offers};
use crate::units::{PersonIndex, Tick};

/// Joins by cause, in place: a day of a run asks for no memory.
pub type JoinedBy = ArrayVec<u32, MAX_CAUSES>;

/// Where the joins of a day came from, and the state at its beginning; all in agents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Agents who have ever been active.
    pub registered: u32,
    /// Agents active now.
    pub active: u32,
    /// First joins since the row before.
    pub new: u32,
    /// Leavings since the row before.
    pub left: u32,
    /// Joins of agents who had left, since the row before.
    pub returned: u32,
    /// Agents active here and on a rival at once.
    pub multihomers: u32,
    /// Part of the day before in which the servers were down \[1/1000\].
    pub down: u32,
    /// Reputation in the tick before; 1000: all of it \[1/1000\].
    pub reputation: u32,
    /// Joins (first or again) by cause since the row before; the causes are [`Trajectory::causes`].
    pub joined_by: JoinedBy,
}

/// One run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trajectory {
    /// Names of the causes of joining: `initial`, `media`, `seeding`, `invitation_<layer>` in the order of layers, `choice` where persons
    /// choose, and `bundling` where a campaign can win persons so.
    pub causes: Vec<String>,
    /// Number of platforms.
    pub platforms: usize,
    /// `rows[day · platforms + platform]`: the state `day` days after the start, launches of that moment included, and what
    /// happened in the day before; days 0 to the last.
    pub rows: Vec<Row>,
    /// Agents in the market, by day.
    pub market: Vec<u32>,
    /// The day of each moment that waits for an occasion, in the order of [`Market::moments`](crate::market::Market::moments); none if it did
    /// not come.
    pub reactions: Vec<Option<u32>>,
}

/// A person joins or leaves platforms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The first tick in which the person is where the move leads.
    pub tick: Tick,
    /// Who.
    pub person: PersonIndex,
    /// Platforms on which the person was active before, a bit each.
    pub before: u8,
    /// Platforms on which the person is active from then on, a bit each.
    pub after: u8,
    /// Platforms that the person joined, a bit each: some of them perhaps again, within the tick in which they were left, or only for
    /// part of it.
    pub joined: u8,
    /// What moved the person.
    pub by: Mover,
}

/// What moves a person: clocks within a tick, or the calendar at the beginning of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mover {
    /// Clocks of the person, which ran out in the tick before.
    Clock,
    /// The platform closes.
    Closing,
    /// The platform is launched, and the person is one of its first users.
    Launch,
    /// A campaign turns to the person; its position among the [drives](crate::market::Campaigns::drives) of the platform.
    Drive(u16),
    /// The person gets a phone with the app on it; position of the campaign among the [bundles](crate::market::Campaigns::bundles)
    /// of the platform.
    Bundle(u16),
}

/// What happened to whom, and among which offers: all that is needed to follow one person through a run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paths {
    /// Every move of every person in the order of time; in a tick, those of clocks come first.
    pub moves: Vec<Move>,
    /// What the platforms offered in each tick, the one after the last included.
    pub offers: Vec<Offers>,
    /// Which moments came.
    pub course: Course,
}

impl Trajectory {
    /// The row of a platform, a number of days after the start.
    pub fn row(&self, day: usize, platform: usize) -> &Row {
        &self.rows[day * self.platforms + platform]
    }
    /// Number of the last day.
    pub fn last_day(&self) -> usize {
        self.market.len() - 1
    }
}
