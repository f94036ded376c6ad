//! How a command ends.

use std::process::ExitCode;

use super::print;
use crate::report::ReportError;
use crate::scenario::{self, Problem, Problems};

/// What the exit codes mean, for `--help`.
pub const HELP: &str = "Exit codes: 0 done, 1 a fault of the program, 2 wrong usage, 3 invalid scenario, \
                        4 unreadable input, 5 output could not be written, 6 interrupted (finished runs are kept, the same command goes on with them), 7 results could not be reproduced.";

/// Exit code of a fault of the program.
pub const FAULT: u8 = 1;

/// Why a command did not do what it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The command line makes no sense.
    Usage(String),
    /// A scenario is wrong; the text says everything.
    Invalid(String),
    /// Nothing is wrong but files that cannot be read; the text says everything.
    Missing(String),
    /// A folder cannot be read, or holds nothing to run.
    Unreadable(String),
    /// Results cannot be written.
    Unwritable(String),
    /// Stopped from outside.
    Interrupted(String),
    /// Results did not come out again as they were.
    NotReproduced(String),
    /// A fault of the program; the text says where.
    Fault(String),
    /// Whoever read our output has gone: nothing is wrong.
    NobodyListens,
}

impl Failure {
    /// The exit code.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::NobodyListens => 0,
            Failure::Fault(_) => FAULT,
            Failure::Usage(_) => 2,
            Failure::Invalid(_) => 3,
            Failure::Missing(_) | Failure::Unreadable(_) => 4,
            Failure::Unwritable(_) => 5,
            Failure::Interrupted(_) => 6,
            Failure::NotReproduced(_) => 7,
        })
    }

    /// Says it on standard error.
    pub fn report(&self) {
        match self {
            Failure::NobodyListens => {}
            Failure::Invalid(text) | Failure::Missing(text) => eprint!("{text}"),
            Failure::Usage(text)
            | Failure::Unreadable(text)
            | Failure::Unwritable(text)
            | Failure::NotReproduced(text)
            | Failure::Fault(text)
            | Failure::Interrupted(text) => eprintln!("headstart: {text}"),
        }
    }
}

impl Failure {
    /// Something wrong in what the user wrote on the command line.
    pub fn from_problem(problem: Problem) -> Failure {
        Failure::Invalid(scenario::render(&[problem], print::width(), print::color()))
    }

    /// The same, with a sentence behind what is wrong in a scenario or on the command line: where one must look.
    #[must_use]
    pub fn followed_by(self, sentence: &str) -> Failure {
        match self {
            Failure::Invalid(text) => Failure::Invalid(format!("{text}headstart: {sentence}\n")),
            other => other,
        }
    }

    /// Something wrong in scenarios.
    pub fn from_problems(problems: &Problems) -> Failure {
        let text = problems.render(print::width(), print::color());
        if problems.only_unreadable() { Failure::Missing(text) } else { Failure::Invalid(text) }
    }
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Self {
        Failure::Unwritable(error.to_string())
    }
}
