//! Moments: when something happens in a run, on a tick that the calendar tells or in reaction to what the market has come to.
//!
//! A reaction waits for an occasion, a set of states that must all hold at the beginning of a tick. When they have held without a
//! break for `lasting` days, what reacts to them happens `delay` days later, once:
//!
//! t = min { s : all states hold in every tick from s − lasting to s } + delay
//!
//! Numbers of persons are those of the beginning of the tick, before anybody enters the market or any platform is launched in it;
//! a platform has been launched from the tick of its launch on. Source: Tencent is told to have begun WeChat when Kik had a million users
//! within two weeks, and to have pushed it once voice messages worked; a date alone would hide that.

use super::{MAX_PLATFORMS, Time};
use crate::rng::World;
use crate::scenario::{Comparison, Gauge, Operand, Reading, State, When};
use crate::units::Tick;

/// Position of a moment among those of a market.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(usize);

/// What is known of a moment before the run.
#[derive(Debug, Clone, PartialEq)]
pub enum Plan {
    /// Its tick.
    At(Tick),
    /// It never comes.
    Never,
    /// It comes `delay` ticks after the states have held for `lasting` ticks.
    Upon {
        /// What must hold, all at once.
        states: Vec<State>,
        /// How long \[tick\].
        lasting: Tick,
        /// How much later it comes \[tick\].
        delay: Tick,
    },
}

/// The moments of a market, in the order of the platforms and of their keys.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Moments(Vec<Plan>);

impl Moments {
    /// Adds a moment in one world; dates before the start come to the first tick.
    pub fn add(&mut self, when: &When, time: &Time, world: &World) -> Moment {
        self.put(match when {
            When::On(date) => Plan::At(time.tick(*date)),
            When::Never => Plan::Never,
            When::After(reaction) => Plan::Upon {
                states: reaction.after.states.clone(),
                lasting: time.ticks(reaction.lasting.draw(world)),
                delay: time.ticks(reaction.delay.draw(world)),
            },
        })
    }

    /// Adds a moment at a tick, or never.
    pub fn add_tick(&mut self, tick: Option<Tick>) -> Moment {
        self.put(tick.map_or(Plan::Never, Plan::At))
    }

    fn put(&mut self, plan: Plan) -> Moment {
        self.0.push(plan);
        Moment(self.0.len() - 1)
    }

    /// Number of moments.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// What is known of all moments before the run.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.0.iter()
    }

    /// Whether any moment depends on what happens in the run.
    pub fn react(&self) -> bool {
        self.0.iter().any(|plan| matches!(plan, Plan::Upon { .. }))
    }
}

impl Moment {
    /// Its position.
    pub fn position(self) -> usize {
        self.0
    }
}

/// What everybody can know of a market at the beginning of a tick \[agents\].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Census {
    /// Agents ever active, by platform.
    pub registered: [u32; MAX_PLATFORMS],
    /// Joinings so far, for the first time or again, by platform.
    pub joined: [u64; MAX_PLATFORMS],
    /// Agents active, by platform.
    pub active: [u32; MAX_PLATFORMS],
    /// Agents in the market.
    pub in_market: u32,
}

impl Census {
    /// A reading in its unit: persons, or a share; `persons` is what an agent stands for.
    fn reading(&self, reading: Reading, persons: f64) -> f64 {
        let active = f64::from(self.active[reading.platform]);
        let share = |of: f64| if of > 0.0 { active / of } else { 0.0 };
        match reading.gauge {
            Gauge::Registered => f64::from(self.registered[reading.platform]) * persons,
            Gauge::Share => share(self.active.iter().copied().map(f64::from).sum()),
            Gauge::Penetration => share(f64::from(self.in_market)),
            Gauge::Active | Gauge::Peak => active * persons,
        }
    }

    /// Whether two readings, or a reading and a number, compare so.
    pub fn compares(&self, reading: Reading, comparison: Comparison, operand: &Operand, persons: f64) -> bool {
        let right = match operand {
            Operand::Amount(amount) => *amount,
            Operand::Reading(other) => self.reading(*other, persons),
        };
        comparison.holds(self.reading(reading, persons), right)
    }
}
