//! What happened reaches the contacts: one addition a contact, and a look at when something can happen to it.

use super::Linear;
use super::word::Word;
use crate::contacts::{ContactLayers, End, prefetch};
use crate::engine::fast::persons::Moved;

impl<const P: usize, const L: usize, W: Word> Linear<P, L, W> {
    /// What happened reaches the contacts, with effect from now on.
    pub(super) fn reach_contacts(&mut self, contacts: &ContactLayers, moved: &[Moved]) {
        for (position, &Moved { person, before, after, .. }) in moved.iter().enumerate() {
            if let Some(later) = Moved::ask_ahead(moved, position, contacts) {
                self.prefetch_contacts(contacts, later);
            }
            let ends = contacts.of(person);
            for p in 0..P {
                match (before >> p & 1, after >> p & 1) {
                    (0, 1) => self.join(p, contacts, ends),
                    (1, 0) => self.leave(p, contacts, ends),
                    _ => {}
                }
            }
        }
    }

    #[inline]
    fn prefetch_contacts(&self, contacts: &ContactLayers, moved: &Moved) {
        let joined = moved.after & !moved.before != 0;
        for &end in contacts.of(moved.person) {
            let other = contacts.person(end) as usize;
            prefetch(&self.words, other);
            if joined {
                prefetch(&self.due, other);
            }
        }
    }

    /// The owner of these ends has joined a platform: something may happen to the contacts earlier.
    #[inline]
    fn join(&mut self, p: usize, contacts: &ContactLayers, ends: &[End]) {
        for &end in ends {
            let other = contacts.person(end) as usize;
            let word = &mut self.words[other][p];
            let (joined, due) = self.now.joined(p, *word, layers::<L>(contacts, end));
            *word = joined;
            if due < self.due[other] {
                self.due[other] = due;
            }
        }
    }

    /// The owner of these ends has left a platform: what was named as due stays, though it may be too early now.
    #[inline]
    fn leave(&mut self, p: usize, contacts: &ContactLayers, ends: &[End]) {
        for &end in ends {
            let word = &mut self.words[contacts.person(end) as usize][p];
            *word = self.now.left_by(p, *word, layers::<L>(contacts, end));
        }
    }
}

/// The layers in which an end is a contact, a bit each; known where there is but one.
#[inline]
fn layers<const L: usize>(contacts: &ContactLayers, end: End) -> usize {
    if L == 1 { 1 } else { contacts.mask(end) as usize }
}
