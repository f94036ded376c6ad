//! How a rule ended the runs, in words and for scripts.

use serde_json::{Value as Json, json};

use super::figure::Value;
use super::findings::words::{amount, change, known, value_of};
use super::results::Results;
use crate::experiment::{Estimate, Goal, Meter, Stopped};
use crate::scenario::Precision;

/// What was to be known, whether it is, and how many runs it took; nothing where the number of runs was given.
pub fn stopping(results: &Results) -> Option<String> {
    let stopped = results.stopped.as_ref()?;
    Some(match &stopped.goal {
        Goal::Precision { meter: None, half_width } => chances(results, stopped, *half_width),
        Goal::Precision { meter: Some(meter), half_width } => number(results, stopped, meter, *half_width),
        Goal::Question { meter, level } => question(results, stopped, meter, *level),
    })
}

fn chances(results: &Results, stopped: &Stopped, half_width: Precision) -> String {
    let width = width(Value::Probability, half_width);
    if stopped.reached {
        format!("Every chance to win is known within {width} after {} runs.", results.runs)
    } else {
        format!("Not every chance to win is known within {width} after {}.", so_many(results, stopped))
    }
}

fn number(results: &Results, stopped: &Stopped, meter: &Meter, half_width: Precision) -> String {
    let (value, text) = (value_of(meter.measure()), meter.text());
    let (width, runs) = (width(value, half_width), so_many(results, stopped));
    match stopped.measured {
        Some(measured) if stopped.reached => {
            format!("{text} is {}, known within {width} after {} runs.", known(value, measured), results.runs)
        }
        Some(measured) => format!("{text} is {}, not known within {width} after {runs}.", known(value, measured)),
        None => format!("{text} is not known within {width} after {runs}."),
    }
}

fn question(results: &Results, stopped: &Stopped, meter: &Meter, level: f64) -> String {
    let (value, text) = (value_of(meter.measure()), meter.text());
    let (level_text, runs) = (amount(value, level), so_many(results, stopped));
    match stopped.measured {
        Some(Estimate { low, .. }) if stopped.reached => {
            let side = if low > level { "above" } else { "below" };
            let measured = stopped.measured.map(|measured| known(value, measured)).unwrap_or_default();
            format!("{text} is {side} {level_text}: {measured}, settled after {} runs.", results.runs)
        }
        Some(measured) => {
            let measured = known(value, measured);
            format!("Whether {text} is above or below {level_text} is open: {measured} after {runs}.")
        }
        None => format!("Whether {text} is above or below {level_text} is open after {runs}."),
    }
}

/// The runs of work that did not reach its goal.
fn so_many(results: &Results, stopped: &Stopped) -> String {
    if results.runs == stopped.most {
        format!("all {} runs that were allowed", results.runs)
    } else {
        format!("{} runs", results.runs)
    }
}

fn width(value: Value, half_width: Precision) -> String {
    match half_width {
        Precision::Absolute(width) => format!("±{}", change(value, width).trim_start_matches('+')),
        Precision::Relative(share) => format!("±{}", amount(Value::Share, share)),
    }
}

/// The same for scripts.
pub fn stopping_json(results: &Results) -> Json {
    let Some(stopped) = &results.stopped else { return Json::Null };
    let (meter, aim) = match &stopped.goal {
        Goal::Precision { meter, half_width: Precision::Absolute(width) } => {
            (meter.as_ref(), json!({ "half_width": width }))
        }
        Goal::Precision { meter, half_width: Precision::Relative(share) } => {
            (meter.as_ref(), json!({ "half_width_share": share }))
        }
        Goal::Question { meter, level } => (Some(meter), json!({ "level": level })),
    };
    json!({
        "measure": meter.map(Meter::text),
        "aim": aim,
        "reached": stopped.reached,
        "most": stopped.most,
        "measured": stopped.measured.map(|e| json!({ "value": e.value, "low": e.low, "high": e.high })),
    })
}
