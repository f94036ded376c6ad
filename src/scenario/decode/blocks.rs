//! `[contacts.NAME.stochastic_block_model]`: blocks, and contacts within and between them.

use super::Frame;
use super::laws::check_total;
use super::quantity::{Limits, quantity};
use super::reader::Reader;
use crate::scenario::amount::Unit;
use crate::scenario::file::Entry;
use crate::scenario::keys::MOST_CONTACTS_MEAN;
use crate::scenario::problem::did_you_mean;
use crate::scenario::{BlockModel, BlockPair, BlockSpec, Blocks, Quantity};
use crate::units::Number;

/// Decodes the keys of the generator.
pub fn block_model(reader: &Reader, frame: &Frame) -> Option<BlockModel> {
    let entries = reader.list("blocks");
    let listed: Option<Vec<BlockSpec>> = entries.iter().map(block).collect();
    let pairs = pairs(&entries);
    let alike = reader.given("within").zip(reader.given("between"));
    check_blocks(reader);
    check_contacts(reader, &entries);
    if !reader.has("blocks") {
        let number = reader.whole("number")? as u32;
        let (within, between) = alike?;
        let persons = frame.agents.map(|agents| f64::from(agents) / f64::from(number));
        check_size(reader, "within", &within, persons.map(|persons| persons - 1.0), "the own block");
        return Some(BlockModel::Alike { blocks: Blocks::Equal(number), within, between });
    }
    let blocks = listed?;
    let total = blocks.iter().map(|block| block.share.median()).sum();
    check_total(reader, "blocks", reader.node("blocks")?, total);
    if let Some((within, between)) = alike {
        let smallest = blocks.iter().map(|block| block.share.median()).fold(1.0, f64::min);
        let persons = frame.agents.map(|agents| f64::from(agents) * smallest - 1.0);
        check_size(reader, "within", &within, persons, "the smallest block");
        return Some(BlockModel::Alike { blocks: Blocks::Listed(blocks), within, between });
    }
    let pairs = pairs?;
    for pair in &pairs {
        let own = f64::from(u8::from(pair.of == pair.with));
        let persons = frame.agents.map(|agents| f64::from(agents) * blocks[pair.with].share.median() - own);
        let name = &blocks[pair.with].name;
        check_size(&entries[pair.of], "contacts", &pair.mean, persons, name);
    }
    Some(BlockModel::Matrix { blocks, pairs })
}

fn block(entry: &Reader) -> Option<BlockSpec> {
    Some(BlockSpec { name: entry.text("name")?, share: entry.given("share")? })
}

/// Reports blocks that are said in two ways or in none.
fn check_blocks(reader: &Reader) {
    let path = reader.path();
    let (message, name, label, help) = match (reader.has("number"), reader.has("blocks")) {
        (true, true) => {
            (format!("{path} has both `number` and `blocks`"), "blocks", "a second kind", "give one of them")
        }
        (false, false) => {
            let help = "write number = 20 for equal blocks, or blocks = [{ name = \"beijing\", share = \"20%\" }, …]";
            (format!("{path} does not say which blocks there are"), "number", "no blocks", help)
        }
        _ => return,
    };
    reader.desk().error(message, reader.place(name), label, help);
}

/// Reports contacts that are said in two ways, by half, or not at all.
fn check_contacts(reader: &Reader, entries: &[Reader]) {
    let path = reader.path();
    let in_blocks = entries.iter().find(|entry| entry.has("contacts"));
    let (message, place, label) = match (reader.has("within"), reader.has("between"), in_blocks) {
        (false, false, Some(_)) | (true, true, None) => return,
        (false, false, None) => {
            (format!("{path} does not say how many contacts there are"), reader.place("within"), "no contacts")
        }
        (_, _, Some(entry)) => {
            let message = format!("{path} has contacts for all blocks alike and for each block");
            (message, entry.place("contacts"), "a second kind")
        }
        (within, _, None) => {
            let missing = if within { "between" } else { "within" };
            (format!("`{missing}` is missing in {path}"), reader.place(missing), "only one of the two")
        }
    };
    let help = "write within = … and between = … for all blocks alike, or contacts = { NAME = …, … } in each block";
    reader.desk().error(message, place, label, help);
}

/// What each block says of its contacts.
fn pairs(entries: &[Reader]) -> Option<Vec<BlockPair>> {
    let names: Vec<String> = entries.iter().map(|entry| entry.text("name").unwrap_or_default()).collect();
    let mut pairs: Vec<BlockPair> = Vec::new();
    let mut whole = true;
    for (of, entry) in entries.iter().enumerate() {
        for said in &entry.named("contacts").entries {
            match pair(entry, of, said, &names, &pairs) {
                Some(pair) => pairs.push(pair),
                None => whole = false,
            }
        }
    }
    whole.then_some(pairs)
}

fn pair(entry: &Reader, of: usize, said: &Entry, names: &[String], before: &[BlockPair]) -> Option<BlockPair> {
    let address = format!("{}.{}", entry.address("contacts"), said.key);
    let Some(with) = names.iter().position(|name| *name == said.key) else {
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let message = format!("`{address}` must name a block");
        entry.desk().error(message, said.key_place, "unknown block", did_you_mean(&said.key, &known, "blocks"));
        return None;
    };
    if before.iter().any(|pair| (pair.of, pair.with) == (with, of)) {
        let message = format!("the contacts between {} and {} are given twice", names[with], names[of]);
        let help =
            format!("{} says how many; how many the other has follows from the sizes: take this one out", names[with]);
        entry.desk().error(message, said.key_place, "the second time", help);
        return None;
    }
    let limits = Limits { unit: Unit::Plain, low: 0.0, high: MOST_CONTACTS_MEAN };
    Some(BlockPair { of, with, mean: quantity(entry.desk(), &said.node, limits, address)? })
}

/// Reports more contacts than there are persons.
fn check_size(reader: &Reader, name: &str, mean: &Quantity<Number>, persons: Option<f64>, place: &str) {
    if let Some(persons) = persons.filter(|persons| mean.median() > *persons) {
        let message = format!("`{}` asks for more contacts than there are persons", mean.key);
        let help = format!("{persons:.0} other persons are in {place}: fewer contacts, or more agents");
        reader.desk().error(message, reader.place(name), "too many", help);
    }
}
