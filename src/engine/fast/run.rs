//! The course of a run.

use std::num::NonZeroUsize;

use super::campaigns::Drives;
use super::membership::Membership;
use super::persons::{Moved, Persons};
use crate::contacts::{ContactLayers, LayerKind};
use crate::engine::recorder::Recorder;
use crate::engine::trajectory::{Move, Mover, Paths, Trajectory};
use crate::market::{Clocks, Course, MAX_PLATFORMS, Market, Offers};
use crate::scenario::CountedContacts;
use crate::units::{PersonIndex, Tick};

/// One run, of persons whose state is kept as S.
pub struct Engine<'a, S> {
    pub(super) market: &'a Market,
    pub(super) contacts: &'a ContactLayers,
    pub(super) persons: S,
    pub(super) clocks: Vec<Clocks>,
    /// Which moments have come.
    pub(super) course: Course,
    /// What the platforms offer in this tick.
    pub(super) offers: Offers,
    /// Active agents and agents in the market at the beginning of the tick.
    pub(super) users: [u32; MAX_PLATFORMS],
    pub(super) in_market: u32,
    pub(super) recorder: Recorder,
    /// Who moved in this tick.
    pub(super) moved: Vec<Moved>,
    /// Bit of each layer among the stored ones.
    pub(super) bits: Vec<Option<usize>>,
    /// Who belongs to each audience.
    pub(super) memberships: Vec<Membership>,
    /// How far the drives of each platform have come.
    pub(super) drives: Drives,
    /// The tick in which each person first joined a platform, [`Tick::MAX`] before; empty for platforms where nobody asks.
    pub(super) first_joins: Vec<Vec<Tick>>,
    /// What happened to whom, where that is wanted.
    pub(super) paths: Option<Paths>,
}

/// How a run is made; what comes out of it is the same.
#[derive(Clone, Copy)]
pub struct How<'h> {
    /// Parts of the persons at which threads may work side by side.
    pub parts: NonZeroUsize,
    /// Whether to keep what happened to whom.
    pub paths: bool,
    /// Hears after each tick what part of the time is over.
    pub told: &'h (dyn Fn(f64) + Sync),
}

impl<'a, S: Persons> Engine<'a, S> {
    /// Runs a market over its contacts.
    pub fn run(market: &'a Market, contacts: &'a ContactLayers, persons: S, how: How) -> (Trajectory, Paths) {
        let mut engine = Self::new(market, contacts, persons);
        engine.paths = how.paths.then(Paths::default);
        for tick in 0..market.ticks() {
            engine.calendar(tick);
            engine.begin(tick);
            S::live(&mut engine, tick);
            engine.settle(tick + 1);
            (how.told)(f64::from(tick + 1) / f64::from(market.ticks()));
        }
        engine.calendar(market.ticks());
        let trajectory = engine.recorder.finish(market, &engine.course);
        (trajectory, Paths { course: engine.course, ..engine.paths.unwrap_or_default() })
    }

    fn new(market: &'a Market, contacts: &'a ContactLayers, persons: S) -> Self {
        Engine {
            market,
            contacts,
            persons,
            clocks: market.platforms.iter().map(|platform| Clocks::new(platform, &market.world)).collect(),
            course: Course::new(market),
            offers: Offers::new(),
            users: [0; MAX_PLATFORMS],
            in_market: 0,
            recorder: Recorder::new(market),
            moved: Vec::new(),
            bits: bits(contacts),
            memberships: Membership::of(market),
            drives: Drives::new(market),
            first_joins: (0..market.platforms.len()).map(|p| first_joins(market, p)).collect(),
            paths: None,
        }
    }

    /// What the calendar brings at the beginning of a tick; then, on the first tick of a day, the state is recorded.
    fn calendar(&mut self, tick: Tick) {
        let learned = self.course.advance(self.market, tick, &self.recorder.census());
        S::plan(self, tick, learned);
        self.read_audiences(tick);
        S::enter(self, tick);
        for p in 0..self.market.platforms.len() {
            if self.market.platforms[p].closes(&self.course, tick) {
                self.close(p, tick);
                self.settle(tick);
            }
        }
        for p in 0..self.market.platforms.len() {
            if self.course.comes(self.market.platforms[p].launch, tick) {
                self.place_initial_users(p, tick);
                self.settle(tick);
            }
        }
        self.campaign(tick);
        self.settle(tick);
        if tick.is_multiple_of(self.market.ticks_per_day) {
            self.recorder.day();
        }
    }

    /// All users of a platform lapse.
    fn close(&mut self, p: usize, tick: Tick) {
        for person in 0..self.market.population.agents {
            let before = self.persons.active(person);
            if before >> p & 1 == 1 {
                S::flip(self, person, p, tick);
                self.recorder.counts.left(p);
                let after = self.persons.active(person);
                self.moves(Moved { person, before, after, joined: 0, by: Mover::Closing });
            }
        }
    }

    /// Somebody has moved; the contacts hear of it when all of this moment have.
    pub(super) fn moves(&mut self, one: Moved) {
        self.recorder.counts.moved(one.before, one.after);
        self.moved.push(one);
    }

    /// Persons begin to live through a tick: what is offered is told, and who is there is counted.
    fn begin(&mut self, tick: Tick) {
        self.recorder.offered(&self.offers);
        for (p, users) in self.users.iter_mut().enumerate().take(self.offers.len()) {
            *users = self.recorder.active(p);
        }
        self.in_market = self.recorder.in_market();
        S::begin(self, tick);
        if let Some(told) = self.paths.as_mut().and_then(|paths| paths.offers.last_mut()) {
            told.clone_from(&self.offers);
        }
    }

    /// What happened is told, and reaches the contacts with effect from the beginning of a tick.
    fn settle(&mut self, tick: Tick) {
        let mut moved = std::mem::take(&mut self.moved);
        if let Some(paths) = &mut self.paths {
            let told = |&Moved { person, before, after, joined, by }| Move { tick, person, before, after, joined, by };
            paths.moves.extend(moved.iter().map(told));
        }
        S::settle(self, &moved, tick);
        moved.clear();
        self.moved = moved;
    }

    /// Reads what the platforms offer in a tick; what they offered before.
    pub(super) fn read_offers(&mut self, tick: Tick) -> Offers {
        let offers = self.market.offers(&self.course, tick);
        if let Some(paths) = &mut self.paths {
            paths.offers.push(offers.clone());
        }
        std::mem::replace(&mut self.offers, offers)
    }

    /// k: active users of a platform among the contacts of a person in a well-mixed layer; `before` are the platforms that the person was
    /// active on when the tick began.
    pub(super) fn mixed_users(&self, p: usize, before: u8) -> u32 {
        self.users[p] - u32::from(before >> p & 1)
    }

    /// Number of contacts of each person in the market in a well-mixed layer.
    pub(super) fn mixed_contacts(&self, layer: usize) -> u32 {
        let all = match self.market.layers[layer].counts {
            CountedContacts::Market => self.in_market,
            CountedContacts::All => self.market.population.agents,
        };
        all.saturating_sub(1)
    }

    /// Remembers a first joining, where somebody asks for it.
    pub(super) fn joins_first(&mut self, person: PersonIndex, p: usize, tick: Tick) {
        if let Some(joined) = self.first_joins[p].get_mut(person as usize) {
            *joined = tick;
        }
    }
}

/// Bit of each layer among the stored ones.
pub(super) fn bits(contacts: &ContactLayers) -> Vec<Option<usize>> {
    contacts.kinds().iter().map(|kind| kind.bit().map(|bit| bit as usize)).collect()
}

/// The stored layers, in the order of their bits.
pub(super) fn stored(contacts: &ContactLayers) -> Vec<usize> {
    let is_stored = |layer: &usize| matches!(contacts.kinds()[*layer], LayerKind::Stored(_));
    let mut stored: Vec<usize> = (0..contacts.kinds().len()).filter(is_stored).collect();
    stored.sort_by_key(|&layer| contacts.kinds()[layer].bit());
    stored
}

/// For each person the tick of the first joining, still to come; empty if nobody asks.
fn first_joins(market: &Market, platform: usize) -> Vec<Tick> {
    let persons = if market.asks_for_first_movers(platform) { market.population.agents } else { 0 };
    vec![Tick::MAX; persons as usize]
}
