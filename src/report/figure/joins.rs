//! `joins`: how many join each platform a day, and who gets those who join.
//!
//! What a day brings turns before what has gathered does: a platform that is behind in users may long be ahead in joins. First users
//! come at once and are not among the joins of a day.

use super::canvas::{Canvas, Figure, Pen, draw};
use super::curves::thin;
use super::ends::{EndLabel, Stroke};
use super::frame::{FOOT, Head, MARGIN, head};
use super::panel::{Panel, begin};
use super::scale::Scale;
use super::strip::{Strip, lane_room, list, list_height};
use super::theme::{Color, WHITE, colors};
use super::time::{SHORT, Time};
use crate::report::Results;
use crate::report::language::Language;
use crate::report::lines::{Drawn, Shown};
use crate::report::measures::Measure;

const WIDTH: f64 = 1600.0;
const RIGHT: f64 = 210.0;
const CAPTION: f64 = 38.0;
const TIME: f64 = 56.0;
/// Heights of the panels of joins and of their shares.
const HEIGHTS: [f64; 2] = [400.0, 190.0];
/// Days over which joins are averaged, and the most points of a line.
const STEPS: [usize; 4] = [1, 7, 28, 91];
const MOST: usize = 180;
/// Where the most joins of platforms differ by more than this factor, the axis is logarithmic.
const WIDE: f64 = 8.0;

/// Draws the figure.
pub fn joins(results: &Results) -> Figure {
    let joins = Joins::new(results);
    let head = head(results, title(results, &joins), &subject(results));
    let top = head.height(WIDTH) + CAPTION;
    let upper = joins.panel(results, top);
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

/// Joins a day of each platform: means over the runs, over spans of days.
struct Joins {
    /// Days in a span.
    step: usize,
    /// The middle of each span.
    days: Vec<f64>,
    /// For each platform, joins a day in each span.
    of: Vec<Vec<f64>>,
}

impl Joins {
    fn new(results: &Results) -> Joins {
        let last = results.last_day();
        let step = STEPS.into_iter().find(|step| last / step <= MOST).unwrap_or(STEPS[3]);
        // What is left at the end belongs to the span before it: a few days by themselves would only be noise.
        let spans = (last / step).max(1);
        let ends = |span: usize| (span * step, if span + 1 == spans { last } else { (span + 1) * step });
        let causes = results.causes.iter().enumerate().filter(|(_, cause)| *cause != "initial");
        let causes: Vec<usize> = causes.map(|(at, _)| at).collect();
        let of = |platform: usize| {
            let on = |day: usize| {
                causes.iter().map(|c| results.band(platform, Measure::JoinedBy(*c)).mean[day]).sum::<f64>()
            };
            let mean = |(from, to): (usize, usize)| (from + 1..=to).map(on).sum::<f64>() / (to - from).max(1) as f64;
            (0..spans).map(|span| mean(ends(span))).collect()
        };
        Joins {
            step,
            days: (0..spans).map(|span| f64::midpoint(ends(span).0 as f64, ends(span).1 as f64)).collect(),
            of: (0..results.platforms.len()).map(of).collect(),
        }
    }

    /// Joins a day of a platform in each run that is drawn: the middles of spans at least twice as long as those of the means, since
    /// a run is as much noisier, with their means.
    fn of_runs(&self, results: &Results, platform: usize) -> Vec<Vec<(f64, f64)>> {
        let lines = &results.lines;
        let apart = lines.days.get(1).map_or(1, |day| (*day).max(1));
        let several = if self.step == 1 { 1 } else { (2 * self.step).div_ceil(apart) };
        let spans = |line: Vec<(usize, f64)>| -> Vec<(f64, f64)> {
            // Joins of a day in the line are those since the day before.
            let steps: Vec<(f64, f64, f64)> = line
                .windows(2)
                .map(|pair| (pair[0].0 as f64, pair[1].0 as f64, pair[1].1 * (pair[1].0 - pair[0].0) as f64))
                .collect();
            let whole = steps.chunks(several).filter(|steps| steps.len() == several);
            let span = |steps: &[(f64, f64, f64)]| {
                let (from, to) = (steps[0].0, steps[steps.len() - 1].1);
                (f64::midpoint(from, to), steps.iter().map(|step| step.2).sum::<f64>() / (to - from))
            };
            whole.map(span).collect()
        };
        lines.of(platform, Drawn::Joins).map(spans).collect()
    }

    fn most(&self, platform: usize) -> f64 {
        self.of[platform].iter().copied().fold(0.0, f64::max)
    }

    /// The panel at a height, as high as it will be, with an axis that holds all lines.
    fn panel(&self, results: &Results, top: f64) -> Panel {
        let present = results.present();
        let most: Vec<f64> = present.iter().map(|p| self.most(*p)).collect();
        let (highest, lowest) =
            (most.iter().copied().fold(0.0, f64::max), most.iter().copied().fold(f64::INFINITY, f64::min));
        let runs = present.iter().flat_map(|p| self.of_runs(results, *p)).flatten().map(|(_, value)| value);
        let top_number = runs.fold(highest, f64::max);
        let scale = if highest > WIDE * lowest.max(1.0) {
            Scale::log(lowest / 50.0, top_number)
        } else {
            Scale::linear(top_number)
        };
        let (left, right) = (MARGIN + lane_room(results), WIDTH - MARGIN - RIGHT);
        Panel { left, right, top, bottom: top, days: results.last_day(), scale }
    }

    /// The span from which on a platform has more joins than any other until the end; none if it is so from the beginning, or has not.
    fn ahead_from(&self, platform: usize) -> Option<usize> {
        let ahead =
            |span: &usize| (0..self.of.len()).all(|p| p == platform || self.of[platform][*span] > self.of[p][*span]);
        let behind = (0..self.days.len()).rev().find(|span| !ahead(span))?;
        (behind + 1 < self.days.len()).then_some(behind + 1)
    }
}

/// From when on a platform gets more joins than the others, or which had most.
fn title(results: &Results, joins: &Joins) -> String {
    let language = results.language;
    let present = results.present();
    let Some(first) = present.iter().copied().max_by(|a, b| joins.most(*a).total_cmp(&joins.most(*b))) else {
        return language.say("Nobody joins", "无人加入").to_owned();
    };
    if joins.most(first) == 0.0 {
        return language.say("Nobody joins after the first users", "首批用户之后无人加入").to_owned();
    }
    let last = joins.days.len() - 1;
    let leader =
        present.iter().copied().max_by(|a, b| joins.of[*a][last].total_cmp(&joins.of[*b][last])).unwrap_or(first);
    let name = |platform: usize| language.name(&results.platforms[platform].label);
    if present.len() > 1
        && joins.of[leader][last] > 0.0
        && let Some(span) = joins.ahead_from(leader)
    {
        let day = joins.days[span].round() as usize;
        let short = results.last_day() < SHORT;
        let rivals: Vec<String> = present.iter().filter(|p| **p != leader).map(|p| name(*p)).collect();
        let (rivals, month) = (language.list(&rivals), language.month(results.date(day)));
        let or_rivals = rivals.replace(" and ", " or ");
        return match language {
            Language::English if short => {
                format!("From day {day} on, {} gets more joins a day than {or_rivals}", name(leader))
            }
            Language::English => format!("From {month} on, {} gets more joins a day than {or_rivals}", name(leader)),
            Language::Chinese if short => format!("自第 {day} 天起，{} 每日加入者多于 {rivals}", name(leader)),
            Language::Chinese => format!("自{month}起，{} 每日加入者多于 {rivals}", name(leader)),
        };
    }
    peak(results, joins, first)
}

/// When most join a platform, and how many join each then.
fn peak(results: &Results, joins: &Joins, platform: usize) -> String {
    let language = results.language;
    let highest =
        (0..joins.days.len()).max_by(|a, b| joins.of[platform][*a].total_cmp(&joins.of[platform][*b])).unwrap_or(0);
    let each = results
        .present()
        .into_iter()
        .map(|p| format!("{} {}", language.name(&results.platforms[p].label), language.number(joins.of[p][highest])));
    let (each, day) = (language.list(&each.collect::<Vec<_>>()), joins.days[highest].ceil() as usize);
    let month = language.month(results.date(day));
    match (language, results.last_day() < SHORT) {
        (Language::English, true) => format!("Joins peak on day {day}: {each} a day"),
        (Language::English, false) => format!("Joins peak in {month}: {each} a day"),
        (Language::Chinese, true) => format!("每日加入人数在第 {day} 天达到顶峰：{each}"),
        (Language::Chinese, false) => format!("每日加入人数在{month}达到顶峰：{each}"),
    }
}

fn subject(results: &Results) -> String {
    let language = results.language;
    match results.lines.shown {
        _ if results.runs == 1 => String::new(),
        Shown::Bands => language.say(" · means over the runs", " · 各次模拟的均值").to_owned(),
        _ => language
            .say(" · thick lines: mean over the runs, thin lines: the runs", " · 粗线：均值，细线：每次模拟")
            .to_owned(),
    }
}

fn caption(results: &Results, joins: &Joins) -> String {
    match (results.language, joins.step) {
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

/// Runs, means and labels.
fn curves(canvas: &mut Canvas, results: &Results, joins: &Joins, panel: &Panel, colors: &[Color]) {
    let present = results.present();
    for p in &present {
        let pen = thin(results, colors[*p]);
        for line in joins.of_runs(results, *p) {
            for part in line.split(|(_, value)| *value <= 0.0) {
                let points: Vec<_> = part.iter().map(|(day, value)| (panel.x(*day), panel.y(*value))).collect();
                canvas.line(&points, Pen { opacity: 0.6 * pen.opacity, width: 0.9, ..pen });
            }
        }
    }
    let mut labels = Vec::new();
    for p in present {
        let values = &joins.of[p];
        let line = joins.days.iter().zip(values).skip(begin(values));
        let points: Vec<_> = line.map(|(day, value)| (panel.x(*day), panel.y(*value))).collect();
        canvas.line(&points, Pen::new(colors[p], 2.6));
        let value = values.last().copied().unwrap_or(0.0);
        let (name, number) = (results.shown_label(p), results.language.number(value));
        labels.push(EndLabel { value, name, number, color: colors[p], stroke: Stroke::Solid });
    }
    panel.end_labels(canvas, &labels, RIGHT);
}

/// The share of each platform in the joins of a span; nothing where nobody joins.
fn stack(canvas: &mut Canvas, results: &Results, joins: &Joins, panel: &Panel, colors: &[Color]) {
    let language = results.language;
    panel.axes(canvas, Time::of(results), |share| language.tick_percent(share));
    let total = |span: usize| joins.of.iter().map(|of| of[span]).sum::<f64>();
    let known: Vec<usize> = (0..joins.days.len()).filter(|span| total(*span) > 0.0).collect();
    for spans in known.chunk_by(|span, next| span + 1 == *next) {
        let mut lower = vec![0.0; spans.len()];
        for (of, color) in joins.of.iter().zip(colors) {
            let upper: Vec<f64> = spans.iter().zip(&lower).map(|(span, low)| low + of[*span] / total(*span)).collect();
            let points = |edge: &[f64]| -> Vec<_> {
                spans.iter().zip(edge).map(|(span, height)| (panel.x(joins.days[*span]), panel.y(*height))).collect()
            };
            canvas.between(&points(&lower), &points(&upper), Pen::new(*color, 0.0).faint(0.82));
            canvas.line(&points(&lower), Pen::new(WHITE, 1.6));
            lower = upper;
        }
    }
}
