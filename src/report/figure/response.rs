//! `response`: how a result answers to one parameter, and where it meets a target.

use serde::{Deserialize, Serialize};

use super::amounts::Value;
use super::axis::{Axis, Parameter};
use super::canvas::{Canvas, Figure, Pen, draw};
use super::ends::{EndLabel, Stroke, end_labels};
use super::flags::{Flag, Flags};
use super::frame::{FOOT, Head, MARGIN};
use super::plot::{BELOW, CAPTION, Plot, dot, tick_room, whisker};
use super::readings::{Named, strips};
use super::theme::{Color, FAINT, INK};
use crate::report::fonts::Weight;
use crate::report::language::Language;

const SIZE: (f64, f64) = (1600.0, 900.0);
/// Room for the labels right of the plot, and where there are none.
const RIGHT: (f64, f64) = (210.0, 30.0);

/// How results answer to a parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// What stands above and below.
    pub head: Head,
    /// The parameter that is varied.
    pub x: Parameter,
    /// What the results are.
    pub y: Value,
    /// What they count.
    pub y_label: String,
    /// The results, of each platform for instance.
    pub series: Vec<Series>,
    /// The result that is asked for, and what it is called.
    #[serde(with = "super::exact")]
    pub target: Option<(f64, String)>,
    /// Where the target is met.
    pub solution: Option<Solution>,
    /// Numbers of the parameter to point out, with their texts ("history: 2011-01-21").
    #[serde(with = "super::exact")]
    pub marks: Vec<(f64, String)>,
}

/// Results at several numbers of a parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Name behind the last point; a sole series needs none.
    pub label: String,
    /// Color of its dots and lines.
    pub color: Color,
    /// The points, in any order; those without a finite value are left out.
    pub points: Vec<ResponsePoint>,
    /// Points of a line fitted to them, by the parameter; empty without one.
    #[serde(with = "super::exact")]
    pub fitted: Vec<(f64, f64)>,
}

/// A result at one number of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ResponsePoint {
    /// The number of the parameter.
    #[serde(with = "super::exact")]
    pub x: f64,
    /// The result.
    #[serde(with = "super::exact")]
    pub value: f64,
    /// Lower end of its interval.
    #[serde(with = "super::exact")]
    pub low: f64,
    /// Upper end of its interval.
    #[serde(with = "super::exact")]
    pub high: f64,
    /// Runs that it rests on.
    pub runs: u64,
}

/// Where a target is met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Solution {
    /// The number of the parameter.
    #[serde(with = "super::exact")]
    pub at: f64,
    /// Lower end of its interval, −∞ if there is none.
    #[serde(with = "super::exact")]
    pub low: f64,
    /// Upper end of its interval, ∞ if there is none.
    #[serde(with = "super::exact")]
    pub high: f64,
    /// What to say about it.
    pub text: String,
}

/// Draws the figure.
pub fn response(response: &Response) -> Figure {
    let runs = response.series.iter().flat_map(|series| &series.points).map(|point| point.runs);
    let (language, title) = (response.head.language, &response.head.title);
    let runs = match (runs.clone().min(), runs.max(), language) {
        (Some(least), Some(most), Language::English) if least < most => format!(", {least} to {most} runs a point"),
        (Some(least), _, Language::English) => format!(", {least} runs a point"),
        (Some(least), Some(most), Language::Chinese) if least < most => format!("，每点 {least} 至 {most} 次模拟"),
        (Some(least), _, Language::Chinese) => format!("，每点 {least} 次模拟"),
        _ => String::new(),
    };
    let solution = response.solution.as_ref().map(|solution| &solution.text);
    let (y, x) = (&response.y_label, &response.x.label);
    let description = match language {
        Language::English => {
            let solution = solution.map_or_else(String::new, |text| format!(" {text}."));
            format!("{y} by {x}: points with their intervals{runs}.{solution} {title}")
        }
        Language::Chinese => {
            let solution = solution.map_or_else(String::new, |text| format!("{text}。"));
            format!("{y}随{x}的变化：各点及其区间{runs}。{solution}{title}。")
        }
    };
    draw(SIZE.0, SIZE.1, description, |canvas| {
        response.head.draw(canvas, SIZE);
        let (plot, flags) = layout(response);
        plot.caption(canvas, &response.y_label, 18.0 + flags.height());
        plot.rungs(canvas);
        plot.floor(canvas, &response.x.ticks(plot.ticks()), &response.x.label);
        if let Some(Solution { low, high, .. }) = &response.solution {
            let (from, to) = ((plot.across(*low), plot.top), (plot.across(*high), plot.bottom));
            if !low.is_nan() && !high.is_nan() {
                canvas.rectangle(from, to, Pen::new(INK, 0.0).faint(0.08));
            }
        }
        flags.draw(canvas, plot.top, plot.bottom);
        if let Some((target, _)) = &response.target {
            let y = plot.up(*target);
            canvas.dashes((plot.left, y), (plot.right, y), 9.0, 6.0, Pen::new(FAINT, 1.6));
        }
        response.series.iter().for_each(|series| draw_series(canvas, &plot, series));
        ends(canvas, response, &plot);
        readings(canvas, response, &plot);
    })
}

/// The results at each number of the parameter, of all series.
fn readings(canvas: &mut Canvas, response: &Response, plot: &Plot) {
    let series: Vec<Vec<ResponsePoint>> = response.series.iter().map(known).collect();
    let mut numbers: Vec<f64> = series.iter().flatten().map(|point| point.x).collect();
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    let name = |series: &Series| {
        let name = if series.label.is_empty() { &response.y_label } else { &series.label };
        Named::solid(name, series.color)
    };
    canvas.tells(response.series.iter().map(name).collect());
    let language = response.head.language;
    let words = |points: &Vec<ResponsePoint>, number: f64| {
        let point = points.iter().find(|point| point.x.total_cmp(&number).is_eq())?;
        let estimate = response.y.estimate(point.value, (point.low, point.high), language);
        Some(format!("{estimate}{}{}", language.say(", ", "，"), language.runs(point.runs)))
    };
    let places: Vec<f64> = numbers.iter().map(|number| plot.across(*number)).collect();
    for (number, area) in numbers.into_iter().zip(strips(&places, plot.area())) {
        let words = series.iter().map(|points| words(points, number).unwrap_or_default()).collect();
        canvas.reading(area, response.x.told(number, language), words);
    }
}

/// Room right of the plot.
fn room(response: &Response) -> f64 {
    let named = response.series.iter().any(|series| !series.label.is_empty());
    if named || response.target.is_some() { RIGHT.0 } else { RIGHT.1 }
}

/// The plot, and the flags above it.
fn layout(response: &Response) -> (Plot, Flags) {
    let points = || response.series.iter().flat_map(|series| &series.points).filter(|point| point.value.is_finite());
    let pointed = response.marks.iter().map(|(x, _)| *x).chain(response.solution.iter().map(|solution| solution.at));
    let x = Axis::around(response.x.kind, response.x.spacing, points().map(|point| point.x).chain(pointed));
    let language = response.head.language;
    let results = points()
        .flat_map(|point| [point.value, point.low, point.high])
        .chain(response.target.iter().map(|target| target.0));
    let y = Axis::of_results(response.y, results);
    let (right, bottom) = (SIZE.0 - MARGIN - room(response), SIZE.1 - FOOT - BELOW);
    let top = response.head.height(SIZE.0) + CAPTION;
    let mut plot =
        Plot { left: MARGIN, right, top, bottom, x: x.padded(0.025).told_in(language), y: y.told_in(language) };
    plot.left += tick_room(&plot.vertical_ticks());
    let flags = Flags::new(flags(response, &plot), plot.left, plot.right + room(response) / 2.0);
    plot.top += flags.height();
    (plot, flags)
}

fn flags(response: &Response, plot: &Plot) -> Vec<Flag> {
    let flag = |at: f64, text: &str, weight| {
        let color = if weight == Weight::Bold { INK } else { FAINT };
        (at.is_finite()).then(|| Flag { x: plot.across(at), text: text.to_owned(), color, weight })
    };
    let marks = response.marks.iter().filter_map(|(at, text)| flag(*at, text, Weight::Regular));
    let solution = response.solution.iter().filter_map(|solution| flag(solution.at, &solution.text, Weight::Bold));
    marks.chain(solution).collect()
}

/// Points of a series that have a value, by the parameter.
fn known(series: &Series) -> Vec<ResponsePoint> {
    let mut points: Vec<_> =
        series.points.iter().copied().filter(|point| point.x.is_finite() && point.value.is_finite()).collect();
    points.sort_by(|a, b| a.x.total_cmp(&b.x));
    points
}

/// Band, fitted line, intervals, dots.
fn draw_series(canvas: &mut Canvas, plot: &Plot, series: &Series) {
    let points = known(series);
    let edge = |end: fn(&ResponsePoint) -> f64| -> Vec<_> {
        points.iter().map(|point| plot.point((point.x, end(point)))).collect()
    };
    let bounded = points.iter().all(|point| point.low.is_finite() && point.high.is_finite());
    if points.len() > 1 && bounded {
        canvas.between(&edge(|point| point.low), &edge(|point| point.high), Pen::new(series.color, 0.0).faint(0.13));
    }
    for line in plot.lines(&series.fitted) {
        canvas.line(&line, Pen::new(series.color, 2.6));
    }
    for point in &points {
        let at = |value| plot.point((point.x, value));
        whisker(canvas, at(point.low), at(point.high), series.color);
        dot(canvas, at(point.value), 5.0, series.color);
    }
}

/// Names of the series behind their last points, and of the target.
fn ends(canvas: &mut Canvas, response: &Response, plot: &Plot) {
    let language = response.head.language;
    let label = |series: &Series| {
        let last = known(series).last().copied()?;
        let (name, number) = (series.label.clone(), response.y.number(last.value, language));
        Some(EndLabel { value: last.value, name, number, color: series.color, stroke: Stroke::Solid })
    };
    let target = response.target.iter().filter(|target| target.0.is_finite()).map(|(value, name)| EndLabel {
        value: *value,
        name: name.clone(),
        number: response.y.number(*value, language),
        color: FAINT,
        stroke: Stroke::Dashed,
    });
    let named = response.series.iter().filter(|series| !series.label.is_empty());
    let labels: Vec<EndLabel> = named.filter_map(label).chain(target).collect();
    let wishes: Vec<(f64, &EndLabel)> = labels.iter().map(|label| (plot.up(label.value), label)).collect();
    end_labels(canvas, plot.right, (plot.top, plot.bottom), &wishes, RIGHT.0);
}
