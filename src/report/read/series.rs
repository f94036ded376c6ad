//! Bands from `series.csv`, whether it holds quantiles or runs.

use super::field::Wrong;
use super::table::{Column, Rows};
use crate::report::bands::{Band, Statistic};
use crate::report::measures::Measure;
use crate::report::results::Results;

/// What the table says.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What is told of each day.
    pub measures: Vec<Measure>,
    /// By platform, a band a measure.
    pub bands: Vec<Vec<Band>>,
    /// The runs, where it holds each of them.
    pub runs: Option<Vec<u64>>,
}

/// The measures with their columns.
type Columns = Vec<(Measure, Column)>;

impl Series {
    /// Reads the table of results whose platforms, causes and days are known.
    pub fn read(rows: &Rows, results: &Results) -> Result<Series, Wrong> {
        let servers_fail = rows.names().any(|name| name == Measure::Down.column(&results.causes));
        let measures = Measure::all(&results.causes, servers_fail);
        let columns = measures.iter().map(|measure| Ok((*measure, rows.column(&measure.column(&results.causes))?)));
        let columns: Columns = columns.collect::<Result<_, Wrong>>()?;
        let platforms = results.platforms.len();
        // A table of a statistic or run has a row a day and platform, in this order.
        let table = (results.last_day() + 1) * platforms;
        if rows.rows().is_empty() || !rows.rows().len().is_multiple_of(table) {
            return Err(Wrong::new("day"));
        }
        let tables: Vec<&[csv::StringRecord]> = rows.rows().chunks(table).collect();
        let (bands, runs) = if let Ok(statistic) = rows.column("statistic") {
            (quantiles(&tables, &statistic, &columns, platforms)?, None)
        } else {
            let run = rows.column("run")?;
            let runs = tables.iter().map(|table| run.number(&table[0])).collect::<Result<_, Wrong>>()?;
            (over_runs(&tables, &columns, platforms)?, Some(runs))
        };
        Ok(Series { measures, bands, runs })
    }
}

fn quantiles(
    tables: &[&[csv::StringRecord]],
    statistic: &Column,
    columns: &Columns,
    platforms: usize,
) -> Result<Vec<Vec<Band>>, Wrong> {
    let mut bands = vec![vec![Band::default(); columns.len()]; platforms];
    let named = |name: &str| Statistic::ALL.into_iter().find(|statistic| statistic.name() == name);
    for table in tables {
        let statistic = named(statistic.text(&table[0])).ok_or_else(|| Wrong::new("statistic"))?;
        for (at, row) in table.iter().enumerate() {
            for ((_, column), band) in columns.iter().zip(&mut bands[at % platforms]) {
                band.statistic_mut(statistic).push(column.number(row)?);
            }
        }
    }
    let whole = |band: &Band| Statistic::ALL.iter().all(|s| band.statistic(*s).len() == tables[0].len() / platforms);
    if bands.iter().flatten().all(whole) { Ok(bands) } else { Err(Wrong::new("statistic")) }
}

fn over_runs(tables: &[&[csv::StringRecord]], columns: &Columns, platforms: usize) -> Result<Vec<Vec<Band>>, Wrong> {
    let band = |platform: usize, (measure, column): &(Measure, Column)| {
        let value =
            |row: usize| tables.iter().map(|table| column.number(&table[row])).collect::<Result<Vec<f64>, Wrong>>();
        let rows = (platform..tables[0].len()).step_by(platforms);
        let days = rows.map(value).collect::<Result<Vec<_>, Wrong>>()?;
        Ok(Band::of(days.into_iter().map(Vec::into_iter), *measure))
    };
    (0..platforms).map(|platform| columns.iter().map(|column| band(platform, column)).collect()).collect()
}
