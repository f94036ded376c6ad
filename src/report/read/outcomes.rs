//! How the sampled runs ended, from `outcomes.csv`.

use std::collections::BTreeSet;

use super::field::Wrong;
use super::table::Rows;
use crate::experiment::{Outcome, PlatformOutcome, sampled};
use crate::report::results::Results;

/// The outcomes of some runs or, where none are named, of those that are kept with their days.
pub fn outcomes(rows: &Rows, results: &Results, runs: Option<&[u64]>) -> Result<Vec<Outcome>, Wrong> {
    let number = rows.column("run")?;
    let all = rows.rows().iter().map(|row| number.number(row)).collect::<Result<Vec<u64>, Wrong>>()?;
    let kept: BTreeSet<u64> = match runs {
        Some(runs) => runs.iter().copied().collect(),
        None => sampled(results.seed, all.iter().copied()).into_iter().collect(),
    };
    let chosen = rows.rows().iter().zip(&all).filter(|(_, run)| kept.contains(run));
    chosen.map(|(row, run)| outcome(rows, row, *run, results)).collect()
}

fn outcome(rows: &Rows, row: &csv::StringRecord, run: u64, results: &Results) -> Result<Outcome, Wrong> {
    let position = |name: &str| results.platforms.iter().position(|platform| platform.name == name);
    let winner = match rows.column("winner")?.text(row) {
        "" => None,
        name => Some(position(name).ok_or_else(|| Wrong::new("winner"))?),
    };
    let platforms = results.platforms.iter().map(|platform| of_platform(rows, row, &platform.name));
    Ok(Outcome {
        run,
        persons_per_agent: rows.column("persons_per_agent")?.number(row)?,
        winner,
        crossing: rows.column("crossing_date")?.date(row)?,
        tipping: rows.column("tipping_date")?.date(row)?,
        platforms: platforms.collect::<Result<_, Wrong>>()?,
    })
}

fn of_platform(rows: &Rows, row: &csv::StringRecord, name: &str) -> Result<PlatformOutcome, Wrong> {
    let column = |what: &str| rows.column(&format!("{name}_{what}"));
    let peak_date = column("peak_date")?.date(row)?;
    Ok(PlatformOutcome {
        active: column("active")?.number(row)?,
        registered: column("registered")?.number(row)?,
        share: column("share")?.number(row)?,
        peak: column("peak")?.number(row)?,
        peak_date: peak_date.ok_or_else(|| Wrong::new("peak_date"))?,
    })
}
