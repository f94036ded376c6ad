//! `timeline`: the life of one person: the platforms they are on, where their contacts are, and how full their clocks.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, Point, draw};
use super::ends::{EndLabel, Stroke};
use super::frame::{FOOT, Head, MARGIN};
use super::key::Key;
use super::panel::{Panel, TICKS};
use super::scale::Scale;
use super::theme::{Color, GRID, INK, LABEL, PAPER, SMALL, WHITE};
use super::time::Time;
use crate::report::fonts::{Weight, fitted, text_width};
use crate::report::language::Language;
use crate::report::numbers::{percent, short_label};

const WIDTH: f64 = 1600.0;
/// Room for the labels right of the panels, and for the names of the lanes left of them.
const RIGHT: f64 = 240.0;
/// Height of a lane, and of the bar in it.
const LANE: (f64, f64) = (34.0, 24.0);
/// Heights of the panels of contacts and of clocks.
const HEIGHTS: [f64; 2] = [250.0, 170.0];
/// Height of a panel's title, and of its axis of time.
const CAPTION: f64 = 36.0;
const TIME: f64 = 40.0;
/// Room for the name of the axis of time, where it has one.
const TIME_NAME: f64 = 16.0;
const DASHES: (f64, f64) = (7.0, 4.0);
/// Distance of a text from its bar.
const PAD: f64 = 8.0;

/// The life of one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lifeline {
    /// What stands above and below.
    pub head: Head,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// What there is to tell of each platform.
    pub lanes: Vec<Lane>,
}

/// A person and a platform. Days count from the start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lane {
    /// Label of the platform.
    pub label: String,
    /// Its color.
    pub color: Color,
    /// The day of its launch, if it ever comes.
    #[serde(with = "super::exact")]
    pub launch: Option<f64>,
    /// When the person could be on it: in the market, while it is open.
    #[serde(with = "super::exact")]
    pub open: Vec<(f64, f64)>,
    /// When the person is on it.
    pub spans: Vec<Span>,
    /// Share of the contacts who are on it, by day; not a number without contacts.
    #[serde(with = "super::exact")]
    pub shares: Vec<f64>,
    /// Contacts who are on it in the end, and all.
    pub there: (u32, u32),
    /// The clocks, one after the other.
    pub waits: Vec<Wait>,
}

/// Days on a platform.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// The day on which it begins.
    #[serde(with = "super::exact")]
    pub from: f64,
    /// The day on which it ends.
    #[serde(with = "super::exact")]
    pub to: f64,
    /// How it began.
    pub text: String,
}

/// A clock that fills until the person joins or leaves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wait {
    /// Whether it is one of joining.
    pub joining: bool,
    /// Days, and how full it is (0–1).
    #[serde(with = "super::exact")]
    pub points: Vec<(f64, f64)>,
}

/// Draws the figure.
pub fn lifeline(life: &Lifeline) -> Figure {
    let (language, title) = (life.head.language, &life.head.title);
    let description = match language {
        Language::English => format!(
            "The platforms that a person is on by day, the share of the person's contacts on each, and how full the clocks of joining \
             and leaving are. {title}."
        ),
        Language::Chinese => {
            format!("一个人每天使用的平台、其联系人使用各平台的比例，以及加入与离开的时钟走了多少。{title}。")
        }
    };
    let [lanes, contacts, clocks] = places(life);
    let below = TIME + if life.time().title().is_some() { TIME_NAME } else { 0.0 };
    let size = (WIDTH, clocks.bottom + below + FOOT);
    draw(size.0, size.1, description, |canvas| {
        life.head.draw(canvas, size);
        contacts.rungs(canvas, |share| language.tick_percent(share));
        clocks.rungs(canvas, |share| language.tick_percent(share));
        clocks.floor(canvas, life.time());
        guides(canvas, life, &lanes, clocks.bottom);
        titles(canvas, [&lanes, &contacts, &clocks], language);
        life.lanes.iter().enumerate().for_each(|(at, lane)| bars(canvas, lane, at, &lanes));
        shares(canvas, life, &contacts);
        life.lanes.iter().for_each(|lane| waits(canvas, lane, &clocks));
        let mut key = Key::at_foot(&life.head, size);
        key.line(canvas, 2.6, language.say("until joining", "至加入"));
        key.dashes(canvas, (2.6, DASHES), language.say("until leaving", "至离开"));
    })
}

impl Lifeline {
    fn time(&self) -> Time {
        Time { start: self.start, end: self.end, language: self.head.language }
    }
}

/// The panels of lanes, contacts and clocks in their places.
fn places(life: &Lifeline) -> [Panel; 3] {
    let (left, right) = (MARGIN + TICKS, WIDTH - MARGIN - RIGHT);
    let mut top = life.head.height(WIDTH) + CAPTION - 8.0;
    let heights = [life.lanes.len() as f64 * LANE.0, HEIGHTS[0], HEIGHTS[1]];
    let most = life.lanes.iter().flat_map(|lane| &lane.shares).filter(|share| share.is_finite()).copied();
    let most = (most.fold(0.0, f64::max) * 1.06).clamp(0.05, 1.06);
    let scales = [1.0, most, 1.06].map(|top| Scale::Linear { top });
    let mut at = 0;
    heights.map(|height| {
        let days = life.time().days();
        let panel = Panel { left, right, top, bottom: top + height, days, scale: scales[at] };
        at += 1;
        top = panel.bottom + CAPTION + 12.0;
        panel
    })
}

/// What the panels show, on paper: lines pass below.
fn titles(canvas: &mut Canvas, panels: [&Panel; 3], language: Language) {
    let titles = [
        language.say("On the platform", "使用的平台"),
        language.say("Share of the contacts in the market who are there", "市场中的联系人使用该平台的比例"),
        language.say("How full the clocks are; a full one strikes", "时钟走了多少；走满即发生"),
    ];
    for (panel, title) in panels.into_iter().zip(titles) {
        let (left, y) = (panel.left - TICKS, panel.top - 18.0);
        let right = left + text_width(title, LABEL, Weight::Bold) + 6.0;
        canvas.rectangle((left, y - 9.0), (right, y + 9.0), Pen::new(PAPER, 0.0));
        panel.title(canvas, title);
    }
}

/// Thin lines down from where the person joins or leaves.
fn guides(canvas: &mut Canvas, life: &Lifeline, lanes: &Panel, bottom: f64) {
    for (at, lane) in life.lanes.iter().enumerate() {
        let top = lanes.top + at as f64 * LANE.0 + LANE.1;
        for day in lane.spans.iter().flat_map(|span| [span.from, span.to]) {
            if day < life.time().days() as f64 {
                let x = lanes.x(day);
                canvas.dashes((x, top), (x, bottom), 2.5, 4.0, Pen::new(lane.color, 1.0).faint(0.6));
            }
        }
    }
}

/// Name of one platform, the time in which the person could be on it, and the times in which they were.
fn bars(canvas: &mut Canvas, lane: &Lane, at: usize, panel: &Panel) {
    let (top, middle) = (panel.top + at as f64 * LANE.0, panel.top + at as f64 * LANE.0 + LANE.1 / 2.0);
    let name = fitted(&short_label(&lane.label), SMALL, Weight::Bold, TICKS + MARGIN - PAD - 8.0);
    canvas.text(&name, (panel.left - PAD, middle), Anchor::Right, Letters::bold(SMALL, lane.color));
    for &(from, to) in lane.open.iter().filter(|(from, _)| *from < panel.days as f64) {
        let to = panel.x(to).min(panel.right);
        canvas.rectangle((panel.x(from), middle - 1.5), (to, middle + 1.5), Pen::new(GRID, 0.0));
    }
    for (number, span) in lane.spans.iter().enumerate() {
        let (from, to) = (panel.x(span.from), panel.x(span.to).max(panel.x(span.from) + 2.0));
        canvas.rectangle((from, top), (to, top + LANE.1), Pen::new(lane.color, 0.0));
        let width = text_width(&span.text, SMALL, Weight::Regular) + 2.0 * PAD;
        let next = lane.spans.get(number + 1).map_or(WIDTH - MARGIN, |next| panel.x(next.from));
        if width <= to - from {
            canvas.text(&span.text, (from + PAD, middle), Anchor::Left, Letters::regular(SMALL, WHITE));
        } else if width <= next - to {
            canvas.rectangle((to + 2.0, middle - 9.0), (to + width - 2.0, middle + 9.0), Pen::new(PAPER, 0.0));
            canvas.text(&span.text, (to + PAD, middle), Anchor::Left, Letters::regular(SMALL, INK));
        }
    }
}

/// Where the contacts are.
fn shares(canvas: &mut Canvas, life: &Lifeline, panel: &Panel) {
    let mut labels = Vec::new();
    for lane in &life.lanes {
        let known =
            |day: &usize| lane.shares[*day].is_finite() && lane.launch.is_some_and(|launch| launch <= *day as f64);
        let points: Vec<Point> =
            (0..lane.shares.len()).filter(known).map(|day| (panel.x(day as f64), panel.y(lane.shares[day]))).collect();
        canvas.line(&points, Pen::new(lane.color, 2.6));
        let Some(last) = lane.shares.last().filter(|share| share.is_finite() && !points.is_empty()) else { continue };
        labels.push(EndLabel {
            value: *last,
            name: short_label(&lane.label),
            number: match life.head.language {
                Language::English => format!("{}, {} of {}", percent(*last), lane.there.0, lane.there.1),
                Language::Chinese => {
                    format!("{}，{}/{}", life.head.language.percent(*last), lane.there.0, lane.there.1)
                }
            },
            color: lane.color,
            stroke: Stroke::Solid,
        });
    }
    if labels.is_empty() {
        let at = (f64::midpoint(panel.left, panel.right), f64::midpoint(panel.top, panel.bottom));
        canvas.text(
            life.head.language.say("no contacts", "没有联系人"),
            at,
            Anchor::Middle,
            Letters::regular(LABEL, INK),
        );
    }
    panel.end_labels(canvas, &labels, RIGHT);
}

/// How the clocks of one platform fill.
fn waits(canvas: &mut Canvas, lane: &Lane, panel: &Panel) {
    for wait in &lane.waits {
        let points: Vec<Point> = wait.points.iter().map(|(day, full)| (panel.x(*day), panel.y(*full))).collect();
        if wait.joining {
            canvas.line(&points, Pen::new(lane.color, 2.6));
        } else {
            canvas.dashed(&points, DASHES, Pen::new(lane.color, 2.6));
        }
    }
}
