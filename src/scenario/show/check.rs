//! `check`: is it right?

use std::path::Path;

use crate::scenario::file::Overrides;
use crate::scenario::load::load;
use crate::scenario::problem::{Color, Problem, Problems, render};

/// What `check` finds in one file.
pub struct Check {
    /// Errors and warnings in the order of the files.
    pub problems: Vec<Problem>,
    /// What was read from files of contacts, a line each.
    pub read: Vec<String>,
}

/// Looks for everything that is wrong with a scenario file or has no effect.
pub fn check(path: &Path, overrides: &Overrides) -> Check {
    match load(path, overrides) {
        Ok(loaded) => Check { read: loaded.read(), problems: loaded.warnings },
        Err(problems) => Check { problems: problems.list().to_vec(), read: Vec::new() },
    }
}

impl Check {
    /// Whether nothing is wrong but files that cannot be read.
    pub fn only_unreadable(&self) -> bool {
        Problems::new(self.problems.clone()).only_unreadable()
    }

    /// Number of errors.
    pub fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.is_error()).count()
    }

    /// Number of warnings.
    pub fn warnings(&self) -> usize {
        self.problems.len() - self.errors()
    }

    /// As text for a terminal of this width \[characters\]; empty when there is nothing to say.
    pub fn render(&self, width: usize, color: Color) -> String {
        render(&self.problems, width, color)
    }
}
