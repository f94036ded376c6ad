//! What all pages are made of: one file without a network, that works without scripts and more comfortably with them.
//!
//! A page is a title, an answer and [sections](section). Scripts are plain and stand beside this file: `frame.js` (the way through the
//! page, light and dark, tables that sort), `explore.js` with `chart.js` and `scale.js` (curves with a cursor, on pages that have
//! them), `hover.js` (drawings that tell what stands under the pointer), and `selftest.js`, by which a page opened as `report.html?selftest` tries itself in a browser.

mod curves;
mod known;
mod several;

pub use curves::{World, explore};
pub use known::{confidence, known};
pub use several::{Compared, several_page};

use super::figure::{Figure, rules};
use super::fonts::style_with_chinese;
use super::numbers::is_wide;

/// How pages look: light and dark, narrow and wide, on paper.
const STYLE: &str = include_str!("page.css");
/// Curves with a cursor.
const CURVES: [&str; 3] = [include_str!("scale.js"), include_str!("chart.js"), include_str!("explore.js")];
/// Drawings that tell their numbers.
const READINGS: &str = include_str!("hover.js");
/// What every page has.
const FRAME: &str = include_str!("frame.js");
/// A page that tries itself.
const SELFTEST: &str = include_str!("selftest.js");

/// Fewest rows of a table that can be sorted.
const SORTED: usize = 3;

/// A text as it may stand in HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A page with a title, an answer and what stands below them (HTML).
pub fn sheet(title: &str, answer: &str, content: &str) -> String {
    let (title, answer) = (escaped(title), unbroken(&escaped(answer)));
    let fonts = if content.chars().any(is_wide) { style_with_chinese() } else { String::new() };
    let (scripts, drawings) = (scripts(content), rules(".drawing svg"));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{fonts}{STYLE}{drawings}</style>\n</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n<p class=\"answer\">{answer}</p>\n<nav class=\"way\" aria-label=\"Sections\"></nav>\n\
         {content}</main>\n{scripts}</body>\n</html>\n"
    )
}

/// The scripts that a content needs, each in strict mode and all in a scope of their own.
fn scripts(content: &str) -> String {
    let needed = |place: &str, script: String, without: &str| {
        if content.contains(place) { script } else { without.to_owned() }
    };
    let curves = needed(curves::PLACE, CURVES.concat(), "const explorers = [];\n");
    let readings = needed(TOLD, READINGS.to_owned(), "const readers = [];\n");
    format!("<script>\n\"use strict\";\n{{\n{curves}{readings}{FRAME}{SELFTEST}}}\n</script>\n")
}

/// A text whose dates are never broken at their hyphens.
fn unbroken(text: &str) -> String {
    let dated = |word: &str| word.contains('-') && word.contains(|c: char| c.is_ascii_digit());
    let word = |word: &str| if dated(word) { format!("<span class=\"date\">{word}</span>") } else { word.to_owned() };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Units that are never parted from their numbers.
const UNITS: [&str; 4] = ["k", "M", "bn", "%"];

/// A text whose dates are whole, and whose numbers stay with their units.
fn glued(text: &str) -> String {
    let unit = |word: &str| UNITS.contains(&word.trim_end_matches([')', ']', ',', '.', ';']));
    let mut glued = String::new();
    for word in text.split(' ') {
        let number = glued.ends_with(|c: char| c.is_ascii_digit());
        if !glued.is_empty() {
            glued.push(if number && unit(word) { '\u{a0}' } else { ' ' });
        }
        glued += word;
    }
    unbroken(&glued)
}

/// What a drawing has that tells its numbers.
const TOLD: &str = "<script type=\"application/json\" class=\"readings\">";

/// Figures with what they show in words.
pub fn pictures(figures: &[&Figure]) -> String {
    let picture = |figure: &&Figure| {
        let (svg, text, readings) = (&figure.svg, escaped(&figure.description), readings(figure));
        let label = if readings.is_empty() { "Figure" } else { "Figure: arrow keys tell its numbers" };
        format!(
            "<figure>\n<div class=\"drawing\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">{svg}{readings}</div>\n\
             <figcaption aria-hidden=\"true\">{text}</figcaption>\n</figure>\n"
        )
    };
    let told = figures.iter().any(|figure| !figure.readings.places.is_empty());
    let hint = "Point at a figure, or use the arrow keys on it, for its numbers.";
    let hint = if told { format!("<p class=\"small hint\">{hint}</p>\n") } else { String::new() };
    section("Figures", &(hint + &joined(figures, picture)))
}

/// What a figure tells under a pointer, as its drawing holds it; nothing where it tells nothing.
fn readings(figure: &Figure) -> String {
    if figure.readings.places.is_empty() {
        return String::new();
    }
    format!("{TOLD}{}</script>", figure.readings.json().to_string().replace('<', "\\u003c"))
}

/// A heading and what stands below it. The address of the section on the page is that of its heading.
pub fn section(heading: &str, content: &str) -> String {
    format!("<section id=\"{}\">\n<h2>{}</h2>\n{content}</section>\n", address(heading), escaped(heading))
}

/// A heading as part of an address: small letters and digits, with hyphens between.
fn address(heading: &str) -> String {
    let letters = heading.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " ");
    letters.split_whitespace().collect::<Vec<_>>().join("-")
}

/// A paragraph of plain text.
pub fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escaped(text))
}

/// Items of plain text; nothing without items.
pub fn list(items: &[String]) -> String {
    let items = joined(items, |item| format!("<li>{}</li>\n", escaped(item)));
    if items.is_empty() { items } else { format!("<ul>\n{items}</ul>\n") }
}

/// Pieces of HTML behind each other.
pub fn joined<T>(parts: impl IntoIterator<Item = T>, html: impl Fn(T) -> String) -> String {
    parts.into_iter().map(html).collect()
}

/// A table in HTML; cells are plain text. One of several rows can be sorted by any column.
pub fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let rows: Vec<Vec<String>> = rows.into_iter().collect();
    let sorted = if rows.len() >= SORTED { " class=\"sortable\"" } else { "" };
    let name = escaped(&head.join(", "));
    let head = joined(head, |cell| format!("<th scope=\"col\">{}</th>", escaped(cell)));
    let cells = |row: Vec<String>| joined(row, |cell| format!("<td>{}</td>", glued(&escaped(&cell))));
    let body = joined(rows, |row| format!("<tr>{}</tr>\n", cells(row)));
    format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table: {name}\"><table{sorted}>\n<thead><tr>{head}</tr></thead>\n\
         <tbody>\n{body}</tbody>\n</table></div>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_an_address() {
        for (heading, address) in
            [("On 2013-06-30", "on-2013-06-30"), ("What is known, what not", "what-is-known-what-not")]
        {
            assert_eq!(super::address(heading), address);
        }
    }

    #[test]
    fn texts_are_text_and_dates_are_whole() {
        let table = table(&["a < b"], vec![vec!["<b>2011-01-02</b>".to_owned()]]);
        assert!(table.contains("<th scope=\"col\">a &lt; b</th>"), "{table}");
        assert!(table.contains("<span class=\"date\">&lt;b&gt;2011-01-02&lt;/b&gt;</span>"), "{table}");
        assert!(!table.contains("sortable"), "one row has no order");
    }

    #[test]
    fn numbers_stay_with_their_units() {
        assert_eq!(glued("2.1 M (850 k – 3.1 M), 99 %"), "2.1\u{a0}M (850\u{a0}k – 3.1\u{a0}M), 99\u{a0}%");
        assert_eq!(glued("the M of 3 men"), "the M of 3 men");
    }

    #[test]
    fn scripts_are_those_that_a_page_needs() {
        for (content, chart, reader) in [("nothing", false, false), (curves::PLACE, true, false), (TOLD, false, true)] {
            let page = sheet("t", "a", content);
            assert_eq!((page.contains("class Chart"), page.contains("class Reader")), (chart, reader), "{content}");
        }
    }
}
