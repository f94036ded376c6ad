//! A platform as one run sees it: every uncertain number drawn, every date a tick, every rate per tick.

use super::joining::Switching;
use super::{Outage, Steps, Time, effort};
use crate::rng::World;
use crate::scenario::{CampaignSpec, Effort, FeatureSpec, Kernel, PlatformSpec, Release};
use crate::units::Tick;

/// A platform. Rates are per day [day⁻¹].
#[derive(Debug, Clone, PartialEq)]
pub struct Platform {
    /// Its name.
    pub name: String,
    /// Name of its stream of luck.
    pub luck: String,
    /// First tick; none when it never opens.
    pub launch: Option<Tick>,
    /// Agents who are users from the launch on.
    pub initial_agents: u32,
    /// Joining by itself.
    pub media: Steps,
    /// Joining by invitation, for each layer of the market.
    pub invite: Vec<Steps>,
    /// How contacts who are users work together.
    pub kernel: Kernel,
    /// Campaigns on audiences.
    pub campaigns: Vec<Campaign>,
    /// Leaving.
    pub churn: f64,
    /// Leaving in addition while on trial.
    pub trial_churn: f64,
    /// Length of the trial \[tick\].
    pub trial: Tick,
    /// How strongly contacts on the platform keep a user.
    pub stickiness: f64,
    /// Leaving for a rival where more of the contacts are.
    pub pull: f64,
    /// How it is joined by those who are elsewhere or were here before.
    pub switching: Switching,
    /// Spread of the persons' taste.
    pub taste_spread: f64,
    /// New abilities, in the order of the file.
    pub features: Vec<Feature>,
    /// Outages by date.
    pub outages: Vec<Outage>,
}

/// A campaign on an audience.
#[derive(Debug, Clone, PartialEq)]
pub struct Campaign {
    /// Position of the audience in the market.
    pub audience: usize,
    /// First tick.
    pub from: Tick,
    /// First tick after it.
    pub until: Tick,
    /// Joining because of it [day⁻¹].
    pub rate: f64,
}

/// A new ability.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// First tick; none when it is never ready.
    pub from: Option<Tick>,
    /// What it changes.
    pub factors: Factors,
}

/// Factors on what a platform offers; 1 changes nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factors {
    /// On all joining.
    pub appeal: f64,
    /// On joining by invitation.
    pub invite: f64,
    /// On joining by media.
    pub media: f64,
    /// On leaving.
    pub churn: f64,
    /// On stickiness.
    pub stickiness: f64,
}

impl Factors {
    /// Factors that change nothing.
    pub const NEUTRAL: Factors = Factors { appeal: 1.0, invite: 1.0, media: 1.0, churn: 1.0, stickiness: 1.0 };

    fn times(self, other: Factors) -> Factors {
        Factors {
            appeal: self.appeal * other.appeal,
            invite: self.invite * other.invite,
            media: self.media * other.media,
            churn: self.churn * other.churn,
            stickiness: self.stickiness * other.stickiness,
        }
    }
}

impl Platform {
    /// The platform in one world, where an agent stands for `persons_per_agent` persons.
    pub fn new(spec: &PlatformSpec, time: &Time, world: &World, persons_per_agent: f64) -> Platform {
        let launch = spec.launch.map(|date| time.tick(date));
        let effort = Effort::new(&spec.effort, time.start(), |share| share.draw(world));
        let initial = spec.initial_users.draw(world) / persons_per_agent;
        Platform {
            name: spec.name.clone(),
            luck: spec.luck.clone(),
            launch,
            initial_agents: if initial > 0.0 { initial.round().max(1.0) as u32 } else { 0 },
            media: Steps::new(&spec.media, time, world),
            invite: spec.invite.iter().map(|steps| Steps::new(steps, time, world)).collect(),
            kernel: spec.kernel,
            campaigns: spec.seeding.iter().map(|campaign| Campaign::new(campaign, time, world)).collect(),
            churn: spec.churn.draw(world),
            trial_churn: spec.trial_churn.draw(world),
            trial: time.ticks(spec.trial_period.draw(world)),
            stickiness: spec.stickiness.draw(world),
            pull: spec.pull.draw(world),
            switching: Switching {
                multihoming: spec.multihoming.draw(world) as f32,
                loyalty: spec.loyalty.draw(world) as f32,
                returning: spec.returning.draw(world) as f32,
            },
            taste_spread: spec.taste_spread.draw(world),
            features: spec.features.iter().map(|feature| Feature::new(feature, &effort, time, world)).collect(),
            outages: spec.outages.iter().filter_map(|outage| Outage::new(outage, time, world)).collect(),
        }
    }

    /// Whether nobody joins who is active on a rival.
    pub fn is_exclusive(&self) -> bool {
        self.switching.multihoming == 0.0
    }

    /// Whether people can join in a tick.
    pub fn is_open(&self, tick: Tick) -> bool {
        self.launch.is_some_and(|launch| launch <= tick)
    }

    /// The product of the factors of all features released by a tick.
    pub fn factors(&self, tick: Tick) -> Factors {
        self.features
            .iter()
            .filter(|feature| feature.from.is_some_and(|from| from <= tick))
            .fold(Factors::NEUTRAL, |product, feature| product.times(feature.factors))
    }
}

impl Campaign {
    fn new(spec: &CampaignSpec, time: &Time, world: &World) -> Campaign {
        Campaign {
            audience: spec.audience,
            from: spec.from.map_or(0, |date| time.tick(date)),
            until: spec.until.map_or(Tick::MAX, |date| time.tick(date)),
            rate: spec.rate.draw(world),
        }
    }

    /// Joining because of it in a tick [day⁻¹].
    pub fn rate(&self, tick: Tick) -> f64 {
        if (self.from..self.until).contains(&tick) { self.rate } else { 0.0 }
    }
}

impl Feature {
    fn new(spec: &FeatureSpec, effort: &Effort, time: &Time, world: &World) -> Feature {
        let from = match &spec.release {
            Release::On { date } => Some(time.tick(*date)),
            Release::WhenDone { begin, work } => {
                effort::ready(effort, time.day(*begin), work.draw(world), time.ticks_per_day())
            }
        };
        Feature {
            from,
            factors: Factors {
                appeal: spec.appeal.draw(world),
                invite: spec.invite.draw(world),
                media: spec.media.draw(world),
                churn: spec.churn.draw(world),
                stickiness: spec.stickiness.draw(world),
            },
        }
    }
}
