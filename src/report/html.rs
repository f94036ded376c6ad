//! `report.html` of a scenario: the answer, the curves, figures, tables, what it rests on, how to make it again.

use super::answer::{answer, headline, number_range};
use super::assumptions::Assumption;
use super::figure::Figure;
use super::fit::{FACTOR, fit};
use super::frame_thousands;
use super::growth::{growth_note, growth_rows};
use super::manifest::VERSION;
use super::numbers::{human, human_with_range, percent, percent_with_range};
use super::page::{World, confidence, escaped, explore, joined, known, paragraph, pictures, section, sheet, table};
use super::results::Results;
use super::summary::metric_name;
use super::theory::section_of_page;
use crate::experiment::PlatformOutcome;
use crate::scenario::Distribution;

/// What made the results that a page tells of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// The [hash](crate::scenario::hash) of the scenario.
    pub hash: String,
    /// The words after `headstart`; nothing where no command made them.
    pub command: Vec<String>,
}

/// The report of a scenario with its figures.
pub fn report_page(results: &Results, figures: &[&Figure], provenance: &Provenance) -> String {
    let curves = explore(&[World { results, title: "", caption: "" }], &format!("{}.", headline(results)));
    let content = [
        question(results),
        curves,
        pictures(figures),
        final_table(results),
        growth_section(results),
        results.theory.as_ref().map(|told| section_of_page(results, told)).unwrap_or_default(),
        fit_table(results),
        known(results),
        assumption_table(results),
        reproduction(results, provenance),
    ]
    .concat();
    sheet(&results.title, &answer(results), &content)
}

fn question(results: &Results) -> String {
    let paragraphs = |text: &str| joined(text.split("\n\n"), |part| format!("<p>{}</p>\n", escaped(part.trim())));
    let mut html = String::new();
    if !results.about.trim().is_empty() {
        html += &section("The question", &paragraphs(&results.about));
    }
    if let Some(expected) = &results.expect {
        html += &section("What the author expected", &paragraphs(expected));
    }
    html
}

/// The last day: what all platforms have.
fn final_table(results: &Results) -> String {
    let several = results.runs > 1;
    let note = match results.runs {
        1 => "Persons in the one run.".to_owned(),
        runs => format!(
            "Persons: median and, in parentheses, the range of 90 % of {runs} runs. Wins: share of the runs with its 95 % interval."
        ),
    };
    let head = ["Platform", "Active", "Registered", "Share", "Peak", "Wins"];
    let head = &head[..if several { 6 } else { 5 }];
    let rows = (0..results.platforms.len()).map(|p| last_day(results, p)[..head.len()].to_vec());
    section(&format!("On {}", results.end), &(paragraph(&note) + &table(head, rows)))
}

/// A platform on the last day, in the order of the columns; ranges where there are several runs.
pub fn last_day(results: &Results, p: usize) -> Vec<String> {
    let several = results.runs > 1;
    let told = |of: &dyn Fn(&PlatformOutcome) -> f64, one: fn(f64) -> String, all: fn(f64, f64, f64) -> String| {
        number_range(results, p, of)
            .map_or("–".to_owned(), |[low, median, high]| if several { all(median, low, high) } else { one(median) })
    };
    let platform = &results.platforms[p];
    let chance = platform.win_probability;
    vec![
        platform.label.clone(),
        told(&|o| o.active, human, human_with_range),
        told(&|o| o.registered, human, human_with_range),
        told(&|o| o.share, percent, percent_with_range),
        told(&|o| o.peak, human, human_with_range),
        format!("{} [{}, {}]", percent(chance.value), percent(chance.low), percent(chance.high)),
    ]
}

/// Where growth came from.
fn growth_section(results: &Results) -> String {
    let rows = growth_rows(results);
    let Some((head, rows)) = rows.split_first() else { return String::new() };
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let note = escaped(&growth_note(results));
    section("Where growth came from", &format!("{}<p class=\"small\">{note}</p>\n", table(&head, rows.to_vec())))
}

fn fit_table(results: &Results) -> String {
    let fit = fit(results);
    let Some(sentence) = fit.sentence() else { return String::new() };
    let rows = fit.points.iter().map(|point| {
        let observed = &results.targets[point.target].observation;
        vec![
            results.platforms[observed.platform].label.clone(),
            observed.date.to_string(),
            metric_name(observed.metric).to_owned(),
            human_with_range(observed.value, observed.low, observed.high),
            human_with_range(point.model, point.range.0, point.range.1),
            format!("× {:.2}", point.ratio),
            if point.met { "yes" } else { "no" }.to_owned(),
            observed.source.clone(),
        ]
    });
    let within = format!("Within × {FACTOR}");
    let head = ["Platform", "Date", "Counts", "Published", "Model", "Model / published", within.as_str(), "Source"];
    let met = paragraph(&format!("The median of the runs meets {sentence}."));
    section("Against history", &(met + &table(&head, rows)))
}

fn assumption_table(results: &Results) -> String {
    if results.assumptions.is_empty() {
        return String::new();
    }
    let row = |a: &Assumption| {
        let evidence = a.evidence.as_ref();
        let said = [evidence.and_then(|e| e.source.clone()), evidence.and_then(|e| e.note.clone())];
        let said = said.into_iter().flatten().collect::<Vec<_>>().join(". ");
        vec![a.key.clone(), spread(&a.distribution, a.unit), confidence(a).to_owned(), said]
    };
    let note = "Every number that is uncertain (drawn anew for each run) or says where it comes from.";
    let rows = results.assumptions.iter().map(row);
    let content = paragraph(note) + &table(&["Parameter", "Value", "Confidence", "Evidence"], rows);
    section("What the answer rests on", &content)
}

/// A distribution in words, with its unit.
pub fn spread(distribution: &Distribution, unit: &str) -> String {
    let n = |value: f64| {
        if value != 0.0 && value.abs() < 0.01 {
            format!("{value:.2e}")
        } else {
            format!("{value:.4}").trim_end_matches('0').trim_end_matches('.').to_owned()
        }
    };
    let words = match *distribution {
        Distribution::Constant(value) => n(value),
        Distribution::Uniform { low, high } => format!("{} to {}, uniform", n(low), n(high)),
        Distribution::Normal { mean, sd } => format!("{} ± {}, normal", n(mean), n(sd)),
        Distribution::Lognormal { median, spread } => format!("{}, lognormal, spread {}", n(median), n(spread)),
        Distribution::Beta { alpha, beta, low, high } => {
            format!("{} to {}, beta({}, {})", n(low), n(high), n(alpha), n(beta))
        }
        Distribution::Triangular { low, mode, high } => format!("{} to {}, most likely {}", n(low), n(high), n(mode)),
        Distribution::Empirical(ref values) => format!("one of {} values", values.len()),
    };
    format!("{words} {unit}").trim_end().to_owned()
}

/// How to make the same again: the command, and everything that it depends on.
fn reproduction(results: &Results, provenance: &Provenance) -> String {
    let facts = vec![
        vec!["Program".to_owned(), format!("headstart {VERSION}")],
        vec!["Scenario".to_owned(), results.name.clone()],
        vec!["SHA-256 of all in it that can change a number".to_owned(), provenance.hash.clone()],
        vec!["Seed".to_owned(), results.seed.to_string()],
        vec!["Agents".to_owned(), frame_thousands(results.agents)],
        vec!["Runs".to_owned(), results.runs.to_string()],
    ];
    let facts = facts.into_iter().filter(|fact| !fact[1].is_empty());
    let rows = joined(facts, |fact| {
        format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escaped(&fact[0]), escaped(&fact[1]))
    });
    let command = command(results, provenance);
    let content = format!(
        "<div class=\"wide\"><table><tbody>\n{rows}</tbody></table></div>\n<pre><code>{}</code></pre>\n<p><code>manifest.json</code> beside this page \
         holds the scenario as it was run, the files that the command reads, and a hash of every result: \
         <code>headstart verify</code> on this folder makes everything again and compares, <code>headstart plot</code> draws figures and \
         page anew from the tables.</p>\n",
        escaped(&command)
    );
    section("How to reproduce this", &content)
}

/// The command, with what may have been given as flags.
fn command(results: &Results, provenance: &Provenance) -> String {
    let mut words = match &provenance.command[..] {
        [] => vec!["run".to_owned(), format!("{}.toml", results.name), format!("--runs {}", results.runs)],
        words => words.to_vec(),
    };
    words.extend([format!("--seed {}", results.seed), format!("--agents {}", results.agents)]);
    format!("headstart {}", words.join(" "))
}
