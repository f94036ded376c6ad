//! `headstart run`: how do the platforms grow?

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use serde_json::json;

use super::files::{self, File};
use super::options::Format;
use super::progress::Progress;
use super::{Failure, RunArguments, pilot, print};
use crate::experiment::{Effort, Ensemble, ensemble};
use crate::report::{self, IndexEntry, Material, Meta, Options, OutcomeWriter, Results, SeriesRows};
use crate::scenario::{Loaded, resolved_json};

/// Where results go when nothing else is said.
const OUTPUT: &str = "output";

/// Runs scenarios and writes their tables and figures.
pub fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let files = files::find(&arguments.files)?;
    files::distinct(&files)?;
    let loaded = files::load(&files, &arguments.changes, arguments.quiet)?;
    let threads = arguments.execution.threads();
    if arguments.dry_run {
        return loaded.iter().try_for_each(|one| print::out(&pilot::estimate(&one.scenario, threads.get())));
    }
    let stop = stop_on_signal();
    let mut done = Vec::new();
    for (file, one) in files.iter().zip(&loaded) {
        let folder = folder(arguments, &files, file);
        let results = run_one(arguments, one, &folder, &stop)?;
        done.push(IndexEntry {
            folder: file.folder.to_string_lossy().into_owned(),
            title: results.title.clone(),
            answer: report::answer(&results),
        });
    }
    if files.len() > 1 {
        let root = arguments.out.clone().unwrap_or_else(|| PathBuf::from(OUTPUT));
        report::write_index(&root, &done)?;
        if arguments.format == Format::Text {
            print::out(&format!("All of them: {}\n", root.join("index.html").display()))?;
        }
    }
    Ok(())
}

/// The folder of results: below the output folder, or the one that was named for a single file.
fn folder(arguments: &RunArguments, files: &[File], file: &File) -> PathBuf {
    match &arguments.out {
        Some(out) if files.len() == 1 => out.clone(),
        Some(out) => out.join(&file.folder),
        None => Path::new(OUTPUT).join(&file.folder),
    }
}

fn run_one(arguments: &RunArguments, loaded: &Loaded, folder: &Path, stop: &AtomicBool) -> Result<Results, Failure> {
    let scenario = &loaded.scenario;
    let (started, clock) = (jiff::Timestamp::now(), Instant::now());
    let threads = arguments.execution.threads();
    let progress = Progress::new(&scenario.title, u64::from(scenario.runs), arguments.quiet);
    let mut outcomes = OutcomeWriter::new(scenario);
    let ensemble = ensemble(scenario, &Effort { threads, stop }, |outcome| {
        outcomes.add(outcome);
        progress.step();
    });
    progress.finish();
    if ensemble.runs < ensemble.asked && (ensemble.runs == 0 || folder.join("manifest.json").exists()) {
        return Err(interrupted(&ensemble, &format!("the results in {} are left as they were", folder.display())));
    }
    let results = Results::new(scenario, &ensemble);
    let meta = Meta { started, seconds: clock.elapsed().as_secs_f64(), cores: threads.get() };
    let rows = if arguments.all_runs { SeriesRows::EveryRun } else { SeriesRows::Statistics };
    let options = Options { series: rows };
    let resolved = resolved_json(scenario);
    let material = Material { scenario, ensemble: &ensemble, results: &results, resolved: &resolved };
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
    Ok(results)
}

fn interrupted(ensemble: &Ensemble, kept: &str) -> Failure {
    Failure::Interrupted(format!("interrupted after {} of {} runs; {kept}", ensemble.runs, ensemble.asked))
}

/// The answer, a table, and where the files are.
fn text(results: &Results, folder: &Path) -> String {
    let expected = results.expect.as_ref().map(|expected| format!("\nExpected: {expected}\n")).unwrap_or_default();
    format!(
        "{}\n{}\n\n{}{expected}\nFigures and tables: {}\n\n",
        results.title,
        report::answer(results),
        report::terminal_table(results),
        folder.display()
    )
}

/// A flag that is set when the user interrupts: the runs under way are finished, then the work ends. A second interrupt ends it at once.
fn stop_on_signal() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    let installed = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(6);
        }
        eprintln!("headstart: finishing the runs under way; interrupt again to stop at once");
    });
    drop(installed);
    stop
}
