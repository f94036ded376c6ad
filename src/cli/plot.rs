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
    /// Folders that `run` or an experiment wrote, or folders of them.
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
    for folder in folders(&arguments.folders, Kind::Any)? {
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

/// What folders of results hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Runs of a scenario.
    Runs,
    /// Runs, or what an experiment found.
    Any,
}

impl Kind {
    /// Whether a folder holds results of the kind. Only runs have a table of outcomes, and only experiments keep what their page shows.
    fn is_in(self, folder: &Path) -> bool {
        let has = |file: &str| folder.join(file).exists();
        has("manifest.json") && (has("outcomes.csv") || self == Kind::Any && has("page.json"))
    }

    /// Results of the kind in words.
    fn results(self) -> &'static str {
        match self {
            Kind::Runs => "results of `run`",
            Kind::Any => "results of `run` or of an experiment",
        }
    }
}

/// The folders of results that are meant: those named and, where one has no manifest, those of a kind below it in alphabetical order.
pub fn folders(named: &[PathBuf], kind: Kind) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for folder in named {
        if folder.join("manifest.json").exists() {
            found.push(folder.clone());
            continue;
        }
        let before = found.len();
        below(folder, kind, &mut found)?;
        if found.len() == before {
            return Err(Failure::Unreadable(format!(
                "there are no {} in {} or below: name a folder that headstart wrote",
                kind.results(),
                folder.display()
            )));
        }
    }
    Ok(found)
}

fn below(folder: &Path, kind: Kind, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let listing = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let unreadable = |error| Failure::Unreadable(format!("cannot read {}: {}", folder.display(), plain_reason(error)));
    let mut entries: Vec<PathBuf> = listing.map_err(unreadable)?.into_iter().map(|entry| entry.path()).collect();
    entries.sort();
    // Finished runs that are kept stand in a hidden folder.
    let hidden = |entry: &Path| entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    for entry in entries.into_iter().filter(|entry| entry.is_dir() && !hidden(entry)) {
        if kind.is_in(&entry) {
            found.push(entry.clone());
        }
        below(&entry, kind, found)?;
    }
    Ok(())
}
