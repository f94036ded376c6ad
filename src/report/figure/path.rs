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
            let share = left / step;
            return Some((pair[0].0 + (pair[1].0 - pair[0].0) * share, pair[0].1 + (pair[1].1 - pair[0].1) * share));
        }
        left -= step;
    }
    None
}

/// Points along a line, `gap` apart.
pub fn spaced(line: &[Point], gap: f64) -> Vec<Point> {
    let count = (length(line) / gap).ceil() as u32;
    (0..=count).filter_map(|k| at(line, f64::from(k) / f64::from(count.max(1)))).collect()
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
        assert_eq!(spaced(&[(0.0, 0.0), (4.0, 0.0)], 2.0), [(0.0, 0.0), (2.0, 0.0), (4.0, 0.0)]);
    }
}
