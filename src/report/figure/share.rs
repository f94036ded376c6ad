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
        Language::Chinese => format!("{what}随时间的变化。{}。", title(results)),
    };
    let mut panel = place(results);
    let strip = Strip::new(results, &panel);
    let size = (SIZE.0, SIZE.1 + additional_height(results, &strip));
    let (top, list_top) = (panel.top, size.1 - FOOT - list_height(results));
    draw(size.0, size.1, description, |canvas| {
        frame(canvas, results, title(results), size, &subject(results));
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

/// Who wins; for one platform, what part of the market uses it in the end.
fn title(results: &Results) -> String {
    let (Some(platform), language) = (results.sole(), results.language) else { return headline(results) };
    let (name, number) = (language.name(&results.platforms[platform].label), penetration_number(results, platform));
    let when = results.at_moment(results.last_day());
    match language {
        Language::English => format!("{number} of the market uses {name} {when}"),
        Language::Chinese => format!("{when}，市场的 {number} 在使用 {name}"),
    }
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
        (None, _) => {
            let runs = results.lines.words(language, results.runs);
            match language {
                Language::English => format!(" · areas: mean, white lines: the borders in {runs}"),
                Language::Chinese => format!(" · 面积：均值，白线：{runs}的分界"),
            }
        }
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
    if results.runs > 1 && results.lines.shown == Shown::Bands {
        panel.band(canvas, band, color);
    }
    panel.runs(canvas, &results.lines, Drawn::Penetration, |p| (p == platform).then(|| thin(results, color)));
    if results.lines.shown != Shown::Divided {
        panel.line(canvas, &band.q50, color);
    }
    let (name, number) = (results.shown_label(platform), penetration_number(results, platform));
    let label = EndLabel { value: band.q50[last], name, number, color, stroke: Stroke::Solid };
    panel.end_labels(canvas, &[label], RIGHT);
}

/// The share of the market that uses a platform in the end; from where to where the runs end if they are divided.
fn penetration_number(results: &Results, platform: usize) -> String {
    let (band, last) = (results.band(platform, Measure::Penetration), results.last_day());
    match results.lines.shown {
        Shown::Divided => results.language.percent_range(band.q05[last], band.q95[last]),
        _ => results.language.percent(band.q50[last]),
    }
}

/// The upper border of a platform over the days: mean over the runs in which anybody is on any platform, which all others count as 0.
fn border(results: &Results, platform: usize) -> Vec<f64> {
    let mean = |p: usize| &results.band(p, Measure::ShareCumulative).mean;
    parts(mean(platform), mean(results.platforms.len() - 1))
}

/// Each number as a part of another; 0 of nothing.
fn parts(of: &[f64], all: &[f64]) -> Vec<f64> {
    of.iter().zip(all).map(|(part, all)| if *all > 0.0 { part / all } else { 0.0 }).collect()
}

/// Areas above each other, the first platform at the bottom; white lines or bands where the runs put the border.
fn stack(canvas: &mut Canvas, results: &Results, panel: &Panel, colors: &[Color]) {
    let (last, language) = (results.platforms.len() - 1, results.language);
    let upper: Vec<Vec<f64>> = (0..=last).map(|p| border(results, p)).collect();
    let first = begin(&upper[last]);
    panel.axes(canvas, Time::of(results), |share| language.tick_percent(share));
    if first + 1 >= upper[last].len() {
        return;
    }
    let zero = vec![0.0; upper[last].len()];
    for (p, color) in colors.iter().enumerate() {
        let below = if p == 0 { &zero } else { &upper[p - 1] };
        let (lower, upper) = (panel.points(below, first), panel.points(&upper[p], first));
        canvas.between(&lower, &upper, Pen::new(*color, 0.0).faint(0.82));
    }
    if results.runs > 1 && results.lines.shown != Shown::Bands {
        borders(canvas, results, panel);
    } else {
        for (p, upper) in upper[..last].iter().enumerate() {
            if results.runs > 1 {
                quantiles(canvas, results, panel, p);
            }
            canvas.line(&panel.points(upper, first), Pen::new(WHITE, 2.4));
        }
    }
    let day = results.last_day();
    let label = |p: usize| {
        let (top, bottom) = (upper[p][day], if p == 0 { 0.0 } else { upper[p - 1][day] });
        EndLabel {
            value: f64::midpoint(bottom, top),
            name: results.shown_label(p),
            number: language.percent(top - bottom),
            color: colors[p],
            stroke: Stroke::Solid,
        }
    };
    let labels: Vec<EndLabel> = results.present().into_iter().map(label).collect();
    panel.end_labels(canvas, &labels, RIGHT);
}

/// The band of 90 % of the runs around the border of a platform, while somebody is on a platform in all of them.
fn quantiles(canvas: &mut Canvas, results: &Results, panel: &Panel, platform: usize) {
    let all = &results.band(results.platforms.len() - 1, Measure::ShareCumulative).mean;
    let border = results.band(platform, Measure::ShareCumulative);
    let days: Vec<usize> = (0..all.len()).filter(|day| all[*day] > 1.0 - 1e-9).collect();
    for days in days.chunk_by(|day, next| day + 1 == *next).filter(|days| days.len() > 1) {
        let edge = |statistic| -> Vec<_> {
            days.iter().map(|day| (panel.x(*day as f64), panel.y(border.statistic(statistic)[*day]))).collect()
        };
        canvas.between(&edge(Statistic::Q05), &edge(Statistic::Q95), Pen::new(WHITE, 0.0).faint(0.35));
    }
}

/// The upper borders of all platforms but the last in each run, while anybody is on any platform.
fn borders(canvas: &mut Canvas, results: &Results, panel: &Panel) {
    let last = results.platforms.len() - 1;
    let all: Vec<_> = results.lines.of(last, Drawn::ShareCumulative).collect();
    let pen = thin(results, WHITE);
    for platform in 0..last {
        for (line, all) in results.lines.of(platform, Drawn::ShareCumulative).zip(&all) {
            let used = line.iter().zip(all).filter(|(_, all)| all.1 > 0.0);
            let points: Vec<_> = used.map(|((day, value), _)| (panel.x(*day as f64), panel.y(*value))).collect();
            canvas.line(&points, Pen { opacity: (2.0 * pen.opacity).min(0.9), ..pen });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_without_users_leave_no_gap_above_the_areas() {
        // Nobody; users in 3 of 10 runs, half of them on the first platform; users in all runs.
        assert_eq!(parts(&[0.0, 0.15, 0.2], &[0.0, 0.3, 1.0]), [0.0, 0.5, 0.2]);
        assert_eq!(parts(&[0.0, 0.3, 1.0], &[0.0, 0.3, 1.0]), [0.0, 1.0, 1.0]);
    }
}
