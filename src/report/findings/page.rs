//! `report.html` of an experiment: the answer, the figures, a table, how to make it again.

use super::{Findings, Origin};
use crate::report::figure::Figure;
use crate::report::frame_thousands;
use crate::report::manifest::{Recipe, VERSION};
use crate::report::page::{escaped, joined, pictures, section, sheet, table};

/// The page.
pub fn page(findings: &Findings, origin: &Origin, recipe: &Recipe) -> String {
    let figures: Vec<&Figure> = findings.figures.iter().map(|(_, figure)| figure).collect();
    let notes = joined(&findings.notes, |note| format!("<li>{}</li>\n", escaped(note)));
    let notes =
        if notes.is_empty() { notes } else { section("What to keep in mind", &format!("<ul>\n{notes}</ul>\n")) };
    let content = [pictures(&figures), numbers(findings), notes, again(origin, recipe)].concat();
    sheet(&findings.title, &findings.answer, &content)
}

fn numbers(findings: &Findings) -> String {
    let small = |rows: &Vec<Vec<String>>| {
        let Some((head, rows)) = rows.split_first() else { return String::new() };
        table(&head.iter().map(String::as_str).collect::<Vec<_>>(), rows.to_vec())
    };
    let tables = joined(std::iter::once(&findings.rows).chain(&findings.below), small);
    if tables.is_empty() { tables } else { section("Numbers", &tables) }
}

fn again(origin: &Origin, recipe: &Recipe) -> String {
    let runs = if origin.runs > 0 { format!(", {} runs in all worlds together", origin.runs) } else { String::new() };
    let text = format!(
        "<p>headstart {VERSION}, scenario {} (SHA-256 {}…), seed {}, {} agents{runs}.</p>\n\
         <pre><code>headstart {}</code></pre>\n<p><code>headstart verify</code> on this folder makes everything again from \
         manifest.json and compares.</p>\n",
        escaped(&origin.scenario),
        &origin.hash[..12.min(origin.hash.len())],
        origin.seed,
        frame_thousands(origin.agents),
        escaped(&recipe.command.join(" ")),
    );
    section("How to reproduce this", &text)
}
