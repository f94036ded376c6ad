//! `overlay`: two worlds in one picture: active users of each platform by day, and who took another path.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, draw};
use super::ends::{EndLabel, Stroke};
use super::frame::{FOOT, Head, MARGIN};
use super::key::Key;
use super::panel::{Panel, TICKS, begin};
use super::places::Area;
use super::readings::{Named, some_of, strips};
use super::scale::Scale;
use super::theme::{Color, FAINT, INK, LABEL, platform_color};
use super::time::Time;
use crate::report::fonts::{Weight, fitted, text_width};
use crate::report::language::Language;
use crate::report::measures::Measure;
use crate::report::results::Results;

const WIDTH: f64 = 1600.0;
/// Room for the labels right of the panels.
const RIGHT: f64 = 210.0;
/// Height of a panel's title, and of its axis of time.
const CAPTION: f64 = 36.0;
const TIME: f64 = 40.0;
/// Room for the name of the axis of time, where it has one.
const TIME_NAME: f64 = 16.0;
/// Heights of the panels: logarithmic, linear, and of persons who took another path.
const HEIGHTS: [f64; 3] = [270.0, 230.0, 130.0];
const DASHES: (f64, f64) = (8.0, 5.0);

/// Two worlds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overlay {
    /// What stands above and below.
    pub head: Head,
    /// The world drawn solid.
    pub first: Overlaid,
    /// The world drawn in dashes; a platform has the color of its namesake in the first.
    pub second: Overlaid,
    /// Share of the persons whose path in the second world is another one than in the first, by day since the earlier start: lower
    /// end, median, upper end; may be empty.
    #[serde(with = "super::exact")]
    pub parted: Vec<(f64, f64, f64)>,
}

/// A world in the picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overlaid {
    /// Its name.
    pub label: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Its runs.
    pub runs: u64,
    /// Persons that an agent stands for, on average over the runs.
    pub agent: f64,
    /// The platforms, in the order of the scenario.
    pub platforms: Vec<OverlaidPlatform>,
}

/// A platform of a world in the picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OverlaidPlatform {
    /// Its key, by which it is known in the other world.
    pub name: String,
    /// Its label.
    pub label: String,
    /// Its color (`#rrggbb`), if the scenario gives one.
    pub color: Option<String>,
    /// Active users by day: 5 % quantile, median and 95 % quantile of the runs; none where nobody ever joins.
    pub active: Option<[Vec<f64>; 3]>,
}

impl Overlaid {
    /// What the picture shows of the results of a world, in their language.
    pub fn new(results: &Results, label: String) -> Overlaid {
        let present = results.present();
        let active = |p| {
            let band = results.band(p, Measure::Active);
            [&band.q05, &band.q50, &band.q95].map(Clone::clone)
        };
        let platforms = results.platforms.iter().enumerate().map(|(p, platform)| OverlaidPlatform {
            name: platform.name.clone(),
            label: results.shown_label(p),
            color: platform.color.clone(),
            active: present.contains(&p).then(|| active(p)),
        });
        Overlaid {
            label,
            start: results.start,
            end: results.end,
            runs: results.runs,
            agent: results.persons_per_agent(),
            platforms: platforms.collect(),
        }
    }

    /// The platforms that ever have users, each with its numbers.
    fn present(&self) -> impl Iterator<Item = (&OverlaidPlatform, &[Vec<f64>; 3])> {
        self.platforms.iter().filter_map(|platform| Some((platform, platform.active.as_ref()?)))
    }

    /// The users of a platform on a day of the common time, with the range of the runs where there are several; nothing beyond its own time.
    fn told(&self, [low, median, high]: &[Vec<f64>; 3], time: Time, day: usize, language: Language) -> String {
        let own = usize::try_from(day as i32 - time.day(self.start)).ok();
        let at = |column: &[f64]| own.and_then(|day| column.get(day)).copied();
        match (at(low), at(median), at(high)) {
            (Some(low), Some(median), Some(high)) if self.runs > 1 => {
                language.bracketed(&language.number(median), &language.range(low, high))
            }
            (_, Some(median), _) => language.number(median),
            _ => String::new(),
        }
    }

    fn named(&self, name: &str) -> Option<usize> {
        self.platforms.iter().position(|platform| platform.name == name)
    }
}

/// Draws the figure.
pub fn overlay(overlay: &Overlay) -> Figure {
    let (language, title) = (overlay.head.language, &overlay.head.title);
    let (labels, first, second) = (labels(overlay), &overlay.first.label, &overlay.second.label);
    let parted = if overlay.parted.is_empty() {
        ""
    } else {
        language.say(", and the share of persons who took another path", "，以及选择发生改变的人所占比例")
    };
    let description = match language {
        Language::English => {
            format!("Active persons on {} by day, solid: {first}, dashed: {second}{parted}. {title}", labels.join(", "))
        }
        Language::Chinese => {
            format!("{}的每日活跃人数，实线：{first}，虚线：{second}{parted}。{title}。", language.list(&labels))
        }
    };
    let places = places(overlay);
    let size = (WIDTH, places.last().map_or(0.0, |panel| panel.bottom) + below(overlay.time()) + FOOT);
    draw(size.0, size.1, description, |canvas| {
        overlay.head.draw(canvas, size);
        let (lowest, highest) = extent(overlay);
        let scales = [
            (Scale::log(lowest, highest), language.say("Active persons, logarithmic", "活跃人数（对数坐标）")),
            (Scale::linear(highest), language.say("Active persons, linear", "活跃人数（线性坐标）")),
        ];
        for (place, (scale, caption)) in places.iter().zip(scales) {
            let panel = Panel { scale, ..*place };
            panel.title(canvas, caption);
            panel.axes(canvas, overlay.time(), panel.persons(language));
            worlds(canvas, overlay, &panel);
        }
        key(canvas, overlay, places[0].top - 18.0);
        if overlay.worlds().iter().any(|(world, _)| world.runs > 1) {
            let lines = language.say("lines: median · bands: 90 % of the runs", "线：中位数 · 色带：90% 的模拟");
            Key::at_foot(&overlay.head, size).note(canvas, lines);
        }
        if let Some(place) = places.get(2) {
            paths(canvas, overlay, place);
        }
        readings(canvas, overlay, &places);
    })
}

/// The numbers of both worlds on each day, or on so many of them as can be pointed at.
fn readings(canvas: &mut Canvas, overlay: &Overlay, places: &[Panel]) {
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return };
    let (time, language) = (overlay.time(), overlay.head.language);
    let lines = || {
        overlay.worlds().into_iter().flat_map(|(world, stroke)| world.present().map(move |one| (world, stroke, one)))
    };
    let name = |(world, stroke, (platform, _)): (&Overlaid, Stroke, (&OverlaidPlatform, _))| Named {
        name: format!("{}, {}", platform.label, world.label),
        drawn: Some((overlay.color(&platform.name), stroke)),
    };
    let parted = Named::solid(language.say("another path", "选择发生改变"), FAINT);
    canvas.tells(lines().map(name).chain([parted]).collect());
    let days = some_of(time.days());
    let middles: Vec<f64> = days.iter().map(|day| first.x(*day as f64)).collect();
    let within = Area { left: first.left, right: first.right, top: first.top, bottom: last.bottom };
    for (day, area) in days.into_iter().zip(strips(&middles, within)) {
        let words = lines().map(|(world, _, (_, numbers))| world.told(numbers, time, day, language));
        let parted = overlay.parted.get(day).map(|(low, median, high)| {
            language.bracketed(&language.percent(*median), &language.percent_range(*low, *high))
        });
        canvas.reading(area, time.words(day), words.chain([parted.unwrap_or_default()]).collect());
    }
}

/// Room below a panel for its axis of time.
fn below(time: Time) -> f64 {
    TIME + if time.title().is_some() { TIME_NAME } else { 0.0 }
}

/// Empty panels in their places; the third only where it has something to show.
fn places(overlay: &Overlay) -> Vec<Panel> {
    let time = overlay.time();
    let (left, right) = (MARGIN + TICKS, WIDTH - MARGIN - RIGHT);
    let mut top = overlay.head.height(WIDTH) + CAPTION;
    let heights = if overlay.parted.is_empty() { &HEIGHTS[..2] } else { &HEIGHTS[..] };
    let place = |height: &f64| {
        let panel = Panel { left, right, top, bottom: top + height, days: time.days(), scale: Scale::linear(1.0) };
        top = panel.bottom + below(time) + CAPTION;
        panel
    };
    heights.iter().map(place).collect()
}

impl Overlay {
    /// The time of both worlds.
    fn time(&self) -> Time {
        let (start, end) = (self.first.start.min(self.second.start), self.first.end.max(self.second.end));
        Time { start, end, language: self.head.language }
    }

    /// The worlds with how they are drawn.
    fn worlds(&self) -> [(&Overlaid, Stroke); 2] {
        [(&self.first, Stroke::Solid), (&self.second, Stroke::Dashed)]
    }

    /// The color of a platform by its name: that of the first world, or the next of the palette.
    fn color(&self, name: &str) -> Color {
        let known = &self.first.platforms;
        if let Some(p) = self.first.named(name) {
            return platform_color(p, known[p].color.as_deref());
        }
        let new = || self.second.platforms.iter().filter(|platform| self.first.named(&platform.name).is_none());
        let later = new().position(|platform| platform.name == name).unwrap_or(0);
        platform_color(known.len() + later, new().nth(later).and_then(|platform| platform.color.as_deref()))
    }
}

/// Labels of the platforms that ever have users, each once.
fn labels(overlay: &Overlay) -> Vec<String> {
    let mut names: Vec<(&str, &str)> = Vec::new();
    for (world, _) in overlay.worlds() {
        for (platform, _) in world.present() {
            if names.iter().all(|(name, _)| *name != platform.name) {
                names.push((&platform.name, &platform.label));
            }
        }
    }
    names.into_iter().map(|(_, label)| label.to_owned()).collect()
}

/// Lowest and highest number worth showing: one agent, the highest band.
fn extent(overlay: &Overlay) -> (f64, f64) {
    let worlds = [&overlay.first, &overlay.second];
    let highest = worlds.into_iter().flat_map(|world| world.present().flat_map(|(_, [.., high])| high.iter().copied()));
    let known: Vec<f64> = worlds.into_iter().map(|world| world.agent).filter(|agent| *agent > 0.0).collect();
    (known.iter().sum::<f64>() / known.len().max(1) as f64, highest.fold(0.0, f64::max))
}

/// Bands, medians and labels of both worlds.
fn worlds(canvas: &mut Canvas, overlay: &Overlay, panel: &Panel) {
    let (time, language) = (overlay.time(), overlay.head.language);
    let mut labels = Vec::new();
    // Bands first, so that no line is covered.
    for (world, _) in overlay.worlds().into_iter().filter(|(world, _)| world.runs > 1) {
        for (platform, [low, _, high]) in world.present() {
            let color = overlay.color(&platform.name);
            let (part, first) = (part(panel, time, world), begin(high));
            let (low, high) = (part.points(low, first), part.points(high, first));
            if high.len() > 1 {
                canvas.between(&low, &high, Pen::new(color, 0.0).faint(0.15));
            }
        }
    }
    for (world, stroke) in overlay.worlds() {
        for (platform, [_, median, _]) in world.present() {
            let color = overlay.color(&platform.name);
            let points = part(panel, time, world).points(median, begin(median));
            match stroke {
                Stroke::Solid => canvas.line(&points, Pen::new(color, 2.8)),
                Stroke::Dashed => canvas.dashed(&points, DASHES, Pen::new(color, 2.8)),
            }
            let value = median.last().copied().unwrap_or(0.0);
            labels.push(EndLabel {
                value,
                name: platform.label.clone(),
                number: language.number(value),
                color,
                stroke,
            });
        }
    }
    panel.end_labels(canvas, &labels, RIGHT);
}

/// The part of a panel that the time of one world takes.
fn part(panel: &Panel, time: Time, world: &Overlaid) -> Panel {
    let (from, to) = (time.day(world.start), time.day(world.end));
    let (left, right) = (panel.x(f64::from(from)), panel.x(f64::from(to)));
    Panel { left, right, days: (to - from).max(0) as usize, ..*panel }
}

/// How the worlds are drawn, at the right of the first panel's title.
fn key(canvas: &mut Canvas, overlay: &Overlay, y: f64) {
    let mut right = WIDTH - MARGIN;
    for (label, stroke) in [(&overlay.second.label, Stroke::Dashed), (&overlay.first.label, Stroke::Solid)] {
        let text = fitted(label, LABEL, Weight::Bold, 420.0);
        canvas.text(&text, (right, y), Anchor::Right, Letters::bold(LABEL, INK));
        let end = right - text_width(&text, LABEL, Weight::Bold) - 10.0;
        match stroke {
            Stroke::Solid => canvas.line(&[(end - 46.0, y), (end, y)], Pen::new(FAINT, 2.8)),
            Stroke::Dashed => canvas.dashes((end - 46.0, y), (end, y), DASHES.0, DASHES.1, Pen::new(FAINT, 2.8)),
        }
        right = end - 46.0 - 34.0;
    }
}

/// The share of persons who took another path.
fn paths(canvas: &mut Canvas, overlay: &Overlay, place: &Panel) {
    let days = overlay.parted.len().min(place.days + 1);
    let column = |of: fn(&(f64, f64, f64)) -> f64| -> Vec<f64> { overlay.parted[..days].iter().map(of).collect() };
    let (low, median, high) = (column(|day| day.0), column(|day| day.1), column(|day| day.2));
    let top = high.iter().copied().fold(0.0, f64::max);
    let panel = Panel { scale: Scale::linear(top.max(0.001)), ..*place };
    let language = overlay.head.language;
    panel.title(canvas, language.say("Share of persons who took another path", "选择发生改变的人所占比例"));
    panel.axes(canvas, overlay.time(), |share| language.tick_percent(share));
    if days > 1 {
        canvas.between(&panel.points(&low, 0), &panel.points(&high, 0), Pen::new(FAINT, 0.0).faint(0.2));
    }
    canvas.line(&panel.points(&median, 0), Pen::new(FAINT, 2.6));
    let value = median.last().copied().unwrap_or(0.0);
    let (name, stroke) = (String::new(), Stroke::Solid);
    panel.end_labels(canvas, &[EndLabel { value, name, number: language.percent(value), color: FAINT, stroke }], RIGHT);
}
