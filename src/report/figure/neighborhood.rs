//! `neighborhood`: a person, their contacts and the contacts of these, and who of them knows whom.

use serde::{Deserialize, Serialize};

use super::canvas::{Canvas, Figure, Pen, Point, draw};
use super::force::force_directed;
use super::frame::{FOOT, Head, MARGIN};
use super::key::Key;
use super::places::Area;
use super::plot::dot;
use super::theme::{AXIS, Color, INK, STRONG, WEAK};
use crate::report::language::Language;
use crate::rng::World;

const SIZE: (f64, f64) = (1600.0, 1100.0);
/// Distance of the outermost persons from the edge.
const ROOM: f64 = 16.0;
/// Contacts who know each other.
const CLOSED: Color = (0xD5, 0x5E, 0x00);
/// Color and radius of persons by their distance from the one in the middle.
const PERSONS: [(Color, f64); 3] = [(INK, 12.0), (STRONG, 9.0), (WEAK, 6.0)];

/// Persons around one of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Surroundings {
    /// What stands above and below.
    pub head: Head,
    /// Distances of the persons from the first: 0, 1 or 2.
    pub distances: Vec<u32>,
    /// Contacts among them, by their places in the list.
    pub pairs: Vec<(usize, usize)>,
    /// Name of the layer of contacts; with seed and run the address of the draws of the places on the paper.
    pub layer: String,
    /// Seed of all draws.
    pub seed: u64,
    /// Number of the run.
    pub run: u64,
}

/// Draws the figure.
pub fn neighborhood(surroundings: &Surroundings) -> Figure {
    let at = |distance: u32| surroundings.distances.iter().copied().filter(|other| *other == distance).count();
    let (near, far, all, title) = (at(1), at(2), surroundings.pairs.len(), &surroundings.head.title);
    let description = match surroundings.head.language {
        Language::English => {
            format!(
                "A person, {near} contacts and {far} contacts of these, with all {all} contacts among them. {title}"
            )
        }
        Language::Chinese => {
            format!("一个人、其 {near} 位联系人、联系人的 {far} 位联系人，以及他们之间的全部 {all} 条联系。{title}。")
        }
    };
    draw(SIZE.0, SIZE.1, description, |canvas| {
        surroundings.head.draw(canvas, SIZE);
        let places = places(surroundings);
        lines(canvas, surroundings, &places);
        for (place, distance) in places.iter().zip(&surroundings.distances).rev() {
            let (color, radius) = PERSONS[*distance as usize];
            dot(canvas, *place, radius, color);
        }
        key(canvas, &surroundings.head);
    })
}

/// Places on the paper, which they fill.
fn places(surroundings: &Surroundings) -> Vec<Point> {
    let Surroundings { distances, pairs, layer, seed, run, .. } = surroundings;
    let stream = World { seed: *seed, replicate: *run }.stream(&format!("graph {layer} places"));
    let free = force_directed(distances.len(), pairs, stream);
    let top = surroundings.head.height(SIZE.0);
    let area = Area { left: MARGIN, right: SIZE.0 - MARGIN, top, bottom: SIZE.1 - FOOT - ROOM }.inset(ROOM);
    let stretch = |of: fn(&Point) -> f64, from: f64, to: f64| {
        let ends = free.iter().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), n| (l.min(n), h.max(n)));
        let length = ends.1 - ends.0;
        move |number: f64| {
            if length > 0.0 { from + (to - from) * (number - ends.0) / length } else { f64::midpoint(from, to) }
        }
    };
    let (across, down) = (stretch(|p| p.0, area.left, area.right), stretch(|p| p.1, area.top, area.bottom));
    free.iter().map(|(x, y)| (across(*x), down(*y))).collect()
}

/// What a contact is to the one in the middle.
fn pen(distances: (u32, u32)) -> Pen {
    match distances {
        (0, _) | (_, 0) => Pen::new(STRONG, 2.0).faint(0.7),
        (1, 1) => Pen::new(CLOSED, 2.0).faint(0.85),
        _ => Pen::new(AXIS, 1.0).faint(0.55),
    }
}

/// Contacts, the less important below.
fn lines(canvas: &mut Canvas, surroundings: &Surroundings, places: &[Point]) {
    let distances = |(a, b): (usize, usize)| (surroundings.distances[a], surroundings.distances[b]);
    let mut pairs = surroundings.pairs.clone();
    pairs.sort_by_key(|pair| {
        let (a, b) = distances(*pair);
        std::cmp::Reverse(a + b)
    });
    for pair in pairs {
        canvas.line(&[places[pair.0], places[pair.1]], pen(distances(pair)));
    }
}

fn key(canvas: &mut Canvas, head: &Head) {
    let mut key = Key::at_foot(head, SIZE);
    let say = |english, chinese| head.language.say(english, chinese);
    let persons = [say("the person", "本人"), say("contacts", "联系人"), say("contacts of contacts", "联系人的联系人")];
    for ((color, radius), text) in PERSONS.into_iter().zip(persons) {
        key.spot(canvas, radius * 0.7, color, text);
    }
    key.stroke(canvas, pen((0, 1)), say("knows the person", "与本人相识"));
    key.stroke(canvas, pen((1, 1)), say("two contacts who know each other", "联系人彼此相识"));
    key.stroke(canvas, pen((2, 2)), say("other contacts", "其他联系"));
}
