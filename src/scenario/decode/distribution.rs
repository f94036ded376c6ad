//! A table of the file → a distribution, with what it stands on.

use super::desk::Desk;
use super::quantity::{Limits, limited, number};
use crate::scenario::amount::Unit;
use crate::scenario::file::{Entry, Node, Table, Value};
use crate::scenario::problem::did_you_mean;
use crate::scenario::{Confidence, Distribution, Evidence};

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

/// Reads a table that is a distribution, a value with evidence, or both.
pub fn with_evidence(
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

/// Reads what a number stands on.
pub fn evidence(desk: &Desk, table: &Table, key: &str) -> Option<Evidence> {
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
pub fn unknown_keys(desk: &Desk, table: &Table, allowed: &[&str], key: &str) -> bool {
    let mut any = false;
    for entry in table.entries.iter().filter(|entry| !allowed.contains(&entry.key.as_str())) {
        any = true;
        let help = did_you_mean(&entry.key, allowed, "keys here");
        desk.error(format!("unknown key `{}` in {key}", entry.key), entry.key_place, "unknown", help);
    }
    any
}
