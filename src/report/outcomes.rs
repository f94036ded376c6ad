//! `outcomes.csv`: how each run ended, a row a run, written while the runs are made.

use std::fs::File;
use std::io::{self, Seek, Write};

use super::table::{persons, share};
use crate::experiment::{Outcome, PlatformOutcome};
use crate::scenario::Scenario;

/// Rows on their way into `outcomes.csv`. They wait in a file without a name, so that neither memory grows with the number of runs nor
/// anything is left behind when the work is cut short.
#[derive(Debug)]
pub struct OutcomeWriter {
    platforms: Vec<String>,
    rows: io::Result<csv::Writer<File>>,
}

impl OutcomeWriter {
    /// The header, and room for rows. What goes wrong here or later is told by [`OutcomeWriter::copy_to`].
    pub fn new(scenario: &Scenario) -> OutcomeWriter {
        let platforms: Vec<String> = scenario.platforms.iter().map(|platform| platform.name.clone()).collect();
        let rows = tempfile::tempfile().and_then(|file| {
            let mut rows = csv::Writer::from_writer(file);
            rows.write_record(header(&platforms))?;
            Ok(rows)
        });
        OutcomeWriter { platforms, rows }
    }

    /// Writes the row of a run.
    pub fn add(&mut self, outcome: &Outcome) {
        let Ok(rows) = &mut self.rows else { return };
        if let Err(error) = rows.write_record(row(outcome, &self.platforms)) {
            self.rows = Err(error.into());
        }
    }

    /// Copies header and rows to where they belong.
    pub fn copy_to(self, mut out: impl Write) -> io::Result<()> {
        let mut file = self.rows?.into_inner().map_err(csv::IntoInnerError::into_error)?;
        file.rewind()?;
        io::copy(&mut file, &mut out).map(drop)
    }
}

/// Run, winner and dates, then the last day of each platform [persons, shares].
fn header(platforms: &[String]) -> Vec<String> {
    let mut names = ["run", "winner", "crossing_date", "tipping_date"].map(String::from).to_vec();
    for platform in platforms {
        names.extend(["active", "registered", "share", "peak", "peak_date"].map(|what| format!("{platform}_{what}")));
    }
    names.push("persons_per_agent".to_owned());
    names
}

/// An outcome as it stands in the table.
pub fn written(outcome: &Outcome) -> Outcome {
    let platform = |platform: &PlatformOutcome| PlatformOutcome {
        active: persons(platform.active),
        registered: persons(platform.registered),
        share: share(platform.share),
        peak: persons(platform.peak),
        peak_date: platform.peak_date,
    };
    Outcome { platforms: outcome.platforms.iter().map(platform).collect(), ..outcome.clone() }
}

fn row(outcome: &Outcome, platforms: &[String]) -> Vec<String> {
    let date = |date: Option<jiff::civil::Date>| date.map_or_else(String::new, |date| date.to_string());
    let winner = outcome.winner.map_or_else(String::new, |platform| platforms[platform].clone());
    let mut fields = vec![outcome.run.to_string(), winner, date(outcome.crossing), date(outcome.tipping)];
    for platform in &written(outcome).platforms {
        fields.extend([
            platform.active.to_string(),
            platform.registered.to_string(),
            platform.share.to_string(),
            platform.peak.to_string(),
            platform.peak_date.to_string(),
        ]);
    }
    fields.push(outcome.persons_per_agent.to_string());
    fields
}
