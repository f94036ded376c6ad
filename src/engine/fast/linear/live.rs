//! Living through a tick: for those whose clocks may run out in it.

use super::class::{CLASSES, MAY_JOIN, ON_TRIAL, SETTLED};
use super::table::hazard;
use super::word::Word;
use super::{Linear, Person};
use crate::contacts::prefetch;
use crate::engine::fast::persons::Moved;
use crate::engine::fast::run::Engine;
use crate::engine::recorder::{INVITATION, MEDIA};
use crate::engine::trajectory::Mover;
use crate::market::{MAX_LAYERS, replacing};
use crate::units::{PersonIndex, Tick};

/// How many persons ahead memory is asked for.
const AHEAD: usize = 12;
/// Persons whose due ticks are looked at together.
const TOGETHER: usize = 32;

/// The hazards of this tick, by platform and class: without contacts, and by each contact who is a user.
type Hazards<const P: usize, const L: usize> = [[(f64, [f64; L]); CLASSES]; P];

/// Writes down who may be due, in ascending order.
fn call(due: &[u16], tick: u16, called: &mut Vec<PersonIndex>) {
    let (groups, rest) = due.as_chunks::<TOGETHER>();
    let mut call_from = |ticks: &[u16], group: usize| {
        let from = (group * TOGETHER) as PersonIndex;
        called.extend((from..).zip(ticks).filter(|(_, due)| **due <= tick).map(|(person, _)| person));
    };
    for (group, ticks) in groups.iter().enumerate() {
        // Without a branch, so that many are compared at once.
        if ticks.iter().fold(0, |some, &due| some | u16::from(due <= tick)) != 0 {
            call_from(ticks, group);
        }
    }
    call_from(rest, groups.len());
}

impl<const P: usize, const L: usize, W: Word> Linear<P, L, W> {
    /// The classes of a person's clocks in a tick; those that have been on trial until now, and are no longer, go on as settled.
    #[inline]
    fn classes_of(&mut self, i: usize, tick: Tick) -> [usize; P] {
        let Linear { words, people, classes, now, .. } = self;
        std::array::from_fn(|p| {
            let word = &mut words[i][p];
            if word.class() == ON_TRIAL && tick >= classes.trial_end(&people[i], p) {
                *word = now.reclassed(p, *word, SETTLED);
            }
            word.class()
        })
    }

    /// A person has changed in this tick: each clock begins the next in its new class, with what was left on it or wound anew.
    fn rewind_next(&mut self, i: usize, clock: &[f64; P], tick: Tick) {
        for p in 0..P {
            let class = self.classes.class(&self.people[i], p, tick + 1);
            self.words[i][p] = self.next.wound(p, self.words[i][p], clock[p], class);
        }
    }

    /// The hazards of a tick.
    fn hazards(&self) -> Hazards<P, L> {
        let (channels, width) = (self.hazards.now(), self.hazards.width());
        std::array::from_fn(|p| {
            let (channels, willingness) = (&channels[p * width..][..width], &self.classes.willingness[p]);
            std::array::from_fn(|class| hazard(channels, class, willingness))
        })
    }
}

impl<const P: usize, const L: usize, W: Word> Engine<'_, Linear<P, L, W>> {
    /// Everybody whose clocks may run out in this tick lives through it.
    pub(super) fn live_all(&mut self, tick: Tick) {
        let mut called = std::mem::take(&mut self.persons.called);
        call(&self.persons.due, tick as u16, &mut called);
        let hazards = self.persons.hazards();
        for (position, &person) in called.iter().enumerate() {
            if let Some(&later) = called.get(position + AHEAD) {
                prefetch(&self.persons.words, later as usize);
                prefetch(&self.persons.people, later as usize);
            }
            self.live_through(person, tick, &hazards);
        }
        called.clear();
        self.persons.called = called;
    }

    /// The clocks compete in continuous time: the one that runs out first, as a fraction of the tick, strikes first, and changes the
    /// hazards for the rest of the tick.
    fn live_through(&mut self, person: PersonIndex, tick: Tick, hazards: &Hazards<P, L>) {
        let i = person as usize;
        let before = self.persons.people[i].active;
        let mut classes = self.persons.classes_of(i, tick);
        let mut clock = self.persons.left(i);
        let (mut left, mut joined, mut struck) = (1.0, 0, false);
        loop {
            let hazard = self.hazards_of(i, &classes, before, hazards);
            let (mut next, mut span) = (None, left);
            for p in 0..P {
                if clock[p] < hazard[p] * span {
                    (next, span) = (Some(p), clock[p] / hazard[p]);
                }
            }
            let Some(p) = next else { break };
            for p in 0..P {
                clock[p] = (clock[p] - hazard[p] * span).max(0.0);
            }
            left -= span;
            struck = true;
            joined |= self.strike(person, (p, before), tick, &mut clock);
            classes = std::array::from_fn(|p| self.persons.classes.class(&self.persons.people[i], p, tick));
        }
        if struck {
            let hazard = self.hazards_of(i, &classes, before, hazards);
            for p in 0..P {
                clock[p] = (clock[p] - hazard[p] * left).max(0.0);
            }
            self.persons.rewind_next(i, &clock, tick);
            let after = self.persons.people[i].active;
            self.moved.push(Moved { person, before, after, joined, by: Mover::Clock });
        }
        self.persons.due[i] = self.persons.due(i, &self.persons.next);
    }

    /// The hazards of a person in this tick, given the classes of its clocks. `before` are the platforms that the person was active on when
    /// it began.
    #[inline]
    fn hazards_of(&self, i: usize, classes: &[usize; P], before: u8, hazards: &Hazards<P, L>) -> [f64; P] {
        std::array::from_fn(|p| {
            let class = classes[p];
            // Nobody is a contact of themselves: who has just left counts among all users, but not among those around.
            if self.persons.mixed && before >> p & 1 == 1 && (MAY_JOIN..ON_TRIAL).contains(&class) {
                let willing = f64::from(self.persons.classes.willingness[p][class - MAY_JOIN]);
                return willing * self.causes(i, p, before).iter().sum::<f64>();
            }
            let (base, each) = hazards[p][class];
            (0..L).fold(base, |sum, l| sum + each[l] * self.persons.words[i][p].users(l) as i64 as f64)
        })
    }

    /// The clock of a platform has run out: the person joins or leaves, and with it what comes with that; what is joined, a bit each.
    fn strike(&mut self, person: PersonIndex, (p, before): (usize, u8), tick: Tick, clock: &mut [f64; P]) -> u8 {
        let Person { active, transitions, .. } = self.persons.people[person as usize];
        if active >> p & 1 == 1 {
            self.transition(person, p, tick, &mut clock[p]);
            self.recorder.left(p);
            return 0;
        }
        let causes = self.causes(person as usize, p, before);
        let cause = self.clocks[p].cause(person, u32::from(transitions[p]), causes.into_iter());
        let set = replacing::after_joining(p, active, self.market.platforms[p].replaces);
        for q in (0..P).filter(|q| (active ^ set) >> q & 1 == 1) {
            let first = self.transition(person, q, tick, &mut clock[q]);
            self.recorder.turned(q, active >> q & 1 == 1, MEDIA + cause, first);
        }
        set & !active
    }

    /// Flips a person's activity on a platform and winds the next clock; true when it was the first joining.
    pub(super) fn transition(&mut self, person: PersonIndex, p: usize, tick: Tick, clock: &mut f64) -> bool {
        let one = &mut self.persons.people[person as usize];
        let first = one.registered >> p & 1 == 0;
        one.active ^= 1 << p;
        one.registered |= 1 << p;
        one.since[p] = tick;
        one.transitions[p] = one.transitions[p].wrapping_add(1);
        let transitions = u32::from(one.transitions[p]);
        *clock = if one.active >> p & 1 == 1 {
            self.clocks[p].leaving(person, transitions)
        } else {
            self.clocks[p].joining(person, transitions)
        };
        if first {
            self.joins_first(person, p, tick);
        }
        first
    }

    /// The hazards of joining by each cause, but for the willingness, which they share; nobody belongs to an audience that is campaigned to.
    fn causes(&self, i: usize, p: usize, before: u8) -> [f64; INVITATION - MEDIA + MAX_LAYERS] {
        let offer = &self.offers[p];
        let mut causes = [0.0; INVITATION - MEDIA + MAX_LAYERS];
        causes[0] = offer.media;
        for (layer, bit) in self.bits.iter().enumerate() {
            let users = match bit {
                Some(bit) => self.persons.words[i][p].users(*bit) as f32,
                None => self.mixed_users(p, before) as f32,
            };
            causes[INVITATION - MEDIA + layer] = offer.invite[layer] * f64::from(users * self.contacts.unit(layer));
        }
        causes
    }

    /// The hazard of joining each platform by invitation over well-mixed layers.
    pub(super) fn mixed_invitations(&self) -> Vec<f64> {
        let mixed = |&layer: &usize| self.bits[layer].is_none();
        let hazard = |p: usize, layer: usize| {
            self.offers[p].invite[layer] * f64::from(self.mixed_users(p, 0) as f32 * self.contacts.unit(layer))
        };
        let layers = || (0..self.bits.len()).filter(mixed);
        (0..self.offers.len()).map(|p| layers().map(|layer| hazard(p, layer)).sum()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In whole groups and in the part of one at the end.
    #[test]
    fn whoever_is_due_is_called_and_nobody_else() {
        for persons in [64, 70, 130] {
            let mut due = vec![9; persons];
            (due[0], due[40], due[persons - 1]) = (5, 7, 5);
            let last = persons as u32 - 1;
            for (tick, expected) in [(4, vec![]), (5, vec![0, last]), (7, vec![0, 40, last]), (9, (0..=last).collect())]
            {
                let mut called = Vec::new();
                call(&due, tick, &mut called);
                assert_eq!(called, expected, "{persons} persons in tick {tick}");
            }
        }
    }
}
