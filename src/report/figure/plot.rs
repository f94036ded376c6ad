//! A rectangle with two axes of numbers.

use super::axis::{Axis, Tick};
use super::canvas::{Anchor, Canvas, Letters, Pen, Point};
use super::clip::clipped;
use super::frame::MARGIN;
use super::places::Area;
use super::theme::{AXIS, Color, FAINT, GRID, INK, LABEL, PAPER, SMALL};
use crate::report::fonts::{Weight, fitted, text_width};

/// Height of the ticks and the name below a horizontal axis.
pub const BELOW: f64 = 54.0;
/// Height of the line that names the vertical axis, above the plot.
pub const CAPTION: f64 = 34.0;
/// Distance of texts on an axis.
const GAP: f64 = 16.0;

/// A rectangle with two axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plot {
    /// Left edge.
    pub left: f64,
    /// Right edge.
    pub right: f64,
    /// Upper edge.
    pub top: f64,
    /// Lower edge.
    pub bottom: f64,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
}

impl Plot {
    /// Place of a number on the horizontal axis, at the edge for numbers beyond it.
    pub fn across(&self, number: f64) -> f64 {
        self.left + (self.right - self.left) * self.x.place(number).clamp(0.0, 1.0)
    }

    /// Place of a number on the vertical axis, at the edge for numbers beyond it.
    pub fn up(&self, number: f64) -> f64 {
        self.bottom - (self.bottom - self.top) * self.y.place(number).clamp(0.0, 1.0)
    }

    /// Place of a pair of numbers.
    pub fn point(&self, (x, y): (f64, f64)) -> Point {
        (self.across(x), self.up(y))
    }

    /// The parts within the plot of a line through pairs; it is broken where a pair is not a number.
    pub fn lines(&self, pairs: &[(f64, f64)]) -> Vec<Vec<Point>> {
        let (width, height) = (self.right - self.left, self.bottom - self.top);
        let free =
            |(x, y): &(f64, f64)| (self.left + width * self.x.place(*x), self.bottom - height * self.y.place(*y));
        let points: Vec<Point> = pairs.iter().map(free).collect();
        clipped(&points, &self.area())
    }

    /// The rectangle itself.
    pub fn area(&self) -> Area {
        Area { left: self.left, right: self.right, top: self.top, bottom: self.bottom }
    }

    /// Whether a number lies on the horizontal axis.
    pub fn holds(&self, number: f64) -> bool {
        (-1e-9..=1.0 + 1e-9).contains(&self.x.place(number))
    }

    /// The vertical axis: lines across, with their numbers to the left.
    pub fn rungs(&self, canvas: &mut Canvas) {
        for (number, text) in self.vertical_ticks() {
            let y = self.up(number);
            canvas.line(&[(self.left, y), (self.right, y)], Pen::new(GRID, 1.0));
            canvas.text(&text, (self.left - 8.0, y), Anchor::Right, Letters::regular(SMALL, FAINT));
        }
    }

    /// Ticks of the vertical axis.
    pub fn vertical_ticks(&self) -> Vec<Tick> {
        self.y.ticks(((self.bottom - self.top) / 80.0).clamp(2.0, 8.0) as usize)
    }

    /// The horizontal axis: line, ticks, numbers, name.
    pub fn floor(&self, canvas: &mut Canvas, ticks: &[Tick], name: &str) {
        for (number, text) in ticks {
            let x = self.across(*number);
            canvas.line(&[(x, self.bottom), (x, self.bottom + 5.0)], Pen::new(AXIS, 1.2));
            canvas.text(text, (x, self.bottom + 16.0), Anchor::Middle, Letters::regular(SMALL, FAINT));
        }
        canvas.line(&[(self.left, self.bottom), (self.right, self.bottom)], Pen::new(AXIS, 1.2));
        let name = fitted(name, LABEL, Weight::Bold, self.right - self.left);
        let middle = f64::midpoint(self.left, self.right);
        canvas.text(&name, (middle, self.bottom + 40.0), Anchor::Middle, Letters::bold(LABEL, INK));
    }

    /// Ticks of the horizontal axis, as many as have room.
    pub fn ticks(&self) -> Vec<Tick> {
        self.x.ticks_beside(self.right - self.left, SMALL, GAP)
    }

    /// What the vertical axis counts, `above` its end.
    pub fn caption(&self, canvas: &mut Canvas, text: &str, above: f64) {
        let text = fitted(text, LABEL, Weight::Bold, self.right - MARGIN);
        canvas.text(&text, (MARGIN, self.top - above), Anchor::Left, Letters::bold(LABEL, INK));
    }
}

/// Room that the numbers left of a vertical axis take.
pub fn tick_room(ticks: &[Tick]) -> f64 {
    ticks.iter().map(|(_, text)| text_width(text, SMALL, Weight::Regular)).fold(0.0, f64::max) + 10.0
}

/// An interval from one point to another, with bars across its ends; nothing if the ends are not numbers.
pub fn whisker(canvas: &mut Canvas, from: Point, to: Point, color: Color) {
    let length = (to.0 - from.0).hypot(to.1 - from.1);
    if !length.is_finite() || length < 0.5 {
        return;
    }
    let across = (3.5 * (to.1 - from.1) / length, -3.5 * (to.0 - from.0) / length);
    canvas.line(&[from, to], Pen::new(color, 1.5));
    for (x, y) in [from, to] {
        canvas.line(&[(x - across.0, y - across.1), (x + across.0, y + across.1)], Pen::new(color, 1.5));
    }
}

/// A dot that stands out from what lies below it.
pub fn dot(canvas: &mut Canvas, at: Point, radius: f64, color: Color) {
    canvas.disk(at, radius + 1.2, Pen::new(PAPER, 0.0));
    canvas.disk(at, radius, Pen::new(color, 0.0));
}
