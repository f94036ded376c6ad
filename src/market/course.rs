//! The course of a run, as far as it concerns whole platforms: which moments have come, and how the servers stand.
//!
//! It is the only state of a market besides its persons. Both engines advance it at the beginning of every tick, before anything
//! else, by what a [`Census`] of that moment says; from then on it tells everything that an [`Offer`](super::Offer) needs.

use super::{Census, MAX_PLATFORMS, Market, Moment, Moments, Plan, Servers};
use crate::scenario::State;
use crate::units::Tick;

/// Which moments have come, or are known to come, and how the servers stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Course {
    /// The tick of each moment, once it is known.
    known: Vec<Option<Tick>>,
    /// Since which tick the states that a moment waits for have held.
    since: Vec<Option<Tick>>,
    /// The servers of each platform.
    servers: Vec<Servers>,
}

impl Course {
    /// The course before the first tick.
    pub fn new(market: &Market) -> Course {
        Course::of(&market.moments)
    }

    /// The course of some moments before the first tick.
    pub fn of(moments: &Moments) -> Course {
        let known = |plan: &Plan| if let Plan::At(tick) = plan { Some(*tick) } else { None };
        Course {
            known: moments.plans().map(known).collect(),
            since: vec![None; moments.count()],
            servers: vec![Servers::default(); MAX_PLATFORMS],
        }
    }

    /// The tick of a moment, if it is known by now.
    pub fn tick_of(&self, moment: Moment) -> Option<Tick> {
        self.known[moment.position()]
    }

    /// The tick of the moment at a position, if it is known by now.
    pub fn known(&self, position: usize) -> Option<Tick> {
        self.known[position]
    }

    /// Whether a moment has come by a tick.
    pub fn has_come(&self, moment: Moment, tick: Tick) -> bool {
        self.tick_of(moment).is_some_and(|known| known <= tick)
    }

    /// Whether a moment comes in this tick.
    pub fn comes(&self, moment: Moment, tick: Tick) -> bool {
        self.tick_of(moment) == Some(tick)
    }

    /// Goes on to a tick; true when something has changed that was not foreseen.
    ///
    /// One launch may be the occasion for another in the same tick, so that all moments are asked until none answers.
    pub fn advance(&mut self, market: &Market, tick: Tick, census: &Census) -> bool {
        let mut learned = false;
        while self.ask(market, tick, census) {
            learned = true;
        }
        for (position, platform) in market.platforms.iter().enumerate().filter(|(_, p)| p.capacity.is_some()) {
            let load = platform.factors(self, tick).load;
            learned |= self.servers[position].advance(platform, load, tick, (census, position), market.ticks_per_day);
        }
        learned
    }

    /// How the servers of the platform at a position stand.
    pub fn servers(&self, position: usize) -> &Servers {
        &self.servers[position]
    }

    /// Asks every moment that is not known once; true when one is known now.
    fn ask(&mut self, market: &Market, tick: Tick, census: &Census) -> bool {
        let mut learned = false;
        for (position, plan) in market.moments.plans().enumerate() {
            let (Plan::Upon { states, lasting, delay }, None) = (plan, self.known[position]) else { continue };
            if !states.iter().all(|state| self.holds(state, market, tick, census)) {
                self.since[position] = None;
                continue;
            }
            let since = *self.since[position].get_or_insert(tick);
            if tick - since >= *lasting {
                self.known[position] = Some(tick.saturating_add(*delay));
                learned = true;
            }
        }
        learned
    }

    fn holds(&self, state: &State, market: &Market, tick: Tick, census: &Census) -> bool {
        match state {
            State::Launched(platform) => self.has_come(market.platforms[*platform].launch, tick),
            State::Date(comparison, date) => comparison.holds(market.day(tick), market.day_of(*date)),
            State::Compares(reading, comparison, operand) => {
                census.compares(*reading, *comparison, operand, market.population.persons_per_agent)
            }
        }
    }
}
