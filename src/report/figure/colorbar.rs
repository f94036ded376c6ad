//! The bar that says what the colors of a map mean.

use super::amounts::Value;
use super::canvas::{Anchor, Canvas, Letters, Pen};
use super::places::Area;
use super::ramp::Ramp;
use super::theme::{AXIS, BLACK, FAINT, GRID, INK, LABEL, SMALL};
use crate::report::fonts::{Weight, wrapped};
use crate::report::language::Language;

/// Number of colors drawn.
const STEPS: u32 = 120;
/// Width of the bar.
const WIDTH: f64 = 24.0;
/// Height of a line of the name.
const LINE: f64 = 22.0;
/// Distance of two numbers that do not cover each other.
const APART: f64 = 18.0;

/// A bar of colors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColorBar<'a> {
    /// The colors.
    pub ramp: Ramp,
    /// What they stand for.
    pub value: Value,
    /// Where they turn.
    pub level: f64,
    /// What the results count.
    pub label: &'a str,
    /// Whether the map has cells that were not run.
    pub missing: bool,
}

impl ColorBar<'_> {
    /// Draws name, bar and ticks at the left of an area, from its top to its bottom.
    pub fn draw(&self, canvas: &mut Canvas, area: Area) {
        let mut top = area.top;
        for line in wrapped(self.label, LABEL, Weight::Bold, area.right - area.left, 4) {
            canvas.text(&line, (area.left, top + 10.0), Anchor::Left, Letters::bold(LABEL, INK));
            top += LINE;
        }
        let bottom = if self.missing { not_run(canvas, area, self.ramp.axis.language) } else { area.bottom };
        let bar = Area { left: area.left, right: area.left + WIDTH, top: (top + 14.0).round(), bottom };
        let height = bar.bottom - bar.top;
        for step in 0..STEPS {
            let edge = |k: u32| (bar.bottom - height * f64::from(k) / f64::from(STEPS)).round();
            let color = self.ramp.color(self.ramp.axis.at((f64::from(step) + 0.5) / f64::from(STEPS)));
            canvas.cell((bar.left, edge(step + 1)), (bar.right, edge(step)), color);
        }
        self.ticks(canvas, bar);
    }

    /// The numbers right of the bar, that of the level in bold.
    fn ticks(&self, canvas: &mut Canvas, bar: Area) {
        let at = |number: f64| bar.bottom - (bar.bottom - bar.top) * self.ramp.axis.place(number);
        let level = Some(at(self.level)).filter(|y| (bar.top - 0.5..=bar.bottom + 0.5).contains(y));
        if let Some(y) = level {
            canvas.line(&[(bar.left, y), (bar.right, y)], Pen::new(BLACK, 3.2));
            let text = self.value.number(self.level, self.ramp.axis.language);
            canvas.text(&text, (bar.right + 12.0, y), Anchor::Left, Letters::bold(LABEL, INK));
        }
        for (number, text) in self.ramp.axis.ticks(6) {
            let y = at(number);
            if level.is_none_or(|level| (y - level).abs() > APART) {
                canvas.line(&[(bar.right, y), (bar.right + 5.0, y)], Pen::new(AXIS, 1.2));
                canvas.text(&text, (bar.right + 12.0, y), Anchor::Left, Letters::regular(SMALL, FAINT));
            }
        }
    }
}

/// What cells without a color mean, at the bottom of an area; where the bar must end.
fn not_run(canvas: &mut Canvas, area: Area, language: Language) -> f64 {
    let right = area.left + WIDTH;
    canvas.cell((area.left, area.bottom - 20.0), (right, area.bottom), GRID);
    let text = language.say("not run", "未模拟");
    canvas.text(text, (right + 12.0, area.bottom - 10.0), Anchor::Left, Letters::regular(SMALL, FAINT));
    area.bottom - 42.0
}
