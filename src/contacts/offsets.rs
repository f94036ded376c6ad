//! Where the ends of each person begin: four bytes a person, for any number of ends.
//!
//! start(i) = bases[i / 2¹⁶] + within[i]. The bases (eight bytes for 65,536 persons) stay in the nearest cache, so this
//! is as fast as 4-byte offsets and as wide as 8-byte ones. The ends of 65,536 persons in a row must number less than
//! 2³².

use std::ops::Range;

const BASE_BITS: usize = 16;

/// Start of each person's ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offsets {
    bases: Vec<u64>,
    /// One entry more than there are persons.
    within: Vec<u32>,
}

impl Offsets {
    /// Offsets from the number of ends of each person, in place; the last entry of `counts` (after the last person) is
    /// 0.
    pub fn from_counts(mut counts: Vec<u32>) -> Self {
        let mut bases = Vec::with_capacity((counts.len() >> BASE_BITS) + 1);
        let mut start = 0u64;
        for block in counts.chunks_mut(1 << BASE_BITS) {
            bases.push(start);
            let mut within = 0u32;
            for count in block {
                within += std::mem::replace(count, within);
            }
            start += u64::from(within);
        }
        Offsets { bases, within: counts }
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

    /// Number of all ends.
    pub fn total(&self) -> usize {
        self.start(self.within.len() - 1)
    }

    /// The next free place of a person, which is taken: after as many calls as there are ends, the person's entry has
    /// become the start of the next person's ends.
    #[inline]
    pub fn take(&mut self, person: u32) -> usize {
        let within = &mut self.within[person as usize];
        let place = self.bases[person as usize >> BASE_BITS] as usize + *within as usize;
        *within += 1;
        place
    }

    /// Bytes of memory.
    pub fn bytes(&self) -> usize {
        self.bases.len() * size_of::<u64>() + self.within.len() * size_of::<u32>()
    }

    #[inline]
    fn start(&self, index: usize) -> usize {
        self.bases[index >> BASE_BITS] as usize + self.within[index] as usize
    }

    /// After all places have been taken: rewrites each row through `shorten`, which gets the row's old range and the
    /// new start and returns the new length (at most the old one).
    pub fn compact(&mut self, mut shorten: impl FnMut(Range<usize>, usize) -> usize) {
        let persons = self.within.len() - 1;
        let (mut old, mut new) = (0usize, 0usize);
        for block in 0..self.bases.len() {
            let old_base = self.bases[block] as usize;
            let new_base = new;
            self.bases[block] = new as u64;
            for person in block << BASE_BITS..persons.min((block + 1) << BASE_BITS) {
                let end = old_base + self.within[person] as usize;
                self.within[person] = (new - new_base) as u32;
                new += shorten(old..end, new);
                old = end;
            }
            if block == persons >> BASE_BITS {
                self.within[persons] = (new - new_base) as u32;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_lie_one_after_the_other_across_bases() {
        let persons = 3 << BASE_BITS;
        let mut counts: Vec<u32> = (0..persons).map(|i| i % 5).collect();
        counts.push(0);
        let mut offsets = Offsets::from_counts(counts);
        let mut start = 0;
        for i in 0..persons {
            assert_eq!(offsets.row(i), start..start + i as usize % 5);
            start += i as usize % 5;
        }
        assert_eq!(offsets.total(), start);

        let untouched = offsets.clone();
        for i in 0..persons {
            for nth in 0..i as usize % 5 {
                assert_eq!(offsets.take(i), untouched.row(i).start + nth);
            }
        }
        offsets.compact(|row, _| row.len() / 2);
        let halves: Vec<u32> = (0..persons).map(|i| i % 5 / 2).chain([0]).collect();
        assert_eq!(offsets, Offsets::from_counts(halves));
    }
}
