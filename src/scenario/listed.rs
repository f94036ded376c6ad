//! Who belongs to an audience, and what attributes of the persons decide: that, and who can join from when.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::quantity::Quantity;
use super::spec::Dated;
use crate::units::{PersonIndex, Probability};

/// Who belongs to an audience.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Members {
    /// A share of all persons, by lot.
    Share {
        /// The share over time: each entry holds from its date on; before the first, nobody belongs. Who belongs stays in.
        share: Vec<Dated<Quantity<Probability>>>,
    },
    /// A share of all persons, by lot, that grows (or falls) along dated points.
    Path {
        /// The points, by date: linear between them, constant before the first and after the last. Not empty.
        path: Vec<PathPoint>,
    },
    /// The persons whom an attribute names.
    Listed {
        /// Its name.
        attribute: String,
        /// These persons.
        #[serde(skip)]
        persons: PersonSet,
    },
}

impl Members {
    /// Nobody.
    pub fn none() -> Members {
        Members::Share { share: Vec::new() }
    }
}

/// The share of all persons who belong to an audience on one date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PathPoint {
    /// The date.
    pub date: Date,
    /// The share of the final potential.
    pub share: Quantity<Probability>,
}

/// Some of all persons: a bit each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonSet(Arc<[u64]>);

impl PersonSet {
    /// The persons whose flags are set.
    pub fn new(flags: &[bool]) -> PersonSet {
        let word = |flags: &[bool]| flags.iter().rev().fold(0, |word, flag| word << 1 | u64::from(*flag));
        PersonSet(flags.chunks(64).map(word).collect())
    }

    /// Whether a person is among them; nobody beyond the flags is.
    #[inline]
    pub fn contains(&self, person: PersonIndex) -> bool {
        self.0.get(person as usize / 64).is_some_and(|word| word >> (person % 64) & 1 == 1)
    }

    /// Number of them.
    pub fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }
}

/// From which day each person can join, as an attribute tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JoinDays {
    /// Its name.
    pub attribute: String,
    /// The day of each person since the start, or [`JoinDays::NEVER`].
    #[serde(skip)]
    pub days: Arc<[u32]>,
}

impl JoinDays {
    /// The day of persons who never can join.
    pub const NEVER: u32 = u32::MAX;

    /// The day of a person since the start; none for who never can join, and for persons beyond the attribute.
    pub fn day(&self, person: PersonIndex) -> Option<u32> {
        self.days.get(person as usize).copied().filter(|day| *day != JoinDays::NEVER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_persons_are_those_with_a_flag() {
        let flags: Vec<bool> = (0..130).map(|person| person % 3 == 0).collect();
        let persons = PersonSet::new(&flags);
        assert!((0..130).all(|person| persons.contains(person) == flags[person as usize]));
        assert_eq!((persons.count(), persons.contains(132), persons.contains(1_000_000)), (44, false, false));
    }
}
