//! What happened reaches the contacts: one addition a contact, and a look at when something can happen to it.

use super::part::{Around, Part};
use super::word::Word;
use crate::contacts::{ContactLayers, End, PartsOfEnds, prefetch};
use crate::engine::fast::persons::Moved;
use crate::units::PersonIndex;

impl<const P: usize, W: Word> Part<'_, P, W> {
    /// What happened to anybody reaches the contacts in this part, with effect from now on.
    pub fn hear<const L: usize>(&mut self, around: &Around<'_, P, L, W>, moved: &[Moved]) {
        for (position, one) in moved.iter().enumerate() {
            if let Some(later) = Moved::ask_ahead(moved, position, around.contacts) {
                self.prefetch_contacts(around.contacts, later);
            }
            let ends = self.ends_within(around.contacts, one.person);
            let (joined, left) = (one.after & !one.before, one.before & !one.after);
            for p in 0..P {
                if joined >> p & 1 == 1 {
                    self.join(p, around, ends);
                } else if left >> p & 1 == 1 {
                    self.leave(p, around, ends);
                }
            }
        }
    }

    /// The ends of a person that lead to this part. Rows are sorted by persons.
    #[inline]
    fn ends_within<'c>(&self, contacts: &'c ContactLayers, person: PersonIndex) -> &'c [End] {
        let ends = contacts.of(person);
        if self.words.len() == contacts.persons() as usize {
            return ends;
        }
        // Counted instead of searched for: many are compared at once, and rows are short.
        let parts = contacts.parts_of_ends();
        let before = |limit: PersonIndex| ends.iter().map(|&end| usize::from(parts.person(end) < limit)).sum();
        let (from, to): (usize, usize) = (before(self.first), before(self.first + self.words.len() as PersonIndex));
        &ends[from..to]
    }

    /// Asks for what is kept of the contacts of a mover.
    #[inline]
    fn prefetch_contacts(&self, contacts: &ContactLayers, moved: &Moved) {
        let (joined, parts) = (moved.after & !moved.before != 0, contacts.parts_of_ends());
        for &end in self.ends_within(contacts, moved.person) {
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
