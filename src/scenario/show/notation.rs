//! Values of the tree as TOML on one line.

use crate::scenario::file::{Node, Table, Value};

/// A value as TOML.
pub fn value(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => self::text(text),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => float(*number),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Time(time) => time.clone(),
        Value::Array(items) => format!("[{}]", items.iter().map(value).collect::<Vec<_>>().join(", ")),
        Value::Table(table) => self::table(table),
    }
}

/// A table as TOML on one line.
pub fn table(table: &Table) -> String {
    if table.entries.is_empty() {
        return "{}".to_owned();
    }
    let entries = table.entries.iter().map(|entry| format!("{} = {}", key(&entry.key), value(&entry.node)));
    format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
}

/// A text as TOML.
pub fn text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A number as TOML that reads as the same number.
pub fn float(number: f64) -> String {
    if number.fract().abs() < f64::MIN_POSITIVE && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        format!("{number:?}")
    }
}

/// A key as TOML.
pub fn key(name: &str) -> String {
    let bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    if bare { name.to_owned() } else { text(name) }
}
