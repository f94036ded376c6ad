//! From contacts, named one after the other, to compact adjacency, without ever holding a list of them.
//!
//! 1. [`Counts`]: each contact is named once, and the ends of each person are counted.
//! 2. [`Rows`]: each is named again, and its ends are put into the rows of both persons.
//! 3. [`Rows::finish`]: each row is sorted, what was named twice is merged, overlaps are drawn, and the rows move together.
//!
//! Four bytes an end and four bytes a person are held, no more. Persons next to each other form parts, which threads can
//! work at side by side: what comes out does not depend on who put which end down first, since rows are sorted.

use std::ops::Range;

use super::layers::{ContactLayers, End, LayerKind};
use super::offsets::Offsets;
use super::overlap::Overlap;
use crate::parallel::side_by_side;

/// Most persons of a part.
pub const LARGEST_PART: usize = 1 << 16;
/// About how many parts the persons of a large layer fall into.
const PARTS: usize = 512;
/// Fewest persons of a part: its rows then take about the nearest megabyte.
const SMALLEST_PART: usize = 1 << 12;

/// Persons of a part where several threads work side by side: a power of two.
pub fn part_width(persons: u32) -> usize {
    (persons as usize / PARTS).next_power_of_two().clamp(SMALLEST_PART, LARGEST_PART)
}

/// Room for so small a part of the ends may stay free: giving it back can take a copy of all ends.
const SLACK: usize = 8;

/// The number of ends of each person, so far.
#[derive(Debug)]
pub struct Counts {
    width: usize,
    ends: Vec<u32>,
}

impl Counts {
    /// No contacts yet. Parts have `width` persons, a power of two.
    pub fn new(persons: u32, width: usize) -> Self {
        debug_assert!(width.is_power_of_two() && width <= LARGEST_PART);
        let mut ends = Vec::with_capacity(persons as usize + 1);
        ends.resize(persons as usize, 0);
        Counts { width, ends }
    }

    /// Counts a contact; a person is no contact of themselves.
    #[inline]
    pub fn contact(&mut self, i: u32, j: u32) {
        if i != j {
            self.ends[i as usize] += 1;
            self.ends[j as usize] += 1;
        }
    }

    /// The counts of the persons of each part.
    pub fn parts(&mut self) -> Vec<&mut [u32]> {
        self.ends.chunks_mut(self.width).collect()
    }

    /// Rows with room for all that was counted.
    pub fn into_rows(self, kinds: Vec<LayerKind>) -> Rows {
        let Counts { width, ends: mut next } = self;
        let mut regions = vec![0];
        let mut total = 0;
        for part in next.chunks_mut(width) {
            let mut within = 0u32;
            for count in part {
                within += std::mem::replace(count, within);
            }
            total += within as usize;
            regions.push(total);
        }
        let stored = LayerKind::stored_among(&kinds);
        Rows { width, next, regions, ends: vec![End(0); total], kinds, stored }
    }
}

/// The ends of each person, unsorted; a person's number stands in the high bits meanwhile, so that a row is sorted as
/// it is.
#[derive(Debug)]
pub struct Rows {
    width: usize,
    /// Where the next end of each person goes within its part.
    next: Vec<u32>,
    /// Where each part begins, and the end of the last.
    regions: Vec<usize>,
    ends: Vec<End>,
    kinds: Vec<LayerKind>,
    stored: u32,
}

/// The rows of a part of the persons.
#[derive(Debug)]
pub struct Part<'r> {
    next: &'r mut [u32],
    ends: &'r mut [End],
}

impl Part<'_> {
    /// Puts down an end of a person, by the person's place in the part.
    #[inline]
    pub fn put(&mut self, person: usize, end: End) {
        let next = &mut self.next[person];
        self.ends[*next as usize] = end;
        *next += 1;
    }

    /// Sorts and merges all rows, and moves them to the beginning of the part; returns the number of ends left.
    fn finish(&mut self, first: u32, stored: u32, overlaps: &[Overlap]) -> usize {
        let (mut old, mut new) = (0, 0);
        for (person, next) in (first..).zip(self.next.iter_mut()) {
            let row = old..*next as usize;
            old = row.end;
            *next = new as u32;
            self.ends[row.clone()].sort_unstable();
            let length = merge(self.ends, row, new, stored);
            for overlap in overlaps {
                add(overlap, person, &mut self.ends[new..new + length], 32 - stored);
            }
            new += length;
        }
        new
    }
}

impl Rows {
    /// Puts down a contact in the stored layer `bit`; the same contacts as were counted, in any order.
    #[inline]
    pub fn contact(&mut self, bit: u32, i: u32, j: u32) {
        if i != j {
            let [to_i, to_j] = ends_of(self.stored, bit, i, j);
            self.put(i, to_i);
            self.put(j, to_j);
        }
    }

    #[inline]
    fn put(&mut self, person: u32, end: End) {
        let next = &mut self.next[person as usize];
        self.ends[self.regions[person as usize / self.width] + *next as usize] = end;
        *next += 1;
    }

    /// The rows of each part.
    pub fn parts(&mut self) -> Vec<Part<'_>> {
        let mut rest = &mut self.ends[..];
        let lengths = self.regions.windows(2).map(|region| region[1] - region[0]);
        let part = |(next, length)| {
            let (ends, behind) = std::mem::take(&mut rest).split_at_mut(length);
            rest = behind;
            Part { next, ends }
        };
        self.next.chunks_mut(self.width).zip(lengths).map(part).collect()
    }

    /// The finished layers, by so many threads; `overlaps` in the order of the layers.
    pub fn finish(mut self, overlaps: &[Overlap], threads: usize) -> ContactLayers {
        let (width, stored) = (self.width, self.stored);
        let lengths =
            side_by_side(&mut self.parts(), threads, |at, part| part.finish((at * width) as u32, stored, overlaps));
        let mut total = 0;
        for (start, length) in self.regions.iter().zip(&lengths) {
            self.ends.copy_within(*start..start + length, total);
            total += length;
        }
        self.ends.truncate(total);
        if self.ends.capacity() - total > total / SLACK {
            self.ends.shrink_to_fit();
        }
        ContactLayers::new(self.kinds, Offsets::from_parts(self.next, width, &lengths), self.ends)
    }
}

/// The two ends of a contact while rows are unsorted: that of i, which leads to j, then that of j.
#[inline]
pub fn ends_of(stored: u32, bit: u32, i: u32, j: u32) -> [End; 2] {
    [End(j << stored | 1 << bit), End(i << stored | 1 << bit)]
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
