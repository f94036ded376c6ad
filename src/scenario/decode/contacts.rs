//! `[contacts.NAME.GENERATOR]`: layers of contacts.

use super::Frame;
use super::generator::generator;
use super::reader::Reader;
use crate::scenario::file::Entry;
use crate::scenario::keys::{CONTACTS, Kind, find};
use crate::scenario::problem::did_you_mean;
use crate::scenario::{CountedContacts, GeneratorSpec, LayerSpec, OverlapSpec, Quantity};

/// Stored layers share the bits of a person's number in the engine.
const MOST_STORED_LAYERS: usize = 4;

/// Decodes all layers.
pub fn layers(top: &Reader, frame: &Frame) -> Vec<LayerSpec> {
    let mut layers: Vec<LayerSpec> = Vec::new();
    let named = top.named("contacts");
    for entry in &named.entries {
        layers.extend(layer(top, entry, &layers, &named.keys(), frame));
    }
    let stored = layers.iter().filter(|layer| layer.generator != GeneratorSpec::WellMixed).count();
    let place = named.entries.last().map_or(top.place("contacts"), |entry| entry.key_place);
    if stored > MOST_STORED_LAYERS {
        let message = format!("there are {stored} layers of stored contacts; at most {MOST_STORED_LAYERS} fit");
        top.desk().error(message, place, "one too many", "well_mixed layers do not count");
    }
    let most_agents = 1u64 << (32 - stored.min(MOST_STORED_LAYERS));
    if let Some(agents) = frame.agents.filter(|agents| u64::from(*agents) > most_agents) {
        let message = format!("{agents} agents do not fit with {stored} layers of contacts");
        top.desk().error(
            message,
            place,
            "this layer is one too many",
            format!("at most {most_agents} agents, or fewer layers"),
        );
    }
    layers
}

fn layer(top: &Reader, entry: &Entry, before: &[LayerSpec], all: &[&str], frame: &Frame) -> Option<LayerSpec> {
    let path = format!("contacts.{}", entry.key);
    let generators: Vec<&str> = CONTACTS.iter().map(|key| key.name).collect();
    let example = format!("write [{path}.acquaintance]; generators: {}", generators.join(", "));
    let Some(table) = entry.node.table() else {
        let message = format!("`{path}` takes a table with a generator, not {}", entry.node.what());
        top.desk().error(message, entry.node.place, "not a table", example);
        return None;
    };
    for unknown in table.entries.iter().filter(|inner| find(CONTACTS, &inner.key).is_none()) {
        let message = format!("`{}` is not a generator of contacts", unknown.key);
        top.desk().error(message, unknown.key_place, "unknown", did_you_mean(&unknown.key, &generators, "generators"));
    }
    let known: Vec<&Entry> = table.entries.iter().filter(|inner| find(CONTACTS, &inner.key).is_some()).collect();
    let &[chosen] = &known[..] else {
        if known.len() > 1 {
            let message = format!("`{path}` has two generators");
            top.desk().error(message, known[1].key_place, "a second generator", "give exactly one");
        } else if table.entries.is_empty() {
            top.desk().error(format!("`{path}` has no generator"), entry.node.place, "nothing in it", example);
        }
        return None;
    };
    let keys = match find(CONTACTS, &chosen.key).map(|key| &key.kind) {
        Some(Kind::Table(keys)) => *keys,
        _ => unreachable!("generators are declared as tables"),
    };
    let path = format!("{path}.{}", chosen.key);
    let Some(table) = chosen.node.table() else {
        let message = format!("`{path}` takes a table, not {}", chosen.node.what());
        top.desk().error(message, chosen.node.place, "not a table", format!("write [{path}] and its parameters below"));
        return None;
    };
    let (reader, generator) = if chosen.key == "file" {
        let graph = frame.files.layer(&entry.key, frame.agents)?;
        (Reader::again(top.desk(), table, keys, path, chosen.node.place), GeneratorSpec::File(graph))
    } else {
        let reader = Reader::open(top.desk(), table, keys, path, chosen.node.place);
        let generator = generator(&reader, &chosen.key, frame)?;
        (reader, generator)
    };
    let overlap = overlap(&reader, &chosen.key, &generator, &entry.key, before, all);
    let counts = match reader.choice("counts") {
        Some("all") => CountedContacts::All,
        _ => CountedContacts::Market,
    };
    Some(LayerSpec { name: entry.key.clone(), generator, overlap, counts })
}

fn overlap(
    reader: &Reader,
    generator_name: &str,
    generator: &GeneratorSpec,
    name: &str,
    before: &[LayerSpec],
    all: &[&str],
) -> Option<OverlapSpec> {
    if !matches!(generator_name, "acquaintance" | "erdos_renyi") || !reader.has("overlap") {
        return None;
    }
    let overlap = reader.table("overlap");
    let other = overlap.text("with")?;
    let earlier: Vec<&str> = before.iter().map(|layer| layer.name.as_str()).collect();
    let share = overlap.given("share");
    let Some(with) = before.iter().position(|layer| layer.name == other) else {
        let (label, help) = match (other == name, all.contains(&other.as_str())) {
            (true, _) => ("this layer itself", format!("layers before it: {}", earlier.join(", "))),
            (_, true) => ("stands after this layer", format!("write [contacts.{other}…] above [contacts.{name}…]")),
            _ => ("unknown layer", did_you_mean(&other, &earlier, "layers before it")),
        };
        let message = format!("`{}` must name a layer that stands before `{name}`", overlap.address("with"));
        overlap.desk().error(message, overlap.place("with"), label, help);
        return None;
    };
    let share: Quantity<crate::units::Probability> = share?;
    let median = |generator: &GeneratorSpec| generator.mean_degree(Quantity::median);
    let (own, others) = (median(generator), median(&before[with].generator));
    let (Some(own), Some(others)) = (own, others) else {
        let help = "everybody is a contact there already";
        overlap.desk().error(
            format!("`{other}` is well mixed and stores no contacts"),
            overlap.place("with"),
            "no contacts",
            help,
        );
        return None;
    };
    if share.median() * own > others {
        let message = format!("`{name}` cannot share so many contacts with `{other}`");
        let most = (others / own * 100.0).floor();
        let help = format!("{other} has {others} contacts a person, {name} has {own}: at most {most}%");
        overlap.desk().error(message, overlap.place("share"), "too large", help);
    }
    Some(OverlapSpec { with, share })
}
