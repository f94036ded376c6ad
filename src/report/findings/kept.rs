//! `page.json`: what the page and the figures of an experiment show and no table holds, for `headstart plot`.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use super::pictures::Pictures;
use super::{Findings, Origin};
use crate::report::ReportError;

/// The name of the file.
pub const FILE: &str = "page.json";
/// Its form; a newer one is not read.
const FORMAT: u64 = 1;

/// What a page of an experiment shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Title of the page.
    pub title: String,
    /// The answer.
    pub answer: String,
    /// What one should know before one believes the answer.
    pub notes: Vec<String>,
    /// Small tables, the head of each first.
    pub tables: Vec<Vec<Vec<String>>>,
    /// The figures.
    pub figures: Pictures,
}

/// The texts of a page, as the file has them.
#[derive(Deserialize)]
struct Texts {
    title: String,
    answer: String,
    notes: Vec<String>,
    tables: Vec<Vec<Vec<String>>>,
}

impl Kept {
    /// What the page of findings shows.
    pub fn of(findings: &Findings) -> Kept {
        Kept {
            title: findings.title.clone(),
            answer: findings.answer.clone(),
            notes: findings.notes.clone(),
            tables: std::iter::once(&findings.rows).chain(&findings.below).cloned().collect(),
            figures: findings.figures.clone(),
        }
    }

    /// The content of the file.
    pub fn json(&self) -> Value {
        json!({
            "format": FORMAT,
            "title": self.title,
            "answer": self.answer,
            "notes": self.notes,
            "tables": self.tables,
            "figures": self.figures.json(),
        })
    }

    /// Reads the file in a folder.
    pub fn read(dir: &Path) -> Result<Kept, ReportError> {
        let path = dir.join(FILE);
        if !path.exists() {
            let reason = format!("it has no {FILE}: an older version wrote it; make the experiment again");
            return Err(ReportError::new("draw", dir, reason));
        }
        let text = fs::read(&path).map_err(|error| ReportError::new("read", &path, error))?;
        let kept = serde_json::from_slice(&text).map_err(|error| error.to_string()).and_then(|kept| Kept::told(&kept));
        kept.map_err(|reason| {
            ReportError::new("use", &path, format!("{reason}; make the experiment again: finished runs are kept"))
        })
    }

    fn told(kept: &Value) -> Result<Kept, String> {
        match kept["format"].as_u64() {
            Some(FORMAT) => {}
            Some(newer) if newer > FORMAT => {
                return Err(format!("it is of format {newer}, a newer headstart reads it, this one reads {FORMAT}"));
            }
            _ => return Err(format!("it does not say that it is of format {FORMAT}")),
        }
        let Texts { title, answer, notes, tables } = Texts::deserialize(kept).map_err(|error| error.to_string())?;
        Ok(Kept { title, answer, notes, tables, figures: Pictures::read(&kept["figures"])? })
    }
}

/// The origin of results that a manifest tells.
pub fn origin(manifest: &Value) -> Option<Origin> {
    let text = |key: &str| manifest[key].as_str().map(str::to_owned);
    let number = |key: &str| manifest[key].as_u64();
    Some(Origin {
        scenario: text("scenario")?,
        hash: text("scenario_sha256")?,
        seed: number("seed")?,
        agents: number("agents")?.try_into().ok()?,
        runs: number("runs")?,
    })
}
