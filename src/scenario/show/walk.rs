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

struct Walk<'l> {
    layered: &'l Layered,
    lists: Lists,
    settings: Vec<Setting>,
}

/// All settings of a scenario.
pub fn settings(layered: &Layered, lists: Lists) -> Vec<Setting> {
    let mut walk = Walk { layered, lists, settings: Vec::new() };
    walk.table(TOP, &layered.table, "");
    walk.settings
}

impl Walk<'_> {
    fn table(&mut self, keys: &'static [Key], table: &Table, path: &str) {
        for key in keys {
            match (table.node(key.name), &key.kind) {
                (Some(node), kind) => self.node(kind, node, join(path, key.name), key.meaning),
                (None, Kind::Table(inner)) if inner.iter().all(|key| key.absent != Absent::Required) => {
                    self.table(inner, &Table::default(), &join(path, key.name));
                }
                (None, _) => self.absent(key, path),
            }
        }
    }

    fn node(&mut self, kind: &'static Kind, node: &Node, path: String, meaning: &'static str) {
        match (kind, &node.value) {
            (Kind::Table(keys), Value::Table(table)) => self.table(keys, table, &path),
            (Kind::Named(inner), Value::Table(table)) => {
                for entry in &table.entries {
                    self.node(inner, &entry.node, join(&path, &notation::key(&entry.key)), meaning);
                }
            }
            (Kind::OneOf(keys), Value::Table(table)) => {
                for entry in &table.entries {
                    let Some(key) = find(keys, &entry.key) else { continue };
                    self.one_of(key, &entry.node, join(&path, &entry.key));
                }
            }
            (Kind::List(keys), Value::Array(items)) if self.lists == Lists::Opened => {
                for (number, item) in items.iter().enumerate() {
                    let Some(table) = item.table() else { continue };
                    self.table(keys, table, &join(&path, &number.to_string()));
                }
            }
            _ => {
                let origin = self.origin(node.place);
                self.settings.push(Setting { key: path, value: notation::value(node), origin, meaning });
            }
        }
    }

    /// A table that is chosen by being there: it must stay visible even if nothing is in it.
    fn one_of(&mut self, key: &'static Key, node: &Node, path: String) {
        let before = self.settings.len();
        self.node(&key.kind, node, path.clone(), key.meaning);
        if self.settings[before..].iter().all(|setting| setting.value.starts_with('(')) {
            let origin = self.origin(node.place);
            self.settings.push(Setting { key: path, value: "{}".to_owned(), origin, meaning: key.meaning });
        }
    }

    fn absent(&mut self, key: &'static Key, path: &str) {
        let Some(value) = absent_value(key) else { return };
        self.settings.push(Setting { key: join(path, key.name), value, origin: Origin::Default, meaning: key.meaning });
    }

    fn origin(&self, place: Place) -> Origin {
        let source = self.layered.sources.of(place);
        let (file, line) = (source.name.clone(), self.layered.sources.line(place));
        match source.kind {
            SourceKind::Scenario(_) => Origin::File { file, line },
            SourceKind::Parent(_) => Origin::Inherited { file, line },
            SourceKind::CommandLine => Origin::CommandLine,
        }
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
