//! Lines cut off at the edges of a rectangle.

use super::canvas::Point;
use super::places::Area;

/// The parts of a line within a rectangle; a point that is not a number breaks it (Liang & Barsky 1984).
pub fn clipped(line: &[Point], area: &Area) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    for pair in line.windows(2) {
        let Some((from, to)) = segment(pair[0], pair[1], area) else { continue };
        match parts.last_mut() {
            // A part goes on where the last one ended, which is so only at a point of the line itself.
            Some(part) if part.last() == Some(&from) && from == pair[0] => part.push(to),
            _ => parts.push(vec![from, to]),
        }
    }
    parts
}

/// The part of a straight line between two points that lies within a rectangle.
fn segment(a: Point, b: Point, area: &Area) -> Option<(Point, Point)> {
    if ![a.0, a.1, b.0, b.1].into_iter().all(f64::is_finite) {
        return None;
    }
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut enter, mut leave) = (0.0, 1.0);
    let edges = [(-dx, a.0 - area.left), (dx, area.right - a.0), (-dy, a.1 - area.top), (dy, area.bottom - a.1)];
    for (towards, room) in edges {
        if towards == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if towards < 0.0 {
            enter = f64::max(enter, room / towards);
        } else {
            leave = f64::min(leave, room / towards);
        }
    }
    let at = |part: f64| (a.0 + part * dx, a.1 + part * dy);
    let ends = (if enter > 0.0 { at(enter) } else { a }, if leave < 1.0 { at(leave) } else { b });
    (enter < leave).then_some(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Area = Area { left: 0.0, right: 10.0, top: 0.0, bottom: 10.0 };

    #[test]
    fn lines_end_at_the_edge_and_come_back_as_a_new_part() {
        let line = [(5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0), (5.0, 9.0)];
        assert_eq!(clipped(&line, &AREA), [vec![(5.0, 5.0), (10.0, 5.0)], vec![(10.0, 8.0), (5.0, 8.0), (5.0, 9.0)]]);
    }

    #[test]
    fn what_lies_outside_or_is_no_number_is_left_out() {
        assert!(clipped(&[(-5.0, -1.0), (20.0, -1.0)], &AREA).is_empty());
        assert!(clipped(&[(-5.0, 15.0), (-1.0, -20.0)], &AREA).is_empty());
        let broken = [(1.0, 1.0), (2.0, 2.0), (f64::NAN, 3.0), (4.0, 4.0), (5.0, 5.0)];
        assert_eq!(clipped(&broken, &AREA), [vec![(1.0, 1.0), (2.0, 2.0)], vec![(4.0, 4.0), (5.0, 5.0)]]);
        assert_eq!(clipped(&[(-5.0, 5.0), (15.0, 5.0)], &AREA), [vec![(0.0, 5.0), (10.0, 5.0)]]);
    }
}
