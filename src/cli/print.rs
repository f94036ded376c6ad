//! Printing.

use std::io::{ErrorKind, IsTerminal, Write as _};

use super::Failure;
use crate::scenario::{self, Color, Loaded};

/// Narrowest and widest messages [characters].
const WIDTHS: (usize, usize) = (60, 120);

/// Prints to standard output. That nobody listens any more (a closed pipe) is no error of ours.
pub fn out(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Failure::NobodyListens),
        Err(error) => Err(Failure::Unwritable(format!("cannot print: {error}"))),
    }
}

/// What is legal in a scenario but probably not meant, and what was read from files of contacts, on standard error.
pub fn warnings(loaded: &Loaded) {
    loaded.read().iter().for_each(|line| eprintln!("{line}"));
    if !loaded.warnings.is_empty() {
        eprint!("{}", scenario::render(&loaded.warnings, width(), color()));
    }
}

/// Whether messages are colored: on a terminal, unless `NO_COLOR` is set.
pub fn color() -> Color {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if std::io::stderr().is_terminal() && !plain { Color::Always } else { Color::Never }
}

/// Width of messages: that of the terminal as far as `COLUMNS` tells, else 100 [characters].
pub fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.unwrap_or(100usize).clamp(WIDTHS.0, WIDTHS.1)
}
