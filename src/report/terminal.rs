//! The small table below the answer, in plain text of at most 100 columns.

use super::answer::number_range;
use super::fit::fit;
use super::growth::{growth_note, growth_rows};
use super::numbers::{display_width, human, human_with_range, percent, percent_with_range};
use super::results::Results;
use crate::experiment::PlatformOutcome;

/// Widest label of a platform [columns].
const LABEL: usize = 20;

/// The last day of each platform: medians, and in brackets the range of 90 % of the runs \[persons\].
pub fn table(results: &Results) -> String {
    let mut rows = vec![header(results)];
    rows.extend((0..results.platforms.len()).map(|p| row(results, p)));
    let mut lines = aligned(&rows);
    lines.push(note(results));
    lines.extend(fit(results).sentence());
    lines.extend(growth_lines(results));
    lines.join("\n") + "\n"
}

/// Where growth came from, set apart by an empty line.
fn growth_lines(results: &Results) -> Vec<String> {
    let mut rows = growth_rows(results);
    if rows.is_empty() {
        return Vec::new();
    }
    rows.iter_mut().skip(1).for_each(|row| row[0] = shortened(&row[0], LABEL));
    let mut lines = vec![String::new()];
    lines.extend(aligned(&rows));
    lines.push(growth_note(results));
    lines
}

/// Rows of cells below each other, the first row the head.
pub fn columns(rows: &[Vec<String>]) -> String {
    if rows.is_empty() { String::new() } else { aligned(rows).join("\n") + "\n" }
}

fn header(results: &Results) -> Vec<String> {
    ["", "active", "registered", "share", "peak", "wins"][..if results.runs > 1 { 6 } else { 5 }]
        .iter()
        .map(|head| (*head).to_owned())
        .collect()
}

fn row(results: &Results, platform: usize) -> Vec<String> {
    let several = results.runs > 1;
    let persons = |of: &dyn Fn(&PlatformOutcome) -> f64| match number_range(results, platform, of) {
        Some([low, median, high]) if several => human_with_range(median, low, high),
        Some([_, median, _]) => human(median),
        None => "–".to_owned(),
    };
    let share = match number_range(results, platform, |o| o.share) {
        Some([low, median, high]) if several => percent_with_range(median, low, high),
        Some([_, median, _]) => percent(median),
        None => "–".to_owned(),
    };
    let mut cells = vec![
        shortened(&results.platforms[platform].label, LABEL),
        persons(&|o| o.active),
        persons(&|o| o.registered),
        share,
        persons(&|o| o.peak),
    ];
    if several {
        cells.push(percent(results.platforms[platform].wins as f64 / results.runs as f64));
    }
    cells
}

fn note(results: &Results) -> String {
    let persons = format!("Persons on {}", results.end);
    if results.runs > 1 {
        format!("{persons}: median of {} runs (90 % of the runs).", results.runs)
    } else {
        format!("{persons}.")
    }
}

/// Cells below each other: words to the left, numbers to the right. Words stand in the first column and where there is no head.
fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| display_width(&row[column])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            let gap = " ".repeat(width - display_width(cell));
            let words = column == 0 || rows[0][column].is_empty();
            if words { format!("{cell}{gap}") } else { format!("{gap}{cell}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// A label cut to a number of columns.
pub(super) fn shortened(label: &str, columns: usize) -> String {
    if display_width(label) <= columns {
        return label.to_owned();
    }
    let mut short = String::new();
    for c in label.chars() {
        if display_width(&short) + display_width(&c.to_string()) >= columns {
            break;
        }
        short.push(c);
    }
    short + "…"
}
