//! `--set key=value` and `--set -key`: what the command line says over what the files say.

use super::merge::merge_node;
use super::parse;
use super::relative::relative;
use super::tree::{Entry, Node, Table, Value};
use crate::scenario::keys::{Kind, TOP};
use crate::scenario::problem::{Place, Problem, SourceKind, Sources, did_you_mean};
use crate::scenario::written::{Written, split};

/// One part of a key between dots.
pub struct Segment {
    /// The name, without quotes.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

/// Applies one setting to the tree.
pub fn apply(table: &mut Table, setting: &str, sources: &mut Sources) -> Result<(), Problem> {
    let source = sources.add("command line", setting, SourceKind::CommandLine);
    let everything = Place { source, start: 0, end: setting.len() };
    let written = Written { text: setting.to_owned(), place: everything };
    if setting.starts_with('-') {
        return delete(table, &segments(&written.part(1..setting.len())), sources);
    }
    let key = split(setting, '=').swap_remove(0);
    let Some(text) = setting.get(key.end + 1..) else {
        return Err(Problem::error("a setting has the form key=value")
            .at(sources, everything, "no \"=\" in it")
            .help("for example platforms.wechat.launch=2011-12-10, or -platforms.wechat.seeding to delete"));
    };
    let value = value(text, source, key.end + 1, sources)?;
    let segments = segments(&written.part(key));
    if let Some(empty) = segments.iter().find(|segment| segment.name.is_empty()) {
        return Err(Problem::error("a part of the key is empty").at(sources, empty.place, "nothing here"));
    }
    if segments[0].name == "extends" {
        return Err(Problem::error("`extends` can only stand in a file")
            .at(sources, segments[0].place, "not on the command line")
            .help("name the other scenario file instead of this one, or write a file that extends it"));
    }
    put_in_table(table, Some(&Kind::Table(TOP)), &segments, value, sources)
}

/// The parts of a key; names with other than plain letters may stand in quotes, as `explain` and TOML write them.
pub fn segments(key: &Written) -> Vec<Segment> {
    let segment = |part: Written| {
        let text = &part.text;
        let quoted = text.len() >= 2 && text.starts_with('"') && text.ends_with('"');
        let name = if quoted { part.part(1..text.len() - 1) } else { part };
        Segment { place: name.place, name: name.text }
    };
    key.split('.').into_iter().map(segment).collect()
}

/// The value as in a file; what is not TOML but needs no quotes to be understood is a text (`0.4%/day`, `x1.5`, `never`).
fn value(text: &str, source: usize, offset: usize, sources: &Sources) -> Result<Node, Problem> {
    let trimmed = text.trim();
    let place = Place { source, start: offset, end: offset + text.len() };
    match parse::value(trimmed, source, offset + text.len() - text.trim_start().len()) {
        // "+5" and "-5" would read as numbers, but say "more" and "less" where the key takes a length of time.
        Ok(node) => Ok(Node { place, ..node }),
        Err(error) if trimmed.starts_with(['{', '[', '"', '\'']) => {
            Err(parse::syntax_problem(sources, source, offset, &error))
        }
        Err(_) if trimmed.is_empty() => Err(Problem::error("a setting has the form key=value")
            .at(sources, Place { source, start: 0, end: offset }, "no value behind it")
            .help("to delete a key, write a minus before it: -platforms.wechat.seeding")),
        Err(_) => Ok(Node { value: Value::Text(trimmed.to_owned()), place }),
    }
}

fn put(node: &mut Node, kind: Option<&Kind>, rest: &[Segment], value: Node, sources: &Sources) -> Result<(), Problem> {
    let Some(segment) = rest.first() else {
        let value = relative(node, kind, value, sources)?;
        merge_node(node, value, kind);
        return Ok(());
    };
    match &mut node.value {
        Value::Array(items) => {
            let at = position(items, segment, sources)?;
            put(&mut items[at], kind, &rest[1..], value, sources)
        }
        Value::Table(table) => put_in_table(table, kind, rest, value, sources),
        _ => Err(Problem::error(format!("there is no key `{}` here", segment.name))
            .at(sources, segment.place, "what stands before this is a single value")
            .help(format!("it is set in {}", sources.address(node.place)))),
    }
}

fn put_in_table(
    table: &mut Table,
    kind: Option<&Kind>,
    segments: &[Segment],
    value: Node,
    sources: &Sources,
) -> Result<(), Problem> {
    let segment = &segments[0];
    let child = kind.and_then(|kind| kind.child(&segment.name));
    if let (Some(Kind::OneOf(_)), None) = (kind, table.node(&segment.name)) {
        table.entries.clear();
    }
    if let Some(node) = table.node_mut(&segment.name) {
        return put(node, child, &segments[1..], value, sources);
    }
    if let (Some(Kind::Named(_)), true) = (kind, segments.len() > 1) {
        let help = did_you_mean(&segment.name, &table.keys(), "names here");
        return Err(Problem::error(format!("nothing is called `{}` here", segment.name))
            .at(sources, segment.place, "no such name")
            .help(format!("{help}; to add one, set it whole: NAME={{ … }}")));
    }
    let empty = Node { value: Value::Table(Table::default()), place: segment.place };
    let mut entry = Entry { key: segment.name.clone(), key_place: segment.place, node: empty };
    if segments.len() == 1 {
        if let Some(text) = value.text().filter(|text| text.starts_with(['+', '-', '−']))
            && matches!(child, Some(Kind::Date | Kind::When(_)))
        {
            let message = format!("\"{text}\" is relative, but `{}` has no value to start from", segment.name);
            return Err(Problem::error(message).at(sources, value.place, "relative to what?").help("write a date"));
        }
        entry.node = value;
    } else {
        put(&mut entry.node, child, &segments[1..], value, sources)?;
    }
    table.put(entry);
    Ok(())
}

/// The item of a list by its number or its `name`.
pub fn position(items: &[Node], segment: &Segment, sources: &Sources) -> Result<usize, Problem> {
    if let Ok(at) = segment.name.parse::<usize>()
        && at < items.len()
    {
        return Ok(at);
    }
    let named = |node: &Node| node.table().and_then(|table| table.node("name")).and_then(Node::text).map(str::to_owned);
    if let Some(at) = items.iter().position(|item| named(item).as_deref() == Some(segment.name.as_str())) {
        return Ok(at);
    }
    let names: Vec<String> = items.iter().filter_map(named).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let count = match items.len() {
        0 => "the list is empty".to_owned(),
        1 => "the list has one item, number 0".to_owned(),
        many => format!("items are numbered 0 to {}", many - 1),
    };
    let help =
        if names.is_empty() { count } else { format!("{count}; {}", did_you_mean(&segment.name, &names, "names")) };
    Err(Problem::error(format!("the list has no item `{}`", segment.name))
        .at(sources, segment.place, "no such item")
        .help(help))
}

fn delete(table: &mut Table, segments: &[Segment], sources: &Sources) -> Result<(), Problem> {
    let (segment, rest) = segments.split_first().expect("splitting a text gives at least one part");
    if table.node(&segment.name).is_none() {
        return Err(missing(segment, &table.keys(), sources));
    }
    match table.node_mut(&segment.name) {
        Some(node) if !rest.is_empty() => delete_below(node, rest, sources),
        _ => {
            table.remove(&segment.name);
            Ok(())
        }
    }
}

fn delete_below(node: &mut Node, segments: &[Segment], sources: &Sources) -> Result<(), Problem> {
    match &mut node.value {
        Value::Table(inner) => delete(inner, segments, sources),
        Value::Array(items) => {
            let at = position(items, &segments[0], sources)?;
            if segments.len() == 1 {
                items.remove(at);
                return Ok(());
            }
            delete_below(&mut items[at], &segments[1..], sources)
        }
        _ => Err(missing(&segments[0], &[], sources)),
    }
}

fn missing(segment: &Segment, known: &[&str], sources: &Sources) -> Problem {
    Problem::error(format!("there is nothing to delete at `{}`", segment.name))
        .at(sources, segment.place, "the scenario does not set this")
        .help(did_you_mean(&segment.name, known, "set there"))
}
