//! Where the lives of the same persons part in two worlds.

use crate::engine::Move;
use crate::units::Tick;

/// For each tick up to the last, the persons whose paths have parted by then; and those who are on other platforms at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parting {
    /// Persons whose paths differ in or before each tick.
    pub parted: Vec<u32>,
    /// Persons who are active on other platforms at the end.
    pub elsewhere: u32,
}

/// Compares the moves of the same persons in two worlds, both in the order of time.
///
/// `platforms` gives for each platform of the second world (a bit of its moves) its bit in the first. A move that changes nothing (leaving and
/// coming back within a tick) does not count.
pub fn parting(first: &[Move], second: &[Move], platforms: &[u32], persons: u32, ticks: Tick) -> Parting {
    let translated = |set: u8| platforms.iter().enumerate().map(|(p, bit)| (u32::from(set) >> p & 1) << bit).sum();
    let one = Lives::new(first, persons, u32::from);
    let two = Lives::new(second, persons, translated);
    let mut parted = vec![0; ticks as usize + 1];
    let mut elsewhere = 0;
    for person in 0..persons {
        let (a, b) = (one.of(person), two.of(person));
        elsewhere += u32::from(state(a) != state(b));
        let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let next = [a.get(same), b.get(same)].into_iter().flatten().map(|step| step.0).min();
        if let Some(tick) = next {
            parted[(tick as usize).min(ticks as usize)] += 1;
        }
    }
    let mut all = 0;
    for count in &mut parted {
        all += *count;
        *count = all;
    }
    Parting { parted, elsewhere }
}

/// A tick, and the platforms on which a person is from then on.
type Change = (Tick, u32);

/// The changes of each person, in the order of time.
struct Lives {
    begins: Vec<u32>,
    changes: Vec<Change>,
}

impl Lives {
    fn new(moves: &[Move], persons: u32, set: impl Fn(u8) -> u32) -> Lives {
        let real = || moves.iter().filter(|step| step.before != step.after);
        let mut begins = vec![0; persons as usize + 1];
        real().for_each(|step| begins[step.person as usize + 1] += 1);
        for person in 0..persons as usize {
            begins[person + 1] += begins[person];
        }
        let mut next = begins.clone();
        let mut changes = vec![(0, 0); begins[persons as usize] as usize];
        for step in real() {
            let place = &mut next[step.person as usize];
            changes[*place as usize] = (step.tick, set(step.after));
            *place += 1;
        }
        Lives { begins, changes }
    }

    fn of(&self, person: u32) -> &[Change] {
        &self.changes[self.begins[person as usize] as usize..self.begins[person as usize + 1] as usize]
    }
}

/// Where a person is after all changes.
fn state(changes: &[Change]) -> u32 {
    changes.last().map_or(0, |change| change.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Mover;

    fn step(tick: Tick, person: u32, before: u8, after: u8) -> Move {
        Move { tick, person, before, after, joined: after & !before, by: Mover::Clock }
    }

    #[test]
    fn paths_part_at_the_first_difference() {
        // Person 0 does the same in both; 1 joins a day later; 2 leaves in one world only; 3 goes elsewhere and comes to the same end.
        let first = [
            step(1, 0, 0, 1),
            step(2, 1, 0, 1),
            step(2, 2, 0, 2),
            step(4, 3, 0, 1),
            step(5, 2, 2, 0),
            step(6, 3, 1, 2),
        ];
        let second = [step(1, 0, 0, 1), step(2, 2, 0, 2), step(3, 1, 0, 1), step(4, 3, 0, 2)];
        let found = parting(&first, &second, &[0, 1], 5, 7);
        assert_eq!(found.parted, [0, 0, 1, 1, 2, 3, 3, 3]);
        assert_eq!(found.elsewhere, 1);
    }

    #[test]
    fn platforms_are_the_same_by_name_and_empty_moves_do_not_count() {
        let first = [step(1, 0, 0, 0b10), step(2, 0, 0b10, 0b10)];
        let second = [step(1, 0, 0, 0b01)];
        assert_eq!(parting(&first, &second, &[1, 0], 1, 3), Parting { parted: vec![0; 4], elsewhere: 0 });
        assert_eq!(parting(&first, &second, &[0, 1], 1, 3), Parting { parted: vec![0, 1, 1, 1], elsewhere: 1 });
    }
}
