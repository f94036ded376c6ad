//! The tables of theory beside the runs.

use super::{PlatformCurve, Row, Told};
use crate::report::results::Results;
use crate::report::table::{Table, Values};
use crate::theory::Approach;

/// Approaches in the order of the columns.
pub const APPROACHES: [Approach; 3] = [Approach::MeanField, Approach::Ticks, Approach::EdgeBased];

/// A column of a platform's curve: its name, the numbers, and the numbers to be filled.
type Column = (&'static str, fn(&PlatformCurve) -> &[f64], fn(&mut PlatformCurve) -> &mut Vec<f64>);

/// The columns of a curve, behind the name of the approach.
pub const COLUMNS: [Column; 4] = [
    ("active", |curve| &curve.active, |curve| &mut curve.active),
    ("registered", |curve| &curve.registered, |curve| &mut curve.registered),
    ("published_active", |curve| &curve.published_active, |curve| &mut curve.published_active),
    ("published_registered", |curve| &curve.published_registered, |curve| &mut curve.published_registered),
];

impl Approach {
    /// Its name in tables.
    pub fn column(self) -> &'static str {
        match self {
            Approach::MeanField => "mean_field",
            Approach::Ticks => "mean_field_in_ticks",
            Approach::EdgeBased => "edge_based",
        }
    }
}

/// One row a platform and quantity: theory, and the runs.
pub fn comparison_table(results: &Results, told: &Told) -> Table {
    let mut table = Table::default();
    let text = |of: &dyn Fn(&Row) -> String| Values::Text(told.rows.iter().map(|row| Some(of(row))).collect());
    let number = |of: &dyn Fn(&Row) -> Option<f64>| Values::Optional(told.rows.iter().map(of).collect());
    table.add("platform", text(&|row| results.platforms[row.platform].name.clone()));
    table.add("quantity", text(&|row| row.quantity.name().to_owned()));
    table.add("unit", text(&|row| row.quantity.unit().to_owned()));
    for approach in APPROACHES {
        table.add(approach.column(), number(&|row| row.by(approach)));
    }
    table.add("on_contacts", number(&|row| row.contacts));
    table.add("on_contacts_in_ticks", number(&|row| row.contacts_in_ticks));
    for (column, at) in [("runs_q05", 0), ("runs_q50", 1), ("runs_q95", 2)] {
        table.add(column, number(&|row| row.simulated.map(|range| range[at])));
    }
    table
}

/// One row a day and platform: persons by each theory.
pub fn curves_table(results: &Results, told: &Told) -> Table {
    let (days, platforms) = (results.last_day() + 1, results.platforms.len());
    let each = || (0..days).flat_map(|day| (0..platforms).map(move |p| (day, p)));
    let mut table = Table::default();
    table.add("date", Values::Date(each().map(|(day, _)| Some(results.date(day))).collect()));
    table.add("day", Values::Whole(each().map(|(day, _)| day as i64).collect()));
    table.add("platform", Values::Text(each().map(|(_, p)| Some(results.platforms[p].name.clone())).collect()));
    for curve in &told.curves {
        for (name, of, _) in COLUMNS {
            let values = each().map(|(day, p)| of(&curve.platforms[p])[day]).collect();
            table.add(format!("{}_{name}", curve.approach.column()), Values::Real(values));
        }
    }
    table
}
