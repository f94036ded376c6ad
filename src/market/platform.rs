//! A platform as one run sees it: every uncertain number drawn, every date a tick, every rate per tick.

use super::campaign::agents;
use super::joining::Switching;
use super::{
    Campaigns, Capacity, Closure, Compatible, Concession, Contagion, Course, Invitation, Moment, Moments, Outage,
    Period, Population, Steps, Threshold, Time, effort, invitation,
};
use crate::rng::World;
use crate::scenario::{ChoiceSpec, Effort, FeatureSpec, Placement, PlatformSpec, Release, RuleSpec};
use crate::units::Tick;

/// A platform. Rates are per day [day⁻¹].
#[derive(Debug, Clone, PartialEq)]
pub struct Platform {
    /// Its position in the market.
    pub position: usize,
    /// Its name.
    pub name: String,
    /// Name of its stream of luck.
    pub luck: String,
    /// When it opens.
    pub launch: Moment,
    /// Agents who are users from the launch on.
    pub initial_agents: u32,
    /// Which persons those are.
    pub placement: Placement,
    /// Joining by itself.
    pub media: Steps,
    /// Joining by invitation, for each layer of the market.
    pub invite: Vec<Invitation>,
    /// For how long a user invites again and again after joining \[tick\].
    pub invite_period: Tick,
    /// How the contacts who invite work together.
    pub contagion: Contagion,
    /// How much of a crowd each person needs.
    pub threshold: Threshold,
    /// Whose users count besides its own.
    pub compatible: Compatible,
    /// Campaigns.
    pub campaigns: Campaigns,
    /// Leaving.
    pub churn: f64,
    /// Leaving in addition while on trial.
    pub trial_churn: f64,
    /// Length of the trial \[tick\].
    pub trial: Tick,
    /// How strongly contacts on the platform keep a user.
    pub stickiness: f64,
    /// Contacts on the platform with whom nobody loses interest in it; 0 if that never happens.
    pub quorum: f32,
    /// Leaving for a rival where more of the contacts are.
    pub pull: f64,
    /// How it is joined by those who are elsewhere or were here before.
    pub switching: Switching,
    /// Whether who joins leaves all rivals at the same moment.
    pub replaces: bool,
    /// How often a person thinks again, where persons choose rather than follow invitations.
    pub revision: Option<f64>,
    /// Spread of the persons' taste.
    pub taste_spread: f64,
    /// New abilities, in the order of the file.
    pub features: Vec<Feature>,
    /// Outages by date.
    pub outages: Vec<Outage>,
    /// What its servers carry; anything, if not said.
    pub capacity: Option<Capacity>,
    /// Times in which it is closed.
    pub closures: Vec<Closure>,
    /// When its owner gives it up, if ever.
    pub concession: Option<Concession>,
}

/// A new ability.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// When it comes.
    pub from: Moment,
    /// Whether it is worked on until then, so that it never comes when its owner concedes before.
    pub is_work: bool,
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
    /// On what a user asks of the servers.
    pub load: f64,
}

impl Factors {
    /// Factors that change nothing.
    pub const NEUTRAL: Factors =
        Factors { appeal: 1.0, invite: 1.0, media: 1.0, churn: 1.0, stickiness: 1.0, load: 1.0 };

    fn times(self, other: Factors) -> Factors {
        Factors {
            appeal: self.appeal * other.appeal,
            invite: self.invite * other.invite,
            media: self.media * other.media,
            churn: self.churn * other.churn,
            stickiness: self.stickiness * other.stickiness,
            load: self.load * other.load,
        }
    }
}

impl Platform {
    /// The platform in one world and among its persons.
    pub fn new(
        (position, spec): (usize, &PlatformSpec),
        moments: &mut Moments,
        time: &Time,
        world: &World,
        population: &Population,
    ) -> Platform {
        let launch = moments.add(&spec.launch, time, world);
        let choice = time.scenario.choice.as_ref();
        let one_at_a_time = |choice: &ChoiceSpec| matches!(choice.rule, RuleSpec::Logit { .. });
        let effort = Effort::new(&spec.effort, time.start(), |share| share.draw(world));
        Platform {
            position,
            name: spec.name.clone(),
            luck: spec.luck.clone(),
            launch,
            initial_agents: agents(spec.initial_users.draw(world), population.persons_per_agent),
            placement: spec.placement,
            media: Steps::new(&spec.media, time, world),
            invite: (0..spec.invite.len()).map(|layer| Invitation::new(spec, layer, time, world)).collect(),
            invite_period: invitation::period(spec, time, world),
            contagion: Contagion::new(spec, world),
            threshold: Threshold::new(spec, population.agents, world),
            compatible: Compatible::new(&spec.compatible, world),
            campaigns: Campaigns::new(spec, moments, time, world, population.persons_per_agent),
            churn: spec.churn.draw(world),
            trial_churn: spec.trial_churn.draw(world),
            trial: time.ticks(spec.trial_period.draw(world)),
            stickiness: spec.stickiness.draw(world),
            quorum: spec.quorum.draw(world) as f32,
            pull: spec.pull.draw(world),
            switching: Switching {
                multihoming: spec.multihoming.draw(world) as f32,
                loyalty: spec.loyalty.draw(world) as f32,
                returning: spec.returning.draw(world) as f32,
            },
            replaces: spec.replaces || choice.is_some_and(one_at_a_time),
            revision: choice.map(|choice| choice.revision.draw(world)),
            taste_spread: spec.taste_spread.draw(world),
            features: spec
                .features
                .iter()
                .map(|feature| Feature::new(feature, &effort, moments, time, world))
                .collect(),
            outages: spec.outages.iter().filter_map(|outage| Outage::new(outage, time, world)).collect(),
            capacity: spec
                .capacity
                .as_ref()
                .map(|capacity| Capacity::new(capacity, time, world, population.persons_per_agent)),
            closures: spec.closures.iter().map(|closure| Closure::new(closure, moments, time, world)).collect(),
            concession: spec.concede.as_ref().map(|concede| Concession::new(concede, moments, time, world)),
        }
    }

    /// The layers that it sees in a tick, a bit each: those over which it invites, or would; where persons choose, all as long as it would
    /// over none.
    pub fn sees(&self, tick: Tick) -> u32 {
        let layers = self.invite.iter().enumerate();
        let seen = layers.fold(0, |seen, (layer, one)| seen | u32::from(one.strength(tick) > 0.0) << layer);
        if seen == 0 && self.revision.is_some() { (1 << self.invite.len()) - 1 } else { seen }
    }

    /// Whether users ever leave by themselves: by a rate, because of outages, or for a rival.
    pub fn may_be_left(&self) -> bool {
        let rates = [self.churn, self.trial_churn, self.pull];
        rates.iter().any(|&rate| rate > 0.0) || !self.outages.is_empty() || self.capacity.is_some()
    }

    /// Whether nobody joins who is active on a rival.
    pub fn is_exclusive(&self) -> bool {
        self.switching.multihoming == 0.0
    }

    /// Whether people can join in a tick.
    pub fn is_open(&self, course: &Course, tick: Tick) -> bool {
        course.has_come(self.launch, tick) && !self.closures.iter().any(|closure| closure.holds(course, tick))
    }

    /// Whether it closes in this tick: its users lapse.
    pub fn closes(&self, course: &Course, tick: Tick) -> bool {
        tick > 0 && self.is_open(course, tick - 1) && !self.is_open(course, tick)
    }

    /// The owner's concession, if it has come by a tick.
    pub fn conceded(&self, course: &Course, tick: Tick) -> Option<&Concession> {
        self.concession.as_ref().filter(|concession| course.has_come(concession.when, tick))
    }

    /// Whether a campaign can win people in a tick: it has begun and is not over, the platform is open, and its owner has not given it up.
    pub fn runs(&self, period: &Period, course: &Course, tick: Tick) -> bool {
        period.holds(course, tick) && self.is_open(course, tick) && self.conceded(course, tick).is_none()
    }

    /// The product of the factors of all features released by a tick.
    pub fn factors(&self, course: &Course, tick: Tick) -> Factors {
        self.features
            .iter()
            .filter(|feature| self.is_released(feature, course, tick))
            .fold(Factors::NEUTRAL, |product, feature| product.times(feature.factors))
    }

    fn is_released(&self, feature: &Feature, course: &Course, tick: Tick) -> bool {
        let Some(from) = course.tick_of(feature.from).filter(|from| *from <= tick) else { return false };
        !feature.is_work || self.conceded(course, from).is_none()
    }
}

impl Feature {
    fn new(spec: &FeatureSpec, effort: &Effort, moments: &mut Moments, time: &Time, world: &World) -> Feature {
        let from = match &spec.release {
            Release::On { date } => moments.add(date, time, world),
            Release::WhenDone { begin, work } => {
                let ready = effort::ready(effort, time.day(*begin), work.draw(world), time.ticks_per_day());
                moments.add_tick(ready)
            }
        };
        Feature {
            from,
            is_work: matches!(spec.release, Release::WhenDone { .. }),
            factors: Factors {
                appeal: spec.appeal.draw(world),
                invite: spec.invite.draw(world),
                media: spec.media.draw(world),
                churn: spec.churn.draw(world),
                stickiness: spec.stickiness.draw(world),
                load: spec.load.draw(world),
            },
        }
    }
}
