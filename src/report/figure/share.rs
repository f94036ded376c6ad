//! `share`: who has the active users, stacked; for one platform, how much of the market it has.

use super::canvas::{Canvas, Figure, Pen, draw};
use super::curves::{subject as curves_subject, thin};
use super::ends::{EndLabel, Stroke};
use super::frame::{FOOT, HEAD, MARGIN, frame};
use super::panel::{Panel, begin};
use super::scale::Scale;
use super::strip::{Strip, additional_height, lane_room, list, list_height};
use super::theme::{Color, WHITE, colors};
use super::time::Time;
use crate::report::answer::{answer, headline};
use crate::report::language::Language;
use crate::report::lines::{Drawn, Shown};
use crate::report::measures::Measure;
use crate::report::{Results, Statistic};

const SIZE: (f64, f64) = (1600.0, 900.0);
const RIGHT: f64 = 200.0;
const CAPTION: f64 = 34.0;
const TIME: f64 = 52.0;

/// Draws the figure.
pub fn share(results: &Results) -> Figure {
    let (sole, language) = (results.sole(), results.language);
    let what = match sole {
        Some(_) => language.say("Active users as a share of the market", "活跃用户占市场的比例"),
        None => language.say("Share of the active users of all platforms", "各平台占全部活跃用户的份额"),
    };
    let description = match language {
        Language::English => {
            format!("{what} over time, with the runs or the band of 90 % of them. {}", answer(results))
        }
        Language::Chinese => format!("{what}随时间的变化。{}。", headline(results)),
    };
    let mut panel = place(results);
    let strip = Strip::new(results, &panel);
    let size = (SIZE.0, SIZE.1 + additional_height(results, &strip));
    let (top, list_top) = (panel.top, size.1 - FOOT - list_height(results));
    draw(size.0, size.1, description, |canvas| {
        frame(canvas, results, size, &subject(results));
        panel.title_from(canvas, what, lane_room(results));
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
    let (left, right) = (MARGIN + lane_room(results), SIZE.0 - MARGIN - RIGHT);
    let (top, days) = (HEAD + CAPTION, results.last_day());
    Panel { left, right, top, bottom: top, days, scale: Scale::Linear { top: 1.0 } }
}

/// What lines and bands are.
fn subject(results: &Results) -> String {
    let language = results.language;
    match (results.sole(), results.lines.shown) {
        _ if results.runs == 1 => String::new(),
        (Some(_), _) => curves_subject(results),
        (None, Shown::Bands) => {
            language.say(" · areas: mean, pale bands: 90 % of the runs", " · 面积：均值，浅色带：90% 的模拟").to_owned()
        }
        (None, _) => language
            .say(" · areas: mean, white lines: the border in each run", " · 面积：均值，白线：每次模拟的分界")
            .to_owned(),
    }
}

fn penetration_scale(results: &Results, platform: usize) -> Scale {
    let runs = results.lines.of(platform, Drawn::Penetration).flatten().map(|(_, value)| value);
    let bands = results.band(platform, Measure::Penetration).q95.iter().copied();
    Scale::Linear { top: (bands.chain(runs).fold(0.0, f64::max) * 1.06).clamp(0.001, 1.0) }
}

fn penetration(canvas: &mut Canvas, results: &Results, panel: &Panel, platform: usize, color: Color) {
    let (band, language, last) = (results.band(platform, Measure::Penetration), results.language, results.last_day());
    panel.axes(canvas, Time::of(results), |share| language.tick_percent(share));
    match results.lines.shown {
        _ if results.runs < 2 => {}
        Shown::Bands => panel.band(canvas, band, color),
        _ => panel.runs(canvas, &results.lines, platform, Drawn::Penetration, thin(results, color)),
    }
    let divided = results.lines.shown == Shown::Divided;
    if !divided {
        panel.line(canvas, &band.q50, color);
    }
    let number =
        if divided { language.percent_range(band.q05[last], band.q95[last]) } else { language.percent(band.q50[last]) };
    let name = results.shown_label(platform);
    let label = EndLabel { value: band.q50[last], name, number, color, stroke: Stroke::Solid };
    panel.end_labels(canvas, &[label], RIGHT);
}

/// Areas above each other, the first platform at the bottom; white lines or bands where the runs put the border.
fn stack(canvas: &mut Canvas, results: &Results, panel: &Panel, colors: &[Color]) {
    let last = results.platforms.len() - 1;
    let upper = |p: usize, statistic| results.band(p, Measure::ShareCumulative).statistic(statistic);
    let total = upper(last, Statistic::Mean);
    let first = begin(total);
    let language = results.language;
    panel.axes(canvas, Time::of(results), |share| language.tick_percent(share));
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
        if results.runs > 1 && results.lines.shown != Shown::Bands {
            borders(canvas, results, panel, p);
            continue;
        }
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
            name: results.shown_label(p),
            number: language.percent(share),
            color: colors[p],
            stroke: Stroke::Solid,
        }
    };
    let labels: Vec<EndLabel> = results.present().into_iter().map(label).collect();
    panel.end_labels(canvas, &labels, RIGHT);
}

/// The upper border of a platform in each run, from the first day on which anybody is on any platform.
fn borders(canvas: &mut Canvas, results: &Results, panel: &Panel, platform: usize) {
    let last = results.platforms.len() - 1;
    let all = results.lines.of(last, Drawn::ShareCumulative);
    let pen = thin(results, WHITE);
    for (line, all) in results.lines.of(platform, Drawn::ShareCumulative).zip(all) {
        let used = line.iter().zip(&all).filter(|(_, all)| all.1 > 0.0);
        let points: Vec<_> = used.map(|((day, value), _)| (panel.x(*day as f64), panel.y(*value))).collect();
        canvas.line(&points, Pen { opacity: (2.0 * pen.opacity).min(0.9), ..pen });
    }
}
