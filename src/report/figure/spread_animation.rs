//! `spread-animated`: the map of [`spread`](super::spread()) as it changes day by day, with the shares of the platforms below.
//!
//! The animation is part of the SVG (SMIL), needs no script, and runs wherever a browser shows the picture, as an image too. Without it the
//! picture shows the last day.

use super::canvas::{Canvas, Figure, Moment, Pen, draw};
use super::ends::{EndLabel, Stroke};
use super::frame::{FOOT, MARGIN};
use super::panel::{Panel, TICKS};
use super::places::Area;
use super::scale::Scale;
use super::spread::{contacts, description, dress, head, key, places, radius, seen};
use super::theme::{INK, NOBODY, colors};
use super::time::Time;
use crate::report::Results;
use crate::report::spread::SpreadMap;

const WIDTH: f64 = 1600.0;
/// Heights of the map and of the shares.
const MAP: f64 = 640.0;
const SHARES: f64 = 130.0;
/// Radius of a person as a part of that on a still map of this size: each has a ring.
const SMALLER: f64 = 0.8;
/// Room for the labels right of the shares.
const RIGHT: f64 = 200.0;
/// Room below the shares for the axis of time.
const TIME: f64 = 58.0;
/// Seconds that the run takes, and that the end rests.
const SECONDS: (f64, f64) = (12.0, 3.0);

/// Draws the figure, where a run was followed.
pub fn spread_animation(results: &Results) -> Option<Figure> {
    let map = results.spread.as_ref()?;
    let head = head(results, map);
    let top = head.height(WIDTH) - 12.0;
    let (above, size) = (top + MAP + 40.0, (WIDTH, top + MAP + 40.0 + SHARES + TIME + FOOT));
    Some(draw(size.0, size.1, description(results, map, &head), |canvas| {
        head.draw(canvas, size);
        let area = Area { left: MARGIN, right: WIDTH - MARGIN, top, bottom: top + MAP };
        moving(canvas, results, map, &area);
        let (left, right) = (MARGIN + TICKS, WIDTH - MARGIN - RIGHT);
        let scale = Scale::Linear { top: highest(results, map) };
        let panel = Panel { left, right, top: above, bottom: above + SHARES, days: results.last_day(), scale };
        shares(canvas, results, map, &panel);
        key(canvas, results, &seen(map, 0..=results.last_day() as u32), &head, size);
    }))
}

/// The persons, each of whom changes color with every move.
fn moving(canvas: &mut Canvas, results: &Results, map: &SpreadMap, area: &Area) {
    let (places, radius, colors) = (places(map, area), SMALLER * radius(map, area), colors(results));
    contacts(canvas, map, &places);
    let seconds = SECONDS.0 + SECONDS.1;
    let part = |day: u32| f64::from(day) / results.last_day().max(1) as f64 * SECONDS.0 / seconds;
    for (person, place) in map.persons.iter().zip(places) {
        let at = |(day, set): (u32, u8)| {
            let (fill, ring) = dress(set, &colors);
            Moment { at: part(day), fill, ring }
        };
        let first = (person.moves.first().map_or(1, |step| step.0) > 0).then_some((0, 0));
        let moments: Vec<Moment> = first.into_iter().chain(person.moves.iter().copied()).map(at).collect();
        canvas.changing_dot(
            place,
            if moments.iter().all(|m| m.fill == NOBODY) { radius * 0.8 } else { radius },
            &moments,
            seconds,
        );
    }
}

/// Top of the axis of shares.
fn highest(results: &Results, map: &SpreadMap) -> f64 {
    let days = 0..=results.last_day() as u32;
    let all = results.present().into_iter().flat_map(|p| days.clone().map(move |day| map.share(p, day)));
    (all.fold(0.0, f64::max) * 1.06).clamp(0.01, 1.0)
}

/// The share of each platform here by day, and a line that moves along with the map.
fn shares(canvas: &mut Canvas, results: &Results, map: &SpreadMap, panel: &Panel) {
    let language = results.language;
    panel.title(canvas, language.say("Share of these persons", "占这些人的比例"));
    panel.axes(canvas, Time::of(results), |share| language.tick_percent(share));
    let mut labels = Vec::new();
    for p in results.present() {
        let values: Vec<f64> = (0..=results.last_day() as u32).map(|day| map.share(p, day)).collect();
        let color = colors(results)[p];
        panel.line(canvas, &values, color);
        let value = values.last().copied().unwrap_or(0.0);
        let (name, number) = (language.name(&results.platforms[p].label), language.percent(value));
        labels.push(EndLabel { value, name, number, color, stroke: Stroke::Solid });
    }
    panel.end_labels(canvas, &labels, RIGHT);
    let (from, to) = ((panel.left, panel.top - 4.0), (panel.left, panel.bottom));
    canvas.moving_line((from, to), panel.right - panel.left, (SECONDS.0, SECONDS.0 + SECONDS.1), Pen::new(INK, 1.6));
}
