//! `report.html` of an experiment: the answer, the figures, a table, how to make it again.

use super::Origin;
use super::kept::Kept;
use crate::report::figure::Figure;
use crate::report::frame_thousands;
use crate::report::manifest::VERSION;
use crate::report::page::{escaped, joined, list, pictures, section, sheet, table};

/// The page with its figures; `command` are the words after `headstart`.
pub fn page(kept: &Kept, figures: &[&Figure], origin: &Origin, command: &[String]) -> String {
    let notes = list(&kept.notes);
    let notes = if notes.is_empty() { notes } else { section("What to keep in mind", &notes) };
    let content = [pictures(figures), numbers(&kept.tables), notes, again(origin, command)].concat();
    sheet(&kept.title, &kept.answer, &content)
}

fn numbers(tables: &[Vec<Vec<String>>]) -> String {
    let small = |rows: &Vec<Vec<String>>| {
        let Some((head, rows)) = rows.split_first() else { return String::new() };
        table(&head.iter().map(String::as_str).collect::<Vec<_>>(), rows.to_vec())
    };
    let tables = joined(tables, small);
    if tables.is_empty() { tables } else { section("Numbers", &tables) }
}

fn again(origin: &Origin, command: &[String]) -> String {
    let runs = if origin.runs > 0 { format!(", {} runs in all worlds together", origin.runs) } else { String::new() };
    let text = format!(
        "<p>headstart {VERSION}, scenario {} (SHA-256 {}…), seed {}, {} agents{runs}.</p>\n\
         <pre><code>headstart {}</code></pre>\n<p><code>headstart verify</code> on this folder makes everything again from \
         manifest.json and compares; <code>headstart plot</code> draws figures and page anew from page.json.</p>\n",
        escaped(&origin.scenario),
        &origin.hash[..12.min(origin.hash.len())],
        origin.seed,
        frame_thousands(origin.agents),
        escaped(&command.join(" ")),
    );
    section("How to reproduce this", &text)
}
