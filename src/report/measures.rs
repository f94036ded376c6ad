//! What is told about a platform on each day.

use super::published::Published;
use super::table::{persons, share};
use crate::engine::Trajectory;
use crate::experiment::Outcome;
use crate::scenario::Scenario;

/// A number about one platform on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Persons who were ever active.
    Registered,
    /// Persons active now.
    Active,
    /// Persons who joined for the first time, since the day before.
    New,
    /// Leavings since the day before \[persons\].
    Left,
    /// Joins of persons who had left, since the day before.
    Returned,
    /// Persons active here and on a rival at once.
    Multihomers,
    /// Joins by the cause with this number, since the day before \[persons\].
    JoinedBy(usize),
    /// Share of the active users of all platforms (users of two count on both); 0 while nobody is active.
    Share,
    /// The share of this platform and of those before it in the scenario together.
    ShareCumulative,
    /// Active persons as a share of all persons in the market.
    Penetration,
    /// Accounts as the press counts them.
    PublishedRegistered,
    /// Active users as the press counts them.
    PublishedActive,
    /// New accounts since the day before, as the press counts them.
    PublishedNew,
    /// Part of the day before in which its servers were down.
    Down,
    /// What is left of its reputation.
    Reputation,
    /// Persons in the market (the same for all platforms).
    Market,
}

impl Measure {
    /// All measures in the order of the columns of `series.csv`; initial users come after the other causes. Those of servers are
    /// among them if some can fail.
    pub fn all(causes: &[String], servers_fail: bool) -> Vec<Measure> {
        use Measure as M;
        let (initial, others): (Vec<usize>, Vec<usize>) = (0..causes.len()).partition(|c| causes[*c] == "initial");
        let mut all = vec![M::Registered, M::Active, M::New, M::Left, M::Returned, M::Multihomers];
        all.extend(others.into_iter().chain(initial).map(M::JoinedBy));
        all.extend([M::Share, M::ShareCumulative, M::Penetration]);
        all.extend([M::Down, M::Reputation].into_iter().filter(|_| servers_fail));
        all.extend([M::PublishedRegistered, M::PublishedActive, M::PublishedNew, M::Market]);
        all
    }

    /// The name of its column.
    pub fn column(self, causes: &[String]) -> String {
        match self {
            Measure::Registered => "registered",
            Measure::Active => "active",
            Measure::New => "new",
            Measure::Left => "left",
            Measure::Returned => "returned",
            Measure::Multihomers => "multihomers",
            Measure::JoinedBy(cause) => return format!("joined_by_{}", causes[cause]),
            Measure::Share => "share",
            Measure::ShareCumulative => "share_cumulative",
            Measure::Penetration => "penetration",
            Measure::PublishedRegistered => "published_registered",
            Measure::PublishedActive => "published_active",
            Measure::PublishedNew => "published_new",
            Measure::Down => "down",
            Measure::Reputation => "reputation",
            Measure::Market => "market",
        }
        .to_owned()
    }

    /// A value as it stands in tables.
    pub fn written(self, value: f64) -> f64 {
        if self.is_share() { share(value) } else { persons(value) }
    }

    /// Whether it is a share (0 to 1) and not a number of persons or accounts.
    pub fn is_share(self) -> bool {
        use Measure::{Down, Penetration, Reputation, Share, ShareCumulative};
        matches!(self, Share | ShareCumulative | Penetration | Down | Reputation)
    }
}

/// One run with what turns its agents into persons and accounts.
#[derive(Debug, Clone)]
pub struct Run<'a> {
    /// How it ended.
    pub outcome: &'a Outcome,
    /// What happened.
    pub trajectory: &'a Trajectory,
    published: Vec<Published>,
}

impl<'a> Run<'a> {
    /// A run of a scenario.
    pub fn new(scenario: &Scenario, outcome: &'a Outcome, trajectory: &'a Trajectory) -> Self {
        let published = scenario.platforms.iter().map(|p| Published::new(scenario, p, outcome.run)).collect();
        Run { outcome, trajectory, published }
    }

    /// The value of a measure on a day, as it stands in tables [persons, accounts or a share].
    pub fn value(&self, measure: Measure, day: usize, platform: usize) -> f64 {
        measure.written(self.exact(measure, day, platform))
    }

    fn exact(&self, measure: Measure, day: usize, platform: usize) -> f64 {
        let row = self.trajectory.row(day, platform);
        let of = |agents: u32| f64::from(agents) * self.outcome.persons_per_agent;
        let published = &self.published[platform];
        match measure {
            Measure::Registered => of(row.registered),
            Measure::Active => of(row.active),
            Measure::New => of(row.new),
            Measure::Left => of(row.left),
            Measure::Returned => of(row.returned),
            Measure::Multihomers => of(row.multihomers),
            Measure::JoinedBy(cause) => of(row.joined_by[cause]),
            Measure::Share => ratio(row.active, self.active_up_to(day, self.trajectory.platforms - 1)),
            Measure::ShareCumulative => {
                ratio(self.active_up_to(day, platform), self.active_up_to(day, self.trajectory.platforms - 1))
            }
            Measure::Penetration => ratio(row.active, self.trajectory.market[day]),
            Measure::PublishedRegistered => published.accounts(of(row.registered), day),
            Measure::PublishedActive => published.users(of(row.active), day),
            Measure::PublishedNew => published.accounts(of(row.new), day),
            Measure::Down => ratio(row.down, 1000),
            Measure::Reputation => ratio(row.reputation, 1000),
            Measure::Market => of(self.trajectory.market[day]),
        }
    }

    /// Active agents of the platforms up to and with this one.
    fn active_up_to(&self, day: usize, platform: usize) -> u32 {
        (0..=platform).map(|p| self.trajectory.row(day, p).active).sum()
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}
