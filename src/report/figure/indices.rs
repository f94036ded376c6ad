//! `indices`: how much of the spread of a result each uncertain parameter explains (Sobol's indices).

use super::amounts::Value;
use super::axis::Axis;
use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, draw};
use super::frame::{FOOT, Head, MARGIN};
use super::plot::whisker;
use super::rows::Rows;
use super::theme::{APART, Color, FAINT, INK, LABEL, SMALL, STRONG, WEAK};
use crate::report::fonts::{Weight, text_width};

const WIDTH: f64 = 1600.0;
/// Room right of the axis for numbers behind bars.
const RIGHT: f64 = 90.0;

/// An index: its estimate and the ends of its interval, as a share of the variance.
pub type Estimated = (f64, f64, f64);

/// Indices of parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Indices {
    /// What stands above and below.
    pub head: Head,
    /// The parameters, from top to bottom.
    pub rows: Vec<IndexRow>,
    /// What chance alone explains, set apart below.
    pub luck: Option<Estimated>,
    /// Name of the axis.
    pub x_label: String,
}

/// The indices of a parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexRow {
    /// The parameter.
    pub name: String,
    /// Its share by itself (index of the first order), where it is known.
    pub first: Option<Estimated>,
    /// Its share with all that it does together with others (total index).
    pub total: Estimated,
}

/// Draws the figure.
pub fn indices(indices: &Indices) -> Figure {
    let number = |value| Value::Share.number(value);
    let told = indices.rows.iter().map(|row| format!("{} {}", row.name, number(row.total.0)));
    let luck = indices.luck.map(|luck| format!("luck {}", number(luck.0)));
    let told: Vec<String> = told.chain(luck).collect();
    let description = format!("{}, in all: {}. {}", indices.x_label, told.join(", "), indices.head.title);
    let rows = layout(indices);
    let size = (WIDTH, rows.figure_height());
    draw(size.0, size.1, description, |canvas| {
        indices.head.draw(canvas, size);
        rows.draw(canvas, &indices.x_label, |_| false);
        for (row, index) in indices.rows.iter().enumerate() {
            estimate(canvas, &rows, (row, 0.0), (index.total, 0.6), WEAK);
            if let Some(first) = index.first {
                estimate(canvas, &rows, (row, 0.0), (first, 0.28), STRONG);
            }
            intervals(canvas, &rows, row, index);
        }
        if let Some(luck) = indices.luck {
            let row = indices.rows.len();
            estimate(canvas, &rows, (row, 0.0), (luck, 0.6), APART);
            interval(canvas, &rows, (row, 0.0), luck);
            number_behind(canvas, &rows, row, luck);
        }
        rows.zero(canvas);
        key(canvas, indices, size.1);
    })
}

fn layout(indices: &Indices) -> Rows {
    let luck = indices.luck.map(|_| "luck");
    let names: Vec<&str> = indices.rows.iter().map(|row| row.name.as_str()).chain(luck).collect();
    let totals = indices.rows.iter().map(|row| row.total).chain(indices.luck);
    let all = totals.chain(indices.rows.iter().filter_map(|row| row.first));
    let axis = Axis::of_bars(Value::Share, all.flat_map(|(value, low, high)| [value, low, high]));
    let gap = indices.luck.map(|_| indices.rows.len());
    Rows::new(&names, gap, axis, indices.head.height(WIDTH), WIDTH - MARGIN - RIGHT)
}

/// The bar of an index: row and shift in it, estimate and height.
fn estimate(
    canvas: &mut Canvas,
    rows: &Rows,
    (row, shift): (usize, f64),
    (of, height): (Estimated, f64),
    color: Color,
) {
    if of.0.is_finite() {
        rows.bar(canvas, row, (0.0, of.0), (shift, height), Pen::new(color, 0.0));
    }
}

/// The intervals of a row, that of the first order above that of the total, and the number behind them.
fn intervals(canvas: &mut Canvas, rows: &Rows, row: usize, index: &IndexRow) {
    interval(canvas, rows, (row, if index.first.is_some() { 0.22 } else { 0.0 }), index.total);
    if let Some(first) = index.first {
        interval(canvas, rows, (row, 0.0), first);
    }
    let high = index.first.map_or(f64::NEG_INFINITY, |first| first.2);
    number_behind(canvas, rows, row, (index.total.0, index.total.1, index.total.2.max(high)));
}

fn interval(canvas: &mut Canvas, rows: &Rows, (row, shift): (usize, f64), (_, low, high): Estimated) {
    let at = |value: f64| (rows.plot.across(value), rows.middle(row) + shift * rows.pitch);
    if low.is_finite() && high.is_finite() {
        whisker(canvas, at(low), at(high), INK);
    }
}

fn number_behind(canvas: &mut Canvas, rows: &Rows, row: usize, (value, _, high): Estimated) {
    if value.is_finite() {
        let at = (rows.plot.across(value.max(high).max(0.0)) + 10.0, rows.middle(row));
        canvas.text(&Value::Share.number(value), at, Anchor::Left, Letters::bold(LABEL, INK));
    }
}

/// What the bars mean.
fn key(canvas: &mut Canvas, indices: &Indices, height: f64) {
    let first = indices.rows.iter().any(|row| row.first.is_some());
    let entries = [(STRONG, "by itself", first), (WEAK, "together with others", !indices.rows.is_empty())];
    let (mut x, y) = (MARGIN, height - FOOT / 2.0);
    for (color, text, _) in entries.into_iter().filter(|(.., shown)| *shown) {
        canvas.rectangle((x, y - 6.0), (x + 18.0, y + 6.0), Pen::new(color, 0.0));
        canvas.text(text, (x + 26.0, y), Anchor::Left, Letters::regular(SMALL - 1.5, FAINT));
        x += 26.0 + text_width(text, SMALL - 1.5, Weight::Regular) + 26.0;
    }
}
