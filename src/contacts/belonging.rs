//! Who ever belongs to an audience.

use crate::rng::{Stream, World};
use crate::scenario::{AudienceSpec, Members, PersonSet};

/// An audience at its largest.
#[derive(Debug, Clone)]
pub enum Belonging {
    /// Person i belongs if this share exceeds the person's own uniform number.
    Lot {
        /// The largest share over time.
        share: f64,
        /// The persons' own numbers.
        stream: Stream,
    },
    /// These persons belong.
    Listed {
        /// Their share of all.
        share: f64,
        /// Who they are.
        persons: PersonSet,
    },
}

impl Belonging {
    /// The audience among so many persons in one world.
    pub fn new(audience: &AudienceSpec, persons: u32, world: &World) -> Self {
        match &audience.members {
            Members::Share { share } => {
                let shares = share.iter().map(|dated| dated.value.draw(world));
                Belonging::Lot { share: shares.fold(0.0, f64::max), stream: audience.stream(world) }
            }
            Members::Path { path } => {
                let shares = path.iter().map(|point| point.share.draw(world));
                Belonging::Lot { share: shares.fold(0.0, f64::max), stream: audience.stream(world) }
            }
            Members::Listed { persons: listed, .. } => {
                let share = f64::from(listed.count()) / f64::from(persons.max(1));
                Belonging::Listed { share, persons: listed.clone() }
            }
        }
    }

    /// Share of all persons who ever belong.
    pub fn share(&self) -> f64 {
        match self {
            Belonging::Lot { share, .. } | Belonging::Listed { share, .. } => *share,
        }
    }

    /// Whether a person ever belongs.
    #[inline]
    pub fn includes(&self, person: u32) -> bool {
        match self {
            Belonging::Lot { share, stream } => stream.unit(u64::from(person)) < *share,
            Belonging::Listed { persons, .. } => persons.contains(person),
        }
    }
}
