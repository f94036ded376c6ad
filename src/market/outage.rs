//! Outages: for part of a day nobody can join, some users leave, and the platform's name suffers.

use super::Time;
use crate::rng::World;
use crate::scenario::OutageSpec;
use crate::units::Tick;

/// An outage with a date.
#[derive(Debug, Clone, PartialEq)]
pub struct Outage {
    /// First tick.
    pub from: Tick,
    /// Length [tick], with fractions: 10 hours are 0.417 ticks of a day.
    pub length: f64,
    /// Hazard of leaving because of it, over its whole length: −ln(1 − share who leave).
    pub hazard: f64,
    /// Share of the reputation that is lost.
    pub reputation_loss: f64,
    /// Ticks until half of the loss is made good again.
    pub recovery: f64,
}

impl Outage {
    /// The outage in one world; none when it lies before the start.
    pub fn new(spec: &OutageSpec, time: &Time, world: &World) -> Option<Outage> {
        let per_day = f64::from(time.ticks_per_day());
        Some(Outage {
            from: time.tick_from_start(spec.date)?,
            length: spec.duration.draw(world) * per_day,
            hazard: -libm::log1p(-spec.leave.draw(world).min(1.0 - 1e-12)),
            reputation_loss: spec.reputation_loss.draw(world),
            recovery: spec.recovery.draw(world) * per_day,
        })
    }

    /// Share of a tick in which the platform is down, 0 to 1.
    pub fn downtime(&self, tick: Tick) -> f64 {
        if tick < self.from { 0.0 } else { (self.length - f64::from(tick - self.from)).clamp(0.0, 1.0) }
    }

    /// Hazard of leaving because of it in a tick, in proportion to the downtime.
    pub fn leaving(&self, tick: Tick) -> f64 {
        if self.length > 0.0 { self.hazard * self.downtime(tick) / self.length } else { 0.0 }
    }

    /// What is left of the reputation in a tick, 0 to 1: 1 − loss · ½^((t − t₀)/recovery) from the outage on.
    pub fn reputation(&self, tick: Tick) -> f64 {
        if tick < self.from || self.length == 0.0 {
            return 1.0;
        }
        let halvings = if self.recovery > 0.0 { f64::from(tick - self.from) / self.recovery } else { f64::INFINITY };
        1.0 - self.reputation_loss * libm::exp2(-halvings)
    }
}

#[cfg(test)]
mod tests {
    use super::Outage;

    const OUTAGE: Outage = Outage { from: 10, length: 1.5, hazard: 0.3, reputation_loss: 0.4, recovery: 20.0 };

    #[test]
    fn downtime_fills_whole_ticks_first() {
        assert_eq!([9, 10, 11, 12].map(|t| (2.0 * OUTAGE.downtime(t)) as u32), [0, 2, 1, 0]);
    }

    #[test]
    fn the_hazard_of_leaving_adds_up_over_the_outage() {
        let total: f64 = (0..20).map(|t| OUTAGE.leaving(t)).sum();
        assert!((total - 0.3).abs() < 1e-12);
    }

    #[test]
    fn reputation_recovers_by_halves() {
        for (tick, left) in [(9, 1.0), (10, 0.6), (30, 0.8), (50, 0.9)] {
            assert!((OUTAGE.reputation(tick) - left).abs() < 1e-12, "tick {tick}");
        }
    }

    #[test]
    fn an_outage_of_zero_hours_changes_nothing() {
        let nothing = Outage { length: 0.0, ..OUTAGE };
        for tick in 0..30 {
            assert_eq!((nothing.downtime(tick), nothing.leaving(tick), nothing.reputation(tick)), (0.0, 0.0, 1.0));
        }
    }
}
