//! `summary.json`: the answer and everything else that is not a table.

use serde_json::{Map, Value, json};

use super::answer::{answer, date_range, headline, number_range};
use super::fit::{FACTOR, fit};
use super::growth::{CauseGrowth, STATISTICS, Spread, ordered};
use super::lines::Shown;
use super::results::Results;
use super::stopping::Ending;
use super::theory::theory_json;
use crate::experiment::{Middle, PlatformOutcome};
use crate::scenario::{Metric, Observation};

/// The summary as JSON; numbers in persons unless they say *published*.
pub fn summary(results: &Results) -> Value {
    json!({
        "format": 1,
        "answer": answer(results),
        "headline": headline(results),
        "scenario": scenario(results),
        "runs": results.runs,
        "asked": results.asked,
        "stopping": results.ending.as_ref().map(Ending::json),
        "ties": results.ties,
        "layers": results.layers.iter().map(|layer| json!({"name": layer.name, "label": layer.label})).collect::<Vec<_>>(),
        "causes": results.causes,
        "platforms": (0..results.platforms.len()).map(|p| platform(results, p)).collect::<Vec<_>>(),
        "crossing": dates(results, |outcome| outcome.crossing),
        "tipping": dates(results, |outcome| outcome.tipping),
        "fit": fit_json(results),
        "lines": lines(results),
        "spread": spread_of(results),
        "events": events(results),
        "observations": results.observations.iter().map(|o| observation(results, o)).collect::<Vec<_>>(),
        "assumptions": assumptions(results),
        "theory": results.theory.as_ref().map(|told| theory_json(results, told)),
    })
}

/// How figures show the runs, and how many of them as lines.
fn lines(results: &Results) -> Value {
    let shown = Shown::NAMES.iter().find(|(shown, _)| *shown == results.lines.shown).map(|(_, name)| *name);
    json!({"shown": shown, "runs": results.lines.runs()})
}

/// What the map of a run shows, where there is one.
fn spread_of(results: &Results) -> Value {
    let Some(map) = &results.spread else { return Value::Null };
    let middle = Middle::NAMES.iter().find(|(middle, _)| *middle == map.middle).map(|(_, name)| *name);
    json!({"run": map.run, "middle": middle, "persons": map.persons.len(), "contacts": map.contacts})
}

fn scenario(results: &Results) -> Value {
    json!({
        "name": results.name,
        "title": results.title,
        "about": results.about,
        "expect": results.expect,
        "start": results.start.to_string(),
        "end": results.end.to_string(),
        "agents": results.agents,
        "seed": results.seed,
    })
}

fn platform(results: &Results, p: usize) -> Value {
    let platform = &results.platforms[p];
    let chance = platform.win_probability;
    let quantiles = |of: &dyn Fn(&PlatformOutcome) -> f64, round: &dyn Fn(f64) -> f64| {
        let named =
            |[low, median, high]: [f64; 3]| json!({"q05": round(low), "q50": round(median), "q95": round(high)});
        number_range(results, p, of).map(named)
    };
    let peaks = date_range(results.outcomes.iter().map(|outcome| outcome.platforms[p].peak_date));
    json!({
        "name": platform.name,
        "label": platform.label,
        "color": platform.color,
        "launch": platform.launch.map(|date| date.to_string()),
        "wins": platform.wins,
        "win_probability": {"value": chance.value, "low": chance.low, "high": chance.high},
        "final": {
            "active": quantiles(&|o| o.active, &f64::round),
            "registered": quantiles(&|o| o.registered, &f64::round),
            "share": quantiles(&|o| o.share, &super::table::share),
        },
        "peak": quantiles(&|o| o.peak, &f64::round),
        "peak_date": peaks.map(date_quantiles),
        "growth": growth(results, p),
    })
}

/// Joins until the end by cause \[persons\], and the share of each cause.
fn growth(results: &Results, p: usize) -> Value {
    let spread = |of: &Spread, round: &dyn Fn(f64) -> f64| {
        STATISTICS.iter().map(|(name, number)| ((*name).to_owned(), json!(round(number(of))))).collect::<Map<_, _>>()
    };
    let of = |cause: usize| {
        let CauseGrowth { joins, share } = &results.platforms[p].growth[cause];
        json!({
            "cause": results.causes[cause],
            "joins": spread(joins, &f64::round),
            "share": spread(share, &super::table::share),
        })
    };
    ordered(results).into_iter().map(of).collect()
}

/// Quantiles of a date over the runs that have one, and how many have.
fn dates(results: &Results, of: impl Fn(&crate::experiment::Outcome) -> Option<jiff::civil::Date>) -> Value {
    let found: Vec<_> = results.outcomes.iter().filter_map(of).collect();
    json!({"runs": found.len(), "date": date_range(found.into_iter()).map(date_quantiles)})
}

fn date_quantiles((low, median, high): (jiff::civil::Date, jiff::civil::Date, jiff::civil::Date)) -> Value {
    json!({"q05": low.to_string(), "q50": median.to_string(), "q95": high.to_string()})
}

fn fit_json(results: &Results) -> Value {
    let fit = fit(results);
    let points = fit.points.iter().map(|point| {
        let target = &results.targets[point.target];
        let mut value = observation(results, &target.observation);
        value["weight"] = json!(target.weight);
        value["model"] =
            json!({"q05": point.range.0.round(), "q50": point.model.round(), "q95": point.range.1.round()});
        value["ratio"] = json!((point.ratio * 1000.0).round() / 1000.0);
        value["met"] = json!(point.met);
        value
    });
    json!({"factor": FACTOR, "met": fit.met(), "of": fit.points.len(), "targets": points.collect::<Vec<_>>()})
}

fn observation(results: &Results, observation: &Observation) -> Value {
    json!({
        "platform": results.platforms[observation.platform].name,
        "date": observation.date.to_string(),
        "metric": metric_name(observation.metric),
        "value": observation.value,
        "low": observation.low,
        "high": observation.high,
        "source": observation.source,
        "doubtful": observation.doubtful,
    })
}

/// The name of a metric in files.
pub fn metric_name(metric: Metric) -> &'static str {
    match metric {
        Metric::Registered => "registered",
        Metric::Active => "active",
        Metric::New => "new",
    }
}

fn events(results: &Results) -> Vec<Value> {
    let event = |event: &super::events::Event| {
        json!({
            "date": event.date.to_string(),
            "platform": results.platforms[event.platform].name,
            "kind": event.kind.name(),
            "label": event.label,
        })
    };
    results.events.iter().map(event).collect()
}

fn assumptions(results: &Results) -> Vec<Value> {
    let assumption = |a: &super::assumptions::Assumption| json!({"key": a.key, "unit": a.unit, "distribution": a.distribution, "evidence": a.evidence});
    results.assumptions.iter().map(assumption).collect()
}
