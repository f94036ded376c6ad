//! `curves`: registered and active users of every platform over time, logarithmic above and linear below, with history.
//!
//! Runs that are few, or divided between outcomes, are drawn by themselves; many that agree as medians and bands (see
//! [`Lines`](crate::report::Lines)).

use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, draw};
use super::ends::{EndLabel, Stroke};
use super::frame::{FOOT, HEAD, MARGIN, frame};
use super::panel::{Mark, Panel, THIN, mark};
use super::scale::Scale;
use super::strip::{Strip, additional_height, lane_room, list, list_height};
use super::theme::{Color, FAINT, SMALL, colors};
use super::time::Time;
use crate::report::answer::{answer, headline};
use crate::report::fit::{day_of, measure_of};
use crate::report::fonts::{Weight, text_width};
use crate::report::language::Language;
use crate::report::lines::{Drawn, Shown};
use crate::report::measures::Measure;
use crate::report::results::Results;
use crate::report::theory::Told;
use crate::scenario::{Metric, Observation};

const SIZE: (f64, f64) = (1600.0, 1000.0);
/// Room for the labels right of a panel: at least, and at most.
const RIGHT: (f64, f64) = (186.0, 290.0);
/// Distance of the columns.
const GAP: f64 = 8.0;
/// Height of a panel's title, and of its axis of time.
const CAPTION: f64 = 34.0;
const TIME: f64 = 40.0;
/// Room for the name of the axis of time, where it has one.
const TIME_NAME: f64 = 16.0;

/// Draws the figure.
pub fn curves(results: &Results) -> Figure {
    let strip = Strip::new(results, &place(results, 0.0));
    let size = (SIZE.0, SIZE.1 + additional_height(results, &strip));
    draw(size.0, size.1, description(results), |canvas| {
        frame(canvas, results, headline(results), size, &subject(results));
        let colors = colors(results);
        let top = size.1 - FOOT - list_height(results);
        for (column, metric) in [Metric::Registered, Metric::Active].into_iter().enumerate() {
            column_of(canvas, results, metric, (column as f64, top - 8.0), &strip, &colors);
        }
        list(canvas, results, (MARGIN, top), size.0 - 2.0 * MARGIN, &colors);
        key(canvas, results, size.1);
    })
}

fn description(results: &Results) -> String {
    let names: Vec<&str> = results.platforms.iter().map(|p| p.label.as_str()).collect();
    let how = match results.lines.shown {
        Shown::Bands => "medians, bands of 50 % and 90 % of the runs",
        Shown::Few => "every run and their median",
        Shown::Divided => "every run by itself",
    };
    let theory = results.theory.as_ref().is_some_and(|beside| beside.drawn);
    match results.language {
        Language::English => format!(
            "Registered and active users of {} over time, logarithmic and linear: {how}, historical numbers and events{}. {}",
            names.join(", "),
            if theory { "; thin dashes: theory" } else { "" },
            answer(results)
        ),
        Language::Chinese => {
            format!(
                "{}的注册用户与活跃用户随时间的变化，对数与线性坐标。{}。",
                results.language.list(&names),
                headline(results)
            )
        }
    }
}

/// What lines and bands are.
pub fn subject(results: &Results) -> String {
    let language = results.language;
    let each = format!("{}{}", language.say("thin lines: ", "细线："), results.lines.words(language, results.runs));
    match results.lines.shown {
        _ if results.runs < 2 => String::new(),
        Shown::Bands => language
            .say(" · lines: median, bands: 50 % and 90 % of the runs", " · 线：中位数，色带：50% 与 90% 的模拟")
            .to_owned(),
        Shown::Few => format!(" · {each}{}", language.say(", thick ones: median", "，粗线：中位数")),
        Shown::Divided => {
            format!(" · {each}{}", language.say(", which are divided between outcomes", "，结果出现分化"))
        }
    }
}

/// An empty panel in the place of a column.
fn place(results: &Results, column: f64) -> Panel {
    let width = (SIZE.0 - 2.0 * MARGIN - GAP) / 2.0;
    let left = MARGIN + column * (width + GAP);
    let (left, right) = (left + lane_room(results), left + width - right(results));
    Panel { left, right, top: 0.0, bottom: 0.0, days: results.last_day(), scale: Scale::linear(1.0) }
}

/// Room for the labels right of a panel, as the longest of them needs.
fn right(results: &Results) -> f64 {
    let labels = [Metric::Registered, Metric::Active].into_iter().flat_map(|metric| {
        results.present().into_iter().map(move |p| label(results, p, measure_of(metric), FAINT).width())
    });
    (labels.fold(0.0, f64::max) + 34.0).clamp(RIGHT.0, RIGHT.1)
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
    let language = results.language;
    let kinds = [language.say(", logarithmic", "（对数坐标）"), language.say(", linear", "（线性坐标）")];
    for (panel, caption, kind) in [(&log, top, kinds[0]), (&linear, linear.top, kinds[1])] {
        Panel { top: caption, ..*panel }.title_from(canvas, &format!("{unit}{kind}"), lane_room(results));
        panel.axes(canvas, Time::of(results), panel.persons(language));
        lines(canvas, results, metric, panel, colors);
    }
    strip.marks(canvas, results, &log, top, colors);
}

/// What the axis counts.
fn unit(results: &Results, metric: Metric) -> &'static str {
    let (published, language) = (results.counts_accounts(), results.language);
    match metric {
        Metric::Registered if published => language.say("Registered accounts, as published", "注册账户数，按公布口径"),
        Metric::Registered => language.say("Registered persons", "注册人数"),
        _ if published => language.say("Active users, as published", "活跃用户数，按公布口径"),
        _ => language.say("Active persons", "活跃人数"),
    }
}

/// Lowest and highest number worth showing: from the least that is drawn, but not less than one agent, up to the highest band and observation.
fn extent(results: &Results, metric: Metric) -> (f64, f64) {
    let bands: Vec<_> = results.present().into_iter().map(|p| results.band(p, measure_of(metric))).collect();
    let runs: Vec<f64> =
        results.lines.all.iter().flat_map(|line| line.values[drawn_of(metric) as usize].iter().copied()).collect();
    let theory: Vec<f64> = theory(results, metric).into_iter().flat_map(|(_, values)| values.iter().copied()).collect();
    let seen = shown_history(results, metric);
    let agent = results.persons_per_agent();
    let low = bands.iter().flat_map(|band| band.q05.iter().chain(&band.q50)).chain(&runs).chain(&theory).copied();
    let low = low.chain(seen.iter().map(|(o, ..)| o.value)).filter(|value| *value > 0.0).fold(f64::INFINITY, f64::min);
    let high = bands.iter().flat_map(|band| &band.q95).chain(&runs).chain(&theory).copied();
    let high = high.chain(seen.iter().map(|(o, ..)| o.high.min(o.value * 2.0))).fold(0.0, f64::max);
    (if low.is_finite() { low.max(agent) } else { agent }, high)
}

/// Observations of a metric within the scenario's time, of platforms that are drawn; doubtful ones first, targets last. That a
/// platform had no users on its first day tells nothing and has no place on a logarithmic axis.
fn shown_history(results: &Results, metric: Metric) -> Vec<(&Observation, usize, Mark)> {
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

/// What a line of a metric counts.
fn drawn_of(metric: Metric) -> Drawn {
    if metric == Metric::Registered { Drawn::Registered } else { Drawn::Active }
}

/// Runs or bands, medians, observations, labels.
fn lines(canvas: &mut Canvas, results: &Results, metric: Metric, panel: &Panel, colors: &[Color]) {
    let measure = measure_of(metric);
    let (present, shown) = (results.present(), results.lines.shown);
    if shown == Shown::Bands && results.runs > 1 {
        for p in &present {
            panel.band(canvas, results.band(*p, measure), colors[*p]);
        }
    }
    let pen = |p: usize| present.contains(&p).then(|| thin(results, colors[p]));
    panel.runs(canvas, &results.lines, drawn_of(metric), pen);
    for p in present.iter().filter(|_| shown != Shown::Divided) {
        panel.line(canvas, &results.band(*p, measure).q50, colors[*p]);
    }
    for (p, values) in theory(results, metric) {
        panel.thin(canvas, values, colors[p]);
    }
    for (observation, day, kind) in shown_history(results, metric) {
        let at = (panel.x(day as f64), panel.y(observation.value));
        let range = (panel.y(observation.low), panel.y(observation.high));
        let visible = (range.0 - range.1).abs() > 8.0 && kind != Mark::Doubtful;
        mark(canvas, at, visible.then_some(range), kind, colors[observation.platform]);
    }
    let labels: Vec<EndLabel> = present.iter().map(|p| label(results, *p, measure, colors[*p])).collect();
    panel.end_labels(canvas, &labels, right(results) - 14.0);
}

/// The pen of a run by itself: the fainter, the more there are.
pub fn thin(results: &Results, color: Color) -> Pen {
    let runs = results.lines.runs().max(1) as f64;
    let opacity = if results.lines.shown == Shown::Divided { 0.5 } else { 0.36 };
    Pen::new(color, 1.1).faint((opacity * libm::sqrt(24.0 / runs)).clamp(0.2, opacity))
}

/// The end of a platform: its median, or from where to where the runs end if they are divided.
fn label(results: &Results, platform: usize, measure: Measure, color: Color) -> EndLabel {
    let (band, last) = (results.band(platform, measure), results.last_day());
    let number = match results.lines.shown {
        Shown::Divided => results.language.range(band.q05[last], band.q95[last]),
        _ => results.language.number(band.q50[last]),
    };
    let name = results.shown_label(platform);
    EndLabel { value: band.q50[last], name, number, color, stroke: Stroke::Solid }
}

/// What theory says of a metric, by platform, where it is to be drawn.
fn theory(results: &Results, metric: Metric) -> Vec<(usize, &[f64])> {
    let curve = results.theory.as_ref().filter(|beside| beside.drawn).and_then(Told::main_curve);
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
    let all: Vec<Mark> = [Metric::Registered, Metric::Active]
        .iter()
        .flat_map(|m| shown_history(results, *m))
        .map(|(.., mark)| mark)
        .collect();
    let mut x = MARGIN + 6.0;
    let y = height - 22.0;
    let language = results.language;
    for (kind, text) in [
        (Mark::Target, language.say("published, used for fitting", "公布数据，用于拟合")),
        (Mark::Shown, language.say("published", "公布数据")),
        (Mark::Doubtful, language.say("published, doubtful", "公布数据，存疑")),
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
