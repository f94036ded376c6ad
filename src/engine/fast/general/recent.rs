//! Contacts who joined a platform not long ago: those who still invite again and again, or who have just joined.
//!
//! A user counts for a number of ticks after joining. Counts around each person are kept up to date as those of all active users are, when
//! somebody joins, leaves, or stops counting; when that is, stands in a calendar.

use std::collections::BTreeMap;

use super::agent::{Count, Users};
use crate::contacts::ContactLayers;
use crate::engine::fast::persons::Moved;
use crate::units::{PersonIndex, Tick};

/// The users of each platform who joined less than a number of ticks ago. P platforms, L stored layers, counts of type C.
#[derive(Debug)]
pub struct Recent<const P: usize, const L: usize, C> {
    /// For how many ticks a user counts, by platform; [`Tick::MAX`] without end.
    period: [Tick; P],
    /// Users among the contacts of each person.
    pub users: Vec<Users<P, L, C>>,
    /// The first tick in which a person no longer counts, by platform; 0 for who does not count.
    until: Vec<[Tick; P]>,
    /// Who stops counting when.
    ends: BTreeMap<Tick, Vec<(PersonIndex, u8)>>,
    /// Number of users who count, by platform.
    pub totals: [u32; P],
}

impl<const P: usize, const L: usize, C: Count> Recent<P, L, C> {
    /// Nobody has joined.
    pub fn new(agents: u32, period: [Tick; P]) -> Self {
        Recent {
            period,
            users: vec![[[C::ZERO; P]; L]; agents as usize],
            until: vec![[0; P]; agents as usize],
            ends: BTreeMap::new(),
            totals: [0; P],
        }
    }

    /// Whether a person counts as a user of a platform.
    #[inline]
    pub fn counts(&self, person: PersonIndex, p: usize) -> bool {
        self.until[person as usize][p] != 0
    }

    /// What happened reaches the contacts, with effect from the beginning of a tick; they are marked, a bit each.
    pub fn settle(&mut self, contacts: &ContactLayers, moved: &[Moved], tick: Tick, marks: &mut [u64]) {
        while let Some(entry) = self.ends.first_entry().filter(|entry| *entry.key() <= tick) {
            let (end, persons) = entry.remove_entry();
            for (person, p) in persons {
                // Who left, or joined again since, has another end.
                if self.until[person as usize][usize::from(p)] == end {
                    self.leave(contacts, person, usize::from(p), marks);
                }
            }
        }
        for one in moved {
            for p in 0..P {
                if one.after >> p & 1 == 0 {
                    self.leave(contacts, one.person, p, marks);
                } else if one.joined >> p & 1 == 1 {
                    self.join(contacts, one.person, p, tick, marks);
                }
            }
        }
    }

    fn leave(&mut self, contacts: &ContactLayers, person: PersonIndex, p: usize, marks: &mut [u64]) {
        let until = &mut self.until[person as usize][p];
        if std::mem::take(until) != 0 {
            self.totals[p] -= 1;
            self.tell(contacts, person, p, -1, marks);
        }
    }

    fn join(&mut self, contacts: &ContactLayers, person: PersonIndex, p: usize, tick: Tick, marks: &mut [u64]) {
        let end = tick.saturating_add(self.period[p]);
        if end < Tick::MAX {
            self.ends.entry(end).or_default().push((person, p as u8));
        }
        if std::mem::replace(&mut self.until[person as usize][p], end) == 0 {
            self.totals[p] += 1;
            self.tell(contacts, person, p, 1, marks);
        }
    }

    /// Adds a user to the counts of all contacts, or takes one away.
    fn tell(&mut self, contacts: &ContactLayers, person: PersonIndex, p: usize, change: i32, marks: &mut [u64]) {
        for &end in contacts.of(person) {
            let (other, layers) = (contacts.person(end), contacts.mask(end));
            let weights = contacts.weights::<L>(person, other);
            for (l, users) in self.users[other as usize].iter_mut().enumerate() {
                users[p] = users[p].wrapping_add(C::of(change * (layers >> l & 1) as i32 * weights[l]));
            }
            marks[other as usize / 64] |= 1 << (other % 64);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::trajectory::Mover;

    const LEFT: u8 = 0;
    const STAYS: u8 = 1;

    fn moved(joined: u8, after: u8) -> [Moved; 1] {
        [Moved { person: 0, before: 0, after, joined, by: Mover::Clock }]
    }

    /// Person 0 and its only contact, for three ticks after each joining: joins in 5, again in 7 without having been away, leaves in 9.
    #[test]
    fn a_user_counts_from_joining_until_the_period_is_over() {
        let contacts = ContactLayers::from_edges(2, &[vec![(0, 1)]]);
        let mut recent: Recent<2, 1, u16> = Recent::new(2, [3, 3]);
        let mut counted = Vec::new();
        for tick in 4..16 {
            let mut marks = [0];
            let happened: &[Moved] = match tick {
                5 | 7 | 12 => &moved(1, STAYS),
                9 | 14 => &moved(0, LEFT),
                _ => &[],
            };
            let before = recent.users[1][0][0];
            recent.settle(&contacts, happened, tick, &mut marks);
            assert_eq!(marks[0] & 0b10 != 0, recent.users[1][0][0] != before, "only a change is told, in tick {tick}");
            assert_eq!((recent.totals[0] == 1, recent.totals[1]), (recent.counts(0, 0), 0));
            counted.extend((recent.users[1][0][0] == 1).then_some(tick));
        }
        assert_eq!(counted, [5, 6, 7, 8, 12, 13]);
    }
}
