//! Capacity: servers that are asked for more than they carry fail part of the time, and the platform's name suffers.
//!
//! The load at the beginning of a tick is what is asked of the servers, against what they carry:
//!
//! L = max( a · ℓ / C_users, j / C_signups )
//!
//! with the a active users \[persons\], the load ℓ of one user (the product of `load` over the abilities released by then: a voice message
//! weighs more than a text), the j joinings of the last day \[persons day⁻¹\], and the capacities C over time. Servers that carry one part
//! in L of what is asked fail for the rest:
//!
//! x = max(0, 1 − 1/L)
//!
//! is the part of the tick in which they are down. While they are, nobody can join; users leave with the hazard −ln(1 − leave) · x · Δ,
//! so that `leave` is the share lost in a whole day of outage; and the reputation R, by which all joining is multiplied, falls by the
//! factor (1 − `reputation_loss`)^(xΔ) and makes good half of what it lacks in each `recovery`:
//!
//! 1 − R(t) = (1 − R(t₀)) · ½^((t − t₀)/recovery)   from the last failure t₀ on.
//!
//! Unlimited capacity, the neutral value, changes nothing. That a system which is asked for more than it can do serves what it can is the fluid
//! limit of a queue (Kleinrock 1976, Queueing Systems II, ch. 2). Source of the mechanism: after voice messages came, MiTalk's servers
//! crashed five times in one day, and word of mouth suffered.

use std::collections::VecDeque;

use super::{Census, Platform, Steps, Time};
use crate::rng::World;
use crate::scenario::{CapacitySpec, Dated, Quantity};
use crate::units::{Persons, Tick};

/// What the servers of a platform carry, and what it costs when they fail.
#[derive(Debug, Clone, PartialEq)]
pub struct Capacity {
    /// Active users that they carry over time \[agents\]; any number where nothing is said.
    users: Option<Steps>,
    /// Joinings that they carry over time \[agents a day\]; any number where nothing is said.
    signups: Option<Steps>,
    /// Hazard of leaving in a whole day of outage.
    leaving: f64,
    /// Share of the reputation that a whole day of outage costs.
    reputation_loss: f64,
    /// Ticks until half of the loss is made good again.
    recovery: f64,
}

impl Capacity {
    /// The capacity in one world, where an agent stands for `persons_per_agent` persons.
    pub fn new(spec: &CapacitySpec, time: &Time, world: &World, persons_per_agent: f64) -> Capacity {
        let limit = |dated: &[Dated<Quantity<Persons>>]| {
            (!dated.is_empty()).then(|| Steps::new(dated, time, world).map(|persons| persons / persons_per_agent))
        };
        Capacity {
            users: limit(&spec.users),
            signups: limit(&spec.signups),
            leaving: -libm::log1p(-spec.leave.draw(world).min(1.0 - 1e-12)),
            reputation_loss: spec.reputation_loss.draw(world),
            recovery: spec.recovery.draw(world) * f64::from(time.ticks_per_day()),
        }
    }

    /// The load L of a tick: of so many active users who weigh `load` each, and joinings within the last day.
    fn load(&self, tick: Tick, active: u32, load: f64, joined: u64) -> f64 {
        let of = |asked: f64, carried: &Option<Steps>| {
            let carried = carried.as_ref().and_then(|carried| carried.get(tick));
            carried.map_or(0.0, |carried| if asked > 0.0 { asked / carried } else { 0.0 })
        };
        of(f64::from(active) * load, &self.users).max(of(joined as f64, &self.signups))
    }
}

/// How the servers of a platform stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Servers {
    /// Part of the tick in which they are down, x, 0 to 1.
    down: f64,
    /// The last failure: its tick, and what the reputation lacked then.
    failure: Option<(Tick, f64)>,
    /// All joinings so far at the beginning of each tick of the last day.
    joined: VecDeque<u64>,
}

impl Servers {
    /// Goes on to a tick; true when they stand otherwise than what was foreseen.
    pub fn advance(
        &mut self,
        platform: &Platform,
        load: f64,
        tick: Tick,
        census: (&Census, usize),
        ticks_per_day: u32,
    ) -> bool {
        let (Some(capacity), (census, position)) = (&platform.capacity, census) else { return false };
        let joined = census.joined[position];
        self.joined.push_back(joined);
        let before = if self.joined.len() > ticks_per_day as usize { self.joined.pop_front() } else { None };
        let asked = capacity.load(tick, census.active[position], load, joined - before.unwrap_or(0));
        let down = if asked > 1.0 { 1.0 - 1.0 / asked } else { 0.0 };
        let changed = down > 0.0 || self.down > 0.0;
        if down > 0.0 {
            let kept = libm::pow(1.0 - capacity.reputation_loss, down / f64::from(ticks_per_day));
            self.failure = Some((tick, 1.0 - self.reputation(capacity, tick) * kept));
        }
        self.down = down;
        changed
    }

    /// Part of the tick in which they are down, x.
    pub fn down(&self) -> f64 {
        self.down
    }

    /// Hazard of leaving because of it in a tick of length `tick_days` \[day\].
    pub fn leaving(&self, capacity: &Capacity, tick_days: f64) -> f64 {
        capacity.leaving * self.down * tick_days
    }

    /// What is left of the reputation in a tick, 0 to 1, if nothing fails until then.
    pub fn reputation(&self, capacity: &Capacity, tick: Tick) -> f64 {
        self.failure.map_or(1.0, |(since, lack)| {
            1.0 - lack * libm::exp2(-f64::from(tick.saturating_sub(since)) / capacity.recovery)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn capacity(users: f64) -> Capacity {
        Capacity {
            users: Some(Steps::constant(users)),
            signups: Some(Steps::constant(10.0)),
            leaving: 0.1,
            reputation_loss: 0.36,
            recovery: 8.0,
        }
    }

    #[test]
    fn the_heavier_of_two_loads_counts() {
        let capacity = capacity(100.0);
        for (active, load, joined, expected) in
            [(50, 1.0, 0, 0.5), (50, 3.0, 0, 1.5), (50, 1.0, 40, 4.0), (0, 1.0, 0, 0.0)]
        {
            assert!((capacity.load(0, active, load, joined) - expected).abs() < 1e-12, "{active} {load} {joined}");
        }
    }

    #[test]
    fn servers_without_any_capacity_are_down_all_the_time() {
        assert_eq!(capacity(0.0).load(3, 1, 1.0, 0).to_bits(), f64::INFINITY.to_bits());
        assert_eq!(capacity(0.0).load(3, 0, 1.0, 0).to_bits(), 0.0f64.to_bits());
    }

    #[test]
    fn a_failure_costs_reputation_which_comes_back_by_halves() {
        let (capacity, mut servers) = (capacity(1.0), Servers::default());
        servers.failure = Some((4, 1.0 - (1.0 - 0.36f64).powf(0.5)));
        for (tick, expected) in [(4, 0.8), (12, 0.9), (20, 0.95)] {
            assert!((servers.reputation(&capacity, tick) - expected).abs() < 1e-12, "tick {tick}");
        }
        assert_eq!(Servers::default().reputation(&capacity, 7).to_bits(), 1.0f64.to_bits());
    }
}
