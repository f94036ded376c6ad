//! The state of all persons for any market.
//!
//! Each person and platform has a clock (see [`Clocks`](crate::market::Clocks)); a [goal](goals) tells when it runs out, as long as no contact, no move of
//! the person and no date changes what the hazard depends on. From the ceilings of the hazards follows a tick before which no clock of the person can run out; these
//! ticks lie in an array of their own, with the least of each group of neighbors. Contacts who move change counts only; at the end of the tick everybody whose
//! counts changed is looked at once, those together who use the same platforms.

mod agent;
mod by_share;
mod choosing;
mod due;
mod entering;
mod goals;
mod inviting;
mod live;
mod offers;
mod recent;
mod rows;
mod rules;
mod settle;

use super::entrants::Entrants;
use super::hazards::Hazards;
use super::persons::{Moved, Persons};
use super::run::{Engine, bits, stored};
use crate::contacts::ContactLayers;
use crate::market::{Market, Platform};
use crate::units::{PersonIndex, Tick};
pub use agent::Count;
use agent::{Agent, Known, Users};
use choosing::Choosing;
use due::Due;
use goals::Goals;
use inviting::Inviting;
use rules::Rules;

/// All persons of a market. P platforms, L stored layers, counts of type C (each at least what the market needs).
pub struct General<const P: usize, const L: usize, C> {
    rules: Rules<P>,
    goals: Goals<P, L>,
    hazards: Hazards<P, L>,
    agents: Vec<Agent<P, L>>,
    around: Vec<Users<P, L, C>>,
    known: Vec<Known<L, C>>,
    /// Persons whose factors must be looked at again, a bit each.
    changed: Vec<u64>,
    /// Whether there may be any.
    has_changed: bool,
    entrants: Entrants,
    /// Persons in the market, a bit each.
    inside: Vec<u64>,
    /// Room for all of these.
    marked: Vec<PersonIndex>,
    /// For each person, a tick before which nothing can happen.
    due: Due,
    /// Those who are due in a group.
    called: Vec<PersonIndex>,
    /// What invitations need besides, where the market has more than active contacts who invite.
    inviting: Option<Inviting<P, L, C>>,
    /// What choices need besides, where persons choose.
    choosing: Option<Choosing>,
    /// Whether factors and channels are all that hazards depend on, within a tick too.
    is_simple: bool,
    /// Whether rules look at shares of contacts in well-mixed layers, or at what differs between persons there: then everybody's hazards
    /// change in every tick.
    everybody: bool,
}

impl<const P: usize, const L: usize, C: Count> General<P, L, C> {
    /// Bytes that are kept of a person; the last for what is kept in bits, and for groups.
    pub const BYTES: usize = size_of::<Agent<P, L>>()
        + size_of::<Users<P, L, C>>()
        + size_of::<Known<L, C>>()
        + size_of::<Tick>()
        + size_of::<PersonIndex>()
        + 1;

    /// The persons of a market before the first tick, where nobody has more than `most` stored contacts.
    pub fn new(market: &Market, contacts: &ContactLayers, most: u32) -> Self {
        let (bits, stored) = (bits(contacts), stored(contacts));
        let moves_people =
            |p: &Platform| p.stickiness > 0.0 || p.switching.loyalty > 0.0 || p.pull > 0.0 || p.quorum > 0.0;
        let shares_move_people = market.choice.is_some() || market.platforms.iter().any(moves_people);
        let shares_spread = market.platforms.iter().any(|p| p.contagion.looks_at_shares());
        let unit = stored.first().map_or(1.0, |&layer| contacts.unit(layer));
        let agents = market.population.agents as usize;
        let inviting = Inviting::new(market, &stored);
        let choosing = Choosing::new(market);
        General {
            rules: Rules::new(market, shares_move_people || shares_spread, (unit, most)),
            goals: Goals::new(market),
            hazards: Hazards::new(market, &stored),
            agents: vec![Agent::outside(); agents],
            around: vec![[[C::ZERO; P]; L]; agents],
            known: vec![[C::ZERO; L]; agents],
            changed: vec![0; agents.div_ceil(64)],
            has_changed: false,
            entrants: Entrants::of(market),
            inside: vec![0; agents.div_ceil(64)],
            marked: vec![0; agents],
            due: Due::never(market.population.agents),
            called: Vec::new(),
            is_simple: inviting.is_none() && choosing.is_none() && !bits.contains(&None),
            inviting,
            choosing,
            everybody: shares_move_people && bits.contains(&None)
                || inviting::persons_differ_in_mixed_layers(market, &bits),
        }
    }

    /// Marks a person to be looked at again.
    #[inline]
    fn mark(&mut self, person: PersonIndex) {
        self.changed[person as usize / 64] |= 1 << (person % 64);
        self.has_changed = true;
    }
}

/// The persons of a set, a bit each, in ascending order.
fn members(set: &[u64]) -> impl Iterator<Item = usize> + '_ {
    let of_word = move |word: usize| (word * 64..).take(64).filter(move |person| set[word] >> (person % 64) & 1 == 1);
    (0..set.len()).flat_map(of_word)
}

impl<const P: usize, const L: usize, C: Count> Persons for General<P, L, C> {
    fn is_inside(&self, person: PersonIndex) -> bool {
        self.inside[person as usize / 64] >> (person % 64) & 1 == 1
    }

    fn active(&self, person: PersonIndex) -> u8 {
        self.agents[person as usize].active
    }

    fn audiences(&self, person: PersonIndex) -> u8 {
        self.agents[person as usize].audiences
    }

    fn plan(engine: &mut Engine<'_, Self>, tick: Tick, changed: bool) {
        engine.persons.hazards.plan(engine.market, &engine.course, tick, changed);
        engine.read_coefficients(tick);
    }

    fn enter(engine: &mut Engine<'_, Self>, tick: Tick) {
        let entrants = std::mem::take(&mut engine.persons.entrants);
        for &person in entrants.at(tick) {
            let audiences = engine.enter_audiences(person, tick);
            engine.start_clocks(person, audiences);
            if engine.persons.rules.shares_matter {
                engine.count_contacts(person);
            }
        }
        engine.recorder.entered(entrants.at(tick).len() as u32);
        engine.persons.entrants = entrants;
    }

    fn change_audience(&mut self, person: PersonIndex, audience: usize, tick: Tick) -> bool {
        let agent = &mut self.agents[person as usize];
        self.goals.go_to(tick, &self.hazards);
        self.goals.unwind(agent, &self.hazards);
        agent.audiences ^= 1 << audience;
        let belongs = agent.audiences >> audience & 1 == 1;
        self.mark(person);
        belongs
    }

    fn flip(engine: &mut Engine<'_, Self>, person: PersonIndex, p: usize, tick: Tick) -> bool {
        let General { goals, hazards, agents, .. } = &mut engine.persons;
        goals.go_to(tick, hazards);
        goals.unwind(&mut agents[person as usize], hazards);
        engine.transition(person, p, tick)
    }

    fn begin(engine: &mut Engine<'_, Self>, tick: Tick) {
        engine.attend();
        engine.take_hazards(tick);
    }

    fn live(engine: &mut Engine<'_, Self>, tick: Tick) {
        engine.live_all(tick);
        engine.persons.hazards.end();
    }

    fn settle(engine: &mut Engine<'_, Self>, moved: &[Moved], tick: Tick) {
        engine.reach_contacts(moved, tick);
    }
}
