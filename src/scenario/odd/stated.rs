//! What a scenario states: each parameter with its value, its distribution over the runs, and what it rests on.

use super::declared::owner;
use super::numbers::{counted, distribution, evidence, number};
use super::submodel::Parameter;
use crate::graphfile::grouped;
use crate::scenario::amount::Unit;
use crate::scenario::decode::{Desk, Limits, MOST_PERSONS, quantity, schedule};
use crate::scenario::file::{Node, Value};
use crate::scenario::keys::{Absent, Kind};
use crate::scenario::load::Loaded;
use crate::scenario::show::{Leaf, Lists, Origin, leaves, notation, origin};
use crate::scenario::{Potential, Quantity};

/// A parameter in a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// Its address in the file; for an amount over time, that of the entry.
    pub key: String,
    /// Its parameter in the description.
    pub parameter: &'static str,
    /// Its letter.
    pub symbol: &'static str,
    /// Its value.
    pub value: String,
    /// Its distribution over the runs; empty for what is no number.
    pub runs: String,
    /// What it rests on.
    pub basis: String,
    /// Whether the file says it, or else its default holds.
    pub given: bool,
}

/// All parameters of a scenario that have a value, in the order of their declarations.
pub fn stated(loaded: &Loaded) -> Vec<Stated> {
    let desk = Desk::new(&loaded.layered.sources);
    desk.tick.set(loaded.scenario.tick);
    let reader = Reader { loaded, desk };
    let leaves = leaves(&loaded.layered, Lists::Opened);
    let known = leaves.iter().filter_map(|leaf| Some((leaf, owner(&leaf.declared)?.1)));
    known.flat_map(|(leaf, parameter)| reader.read(leaf, parameter)).collect()
}

struct Reader<'l> {
    loaded: &'l Loaded,
    desk: Desk<'l>,
}

impl Reader<'_> {
    fn read(&self, leaf: &Leaf, parameter: &'static Parameter) -> Vec<Stated> {
        let blank = Stated {
            key: leaf.key.clone(),
            parameter: parameter.key,
            symbol: parameter.symbol,
            value: String::new(),
            runs: String::new(),
            basis: "default".to_owned(),
            given: false,
        };
        let Some(node) = leaf.node else { return default(leaf, parameter, blank) };
        let blank = Stated { given: true, basis: self.said(node), ..blank };
        match *leaf.kind {
            Kind::Amount { unit, low, high } => self.amount(node, Limits { unit, low, high }, parameter, blank),
            Kind::Schedule { unit, word, .. } => self.over_time(leaf, node, (unit, word), parameter, &blank),
            Kind::Potential => self.potential(node, parameter, blank),
            _ => vec![Stated { value: plain(node, parameter), ..blank }],
        }
    }

    /// What a value rests on that is no amount: nothing, or the command line.
    fn said(&self, node: &Node) -> String {
        match origin(&self.loaded.layered, node.place) {
            Origin::CommandLine => "command line".to_owned(),
            _ => String::new(),
        }
    }

    fn amount(&self, node: &Node, limits: Limits, parameter: &Parameter, blank: Stated) -> Vec<Stated> {
        let read: Option<Quantity<()>> = quantity(&self.desk, node, limits, blank.key.clone());
        read.map(|quantity| told(&quantity, limits.unit, parameter, blank)).into_iter().collect()
    }

    fn over_time(
        &self,
        leaf: &Leaf,
        node: &Node,
        (unit, word): (Unit, &str),
        parameter: &Parameter,
        blank: &Stated,
    ) -> Vec<Stated> {
        let steps = schedule::<()>(&self.desk, node, leaf.kind, &blank.key);
        let single = !matches!(node.value, Value::Array(_));
        let entry = |(number, step): (usize, &crate::scenario::Dated<Quantity<()>>)| {
            let row = told(&step.value, unit, parameter, blank.clone());
            if single {
                return row;
            }
            let from = step.from.map_or_else(|| "from ever on".to_owned(), |date| format!("from {date}"));
            Stated { key: format!("{}.{number}.{word}", blank.key), value: format!("{from}: {}", row.value), ..row }
        };
        steps.iter().enumerate().map(entry).collect()
    }

    fn potential(&self, node: &Node, parameter: &Parameter, blank: Stated) -> Vec<Stated> {
        match &self.loaded.scenario.market.potential {
            Potential::Fixed(_) => {
                let limits = Limits { unit: Unit::Persons, low: 1.0, high: MOST_PERSONS };
                self.amount(node, limits, parameter, blank)
            }
            Potential::Path { points, uncertain } => {
                let value = format!("{} points over time, see *Input data*", points.len());
                let runs = if *uncertain { "a path between low and high" } else { "constant" };
                vec![Stated { value, runs: runs.to_owned(), ..blank }]
            }
        }
    }
}

fn told(quantity: &Quantity<()>, unit: Unit, parameter: &Parameter, blank: Stated) -> Stated {
    let said = evidence(quantity.evidence.as_ref());
    let basis = if blank.basis.is_empty() { said } else { format!("{}; {said}", blank.basis) };
    Stated {
        value: number(unit, quantity.median(), parameter.unit),
        runs: distribution(quantity, unit),
        basis,
        ..blank
    }
}

/// The value that holds where nobody has given one.
fn default(leaf: &Leaf, parameter: &Parameter, blank: Stated) -> Vec<Stated> {
    let Absent::Default(word) = leaf.declaration.absent else { return Vec::new() };
    let number = matches!(leaf.kind, Kind::Amount { .. } | Kind::Schedule { .. });
    let runs = if number { "constant".to_owned() } else { String::new() };
    vec![Stated { value: counted(word, parameter.unit), runs, ..blank }]
}

/// A value that is no amount.
fn plain(node: &Node, parameter: &Parameter) -> String {
    match node.value {
        Value::Integer(number) if !parameter.unit.is_empty() => {
            counted(&grouped(u64::try_from(number).unwrap_or_default()), parameter.unit)
        }
        _ => node.text().map_or_else(|| notation::value(node), str::to_owned),
    }
}
