//! The table of all keys as Markdown, from the declarations.

use crate::scenario::Unit;
use crate::scenario::amount;
use crate::scenario::keys::{Absent, Key, Kind, TOP};

/// `docs/parameters.md`.
pub fn parameters_markdown() -> String {
    let mut text = String::from(
        "# All keys of a scenario file\n\n\
         Generated from the declarations in `src/scenario/keys`; a test keeps it equal. How values are written is told in\n\
         [scenarios.md](scenarios.md).\n",
    );
    section(&mut text, "At the top of the file", "", TOP, &mut Vec::new());
    text
}

/// `told` holds the tables that stand above already: generators share some of theirs.
fn section(text: &mut String, title: &str, path: &str, keys: &'static [Key], told: &mut Vec<&'static [Key]>) {
    if told.iter().any(|known| std::ptr::eq(*known, keys)) {
        return;
    }
    told.push(keys);
    text.extend(["\n## ", title, "\n\n| key | takes | allowed | default | meaning |\n|---|---|---|---|---|\n"]);
    for key in keys {
        let (takes, allowed) = (takes(&key.kind), allowed(&key.kind));
        let default = match key.absent {
            Absent::Required => "must be given".to_owned(),
            Absent::Default(value) => format!("`{value}`"),
            Absent::Means(words) => words.to_owned(),
        };
        let meaning = key.meaning.replace('|', "\\|");
        text.extend(["| `", key.name, "` | ", &takes, " | ", &allowed, " | ", &default, " | ", &meaning, " |\n"]);
    }
    for key in keys {
        let path = if path.is_empty() { key.name.to_owned() } else { format!("{path}.{}", key.name) };
        below(text, &path, &key.kind, told);
    }
}

fn below(text: &mut String, path: &str, kind: &'static Kind, told: &mut Vec<&'static [Key]>) {
    match kind {
        Kind::Table(keys) => section(text, &format!("`[{path}]`"), path, keys, told),
        Kind::List(keys) => section(text, &format!("`[[{path}]]`"), path, keys, told),
        Kind::When(keys) => section(text, "Reaction", path, keys, told),
        Kind::Named(kind) => below(text, &format!("{path}.NAME"), kind, told),
        Kind::OneOf(keys) => keys.iter().for_each(|key| below(text, &format!("{path}.{}", key.name), &key.kind, told)),
        _ => {}
    }
}

fn takes(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::File => "path".to_owned(),
        Kind::Color => "color".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::When(_) => "date, `\"never\"` or [reaction](#reaction)".to_owned(),
        Kind::Length => "length of time".to_owned(),
        Kind::Whole { .. } => "whole number".to_owned(),
        Kind::Flag => "true or false".to_owned(),
        Kind::Choice(words) => {
            words.iter().map(|(word, meaning)| format!("`\"{word}\"` ({meaning})")).collect::<Vec<_>>().join(" or ")
        }
        Kind::Amount { unit, .. } => unit.name().to_owned(),
        Kind::Schedule { unit, .. } => format!("{}, or a list with dates", unit.name()),
        Kind::Threshold => "share, number, `{ each = … }` or `{ listed = […] }`".to_owned(),
        Kind::Potential => "persons, path, or list of points".to_owned(),
        Kind::Table(_) => "table".to_owned(),
        Kind::Named(_) => "table of names".to_owned(),
        Kind::OneOf(_) => "table with one key".to_owned(),
        Kind::List(_) => "list of tables".to_owned(),
        Kind::Single => "value as that key takes it".to_owned(),
        Kind::Several(Kind::Text) => "list of texts".to_owned(),
        Kind::Several(_) => "list of values".to_owned(),
    }
}

/// The values that a key allows, if it takes numbers.
pub fn allowed(kind: &Kind) -> String {
    match *kind {
        Kind::Whole { low, high } => format!("{low} to {high}"),
        Kind::Amount { unit, low, high } | Kind::Schedule { unit, low, high, .. } => {
            format!("{} to {}", bound(unit, low), bound(unit, high))
        }
        _ => String::new(),
    }
}

fn bound(unit: Unit, value: f64) -> String {
    amount::print(unit, value)
}
