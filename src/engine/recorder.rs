//! Counts what happens and writes a row a day.

use super::{Row, Trajectory};
use crate::market::{Census, Course, Market, Offer, Plan};

/// Position of the cause "initial" among [`Market::causes`].
pub const INITIAL: usize = 0;
/// Position of the cause "media".
pub const MEDIA: usize = 1;
/// Position of the cause "seeding".
pub const SEEDING: usize = 2;
/// Position of the cause "invitation" over the first layer; "choice" stands behind those over all layers.
pub const INVITATION: usize = 3;

/// The counters of one run.
#[derive(Debug)]
pub struct Recorder {
    now: Vec<Row>,
    in_market: u32,
    /// Joinings so far, by platform.
    joined: Vec<u64>,
    /// Sum of the parts of the ticks in which the servers were down, since the last row.
    down: Vec<f64>,
    ticks_per_day: u32,
    trajectory: Trajectory,
}

impl Recorder {
    /// Counters at zero.
    pub fn new(market: &Market) -> Recorder {
        let causes = market.causes();
        let empty = Row { joined_by: vec![0; causes.len()], reputation: 1000, ..Row::default() };
        let (platforms, days) = (market.platforms.len(), market.days as usize + 1);
        Recorder {
            now: vec![empty; platforms],
            in_market: 0,
            joined: vec![0; platforms],
            down: vec![0.0; platforms],
            ticks_per_day: market.ticks_per_day,
            trajectory: Trajectory {
                causes,
                platforms,
                rows: Vec::with_capacity(days * platforms),
                market: Vec::with_capacity(days),
                reactions: Vec::new(),
            },
        }
    }

    /// An agent has entered the market.
    pub fn entered(&mut self) {
        self.in_market += 1;
    }

    /// Agents in the market.
    pub fn in_market(&self) -> u32 {
        self.in_market
    }

    /// Agents active on a platform.
    pub fn active(&self, platform: usize) -> u32 {
        self.now[platform].active
    }

    /// What everybody can know now.
    pub fn census(&self) -> Census {
        let mut census = Census { in_market: self.in_market, ..Census::default() };
        for (platform, row) in self.now.iter().enumerate() {
            census.registered[platform] = row.registered;
            census.joined[platform] = self.joined[platform];
            census.active[platform] = row.active;
        }
        census
    }

    /// An agent has joined a platform, for the first time or again.
    pub fn joined(&mut self, platform: usize, cause: usize, first: bool) {
        let row = &mut self.now[platform];
        row.joined_by[cause] += 1;
        self.joined[platform] += 1;
        if first {
            row.registered += 1;
            row.new += 1;
        } else {
            row.returned += 1;
        }
    }

    /// An agent has joined a platform by bundling, the last of the causes.
    pub fn bundled(&mut self, platform: usize, first: bool) {
        let last = self.now[platform].joined_by.len() - 1;
        self.joined(platform, last, first);
    }

    /// An agent has left a platform it was active on, or joined one for a cause.
    pub fn turned(&mut self, platform: usize, was_active: bool, cause: usize, first: bool) {
        if was_active {
            self.left(platform);
        } else {
            self.joined(platform, cause, first);
        }
    }

    /// An agent has left a platform.
    pub fn left(&mut self, platform: usize) {
        self.now[platform].left += 1;
    }

    /// An agent who was active on one set of platforms (a bit each) is active on another now.
    pub fn moved(&mut self, before: u8, after: u8) {
        for (platform, row) in self.now.iter_mut().enumerate() {
            let (was, is) = (before >> platform & 1, after >> platform & 1);
            row.active = row.active + u32::from(is) - u32::from(was);
            let multihomes = |set: u8, member: u8| u32::from(member == 1 && set.count_ones() > 1);
            row.multihomers = row.multihomers + multihomes(after, is) - multihomes(before, was);
        }
    }

    /// What the platforms offer in a tick that begins.
    pub fn offered(&mut self, offers: &[Offer]) {
        for ((row, down), offer) in self.now.iter_mut().zip(&mut self.down).zip(offers) {
            row.reputation = thousandths(offer.reputation);
            *down += offer.down;
        }
    }

    /// Writes the rows of a day and starts the next.
    pub fn day(&mut self) {
        for (row, down) in self.now.iter_mut().zip(&mut self.down) {
            row.down = thousandths(*down / f64::from(self.ticks_per_day));
            self.trajectory.rows.push(row.clone());
            (row.new, row.left, row.returned) = (0, 0, 0);
            row.joined_by.fill(0);
            *down = 0.0;
        }
        self.trajectory.market.push(self.in_market);
    }

    /// The finished run.
    pub fn finish(mut self, market: &Market, course: &Course) -> Trajectory {
        let days = |tick: u32| Some(tick / market.ticks_per_day).filter(|day| *day <= market.days);
        let waits = |(_, plan): &(usize, &Plan)| matches!(plan, Plan::Upon { .. });
        self.trajectory.reactions = (market.moments.plans().enumerate().filter(waits))
            .map(|(position, _)| course.known(position).and_then(days))
            .collect();
        self.trajectory
    }
}

fn thousandths(share: f64) -> u32 {
    (1000.0 * share).round() as u32
}
