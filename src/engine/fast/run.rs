//! The course of a run.

use super::agent::{Agent, Count, Known, OUTSIDE, Users};
use super::campaigns::Drives;
use super::choosing::Choosing;
use super::due::Due;
use super::hazards::Hazards;
use super::inviting::Inviting;
use super::membership::Membership;
use super::rules::Rules;
use super::settle::Moved;
use crate::contacts::{ContactLayers, LayerKind};
use crate::engine::recorder::Recorder;
use crate::engine::trajectory::{Mover, Paths, Trajectory};
use crate::market::{Clocks, Course, Market, Offer, Platform};
use crate::scenario::CountedContacts;
use crate::units::{PersonIndex, Tick};

/// One run. P platforms, L stored layers, counts of type C (each at least what the market needs).
pub struct Engine<'a, const P: usize, const L: usize, C> {
    pub(super) market: &'a Market,
    pub(super) contacts: &'a ContactLayers,
    pub(super) clocks: Vec<Clocks>,
    pub(super) rules: Rules<P>,
    pub(super) hazards: Hazards<P, L>,
    /// Which moments have come.
    pub(super) course: Course,
    /// What the platforms offer in this tick.
    pub(super) offers: Vec<Offer>,
    pub(super) agents: Vec<Agent<P, L>>,
    pub(super) around: Vec<Users<P, L, C>>,
    pub(super) known: Vec<Known<L, C>>,
    /// Persons whose factors must be looked at again, a bit each.
    pub(super) changed: Vec<u64>,
    /// Persons in the market, a bit each.
    pub(super) inside: Vec<u64>,
    pub(super) marked: Vec<PersonIndex>,
    /// For each person, a tick before which nothing can happen.
    pub(super) due: Due,
    /// Those who are due in a group.
    pub(super) called: Vec<PersonIndex>,
    /// Active agents and agents in the market at the beginning of the tick.
    pub(super) users: [u32; P],
    pub(super) in_market: u32,
    pub(super) recorder: Recorder,
    /// Who moved in this tick.
    pub(super) moved: Vec<Moved>,
    /// What invitations need besides, where the market has more than active contacts who invite.
    pub(super) inviting: Option<Inviting<P, L, C>>,
    /// What choices need besides, where persons choose.
    pub(super) choosing: Option<Choosing>,
    /// Bit of each layer among the stored ones.
    pub(super) bits: Vec<Option<usize>>,
    /// Whether rules look at shares of contacts in well-mixed layers, or at what differs between persons there: then everybody's hazards
    /// change in every tick.
    pub(super) everybody: bool,
    /// Who belongs to each audience.
    pub(super) memberships: Vec<Membership>,
    /// How far the drives of each platform have come.
    pub(super) drives: Drives,
    /// The tick in which each person first joined a platform, [`Tick::MAX`] before; empty for platforms where nobody asks.
    pub(super) first_joins: Vec<Vec<Tick>>,
    /// Persons by the tick in which they enter the market, and where each tick begins.
    entrants: Vec<PersonIndex>,
    entries: Vec<u32>,
    /// What happened to whom, where that is wanted.
    pub(super) paths: Option<Paths>,
}

impl<'a, const P: usize, const L: usize, C: Count> Engine<'a, P, L, C> {
    /// Runs a market over its contacts; what happened to whom is kept where `paths` says so.
    pub fn run(market: &'a Market, contacts: &'a ContactLayers, paths: bool) -> (Trajectory, Paths) {
        let mut engine = Self::new(market, contacts);
        engine.paths = paths.then(Paths::default);
        for tick in 0..market.ticks() {
            engine.calendar(tick);
            engine.begin(tick);
            engine.live(tick);
            engine.hazards.end();
            engine.settle(tick + 1);
        }
        engine.calendar(market.ticks());
        let trajectory = engine.recorder.finish(market, &engine.course);
        (trajectory, Paths { course: engine.course, ..engine.paths.unwrap_or_default() })
    }

    fn new(market: &'a Market, contacts: &'a ContactLayers) -> Self {
        let bits: Vec<Option<usize>> = contacts
            .kinds()
            .iter()
            .map(|kind| match kind {
                LayerKind::Stored(bit) => Some(*bit as usize),
                LayerKind::WellMixed => None,
            })
            .collect();
        let mut stored: Vec<usize> = (0..bits.len()).filter(|&layer| bits[layer].is_some()).collect();
        stored.sort_by_key(|&layer| bits[layer]);
        let moves_people =
            |p: &Platform| p.stickiness > 0.0 || p.switching.loyalty > 0.0 || p.pull > 0.0 || p.quorum > 0.0;
        let shares_move_people = market.choice.is_some() || market.platforms.iter().any(moves_people);
        let shares_spread = market.platforms.iter().any(|p| p.contagion.looks_at_shares());
        let (entrants, entries) = entrants(market);
        Engine {
            market,
            contacts,
            clocks: market.platforms.iter().map(|platform| Clocks::new(platform, &market.world)).collect(),
            rules: Rules::new(
                market,
                shares_move_people || shares_spread,
                stored.first().map_or(1.0, |&layer| contacts.unit(layer)),
            ),
            hazards: Hazards::new(market, &stored),
            course: Course::new(market),
            offers: Vec::with_capacity(P),
            agents: vec![Agent::outside(); market.population.agents as usize],
            around: vec![[[C::ZERO; L]; P]; market.population.agents as usize],
            known: vec![[C::ZERO; L]; market.population.agents as usize],
            changed: vec![0; market.population.agents.div_ceil(64) as usize],
            inside: vec![0; market.population.agents.div_ceil(64) as usize],
            marked: Vec::new(),
            due: Due::never(market.population.agents),
            called: Vec::new(),
            users: [0; P],
            in_market: 0,
            recorder: Recorder::new(market),
            moved: Vec::new(),
            inviting: Inviting::new(market, &stored),
            choosing: Choosing::new(market),
            everybody: shares_move_people && bits.contains(&None)
                || Self::persons_differ_in_mixed_layers(market, &bits),
            bits,
            memberships: Membership::of(market),
            drives: Drives::new(market),
            first_joins: (0..market.platforms.len()).map(|p| first_joins(market, p)).collect(),
            entrants,
            entries,
            paths: None,
        }
    }

    /// What the calendar brings at the beginning of a tick; then, on the first tick of a day, the state is recorded.
    fn calendar(&mut self, tick: Tick) {
        let learned = self.course.advance(self.market, tick, &self.recorder.census());
        self.hazards.plan(self.market, &self.course, tick, learned);
        self.read_offers(tick);
        self.read_audiences(tick);
        let (from, to) = (self.entries[tick as usize] as usize, self.entries[tick as usize + 1] as usize);
        for position in from..to {
            self.enter(self.entrants[position], tick);
        }
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

    /// A person enters the market: the clocks start, and the person counts among the contacts of others.
    fn enter(&mut self, person: PersonIndex, tick: Tick) {
        let audiences = self.enter_audiences(person, tick);
        let agent = &mut self.agents[person as usize];
        agent.last = tick;
        agent.audiences = audiences;
        for (clock, clocks) in agent.clock.iter_mut().zip(&self.clocks) {
            *clock = clocks.joining(person, 0);
        }
        self.recorder.entered();
        self.inside[person as usize / 64] |= 1 << (person % 64);
        self.mark(person);
        if !self.rules.shares_matter {
            return;
        }
        let mut counted = 0;
        for (layer, bit) in self.bits.iter().enumerate() {
            let Some(bit) = *bit else { continue };
            match self.market.layers[layer].counts {
                CountedContacts::Market => counted |= 1 << bit,
                CountedContacts::All => {
                    let others = self.contacts.in_layer(person, layer);
                    let degree: u32 = others.map(|other| self.contacts.weight(person, other, layer)).sum();
                    self.known[person as usize][bit] = C::of(degree as i32);
                }
            }
        }
        if counted != 0 {
            for &end in self.contacts.of(person) {
                let (other, layers) = (self.contacts.person(end), self.contacts.mask(end) & counted);
                let weights = self.contacts.weights::<L>(person, other);
                for (l, known) in self.known[other as usize].iter_mut().enumerate() {
                    *known = known.wrapping_add(C::of((layers >> l & 1) as i32 * weights[l]));
                }
                self.mark(other);
            }
        }
    }

    /// Marks a person to be looked at again.
    #[inline]
    pub(super) fn mark(&mut self, person: PersonIndex) {
        self.changed[person as usize / 64] |= 1 << (person % 64);
    }

    /// All users of a platform lapse.
    fn close(&mut self, p: usize, tick: Tick) {
        for person in 0..self.market.population.agents {
            let agent = &mut self.agents[person as usize];
            if agent.is_active(p) {
                self.rules.credit(agent, &self.hazards, tick);
                let before = agent.active;
                self.transition(person, p, tick);
                self.recorder.left(p);
                let after = self.agents[person as usize].active;
                self.moved.push(Moved { person, before, after, joined: 0, by: Mover::Closing });
            }
        }
    }

    /// Takes the hazards of a tick, and looks at everybody again where one has risen above its ceiling.
    fn begin(&mut self, tick: Tick) {
        self.recorder.offered(&self.offers);
        self.users = std::array::from_fn(|p| if p < self.offers.len() { self.recorder.active(p) } else { 0 });
        self.in_market = self.recorder.in_market();
        self.attend();
        if let Some(told) = self.paths.as_mut().and_then(|paths| paths.offers.last_mut()) {
            told.clone_from(&self.offers);
        }
        let mixed: Vec<f64> = (0..self.offers.len())
            .map(|p| {
                let layers = (0..self.bits.len()).filter(|&layer| self.bits[layer].is_none());
                layers.map(|layer| self.mixed_invitation(p, layer)).sum()
            })
            .collect();
        if self.hazards.begin(tick, &mixed) && !self.everybody {
            for (person, agent) in self.agents.iter_mut().enumerate().filter(|(_, agent)| agent.last != OUTSIDE) {
                self.rules.credit(agent, &self.hazards, tick);
                self.due.set(person, self.rules.due(agent, &self.hazards));
            }
        }
        if self.everybody {
            for (person, _) in self.agents.iter().enumerate().filter(|(_, agent)| agent.last != OUTSIDE) {
                self.due.set(person, tick);
            }
        }
    }

    /// Number of contacts of each person in the market in a well-mixed layer.
    pub(super) fn mixed_contacts(&self, layer: usize) -> u32 {
        let all = match self.market.layers[layer].counts {
            CountedContacts::Market => self.in_market,
            CountedContacts::All => self.market.population.agents,
        };
        all.saturating_sub(1)
    }
}

/// For each person the tick of the first joining, still to come; empty if nobody asks.
fn first_joins(market: &Market, platform: usize) -> Vec<Tick> {
    let persons = if market.asks_for_first_movers(platform) { market.population.agents } else { 0 };
    vec![Tick::MAX; persons as usize]
}

/// Persons sorted by the tick in which they enter the market, and the position at which each tick begins.
fn entrants(market: &Market) -> (Vec<PersonIndex>, Vec<u32>) {
    let ticks = market.ticks() as usize + 1;
    let mut begins = vec![0u32; ticks + 2];
    let agents = market.population.agents;
    let entry = |person| (market.population.entry(person) as usize).min(ticks);
    for person in 0..agents {
        begins[entry(person) + 1] += 1;
    }
    for tick in 0..=ticks {
        begins[tick + 1] += begins[tick];
    }
    let mut next = begins.clone();
    let mut persons = vec![0; agents as usize];
    for person in 0..agents {
        let position = &mut next[entry(person)];
        persons[*position as usize] = person;
        *position += 1;
    }
    (persons, begins)
}
