//! What figures of known data are made of: elements by kind and color, texts by place. Small differences of a drawing are no matter; other
//! elements, labels and places are.
//!
//! `HEADSTART_BLESS=1 cargo test --test it golden` writes the files anew.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use headstart::experiment::Middle;
use headstart::report::figure::{self, Figure, Look, Size, Theme};
use headstart::report::{Language, Mapped, Results, SpreadMap};

use super::synthetic::{history, kik, three};

/// Places are rounded to this.
const STEP: f64 = 10.0;

/// Kinds of elements with their colors and numbers, then texts with the places where they begin, in the order of drawing.
fn outline(figure: &Figure) -> String {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for element in figure.svg.split('<').filter(|element| !element.starts_with(['/', '?', '!'])) {
        let name = element.split([' ', '>', '\n']).next().unwrap_or_default();
        let value = |attribute: &str| element.split(&format!(" {attribute}=\"")).nth(1)?.split('"').next();
        let color = value("fill").filter(|fill| *fill != "none").or(value("stroke")).unwrap_or("");
        if !["", "svg", "text"].contains(&name) {
            *kinds.entry(format!("{name} {color}")).or_default() += 1;
        }
    }
    let mut text = format!("{} × {}\n", figure.size.0, (figure.size.1 / STEP).round() * STEP);
    for (kind, number) in &kinds {
        writeln!(text, "{number} {kind}").unwrap();
    }
    for one in &figure.texts {
        let (x, y) = ((one.left / STEP).round() * STEP, (f64::midpoint(one.top, one.bottom) / STEP).round() * STEP);
        writeln!(text, "{x} {y} {}", one.text).unwrap();
    }
    text
}

fn golden(name: &str, figure: &Figure) {
    let path = Path::new("tests/golden").join(format!("{name}.txt"));
    let now = outline(figure);
    if std::env::var_os("HEADSTART_BLESS").is_some() {
        fs::create_dir_all("tests/golden").unwrap();
        fs::write(&path, &now).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert!(known == now, "{} says otherwise; it is now:\n{now}", path.display());
}

/// Two cliques of four, one of which moves to the other platform in time.
fn map() -> SpreadMap {
    let person = |at: u32| Mapped {
        number: 10 * at,
        place: (f64::from(at / 4), f64::from(at % 4)),
        contacts: 3,
        moves: if at < 4 { vec![(100, 1), (400 + 10 * at, 3), (600, 2)] } else { vec![(200 + 50 * at, 2)] },
    };
    let clique = |from: usize| (from..from + 4).flat_map(move |b| (from..b).map(move |a| (a, b)));
    SpreadMap {
        run: 0,
        middle: Middle::Typical,
        persons: (0..8).map(person).collect(),
        pairs: clique(0).chain(clique(4)).chain([(0, 4)]).collect(),
        contacts: 13,
    }
}

#[test]
fn golden_figures_of_runs() {
    for (name, (scenario, ensemble)) in [("two", history(40)), ("one", kik(20)), ("three", three(90))] {
        let results = Results::new(&scenario, &ensemble);
        golden(&format!("curves-{name}"), &figure::curves(&results));
        golden(&format!("share-{name}"), &figure::share(&results));
        golden(&format!("joins-{name}"), &figure::joins(&results));
        golden(&format!("growth-{name}"), &figure::growth(&results));
    }
    let (scenario, ensemble) = history(40);
    let results = Results { spread: Some(map()), ..Results::new(&scenario, &ensemble) };
    golden("spread", &figure::spread(&results).unwrap());
    golden("spread-animated", &figure::spread_animation(&results).unwrap());
    let chinese = results.told_in(Language::Chinese);
    golden("curves-chinese", &figure::curves(&chinese));
    golden("spread-chinese", &figure::spread(&chinese).unwrap());
}

/// The drawing itself is the same on every paper; only its frame and its colors are others.
#[test]
fn golden_paper() {
    let (scenario, ensemble) = kik(5);
    let figure = figure::share(&Results::new(&scenario, &ensemble));
    let dark = Look { theme: Theme::Dark, size: Size::Fixed(900, 900), language: Language::English }.of(&figure);
    golden("dark-square", &dark);
    assert!(dark.svg.starts_with("<svg width=\"900\" height=\"900\""));
    assert!(!dark.svg.contains("\"#FFFFFF\"") && !dark.svg.contains("\"#222222\""), "no white paper, no black letters");
    assert_eq!(dark.texts, figure.texts);
}
