//! All of the results that is no table, from `summary.json`.

use serde_json::Value;

use super::assumption::assumption;
use super::field::{Wrong, date, flag, list, number, optional_date, optional_text, text, whole};
use crate::experiment::Estimate;
use crate::report::events::{Event, EventKind};
use crate::report::labels::LayerLabel;
use crate::report::language::Language;
use crate::report::lines::Lines;
use crate::report::results::{Platform, Results};
use crate::report::stopping::Ending;
use crate::scenario::{Metric, Observation, Target};

/// The results without what stands in the tables.
pub fn results(of: &Value) -> Result<Results, Wrong> {
    let scenario = &of["scenario"];
    let platforms = each(of, "platforms", platform)?;
    let names: Vec<&str> = platforms.iter().map(|platform| platform.name.as_str()).collect();
    let causes = each(of, "causes", |cause| cause.as_str().map(str::to_owned).ok_or_else(|| Wrong::new("causes")))?;
    Ok(Results {
        name: text(scenario, "name")?,
        title: text(scenario, "title")?,
        about: text(scenario, "about")?,
        expect: optional_text(scenario, "expect")?,
        start: date(scenario, "start")?,
        end: date(scenario, "end")?,
        seed: whole(scenario, "seed")?,
        agents: whole(scenario, "agents")?.try_into().map_err(|_| Wrong::new("agents"))?,
        runs: whole(of, "runs")?,
        asked: whole(of, "asked")?,
        ending: ending(&of["stopping"])?,
        ties: whole(of, "ties")?,
        // Folders of before layers had labels.
        layers: if of["layers"].is_null() { Vec::new() } else { each(of, "layers", layer)? },
        causes,
        events: each(of, "events", |of| event(of, &names))?,
        observations: each(of, "observations", |of| observation(of, &names))?,
        targets: each(&of["fit"], "targets", |of| target(of, &names))?,
        measures: Vec::new(),
        outcomes: Vec::new(),
        assumptions: each(of, "assumptions", assumption)?,
        theory: None,
        lines: Lines::default(),
        spread: None,
        language: Language::default(),
        platforms,
    })
}

/// Each item of a list.
fn each<T>(of: &Value, name: &str, item: impl Fn(&Value) -> Result<T, Wrong>) -> Result<Vec<T>, Wrong> {
    list(of, name)?.iter().map(item).collect()
}

fn platform(of: &Value) -> Result<Platform, Wrong> {
    let chance = &of["win_probability"];
    Ok(Platform {
        name: text(of, "name")?,
        label: text(of, "label")?,
        color: optional_text(of, "color")?,
        launch: optional_date(of, "launch")?,
        wins: whole(of, "wins")?,
        win_probability: Estimate {
            value: number(chance, "value")?,
            low: number(chance, "low")?,
            high: number(chance, "high")?,
        },
        bands: Vec::new(),
        growth: Vec::new(),
    })
}

fn layer(of: &Value) -> Result<LayerLabel, Wrong> {
    Ok(LayerLabel { name: text(of, "name")?, label: optional_text(of, "label")? })
}

fn ending(of: &Value) -> Result<Option<Ending>, Wrong> {
    if of.is_null() {
        return Ok(None);
    }
    let mut numbers = of.clone();
    numbers.as_object_mut().and_then(|entries| entries.shift_remove("words"));
    Ok(Some(Ending { words: text(of, "words")?, numbers }))
}

fn position(of: &Value, names: &[&str]) -> Result<usize, Wrong> {
    let name = text(of, "platform")?;
    names.iter().position(|known| *known == name).ok_or_else(|| Wrong::new("platform"))
}

fn event(of: &Value, names: &[&str]) -> Result<Event, Wrong> {
    let kind = text(of, "kind")?;
    Ok(Event {
        date: date(of, "date")?,
        platform: position(of, names)?,
        kind: EventKind::ALL.into_iter().find(|known| known.name() == kind).ok_or_else(|| Wrong::new("kind"))?,
        label: text(of, "label")?,
    })
}

fn observation(of: &Value, names: &[&str]) -> Result<Observation, Wrong> {
    Ok(Observation {
        platform: position(of, names)?,
        date: date(of, "date")?,
        metric: match text(of, "metric")?.as_str() {
            "registered" => Metric::Registered,
            "active" => Metric::Active,
            "new" => Metric::New,
            _ => return Err(Wrong::new("metric")),
        },
        value: number(of, "value")?,
        low: number(of, "low")?,
        high: number(of, "high")?,
        source: text(of, "source")?,
        doubtful: flag(of, "doubtful")?,
    })
}

fn target(of: &Value, names: &[&str]) -> Result<Target, Wrong> {
    Ok(Target { observation: observation(of, names)?, weight: number(of, "weight")? })
}
