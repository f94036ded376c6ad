//! Why a graph file cannot be read or written: where, what was found, what was expected.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Most characters of a line that a message repeats.
const SHOWN: usize = 60;

/// Why a graph file cannot be read or written.
#[derive(Debug)]
pub struct GraphError {
    path: PathBuf,
    fault: Fault,
}

/// What is wrong, without the name of the file.
#[derive(Debug)]
pub(super) enum Fault {
    /// The file, or what is packed in it, cannot be read or written.
    Io(io::Error),
    /// A line that is not what it should be.
    Line {
        /// Its number, from 1.
        line: u64,
        /// What should stand there.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// Something about the file as a whole.
    Whole(String),
}

impl Fault {
    /// A line that is not what it should be.
    pub fn line(line: u64, expected: impl Into<String>, found: &[u8]) -> Fault {
        let text = String::from_utf8_lossy(found);
        let text = text.trim();
        let mut shown: String = text.chars().take(SHOWN).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        Fault::Line { line, expected: expected.into(), found: shown }
    }

    /// The fault of a line that stands behind so many more.
    pub fn behind(mut self, lines: u64) -> Fault {
        if let Fault::Line { line, .. } = &mut self {
            *line += lines;
        }
        self
    }

    /// The error of a file.
    pub fn in_file(self, path: &Path) -> GraphError {
        GraphError { path: path.to_owned(), fault: self }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::Io(error)
    }
}

impl GraphError {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The line at fault, from 1, if it is one line.
    pub fn line(&self) -> Option<u64> {
        match self.fault {
            Fault::Line { line, .. } => Some(line),
            _ => None,
        }
    }

    /// What the system said, if the file itself could not be read or written.
    pub fn io(&self) -> Option<&io::Error> {
        match &self.fault {
            Fault::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for GraphError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.fault {
            Fault::Io(error) => write!(f, "{path}: {error}"),
            Fault::Line { line, expected, found } if found.is_empty() => {
                write!(f, "{path}, line {line}: expected {expected}, found nothing")
            }
            Fault::Line { line, expected, found } => {
                write!(f, "{path}, line {line}: expected {expected}, found `{found}`")
            }
            Fault::Whole(message) => write!(f, "{path}: {message}"),
        }
    }
}

impl std::error::Error for GraphError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.io().map(|error| error as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_file_line_and_both_sides() {
        let error = Fault::line(7, "the ids of two persons", b"  abc\r").in_file(Path::new("x.tsv"));
        assert_eq!(error.to_string(), "x.tsv, line 7: expected the ids of two persons, found `abc`");
        assert_eq!(error.line(), Some(7));
        let empty = Fault::line(2, "a number", b"").in_file(Path::new("x"));
        assert_eq!(empty.to_string(), "x, line 2: expected a number, found nothing");
    }

    #[test]
    fn long_lines_are_cut_between_characters() {
        let long = "米".repeat(1000);
        let error = Fault::line(1, "a number", long.as_bytes()).in_file(Path::new("x")).to_string();
        assert!(error.ends_with(&format!("{}…`", "米".repeat(SHOWN))), "{error}");
    }
}
