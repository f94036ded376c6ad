//! `headstart run --watch`: run and draw again whenever a file is saved that a scenario is made from.
//!
//! Files are looked at a few times a second. What is wrong with them is told, and the watch goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

use super::session::{interruption, waiting};
use super::{Failure, RunArguments, files, run};
use crate::scenario;

/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(300);

/// What tells that a file was saved: when it was changed, and its length; nothing if it is not there.
type Stamp = Option<(SystemTime, u64)>;

/// Runs the scenarios now, and again after each change, until the user interrupts.
pub fn watch(arguments: &RunArguments) -> Result<(), Failure> {
    let stop = interruption();
    let mut known = BTreeSet::new();
    loop {
        // Before the runs, so that a change while they are made is not missed.
        known = watched(arguments, known)?;
        let before = stamps(&known);
        match run::once(arguments) {
            Ok(()) => {}
            Err(failure @ (Failure::Interrupted(_) | Failure::NobodyListens)) => return Err(failure),
            Err(failure) => failure.report(),
        }
        eprintln!("headstart: watching {}; Ctrl-C ends it", told(known.len()));
        waiting(true);
        let changed = wait(&known, &before, || stop.load(Ordering::Relaxed));
        waiting(false);
        let Some(changed) = changed else { return Ok(()) };
        eprintln!("headstart: {} was saved", changed.display());
    }
}

fn told(files: usize) -> String {
    if files == 1 { "1 file".to_owned() } else { format!("{files} files") }
}

/// The files that the scenarios are made from: as far as they can be read, those they name; of others those they named before.
fn watched(arguments: &RunArguments, before: BTreeSet<PathBuf>) -> Result<BTreeSet<PathBuf>, Failure> {
    let mut known = BTreeSet::new();
    let mut wrong = false;
    for file in files::find(&arguments.files)? {
        match scenario::load(&file.path, &arguments.changes.overrides()) {
            Ok(loaded) => known.extend(loaded.files()),
            Err(problems) => {
                wrong = true;
                known.extend(problems.files());
            }
        }
        known.insert(file.path);
    }
    known.extend(before.into_iter().filter(|_| wrong));
    Ok(known)
}

fn stamps(files: &BTreeSet<PathBuf>) -> BTreeMap<&Path, Stamp> {
    files.iter().map(|file| (file.as_path(), stamp(file))).collect()
}

fn stamp(file: &Path) -> Stamp {
    let metadata = std::fs::metadata(file).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// Waits until a file is not as it was and has come to rest; nothing if there is a reason to stop.
fn wait(files: &BTreeSet<PathBuf>, before: &BTreeMap<&Path, Stamp>, stop: impl Fn() -> bool) -> Option<PathBuf> {
    let mut last = stamps(files);
    loop {
        std::thread::park_timeout(PAUSE);
        if stop() {
            return None;
        }
        let now = stamps(files);
        let changed = now.iter().find(|(file, stamp)| before[*file] != **stamp).map(|(file, _)| file.to_path_buf());
        // Editors write in several steps, and some take the file away for a moment.
        if changed.is_some() && now == last {
            return changed;
        }
        last = now;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_is_saved_when_it_has_come_to_rest() {
        let folder = tempfile::tempdir().unwrap();
        let files: BTreeSet<PathBuf> = ["a", "b"].map(|name| folder.path().join(name)).into();
        for file in &files {
            fs::write(file, "old").unwrap();
        }
        let before = stamps(&files);
        let looks = std::cell::Cell::new(0);
        let changed = wait(&files, &before, || {
            looks.set(looks.get() + 1);
            match looks.get() {
                1 => fs::remove_file(folder.path().join("b")).unwrap(),
                2 => fs::write(folder.path().join("b"), "new and").unwrap(),
                3 => fs::write(folder.path().join("b"), "new and longer").unwrap(),
                _ => {}
            }
            looks.get() > 20
        });
        assert_eq!((changed, looks.get()), (Some(folder.path().join("b")), 4));
        assert_eq!(wait(&files, &stamps(&files), || true), None);
    }
}
