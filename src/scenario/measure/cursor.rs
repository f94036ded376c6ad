//! A text that is read from left to right, and what is found wrong in it.

use std::ops::Range;

use crate::scenario::problem::{Problem, Sources};
use crate::scenario::written::Written;

/// Something wrong in a text.
#[derive(Debug)]
pub struct Fault {
    /// The wrong bytes.
    pub bytes: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What is said below the caret.
    pub label: &'static str,
    /// What is allowed, or what was probably meant.
    pub help: String,
}

impl Fault {
    /// The fault as a problem of the text it was found in.
    pub fn problem(self, written: &Written, sources: &Sources) -> Problem {
        Problem::error(self.message).at(sources, written.place_of(self.bytes), self.label).help(self.help)
    }
}

/// A text and how far it has been read.
pub struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    /// At the beginning of a text.
    pub fn new(text: &'t str) -> Cursor<'t> {
        Cursor { text, at: 0 }
    }

    /// How far the text has been read \[byte\], blanks before the next word included.
    pub fn at(&mut self) -> usize {
        self.at = self.text.len() - self.text[self.at..].trim_start().len();
        self.at
    }

    /// What has not been read yet.
    pub fn rest(&mut self) -> &'t str {
        let at = self.at();
        &self.text[at..]
    }

    /// Whether everything has been read.
    pub fn is_over(&mut self) -> bool {
        self.rest().is_empty()
    }

    /// Reads this sign, if it comes next.
    pub fn sign(&mut self, sign: &str) -> bool {
        let comes = self.rest().starts_with(sign);
        self.at += if comes { sign.len() } else { 0 };
        comes
    }

    /// The word that comes next (letters, digits, `_` and `-`), without reading it.
    pub fn peek(&mut self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
        &rest[..end]
    }

    /// Reads the word that comes next, with its bytes.
    pub fn word(&mut self) -> (&'t str, Range<usize>) {
        let word = self.peek();
        self.take(word.len())
    }

    /// Reads this word, if it comes next.
    pub fn keyword(&mut self, word: &str) -> bool {
        let comes = self.peek() == word;
        self.at += if comes { word.len() } else { 0 };
        comes
    }

    /// Reads what comes before any of these marks, or everything, without the blanks around it.
    pub fn until(&mut self, marks: &[&str]) -> (&'t str, Range<usize>) {
        let rest = self.rest();
        let end = marks.iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
        self.take(rest[..end].trim_end().len())
    }

    fn take(&mut self, length: usize) -> (&'t str, Range<usize>) {
        let start = self.at();
        self.at += length;
        (&self.text[start..self.at], start..self.at)
    }

    /// A fault at what comes next.
    pub fn fault(&mut self, message: impl Into<String>, help: impl Into<String>) -> Fault {
        let start = self.at();
        let next = self.peek().len().max(self.rest().chars().next().map_or(0, char::len_utf8));
        let label = if next == 0 { "something is missing here" } else { "not understood" };
        Fault { bytes: start..start + next, message: message.into(), label, help: help.into() }
    }
}
