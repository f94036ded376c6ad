//! `headstart solve`: how much head start would have been enough?

use std::cell::RefCell;
use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::experiment::{Common, Experiment, announce, base, recipe, template};
use super::options::alone;
use super::session::Halt;
use crate::experiment::{Meter, SCAN, Search, Solution, Study, Tally, solve};
use crate::report::findings::{Solved, solved};
use crate::scenario::{self, Axis, AxisKind, Scenario, Unit, amount, parse_axis};

/// The most runs, unless a flag says how many.
const MOST: u64 = 2000;

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct SolveArguments {
    /// A scenario file.
    file: PathBuf,
    /// The key to be found; several with commas move together.
    #[arg(long, value_name = "KEY")]
    find: String,
    /// Where to look: dates, shifts ("+0 days" "+720 days"), multiples (x0 x4), amounts, whole numbers.
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"], allow_hyphen_values = true, required = true, value_parser = end_of_range)]
    between: Vec<String>,
    /// What is to hold, such as "P(mitalk wins) = 50%", "mitalk.share = 20%" or "crossing = 2011-08-01" (the median date).
    #[arg(long, value_name = "CONDITION")]
    until: String,
    /// Stop when the answer is known so well: "10 days", "0.1", "0.01%/day" [default: a hundredth of the range].
    #[arg(long, value_name = "WIDTH")]
    tolerance: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// An end of the range: negative shifts begin with a hyphen, but flags do not belong here.
fn end_of_range(text: &str) -> Result<String, String> {
    if text.starts_with("--") {
        return Err("it takes two values, from where to where".to_owned());
    }
    Ok(text.to_owned())
}

/// Searches.
pub fn run(arguments: &SolveArguments) -> Result<(), Failure> {
    let common = &arguments.common;
    let template = template(&arguments.file, common)?;
    let scenario = &template.loaded().scenario;
    let [from, to] = [0, 1].map(|end| arguments.between[end].as_str());
    let axis = parse_axis(&format!("{}={from}..{to}", arguments.find), &template).map_err(Failure::from_problem)?;
    let condition = scenario::parse_condition(&arguments.until, scenario).map_err(Failure::from_problem)?;
    let meter = Meter::new(condition.measure.clone(), scenario);
    let tolerance = tolerance(arguments.tolerance.as_deref(), &axis)?;
    let most = if common.changes.says_runs() { u64::from(scenario.runs) } else { MOST };
    if most < 2 * SCAN as u64 {
        return Err(Failure::Usage(format!(
            "--runs {most}: a search looks at {SCAN} values first, twice at least; give it {} runs or more",
            2 * SCAN
        )));
    }
    let search = Search { low: axis.low, high: axis.high, target: condition.target, tolerance, runs: most };
    if common.dry_run {
        return announce(scenario, SCAN, most, common);
    }
    if common.keeping.shard.is_some() {
        return Err(Failure::Usage(
            "a search decides from results what to run next, and cannot be shared out with --shard; a sweep over the same range can".into(),
        ));
    }
    let experiment = Experiment::new(common, "solve", &arguments.file, scenario)?;
    let places = RefCell::new(Vec::new());
    let reproduce =
        |world: usize, run| alone(&arguments.file, &common.changes, &axis.at(places.borrow()[world]).settings, run);
    let (solution, tallies): (Solution, Vec<Tally>) = experiment.session().work(
        &format!("{}: {}", scenario.title, condition.text),
        |crew| {
            let mut study = Study::new(crew, meter.clone());
            let solution = solve(&mut study, &search, |study, number| {
                let level = axis.at(number);
                let known = places.borrow().iter().position(|place: &f64| place.to_bits() == level.number.to_bits());
                if let Some(world) = known {
                    return Ok::<_, Halt>((world, level.number));
                }
                let world = template.with(&level.settings).map_err(|all| Halt::from(Failure::from_problems(&all)))?;
                places.borrow_mut().push(level.number);
                Ok((study.add(world.scenario), level.number))
            })?;
            Ok((solution, study.tallies().to_vec()))
        },
        reproduce,
    )?;
    let findings = solved(
        &solution,
        &Solved {
            scenario,
            axis: &axis,
            condition: &condition,
            meter: &meter,
            tally: &|world| &tallies[world],
            base: base(&axis, &template),
            most,
        },
    );
    let flags = [
        ("--find", Some(arguments.find.clone())),
        ("--between", Some(from.to_owned())),
        (to, Some(String::new())),
        ("--until", Some(condition.text.clone())),
        ("--tolerance", arguments.tolerance.clone()),
        ("--runs", Some(most.to_string())),
    ];
    let recipe = recipe("solve", &[("", template.loaded())], &flags);
    // The most runs are those of the search, whatever the file says: the page must come out the same from the recipe.
    let searched = Scenario { runs: u32::try_from(most).unwrap_or(u32::MAX), ..scenario.clone() };
    experiment.finish(&findings, &searched, solution.runs, &recipe)
}

/// Half the length of an interval that is short enough, in numbers of the axis.
fn tolerance(text: Option<&str>, axis: &Axis) -> Result<f64, Failure> {
    let Some(text) = text else {
        let share = (axis.high - axis.low) / 100.0;
        return Ok(if axis.kind.is_discrete() { share.max(0.5) } else { share });
    };
    let unit = match axis.kind {
        AxisKind::Date | AxisKind::Shift => Unit::Days,
        AxisKind::Multiple | AxisKind::Whole | AxisKind::Choice => Unit::Plain,
        AxisKind::Amount(unit) => unit,
    };
    let width = amount::parse(unit, text.trim().trim_start_matches(['±', 'x', '×']).trim());
    match width {
        Ok(width) if width > 0.0 => Ok(width),
        Ok(_) => Err(Failure::Usage(format!("--tolerance {text}: it must be above 0"))),
        Err(reason) => Err(Failure::Usage(format!("--tolerance {text} is not {}: {reason}", unit.expects()))),
    }
}
