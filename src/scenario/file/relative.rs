//! Settings relative to what the files say: "+90 days" for dates, "x2" for amounts.

use jiff::{Span, civil::Date};

use super::tree::{Entry, Node, Table, Value};
use crate::scenario::amount::{self, Unit};
use crate::scenario::decode::{DISTRIBUTIONS, own_thresholds, unit_of_threshold};
use crate::scenario::keys::Kind;
use crate::scenario::problem::{Place, Problem, Sources};

/// Turns a relative value into the one that it comes to; other values stay as they are.
pub fn relative(old: &Node, kind: Option<&Kind>, value: Node, sources: &Sources) -> Result<Node, Problem> {
    let Some(text) = value.text() else { return Ok(value) };
    let sign = text.starts_with(['+', '-', '−']);
    let problem = |message: String, help: &str| {
        let at = format!("relative to {}", sources.slice(old.place));
        Problem::error(message).at(sources, value.place, at).help(help)
    };
    match kind {
        Some(Kind::Date | Kind::When(_)) if sign => {
            let help = "write for example \"+90 days\", or a date";
            let Value::Date(date) = old.value else {
                let message = format!("`{text}` is relative, but the file gives no date to start from");
                return Err(problem(message, help));
            };
            let date =
                moved(date, text).map_err(|reason| problem(format!("`{text}` is not a shift: {reason}"), help))?;
            Ok(Node { value: Value::Date(date), place: value.place })
        }
        Some(kind) => {
            let (Some(unit), Some(factor)) = (scalable(kind, old), text.strip_prefix(['x', '×'])) else {
                return Ok(value);
            };
            let help = "write for example x1.5: that many times what the file says";
            let factor = amount::parse(Unit::Plain, factor.trim())
                .map_err(|reason| problem(format!("`{text}` is not a factor: {reason}"), help))?;
            scaled(old, unit, factor, value.place)
                .ok_or_else(|| problem(format!("`{text}` needs a value that can be multiplied"), help))
        }
        None => Ok(value),
    }
}

/// The unit in which "x2" means "twice as much"; for keys that are factors themselves, "x2" is the value.
pub fn scalable(kind: &Kind, old: &Node) -> Option<Unit> {
    match kind {
        Kind::Amount { unit, .. } | Kind::Schedule { unit, .. } if *unit != Unit::Factor => Some(*unit),
        Kind::Threshold if own_thresholds(old).is_none() => Some(unit_of_threshold(old)),
        Kind::Potential
            if old.table().is_none() && old.text().is_none_or(|text| amount::parse(Unit::Persons, text).is_ok()) =>
        {
            Some(Unit::Persons)
        }
        _ => None,
    }
}

/// Parts of an amount that have no unit of the amount.
const NOT_SCALED: [&str; 9] = ["from", "date", "alpha", "beta", "spread", "source", "confidence", "note", "uncertain"];

/// An amount, a distribution or a list over time with all its values multiplied.
fn scaled(old: &Node, unit: Unit, factor: f64, place: Place) -> Option<Node> {
    let value = match &old.value {
        Value::Text(text) => Value::Text(amount::print(unit, amount::parse(unit, text).ok()? * factor)),
        Value::Integer(_) | Value::Float(_) => Value::Float(old.number()? * factor),
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| scaled(item, unit, factor, place)).collect::<Option<_>>()?)
        }
        Value::Table(table) => Value::Table(scaled_table(table, unit, factor, place)?),
        _ => return None,
    };
    Some(Node { value, place })
}

fn is_distribution(key: &str) -> bool {
    key == "empirical" || DISTRIBUTIONS.iter().any(|(name, _)| *name == key)
}

fn scaled_table(table: &Table, unit: Unit, factor: f64, place: Place) -> Option<Table> {
    let unbounded_beta = table.node("alpha").is_some() && table.node("high").is_none();
    if unbounded_beta {
        return None;
    }
    let scaled_entry = |entry: &Entry| {
        // Nothing is left of a distribution but its place: no lognormal has the median 0.
        if factor.abs() < f64::MIN_POSITIVE && is_distribution(&entry.key) {
            let node = Node { value: Value::Integer(0), place };
            return Some(Entry { key: "constant".to_owned(), node, ..entry.clone() });
        }
        let kept = NOT_SCALED.contains(&entry.key.as_str()) && entry.node.table().is_none();
        let node = if kept { entry.node.clone() } else { scaled(&entry.node, unit, factor, place)? };
        Some(Entry { node, ..entry.clone() })
    };
    Some(Table { entries: table.entries.iter().map(scaled_entry).collect::<Option<_>>()? })
}

/// The whole days of a shift such as "+90 days" or "-2 weeks".
pub fn days_of_shift(text: &str) -> Result<i64, String> {
    let length = text.trim_start_matches(['+', '-', '−']);
    let days = amount::parse(Unit::Days, length.trim())?;
    Ok((if text.starts_with('+') { days } else { -days }).round() as i64)
}

fn moved(date: Date, text: &str) -> Result<Date, String> {
    let days = days_of_shift(text)?;
    let span = Span::new().try_days(days).map_err(|_| "it is too far away".to_owned())?;
    date.checked_add(span).map_err(|_| "it leads out of the calendar".to_owned())
}
