//! `spread`: persons who know each other, each in the color of the platforms that they are on, on up to six days.

use std::collections::BTreeSet;

use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, Point, draw};
use super::frame::{FOOT, Head, MARGIN, source};
use super::key::Key;
use super::places::Area;
use super::spread_title::title;
use super::theme::{AXIS, Color, FAINT, INK, LABEL, NOBODY, PAPER, SMALL, colors};
use crate::experiment::Middle;
use crate::report::Results;
use crate::report::fonts::{Weight, text_width};
use crate::report::language::Language;
use crate::report::numbers::thousands;
use crate::report::spread::SpreadMap;

const WIDTH: f64 = 1600.0;
/// Most maps, and most in a row.
const MAPS: usize = 6;
const ROW: usize = 3;
/// Height of a map, of what stands above it, and the distance of neighbors.
const HEIGHT: f64 = 346.0;
const CAPTION: f64 = 40.0;
const GAP: f64 = 26.0;
/// Draws the figure, where a run was followed.
pub fn spread(results: &Results) -> Option<Figure> {
    let map = results.spread.as_ref()?;
    let days = map.telling_days(MAPS, results.last_day() as u32);
    let head = head(results, map);
    let top = head.height(WIDTH) - 12.0;
    // Four stand better two by two than three and one.
    let columns = if days.len() == 4 { 2 } else { days.len().min(ROW) };
    let size = (WIDTH, top + days.len().div_ceil(columns) as f64 * (CAPTION + HEIGHT + GAP) + FOOT);
    Some(draw(size.0, size.1, description(results, map, &head), |canvas| {
        head.draw(canvas, size);
        for (at, day) in days.iter().enumerate() {
            let width = (WIDTH - 2.0 * MARGIN - (columns - 1) as f64 * GAP) / columns as f64;
            let left = MARGIN + (at % columns) as f64 * (width + GAP);
            let above = top + (at / columns) as f64 * (CAPTION + HEIGHT + GAP);
            caption(canvas, results, map, *day, (left, above + CAPTION / 2.0, width));
            let area = Area { left, right: left + width, top: above + CAPTION, bottom: above + CAPTION + HEIGHT };
            still(canvas, results, map, *day, &area);
        }
        key(canvas, results, &seen(map, days.iter().copied()), &head, size);
    }))
}

/// What a map shows, for who cannot see it.
pub fn description(results: &Results, map: &SpreadMap, head: &Head) -> String {
    let last = results.last_day() as u32;
    let shares = results.present().into_iter().map(|p| {
        let name = results.language.name(&results.platforms[p].label);
        format!("{name} {}", results.language.percent(map.share(p, last)))
    });
    let shares = results.language.list(&shares.collect::<Vec<_>>());
    match results.language {
        Language::English => format!(
            "A map of {} persons who know each other, colored by the platforms that they are on at several dates; on {}: {shares}. {}.",
            map.persons.len(),
            results.end,
            head.title
        ),
        Language::Chinese => format!(
            "{} 位相识者的关系图，颜色表示各日期所用的平台；{}：{shares}。{}。",
            map.persons.len(),
            results.language.date(results.end),
            head.title
        ),
    }
}

/// Title, subtitle and source of a map.
pub fn head(results: &Results, map: &SpreadMap) -> Head {
    let (persons, contacts) = (thousands(map.persons.len() as u64), thousands(map.contacts as u64));
    let agents = thousands(results.agents);
    let subtitle = match results.language {
        Language::English => {
            let drawn = if map.pairs.len() < map.contacts {
                format!(" ({} drawn)", thousands(map.pairs.len() as u64))
            } else {
                String::new()
            };
            let middle = match map.middle {
                Middle::Typical => "a person with a typical number of contacts",
                Middle::FirstMover => "the first to join of their own accord",
            };
            format!(
                "{} · run {} with {agents} agents · the {persons} persons nearest to {middle}, {contacts} contacts among them{drawn}",
                results.title, map.run
            )
        }
        Language::Chinese => {
            let drawn = if map.pairs.len() < map.contacts {
                format!("（画出 {} 条）", thousands(map.pairs.len() as u64))
            } else {
                String::new()
            };
            let middle = match map.middle {
                Middle::Typical => "一位联系人数量典型的人",
                Middle::FirstMover => "最先自行加入的人",
            };
            format!(
                "{} · 第 {} 次模拟，{agents} 个主体 · 离{middle}最近的 {persons} 人及其间 {contacts} 条联系{drawn}",
                results.title, map.run
            )
        }
    };
    Head { title: title(results, map), subtitle, source: source(results), language: results.language }
}

/// The day and who is on what, above a map: left edge, middle of the letters, width.
fn caption(canvas: &mut Canvas, results: &Results, map: &SpreadMap, day: u32, (left, y, width): (f64, f64, f64)) {
    let date = results.language.date(results.date(day as usize));
    let rests = map.rests_after(day) && (day as usize) < results.last_day();
    let date = if rests { results.language.say(format!("from {date} on"), format!("{date}起")) } else { date };
    canvas.text(&date, (left, y), Anchor::Left, Letters::bold(LABEL, INK));
    let mut x = left + text_width(&date, LABEL, Weight::Bold) + 18.0;
    for (platform, color) in colors(results).into_iter().enumerate() {
        let share = map.share(platform, day);
        let name = results.language.name(&results.platforms[platform].label);
        let number = results.language.percent(share);
        let widths = [text_width(&name, SMALL, Weight::Bold) + 5.0, text_width(&number, SMALL, Weight::Regular)];
        if share > 0.0 && x + widths[0] + widths[1] <= left + width {
            canvas.text(&name, (x, y), Anchor::Left, Letters::bold(SMALL, color));
            canvas.text(&number, (x + widths[0], y), Anchor::Left, Letters::regular(SMALL, INK));
            x += widths[0] + widths[1] + 16.0;
        }
    }
}

/// The places of the persons on a map that they fill.
pub fn places(map: &SpreadMap, area: &Area) -> Vec<Point> {
    let inner = area.inset(radius(map, area) + 2.0);
    let stretch = |of: fn(&(f64, f64)) -> f64, from: f64, to: f64| {
        let numbers = map.persons.iter().map(|person| of(&person.place));
        let (low, high) = numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), n| (l.min(n), h.max(n)));
        move |number: f64| {
            if high > low { from + (to - from) * (number - low) / (high - low) } else { f64::midpoint(from, to) }
        }
    };
    let across = stretch(|place| place.0, inner.left, inner.right);
    let down = stretch(|place| place.1, inner.top, inner.bottom);
    map.persons.iter().map(|person| (across(person.place.0), down(person.place.1))).collect()
}

/// Radius of a person: all together cover about a tenth of the map.
pub fn radius(map: &SpreadMap, area: &Area) -> f64 {
    let room = (area.right - area.left) * (area.bottom - area.top) / map.persons.len().max(1) as f64;
    (0.18 * libm::sqrt(room)).clamp(1.8, 9.0)
}

/// The contacts of a map.
pub fn contacts(canvas: &mut Canvas, map: &SpreadMap, places: &[Point]) {
    let lines: Vec<[Point; 2]> = map.pairs.iter().map(|(a, b)| [places[*a], places[*b]]).collect();
    canvas.strokes(&lines, Pen::new(AXIS, 0.8).faint(0.36));
}

/// The colors of a person: of the dot, and of the ring around it, which is another where the person is on two platforms.
pub fn dress(set: u8, colors: &[Color]) -> (Color, Color) {
    let mut on = (0..colors.len()).filter(|p| set >> p & 1 == 1).map(|p| colors[p]);
    let first = on.next();
    (first.unwrap_or(NOBODY), on.next().unwrap_or(PAPER))
}

/// The map on a day: users above those who are on no platform.
fn still(canvas: &mut Canvas, results: &Results, map: &SpreadMap, day: u32, area: &Area) {
    let (places, radius, colors) = (places(map, area), radius(map, area), colors(results));
    contacts(canvas, map, &places);
    let dressed: Vec<(Color, Color)> = map.persons.iter().map(|person| dress(person.on(day), &colors)).collect();
    let mut kinds: Vec<(Color, Color)> = dressed.clone();
    kinds.sort_by_key(|kind| (kind.0 != NOBODY, *kind));
    kinds.dedup();
    for kind in kinds {
        let wearing: Vec<Point> =
            dressed.iter().zip(&places).filter(|(dress, _)| **dress == kind).map(|(_, at)| *at).collect();
        if kind.1 != PAPER {
            canvas.dots(&wearing, radius * 1.45, Pen::new(kind.1, 0.0));
        }
        canvas.dots(&wearing, if kind.0 == NOBODY { radius * 0.8 } else { radius }, Pen::new(kind.0, 0.0));
    }
}

/// The platforms that persons are on on some days, a bit each: all that a key must explain.
pub fn seen(map: &SpreadMap, days: impl Iterator<Item = u32>) -> BTreeSet<u8> {
    days.flat_map(|day| map.persons.iter().map(move |person| person.on(day))).collect()
}

/// What the colors of those who are seen mean.
pub fn key(canvas: &mut Canvas, results: &Results, seen: &BTreeSet<u8>, head: &Head, size: (f64, f64)) {
    let language = results.language;
    let mut key = Key::at_foot(head, size);
    let somebody_on = |p: &usize| seen.iter().any(|set| set >> p & 1 == 1);
    for platform in (0..results.platforms.len()).filter(somebody_on) {
        key.spot(canvas, 6.0, colors(results)[platform], &language.name(&results.platforms[platform].label));
    }
    if seen.contains(&0) {
        key.spot(canvas, 5.0, NOBODY, language.say("on none", "未使用"));
    }
    if seen.iter().any(|set| set.count_ones() > 1) {
        key.note(canvas, language.say("two colors: on both", "双色：同时使用两者"));
    }
    key.stroke(canvas, Pen::new(FAINT, 1.0).faint(0.6), language.say("know each other", "互为联系人"));
}
