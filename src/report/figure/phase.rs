//! `phase`: a result over two parameters, and the line on which it passes a level.

use super::amounts::Value;
use super::axis::{Axis, Parameter, Tick};
use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, Point, draw};
use super::frame::{FOOT, Head, MARGIN};
use super::grid::Grid;
use super::places::{Area, place};
use super::plot::{BELOW, CAPTION, Plot, tick_room};
use super::ramp::Ramp;
use super::theme::{AXIS, FAINT, GRID, INK, LABEL, PAPER, SMALL, WHITE};
use crate::report::fonts::{Weight, fitted, text_width, wrapped};

const SIZE: (f64, f64) = (1600.0, 960.0);
/// Room for the bar of colors right of the map.
const RIGHT: f64 = 250.0;
/// Radius of the dot of a cell with the most runs.
const RUNS: f64 = 3.4;

/// A result over two parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// What stands above and below.
    pub head: Head,
    /// The parameter along the horizontal axis.
    pub x: Parameter,
    /// The parameter along the vertical axis.
    pub y: Parameter,
    /// Numbers of the horizontal parameter, one a column.
    pub xs: Vec<f64>,
    /// Numbers of the vertical parameter, one a row.
    pub ys: Vec<f64>,
    /// The results: all columns of the first row, then of the second; what is missing was not run.
    pub cells: Vec<Cell>,
    /// What the results are.
    pub value: Value,
    /// What they count.
    pub value_label: String,
    /// The level to be passed, 0.5 for even odds; the colors turn here.
    pub level: f64,
    /// Lines on which the results pass the level, as pairs of numbers of both parameters.
    pub contour: Vec<Vec<(f64, f64)>>,
    /// Lines on which the upper ends of the intervals pass the level.
    pub contour_low: Vec<Vec<(f64, f64)>>,
    /// Lines on which the lower ends of the intervals pass the level.
    pub contour_high: Vec<Vec<(f64, f64)>>,
    /// A point of both parameters to point out, with its text ("history").
    pub mark: Option<(f64, f64, String)>,
}

/// A result at one point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// The result, NaN if the point was not run.
    pub value: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
    /// Runs that it rests on.
    pub runs: u64,
}

/// Draws the figure.
pub fn phase(phase: &Phase) -> Figure {
    let level = phase.value.number(phase.level);
    let description = format!(
        "{} by {} and {}, as a map of {} by {} cells with the line of {level}. {}",
        phase.value_label,
        phase.x.label,
        phase.y.label,
        phase.xs.len(),
        phase.ys.len(),
        phase.head.title
    );
    let height = SIZE.1 + phase.head.height(SIZE.0) - super::frame::HEAD;
    draw(SIZE.0, height, description, |canvas| {
        phase.head.draw(canvas, (SIZE.0, height));
        let map = Map::new(phase, height);
        map.plot.caption(canvas, &phase.y.label, 18.0);
        map.cells(canvas);
        map.axes(canvas);
        map.lines(canvas);
        map.labels(canvas);
        map.bar(canvas);
        map.key(canvas, height - FOOT / 2.0);
    })
}

/// The map in its place.
struct Map<'a> {
    phase: &'a Phase,
    plot: Plot,
    columns: Grid,
    rows: Grid,
    ramp: Ramp,
}

impl<'a> Map<'a> {
    fn new(phase: &'a Phase, height: f64) -> Map<'a> {
        let columns = Grid::new(phase.x.kind, phase.x.spacing, &phase.xs);
        let rows = Grid::new(phase.y.kind, phase.y.spacing, &phase.ys);
        let (right, bottom) = (SIZE.0 - MARGIN - RIGHT, height - FOOT - BELOW);
        let top = phase.head.height(SIZE.0) + CAPTION;
        let mut plot = Plot { left: MARGIN, right, top, bottom, x: columns.axis, y: rows.axis };
        plot.left = (MARGIN + tick_room(&rows.ticks(plot.vertical_ticks()))).round();
        let values = phase.cells.iter().map(|cell| cell.value);
        let ramp = Ramp::new(phase.value, phase.level, values);
        Map { phase, plot, columns, rows, ramp }
    }

    /// The cell in a column and row, if it was run.
    fn cell(&self, column: usize, row: usize) -> Option<&Cell> {
        let cell = self.phase.cells.get(row * self.phase.xs.len() + column)?;
        cell.value.is_finite().then_some(cell)
    }

    fn cells(&self, canvas: &mut Canvas) {
        let (xs, ys) = (self.columns.edges(), self.rows.edges());
        let most = self.phase.cells.iter().map(|cell| cell.runs).max().unwrap_or(0);
        let varies = self.runs().is_some();
        for (row, (bottom, top)) in &ys {
            for (column, (left, right)) in &xs {
                let corners = (self.plot.point((*left, *top)), self.plot.point((*right, *bottom)));
                // Whole units, so that every edge is sharp in dots too.
                let corners = [corners.0, corners.1].map(|(x, y)| (x.round(), y.round()));
                let cell = self.cell(*column, *row);
                canvas.cell(corners[0], corners[1], cell.map_or(GRID, |cell| self.ramp.color(cell.value)));
                if let Some(cell) = cell.filter(|_| varies) {
                    let at = (f64::midpoint(corners[0].0, corners[1].0), f64::midpoint(corners[0].1, corners[1].1));
                    let radius = RUNS * (cell.runs as f64 / most as f64).sqrt();
                    canvas.disk(at, radius, Pen::new(self.ramp.ink_on(cell.value), 0.0).faint(0.55));
                }
            }
        }
    }

    /// Fewest and most runs of a cell that was run, where they differ.
    fn runs(&self) -> Option<(u64, u64)> {
        let runs = || self.phase.cells.iter().filter(|cell| cell.value.is_finite()).map(|cell| cell.runs);
        let (least, most) = (runs().min()?, runs().max()?);
        (least < most).then_some((least, most))
    }

    fn axes(&self, canvas: &mut Canvas) {
        self.plot.floor(canvas, &self.columns.ticks(self.plot.ticks()), &self.phase.x.label);
        for (number, text) in self.rows.ticks(self.plot.vertical_ticks()) {
            let y = self.plot.up(number);
            canvas.line(&[(self.plot.left - 5.0, y), (self.plot.left, y)], Pen::new(AXIS, 1.2));
            canvas.text(&text, (self.plot.left - 8.0, y), Anchor::Right, Letters::regular(SMALL, FAINT));
        }
    }

    /// The line of the level between those of its uncertainty.
    fn lines(&self, canvas: &mut Canvas) {
        for line in self.phase.contour_low.iter().chain(&self.phase.contour_high) {
            let points = self.plot.points(line);
            canvas.line(&points, Pen::new(WHITE, 3.2).faint(0.6));
            canvas.dashed(&points, (6.0, 4.0), Pen::new(INK, 1.4));
        }
        for line in &self.phase.contour {
            let points = self.plot.points(line);
            canvas.line(&points, Pen::new(WHITE, 6.0).faint(0.85));
            canvas.line(&points, Pen::new(INK, 3.2));
        }
    }

    /// The point to be pointed out and its text, then the level on its line.
    fn labels(&self, canvas: &mut Canvas) {
        let plot = &self.plot;
        let bounds =
            Area { left: plot.left + 4.0, right: plot.right - 4.0, top: plot.top + 4.0, bottom: plot.bottom - 4.0 };
        let contours: Vec<Vec<Point>> = self.phase.contour.iter().map(|line| plot.points(line)).collect();
        let mut taken = Vec::new();
        if let Some((x, y, text)) = self.phase.mark.as_ref().filter(|(x, y, _)| self.within(*x, *y)) {
            let at = plot.point((*x, *y));
            canvas.disk(at, 10.5, Pen::new(WHITE, 0.0).faint(0.85));
            canvas.ring(at, 8.0, Pen::new(INK, 2.6));
            canvas.disk(at, 2.6, Pen::new(INK, 0.0));
            taken.push(Area::around(at, 26.0, 26.0));
            let text = fitted(text, LABEL, Weight::Bold, (plot.right - plot.left) / 2.0);
            let size = (text_width(&text, LABEL, Weight::Bold) + 14.0, 26.0);
            let crossed = |area: &Area| along(&contours).filter(|point| area.contains(*point)).count() as f64 * 4.0;
            if let Some(area) = place((at.0, at.1), (size.0 + 8.0, size.1), &bounds, &taken, crossed) {
                plate(canvas, area, &text);
                taken.push(area);
            }
        }
        let text = self.phase.value.number(self.phase.level);
        let longest = contours.iter().max_by(|a, b| length(a).total_cmp(&length(b)));
        let size = (text_width(&text, LABEL, Weight::Bold) + 14.0, 24.0);
        for part in [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9] {
            let Some(at) = longest.and_then(|line| at_part(line, part)) else { continue };
            let area = Area::around(at, size.0, size.1);
            if bounds.holds(&area) && !taken.iter().any(|other| other.overlaps(&area)) {
                plate(canvas, area, &text);
                break;
            }
        }
    }

    fn within(&self, x: f64, y: f64) -> bool {
        let on = |axis: &Axis, number: f64| (0.0..=1.0).contains(&axis.place(number));
        on(&self.plot.x, x) && on(&self.plot.y, y)
    }

    /// The bar of colors, with its name and ticks.
    fn bar(&self, canvas: &mut Canvas) {
        let left = self.plot.right + 44.0;
        let lines = wrapped(&self.phase.value_label, LABEL, Weight::Bold, SIZE.0 - MARGIN - left, 3);
        let mut top = self.plot.top + 2.0;
        for line in &lines {
            canvas.text(line, (left, top + 8.0), Anchor::Left, Letters::bold(LABEL, INK));
            top += 22.0;
        }
        let missing = self.columns.len() * self.rows.len() > self.known();
        let bottom = self.plot.bottom - if missing { 40.0 } else { 0.0 };
        let (top, right) = ((top + 12.0).round(), left + 24.0);
        let height = bottom - top;
        let at = |value: f64| bottom - height * self.ramp.axis.place(value);
        let steps = 120;
        for step in 0..steps {
            let edge = |k: i32| (bottom - height * f64::from(k) / f64::from(steps)).round();
            let value = self.ramp.axis.at((f64::from(step) + 0.5) / f64::from(steps));
            canvas.cell((left, edge(step + 1)), (right, edge(step)), self.ramp.color(value));
        }
        let level = at(self.phase.level);
        let marked = (top - 0.5..=bottom + 0.5).contains(&level);
        if marked {
            canvas.line(&[(left - 5.0, level), (right + 5.0, level)], Pen::new(INK, 3.2));
            let text = self.phase.value.number(self.phase.level);
            canvas.text(&text, (right + 12.0, level), Anchor::Left, Letters::bold(LABEL, INK));
        }
        let ticks: Vec<Tick> = self.ramp.axis.ticks(6);
        for (value, text) in ticks.iter().filter(|(value, _)| !marked || (at(*value) - level).abs() > 18.0) {
            let y = at(*value);
            canvas.line(&[(right, y), (right + 5.0, y)], Pen::new(AXIS, 1.2));
            canvas.text(text, (right + 12.0, y), Anchor::Left, Letters::regular(SMALL, FAINT));
        }
        if missing {
            canvas.cell((left, self.plot.bottom - 20.0), (right, self.plot.bottom), GRID);
            let at = (right + 12.0, self.plot.bottom - 10.0);
            canvas.text("not run", at, Anchor::Left, Letters::regular(SMALL, FAINT));
        }
    }

    /// Cells of the map that were run.
    fn known(&self) -> usize {
        let (columns, rows) = (self.columns.edges(), self.rows.edges());
        rows.iter()
            .map(|(row, _)| columns.iter().filter(|(column, _)| self.cell(*column, *row).is_some()).count())
            .sum()
    }

    /// What lines and dots mean.
    fn key(&self, canvas: &mut Canvas, y: f64) {
        let mut x = MARGIN;
        let mut entry = |canvas: &mut Canvas, text: &str| {
            let letters = Letters::regular(SMALL - 1.5, FAINT);
            canvas.text(text, (x + 38.0, y), Anchor::Left, letters);
            let at = x;
            x += 38.0 + text_width(text, SMALL - 1.5, Weight::Regular) + 26.0;
            at
        };
        let level = self.phase.value.number(self.phase.level);
        if !self.phase.contour.is_empty() {
            let at = entry(canvas, &format!("{level}, interpolated"));
            canvas.line(&[(at, y), (at + 30.0, y)], Pen::new(AXIS, 3.2));
        }
        if !self.phase.contour_low.is_empty() || !self.phase.contour_high.is_empty() {
            let at = entry(canvas, &format!("where intervals end at {level}"));
            canvas.dashes((at, y), (at + 30.0, y), 6.0, 4.0, Pen::new(AXIS, 1.4));
        }
        if let Some((least, most)) = self.runs() {
            let at = entry(canvas, &format!("{least} to {most} runs a cell, by the area of the dot"));
            let small = (RUNS * (least as f64 / most as f64).sqrt()).max(0.5);
            canvas.disk((at + 14.0, y), small, Pen::new(FAINT, 0.0));
            canvas.disk((at + 25.0, y), RUNS, Pen::new(FAINT, 0.0));
        }
    }
}

/// A text on paper.
fn plate(canvas: &mut Canvas, area: Area, text: &str) {
    canvas.rectangle((area.left, area.top), (area.right, area.bottom), Pen::new(PAPER, 0.0).faint(0.92));
    canvas.text(text, area.middle(), Anchor::Middle, Letters::bold(LABEL, INK));
}

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

fn length(line: &[Point]) -> f64 {
    line.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}

/// The point at a part of a line's length.
fn at_part(line: &[Point], part: f64) -> Option<Point> {
    let mut left = part * length(line);
    for pair in line.windows(2) {
        let step = distance(pair[0], pair[1]);
        if step > 0.0 && left <= step {
            let share = left / step;
            return Some((pair[0].0 + (pair[1].0 - pair[0].0) * share, pair[0].1 + (pair[1].1 - pair[0].1) * share));
        }
        left -= step;
    }
    None
}

/// Points along lines, a few units apart.
fn along(lines: &[Vec<Point>]) -> impl Iterator<Item = Point> {
    let parts = |line: &Vec<Point>| (0..=200).filter_map(|k| at_part(line, f64::from(k) / 200.0)).collect::<Vec<_>>();
    lines.iter().flat_map(parts).collect::<Vec<_>>().into_iter()
}
