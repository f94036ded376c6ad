//! `phase`: a result over two parameters, and the line on which it passes a level.

use serde::{Deserialize, Serialize};

use super::amounts::Value;
use super::axis::{Axis, Parameter};
use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, Point, draw};
use super::colorbar::ColorBar;
use super::frame::{FOOT, HEAD, Head, MARGIN};
use super::grid::Grid;
use super::key::Key;
use super::path;
use super::places::{Area, place};
use super::plot::{BELOW, CAPTION, Plot, tick_room};
use super::ramp::Ramp;
use super::readings::Named;
use super::regions;
use super::theme::{AXIS, BLACK, FAINT, GRID, INK, LABEL, PAPER, SMALL, WHITE};
use crate::report::fonts::{Weight, fitted, text_width};
use crate::report::language::Language;

const SIZE: (f64, f64) = (1600.0, 960.0);
/// Room for the bar of colors right of the map.
const RIGHT: f64 = 250.0;
/// Radius of the dot of a cell with the most runs.
const RUNS: f64 = 3.2;
/// Size of the names of both sides.
const SIDE: f64 = 24.0;
const DASHES: (f64, f64) = (6.0, 4.0);

/// A result over two parameters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    /// What stands above and below.
    pub head: Head,
    /// The parameter along the horizontal axis.
    pub x: Parameter,
    /// The parameter along the vertical axis.
    pub y: Parameter,
    /// Numbers of the horizontal parameter, one a column.
    #[serde(with = "super::exact")]
    pub xs: Vec<f64>,
    /// Numbers of the vertical parameter, one a row.
    #[serde(with = "super::exact")]
    pub ys: Vec<f64>,
    /// The results: all columns of the first row, then of the second; what is missing was not run.
    pub cells: Vec<Cell>,
    /// What the results are.
    pub value: Value,
    /// What they count.
    pub value_label: String,
    /// The level to be passed, 0.5 for even odds; the colors turn here.
    #[serde(with = "super::exact")]
    pub level: f64,
    /// Lines on which the results pass the level, as pairs of numbers of both parameters.
    #[serde(with = "super::exact")]
    pub contour: Vec<Vec<(f64, f64)>>,
    /// Lines on which the upper ends of the intervals pass the level.
    #[serde(with = "super::exact")]
    pub contour_low: Vec<Vec<(f64, f64)>>,
    /// Lines on which the lower ends of the intervals pass the level.
    #[serde(with = "super::exact")]
    pub contour_high: Vec<Vec<(f64, f64)>>,
    /// What results below and above the level mean ("WeChat leads", "MiTalk leads"), written on the map where it has room.
    pub sides: Option<(String, String)>,
    /// A point of both parameters to point out, with its text ("history").
    #[serde(with = "super::exact")]
    pub mark: Option<(f64, f64, String)>,
}

/// A result at one point.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The result, NaN if the point was not run.
    #[serde(with = "super::exact")]
    pub value: f64,
    /// Lower end of its interval.
    #[serde(with = "super::exact")]
    pub low: f64,
    /// Upper end of its interval.
    #[serde(with = "super::exact")]
    pub high: f64,
    /// Runs that it rests on.
    pub runs: u64,
}

/// Draws the figure.
pub fn phase(phase: &Phase) -> Figure {
    let Phase { x, y, xs, ys, head, value_label, .. } = phase;
    let level = phase.value.number(phase.level, head.language);
    let (columns, rows) = (xs.len(), ys.len());
    let description = match head.language {
        Language::English => format!(
            "{value_label} by {} and {}, as a map of {columns} by {rows} cells with the line of {level}. {}",
            x.label, y.label, head.title
        ),
        Language::Chinese => format!(
            "{value_label}随{}与{}的变化，{columns}×{rows} 格的分布图及 {level} 等值线。{}。",
            x.label, y.label, head.title
        ),
    };
    let height = SIZE.1 + phase.head.height(SIZE.0) - HEAD;
    draw(SIZE.0, height, description, |canvas| {
        phase.head.draw(canvas, (SIZE.0, height));
        let map = Map::new(phase, height);
        map.plot.caption(canvas, &phase.y.label, 18.0);
        map.cells(canvas);
        map.axes(canvas);
        map.lines(canvas);
        map.labels(canvas);
        map.bar(canvas);
        map.key(canvas, (SIZE.0, height));
        map.readings(canvas);
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
        let columns = Grid::new(phase.x.kind, phase.x.spacing, &phase.xs, phase.head.language);
        let rows = Grid::new(phase.y.kind, phase.y.spacing, &phase.ys, phase.head.language);
        let (right, bottom) = (SIZE.0 - MARGIN - RIGHT, height - FOOT - BELOW);
        let top = phase.head.height(SIZE.0) + CAPTION;
        let mut plot = Plot { left: MARGIN, right, top, bottom, x: columns.axis, y: rows.axis };
        plot.left = (MARGIN + tick_room(&phase.y.ticks(rows.ticks(plot.vertical_ticks())))).round();
        let values = phase.cells.iter().map(|cell| cell.value);
        let mut ramp = Ramp::new(phase.value, phase.level, values);
        ramp.axis = ramp.axis.told_in(phase.head.language);
        Map { phase, plot, columns, rows, ramp }
    }

    /// The cell in a column and row, if it was run.
    fn cell(&self, column: usize, row: usize) -> Option<&Cell> {
        let cell = self.phase.cells.get(row * self.phase.xs.len() + column)?;
        cell.value.is_finite().then_some(cell)
    }

    fn cells(&self, canvas: &mut Canvas) {
        let (xs, ys) = (self.columns.edges(), self.rows.edges());
        let runs = self.runs();
        for (row, (bottom, top)) in &ys {
            for (column, (left, right)) in &xs {
                let corners = (self.plot.point((*left, *top)), self.plot.point((*right, *bottom)));
                // Whole units, so that every edge is sharp in dots too.
                let corners = [corners.0, corners.1].map(|(x, y)| (x.round(), y.round()));
                let cell = self.cell(*column, *row);
                canvas.cell(corners[0], corners[1], cell.map_or(GRID, |cell| self.ramp.color(cell.value)));
                // Dots where more runs were spent than elsewhere.
                if let (Some(cell), Some((least, most))) = (cell, runs)
                    && cell.runs > least
                {
                    let at = (f64::midpoint(corners[0].0, corners[1].0), f64::midpoint(corners[0].1, corners[1].1));
                    let radius = RUNS * (cell.runs as f64 / most as f64).sqrt();
                    canvas.disk(at, radius, Pen::new(self.ramp.ink_on(cell.value), 0.0).faint(0.45));
                }
            }
        }
    }

    /// The result of every cell that was run.
    fn readings(&self, canvas: &mut Canvas) {
        let (phase, language) = (self.phase, self.phase.head.language);
        canvas.tells(vec![Named::plain(&phase.value_label)]);
        for (row, (bottom, top)) in self.rows.edges() {
            for (column, (left, right)) in self.columns.edges() {
                let Some(cell) = self.cell(column, row) else { continue };
                let ((left, top), (right, bottom)) = (self.plot.point((left, top)), self.plot.point((right, bottom)));
                let place = [phase.x.told(phase.xs[column], language), phase.y.told(phase.ys[row], language)];
                let estimate = phase.value.estimate(cell.value, (cell.low, cell.high), language);
                let words = format!("{estimate}{}{}", language.say(", ", "，"), language.runs(cell.runs));
                canvas.reading(Area { left, right, top, bottom }, place.join(language.say("; ", "；")), vec![words]);
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
        let Phase { x, y, .. } = self.phase;
        self.plot.floor(canvas, &x.ticks(self.columns.ticks(self.plot.ticks())), &x.label);
        for (number, text) in y.ticks(self.rows.ticks(self.plot.vertical_ticks())) {
            let y = self.plot.up(number);
            canvas.line(&[(self.plot.left - 5.0, y), (self.plot.left, y)], Pen::new(AXIS, 1.2));
            canvas.text(&text, (self.plot.left - 8.0, y), Anchor::Right, Letters::regular(SMALL, FAINT));
        }
    }

    /// The line of the level between those of its uncertainty.
    fn lines(&self, canvas: &mut Canvas) {
        for line in self.phase.contour_low.iter().chain(&self.phase.contour_high) {
            for points in self.plot.lines(line) {
                canvas.line(&points, Pen::new(WHITE, 3.2).faint(0.6));
                canvas.dashed(&points, DASHES, Pen::new(BLACK, 1.4));
            }
        }
        for points in self.phase.contour.iter().flat_map(|line| self.plot.lines(line)) {
            canvas.line(&points, Pen::new(WHITE, 6.0).faint(0.85));
            canvas.line(&points, Pen::new(BLACK, 3.2));
        }
    }

    /// The point to be pointed out and its text, then the level on its line.
    fn labels(&self, canvas: &mut Canvas) {
        let bounds = self.plot.area().inset(4.0);
        let contours: Vec<Vec<Point>> = self.phase.contour.iter().flat_map(|line| self.plot.lines(line)).collect();
        let mut taken = Vec::new();
        if let Some((x, y, text)) = self.phase.mark.as_ref().filter(|(x, y, _)| self.holds(*x, *y)) {
            let at = self.plot.point((*x, *y));
            canvas.disk(at, 10.5, Pen::new(WHITE, 0.0).faint(0.85));
            canvas.ring(at, 8.0, Pen::new(BLACK, 2.6));
            canvas.disk(at, 2.6, Pen::new(BLACK, 0.0));
            taken.push(Area::around(at, 26.0, 26.0));
            let text = fitted(text, LABEL, Weight::Bold, (bounds.right - bounds.left) / 3.0);
            let along: Vec<Point> = contours.iter().flat_map(|line| path::spaced(line, 4.0)).collect();
            let crossed = |area: &Area| along.iter().filter(|point| area.contains(**point)).count() as f64 * 4.0;
            if let Some(area) = place(at, plate_size(&text), &bounds, &taken, crossed) {
                plate(canvas, area, &text);
                taken.push(area);
            }
        }
        let text = self.phase.value.number(self.phase.level, self.phase.head.language);
        let longest = contours.iter().max_by(|a, b| path::length(a).total_cmp(&path::length(b)));
        let parts = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];
        let points = longest.into_iter().flat_map(|line| parts.iter().filter_map(|part| path::at(line, *part)));
        let (width, height) = plate_size(&text);
        let mut areas = points.map(|point| Area::around(point, width, height));
        if let Some(area) = areas.find(|area| bounds.holds(area) && !taken.iter().any(|other| other.overlaps(area))) {
            plate(canvas, area, &text);
            taken.push(area);
        }
        if let Some((below, above)) = &self.phase.sides {
            self.side(canvas, below, &taken, |value| value < self.phase.level);
            self.side(canvas, above, &taken, |value| value >= self.phase.level);
        }
    }

    /// Names the cells whose results are on one side of the level, in their midst.
    fn side(&self, canvas: &mut Canvas, name: &str, taken: &[Area], on: impl Fn(f64) -> bool) {
        let (columns, rows) = (self.columns.edges(), self.rows.edges());
        let part = |(x, y): Point| {
            let (plot, holds) = (&self.plot, |edges: &(f64, f64), number: f64| (edges.0..=edges.1).contains(&number));
            let x = plot.x.at((x - plot.left) / (plot.right - plot.left));
            let y = plot.y.at((plot.bottom - y) / (plot.bottom - plot.top));
            let column = columns.iter().find(|(_, edges)| holds(edges, x))?;
            let row = rows.iter().find(|(_, edges)| holds(edges, y))?;
            self.cell(column.0, row.0).map(|cell| cell.value).filter(|value| on(*value))
        };
        let size = (text_width(name, SIDE, Weight::Bold) + 16.0, SIDE * 1.5);
        if let Some(area) = regions::middle(size, &self.plot.area(), taken, |point| part(point).is_some()) {
            let color = part(area.middle()).map_or(BLACK, |value| self.ramp.ink_on(value));
            canvas.text(name, area.middle(), Anchor::Middle, Letters::bold(SIDE, color));
        }
    }

    /// Whether a point lies on the map.
    fn holds(&self, x: f64, y: f64) -> bool {
        let on = |axis: &Axis, number: f64| (0.0..=1.0).contains(&axis.place(number));
        on(&self.plot.x, x) && on(&self.plot.y, y)
    }

    fn bar(&self, canvas: &mut Canvas) {
        let (columns, rows) = (self.columns.edges(), self.rows.edges());
        let mut cells = rows.iter().flat_map(|(row, _)| columns.iter().map(|(column, _)| self.cell(*column, *row)));
        let bar = ColorBar {
            ramp: self.ramp,
            value: self.phase.value,
            level: self.phase.level,
            label: &self.phase.value_label,
            missing: cells.any(|cell| cell.is_none()),
        };
        let (left, top) = (self.plot.right + 44.0, self.plot.top);
        bar.draw(canvas, Area { left, right: SIZE.0 - MARGIN, top, bottom: self.plot.bottom });
    }

    /// What lines and dots mean.
    fn key(&self, canvas: &mut Canvas, size: (f64, f64)) {
        let mut key = Key::at_foot(&self.phase.head, size);
        let language = self.phase.head.language;
        let level = self.phase.value.number(self.phase.level, language);
        if !self.phase.contour.is_empty() {
            key.line(canvas, 3.2, &format!("{level}{}", language.say(", interpolated", "（插值）")));
        }
        if !self.phase.contour_low.is_empty() || !self.phase.contour_high.is_empty() {
            let text = language.say(format!("where intervals end at {level}"), format!("区间边界为 {level} 处"));
            key.dashes(canvas, (1.4, DASHES), &text);
        }
        if let Some((least, most)) = self.runs() {
            let english = format!("up to {most} runs a cell, elsewhere {least}");
            key.dot(canvas, RUNS, &language.say(english, format!("每格最多 {most} 次模拟，其余 {least} 次")));
        }
    }
}

/// Size of a text on paper.
fn plate_size(text: &str) -> (f64, f64) {
    (text_width(text, LABEL, Weight::Bold) + 16.0, 25.0)
}

/// A text on paper.
fn plate(canvas: &mut Canvas, area: Area, text: &str) {
    canvas.rectangle((area.left, area.top), (area.right, area.bottom), Pen::new(PAPER, 0.0).faint(0.92));
    canvas.text(text, area.middle(), Anchor::Middle, Letters::bold(LABEL, INK));
}
