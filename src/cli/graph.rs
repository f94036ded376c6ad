//! `headstart graph`: who knows whom?

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::experiment::{Delivery, origin, recipe};
use super::files::folder_of;
use super::options::{Execution, Format, WorldChanges};
use super::run::OUTPUT;
use super::{Failure, print};
use crate::experiment::inspect;
use crate::report::Meta;
use crate::report::findings::graph;
use crate::scenario::{self, Loaded, Scenario};
use crate::units::LayerIndex;

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct GraphArguments {
    /// A scenario file.
    file: PathBuf,
    /// One of its layers of contacts [default: all].
    layer: Option<String>,
    /// Number of the run whose contacts are made.
    #[arg(long, value_name = "R", default_value_t = 0)]
    run: u64,
    #[command(flatten)]
    changes: WorldChanges,
    #[command(flatten)]
    execution: Execution,
    /// Folder for the results [default: output/SCENARIO/graph].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// What is printed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print no warnings.
    #[arg(long, short)]
    quiet: bool,
}

/// Makes the contacts of a run, measures them, and says how they compare with those of real people.
pub fn run(arguments: &GraphArguments) -> Result<(), Failure> {
    let (started, clock) = (jiff::Timestamp::now(), Instant::now());
    let loaded = load(arguments)?;
    let scenario = &loaded.scenario;
    let only = arguments.layer.as_deref().map(|layer| position(scenario, layer, &arguments.file)).transpose()?;
    if scenario.layers.is_empty() {
        let file = arguments.file.display();
        return Err(Failure::Usage(format!("{file} has no layer of contacts: there is nothing to look at")));
    }
    let threads = arguments.execution.threads();
    let findings = graph(&inspect(scenario, arguments.run, only, threads), scenario);
    let own = || Path::new(OUTPUT).join(folder_of(&arguments.file)).join("graph");
    let folder = arguments.out.clone().unwrap_or_else(own);
    let meta = Meta { started, seconds: clock.elapsed().as_secs_f64(), cores: threads.get() };
    let delivery = Delivery { folder: &folder, format: arguments.format, quiet: arguments.quiet, rows: usize::MAX };
    delivery.deliver(&findings, &origin(scenario, 0), &recipe_of(arguments, &loaded), &meta)
}

fn load(arguments: &GraphArguments) -> Result<Loaded, Failure> {
    if arguments.file.is_dir() {
        let folder = arguments.file.display();
        return Err(Failure::Usage(format!("{folder} is a folder: name one scenario file")));
    }
    let loaded = scenario::load(&arguments.file, &arguments.changes.overrides())
        .map_err(|problems| Failure::from_problems(&problems))?;
    if !arguments.quiet {
        print::warnings(&loaded);
    }
    Ok(loaded)
}

/// The number of a layer by its name.
fn position(scenario: &Scenario, layer: &str, file: &Path) -> Result<LayerIndex, Failure> {
    let names: Vec<&str> = scenario.layers.iter().map(|layer| layer.name.as_str()).collect();
    names.iter().position(|name| *name == layer).ok_or_else(|| {
        let hint = scenario::nearest(layer, names.iter().copied());
        let hint = hint.map_or_else(String::new, |name| format!("did you mean `{name}`? "));
        let file = file.display();
        Failure::Usage(format!("there is no layer `{layer}` in {file}; {hint}its layers: {}", names.join(", ")))
    })
}

/// The command that makes the same files again.
fn recipe_of(arguments: &GraphArguments, loaded: &Loaded) -> crate::report::Recipe {
    let mut recipe = recipe("graph", &[("", loaded)], &[("--run", Some(arguments.run.to_string()))]);
    // Behind the file that `recipe` puts first.
    recipe.command.splice(2..2, arguments.layer.clone());
    recipe
}
