//! `joins`: how many join each platform a day, and who gets those who join.
//!
//! What a day brings turns before what has gathered does: a platform that is behind in users may long be ahead in joins. First users
//! come at once and are not among the joins of a day.

use super::canvas::{Canvas, Figure, Pen, Point, draw};
use super::curves::thin;
use super::ends::{EndLabel, Stroke};
use super::frame::{FOOT, Head, MARGIN, head};
use super::joins_spans::Joins;
use super::joins_title::title;
use super::panel::{Panel, begin};
use super::scale::Scale;
use super::strip::{Strip, lane_room, list, list_height};
use super::theme::{Color, WHITE, colors};
use super::time::Time;
use crate::report::Results;
use crate::report::language::Language;
use crate::report::lines::Shown;

const WIDTH: f64 = 1600.0;
const RIGHT: f64 = 210.0;
const CAPTION: f64 = 38.0;
const TIME: f64 = 56.0;
/// Heights of the panels of joins and of their shares.
const HEIGHTS: [f64; 2] = [400.0, 190.0];
/// Less than one person a day, and less than this part of the most joins, reads 0.
const NOTHING: f64 = 1e-3;
/// Where the most joins of platforms differ by more than this factor, the axis is logarithmic.
const WIDE: f64 = 8.0;

/// Draws the figure.
pub fn joins(results: &Results) -> Figure {
    let joins = Joins::new(results);
    let head = head(results, title(results, &joins), &subject(results));
    let top = head.height(WIDTH) + CAPTION;
    let upper = panel(results, &joins, top);
    let strip = Strip::new(results, &upper);
    let upper = Panel { top: top + strip.height() + 8.0, bottom: top + strip.height() + 8.0 + HEIGHTS[0], ..upper };
    let below = upper.bottom + TIME + CAPTION;
    let shares = Panel { top: below, bottom: below + HEIGHTS[1], scale: Scale::Linear { top: 1.0 }, ..upper };
    let several = results.present().len() > 1;
    let bottom = if several { shares.bottom } else { upper.bottom };
    let size = (WIDTH, bottom + TIME + 12.0 + list_height(results) + FOOT);
    draw(size.0, size.1, description(results, &head), |canvas| {
        head.draw(canvas, size);
        let colors = colors(results);
        Panel { top, ..upper }.title_from(canvas, &caption(results, &joins), lane_room(results));
        strip.guides(canvas, results, &upper, top, &colors);
        upper.axes(canvas, Time::of(results), upper.persons(results.language));
        curves(canvas, results, &joins, &upper, &colors);
        strip.marks(canvas, results, &upper, top, &colors);
        if several {
            shares.title_from(
                canvas,
                results.language.say("Who gets those who join", "新加入者的去向"),
                lane_room(results),
            );
            stack(canvas, results, &joins, &shares, &colors);
        }
        list(canvas, results, (MARGIN, size.1 - FOOT - list_height(results)), WIDTH - 2.0 * MARGIN, &colors);
    })
}

/// The panel at a height, as high as it will be, with an axis that holds all lines.
fn panel(results: &Results, joins: &Joins, top: f64) -> Panel {
    let present = results.present();
    let most: Vec<f64> = present.iter().map(|p| joins.most(*p)).collect();
    let (highest, lowest) =
        (most.iter().copied().fold(0.0, f64::max), most.iter().copied().fold(f64::INFINITY, f64::min));
    let top_number = joins.of_runs.iter().flatten().flatten().copied().fold(highest, f64::max);
    let scale = if highest > WIDE * lowest.max(1.0) {
        Scale::log(lowest / 50.0, top_number)
    } else {
        Scale::linear(top_number)
    };
    let (left, right) = (MARGIN + lane_room(results), WIDTH - MARGIN - RIGHT);
    Panel { left, right, top, bottom: top, days: results.last_day(), scale }
}

fn subject(results: &Results) -> String {
    let language = results.language;
    match results.lines.shown {
        _ if results.runs == 1 => String::new(),
        Shown::Bands => language.say(" · means over the runs", " · 各次模拟的均值").to_owned(),
        _ => {
            let how = language.say(" · thick lines: mean over the runs, thin lines: ", " · 粗线：均值，细线：");
            format!("{how}{}", results.lines.words(language, results.runs))
        }
    }
}

fn caption(results: &Results, joins: &Joins) -> String {
    match (results.language, joins.spans[0].1 - joins.spans[0].0) {
        (Language::English, 1) => "Persons who join a day".to_owned(),
        (Language::English, days) => format!("Persons who join a day; means of {days} days"),
        (Language::Chinese, 1) => "每日加入人数".to_owned(),
        (Language::Chinese, days) => format!("每日加入人数，{days} 天平均"),
    }
}

fn description(results: &Results, head: &Head) -> String {
    let names: Vec<&str> = results.platforms.iter().map(|platform| platform.label.as_str()).collect();
    let names = results.language.list(&names);
    match results.language {
        Language::English => {
            format!("Joins a day of {names} over time, and the share of each platform in them. {}.", head.title)
        }
        Language::Chinese => format!("{names}每日加入人数及各平台所占份额。{}。", head.title),
    }
}

/// Runs, means and labels. Runs are drawn one after the other, so that no platform hides another.
fn curves(canvas: &mut Canvas, results: &Results, joins: &Joins, panel: &Panel, colors: &[Color]) {
    let present = results.present();
    for (run, p) in joins.of_runs.iter().flat_map(|run| present.iter().map(move |p| (run, *p))) {
        let pen = thin(results, colors[p]);
        for points in pieces(joins, &run[p], panel) {
            canvas.line(&points, Pen { opacity: 0.6 * pen.opacity, width: 0.9, ..pen });
        }
    }
    let mut labels = Vec::new();
    let most = present.iter().map(|p| joins.most(*p)).fold(0.0, f64::max);
    for p in present {
        for points in pieces(joins, &joins.of[p], panel) {
            canvas.line(&points, Pen::new(colors[p], 2.6));
        }
        let value = joins.of[p].last().copied().unwrap_or(0.0);
        let told = if value < (NOTHING * most).min(1.0) { 0.0 } else { value };
        let (name, number) = (results.shown_label(p), results.language.rate(told));
        labels.push(EndLabel { value, name, number, color: colors[p], stroke: Stroke::Solid });
    }
    panel.end_labels(canvas, &labels, RIGHT);
}

/// The line of some joins a day, from the first that are not 0 on; in pieces on a logarithmic axis, which has no place for 0.
fn pieces(joins: &Joins, daily: &[f64], panel: &Panel) -> Vec<Vec<Point>> {
    let linear = matches!(panel.scale, Scale::Linear { .. });
    let known: Vec<usize> = (begin(daily)..daily.len()).filter(|span| linear || daily[*span] > 0.0).collect();
    let points =
        |spans: &[usize]| spans.iter().map(|span| (panel.x(joins.day(*span)), panel.y(daily[*span]))).collect();
    known.chunk_by(|span, next| span + 1 == *next).map(points).collect()
}

/// The share of each platform in the joins of a span; nothing where nobody joins.
fn stack(canvas: &mut Canvas, results: &Results, joins: &Joins, panel: &Panel, colors: &[Color]) {
    let language = results.language;
    panel.axes(canvas, Time::of(results), |share| language.tick_percent(share));
    let known: Vec<usize> = (0..joins.spans.len()).filter(|span| joins.all(*span) > 0.0).collect();
    for spans in known.chunk_by(|span, next| span + 1 == *next) {
        let mut lower = vec![0.0; spans.len()];
        for (of, color) in joins.of.iter().zip(colors) {
            let upper: Vec<f64> =
                spans.iter().zip(&lower).map(|(span, low)| low + of[*span] / joins.all(*span)).collect();
            let points = |edge: &[f64]| -> Vec<_> {
                spans.iter().zip(edge).map(|(span, height)| (panel.x(joins.day(*span)), panel.y(*height))).collect()
            };
            canvas.between(&points(&lower), &points(&upper), Pen::new(*color, 0.0).faint(0.82));
            canvas.line(&points(&lower), Pen::new(WHITE, 1.6));
            lower = upper;
        }
    }
}
