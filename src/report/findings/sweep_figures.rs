//! The figures of a sweep: a curve over one axis, a map over two, effects of more.

use super::Picture;
use super::axes::parameter;
use super::sweep::Swept;
use super::sweep_words::title;
use super::words::{capital, measure_words, platform_words};
use crate::experiment::{Allocation, Estimate, Tally};
use crate::report::figure::{Cell, Drawing, Head, Phase, Response, ResponsePoint, Series, platform_color};
use crate::report::language::Language;
use crate::report::manifest::VERSION;
use crate::scenario::{AxisKind, Event, MeasureKind};
use crate::stats::contour;

/// All figures by the names of their files.
pub fn pictures(sweep: &Swept, language: Language) -> Vec<Picture> {
    match (sweep.axes.len(), sweep.grid) {
        (1, _) => vec![("response".to_owned(), curve(sweep, language))],
        (2, true) => vec![("phase".to_owned(), map(sweep, language))],
        _ => effects(sweep, language),
    }
}

fn head(sweep: &Swept, title: &str, language: Language) -> Head {
    let runs = match sweep.allocation {
        Allocation::Even(runs) => format!("{runs} runs a point"),
        Allocation::Tipping { .. } => {
            format!("up to {} runs a point, {} in all", sweep.most_runs(), sweep.runs())
        }
    };
    Head {
        title: title.trim_end_matches('.').to_owned(),
        subtitle: format!(
            "{}; {} points, {runs} with the same people, contacts and luck, 95 % intervals",
            sweep.scenario.title,
            sweep.points.len()
        ),
        source: format!("headstart {VERSION}, seed {}, {} agents", sweep.scenario.seed, sweep.scenario.market.agents),
        language,
    }
}

/// A curve over one axis: of each platform's chances, or of what was measured.
fn curve(sweep: &Swept, language: Language) -> Drawing {
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
    Drawing::Response(Response {
        head: head(sweep, &title(sweep), language),
        x: parameter(&sweep.axes[0]),
        y: sweep.value(),
        y_label: if wins {
            "Chance to win".to_owned()
        } else {
            capital(&measure_words(sweep.meter.measure(), sweep.scenario))
        },
        series,
        target: sweep.meter.is_probability().then_some((0.5, "even odds".to_owned())),
        solution: None,
        marks: marks.into_iter().collect(),
    })
}

/// A map over two axes.
fn map(sweep: &Swept, language: Language) -> Drawing {
    let numbers = |axis: usize| sweep.axes[axis].levels.iter().map(|level| level.number).collect::<Vec<f64>>();
    let (xs, ys) = (numbers(0), numbers(1));
    let known: Vec<Estimate> = (0..sweep.points.len()).map(|point| sweep.estimate(point)).collect();
    let level = sweep.level();
    let line = |of: &dyn Fn(&Estimate) -> f64| {
        // Between two words there is nothing for a line to pass.
        if sweep.axes.iter().any(|axis| axis.kind == AxisKind::Choice) {
            return Vec::new();
        }
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
    Drawing::Phase(Box::new(Phase {
        head: head(sweep, &title(sweep), language),
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
    }))
}

/// Who wins below and above even odds, of two platforms.
fn sides(sweep: &Swept) -> Option<(String, String)> {
    let MeasureKind::Probability(Event::Wins(platform)) = sweep.meter.measure().kind else { return None };
    let wins = |platform| format!("{} wins", platform_words(sweep.scenario, platform));
    (sweep.scenario.platforms.len() == 2).then(|| (wins(1 - platform), wins(platform)))
}

/// Most figures of samples over several axes.
const EFFECTS: usize = 8;
/// Groups of neighboring points of a sample along an axis.
const BINS: usize = 10;

/// For each axis, what was measured in groups of neighboring points, over all values of the other axes.
fn effects(sweep: &Swept, language: Language) -> Vec<Picture> {
    let figure = |at: usize| {
        let axis = &sweep.axes[at];
        let mut order: Vec<usize> = (0..sweep.points.len()).collect();
        let number = |point: usize| sweep.points[point][at].number;
        order.sort_by(|a, b| number(*a).total_cmp(&number(*b)));
        let size = order.len().div_ceil(BINS).max(1);
        let group = |points: &[usize]| {
            let values: Vec<f64> =
                points.iter().flat_map(|point| sweep.tallies[*point].values.iter().copied()).collect();
            let known = crate::experiment::mean_of(&values, sweep.meter);
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
        let drawn = Drawing::Response(Response {
            head: head(sweep, &title, language),
            x: parameter(axis),
            y: sweep.value(),
            y_label: words,
            series: vec![Series { label: String::new(), color: platform_color(0, None), points, fitted: Vec::new() }],
            target: sweep.meter.is_probability().then_some((0.5, "even odds".to_owned())),
            solution: None,
            marks: sweep.base[at].map(|base| (base, "as in the scenario".to_owned())).into_iter().collect(),
        });
        (format!("effect-{}", at + 1), drawn)
    };
    (0..sweep.axes.len().min(EFFECTS)).map(figure).collect()
}
