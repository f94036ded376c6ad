//! Inviting: who among the contacts invites, and how often.
//!
//! A user counts among the contacts from the tick after joining on (first users from the tick of the launch on), and invites
//!
//! - **again and again** over layers with a rate λ [day⁻¹]: hazard of a tick gate · λΔ · g, with g over the contacts who joined less than
//!   `period` ticks ago. That is the fatigue of those who send: after the period they are silent, until they leave and join again. The
//!   neutral value is a period without end.
//! - **once** over layers with a chance T: hazard gate · (−ln(1 − T)) · g in a single tick, with g over the contacts who joined in the tick
//!   before. An exponential clock fails a hazard h with probability e^(−h), so that each contact succeeds with probability T exactly
//!   and independently of the others: invitations are bond percolation (Newman 2002, *Spread of epidemic disease on networks*), whatever the
//!   length of the tick. The neutral value is T = 0.

use super::{Steps, Time};
use crate::rng::World;
use crate::scenario::PlatformSpec;
use crate::units::Tick;

/// For how many ticks a user invites over a layer where each contact is invited once.
pub const ONCE: Tick = 1;

/// Nearest to certainty that a chance comes: its hazard stays finite, and one in 10¹² fails.
const SUREST: f64 = 1.0 - 1e-12;

/// How a platform invites over one layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Invitation {
    /// Whether each contact is invited once, in the tick after the user joined.
    pub once: bool,
    strength: Steps,
}

impl Invitation {
    /// How a platform invites over a layer of the scenario in one world.
    pub fn new(spec: &PlatformSpec, layer: usize, time: &Time, world: &World) -> Invitation {
        if spec.invites_once(layer) {
            let hazard = |chance: f64| -libm::log1p(-chance.min(SUREST));
            let strength = Steps::new(&spec.invite_once[layer], time, world).map(hazard);
            return Invitation { once: true, strength };
        }
        Invitation { once: false, strength: Steps::new(&spec.invite[layer], time, world) }
    }

    /// Its strength in a tick: a rate [day⁻¹], or the hazard of the single invitation.
    pub fn strength(&self, tick: Tick) -> f64 {
        self.strength.at(tick)
    }
}

/// Ticks for which a user invites after joining: at least one; [`Tick::MAX`] without end.
pub fn period(spec: &PlatformSpec, time: &Time, world: &World) -> Tick {
    spec.invite_period.as_ref().map_or(Tick::MAX, |period| time.ticks(period.draw(world)).max(1))
}

/// Whether a user who counts among the contacts from tick `from` on still invites in a tick.
pub fn lasts(from: Tick, period: Tick, tick: Tick) -> bool {
    tick - from < period
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_invites_from_the_first_tick_on_for_the_period() {
        let ticks = |period| (5..12).filter(|&tick| lasts(5, period, tick)).count();
        assert_eq!([ONCE, 3, Tick::MAX].map(ticks), [1, 3, 7]);
    }
}
