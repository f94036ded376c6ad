//! Who chose each person: lists that grow, with room for the next power of two.
//!
//! A full list moves to one twice as long, and the place it leaves goes to another list. Twelve bytes a person and about
//! six a follower.

/// The followers of each person, in the order in which they came.
#[derive(Debug)]
pub struct Followers {
    /// Where the list of each person begins among the slots.
    starts: Vec<u64>,
    counts: Vec<u32>,
    slots: Vec<u32>,
    /// Places that lists have left, by the logarithm of their length.
    left: [Vec<u64>; 32],
}

impl Followers {
    /// Nobody follows anybody; there will be about `expected` followers in all.
    pub fn new(persons: u32, expected: usize) -> Self {
        Followers {
            starts: vec![0; persons as usize],
            counts: vec![0; persons as usize],
            slots: Vec::with_capacity(expected + expected / 2),
            left: [const { Vec::new() }; 32],
        }
    }

    /// The followers of a person.
    pub fn of(&self, person: u32) -> &[u32] {
        let start = self.starts[person as usize] as usize;
        &self.slots[start..start + self.counts[person as usize] as usize]
    }

    /// Adds a follower of a person.
    pub fn add(&mut self, person: u32, follower: u32) {
        let count = self.counts[person as usize];
        if count == 0 {
            self.starts[person as usize] = self.room(0);
        } else if count.is_power_of_two() {
            self.double(person);
        }
        self.slots[(self.starts[person as usize] + u64::from(count)) as usize] = follower;
        self.counts[person as usize] += 1;
    }

    /// Moves a full list to a place of twice its length.
    fn double(&mut self, person: u32) {
        let (from, count) = (self.starts[person as usize], self.counts[person as usize]);
        let to = self.room(count.ilog2() + 1);
        self.slots.copy_within(from as usize..from as usize + count as usize, to as usize);
        self.starts[person as usize] = to;
        self.left[count.ilog2() as usize].push(from);
    }

    /// A free place for 2^power followers.
    fn room(&mut self, power: u32) -> u64 {
        self.left[power as usize].pop().unwrap_or_else(|| {
            let end = self.slots.len();
            self.slots.resize(end + (1 << power), 0);
            end as u64
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
        let mut followers = Followers::new(40, 0);
        let mut plain = vec![Vec::new(); 40];
        for follower in 0..10_000 {
            let person = draws.under(u64::from(follower), 1600).isqrt() as u32;
            followers.add(person, follower);
            plain[person as usize].push(follower);
        }
        assert!((0..).zip(&plain).all(|(person, list)| followers.of(person) == list));
    }

    #[test]
    fn places_that_lists_leave_are_taken_by_others() {
        let mut followers = Followers::new(2, 0);
        (0..64).for_each(|follower| followers.add(0, follower)); // leaves places of 1, 2, 4, …, 32
        (0..64).for_each(|follower| followers.add(1, follower));
        assert_eq!(followers.slots.len(), 127 + 64);
    }
}
