//! All files of an experiment.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use serde_json::json;

use super::{Findings, Origin, page::page};
use crate::report::figure::Look;
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
    let fonts = Fonts::new();
    for (name, figure) in &findings.figures {
        let figure = look.of(figure);
        staging.write(&format!("{name}.svg"), |out| out.write_all(figure.svg.as_bytes()))?;
        let image = png(&figure, &fonts).map_err(|e| ReportError::new("draw", &dir.join(format!("{name}.png")), e))?;
        staging.write(&format!("{name}.png"), |out| out.write_all(&image))?;
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
    staging.write("report.html", |out| out.write_all(page(findings, origin, recipe).as_bytes()))?;
    let hashes = hashes(&staging)?;
    write_json(
        &mut staging,
        "manifest.json",
        &manifest(What::Experiment(findings.command), origin, recipe, meta, &hashes),
    )?;
    Ok(Written { files: staging.publish()?, warnings: illegible(findings, &fonts).into_iter().collect() })
}

/// A warning, when figures hold characters that no font has.
fn illegible(findings: &Findings, fonts: &Fonts) -> Option<String> {
    let letters: BTreeSet<char> = findings.figures.iter().flat_map(|(_, figure)| figure.svg.chars()).collect();
    let missing: String = letters.into_iter().filter(|c| !c.is_whitespace() && !fonts.covers(*c)).collect();
    (!missing.is_empty())
        .then(|| format!("no font has the characters \"{missing}\"; the PNG figures show · in their place"))
}
