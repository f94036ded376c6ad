//! When to look at whom: for each person a tick before which nothing can happen, and for each group of neighbors the least of them.
//!
//! A group's least may be too early (a person's tick moved away since), never too late; it is put right when the group is looked at.
//! So a tick costs a glance at every group, and a look at those persons only whose group may be due.

use crate::units::{PersonIndex, Tick};

/// Persons in a group.
const GROUP: usize = 64;

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
        self.ticks[person] = tick;
        let least = &mut self.least[person / GROUP];
        *least = (*least).min(tick);
    }

    /// Number of groups.
    pub fn groups(&self) -> usize {
        self.least.len()
    }

    /// Whether somebody of a group may be due.
    #[inline]
    pub fn may_be(&self, group: usize, tick: Tick) -> bool {
        self.least[group] <= tick
    }

    /// Writes down the persons of a group who are due, in ascending order. They must be given new ticks.
    pub fn of_group(&mut self, group: usize, tick: Tick, due: &mut Vec<PersonIndex>) {
        let from = group * GROUP;
        let ticks = &self.ticks[from..self.ticks.len().min(from + GROUP)];
        due.extend((from as PersonIndex..).zip(ticks).filter(|(_, own)| **own <= tick).map(|(person, _)| person));
        let later = |own: &Tick| if *own <= tick { Tick::MAX } else { *own };
        self.least[group] = ticks.iter().map(later).fold(Tick::MAX, Tick::min);
    }
}

#[cfg(test)]
mod tests {
    use super::Due;

    fn due_at(due: &mut Due, tick: u32) -> Vec<u32> {
        let mut found = Vec::new();
        for group in 0..due.groups() {
            if due.may_be(group, tick) {
                due.of_group(group, tick, &mut found);
            }
        }
        found
    }

    #[test]
    fn whoever_is_due_is_found_and_nobody_else() {
        let mut due = Due::never(130);
        for (person, tick) in [(0, 5), (63, 7), (64, 5), (129, 9)] {
            due.set(person, tick);
        }
        assert_eq!(due_at(&mut due, 4), [0u32; 0]);
        assert_eq!(due_at(&mut due, 5), [0, 64]);
        due.set(0, 8);
        due.set(64, 6);
        due.set(63, 20);
        assert_eq!(due_at(&mut due, 7), [64]);
        due.set(64, 8);
        assert_eq!(due_at(&mut due, 9), [0, 64, 129]);
    }
}
