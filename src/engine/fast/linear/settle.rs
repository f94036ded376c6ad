//! What happened reaches the contacts: one addition a contact, and a look at when something can happen to it.

use super::part::{Around, Part};
use super::word::Word;
use crate::contacts::{ContactLayers, End, PartsOfEnds, prefetch, prefetch_ends};
use crate::engine::fast::persons::Moved;
use crate::units::PersonIndex;

/// How many movers ahead of the one whose contacts hear of it memory is asked for: where the contacts stand, the contacts, and what is kept of
/// these.
const ROW_AHEAD: usize = 28;
const ENDS_AHEAD: usize = 14;
const CONTACTS_AHEAD: usize = 5;
/// Rows of movers that are under way.
const UNDER_WAY: usize = 16;

impl<const P: usize, W: Word> Part<'_, P, W> {
    /// What happened to anybody reaches the contacts in this part, with effect from now on.
    #[inline(never)] // profiles tell it from living
    pub fn hear<const L: usize>(&mut self, around: &Around<'_, P, L, W>, moved: &[Moved]) {
        let contacts = around.contacts;
        let mut rows: [&[End]; UNDER_WAY] = [&[]; UNDER_WAY];
        for step in 0..moved.len() + ENDS_AHEAD {
            if let Some(later) = moved.get(step + ROW_AHEAD - ENDS_AHEAD) {
                contacts.prefetch_row(later.person);
            }
            if let Some(later) = moved.get(step) {
                rows[step % UNDER_WAY] = contacts.of(later.person);
                prefetch_ends(rows[step % UNDER_WAY]);
            }
            let near = step.wrapping_sub(ENDS_AHEAD - CONTACTS_AHEAD);
            if let Some(soon) = moved.get(near) {
                rows[near % UNDER_WAY] = self.within(contacts, rows[near % UNDER_WAY]);
                self.prefetch_contacts(contacts, soon, rows[near % UNDER_WAY]);
            }
            let at = step.wrapping_sub(ENDS_AHEAD);
            if let Some(now) = moved.get(at) {
                self.tell(around, now, rows[at % UNDER_WAY]);
            }
        }
    }

    /// The contacts of a mover hear of it.
    fn tell<const L: usize>(&mut self, around: &Around<'_, P, L, W>, one: &Moved, ends: &[End]) {
        let (joined, left) = (one.after & !one.before, one.before & !one.after);
        for p in 0..P {
            if joined >> p & 1 == 1 {
                self.join(p, around, ends);
            } else if left >> p & 1 == 1 {
                self.leave(p, around, ends);
            }
        }
    }

    /// The ends among those of a person that lead to this part. They are sorted by persons.
    #[inline]
    fn within<'c>(&self, contacts: &ContactLayers, ends: &'c [End]) -> &'c [End] {
        let parts = contacts.parts_of_ends();
        // Counted instead of searched for: many are compared at once, and rows are short.
        let before = |limit: PersonIndex| ends.iter().map(|&end| u32::from(parts.person(end) < limit)).sum::<u32>();
        let end = self.first + self.words.len() as PersonIndex;
        let from = if self.first == 0 { 0 } else { before(self.first) as usize };
        let to = if end == contacts.persons() { ends.len() } else { before(end) as usize };
        &ends[from..to]
    }

    /// Asks for what is kept of the contacts of a mover.
    #[inline]
    fn prefetch_contacts(&self, contacts: &ContactLayers, moved: &Moved, ends: &[End]) {
        let (joined, parts) = (moved.after & !moved.before != 0, contacts.parts_of_ends());
        for &end in ends {
            let other = (parts.person(end) - self.first) as usize;
            prefetch(self.words, other);
            if joined {
                prefetch(self.due, other);
            }
        }
    }

    /// The owner of these ends has joined a platform: something may happen to the contacts earlier.
    #[inline]
    fn join<const L: usize>(&mut self, p: usize, around: &Around<'_, P, L, W>, ends: &[End]) {
        let (rows, parts) = (around.now.of(p), around.contacts.parts_of_ends());
        // As long as the words: one look at a place serves for both.
        let due = &mut self.due[..self.words.len()];
        for &end in ends {
            let other = (parts.person(end) - self.first) as usize;
            let word = &mut self.words[other][p];
            let (joined, earliest) = rows.joined(*word, layers::<L>(parts, end));
            *word = joined;
            let due = &mut due[other];
            // Without a branch: nobody could foresee which way it goes.
            *due = earliest.min(*due);
        }
    }

    /// The owner of these ends has left a platform: what was named as due stays, though it may be too early now.
    #[inline]
    fn leave<const L: usize>(&mut self, p: usize, around: &Around<'_, P, L, W>, ends: &[End]) {
        let (rows, parts) = (around.now.of(p), around.contacts.parts_of_ends());
        for &end in ends {
            let word = &mut self.words[(parts.person(end) - self.first) as usize][p];
            *word = rows.left_by(*word, layers::<L>(parts, end));
        }
    }
}

/// The layers in which an end is a contact, a bit each; known where there is but one.
#[inline]
fn layers<const L: usize>(parts: PartsOfEnds, end: End) -> usize {
    if L == 1 { 1 } else { parts.layers(end) as usize }
}
