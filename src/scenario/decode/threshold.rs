//! `threshold`: how much of a crowd each person needs, the same for everybody, drawn for each, or listed.

use super::desk::Desk;
use super::distribution::{EVIDENCE, unknown_keys};
use super::quantity::{Limits, limited, quantity};
use super::reader::Reader;
use crate::scenario::amount::Unit;
use crate::scenario::file::{Entry, Node, Value};
use crate::scenario::{Quantity, ThresholdOf, ThresholdSpec, ThresholdValues};

/// Highest number of contacts.
const MOST_CONTACTS: f64 = 100_000.0;

/// Decodes `threshold`, if it is given.
pub fn threshold(reader: &Reader, agents: Option<u32>) -> Option<ThresholdSpec> {
    let node = reader.node("threshold")?;
    let address = reader.address("threshold");
    let (desk, unit) = (reader.desk(), unit_of(node));
    let values = match own(node) {
        Some(("each", inner)) => each(desk, (node, inner), limits(unit), &address),
        Some((_, inner)) => listed(desk, (node, inner), limits(unit), &address, agents),
        None if matches!(&node.value, Value::Text(text) if !is_share(text)) => {
            reader.wrong_kind("threshold", node);
            None
        }
        None => quantity(desk, node, limits(unit), address).map(ThresholdValues::Same),
    }?;
    Some(ThresholdSpec { of: if unit == Unit::Share { ThresholdOf::Share } else { ThresholdOf::Contacts }, values })
}

/// Whether a threshold is a share of the contacts or a number of them: shares are written with percent signs.
pub fn unit_of(node: &Node) -> Unit {
    if says_shares(node) { Unit::Share } else { Unit::Plain }
}

/// What a threshold that is the same for everybody may be.
pub fn limits(unit: Unit) -> Limits {
    Limits { unit, low: 0.0, high: if unit == Unit::Share { 1.0 } else { MOST_CONTACTS } }
}

/// Whether persons have thresholds of their own, and then what is said of them.
pub fn own(node: &Node) -> Option<(&str, &Node)> {
    let entries = &node.table()?.entries;
    let own = entries.iter().find(|entry| matches!(entry.key.as_str(), "each" | "listed"))?;
    Some((own.key.as_str(), &own.node))
}

fn is_share(text: &str) -> bool {
    text.contains(['%', '％'])
}

fn says_shares(node: &Node) -> bool {
    match &node.value {
        Value::Text(text) => is_share(text),
        Value::Array(items) => items.iter().any(says_shares),
        Value::Table(table) => {
            // A beta distribution without bounds lies between 0 and 1.
            let is_unit_interval = table.node("alpha").is_some() && table.node("high").is_none();
            let says = |entry: &Entry| !EVIDENCE.contains(&entry.key.as_str()) && says_shares(&entry.node);
            is_unit_interval || table.entries.iter().any(says)
        }
        _ => false,
    }
}

/// A distribution over the persons.
fn each(desk: &Desk, (node, inner): (&Node, &Node), limits: Limits, address: &str) -> Option<ThresholdValues> {
    no_other_keys(desk, node, "each", address);
    let law: Quantity<()> = quantity(desk, inner, limits, format!("{address}.each"))?;
    Some(ThresholdValues::Each { law: law.distribution, range: law.range })
}

/// The persons' own, one after the other.
fn listed(
    desk: &Desk,
    (node, inner): (&Node, &Node),
    limits: Limits,
    address: &str,
    agents: Option<u32>,
) -> Option<ThresholdValues> {
    no_other_keys(desk, node, "listed", address);
    let Value::Array(items) = &inner.value else {
        let message = format!("`{address}.listed` takes a list of values, not {}", inner.what());
        desk.error(message, inner.place, "not a list", "write a value for each agent: listed = [0, 1, 2, …]");
        return None;
    };
    let address = format!("{address}.listed");
    let values: Vec<Option<f64>> = items.iter().map(|item| limited(desk, item, limits, &address)).collect();
    if let Some(agents) = agents.filter(|agents| *agents as usize != items.len()) {
        let message = format!("`{address}` has {} values for {agents} agents", items.len());
        desk.error(message, inner.place, "not one for each", "each agent has one value, in the order of the agents");
    }
    values.into_iter().collect::<Option<_>>().map(ThresholdValues::Listed)
}

fn no_other_keys(desk: &Desk, node: &Node, own: &str, address: &str) {
    let allowed: Vec<&str> = [own].into_iter().chain(EVIDENCE).collect();
    if let Some(table) = node.table() {
        unknown_keys(desk, table, &allowed, address);
    }
}
