//! Goes through all declared keys of a scenario, given or not, in the order of the declarations.

use crate::scenario::file::{Layered, Node, Table, Value};
use crate::scenario::keys::{Absent, Key, Kind, TOP, find};
use crate::scenario::problem::{Place, SourceKind};

use super::notation;

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The scenario file itself.
    File {
        /// Its path.
        file: String,
        /// The line, from 1.
        line: usize,
    },
    /// A file that it extends.
    Inherited {
        /// Its path.
        file: String,
        /// The line, from 1.
        line: usize,
    },
    /// `--set` or another flag.
    CommandLine,
    /// Nobody gave it.
    Default,
}

/// One key of the scenario as it will be run.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Its address ("platforms.wechat.launch"), as `--set` takes it.
    pub key: String,
    /// Its value as TOML; for what is not given and has no default value, what that means, in parentheses.
    pub value: String,
    /// Where the value comes from.
    pub origin: Origin,
    /// What the key means.
    pub meaning: &'static str,
}

/// How lists of tables are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lists {
    /// Each key of each item by itself.
    Opened,
    /// A list as one value.
    Whole,
}

/// A key that holds a value, or that is known not to hold one.
#[derive(Debug, Clone)]
pub struct Leaf<'l> {
    /// Its address ("platforms.wechat.launch"), as `--set` takes it.
    pub key: String,
    /// The address as declared, without the names that the author chose ("platforms.NAME.launch").
    pub declared: String,
    /// What it takes.
    pub kind: &'static Kind,
    /// Its declaration; for a name below a key, that of the key.
    pub declaration: &'static Key,
    /// What the file says; nothing if it says nothing.
    pub node: Option<&'l Node>,
}

/// All keys of a scenario, given or not.
pub fn leaves(layered: &Layered, lists: Lists) -> Vec<Leaf<'_>> {
    let mut walk = Walk { lists, found: Vec::new() };
    walk.table(TOP, Some(&layered.table), &Address::default());
    walk.found
}

/// All settings of a scenario.
pub fn settings(layered: &Layered, lists: Lists) -> Vec<Setting> {
    let setting = |leaf: Leaf| {
        let (value, origin) = match leaf.node {
            Some(node) => (notation::value(node), origin(layered, node.place)),
            None => (absent_value(leaf.declaration)?, Origin::Default),
        };
        Some(Setting { key: leaf.key, value, origin, meaning: leaf.declaration.meaning })
    };
    leaves(layered, lists).into_iter().filter_map(setting).collect()
}

/// Where a value comes from that was written at a place.
pub fn origin(layered: &Layered, place: Place) -> Origin {
    let source = layered.sources.of(place);
    let (file, line) = (source.name.clone(), layered.sources.line(place));
    match source.kind {
        SourceKind::Scenario(_) => Origin::File { file, line },
        SourceKind::Parent(_) => Origin::Inherited { file, line },
        SourceKind::CommandLine => Origin::CommandLine,
    }
}

/// The address of a value, with and without the names that the author chose.
#[derive(Debug, Clone, Default)]
struct Address {
    key: String,
    declared: String,
}

impl Address {
    fn below(&self, name: &str) -> Address {
        Address { key: join(&self.key, name), declared: join(&self.declared, name) }
    }

    fn named(&self, name: &str) -> Address {
        Address { key: join(&self.key, &notation::key(name)), declared: join(&self.declared, "NAME") }
    }

    fn item(&self, number: usize) -> Address {
        Address { key: join(&self.key, &number.to_string()), declared: self.declared.clone() }
    }
}

struct Walk<'l> {
    lists: Lists,
    found: Vec<Leaf<'l>>,
}

impl<'l> Walk<'l> {
    fn table(&mut self, keys: &'static [Key], table: Option<&'l Table>, at: &Address) {
        for key in keys {
            match (table.and_then(|table| table.node(key.name)), &key.kind) {
                (Some(node), kind) => self.node(key, kind, node, at.below(key.name)),
                (None, Kind::Table(inner)) if inner.iter().all(|key| key.absent != Absent::Required) => {
                    self.table(inner, None, &at.below(key.name));
                }
                (None, kind) => self.leaf(key, kind, None, at.below(key.name)),
            }
        }
    }

    fn node(&mut self, key: &'static Key, kind: &'static Kind, node: &'l Node, at: Address) {
        match (kind, &node.value) {
            (Kind::Table(keys), Value::Table(table)) => self.table(keys, Some(table), &at),
            (Kind::Named(inner), Value::Table(table)) => {
                for entry in &table.entries {
                    self.node(key, inner, &entry.node, at.named(&entry.key));
                }
            }
            (Kind::OneOf(keys), Value::Table(table)) => {
                for entry in &table.entries {
                    let Some(key) = find(keys, &entry.key) else { continue };
                    self.one_of(key, &entry.node, at.below(&entry.key));
                }
            }
            (Kind::List(keys), Value::Array(items)) if self.lists == Lists::Opened => {
                for (number, item) in items.iter().enumerate() {
                    let Some(table) = item.table() else { continue };
                    self.table(keys, Some(table), &at.item(number));
                }
            }
            _ => self.leaf(key, kind, Some(node), at),
        }
    }

    /// A table that is chosen by being there: it must stay visible even if nothing is in it.
    fn one_of(&mut self, key: &'static Key, node: &'l Node, at: Address) {
        let before = self.found.len();
        self.node(key, &key.kind, node, at.clone());
        let silent = |leaf: &Leaf| leaf.node.is_none() && !matches!(leaf.declaration.absent, Absent::Default(_));
        if self.found[before..].iter().all(silent) {
            self.leaf(key, &key.kind, Some(node), at);
        }
    }

    fn leaf(&mut self, declaration: &'static Key, kind: &'static Kind, node: Option<&'l Node>, at: Address) {
        self.found.push(Leaf { key: at.key, declared: at.declared, kind, declaration, node });
    }
}

/// What holds when a key is not given: its default as TOML, or what that means, in parentheses.
pub fn absent_value(key: &Key) -> Option<String> {
    match (key.absent, &key.kind) {
        (Absent::Required, _) => None,
        (Absent::Means(words), _) => Some(format!("({words})")),
        (Absent::Default(word), Kind::Whole { .. } | Kind::Flag) => Some(word.to_owned()),
        (Absent::Default(word), Kind::Amount { unit, .. }) if unit.takes_bare_numbers() => Some(word.to_owned()),
        (Absent::Default(word), _) => Some(notation::text(word)),
    }
}

/// The address of a key below another.
pub fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
