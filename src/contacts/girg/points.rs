//! Where the persons are: at random on the torus, numbered along the Z-curve, so that neighbors in the order of persons
//! are neighbors on the map.
//!
//! The curve keeps areas, so N points at random on it are N points at random on the torus. In their order they are
//! generated at once: the sums of N + 1 exponential numbers, divided by the last of them (Devroye 1986, V.3).

use std::ops::Range;

use super::cells::{Cell, interleaved, separated};
use crate::contacts::classes::Classes;
use crate::rng::Stream;

/// 2³².
const SIDE: f64 = 4_294_967_296.0;

/// A person on the torus.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// The person.
    pub person: u32,
    /// Weight.
    pub weight: f32,
    /// Place from west to east, in 2⁻³² of the side.
    pub x: u32,
    /// Place from south to north, in 2⁻³² of the side.
    pub y: u32,
}

impl Point {
    /// The larger of the two distances of two points, along x and along y, in sides of the torus, squared.
    #[inline]
    pub fn distance_squared(&self, other: &Point) -> f64 {
        let along = |a: u32, b: u32| (a.wrapping_sub(b) as i32).unsigned_abs();
        let distance = f64::from(along(self.x, other.x).max(along(self.y, other.y))) * (1.0 / SIDE);
        distance * distance
    }
}

/// All persons by class of weight, and within a class along the curve.
#[derive(Debug, Clone)]
pub struct Points {
    /// The classes.
    pub classes: Classes,
    /// Persons by class, and within a class along the curve.
    ordered: Vec<Point>,
    /// For each class the deepest level at which its persons are looked up, and where the cells of that level begin.
    cells: Vec<(u32, Vec<u32>)>,
}

impl Points {
    /// Persons of these weights; the lightest class holds all below 2^(lowest + 1).
    pub fn new(weights: &[f32], lowest: i32, stream: Stream) -> Self {
        let classes = Classes::new(weights, lowest);
        let mut codes = codes(weights.len() as u32, stream);
        let ordered = classes.sorted(weights, |person, weight| {
            let (x, y) = separated(codes.next().expect("there is a code for each person"));
            Point { person, weight, x, y }
        });
        Points { classes, ordered, cells: Vec::new() }
    }

    /// Makes the cells known in which the persons of each class are looked up, down to these levels.
    pub fn look_up(&mut self, depths: &[u32]) {
        let starts = |(class, &depth): (usize, &u32)| {
            let places = self.classes.places(class);
            let mut starts = vec![0; (1 << (2 * depth)) + 1];
            starts[0] = places.start;
            for point in &self.ordered[places.start as usize..places.end as usize] {
                starts[code_of(point, depth) as usize + 1] += 1;
            }
            (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
            (depth, starts)
        };
        self.cells = depths.iter().enumerate().map(starts).collect();
    }

    /// The places of the persons of a class in a cell that is no deeper than the class is looked up.
    #[inline]
    pub fn places(&self, class: usize, cell: Cell) -> Range<usize> {
        let (depth, starts) = &self.cells[class];
        let finer = 2 * (depth - cell.level);
        let start = |code: u64| starts[(code << finer) as usize] as usize;
        start(cell.code)..start(cell.code + 1)
    }

    /// These persons.
    #[inline]
    pub fn within(&self, class: usize, cell: Cell) -> &[Point] {
        &self.ordered[self.places(class, cell)]
    }

    /// Number of persons.
    pub fn persons(&self) -> u32 {
        self.ordered.len() as u32
    }

    /// The person at a place.
    #[inline]
    pub fn at(&self, place: usize) -> &Point {
        &self.ordered[place]
    }
}

/// The cell of a level in which a point lies.
fn code_of(point: &Point, level: u32) -> u64 {
    interleaved(point.x, point.y).checked_shr(64 - 2 * level).unwrap_or(0)
}

/// Places on the curve, in 2⁻⁶⁴ of its length: uniform, in ascending order.
fn codes(persons: u32, stream: Stream) -> impl Iterator<Item = u64> {
    let total: f64 = (0..=u64::from(persons)).map(|nth| stream.exponential(nth)).sum();
    let mut sum = 0.0;
    (0..u64::from(persons)).map(move |nth| {
        sum += stream.exponential(nth);
        (sum / total * (SIDE * SIDE)) as u64
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    fn stream() -> Stream {
        World { seed: 21, replicate: 0 }.stream("places")
    }

    /// 16,000 points in 16 × 16 cells: χ² with 255 degrees of freedom, |χ² − 255| < 4·√510; and in ascending order.
    #[test]
    fn points_are_uniform_on_the_torus_and_ordered_along_the_curve() {
        let codes: Vec<u64> = codes(16_000, stream()).collect();
        assert!(codes.is_sorted());
        let mut found = [0.0; 256];
        for code in &codes {
            found[(code >> 56) as usize] += 1.0;
        }
        let chi2: f64 = found.iter().map(|count: &f64| (count - 62.5).powi(2) / 62.5).sum();
        assert!((chi2 - 255.0).abs() < 4.0 * 510f64.sqrt(), "χ² = {chi2}");
    }

    #[test]
    fn everybody_is_found_in_their_class_and_cell_at_every_level() {
        let weights: Vec<f32> = (0..500).map(|i| 0.3 + (i % 37) as f32 / 5.0).collect();
        let mut points = Points::new(&weights, -1, stream());
        let depths: Vec<u32> = (0..points.classes.number() as u32).map(|class| 4 - class % 3).collect();
        points.look_up(&depths);
        for (class, &depth) in depths.iter().enumerate() {
            for level in 0..=depth {
                let mut seen = Vec::new();
                for code in 0..1 << (2 * level) {
                    let found = points.within(class, Cell { level, code });
                    assert!(found.iter().all(|point| code_of(point, level) == code));
                    assert!(
                        found.iter().all(|point| weights[point.person as usize].to_bits() == point.weight.to_bits())
                    );
                    seen.extend(found.iter().map(|point| point.person));
                }
                assert_eq!(seen.len(), points.classes.places(class).len());
                assert!(seen.is_sorted_by(|a, b| a < b), "along the curve");
            }
        }
    }

    #[test]
    fn the_torus_has_no_edge() {
        let point = |x, y| Point { x, y, ..Point::default() };
        let near = point(10, 5).distance_squared(&point(u32::MAX - 9, 6));
        assert!((near * 2f64.powi(64) - 400.0).abs() < 1e-9, "{near}");
        let opposite = point(0, 0).distance_squared(&point(1 << 31, 7));
        assert!((opposite - 0.25).abs() < 1e-15);
    }
}
