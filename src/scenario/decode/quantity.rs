//! A value of the file → a number, perhaps uncertain, perhaps with evidence, perhaps over time.

use std::marker::PhantomData;

use super::reader::{Desk, expects};
use crate::scenario::amount::{self, Unit};
use crate::scenario::file::{Entry, Node, Table, Value};
use crate::scenario::keys::Kind;
use crate::scenario::problem::did_you_mean;
use crate::scenario::{Confidence, Dated, Distribution, Evidence, Quantity};

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

/// The distributions with their parameters; `true` marks parameters in the unit of the quantity.
pub const DISTRIBUTIONS: [(&str, &[(&str, bool)]); 6] = [
    ("constant", &[]),
    ("uniform", &[("low", true), ("high", true)]),
    ("normal", &[("mean", true), ("sd", true)]),
    ("lognormal", &[("median", true), ("spread", false)]),
    ("beta", &[("alpha", false), ("beta", false), ("low", true), ("high", true)]),
    ("triangular", &[("low", true), ("mode", true), ("high", true)]),
];

/// The keys of evidence.
pub const EVIDENCE: [&str; 3] = ["source", "confidence", "note"];
/// The degrees of confidence.
pub const CONFIDENCE: [&str; 4] = ["high", "medium", "low", "guess"];

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

fn limited(desk: &Desk, node: &Node, limits: Limits, key: &str) -> Option<f64> {
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

fn with_evidence(
    desk: &Desk,
    node: &Node,
    table: &Table,
    limits: Limits,
    key: &str,
) -> Option<(Distribution, Option<Evidence>)> {
    let evidence = evidence(desk, table, key);
    Some((distribution(desk, node, table, limits, key, Nesting::Outer)?, evidence))
}

#[derive(Clone, Copy, PartialEq)]
enum Nesting {
    /// The value of the key itself: evidence may stand beside it.
    Outer,
    /// Below `value`: the distribution only.
    Inner,
}

fn distribution(
    desk: &Desk,
    node: &Node,
    table: &Table,
    limits: Limits,
    key: &str,
    nesting: Nesting,
) -> Option<Distribution> {
    let mut forms: Vec<&str> = DISTRIBUTIONS.iter().map(|(name, _)| *name).chain(["empirical"]).collect();
    let mut allowed = forms.clone();
    if nesting == Nesting::Outer {
        forms.insert(0, "value");
        allowed.insert(0, "value");
        allowed.extend(EVIDENCE);
    }
    let unknown = unknown_keys(desk, table, &allowed, key);
    let chosen: Vec<&Entry> = table.entries.iter().filter(|entry| forms.contains(&entry.key.as_str())).collect();
    match chosen[..] {
        [entry] => form(desk, entry, limits, key),
        [] if unknown => None,
        [] => {
            let help = format!("it takes {}; or a table with one of {}", limits.unit.expects(), forms.join(", "));
            desk.error(format!("`{key}` has no value"), node.place, "no value in this table", help);
            None
        }
        [_, second, ..] => {
            let help = format!("give exactly one of {}", forms.join(", "));
            desk.error(format!("`{key}` has two values"), second.key_place, "a second value", help);
            None
        }
    }
}

fn form(desk: &Desk, entry: &Entry, limits: Limits, key: &str) -> Option<Distribution> {
    let node = &entry.node;
    match (entry.key.as_str(), &node.value) {
        ("value", Value::Table(inner)) => distribution(desk, node, inner, limits, key, Nesting::Inner),
        ("value" | "constant", _) => limited(desk, node, limits, key).map(Distribution::Constant),
        ("empirical", Value::Array(items)) if !items.is_empty() => {
            let values: Vec<Option<f64>> = items.iter().map(|item| limited(desk, item, limits, key)).collect();
            values.into_iter().collect::<Option<Vec<f64>>>().map(Distribution::Empirical)
        }
        ("empirical", _) => {
            let message = format!("`{key}.empirical` takes a list of values, at least one");
            desk.error(message, node.place, "no list of values", format!("each is {}", limits.unit.expects()));
            None
        }
        (name, Value::Table(table)) => parameters(desk, node, table, name, limits, key),
        (name, _) => {
            let example = parameter_names(name).map(|(parameter, _)| format!("{parameter} = …")).collect::<Vec<_>>();
            let help = format!("write {name} = {{ {} }}", example.join(", "));
            desk.error(format!("`{key}.{name}` takes a table with its parameters"), node.place, "not a table", help);
            None
        }
    }
}

fn parameter_names(name: &str) -> impl Iterator<Item = (&'static str, bool)> + use<> {
    let known = DISTRIBUTIONS.iter().find(|(known, _)| *known == name);
    known.map(|(_, parameters)| parameters.iter().copied()).into_iter().flatten()
}

fn parameters(desk: &Desk, node: &Node, table: &Table, name: &str, limits: Limits, key: &str) -> Option<Distribution> {
    let names: Vec<&str> = parameter_names(name).map(|(parameter, _)| parameter).collect();
    unknown_keys(desk, table, &names, &format!("{key}.{name}"));
    // Where 0 to 1 is natural, a beta distribution need not repeat it.
    let unit_interval = name == "beta" && matches!(limits.unit, Unit::Share | Unit::Plain);
    let mut values = Vec::new();
    for (parameter, in_unit) in parameter_names(name) {
        let address = format!("{key}.{name}.{parameter}");
        let unit = if in_unit { limits.unit } else { Unit::Plain };
        values.push(match table.node(parameter) {
            Some(node) if in_unit && parameter != "sd" => limited(desk, node, limits, &address),
            Some(node) => number(desk, node, unit, &address),
            None if unit_interval && parameter == "low" => Some(0.0),
            None if unit_interval && parameter == "high" => Some(1.0),
            None => {
                let help = format!("{name} takes {}", names.join(", "));
                desk.error(format!("`{parameter}` is missing in {key}.{name}"), node.place, "in this table", help);
                None
            }
        });
    }
    let values: Vec<f64> = values.into_iter().collect::<Option<_>>()?;
    match checked(name, &values) {
        Ok(distribution) => Some(distribution),
        Err(reason) => {
            let message = format!("`{key}` has an impossible {name} distribution: {reason}");
            desk.error(message, node.place, "impossible", format!("parameters: {}", names.join(", ")));
            None
        }
    }
}

fn checked(name: &str, values: &[f64]) -> Result<Distribution, &'static str> {
    match (name, values) {
        ("uniform", &[low, high]) if low < high => Ok(Distribution::Uniform { low, high }),
        ("uniform", _) => Err("low must be below high"),
        ("normal", &[mean, sd]) if sd > 0.0 => Ok(Distribution::Normal { mean, sd }),
        ("normal", _) => Err("sd must be above 0"),
        ("lognormal", &[median, _]) if median <= 0.0 => Err("median must be above 0"),
        ("lognormal", &[median, spread]) if 0.0 < spread && spread <= 5.0 => {
            Ok(Distribution::Lognormal { median, spread })
        }
        ("lognormal", _) => Err("spread must be above 0 and at most 5"),
        ("beta", &[alpha, beta, low, high]) if alpha > 0.0 && beta > 0.0 && low < high => {
            Ok(Distribution::Beta { alpha, beta, low, high })
        }
        ("beta", &[_, _, low, high]) if low >= high => Err("low must be below high"),
        ("beta", _) => Err("alpha and beta must be above 0"),
        ("triangular", &[low, mode, high]) if low <= mode && mode <= high && low < high => {
            Ok(Distribution::Triangular { low, mode, high })
        }
        _ => Err("low ≤ mode ≤ high must hold, and low < high"),
    }
}

fn evidence(desk: &Desk, table: &Table, key: &str) -> Option<Evidence> {
    if !EVIDENCE.iter().any(|name| table.node(name).is_some()) {
        return None;
    }
    let text = |name: &str| {
        let node = table.node(name)?;
        if node.text().is_none() {
            let message = format!("`{key}.{name}` takes a text in quotes, not {}", node.what());
            desk.error(message, node.place, "not a text", "evidence is written in words");
        }
        node.text().map(str::to_owned)
    };
    let confidence = text("confidence").and_then(|word| {
        let known = match word.as_str() {
            "high" => Some(Confidence::High),
            "medium" => Some(Confidence::Medium),
            "low" => Some(Confidence::Low),
            "guess" => Some(Confidence::Guess),
            _ => None,
        };
        if let (None, Some(node)) = (known, table.node("confidence")) {
            let message = format!("`{key}.confidence` is not one of its words: \"{word}\"");
            desk.error(message, node.place, "unknown word", did_you_mean(&word, &CONFIDENCE, "allowed"));
        }
        known
    });
    Some(Evidence { source: text("source"), confidence, note: text("note") })
}

/// Reports the keys that are not allowed; whether there were any.
fn unknown_keys(desk: &Desk, table: &Table, allowed: &[&str], key: &str) -> bool {
    let mut any = false;
    for entry in table.entries.iter().filter(|entry| !allowed.contains(&entry.key.as_str())) {
        any = true;
        let help = did_you_mean(&entry.key, allowed, "keys here");
        desk.error(format!("unknown key `{}` in {key}", entry.key), entry.key_place, "unknown", help);
    }
    any
}
