//! Rows of persons, made part by part: what belongs to the persons of a part is gathered first (`Parted`), and a part with its
//! rows is small enough to stay near the processor.

use std::num::NonZeroUsize;
use std::ops::Range;

use crate::parallel::{Parted, in_order, side_by_side};

/// Things of a part on average.
const PART: usize = 1 << 16;

/// Persons in parts of equal width, a power of two.
#[derive(Debug, Clone, Copy)]
pub(super) struct Division {
    persons: u32,
    shift: u32,
}

impl Division {
    /// Parts of some persons who have so many things together.
    pub fn new(persons: u32, things: usize) -> Division {
        let width = (PART * persons as usize).div_ceil(things.max(1)).next_power_of_two();
        Division { persons, shift: width.ilog2().min(31) }
    }

    /// Number of parts.
    pub fn number(self) -> usize {
        (self.persons as usize).div_ceil(1 << self.shift)
    }

    /// The part of a person.
    #[inline]
    pub fn part(self, person: u32) -> usize {
        (person >> self.shift) as usize
    }

    /// The persons of a part.
    pub fn persons(self, part: usize) -> Range<u32> {
        let first = (part << self.shift) as u32;
        first..self.persons.min(first.saturating_add(1 << self.shift))
    }

    /// Some persons and their things, by part.
    pub fn parted<T: Copy + Default>(self, things: &[(u32, T)]) -> Parted<(u32, T)> {
        Parted::new(self.number(), || things.iter().map(|thing| (self.part(thing.0), *thing)))
    }

    /// The rows of the persons of a part: everybody's things in the order in which they came.
    pub fn rows<T: Copy + Default>(self, part: usize, blocks: &[Parted<(u32, T)>]) -> Rows<T> {
        let persons = self.persons(part);
        let things = || blocks.iter().flat_map(|block| block.part(part));
        let (starts, things) =
            Parted::new(persons.len(), || things().map(|&(person, thing)| ((person - persons.start) as usize, thing)))
                .into_rows();
        Rows { starts, things }
    }
}

/// Rows of persons, one after the other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rows<T> {
    /// Where the row of each person begins; one entry more than there are persons.
    pub starts: Vec<u32>,
    pub things: Vec<T>,
}

impl<T: Copy + Default + Send + Sync> Rows<T> {
    /// The rows of persons whose things are named block by block, each row finished by `finish`.
    pub fn new(
        division: Division,
        threads: NonZeroUsize,
        blocks: usize,
        things: impl Fn(usize) -> Vec<(u32, T)> + Sync,
        finish: impl Fn(&mut [T]) + Sync,
    ) -> Rows<T> {
        let blocks = in_order(threads, blocks, |block| division.parted(&things(block)));
        let length = |part| blocks.iter().map(|block| block.part(part).len()).sum::<usize>();
        let lengths: Vec<usize> = (0..division.number()).map(length).collect();
        let mut all = vec![T::default(); lengths.iter().sum()];
        let mut rest = &mut all[..];
        let mut places: Vec<&mut [T]> = Vec::with_capacity(lengths.len());
        for length in &lengths {
            let (place, behind) = std::mem::take(&mut rest).split_at_mut(*length);
            places.push(place);
            rest = behind;
        }
        let starts = side_by_side(&mut places, threads.get(), |part, place| {
            let Rows { starts, mut things } = division.rows(part, &blocks);
            for row in starts.windows(2) {
                finish(&mut things[row[0] as usize..row[1] as usize]);
            }
            place.copy_from_slice(&things);
            starts
        });
        Rows { starts: joined_starts(&starts), things: all }
    }
}

/// Where the rows of all parts begin, from where they begin in each.
pub(super) fn joined_starts(parts: &[Vec<u32>]) -> Vec<u32> {
    let mut starts = vec![0];
    for part in parts {
        let before = starts[starts.len() - 1];
        starts.extend(part[1..].iter().map(|start| before + start));
    }
    starts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Against a stable sort; 70,000 times as many things as are drawn, so that there are several parts.
        #[test]
        fn rows_hold_the_things_of_their_persons(
            drawn in prop::collection::vec((0..40u32, 0..100u32), 0..50), threads in 1..4usize,
        ) {
            let division = Division::new(40, 70_000 * drawn.len());
            let blocks: Vec<&[(u32, u32)]> = drawn.chunks(7).collect();
            let threads = NonZeroUsize::new(threads).expect("not 0");
            let rows = Rows::new(division, threads, blocks.len(), |block| blocks[block].to_vec(), <[_]>::reverse);
            for person in 0..40 {
                let mut expected: Vec<u32> = drawn.iter().filter(|(i, _)| *i == person).map(|(_, thing)| *thing).collect();
                expected.reverse();
                let row = rows.starts[person as usize] as usize..rows.starts[person as usize + 1] as usize;
                prop_assert_eq!(&rows.things[row], &expected[..]);
            }
            prop_assert!(drawn.len() < 2 || division.number() > 1);
        }
    }

    #[test]
    fn everybody_is_in_one_part() {
        for (persons, things) in [(0, 0), (1, 0), (10, 0), (1000, 10_000_000), (u32::MAX, 5), (70_000, 1)] {
            let division = Division::new(persons, things);
            let mut next = 0;
            for part in 0..division.number() {
                let range = division.persons(part);
                assert!(range.start == next && !range.is_empty(), "part {part} of {persons}");
                assert_eq!((division.part(range.start), division.part(range.end - 1)), (part, part));
                next = range.end;
            }
            assert_eq!(next, persons);
        }
    }
}
