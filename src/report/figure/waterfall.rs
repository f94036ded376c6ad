//! `waterfall`: how a difference of two worlds is shared out among what differs between them.

use serde::{Deserialize, Serialize};

use super::amounts::Value;
use super::axis::Axis;
use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, draw};
use super::frame::{Head, MARGIN};
use super::key::Key;
use super::plot::whisker;
use super::readings::Named;
use super::rows::{Lanes, Rows};
use super::theme::{AXIS, FAINT, GAIN, INK, LABEL, LOSS, PAPER, SMALL};
use crate::report::fonts::{Weight, text_width};
use crate::report::language::Language;

const WIDTH: f64 = 1600.0;
/// Room right of the axis for numbers behind bars.
const RIGHT: f64 = 190.0;

/// The way from one world to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waterfall {
    /// What stands above and below.
    pub head: Head,
    /// What is shared out.
    pub value: Value,
    /// Name of the axis.
    pub label: String,
    /// The world at the beginning: its name and its result.
    #[serde(with = "super::exact")]
    pub from: (String, f64),
    /// The world at the end.
    #[serde(with = "super::exact")]
    pub to: (String, f64),
    /// What leads from one to the other, from top to bottom.
    pub steps: Vec<Step>,
    /// A note below, at the left.
    pub note: Option<String>,
}

/// What one cause contributes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The cause.
    pub name: String,
    /// Its share of the difference.
    #[serde(with = "super::exact")]
    pub value: f64,
    /// Lower end of the share's interval.
    #[serde(with = "super::exact")]
    pub low: f64,
    /// Upper end of the share's interval.
    #[serde(with = "super::exact")]
    pub high: f64,
}

/// Draws the figure.
pub fn waterfall(waterfall: &Waterfall) -> Figure {
    let steps = waterfall.steps.iter();
    let language = waterfall.head.language;
    let parts = steps.map(|step| format!("{} {}", step.name, waterfall.value.difference(step.value, language)));
    let parts = parts.collect::<Vec<_>>().join(language.say(", ", "、"));
    let (from, to) = (&waterfall.from, &waterfall.to);
    let number = |value| waterfall.value.number(value, language);
    let ends = (number(from.1), number(to.1));
    let (label, title) = (&waterfall.label, &waterfall.head.title);
    let description = match language {
        Language::English => {
            format!("{label} from {} ({}) to {} ({}): {parts}. {title}", from.0, ends.0, to.0, ends.1)
        }
        Language::Chinese => {
            format!("{label}，从“{}”（{}）到“{}”（{}）：{parts}。{title}。", from.0, ends.0, to.0, ends.1)
        }
    };
    let rows = layout(waterfall);
    let size = (WIDTH, rows.figure_height());
    draw(size.0, size.1, description, |canvas| {
        waterfall.head.draw(canvas, size);
        let last = waterfall.steps.len() + 1;
        rows.draw(canvas, &waterfall.label, |row| row == 0 || row == last);
        rows.zero(canvas);
        world(canvas, waterfall, &rows, 0);
        let mut before = from.1;
        for (row, step) in (1..).zip(&waterfall.steps) {
            connector(canvas, &rows, row, before);
            draw_step(canvas, waterfall, &rows, row, (step, before));
            before += finite(step.value);
        }
        connector(canvas, &rows, last, before);
        world(canvas, waterfall, &rows, last);
        if let Some(note) = &waterfall.note {
            Key::at_foot(&waterfall.head, size).note(canvas, note);
        }
        readings(canvas, waterfall, &rows);
    })
}

/// The result of both worlds, and each share of the difference with its interval.
fn readings(canvas: &mut Canvas, waterfall: &Waterfall, rows: &Rows) {
    let (value, language) = (waterfall.value, waterfall.head.language);
    canvas.tells(vec![Named::plain(&waterfall.label)]);
    let world = |(name, result): &(String, f64)| (name.clone(), value.number(*result, language));
    let step = |step: &Step| {
        let known = step.low.is_finite() && step.high.is_finite();
        let interval = if known { value.difference_interval((step.low, step.high), language) } else { String::new() };
        let told = format!("{} {interval}", value.difference(step.value, language));
        (step.name.clone(), told.trim_end().to_owned())
    };
    let all = [world(&waterfall.from)].into_iter().chain(waterfall.steps.iter().map(step));
    for (row, (head, words)) in all.chain([world(&waterfall.to)]).enumerate() {
        canvas.reading(rows.area(row), head, vec![words]);
    }
}

/// A number that is not one contributes nothing.
fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

fn layout(waterfall: &Waterfall) -> Rows {
    let steps = waterfall.steps.iter();
    let names = [waterfall.from.0.as_str()].into_iter().chain(steps.map(|step| step.name.as_str()));
    let names: Vec<&str> = names.chain([waterfall.to.0.as_str()]).collect();
    let mut reached = vec![waterfall.from.1, waterfall.to.1];
    let mut before = waterfall.from.1;
    for step in &waterfall.steps {
        reached.extend([before + step.value, before + step.low, before + step.high]);
        before += finite(step.value);
    }
    let axis = Axis::of_bars(waterfall.value, reached).told_in(waterfall.head.language);
    Rows::new(&names, Lanes::One, None, axis, waterfall.head.height(WIDTH), WIDTH - MARGIN - RIGHT)
}

/// The whole result of a world, in the first or last row.
fn world(canvas: &mut Canvas, waterfall: &Waterfall, rows: &Rows, row: usize) {
    let value = if row == 0 { waterfall.from.1 } else { waterfall.to.1 };
    rows.bar(canvas, row, (0.0, finite(value)), (0.0, 0.62), Pen::new(FAINT, 0.0));
    let behind = rows.plot.across(finite(value).max(0.0)) + 10.0;
    let text = waterfall.value.number(value, waterfall.head.language);
    canvas.text(&text, (behind, rows.middle(row)), Anchor::Left, Letters::bold(LABEL, INK));
}

/// A thin line from the row above, where it ended, to this one.
fn connector(canvas: &mut Canvas, rows: &Rows, row: usize, at: f64) {
    let x = rows.plot.across(at);
    let half = 0.31 * rows.pitch;
    canvas.line(&[(x, rows.middle(row - 1) - half), (x, rows.middle(row) + half)], Pen::new(AXIS, 1.2));
}

/// Bar, interval and number of a step.
fn draw_step(canvas: &mut Canvas, waterfall: &Waterfall, rows: &Rows, row: usize, (step, before): (&Step, f64)) {
    let (value, language) = (waterfall.value, waterfall.head.language);
    let number = value.difference(step.value, language);
    let color = match number.chars().next() {
        Some('+') => GAIN,
        Some('−') => LOSS,
        _ => FAINT,
    };
    let after = before + finite(step.value);
    rows.bar(canvas, row, (before, after), (0.0, 0.62), Pen::new(color, 0.0));
    let y = rows.middle(row);
    let at = |number: f64| (rows.plot.across(before + number), y);
    if step.low.is_finite() && step.high.is_finite() {
        whisker(canvas, at(step.low), at(step.high), INK);
    }
    let ends = [before, after, before + step.low, before + step.high];
    let ends = ends.into_iter().filter(|end| end.is_finite()).map(|end| rows.plot.across(end));
    let (left, right) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(x), b.max(x)));
    let interval = if step.low.is_finite() && step.high.is_finite() && step.low < step.high {
        value.difference_interval((step.low, step.high), language)
    } else {
        String::new()
    };
    let width = text_width(&number, LABEL, Weight::Bold) + 8.0;
    let all = width + text_width(&interval, SMALL, Weight::Regular);
    // A loss has its number on the left, where it points to, if there is room.
    let left_of = step.value < 0.0 && left - 10.0 - all > rows.plot.left + 6.0;
    let start = if left_of { left - 10.0 - all } else { right + 10.0 };
    canvas.rectangle((start - 3.0, y - 10.0), (start + all + 3.0, y + 10.0), Pen::new(PAPER, 0.0).faint(0.8));
    canvas.text(&number, (start, y), Anchor::Left, Letters::bold(LABEL, color));
    if !interval.is_empty() {
        canvas.text(&interval, (start + width, y), Anchor::Left, Letters::regular(SMALL, FAINT));
    }
}
