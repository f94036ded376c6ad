//! `indices`: how much of the spread of a result each uncertain parameter explains (Sobol's indices).

use serde::{Deserialize, Serialize};

use super::amounts::Value;
use super::axis::Axis;
use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, draw};
use super::frame::{Head, MARGIN};
use super::key::Key;
use super::plot::whisker;
use super::readings::Named;
use super::rows::{Lanes, Rows};
use super::theme::{APART, Color, FAINT, INK, SMALL, STRONG, WEAK};
use crate::report::language::Language;

const WIDTH: f64 = 1600.0;
/// Room right of the axis for numbers behind bars.
const RIGHT: f64 = 90.0;

/// Shift and height of a bar, in parts of a row.
type Lane = (f64, f64);
/// Lanes of the first order and of the total, and that of a bar without a partner.
const PAIR: [Lane; 2] = [(-0.19, 0.34), (0.19, 0.34)];
const SOLE: Lane = (0.0, 0.34);

/// What both orders are called, in English and in Chinese.
const FIRST: (&str, &str) = ("by itself", "单独作用（一阶）");
const TOTAL: (&str, &str) = ("with all that it does together with others", "含与其他输入的交互（总效应）");

/// An estimate and the ends of its interval.
pub type Estimated = (f64, f64, f64);

/// Indices of parameters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Indices {
    /// What stands above and below.
    pub head: Head,
    /// The parameters, from top to bottom.
    pub rows: Vec<IndexRow>,
    /// What chance alone explains, set apart below.
    #[serde(with = "super::exact")]
    pub luck: Option<Estimated>,
    /// Name of the axis.
    pub x_label: String,
}

/// The indices of a parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexRow {
    /// The parameter.
    pub name: String,
    /// Its share of the variance by itself (index of the first order), where it is known.
    #[serde(with = "super::exact")]
    pub first: Option<Estimated>,
    /// Its share with all that it does together with others (total index).
    #[serde(with = "super::exact")]
    pub total: Estimated,
}

/// Draws the figure.
pub fn indices(indices: &Indices) -> Figure {
    let language = indices.head.language;
    let number = |value| Value::Share.number(value, language);
    let told = indices.rows.iter().map(|row| format!("{} {}", row.name, number(row.total.0)));
    let luck = indices.luck.map(|luck| format!("{} {}", luck_words(language), number(luck.0)));
    let told: Vec<String> = told.chain(luck).collect();
    let (label, title) = (&indices.x_label, &indices.head.title);
    let description = match language {
        Language::English => format!("{label}, in all: {}. {title}", told.join(", ")),
        Language::Chinese => format!("{label}（总效应）：{}。{title}。", told.join("、")),
    };
    let rows = layout(indices);
    let size = (WIDTH, rows.figure_height());
    draw(size.0, size.1, description, |canvas| {
        indices.head.draw(canvas, size);
        rows.draw(canvas, &indices.x_label, |_| false);
        for (row, index) in indices.rows.iter().enumerate() {
            let lanes = if index.first.is_some() { PAIR } else { [SOLE; 2] };
            if let Some(first) = index.first {
                estimate(canvas, &rows, (row, lanes[0]), first, (STRONG, Letters::regular(SMALL, FAINT)));
            }
            estimate(canvas, &rows, (row, lanes[1]), index.total, (WEAK, Letters::bold(SMALL, INK)));
        }
        if let Some(luck) = indices.luck {
            let row = (indices.rows.len(), SOLE);
            estimate(canvas, &rows, row, luck, (APART, Letters::bold(SMALL, INK)));
        }
        rows.zero(canvas);
        let mut key = Key::at_foot(&indices.head, size);
        if indices.rows.iter().any(|row| row.first.is_some()) {
            key.swatch(canvas, STRONG, language.say(FIRST.0, FIRST.1));
        }
        key.swatch(canvas, WEAK, language.say(TOTAL.0, TOTAL.1));
        readings(canvas, indices, &rows);
    })
}

/// Both indices of each parameter, and what chance explains.
fn readings(canvas: &mut Canvas, indices: &Indices, rows: &Rows) {
    let language = indices.head.language;
    let names = [(FIRST, STRONG), (TOTAL, WEAK)];
    canvas.tells(names.map(|(name, color)| Named::solid(language.say(name.0, name.1), color)).to_vec());
    let words = |(value, low, high): Estimated| Value::Share.estimate(value, (low, high), language);
    for (row, index) in indices.rows.iter().enumerate() {
        let first = index.first.map(words).unwrap_or_default();
        canvas.reading(rows.area(row), index.name.clone(), vec![first, words(index.total)]);
    }
    if let Some(luck) = indices.luck {
        let head = luck_words(language).to_owned();
        canvas.reading(rows.area(indices.rows.len()), head, vec![String::new(), words(luck)]);
    }
}

/// What chance is called.
fn luck_words(language: Language) -> &'static str {
    language.say("luck", "随机性")
}

fn layout(indices: &Indices) -> Rows {
    let luck = indices.luck.map(|_| luck_words(indices.head.language));
    let names: Vec<&str> = indices.rows.iter().map(|row| row.name.as_str()).chain(luck).collect();
    let totals = indices.rows.iter().map(|row| row.total).chain(indices.luck);
    let all = totals.chain(indices.rows.iter().filter_map(|row| row.first));
    let axis = Axis::of_bars(Value::Share, all.flat_map(|(value, low, high)| [value, low, high]))
        .told_in(indices.head.language);
    let gap = indices.luck.map(|_| indices.rows.len());
    Rows::new(&names, Lanes::Two, gap, axis, indices.head.height(WIDTH), WIDTH - MARGIN - RIGHT)
}

/// An index in a lane of its row: bar, interval, and its number behind both.
fn estimate(
    canvas: &mut Canvas,
    rows: &Rows,
    (row, lane): (usize, Lane),
    (value, low, high): Estimated,
    (color, letters): (Color, Letters),
) {
    if !value.is_finite() {
        return;
    }
    rows.bar(canvas, row, (0.0, value), lane, Pen::new(color, 0.0));
    let y = rows.middle(row) + lane.0 * rows.pitch;
    let at = |value: f64| (rows.plot.across(value), y);
    let bounded = low.is_finite() && high.is_finite();
    if bounded {
        whisker(canvas, at(low), at(high), INK);
    }
    let end = if bounded { value.max(high) } else { value };
    let (x, _) = at(end.max(0.0));
    let text = Value::Share.number(value, rows.plot.x.language);
    canvas.text(&text, (x + 10.0, y), Anchor::Left, letters);
}
