//! The state of all persons where hazards are linear: every active contact invites by itself, and nothing else about contacts counts.
//!
//! With the running sums B(t) of what is the same for everybody and S_ℓ(t) of an invitation over layer ℓ, a person whose k_ℓ contacts are
//! users joins when w · \[B(t) + Σ_ℓ k_ℓ S_ℓ(t)\] reaches a *goal*, for a willingness w that holds still until the person moves. When a contact joins at s,
//! the goal grows by w · S_ℓ(s), because the contact invites from s on only. So all that a contact does is to add the same number to a
//! [word](word), which holds goal and counts in whole numbers: nothing depends on the order, and a contact costs one place in memory.
//!
//! The ticks before which nothing can happen take two bytes a person, and are all read in every tick.

mod class;
mod live;
mod part;
mod settle;
mod table;
mod word;

use std::num::NonZeroUsize;

use arrayvec::ArrayVec;

use super::hazards::Hazards;
use super::persons::{Moved, Persons};
use super::run::{Engine, stored};
use crate::contacts::{ContactLayers, LayerKind};
use crate::engine::counts::Counts;
use crate::market::{Contagion, MAX_PLATFORMS, Market, Platform};
use crate::parallel::side_by_side;
use crate::units::{PersonIndex, Tick};
use class::Classes;
use live::call;
use part::{Around, Hand, Part};
use table::{NEVER, Table};
pub use word::Word;

/// All persons of a market. P platforms, L stored layers, words of type W.
pub struct Linear<const P: usize, const L: usize, W: Word> {
    /// The clocks of each person, and the users among the contacts.
    words: Vec<[W; P]>,
    /// Nothing can happen to a person before this tick; before they enter, the tick in which they do.
    due: Vec<u16>,
    people: Vec<Person<P>>,
    classes: Classes<P>,
    hazards: Hazards<P, L>,
    /// What clocks have gathered by the beginning of this tick, and by its end.
    now: Table<P, L, W>,
    next: Table<P, L, W>,
    /// Whether everybody is a contact of everybody in some layer.
    mixed: bool,
    /// Who moved, and whose contacts have not heard of it yet.
    unheard: Vec<Moved>,
    /// Whether somebody enters the market, by tick.
    entering: Vec<bool>,
    /// As many as threads work side by side.
    hands: Vec<Hand>,
}

/// What is needed of a person only when something happens to it.
#[derive(Debug, Clone, Copy)]
pub struct Person<const P: usize> {
    /// Tick of the last transition on each platform.
    pub since: [u16; P],
    /// Transitions made on each platform, modulo 2¹⁶ (after so many, a person's luck repeats).
    pub transitions: [u16; P],
    /// Platforms that the person is active on, a bit each.
    pub active: u8,
    /// Platforms that the person was ever active on, a bit each.
    pub registered: u8,
    /// Audiences that the person belongs to, a bit each.
    pub audiences: u8,
    /// Whether the person is in the market.
    pub inside: bool,
}

impl<const P: usize> Default for Person<P> {
    fn default() -> Self {
        Person { since: [0; P], transitions: [0; P], active: 0, registered: 0, audiences: 0, inside: false }
    }
}

/// Whether all hazards of a market over these contacts are linear, and its run is short enough.
pub fn is_linear(market: &Market, contacts: &ContactLayers) -> bool {
    contacts.ties().is_none() && fits(market)
}

/// The same, over contacts of equal strength.
pub fn fits(market: &Market) -> bool {
    let every_active_contact_invites = |platform: &Platform| {
        platform.contagion == Contagion::Count
            && platform.compatible.is_empty()
            && platform.invite_period == Tick::MAX
            && platform.invite.iter().all(|invitation| !invitation.once)
    };
    let nothing_else_counts = |platform: &Platform| {
        let loyalty = platform.switching.loyalty > 0.0 && !platform.is_exclusive();
        platform.stickiness == 0.0 && platform.quorum == 0.0 && platform.pull == 0.0 && !loyalty
    };
    let all_are_alike = |platform: &Platform| platform.taste_spread == 0.0 && platform.campaigns.pushes.is_empty();
    market.choice.is_none()
        && market.attention.is_none()
        && market.ticks() < u32::from(NEVER)
        && market.platforms.iter().all(|platform| {
            every_active_contact_invites(platform) && nothing_else_counts(platform) && all_are_alike(platform)
        })
}

impl<const P: usize, const L: usize, W: Word> Linear<P, L, W> {
    /// Bytes that are kept of a person.
    pub const BYTES: usize = size_of::<[W; P]>() + size_of::<u16>() + size_of::<Person<P>>();

    /// The persons of a market before the first tick, in so many parts.
    pub fn new(market: &Market, contacts: &ContactLayers, parts: NonZeroUsize) -> Self {
        let agents = market.population.agents as usize;
        let hazards = Hazards::new(market, &stored(contacts));
        let classes = Classes::of(market);
        let now = Table::new(&hazards, &classes.willingness, 0);
        let (due, entering) = entries(market, parts.get());
        let counts = Counts::new(market.platforms.len(), market.causes().len());
        Linear {
            words: vec![[W::default(); P]; agents],
            due,
            people: vec![Person::default(); agents],
            next: now.clone(),
            now,
            classes,
            hazards,
            mixed: contacts.kinds().contains(&LayerKind::WellMixed),
            unheard: Vec::new(),
            entering,
            hands: vec![Hand { counts, ..Hand::default() }; parts.get()],
        }
    }
}

impl<const P: usize, W: Word> Part<'_, P, W> {
    /// Those whose tick it is enter the market.
    fn enter<const L: usize>(&mut self, around: &Around<'_, P, L, W>, hand: &mut Hand) {
        let mut called = std::mem::take(&mut hand.called);
        call(self.due, around.tick as u16, &mut called);
        for &i in &called {
            let i = i as usize;
            if !self.people[i].inside {
                self.people[i].inside = true;
                let person = self.first + i as PersonIndex;
                let clock = |p: usize| around.clocks.get(p).map_or(0.0, |clocks| clocks.joining(person, 0));
                self.rewind(i, std::array::from_fn(clock), around);
                hand.entered += 1;
            }
        }
        hand.called = called;
    }

    /// A person has changed at the beginning of this tick: each clock goes on in its new class with what was left on it, or is wound anew.
    fn rewind<const L: usize>(&mut self, i: usize, left: [f64; P], around: &Around<'_, P, L, W>) {
        for p in 0..P {
            let class = around.classes.class(&self.people[i], p, around.tick);
            self.words[i][p] = around.now.wound(p, self.words[i][p], left[p], class);
        }
        self.name_due(i, around.classes, around.now);
    }

    /// Names a tick before which nothing can happen to a person, given what clocks have gathered.
    #[inline]
    fn name_due<const L: usize>(&mut self, i: usize, classes: &Classes<P>, table: &Table<P, L, W>) {
        let mut due = NEVER;
        for p in 0..P {
            due = due.min(table.due(p, self.words[i][p]));
            if self.words[i][p].class() == class::ON_TRIAL {
                let end = classes.trial_end(&self.people[i], p);
                due = due.min(end.min(Tick::from(NEVER)) as u16);
            }
        }
        self.due[i] = due;
    }
}

/// The tick in which each person enters the market, and whether somebody does, by tick.
fn entries(market: &Market, threads: usize) -> (Vec<u16>, Vec<bool>) {
    let agents = market.population.agents as usize;
    let (ticks, length) = (market.ticks() as usize + 1, agents.div_ceil(threads).max(1));
    let mut due = vec![NEVER; agents];
    let mut parts: Vec<&mut [u16]> = due.chunks_mut(length).collect();
    let entering = side_by_side(&mut parts, threads, |part, due| {
        let mut entering = vec![false; ticks];
        for (person, due) in (part * length..).zip(due.iter_mut()) {
            let entry = market.population.entry(person as PersonIndex);
            if let Some(some) = entering.get_mut(entry as usize) {
                (*some, *due) = (true, entry as u16);
            }
        }
        entering
    });
    let some = |tick| entering.iter().any(|part| part[tick]);
    (due, (0..ticks).map(some).collect())
}

impl<const P: usize, const L: usize, W: Word> Persons for Linear<P, L, W> {
    fn is_inside(&self, person: PersonIndex) -> bool {
        self.people[person as usize].inside
    }

    fn active(&self, person: PersonIndex) -> u8 {
        self.people[person as usize].active
    }

    fn audiences(&self, person: PersonIndex) -> u8 {
        self.people[person as usize].audiences
    }

    fn plan(engine: &mut Engine<'_, Self>, tick: Tick, changed: bool) {
        engine.persons.hazards.plan(engine.market, &engine.course, tick, changed);
        engine.read_offers(tick);
    }

    fn enter(engine: &mut Engine<'_, Self>, tick: Tick) {
        if !engine.persons.entering[tick as usize] {
            return;
        }
        if !engine.market.audiences.is_empty() {
            engine.join_audiences(tick);
        }
        let (around, part) = engine.apart(tick);
        part.in_parts(&|part, hand| part.enter(&around, hand));
        let entered = engine.persons.hands.iter_mut().map(|hand| std::mem::take(&mut hand.entered)).sum();
        engine.recorder.entered(entered);
    }

    /// Nothing but campaigns looks at audiences here.
    fn change_audience(&mut self, person: PersonIndex, audience: usize, _: Tick) -> bool {
        let person = &mut self.people[person as usize];
        person.audiences ^= 1 << audience;
        person.audiences >> audience & 1 == 1
    }

    fn flip(engine: &mut Engine<'_, Self>, person: PersonIndex, p: usize, tick: Tick) -> bool {
        let (around, part) = engine.apart(tick);
        part.whole(|part, _| {
            let i = person as usize;
            let (_, mut left) = part.clocks(i, &around);
            let first = part.transition(i, p, &around, &mut left[p]);
            part.rewind(i, left, &around);
            first
        })
    }

    fn begin(engine: &mut Engine<'_, Self>, tick: Tick) {
        let mixed = engine.mixed_invitations();
        let Linear { hazards, classes, now, next, .. } = &mut engine.persons;
        let risen = hazards.begin(tick, &mixed);
        hazards.end();
        *now = Table::new(hazards, &classes.willingness, tick);
        *next = Table::new(hazards, &classes.willingness, tick + 1);
        if risen {
            let (around, part) = engine.apart(tick);
            part.in_parts(&|part, _| {
                for i in 0..part.people.len() {
                    if part.people[i].inside {
                        part.name_due(i, around.classes, around.now);
                    }
                }
            });
        }
    }

    fn live(engine: &mut Engine<'_, Self>, tick: Tick) {
        let hazards = live::hazards(&engine.persons.hazards, &engine.persons.classes.willingness);
        let mut unheard = std::mem::take(&mut engine.persons.unheard);
        let (around, part) = engine.apart(tick);
        part.in_parts(&|part, hand| {
            part.hear(&around, &unheard);
            part.live(&around, &hazards, hand);
        });
        unheard.clear();
        engine.persons.unheard = unheard;
        for hand in &mut engine.persons.hands {
            engine.moved.append(&mut hand.moved);
            engine.recorder.counts.take(&mut hand.counts);
        }
        std::mem::swap(&mut engine.persons.now, &mut engine.persons.next);
    }

    /// Contacts hear of it before they live through the next tick, when persons are at hand anyway. Until then a person may enter or
    /// be won: what contacts add to goal and count is the same on both sides of a clock that is wound in this tick.
    fn settle(engine: &mut Engine<'_, Self>, moved: &[Moved], _: Tick) {
        engine.persons.unheard.extend_from_slice(moved);
    }
}

impl<const P: usize, const L: usize, W: Word> Engine<'_, Linear<P, L, W>> {
    /// The hazard of being invited in well-mixed layers, of all who are not users themselves.
    fn mixed_invitations(&self) -> ArrayVec<f64, MAX_PLATFORMS> {
        let mixed = |&layer: &usize| self.bits[layer].is_none();
        let hazard = |p: usize, layer: usize| {
            self.offers[p].invite[layer] * f64::from(self.mixed_users(p, 0) as f32 * self.contacts.unit(layer))
        };
        let layers = || (0..self.bits.len()).filter(mixed);
        (0..self.offers.len()).map(|p| layers().map(|layer| hazard(p, layer)).sum()).collect()
    }

    /// Those whose tick it is belong to audiences when they enter the market.
    fn join_audiences(&mut self, tick: Tick) {
        let mut called = std::mem::take(&mut self.persons.hands[0].called);
        call(&self.persons.due, tick as u16, &mut called);
        for &person in &called {
            if !self.persons.people[person as usize].inside {
                self.persons.people[person as usize].audiences = self.enter_audiences(person, tick);
            }
        }
        self.persons.hands[0].called = called;
    }
}
