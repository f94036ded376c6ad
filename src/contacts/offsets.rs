//! Where the ends of each person begin: four bytes a person, for any number of ends.
//!
//! start(i) = bases[i / 2¹⁶] + within[i]. The bases (eight bytes for 65,536 persons) stay in the nearest cache, so this
//! is as fast as 4-byte offsets and as wide as 8-byte ones. The ends of 65,536 persons in a row must number less than
//! 2³².

use std::ops::Range;

use super::prefetch::prefetch;

const BASE_BITS: usize = 16;

/// Start of each person's ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offsets {
    bases: Vec<u64>,
    /// One entry more than there are persons.
    within: Vec<u32>,
}

impl Offsets {
    /// Offsets from the starts of the rows within parts of `width` persons (a power of two, at most 65,536), and the number
    /// of ends in each part, which lie one after the other.
    pub fn from_parts(mut starts: Vec<u32>, width: usize, lengths: &[usize]) -> Self {
        debug_assert!(width.is_power_of_two() && width <= 1 << BASE_BITS);
        let mut bases = Vec::with_capacity((starts.len() >> BASE_BITS) + 1);
        let mut total = 0u64;
        for (at, (part, length)) in starts.chunks_mut(width).zip(lengths).enumerate() {
            if (at * width).is_multiple_of(1 << BASE_BITS) {
                bases.push(total);
            }
            let before = (total - bases[(at * width) >> BASE_BITS]) as u32;
            for start in part {
                *start += before;
            }
            total += *length as u64;
        }
        if starts.len().is_multiple_of(1 << BASE_BITS) {
            bases.push(total);
        }
        starts.push((total - bases[starts.len() >> BASE_BITS]) as u32);
        Offsets { bases, within: starts }
    }

    /// Offsets from the number of ends of each person.
    pub fn from_counts(mut counts: Vec<u32>) -> Self {
        let mut lengths = Vec::new();
        for part in counts.chunks_mut(1 << BASE_BITS) {
            let mut within = 0u32;
            for count in part {
                within += std::mem::replace(count, within);
            }
            lengths.push(within as usize);
        }
        Offsets::from_parts(counts, 1 << BASE_BITS, &lengths)
    }

    /// Number of persons.
    pub fn persons(&self) -> u32 {
        self.within.len() as u32 - 1
    }

    /// The range of the ends of a person.
    #[inline]
    pub fn row(&self, person: u32) -> Range<usize> {
        self.start(person as usize)..self.start(person as usize + 1)
    }

    /// Asks for what [`Offsets::row`] reads of a person.
    #[inline]
    pub fn prefetch(&self, person: u32) {
        prefetch(&self.within, person as usize);
    }

    /// The person in whose row an end lies; there is one.
    pub fn person(&self, end: usize) -> u32 {
        let (mut at, mut behind) = (0, self.within.len() - 1);
        while behind - at > 1 {
            let middle = usize::midpoint(at, behind);
            *(if self.start(middle) <= end { &mut at } else { &mut behind }) = middle;
        }
        at as u32
    }

    /// Number of all ends.
    pub fn total(&self) -> usize {
        self.start(self.within.len() - 1)
    }

    /// Bytes of memory.
    pub fn bytes(&self) -> usize {
        self.bases.len() * size_of::<u64>() + self.within.len() * size_of::<u32>()
    }

    #[inline]
    fn start(&self, index: usize) -> usize {
        self.bases[index >> BASE_BITS] as usize + self.within[index] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_lie_one_after_the_other_across_parts_and_bases() {
        for (persons, width) in [(3usize << BASE_BITS, 1 << BASE_BITS), (70_000, 4096), (5, 4), (8, 4), (0, 4)] {
            let parts: Vec<Vec<usize>> = (0..persons)
                .collect::<Vec<_>>()
                .chunks(width)
                .map(|part| part.iter().map(|i| i % 5).collect())
                .collect();
            let starts = parts.iter().flat_map(|part| {
                part.iter().scan(0, |next, length| Some(std::mem::replace(next, *next + *length as u32)))
            });
            let lengths: Vec<usize> = parts.iter().map(|part| part.iter().sum()).collect();
            let offsets = Offsets::from_parts(starts.collect(), width, &lengths);
            let mut start = 0;
            for i in 0..persons as u32 {
                assert_eq!(offsets.row(i), start..start + i as usize % 5);
                assert!(offsets.row(i).all(|end| offsets.person(end) == i));
                start += i as usize % 5;
            }
            assert_eq!((offsets.total(), offsets.persons() as usize), (start, persons));
            assert_eq!(offsets, Offsets::from_counts((0..persons as u32).map(|i| i % 5).collect()));
        }
    }
}
