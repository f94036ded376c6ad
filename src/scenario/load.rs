//! From a path to a scenario, or to everything that is wrong with it.

use std::path::{Path, PathBuf};

use super::Scenario;
use super::decode::{self, Desk};
use super::file::{self, Layered, Overrides, Start};
use super::problem::{Place, Problem, Problems};
use super::template::Template;
use super::vary::check_sweep;

/// A scenario that can be run, and what is known about where it came from.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// What is legal but has no effect, or is probably not meant.
    pub warnings: Vec<Problem>,
    /// The merged tree and its texts, for `explain` and the manifest.
    pub(super) layered: Layered,
}

impl Loaded {
    /// The files that it was read from: its own, those it extends, tables and files of contacts.
    pub fn files(&self) -> Vec<PathBuf> {
        let sources = &self.layered.sources;
        let graphs = self.scenario.layers.iter().filter_map(|layer| layer.generator.graph());
        let contacts = graphs.flat_map(|graph| std::iter::once(&graph.file).chain(&graph.nodes));
        sources.files().chain(contacts.map(|file| PathBuf::from(&file.path))).collect()
    }

    /// What was read from files of contacts, a line each.
    pub fn read(&self) -> Vec<String> {
        self.scenario.graphs().map(|graph| graph.summary.to_string()).collect()
    }
}

/// Reads a scenario file, what it extends and the tables it names, with overrides from the command line.
///
/// The error holds all problems of all files (and the warnings), not only the first.
pub fn load(path: &Path, overrides: &Overrides) -> Result<Loaded, Problems> {
    start(&Start::File(path), path, overrides)
}

/// Reads a scenario from a text, as if it stood at this path.
pub fn load_text(text: &str, path: &Path, overrides: &Overrides) -> Result<Loaded, Problems> {
    start(&Start::Text(path, text), path, overrides)
}

fn start(start: &Start, path: &Path, overrides: &Overrides) -> Result<Loaded, Problems> {
    let mut problems = Vec::new();
    let layered = file::layered(start, overrides, &mut problems);
    let Some(layered) = layered.filter(|_| problems.is_empty()) else { return Err(Problems::new(problems)) };
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let first = Place::default();
    let about = head_comment(&layered.sources.of(first).text);
    let template = Template::new(decoded(layered, &name, &about)?);
    check_sweep(&template)?;
    Ok(template.into_loaded())
}

/// The scenario that a merged tree says.
pub(super) fn decoded(mut layered: Layered, name: &str, about: &str) -> Result<Loaded, Problems> {
    let desk = Desk::new(&layered.sources);
    let scenario = decode::scenario(&desk, &layered.table, name, about);
    let (found, kept) = desk.close();
    layered.sources.keep(kept);
    let found = Problems::new(found);
    if found.errors() > 0 {
        return Err(found);
    }
    Ok(Loaded { scenario, warnings: found.list().to_vec(), layered })
}

/// The comment lines at the head of a file, without `#` and without hints for editors (`#:schema`).
fn head_comment(text: &str) -> String {
    let lines = text.trim_start_matches('\u{feff}').lines().take_while(|line| line.starts_with('#'));
    let words = lines.filter(|line| !line.starts_with("#:")).map(|line| line.trim_start_matches('#').trim());
    words.collect::<Vec<_>>().join("\n").trim().to_owned()
}
