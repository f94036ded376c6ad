//! `headstart report`: one page that compares several scenarios.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::options::{Format, quoted};
use super::plot::{Kind, folders};
use super::run::OUTPUT;
use super::{Failure, print};
use crate::report::{self, Compared, Folder};
use crate::scenario::{Difference, Overrides, Template, differences};

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// Folders that `run` wrote, or folders of them; the others are compared with the first.
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// The page [default: output/comparison.html].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// What is printed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Reads the folders and writes the page.
pub fn run(arguments: &ReportArguments) -> Result<(), Failure> {
    let read = |folder: &PathBuf| Folder::read(folder).map_err(|error| Failure::Unreadable(error.to_string()));
    let folders =
        folders(&arguments.folders, Kind::Runs)?.iter().map(read).collect::<Result<Vec<Folder>, Failure>>()?;
    let templates: Vec<Result<Template, String>> = folders.iter().map(template).collect();
    let found: Vec<Result<Vec<Difference>, String>> =
        templates.iter().map(|other| between(&templates[0], other)).collect();
    let compared: Vec<Compared> = folders.iter().zip(&found).map(|(folder, found)| compared(folder, found)).collect();
    let out = arguments.out.clone().unwrap_or_else(|| Path::new(OUTPUT).join("comparison.html"));
    report::write_file(&out, report::several_page(&compared, &command(arguments)).as_bytes())?;
    let titles: Vec<&str> = folders.iter().map(|folder| folder.results.title.as_str()).collect();
    print::out(&match arguments.format {
        Format::Text => format!("{}\nThe page: {}\n", titles.join("\n"), out.display()),
        Format::Json => format!("{}\n", json!({ "page": out, "scenarios": titles })),
    })
}

fn compared<'a>(folder: &'a Folder, found: &'a Result<Vec<Difference>, String>) -> Compared<'a> {
    let differences = found.as_deref().map_err(String::as_str);
    Compared { results: &folder.results, provenance: &folder.provenance, differences }
}

/// The scenario that a folder's manifest keeps.
fn template(folder: &Folder) -> Result<Template, String> {
    let inputs = folder.manifest["inputs"].as_object();
    let kept = inputs.and_then(|inputs| inputs.iter().next()).and_then(|(name, text)| Some((name, text.as_str()?)));
    let name = &folder.results.name;
    let (path, text) = kept.ok_or_else(|| format!("The results of {name} do not keep their scenario."))?;
    Template::load_text(text, Path::new(path), &Overrides::default()).map_err(|_| {
        format!("The scenario of {name} names files that are gone or have changed since: what differs cannot be told.")
    })
}

fn between(first: &Result<Template, String>, other: &Result<Template, String>) -> Result<Vec<Difference>, String> {
    Ok(differences(first.as_ref().map_err(Clone::clone)?, other.as_ref().map_err(Clone::clone)?))
}

/// The words that make the page again.
fn command(arguments: &ReportArguments) -> Vec<String> {
    let folders = arguments.folders.iter().map(|folder| quoted(&folder.display().to_string()));
    let out = arguments.out.iter().map(|out| format!("--out {}", quoted(&out.display().to_string())));
    std::iter::once("report".to_owned()).chain(folders).chain(out).collect()
}
