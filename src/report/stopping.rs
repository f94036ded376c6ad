//! How a rule ended the runs, in words and for scripts.

use serde_json::{Value as Json, json};

use super::figure::Value;
use super::findings::words::{amount, change, known, value_of};
use crate::experiment::{Estimate, Goal, Meter, Stopped};
use crate::scenario::Precision;

/// How a rule ended the runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Ending {
    /// What was to be known, whether it is, and how many runs it took.
    pub words: String,
    /// The same for scripts.
    pub numbers: Json,
}

impl Ending {
    /// Words and numbers.
    pub fn json(&self) -> Json {
        let mut json = self.numbers.clone();
        json["words"] = json!(self.words);
        json
    }
}

/// How so many runs ended.
pub fn ending(runs: u64, stopped: &Stopped) -> Ending {
    let words = match &stopped.goal {
        Goal::Precision { meter: None, half_width } => chances(runs, stopped, *half_width),
        Goal::Precision { meter: Some(meter), half_width } => number(runs, stopped, meter, *half_width),
        Goal::Question { meter, level } => question(runs, stopped, meter, *level),
    };
    Ending { words, numbers: numbers(stopped) }
}

fn chances(runs: u64, stopped: &Stopped, half_width: Precision) -> String {
    let width = width(Value::Probability, half_width);
    if stopped.reached {
        format!("Every chance to win is known within {width} after {runs} runs.")
    } else {
        format!("Not every chance to win is known within {width} after {}.", so_many(runs, stopped))
    }
}

fn number(runs: u64, stopped: &Stopped, meter: &Meter, half_width: Precision) -> String {
    let (value, text) = (value_of(meter.measure()), meter.text());
    let (width, told) = (width(value, half_width), so_many(runs, stopped));
    match stopped.measured {
        Some(measured) if stopped.reached => {
            format!("{text} is {}, known within {width} after {runs} runs.", known(value, measured))
        }
        Some(measured) => format!("{text} is {}, not known within {width} after {told}.", known(value, measured)),
        None => format!("{text} is not known within {width} after {told}."),
    }
}

fn question(runs: u64, stopped: &Stopped, meter: &Meter, level: f64) -> String {
    let (value, text) = (value_of(meter.measure()), meter.text());
    let (level_text, told) = (amount(value, level), so_many(runs, stopped));
    match stopped.measured {
        Some(Estimate { low, .. }) if stopped.reached => {
            let side = if low > level { "above" } else { "below" };
            let measured = stopped.measured.map(|measured| known(value, measured)).unwrap_or_default();
            format!("{text} is {side} {level_text}: {measured}, settled after {runs} runs.")
        }
        Some(measured) => {
            let measured = known(value, measured);
            format!("Whether {text} is above or below {level_text} is open: {measured} after {told}.")
        }
        None => format!("Whether {text} is above or below {level_text} is open after {told}."),
    }
}

/// The runs of work that did not reach its goal.
fn so_many(runs: u64, stopped: &Stopped) -> String {
    if runs == stopped.most { format!("all {runs} runs that were allowed") } else { format!("{runs} runs") }
}

fn width(value: Value, half_width: Precision) -> String {
    match half_width {
        Precision::Absolute(width) => format!("±{}", change(value, width).trim_start_matches('+')),
        Precision::Relative(share) => format!("±{}", amount(Value::Share, share)),
    }
}

fn numbers(stopped: &Stopped) -> Json {
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
