//! Stubs: the ends of contacts before it is known where they lead, numbered person by person.

use std::ops::Range;

use super::offsets::Offsets;

/// Who holds which stubs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stubs {
    /// The same number each; nothing is stored.
    Even {
        /// Number of persons.
        persons: u32,
        /// Stubs of each.
        degree: u32,
    },
    /// Any number each; four bytes a person and a stub.
    Uneven {
        /// Where the stubs of each person begin.
        offsets: Offsets,
        /// The person of each stub.
        owners: Vec<u32>,
    },
}

impl Stubs {
    /// As many stubs for each person as `degrees` says.
    pub fn of_degrees(degrees: &[u32]) -> Self {
        let owners = (0..).zip(degrees).flat_map(|(person, &degree)| std::iter::repeat_n(person, degree as usize));
        let owners = owners.collect();
        Stubs::Uneven { offsets: Offsets::from_counts(degrees.to_vec()), owners }
    }

    /// Number of persons.
    pub fn persons(&self) -> u32 {
        match self {
            Stubs::Even { persons, .. } => *persons,
            Stubs::Uneven { offsets, .. } => offsets.persons(),
        }
    }

    /// Number of all stubs.
    pub fn total(&self) -> u64 {
        match self {
            Stubs::Even { persons, degree } => u64::from(*persons) * u64::from(*degree),
            Stubs::Uneven { owners, .. } => owners.len() as u64,
        }
    }

    /// The person who holds a stub.
    #[inline]
    pub fn person(&self, stub: u64) -> u32 {
        match self {
            Stubs::Even { degree, .. } => (stub / u64::from(*degree)) as u32,
            Stubs::Uneven { owners, .. } => owners[stub as usize],
        }
    }

    /// The stubs of a person.
    #[inline]
    pub fn of(&self, person: u32) -> Range<u64> {
        match self {
            Stubs::Even { degree, .. } => {
                let first = u64::from(person) * u64::from(*degree);
                first..first + u64::from(*degree)
            }
            Stubs::Uneven { offsets, .. } => {
                let row = offsets.row(person);
                row.start as u64..row.end as u64
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_of_stubs_are_numbered_alike_whether_stored_or_not() {
        let (even, uneven) = (Stubs::Even { persons: 7, degree: 3 }, Stubs::of_degrees(&[3; 7]));
        assert_eq!((even.persons(), even.total()), (uneven.persons(), uneven.total()));
        assert!((0..7).all(|person| even.of(person) == uneven.of(person)));
        assert!((0..21).all(|stub| even.person(stub) == uneven.person(stub)));
    }

    #[test]
    fn each_person_holds_the_stubs_asked_for() {
        let stubs = Stubs::of_degrees(&[2, 0, 1]);
        assert_eq!([0, 1, 2].map(|person| stubs.of(person)), [0..2, 2..2, 2..3]);
        assert_eq!([0, 1, 2].map(|stub| stubs.person(stub)), [0, 0, 2]);
    }
}
