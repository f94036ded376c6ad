//! How a file is to be read.

use serde::Serialize;

use super::format::Format;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Its format; known by the ending of its name or by its content, if not given.
    pub format: Option<Format>,
    /// What makes a contact where a pair has a direction.
    pub directed: Directed,
    /// The order of the persons.
    pub order: Order,
    /// Whether the weights of pairs are kept.
    pub weights: Weights,
}

/// What makes a contact where pairs have a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Directed {
    /// One of the two names the other.
    #[default]
    Either,
    /// Each names the other.
    Both,
}

/// The order of the persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Contacts near each other, which makes runs fast.
    #[default]
    Near,
    /// By id where ids are whole numbers, else as the file names them first.
    File,
}

/// Whether the weights of pairs are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weights {
    /// They are not read.
    #[default]
    Ignored,
    /// They are kept; 1 where a pair has none.
    Kept,
}
