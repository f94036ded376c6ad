//! `headstart graph`: who knows whom?

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::experiment::{Delivery, origin, recipe};
use super::files::folder_of;
use super::options::{Execution, Format, Paper, WorldChanges};
use super::run::OUTPUT;
use super::{Failure, pilot, print, room};
use crate::contacts::ContactLayers;
use crate::experiment::{contacts_of, inspect};
use crate::graphfile::{write_edge_list, write_graphml};
use crate::report::Meta;
use crate::report::findings::graph;
use crate::scenario::{self, GeneratorSpec, Loaded, Scenario};
use crate::units::LayerIndex;

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct GraphArguments {
    /// A scenario file, or a file of contacts (edge list, GraphML, GML, Pajek, METIS, Matrix Market, node-link JSON).
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
    #[command(flatten)]
    paper: Paper,
    /// Folder for the results [default: output/SCENARIO/graph].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write the contacts of the layer into a file, too: GraphML if it ends in .graphml, otherwise an edge list; packed if in .gz.
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,
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
    room::ensure(scenario, arguments.execution, pilot::bytes_of_contacts(scenario))?;
    let exported = match &arguments.export {
        Some(path) => Some((path, exported(scenario, only)?)),
        None => None,
    };
    let contacts = contacts_of(scenario, arguments.run, threads);
    if let Some((path, layer)) = exported {
        export(&contacts, scenario, layer, path)?;
    }
    let findings = graph(&inspect(&contacts, scenario, arguments.run, only, threads), scenario);
    let own = || Path::new(OUTPUT).join(folder_of(&arguments.file)).join("graph");
    let folder = arguments.out.clone().unwrap_or_else(own);
    let meta = Meta { started, seconds: clock.elapsed().as_secs_f64(), cores: threads.get() };
    let (format, quiet, paper) = (arguments.format, arguments.quiet, arguments.paper);
    let delivery = Delivery { folder: &folder, format, quiet, rows: usize::MAX, paper };
    delivery.deliver(&findings, &origin(scenario, 0), &recipe_of(arguments, &loaded), &meta)
}

fn load(arguments: &GraphArguments) -> Result<Loaded, Failure> {
    if arguments.file.is_dir() {
        let folder = arguments.file.display();
        return Err(Failure::Usage(format!("{folder} is a folder: name one scenario file")));
    }
    let (file, overrides) = (&arguments.file, arguments.changes.overrides());
    let is_scenario = file.extension().is_none_or(|ending| ending == "toml");
    let loaded = if is_scenario {
        scenario::load(file, &overrides)
    } else {
        scenario::load_text(&scenario::around_contacts(file), &file.with_extension("toml"), &overrides)
    };
    let loaded = loaded.map_err(|problems| Failure::from_problems(&problems))?;
    if !arguments.quiet {
        if is_scenario {
            print::warnings(&loaded);
        } else {
            // Warnings about the market around a file of contacts mean nothing.
            loaded.read().iter().for_each(|line| eprintln!("{line}"));
        }
    }
    Ok(loaded)
}

/// The layer whose contacts are to be written.
fn exported(scenario: &Scenario, only: Option<LayerIndex>) -> Result<LayerIndex, Failure> {
    let stored = |layer: &LayerIndex| scenario.layers[*layer].generator != GeneratorSpec::WellMixed;
    let layers: Vec<LayerIndex> =
        (0..scenario.layers.len()).filter(|layer| only.is_none_or(|only| only == *layer)).filter(stored).collect();
    match layers[..] {
        [layer] => Ok(layer),
        [] => Err(Failure::Usage("--export: everybody is a contact of everybody, and nothing is stored".into())),
        _ => {
            let names: Vec<&str> = layers.iter().map(|layer| scenario.layers[*layer].name.as_str()).collect();
            Err(Failure::Usage(format!("--export writes one layer: name one of {}", names.join(", "))))
        }
    }
}

fn export(contacts: &ContactLayers, scenario: &Scenario, layer: LayerIndex, path: &Path) -> Result<(), Failure> {
    let unpacked = if path.extension().is_some_and(|ending| ending == "gz") { path.file_stem() } else { None };
    let name = Path::new(unpacked.unwrap_or(path.as_os_str()));
    let export = contacts.export(layer, scenario.people().map(|people| &**people));
    let is_graphml = name.extension().is_some_and(|ending| ending == "graphml");
    let written = if is_graphml { write_graphml(path, export) } else { write_edge_list(path, export) };
    written.map_err(|error| Failure::Unwritable(error.to_string()))
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
