//! `explain`: what exactly will be run, and where does every value come from?

use serde_json::{Value as Json, json};

use super::walk::{Lists, Origin, Setting, settings};
use crate::scenario::load::Loaded;

/// All settings of a scenario with their origins, in the order of the format's declarations.
pub fn explain(loaded: &Loaded) -> Vec<Setting> {
    settings(&loaded.layered, Lists::Opened)
}

/// The settings as a text in columns: key = value, origin.
pub fn explain_text(loaded: &Loaded) -> String {
    let settings = explain(loaded);
    let lines: Vec<(String, String)> = settings
        .iter()
        .map(|setting| (format!("{} = {}", setting.key, setting.value), origin(&setting.origin)))
        .collect();
    let width = lines.iter().map(|(left, _)| columns(left)).filter(|width| *width <= 72).max().unwrap_or(0);
    let mut text = String::new();
    let mut section = "";
    for (setting, (left, right)) in settings.iter().zip(&lines) {
        let own = section_of(&setting.key);
        if own != section && !text.is_empty() {
            text.push('\n');
        }
        section = own;
        let padding = " ".repeat(width.saturating_sub(columns(left)));
        text.extend([left.as_str(), padding.as_str(), "  # ", right, "\n"]);
    }
    text
}

/// Columns of a terminal that a text takes: Chinese characters take two.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if ('\u{1100}'..'\u{ffdd}').contains(&c) { 2 } else { 1 }).sum()
}

/// The first two parts of a key: settings are set apart by them.
fn section_of(key: &str) -> &str {
    let mut dots = key.match_indices('.').map(|(at, _)| at);
    match (dots.next(), dots.next()) {
        (None, _) => "",
        (Some(_), Some(second)) => &key[..second],
        (Some(first), None) => &key[..first],
    }
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::File { file, line } => format!("{file}:{line}"),
        Origin::Inherited { file, line } => format!("inherited from {file}:{line}"),
        Origin::CommandLine => "command line".to_owned(),
        Origin::Default => "default".to_owned(),
    }
}

/// The settings as JSON: a list of objects with key, value, origin, file, line, meaning.
pub fn explain_json(loaded: &Loaded) -> Json {
    let settings = explain(loaded);
    settings.iter().map(setting_json).collect()
}

fn setting_json(setting: &Setting) -> Json {
    let (origin, place) = match &setting.origin {
        Origin::File { file, line } => ("file", Some((file, line))),
        Origin::Inherited { file, line } => ("inherited", Some((file, line))),
        Origin::CommandLine => ("command line", None),
        Origin::Default => ("default", None),
    };
    json!({
        "key": setting.key,
        "value": setting.value,
        "origin": origin,
        "file": place.map(|(file, _)| file),
        "line": place.map(|(_, line)| line),
        "meaning": setting.meaning,
    })
}
