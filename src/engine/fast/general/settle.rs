//! At the end of a tick, and whenever the calendar moves somebody: what happened reaches the contacts, and they are looked at again.

use super::General;
use super::agent::{Agent, Count, Factors};
use crate::contacts::{ContactLayers, prefetch, prefetch_ends};
use crate::engine::fast::persons::Moved;
use crate::engine::fast::run::Engine;
use crate::market::MAX_STORED_LAYERS;
use crate::units::{PersonIndex, Tick};

/// How many movers ahead memory is asked for: where the contacts stand, the contacts, and what is kept of these.
const ROWS_AHEAD: usize = 24;
const ENDS_AHEAD: usize = 10;
const CONTACTS_AHEAD: usize = 2;
/// How many persons ahead of a look memory is asked for.
const LOOKS_AHEAD: usize = 24;

/// While the contacts of a mover are told, asks for the rows of movers behind it; the one for whose contacts to ask now, if there is one.
#[inline]
fn ask_ahead<'m>(moved: &'m [Moved], position: usize, contacts: &ContactLayers) -> Option<&'m Moved> {
    if let Some(later) = moved.get(position + ROWS_AHEAD) {
        contacts.prefetch_row(later.person);
    }
    if let Some(later) = moved.get(position + ENDS_AHEAD) {
        prefetch_ends(contacts.of(later.person));
    }
    moved.get(position + CONTACTS_AHEAD)
}

impl<const P: usize, const L: usize, C: Count> Engine<'_, General<P, L, C>> {
    /// What happened reaches the contacts, with effect from the beginning of a tick.
    pub(super) fn reach_contacts(&mut self, moved: &[Moved], tick: Tick) {
        for position in 0..moved.len() {
            let later = ask_ahead(moved, position, self.contacts);
            for &end in later.map_or(&[][..], |later| self.contacts.of(later.person)) {
                prefetch(&self.persons.around, self.contacts.person(end) as usize);
            }
            let Moved { person, before, after, .. } = moved[position];
            self.persons.mark(person);
            if before != after && self.contacts.ties().is_some() {
                self.settle_by_strength(person, before, after);
            } else if before != after {
                let changes = Self::changes(before, after);
                let (contacts, around, marks) =
                    (self.contacts, &mut self.persons.around[..], &mut self.persons.changed[..]);
                for &end in contacts.of(person) {
                    let other = contacts.person(end) as usize;
                    let change = &changes[contacts.mask(end) as usize % (1 << MAX_STORED_LAYERS)];
                    let users = &mut around[other];
                    for p in 0..P {
                        for l in 0..L {
                            users[p][l] = users[p][l].wrapping_add(change[p][l]);
                        }
                    }
                    marks[other / 64] |= 1 << (other % 64);
                }
            }
        }
        if let Some(inviting) = &mut self.persons.inviting {
            inviting.recents().for_each(|recent| recent.settle(self.contacts, moved, tick, &mut self.persons.changed));
        }
        if let Some(choosing) = &mut self.persons.choosing {
            choosing.settle(moved);
        }
        self.look_again(tick);
    }

    /// The contacts of someone who moved, where they differ in strength.
    fn settle_by_strength(&mut self, person: PersonIndex, before: u8, after: u8) {
        for &end in self.contacts.of(person) {
            let (other, layers) = (self.contacts.person(end), self.contacts.mask(end));
            let weights = self.contacts.weights::<L>(person, other);
            for (p, users) in self.persons.around[other as usize].iter_mut().enumerate() {
                let change = i32::from(after >> p & 1) - i32::from(before >> p & 1);
                for (l, users) in users.iter_mut().enumerate() {
                    *users = users.wrapping_add(C::of(change * (layers >> l & 1) as i32 * weights[l]));
                }
            }
            self.persons.mark(other);
        }
    }

    /// What someone's moving adds to the users among a contact's contacts, for each set of layers in which the two are contacts.
    fn changes(before: u8, after: u8) -> [[[C; L]; P]; 1 << MAX_STORED_LAYERS] {
        let mut changes = [[[C::ZERO; L]; P]; 1 << MAX_STORED_LAYERS];
        for (layers, changes) in changes.iter_mut().enumerate().take(1 << L) {
            for p in 0..P {
                let change = i32::from(after >> p & 1) - i32::from(before >> p & 1);
                changes[p] = std::array::from_fn(|l| C::of(change * (layers >> l & 1) as i32));
            }
        }
        changes
    }

    /// Looks again at everybody in the market who is marked: from a tick on, clocks run with factors that are taken from what stands around.
    fn look_again(&mut self, tick: Tick) {
        let mut marked = std::mem::take(&mut self.persons.marked);
        for (word, (changed, inside)) in self.persons.changed.iter_mut().zip(&self.persons.inside).enumerate() {
            let mut bits = std::mem::take(changed) & inside;
            while bits != 0 {
                marked.push(word as u32 * 64 + bits.trailing_zeros());
                bits &= bits - 1;
            }
        }
        self.persons.goals.go_to(tick, &self.persons.hazards);
        for (position, &person) in marked.iter().enumerate() {
            if let Some(&later) = marked.get(position + LOOKS_AHEAD) {
                self.persons.prefetch(later as usize);
            }
            self.look(person as usize);
        }
        marked.clear();
        self.persons.marked = marked;
    }

    /// Looks at a person. Who is looked at in every tick is looked at then; the clocks of those are never wound.
    #[inline]
    fn look(&mut self, i: usize) {
        let General { rules, agents, around, known, inviting, choosing, everybody, .. } = &mut self.persons;
        let Agent { active, registered, .. } = agents[i];
        let mut factors = rules.factors((active, registered), &around[i], &known[i]);
        if let Some(inviting) = inviting {
            let place = (self.market, self.contacts);
            inviting.look((i as PersonIndex, &mut factors), (&around[i], &known[i]), place, agents);
        }
        if !*everybody {
            if choosing.is_some() {
                self.look_for_choice(i, &mut factors);
            }
            self.persons.take(i, &factors);
        }
    }
}

impl<const P: usize, const L: usize, C: Count> General<P, L, C> {
    /// Lets the clocks of a person go on with these factors.
    #[inline]
    fn take(&mut self, i: usize, factors: &[Factors<L>; P]) {
        let General { goals, hazards, agents, due, .. } = self;
        let agent = &mut agents[i];
        if agent.is_wound {
            due.set_sooner(i, goals.turn(agent, factors, hazards));
        } else {
            due.set(i, goals.wind(agent, factors));
        }
    }

    /// Asks for what is kept of a person.
    #[inline]
    pub(super) fn prefetch(&self, i: usize) {
        prefetch(&self.agents, i);
        prefetch(&self.around, i);
        prefetch(&self.known, i);
        self.due.prefetch(i);
    }
}
