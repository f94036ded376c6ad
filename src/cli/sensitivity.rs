//! `headstart sensitivity`: which uncertain inputs matter?

use std::cell::RefCell;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Failure;
use super::experiment::{Common, Experiment, announce, meter, recipe, template};
use super::options::alone;
use super::session::Halt;
use super::sweep::twice;
use crate::experiment::Explorer;
use crate::report::findings::{Inputs, indices, morris, short, swings};
use crate::scenario::{Axis, Scenario, Template, Uncertain, amount, parse_axis, uncertain};

/// Arguments of the command.
#[derive(Debug, Args)]
#[command(mut_arg("paper_size", |size| size.long("figure-size")))]
pub struct SensitivityArguments {
    /// A scenario file.
    file: PathBuf,
    /// How to look.
    #[arg(long, value_enum, default_value_t)]
    method: Method,
    /// What is looked at [default: the share of the first platform of the file at the end].
    #[arg(long, value_name = "MEASURE")]
    of: Option<String>,
    /// Inputs besides those that the file says are uncertain: "KEY=FROM..TO", all values alike. Repeatable.
    #[arg(long, value_name = "KEY=RANGE")]
    vary: Vec<String>,
    /// Leave out the inputs of the file whose key begins so. Repeatable.
    #[arg(long, value_name = "KEY")]
    without: Vec<String>,
    /// Rows of the design (sobol), trajectories (morris), or runs at each end (oat) [default: 256, 32, the runs of the file].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    size: Option<u32>,
    #[command(flatten)]
    common: Common,
}

/// How to look at the inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Method {
    /// Sobol' indices: shares of the variance, with luck apart.
    #[default]
    Sobol,
    /// Elementary effects: few runs, to find what matters at all.
    Morris,
    /// One at a time, low and high.
    Oat,
}

/// An input: uncertain in the file, or a range from the command line.
enum Input {
    Uncertain(Uncertain),
    Range(Axis),
}

impl Input {
    fn key(&self) -> String {
        match self {
            Input::Uncertain(input) => input.key.clone(),
            Input::Range(axis) => axis.keys.join(","),
        }
    }

    fn label(&self) -> String {
        match self {
            Input::Uncertain(input) => input.label.clone(),
            Input::Range(axis) => axis.label.clone(),
        }
    }

    /// The settings at a probability of its distribution.
    fn settings(&self, u: f64) -> Vec<String> {
        match self {
            Input::Uncertain(input) => vec![input.setting(u)],
            Input::Range(axis) => axis.fraction(u).settings,
        }
    }

    /// Its value there, in words.
    fn text(&self, u: f64) -> String {
        match self {
            Input::Uncertain(input) => amount::print(input.unit, short(input.value(u))),
            Input::Range(axis) => axis.fraction(u).text,
        }
    }
}

/// Analyses.
pub fn run(arguments: &SensitivityArguments) -> Result<(), Failure> {
    let common = &arguments.common;
    let template = template(&arguments.file, common)?;
    let scenario = &template.loaded().scenario;
    let otherwise = format!("{}.share", scenario.platforms[0].name);
    let meter = meter(arguments.of.as_deref(), &otherwise, scenario)?;
    let inputs = inputs(arguments, &template)?;
    let k = inputs.len();
    if common.changes.says_runs() && arguments.method != Method::Oat {
        return Err(Failure::Usage(
            "--runs is for --method oat; the runs of the others follow from the size of their design: say --size"
                .into(),
        ));
    }
    let size = arguments.size.unwrap_or(match arguments.method {
        Method::Sobol => 256,
        Method::Morris => 32,
        Method::Oat => scenario.runs,
    });
    let runs = u64::from(size)
        * match arguments.method {
            Method::Sobol => k + 3,
            Method::Morris => k + 1,
            Method::Oat => 2 * k + 1,
        } as u64;
    if common.dry_run {
        return announce(scenario, runs as usize / size as usize, runs, common);
    }
    let experiment = Experiment::new(common, "sensitivity", &arguments.file, scenario)?;
    let names: Vec<(String, String)> = inputs.iter().map(|input| (input.key(), input.label())).collect();
    let ends: Vec<(String, String)> = inputs.iter().map(|input| (input.text(0.05), input.text(0.95))).collect();
    let asked = Inputs { scenario, meter: &meter, names: &names, ends: &ends, runs };
    let settings =
        |place: &[f64]| -> Vec<String> { inputs.iter().zip(place).flat_map(|(input, u)| input.settings(*u)).collect() };
    // The places of the worlds that are being made, by which a run can be made alone.
    let places: RefCell<Vec<Vec<f64>>> = RefCell::default();
    let reproduce =
        |world: usize, run| alone(&arguments.file, &common.changes, &settings(&places.borrow()[world]), run);
    let world = |number: usize, place: &[f64]| -> Result<Scenario, Halt> {
        let mut places = places.borrow_mut();
        places.truncate(number);
        places.push(place.to_vec());
        let settings = settings(place);
        let loaded = template.with(&settings).map_err(|problems| {
            Failure::from_problems(&problems).followed_by(&format!("this is the point with {}", settings.join(", ")))
        })?;
        Ok(loaded.scenario)
    };
    let title = format!("{}: {} inputs", scenario.title, k);
    let findings = experiment.session().work(
        &title,
        |crew| {
            let mut explorer = Explorer::new(crew, meter.clone(), world);
            Ok(match arguments.method {
                Method::Sobol => indices(&explorer.sobol(k, size as usize, scenario.seed)?, &asked),
                Method::Morris => morris(&explorer.morris(k, size as usize, scenario.seed)?.0, &asked),
                Method::Oat => {
                    let (base, found) = explorer.one_at_a_time(k, u64::from(size))?;
                    swings(base, &found, &asked)
                }
            })
        },
        reproduce,
    )?;
    if experiment.is_part() {
        return experiment.part_done();
    }
    let mut flags = vec![
        ("--method", arguments.method.to_possible_value().map(|value| value.get_name().to_owned())),
        ("--of", Some(meter.text().to_owned())),
        ("--size", Some(size.to_string())),
    ];
    flags.extend(arguments.vary.iter().map(|vary| ("--vary", Some(vary.clone()))));
    flags.extend(arguments.without.iter().map(|key| ("--without", Some(key.clone()))));
    let recipe = recipe("sensitivity", &[("", template.loaded())], &flags);
    experiment.finish(&findings, scenario, runs, &recipe)
}

fn inputs(arguments: &SensitivityArguments, template: &Template) -> Result<Vec<Input>, Failure> {
    let own = uncertain(template.loaded());
    if let Some(prefix) = arguments.without.iter().find(|prefix| !own.iter().any(|input| is_below(&input.key, prefix)))
    {
        let keys: Vec<&str> = own.iter().map(|input| input.key.as_str()).collect();
        let keys = if keys.is_empty() { "nothing in the file is".to_owned() } else { keys.join(", ") };
        return Err(Failure::Usage(format!("--without {prefix} leaves nothing out; uncertain: {keys}")));
    }
    let left_out = |key: &str| arguments.without.iter().any(|prefix| is_below(key, prefix));
    let mut inputs: Vec<Input> = own.into_iter().filter(|input| !left_out(&input.key)).map(Input::Uncertain).collect();
    let axes = arguments.vary.iter().map(|vary| parse_axis(vary, template).map_err(Failure::from_problem));
    let axes = axes.collect::<Result<Vec<Axis>, Failure>>()?;
    if let Some(key) = twice(axes.iter().flat_map(|axis| &axis.keys)) {
        return Err(Failure::Usage(format!("`{key}` is varied twice: a key has one value at a time")));
    }
    inputs.retain(|input| !axes.iter().any(|axis| axis.keys.contains(&input.key())));
    inputs.extend(axes.into_iter().map(Input::Range));
    if inputs.is_empty() {
        return Err(Failure::Usage(format!(
            "nothing in {} is uncertain: write a distribution such as {{ lognormal = {{ median = \"0.01%/day\", spread = 0.5 }} }}, or say \
             --vary \"KEY=FROM..TO\"",
            arguments.file.display()
        )));
    }
    Ok(inputs)
}

/// Whether a key is another one or stands below it.
fn is_below(key: &str, other: &str) -> bool {
    key.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
