//! A value of the file → a number, perhaps uncertain, perhaps with evidence, perhaps over time.

use std::marker::PhantomData;

use super::desk::{Desk, expects};
use super::distribution::{evidence, unknown_keys, with_evidence};
use crate::scenario::amount::{self, Unit};
use crate::scenario::file::{Node, Value};
use crate::scenario::keys::Kind;
use crate::scenario::{Dated, Distribution, Quantity};

/// What an amount may be.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// What kind of number.
    pub unit: Unit,
    /// Lowest value in the base unit.
    pub low: f64,
    /// Highest value in the base unit.
    pub high: f64,
}

/// Reads an amount.
pub fn quantity<U>(desk: &Desk, node: &Node, limits: Limits, key: String) -> Option<Quantity<U>> {
    let (distribution, evidence) = match &node.value {
        Value::Table(table) => with_evidence(desk, node, table, limits, &key)?,
        _ => (Distribution::Constant(limited(desk, node, limits, &key)?), None),
    };
    let limits = desk.within_a_tick(limits);
    Some(Quantity { key, distribution, range: (limits.low, limits.high), evidence, unit: PhantomData })
}

/// The same quantity in a unit whose base is `ratio` times as large.
pub fn scaled<U>(quantity: Quantity<U>, ratio: f64) -> Quantity<U> {
    use Distribution::{Beta, Constant, Empirical, Lognormal, Normal, Triangular, Uniform};
    let distribution = match quantity.distribution {
        Constant(value) => Constant(value / ratio),
        Uniform { low, high } => Uniform { low: low / ratio, high: high / ratio },
        Normal { mean, sd } => Normal { mean: mean / ratio, sd: sd / ratio },
        Lognormal { median, spread } => Lognormal { median: median / ratio, spread },
        Beta { alpha, beta, low, high } => Beta { alpha, beta, low: low / ratio, high: high / ratio },
        Triangular { low, mode, high } => Triangular { low: low / ratio, mode: mode / ratio, high: high / ratio },
        Empirical(values) => Empirical(values.into_iter().map(|value| value / ratio).collect()),
    };
    let range = (quantity.range.0 / ratio, quantity.range.1 / ratio);
    Quantity { distribution, range, ..quantity }
}

/// Reads an amount, or a list of amounts with dates.
pub fn schedule<U>(desk: &Desk, node: &Node, kind: &Kind, key: &str) -> Vec<Dated<Quantity<U>>> {
    let Kind::Schedule { unit, low, high, word } = *kind else { unreachable!("{key} is declared as a schedule") };
    let limits = Limits { unit, low, high };
    let Value::Array(items) = &node.value else {
        let value = quantity(desk, node, limits, key.to_owned());
        return value.map(|value| Dated { from: None, value }).into_iter().collect();
    };
    let mut entries: Vec<Dated<Quantity<U>>> = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let Some(entry) = dated(desk, item, limits, word, &format!("{key}.{number}")) else { continue };
        if let Some(last) = entries.last()
            && (entry.from.is_none() || entry.from <= last.from)
        {
            let place = item.table().and_then(|table| table.node("from")).map_or(item.place, |from| from.place);
            let message = format!("the dates of `{key}` do not ascend");
            desk.error(
                message,
                place,
                "not after the entry before",
                "each entry holds from its date until the next one",
            );
        }
        entries.push(entry);
    }
    entries
}

fn dated<U>(desk: &Desk, item: &Node, limits: Limits, word: &'static str, key: &str) -> Option<Dated<Quantity<U>>> {
    let Value::Table(table) = &item.value else {
        let example = format!("{{ from = 2011-05-15, {word} = … }}");
        desk.error(
            format!("`{key}` takes a table, not {}", item.what()),
            item.place,
            "no date",
            format!("write {example}"),
        );
        return None;
    };
    let allowed = ["from", word, "source", "confidence", "note"];
    unknown_keys(desk, table, &allowed, key);
    let from = match table.node("from").map(|node| (&node.value, node)) {
        None => None,
        Some((Value::Date(date), _)) => Some(*date),
        Some((_, node)) => {
            let message = format!("`{key}.from` {}, not {}", expects(&Kind::Date), node.what());
            desk.error(
                message,
                node.place,
                "not a date",
                "the entry holds from this day on; without it, from the start",
            );
            return None;
        }
    };
    let Some(node) = table.node(word) else {
        let help = format!("{word} takes {}", limits.unit.expects());
        desk.error(format!("`{word}` is missing in {key}"), item.place, "in this entry", help);
        return None;
    };
    let mut value: Quantity<U> = quantity(desk, node, limits, key.to_owned())?;
    if let Some(beside) = evidence(desk, table, key) {
        value.evidence = Some(beside);
    }
    Some(Dated { from, value })
}

/// A plain number with a unit, whatever its size.
pub fn number(desk: &Desk, node: &Node, unit: Unit, key: &str) -> Option<f64> {
    let expects = unit.expects();
    let wrong = |message: String, label: &str, help: String| {
        desk.error(message, node.place, label, help);
        None
    };
    match &node.value {
        Value::Text(text) => amount::parse(unit, text).map_or_else(
            |reason| {
                let article = if unit == Unit::Persons { "a number of" } else { "a" };
                let message = format!("`{key}` is not {article} {}: {reason}", unit.name());
                wrong(message, "not understood", format!("it takes {expects}"))
            },
            Some,
        ),
        Value::Integer(_) | Value::Float(_) => {
            let bare = node.number().unwrap_or(f64::NAN);
            if !bare.is_finite() {
                wrong(format!("`{key}` must be a finite number"), "not finite", format!("it takes {expects}"))
            } else if unit.takes_bare_numbers() || bare.abs() < f64::MIN_POSITIVE {
                Some(bare)
            } else {
                let message = format!("`{key}` needs a unit: {bare} alone is ambiguous");
                wrong(message, "no unit", format!("write {}; it takes {expects}", unit.suggestion(bare)))
            }
        }
        _ => {
            let message = format!("`{key}` takes {expects}, not {}", node.what());
            wrong(message, "wrong kind of value", "or a table with a distribution, see docs/scenarios.md".to_owned())
        }
    }
}

/// A number within the limits of its key.
pub fn limited(desk: &Desk, node: &Node, limits: Limits, key: &str) -> Option<f64> {
    let value = number(desk, node, limits.unit, key)?;
    let limits = desk.within_a_tick(limits);
    if limits.low <= value && value <= limits.high {
        return Some(value);
    }
    let range = format!("{} to {}", amount::print(limits.unit, limits.low), amount::print(limits.unit, limits.high));
    let written = desk.sources.slice(node.place).trim().to_owned();
    desk.error(format!("`{key}` is out of range: {written}"), node.place, "out of range", format!("allowed: {range}"));
    None
}
