//! From what was written to an axis: keys are looked up, values are read, and both must fit each other.

use super::ask::{Ask, Stretch, Values};
use super::notation::{Notation, read};
use super::{Axis, AxisKind, Point, Track};
use crate::scenario::file::{Found, Table, Value, find, scalable};
use crate::scenario::keys::Kind;
use crate::scenario::label::label;
use crate::scenario::neutral::cannot_change_a_run;
use crate::scenario::problem::{Place, Problem, Sources};
use crate::scenario::template::Template;
use crate::scenario::written::Written;

/// An axis, and where its values were written.
pub struct Built {
    /// The axis.
    pub axis: Axis,
    /// Numbers that the author gave on the axis, ascending, with the places of their texts.
    given: Vec<(f64, Place)>,
}

/// Makes an axis of what was asked for, over a scenario.
pub fn build(ask: &Ask, table: &Table, sources: &Sources) -> Result<Built, Problem> {
    let keys = distinct_keys(ask, sources)?;
    let both: Result<Vec<(AxisKind, Track)>, Problem> =
        ask.stretches.iter().map(|stretch| track(stretch, ask.log, table, sources)).collect();
    let (kinds, mut tracks): (Vec<AxisKind>, Vec<Track>) = both?.into_iter().unzip();
    check_lengths(ask, &tracks, sources)?;
    let places = ascend(ask, &mut tracks, sources)?;
    let numbers: Vec<f64> = tracks[0].points.iter().map(|point| point.number).collect();
    let title = ask.label.clone().unwrap_or_else(|| title(table, &keys));
    let (low, high) = (numbers[0], numbers[numbers.len() - 1]);
    let mut axis = Axis { label: title, keys, kind: kinds[0], low, high, levels: Vec::new(), log: ask.log, tracks };
    axis.levels = match ask.stretches[0].values {
        Values::Range(..) => axis.spread(ask.steps),
        Values::List(_) => numbers.iter().map(|number| axis.at(*number)).collect(),
    };
    Ok(Built { axis, given: numbers.into_iter().zip(places).collect() })
}

impl Built {
    /// Whether the scenario loads at the values that the author gave.
    pub fn check_ends(&self, template: &Template, sources: &Sources) -> Result<(), Problem> {
        for (number, place) in &self.given {
            let level = self.axis.at(*number);
            let Err(problems) = template.with(&level.settings) else { continue };
            let Some(first) = problems.list().iter().find(|problem| problem.is_error()) else { continue };
            let message = format!("the scenario does not load with {}: {first}", level.settings.join(", "));
            return Err(Problem::error(message)
                .at(sources, *place, "impossible")
                .help(first.remedy().unwrap_or("choose values with which the scenario can be run")));
        }
        Ok(())
    }
}

fn distinct_keys(ask: &Ask, sources: &Sources) -> Result<Vec<String>, Problem> {
    let mut keys: Vec<String> = Vec::new();
    for key in ask.keys() {
        if keys.contains(&key.text) {
            return Err(Problem::error(format!("`{}` is varied twice", key.text))
                .at(sources, key.place, "the second time")
                .help("a key has one value at a time"));
        }
        keys.push(key.text.clone());
    }
    Ok(keys)
}

/// The title of an axis without one: what its first keys are called.
fn title(table: &Table, keys: &[String]) -> String {
    match keys {
        [one] => label(table, one),
        [one, two] => format!("{} and {}", label(table, one), label(table, two)),
        [one, rest @ ..] => format!("{} and {} more", label(table, one), rest.len()),
        [] => String::new(),
    }
}

fn track(stretch: &Stretch, log: bool, table: &Table, sources: &Sources) -> Result<(AxisKind, Track), Problem> {
    let mut agreed: Option<(AxisKind, &Written)> = None;
    let mut points = Vec::new();
    for key in &stretch.keys {
        let found = key_to_vary(key, table, sources)?;
        let (kind, own) = values(stretch, key, &found, sources)?;
        if let Some((other, before)) = agreed.filter(|(other, _)| *other != kind) {
            let message = format!("`{}` and `{}` cannot take the same values", before.text, key.text);
            let help =
                format!("one takes {}, the other {}; separate them: KEY=…; KEY=…", in_words(other), in_words(kind));
            return Err(Problem::error(message).at(sources, key.place, "another kind of value").help(help));
        }
        agreed = Some((kind, key));
        points = own;
    }
    let (kind, _) = agreed.ok_or_else(|| Problem::error("there is no key to vary"))?;
    if let Some((_, place)) = points.iter().find(|(point, _)| log && (kind == AxisKind::Choice || point.number <= 0.0))
    {
        return Err(Problem::error("logarithmic steps need numbers above 0")
            .at(sources, *place, "not above 0")
            .help("give another value here, or take \"log\" away"));
    }
    let points: Vec<Point> = points.into_iter().map(|(point, _)| point).collect();
    let largest = points.iter().max_by(|a, b| a.number.abs().total_cmp(&b.number.abs()));
    let notation = match kind {
        AxisKind::Choice => Notation::Choice(points.iter().map(|point| point.text.clone()).collect()),
        _ => Notation::like(kind, largest.map_or("", |point| point.text.as_str())),
    };
    let keys = stretch.keys.iter().map(|key| key.text.clone()).collect();
    Ok((kind, Track { keys, notation, points }))
}

/// What a key names, if it can be varied at all.
fn key_to_vary<'t>(key: &Written, table: &'t Table, sources: &Sources) -> Result<Found<'t>, Problem> {
    let found = find(table, key, sources)?;
    if cannot_change_a_run(&key.text) {
        return Err(Problem::error(format!("`{}` cannot change a run", key.text))
            .at(sources, key.place, "without effect")
            .help("vary what the market, the contacts or the platforms are like"));
    }
    if matches!(found.kind, Kind::Table(_) | Kind::Named(_) | Kind::OneOf(_) | Kind::List(_)) {
        let inside: Vec<&str> = found.node.and_then(|node| node.table()).map(Table::keys).unwrap_or_default();
        let help =
            if inside.is_empty() { "name a key in it".to_owned() } else { format!("in it are {}", inside.join(", ")) };
        return Err(Problem::error(format!("`{}` is no single value", key.text))
            .at(sources, key.place, "holds several keys")
            .help(help));
    }
    Ok(found)
}

/// The values of a stretch as one of its keys understands them.
fn values(
    stretch: &Stretch,
    key: &Written,
    found: &Found,
    sources: &Sources,
) -> Result<(AxisKind, Vec<(Point, Place)>), Problem> {
    let texts: Vec<&Written> = match &stretch.values {
        Values::Range(from, to) => vec![from, to],
        Values::List(list) => list.iter().collect(),
    };
    if matches!(stretch.values, Values::List(_)) && is_choice(found.kind, &texts) {
        let point = |(number, written): (usize, &&Written)| {
            (Point { number: number as f64, text: written.text.clone() }, written.place)
        };
        return Ok((AxisKind::Choice, texts.iter().enumerate().map(point).collect()));
    }
    let mut agreed = None;
    let mut points = Vec::new();
    for written in texts {
        let (kind, number) = read(found.kind, &written.text).map_err(|reason| {
            let message = format!("`{}` cannot be varied over `{}`: {reason}", key.text, written.text);
            Problem::error(message).at(sources, written.place, "not understood").help(forms(found.kind))
        })?;
        if *agreed.get_or_insert(kind) != kind {
            let message = format!("`{}` is not the same kind of value as the one before", written.text);
            return Err(Problem::error(message).at(sources, written.place, "another kind").help(forms(found.kind)));
        }
        check_base(kind, key, written, found, sources)?;
        points.push((Point { number, text: written.text.clone() }, written.place));
    }
    Ok((agreed.unwrap_or(AxisKind::Choice), points))
}

/// Whether the values are words rather than numbers.
fn is_choice(kind: &Kind, texts: &[&Written]) -> bool {
    match kind {
        Kind::Choice(_) | Kind::Flag | Kind::Text | Kind::File | Kind::Color => true,
        Kind::When(_) => texts.iter().any(|written| written.text == "never"),
        _ => false,
    }
}

/// Shifts and multiples start from what the scenario says: it must say something.
fn check_base(
    kind: AxisKind,
    key: &Written,
    written: &Written,
    found: &Found,
    sources: &Sources,
) -> Result<(), Problem> {
    let (there, needed) = match kind {
        AxisKind::Shift => (found.node.is_some_and(|node| matches!(node.value, Value::Date(_))), "date"),
        AxisKind::Multiple => (found.node.is_some_and(|node| scalable(found.kind, node).is_some()), "amount"),
        _ => return Ok(()),
    };
    if there {
        return Ok(());
    }
    let says = match found.node {
        Some(node) => {
            format!("the scenario says {} in {}", sources.slice(node.place).trim(), sources.address(node.place))
        }
        None => "the scenario does not say it".to_owned(),
    };
    let message = format!("`{}` is relative, but `{}` gives no {needed} to start from", written.text, key.text);
    Err(Problem::error(message)
        .at(sources, written.place, "relative to what?")
        .help(format!("{says}; {}", forms(found.kind))))
}

fn forms(kind: &Kind) -> String {
    match kind {
        Kind::Date | Kind::When(_) => {
            "write dates on both sides (2011-01-21..2012-01-21), or shifts (+0 days..+720 days)"
        }
        Kind::Whole { .. } => "write whole numbers on both sides: 1000..10000",
        Kind::Amount { .. } | Kind::Schedule { .. } | Kind::Potential | Kind::Threshold | Kind::Length => {
            "write amounts on both sides (0.1%/day..0.4%/day), or multiples of the scenario's own (x0..x4)"
        }
        _ => "a sweep can take its values one by one, KEY=ONE|TWO; a search needs dates or numbers",
    }
    .to_owned()
}

fn in_words(kind: AxisKind) -> String {
    match kind {
        AxisKind::Date => "dates".to_owned(),
        AxisKind::Shift => "shifts".to_owned(),
        AxisKind::Multiple => "multiples".to_owned(),
        AxisKind::Whole => "whole numbers".to_owned(),
        AxisKind::Choice => "words".to_owned(),
        AxisKind::Amount(unit) => format!("amounts ({})", unit.name()),
    }
}

/// What moves together has the same number of values, or is a range each.
fn check_lengths(ask: &Ask, tracks: &[Track], sources: &Sources) -> Result<(), Problem> {
    let is_list = |stretch: &Stretch| matches!(stretch.values, Values::List(_));
    for (stretch, track) in ask.stretches.iter().zip(tracks) {
        if is_list(stretch) == is_list(&ask.stretches[0]) && track.points.len() == tracks[0].points.len() {
            continue;
        }
        let place = stretch.keys.first().map_or(Place::default(), |key| key.place);
        return Err(Problem::error("what moves together needs as many values each")
            .at(sources, place, format!("{} values, the first has {}", track.points.len(), tracks[0].points.len()))
            .help("give ranges for all of them, or lists of the same length"));
    }
    Ok(())
}

/// Brings the points into ascending order of the first track; the places of its values in that order.
fn ascend(ask: &Ask, tracks: &mut [Track], sources: &Sources) -> Result<Vec<Place>, Problem> {
    let places: Vec<Place> = match &ask.stretches[0].values {
        Values::Range(from, to) => vec![from.place, to.place],
        Values::List(list) => list.iter().map(|value| value.place).collect(),
    };
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|a, b| tracks[0].points[*a].number.total_cmp(&tracks[0].points[*b].number));
    for pair in order.windows(2) {
        let [first, second] = [pair[0], pair[1]].map(|at| &tracks[0].points[at]);
        if (second.number - first.number).abs() < f64::MIN_POSITIVE {
            let place = places[pair[0].max(pair[1])];
            let message = format!("`{}` is given twice: there is nothing to vary between", second.text);
            return Err(Problem::error(message).at(sources, place, "the same value").help("give different values"));
        }
    }
    for track in tracks.iter_mut() {
        track.points = order.iter().map(|at| track.points[*at].clone()).collect();
    }
    Ok(order.iter().map(|at| places[*at]).collect())
}
