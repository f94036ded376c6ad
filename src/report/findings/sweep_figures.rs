//! The figures of a sweep: a curve over one axis, a map over two, effects of more.

use super::Picture;
use super::axes::parameter;
use super::spoken::as_in_the_scenario;
use super::sweep::Swept;
use super::sweep_chinese::chinese_title;
use super::sweep_words::title;
use crate::experiment::{Allocation, Estimate, Tally};
use crate::report::figure::{Cell, Drawing, Head, Phase, Response, ResponsePoint, Series, platform_color};
use crate::report::language::Language;
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
    let (points, all, most) = (sweep.points.len(), sweep.runs(), sweep.most_runs());
    let scenario = &sweep.scenario.title;
    let subtitle = match (language, sweep.allocation) {
        (Language::English, allocation) => {
            let runs = match allocation {
                Allocation::Even(runs) => format!("{runs} runs a point"),
                Allocation::Tipping { .. } => format!("up to {most} runs a point, {all} in all"),
            };
            format!("{scenario}; {points} points, {runs} with the same people, contacts and luck, 95 % intervals")
        }
        (Language::Chinese, allocation) => {
            let runs = match allocation {
                Allocation::Even(runs) => format!("每点 {runs} 次模拟"),
                Allocation::Tipping { .. } => format!("每点最多 {most} 次模拟，共 {all} 次"),
            };
            format!("{scenario}；{points} 个点，{runs}，人群、联系与随机性相同，95% 区间")
        }
    };
    let title = title.trim_end_matches('.').to_owned();
    Head { title, subtitle, source: language.source(sweep.scenario), language }
}

/// What the figure says above.
fn told(sweep: &Swept, language: Language) -> String {
    language.say(title as fn(&Swept) -> String, chinese_title)(sweep)
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
            label: language.platform(sweep.scenario, p).trim().to_owned(),
            color: platform_color(p, sweep.scenario.platforms[p].color.as_deref()),
            points: all.clone().map(|at| point(at, sweep.tallies[at].win_probability(p))).collect(),
            fitted: Vec::new(),
        };
        (0..sweep.scenario.platforms.len()).map(chances).collect()
    } else {
        let points = all.map(|at| point(at, sweep.estimate(at))).collect();
        vec![Series { label: String::new(), color: platform_color(0, None), points, fitted: Vec::new() }]
    };
    let marks = sweep.base[0].map(|at| (at, as_in_the_scenario(language)));
    Drawing::Response(Response {
        head: head(sweep, &told(sweep, language), language),
        x: parameter(&sweep.axes[0], language),
        y: sweep.value(),
        y_label: if wins {
            language.say("Chance to win", "获胜概率").to_owned()
        } else {
            language.measure(sweep.meter.measure(), sweep.scenario)
        },
        series,
        target: sweep.meter.is_probability().then_some((0.5, language.say("even odds", "机会均等").to_owned())),
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
        [Some(x), Some(y)] => Some((x, y, as_in_the_scenario(language))),
        _ => None,
    };
    Drawing::Phase(Box::new(Phase {
        head: head(sweep, &told(sweep, language), language),
        x: parameter(&sweep.axes[0], language),
        y: parameter(&sweep.axes[1], language),
        cells: known.iter().zip(sweep.tallies).map(cell).collect(),
        value: sweep.value(),
        value_label: language.measure(sweep.meter.measure(), sweep.scenario),
        level,
        contour: line(&|known| known.value),
        contour_low: line(&|known| known.high),
        contour_high: line(&|known| known.low),
        mark,
        sides: sides(sweep, language),
        xs,
        ys,
    }))
}

/// Who wins below and above even odds, of two platforms.
fn sides(sweep: &Swept, language: Language) -> Option<(String, String)> {
    let MeasureKind::Probability(Event::Wins(platform)) = sweep.meter.measure().kind else { return None };
    let wins = |platform| {
        let name = language.platform(sweep.scenario, platform);
        language.say(format!("{name} wins"), format!("{name}获胜").trim_start().to_owned())
    };
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
        let words = language.measure(sweep.meter.measure(), sweep.scenario);
        let label = language.axis(axis);
        let title = match language {
            Language::English => format!("{words} by {label}, over all values of the others"),
            Language::Chinese => format!("{words}随{label}的变化（其他参数取遍所有值）"),
        };
        let drawn = Drawing::Response(Response {
            head: head(sweep, &title, language),
            x: parameter(axis, language),
            y: sweep.value(),
            y_label: words,
            series: vec![Series { label: String::new(), color: platform_color(0, None), points, fitted: Vec::new() }],
            target: sweep.meter.is_probability().then_some((0.5, language.say("even odds", "机会均等").to_owned())),
            solution: None,
            marks: sweep.base[at].map(|base| (base, as_in_the_scenario(language))).into_iter().collect(),
        });
        (format!("effect-{}", at + 1), drawn)
    };
    (0..sweep.axes.len().min(EFFECTS)).map(figure).collect()
}
