//! Where problems are collected, and the words for what a key takes.

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::sync::Arc;

use super::quantity::Limits;
use crate::scenario::amount::Unit;
use crate::scenario::graph::{Graphs, Request};
use crate::scenario::keys::Kind;
use crate::scenario::problem::{Kept, Place, Problem, Sources};

/// Where problems are collected while a scenario is decoded.
pub struct Desk<'s> {
    /// The texts that the scenario was read from.
    pub sources: &'s Sources,
    /// Length of a tick [day], once it is known.
    pub tick: Cell<f64>,
    found: RefCell<Vec<Problem>>,
    kept: RefCell<Kept>,
}

impl<'s> Desk<'s> {
    /// A desk without problems.
    pub fn new(sources: &'s Sources) -> Desk<'s> {
        Desk { sources, tick: Cell::new(1.0), found: RefCell::default(), kept: RefCell::default() }
    }
    /// Adds a problem.
    pub fn report(&self, problem: Problem) {
        self.found.borrow_mut().push(problem);
    }
    /// Adds an error at a place.
    pub fn error(&self, message: impl Into<String>, place: Place, label: impl Into<String>, help: impl Into<String>) {
        self.report(Problem::error(message).at(self.sources, place, label).help(help));
    }
    /// Adds a warning at a place.
    pub fn warn(&self, message: impl Into<String>, place: Place, label: impl Into<String>, help: impl Into<String>) {
        self.report(Problem::warning(message).at(self.sources, place, label).help(help));
    }
    /// The limits of a rate, narrowed so that the hazard of one long tick stays finite in every formula.
    pub fn within_a_tick(&self, limits: Limits) -> Limits {
        match limits.unit {
            Unit::Rate => Limits { high: limits.high / self.tick.get().max(1.0), ..limits },
            _ => limits,
        }
    }
    /// Number of problems found so far.
    pub fn count(&self) -> usize {
        self.found.borrow().len()
    }
    /// The text of a CSV table, read from its file once.
    pub fn csv(&self, path: &Path) -> std::io::Result<Arc<str>> {
        if let Some(text) = self.sources.table(path) {
            return Ok(text);
        }
        let text: Arc<str> = String::from_utf8_lossy(&std::fs::read(path)?).into();
        self.kept.borrow_mut().tables.insert(path.to_owned(), Arc::clone(&text));
        Ok(text)
    }
    /// Keeps what files of graphs say.
    pub fn keep_graphs(&self, requests: Vec<Request>, graphs: &Arc<Graphs>) {
        self.kept.borrow_mut().graphs.push((requests, Arc::clone(graphs)));
    }
    /// All problems found, and what was read from files.
    pub fn close(self) -> (Vec<Problem>, Kept) {
        (self.found.into_inner(), self.kept.into_inner())
    }
}

/// What a key takes, with an example: completes "`key` …".
pub fn expects(kind: &Kind) -> String {
    match kind {
        Kind::Text => "takes a text in quotes".to_owned(),
        Kind::File => "takes the path of a file in quotes".to_owned(),
        Kind::Color => "takes a color such as \"#07c160\"".to_owned(),
        Kind::Date => "takes a date such as 2011-01-21 (without quotes)".to_owned(),
        Kind::When(_) => "takes a date such as 2011-01-21 (without quotes), \"never\", or { after = \"…\" }".to_owned(),
        Kind::Length => format!("takes {}", Unit::Days.expects()),
        Kind::Whole { low, high } => format!("takes a whole number from {low} to {high}"),
        Kind::Flag => "takes true or false".to_owned(),
        Kind::Choice(words) => {
            let words: Vec<String> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            format!("takes {}", words.join(" or "))
        }
        Kind::Amount { unit, .. } => format!("takes {}", unit.expects()),
        Kind::Schedule { unit, word, .. } => {
            format!("takes {}, or a list with dates such as [{{ from = 2011-05-15, {word} = \"…\" }}]", unit.expects())
        }
        Kind::Threshold => "takes a share such as \"18%\", a number of contacts such as 2, or { each = … }".to_owned(),
        Kind::Potential => {
            format!("takes {}, or the path of a table such as \"data/phones.csv\"", Unit::Persons.expects())
        }
        Kind::Table(_) | Kind::OneOf(_) | Kind::Named(_) => "takes a table".to_owned(),
        Kind::List(_) => "takes a list of tables".to_owned(),
        Kind::Single => "takes a single value as the key that is varied takes it".to_owned(),
        Kind::Several(Kind::Text) => "takes a list of texts such as [\"…\", \"…\"]".to_owned(),
        Kind::Several(_) => "takes a list of values".to_owned(),
    }
}
