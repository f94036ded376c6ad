//! Figures of experiments: texts never cover each other or leave the paper, and whatever the data is, there is a figure.

use std::fs;

use headstart::report::figure::*;
use headstart::report::{self, Fonts, Results};

use super::examples::*;
use super::synthetic::{history, kik};

/// History and a world in which WeChat comes three months later.
pub fn worlds() -> (Results, Results) {
    let (scenario, ensemble) = history(40);
    let first = Results::new(&scenario, &ensemble);
    let mut second = first.clone();
    for platform in &mut second.platforms {
        let (factor, delay) = if platform.name == "wechat" { (0.4, 92) } else { (1.9, 0) };
        for band in &mut platform.bands {
            for values in [&mut band.q05, &mut band.q25, &mut band.q50, &mut band.q75, &mut band.q95, &mut band.mean] {
                let later = |day: usize| if day < delay { 0.0 } else { values[day - delay] * factor };
                let moved = (0..values.len()).map(later).collect();
                *values = moved;
            }
        }
    }
    (first, second)
}

/// Both in a picture.
pub fn overlaid(first: &Results, second: &Results, parted: Vec<(f64, f64, f64)>) -> Overlay {
    Overlay {
        head: head(
            "Three months later, WeChat still wins, but with half of the users",
            "40 runs each, with the same luck",
        ),
        first: Overlaid::new(first, "history".to_owned()),
        second: Overlaid::new(second, "WeChat three months later".to_owned()),
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

/// Texts lie on the paper, none on another, and every number is one.
pub fn legible(name: &str, figure: &Figure) {
    let (width, height) = size(figure);
    for (at, text) in figure.texts.iter().enumerate() {
        let inside = text.left >= 0.0 && text.right <= width && text.top >= 0.0 && text.bottom <= height;
        assert!(inside, "{name}: {text:?} leaves the paper of {width} by {height}");
        let covered = figure.texts[..at].iter().find(|other| text.overlaps(other));
        assert_eq!(covered, None, "{name}: {text:?}");
    }
    assert!(!figure.svg.contains("NaN") && !figure.svg.contains("\"inf"), "{name}");
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
}

/// Texts of a figure.
fn texts(figure: &Figure) -> Vec<&str> {
    figure.texts.iter().map(|text| text.text.as_str()).collect()
}

/// Elements of a kind that carry an attribute.
fn count(figure: &Figure, tag: &str, attribute: &str) -> usize {
    figure.svg.split('<').filter(|element| element.starts_with(tag) && element.contains(attribute)).count()
}

#[test]
fn a_map_has_a_crisp_rectangle_for_every_cell_and_they_meet() {
    let data = odds();
    let figure = phase(&data);
    let cells = count(&figure, "rect ", "crispEdges");
    assert_eq!(cells, data.xs.len() * data.ys.len() + 120, "cells and the steps of the bar of colors");
    // Left edges and widths of the first row: each cell begins where the one before it ends.
    let numbers = |element: &str, name: &str| -> f64 {
        let from = element.find(name).expect("an attribute") + name.len();
        element[from..].split('"').next().and_then(|text| text.parse().ok()).expect("a number")
    };
    let row: Vec<&str> =
        figure.svg.split('<').filter(|element| element.contains("crispEdges")).take(data.xs.len()).collect();
    for pair in row.windows(2) {
        let end = numbers(pair[0], " x=\"") + numbers(pair[0], " width=\"");
        assert!((numbers(pair[1], " x=\"") - end).abs() < 1e-9);
    }
    // Three lines through the map and one in the key are dashed, on either side of the contour.
    assert_eq!(count(&figure, "polyline ", "stroke-dasharray"), 2 + 1);
    assert!(texts(&figure).contains(&"history") && texts(&figure).contains(&"WeChat leads"));
}

#[test]
fn cells_that_were_not_run_are_gray_and_say_so() {
    let data = sizes();
    let missing = data.cells.iter().filter(|cell| cell.value.is_nan()).count();
    let figure = phase(&data);
    assert!(missing > 5);
    assert_eq!(count(&figure, "rect ", "#E4E4E4"), missing + 1, "and one beside the bar of colors");
    assert!(texts(&figure).contains(&"not run"));
    assert!(!texts(&phase(&odds())).contains(&"not run"));
}

#[test]
fn the_history_of_a_map_is_left_out_where_the_map_ends() {
    let outside = Phase { mark: Some((-99.0 * MONTH, 1.0, "history".to_owned())), ..odds() };
    assert!(!texts(&phase(&outside)).contains(&"history"));
}

#[test]
fn whatever_the_cells_are_there_is_a_map() {
    let cell = |value: f64| Cell { value, low: value, high: value, runs: 10 };
    for (name, values) in [
        ("all 0", [0.0; 9]),
        ("all 1", [1.0; 9]),
        ("one run", [f64::NAN, f64::NAN, f64::NAN, f64::NAN, 0.4, f64::NAN, f64::NAN, f64::NAN, f64::NAN]),
        ("none run", [f64::NAN; 9]),
    ] {
        for value in [Value::Probability, Value::Persons, Value::Days, Value::Plain] {
            let data = Phase {
                xs: vec![0.0, 30.0, 60.0],
                ys: vec![1.0, 2.0, 4.0],
                cells: values.map(cell).to_vec(),
                value,
                contour: Vec::new(),
                contour_low: Vec::new(),
                contour_high: Vec::new(),
                ..odds()
            };
            legible(name, &phase(&data));
        }
    }
    let one = Phase { xs: vec![0.0], ys: vec![1.0], cells: vec![cell(0.4)], ..odds() };
    legible("one cell", &phase(&one));
    let short = Phase { cells: vec![cell(0.4); 7], ..odds() };
    legible("too few cells", &phase(&short));
    let empty = Phase { xs: Vec::new(), ys: Vec::new(), cells: Vec::new(), ..odds() };
    legible("no cells", &phase(&empty));
}

#[test]
fn a_response_has_a_dot_a_point_and_dashes_for_target_and_marks() {
    let data = launch();
    let figure = response(&data);
    let points: usize = data.series.iter().map(|series| series.points.len()).sum();
    assert_eq!(count(&figure, "circle ", ""), 2 * points, "each on a disk of paper");
    assert_eq!(
        count(&figure, "polyline ", "stroke-dasharray"),
        2 + 1 + 1,
        "marks, target, and the label of the target"
    );
    let texts = texts(&figure);
    for text in ["target", "50 %", "even odds: 2011-10-20 [2011-10-08, 2011-11-03]", "history: 2011-01-21"] {
        assert!(texts.contains(&text), "{text}");
    }
}

#[test]
fn whatever_the_points_are_there_is_a_response() {
    let point = |x: f64, value: f64| ResponsePoint { x, value, low: value, high: value, runs: 1 };
    for (name, points) in [
        ("none", vec![]),
        ("one", vec![point(15_000.0, 0.3)]),
        ("all 0", vec![point(15_000.0, 0.0), point(15_400.0, 0.0)]),
        ("all 1", vec![point(15_000.0, 1.0), point(15_400.0, 1.0)]),
        ("all but one missing", vec![point(15_000.0, f64::NAN), point(15_100.0, 0.2), point(f64::NAN, 0.1)]),
        ("at one place", vec![point(15_000.0, 0.0), point(15_000.0, 1.0)]),
    ] {
        for y in [Value::Probability, Value::Share, Value::Persons, Value::Days, Value::Plain] {
            let mut data = Response { y, ..launch() };
            for series in &mut data.series {
                series.points.clone_from(&points);
            }
            legible(name, &response(&data));
            let solution = data.solution.take().expect("the example has one");
            data.solution = Some(Solution { low: f64::NEG_INFINITY, high: f64::INFINITY, ..solution });
            data.x = Parameter::log("churn", ParameterKind::Rate);
            legible(name, &response(&data));
        }
    }
}

#[test]
fn marks_at_one_place_stand_above_each_other() {
    let text = "a mark with a text that is rather long, as long as people write who are not told to be brief";
    let marks = (0..6).map(|k| (15_000.0 + f64::from(k), format!("{text} {k}"))).collect();
    legible("marks", &response(&Response { marks, ..launch() }));
}

#[test]
fn a_waterfall_goes_from_one_world_to_the_other() {
    let data = reasons();
    let figure = waterfall(&data);
    let texts = texts(&figure);
    for text in ["both platforms alike", "12 %", "+46 pp", "[+43, +49]", "−4.0 pp", "0 pp", "history", "89 %"] {
        assert!(texts.contains(&text), "{text}");
    }
    // The two worlds, and a bar a step: what adds in one color, what takes in another.
    assert_eq!(count(&figure, "rect ", "#666666"), 2 + 1, "and one that rounds to nothing");
    assert_eq!(count(&figure, "rect ", "#008A64"), 7);
    assert_eq!(count(&figure, "rect ", "#B84C86"), 4);
    assert_eq!(count(&figure, "polyline ", "#222222"), 12 * 3, "a line with two ends for every interval");
}

#[test]
fn whatever_the_steps_are_there_is_a_waterfall() {
    let step = |name: &str, value: f64| Step { name: name.to_owned(), value, low: value, high: value };
    let long = "a cause ".repeat(40);
    for steps in [
        vec![],
        vec![step("one", 0.3)],
        vec![step("nothing", 0.0), step("nothing", 0.0)],
        vec![step("unknown", f64::NAN), step("known", -0.4)],
        vec![step(&long, -0.3), step("米聊微信".repeat(30).as_str(), -0.5)],
    ] {
        for value in [Value::Probability, Value::Persons, Value::Days, Value::Plain] {
            legible("steps", &waterfall(&Waterfall { value, steps: steps.clone(), ..reasons() }));
        }
        let nothing = Waterfall { from: ("a".to_owned(), 0.0), to: ("b".to_owned(), 0.0), steps, ..reasons() };
        legible("from 0 to 0", &waterfall(&nothing));
    }
    let down = Waterfall { from: ("a".to_owned(), 4.0), to: ("b".to_owned(), -5.0), value: Value::Plain, ..reasons() };
    legible("below 0", &waterfall(&Waterfall { steps: vec![step("all of it", -9.0)], ..down }));
}

#[test]
fn indices_stand_beside_their_totals_and_luck_apart() {
    let figure = indices(&variance());
    let texts = texts(&figure);
    assert!(["41 %", "52 %", "−0.4 %", "luck", "7 %"].iter().all(|text| texts.contains(text)), "{texts:?}");
    let place = |name: &str| figure.texts.iter().find(|text| text.text == name).map_or(0.0, |text| text.top);
    let (last, before) = (place("overlap of layers"), place("mean number of contacts"));
    assert!(place("luck") - last > 1.4 * (last - before), "luck is set apart");
}

#[test]
fn whatever_the_indices_are_there_is_a_figure() {
    let row = |name: &str, value: f64| IndexRow {
        name: name.to_owned(),
        first: Some((value, value, value)),
        total: (value, 0.0, 1.0),
    };
    for rows in [
        vec![],
        vec![row("one", 0.0)],
        vec![row("unknown", f64::NAN), row("one", 1.0)],
        (0..40).map(|k| row(&format!("parameter {k}"), 0.01)).collect(),
        vec![row(&"微信".repeat(80), -0.2)],
    ] {
        legible("indices", &indices(&Indices { rows: rows.clone(), ..variance() }));
        legible("no luck", &indices(&Indices { rows, luck: None, ..variance() }));
    }
}

#[test]
fn a_tornado_has_a_text_at_each_end_and_two_lanes_where_both_point_to_one_side() {
    let figure = tornado(&ranges());
    let place = |name: &str| figure.texts.iter().find(|text| text.text == name).expect("a text");
    assert!(place("×4").right < place("×0.25").left);
    assert!((place("×4").top - place("×0.25").top).abs() < 1e-9);
    assert!(place("3 days").top < place("1 month").top, "both make the odds better");
    assert!(place("as it is: 46 %").bottom < place("×4").top);
}

#[test]
fn whatever_the_ends_are_there_is_a_tornado() {
    let row = |low: f64, high: f64| TornadoRow {
        name: "微信 ".repeat(60),
        low_text: "a text that is much longer than anybody would expect at the end of a bar".to_owned(),
        high_text: "as long as it takes".to_owned(),
        at_low: (low, low, low),
        at_high: (high, high, high),
    };
    for rows in [
        vec![],
        vec![row(0.46, 0.46)],
        vec![row(0.0, 0.0), row(1.0, 1.0), row(0.0, 1.0)],
        vec![row(f64::NAN, 0.5)],
        vec![row(0.5, 0.5); 20],
    ] {
        for value in [Value::Probability, Value::Persons, Value::Days] {
            legible("tornado", &tornado(&Tornado { rows: rows.clone(), value, ..ranges() }));
        }
    }
}

#[test]
fn every_parameter_is_named_at_its_dot_or_below() {
    let data = effects();
    let figure = morris(&data);
    assert_eq!(count(&figure, "circle ", "#1F5A94"), data.points.len());
    for point in &data.points {
        assert!(texts(&figure).iter().any(|text| text.contains(&point.name)), "{}", point.name);
    }
    let point = |mean: f64, spread: f64| MorrisPoint { name: "微信".repeat(9), mean, low: mean, high: mean, spread };
    for points in [
        vec![],
        vec![point(0.0, 0.0)],
        vec![point(f64::NAN, 0.1), point(0.1, 0.0)],
        (0..60).map(|k| point(0.1, 0.1 + 1e-4 * f64::from(k))).collect(),
    ] {
        for value in [Value::Probability, Value::Persons, Value::Days, Value::Plain] {
            legible("morris", &morris(&Morris { points: points.clone(), value, ..effects() }));
        }
    }
}

#[test]
fn two_worlds_share_colors_by_name_and_time_by_date() {
    let (first, mut second) = worlds();
    let figure = overlay(&overlaid(&first, &second, Vec::new()));
    // Two dashed lines in two panels, as many labels, one in the key.
    assert_eq!(count(&figure, "polyline ", "stroke-dasharray"), 2 * 2 * 2 + 1);
    second.platforms.reverse();
    let exchanged = overlay(&overlaid(&first, &second, Vec::new()));
    let colors = |figure: &Figure, color: &str| {
        figure.svg.split('<').filter(|e| e.contains("stroke-dasharray") && e.contains(color)).count()
    };
    for color in ["#D55E00", "#005B9A"] {
        assert_eq!(colors(&figure, color), colors(&exchanged, color));
        assert_eq!(colors(&figure, color), 4);
    }
    assert_eq!(count(&exchanged, "polyline ", ""), count(&figure, "polyline ", ""));
}

#[test]
fn worlds_of_different_platforms_and_times_can_be_laid_over_each_other() {
    let ((first, _), kik) = (worlds(), kik(20));
    let kik = Results::new(&kik.0, &kik.1);
    let figure = overlay(&overlaid(&first, &kik, parted(2000)));
    legible("kik", &figure);
    let names = texts(&figure).into_iter().filter(|text| text.contains("Kik")).count();
    assert_eq!(names, 2, "a platform of one world only has one label a panel");
    assert!(figure.svg.contains("#16A97F"), "and a color of its own");
    legible("alone", &overlay(&overlaid(&kik, &kik, vec![(0.0, 0.0, 0.0)])));
}

#[test]
fn long_titles_take_a_second_line() {
    let title = "What would have happened if WeChat had come a year later, without the users of QQ, without People Nearby, without \
                 Shake and without any of the outages that drove MiTalk's users away in the spring of 2011, and nobody had noticed";
    let mut heads = Vec::new();
    for title in [title, "微信为什么赢了米聊".repeat(12).as_str()] {
        let head = Head { subtitle: title.repeat(3), ..head(title, "") };
        heads.push(Head { source: title.to_owned(), ..head });
    }
    let (first, second) = worlds();
    for head in heads {
        let all = [
            phase(&Phase { head: head.clone(), ..odds() }),
            response(&Response { head: head.clone(), ..launch() }),
            waterfall(&Waterfall { head: head.clone(), ..reasons() }),
            indices(&Indices { head: head.clone(), ..variance() }),
            tornado(&Tornado { head: head.clone(), ..ranges() }),
            morris(&Morris { head: head.clone(), ..effects() }),
            overlay(&Overlay { head: head.clone(), ..overlaid(&first, &second, parted(900)) }),
        ];
        for figure in all {
            legible("long titles", &figure);
        }
    }
}

#[test]
fn the_same_data_give_the_same_bytes_and_descriptions_tell_what_is_seen() {
    for ((name, one), (_, two)) in examples().into_iter().zip(examples()) {
        assert!(one == two, "{name}");
        assert!(one.description.len() > 60 && one.svg.contains("role=\"img\""), "{name}");
    }
    assert!(waterfall(&reasons()).description.contains("QQ's traffic +46 pp"));
}
