//! How many persons could join a market, over time.

use jiff::civil::Date;
use serde::Serialize;

use super::quantity::Quantity;
use crate::units::Persons;

/// Persons who could join.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Potential {
    /// The same all the time.
    Fixed(Quantity<Persons>),
    /// Growing along dated points, linear between them, constant before the first and after the last.
    Path {
        /// The points, by date.
        points: Vec<PotentialPoint>,
        /// Whether each run draws its own path between low and high (else all follow the middle).
        uncertain: bool,
    },
}

/// Persons who could join on one date.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PotentialPoint {
    /// The date.
    pub date: Date,
    /// Lowest credible number of persons.
    pub low: f64,
    /// Best estimate of the number of persons.
    pub mid: f64,
    /// Highest credible number of persons.
    pub high: f64,
}

impl Potential {
    /// The most persons who could join at any time from start to end, by the best estimate.
    pub fn most(&self, start: Date, end: Date) -> f64 {
        match self {
            Potential::Fixed(persons) => persons.median(),
            Potential::Path { points, .. } => {
                let line: Vec<(f64, f64)> =
                    points.iter().map(|point| (f64::from((point.date - start).get_days()), point.mid)).collect();
                let last = f64::from((end - start).get_days());
                let inside = line.iter().filter(|(day, _)| (0.0..=last).contains(day)).map(|(_, persons)| *persons);
                inside.chain([0.0, last].map(|day| between(&line, day))).fold(0.0, f64::max)
            }
        }
    }
}

/// The value at `x` on the straight lines between points, constant outside them. `points` ascend and are not empty.
pub fn between(points: &[(f64, f64)], x: f64) -> f64 {
    let after = points.partition_point(|point| point.0 <= x);
    if after == 0 {
        return points[0].1;
    }
    let (x0, y0) = points[after - 1];
    points.get(after).map_or(y0, |&(x1, y1)| y0 + (y1 - y0) * (x - x0) / (x1 - x0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn between_points_the_line_is_straight_and_outside_it_is_flat() {
        let points = [(0.0, 10.0), (10.0, 20.0), (20.0, 60.0)];
        for (x, y) in [(-5.0, 10.0), (0.0, 10.0), (5.0, 15.0), (10.0, 20.0), (15.0, 40.0), (20.0, 60.0), (99.0, 60.0)] {
            assert!((between(&points, x) - y).abs() < 1e-12, "x = {x}");
        }
    }

    #[test]
    fn what_comes_after_the_end_does_not_count() {
        let point = |date, mid| PotentialPoint { date, low: mid, mid, high: mid };
        let points =
            vec![point(date(2011, 1, 1), 10.0), point(date(2011, 1, 11), 30.0), point(date(2011, 1, 21), 20.0)];
        let path = Potential::Path { points, uncertain: false };
        for (end, most) in [(date(2011, 1, 6), 20.0), (date(2011, 1, 11), 30.0), (date(2012, 1, 1), 30.0)] {
            assert!((path.most(date(2011, 1, 1), end) - most).abs() < 1e-12, "{end}");
        }
        assert!((path.most(date(2011, 1, 16), date(2012, 1, 1)) - 25.0).abs() < 1e-12);
    }
}
