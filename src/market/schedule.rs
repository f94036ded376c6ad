//! Values that hold from a tick on.

use super::Time;
use crate::rng::World;
use crate::scenario::{Dated, Quantity};
use crate::units::Tick;

/// A value over time that changes in steps; 0 before the first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Steps(Vec<(Tick, f64)>);

impl Steps {
    /// The steps of a dated list, each drawn once.
    pub fn new<U>(dated: &[Dated<Quantity<U>>], time: &Time, world: &World) -> Steps {
        Steps(dated.iter().map(|step| (step.from.map_or(0, |date| time.tick(date)), step.value.draw(world))).collect())
    }

    /// One value at all times.
    #[cfg(test)]
    pub fn constant(value: f64) -> Steps {
        Steps(vec![(0, value)])
    }

    /// The same steps with other values.
    #[must_use]
    pub fn map(self, value: impl Fn(f64) -> f64) -> Steps {
        Steps(self.0.into_iter().map(|(from, old)| (from, value(old))).collect())
    }

    /// The value in a tick.
    pub fn at(&self, tick: Tick) -> f64 {
        self.get(tick).unwrap_or(0.0)
    }

    /// The value in a tick, if there is one by then.
    pub fn get(&self, tick: Tick) -> Option<f64> {
        self.0.iter().rev().find(|(from, _)| *from <= tick).map(|(_, value)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::Steps;

    #[test]
    fn a_value_holds_from_its_tick_until_the_next() {
        let steps = Steps(vec![(3, 0.5), (7, 0.1)]);
        let values: Vec<f64> = [0, 2, 3, 6, 7, 900].map(|t| steps.at(t)).to_vec();
        assert_eq!(values, [0.0, 0.0, 0.5, 0.5, 0.1, 0.1]);
    }
}
