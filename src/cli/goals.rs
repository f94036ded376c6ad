//! When a run of many runs may end: flags and keys that say how well something is to be known.

use super::{Failure, RunArguments};
use crate::experiment::{Goal, Meter, Stopping};
use crate::scenario::{self, PrecisionSpec, Scenario, Wanted};

/// Raises the number of runs of a scenario to the most that a precision may take, unless a flag says how many.
pub fn most_runs(scenario: &mut Scenario, arguments: &RunArguments) -> Result<(), Failure> {
    if arguments.of.is_some() && arguments.precision.is_none() && scenario.precision.is_none() {
        return Err(Failure::Usage("--of says what is to be known, --precision how well: give both".into()));
    }
    if arguments.changes.says_runs() || arguments.only_run.is_some() {
        return Ok(());
    }
    if arguments.precision.is_some() || arguments.settle.is_some() {
        scenario.runs = scenario.runs.max(PrecisionSpec::MOST);
    } else if let Some(precision) = &scenario.precision {
        scenario.runs = precision.most;
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
    let written =
        arguments.precision.as_deref().or(scenario.precision.as_ref().map(|precision| precision.text.as_str()));
    let Some(text) = written.filter(|_| arguments.only_run.is_none()) else { return Ok(None) };
    let wanted = match &arguments.of {
        Some(of) => wanted_of(of, text, scenario)?,
        None => scenario::parse_wanted(text, scenario).map_err(Failure::from_problem)?,
    };
    let meter = wanted.measure.map(|measure| Meter::new(measure, scenario));
    Ok(Some(Stopping::new(Goal::Precision { meter, half_width: wanted.precision })))
}

/// A measure and a precision that were given apart.
fn wanted_of(of: &str, precision: &str, scenario: &Scenario) -> Result<Wanted, Failure> {
    let measure = scenario::parse_measure(of, scenario).map_err(Failure::from_problem)?;
    let precision = scenario::parse_precision(precision, &measure).map_err(Failure::Usage)?;
    Ok(Wanted { measure: Some(measure), precision })
}
