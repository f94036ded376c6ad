//! At the end of a tick, and whenever the calendar moves somebody: what happened reaches the contacts, and they are looked at again.

use super::agent::{Agent, Count, Known, Users};
use super::run::Engine;
use crate::engine::trajectory::{Move, Mover};
use crate::market::MAX_STORED_LAYERS;
use crate::units::{PersonIndex, Tick};

/// Persons looked at together.
const BATCH: usize = 16;
/// How many persons ahead the contacts are called for.
const AHEAD: usize = 4;

/// Somebody who moved in a tick: sets of platforms, a bit each.
#[derive(Debug, Clone, Copy)]
pub struct Moved {
    /// Who.
    pub person: PersonIndex,
    /// Active on these before.
    pub before: u8,
    /// Active on these now.
    pub after: u8,
    /// Joined these, some of them perhaps again within the tick in which they were left.
    pub joined: u8,
    /// What moved them.
    pub by: Mover,
}

impl<const P: usize, const L: usize, C: Count> Engine<'_, P, L, C> {
    /// What happened reaches the contacts, with effect from the beginning of a tick.
    pub(super) fn settle(&mut self, tick: Tick) {
        let mut moved = std::mem::take(&mut self.moved);
        if let Some(paths) = &mut self.paths {
            let told = |&Moved { person, before, after, joined, by }| Move { tick, person, before, after, joined, by };
            paths.moves.extend(moved.iter().map(told));
        }
        for position in 0..moved.len() {
            if let Some(&Moved { person: later, .. }) = moved.get(position + AHEAD) {
                let contacts = self.contacts.of(later);
                std::hint::black_box((contacts.first(), contacts.get(16)));
            }
            let Moved { person, before, after, .. } = moved[position];
            self.recorder.moved(before, after);
            self.mark(person);
            if before != after && self.contacts.ties().is_some() {
                self.settle_by_strength(person, before, after);
            } else if before != after {
                let changes = Self::changes(before, after);
                let (contacts, around, marks) = (self.contacts, &mut self.around[..], &mut self.changed[..]);
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
        if let Some(inviting) = &mut self.inviting {
            inviting.recents().for_each(|recent| recent.settle(self.contacts, &moved, tick, &mut self.changed));
        }
        if let Some(choosing) = &mut self.choosing {
            choosing.settle(&moved);
        }
        moved.clear();
        self.moved = moved;
        self.look_again(tick);
    }

    /// The contacts of someone who moved, where they differ in strength.
    fn settle_by_strength(&mut self, person: PersonIndex, before: u8, after: u8) {
        for &end in self.contacts.of(person) {
            let (other, layers) = (self.contacts.person(end), self.contacts.mask(end));
            let weights = self.contacts.weights::<L>(person, other);
            for (p, users) in self.around[other as usize].iter_mut().enumerate() {
                let change = i32::from(after >> p & 1) - i32::from(before >> p & 1);
                for (l, users) in users.iter_mut().enumerate() {
                    *users = users.wrapping_add(C::of(change * (layers >> l & 1) as i32 * weights[l]));
                }
            }
            self.mark(other);
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
        let mut marked = std::mem::take(&mut self.marked);
        for (word, (changed, inside)) in self.changed.iter_mut().zip(&self.inside).enumerate() {
            let mut bits = std::mem::take(changed) & inside;
            while bits != 0 {
                marked.push(word as u32 * 64 + bits.trailing_zeros());
                bits &= bits - 1;
            }
        }
        for batch in marked.chunks(BATCH) {
            let person = |k: usize| batch[k.min(batch.len() - 1)] as usize;
            let mut agents: [Agent<P, L>; BATCH] = std::array::from_fn(|k| self.agents[person(k)]);
            let around: [(Users<P, L, C>, Known<L, C>); BATCH] =
                std::array::from_fn(|k| (self.around[person(k)], self.known[person(k)]));
            for ((agent, (users, known)), &person) in agents.iter_mut().zip(&around).zip(batch) {
                self.rules.credit(agent, &self.hazards, tick);
                agent.factors = self.rules.factors(agent, users, known);
                if let Some(inviting) = &mut self.inviting {
                    inviting.look((person, agent), (users, known), (self.market, self.contacts), &self.agents);
                }
                // Who is looked at in every tick is looked at then.
                if self.choosing.is_some() && !self.everybody {
                    self.look_for_choice(person, agent);
                }
                self.due.set(person as usize, self.rules.due(agent, &self.hazards));
                self.agents[person as usize] = *agent;
            }
        }
        marked.clear();
        self.marked = marked;
    }
}
