//! Living through a tick: for those whose clocks may run out in it.

use super::Person;
use super::class::{CLASSES, MAY_JOIN, ON_TRIAL, SETTLED};
use super::part::{Around, Hand, Part};
use super::table::hazard;
use super::word::{ONE, Word};
use crate::contacts::prefetch;
use crate::engine::fast::hazards::Hazards;
use crate::engine::fast::persons::Moved;
use crate::engine::recorder::{INVITATION, MEDIA};
use crate::engine::trajectory::Mover;
use crate::market::{MAX_LAYERS, replacing};
use crate::units::PersonIndex;

/// How many persons ahead memory is asked for.
const AHEAD: usize = 12;
/// Persons whose due ticks are looked at together, and among whom they are looked for then.
const TOGETHER: usize = 32;
const CLOSE: usize = 8;
/// Causes of joining that are told apart here.
const CAUSES: usize = INVITATION - MEDIA + MAX_LAYERS;

/// The hazards of this tick, by platform and class: without contacts, and by each contact who is a user.
pub type Now<const P: usize, const L: usize> = [[(f64, [f64; L]); CLASSES]; P];

/// The hazards of a tick.
pub fn hazards<const P: usize, const L: usize>(
    hazards: &Hazards<P, L>,
    willingness: &[[f32; ON_TRIAL - MAY_JOIN]; P],
) -> Now<P, L> {
    let (channels, width) = (hazards.now(), hazards.width());
    std::array::from_fn(|p| {
        let channels = &channels[p * width..][..width];
        std::array::from_fn(|class| hazard(channels, class, &willingness[p]))
    })
}

/// Writes down who may be due, in ascending order and counted from 0.
pub fn call(due: &[u16], tick: u16, called: &mut Vec<u32>) {
    called.clear();
    let some_of = |ticks: &[u16]| ticks.iter().fold(0, |some, &due| some | u16::from(due <= tick)) != 0;
    let mut call_from = |ticks: &[u16], from: usize| {
        called.extend((from as u32..).zip(ticks).filter(|(_, due)| **due <= tick).map(|(person, _)| person));
    };
    let (groups, rest) = due.as_chunks::<TOGETHER>();
    for (group, ticks) in groups.iter().enumerate() {
        // Without a branch, so that many are compared at once.
        if some_of(ticks) {
            for (close, ticks) in ticks.as_chunks::<CLOSE>().0.iter().enumerate().filter(|(_, ticks)| some_of(*ticks)) {
                call_from(ticks, group * TOGETHER + close * CLOSE);
            }
        }
    }
    call_from(rest, groups.len() * TOGETHER);
}

impl<const P: usize, W: Word> Part<'_, P, W> {
    /// Everybody whose clocks may run out in this tick lives through it.
    pub fn live<const L: usize>(&mut self, around: &Around<'_, P, L, W>, hazards: &Now<P, L>, hand: &mut Hand) {
        let mut called = std::mem::take(&mut hand.called);
        call(self.due, around.tick as u16, &mut called);
        for (position, &i) in called.iter().enumerate() {
            if let Some(&later) = called.get(position + AHEAD) {
                prefetch(self.words, later as usize);
                prefetch(self.people, later as usize);
            }
            self.live_through(i as usize, around, hazards, hand);
        }
        hand.called = called;
    }

    /// The clocks compete in continuous time: the one that runs out first, as a fraction of the tick, strikes first, and changes the
    /// hazards for the rest of the tick.
    fn live_through<const L: usize>(
        &mut self,
        i: usize,
        around: &Around<'_, P, L, W>,
        hazards: &Now<P, L>,
        hand: &mut Hand,
    ) {
        let before = self.people[i].active;
        let (mut classes, mut clock) = self.clocks(i, around);
        let (mut left, mut joined, mut struck) = (1.0, 0, false);
        let mut hazard = self.hazards(i, &classes, before, around, hazards);
        loop {
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
            joined |= self.strike(i, (p, before), around, &mut clock, hand);
            for p in 0..P {
                classes[p] = around.classes.class(&self.people[i], p, around.tick);
            }
            hazard = self.hazards(i, &classes, before, around, hazards);
        }
        if struck {
            for p in 0..P {
                let clock = (clock[p] - hazard[p] * left).max(0.0);
                let class = around.classes.class(&self.people[i], p, around.tick + 1);
                self.words[i][p] = around.next.wound(p, self.words[i][p], clock, class);
            }
            let (person, after) = (self.first + i as PersonIndex, self.people[i].active);
            hand.counts.moved(before, after);
            hand.moved.push(Moved { person, before, after, joined, by: Mover::Clock });
        }
        self.name_due(i, around.classes, around.next);
    }

    /// The classes of a person's clocks in a tick, and what is left on them; those that have been on trial until now, and are no
    /// longer, go on as settled.
    #[inline]
    pub fn clocks<const L: usize>(&mut self, i: usize, around: &Around<'_, P, L, W>) -> ([usize; P], [f64; P]) {
        let (mut classes, mut clocks) = ([0; P], [0.0; P]);
        for p in 0..P {
            let word = &mut self.words[i][p];
            if word.class() == ON_TRIAL && around.tick >= around.classes.trial_end(&self.people[i], p) {
                *word = around.now.reclassed(p, *word, SETTLED);
            }
            classes[p] = word.class();
            clocks[p] = around.now.left(p, *word).max(0) as f64 / ONE;
        }
        (classes, clocks)
    }

    /// The hazards of a person in this tick, given the classes of its clocks. `before` are the platforms that the person was active on when
    /// it began.
    #[inline]
    fn hazards<const L: usize>(
        &self,
        i: usize,
        classes: &[usize; P],
        before: u8,
        around: &Around<'_, P, L, W>,
        hazards: &Now<P, L>,
    ) -> [f64; P] {
        let mut of_person = [0.0; P];
        for p in 0..P {
            let class = classes[p];
            // Nobody is a contact of themselves: who has just left counts among all users, but not among those around.
            if around.mixed && before >> p & 1 == 1 && (MAY_JOIN..ON_TRIAL).contains(&class) {
                let willing = f64::from(around.classes.willingness[p][class - MAY_JOIN]);
                of_person[p] = willing * self.causes(i, p, before, around).iter().sum::<f64>();
                continue;
            }
            let (mut sum, each) = hazards[p][class];
            for l in 0..L {
                sum += each[l] * self.words[i][p].users(l) as i64 as f64;
            }
            of_person[p] = sum;
        }
        of_person
    }

    /// The clock of a platform has run out: the person joins or leaves, and with it what comes with that; what is joined, a bit each.
    fn strike<const L: usize>(
        &mut self,
        i: usize,
        (p, before): (usize, u8),
        around: &Around<'_, P, L, W>,
        clock: &mut [f64; P],
        hand: &mut Hand,
    ) -> u8 {
        let Person { active, transitions, .. } = self.people[i];
        if active >> p & 1 == 1 {
            self.transition(i, p, around, &mut clock[p]);
            hand.counts.left(p);
            return 0;
        }
        let causes = self.causes(i, p, before, around);
        let person = self.first + i as PersonIndex;
        let told_apart = &causes[..INVITATION - MEDIA + around.bits.len()];
        let cause = around.clocks[p].cause(person, u32::from(transitions[p]), told_apart.iter().copied());
        let set = replacing::after_joining(p, active, around.market.platforms[p].replaces);
        for q in (0..P).filter(|q| (active ^ set) >> q & 1 == 1) {
            let first = self.transition(i, q, around, &mut clock[q]);
            hand.counts.turned(q, active >> q & 1 == 1, MEDIA + cause, first);
        }
        set & !active
    }

    /// Flips a person's activity on a platform and winds the next clock; true when it was the first joining.
    pub fn transition<const L: usize>(
        &mut self,
        i: usize,
        p: usize,
        around: &Around<'_, P, L, W>,
        clock: &mut f64,
    ) -> bool {
        let (person, one) = (self.first + i as PersonIndex, &mut self.people[i]);
        let first = one.registered >> p & 1 == 0;
        one.active ^= 1 << p;
        one.registered |= 1 << p;
        one.since[p] = around.tick as u16;
        one.transitions[p] = one.transitions[p].wrapping_add(1);
        let transitions = u32::from(one.transitions[p]);
        *clock = if one.active >> p & 1 == 0 {
            around.clocks[p].joining(person, transitions)
        } else if around.classes.leaves[p] {
            around.clocks[p].leaving(person, transitions)
        } else {
            0.0
        };
        if let Some(joined) = self.first_joins[p].get_mut(i).filter(|_| first) {
            *joined = around.tick;
        }
        first
    }

    /// The hazards of joining by each cause, but for the willingness, which they share; nobody belongs to an audience that is campaigned to.
    fn causes<const L: usize>(&self, i: usize, p: usize, before: u8, around: &Around<'_, P, L, W>) -> [f64; CAUSES] {
        let offer = &around.offers[p];
        let mut causes = [0.0; CAUSES];
        causes[0] = offer.media;
        for (layer, bit) in around.bits.iter().enumerate() {
            let users = match bit {
                Some(bit) => self.words[i][p].users(*bit) as f32,
                // Nobody is a contact of themselves.
                None => (around.users[p] - u32::from(before >> p & 1)) as f32,
            };
            causes[INVITATION - MEDIA + layer] = offer.invite[layer] * f64::from(users * around.contacts.unit(layer));
        }
        causes
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
