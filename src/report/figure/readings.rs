//! What a figure tells under a pointer: names, and places with their numbers in words.
//!
//! A picture shows nothing of it. A page with scripts (`page/hover.js`) tells it beside the pointer, and to who moves through the figure
//! by keys.

use serde_json::{Value, json};

use super::ends::Stroke;
use super::places::Area;
use super::theme::{Color, on_pages};

/// Most places along an axis, but for the last: more could not be pointed at.
const MOST: usize = 640;

/// All that a figure tells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Readings {
    /// What is told at a place, in the order of its words.
    pub names: Vec<Named>,
    /// The places.
    pub places: Vec<Reading>,
}

/// Something that is told: a line, an end of a range, a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// Its name; empty where the heading of a place says enough.
    pub name: String,
    /// How it is drawn, where that tells it from others.
    pub drawn: Option<(Color, Stroke)>,
}

/// What is told at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Where it is told.
    pub area: Area,
    /// The place in words: a date, a cell, a parameter.
    pub head: String,
    /// Words for each name; empty for what is not known there.
    pub words: Vec<String>,
}

impl Named {
    /// Something without a look of its own.
    pub fn plain(name: impl Into<String>) -> Named {
        Named { name: name.into(), drawn: None }
    }

    /// Something in a color.
    pub fn solid(name: impl Into<String>, color: Color) -> Named {
        Named { name: name.into(), drawn: Some((color, Stroke::Solid)) }
    }
}

impl Readings {
    /// As a page holds them: names `[name, color, dashed]`, places `[left, top, right, bottom, heading, [words]]`.
    pub fn json(&self) -> Value {
        let name = |named: &Named| {
            let color = named.drawn.map(|(color, _)| on_pages(color)).unwrap_or_default();
            json!([named.name, color, named.drawn.is_some_and(|(_, stroke)| stroke == Stroke::Dashed)])
        };
        let place = |Reading { area, head, words }: &Reading| {
            let [left, top, right, bottom] = [area.left, area.top, area.right, area.bottom].map(tenths);
            json!([left, top, right, bottom, head, words])
        };
        json!({
            "names": self.names.iter().map(name).collect::<Vec<_>>(),
            "places": self.places.iter().map(place).collect::<Vec<_>>(),
        })
    }
}

/// A coordinate with the one decimal that can be seen.
fn tenths(number: f64) -> Value {
    let number = libm::round(number * 10.0) / 10.0;
    if number.fract() == 0.0 { json!(number as i64) } else { json!(number) }
}

/// Of the days from 0 to the last one so many that can be pointed at, the last one always.
pub fn some_of(last: usize) -> Vec<usize> {
    let step = (last + 1).div_ceil(MOST);
    (0..last).step_by(step).chain([last]).collect()
}

/// Upright strips between two heights around ascending places on an axis, each reaching halfway to its neighbors, the first and last to the
/// edges.
pub fn strips(places: &[f64], within: Area) -> Vec<Area> {
    let between = |at: usize| f64::midpoint(places[at - 1], places[at]);
    let strip = |at: usize| Area {
        left: if at == 0 { within.left } else { between(at) },
        right: if at + 1 == places.len() { within.right } else { between(at + 1) },
        ..within
    };
    (0..places.len()).map(strip).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITHIN: Area = Area { left: 0.0, right: 100.0, top: 10.0, bottom: 20.0 };

    #[test]
    fn strips_fill_an_axis_and_meet_halfway() {
        let found: Vec<(f64, f64)> =
            strips(&[10.0, 20.0, 60.0], WITHIN).into_iter().map(|area| (area.left, area.right)).collect();
        assert_eq!(found, [(0.0, 15.0), (15.0, 40.0), (40.0, 100.0)]);
        assert_eq!(strips(&[50.0], WITHIN), [WITHIN]);
        assert!(strips(&[], WITHIN).is_empty());
    }

    #[test]
    fn of_many_days_some_are_told_and_always_the_last() {
        assert_eq!(some_of(3), [0, 1, 2, 3]);
        assert_eq!(some_of(0), [0]);
        let years = some_of(3723);
        assert_eq!((years.len(), years[1], years[years.len() - 1]), (622, 6, 3723));
    }

    #[test]
    fn a_page_holds_names_with_their_looks_and_places_with_words() {
        let area = Area { left: 1.04, right: 2.0, ..WITHIN };
        let readings = Readings {
            names: vec![
                Named { name: "a".into(), drawn: Some(((0xD5, 0x5E, 0x00), Stroke::Dashed)) },
                Named::plain("runs"),
            ],
            places: vec![Reading { area, head: "2011-01-21".into(), words: vec!["3".into(), String::new()] }],
        };
        let told = r#"{"names":[["a","light-dark(#D55E00, #FF8F4A)",true],["runs","",false]],"places":[[1,10,2,20,"2011-01-21",["3",""]]]}"#;
        assert_eq!(readings.json().to_string(), told);
    }
}
