//! A look at the contacts of a run as findings: every measure beside what real contact graphs have.

mod answer;
mod figures;
mod groups;
mod lines;
mod tables;

use serde_json::json;

use super::words::counted;
use super::{Findings, Pictures};
use crate::contacts::measure::Portrait;
use crate::experiment::Inspection;
use crate::report::numbers::thousands;
use crate::scenario::Scenario;
use lines::{layer_lines, overlap_lines};

/// What a look at contacts found.
pub fn graph(inspection: &Inspection, scenario: &Scenario) -> Findings {
    Findings {
        command: "graph",
        title: format!("{}: who knows whom", scenario.title),
        answer: answer::answer(inspection),
        notes: notes(inspection),
        tables: tables::tables(inspection),
        rows: rows(inspection),
        below: groups::matrices(inspection),
        figures: Pictures::told(|language| figures::figures(inspection, scenario, language)),
        summary: json!({
            "run": inspection.run,
            "layers": inspection.layers.iter().map(tables::layer_json).collect::<Vec<_>>(),
            "overlaps": inspection.shared.iter().map(tables::shared_json).collect::<Vec<_>>(),
        }),
    }
}

/// Layer, measure, value, error, range of real graphs, verdict.
fn rows(inspection: &Inspection) -> Vec<Vec<String>> {
    let mut rows = vec![["", "", "value", "±", "real graphs", ""].map(str::to_owned).to_vec()];
    let blocks = inspection.layers.iter().map(|layer| (layer.name.clone(), layer_lines(layer)));
    let overlaps =
        inspection.shared.iter().map(|both| (format!("{}, {}", both.first, both.second), overlap_lines(both)));
    for (name, lines) in blocks.chain(overlaps) {
        let names = std::iter::once(name).chain(std::iter::repeat(String::new()));
        rows.extend(
            names.zip(lines).map(|(name, line)| vec![name, line.name, line.value, line.error, line.range, line.words]),
        );
    }
    rows
}

fn notes(inspection: &Inspection) -> Vec<String> {
    let portraits: Vec<&Portrait> =
        inspection.layers.iter().filter_map(|layer| layer.stored.as_ref()).map(|stored| &stored.portrait).collect();
    let Some(first) = portraits.first() else { return Vec::new() };
    let mut notes = Vec::new();
    if first.distances.sources < first.persons {
        notes.push(format!(
            "Distances were taken from {} of {} persons to all whom they can reach; ± is the standard error. The other measures \
             are exact.",
            thousands(first.distances.sources),
            thousands(first.persons)
        ));
    }
    notes.push(format!(
        "These are the contacts of run {}; other runs have others, by the same rules. Towns are blocks of persons in their order, \
         {} here.",
        inspection.run,
        counted(first.towns.number.into(), "town")
    ));
    if !groups::matrices(inspection).is_empty() {
        notes.push(
            "Contacts between groups: a line says where the contacts of a group lead, the last line where chance would lead \
             them."
                .to_owned(),
        );
    }
    notes
}
