//! `[contacts.NAME.GENERATOR]`: layers of contacts.

use super::Frame;
use super::generator::generator;
use super::reader::Reader;
use crate::scenario::file::Entry;
use crate::scenario::keys::{CONTACTS, Kind, find};
use crate::scenario::problem::did_you_mean;
use crate::scenario::{
    AudienceSpec, CountedContacts, GeneratorSpec, HomophilySpec, LayerSpec, NullModel, OverlapSpec, Quantity,
};

/// Stored layers share the bits of a person's number in the engine.
const MOST_STORED_LAYERS: usize = 4;

/// Decodes all layers.
pub fn layers(top: &Reader, frame: &Frame, audiences: &[AudienceSpec]) -> Vec<LayerSpec> {
    let mut layers: Vec<LayerSpec> = Vec::new();
    let null_model = null_model(top);
    let named = top.named("contacts");
    for entry in &named.entries {
        let made = layer(top, entry, &layers, &named.keys(), frame, audiences);
        if let Some(made) = made {
            check_ties(top, entry, &made, &layers);
            layers.push(LayerSpec { null_model, ..made });
        }
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

fn layer(
    top: &Reader,
    entry: &Entry,
    before: &[LayerSpec],
    all: &[&str],
    frame: &Frame,
    audiences: &[AudienceSpec],
) -> Option<LayerSpec> {
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
    let members = members(&reader, audiences);
    let overlap = overlap(&reader, &generator, members.as_ref(), &entry.key, before, all);
    let counts = match reader.choice("counts") {
        Some("all") => CountedContacts::All,
        _ => CountedContacts::Market,
    };
    let homophily = homophily(&reader, audiences);
    let none = Quantity::constant("tie_spread", 0.0);
    let tie_spread = if reader.takes("tie_spread") { reader.amount("tie_spread") } else { none };
    let (name, label) = (entry.key.clone(), reader.text("label"));
    Some(LayerSpec { name, label, generator, overlap, members, homophily, tie_spread, null_model: None, counts })
}

/// Contacts that differ in strength are counted in parts of a contact; beside them, everybody's contacts would not be.
fn check_ties(top: &Reader, entry: &Entry, new: &LayerSpec, before: &[LayerSpec]) {
    let mixed = |layer: &&LayerSpec| layer.generator == GeneratorSpec::WellMixed;
    let unlike = |layer: &&LayerSpec| layer.tie_spread.median() > 0.0;
    let is = |kind: &dyn Fn(&&LayerSpec) -> bool| kind(&new) || before.iter().any(|layer| kind(&layer));
    if is(&mixed) && is(&unlike) && (mixed(&new) || unlike(&new)) {
        let message = "contacts differ in strength (`tie_spread`) in one layer, and everybody is a contact in another";
        let help = "take `tie_spread` out, or give the well-mixed layer a graph";
        top.desk().error(message, entry.key_place, "does not go together", help);
    }
}

fn null_model(top: &Reader) -> Option<NullModel> {
    Some(match top.choice("null_model")? {
        "rewired" => NullModel::Rewired,
        "unclustered" => NullModel::Unclustered,
        "well_mixed" => NullModel::WellMixed,
        _ => return None,
    })
}

/// The audience whose members alone have contacts, if there is one.
fn members(reader: &Reader, audiences: &[AudienceSpec]) -> Option<AudienceSpec> {
    if reader.takes("members") { audience(reader, "members", audiences) } else { None }
}

fn homophily(reader: &Reader, audiences: &[AudienceSpec]) -> Option<HomophilySpec> {
    if !reader.takes("homophily") || !reader.has("homophily") {
        return None;
    }
    let homophily = reader.table("homophily");
    let (audience, strength) = (audience(&homophily, "audience", audiences), homophily.given("strength"));
    Some(HomophilySpec { audience: audience?, strength: strength? })
}

/// The audience that a key names.
fn audience(reader: &Reader, key: &str, audiences: &[AudienceSpec]) -> Option<AudienceSpec> {
    let name = reader.text(key)?;
    let found = audiences.iter().find(|audience| audience.name == name);
    if found.is_none() {
        let known: Vec<&str> = audiences.iter().map(|audience| audience.name.as_str()).collect();
        let help = match &known[..] {
            [] => format!("there are no audiences; write [market.audiences.{name}] with its share"),
            known => did_you_mean(&name, known, "audiences"),
        };
        let message = format!("no audience is called `{name}`");
        reader.desk().error(message, reader.place(key), "unknown audience", help);
    }
    found.cloned()
}

fn overlap(
    reader: &Reader,
    generator: &GeneratorSpec,
    members: Option<&AudienceSpec>,
    name: &str,
    before: &[LayerSpec],
    all: &[&str],
) -> Option<OverlapSpec> {
    if !reader.takes("overlap") || !reader.has("overlap") {
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
    if let (Some(own), Some(others)) = (members, &before[with].members)
        && own != others
    {
        let message = format!("`{name}` and `{other}` are for the members of different audiences");
        let help = format!("take {} as members of both, or leave `members` out in one", others.name);
        overlap.desk().error(message, overlap.place("with"), "other members", help);
        return None;
    }
    let median = |generator: &GeneratorSpec| generator.mean_degree(Quantity::median);
    let (own, others) = (median(generator), median(&before[with].generator));
    let (Some(own), Some(others)) = (own, others) else {
        let message = format!("in `{other}` everybody is a contact of everybody: there is no share to choose");
        let help = "all contacts are in common already; leave `overlap` out";
        overlap.desk().error(message, overlap.place("with"), "everybody", help);
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
