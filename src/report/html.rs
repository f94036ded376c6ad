//! `report.html`: one page that needs no network.

use super::answer::{answer, number_range};
use super::assumptions::Assumption;
use super::figure::Figure;
use super::fit::{FACTOR, fit};
use super::fonts::style_with_chinese;
use super::frame_thousands;
use super::growth::{growth_note, growth_rows};
use super::manifest::VERSION;
use super::numbers::{human, human_range, is_wide, percent, percent_range};
use super::results::Results;
use super::summary::metric_name;
use super::theory::section_of_page;
use crate::experiment::PlatformOutcome;
use crate::scenario::{Confidence, Distribution};

/// How pages look: light and dark, narrow and wide, on paper.
pub const STYLE: &str = include_str!("page.css");

/// A text as it may stand in HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The report of a scenario with its figures.
pub fn report_page(results: &Results, figures: &[&Figure]) -> String {
    let content = [
        question(results),
        pictures(figures),
        final_table(results),
        growth_section(results),
        results.theory.as_ref().map(|beside| section_of_page(results, beside)).unwrap_or_default(),
        fit_table(results),
        assumption_table(results),
        reproduction(results),
    ]
    .concat();
    sheet(&results.title, &answer(results), &content)
}

/// A page with a title, an answer and what stands below them (HTML).
pub fn sheet(title: &str, answer: &str, content: &str) -> String {
    let (title, answer) = (escaped(title), unbroken(&escaped(answer)));
    let fonts = if content.chars().any(is_wide) { style_with_chinese() } else { String::new() };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{fonts}{STYLE}</style>\n</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n<p class=\"answer\">{answer}</p>\n{content}</main>\n</body>\n</html>\n"
    )
}

/// A text whose dates are never broken at their hyphens.
fn unbroken(text: &str) -> String {
    let dated = |word: &str| word.contains('-') && word.contains(|c: char| c.is_ascii_digit());
    let word = |word: &str| if dated(word) { format!("<span class=\"date\">{word}</span>") } else { word.to_owned() };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
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

/// Figures with what they show in words.
pub fn pictures(figures: &[&Figure]) -> String {
    let picture = |figure: &&Figure| {
        let (svg, text) = (&figure.svg, escaped(&figure.description));
        format!("<figure tabindex=\"0\">{svg}</figure>\n<p class=\"small\">{text}</p>\n")
    };
    section("Figures", &joined(figures, picture))
}

/// A heading and what stands below it.
pub fn section(heading: &str, content: &str) -> String {
    format!("<section>\n<h2>{}</h2>\n{content}</section>\n", escaped(heading))
}

/// Pieces of HTML behind each other.
pub fn joined<T>(parts: impl IntoIterator<Item = T>, html: impl Fn(T) -> String) -> String {
    parts.into_iter().map(html).collect()
}

/// A table in HTML; cells are plain text.
pub fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let head = joined(head, |cell| format!("<th scope=\"col\">{}</th>", escaped(cell)));
    let cells = |row: Vec<String>| joined(row, |cell| format!("<td>{}</td>", escaped(&cell)));
    let body = joined(rows, |row| format!("<tr>{}</tr>\n", cells(row)));
    format!("<div class=\"wide\"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>\n")
}

fn final_table(results: &Results) -> String {
    let persons = |p: usize, of: &dyn Fn(&PlatformOutcome) -> f64| match number_range(results, p, of) {
        Some([low, median, high]) => format!("{} ({})", human(median), human_range(low, high)),
        None => "–".to_owned(),
    };
    let row = |(p, platform): (usize, &super::Platform)| {
        let share = number_range(results, p, |o| o.share);
        let share = share.map(|[low, median, high]| format!("{} ({})", percent(median), percent_range(low, high)));
        let chance = platform.win_probability;
        vec![
            platform.label.clone(),
            persons(p, &|o| o.active),
            persons(p, &|o| o.registered),
            share.unwrap_or_default(),
            persons(p, &|o| o.peak),
            format!("{} [{}, {}]", percent(chance.value), percent(chance.low), percent(chance.high)),
        ]
    };
    let head = ["Platform", "Active", "Registered", "Share", "Peak", "Wins"];
    format!(
        "<section>\n<h2>On {}</h2>\n<p>Persons: median and, in parentheses, the range of 90 % of {} runs. Wins: share of the runs \
         with its 95 % interval.</p>\n{}</section>\n",
        results.end,
        results.runs,
        table(&head, results.platforms.iter().enumerate().map(row))
    )
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
            format!("{} ({})", human(observed.value), human_range(observed.low, observed.high)),
            format!("{} ({})", human(point.model), human_range(point.range.0, point.range.1)),
            format!("× {:.2}", point.ratio),
            if point.met { "yes" } else { "no" }.to_owned(),
            observed.source.clone(),
        ]
    });
    let within = format!("Within × {FACTOR}");
    let head = ["Platform", "Date", "Counts", "Published", "Model", "Model / published", within.as_str(), "Source"];
    format!(
        "<section>\n<h2>Against history</h2>\n<p>The median of the runs meets {sentence}.</p>\n{}</section>\n",
        table(&head, rows)
    )
}

fn assumption_table(results: &Results) -> String {
    if results.assumptions.is_empty() {
        return String::new();
    }
    let confidence = |a: &Assumption| match a.evidence.as_ref().and_then(|e| e.confidence) {
        Some(Confidence::High) => "high",
        Some(Confidence::Medium) => "medium",
        Some(Confidence::Low) => "low",
        Some(Confidence::Guess) => "guess",
        None => "not stated",
    };
    let rows = results.assumptions.iter().map(|a| {
        let source = a.evidence.as_ref().and_then(|e| e.source.clone()).unwrap_or_default();
        let note = a.evidence.as_ref().and_then(|e| e.note.clone()).unwrap_or_default();
        vec![
            a.key.clone(),
            spread(&a.distribution, a.unit),
            confidence(a).to_owned(),
            format!("{source} {note}").trim().to_owned(),
        ]
    });
    format!(
        "<section>\n<h2>What the answer rests on</h2>\n<p>Numbers that are uncertain (drawn anew for each run) or say where they come \
         from.</p>\n{}</section>\n",
        table(&["Parameter", "Value", "Confidence", "Evidence"], rows)
    )
}

/// A distribution in words, with its unit.
fn spread(distribution: &Distribution, unit: &str) -> String {
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

fn reproduction(results: &Results) -> String {
    format!(
        "<section>\n<h2>Reproduce</h2>\n<p>headstart {VERSION}, seed {}, {} runs of {} agents. <code>manifest.json</code> beside \
         this page holds the scenario as it was run and a hash of every file.</p>\n<pre>headstart run {}.toml --seed {} --runs {} \
         --agents {}</pre>\n</section>\n",
        results.seed,
        results.runs,
        frame_thousands(results.agents),
        escaped(&results.name),
        results.seed,
        results.runs,
        results.agents
    )
}
