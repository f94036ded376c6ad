//! Groups of persons that a campaign can reach: users of QQ, buyers of a phone.

use super::{Steps, Time};
use crate::rng::{Stream, World};
use crate::scenario::{AudienceSpec, Members, PersonSet};
use crate::units::{PersonIndex, Tick};

/// A group of persons: by lot, and then it may grow, or those whom an attribute names.
#[derive(Debug, Clone, PartialEq)]
pub struct Audience {
    /// Its name.
    pub name: String,
    belonging: Belonging,
}

/// Who belongs.
#[derive(Debug, Clone, PartialEq)]
enum Belonging {
    /// Person i belongs as soon as the share of all persons exceeds the person's own uniform number, so that whoever belongs
    /// stays in while the share grows.
    Lot { share: Steps, stream: Stream },
    /// These persons, at all times; their share of all is told.
    Listed { persons: PersonSet, share: f64 },
}

impl Audience {
    /// The audience in one world of `agents` persons.
    pub fn new(spec: &AudienceSpec, agents: u32, time: &Time, world: &World) -> Audience {
        let belonging = match &spec.members {
            Members::Share { share } => {
                Belonging::Lot { share: Steps::new(share, time, world), stream: spec.stream(world) }
            }
            Members::Listed { persons, .. } => {
                let share = f64::from(persons.count()) / f64::from(agents.max(1));
                Belonging::Listed { persons: persons.clone(), share }
            }
        };
        Audience { name: spec.name.clone(), belonging }
    }

    /// Share of all persons who belong to it in a tick.
    pub fn share(&self, tick: Tick) -> f64 {
        match &self.belonging {
            Belonging::Lot { share, .. } => share.at(tick),
            Belonging::Listed { share, .. } => *share,
        }
    }

    /// Whether a person belongs to it when its share is this.
    #[inline]
    pub fn includes(&self, person: PersonIndex, share: f64) -> bool {
        match &self.belonging {
            Belonging::Lot { stream, .. } => stream.unit(u64::from(person)) < share,
            Belonging::Listed { persons, .. } => persons.contains(person),
        }
    }
}
