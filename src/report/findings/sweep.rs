//! A sweep as findings.

use serde_json::{Value as Json, json};

use super::axes::place;
use super::sweep_figures::pictures;
use super::sweep_words::answer;
use super::words::{amount, known, measure_words, value_of};
use super::{Findings, Pictures};
use crate::experiment::{Allocation, Estimate, Meter, Tally};
use crate::report::figure::Value;
use crate::report::table::{Table, Values};
use crate::scenario::{Axis, Level, Scenario};

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

    /// Whether the level is one that somebody asks for, and not only the middle of what was found.
    pub(super) fn asks(&self) -> bool {
        self.meter.is_probability() || matches!(self.allocation, Allocation::Tipping { .. })
    }

    /// The means of all points.
    pub(super) fn means(&self) -> Vec<f64> {
        (0..self.points.len()).map(|point| self.estimate(point).value).collect()
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
        figures: Pictures::told(|language| pictures(sweep, language)),
        summary: json!({
            "measure": sweep.meter.text(),
            "level": sweep.level(),
            "axes": sweep.axes.iter().map(|axis| json!({"label": axis.label, "keys": axis.keys})).collect::<Vec<_>>(),
            "points": (0..sweep.points.len()).map(|point| point_json(sweep, point)).collect::<Vec<_>>(),
        }),
    }
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
