//! Lines on which a function known on a grid has one value.

/// The lines on which `values` reaches `level`, as polylines of (x, y).
///
/// `values[row * xs.len() + column]` is the value at (`xs[column]`, `ys[row]`); `xs` and `ys` ascend strictly, at any
/// distances. Marching squares: on each edge of the grid between a value below the level and one at or above it lies a
/// point, found by linear interpolation, and the points of each cell are joined. Where the corners of a cell alternate,
/// the mean of the four decides which sides hang together. A value that is not finite is a hole: the cells around it
/// have no line.
///
/// A line runs with the larger values on its left (x to the right, y up). It is closed, its last point repeating its
/// first, or ends at the border of the grid or of a hole. The order of the lines depends on the grid alone.
pub fn contour(xs: &[f64], ys: &[f64], values: &[f64], level: f64) -> Vec<Vec<(f64, f64)>> {
    debug_assert!(values.len() == xs.len() * ys.len());
    let grid = Grid { xs, ys, values, level };
    let mut next = vec![None; 2 * values.len()];
    let mut entered = vec![false; 2 * values.len()];
    for row in 1..ys.len() {
        for column in 1..xs.len() {
            for (from, to) in grid.cell(row - 1, column - 1).into_iter().flatten() {
                next[from] = Some(to);
                entered[to] = true;
            }
        }
    }
    // First the lines that begin somewhere, then those that go round.
    let open = (0..next.len()).filter(|edge| !entered[*edge]);
    let walks: Vec<Vec<Edge>> = open.chain(0..next.len()).map(|start| walk(start, &mut next)).collect();
    let line = |edges: Vec<Edge>| {
        let mut points: Vec<(f64, f64)> = edges.into_iter().map(|edge| grid.point(edge)).collect();
        // Where a corner has the level itself, lines on several edges meet there.
        points.dedup();
        points
    };
    walks.into_iter().filter(|edges| edges.len() > 1).map(line).filter(|points| points.len() > 1).collect()
}

/// The number of an edge of the grid: 2i from point i to its right neighbor, 2i + 1 to the one above.
type Edge = usize;

/// The edges from `start` on, which are taken out of `next`: only `start` where no line leaves it any more.
fn walk(start: Edge, next: &mut [Option<Edge>]) -> Vec<Edge> {
    let mut edges = vec![start];
    let mut last = start;
    while let Some(after) = next[last].take() {
        edges.push(after);
        last = after;
    }
    edges
}

struct Grid<'a> {
    xs: &'a [f64],
    ys: &'a [f64],
    values: &'a [f64],
    level: f64,
}

impl Grid<'_> {
    /// The pieces of line, one or two, through the cell with this lower left corner: from edge to edge.
    fn cell(&self, row: usize, column: usize) -> [Option<(Edge, Edge)>; 2] {
        let width = self.xs.len();
        let corner = row * width + column;
        // Corners and edges counterclockwise; edge i leads from corner i to corner i + 1.
        let values = [corner, corner + 1, corner + width + 1, corner + width].map(|point| self.values[point]);
        let edges = [2 * corner, 2 * (corner + 1) + 1, 2 * (corner + width), 2 * corner + 1];
        if values.iter().any(|value| !value.is_finite()) {
            return [None, None];
        }
        let above = values.map(|value| value >= self.level);
        // With the larger values on its left a line enters where they end, and leaves where they begin.
        let mut enters = (0..4).filter(|i| above[*i] && !above[(i + 1) % 4]);
        let leaves = |i: &usize| !above[*i] && above[(i + 1) % 4];
        let (Some(first), second) = (enters.next(), enters.next()) else { return [None, None] };
        // At a saddle the larger sides hang together if the center is one of them: the lines then go round the smaller
        // corners, and leave by the next edge; otherwise round the larger ones, by the edge before.
        let turn = if values.iter().sum::<f64>() / 4.0 >= self.level { 1 } else { 3 };
        let piece = |entry: usize| {
            let exit = if second.is_some() { Some((entry + turn) % 4) } else { (0..4).find(leaves) };
            exit.map(|exit| (edges[entry], edges[exit]))
        };
        [piece(first), second.and_then(piece)]
    }

    /// The point on an edge where the line crosses it.
    fn point(&self, edge: Edge) -> (f64, f64) {
        let from = edge / 2;
        let (row, column) = (from / self.xs.len(), from % self.xs.len());
        let (x, y) = (self.xs[column], self.ys[row]);
        let share = |to: usize| (self.level - self.values[from]) / (self.values[to] - self.values[from]);
        // Written so that a share of 0 or 1 gives an end exactly.
        let between = |from: f64, to: f64, share: f64| (1.0 - share) * from + share * to;
        if edge.is_multiple_of(2) {
            (between(x, self.xs[column + 1], share(from + 1)), y)
        } else {
            (x, between(y, self.ys[row + 1], share(from + self.xs.len())))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use proptest::prelude::*;

    use super::*;

    type Line = Vec<(f64, f64)>;

    fn lines(xs: &[f64], ys: &[f64], level: f64, f: impl Fn(f64, f64) -> f64) -> Vec<Line> {
        let values: Vec<f64> = ys.iter().flat_map(|y| xs.iter().map(|x| f(*x, *y))).collect();
        contour(xs, ys, &values, level)
    }

    /// From `from` to `to` in steps that grow by a tenth each.
    fn uneven(from: f64, to: f64, steps: i32) -> Vec<f64> {
        let all = 1.1f64.powi(steps) - 1.0;
        (0..=steps).map(|i| from + (to - from) * (1.1f64.powi(i) - 1.0) / all).collect()
    }

    fn is_closed(line: &Line) -> bool {
        line[0] == line[line.len() - 1]
    }

    #[test]
    fn a_plane_gives_one_straight_line_on_any_grid() {
        let (xs, ys) = (uneven(-2.0, 5.0, 13), uneven(0.0, 100.0, 8));
        let found = lines(&xs, &ys, 2.2, |x, y| 3.0 * x - 0.1 * y);
        assert_eq!(found.len(), 1);
        for (x, y) in &found[0] {
            assert!((3.0 * x - 0.1 * y - 2.2).abs() < 1e-12);
        }
        // From border to border: y = 30x − 22 leaves at y = 0 and y = 100; the larger x lie on the left going down.
        let (first, last) = (found[0][0], found[0][found[0].len() - 1]);
        assert!((first.0 - 122.0 / 30.0).abs() < 1e-12 && (first.1 - 100.0).abs() < 1e-12, "{first:?}");
        assert!((last.0 - 22.0 / 30.0).abs() < 1e-12 && last.1.abs() < 1e-12, "{last:?}");
        assert!(found[0].windows(2).all(|pair| pair[1].1 < pair[0].1));
    }

    /// x² + y² = 1: linear interpolation in steps of h errs by h²/8 · 2 / (2r) at most on an edge; a polygon through
    /// the points falls short of the area by as little. Round a hollow the larger values lie on the left of a clockwise
    /// line.
    #[test]
    fn a_hollow_gives_a_circle() {
        let xs = uneven(-1.5, 1.7, 30);
        let widest = xs[30] - xs[29];
        let found = lines(&xs, &xs, 1.0, |x, y| x * x + y * y);
        assert!(found.len() == 1 && is_closed(&found[0]));
        for (x, y) in &found[0] {
            let off = x.hypot(*y) - 1.0;
            assert!(off.abs() < widest * widest / 8.0 * 1.01, "{off}");
        }
        let area: f64 = found[0].windows(2).map(|pair| (pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1) / 2.0).sum();
        assert!((area + PI).abs() < 0.04, "{area}");
    }

    /// Corners 1, 0, 1, 0 round the cell, beginning at the lower left: below their mean of ½ the larger corners hang
    /// together and the lines go round the smaller ones, above it is the other way.
    #[test]
    fn a_saddle_is_decided_by_its_center() {
        let saddle = |level: f64| contour(&[0.0, 1.0], &[0.0, 1.0], &[1.0, 0.0, 0.0, 1.0], level);
        let near = |line: &Line, x: f64, y: f64| line.iter().all(|point| (point.0 - x).hypot(point.1 - y) < 0.5);
        for (level, corners) in [(0.4, [(1.0, 0.0), (0.0, 1.0)]), (0.6, [(0.0, 0.0), (1.0, 1.0)])] {
            let found = saddle(level);
            assert_eq!(found.len(), 2, "{found:?}");
            assert!(corners.iter().all(|(x, y)| found.iter().any(|line| near(line, *x, *y))), "{level}: {found:?}");
        }
    }

    #[test]
    fn a_hole_interrupts_a_line() {
        let xs: Vec<f64> = (0..11).map(f64::from).collect();
        let found = lines(&xs, &xs, 4.5, |x, y| if y.to_bits() == 5f64.to_bits() && x < 6.0 { f64::NAN } else { x });
        assert_eq!(found.len(), 2);
        let mut heights: Vec<f64> = found.iter().flatten().map(|(_, y)| *y).collect();
        heights.sort_by(f64::total_cmp);
        assert_eq!(heights, [0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 7.0, 8.0, 9.0, 10.0]);
        let unbounded = contour(&[0.0, 1.0], &[0.0, 1.0], &[0.0, f64::INFINITY, 0.0, 1.0], 0.5);
        assert!(unbounded.is_empty());
    }

    /// A peak that just reaches the level is no line; a line through corners passes each of them once.
    #[test]
    fn corners_on_the_level_give_no_pieces_without_length() {
        let xs: Vec<f64> = (0..5).map(f64::from).collect();
        let peak =
            lines(&xs, &xs, 1.0, |x, y| f64::from(x.to_bits() == 2f64.to_bits() && y.to_bits() == 2f64.to_bits()));
        assert!(peak.is_empty(), "{peak:?}");
        let diagonal = lines(&xs, &xs, 0.0, |x, y| x - y);
        assert_eq!(diagonal, [[(4.0, 4.0), (3.0, 3.0), (2.0, 2.0), (1.0, 1.0), (0.0, 0.0)]]);
    }

    #[test]
    fn without_a_cell_or_a_crossing_there_is_no_line() {
        assert!(contour(&[], &[], &[], 0.0).is_empty());
        assert!(contour(&[1.0], &[1.0, 2.0], &[0.0, 1.0], 0.5).is_empty());
        assert!(lines(&[0.0, 1.0], &[0.0, 1.0], 5.0, |x, y| x + y).is_empty());
    }

    proptest! {
        /// Any values on a 7 × 6 grid: each point of an edge that the level crosses is passed exactly once, and open
        /// lines end at the border.
        #[test]
        fn every_crossed_edge_is_passed_once(values in proptest::collection::vec(-1.0..1.0, 42), level in -0.9..0.9) {
            let (xs, ys): (Vec<f64>, Vec<f64>) = ((0..7).map(f64::from).collect(), (0..6).map(f64::from).collect());
            let found = contour(&xs, &ys, &values, level);
            let crossed = |from: usize, to: usize| (values[from] >= level) != (values[to] >= level);
            let across = (0..42).filter(|i| i % 7 < 6 && crossed(*i, i + 1)).count();
            let up = (0..35).filter(|i| crossed(*i, i + 7)).count();
            let passed: usize = found.iter().map(|line| line.len() - usize::from(is_closed(line))).sum();
            prop_assert_eq!(passed, across + up);
            let border = |&(x, y): &(f64, f64)| x <= 0.0 || y <= 0.0 || x >= 6.0 || y >= 5.0;
            for line in found.iter().filter(|line| !is_closed(line)) {
                prop_assert!(border(&line[0]) && border(&line[line.len() - 1]));
                prop_assert!(!line[1..line.len() - 1].iter().any(border));
            }
        }

        /// Just left of a piece the interpolated value is larger than just right of it.
        #[test]
        fn larger_values_lie_on_the_left(a in -1.0..1.0f64, b in -1.0..1.0f64, level in -0.5..0.5) {
            let xs = uneven(-1.0, 1.0, 6);
            for pair in lines(&xs, &xs, level, |x, y| a * x + b * y).iter().flat_map(|line| line.windows(2)) {
                let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
                prop_assert!(-a * dy + b * dx >= 0.0);
            }
        }
    }
}
