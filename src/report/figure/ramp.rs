//! The colors of a map's results.

use super::amounts::Value;
use super::axis::{Axis, Spacing};
use super::heat::heat;
use super::theme::{BLACK, Color, WHITE};

/// From results to colors: dark blue for the lowest, gray at the level, light orange for the highest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ramp {
    /// From the lowest to the highest result that has a color.
    pub axis: Axis,
    /// The part of the axis below the level.
    turn: f64,
}

impl Ramp {
    /// The colors of results: shares and probabilities from 0 to 1, others from the lowest to the highest.
    pub fn new(value: Value, level: f64, results: impl IntoIterator<Item = f64>) -> Ramp {
        let axis = Axis::around(value.kind(), Spacing::Linear, results);
        let axis = match value {
            Value::Probability | Value::Share => axis.with_ends(0.0, 1.0),
            _ => axis,
        };
        let turn = axis.place(level);
        // A level beyond the results leaves all of them on one side: the colors then need no turn.
        let turn = if (0.02..=0.98).contains(&turn) { turn } else { 0.5 };
        Ramp { axis, turn }
    }

    fn part(&self, value: f64) -> f64 {
        let place = self.axis.place(value).clamp(0.0, 1.0);
        if place < self.turn { 0.5 * place / self.turn } else { 0.5 + 0.5 * (place - self.turn) / (1.0 - self.turn) }
    }

    /// The color of a result.
    pub fn color(&self, value: f64) -> Color {
        heat(self.part(value))
    }

    /// The color of small marks on the color of a result.
    pub fn ink_on(&self, value: f64) -> Color {
        if self.part(value) < 0.4 { WHITE } else { BLACK }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_turn_at_the_level() {
        let ramp = Ramp::new(Value::Probability, 0.8, [0.2, 0.9]);
        assert_eq!(ramp.color(0.8), heat(0.5));
        assert_eq!(ramp.color(0.4), heat(0.25));
        assert_eq!((ramp.color(0.0), ramp.color(1.0)), (heat(0.0), heat(1.0)));
        let persons = Ramp::new(Value::Persons, 9e9, [1e6, 3e6]);
        assert_eq!(persons.color(2e6), heat(0.5), "a level that no result reaches turns nothing");
    }
}
