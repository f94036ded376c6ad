//! What a platform offers in one tick: the calendar of launches, campaigns, features and outages, as hazards.
//!
//! A hazard is a rate times the length of the tick, h = λΔ (no unit). All hazards of joining stand behind the same gate:
//!
//! gate(t) = 1{open} · appeal(t) · reputation(t) · (1 − downtime(t))
//!
//! An invitation that each contact gets once has a hazard of its own, −ln(1 − T), whatever the length of the tick. Where persons
//! [choose](super::Choice), nobody invites, and nobody is pulled.

use arrayvec::ArrayVec;

use super::{Course, MAX_AUDIENCES, MAX_LAYERS, MAX_PLATFORMS, Platform};
use crate::units::Tick;

/// What all platforms offer, in place.
pub type Offers = ArrayVec<Offer, MAX_PLATFORMS>;

/// Hazards that a platform holds out to everybody in one tick, before anything about a person is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offer {
    /// Whether people can join.
    pub open: bool,
    /// Part of the tick in which the servers are down, 0 to 1.
    pub down: f64,
    /// What is left of the reputation, 0 to 1.
    pub reputation: f64,
    /// Joining by media.
    pub media: f64,
    /// Joining by campaigns, for each audience of the market.
    pub seeding: [f64; MAX_AUDIENCES],
    /// Joining by invitation for each layer, per unit of the kernel.
    pub invite: [f64; MAX_LAYERS],
    /// Layers that the platform sees, a bit each.
    pub sees: u32,
    /// Leaving, before stickiness.
    pub churn: f64,
    /// Leaving in addition while on trial, before stickiness.
    pub trial_churn: f64,
    /// Leaving because of outages.
    pub outage: f64,
    /// Leaving for a rival, at a difference of 1 in the shares.
    pub pull: f64,
    /// Stickiness, the exponent's strength.
    pub stickiness: f64,
    /// Joining by choice, of all who would.
    pub choice: f64,
    /// Leaving by choice, of all who would.
    pub second_thoughts: f64,
}

impl Offer {
    /// The offer of a platform in a tick of length `tick_days` \[day\], as the course of the run stands; for ticks ahead, what it
    /// will offer if nothing happens until then that the course does not know of.
    pub fn new(platform: &Platform, course: &Course, tick: Tick, tick_days: f64) -> Offer {
        let factors = platform.factors(course, tick);
        let conceded = platform.conceded(course, tick);
        let mut up: f64 = platform.outages.iter().map(|outage| 1.0 - outage.downtime(tick)).product();
        let mut reputation: f64 = platform.outages.iter().map(|outage| outage.reputation(tick)).product();
        let mut outage: f64 = platform.outages.iter().map(|outage| outage.leaving(tick)).sum();
        if let Some(capacity) = &platform.capacity {
            let servers = course.servers(platform.position);
            up *= 1.0 - servers.down();
            reputation *= servers.reputation(capacity, tick);
            outage += servers.leaving(capacity, tick_days);
        }
        let open = platform.is_open(course, tick);
        let open_gate = if open { factors.appeal * reputation * up } else { 0.0 };
        let gate = open_gate * tick_days;
        let mut seeding = [0.0; MAX_AUDIENCES];
        for push in platform.campaigns.pushes.iter().filter(|_| conceded.is_none()) {
            seeding[push.audience] += gate * push.rate(course, tick);
        }
        let mut invite = [0.0; MAX_LAYERS];
        for (layer, invitation) in platform.invite.iter().enumerate().filter(|_| platform.revision.is_none()) {
            let gate = if invitation.once { open_gate } else { gate };
            invite[layer] = gate * factors.invite * invitation.strength(tick);
        }
        let pull = if platform.revision.is_none() { platform.pull } else { 0.0 };
        Offer {
            open,
            down: 1.0 - up,
            reputation,
            media: gate * factors.media * platform.media.at(tick) * conceded.map_or(1.0, |concession| concession.media),
            seeding,
            invite,
            sees: platform.sees(tick),
            churn: factors.churn * platform.churn * tick_days,
            trial_churn: factors.churn * platform.trial_churn * tick_days,
            outage,
            pull: pull * tick_days,
            stickiness: factors.stickiness * platform.stickiness,
            choice: gate * platform.revision.unwrap_or(0.0),
            second_thoughts: tick_days * platform.revision.unwrap_or(0.0),
        }
    }
}
