//! Why results could not be written.

use std::fmt;
use std::path::{Path, PathBuf};

/// A file or folder that could not be written, and why.
#[derive(Debug)]
pub struct ReportError {
    /// What was being done ("write", "create the folder", "put in place").
    pub action: &'static str,
    /// The file or folder.
    pub path: PathBuf,
    /// The reason, in the words of whoever refused.
    pub reason: String,
}

impl ReportError {
    /// The error of an action on a path.
    pub fn new(action: &'static str, path: &Path, reason: impl fmt::Display) -> Self {
        let reason = reason.to_string();
        // "File exists (os error 17) at path …": the number helps nobody, and the path is told already.
        let reason = reason.split(" (os error").next().unwrap_or_default().to_owned();
        ReportError { action, path: path.to_owned(), reason }
    }
}

impl fmt::Display for ReportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}", self.action, self.path.display(), self.reason)
    }
}

impl std::error::Error for ReportError {}
