//! All files of one scenario.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::figure::{self, Figure};
use super::findings::Origin;
use super::fonts::Fonts;
use super::html::{Provenance, report_page};
use super::manifest::{Meta, Recipe, What, manifest};
use super::series::run_tables;
use super::whole::Staging;
use super::{OutcomeWriter, ReportError, Results, growth_table, png, series_tables, summary, write_csv, write_parquet};
use crate::experiment::Ensemble;
use crate::scenario::Scenario;

/// What was written, and what went not quite as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The files, in place.
    pub files: Vec<PathBuf>,
    /// What the user should know (a label that had to be shortened, for instance).
    pub warnings: Vec<String>,
}

/// What may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// What the rows of `series` are.
    pub series: SeriesRows,
}

/// What the rows of `series` are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SeriesRows {
    /// Quantiles over the runs; the one run itself when there is only one.
    #[default]
    Statistics,
    /// Every sampled run.
    EveryRun,
}

/// What the files are made from.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its runs.
    pub ensemble: &'a Ensemble,
    /// What they say.
    pub results: &'a Results,
    /// The scenario as it was run, for the manifest.
    pub resolved: &'a Value,
    /// The command that makes the same files again.
    pub recipe: &'a Recipe,
}

/// Writes all files of a scenario into a folder: whole or not at all. The outcomes are those of the sampled runs.
///
/// `resolved` is the scenario as it was run, for the manifest. The ensemble must hold at least one sampled run.
pub fn write(
    dir: &Path,
    scenario: &Scenario,
    ensemble: &Ensemble,
    resolved: &Value,
    meta: &Meta,
    options: Options,
) -> Result<Written, ReportError> {
    if ensemble.sample.is_empty() {
        return Err(ReportError::new("write", dir, "no run was finished"));
    }
    let mut outcomes = OutcomeWriter::new(scenario);
    ensemble.sample.iter().for_each(|(outcome, _)| outcomes.add(outcome));
    let material = Material {
        scenario,
        ensemble,
        results: &Results::new(scenario, ensemble),
        resolved,
        recipe: &Recipe::default(),
    };
    write_files(dir, material, outcomes, meta, options)
}

/// As [`write()`], for results and outcomes that are at hand already.
pub fn write_files(
    dir: &Path,
    material: Material,
    outcomes: OutcomeWriter,
    meta: &Meta,
    options: Options,
) -> Result<Written, ReportError> {
    let Material { scenario, ensemble, results, resolved, recipe } = material;
    let mut staging = Staging::new(dir)?;
    if options.series == SeriesRows::EveryRun || results.runs == 1 {
        staging.write("series.csv", |out| write_csv(out, run_tables(results, scenario, ensemble)))?;
        staging.write("series.parquet", |out| write_parquet(out, run_tables(results, scenario, ensemble)))?;
    } else {
        staging.write("series.csv", |out| write_csv(out, series_tables(results)))?;
        staging.write("series.parquet", |out| write_parquet(out, series_tables(results)))?;
    }
    staging.write("outcomes.csv", |out| outcomes.copy_to(out))?;
    staging.write("growth.csv", |out| write_csv(out, [growth_table(results)]))?;
    staging.write("growth.parquet", |out| write_parquet(out, [growth_table(results)]))?;
    write_json(&mut staging, "summary.json", &summary(results))?;
    let origin = Origin {
        scenario: results.name.clone(),
        hash: crate::scenario::hash(scenario),
        seed: results.seed,
        agents: results.agents,
        runs: results.runs,
    };
    let provenance = Provenance { hash: origin.hash.clone(), command: recipe.command.clone() };
    let warnings = draw(&mut staging, dir, results, &provenance)?;
    let hashes = hashes(&staging)?;
    write_json(
        &mut staging,
        "manifest.json",
        &manifest(What::Run { asked: results.asked, resolved }, &origin, recipe, meta, &hashes),
    )?;
    Ok(Written { files: staging.publish()?, warnings })
}

/// Draws all figures and the page into files; returns what went not quite as asked.
pub fn draw(
    staging: &mut Staging,
    dir: &Path,
    results: &Results,
    provenance: &Provenance,
) -> Result<Vec<String>, ReportError> {
    let fonts = Fonts::new();
    let figures = drawn(results);
    let (legible, missing) = results.legible(&fonts);
    let in_dots = legible.as_ref().map(drawn);
    for (name, figure) in in_dots.as_ref().unwrap_or(&figures) {
        let image = png(figure, &fonts).map_err(|e| ReportError::new("draw", &dir.join(format!("{name}.png")), e))?;
        staging.write(&format!("{name}.png"), |out| out.write_all(&image))?;
    }
    for (name, figure) in &figures {
        staging.write(&format!("{name}.svg"), |out| out.write_all(figure.svg.as_bytes()))?;
    }
    let pages: Vec<&Figure> = figures.iter().map(|(_, figure)| figure).collect();
    staging.write("report.html", |out| out.write_all(report_page(results, &pages, provenance).as_bytes()))?;
    Ok(missing.into_iter().collect())
}

/// The figures by the names of their files.
fn drawn(results: &Results) -> [(&'static str, Figure); 3] {
    [("curves", figure::curves(results)), ("share", figure::share(results)), ("growth", figure::growth(results))]
}

/// Writes a JSON value as a file.
pub fn write_json(staging: &mut Staging, name: &str, value: &Value) -> Result<(), ReportError> {
    staging.write(name, |out| {
        serde_json::to_writer_pretty(&mut *out, value)?;
        out.write_all(b"\n")
    })
}

/// Name and SHA-256 of each file written so far, by name.
pub fn hashes(staging: &Staging) -> Result<Vec<(String, String)>, ReportError> {
    let mut names = staging.names().to_vec();
    names.sort();
    names.into_iter().map(|name| Ok((name.clone(), staging.hash(&name)?))).collect()
}
