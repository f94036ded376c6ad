//! Curves with a cursor: the numbers that `explore.js` draws, once, as JSON.
//!
//! Medians and the bands of 50 % and 90 % of the runs, or the one run; of long scenarios not every day. Numbers have four digits that
//! carry meaning: the tables have all of them.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::{escaped, section};
use crate::report::Statistic;
use crate::report::events::Event;
use crate::report::figure::platform_color;
use crate::report::measures::Measure;
use crate::report::numbers::short_label;
use crate::report::results::Results;
use crate::report::summary::metric_name;
use crate::report::terminal::shortened;
use crate::scenario::{Metric, Observation};

/// What a page has that shows curves.
pub const PLACE: &str = "<div class=\"explore\">";
/// Most days of a curve.
const DAYS: usize = 640;
/// Widest label at the end of a line [columns].
const LABEL: usize = 14;

/// The curves of a scenario, and what stands above and below them.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// The scenario.
    pub results: &'a Results,
    /// Its heading among others; empty if it is alone.
    pub title: &'a str,
    /// What is seen; empty where the text before says it.
    pub caption: &'a str,
}

/// A section with the curves of one scenario, or of several on one scale. `finding` is what they show.
pub fn explore(worlds: &[World], finding: &str) -> String {
    let platforms: BTreeSet<&str> = worlds.iter().flat_map(|world| names(world.results)).collect();
    if platforms.is_empty() {
        return String::new();
    }
    let data = json!({
        "metrics": metrics(worlds),
        "worlds": worlds.iter().enumerate().map(|(id, world)| curves(id, world, worlds)).collect::<Vec<_>>(),
    });
    let data = data.to_string().replace('<', "\\u003c");
    let content = format!(
        "<p>{}</p>\n{PLACE}<script type=\"application/json\">{data}</script></div>\n<p class=\"small hint\">{}</p>\n<noscript><p \
         class=\"small\">This needs scripts, which are part of this file. The figures below show the same.</p></noscript>\n",
        escaped(finding),
        escaped(&hint(worlds))
    );
    section("The curves", &content)
}

/// How to look, and what is seen.
fn hint(worlds: &[World]) -> String {
    let several = worlds.iter().any(|world| world.results.runs > 1);
    let published = worlds.iter().any(|world| !observations(world.results).is_empty());
    let lines = if several { "Lines: medians; bands: 50 % and 90 % of the runs" } else { "Lines: the one run" };
    let dots = if published { "; dots: published numbers, filled if a fit aims at them" } else { "" };
    format!(
        "Point at the curves, or use the arrow keys on them, for the numbers of a day. Drag to look closer, or turn the wheel over the \
         time axis; Escape shows the whole time again. {lines}{dots}; marks at the top: events."
    )
}

fn names(results: &Results) -> Vec<&str> {
    results.present().into_iter().map(|p| results.platforms[p].name.as_str()).collect()
}

/// What can be looked at. Where published numbers count something else, curves are those that stand beside them.
fn metrics(worlds: &[World]) -> Value {
    let accounts = worlds.iter().any(|world| world.results.counts_accounts());
    let published = if accounts { ", as published" } else { "" };
    let share = if alone(worlds) { "Share of the market" } else { "Share of the active users" };
    json!([
        { "key": "active", "label": format!("Active users{published}"), "share": false },
        { "key": "registered", "label": format!("Registered{published}"), "share": false },
        { "key": "share", "label": share, "share": true },
    ])
}

/// Whether no platform has a rival, so that it has all active users at any time.
fn alone(worlds: &[World]) -> bool {
    worlds.iter().all(|world| world.results.sole().is_some())
}

/// What is drawn, by its key.
fn measures(worlds: &[World]) -> [(&'static str, Measure); 3] {
    let share = if alone(worlds) { Measure::Penetration } else { Measure::Share };
    [("active", Measure::PublishedActive), ("registered", Measure::PublishedRegistered), ("share", share)]
}

fn curves(id: usize, world: &World, worlds: &[World]) -> Value {
    let results = world.results;
    let days = days(results.last_day());
    let platforms = results.present().into_iter().map(|p| platform(results, p, &days, worlds));
    json!({
        "id": id,
        "title": world.title,
        "caption": world.caption,
        "days": days.iter().map(|day| epoch(results.date(*day))).collect::<Vec<_>>(),
        // One agent: nothing smaller can be seen.
        "floor": rounded(results.persons_per_agent()),
        "platforms": platforms.collect::<Vec<_>>(),
        "events": results.events.iter().map(|one| event(results, one)).collect::<Vec<_>>(),
        "observations": observations(results),
    })
}

/// The days of a curve: all of them, or so many that [`DAYS`] are not exceeded, the last one always.
fn days(last: usize) -> Vec<usize> {
    let step = (last + 1).div_ceil(DAYS).max(1);
    let mut days: Vec<usize> = (0..=last).step_by(step).collect();
    if days.last() != Some(&last) {
        days.push(last);
    }
    days
}

fn platform(results: &Results, p: usize, days: &[usize], worlds: &[World]) -> Value {
    let platform = &results.platforms[p];
    let columns = measures(worlds).map(|(key, measure)| (key.to_owned(), columns(results, p, measure, days)));
    let (red, green, blue) = color(&platform.name, worlds);
    json!({
        "name": platform.name,
        "label": platform.label,
        "short": shortened(&short_label(&platform.label), LABEL),
        "color": format!("#{red:02x}{green:02x}{blue:02x}"),
        "columns": Value::Object(columns.into_iter().collect()),
    })
}

/// The color of a platform: the same in all scenarios, that of the first which has it.
fn color(name: &str, worlds: &[World]) -> crate::report::figure::Color {
    let own = |world: &World| {
        let number = world.results.platforms.iter().position(|platform| platform.name == name)?;
        Some(platform_color(number, world.results.platforms[number].color.as_deref()))
    };
    worlds.iter().find_map(own).unwrap_or_default()
}

fn columns(results: &Results, p: usize, measure: Measure, days: &[usize]) -> Value {
    let band = results.band(p, measure);
    let wanted = if results.runs > 1 { &Statistic::ALL[..5] } else { &[Statistic::Q50][..] };
    let column =
        |statistic: &Statistic| days.iter().map(|day| rounded(band.statistic(*statistic)[*day])).collect::<Value>();
    wanted.iter().map(column).collect()
}

/// Four digits that carry meaning, written as short as they can be.
fn rounded(value: f64) -> Value {
    let digits = 3.0 - libm::floor(libm::log10(value.abs().max(1e-9)));
    let scale = libm::pow(10.0, digits.min(4.0));
    let value = libm::round(value * scale) / scale;
    if value.fract() == 0.0 { json!(value as i64) } else { json!(value) }
}

/// Days since 1970-01-01.
fn epoch(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}

fn event(results: &Results, event: &Event) -> Value {
    json!({ "day": epoch(event.date), "platform": results.platforms[event.platform].name, "label": event.label })
}

/// Published numbers, of which the fit aims at some.
fn observations(results: &Results) -> Vec<Value> {
    let aimed: Vec<&Observation> = results.targets.iter().map(|target| &target.observation).collect();
    let same = |a: &Observation, b: &Observation| a.platform == b.platform && a.date == b.date && a.metric == b.metric;
    let others = results.observations.iter().filter(|one| !aimed.iter().any(|aim| same(one, aim)));
    let others = others.map(|one| (one, if one.doubtful { "doubtful" } else { "shown" }));
    let all = others.chain(aimed.iter().map(|one| (*one, "target")));
    let drawn = all.filter(|(one, _)| one.metric != Metric::New && one.value > 0.0);
    let drawn = drawn.filter(|(one, _)| results.present().contains(&one.platform));
    drawn.map(|(one, kind)| observation(results, one, kind)).collect()
}

fn observation(results: &Results, one: &Observation, kind: &str) -> Value {
    json!({
        "day": epoch(one.date),
        "platform": results.platforms[one.platform].name,
        "metric": metric_name(one.metric),
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "kind": kind,
        "source": one.source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_keep_four_digits() {
        for (value, written) in [
            (0.0, "0"),
            (0.123_456, "0.1235"),
            (12.345_6, "12.35"),
            (999.96, "1000"),
            (233_816.4, "233800"),
            (1e-7, "0"),
        ] {
            assert_eq!(rounded(value).to_string(), written);
        }
    }

    #[test]
    fn long_scenarios_keep_their_last_day() {
        assert_eq!(days(3), [0, 1, 2, 3]);
        let long = days(3723);
        assert!(long.len() <= DAYS + 1 && long.last() == Some(&3723) && long[1] == 6, "{long:?}");
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!((epoch(date(1970, 1, 1)), epoch(date(2011, 1, 21))), (0, 14_995));
    }
}
