//! From contacts, named one after the other, to compact adjacency, without ever holding a list of them.
//!
//! 1. [`Counts`]: each contact is named once, and the ends of each person are counted.
//! 2. [`Rows`]: each is named again, and its ends are put into the rows of both persons.
//! 3. [`Rows::finish`]: each row is sorted, what was named twice is merged, overlaps are drawn, and the rows move together.
//!
//! Four bytes an end and four bytes a person are held, no more.

use std::ops::Range;

use super::layers::{ContactLayers, End, LayerKind};
use super::offsets::Offsets;
use super::overlap::Overlap;

/// The number of ends of each person, so far.
#[derive(Debug)]
pub struct Counts(Vec<u32>);

impl Counts {
    /// No contacts yet.
    pub fn new(persons: u32) -> Self {
        Counts(vec![0; persons as usize + 1])
    }

    /// Counts a contact; a person is no contact of themselves.
    #[inline]
    pub fn contact(&mut self, i: u32, j: u32) {
        if i != j {
            self.0[i as usize] += 1;
            self.0[j as usize] += 1;
        }
    }

    /// Rows with room for all that was counted.
    pub fn into_rows(self, kinds: Vec<LayerKind>) -> Rows {
        let offsets = Offsets::from_counts(self.0);
        let ends = vec![End(0); offsets.total()];
        let stored = LayerKind::stored_among(&kinds);
        Rows { offsets, ends, kinds, stored }
    }
}

/// The ends of each person, unsorted; a person's number stands in the high bits meanwhile, so that a row is sorted as
/// it is.
#[derive(Debug)]
pub struct Rows {
    offsets: Offsets,
    ends: Vec<End>,
    kinds: Vec<LayerKind>,
    stored: u32,
}

impl Rows {
    /// Puts down a contact in the stored layer `bit`; the same contacts as were counted, in any order.
    #[inline]
    pub fn contact(&mut self, bit: u32, i: u32, j: u32) {
        if i != j {
            let (at_i, at_j) = (self.offsets.take(i), self.offsets.take(j));
            self.ends[at_i] = End(j << self.stored | 1 << bit);
            self.ends[at_j] = End(i << self.stored | 1 << bit);
        }
    }

    /// The finished layers; `overlaps` in the order of the layers.
    pub fn finish(mut self, overlaps: &[Overlap]) -> ContactLayers {
        let (ends, stored) = (&mut self.ends, self.stored);
        let mut person = 0;
        self.offsets.compact(|row, start| {
            ends[row.clone()].sort_unstable();
            let length = merge(ends, row, start, stored);
            for overlap in overlaps {
                add(overlap, person, &mut ends[start..start + length], 32 - stored);
            }
            person += 1;
            length
        });
        self.ends.truncate(self.offsets.total());
        self.ends.shrink_to_fit();
        ContactLayers::new(self.kinds, self.offsets, self.ends)
    }
}

/// Moves a sorted row to its new start, ends of the same person merged and layers moved into the high bits; returns the
/// number of ends left.
fn merge(ends: &mut [End], row: Range<usize>, start: usize, stored: u32) -> usize {
    let mut next = start;
    let mut last = u32::MAX; // beyond all persons
    for at in row {
        let end = ends[at].0;
        let other = end >> stored;
        if other == last {
            ends[next - 1].0 |= end.rotate_right(stored);
        } else {
            ends[next] = End(end.rotate_right(stored));
            next += 1;
            last = other;
        }
    }
    next - start
}

/// Adds the layer of an overlap to the row of a person. Without branches, which could not be predicted.
fn add(overlap: &Overlap, person: u32, row: &mut [End], person_bits: u32) {
    let others = (1 << person_bits) - 1;
    for end in row {
        let joins = u32::from(overlap.joins(person, end.0 & others));
        end.0 |= (end.0 >> (person_bits + overlap.with) & joins) << (person_bits + overlap.bit);
    }
}
