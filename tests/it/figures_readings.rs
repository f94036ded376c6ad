//! What figures of experiments tell under a pointer: numbers of the data, in places where the drawing shows them.

use headstart::report::figure::*;
use headstart::report::{Measure, Results};
use jiff::civil::date;

use super::examples::*;
use super::figures::{overlaid, worlds};
use super::synthetic::history;

/// A name for every word, and no place without words.
fn sound(figure: &Figure) -> &[Reading] {
    let Readings { names, places } = &figure.readings;
    let (width, height) = figure.size;
    for Reading { area, head, words } in places {
        assert!(!head.is_empty() && words.len() == names.len() && words.iter().any(|text| !text.is_empty()), "{head}");
        assert!(0.0 <= area.left && area.left < area.right && area.right <= width, "{head}: {area:?}");
        assert!(0.0 <= area.top && area.top < area.bottom && area.bottom <= height, "{head}: {area:?}");
    }
    places
}

/// The same where no place covers another: a pointer is over one of them.
fn apart(figure: &Figure) -> &[Reading] {
    let places = sound(figure);
    let crossing = |one: &Area| places.iter().filter(|other| other.area.inset(1e-9).overlaps(one)).count() > 1;
    assert!(!places.iter().any(|place| crossing(&place.area)));
    places
}

/// Left and upper edges of the cells of a map, in the unit of the drawing.
fn rectangles(figure: &Figure) -> Vec<(f64, f64)> {
    let number = |element: &str, name: &str| -> f64 {
        let from = element.find(name).expect("an attribute") + name.len();
        element[from..].split('"').next().and_then(|text| text.parse().ok()).expect("a number")
    };
    let cells = figure.svg.split('<').filter(|element| element.contains("crispEdges"));
    cells.map(|cell| (number(cell, " x=\"") / 8.0, number(cell, " y=\"") / 8.0)).collect()
}

#[test]
fn every_cell_that_was_run_tells_its_result_where_it_is_drawn() {
    let (odds, figure) = (odds(), phase(&odds()));
    let places = apart(&figure);
    assert_eq!(places.len(), 25 * 17);
    for (place, (left, top)) in places.iter().zip(rectangles(&figure)) {
        assert!((place.area.left - left).abs() <= 0.5 && (place.area.top - top).abs() <= 0.5, "{place:?} {left} {top}");
    }
    // The thirteenth column of the fifth row: a delay of a year, traffic as it was; the chance is 1 / (1 + e^-2.61) = 93 %.
    let cell = &odds.cells[4 * 25 + 12];
    assert_eq!((cell.value * 320.0, cell.runs), (298.0, 320));
    assert_eq!(
        places[4 * 25 + 12].head,
        "WeChat's launch, later than it was: +1 year; Strength of QQ's traffic to WeChat, against history: ×1"
    );
    assert_eq!(places[4 * 25 + 12].words, ["93 % (90–95 %), 320 runs"]);
    let run = sizes().cells.iter().filter(|cell| cell.value.is_finite()).count();
    assert_eq!(apart(&phase(&sizes())).len(), run, "nothing is told of what was not run");
}

#[test]
fn a_response_tells_all_series_at_each_number() {
    let figure = response(&launch());
    let places = apart(&figure);
    assert_eq!(places.len(), 19);
    // The fourteenth point is 13 mean months after 2010-12-01, beyond even odds; the series mirror each other.
    let place = &places[13];
    assert!(place.head.ends_with(": 2012-01-01"), "{}", place.head);
    assert!(place.words.iter().all(|words| words.ends_with(", 320 runs")), "{place:?}");
    let share = |words: &str| words.split(' ').next().and_then(|digits| digits.parse::<f64>().ok()).expect("a number");
    assert!((share(&place.words[0]) + share(&place.words[1]) - 100.0).abs() <= 1.0, "{place:?}");
    let one = response(&seeding());
    assert_eq!((apart(&one).len(), one.readings.names.len()), (12, 1));
}

#[test]
fn two_worlds_tell_the_days_of_each_and_no_more_than_can_be_pointed_at() {
    let (first, second) = worlds();
    let parted = parted(first.last_day());
    let figure = overlay(&overlaid(&first, &second, parted.clone()));
    let places = apart(&figure);
    assert_eq!((places.len(), figure.readings.names.len()), (468, 5), "every second of 934 days, and the last");
    let day = first.day(date(2012, 1, 2)) as usize;
    let place = places.iter().find(|place| place.head == "2012-01-02").expect("a day of the axis");
    let language = first.language;
    let told = |results: &Results, platform: usize| {
        let band = results.band(platform, Measure::Active);
        format!("{} ({})", language.number(band.q50[day]), language.range(band.q05[day], band.q95[day]))
    };
    assert_eq!(place.words[..4], [told(&first, 0), told(&first, 1), told(&second, 0), told(&second, 1)]);
    assert!(place.words[4].starts_with(&language.percent(parted[day].1)), "{place:?}");
}

#[test]
fn a_world_tells_nothing_of_days_beyond_its_own() {
    let (first, _) = worlds();
    let (scenario, ensemble) = history(1);
    let mut short = Results::new(&scenario, &ensemble);
    short.end = date(2011, 6, 30);
    for band in short.platforms.iter_mut().flat_map(|platform| &mut platform.bands) {
        band.q05.truncate(203);
        band.q50.truncate(203);
        band.q95.truncate(203);
    }
    let figure = overlay(&overlaid(&first, &short, Vec::new()));
    let words = |head: &str| &apart(&figure).iter().find(|place| place.head == head).expect("a day").words;
    assert!(words("2011-06-30").iter().take(4).all(|words| !words.is_empty()));
    assert!(!words("2011-06-30")[2].contains('('), "one run has no range");
    assert_eq!(words("2011-07-02")[2..], ["", "", ""]);
}

#[test]
fn rows_tell_their_bars() {
    let places = waterfall(&reasons());
    let places = apart(&places);
    assert_eq!((&*places[0].head, &places[0].words), ("both platforms alike", &vec!["12 %".to_owned()]));
    assert_eq!(places.len(), reasons().steps.len() + 2);
    let step = &reasons().steps[0];
    assert_eq!(places[1].head, step.name);
    assert!(places[1].words[0].starts_with('+') && places[1].words[0].ends_with(']'), "{:?}", places[1]);
    let shares = indices(&variance());
    assert_eq!(apart(&shares)[0].words, ["41 % (37–45 %)", "52 % (48–56 %)"]);
    let luck = apart(&shares).last().expect("a row");
    assert_eq!((&*luck.head, &*luck.words[0]), ("luck", ""));
    let ends = tornado(&ranges());
    let row = &ranges().rows[0];
    assert!(apart(&ends)[0].words[0].starts_with(&format!("{}: ", row.low_text)));
    assert_eq!(sound(&morris(&effects())).len(), effects().points.len());
}
