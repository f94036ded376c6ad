//! Theory beside the runs, in words: on the page, in one line of the terminal, in the summary.

use serde_json::{Value, json};

use super::{Beside, Effect, Quantity, Reason, Row, Told};
use crate::report::answer::label;
use crate::report::numbers::{human, human_with_range, percent, percent_with_range};
use crate::report::page::{escaped, joined, section, table};
use crate::report::results::Results;
use crate::theory::Approach;

/// Fewer runs have no range that theory could lie outside of.
const FEW_RUNS: u64 = 5;
/// Numbers that differ by less than this part are told as the same.
const SAME: f64 = 0.05;

impl Approach {
    /// What it is called.
    pub fn words(self) -> &'static str {
        match self {
            Approach::MeanField => "mean field",
            Approach::Ticks => "mean field in ticks",
            Approach::EdgeBased => "edge-based equations",
        }
    }
}

impl Beside {
    /// The numbers of a platform in which the runs part from theory: by more than a twentieth and more than an agent, and beyond the range
    /// of 90 % of the runs; nothing if these are too few.
    fn partings(&self, platform: usize) -> Vec<(&Row, f64, [f64; 3])> {
        if self.runs < FEW_RUNS {
            return Vec::new();
        }
        let compared = [Quantity::EarlySlope, Quantity::Active, Quantity::Registered, Quantity::OnceShare];
        let parts = |row: &'_ Row| {
            let theory = self.main.and_then(|main| row.by(main)).or(row.edge_based)?;
            let runs = row.simulated?;
            let off = (theory - runs[1]).abs();
            let least = if row.quantity.unit() == "persons" { self.agent } else { 0.0 };
            let far = off > SAME * theory.abs().max(runs[1].abs()) && off >= least;
            (far && (theory < runs[0] || theory > runs[2])).then_some((theory, runs))
        };
        let own = self.rows.iter().filter(|row| row.platform == platform && compared.contains(&row.quantity));
        own.filter_map(|row| parts(row).map(|(theory, runs)| (row, theory, runs))).collect()
    }

    /// The reasons that the user should know: those of platforms that part from theory, and luck, which no curve shows.
    fn warnings(&self, platforms: usize) -> Vec<&Effect> {
        let parted: Vec<bool> = (0..platforms).map(|p| !self.partings(p).is_empty()).collect();
        let explains = |effect: &&Effect| {
            let of_graph = [Reason::LastingContacts, Reason::UnlikeDegrees, Reason::Clusters].contains(&effect.reason);
            let known = self.main == Some(Approach::EdgeBased) && of_graph;
            [Reason::FewFirstUsers, Reason::Luck].contains(&effect.reason) || parted[effect.platform] && !known
        };
        self.effects.iter().filter(explains).collect()
    }
}

/// A number with its unit.
fn number(quantity: Quantity, value: f64) -> String {
    match quantity.unit() {
        "1/day" => format!("{:.1} %/day", 100.0 * value),
        "days" => format!("{value:.1} days"),
        "share" => percent(value),
        "users" => format!("{value:.2}"),
        _ => human(value),
    }
}

fn number_range(quantity: Quantity, [low, median, high]: [f64; 3], several: bool) -> String {
    let middle = number(quantity, median);
    if !several || quantity == Quantity::DiesOut {
        return middle;
    }
    match quantity.unit() {
        "persons" => human_with_range(median, low, high),
        "share" => percent_with_range(median, low, high),
        "1/day" => format!("{middle} ({:.1} to {:.1})", 100.0 * low, 100.0 * high),
        _ => middle,
    }
}

/// The line below the answer on the terminal.
pub(super) fn terminal_line(results: &Results, beside: &Beside) -> String {
    let Some(main) = beside.main else {
        let why = beside.missing.iter().find(|(approach, _)| *approach == Approach::MeanField);
        let why = why.map(|(_, why)| why.join("; ")).unwrap_or_default();
        return format!("Theory has no curve here: {why}.");
    };
    let of_platform = |p: usize| {
        let row = beside.row(p, Quantity::Active)?;
        Some(format!("{} {} (runs {})", label(results, p), human(row.by(main)?), human(row.simulated?[1])))
    };
    let ends: Vec<String> = results.present().into_iter().filter_map(of_platform).collect();
    let mut reasons: Vec<Reason> =
        beside.warnings(results.platforms.len()).iter().map(|effect| effect.reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    let names: Vec<&str> = reasons.iter().map(|reason| reason.name()).collect();
    let parted: Vec<_> = results.present().into_iter().flat_map(|p| beside.partings(p)).collect();
    let early = parted.iter().all(|(row, ..)| row.quantity == Quantity::EarlySlope);
    let apart = if early { "early growth apart" } else { "apart" };
    let why = match (parted.is_empty(), names.is_empty()) {
        (false, true) => format!("; {apart}, see what it leaves out"),
        (false, false) => format!("; {apart}: {}", names.join(", ")),
        (true, false) => format!("; mind: {}", names.join(", ")),
        (true, true) => String::new(),
    };
    format!("Theory ({}): {} active{why}.", main.words(), ends.join(", "))
}

/// The section of the page.
pub fn section_of_page(results: &Results, told: &Told) -> String {
    let paragraph = |text: &str| format!("<p>{}</p>\n", escaped(text));
    let list = |items: &[String]| {
        if items.is_empty() {
            String::new()
        } else {
            format!("<ul>\n{}</ul>\n", joined(items, |item| format!("<li>{}</li>\n", escaped(item))))
        }
    };
    let left_out = if told.left_out.is_empty() {
        String::new()
    } else {
        paragraph("What the mean field leaves out or takes otherwise:") + &list(&told.left_out)
    };
    let content = [
        paragraph(&introduction(told.main)),
        comparison(results, &told.rows),
        list(&told.sentences),
        left_out,
        list(&told.missing),
    ];
    section("Beside theory", &content.concat())
}

fn introduction(main: Option<Approach>) -> String {
    let main = match main {
        Some(Approach::EdgeBased) => {
            "Edge-based theory, exact for infinitely many persons on random graphs with these numbers of contacts, is what the runs are held against."
        }
        Some(Approach::MeanField) => {
            "The mean field, infinitely many persons who meet at random in continuous time, is what the runs are held against."
        }
        Some(Approach::Ticks) => {
            "The mean field in the scenario's ticks, infinitely many persons who meet at random, is what the runs are held against."
        }
        None => "No theory here has a curve for this scenario.",
    };
    format!(
        "{main} Growth at the launch is the largest eigenvalue of invitations and leavings; early growth the slope of ln(active) from \
         ten agents to 5 % of the market, or to half of the most users ever. Uncertain numbers are at their medians."
    )
}

pub(super) fn absent(approach: Approach, why: &[&str]) -> String {
    format!("No curve of the {}: {}.", approach.words(), why.join("; "))
}

fn comparison(results: &Results, rows: &[Row]) -> String {
    let several = results.runs > 1;
    let cell =
        |row: &Row, value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| number(row.quantity, value));
    let line = |row: &Row| {
        vec![
            label(results, row.platform),
            row.quantity.words().to_owned(),
            cell(row, row.mean_field),
            cell(row, row.ticks),
            cell(row, row.edge_based),
            cell(row, row.contacts),
            cell(row, row.contacts_in_ticks),
            row.simulated.map_or_else(|| "–".to_owned(), |range| number_range(row.quantity, range, several)),
        ]
    };
    let head = ["Platform", "", "Mean field", "In ticks", "Edge-based", "On the contacts", "In ticks", "Runs"];
    table(&head, rows.iter().map(line))
}

/// Where runs and theory part, and why.
pub(super) fn sentences(results: &Results, beside: &Beside) -> Vec<String> {
    let mut sentences = Vec::new();
    for p in 0..results.platforms.len() {
        for (row, theory, runs) in beside.partings(p) {
            let (theory, runs) = (number(row.quantity, theory), number_range(row.quantity, runs, results.runs > 1));
            sentences.push(format!("{}, {}: theory {theory}, runs {runs}.", label(results, p), row.quantity.words()));
        }
    }
    let parted = !sentences.is_empty();
    let warnings = beside.warnings(results.platforms.len());
    if parted && warnings.is_empty() {
        sentences.push(
            "None of the reasons that can be computed is large: the difference lies in what theory leaves out.".into(),
        );
    }
    sentences.extend(warnings.into_iter().map(|effect| reason_in_words(results, beside, effect)));
    sentences
}

fn reason_in_words(results: &Results, beside: &Beside, effect: &Effect) -> String {
    let name = label(results, effect.platform);
    let (without, with) = (number(effect.quantity, effect.without), number(effect.quantity, effect.with));
    let what = effect.quantity.words();
    match effect.reason {
        Reason::CoarseTicks => {
            let ticks = if beside.tick >= 1.0 { "a day".to_owned() } else { format!("{:.3} days", beside.tick) };
            format!(
                "{name}: ticks of {ticks} make {what} {with} where continuous time has {without}: users count from the tick after joining on."
            )
        }
        Reason::LastingContacts => format!(
            "{name}: that contacts stay the same makes {what} {with} where random meetings have {without}: who won a person is one of the \
             contacts, and nobody is won twice."
        ),
        Reason::UnlikeDegrees => {
            format!(
                "{name}: that some have many contacts makes {what} {with} instead of {without}: they are won early, and win many."
            )
        }
        Reason::Clusters => {
            format!(
                "{name}: clusters make {what} {with} instead of {without}: contacts of contacts were invited before."
            )
        }
        Reason::FewFirstUsers if effect.quantity == Quantity::DiesOut => {
            format!("{name}: the first users are so few that all are lost in {with} of the runs, by theory.")
        }
        Reason::Luck => {
            format!("{name}: by luck alone, 90 % of the runs end anywhere between {without} and {with}.")
        }
        Reason::FewFirstUsers => {
            format!(
                "{name}: the first users are so few that runs differ by ± {with} in their early numbers by luck alone."
            )
        }
    }
}

/// Theory beside the runs, for `summary.json`.
pub fn theory_json(results: &Results, told: &Told) -> Value {
    let row = |row: &Row| {
        json!({
            "platform": results.platforms[row.platform].name,
            "quantity": row.quantity.name(),
            "unit": row.quantity.unit(),
            "mean_field": row.mean_field,
            "mean_field_in_ticks": row.ticks,
            "edge_based": row.edge_based,
            "on_contacts": row.contacts,
            "on_contacts_in_ticks": row.contacts_in_ticks,
            "runs": row.simulated,
        })
    };
    json!({
        "held_against": told.main.map(Approach::words),
        "rows": told.rows.iter().map(row).collect::<Vec<_>>(),
        "sentences": told.sentences,
        "left_out": told.left_out,
        "missing": told.missing,
        "line": told.line,
        "drawn": told.drawn,
    })
}
