//! A panel: axes, grid, and what is drawn on them.

use super::canvas::{Anchor, Canvas, Letters, Pen, Point};
use super::ends::{EndLabel, end_labels};
use super::scale::Scale;
use super::theme::{AXIS, Color, FAINT, GRID, INK, LABEL, PAPER, SMALL, shade};
use super::time::{Tick, Time};
use crate::report::Band;
use crate::report::language::Language;
use crate::report::lines::{Drawn, Lines};

/// Room for the numbers left of a panel.
pub const TICKS: f64 = 70.0;

/// A rectangle with axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Panel {
    /// Left edge.
    pub left: f64,
    /// Right edge.
    pub right: f64,
    /// Upper edge.
    pub top: f64,
    /// Lower edge.
    pub bottom: f64,
    /// Number of the last day.
    pub days: usize,
    /// The axis of numbers.
    pub scale: Scale,
}

impl Panel {
    /// Place of a day.
    pub fn x(&self, day: f64) -> f64 {
        self.left + (self.right - self.left) * day / self.days.max(1) as f64
    }

    /// Place of a number.
    pub fn y(&self, value: f64) -> f64 {
        self.bottom - (self.bottom - self.top) * self.scale.height(value)
    }

    /// The title above, which names the unit.
    pub fn title(&self, canvas: &mut Canvas, title: &str) {
        self.title_from(canvas, title, TICKS);
    }

    /// The title above, which begins where the room for names and numbers left of the panel does.
    pub fn title_from(&self, canvas: &mut Canvas, title: &str, room: f64) {
        canvas.text(title, (self.left - room, self.top - 18.0), Anchor::Left, Letters::bold(LABEL, INK));
    }

    /// Grid, axes and ticks.
    pub fn axes(&self, canvas: &mut Canvas, time: Time, number: impl Fn(f64) -> String) {
        self.rungs(canvas, number);
        self.floor(canvas, time);
    }

    /// The axis of numbers: lines across, with their numbers to the left.
    pub fn rungs(&self, canvas: &mut Canvas, number: impl Fn(f64) -> String) {
        for value in self.scale.ticks() {
            let y = self.y(value);
            canvas.line(&[(self.left, y), (self.right, y)], Pen::new(GRID, 1.0));
            canvas.text(&number(value), (self.left - 8.0, y), Anchor::Right, Letters::regular(SMALL, FAINT));
        }
    }

    /// The axis of time below.
    pub fn floor(&self, canvas: &mut Canvas, time: Time) {
        let room = ((self.right - self.left) / 48.0) as usize;
        for Tick { day, label } in time.ticks(room) {
            let x = self.x(day as f64);
            canvas.line(&[(x, self.bottom), (x, self.bottom + 5.0)], Pen::new(AXIS, 1.2));
            canvas.text(&label, (x, self.bottom + 16.0), Anchor::Middle, Letters::regular(SMALL, FAINT));
        }
        canvas.line(&[(self.left, self.bottom), (self.right, self.bottom)], Pen::new(AXIS, 1.2));
        if let Some(axis) = time.title() {
            let middle = f64::midpoint(self.left, self.right);
            canvas.text(&axis, (middle, self.bottom + 35.0), Anchor::Middle, Letters::regular(SMALL, FAINT));
        }
    }

    /// The numbers of ticks that count persons.
    pub fn persons(&self, language: Language) -> impl Fn(f64) -> String + use<> {
        let top = match self.scale {
            Scale::Linear { top } => top,
            // Decades stand alone: none of them is told beside a larger one.
            Scale::Log { .. } => 0.0,
        };
        move |value| language.tick(value, top.max(value))
    }

    /// Each run of some platforms as faint lines, each from its first number above 0 on; run after run, so that no platform hides another.
    pub fn runs(&self, canvas: &mut Canvas, lines: &Lines, drawn: Drawn, pen: impl Fn(usize) -> Option<Pen>) {
        for (platform, line) in lines.by_run(drawn) {
            let Some(pen) = pen(platform) else { continue };
            let known = line.iter().skip_while(|(_, value)| *value <= 0.0);
            let points: Vec<Point> = known.map(|(day, value)| (self.x(*day as f64), self.y(*value))).collect();
            canvas.line(&points, pen);
        }
    }

    /// The bands of 50 % and 90 % of the runs, from the first day with a number on.
    pub fn band(&self, canvas: &mut Canvas, band: &Band, color: Color) {
        for (low, high, opacity) in [(&band.q05, &band.q95, 0.16), (&band.q25, &band.q75, 0.24)] {
            let first = begin(high);
            if first + 1 < high.len() {
                let (lower, upper) = (self.points(low, first), self.points(high, first));
                canvas.between(&lower, &upper, Pen::new(color, 0.0).faint(opacity));
            }
        }
    }

    /// A line through the numbers of each day, from the first above 0 on.
    pub fn line(&self, canvas: &mut Canvas, values: &[f64], color: Color) {
        let first = begin(values);
        canvas.line(&self.points(values, first), Pen::new(color, 2.6));
    }

    /// A thin line of theory through the numbers of each day, from the first above the bottom of the scale on.
    pub fn thin(&self, canvas: &mut Canvas, values: &[f64], color: Color) {
        let first = values.iter().position(|value| self.scale.height(*value) > 0.0).unwrap_or(values.len());
        canvas.dashed(&self.points(values, first), THIN, Pen::new(shade(color), 1.4));
    }

    /// The points of daily numbers.
    pub fn points(&self, values: &[f64], first: usize) -> Vec<Point> {
        (first..values.len()).map(|day| (self.x(day as f64), self.y(values[day]))).collect()
    }

    /// Names and numbers at the ends of lines, to the right of the panel.
    pub fn end_labels(&self, canvas: &mut Canvas, labels: &[EndLabel], room: f64) {
        let labels: Vec<(f64, &EndLabel)> = labels.iter().map(|label| (self.y(label.value), label)).collect();
        end_labels(canvas, self.right, (self.top, self.bottom), &labels, room);
    }
}

/// Dashes and gaps of the thin lines of theory.
pub const THIN: (f64, f64) = (5.0, 3.0);

/// The first day with a number above 0; the number of days if there is none.
pub fn begin(values: &[f64]) -> usize {
    values.iter().position(|value| *value > 0.0).unwrap_or(values.len())
}

/// How an observation is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A fit aims at it.
    Target,
    /// It is shown beside the curves.
    Shown,
    /// It is shown, but not believed.
    Doubtful,
}

/// A historical number with its range.
pub fn mark(canvas: &mut Canvas, at: Point, range: Option<(f64, f64)>, kind: Mark, color: Color) {
    if let Some((low, high)) = range {
        canvas.line(&[(at.0, low), (at.0, high)], Pen::new(color, 1.4));
        for end in [low, high] {
            canvas.line(&[(at.0 - 3.5, end), (at.0 + 3.5, end)], Pen::new(color, 1.4));
        }
    }
    match kind {
        Mark::Target => {
            canvas.disk(at, 5.6, Pen::new(PAPER, 0.0));
            canvas.disk(at, 4.5, Pen::new(color, 0.0));
        }
        Mark::Shown => {
            canvas.disk(at, 4.5, Pen::new(PAPER, 0.0));
            canvas.ring(at, 3.9, Pen::new(color, 1.5));
        }
        Mark::Doubtful => {
            for s in [-1.0, 1.0] {
                let (from, to) = ((at.0 - 3.6, at.1 - 3.6 * s), (at.0 + 3.6, at.1 + 3.6 * s));
                canvas.line(&[from, to], Pen::new(color, 1.4).faint(0.6));
            }
        }
    }
}
