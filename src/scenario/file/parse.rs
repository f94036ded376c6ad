//! TOML text → tree, with every syntax error of the text reported.

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::tree::{Entry, Node, Table, Value};
use crate::scenario::problem::{Place, Problem, Sources};

/// Reads a source as a table; what could not be read is reported and left out.
pub fn document(sources: &Sources, source: usize, problems: &mut Vec<Problem>) -> Table {
    let whole = Place { source, start: 0, end: 0 };
    let text = sources.of(whole).text.clone();
    let (table, errors) = DeTable::parse_recoverable(&text);
    problems.extend(errors.iter().map(|error| syntax_problem(sources, source, 0, error)));
    grow_table(table.get_ref(), source, 0)
}

/// Reads a part of a source, from byte `offset` on, as a single value; `None` when it is not TOML.
pub fn value(text: &str, source: usize, offset: usize) -> Result<Node, toml::de::Error> {
    DeValue::parse(text).map(|node| grow(&node, source, offset))
}

/// The rule that is broken most often.
const QUOTES: &str = "texts and numbers with units stand in quotes (\"0.4%/day\"), dates and plain numbers don't";

/// A syntax error in the words of the TOML parser, at its place.
pub fn syntax_problem(sources: &Sources, source: usize, offset: usize, error: &toml::de::Error) -> Problem {
    let length = sources.of(Place { source, start: 0, end: 0 }).text.len();
    let span = error.span().unwrap_or(0..0);
    let start = (span.start + offset).min(length);
    let place = Place { source, start, end: (span.end + offset).clamp(start, length) };
    let written = sources.slice(place).trim();
    let (message, label, help) = match error.message() {
        message if message.starts_with("string values must be quoted") && written.is_empty() => {
            ("a value is missing".to_owned(), "nothing here", QUOTES.to_owned())
        }
        message if message.starts_with("string values must be quoted") => {
            (format!("`{written}` must stand in quotes"), "no quotes", format!("write \"{written}\"; {QUOTES}"))
        }
        "duplicate key" => {
            let help = "a key can be given once in a table: remove one of the two";
            (format!("`{written}` is given twice"), "the second time", help.to_owned())
        }
        message => (format!("this is not valid TOML: {message}"), "here", QUOTES.to_owned()),
    };
    Problem::error(message).at(sources, place, label).help(help)
}

fn grow_table(table: &DeTable<'_>, source: usize, offset: usize) -> Table {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, node)| Entry {
            key: key.get_ref().to_string(),
            key_place: place(&key.span(), source, offset),
            node: grow(node, source, offset),
        })
        .collect();
    // The parser sorts keys by name; the file's own order decides the order of platforms and layers.
    entries.sort_by_key(|entry| entry.key_place.start);
    Table { entries }
}

fn grow(node: &Spanned<DeValue<'_>>, source: usize, offset: usize) -> Node {
    let value = match node.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        },
        DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(time) => date(time).map_or_else(|| Value::Time(time.to_string()), Value::Date),
        DeValue::Array(items) => Value::Array(items.iter().map(|item| grow(item, source, offset)).collect()),
        DeValue::Table(table) => Value::Table(grow_table(table, source, offset)),
    };
    Node { value, place: place(&node.span(), source, offset) }
}

fn date(time: &toml::value::Datetime) -> Option<Date> {
    let date = time.date.filter(|_| time.time.is_none() && time.offset.is_none())?;
    Date::new(i16::try_from(date.year).ok()?, date.month as i8, date.day as i8).ok()
}

fn place(span: &std::ops::Range<usize>, source: usize, offset: usize) -> Place {
    Place { source, start: span.start + offset, end: span.end + offset }
}
