//! When to look at whom: for each person a tick before which nothing can happen, and for each group of neighbors the least of them.
//!
//! A group's least may be too early (a person's tick moved away since), never too late; it is put right when the group is looked at.
//! So a tick costs a glance at every group, and a look at those persons only whose group may be due.

use crate::contacts::prefetch;
use crate::units::{PersonIndex, Tick};

/// Persons in a group: their ticks fill a cache line.
const GROUP: usize = 16;
/// Groups whose least ticks are looked at together.
const TOGETHER: usize = 8;

/// The ticks of all persons.
#[derive(Debug)]
pub struct Due {
    ticks: Vec<Tick>,
    least: Vec<Tick>,
}

impl Due {
    /// Nobody is due, ever.
    pub fn never(persons: u32) -> Due {
        let persons = persons as usize;
        Due { ticks: vec![Tick::MAX; persons], least: vec![Tick::MAX; persons.div_ceil(GROUP)] }
    }

    /// Nothing can happen to a person before this tick.
    #[inline]
    pub fn set(&mut self, person: usize, tick: Tick) {
        self.as_slices().set(person, tick);
    }

    /// The same ticks, for loops over many.
    #[inline]
    pub fn as_slices(&mut self) -> DueSlices<'_> {
        DueSlices { ticks: &mut self.ticks, least: &mut self.least }
    }

    /// Asks for the tick of a person.
    #[inline]
    pub fn prefetch(&self, person: usize) {
        prefetch(&self.ticks, person);
    }

    /// Writes down who is due, in ascending order. They must be given new ticks.
    pub fn call(&mut self, tick: Tick, called: &mut Vec<PersonIndex>) {
        let groups = self.least.len();
        for from in (0..groups).step_by(TOGETHER) {
            // Without a branch, so that many are compared at once.
            let is_due =
                |least: &[Tick; TOGETHER]| least.iter().fold(0, |some, &least| some | u32::from(least <= tick));
            if self.least[from..].first_chunk().is_none_or(|least| is_due(least) != 0) {
                (from..groups.min(from + TOGETHER)).for_each(|group| self.call_from(group, tick, called));
            }
        }
    }

    /// Writes down who is due in a group.
    #[inline]
    fn call_from(&mut self, group: usize, tick: Tick, called: &mut Vec<PersonIndex>) {
        if self.least[group] > tick {
            return;
        }
        let from = group * GROUP;
        let mut least = Tick::MAX;
        for (person, &own) in (from..).zip(&self.ticks[from..self.ticks.len().min(from + GROUP)]) {
            if own <= tick {
                called.push(person as PersonIndex);
            } else {
                least = least.min(own);
            }
        }
        self.least[group] = least;
    }
}

/// The ticks of all persons, as they stand in a loop.
pub struct DueSlices<'d> {
    ticks: &'d mut [Tick],
    least: &'d mut [Tick],
}

impl DueSlices<'_> {
    /// Nothing can happen to a person before this tick.
    #[inline]
    pub fn set(&mut self, person: usize, tick: Tick) {
        self.ticks[person] = tick;
        let least = &mut self.least[person / GROUP];
        *least = (*least).min(tick);
    }
}

#[cfg(test)]
mod tests {
    use super::Due;

    fn due_at(due: &mut Due, tick: u32) -> Vec<u32> {
        let mut found = Vec::new();
        due.call(tick, &mut found);
        found
    }

    #[test]
    fn whoever_is_due_is_found_and_nobody_else() {
        let mut due = Due::never(1130);
        for (person, tick) in [(0, 5), (63, 7), (64, 5), (1129, 9)] {
            due.set(person, tick);
        }
        assert_eq!(due_at(&mut due, 4), [0u32; 0]);
        assert_eq!(due_at(&mut due, 5), [0, 64]);
        due.set(0, 8);
        due.set(64, 6);
        due.set(63, 20);
        assert_eq!(due_at(&mut due, 7), [64]);
        due.set(64, 8);
        due.set(63, 8);
        assert_eq!(due_at(&mut due, 9), [0, 63, 64, 1129]);
    }
}
