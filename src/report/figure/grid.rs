//! The columns or rows of a map: cells around numbers that may stand at unequal distances.

use super::amounts::ParameterKind;
use super::axis::{Axis, Spacing, Tick};
use crate::report::language::Language;

/// Columns or rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The axis from the first edge to the last.
    pub axis: Axis,
    /// Each number with its place in the data, ascending.
    numbers: Vec<(usize, f64)>,
    kind: ParameterKind,
}

impl Grid {
    /// The cells around numbers in any order; what is not a number has none.
    pub fn new(kind: ParameterKind, spacing: Spacing, numbers: &[f64], language: Language) -> Grid {
        let axis = Axis::around(kind, spacing, numbers.iter().copied()).told_in(language);
        let mut numbers: Vec<(usize, f64)> =
            numbers.iter().copied().enumerate().filter(|(_, number)| number.is_finite()).collect();
        numbers.sort_by(|a, b| a.1.total_cmp(&b.1));
        let places: Vec<f64> = numbers.iter().map(|(_, number)| axis.place(*number)).collect();
        let axis = match (places.first_chunk::<2>(), places.last_chunk::<2>()) {
            (Some([first, second]), Some([before, last])) => {
                let ends = (first - (second - first) / 2.0, last + (last - before) / 2.0);
                axis.with_ends(axis.at(ends.0), axis.at(ends.1))
            }
            _ => axis,
        };
        Grid { axis, numbers, kind }
    }

    /// The place in the data and the edges of each cell: halfway, on the axis, to its neighbors.
    pub fn edges(&self) -> Vec<(usize, (f64, f64))> {
        let place = |at: usize| self.axis.place(self.numbers[at].1);
        let between = |at: usize| self.axis.at(f64::midpoint(place(at - 1), place(at)));
        let last = self.numbers.len().saturating_sub(1);
        let cell = |at: usize| {
            let from = if at == 0 { self.axis.from } else { between(at) };
            let to = if at == last { self.axis.to } else { between(at + 1) };
            (self.numbers[at].0, (from, to))
        };
        (0..self.numbers.len()).map(cell).collect()
    }

    /// Those of some ticks that stand between the first and the last number; the numbers themselves if fewer than two do.
    pub fn ticks(&self, ticks: Vec<Tick>) -> Vec<Tick> {
        let (Some((_, first)), Some((_, last))) = (self.numbers.first(), self.numbers.last()) else { return ticks };
        let room = 1e-9 * (self.axis.to - self.axis.from);
        let within: Vec<Tick> =
            ticks.into_iter().filter(|(number, _)| (first - room..=last + room).contains(number)).collect();
        if within.len() > 1 {
            return within;
        }
        let ends = if first < last { vec![*first, *last] } else { vec![*first] };
        ends.into_iter().map(|number| (number, self.kind.tick(number, self.axis.language))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(spacing: Spacing, numbers: &[f64]) -> Vec<(usize, (f64, f64))> {
        Grid::new(ParameterKind::Plain, spacing, numbers, Language::English).edges()
    }

    fn near(a: &[(usize, (f64, f64))], b: &[(usize, (f64, f64))]) -> bool {
        let close = |x: f64, y: f64| (x - y).abs() < 1e-9;
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0 == b.0 && close(a.1.0, b.1.0) && close(a.1.1, b.1.1))
    }

    #[test]
    fn cells_meet_halfway_between_unequal_numbers() {
        let found = edges(Spacing::Linear, &[0.0, 1.0, 5.0]);
        assert!(near(&found, &[(0, (-0.5, 0.5)), (1, (0.5, 3.0)), (2, (3.0, 7.0))]), "{found:?}");
    }

    #[test]
    fn on_a_logarithmic_axis_halfway_is_the_geometric_mean() {
        let found = edges(Spacing::Log, &[1.0, 4.0, 16.0]);
        assert!(near(&found, &[(0, (0.5, 2.0)), (1, (2.0, 8.0)), (2, (8.0, 32.0))]), "{found:?}");
    }

    #[test]
    fn numbers_may_come_in_any_order_or_alone() {
        let found = edges(Spacing::Linear, &[2.0, f64::NAN, 0.0]);
        assert!(near(&found, &[(2, (-1.0, 1.0)), (0, (1.0, 3.0))]), "{found:?}");
        let alone = edges(Spacing::Linear, &[4.0]);
        assert!(alone.len() == 1 && alone[0].1.0 < 4.0 && alone[0].1.1 > 4.0);
        assert!(edges(Spacing::Linear, &[]).is_empty());
    }

    #[test]
    fn no_tick_stands_where_nothing_was_run() {
        let grid = Grid::new(ParameterKind::Share, Spacing::Linear, &[0.0, 0.5, 1.0], Language::English);
        let ticks = grid.ticks(grid.axis.ticks(8)).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(ticks, ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]);
    }
}
