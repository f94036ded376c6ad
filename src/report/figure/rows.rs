//! Rows with a name each, left of a common horizontal axis.

use super::axis::{Axis, Tick};
use super::canvas::{Anchor, Canvas, Letters, Pen};
use super::frame::{FOOT, MARGIN};
use super::places::Area;
use super::plot::{BELOW, Plot};
use super::theme::{AXIS, Color, GRID, INK, LABEL};
use crate::report::fonts::{Weight, text_width, wrapped};

/// Width that names may take.
const NAMES: f64 = 420.0;
/// Height of the lines of a name.
const LINE: f64 = 20.0;

/// How many bars stand below each other in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lanes {
    /// One.
    One,
    /// Two.
    Two,
}

/// Rows below each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// Place of axis and rows; its vertical axis is not used.
    pub plot: Plot,
    /// Where names end.
    names_right: f64,
    /// The lines of each name.
    names: Vec<Vec<String>>,
    /// Middle of each row.
    middles: Vec<f64>,
    /// Height of a row.
    pub pitch: f64,
}

impl Rows {
    /// Rows with names from `top` on, between the margin and `right`; `gap_before` leaves room above a row.
    pub fn new(names: &[&str], lanes: Lanes, gap_before: Option<usize>, axis: Axis, top: f64, right: f64) -> Rows {
        let names: Vec<Vec<String>> =
            names.iter().map(|name| wrapped(name, LABEL, Weight::Regular, NAMES, 2)).collect();
        let width = |line: &String| text_width(line, LABEL, Weight::Bold);
        let widest = names.iter().flatten().map(width).fold(60.0, f64::max);
        let broken = names.iter().any(|lines| lines.len() > 1);
        let pitch = match names.len() {
            0..=10 => 54.0,
            11..=15 => 46.0,
            _ if broken || lanes == Lanes::Two => 44.0,
            _ => 32.0,
        };
        let shift = |row: usize| if gap_before.is_some_and(|gap| row >= gap) { pitch * 0.5 } else { 0.0 };
        let middles: Vec<f64> = (0..names.len()).map(|row| top + (row as f64 + 0.5) * pitch + shift(row)).collect();
        let bottom = middles.last().map_or(top, |middle| middle + pitch / 2.0);
        let plot = Plot { left: MARGIN + widest + 16.0, right, top, bottom, x: axis, y: axis };
        Rows { names_right: plot.left - 14.0, plot, names, middles, pitch }
    }

    /// Keeps a part of the axis' left side free.
    pub fn inset(&mut self, width: f64) {
        self.plot.left += width;
    }

    /// Height of a figure that ends with these rows, their axis and the source.
    pub fn figure_height(&self) -> f64 {
        self.plot.bottom + BELOW + FOOT
    }

    /// Middle of a row.
    pub fn middle(&self, row: usize) -> f64 {
        self.middles[row]
    }

    /// The whole of a row, from the margin to the end of the axis.
    pub fn area(&self, row: usize) -> Area {
        let (middle, half) = (self.middles[row], self.pitch / 2.0);
        Area { left: MARGIN, right: self.plot.right, top: middle - half, bottom: middle + half }
    }

    /// Grid, axis and names; a bold name for the rows for which `bold` says so.
    pub fn draw(&self, canvas: &mut Canvas, axis_name: &str, bold: impl Fn(usize) -> bool) {
        let plot = &self.plot;
        let ticks: Vec<Tick> = plot.ticks();
        for (number, _) in &ticks {
            let x = plot.across(*number);
            canvas.line(&[(x, plot.top), (x, plot.bottom)], Pen::new(GRID, 1.0));
        }
        plot.floor(canvas, &ticks, axis_name);
        for (row, lines) in self.names.iter().enumerate() {
            let weight = if bold(row) { Weight::Bold } else { Weight::Regular };
            let first = self.middles[row] - (lines.len().saturating_sub(1)) as f64 * LINE / 2.0;
            for (line, text) in lines.iter().enumerate() {
                let at = (self.names_right, first + line as f64 * LINE);
                canvas.text(text, at, Anchor::Right, Letters { size: LABEL, weight, color: INK });
            }
        }
    }

    /// A vertical line at a number, from the first to the last row.
    pub fn upright(&self, canvas: &mut Canvas, number: f64, color: Color) {
        let x = self.plot.across(number);
        canvas.line(&[(x, self.plot.top), (x, self.plot.bottom)], Pen::new(color, 1.4));
    }

    /// The line at 0, where the axis passes it.
    pub fn zero(&self, canvas: &mut Canvas) {
        if self.plot.holds(0.0) {
            self.upright(canvas, 0.0, AXIS);
        }
    }

    /// A bar from one number to another in a row: its middle moved down by `shift`, of a height, both in parts of a row.
    pub fn bar(&self, canvas: &mut Canvas, row: usize, (from, to): (f64, f64), (shift, height): (f64, f64), pen: Pen) {
        let (a, b) = (self.plot.across(from), self.plot.across(to));
        let y = self.middles[row] + shift * self.pitch;
        let half = height * self.pitch / 2.0;
        canvas.rectangle((a.min(b), y - half), (a.max(b), y + half), pen);
    }
}
