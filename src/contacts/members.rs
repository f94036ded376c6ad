//! The persons who have contacts in a layer: everybody, or the members of an audience.
//!
//! A layer of members is made among them alone, in their order, as if nobody else were there: neighbors stay neighbors, and
//! the numbers of contacts that a scenario asks for are those of a member.

use super::belonging::Belonging;
use crate::rng::World;
use crate::scenario::LayerSpec;

/// The persons of a layer, in order.
#[derive(Debug, Clone)]
pub enum Members {
    /// So many, all of them.
    Everybody(u32),
    /// These.
    Some(Vec<u32>),
}

impl Members {
    /// The persons of a layer among all.
    pub fn new(layer: &LayerSpec, persons: u32, world: &World) -> Self {
        match &layer.members {
            None => Members::Everybody(persons),
            Some(audience) => {
                let belonging = Belonging::new(audience, persons, world);
                Members::Some((0..persons).filter(|&person| belonging.includes(person)).collect())
            }
        }
    }

    /// Number of persons.
    pub fn number(&self) -> u32 {
        match self {
            Members::Everybody(persons) => *persons,
            Members::Some(list) => list.len() as u32,
        }
    }

    /// The person in a place.
    #[inline]
    pub fn person(&self, place: u32) -> u32 {
        match self {
            Members::Everybody(_) => place,
            Members::Some(list) => list[place as usize],
        }
    }
}
