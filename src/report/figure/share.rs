//! `share`: who has the active users, stacked; for one platform, how much of the market it has.

use super::canvas::{Canvas, Figure, Pen, draw};
use super::ends::{EndLabel, Stroke};
use super::frame::{FOOT, HEAD, MARGIN, frame};
use super::panel::{Panel, TICKS, begin};
use super::scale::Scale;
use super::strip::{Strip, additional_height, list, list_height};
use super::theme::{Color, WHITE, colors};
use super::time::Time;
use crate::report::answer::answer;
use crate::report::measures::Measure;
use crate::report::numbers::{percent, tick_percent};
use crate::report::{Results, Statistic};

const SIZE: (f64, f64) = (1600.0, 900.0);
const RIGHT: f64 = 200.0;
const CAPTION: f64 = 34.0;
const TIME: f64 = 52.0;

/// Draws the figure.
pub fn share(results: &Results) -> Figure {
    let sole = results.sole();
    let what = match sole {
        Some(_) => "Active users as a share of the market",
        None => "Share of the active users of all platforms",
    };
    let description = format!("{what} over time, with the band of 90 % of the runs. {}", answer(results));
    let mut panel = place(results);
    let strip = Strip::new(results, &panel);
    let size = (SIZE.0, SIZE.1 + additional_height(results, &strip));
    let (top, list_top) = (panel.top, size.1 - FOOT - list_height(results));
    draw(size.0, size.1, description, |canvas| {
        frame(canvas, results, size, subject(results));
        panel.title(canvas, what);
        panel.top += strip.height() + 8.0;
        panel.bottom = list_top - 12.0 - TIME;
        let colors = colors(results);
        if let Some(p) = sole {
            panel.scale = penetration_scale(results, p);
            strip.guides(canvas, results, &panel, top, &colors);
            penetration(canvas, results, &panel, p, colors[p]);
        } else {
            stack(canvas, results, &panel, &colors);
            strip.guides(canvas, results, &Panel { bottom: panel.top, ..panel }, top, &colors);
            strip.guides(canvas, results, &panel, top, &vec![WHITE; colors.len()]);
        }
        strip.marks(canvas, results, &panel, top, &colors);
        list(canvas, results, (MARGIN, list_top), size.0 - 2.0 * MARGIN, &colors);
    })
}

/// An empty panel in its place, up to the strip.
fn place(results: &Results) -> Panel {
    let (left, right) = (MARGIN + TICKS, SIZE.0 - MARGIN - RIGHT);
    let (top, days) = (HEAD + CAPTION, results.last_day());
    Panel { left, right, top, bottom: top, days, scale: Scale::Linear { top: 1.0 } }
}

/// What lines and bands are.
fn subject(results: &Results) -> &'static str {
    match results.sole() {
        _ if results.runs == 1 => "",
        Some(_) => " · line: median, bands: 50 % and 90 % of the runs",
        None => " · white lines: mean, pale bands: 90 % of the runs",
    }
}

fn penetration_scale(results: &Results, platform: usize) -> Scale {
    let highest = results.band(platform, Measure::Penetration).q95.iter().copied().fold(0.0, f64::max);
    Scale::Linear { top: (highest * 1.06).clamp(0.001, 1.0) }
}

fn penetration(canvas: &mut Canvas, results: &Results, panel: &Panel, platform: usize, color: Color) {
    let band = results.band(platform, Measure::Penetration);
    panel.axes(canvas, Time::of(results), tick_percent);
    if results.runs > 1 {
        panel.band(canvas, band, color);
    }
    panel.line(canvas, &band.q50, color);
    let value = band.q50[results.last_day()];
    let label = EndLabel {
        value,
        name: results.platforms[platform].label.clone(),
        number: percent(value),
        color,
        stroke: Stroke::Solid,
    };
    panel.end_labels(canvas, &[label], RIGHT);
}

/// Areas above each other, the first platform at the bottom; white bands where 90 % of the runs put the border.
fn stack(canvas: &mut Canvas, results: &Results, panel: &Panel, colors: &[Color]) {
    let last = results.platforms.len() - 1;
    let upper = |p: usize, statistic| results.band(p, Measure::ShareCumulative).statistic(statistic);
    let total = upper(last, Statistic::Mean);
    let first = begin(total);
    panel.axes(canvas, Time::of(results), tick_percent);
    if first + 1 >= total.len() {
        return;
    }
    let zero = vec![0.0; total.len()];
    for (p, color) in colors.iter().enumerate() {
        let below = if p == 0 { &zero } else { upper(p - 1, Statistic::Mean) };
        let (lower, upper) = (panel.points(below, first), panel.points(upper(p, Statistic::Mean), first));
        canvas.between(&lower, &upper, Pen::new(*color, 0.0).faint(0.82));
    }
    for p in 0..last {
        if results.runs > 1 {
            let edge = |statistic| panel.points(upper(p, statistic), first);
            canvas.between(&edge(Statistic::Q05), &edge(Statistic::Q95), Pen::new(WHITE, 0.0).faint(0.35));
        }
        canvas.line(&panel.points(upper(p, Statistic::Mean), first), Pen::new(WHITE, 2.4));
    }
    let label = |p: usize| {
        let share = results.band(p, Measure::Share).mean[results.last_day()];
        let value = upper(p, Statistic::Mean)[results.last_day()] - share / 2.0;
        EndLabel {
            value,
            name: results.platforms[p].label.clone(),
            number: percent(share),
            color: colors[p],
            stroke: Stroke::Solid,
        }
    };
    let labels: Vec<EndLabel> = results.present().into_iter().map(label).collect();
    panel.end_labels(canvas, &labels, RIGHT);
}
