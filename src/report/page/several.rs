//! A page that compares scenarios: their curves on one scale, their answers side by side, what differs between them.

use std::collections::BTreeSet;

use super::{World, escaped, explore, joined, paragraph, section, sheet, table};
use crate::report::answer::{answer, headline};
use crate::report::frame_thousands;
use crate::report::html::{Provenance, last_day};
use crate::report::manifest::VERSION;
use crate::report::results::Results;
use crate::scenario::Difference;

/// One of the scenarios.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// What its runs say.
    pub results: &'a Results,
    /// What made them.
    pub provenance: &'a Provenance,
    /// In what it differs from the first one; an error says why that cannot be told.
    pub differences: Result<&'a [Difference], &'a str>,
}

/// The page. `command` are the words after `headstart` that make it again.
///
/// # Panics
/// When nothing is compared.
pub fn several_page(compared: &[Compared], command: &[String]) -> String {
    let titles: Vec<&str> = compared.iter().map(|one| title(compared, one)).collect();
    let content = [
        section("The answers", &answers(compared, &titles)),
        curves(compared, &titles),
        section("On the last day", &last_days(compared, &titles)),
        section("What differs", &differences(compared, &titles)),
        section("How to reproduce this", &reproduction(compared, &titles, command)),
    ]
    .concat();
    sheet(&titles.join(" | "), &sentence(compared, &titles), &content)
}

/// The title of a scenario, or its name where another one has the same title.
fn title<'a>(compared: &[Compared<'a>], one: &Compared<'a>) -> &'a str {
    let same = compared.iter().filter(|other| other.results.title == one.results.title).count();
    if same > 1 { &one.results.name } else { &one.results.title }
}

/// The findings of all in one sentence each, those that agree together.
fn sentence(compared: &[Compared], titles: &[&str]) -> String {
    let mut found: Vec<(String, Vec<&str>)> = Vec::new();
    for (one, title) in compared.iter().zip(titles) {
        let headline = headline(one.results);
        match found.iter_mut().find(|(known, _)| *known == headline) {
            Some((_, of)) => of.push(title),
            None => found.push((headline, vec![title])),
        }
    }
    joined(found, |(headline, of)| format!("{}: {headline}. ", of.join("; "))).trim_end().to_owned()
}

fn answers(compared: &[Compared], titles: &[&str]) -> String {
    let rows = compared.iter().zip(titles).map(|(one, title)| vec![(*title).to_owned(), answer(one.results)]);
    table(&["Scenario", "Answer"], rows)
}

fn curves(compared: &[Compared], titles: &[&str]) -> String {
    let captions: Vec<String> = compared.iter().map(|one| headline(one.results) + ".").collect();
    let named = compared.iter().zip(titles).zip(&captions);
    let worlds: Vec<World> =
        named.map(|((one, title), caption)| World { results: one.results, title, caption }).collect();
    explore(&worlds, "All on the same scale of users and of time; the cursor is on the same day in all of them.")
}

/// A row a scenario and platform.
fn last_days(compared: &[Compared], titles: &[&str]) -> String {
    let ends: BTreeSet<String> = compared.iter().map(|one| one.results.end.to_string()).collect();
    let note = format!(
        "Persons on {}: median and, in parentheses, the range of 90 % of the runs. Wins: share of the runs with its 95 % interval.",
        ends.into_iter().collect::<Vec<_>>().join(" or ")
    );
    let rows = compared.iter().zip(titles).flat_map(|(one, title)| {
        one.results.present().into_iter().map(|p| {
            let mut row = last_day(one.results, p);
            row.insert(1, (*title).to_owned());
            row
        })
    });
    paragraph(&note) + &table(&["Platform", "Scenario", "Active", "Registered", "Share", "Peak", "Wins"], rows)
}

/// What differs between the first scenario and each other.
fn differences(compared: &[Compared], titles: &[&str]) -> String {
    let others = compared.iter().zip(titles).skip(1);
    joined(others, |(one, title)| {
        let heading = format!("<h3>{}</h3>\n", escaped(title));
        heading
            + &match one.differences {
                Ok([]) => paragraph("Nothing that can change a run."),
                Ok(found) => {
                    let rows = found.iter().map(|d| vec![d.label.clone(), d.key.clone(), d.a.clone(), d.b.clone()]);
                    table(&["What", "Key", titles[0], title], rows)
                }
                Err(reason) => paragraph(reason),
            }
    })
}

fn reproduction(compared: &[Compared], titles: &[&str], command: &[String]) -> String {
    let rows = compared.iter().zip(titles).map(|(one, title)| {
        let results = one.results;
        vec![
            (*title).to_owned(),
            results.name.clone(),
            results.runs.to_string(),
            frame_thousands(results.agents),
            results.seed.to_string(),
            one.provenance.hash.chars().take(12).collect(),
        ]
    });
    let told = table(&["Title", "Scenario", "Runs", "Agents", "Seed", "SHA-256 begins with"], rows);
    let text = format!("headstart {VERSION} made this page from the folders that its command names.");
    format!("{told}{}<pre><code>headstart {}</code></pre>\n", paragraph(&text), escaped(&command.join(" ")))
}
