//! The rules of the market: who can join, why they join and leave, and what platforms do over time.
//!
//! Everything here is a plain value or a pure function: no threads, no files, no loops over days, and over persons only where some are chosen. A [`Market`] is what one run
//! holds constant: a scenario with every uncertain number drawn. The engines apply the rules to persons:
//!
//! - [`Course`]: which moments have come, those that react to the market included;
//! - [`Offer`]: what a platform offers in one tick (launch, media, seeding, invitations, features, outages);
//! - [`choose`]: which persons come first, where a platform begins or a campaign turns to some;
//! - [`Drive`], [`Bundle`]: campaigns that win persons at once rather than at a rate;
//! - [`effort`]: when a feature is ready that takes attention;
//! - [`joining`]: how strongly one person is drawn to a platform;
//! - [`Invitation`], [`Compatible`], [`Contagion`]: who invites, whose users count, and what all of them amount to;
//! - [`Threshold`], [`components()`]: what one person needs, and what groups the contacts form;
//! - [`Attention`]: how platforms compete for the attention of those who invite;
//! - [`Choice`]: what persons do who weigh all platforms at once: the [`Logit`] rule, and [`BestResponse`] to a [`Circle`];
//! - [`replacing`]: which platforms somebody uses who joins one;
//! - [`leaving`]: how strongly one user is drawn away from it;
//! - [`Clocks`]: how much of that a person bears before it happens.

mod attention;
mod audience;
mod best_response;
mod bundling;
mod campaign;
mod initial;
mod capacity;
mod choice;
mod circle;
mod clock;
mod closing;
mod compatible;
mod components;
mod contagion;
mod course;
pub mod effort;
pub mod invitation;
pub mod joining;
pub mod leaving;
mod logit;
mod moments;
mod outage;
mod placement;
mod platform;
mod population;
pub mod replacing;
mod schedule;
mod seeding;
mod threshold;
mod offer;

pub use attention::Attention;
pub use audience::Audience;
pub use best_response::BestResponse;
pub use bundling::Bundle;
pub use campaign::{Campaigns, Period, Push};
pub use capacity::{Capacity, Servers};
pub use choice::{Choice, Revision};
pub use circle::{Circle, Reached};
pub use clock::Clocks;
pub use closing::{Closure, Concession};
pub use compatible::Compatible;
pub use components::{components, groups};
pub use contagion::Contagion;
pub use course::Course;
pub use initial::initial_users;
pub use invitation::Invitation;
pub use logit::Logit;
pub use moments::{Census, Moment, Moments, Plan};
pub use offer::{Offer, Offers};
pub use outage::Outage;
pub use placement::choose;
pub use platform::{Factors, Feature, Platform};
pub use population::Population;
pub use schedule::Steps;
pub use seeding::{Drive, Progress};
pub use threshold::Threshold;

use crate::rng::World;
use crate::scenario::{CampaignKind, CountedContacts, Distribution, Placement, Scenario};
use crate::units::Tick;

/// The most platforms a market can hold.
pub const MAX_PLATFORMS: usize = 8;
/// Most causes of joining: from the start, media, campaigns, invitation over each layer, choice and bundling.
pub const MAX_CAUSES: usize = 5 + MAX_LAYERS;
/// The most contact layers a market can hold, well-mixed ones included.
pub const MAX_LAYERS: usize = 8;
/// The most stored contact layers a market can hold.
pub const MAX_STORED_LAYERS: usize = 4;
/// The most audiences a market can hold.
pub const MAX_AUDIENCES: usize = 8;

/// What one run holds constant.
#[derive(Debug, Clone, PartialEq)]
pub struct Market {
    /// Seed and replicate: the root of every draw.
    pub world: World,
    /// Ticks in a day, 1 / Δ.
    pub ticks_per_day: u32,
    /// Days from start to end.
    pub days: u32,
    /// Who can join, and from when.
    pub population: Population,
    /// Groups that campaigns can reach.
    pub audiences: Vec<Audience>,
    /// The contact layers.
    pub layers: Vec<Layer>,
    /// The platforms.
    pub platforms: Vec<Platform>,
    /// How platforms compete for the attention of those who invite, if they do.
    pub attention: Option<Attention>,
    /// How persons choose, where they do not follow invitations.
    pub choice: Option<Choice>,
    /// When what happens to them.
    pub moments: Moments,
    /// Whether some campaign can win persons by bundling.
    bundles: bool,
    /// First day.
    start: jiff::civil::Date,
}

/// What the market needs to know of a contact layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Its name.
    pub name: String,
    /// Which contacts count in d.
    pub counts: CountedContacts,
}

impl Market {
    /// The market of one replicate: every uncertain number drawn, every date turned into a tick.
    pub fn new(scenario: &Scenario, world: World) -> Market {
        let time = Time::new(scenario);
        let population = Population::new(scenario, &world, time.ticks_per_day);
        let mut moments = Moments::default();
        let layers =
            scenario.layers.iter().map(|layer| Layer { name: layer.name.clone(), counts: layer.counts }).collect();
        Market {
            world,
            ticks_per_day: time.ticks_per_day,
            days: scenario.days(),
            audiences: scenario
                .market
                .audiences
                .iter()
                .map(|spec| Audience::new(spec, scenario.market.agents, &time, &world))
                .collect(),
            layers,
            platforms: scenario
                .platforms
                .iter()
                .enumerate()
                .map(|spec| Platform::new(spec, &mut moments, &time, &world, &population))
                .collect(),
            attention: Attention::new(&scenario.market, &world).filter(|_| scenario.choice.is_none()),
            choice: Choice::new(scenario, &world),
            population,
            moments,
            bundles: bundles(scenario),
            start: scenario.start,
        }
    }

    /// What all platforms offer in a tick, as the course of the run stands.
    pub fn offers(&self, course: &Course, tick: Tick) -> Offers {
        self.platforms.iter().map(|platform| Offer::new(platform, course, tick, self.tick_days())).collect()
    }

    /// Days since the start at the beginning of a tick \[day\], without fractions.
    pub fn day(&self, tick: Tick) -> i32 {
        (tick / self.ticks_per_day) as i32
    }

    /// Days from the start to a date \[day\].
    pub fn day_of(&self, date: jiff::civil::Date) -> i32 {
        (date - self.start).get_days()
    }

    /// Number of ticks of the run.
    pub fn ticks(&self) -> Tick {
        self.days * self.ticks_per_day
    }

    /// Length of a tick Δ \[day\].
    pub fn tick_days(&self) -> f64 {
        1.0 / f64::from(self.ticks_per_day)
    }

    /// Names of the causes of joining, in the order in which the engines count them; "choice" only where persons choose, "bundling" only
    /// where a campaign can win persons so.
    pub fn causes(&self) -> Vec<String> {
        let fixed = ["initial", "media", "seeding"].map(String::from);
        let invitations = self.layers.iter().map(|layer| format!("invitation_{}", layer.name));
        let choice = self.choice.is_some().then(|| "choice".to_owned());
        let bundling = self.bundles.then(|| "bundling".to_owned());
        fixed.into_iter().chain(invitations).chain(choice).chain(bundling).collect()
    }

    /// Whether some campaign asks who joined a platform first.
    pub fn asks_for_first_movers(&self, platform: usize) -> bool {
        let target = Placement::FirstMovers { rival: platform };
        self.platforms.iter().any(|other| other.campaigns.drives.iter().any(|drive| drive.target == target))
    }

    /// Whether some campaign gives the app to new members of an audience.
    pub fn bundles_for(&self, audience: usize) -> bool {
        self.platforms
            .iter()
            .any(|platform| platform.campaigns.bundles.iter().any(|bundle| bundle.audience == audience))
    }
}

/// Whether a campaign of a scenario can win persons by bundling, whatever is drawn for a run.
fn bundles(scenario: &Scenario) -> bool {
    let installs = |kind: &CampaignKind| match kind {
        CampaignKind::Bundle { install, .. } => install.distribution != Distribution::Constant(0.0),
        CampaignKind::Push { .. } | CampaignKind::Drive { .. } => false,
    };
    scenario.platforms.iter().flat_map(|platform| &platform.seeding).any(|campaign| installs(&campaign.kind))
}

/// Turns dates into ticks.
#[derive(Debug, Clone, Copy)]
pub struct Time<'a> {
    scenario: &'a Scenario,
    ticks_per_day: u32,
}

impl<'a> Time<'a> {
    /// The time of a scenario.
    pub fn new(scenario: &'a Scenario) -> Time<'a> {
        Time { scenario, ticks_per_day: (1.0 / scenario.tick).round() as u32 }
    }

    /// First day.
    pub fn start(&self) -> jiff::civil::Date {
        self.scenario.start
    }

    /// Days since the start \[day\]; negative before it.
    pub fn day(&self, date: jiff::civil::Date) -> f64 {
        f64::from(self.scenario.day(date))
    }

    /// The first tick of a date; 0 for dates before the start.
    pub fn tick(&self, date: jiff::civil::Date) -> Tick {
        self.scenario.day(date).max(0) as u32 * self.ticks_per_day
    }

    /// The first tick of a date, unless it lies before the start.
    pub fn tick_from_start(&self, date: jiff::civil::Date) -> Option<Tick> {
        u32::try_from(self.scenario.day(date)).ok().map(|day| day * self.ticks_per_day)
    }

    /// A length of time \[day\] in whole ticks, to the nearest.
    pub fn ticks(&self, days: f64) -> Tick {
        (days * f64::from(self.ticks_per_day)).round() as u32
    }

    /// Ticks in a day.
    pub fn ticks_per_day(&self) -> u32 {
        self.ticks_per_day
    }
}
