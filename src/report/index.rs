//! `index.html`: all scenarios of an output folder.

use std::fmt::Write as _;
use std::path::Path;

use super::error::ReportError;
use super::page::{escaped, sheet};
use super::whole::write_file;

/// A scenario in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexEntry {
    /// Its folder, relative to the list ("mitalk-wechat", "teaching/bass").
    pub folder: String,
    /// Its title.
    pub title: String,
    /// Its answer.
    pub answer: String,
}

/// Writes `index.html` into a folder: a picture, the title and the answer of each scenario, linked to its report.
pub fn write_index(dir: &Path, entries: &[IndexEntry]) -> Result<(), ReportError> {
    let mut items = String::new();
    for entry in entries {
        let (folder, title, answer) = (escaped(&entry.folder), escaped(&entry.title), escaped(&entry.answer));
        writeln!(
            items,
            "<li><a href=\"{folder}/report.html\"><img src=\"{folder}/curves.png\" alt=\"Curves: {answer}\" loading=\"lazy\" \
             width=\"400\" height=\"250\"><h2>{title}</h2></a><p>{answer}</p></li>"
        )
        .expect("writing to a string cannot fail");
    }
    let count = if entries.len() == 1 { "1 scenario".to_owned() } else { format!("{} scenarios", entries.len()) };
    let content = format!("<ul class=\"gallery\">\n{items}</ul>\n");
    let page = sheet("Results", &format!("{count}, each with its curves and its answer."), &content);
    write_file(&dir.join("index.html"), page.as_bytes())
}
