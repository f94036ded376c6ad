//! Places for labels beside points in the plane.

use super::canvas::Point;

/// A rectangle, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub left: f64,
    /// Right edge.
    pub right: f64,
    /// Upper edge.
    pub top: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Area {
    /// The rectangle of a size around a point.
    pub fn around((x, y): Point, width: f64, height: f64) -> Area {
        let (w, h) = (width / 2.0, height / 2.0);
        Area { left: x - w, right: x + w, top: y - h, bottom: y + h }
    }

    /// Its middle.
    pub fn middle(&self) -> Point {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }

    /// The rectangle without a border of a width.
    #[must_use]
    pub fn inset(self, width: f64) -> Area {
        let (left, right) = (self.left + width, self.right - width);
        Area { left, right, top: self.top + width, bottom: self.bottom - width }
    }

    /// Whether two rectangles cover each other.
    pub fn overlaps(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether a rectangle lies within this one.
    pub fn holds(&self, other: &Area) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }

    /// The point of the rectangle that is nearest to another.
    pub fn nearest(&self, (x, y): Point) -> Point {
        (x.clamp(self.left, self.right), y.clamp(self.top, self.bottom))
    }

    /// Whether a point lies within.
    pub fn contains(&self, (x, y): Point) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// Directions in which a label is tried, best first: beside the point, above, below, then between these.
const DIRECTIONS: [Point; 16] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (1.0, -1.0),
    (1.0, 1.0),
    (-1.0, -1.0),
    (-1.0, 1.0),
    (1.0, -0.5),
    (1.0, 0.5),
    (-1.0, -0.5),
    (-1.0, 0.5),
    (0.5, -1.0),
    (0.5, 1.0),
    (-0.5, -1.0),
    (-0.5, 1.0),
];

/// The place for a label of a size beside a point: within the bounds, free of everything taken, near the point and where `cost` is
/// low; an infinite cost forbids a place. `None` if there is none.
pub fn place(
    point: Point,
    (width, height): (f64, f64),
    bounds: &Area,
    taken: &[Area],
    cost: impl Fn(&Area) -> f64,
) -> Option<Area> {
    let reach = (bounds.right - bounds.left).max(bounds.bottom - bounds.top);
    let distances = std::iter::successors(Some(9.0), |distance| Some(distance * 1.3 + 4.0)).take_while(|d| *d < reach);
    let places = distances.flat_map(|distance| {
        DIRECTIONS.iter().enumerate().map(move |(rank, (dx, dy))| {
            let (x, y) = (point.0 + dx * (distance + width / 2.0), point.1 + dy * (distance + height / 2.0));
            (Area::around((x, y), width, height), distance * 0.5 + rank as f64 * 0.3)
        })
    });
    let free = places.filter(|(area, _)| bounds.holds(area) && !taken.iter().any(|other| other.overlaps(area)));
    let priced = free.map(|(area, price)| (area, price + cost(&area)));
    priced.filter(|(_, price)| price.is_finite()).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(area, _)| area)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Area = Area { left: 0.0, right: 400.0, top: 0.0, bottom: 300.0 };

    #[test]
    fn a_label_stands_right_of_its_point_unless_that_is_taken() {
        let first = place((100.0, 100.0), (80.0, 16.0), &BOUNDS, &[], |_| 0.0).expect("an empty sheet");
        assert!(first.left > 100.0 && (first.middle().1 - 100.0).abs() < 1e-9);
        let second = place((100.0, 100.0), (80.0, 16.0), &BOUNDS, &[first], |_| 0.0).expect("room");
        assert!(second.right < 100.0);
        let edge = place((395.0, 100.0), (80.0, 16.0), &BOUNDS, &[], |_| 0.0).expect("room");
        assert!(edge.right < 395.0, "nothing leaves the bounds");
        assert_eq!(place((100.0, 100.0), (500.0, 16.0), &BOUNDS, &[], |_| 0.0), None);
    }

    #[test]
    fn labels_of_a_crowd_at_one_point_all_find_a_place() {
        let mut taken = Vec::new();
        for _ in 0..12 {
            let area = place((20.0, 280.0), (90.0, 16.0), &BOUNDS, &taken, |_| 0.0).expect("room for twelve");
            taken.push(area);
        }
    }
}
