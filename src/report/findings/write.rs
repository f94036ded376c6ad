//! All files of an experiment, and those of them that are drawn anew.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::kept::{FILE, Kept, origin};
use super::pictures::drawn;
use super::{Findings, Origin, page::page};
use crate::report::figure::{Figure, Look};
use crate::report::fonts::Fonts;
use crate::report::manifest::{Meta, Recipe, What, manifest};
use crate::report::whole::Staging;
use crate::report::write::{hashes, write_json};
use crate::report::{ReportError, Written, png, write_csv, write_parquet};

/// Writes all files of an experiment into a folder: whole or not at all. The figures beside the page look as is said.
pub fn write_findings(
    dir: &Path,
    findings: &Findings,
    origin: &Origin,
    recipe: &Recipe,
    (meta, look): (&Meta, Look),
) -> Result<Written, ReportError> {
    let mut staging = Staging::new(dir)?;
    for (name, table) in &findings.tables {
        staging.write(&format!("{name}.csv"), |out| write_csv(out, [table.clone()]))?;
        staging.write(&format!("{name}.parquet"), |out| write_parquet(out, [table.clone()]))?;
    }
    let summary = json!({
        "format": 1,
        "command": findings.command,
        "scenario": origin.scenario,
        "answer": findings.answer,
        "notes": findings.notes,
        "runs": origin.runs,
        "results": findings.summary,
    });
    write_json(&mut staging, "summary.json", &summary)?;
    let kept = Kept::of(findings);
    staging.write(FILE, |out| Ok(serde_json::to_writer(out, &kept.json())?))?;
    let warnings = draw(&mut staging, dir, &kept, (origin, &recipe.command), look)?;
    let hashes = hashes(&staging)?;
    write_json(
        &mut staging,
        "manifest.json",
        &manifest(What::Experiment(findings.command), origin, recipe, meta, &hashes),
    )?;
    Ok(Written { files: staging.publish()?, warnings })
}

/// Draws figures and page of an experiment from what its folder keeps; `manifest` is that of the folder, with the command as it is to
/// be told.
pub fn redraw_findings(
    staging: &mut Staging,
    dir: &Path,
    manifest: &Value,
    command: &[String],
    look: Look,
) -> Result<Vec<String>, ReportError> {
    let kept = Kept::read(dir)?;
    let origin = origin(manifest).ok_or_else(|| {
        let reason = "it does not say what was simulated (scenario, scenario_sha256, seed, agents, runs)";
        ReportError::new("use", &dir.join("manifest.json"), reason)
    })?;
    draw(staging, dir, &kept, (&origin, command), look)
}

/// Draws all figures and the page into files; returns what went not quite as asked.
fn draw(
    staging: &mut Staging,
    dir: &Path,
    kept: &Kept,
    (origin, command): (&Origin, &[String]),
    look: Look,
) -> Result<Vec<String>, ReportError> {
    let fonts = Fonts::new();
    let figures = drawn(kept.figures.of(look.language));
    for (name, figure) in &figures {
        let figure = look.of(figure);
        staging.write(&format!("{name}.svg"), |out| out.write_all(figure.svg.as_bytes()))?;
        let image = png(&figure, &fonts).map_err(|e| ReportError::new("draw", &dir.join(format!("{name}.png")), e))?;
        staging.write(&format!("{name}.png"), |out| out.write_all(&image))?;
    }
    let figures: Vec<&Figure> = figures.iter().map(|(_, figure)| figure).collect();
    let page = page(kept, &figures, origin, command);
    staging.write("report.html", |out| out.write_all(page.as_bytes()))?;
    Ok(illegible(&figures, &fonts).into_iter().collect())
}

/// A warning, when figures hold characters that no font has.
fn illegible(figures: &[&Figure], fonts: &Fonts) -> Option<String> {
    let letters: BTreeSet<char> = figures.iter().flat_map(|figure| figure.svg.chars()).collect();
    let missing: String = letters.into_iter().filter(|c| !c.is_whitespace() && !fonts.covers(*c)).collect();
    (!missing.is_empty())
        .then(|| format!("no font has the characters \"{missing}\"; the PNG figures show · in their place"))
}
