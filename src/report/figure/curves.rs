//! `curves`: registered and active users of every platform over time, logarithmic above and linear below, with history.

use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, draw};
use super::ends::{EndLabel, Stroke};
use super::frame::{FOOT, HEAD, MARGIN, frame};
use super::panel::{Mark, Panel, THIN, TICKS, mark};
use super::scale::Scale;
use super::strip::{Strip, additional_height, list, list_height};
use super::theme::{Color, FAINT, SMALL, colors};
use super::time::Time;
use crate::report::answer::answer;
use crate::report::fit::{day_of, measure_of};
use crate::report::fonts::{Weight, text_width};
use crate::report::numbers::{human, tick};
use crate::report::results::Results;
use crate::report::theory::Beside;
use crate::scenario::{Metric, Observation};

const SIZE: (f64, f64) = (1600.0, 1000.0);
/// Room for the labels right of a panel.
const RIGHT: f64 = 186.0;
/// Distance of the columns.
const GAP: f64 = 8.0;
/// Height of a panel's title, and of its axis of time.
const CAPTION: f64 = 34.0;
const TIME: f64 = 40.0;
/// Room for the name of the axis of time, where it has one.
const TIME_NAME: f64 = 16.0;

/// Draws the figure.
pub fn curves(results: &Results) -> Figure {
    let description = format!(
        "Registered and active users of {} over time, logarithmic and linear: medians, bands of 50 % and 90 % of the runs, \
         historical numbers and events{}. {}",
        results.platforms.iter().map(|p| p.label.as_str()).collect::<Vec<_>>().join(", "),
        if results.theory.as_ref().is_some_and(|beside| beside.drawn) { "; thin lines: theory" } else { "" },
        answer(results)
    );
    let strip = Strip::new(results, &place(results, 0.0));
    let size = (SIZE.0, SIZE.1 + additional_height(results, &strip));
    draw(size.0, size.1, description, |canvas| {
        let bands = " · lines: median, bands: 50 % and 90 % of the runs";
        frame(canvas, results, size, if results.runs > 1 { bands } else { "" });
        let colors = colors(results);
        let top = size.1 - FOOT - list_height(results);
        for (column, metric) in [Metric::Registered, Metric::Active].into_iter().enumerate() {
            column_of(canvas, results, metric, (column as f64, top - 8.0), &strip, &colors);
        }
        list(canvas, results, (MARGIN, top), size.0 - 2.0 * MARGIN, &colors);
        key(canvas, results, size.1);
    })
}

/// An empty panel in the place of a column.
fn place(results: &Results, column: f64) -> Panel {
    let width = (SIZE.0 - 2.0 * MARGIN - GAP) / 2.0;
    let left = MARGIN + column * (width + GAP);
    let (left, right) = (left + TICKS, left + width - RIGHT);
    Panel { left, right, top: 0.0, bottom: 0.0, days: results.last_day(), scale: Scale::linear(1.0) }
}

/// One metric, down to some height: events, logarithmic panel, linear panel.
fn column_of(
    canvas: &mut Canvas,
    results: &Results,
    metric: Metric,
    (column, bottom): (f64, f64),
    strip: &Strip,
    colors: &[Color],
) {
    let (lowest, highest) = extent(results, metric);
    let top = HEAD + CAPTION;
    let time = TIME + if Time::of(results).title().is_some() { TIME_NAME } else { 0.0 };
    let free = bottom - top - strip.height() - CAPTION - 2.0 * time;
    let start = top + strip.height() + 6.0;
    let place = place(results, column);
    let log = Panel { top: start, bottom: start + free * 0.56, scale: Scale::log(lowest, highest), ..place };
    let below = log.bottom + time + CAPTION;
    let linear = Panel { top: below, bottom: bottom - time, scale: Scale::linear(highest), ..place };
    strip.guides(canvas, results, &log, top, colors);
    let unit = unit(results, metric);
    for (panel, caption, kind) in [(&log, top, "logarithmic"), (&linear, linear.top, "linear")] {
        Panel { top: caption, ..*panel }.title(canvas, &format!("{unit}, {kind}"));
        panel.axes(canvas, Time::of(results), tick);
        lines(canvas, results, metric, panel, colors);
    }
    strip.marks(canvas, results, &log, top, colors);
}

/// What the axis counts.
fn unit(results: &Results, metric: Metric) -> String {
    let published = results.counts_accounts();
    match metric {
        Metric::Registered if published => "Registered accounts, as published",
        Metric::Registered => "Registered persons",
        _ if published => "Active users, as published",
        _ => "Active persons",
    }
    .to_owned()
}

/// Lowest and highest number worth showing: down to one agent, up to the highest band and observation.
fn extent(results: &Results, metric: Metric) -> (f64, f64) {
    let curves = results.present().into_iter().map(|p| results.band(p, measure_of(metric)));
    let highest = curves.flat_map(|band| band.q95.iter().copied()).fold(0.0, f64::max);
    let seen = shown(results, metric).into_iter().map(|(o, ..)| o.high.min(o.value * 2.0));
    let theory = theory(results, metric).into_iter().flat_map(|(_, values)| values.iter().copied());
    let agents: Vec<f64> = results.outcomes.iter().map(|outcome| outcome.persons_per_agent).collect();
    let agent = agents.iter().sum::<f64>() / agents.len().max(1) as f64;
    (agent, seen.chain(theory).fold(highest, f64::max))
}

/// Observations of a metric within the scenario's time, of platforms that are drawn; doubtful ones first, targets last. That a
/// platform had no users on its first day tells nothing and has no place on a logarithmic axis.
fn shown(results: &Results, metric: Metric) -> Vec<(&Observation, usize, Mark)> {
    let targets: Vec<&Observation> = results.targets.iter().map(|target| &target.observation).collect();
    let same = |a: &Observation, b: &Observation| a.platform == b.platform && a.date == b.date && a.metric == b.metric;
    let others = results.observations.iter().filter(|o| !targets.iter().any(|target| same(o, target)));
    let marked = others.map(|o| (o, if o.doubtful { Mark::Doubtful } else { Mark::Shown }));
    let present = results.present();
    let all = marked.chain(targets.iter().map(|o| (*o, Mark::Target)));
    let all = all.filter(|(o, _)| o.metric == metric && o.value > 0.0 && present.contains(&o.platform));
    let mut all: Vec<_> = all.filter_map(|(o, mark)| Some((o, day_of(results, o)?, mark))).collect();
    all.sort_by_key(|(_, _, mark)| std::cmp::Reverse(*mark as u8));
    all
}

/// Bands, medians, observations, labels.
fn lines(canvas: &mut Canvas, results: &Results, metric: Metric, panel: &Panel, colors: &[Color]) {
    let measure = measure_of(metric);
    let present = results.present();
    for p in present.iter().filter(|_| results.runs > 1) {
        panel.band(canvas, results.band(*p, measure), colors[*p]);
    }
    for p in &present {
        panel.line(canvas, &results.band(*p, measure).q50, colors[*p]);
    }
    for (p, values) in theory(results, metric) {
        panel.thin(canvas, values, colors[p]);
    }
    for (observation, day, kind) in shown(results, metric) {
        let at = (panel.x(day as f64), panel.y(observation.value));
        let range = (panel.y(observation.low), panel.y(observation.high));
        let visible = (range.0 - range.1).abs() > 8.0 && kind != Mark::Doubtful;
        mark(canvas, at, visible.then_some(range), kind, colors[observation.platform]);
    }
    let label = |p: &usize| {
        let value = results.band(*p, measure).q50[results.last_day()];
        EndLabel {
            value,
            name: results.platforms[*p].label.clone(),
            number: human(value),
            color: colors[*p],
            stroke: Stroke::Solid,
        }
    };
    panel.end_labels(canvas, &present.iter().map(label).collect::<Vec<_>>(), RIGHT - 14.0);
}

/// What theory says of a metric, by platform, where it is to be drawn.
fn theory(results: &Results, metric: Metric) -> Vec<(usize, &[f64])> {
    let curve = results.theory.as_ref().filter(|beside| beside.drawn).and_then(Beside::main_curve);
    let values = |p: usize| {
        let curve = &curve?.platforms[p];
        Some((
            p,
            if metric == Metric::Registered { &curve.published_registered[..] } else { &curve.published_active[..] },
        ))
    };
    results.present().into_iter().filter_map(values).collect()
}

/// What the marks and the thin lines mean, at the lower left, when there are any.
fn key(canvas: &mut Canvas, results: &Results, height: f64) {
    let all: Vec<Mark> =
        [Metric::Registered, Metric::Active].iter().flat_map(|m| shown(results, *m)).map(|(.., mark)| mark).collect();
    let mut x = MARGIN + 6.0;
    let y = height - 22.0;
    for (kind, text) in [
        (Mark::Target, "published, used for fitting"),
        (Mark::Shown, "published"),
        (Mark::Doubtful, "published, doubtful"),
    ] {
        if all.contains(&kind) {
            mark(canvas, (x, y), None, kind, FAINT);
            canvas.text(text, (x + 12.0, y), Anchor::Left, Letters::regular(SMALL - 1.5, FAINT));
            x += 12.0 + text_width(text, SMALL - 1.5, Weight::Regular) + 26.0;
        }
    }
    if let Some(main) = results.theory.as_ref().filter(|beside| beside.drawn).and_then(|beside| beside.main) {
        canvas.dashed(&[(x, y), (x + 26.0, y)], THIN, Pen::new(FAINT, 1.4));
        let text = format!("theory: {}", main.words());
        canvas.text(&text, (x + 34.0, y), Anchor::Left, Letters::regular(SMALL - 1.5, FAINT));
    }
}
