//! The pairs of a simple graph, each once: to each person the contacts with a higher number, ascending.
//!
//! Four bytes a pair and four a person; the form in which they are counted, sorted, written and handed to the engine's
//! rows.

use std::num::NonZeroUsize;

use super::rows::{Division, Rows};

/// Pairs that a thread takes together, on average.
const BLOCK: usize = 1 << 17;

/// Pairs of contacts without loops and repetitions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairs {
    /// Where the row of each person begins; one entry more than there are persons.
    starts: Vec<u32>,
    others: Vec<u32>,
}

impl Pairs {
    /// The most pairs that a graph can have.
    pub const MOST: usize = u32::MAX as usize;

    /// From the rows laid one after the other: each ascending, beyond its own person.
    pub(super) fn new(starts: Vec<u32>, others: Vec<u32>) -> Pairs {
        debug_assert_eq!(starts.last().map(|end| *end as usize), Some(others.len()));
        let pairs = Pairs { starts, others };
        debug_assert!((0..pairs.persons()).all(|i| {
            let row = pairs.of(i);
            row.is_sorted_by(|a, b| a < b) && row.first().is_none_or(|j| *j > i)
        }));
        pairs
    }

    /// No pair among some persons.
    pub fn none(persons: u32) -> Pairs {
        Pairs { starts: vec![0; persons as usize + 1], others: Vec::new() }
    }

    /// Number of persons.
    pub fn persons(&self) -> u32 {
        self.starts.len() as u32 - 1
    }

    /// Number of pairs.
    pub fn len(&self) -> usize {
        self.others.len()
    }

    /// Whether nobody knows anybody.
    pub fn is_empty(&self) -> bool {
        self.others.is_empty()
    }

    /// The contacts of a person with a higher number, ascending.
    #[inline]
    pub fn of(&self, person: u32) -> &[u32] {
        &self.others[self.starts[person as usize] as usize..self.starts[person as usize + 1] as usize]
    }

    /// All pairs, the lower number first, in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.persons()).flat_map(move |i| self.of(i).iter().map(move |&j| (i, j)))
    }

    /// The same pairs from the other side: to each person the contacts with a lower number, ascending.
    pub(super) fn below(&self, threads: NonZeroUsize) -> Below {
        let Rows { starts, things } = self.turned(self.persons(), threads, |i, j| (j, i), |_| ());
        Below { starts, others: things }
    }

    /// Rows of `persons` that hold, for each pair, what `turn` makes of it: a person and what goes into the row.
    fn turned(
        &self,
        persons: u32,
        threads: NonZeroUsize,
        turn: impl Fn(u32, u32) -> (u32, u32) + Sync,
        finish: impl Fn(&mut [u32]) + Sync,
    ) -> Rows<u32> {
        let division = Division::new(persons, self.len());
        let width = self.persons().div_ceil(self.len().div_ceil(BLOCK).max(1) as u32).max(1);
        let turned = |block: usize| {
            let first = block as u32 * width;
            let persons = first..self.persons().min(first.saturating_add(width));
            let mut turned = Vec::with_capacity(BLOCK + BLOCK / 2);
            for i in persons {
                turned.extend(self.of(i).iter().map(|&j| turn(i, j)));
            }
            turned
        };
        Rows::new(division, threads, self.persons().div_ceil(width) as usize, turned, finish)
    }

    /// Number of contacts of each person.
    pub fn degrees(&self) -> Vec<u32> {
        let mut degrees = vec![0; self.persons() as usize];
        self.iter().for_each(|(i, j)| {
            degrees[i as usize] += 1;
            degrees[j as usize] += 1;
        });
        degrees
    }

    /// The same pairs among `persons`, person i at `place[i]`.
    #[must_use]
    pub(super) fn placed(&self, place: &[u32], persons: u32, threads: NonZeroUsize) -> Pairs {
        let ends = |i: u32, j: u32| {
            let (a, b) = (place[i as usize], place[j as usize]);
            (a.min(b), a.max(b))
        };
        let Rows { starts, things } = self.turned(persons, threads, ends, <[_]>::sort_unstable);
        Pairs::new(starts, things)
    }
}

/// To each person the contacts with a lower number.
pub(super) struct Below {
    starts: Vec<u32>,
    others: Vec<u32>,
}

impl Below {
    /// The contacts of a person with a lower number, ascending.
    #[inline]
    pub fn of(&self, person: u32) -> &[u32] {
        &self.others[self.starts[person as usize] as usize..self.starts[person as usize + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_can_be_placed_anew() {
        let star = Pairs::new(vec![0, 3, 3, 3, 3], vec![1, 2, 3]);
        assert_eq!((star.persons(), star.len(), star.degrees()), (4, 3, vec![3, 1, 1, 1]));
        let placed = star.placed(&[2, 0, 4, 1], 5, NonZeroUsize::MIN);
        assert_eq!(placed.iter().collect::<Vec<_>>(), [(0, 2), (1, 2), (2, 4)]);
        assert_eq!(placed.degrees(), [1, 1, 3, 0, 1]);
        assert_eq!(
            placed.placed(&[1, 3, 0, 4, 2], 5, NonZeroUsize::MIN).iter().collect::<Vec<_>>(),
            [(0, 1), (0, 2), (0, 3)]
        );
    }
}
