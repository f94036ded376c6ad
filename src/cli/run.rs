//! `headstart run`: how do the platforms grow?

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::json;

use super::experiment::recipe;
use super::files::{self, File};
use super::options::{Format, alone};
use super::session::{Halt, Session};
use super::watch::watch;
use super::{Failure, RunArguments, goals, pilot, print, room};
use crate::experiment::{Crew, Ensemble, Plan, Stopping, ensemble, spread};
use crate::report::{
    self, Beside, IndexEntry, Material, Meta, Options, OutcomeWriter, Recipe, Results, SeriesRows, SpreadMap, Told,
};
use crate::scenario::{Loaded, Scenario, resolved_json};
use crate::theory::Theory;

/// Where results go when nothing else is said.
pub const OUTPUT: &str = "output";

/// Runs scenarios and writes their tables and figures; again and again, where somebody watches.
pub fn run(arguments: &RunArguments) -> Result<(), Failure> {
    if arguments.watch { watch(arguments) } else { once(arguments) }
}

/// Runs scenarios and writes their tables and figures.
pub fn once(arguments: &RunArguments) -> Result<(), Failure> {
    let files = files::find(&arguments.files)?;
    files::distinct(&files)?;
    let loaded = files::load(&files, &arguments.changes, arguments.quiet)?;
    let (files, mut loaded) = asked_for(files, loaded, arguments.quiet);
    let threads = arguments.execution.threads();
    loaded.iter_mut().try_for_each(|one| goals::most_runs(&mut one.scenario, arguments))?;
    // A rule that makes no sense is told before the first run.
    let rules =
        loaded.iter().map(|one| goals::stopping(&one.scenario, arguments)).collect::<Result<Vec<_>, Failure>>()?;
    if arguments.dry_run {
        return loaded.iter().zip(&rules).try_for_each(|(one, rule)| {
            let cost = pilot::estimate(&one.scenario, threads.get(), arguments.only_run.is_some());
            print::out(&cost.told(arguments.format, if rule.is_some() { "at most " } else { "" }))
        });
    }
    loaded.iter().try_for_each(|one| fits(arguments, &one.scenario))?;
    let root = arguments.out.clone().unwrap_or_else(|| PathBuf::from(OUTPUT));
    let session = Session::new(threads, &arguments.keeping, &root, arguments.quiet)?;
    let mut done = Vec::new();
    for ((file, one), rule) in files.iter().zip(&loaded).zip(rules) {
        let folder = folder(arguments, &files, file);
        let Some(results) = run_one(arguments, file, one, &folder, &session, rule)? else { continue };
        done.push(IndexEntry {
            folder: file.folder.to_string_lossy().into_owned(),
            title: results.title.clone(),
            answer: report::answer(&results),
        });
    }
    if session.shard().is_some() {
        return session.part_done(arguments.format);
    }
    if files.len() > 1 {
        report::write_index(&root, &done)?;
        if arguments.format == Format::Text {
            print::out(&format!("All of them: {}\n", root.join("index.html").display()))?;
        }
    }
    Ok(())
}

/// Without the scenarios of a folder that run on request only.
fn asked_for(files: Vec<File>, loaded: Vec<Loaded>, quiet: bool) -> (Vec<File>, Vec<Loaded>) {
    let wanted = |(file, one): &(File, Loaded)| file.named || !one.scenario.on_request;
    let (asked, left): (Vec<_>, Vec<_>) = files.into_iter().zip(loaded).partition(wanted);
    for (file, _) in left.iter().filter(|_| !quiet) {
        eprintln!("headstart: {0} runs on request only: headstart run {0}", file.path.display());
    }
    asked.into_iter().unzip()
}

/// The folder of results: below the output folder, or the one that was named for a single file. A run by itself has a folder of its own.
fn folder(arguments: &RunArguments, files: &[File], file: &File) -> PathBuf {
    let of_file = match &arguments.out {
        Some(out) if files.len() == 1 => return out.clone(),
        Some(out) => out.join(&file.folder),
        None => Path::new(OUTPUT).join(&file.folder),
    };
    arguments.only_run.map_or(of_file.clone(), |run| of_file.join(format!("run-{run}")))
}

fn run_one(
    arguments: &RunArguments,
    file: &File,
    loaded: &Loaded,
    folder: &Path,
    session: &Session,
    stopping: Option<Stopping>,
) -> Result<Option<Results>, Failure> {
    let scenario = &loaded.scenario;
    announce(arguments, scenario, session.threads().get());
    let (started, clock) = (jiff::Timestamp::now(), Instant::now());
    let mut outcomes = OutcomeWriter::new(scenario);
    let plan = Plan { only: arguments.only_run, stopping };
    let reproduce = |_, run| alone(&file.path, &arguments.changes, &[], run);
    let make = |crew: &Crew| ensemble(scenario, plan, crew, |outcome| outcomes.add(outcome)).map_err(Halt::from);
    let ensemble = session.work(&scenario.title, make, reproduce)?;
    if session.shard().is_some() {
        return Ok(None);
    }
    if ensemble.runs < ensemble.asked && (ensemble.runs == 0 || folder.join("manifest.json").exists()) {
        return Err(interrupted(&ensemble, &format!("the results in {} are left as they were", folder.display())));
    }
    let mut results = Results::new(scenario, &ensemble);
    let beside = Beside::new(scenario, &ensemble, &Theory::new(scenario, session.threads()));
    results.theory = Some(Told::new(&results, &beside, arguments.theory));
    let followed = ensemble.sample.first().filter(|_| ensemble.runs == ensemble.asked).map(|(outcome, _)| outcome.run);
    let followed = followed.and_then(|run| spread(scenario, run, session.threads()));
    results.spread = followed.map(|spread| SpreadMap::new(&spread, scenario.seed));
    let meta = Meta { started, seconds: clock.elapsed().as_secs_f64(), cores: session.threads().get() };
    let rows = if arguments.all_runs { SeriesRows::EveryRun } else { SeriesRows::Statistics };
    let options = Options { series: rows, look: arguments.paper.look() };
    let resolved = resolved_json(scenario);
    let recipe = recipe_of(arguments, loaded);
    let material = Material { scenario, ensemble: &ensemble, results: &results, resolved: &resolved, recipe: &recipe };
    let written = report::write_files(folder, material, outcomes, &meta, options)?;
    if !arguments.quiet {
        written.warnings.iter().for_each(|warning| eprintln!("headstart: {warning}"));
    }
    match arguments.format {
        Format::Text => print::out(&text(&results, folder))?,
        Format::Json => {
            print::out(&format!("{}\n", json!({ "folder": folder, "summary": report::summary(&results) })))?;
        }
    }
    if ensemble.runs < ensemble.asked {
        return Err(interrupted(&ensemble, &format!("{} holds those", folder.display())));
    }
    Ok(Some(results))
}

/// From so many agents in all runs of a thread on, work is announced: it takes a minute or more.
const ANNOUNCED: f64 = 2e7;

/// Says beforehand how long long work takes, and how much memory.
fn announce(arguments: &RunArguments, scenario: &Scenario, threads: usize) {
    let runs = arguments.only_run.map_or(scenario.runs, |_| 1);
    if !arguments.quiet && f64::from(scenario.market.agents) * f64::from(runs) / threads as f64 > ANNOUNCED {
        let cost = pilot::estimate(scenario, threads, arguments.only_run.is_some());
        eprint!("headstart: {}", cost.told(Format::Text, "at most "));
    }
}

/// Refuses what does not fit into memory.
fn fits(arguments: &RunArguments, scenario: &Scenario) -> Result<(), Failure> {
    let runs = arguments.only_run.map_or(scenario.runs, |_| 1);
    room::ensure(scenario, arguments.execution, pilot::bytes_of_runs(scenario, runs))
}

/// The command that makes the same files again.
fn recipe_of(arguments: &RunArguments, loaded: &Loaded) -> Recipe {
    let flags = [
        ("--runs", Some(loaded.scenario.runs.to_string())),
        ("--precision", arguments.precision.clone()),
        ("--of", arguments.of.clone()),
        ("--settle", arguments.settle.clone()),
        ("--only-run", arguments.only_run.map(|run| run.to_string())),
        ("--all-runs", arguments.all_runs.then(String::new)),
        ("--theory", arguments.theory.then(String::new)),
    ];
    let flags: Vec<_> = flags.into_iter().chain(arguments.paper.look().flags("run")).collect();
    recipe("run", &[("", loaded)], &flags)
}

fn interrupted(ensemble: &Ensemble, kept: &str) -> Failure {
    Failure::Interrupted(format!("interrupted after {} of {} runs; {kept}", ensemble.runs, ensemble.asked))
}

/// The answer, a table, and where the files are.
fn text(results: &Results, folder: &Path) -> String {
    let expected = results.expect.as_ref().map(|expected| format!("\nExpected: {expected}\n")).unwrap_or_default();
    let theory = results.theory.as_ref().map(|told| format!("{}\n", told.line)).unwrap_or_default();
    format!(
        "{}\n{}\n\n{}{theory}{expected}\nFigures and tables: {}\n\n",
        results.title,
        report::answer(results),
        report::terminal_table(results),
        folder.display()
    )
}
