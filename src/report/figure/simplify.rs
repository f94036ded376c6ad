//! Lines with as few points as the eye needs.

use super::canvas::Point;

/// No point of the line is moved by more than this [unit of the drawing].
const TOLERANCE: f64 = 0.12;

/// The line with points left out that lie within the tolerance of what remains (Douglas & Peucker 1973).
pub fn simplify(points: &[Point]) -> Vec<Point> {
    let Some(last) = points.len().checked_sub(1) else { return Vec::new() };
    let mut keep = vec![false; points.len()];
    (keep[0], keep[last]) = (true, true);
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        let far = (from + 1..to).map(|at| (at, distance(points[at], points[from], points[to])));
        if let Some((at, _)) = far.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, d)| *d > TOLERANCE) {
            keep[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    points.iter().zip(keep).filter_map(|(point, keep)| keep.then_some(*point)).collect()
}

/// Distance of a point from the straight line between two others.
fn distance(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx.hypot(dy);
    if length == 0.0 { (p.0 - a.0).hypot(p.1 - a.1) } else { ((p.0 - a.0) * dy - (p.1 - a.1) * dx).abs() / length }
}

#[cfg(test)]
mod tests {
    use super::simplify;

    #[test]
    fn straight_stretches_need_only_their_ends() {
        let line: Vec<_> = (0..100).map(|x| (f64::from(x), if x < 50 { 0.0 } else { f64::from(x - 50) })).collect();
        assert_eq!(simplify(&line), [(0.0, 0.0), (50.0, 0.0), (99.0, 49.0)]);
        assert_eq!(simplify(&[]), []);
    }
}
