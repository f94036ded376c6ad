//! Groups of persons that a campaign can reach: users of QQ, buyers of a phone.

use super::{Steps, Time};
use crate::rng::{Stream, World};
use crate::scenario::AudienceSpec;
use crate::units::{PersonIndex, Tick};

/// A group of persons that may grow: person i belongs to it as soon as its share of all persons exceeds the person's own uniform
/// number, so that whoever belongs stays in while the share grows.
#[derive(Debug, Clone, PartialEq)]
pub struct Audience {
    /// Its name.
    pub name: String,
    share: Steps,
    stream: Stream,
}

impl Audience {
    /// The audience in one world.
    pub fn new(spec: &AudienceSpec, time: &Time, world: &World) -> Audience {
        Audience { name: spec.name.clone(), share: Steps::new(&spec.share, time, world), stream: spec.stream(world) }
    }

    /// Share of all persons who belong to it in a tick.
    pub fn share(&self, tick: Tick) -> f64 {
        self.share.at(tick)
    }

    /// Whether a person belongs to it when its share is this.
    pub fn includes(&self, person: PersonIndex, share: f64) -> bool {
        self.stream.unit(u64::from(person)) < share
    }
}
