//! `init`, `schema`, `completions`, `man`: getting started.

use std::io::ErrorKind;
use std::io::Write as _;
use std::path::PathBuf;

use super::{Failure, print};
use crate::scenario;

/// Writes a scenario to start from.
pub fn init(name: &str) -> Result<(), Failure> {
    if name == "-" {
        return print::out(&scenario::init("my-question"));
    }
    let path = PathBuf::from(name).with_extension("toml");
    let Some(stem) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else {
        return Err(Failure::Usage("the name of the scenario is empty".into()));
    };
    let failed = |error: std::io::Error| {
        if error.kind() == ErrorKind::AlreadyExists {
            return Failure::Unwritable(format!("{} exists and is left as it is", path.display()));
        }
        let reason = error.to_string();
        let reason = reason.split(" (os error").next().unwrap_or_default();
        Failure::Unwritable(format!("cannot write {}: {reason}", path.display()))
    };
    let mut file = std::fs::File::create_new(&path).map_err(failed)?;
    file.write_all(scenario::init(&stem).as_bytes()).map_err(failed)?;
    print::out(&format!("{0}: read it, change it, then `headstart run {0}`\n", path.display()))
}

/// Prints the JSON Schema of scenario files.
pub fn schema() -> Result<(), Failure> {
    print::out(&format!("{:#}\n", scenario::schema()))
}

/// Prints a completion script.
pub fn completions(shell: clap_complete::Shell, command: &mut clap::Command) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, command, "headstart", &mut script);
    print::out(&String::from_utf8_lossy(&script))
}

/// Prints the manual page.
pub fn manual(command: clap::Command) -> Result<(), Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .map_err(|error| Failure::Unwritable(format!("cannot make the manual page: {error}")))?;
    print::out(&String::from_utf8_lossy(&page))
}
