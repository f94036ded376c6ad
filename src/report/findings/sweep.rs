//! A sweep as findings.

use serde_json::{Value as Json, json};

use super::Findings;
use super::axes::{parameter, place};
use super::words::{amount, capital, known, measure_words, platform_words, value_of};
use crate::experiment::{Allocation, Estimate, Meter, Tally};
use crate::report::figure::{
    Cell, Figure, Head, Phase, Response, ResponsePoint, Series, Value, phase, platform_color, response,
};
use crate::report::manifest::VERSION;
use crate::report::table::{Table, Values};
use crate::scenario::{Axis, Event, Level, MeasureKind, Scenario};
use crate::stats::{anytime_proportion, contour};

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
    fn value(&self) -> Value {
        value_of(self.meter.measure())
    }

    /// The mean of a point: with an interval that is valid whenever its runs ended where results decided how many there were.
    fn estimate(&self, point: usize) -> Estimate {
        let tally = self.tallies[point];
        match self.allocation {
            Allocation::Tipping { .. } if self.meter.is_probability() && tally.runs() > 0 => {
                let successes = tally.values.iter().filter(|value| **value > 0.5).count() as u64;
                let (low, high) = anytime_proportion(successes, tally.runs(), 0.95);
                Estimate { low, high, ..tally.estimate(true) }
            }
            _ => tally.estimate(self.meter.is_probability()),
        }
    }

    /// The level that is to be passed: even odds, or the middle of what was found.
    fn level(&self) -> f64 {
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

    fn runs(&self) -> u64 {
        self.tallies.iter().map(|tally| tally.runs()).sum()
    }

    fn most_runs(&self) -> u64 {
        self.tallies.iter().map(|tally| tally.runs()).max().unwrap_or(0)
    }
}

/// What a sweep found.
pub fn swept(sweep: &Swept) -> Findings {
    let answer = answer(sweep);
    let figures = match (sweep.axes.len(), sweep.grid) {
        (1, _) => vec![("response", curve(sweep, &answer))],
        (2, true) => vec![("phase", map(sweep, &answer))],
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
        figures,
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

fn rows(sweep: &Swept) -> Vec<Vec<String>> {
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
    if lowest > level || highest < level {
        let side = if lowest > level { "above" } else { "below" };
        let between = if range.0 == range.1 { format!("it is {}", range.0) } else { format!("from {} to {}", range.0, range.1) };
        return format!("{} stays {side} {level_text} at all {} points: {between}.", capital(&words), means.len());
    }
    let crossings = if sweep.axes.len() == 1 { crossings(sweep, &means) } else { Vec::new() };
    match (&crossings[..], sweep.axes.len()) {
        ([at], 1) => format!(
            "{} passes {level_text} at about {} ({}); it goes from {} to {}.",
            capital(&words),
            place(&sweep.axes[0], *at),
            sweep.axes[0].label,
            range.0,
            range.1
        ),
        (several, 1) if several.len() > 1 => {
            let places: Vec<String> = several.iter().map(|at| place(&sweep.axes[0], *at)).collect();
            format!("{} passes {level_text} several times, at about {}.", capital(&words), places.join(", "))
        }
        _ => {
            let above = means.iter().filter(|mean| **mean > level).count();
            let open = (0..means.len()).filter(|point| {
                let known = sweep.estimate(*point);
                known.low <= level && level <= known.high
            });
            format!(
                "{} is above {level_text} at {above} of {} points, from {} to {}; at {} points the runs leave it open.",
                capital(&words),
                means.len(),
                range.0,
                range.1,
                open.count()
            )
        }
    }
}

/// Where straight lines between the points of one axis pass the level.
fn crossings(sweep: &Swept, means: &[f64]) -> Vec<f64> {
    let level = sweep.level();
    let mut points: Vec<(f64, f64)> = sweep.points.iter().map(|levels| levels[0].number).zip(means.iter().copied()).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let crosses = |pair: &&[(f64, f64)]| (pair[0].1 > level) != (pair[1].1 > level);
    let at = |pair: &[(f64, f64)]| pair[0].0 + (level - pair[0].1) / (pair[1].1 - pair[0].1) * (pair[1].0 - pair[0].0);
    points.windows(2).filter(crosses).map(at).collect()
}

fn head(sweep: &Swept, title: &str) -> Head {
    let runs = match sweep.allocation {
        Allocation::Even(runs) => format!("{runs} runs a point"),
        Allocation::Tipping { .. } => {
            format!("up to {} runs a point, {} in all", sweep.most_runs(), sweep.runs())
        }
    };
    Head {
        title: title.split(';').next().unwrap_or(title).trim_end_matches('.').to_owned(),
        subtitle: format!(
            "{}; {} points, {runs} with the same people, contacts and luck, 95 % intervals",
            sweep.scenario.title,
            sweep.points.len()
        ),
        source: format!("headstart {VERSION}, seed {}, {} agents", sweep.scenario.seed, sweep.scenario.market.agents),
    }
}

/// A curve over one axis: of each platform's chances, or of what was measured.
fn curve(sweep: &Swept, answer: &str) -> Figure {
    let point = |at: usize, known: Estimate| ResponsePoint {
        x: sweep.points[at][0].number,
        value: known.value,
        low: known.low,
        high: known.high,
        runs: sweep.tallies[at].runs(),
    };
    let wins = matches!(sweep.meter.measure().kind, MeasureKind::Probability(Event::Wins(_)));
    let all = 0..sweep.points.len();
    let series: Vec<Series> = if wins {
        let chances = |p: usize| Series {
            label: platform_words(sweep.scenario, p),
            color: platform_color(p, sweep.scenario.platforms[p].color.as_deref()),
            points: all.clone().map(|at| point(at, sweep.tallies[at].win_probability(p))).collect(),
            fitted: Vec::new(),
        };
        (0..sweep.scenario.platforms.len()).map(chances).collect()
    } else {
        let points = all.map(|at| point(at, sweep.estimate(at))).collect();
        vec![Series { label: String::new(), color: platform_color(0, None), points, fitted: Vec::new() }]
    };
    let marks = sweep.base[0].map(|at| (at, "as in the scenario".to_owned()));
    response(&Response {
        head: head(sweep, answer),
        x: parameter(&sweep.axes[0]),
        y: sweep.value(),
        y_label: if wins { "Chance to win".to_owned() } else { capital(&measure_words(sweep.meter.measure(), sweep.scenario)) },
        series,
        target: sweep.meter.is_probability().then_some(0.5),
        solution: None,
        marks: marks.into_iter().collect(),
    })
}

/// A map over two axes.
fn map(sweep: &Swept, answer: &str) -> Figure {
    let numbers = |axis: usize| sweep.axes[axis].levels.iter().map(|level| level.number).collect::<Vec<f64>>();
    let (xs, ys) = (numbers(0), numbers(1));
    let known: Vec<Estimate> = (0..sweep.points.len()).map(|point| sweep.estimate(point)).collect();
    let level = sweep.level();
    let line = |of: &dyn Fn(&Estimate) -> f64| {
        let values: Vec<f64> = known.iter().map(of).collect();
        contour(&xs, &ys, &values, level)
    };
    let cell = |(known, tally): (&Estimate, &&Tally)| Cell {
        value: known.value,
        low: known.low,
        high: known.high,
        runs: tally.runs(),
    };
    let mark = match sweep.base[..] {
        [Some(x), Some(y)] => Some((x, y, "as in the scenario".to_owned())),
        _ => None,
    };
    phase(&Phase {
        head: head(sweep, answer),
        x: parameter(&sweep.axes[0]),
        y: parameter(&sweep.axes[1]),
        cells: known.iter().zip(sweep.tallies).map(cell).collect(),
        value: sweep.value(),
        value_label: capital(&measure_words(sweep.meter.measure(), sweep.scenario)),
        level,
        contour: line(&|known| known.value),
        contour_low: line(&|known| known.high),
        contour_high: line(&|known| known.low),
        mark,
        sides: sides(sweep),
        xs,
        ys,
    })
}

/// Who wins below and above even odds, of two platforms.
fn sides(sweep: &Swept) -> Option<(String, String)> {
    let MeasureKind::Probability(Event::Wins(platform)) = sweep.meter.measure().kind else { return None };
    let wins = |platform| format!("{} wins", platform_words(sweep.scenario, platform));
    (sweep.scenario.platforms.len() == 2).then(|| (wins(1 - platform), wins(platform)))
}

/// Names of the figures of samples over several axes.
const EFFECTS: [&str; 8] = ["effect-1", "effect-2", "effect-3", "effect-4", "effect-5", "effect-6", "effect-7", "effect-8"];
/// Groups of neighboring points of a sample along an axis.
const BINS: usize = 10;

/// For each axis, what was measured in groups of neighboring points, over all values of the other axes.
fn effects(sweep: &Swept) -> Vec<(&'static str, Figure)> {
    let figure = |(at, name): (usize, &&'static str)| {
        let axis = &sweep.axes[at];
        let mut order: Vec<usize> = (0..sweep.points.len()).collect();
        let number = |point: usize| sweep.points[point][at].number;
        order.sort_by(|a, b| number(*a).total_cmp(&number(*b)));
        let size = order.len().div_ceil(BINS).max(1);
        let group = |points: &[usize]| {
            let values: Vec<f64> = points.iter().flat_map(|point| sweep.tallies[*point].values.iter().copied()).collect();
            let known = crate::experiment::mean_of(&values, sweep.meter.is_probability());
            ResponsePoint {
                x: points.iter().map(|point| number(*point)).sum::<f64>() / points.len() as f64,
                value: known.value,
                low: known.low,
                high: known.high,
                runs: values.len() as u64,
            }
        };
        let points = order.chunks(size).map(group).collect();
        let words = capital(&measure_words(sweep.meter.measure(), sweep.scenario));
        let title = format!("{words} by {}, over all values of the others", axis.label);
        let drawn = response(&Response {
            head: head(sweep, &title),
            x: parameter(axis),
            y: sweep.value(),
            y_label: words,
            series: vec![Series { label: String::new(), color: platform_color(0, None), points, fitted: Vec::new() }],
            target: sweep.meter.is_probability().then_some(0.5),
            solution: None,
            marks: sweep.base[at].map(|base| (base, "as in the scenario".to_owned())).into_iter().collect(),
        });
        (*name, drawn)
    };
    (0..sweep.axes.len()).zip(&EFFECTS).map(figure).collect()
}
