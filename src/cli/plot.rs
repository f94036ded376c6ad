//! `headstart plot`: draw figures and pages again, from files alone.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::options::Format;
use super::{Failure, print};
use crate::report::figure::{Look, Size, Theme};
use crate::report::{self, Language, plain_reason};

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct PlotArguments {
    /// Folders that `run` wrote, or folders of them.
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Figures for white paper or for a dark page: light, dark [default: as they were].
    #[arg(long, value_name = "THEME")]
    theme: Option<Theme>,
    /// Size of the figures: own (1600 wide), slide, print, or WIDTHxHEIGHT in dots [default: as they were].
    #[arg(long, value_name = "SIZE")]
    size: Option<Size>,
    /// The language of the figures: en, zh [default: as it was].
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<Language>,
    /// What is printed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print no warnings.
    #[arg(long, short)]
    quiet: bool,
}

/// Draws everything in the folders anew.
pub fn run(arguments: &PlotArguments) -> Result<(), Failure> {
    for folder in folders(&arguments.folders)? {
        let wishes = |was: Look| Look {
            theme: arguments.theme.unwrap_or(was.theme),
            size: arguments.size.unwrap_or(was.size),
            language: arguments.lang.unwrap_or(was.language),
        };
        let drawn = report::redraw(&folder, wishes).map_err(|error| Failure::Unreadable(error.to_string()))?;
        if !arguments.quiet {
            drawn.warnings.iter().for_each(|warning| eprintln!("headstart: {warning}"));
        }
        print::out(&match arguments.format {
            Format::Text => format!("{}: {} files drawn anew\n", folder.display(), drawn.files.len() - 1),
            Format::Json => format!("{}\n", json!({ "folder": folder, "files": drawn.files })),
        })?;
    }
    Ok(())
}

/// The folders of results that are meant: those named and, where one has no manifest, those below it in alphabetical order that `run`
/// wrote.
pub fn folders(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for folder in named {
        if folder.join("manifest.json").exists() {
            found.push(folder.clone());
            continue;
        }
        let before = found.len();
        below(folder, &mut found)?;
        if found.len() == before {
            return Err(Failure::Unreadable(format!(
                "there are no results of `run` in {} or below: name a folder that headstart wrote",
                folder.display()
            )));
        }
    }
    Ok(found)
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let listing = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let unreadable = |error| Failure::Unreadable(format!("cannot read {}: {}", folder.display(), plain_reason(error)));
    let mut entries: Vec<PathBuf> = listing.map_err(unreadable)?.into_iter().map(|entry| entry.path()).collect();
    entries.sort();
    for entry in entries.into_iter().filter(|entry| entry.is_dir()) {
        // Only runs have this table; finished runs that are kept have no tables at all.
        if entry.join("outcomes.csv").exists() && entry.join("manifest.json").exists() {
            found.push(entry.clone());
        }
        below(&entry, found)?;
    }
    Ok(())
}
