//! A sweep as findings.

use serde_json::{Value as Json, json};

use super::Findings;
use super::axes::{passing, place};
use super::sweep_figures::{curve, effects, map};
use super::words::{amount, capital, counted, known, measure_words, value_of};
use crate::experiment::{Allocation, Estimate, Meter, Tally};
use crate::report::figure::Value;
use crate::report::table::{Table, Values};
use crate::scenario::{Axis, AxisKind, Level, Scenario};

/// What a sweep did.
pub struct Swept<'a> {
    /// The scenario that was varied.
    pub scenario: &'a Scenario,
    /// What was varied.
    pub axes: &'a [Axis],
    /// What was measured.
    pub meter: &'a Meter,
    /// How many runs each point was given.
    pub allocation: Allocation,
    /// Whether the points are all combinations of the axes' levels, the first axis fastest.
    pub grid: bool,
    /// The levels of each point, one an axis.
    pub points: &'a [Vec<Level>],
    /// What the runs of each point gave.
    pub tallies: &'a [&'a Tally],
    /// Numbers of the axes at which the scenario itself stands, where they are known.
    pub base: Vec<Option<f64>>,
}

impl Swept<'_> {
    /// What the means are.
    pub(super) fn value(&self) -> Value {
        value_of(self.meter.measure())
    }

    /// The mean of a point: with an interval that is valid whenever its runs ended where results decided how many there were.
    pub(super) fn estimate(&self, point: usize) -> Estimate {
        let tally = self.tallies[point];
        match self.allocation {
            Allocation::Tipping { .. } if self.meter.is_probability() => tally.estimate_anytime(),
            _ => tally.estimate(self.meter),
        }
    }

    /// The level that is to be passed: even odds, or the middle of what was found.
    pub(super) fn level(&self) -> f64 {
        match self.allocation {
            Allocation::Tipping { level, .. } => level,
            Allocation::Even(_) if self.meter.is_probability() => 0.5,
            Allocation::Even(_) => {
                let means = (0..self.points.len()).map(|point| self.estimate(point).value);
                let (low, high) = means.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(x), b.max(x)));
                f64::midpoint(low, high)
            }
        }
    }

    /// Runs of all points together.
    pub(super) fn runs(&self) -> u64 {
        self.tallies.iter().map(|tally| tally.runs()).sum()
    }

    /// The most runs of any point.
    pub(super) fn most_runs(&self) -> u64 {
        self.tallies.iter().map(|tally| tally.runs()).max().unwrap_or(0)
    }
}

/// What a sweep found.
pub fn swept(sweep: &Swept) -> Findings {
    let answer = answer(sweep);
    let figures = match (sweep.axes.len(), sweep.grid) {
        (1, _) => vec![("response".to_owned(), curve(sweep, &title(sweep, &answer)))],
        (2, true) => vec![("phase".to_owned(), map(sweep, &title(sweep, &answer)))],
        _ => effects(sweep),
    };
    let mut notes = vec![
        "All points share people, contacts and luck: differences between them are smaller than their intervals suggest.".to_owned(),
    ];
    if let Allocation::Tipping { most, level } = sweep.allocation {
        notes.push(format!(
            "A point got no more runs as soon as its chance was known to lie above or below {}, and {most} at most; intervals hold however \
             many runs there were (confidence sequences).",
            amount(sweep.value(), level)
        ));
    }
    Findings {
        command: "sweep",
        title: format!("{}: {}", sweep.scenario.title, measure_words(sweep.meter.measure(), sweep.scenario)),
        answer,
        notes,
        tables: vec![("sweep", table(sweep))],
        rows: rows(sweep),
        below: Vec::new(),
        figures,
        summary: json!({
            "measure": sweep.meter.text(),
            "level": sweep.level(),
            "axes": sweep.axes.iter().map(|axis| json!({"label": axis.label, "keys": axis.keys})).collect::<Vec<_>>(),
            "points": (0..sweep.points.len()).map(|point| point_json(sweep, point)).collect::<Vec<_>>(),
        }),
    }
}

/// What the figure says above: where a map turns, or the first clause of the answer.
fn title(sweep: &Swept, answer: &str) -> String {
    let means: Vec<f64> = (0..sweep.points.len()).map(|point| sweep.estimate(point).value).collect();
    let level = sweep.level();
    let tips = means.iter().any(|mean| *mean > level) && means.iter().any(|mean| *mean < level);
    if sweep.axes.len() == 2 && tips {
        let words = capital(&measure_words(sweep.meter.measure(), sweep.scenario));
        let at = if sweep.axes[1].kind == AxisKind::Choice { "" } else { "at " };
        return format!("{words} is {} {at}{}", amount(sweep.value(), level), boundary(sweep, &means));
    }
    answer.split("; ").next().unwrap_or(answer).to_owned()
}

/// A point for scripts.
pub fn point_json(sweep: &Swept, point: usize) -> Json {
    let estimate = sweep.estimate(point);
    let tally = sweep.tallies[point];
    let finite = |number: f64| number.is_finite().then_some(number);
    let platforms = sweep.scenario.platforms.iter().enumerate();
    let wins: serde_json::Map<String, Json> = platforms
        .clone()
        .map(|(p, platform)| (platform.name.clone(), json!(tally.wins.get(p).copied().unwrap_or(0))))
        .collect();
    json!({
        "point": point,
        "at": sweep.points[point].iter().map(|level| level.text.clone()).collect::<Vec<_>>(),
        "runs": tally.runs(),
        "value": finite(estimate.value),
        "low": finite(estimate.low),
        "high": finite(estimate.high),
        "wins": wins,
    })
}

fn table(sweep: &Swept) -> Table {
    let points = 0..sweep.points.len();
    let mut table = Table::default();
    table.add("point", Values::Whole(points.clone().map(|point| point as i64).collect()));
    for (at, axis) in sweep.axes.iter().enumerate() {
        let texts = sweep.points.iter().map(|levels| Some(levels[at].text.clone()));
        table.add(axis.keys.join(","), Values::Text(texts.collect()));
        table.add(format!("x{}", at + 1), Values::Real(sweep.points.iter().map(|levels| levels[at].number).collect()));
    }
    table.add("runs", Values::Whole(sweep.tallies.iter().map(|tally| tally.runs() as i64).collect()));
    let mut estimates = |name: &str, of: &dyn Fn(usize) -> Estimate| {
        let column = |part: fn(&Estimate) -> f64| {
            let number = |point| Some(part(&of(point))).filter(|number| number.is_finite());
            Values::Optional(points.clone().map(number).collect())
        };
        table.add(name, column(|e| e.value));
        table.add(format!("{name}_low"), column(|e| e.low));
        table.add(format!("{name}_high"), column(|e| e.high));
    };
    estimates("value", &|point| sweep.estimate(point));
    for (p, platform) in sweep.scenario.platforms.iter().enumerate() {
        estimates(&format!("{}_wins", platform.name), &|point| sweep.tallies[point].win_probability(p));
    }
    for (p, platform) in sweep.scenario.platforms.iter().enumerate() {
        let share = |tally: &&Tally| tally.shares.get(p).copied();
        table.add(format!("{}_share", platform.name), Values::Optional(sweep.tallies.iter().map(share).collect()));
    }
    table
}

/// Most columns and rows of the small table of a map.
const SMALL: (usize, usize) = (9, 13);

/// The means of a map, a line for each level of the second axis, the highest first; levels in between are left out where there are many.
fn small_map(sweep: &Swept) -> Vec<Vec<String>> {
    let (columns, lines) = (sweep.axes[0].levels.len(), sweep.axes[1].levels.len());
    let chosen = |count: usize, most: usize| -> Vec<usize> {
        let shown = count.min(most);
        (0..shown).map(|at| if shown > 1 { at * (count - 1) / (shown - 1) } else { 0 }).collect()
    };
    let across = chosen(columns, SMALL.0);
    let head = across.iter().map(|column| place(&sweep.axes[0], sweep.axes[0].levels[*column].number));
    let head = std::iter::once(format!("{} ↓", sweep.meter.text())).chain(head).collect();
    let line = |line: &usize| {
        let name = place(&sweep.axes[1], sweep.axes[1].levels[*line].number);
        let cell = |column: &usize| amount(sweep.value(), sweep.estimate(line * columns + column).value);
        std::iter::once(name).chain(across.iter().map(cell)).collect()
    };
    std::iter::once(head).chain(chosen(lines, SMALL.1).iter().rev().map(line)).collect()
}

fn rows(sweep: &Swept) -> Vec<Vec<String>> {
    if sweep.grid && sweep.axes.len() == 2 {
        return small_map(sweep);
    }
    let head = sweep.axes.iter().map(|axis| axis.label.clone());
    let head: Vec<String> = head.chain(["runs".to_owned(), sweep.meter.text().to_owned()]).collect();
    let row = |point: usize| -> Vec<String> {
        let levels = sweep.axes.iter().zip(&sweep.points[point]).map(|(axis, level)| place(axis, level.number));
        let runs = sweep.tallies[point].runs().to_string();
        levels.chain([runs, known(sweep.value(), sweep.estimate(point))]).collect()
    };
    std::iter::once(head).chain((0..sweep.points.len()).map(row)).collect()
}

/// Where the outcome tips, or that it does not.
fn answer(sweep: &Swept) -> String {
    let (value, level) = (sweep.value(), sweep.level());
    let words = measure_words(sweep.meter.measure(), sweep.scenario);
    let means: Vec<f64> = (0..sweep.points.len()).map(|point| sweep.estimate(point).value).collect();
    let lowest = means.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (range, level_text) = ((amount(value, lowest), amount(value, highest)), amount(value, level));
    if let [axis] = sweep.axes
        && axis.kind == AxisKind::Choice
    {
        let with = |mean: f64| {
            let points = (0..means.len()).filter(|point| means[*point].total_cmp(&mean).is_eq());
            let names: Vec<String> = points.map(|point| place(axis, sweep.points[point][0].number)).collect();
            format!("{} ({})", amount(value, mean), names.join(", "))
        };
        return format!("{} goes from {} to {} over {}.", capital(&words), with(lowest), with(highest), axis.label);
    }
    if lowest > level || highest < level {
        let side = if lowest > level { "above" } else { "below" };
        let between =
            if range.0 == range.1 { format!("it is {}", range.0) } else { format!("from {} to {}", range.0, range.1) };
        let points = counted(means.len() as u64, "point");
        return format!("{} stays {side} {level_text} at all {points}: {between}.", capital(&words));
    }
    let crossings = if sweep.axes.len() == 1 { crossings(sweep, &means) } else { Vec::new() };
    match (&crossings[..], sweep.axes.len()) {
        ([at], 1) => format!(
            "{} passes {level_text} {} ({}); it goes from {} to {}.",
            capital(&words),
            at_place(passing(&sweep.axes[0], *at)),
            sweep.axes[0].label,
            range.0,
            range.1
        ),
        (several, 1) if several.len() > 1 => {
            let places: Vec<String> = several.iter().map(|at| at_place(passing(&sweep.axes[0], *at))).collect();
            format!("{} passes {level_text} several times: {}.", capital(&words), places.join(", "))
        }
        _ if sweep.grid && sweep.axes.len() == 2 => {
            let where_at = boundary(sweep, &means);
            format!(
                "{} goes from {} to {} over {} points; it is {level_text} where {}: {where_at}.",
                capital(&words),
                range.0,
                range.1,
                means.len(),
                sweep.axes[1].label
            )
        }
        _ => {
            let above = means.iter().filter(|mean| **mean > level).count();
            let open = (0..means.len()).filter(|point| {
                let known = sweep.estimate(*point);
                known.low <= level && level <= known.high
            });
            format!(
                "{} is above {level_text} at {above} of {} points, from {} to {}; at {} the runs leave it open.",
                capital(&words),
                means.len(),
                range.0,
                range.1,
                counted(open.count() as u64, "point")
            )
        }
    }
}

/// Where a map passes its level along the second axis, at the first, the middle and the last level of the first axis.
fn boundary(sweep: &Swept, means: &[f64]) -> String {
    let columns = sweep.axes[0].levels.len();
    let told = |column: usize| {
        let line =
            sweep.axes[1].levels.iter().enumerate().map(|(at, level)| (level.number, means[at * columns + column]));
        let places = passes(line.collect(), sweep.level());
        let at = place(&sweep.axes[0], sweep.axes[0].levels[column].number);
        match &places[..] {
            [] => format!("nowhere ({at})"),
            [first, ..] if sweep.axes[1].kind == AxisKind::Choice => {
                format!("{} ({at})", passing(&sweep.axes[1], *first))
            }
            [first, ..] => format!("{} ({at})", place(&sweep.axes[1], *first)),
        }
    };
    let mut columns = vec![0, columns / 2, columns - 1];
    columns.dedup();
    columns.into_iter().map(told).collect::<Vec<_>>().join(", ")
}

/// "at about +10 days", but "between count and share".
fn at_place(passing: String) -> String {
    if passing.starts_with("about") { format!("at {passing}") } else { passing }
}

/// Where straight lines between the points of one axis pass the level.
fn crossings(sweep: &Swept, means: &[f64]) -> Vec<f64> {
    passes(sweep.points.iter().map(|levels| levels[0].number).zip(means.iter().copied()).collect(), sweep.level())
}

/// Where straight lines between points pass a level.
fn passes(mut points: Vec<(f64, f64)>, level: f64) -> Vec<f64> {
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let crosses = |pair: &&[(f64, f64)]| (pair[0].1 > level) != (pair[1].1 > level);
    let at = |pair: &[(f64, f64)]| pair[0].0 + (level - pair[0].1) / (pair[1].1 - pair[0].1) * (pair[1].0 - pair[0].0);
    points.windows(2).filter(crosses).map(at).collect()
}
