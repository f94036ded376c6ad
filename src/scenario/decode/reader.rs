//! Reads the declared keys of one table; what is wrong is reported and replaced by the default, so that all of it is found.

use jiff::civil::Date;

use super::desk::{Desk, expects};
use super::market::MOST_PERSONS;
use super::quantity::{self, Limits};
use crate::scenario::amount::{self, Unit};
use crate::scenario::file::{Entry, Node, Table, Value};
use crate::scenario::keys::{Absent, Key, Kind, find};
use crate::scenario::problem::{Place, did_you_mean};
use crate::scenario::{Dated, Quantity};

/// One table of the scenario and the keys that it may have.
pub struct Reader<'t> {
    desk: &'t Desk<'t>,
    table: &'t Table,
    keys: &'static [Key],
    path: String,
    place: Place,
}

static NOTHING: Table = Table { entries: Vec::new() };

impl<'t> Reader<'t> {
    /// Opens a table and reports its unknown and missing keys.
    pub fn open(desk: &'t Desk<'t>, table: &'t Table, keys: &'static [Key], path: String, place: Place) -> Reader<'t> {
        let reader = Reader { desk, table, keys, path, place };
        reader.report_unknown_keys();
        reader.report_missing_keys();
        reader
    }

    /// A table whose unknown and missing keys are reported elsewhere.
    pub fn again(desk: &'t Desk<'t>, table: &'t Table, keys: &'static [Key], path: String, place: Place) -> Reader<'t> {
        Reader { desk, table, keys, path, place }
    }

    /// A table that was left out: all its keys have their defaults.
    fn empty(desk: &'t Desk<'t>, keys: &'static [Key], path: String, place: Place) -> Reader<'t> {
        Reader { desk, table: &NOTHING, keys, path, place }
    }

    fn report_unknown_keys(&self) {
        let known: Vec<&str> = self.keys.iter().map(|key| key.name).collect();
        for entry in self.table.entries.iter().filter(|entry| find(self.keys, &entry.key).is_none()) {
            let help = did_you_mean(&entry.key, &known, "keys here");
            self.desk.error(format!("unknown key `{}`{}", entry.key, self.within()), entry.key_place, "unknown", help);
        }
    }

    fn report_missing_keys(&self) {
        let missing = |key: &&Key| key.absent == Absent::Required && self.table.node(key.name).is_none();
        self.keys.iter().filter(missing).for_each(|key| self.missing(key.name));
    }

    /// Reports that a key is not given.
    pub fn missing(&self, name: &str) {
        let key = self.key(name);
        let help = format!("it {}. {}", expects(&key.kind), key.meaning);
        let message = format!("`{}` is missing{}", key.name, self.within());
        match self.path.as_str() {
            "" => self.desk.error(message, self.place, "in this file", help),
            _ => self.desk.error(message, self.place, "in this table", help),
        }
    }

    fn within(&self) -> String {
        if self.path.is_empty() { String::new() } else { format!(" in {}", self.path) }
    }

    /// The desk that this reader reports to.
    pub fn desk(&self) -> &'t Desk<'t> {
        self.desk
    }

    /// The address of this table ("platforms.wechat").
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The address of a key of this table.
    pub fn address(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// Where a value stands; the table, if it is not given.
    pub fn place(&self, name: &str) -> Place {
        self.table.node(name).map_or(self.place, |node| node.place)
    }

    /// Whether a key is declared here.
    pub fn takes(&self, name: &str) -> bool {
        find(self.keys, name).is_some()
    }

    /// Whether a key is given.
    pub fn has(&self, name: &str) -> bool {
        self.table.node(name).is_some()
    }

    /// The value of a key as it stands.
    pub fn node(&self, name: &str) -> Option<&'t Node> {
        debug_assert!(find(self.keys, name).is_some(), "{name} is not declared");
        self.table.node(name)
    }

    /// What a key takes; `None` if this table has no such key.
    pub fn kind_of(&self, name: &str) -> Option<&'static Kind> {
        find(self.keys, name).map(|key| &key.kind)
    }

    fn kind(&self, name: &str) -> &'static Kind {
        &self.key(name).kind
    }

    fn key(&self, name: &str) -> &'static Key {
        find(self.keys, name).expect("the decoder reads declared keys only")
    }

    /// Reports that a value is not what the key takes.
    pub fn wrong_kind(&self, name: &str, node: &Node) {
        let message = format!("`{}` {}, not {}", self.address(name), expects(self.kind(name)), node.what());
        self.desk.error(message, node.place, "wrong kind of value", self.key(name).meaning);
    }

    /// A text.
    pub fn text(&self, name: &str) -> Option<String> {
        let node = self.node(name)?;
        let from_command_line = self.desk.sources.address(node.place) == "command line";
        match &node.value {
            Value::Text(text) => Some(text.clone()),
            // Without quotes on the command line, a text may look like a number or a date.
            Value::Integer(_) | Value::Float(_) | Value::Date(_) | Value::Flag(_) if from_command_line => {
                Some(self.desk.sources.slice(node.place).trim().to_owned())
            }
            _ => {
                self.wrong_kind(name, node);
                None
            }
        }
    }

    /// A color.
    pub fn color(&self, name: &str) -> Option<String> {
        let color = self.text(name)?;
        let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6);
        if digits.is_some_and(|digits| digits.chars().all(|c| c.is_ascii_hexdigit())) {
            return Some(color);
        }
        let message = format!("`{}` is not a color: \"{color}\"", self.address(name));
        self.desk.error(
            message,
            self.place(name),
            "not a color",
            "write red, green and blue in hexadecimal: \"#07c160\"",
        );
        None
    }

    /// A date.
    pub fn date(&self, name: &str) -> Option<Date> {
        let node = self.node(name)?;
        match &node.value {
            Value::Date(date) => Some(*date),
            Value::Text(text) if text.parse::<Date>().is_ok() => {
                let message = format!("`{}` is a date and stands without quotes", self.address(name));
                self.desk.error(message, node.place, "quoted", format!("write {name} = {text}"));
                None
            }
            _ => {
                self.wrong_kind(name, node);
                None
            }
        }
    }

    /// A whole number, or its default.
    pub fn whole(&self, name: &str) -> Option<u64> {
        let (Kind::Whole { low, high }, key) = (self.kind(name), self.key(name)) else { return None };
        let Some(node) = self.node(name) else {
            return match key.absent {
                Absent::Default(text) => text.parse().ok(),
                _ => None,
            };
        };
        let number = match node.value {
            Value::Integer(number) => number as f64,
            Value::Float(number) if number.fract().abs() < f64::MIN_POSITIVE => number,
            _ => {
                self.wrong_kind(name, node);
                return None;
            }
        };
        if *low as f64 <= number && number <= *high as f64 {
            return Some(match node.value {
                Value::Integer(number) => number as u64,
                _ => number as u64,
            });
        }
        let message = format!("`{}` is out of range: {number}", self.address(name));
        self.desk.error(message, node.place, "out of range", format!("allowed: {low} to {high}. {}", key.meaning));
        None
    }

    /// `true` or `false`, or its default.
    pub fn flag(&self, name: &str) -> bool {
        match self.node(name).map(|node| (&node.value, node)) {
            Some((Value::Flag(flag), _)) => *flag,
            Some((_, node)) => {
                self.wrong_kind(name, node);
                false
            }
            None => matches!(self.key(name).absent, Absent::Default("true")),
        }
    }

    /// One of the words that the key allows, or its default.
    pub fn choice(&self, name: &str) -> Option<&'static str> {
        let Kind::Choice(words) = self.kind(name) else { return None };
        let Some(node) = self.node(name) else {
            return match self.key(name).absent {
                Absent::Default(word) => Some(word),
                _ => None,
            };
        };
        let Some(text) = node.text() else {
            self.wrong_kind(name, node);
            return None;
        };
        if let Some((word, _)) = words.iter().find(|(word, _)| *word == text) {
            return Some(word);
        }
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let message = format!("`{}` is not one of its words: \"{text}\"", self.address(name));
        self.desk.error(message, node.place, "unknown word", did_you_mean(text, &names, "allowed"));
        None
    }

    /// A length of time that is the same in all runs [day], or its default.
    pub fn length(&self, name: &str) -> Option<f64> {
        let Some(node) = self.node(name) else {
            return match self.key(name).absent {
                Absent::Default(text) => amount::parse(Unit::Days, text).ok(),
                _ => None,
            };
        };
        quantity::number(self.desk, node, Unit::Days, &self.address(name))
    }

    fn limits(&self, name: &str) -> Limits {
        match *self.kind(name) {
            Kind::Amount { unit, low, high } | Kind::Schedule { unit, low, high, .. } => Limits { unit, low, high },
            _ => Limits { unit: Unit::Persons, low: 1.0, high: MOST_PERSONS },
        }
    }

    /// An amount if it is given and right.
    pub fn given<U>(&self, name: &str) -> Option<Quantity<U>> {
        quantity::quantity(self.desk, self.node(name)?, self.limits(name), self.address(name))
    }

    /// An amount, or its default.
    pub fn amount<U>(&self, name: &str) -> Quantity<U> {
        let limits = self.limits(name);
        let default = match self.key(name).absent {
            Absent::Default(text) => amount::parse(limits.unit, text).expect("defaults can be read, a test says so"),
            _ => limits.low,
        };
        let default = Quantity { range: (limits.low, limits.high), ..Quantity::constant(self.address(name), default) };
        self.given(name).unwrap_or(default)
    }

    /// An amount over time, or its default.
    pub fn schedule<U>(&self, name: &str) -> Vec<Dated<Quantity<U>>> {
        match self.node(name) {
            Some(node) => quantity::schedule(self.desk, node, self.kind(name), &self.address(name)),
            None if matches!(self.key(name).absent, Absent::Default(_)) => {
                vec![Dated { from: None, value: self.amount(name) }]
            }
            None => Vec::new(),
        }
    }

    /// The schedule of one entry of a table whose keys are names.
    pub fn schedule_of<U>(&self, name: &str, entry: &Entry) -> Vec<Dated<Quantity<U>>> {
        let Kind::Named(kind) = self.kind(name) else { unreachable!("{name} is declared as a table of names") };
        quantity::schedule(self.desk, &entry.node, kind, &format!("{}.{}", self.address(name), entry.key))
    }

    /// A table below this one; all defaults, if it is not given.
    pub fn table(&self, name: &str) -> Reader<'t> {
        let (Kind::Table(keys), path) = (self.kind(name), self.address(name)) else {
            unreachable!("{name} is declared as a table")
        };
        if let Some(node) = self.node(name) {
            if let Some(table) = node.table() {
                return Reader::open(self.desk, table, keys, path, node.place);
            }
            self.wrong_kind(name, node);
        }
        Reader::empty(self.desk, keys, path, self.place)
    }

    /// The entries of a table whose keys are names.
    pub fn named(&self, name: &str) -> &'t Table {
        let Some(node) = self.node(name) else { return &NOTHING };
        let Some(table) = node.table() else {
            self.wrong_kind(name, node);
            return &NOTHING;
        };
        for entry in &table.entries {
            let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
            if entry.key.is_empty() || !entry.key.chars().all(allowed) {
                self.desk.error(
                    format!("`{}` cannot be a name in {}", entry.key, self.address(name)),
                    entry.key_place,
                    "not a name",
                    "names consist of letters, digits, _ and -",
                );
            }
        }
        table
    }

    /// The names in a table whose keys are names, without any check.
    pub fn named_keys(&self, name: &str) -> Vec<&'t str> {
        self.node(name).and_then(Node::table).map(Table::keys).unwrap_or_default()
    }

    /// The tables of a list, each addressed by its `name` or else by its number; two with the same name are reported.
    pub fn list(&self, name: &str) -> Vec<Reader<'t>> {
        let (Kind::List(keys), Some(node)) = (self.kind(name), self.node(name)) else { return Vec::new() };
        let Value::Array(items) = &node.value else {
            let message = format!("`{}` {}, not {}", self.address(name), expects(self.kind(name)), node.what());
            let help = format!("write [[{}]] with two brackets on either side", self.address(name));
            self.desk.error(message, node.place, "not a list", help);
            return Vec::new();
        };
        let mut seen: Vec<&str> = Vec::new();
        let mut readers = Vec::new();
        for (number, item) in items.iter().enumerate() {
            let Some(table) = item.table() else {
                let message = format!("`{}` holds tables, not {}", self.address(name), item.what());
                self.desk.error(message, item.place, "not a table", self.key(name).meaning);
                continue;
            };
            let title = table.node("name").and_then(Node::text);
            if let Some(title) = title {
                if seen.contains(&title) {
                    let place = table.node("name").map_or(item.place, |node| node.place);
                    let message = format!("two of `{}` are called \"{title}\"", self.address(name));
                    self.desk.error(message, place, "second with this name", "names tell them apart; choose another");
                }
                seen.push(title);
            }
            let key = title.map_or_else(|| number.to_string(), str::to_owned);
            let path = format!("{}.{key}", self.address(name));
            readers.push(Reader::open(self.desk, table, keys, path, item.place));
        }
        readers
    }
}
