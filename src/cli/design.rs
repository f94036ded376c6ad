//! Designs of experiments that somebody else made: a CSV file with a column a key and a row a point.

use std::collections::HashMap;
use std::path::Path;

use super::Failure;
use super::sweep::twice;
use crate::report::plain_reason;
use crate::scenario::{Axis, Level, Template, parse_axis};

/// The points of a design file.
pub struct Design {
    /// An axis a column.
    pub axes: Vec<Axis>,
    /// The levels of each point, one an axis.
    pub levels: Vec<Vec<Level>>,
    /// The file as it is.
    pub text: String,
}

/// Reads a design for a scenario.
pub fn read(path: &Path, template: &Template) -> Result<Design, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::Unreadable(format!("cannot read {}: {}", path.display(), plain_reason(error))))?;
    let wrong = |reason: String| Failure::Invalid(format!("headstart: {}: {reason}\n", path.display()));
    // Spreadsheets begin their files with a mark that is no part of the first key.
    let content = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(content.as_bytes());
    let keys: Vec<String> =
        reader.headers().map_err(|error| wrong(reason(&error)))?.iter().map(str::to_owned).collect();
    let rows = reader.records().collect::<Result<Vec<csv::StringRecord>, _>>();
    let rows = rows.map_err(|error| wrong(reason(&error)))?;
    if keys.is_empty() || rows.is_empty() {
        return Err(wrong("a design has a line with keys and below it a line a point".into()));
    }
    if let Some(key) = twice(keys.iter()) {
        return Err(wrong(format!("two columns are called `{key}`")));
    }
    let axes = keys.iter().enumerate().map(|(column, key)| axis(column, key, &rows, template));
    let axes = axes.collect::<Result<Vec<Axis>, String>>().map_err(wrong)?;
    let known: Vec<HashMap<&str, &Level>> =
        axes.iter().map(|axis| axis.levels.iter().map(|level| (level.text.as_str(), level)).collect()).collect();
    let point = |row: &csv::StringRecord| -> Option<Vec<Level>> {
        row.iter().zip(&known).map(|(value, levels)| levels.get(value).map(|level| (*level).clone())).collect()
    };
    let levels = rows.iter().map(point).collect::<Option<Vec<_>>>();
    let levels = levels.ok_or_else(|| wrong("a value holds \"|\" or \";\", which separate values".into()))?;
    Ok(Design { axes, levels, text })
}

/// The axis of a column; the error is a sentence.
fn axis(column: usize, key: &str, rows: &[csv::StringRecord], template: &Template) -> Result<Axis, String> {
    if let Some(empty) = rows.iter().find(|row| row[column].is_empty()) {
        return Err(format!("`{key}` has no value in line {}", line(empty)));
    }
    let mut values: Vec<&str> = rows.iter().map(|row| &row[column]).collect();
    values.sort_unstable();
    values.dedup();
    if values.len() == 1 {
        return Err(format!("`{key}` has the same value in all rows: set it with --set instead"));
    }
    parse_axis(&format!("{key}={}", values.join("|")), template).map_err(|problem| {
        let remedy = problem.remedy().map(|remedy| format!("; {remedy}")).unwrap_or_default();
        format!("column `{key}`: {}{remedy}", problem.message())
    })
}

/// The line of a row in its file.
fn line(row: &csv::StringRecord) -> u64 {
    row.position().map_or(0, csv::Position::line)
}

/// What is wrong with a CSV file, in words.
fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
            let line = pos.as_ref().map_or(0, csv::Position::line);
            format!("line {line} has {len} values for {expected_len} keys")
        }
        _ => error.to_string(),
    }
}
