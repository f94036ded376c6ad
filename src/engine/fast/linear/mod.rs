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
mod settle;
mod table;
mod word;

use super::hazards::Hazards;
use super::persons::{Moved, Persons};
use super::run::{Engine, stored};
use crate::contacts::{ContactLayers, LayerKind};
use crate::market::{Contagion, Market, Platform};
use crate::units::{PersonIndex, Tick};
use class::Classes;
use table::{NEVER, Table};
pub use word::Word;

/// All persons of a market. P platforms, L stored layers, words of type W.
pub struct Linear<const P: usize, const L: usize, W> {
    /// The clocks of each person, and the users among the contacts.
    words: Vec<[W; P]>,
    /// Nothing can happen to a person before this tick.
    due: Vec<u16>,
    people: Vec<Person<P>>,
    classes: Classes<P>,
    hazards: Hazards<P, L>,
    /// What clocks have gathered by the beginning of this tick, and by its end.
    now: Table<P, L, W>,
    next: Table<P, L, W>,
    /// Whether everybody is a contact of everybody in some layer.
    mixed: bool,
    /// Those who are due in this tick.
    called: Vec<PersonIndex>,
}

/// What is needed of a person only when something happens to it.
#[derive(Debug, Clone, Copy)]
pub struct Person<const P: usize> {
    /// Tick of the last transition on each platform.
    pub since: [Tick; P],
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

    /// The persons of a market before the first tick.
    pub fn new(market: &Market, contacts: &ContactLayers) -> Self {
        let agents = market.population.agents as usize;
        let hazards = Hazards::new(market, &stored(contacts));
        let classes = Classes::of(market);
        let now = Table::new(&hazards, &classes.willingness, 0);
        Linear {
            words: vec![[W::default(); P]; agents],
            due: vec![NEVER; agents],
            people: vec![Person::default(); agents],
            next: now.clone(),
            now,
            classes,
            hazards,
            mixed: contacts.kinds().contains(&LayerKind::WellMixed),
            called: Vec::new(),
        }
    }

    /// A tick before which nothing can happen to a person, given what clocks have gathered.
    #[inline]
    fn due(&self, i: usize, table: &Table<P, L, W>) -> u16 {
        let mut due = NEVER;
        for p in 0..P {
            due = due.min(table.due(p, self.words[i][p]));
            if self.words[i][p].class() == class::ON_TRIAL {
                let end = self.classes.trial_end(&self.people[i], p);
                due = due.min(end.min(u32::from(NEVER)) as u16);
            }
        }
        due
    }

    /// A person has changed at the beginning of this tick: each clock goes on in its new class with what was left on it, or is wound anew.
    fn rewind(&mut self, i: usize, left: [f64; P], tick: Tick) {
        for p in 0..P {
            let class = self.classes.class(&self.people[i], p, tick);
            self.words[i][p] = self.now.wound(p, self.words[i][p], left[p], class);
        }
        self.due[i] = self.due(i, &self.now);
    }

    /// What is left on the clocks of a person at the beginning of this tick.
    fn left(&self, i: usize) -> [f64; P] {
        std::array::from_fn(|p| self.now.left(p, self.words[i][p]).max(0) as f64 / word::ONE)
    }
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

    fn enter(engine: &mut Engine<'_, Self>, person: PersonIndex, audiences: u8, tick: Tick) {
        let i = person as usize;
        engine.persons.people[i] = Person { audiences, inside: true, ..Person::default() };
        let clock = |p: usize| engine.clocks.get(p).map_or(0.0, |clocks| clocks.joining(person, 0));
        engine.persons.rewind(i, std::array::from_fn(clock), tick);
    }

    /// Nothing but campaigns looks at audiences here.
    fn change_audience(&mut self, person: PersonIndex, audience: usize, _: Tick) -> bool {
        let person = &mut self.people[person as usize];
        person.audiences ^= 1 << audience;
        person.audiences >> audience & 1 == 1
    }

    fn flip(engine: &mut Engine<'_, Self>, person: PersonIndex, p: usize, tick: Tick) -> bool {
        let mut left = engine.persons.left(person as usize);
        let first = engine.transition(person, p, tick, &mut left[p]);
        engine.persons.rewind(person as usize, left, tick);
        first
    }

    fn begin(engine: &mut Engine<'_, Self>, tick: Tick) {
        let mixed = engine.mixed_invitations();
        let Linear { hazards, classes, now, next, .. } = &mut engine.persons;
        let risen = hazards.begin(tick, &mixed);
        hazards.end();
        *now = Table::new(hazards, &classes.willingness, tick);
        *next = Table::new(hazards, &classes.willingness, tick + 1);
        if risen {
            let persons = &mut engine.persons;
            for i in 0..persons.people.len() {
                persons.due[i] = persons.due(i, &persons.now);
            }
        }
    }

    fn live(engine: &mut Engine<'_, Self>, tick: Tick) {
        engine.live_all(tick);
        std::mem::swap(&mut engine.persons.now, &mut engine.persons.next);
    }

    fn settle(engine: &mut Engine<'_, Self>, moved: &[Moved], _: Tick) {
        engine.persons.reach_contacts(engine.contacts, moved);
    }
}
