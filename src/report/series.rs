//! `series`: the platforms day by day, as quantiles over the runs or run by run.

use super::bands::Statistic;
use super::measures::{Measure, Run};
use super::results::Results;
use super::table::{Table, Values};
use crate::experiment::Ensemble;
use crate::scenario::Scenario;

/// One table a statistic; the first column is `statistic`.
pub fn series_tables(results: &Results) -> impl Iterator<Item = Table> + '_ {
    Statistic::ALL.into_iter().map(|statistic| {
        let first = vec![Some(statistic.name().to_owned()); rows(results)];
        table(results, "statistic", Values::Text(first), |platform, measure, day| {
            results.band(platform, measure).statistic(statistic)[day]
        })
    })
}

/// One table a sampled run; the first column is `run`.
pub fn run_tables<'a>(
    results: &'a Results,
    scenario: &'a Scenario,
    ensemble: &'a Ensemble,
) -> impl Iterator<Item = Table> + 'a {
    ensemble.sample.iter().map(move |(outcome, trajectory)| {
        let run = Run::new(scenario, outcome, trajectory);
        let first = vec![outcome.run as i64; rows(results)];
        table(results, "run", Values::Whole(first), |platform, measure, day| run.value(measure, day, platform))
    })
}

/// Rows of one table: a platform on a day.
fn rows(results: &Results) -> usize {
    (results.last_day() + 1) * results.platforms.len()
}

fn table(results: &Results, head: &str, first: Values, value: impl Fn(usize, Measure, usize) -> f64) -> Table {
    let days = 0..=results.last_day();
    let platforms = 0..results.platforms.len();
    let rows: Vec<(usize, usize)> = days.flat_map(|day| platforms.clone().map(move |p| (day, p))).collect();
    let name = |p: usize| Some(results.platforms[p].name.clone());
    let mut table = Table::default();
    table.add(head, first);
    table.add("date", Values::Date(rows.iter().map(|(day, _)| Some(results.date(*day))).collect()));
    table.add("day", Values::Whole(rows.iter().map(|(day, _)| *day as i64).collect()));
    table.add("platform", Values::Text(rows.iter().map(|(_, p)| name(*p)).collect()));
    for measure in &results.measures {
        let numbers = rows.iter().map(|(day, p)| value(*p, *measure, *day));
        table.add(measure.column(&results.causes), Values::Real(numbers.collect()));
    }
    table
}
