//! The strip of events above the panels: numbered marks, a lane a platform, and the list that explains the numbers.

use super::canvas::{Anchor, Canvas, Letters, Pen};
use super::frame::MARGIN;
use super::panel::{Panel, TICKS};
use super::theme::{Color, FAINT, INK, PAPER, SMALL};
use crate::report::events::EventKind;
use crate::report::fonts::{Weight, fitted, text_width};
use crate::report::labels::{LayerLabel, contacts_in};
use crate::report::language::Language;
use crate::report::{Event, Results};

/// Half the width of a mark.
const RADIUS: f64 = 9.0;
/// Distance of neighboring marks and rows.
const PITCH: f64 = 21.0;
/// Height of a row of the list.
const ROW: f64 = 21.0;
/// Size of the numbers in the marks.
const NUMBER: f64 = 11.5;

/// The rows of marks above a panel of some width: the events with the row that each stands in, and the number of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    rows: Vec<(usize, usize)>,
    count: usize,
}

impl Strip {
    /// Places the marks so that none covers another: each platform has its own lane, which gets as many rows as it needs.
    pub fn new(results: &Results, panel: &Panel) -> Strip {
        Strip::of(results, panel, 0..results.platforms.len())
    }

    /// The strip of some platforms alone.
    pub fn of(results: &Results, panel: &Panel, platforms: impl IntoIterator<Item = usize>) -> Strip {
        let mut rows = Vec::new();
        let mut count = 0;
        for platform in platforms {
            let mut ends: Vec<f64> = Vec::new();
            let events = results.events.iter().enumerate().filter(|(_, event)| event.platform == platform);
            for (at, event) in events {
                let x = panel.x(f64::from(results.day(event.date)));
                let free = ends.iter().position(|end| end + PITCH <= x).unwrap_or(ends.len());
                if free == ends.len() {
                    ends.push(x);
                } else {
                    ends[free] = x;
                }
                rows.push((at, count + free));
            }
            count += ends.len();
        }
        rows.sort_unstable();
        Strip { rows, count }
    }

    /// Height of the strip.
    pub fn height(&self) -> f64 {
        self.count as f64 * PITCH
    }

    /// Draws thin lines from the strip down to a place.
    pub fn guides(&self, canvas: &mut Canvas, results: &Results, panel: &Panel, top: f64, colors: &[Color]) {
        for (at, row) in &self.rows {
            let event = &results.events[*at];
            let x = panel.x(f64::from(results.day(event.date)));
            let from = top + (*row as f64 + 0.5) * PITCH;
            canvas.dashes((x, from), (x, panel.bottom), 2.5, 4.0, Pen::new(colors[event.platform], 1.0).faint(0.55));
        }
    }

    /// The first row of each platform that has events.
    fn lanes(&self, results: &Results) -> Vec<(usize, usize)> {
        let first = |platform| {
            let rows = self.rows.iter().filter(|(at, _)| results.events[*at].platform == platform);
            rows.map(|(_, row)| *row).min().map(|row| (row, platform))
        };
        (0..results.platforms.len()).filter_map(first).collect()
    }

    /// Draws the marks, and left of them the names of the platforms.
    pub fn marks(&self, canvas: &mut Canvas, results: &Results, panel: &Panel, top: f64, colors: &[Color]) {
        for (row, platform) in self.lanes(results) {
            let name = results.language.name(&results.platforms[platform].label);
            let name = fitted(&name, SMALL - 1.0, Weight::Bold, lane_room(results) - RADIUS - 4.0);
            let at = (panel.left - RADIUS - 4.0, top + (row as f64 + 0.5) * PITCH);
            canvas.text(&name, at, Anchor::Right, Letters::bold(SMALL - 1.0, colors[platform]));
        }
        self.numbers(canvas, results, panel, top, colors);
    }

    /// Draws the marks alone.
    pub fn numbers(&self, canvas: &mut Canvas, results: &Results, panel: &Panel, top: f64, colors: &[Color]) {
        for (at, row) in &self.rows {
            let event = &results.events[*at];
            let x = panel.x(f64::from(results.day(event.date)));
            mark(canvas, (x, top + (*row as f64 + 0.5) * PITCH), at + 1, event, colors[event.platform]);
        }
    }
}

/// The widest that names of lanes may become.
const WIDEST: f64 = 150.0;

/// Room that the names of lanes take left of a panel: as much as the longest needs, no less than numbers do.
pub fn lane_room(results: &Results) -> f64 {
    let name = |event: &Event| results.language.name(&results.platforms[event.platform].label);
    let widths = results.events.iter().map(|event| text_width(&name(event), SMALL - 1.0, Weight::Bold));
    (widths.fold(0.0, f64::max) + RADIUS + 5.0).clamp(TICKS, WIDEST)
}

/// A numbered mark: a square for a launch, a ring for an outage, a disk for everything else.
fn mark(canvas: &mut Canvas, (x, y): (f64, f64), number: usize, event: &Event, color: Color) {
    let text = match event.kind {
        EventKind::Outage => {
            canvas.disk((x, y), RADIUS, Pen::new(PAPER, 0.0));
            canvas.ring((x, y), RADIUS - 0.8, Pen::new(color, 1.6));
            color
        }
        EventKind::Launch => {
            canvas.rectangle((x - RADIUS, y - RADIUS), (x + RADIUS, y + RADIUS), Pen::new(color, 0.0));
            PAPER
        }
        _ => {
            canvas.disk((x, y), RADIUS, Pen::new(color, 0.0));
            PAPER
        }
    };
    canvas.text(&number.to_string(), (x, y), Anchor::Middle, Letters::bold(NUMBER, text));
}

/// Rows of marks and rows of the list that a figure of the usual height has room for.
const USUAL: (f64, f64) = (6.0, 5.0);

/// What a figure must be higher than usual, so that many events don't take the room of the panels.
pub fn additional_height(results: &Results, strip: &Strip) -> f64 {
    (strip.height() - USUAL.0 * PITCH).max(0.0) + (list_height(results) - USUAL.1 * ROW).max(0.0)
}

/// Most columns of the list of events, and its width.
const COLUMNS: usize = 4;
const WIDTH: f64 = 1600.0 - 2.0 * MARGIN;
/// Room for a mark before a date, and for what stands between a label and the next column.
const BEFORE: f64 = 2.0 * RADIUS + 7.0;
const AFTER: f64 = 12.0;

/// Columns of the list: as many as have room for the longest label.
fn columns(results: &Results) -> usize {
    let width = |event: &Event| {
        let words = dated(results, event) + &event_words(results, event);
        BEFORE + text_width(&words, SMALL, Weight::Regular) + AFTER
    };
    let widest = results.events.iter().map(width).fold(0.0, f64::max);
    (1..=COLUMNS).rev().find(|columns| widest <= WIDTH / *columns as f64).unwrap_or(1)
}

/// Height of the list of events.
pub fn list_height(results: &Results) -> f64 {
    results.events.len().div_ceil(columns(results)) as f64 * ROW
}

/// The date of an event, and what keeps it apart from the label.
fn dated(results: &Results, event: &Event) -> String {
    format!("{}  ", results.language.date(event.date))
}

/// The list of events, in columns by date.
pub fn list(canvas: &mut Canvas, results: &Results, (left, top): (f64, f64), width: f64, colors: &[Color]) {
    let columns = columns(results);
    let rows = results.events.len().div_ceil(columns);
    let column = width / columns as f64;
    for (number, event) in results.events.iter().enumerate() {
        let begin = left + (number / rows) as f64 * column;
        let y = top + (number % rows) as f64 * ROW + ROW / 2.0;
        mark(canvas, (begin + RADIUS, y), number + 1, event, colors[event.platform]);
        let (date, at) = (dated(results, event), begin + BEFORE);
        canvas.text(date.trim_end(), (at, y), Anchor::Left, Letters::regular(SMALL, FAINT));
        let behind = at + text_width(&date, SMALL, Weight::Regular);
        let text = fitted(&event_words(results, event), SMALL, Weight::Regular, begin + column - behind - AFTER);
        canvas.text(&text, (behind, y), Anchor::Left, Letters::regular(SMALL, INK));
    }
}

/// An event in the list: what is named in the scenario stays as it is, the words of the program are those of the language.
fn event_words(results: &Results, event: &Event) -> String {
    let language = results.language;
    let name = language.name(&results.platforms[event.platform].label);
    let median = if event.label.ends_with(" (median)") { language.say(" (median)", "（中位数）") } else { "" };
    let own = event.label.strip_suffix(" (median)").unwrap_or(&event.label);
    let words = match (event.kind, own) {
        (EventKind::Launch, _) => format!("{name}{}", language.say(" launch", " 上线")),
        (EventKind::Outage, "outage") => language.say("outage", "故障").to_owned(),
        (EventKind::Seeding, "seeding") => language.say("seeding", "推广").to_owned(),
        (EventKind::SeedingEnd, "end of seeding") => language.say("end of seeding", "推广结束").to_owned(),
        (EventKind::SeedingEnd, own) if own.starts_with("end of “") => {
            language.say(own.to_owned(), format!("{}结束", own.trim_start_matches("end of ")))
        }
        (EventKind::Invitation, own) => invitations(own, results),
        (EventKind::Media, "more through media") => language.say("more through media", "媒体推广加强").to_owned(),
        (EventKind::Media, _) => language.say("less through media", "媒体推广下降").to_owned(),
        (EventKind::Closing, "closed") => language.say("closed", "关闭").to_owned(),
        (EventKind::Reopening, _) => language.say("opens again", "重新开放").to_owned(),
        (EventKind::Concession, _) => language.say("its owner concedes", "所有者放弃").to_owned(),
        _ => own.to_owned(),
    };
    words + median
}

/// "invitations to QQ contacts begin": whom they reach, and what happens to them.
fn invitations(own: &str, results: &Results) -> String {
    let told = own.strip_prefix("invitations to ").and_then(|rest| rest.rsplit_once(' '));
    let called =
        |layer: &&LayerLabel, words: &str| contacts_in(Language::English, &results.layers, &layer.name) == words;
    match (results.language, told) {
        (Language::Chinese, Some((words, verb))) => {
            let layer = results.layers.iter().find(|layer| called(layer, words));
            let contacts = layer.map(|layer| contacts_in(Language::Chinese, &results.layers, &layer.name));
            let contacts = contacts.unwrap_or_else(|| words.to_owned());
            match verb {
                "begin" => format!("开始邀请{contacts}"),
                "end" => format!("结束邀请{contacts}"),
                _ => format!("对{contacts}的邀请变化"),
            }
        }
        _ => own.to_owned(),
    }
}
