//! What history pins down, and what is guessed: how many inputs stand on what, which published numbers are met, and what these
//! cannot tell apart.
//!
//! The latter follows from the data by three rules: totals do not say by which way people joined; what happens to a platform between
//! two of its published numbers cannot be told apart by them; and fewer numbers than weakly supported inputs fix none of them.

use super::{joined, list, paragraph, section, table};
use crate::report::answer::label;
use crate::report::assumptions::Assumption;
use crate::report::events::EventKind;
use crate::report::fit::{FACTOR, Fit, FitPoint, day_of, fit};
use crate::report::growth::{cause_words, ordered};
use crate::report::results::Results;
use crate::scenario::{Confidence, Distribution, Metric};

/// The words for how far an input can be trusted, the best first.
const GRADES: [&str; 5] = ["high", "medium", "low", "guess", "not stated"];
/// From this grade on, an input is weakly supported.
const WEAK: usize = 2;

/// How far an input can be trusted, in a word.
pub fn confidence(assumption: &Assumption) -> &'static str {
    GRADES[grade(assumption)]
}

fn grade(assumption: &Assumption) -> usize {
    match assumption.evidence.as_ref().and_then(|evidence| evidence.confidence) {
        Some(Confidence::High) => 0,
        Some(Confidence::Medium) => 1,
        Some(Confidence::Low) => 2,
        Some(Confidence::Guess) => 3,
        None => 4,
    }
}

/// The section; nothing where there are neither inputs with evidence nor published numbers.
pub fn known(results: &Results) -> String {
    let fit = fit(results);
    if results.assumptions.is_empty() && fit.points.is_empty() {
        return String::new();
    }
    let open = open(results, &fit);
    let open =
        if open.is_empty() { open.concat() } else { format!("<h3>What they cannot tell apart</h3>\n{}", list(&open)) };
    let content = format!(
        "<h3>What the inputs stand on</h3>\n{}<h3>What published numbers say</h3>\n{}{open}",
        inputs(results),
        joined(pinned(results, &fit), |text| paragraph(&text)),
    );
    section("What history pins down, and what is guessed", &content)
}

/// How many inputs have which confidence, and which they are.
fn inputs(results: &Results) -> String {
    let all = &results.assumptions;
    if all.is_empty() {
        return paragraph("No input is uncertain, and none says where it comes from.");
    }
    let drawn = all.iter().filter(|a| !matches!(a.distribution, Distribution::Constant(_))).count();
    let weak = all.iter().filter(|a| grade(a) >= WEAK).count();
    let told = format!(
        "{} inputs are uncertain or say where they come from; {drawn} of them are drawn anew in each run, the others are held at one \
         value. {weak} have low confidence or less. The intervals on this page tell what luck and the drawn inputs do; what a wrong value \
         that is held would do, they do not tell.",
        all.len()
    );
    let of_grade = |grade: usize| all.iter().filter(|a| self::grade(a) == grade).collect::<Vec<_>>();
    let groups = (0..GRADES.len()).map(|grade| (grade, of_grade(grade))).filter(|(_, of)| !of.is_empty());
    let rows = groups.map(|(grade, of)| vec![GRADES[grade].to_owned(), of.len().to_string(), by_owner(results, &of)]);
    paragraph(&told) + &table(&["Confidence", "Inputs", "Which"], rows)
}

/// Keys by what they belong to, those of the same table as one: "MiTalk: media, churn, features (9); market: potential".
fn by_owner(results: &Results, inputs: &[&Assumption]) -> String {
    let mut owners: Vec<(String, Vec<&str>)> = Vec::new();
    for key in inputs.iter().map(|input| input.key.as_str()) {
        let (owner, name) = owner(results, key);
        match owners.iter_mut().find(|(known, _)| *known == owner) {
            Some((_, names)) => names.push(name),
            None => owners.push((owner, vec![name])),
        }
    }
    let told = owners.into_iter().map(|(owner, names)| format!("{owner}: {}", by_table(&names).join(", ")));
    told.collect::<Vec<_>>().join("; ")
}

fn by_table(names: &[&str]) -> Vec<String> {
    let table = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let mut tables: Vec<(String, Vec<&str>)> = Vec::new();
    for name in names {
        match tables.iter_mut().find(|(known, _)| *known == table(name)) {
            Some((_, of)) => of.push(name),
            None => tables.push((table(name), vec![name])),
        }
    }
    let told = |(table, of): (String, Vec<&str>)| {
        if let [one] = of[..] { one.to_owned() } else { format!("{table} ({})", of.len()) }
    };
    tables.into_iter().map(told).collect()
}

/// What a key belongs to, and what is left of it.
fn owner<'k>(results: &Results, key: &'k str) -> (String, &'k str) {
    let of_platform = key.strip_prefix("platforms.").and_then(|rest| rest.split_once('.'));
    if let Some((name, rest)) = of_platform
        && let Some(number) = results.platforms.iter().position(|platform| platform.name == name)
    {
        return (label(results, number), rest);
    }
    key.split_once('.').map_or_else(|| ("scenario".to_owned(), key), |(owner, rest)| (owner.to_owned(), rest))
}

/// What the published numbers say, a paragraph a platform.
fn pinned(results: &Results, fit: &Fit) -> Vec<String> {
    if fit.points.is_empty() {
        return vec![
            "No published number is compared with the runs: history pins nothing down here, and the answer follows from the inputs \
             alone."
                .to_owned(),
        ];
    }
    results.present().into_iter().map(|p| pinned_of(results, fit, p)).collect()
}

fn pinned_of(results: &Results, fit: &Fit, platform: usize) -> String {
    let (name, points) = (label(results, platform), points_of(results, fit, platform));
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return format!("{name}: no published number is aimed at; its curve rests on the inputs alone.");
    };
    let date = |point: &&FitPoint| results.targets[point.target].observation.date;
    let met = points.iter().filter(|point| point.met).count();
    let value = |point: &FitPoint| results.targets[point.target].observation.value;
    let within = points.iter().filter(|point| (point.range.0..=point.range.1).contains(&value(point))).count();
    let when = if points.len() == 1 {
        format!("on {}", date(first))
    } else {
        format!("from {} to {}", date(first), date(last))
    };
    let missed: Vec<String> = points
        .iter()
        .filter(|point| !point.met)
        .map(|point| format!("{} (model / published {:.2})", date(point), point.ratio))
        .collect();
    let missed = if missed.is_empty() { String::new() } else { format!(" Missed: {}.", missed.join(", ")) };
    format!(
        "{name}: {} {when}; the median of the runs is within a factor of {FACTOR} of {met}, and {within} lie inside the range of 90 % of the \
         runs.{missed}",
        numbers(points.len())
    )
}

/// The fit's points of a platform, by date.
fn points_of<'f>(results: &Results, fit: &'f Fit, platform: usize) -> Vec<&'f FitPoint> {
    let of = |point: &&FitPoint| results.targets[point.target].observation.platform == platform;
    let mut points: Vec<&FitPoint> = fit.points.iter().filter(of).collect();
    points.sort_by_key(|point| results.targets[point.target].observation.date);
    points
}

fn numbers(count: usize) -> String {
    if count == 1 { "1 published number".to_owned() } else { format!("{count} published numbers") }
}

/// What the published numbers leave open.
fn open(results: &Results, fit: &Fit) -> Vec<String> {
    let of_platform = |p: usize| {
        let points = points_of(results, fit, p);
        if points.is_empty() {
            return Vec::new();
        }
        let mut open = Vec::new();
        open.extend(more_inputs_than_numbers(results, p, points.len()));
        open.extend(ways_of_joining(results, p));
        open.extend(never_counted_active(results, p, &points));
        open.extend(between_numbers(results, p, &points));
        open
    };
    results.present().into_iter().flat_map(of_platform).collect()
}

fn more_inputs_than_numbers(results: &Results, platform: usize, points: usize) -> Option<String> {
    let prefix = format!("platforms.{}.", results.platforms[platform].name);
    let weak = results.assumptions.iter().filter(|a| a.key.starts_with(&prefix) && grade(a) >= WEAK).count();
    (weak >= points).then(|| {
        format!(
            "{} has {weak} inputs of low confidence or less, and {}: other values of these inputs meet them as well.",
            label(results, platform),
            numbers(points)
        )
    })
}

fn ways_of_joining(results: &Results, platform: usize) -> Option<String> {
    let taken = |cause: &usize| {
        results.causes[*cause] != "initial" && results.platforms[platform].growth[*cause].share.mean > 0.0
    };
    let ways: Vec<String> = ordered(results)
        .into_iter()
        .filter(taken)
        .map(|cause| cause_words(&results.layers, &results.causes[cause]))
        .collect();
    (ways.len() > 1).then(|| {
        format!(
            "Published numbers are totals: by which way people joined {} ({}) none of them says, and one way can stand in for another.",
            label(results, platform),
            ways.join(", ")
        )
    })
}

fn never_counted_active(results: &Results, platform: usize, points: &[&FitPoint]) -> Option<String> {
    let active = points.iter().any(|point| results.targets[point.target].observation.metric == Metric::Active);
    (!active).then(|| {
        format!(
            "No published number says how many users of {} were active: how fast they leave is not pinned down.",
            label(results, platform)
        )
    })
}

/// What happened to a platform between two neighboring published numbers, where it was more than one thing.
fn between_numbers(results: &Results, platform: usize, points: &[&FitPoint]) -> Vec<String> {
    let days: Vec<i32> = points
        .iter()
        .filter_map(|point| day_of(results, &results.targets[point.target].observation))
        .map(|day| day as i32)
        .collect();
    let happened = results.events.iter().filter(|event| event.platform == platform && event.kind != EventKind::Launch);
    let mut gaps: Vec<(usize, Vec<String>)> = Vec::new();
    for event in happened {
        let gap = days.partition_point(|day| *day < results.day(event.date));
        let words = format!("{} ({})", event.label, event.date);
        match gaps.last_mut() {
            Some((last, events)) if *last == gap => events.push(words),
            _ => gaps.push((gap, vec![words])),
        }
    }
    let told = |events: Vec<String>| {
        let name = label(results, platform);
        format!(
            "No published number of {name} lies between {}: what one of them did could be put down to another.",
            events.join(", ")
        )
    };
    gaps.into_iter().filter(|(_, events)| events.len() > 1).map(|(_, events)| told(events)).collect()
}

#[cfg(test)]
mod tests {
    use super::by_table;

    #[test]
    fn keys_of_one_table_are_counted() {
        assert_eq!(
            by_table(&["media", "features.voice.invite", "churn", "features.shake.media"]),
            ["media", "features (2)", "churn"]
        );
    }
}
