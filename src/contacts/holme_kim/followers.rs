//! Who chose each person: lists that grow, with room for the next power of two.
//!
//! A full list moves to one twice as long, and the place it leaves goes to another list. Eight bytes a person and about
//! six a follower. Every 64th person belongs to the same part; no part knows of another, so that threads can add followers
//! side by side.

use std::num::NonZeroUsize;

use super::cohort::Recent;
use crate::parallel::side_by_side;

/// Number of parts.
pub const PARTS: u32 = 64;

/// The followers of each person, in the order in which they came.
#[derive(Debug)]
pub struct Followers {
    parts: Vec<Part>,
}

impl Followers {
    /// Nobody follows anybody; there will be about `expected` followers in all.
    pub fn new(persons: u32, expected: usize) -> Self {
        let slots = (expected + expected / 2) / PARTS as usize;
        let part = |first: u32| Part::new(persons.saturating_sub(first).div_ceil(PARTS), slots);
        Followers { parts: (0..PARTS).map(part).collect() }
    }

    /// The followers of a person.
    #[inline]
    pub fn of(&self, person: u32) -> &[u32] {
        self.parts[(person % PARTS) as usize].of(person / PARTS)
    }

    /// Adds those who came with a cohort.
    pub fn add(&mut self, recent: &Recent, threads: NonZeroUsize) {
        side_by_side(&mut self.parts, threads.get(), |at, part| {
            recent.of_part(at).for_each(|(person, follower)| part.add(person / PARTS, follower));
        });
    }
}

/// The lists of a part of the persons, who are numbered among themselves.
#[derive(Debug)]
struct Part {
    lists: Vec<List>,
    slots: Vec<u32>,
    /// Places that lists have left, by the logarithm of their length.
    left: [Vec<u32>; 32],
}

/// The list of a person among the slots.
#[derive(Debug, Clone, Copy, Default)]
struct List {
    start: u32,
    count: u32,
}

impl Part {
    fn new(persons: u32, slots: usize) -> Self {
        let (lists, slots) = (vec![List::default(); persons as usize], Vec::with_capacity(slots));
        Part { lists, slots, left: [const { Vec::new() }; 32] }
    }

    #[inline]
    fn of(&self, person: u32) -> &[u32] {
        let List { start, count } = self.lists[person as usize];
        &self.slots[start as usize..start as usize + count as usize]
    }

    fn add(&mut self, person: u32, follower: u32) {
        let List { mut start, count } = self.lists[person as usize];
        if count == 0 {
            start = self.room(0);
        } else if count.is_power_of_two() {
            start = self.doubled(start, count);
        }
        self.slots[start as usize + count as usize] = follower;
        self.lists[person as usize] = List { start, count: count + 1 };
    }

    /// Moves a full list to a place of twice its length.
    fn doubled(&mut self, from: u32, count: u32) -> u32 {
        let to = self.room(count.ilog2() + 1);
        self.slots.copy_within(from as usize..from as usize + count as usize, to as usize);
        self.left[count.ilog2() as usize].push(from);
        to
    }

    /// A free place for 2^power followers.
    fn room(&mut self, power: u32) -> u32 {
        self.left[power as usize].pop().unwrap_or_else(|| {
            let end = self.slots.len();
            self.slots.resize(end + (1 << power), 0);
            end as u32
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    #[test]
    fn lists_keep_what_was_added_to_each() {
        let draws = World { seed: 1, replicate: 0 }.stream("followers");
        let (mut followers, mut recent) = (Followers::new(200, 0), Recent::default());
        let mut plain = vec![Vec::new(); 200];
        for follower in 0..10_000 {
            let person = draws.under(u64::from(follower), 40_000).isqrt() as u32;
            recent.add(person, follower);
            plain[person as usize].push(follower);
            if follower % 1000 == 999 {
                followers.add(&recent, NonZeroUsize::new(3).expect("not 0"));
                recent.clear();
            }
        }
        assert!((0..).zip(&plain).all(|(person, list)| followers.of(person) == list));
    }

    #[test]
    fn places_that_lists_leave_are_taken_by_others() {
        let mut part = Part::new(2, 0);
        (0..64).for_each(|follower| part.add(0, follower)); // leaves places of 1, 2, 4, …, 32
        (0..64).for_each(|follower| part.add(1, follower));
        assert_eq!(part.slots.len(), 127 + 64);
    }
}
