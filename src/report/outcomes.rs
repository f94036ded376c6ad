//! `outcomes.csv`: how each run ended.

use super::results::Results;
use super::table::{Table, Values, share, whole};
use crate::experiment::{Outcome, PlatformOutcome};

/// One row a run: winner, dates, and the last day of each platform [persons, shares].
pub fn outcomes_table(results: &Results) -> Table {
    let runs = &results.outcomes;
    let mut table = Table::default();
    let winner = |outcome: &Outcome| outcome.winner.map(|p| results.platforms[p].name.clone());
    table.add("run", Values::Whole(runs.iter().map(|o| o.run as i64).collect()));
    table.add("winner", Values::Text(runs.iter().map(winner).collect()));
    table.add("crossing_date", Values::Date(runs.iter().map(|o| o.crossing).collect()));
    table.add("tipping_date", Values::Date(runs.iter().map(|o| o.tipping).collect()));
    for (p, platform) in results.platforms.iter().enumerate() {
        let persons = |value: &dyn Fn(&PlatformOutcome) -> f64| {
            Values::Whole(runs.iter().map(|o| whole(value(&o.platforms[p]))).collect())
        };
        let name = &platform.name;
        table.add(format!("{name}_active"), persons(&|o| o.active));
        table.add(format!("{name}_registered"), persons(&|o| o.registered));
        table.add(format!("{name}_share"), Values::Real(runs.iter().map(|o| share(o.platforms[p].share)).collect()));
        table.add(format!("{name}_peak"), persons(&|o| o.peak));
        let peak_date = runs.iter().map(|o| Some(o.platforms[p].peak_date)).collect();
        table.add(format!("{name}_peak_date"), Values::Date(peak_date));
    }
    table.add("persons_per_agent", Values::Real(runs.iter().map(|o| o.persons_per_agent).collect()));
    table
}
