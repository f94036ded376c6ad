//! All files of one scenario.

use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::figure::{self, Figure, Look};
use super::findings::Origin;
use super::fonts::Fonts;
use super::html::{Provenance, report_page};
use super::lines::{Shown, lines_table};
use super::manifest::{Meta, Recipe, What, manifest};
use super::series::run_tables;
use super::spread::spread_table;
use super::whole::Staging;
use super::{
    OutcomeWriter, ReportError, Results, comparison_table, curves_table, growth_table, png, series_tables, summary,
    write_csv, write_parquet,
};
use crate::experiment::Ensemble;
use crate::parallel::in_order;
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
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Options {
    /// What the rows of `series` are.
    pub series: SeriesRows,
    /// How the figures beside the page look; the page has colors and a size of its own.
    pub look: Look,
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
    if let Some(told) = &results.theory {
        staging.write("theory.csv", |out| write_csv(out, [comparison_table(results, told)]))?;
        staging.write("theory.parquet", |out| write_parquet(out, [comparison_table(results, told)]))?;
        staging.write("theory_curves.csv", |out| write_csv(out, [curves_table(results, told)]))?;
        staging.write("theory_curves.parquet", |out| write_parquet(out, [curves_table(results, told)]))?;
    }
    write_json(&mut staging, "summary.json", &summary(results))?;
    if results.lines.shown != Shown::Bands {
        staging.write("lines.csv", |out| write_csv(out, [lines_table(results)]))?;
    }
    if let Some(table) = spread_table(results) {
        staging.write("spread.csv", |out| write_csv(out, [table]))?;
    }
    let origin = Origin {
        scenario: results.name.clone(),
        hash: crate::scenario::hash(scenario),
        seed: results.seed,
        agents: results.agents,
        runs: results.runs,
    };
    let provenance = Provenance { hash: origin.hash.clone(), command: recipe.command.clone() };
    let threads = NonZeroUsize::new(meta.cores).unwrap_or(NonZeroUsize::MIN);
    let warnings = draw(&mut staging, dir, results, &provenance, &options.look, threads)?;
    let hashes = hashes(&staging)?;
    write_json(
        &mut staging,
        "manifest.json",
        &manifest(What::Run { asked: results.asked, resolved }, &origin, recipe, meta, &hashes),
    )?;
    Ok(Written { files: staging.publish()?, warnings })
}

/// Draws all figures, by so many threads, and the page into files; returns what went not quite as asked.
pub fn draw(
    staging: &mut Staging,
    dir: &Path,
    results: &Results,
    provenance: &Provenance,
    look: &Look,
    threads: NonZeroUsize,
) -> Result<Vec<String>, ReportError> {
    let fonts = Fonts::new();
    let results = &results.clone().told_in(look.language);
    let figures = drawn(results);
    let (legible, missing) = results.legible(&fonts);
    let in_dots = legible.as_ref().map(drawn);
    let legible = in_dots.as_ref().unwrap_or(&figures);
    let images = in_order(threads, legible.len(), |at| png(&look.of(&legible[at].1), &fonts));
    for ((name, _), image) in legible.iter().zip(images) {
        let image = image.map_err(|e| ReportError::new("draw", &dir.join(format!("{name}.png")), e))?;
        staging.write(&format!("{name}.png"), |out| out.write_all(&image))?;
    }
    let moving = figure::spread_animation(results).map(|figure| ("spread-animated", figure));
    for (name, figure) in figures.iter().chain(&moving) {
        let svg = look.of(figure).svg;
        staging.write(&format!("{name}.svg"), |out| out.write_all(svg.as_bytes()))?;
    }
    let pages: Vec<&Figure> = figures.iter().map(|(_, figure)| figure).collect();
    staging.write("report.html", |out| out.write_all(report_page(results, &pages, provenance).as_bytes()))?;
    Ok(missing.into_iter().collect())
}

/// The figures by the names of their files, each in the language of the results.
pub fn drawn(results: &Results) -> Vec<(&'static str, Figure)> {
    let always = [
        ("curves", figure::curves(results)),
        ("share", figure::share(results)),
        ("joins", figure::joins(results)),
        ("growth", figure::growth(results)),
    ];
    let spread = figure::spread(results).map(|figure| ("spread", figure));
    always.into_iter().chain(spread).collect()
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
