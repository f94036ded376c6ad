//! Figures of experiments: texts never cover each other or leave the paper, and whatever the data is, there is a figure.

use std::fs;

use headstart::report::figure::*;
use headstart::report::{self, Fonts, Results};

use super::examples::*;
use super::synthetic::{history, kik};

/// History and a world in which WeChat comes three months later.
fn worlds() -> (Results, Results) {
    let (scenario, ensemble) = history(40);
    let first = Results::new(&scenario, &ensemble);
    let mut second = first.clone();
    for platform in &mut second.platforms {
        let factor = if platform.name == "wechat" { 0.4 } else { 1.9 };
        for band in &mut platform.bands {
            for values in [&mut band.q05, &mut band.q25, &mut band.q50, &mut band.q75, &mut band.q95, &mut band.mean] {
                let later = |day: usize| if day < 92 { 0.0 } else { values[day - 92] * factor };
                let moved = (0..values.len()).map(later).collect();
                *values = moved;
            }
        }
    }
    (first, second)
}

fn overlaid<'a>(first: &'a Results, second: &'a Results, parted: Vec<(f64, f64, f64)>) -> Overlay<'a> {
    Overlay {
        head: head(
            "Three months later, WeChat still wins, but with half of the users",
            "40 runs each, with the same luck",
        ),
        first,
        second,
        first_label: "history".to_owned(),
        second_label: "WeChat three months later".to_owned(),
        parted,
    }
}

/// All examples by name.
fn examples() -> Vec<(&'static str, Figure)> {
    let (first, second) = worlds();
    vec![
        ("odds", phase(&odds())),
        ("sizes", phase(&sizes())),
        ("launch", response(&launch())),
        ("seeding", response(&seeding())),
        ("reasons", waterfall(&reasons())),
        ("variance", indices(&variance())),
        ("ranges", tornado(&ranges())),
        ("effects", morris(&effects())),
        ("overlay", overlay(&overlaid(&first, &second, parted(first.last_day())))),
        ("overlay-without-paths", overlay(&overlaid(&first, &second, Vec::new()))),
    ]
}

/// Width and height.
fn size(figure: &Figure) -> (f64, f64) {
    let number = |name: &str| {
        let from = figure.svg.find(name).expect("a size") + name.len();
        figure.svg[from..].split('"').next().and_then(|text| text.parse().ok()).expect("a number")
    };
    (number("<svg width=\""), number("height=\""))
}

fn legible(name: &str, figure: &Figure) {
    let (width, height) = size(figure);
    for (at, text) in figure.texts.iter().enumerate() {
        let inside = text.left >= 0.0 && text.right <= width && text.top >= 0.0 && text.bottom <= height;
        assert!(inside, "{name}: {text:?} leaves the paper of {width} by {height}");
        let covered = figure.texts[..at].iter().find(|other| text.overlaps(other));
        assert_eq!(covered, None, "{name}: {text:?}");
    }
    assert!(!figure.svg.contains("NaN") && !figure.svg.contains("inf"), "{name}");
}

/// `HEADSTART_FIGURES=dir cargo test examples_for_the_eye` leaves the figures there to be looked at.
#[test]
fn examples_for_the_eye() {
    let dir = std::env::var_os("HEADSTART_FIGURES").map(std::path::PathBuf::from);
    for (name, figure) in examples() {
        legible(name, &figure);
        if let Some(dir) = &dir {
            fs::create_dir_all(dir).expect("writable");
            fs::write(dir.join(name).with_extension("svg"), &figure.svg).expect("writable");
            let image = report::png(&figure, &Fonts::embedded_only()).expect("drawn");
            fs::write(dir.join(name).with_extension("png"), image).expect("writable");
        }
    }
    let _ = kik(1);
}
