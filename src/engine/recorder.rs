//! Writes a row a day of what happened.

use super::Trajectory;
use super::counts::Counts;
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
    /// What happened since the last row, and how things stand.
    pub counts: Counts,
    in_market: u32,
    /// Sum of the parts of the ticks in which the servers were down, since the last row.
    down: Vec<f64>,
    ticks_per_day: u32,
    trajectory: Trajectory,
}

impl Recorder {
    /// Counters at zero.
    pub fn new(market: &Market) -> Recorder {
        let causes = market.causes();
        let (platforms, days) = (market.platforms.len(), market.days as usize + 1);
        let mut counts = Counts::new(platforms, causes.len());
        counts.rows.iter_mut().for_each(|row| row.reputation = 1000);
        Recorder {
            counts,
            in_market: 0,
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

    /// Agents have entered the market.
    pub fn entered(&mut self, agents: u32) {
        self.in_market += agents;
    }

    /// Agents in the market.
    pub fn in_market(&self) -> u32 {
        self.in_market
    }

    /// Agents active on a platform.
    pub fn active(&self, platform: usize) -> u32 {
        self.counts.rows[platform].active
    }

    /// What everybody can know now.
    pub fn census(&self) -> Census {
        let mut census = Census { in_market: self.in_market, ..Census::default() };
        for (platform, row) in self.counts.rows.iter().enumerate() {
            census.registered[platform] = row.registered;
            census.joined[platform] = self.counts.joined[platform];
            census.active[platform] = row.active;
        }
        census
    }

    /// What the platforms offer in a tick that begins.
    pub fn offered(&mut self, offers: &[Offer]) {
        for ((row, down), offer) in self.counts.rows.iter_mut().zip(&mut self.down).zip(offers) {
            row.reputation = thousandths(offer.reputation);
            *down += offer.down;
        }
    }

    /// Writes the rows of a day and starts the next.
    pub fn day(&mut self) {
        for (row, down) in self.counts.rows.iter_mut().zip(&mut self.down) {
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
