//! At the end of a tick, and whenever the calendar moves somebody: what happened reaches the contacts, and they are looked at again.

use super::General;
use super::agent::{Agent, Count, Known, Users};
use crate::contacts::prefetch;
use crate::engine::fast::persons::Moved;
use crate::engine::fast::run::Engine;
use crate::market::MAX_STORED_LAYERS;
use crate::units::{PersonIndex, Tick};

/// Persons looked at together.
const BATCH: usize = 16;
/// How many persons ahead of a look memory is asked for.
const LOOKS_AHEAD: usize = 2 * BATCH;

impl<const P: usize, const L: usize, C: Count> Engine<'_, General<P, L, C>> {
    /// What happened reaches the contacts, with effect from the beginning of a tick.
    pub(super) fn reach_contacts(&mut self, moved: &[Moved], tick: Tick) {
        for position in 0..moved.len() {
            let later = Moved::ask_ahead(moved, position, self.contacts);
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
        std::array::from_fn(|layers| {
            std::array::from_fn(|p| {
                let change = i32::from(after >> p & 1) - i32::from(before >> p & 1);
                std::array::from_fn(|l| C::of(change * (layers >> l & 1) as i32))
            })
        })
    }

    /// Looks again at everybody in the market who is marked: clocks run up to a tick, then factors are taken from what stands around.
    ///
    /// Persons are copied in batches first: their records lie far apart in memory, and copying lets the processor wait for many
    /// of them at once instead of one after the other.
    fn look_again(&mut self, tick: Tick) {
        let mut marked = std::mem::take(&mut self.persons.marked);
        for (word, (changed, inside)) in self.persons.changed.iter_mut().zip(&self.persons.inside).enumerate() {
            let mut bits = std::mem::take(changed) & inside;
            while bits != 0 {
                marked.push(word as u32 * 64 + bits.trailing_zeros());
                bits &= bits - 1;
            }
        }
        for (number, batch) in marked.chunks(BATCH).enumerate() {
            for &later in marked.iter().skip(number * BATCH + LOOKS_AHEAD).take(BATCH) {
                prefetch(&self.persons.agents, later as usize);
                prefetch(&self.persons.around, later as usize);
                prefetch(&self.persons.known, later as usize);
            }
            let person = |k: usize| batch[k.min(batch.len() - 1)] as usize;
            let mut agents: [Agent<P, L>; BATCH] = std::array::from_fn(|k| self.persons.agents[person(k)]);
            let around: [(Users<P, L, C>, Known<L, C>); BATCH] =
                std::array::from_fn(|k| (self.persons.around[person(k)], self.persons.known[person(k)]));
            for agent in &agents {
                self.persons.hazards.prefetch(agent.last);
            }
            for ((agent, (users, known)), &person) in agents.iter_mut().zip(&around).zip(batch) {
                self.persons.rules.credit(agent, &self.persons.hazards, tick);
                let before = agent.factors;
                agent.factors = self.persons.rules.factors(agent, users, known);
                if let Some(inviting) = &mut self.persons.inviting {
                    inviting.look((person, agent), (users, known), (self.market, self.contacts), &self.persons.agents);
                }
                // Who is looked at in every tick is looked at then.
                if self.persons.choosing.is_some() && !self.persons.everybody {
                    self.look_for_choice(person, agent);
                }
                // Nothing can happen earlier than it could where no factor has grown.
                if agent.factors.iter().zip(&before).any(|(now, before)| now.exceeds(before)) {
                    self.persons.due.set(person as usize, self.persons.rules.due(agent, &self.persons.hazards));
                }
                self.persons.agents[person as usize] = *agent;
            }
        }
        marked.clear();
        self.persons.marked = marked;
    }
}
