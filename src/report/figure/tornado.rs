//! `tornado`: what a result does when one parameter after the other goes to the ends of its range.

use serde::{Deserialize, Serialize};

use super::amounts::Value;
use super::axis::Axis;
use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, draw};
use super::frame::{Head, MARGIN};
use super::indices::Estimated;
use super::key::Key;
use super::plot::whisker;
use super::readings::Named;
use super::rows::{Lanes, Rows};
use super::theme::{INK, LABEL, SMALL, STRONG, WEAK};
use crate::report::fonts::{Weight, fitted, text_width};
use crate::report::language::Language;

const WIDTH: f64 = 1600.0;
/// Most room for a text at the end of a bar, on either side of the axis.
const SIDE: f64 = 220.0;

/// Results with one parameter at a time at the ends of its range.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tornado {
    /// What stands above and below.
    pub head: Head,
    /// What the results are.
    pub value: Value,
    /// Name of the axis.
    pub label: String,
    /// The result with all parameters where they are.
    #[serde(with = "super::exact")]
    pub base: f64,
    /// The parameters, from top to bottom.
    pub rows: Vec<TornadoRow>,
}

/// Results at both ends of a parameter's range.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TornadoRow {
    /// The parameter.
    pub name: String,
    /// Its number at the low end.
    pub low_text: String,
    /// Its number at the high end.
    pub high_text: String,
    /// The result at the low end, with its interval.
    #[serde(with = "super::exact")]
    pub at_low: Estimated,
    /// The result at the high end, with its interval.
    #[serde(with = "super::exact")]
    pub at_high: Estimated,
}

/// Draws the figure.
pub fn tornado(tornado: &Tornado) -> Figure {
    let language = tornado.head.language;
    let number = |value| tornado.value.number(value, language);
    let told = tornado.rows.iter().map(|row| {
        let (low, high) = (number(row.at_low.0), number(row.at_high.0));
        match language {
            Language::English => format!("{} {low} at {}, {high} at {}", row.name, row.low_text, row.high_text),
            Language::Chinese => format!("{}取 {} 时 {low}，取 {} 时 {high}", row.name, row.low_text, row.high_text),
        }
    });
    let told = told.collect::<Vec<_>>().join(language.say("; ", "；"));
    let base = number(tornado.base);
    let (label, title) = (&tornado.label, &tornado.head.title);
    let description = match language {
        Language::English => format!("{label}, {base} as it is: {told}. {title}"),
        Language::Chinese => format!("{label}，基准为 {base}：{told}。{title}。"),
    };
    let rows = layout(tornado);
    let size = (WIDTH, rows.figure_height());
    draw(size.0, size.1, description, |canvas| {
        tornado.head.draw(canvas, size);
        rows.draw(canvas, &tornado.label, |_| false);
        for (row, ends) in tornado.rows.iter().enumerate() {
            draw_row(canvas, &rows, row, ends, tornado.base);
        }
        rows.upright(canvas, tornado.base, INK);
        let at = (rows.plot.across(tornado.base), rows.plot.top - 14.0);
        canvas.text(
            &format!("{}{base}", language.say("as it is: ", "基准：")),
            at,
            Anchor::Middle,
            Letters::bold(LABEL, INK),
        );
        let mut key = Key::at_foot(&tornado.head, size);
        key.swatch(canvas, WEAK, language.say("parameter at its low end", "参数取低值"));
        key.swatch(canvas, STRONG, language.say("at its high end", "参数取高值"));
        readings(canvas, tornado, &rows);
    })
}

/// The results at both ends of each parameter's range.
fn readings(canvas: &mut Canvas, tornado: &Tornado, rows: &Rows) {
    let language = tornado.head.language;
    let names = [(language.say("low end", "低值"), WEAK), (language.say("high end", "高值"), STRONG)];
    canvas.tells(names.map(|(name, color)| Named::solid(name, color)).to_vec());
    for (row, ends) in tornado.rows.iter().enumerate() {
        let told = [(&ends.low_text, ends.at_low), (&ends.high_text, ends.at_high)];
        let words = told.map(|(text, (value, low, high))| {
            let estimate = tornado.value.estimate(value, (low, high), language);
            language.say(format!("{text}: {estimate}"), format!("{text}：{estimate}"))
        });
        canvas.reading(rows.area(row), ends.name.clone(), words.to_vec());
    }
}

fn layout(tornado: &Tornado) -> Rows {
    let names: Vec<&str> = tornado.rows.iter().map(|row| row.name.as_str()).collect();
    let ends = tornado.rows.iter().flat_map(|row| [row.at_low, row.at_high]);
    let numbers = ends.flat_map(|(value, low, high)| [value, low, high]).chain([tornado.base]);
    let axis = match tornado.value {
        Value::Probability => Axis::of_results(Value::Probability, numbers),
        value => Axis::around(value.kind(), super::Spacing::Linear, numbers).padded(0.02),
    };
    let axis = axis.told_in(tornado.head.language);
    let top = tornado.head.height(WIDTH) + 26.0;
    let texts = tornado.rows.iter().flat_map(|row| [&row.low_text, &row.high_text]);
    let widest = texts.map(|text| text_width(text, SMALL, Weight::Regular)).fold(0.0, f64::max);
    let side = (widest + 20.0).min(SIDE);
    let mut rows = Rows::new(&names, Lanes::Two, None, axis, top, WIDTH - MARGIN - side);
    rows.inset(side);
    rows
}

/// Both bars of a row: in one lane where they point to different sides, else in half a lane each.
fn draw_row(canvas: &mut Canvas, rows: &Rows, row: usize, ends: &TornadoRow, base: f64) {
    let sides = sides(ends.at_low.0 - base, ends.at_high.0 - base);
    let lanes = if sides[0] == sides[1] { [(-0.18, 0.34), (0.18, 0.34)] } else { [(0.0, 0.62); 2] };
    let both = [(ends.at_low, &ends.low_text, WEAK), (ends.at_high, &ends.high_text, STRONG)];
    for (((end, text, color), side), lane) in both.into_iter().zip(sides).zip(lanes) {
        if end.0.is_finite() {
            rows.bar(canvas, row, (base, end.0), lane, Pen::new(color, 0.0));
            draw_end(canvas, rows, rows.middle(row) + lane.0 * rows.pitch, (end, text), side);
        }
    }
}

/// A side of the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// The sides to which two bars of some lengths point; one without length goes where the other does not.
fn sides(low: f64, high: f64) -> [Side; 2] {
    let side = |length: f64| match length {
        length if length < 0.0 => Some(Side::Left),
        length if length > 0.0 => Some(Side::Right),
        _ => None,
    };
    let opposite = |side| if side == Side::Left { Side::Right } else { Side::Left };
    match (side(low), side(high)) {
        (Some(low), Some(high)) => [low, high],
        (Some(low), None) => [low, opposite(low)],
        (None, Some(high)) => [opposite(high), high],
        (None, None) => [Side::Left, Side::Right],
    }
}

/// Interval and text at the end of a bar.
fn draw_end(canvas: &mut Canvas, rows: &Rows, y: f64, ((value, low, high), text): (Estimated, &str), side: Side) {
    let at = |value: f64| rows.plot.across(value);
    let bounded = low.is_finite() && high.is_finite();
    if bounded {
        whisker(canvas, (at(low), y), (at(high), y), INK);
    }
    let (low, high) = if bounded { (low.min(value), high.max(value)) } else { (value, value) };
    let text = fitted(text, SMALL, Weight::Regular, SIDE - 20.0);
    let (x, anchor) = match side {
        Side::Left => (at(low) - 10.0, Anchor::Right),
        Side::Right => (at(high) + 10.0, Anchor::Left),
    };
    canvas.text(&text, (x, y), anchor, Letters::regular(SMALL, INK));
}
