//! The runs that figures show by themselves, from `lines.csv`.

use serde_json::Value;

use super::field::{Wrong, text};
use super::table::Rows;
use crate::report::lines::{Drawn, Line, Lines, Shown};
use crate::report::results::Results;

/// How runs are shown, as `summary.json` says.
pub fn shown(summary: &Value) -> Result<Shown, Wrong> {
    let word = text(&summary["lines"], "shown")?;
    let known = Shown::NAMES.into_iter().find(|(_, name)| *name == word);
    known.map(|(shown, _)| shown).ok_or_else(|| Wrong::new("shown"))
}

/// The lines of the table: rows by run, then by platform, then by day.
pub fn lines(rows: &Rows, shown: Shown, results: &Results) -> Result<Lines, Wrong> {
    let (run, day, platform) = (rows.column("run")?, rows.column("day")?, rows.column("platform")?);
    let columns = Drawn::ALL.map(|drawn| rows.column(drawn.column()));
    let mut lines = Lines { shown, ..Lines::default() };
    for row in rows.rows() {
        let own = (run.number(row)?, platform.text(row));
        let at = results.platforms.iter().position(|known| known.name == own.1);
        let at = at.ok_or_else(|| Wrong::new("platform"))?;
        if lines.all.last().is_none_or(|line| (line.run, line.platform) != (own.0, at)) {
            lines.all.push(Line { run: own.0, platform: at, values: Default::default() });
        }
        if lines.all.len() == 1 {
            lines.days.push(day.number(row)?);
        }
        let line = lines.all.last_mut().expect("there is one");
        for (values, column) in line.values.iter_mut().zip(&columns) {
            values.push(column.as_ref().map_err(Clone::clone)?.number(row)?);
        }
    }
    let whole = lines.all.iter().flat_map(|line| &line.values).all(|values| values.len() == lines.days.len());
    if whole { Ok(lines) } else { Err(Wrong::new("day")) }
}
