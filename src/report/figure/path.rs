//! Points along a line.

use super::canvas::Point;

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// Length of a line.
pub fn length(line: &[Point]) -> f64 {
    line.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}

/// The point at a part of a line's length.
pub fn at(line: &[Point], part: f64) -> Option<Point> {
    let mut left = part * length(line);
    for pair in line.windows(2) {
        let step = distance(pair[0], pair[1]);
        if step > 0.0 && left <= step * (1.0 + 1e-9) {
            return Some(between(pair[0], pair[1], left / step));
        }
        left -= step;
    }
    None
}

fn between(a: Point, b: Point, share: f64) -> Point {
    (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
}

/// Points along a line from its beginning on, `gap` apart.
pub fn spaced(line: &[Point], gap: f64) -> Vec<Point> {
    let mut points = Vec::new();
    let mut next = 0.0;
    for pair in line.windows(2) {
        let step = distance(pair[0], pair[1]);
        while step > 0.0 && next <= step {
            points.push(between(pair[0], pair[1], next / step));
            next += gap;
        }
        next -= step;
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_bent_line_are_measured_along_it() {
        let bent = [(0.0, 0.0), (3.0, 0.0), (3.0, 0.0), (3.0, 1.0)];
        assert!((length(&bent) - 4.0).abs() < 1e-12);
        assert_eq!(at(&bent, 0.5), Some((2.0, 0.0)));
        assert_eq!(at(&bent, 1.0), Some((3.0, 1.0)));
        assert_eq!(at(&[(1.0, 1.0)], 0.5), None);
        assert_eq!(spaced(&bent, 2.0), [(0.0, 0.0), (2.0, 0.0), (3.0, 1.0)]);
    }
}
