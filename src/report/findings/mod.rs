//! What an experiment of many worlds leaves behind: an answer, tables, figures, a page and a manifest.
//!
//! One file an experiment turns what it found into [`Findings`]; what happens to these is the same for all.

mod axes;
mod compare;
mod estimates;
mod graph;
mod kept;
mod labels;
mod page;
mod person;
mod pictures;
mod sensitivity;
mod solve;
mod spoken;
mod sweep;
mod sweep_chinese;
mod sweep_figures;
mod sweep_words;
mod why;
pub(super) mod words;
mod write;

pub use axes::short;
pub use compare::compared;
pub use graph::graph;
pub use person::person;
pub use pictures::{Picture, Pictures};
pub use sensitivity::{Inputs, indices, morris, swings};
pub use solve::{Solved, solved};
pub use sweep::{Swept, point_json, swept};
pub use why::{Why, why};
pub(super) use write::redraw_findings;
pub use write::write_findings;

use serde_json::Value;

use super::table::Table;

/// What an experiment found, ready to be written and printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// The command that asked ("sweep").
    pub command: &'static str,
    /// Title of the page.
    pub title: String,
    /// The answer in a sentence or two, with intervals.
    pub answer: String,
    /// What one should know before one believes the answer.
    pub notes: Vec<String>,
    /// Tables by the name of their file without ending; the first is shown on the page.
    pub tables: Vec<(&'static str, Table)>,
    /// Rows of the small table on the terminal and on the page, the head first.
    pub rows: Vec<Vec<String>>,
    /// Further small tables below it, each with a head of its own.
    pub below: Vec<Vec<Vec<String>>>,
    /// The figures.
    pub figures: Pictures,
    /// Everything for scripts.
    pub summary: Value,
}

/// The scenario an experiment started from, and what the runs cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// Name of the scenario.
    pub scenario: String,
    /// Its [hash](crate::scenario::hash).
    pub hash: String,
    /// Seed of all draws.
    pub seed: u64,
    /// Number of agents.
    pub agents: u32,
    /// Runs in all worlds together.
    pub runs: u64,
}
