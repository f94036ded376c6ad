//! At the end of a tick, and whenever the calendar moves somebody: what happened reaches the contacts, and they are looked at again.

use super::General;
use super::agent::{Agent, Count, Factors, Known, Users};
use super::rules::Rules;
use crate::contacts::{ContactLayers, prefetch, prefetch_ends};
use crate::engine::fast::persons::Moved;
use crate::engine::fast::run::Engine;
use crate::market::{MAX_PLATFORMS, MAX_STORED_LAYERS};
use crate::units::{PersonIndex, Tick};

/// How many movers ahead memory is asked for: where the contacts stand, the contacts, and what is kept of these.
const ROWS_AHEAD: usize = 24;
const ENDS_AHEAD: usize = 10;
const CONTACTS_AHEAD: usize = 2;
/// How many persons ahead of a look memory is asked for.
const LOOKS_AHEAD: usize = 24;
/// How many persons are sorted together: what is kept of them stays in the nearest cache.
const TOGETHER: usize = 128;
/// Sets of platforms.
const SETS: usize = 1 << MAX_PLATFORMS;

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
                let (parts, around, marks) =
                    (self.contacts.parts_of_ends(), &mut self.persons.around[..], &mut self.persons.changed[..]);
                for &end in self.contacts.of(person) {
                    let other = parts.person(end) as usize;
                    let change = &changes[parts.layers(end) as usize % (1 << MAX_STORED_LAYERS)];
                    let users = &mut around[other];
                    for l in 0..L {
                        for p in 0..P {
                            users[l][p] = users[l][p].wrapping_add(change[l][p]);
                        }
                    }
                    marks[other / 64] |= 1 << (other % 64);
                }
            }
        }
        if let Some(inviting) = &mut self.persons.inviting {
            self.persons.has_changed = true;
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
            for (l, users) in self.persons.around[other as usize].iter_mut().enumerate() {
                for (p, users) in users.iter_mut().enumerate() {
                    let change = i32::from(after >> p & 1) - i32::from(before >> p & 1);
                    *users = users.wrapping_add(C::of(change * (layers >> l & 1) as i32 * weights[l]));
                }
            }
            self.persons.mark(other);
        }
    }

    /// What someone's moving adds to the users among a contact's contacts, for each set of layers in which the two are contacts.
    fn changes(before: u8, after: u8) -> [Users<P, L, C>; 1 << MAX_STORED_LAYERS] {
        let mut changes = [[[C::ZERO; P]; L]; 1 << MAX_STORED_LAYERS];
        for (layers, changes) in changes.iter_mut().enumerate().take(1 << L) {
            for p in 0..P {
                let change = i32::from(after >> p & 1) - i32::from(before >> p & 1);
                (0..L).for_each(|l| changes[l][p] = C::of(change * (layers >> l & 1) as i32));
            }
        }
        changes
    }

    /// Looks again at everybody in the market who is marked: from a tick on, clocks run with factors that are taken from what stands around.
    fn look_again(&mut self, tick: Tick) {
        if !std::mem::take(&mut self.persons.has_changed) {
            return;
        }
        let mut room = std::mem::take(&mut self.persons.marked);
        let marked = self.persons.take_marked(&mut room);
        self.persons.goals.go_to(tick, &self.persons.hazards);
        let mut sorted = [0; TOGETHER];
        for (chunk, together) in marked.chunks(TOGETHER).enumerate() {
            let later = &marked[(chunk * TOGETHER + LOOKS_AHEAD).min(marked.len())..];
            let ends = self.persons.sort_by_use(together, later, &mut sorted);
            let mut from = 0;
            for (active, &end) in ends.iter().enumerate().take(1 << P) {
                self.look_at(&sorted[usize::from(from)..usize::from(end)], active as u8);
                from = end;
            }
        }
        self.persons.marked = room;
    }

    /// Looks at persons who are active on the same platforms.
    fn look_at(&mut self, persons: &[PersonIndex], active: u8) {
        if persons.is_empty() {
            return;
        }
        if self.persons.inviting.is_none() && self.persons.choosing.is_none() && !self.persons.everybody {
            return self.persons.look_at_counts(persons, active);
        }
        for &person in persons {
            let factors = self.look_closer(person, active);
            let General { goals, hazards, agents, due, everybody, .. } = &mut self.persons;
            // Who is looked at in every tick is looked at then; the clocks of those are never wound.
            if !*everybody {
                let agent = &mut agents[person as usize];
                due.set(person as usize, goals.alike(active).turn(agent, &factors, hazards));
            }
        }
    }

    /// The factors of a person where they depend on more than counts.
    fn look_closer(&mut self, person: PersonIndex, active: u8) -> Factors<P, L> {
        let i = person as usize;
        let General { rules, agents, around, known, inviting, choosing, everybody, .. } = &mut self.persons;
        let mut factors = rules.factors((active, agents[i].registered), &around[i], &known[i]);
        if let Some(inviting) = inviting {
            let place = (self.market, self.contacts);
            inviting.look((person, &mut factors), (&around[i], &known[i]), place, agents);
        }
        if choosing.is_some() && !*everybody {
            self.look_for_choice(i, &mut factors);
        }
        factors
    }
}

impl<const P: usize, const L: usize, C: Count> General<P, L, C> {
    /// Takes the marks away; who in the market had one, in ascending order.
    fn take_marked<'r>(&mut self, room: &'r mut [PersonIndex]) -> &'r [PersonIndex] {
        let mut number = 0;
        for (word, (changed, inside)) in self.changed.iter_mut().zip(&self.inside).enumerate() {
            let mut bits = std::mem::take(changed) & inside;
            while bits != 0 {
                room[number] = word as PersonIndex * 64 + bits.trailing_zeros();
                number += 1;
                bits &= bits - 1;
            }
        }
        &room[..number]
    }

    /// Looks at persons who are active on the same platforms, where factors depend on counts alone.
    fn look_at_counts(&mut self, persons: &[PersonIndex], active: u8) {
        let platform = active.trailing_zeros() as usize;
        if !self.rules.are_short(active) {
            self.look_with(persons, active, |rules, agent, users, known| {
                rules.factors((active, agent.registered), users, known)
            });
        } else if active == 0 {
            self.look_with(persons, 0, |rules, agent, users, _| rules.factors_nowhere(agent.registered, users));
        } else {
            self.look_with(persons, active, |rules, agent, users, known| {
                rules.factors_on(platform, agent.registered, users, known)
            });
        }
    }

    /// Looks at persons who are active on the same platforms, given their factors.
    #[expect(clippy::inline_always, reason = "a call for each look costs a tenth of it")]
    #[inline(always)]
    fn look_with(
        &mut self,
        persons: &[PersonIndex],
        active: u8,
        factors: impl Fn(&Rules<P>, &Agent<P, L>, &Users<P, L, C>, &Known<L, C>) -> Factors<P, L>,
    ) {
        let (rules, hazards, alike) = (&self.rules, &self.hazards, self.goals.alike(active));
        let (agents, around, known, mut due) =
            (&mut self.agents[..], &self.around[..], &self.known[..], self.due.as_slices());
        for i in persons.iter().map(|&person| person as usize) {
            let agent = &mut agents[i];
            let factors = factors(rules, agent, &around[i], &known[i]);
            due.set(i, alike.turn(agent, &factors, hazards));
        }
    }

    /// Sorts persons by the platforms that they use, so that each can be treated as the one before; where those end in `sorted` who use a set of
    /// platforms, by set. Asks for what is kept of persons who come later, one for each.
    fn sort_by_use(
        &self,
        persons: &[PersonIndex],
        later: &[PersonIndex],
        sorted: &mut [PersonIndex; TOGETHER],
    ) -> [u16; SETS] {
        let (mut sets, mut next) = ([0; TOGETHER], [0; SETS]);
        for (place, (&person, set)) in persons.iter().zip(&mut sets).enumerate() {
            if let Some(&later) = later.get(place) {
                self.prefetch(later as usize);
            }
            *set = self.agents[person as usize].active;
            next[usize::from(*set)] += 1;
        }
        let mut end = 0;
        for number in &mut next[..1 << P] {
            end += std::mem::replace(number, end);
        }
        for (&person, set) in persons.iter().zip(sets) {
            let next = &mut next[usize::from(set)];
            sorted[usize::from(*next) % TOGETHER] = person;
            *next += 1;
        }
        next
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
