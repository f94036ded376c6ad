//! A folder that `run` wrote, read back: [`Results`] from `summary.json` and the tables, what made them from `manifest.json`.
//!
//! What is read back is what was written, to the last bit: tables hold numbers [as figures draw them](super::table), so that the same
//! figures and the same page come out.

mod assumption;
mod field;
mod growth;
mod lines;
mod outcomes;
mod series;
mod spread;
mod summary;
mod table;
mod theory;

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::error::ReportError;
use super::html::Provenance;
use super::lines::Shown;
use super::results::Results;
use field::Wrong;
use series::Series;
use table::Rows;

/// Results with what is known of how they were made.
#[derive(Debug, Clone, PartialEq)]
pub struct Folder {
    /// What the runs say.
    pub results: Results,
    /// What made them.
    pub provenance: Provenance,
    /// The manifest.
    pub manifest: Value,
}

impl Folder {
    /// Reads a folder. The error names the file that is missing, or not as `run` writes it.
    pub fn read(dir: &Path) -> Result<Folder, ReportError> {
        Folder::of(dir, read_manifest(dir)?)
    }

    /// The same where the manifest has been read.
    pub fn of(dir: &Path, manifest: Value) -> Result<Folder, ReportError> {
        if let Some(experiment) = manifest["experiment"].as_str() {
            let reason = format!("it holds results of `{experiment}`, not of `run`");
            return Err(ReportError::new("read", dir, reason));
        }
        let summary = json(dir, "summary.json")?;
        let mut results = told("summary.json", dir, summary::results(&summary))?;
        let series = Series::read(&rows(dir, "series.csv")?, &results);
        let series = told("series.csv", dir, series)?;
        results.measures = series.measures;
        for (platform, bands) in results.platforms.iter_mut().zip(series.bands) {
            platform.bands = bands;
        }
        let growth = told("growth.csv", dir, growth::growth(&rows(dir, "growth.csv")?, &results))?;
        for (platform, growth) in results.platforms.iter_mut().zip(growth) {
            platform.growth = growth;
        }
        let outcomes = outcomes::outcomes(&rows(dir, "outcomes.csv")?, &results, series.runs.as_deref());
        results.outcomes = told("outcomes.csv", dir, outcomes)?;
        let shown = told("summary.json", dir, lines::shown(&summary))?;
        if shown != Shown::Bands {
            results.lines = told("lines.csv", dir, lines::lines(&rows(dir, "lines.csv")?, shown, &results))?;
        }
        if !summary["spread"].is_null() {
            let map = spread::spread(&rows(dir, "spread.csv")?, &summary, &results);
            results.spread = Some(told("spread.csv", dir, map)?);
        }
        if !summary["theory"].is_null() {
            let (compared, curves) = (rows(dir, "theory.csv")?, rows(dir, "theory_curves.csv")?);
            let theory = theory::theory(&summary, &compared, &curves, &results);
            results.theory = Some(told("theory.csv", dir, theory)?);
        }
        let provenance = told("manifest.json", dir, provenance(&manifest))?;
        Ok(Folder { results, provenance, manifest })
    }
}

/// The manifest of a folder of results.
pub fn read_manifest(dir: &Path) -> Result<Value, ReportError> {
    json(dir, "manifest.json")
}

/// The command that made a folder of results.
pub fn told_command(dir: &Path, manifest: &Value) -> Result<Vec<String>, ReportError> {
    told("manifest.json", dir, command(manifest))
}

fn command(manifest: &Value) -> Result<Vec<String>, Wrong> {
    let words = field::list(manifest, "command")?.iter();
    words.map(|word| word.as_str().map(str::to_owned).ok_or(Wrong::new("command"))).collect()
}

fn provenance(manifest: &Value) -> Result<Provenance, Wrong> {
    Ok(Provenance { hash: field::text(manifest, "scenario_sha256")?, command: command(manifest)? })
}

/// What was found in a file, or an error that names it.
fn told<T>(file: &str, dir: &Path, found: Result<T, Wrong>) -> Result<T, ReportError> {
    found.map_err(|wrong| {
        let reason = format!("`{wrong}` is not as this version writes it; run the scenario again");
        ReportError::new("use", &dir.join(file), reason)
    })
}

fn json(dir: &Path, file: &str) -> Result<Value, ReportError> {
    let path = dir.join(file);
    let text = fs::read(&path).map_err(|error| ReportError::new("read", &path, error))?;
    serde_json::from_slice(&text).map_err(|error| ReportError::new("read", &path, error))
}

fn rows(dir: &Path, file: &str) -> Result<Rows, ReportError> {
    let path = dir.join(file);
    Rows::read(&path).map_err(|error| ReportError::new("read", &path, error))
}
