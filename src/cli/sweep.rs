//! `headstart sweep`: where does the outcome tip?

use std::collections::HashSet;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::design::{self, Design};
use super::experiment::{Common, Experiment, announce, base, first_wins, meter, recipe, template};
use super::options::{Format, alone};
use super::session::Halt;
use super::{Failure, print};
use crate::experiment::{Allocation, Meter, Study, Tally, sweep};
use crate::report::findings::{Swept, point_json, swept};
use crate::rng::World;
use crate::scenario::{Axis, Level, Sample, Scenario, Template, parse_axis, parse_sample, sweep_axes};
use crate::stats::{latin_hypercube, sobol_points};

/// Most points of a sweep.
const MOST_POINTS: usize = 1_000_000;
/// Most axes of a sample: what the Sobol sequence has dimensions for.
const MOST_AXES: usize = 64;
/// Even odds: what a sweep of chances looks for.
const EVEN: f64 = 0.5;

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct SweepArguments {
    /// A scenario file.
    file: PathBuf,
    /// What is varied: "KEY=FROM..TO:STEPS" or "KEY=a|b|c"; several keys with commas or ";" move together. Repeatable.
    #[arg(long, value_name = "KEY=RANGE")]
    vary: Vec<String>,
    /// Points spread over all axes instead of all combinations: "sobol:N" or "lhs:N".
    #[arg(long, value_name = "METHOD:N")]
    sample: Option<String>,
    /// Points from a CSV file: a column a key, a row a point.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["vary", "sample"])]
    design: Option<PathBuf>,
    /// What is measured [default: that of the file, or the chance that the first platform of the file wins].
    #[arg(long, value_name = "MEASURE")]
    of: Option<String>,
    /// Give every point all runs (a map of chances makes most where the outcome tips).
    #[arg(long)]
    even: bool,
    #[command(flatten)]
    common: Common,
}

/// The points of a sweep.
struct Points {
    axes: Vec<Axis>,
    levels: Vec<Vec<Level>>,
    grid: bool,
}

/// Sweeps.
pub fn run(arguments: &SweepArguments) -> Result<(), Failure> {
    let common = &arguments.common;
    let template = template(&arguments.file, common)?;
    let scenario = &template.loaded().scenario;
    let asked = arguments.of.as_deref().or(scenario.sweep.as_ref().and_then(|sweep| sweep.measure.as_deref()));
    let meter = meter(asked, &first_wins(scenario), scenario)?;
    let (points, design) = points(arguments, &template)?;
    let worlds = worlds(&template, &points)?;
    let runs = u64::from(scenario.runs);
    let tips = meter.is_probability() && points.grid && points.axes.len() > 1 && !arguments.even;
    let allocation = if tips { Allocation::Tipping { most: runs, level: EVEN } } else { Allocation::Even(runs) };
    if common.dry_run {
        return announce(scenario, worlds.len(), worlds.len() as u64 * runs, common);
    }
    let experiment = Experiment::new(common, "sweep", &arguments.file, scenario)?;
    if tips && experiment.session().shard().is_some() {
        return Err(Failure::Usage(
            "a map that makes most runs where the outcome tips decides from results what to run next: add --even to share it out over machines"
                .into(),
        ));
    }
    let reproduce = |world: usize, run| alone(&arguments.file, &common.changes, &settings(&points.levels[world]), run);
    let title = format!("{} ({} points)", scenario.title, worlds.len());
    let tallies: Vec<Tally> = experiment.session().work(
        &title,
        |crew| {
            let mut study = Study::new(crew, meter.clone());
            for world in &worlds {
                study.add(world.clone());
            }
            sweep(&mut study, allocation)?;
            Ok::<Vec<Tally>, Halt>(study.tallies().to_vec())
        },
        reproduce,
    )?;
    if experiment.is_part() {
        return experiment.part_done();
    }
    let tallies: Vec<&Tally> = tallies.iter().collect();
    let done = Swept {
        scenario,
        axes: &points.axes,
        meter: &meter,
        allocation,
        grid: points.grid,
        points: &points.levels,
        tallies: &tallies,
        base: points.axes.iter().map(|axis| base(axis, &template)).collect(),
    };
    if common.format == Format::Json {
        (0..points.levels.len())
            .try_for_each(|point| print::out(&format!("{}\n", json!({ "point": point_json(&done, point) }))))?;
    }
    let total = tallies.iter().map(|tally| tally.runs()).sum();
    let recipe = recipe_of(arguments, &template, &meter, design);
    experiment.finish(&swept(&done), scenario, total, &recipe)
}

fn recipe_of(
    arguments: &SweepArguments,
    template: &Template,
    meter: &Meter,
    design: Option<String>,
) -> crate::report::Recipe {
    const DESIGN: &str = "design.csv";
    let mut flags: Vec<(&str, Option<String>)> =
        arguments.vary.iter().map(|vary| ("--vary", Some(vary.clone()))).collect();
    flags.push(("--sample", arguments.sample.clone()));
    flags.push(("--of", Some(meter.text().to_owned())));
    flags.push(("--even", arguments.even.then(String::new)));
    flags.push(("--design", design.as_ref().map(|_| DESIGN.to_owned())));
    let mut recipe = recipe("sweep", &[("", template.loaded())], &flags);
    recipe.inputs.extend(design.map(|content| (DESIGN.to_owned(), content)));
    recipe
}

/// All points, and the text of the design file if there is one.
fn points(arguments: &SweepArguments, template: &Template) -> Result<(Points, Option<String>), Failure> {
    if let Some(path) = &arguments.design {
        let Design { axes, levels, text } = design::read(path, template)?;
        return Ok((Points { axes, levels, grid: false }, Some(text)));
    }
    let own = template.loaded().scenario.sweep.as_ref();
    let axes = if arguments.vary.is_empty() {
        sweep_axes(template).map_err(|problems| Failure::from_problems(&problems))?
    } else {
        let axes = arguments.vary.iter().map(|vary| parse_axis(vary, template));
        axes.collect::<Result<Vec<Axis>, _>>().map_err(Failure::from_problem)?
    };
    if let Some(key) = twice(axes.iter().flat_map(|axis| &axis.keys)) {
        return Err(Failure::Usage(format!(
            "`{key}` is varied by two axes: a key has one value at a time; what is to move together stands in one --vary, separated by \
             \";\""
        )));
    }
    if axes.is_empty() {
        return Err(Failure::Usage(format!(
            "nothing is varied: say --vary \"KEY=FROM..TO:STEPS\" (`headstart explain {}` lists the keys), or write a table [sweep] into \
             the file",
            arguments.file.display()
        )));
    }
    let sample = match &arguments.sample {
        Some(text) => Some(parse_sample(text).map_err(Failure::Usage)?),
        None => own.filter(|_| arguments.vary.is_empty()).and_then(|sweep| sweep.sample),
    };
    let levels = match sample {
        None => grid(&axes)?,
        Some(_) if axes.len() > MOST_AXES => {
            return Err(Failure::Usage(format!("a sample has {MOST_AXES} axes at most, here are {}", axes.len())));
        }
        Some(sample) => sampled(&axes, sample, template.loaded().scenario.seed),
    };
    Ok((Points { grid: sample.is_none(), axes, levels }, None))
}

/// The first of some keys that was there already.
pub fn twice<'k>(keys: impl Iterator<Item = &'k String>) -> Option<&'k String> {
    let mut seen = HashSet::new();
    keys.into_iter().find(|key| !seen.insert(key.as_str()))
}

/// All combinations of levels, the first axis fastest.
fn grid(axes: &[Axis]) -> Result<Vec<Vec<Level>>, Failure> {
    let count = axes.iter().try_fold(1usize, |count, axis| count.checked_mul(axis.levels.len()));
    if count.is_none_or(|count| count > MOST_POINTS) {
        return Err(Failure::Usage(format!("more than {MOST_POINTS} points: take fewer steps, or --sample sobol:N")));
    }
    let mut points: Vec<Vec<Level>> = vec![Vec::new()];
    for axis in axes.iter().rev() {
        let longer = |point: &Vec<Level>| -> Vec<Vec<Level>> {
            let with = |level: &Level| std::iter::once(level.clone()).chain(point.iter().cloned()).collect();
            axis.levels.iter().map(with).collect()
        };
        points = points.iter().flat_map(longer).collect();
    }
    Ok(points)
}

fn sampled(axes: &[Axis], sample: Sample, seed: u64) -> Vec<Vec<Level>> {
    let unit = match sample {
        Sample::Sobol(points) => sobol_points(points as usize, axes.len(), seed as u32),
        Sample::Lhs(points) => latin_hypercube(points as usize, axes.len(), &World { seed, replicate: 0 }),
    };
    let levels = |place: &Vec<f64>| axes.iter().zip(place).map(|(axis, u)| axis.fraction(*u)).collect();
    unit.iter().map(levels).collect()
}

/// The settings of a point.
fn settings(levels: &[Level]) -> Vec<String> {
    levels.iter().flat_map(|level| level.settings.iter().cloned()).collect()
}

/// The scenario of each point: all of them are checked before the first run.
fn worlds(template: &Template, points: &Points) -> Result<Vec<Scenario>, Failure> {
    let world = |levels: &Vec<Level>| {
        let settings = settings(levels);
        template.with(&settings).map(|loaded| loaded.scenario).map_err(|problems| {
            Failure::from_problems(&problems).followed_by(&format!("this is the point with {}", settings.join(", ")))
        })
    };
    points.levels.iter().map(world).collect()
}
