//! `headstart check`: is it right?

use std::path::PathBuf;

use super::options::Changes;
use super::{Failure, files, print};
use crate::scenario;

/// Reports everything that is wrong with scenario files or has no effect.
pub fn check(named: &[PathBuf], changes: &Changes) -> Result<(), Failure> {
    let files = files::find(named)?;
    let (mut errors, mut warnings, mut only_unreadable, mut text) = (0, 0, true, String::new());
    let mut read = String::new();
    for file in &files {
        let check = scenario::check(&file.path, &changes.overrides());
        errors += check.errors();
        only_unreadable &= check.only_unreadable();
        warnings += check.warnings();
        read.extend(check.read.iter().map(|line| format!("{line}\n")));
        text.push_str(&check.render(print::width(), print::color()));
    }
    if errors > 0 {
        let verdict =
            format!("\n{}, {} in {}\n", count(errors, "error"), count(warnings, "warning"), count(files.len(), "file"));
        text.push_str(&verdict);
        return Err(if only_unreadable { Failure::Missing(text) } else { Failure::Invalid(text) });
    }
    eprint!("{text}");
    print::out(&format!("{read}{}: no error, {}\n", count(files.len(), "file"), count(warnings, "warning")))
}

fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}
