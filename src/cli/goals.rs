//! When a run of many runs may end: flags and keys that say how well something is to be known.

use super::{Failure, RunArguments};
use crate::experiment::{Goal, Meter, Stopping};
use crate::scenario::{self, Measure, Precision, Scenario};

/// The most runs, where neither file nor flag limits how many a precision may take.
const MOST: u32 = 10_000;

/// Raises the number of runs of a scenario to the most that a precision may take, unless a flag says how many.
pub fn most_runs(scenario: &mut Scenario, arguments: &RunArguments) -> Result<(), Failure> {
    if arguments.of.is_some() && arguments.precision.is_none() && scenario.precision.is_none() {
        return Err(Failure::Usage("--of says what is to be known, --precision how well: give both".into()));
    }
    let asked = arguments.precision.is_some() || arguments.settle.is_some();
    if asked && !arguments.changes.says_runs() {
        scenario.runs = scenario.runs.max(MOST);
    }
    Ok(())
}

/// The rule by which the runs end, if there is one.
pub fn stopping(scenario: &Scenario, arguments: &RunArguments) -> Result<Option<Stopping>, Failure> {
    if let Some(text) = &arguments.settle {
        let condition = scenario::parse_condition(text, scenario).map_err(Failure::from_problem)?;
        let meter = Meter::new(condition.measure, scenario);
        return Ok(Some(Stopping::new(Goal::Question { meter, level: condition.target })));
    }
    let measure: Option<Measure> = match &arguments.of {
        Some(text) => Some(scenario::parse_measure(text, scenario).map_err(Failure::from_problem)?),
        None => None,
    };
    let half_width = match (&arguments.precision, &measure, &scenario.precision) {
        (Some(text), Some(measure), _) => scenario::parse_precision(text, measure).map_err(Failure::Usage)?,
        (Some(text), None, _) => Precision::Absolute(scenario::win_precision(text).map_err(Failure::Usage)?),
        (None, _, Some(width)) => Precision::Absolute(*width),
        (None, _, None) => return Ok(None),
    };
    let meter = measure.map(|measure| Meter::new(measure, scenario));
    Ok(Some(Stopping::new(Goal::Precision { meter, half_width })))
}
