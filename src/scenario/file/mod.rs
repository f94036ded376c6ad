//! From files and flags to one tree: parse, follow `extends`, merge, apply settings.

mod find;
mod merge;
mod parse;
mod relative;
mod set;
mod tree;

pub use find::{Found, check, find};
pub use relative::{days_of_shift, scalable};
pub use set::segments;
pub use tree::{Entry, Node, Table, Value};

use std::path::{Path, PathBuf};

use super::keys::{Kind, TOP};
use super::problem::{Place, Problem, SourceKind, Sources, did_you_mean};

/// What the command line says over the files.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// `--set` in the order given: `key=value`, or `-key` to delete.
    pub set: Vec<String>,
    /// `--runs`.
    pub runs: Option<u32>,
    /// `--agents`.
    pub agents: Option<u32>,
    /// `--seed`.
    pub seed: Option<u64>,
}

impl Overrides {
    /// All of them as settings, the flags last.
    fn settings(&self) -> Vec<String> {
        let flags = [
            self.runs.map(|runs| format!("runs={runs}")),
            self.agents.map(|agents| format!("market.agents={agents}")),
            self.seed.map(|seed| format!("seed={seed}")),
        ];
        self.set.iter().cloned().chain(flags.into_iter().flatten()).collect()
    }
}

/// The text to start from: a file, or a text with the path it would have.
pub enum Start<'a> {
    /// A file to read.
    File(&'a Path),
    /// A text, for instance from an editor; relative paths in it are read against the folder of this path.
    Text(&'a Path, &'a str),
}

/// The merged tree and all texts that it was read from.
#[derive(Debug, Clone)]
pub struct Layered {
    /// The tree.
    pub table: Table,
    /// The texts; number 0 is the scenario file itself.
    pub sources: Sources,
}

/// Reads a scenario file and what it extends, and applies the overrides.
pub fn layered(start: &Start, overrides: &Overrides, problems: &mut Vec<Problem>) -> Option<Layered> {
    let mut sources = Sources::default();
    let table = match start {
        Start::Text(path, text) => {
            let kind = SourceKind::Scenario(path.to_path_buf());
            let source = sources.add(path.display().to_string(), text, kind);
            with_parents(path, source, &mut sources, &mut vec![path.to_path_buf()], problems)?
        }
        Start::File(path) => {
            let source = read(path, &mut sources, SourceKind::Scenario(path.to_path_buf()), None, problems)?;
            with_parents(path, source, &mut sources, &mut vec![path.to_path_buf()], problems)?
        }
    };
    let mut layered = Layered { table, sources };
    layered.apply(&overrides.settings(), problems);
    Some(layered)
}

impl Layered {
    /// Puts settings over what the tree says, in their order.
    pub fn apply(&mut self, settings: &[String], problems: &mut Vec<Problem>) {
        for setting in settings {
            if let Err(problem) = set::apply(&mut self.table, setting, &mut self.sources) {
                problems.push(problem);
            }
        }
    }
}

/// The table of a source over those of its parents; `chain` is the way to it, for cycles.
fn with_parents(
    path: &Path,
    source: usize,
    sources: &mut Sources,
    chain: &mut Vec<PathBuf>,
    problems: &mut Vec<Problem>,
) -> Option<Table> {
    let own = parse::document(sources, source, problems);
    let Some(parent) = own.node("extends") else { return Some(own) };
    let Some(name) = parent.text() else {
        problems.push(
            Problem::error(format!("`extends` takes the path of a scenario file, not {}", parent.what()))
                .at(sources, parent.place, "not a path")
                .help("for example extends = \"mitalk-wechat.toml\""),
        );
        return None;
    };
    let place = parent.place;
    let parent_path = tidy(&path.parent().unwrap_or(Path::new("")).join(name));
    if chain.iter().any(|seen| same_file(seen, &parent_path)) {
        problems.push(cycle(chain, &parent_path, sources, place));
        return None;
    }
    let source = read(&parent_path, sources, SourceKind::Parent(parent_path.clone()), Some(place), problems)?;
    chain.push(parent_path.clone());
    let mut base = with_parents(&parent_path, source, sources, chain, problems)?;
    // What a file says about itself is not inherited.
    for key in ["expect", "extends"] {
        base.remove(key);
    }
    merge::merge(&mut base, own, Some(&Kind::Table(TOP)));
    Some(base)
}

fn cycle(chain: &[PathBuf], last: &Path, sources: &Sources, place: Place) -> Problem {
    let steps: Vec<String> =
        chain.iter().map(PathBuf::as_path).chain([last]).map(|step| step.display().to_string()).collect();
    Problem::error("the files extend each other in a circle")
        .at(sources, place, "this closes the circle")
        .help(format!("the chain is {}", steps.join(" → ")))
}

fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

/// A path without `.` and without `folder/..`.
pub fn tidy(path: &Path) -> PathBuf {
    use std::path::Component::{CurDir, Normal, ParentDir};
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            CurDir => {}
            ParentDir if matches!(tidy.components().next_back(), Some(Normal(_))) => {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy
}

fn read(
    path: &Path,
    sources: &mut Sources,
    kind: SourceKind,
    asked_at: Option<Place>,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    match std::fs::read(path) {
        Ok(bytes) => {
            if let Ok(text) = String::from_utf8(bytes) {
                return Some(sources.add(path.display().to_string(), &text, kind));
            }
            let help = "save it as UTF-8; editors ask for this as \"encoding\"";
            problems.push(Problem::unreadable(format!("{} is not a text in UTF-8", path.display())).help(help));
            None
        }
        Err(error) => {
            problems.push(unreadable(path, &error, sources, asked_at, "toml"));
            None
        }
    }
}

/// A file that cannot be read: the path tried, why, and similar files in its folder.
pub fn unreadable(
    path: &Path,
    error: &std::io::Error,
    sources: &Sources,
    asked_at: Option<Place>,
    extension: &str,
) -> Problem {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file",
        std::io::ErrorKind::PermissionDenied => "permission to read it is denied",
        std::io::ErrorKind::IsADirectory => "it is a folder",
        _ => "it cannot be read",
    };
    let problem =
        Problem::unreadable(format!("cannot read {}: {reason}", path.display())).help(neighbors(path, extension));
    match asked_at {
        Some(place) => problem.at(sources, place, "asked for here; paths are relative to this file"),
        None => problem,
    }
}

fn neighbors(path: &Path, extension: &str) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(entries) = std::fs::read_dir(folder) else { return format!("there is no folder {}", folder.display()) };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|own| own == extension))
        .collect();
    names.sort();
    let wanted = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let shown: Vec<&str> = names.iter().map(String::as_str).collect();
    match super::problem::nearest(&wanted, shown.iter().copied()) {
        Some(hint) => format!("did you mean `{hint}`?"),
        None if shown.len() > 12 => format!("{} has {} files *.{extension}", folder.display(), shown.len()),
        None => did_you_mean(&wanted, &shown, &format!("files in {}", folder.display())),
    }
}
