//! The campaigns of a platform, by what they do.

use super::{Bundle, Course, Drive, Moment, Moments, Time};
use crate::rng::World;
use crate::scenario::{CampaignKind, CampaignSpec, PlatformSpec};
use crate::units::Tick;

/// When a campaign runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Period {
    /// When it begins; with the launch if not given.
    pub from: Option<Moment>,
    /// When it is over; never if not given.
    pub until: Option<Moment>,
}

impl Period {
    fn new(spec: &CampaignSpec, moments: &mut Moments, time: &Time, world: &World) -> Period {
        Period {
            from: spec.from.as_ref().map(|when| moments.add(when, time, world)),
            until: spec.until.as_ref().map(|when| moments.add(when, time, world)),
        }
    }

    /// Whether it has begun and is not over.
    pub fn holds(&self, course: &Course, tick: Tick) -> bool {
        let has_begun = self.from.is_none_or(|from| course.has_come(from, tick));
        has_begun && !self.until.is_some_and(|until| course.has_come(until, tick))
    }

    /// The tick in which it is over, if that is known by now.
    pub fn end(&self, course: &Course) -> Option<Tick> {
        self.until.and_then(|until| course.tick_of(until))
    }
}

/// A campaign that is held out to all members of an audience.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Push {
    /// When it runs.
    pub period: Period,
    /// Position of the audience in the market.
    pub audience: usize,
    /// Joining because of it [day⁻¹].
    pub rate: f64,
}

impl Push {
    /// Joining because of it in a tick [day⁻¹].
    pub fn rate(&self, course: &Course, tick: Tick) -> f64 {
        if self.period.holds(course, tick) { self.rate } else { 0.0 }
    }
}

/// The campaigns of a platform, each kind in the order of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Campaigns {
    /// Those held out to all members of an audience.
    pub pushes: Vec<Push>,
    /// Those that turn to chosen persons.
    pub drives: Vec<Drive>,
    /// Those that give the app to new members of an audience.
    pub bundles: Vec<Bundle>,
}

impl Campaigns {
    /// The campaigns in one world, where an agent stands for `persons_per_agent` persons.
    pub fn new(
        spec: &PlatformSpec,
        moments: &mut Moments,
        time: &Time,
        world: &World,
        persons_per_agent: f64,
    ) -> Campaigns {
        let mut campaigns = Campaigns::default();
        for (number, campaign) in spec.seeding.iter().enumerate() {
            let period = Period::new(campaign, moments, time, world);
            let luck = format!("{} {}", spec.luck, campaign.name.clone().unwrap_or_else(|| number.to_string()));
            match &campaign.kind {
                CampaignKind::Push { audience, rate } => {
                    campaigns.pushes.push(Push { period, audience: *audience, rate: rate.draw(world) });
                }
                CampaignKind::Bundle { audience, install } => {
                    campaigns.bundles.push(Bundle::new(period, *audience, install.draw(world), &luck, world));
                }
                CampaignKind::Drive { target, audience, budget, accept } => {
                    let budget = agents(budget.draw(world), persons_per_agent);
                    let whom = (period, *audience);
                    campaigns.drives.push(Drive::new(whom, *target, (budget, accept.draw(world)), &luck, world));
                }
            }
        }
        campaigns
    }
}

/// So many persons as agents: rounded, at least one unless there is nobody.
pub fn agents(persons: f64, persons_per_agent: f64) -> u32 {
    let agents = persons / persons_per_agent;
    if agents > 0.0 { agents.round().max(1.0) as u32 } else { 0 }
}
