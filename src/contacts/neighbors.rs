//! The contacts of a graph that must be held as a whole before the rows are filled: four bytes an end and a person.

use std::ops::Range;

use super::offsets::Offsets;
use super::pairing::Pairing;

/// Each person's contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbors {
    offsets: Offsets,
    others: Vec<u32>,
}

impl Neighbors {
    /// The persons that a pairing joins.
    pub fn of_pairing(pairing: &Pairing) -> Self {
        let stubs = pairing.stubs();
        let counts = (0..stubs.persons()).map(|person| stubs.of(person).count() as u32).collect();
        let others = (0..stubs.persons()).flat_map(|person| pairing.of(person)).collect();
        Neighbors { offsets: Offsets::from_counts(counts), others }
    }

    /// Names each contact of some persons with a person of higher number.
    pub fn emit(&self, persons: Range<u32>, contact: &mut impl FnMut(u32, u32)) {
        for i in persons {
            self.others[self.offsets.row(i)].iter().filter(|&&j| i < j).for_each(|&j| contact(i, j));
        }
    }
}
