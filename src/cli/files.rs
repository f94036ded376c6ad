//! From what the user names to scenario files, and from those to folders of results.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Failure;
use super::options::Changes;
use super::print;
use crate::report::plain_reason;
use crate::scenario::{self, Loaded};

/// Where scenarios are looked for when none is named.
const DEFAULT: &str = "scenarios";
/// Folder below scenarios that holds tables, not scenarios.
const TABLES: &str = "data";

/// A scenario file and the name of its folder of results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The file.
    pub path: PathBuf,
    /// Its path below the folder that was named, without ending ("teaching/bass"); of a file that was named itself, its name.
    pub folder: PathBuf,
    /// Whether the file itself was named, and not a folder that it lies in.
    pub named: bool,
}

/// The scenario files that the user means: files as they are, folders with all files below them in alphabetical order.
pub fn find(named: &[PathBuf]) -> Result<Vec<File>, Failure> {
    let default = [PathBuf::from(DEFAULT)];
    if named.is_empty() && !default[0].is_dir() {
        return Err(Failure::Unreadable(
            "there is no folder scenarios/ here: name a scenario file, or write a first one with `headstart init NAME`"
                .into(),
        ));
    }
    let mut files = Vec::new();
    for path in if named.is_empty() { &default[..] } else { named } {
        if path.is_dir() {
            let before = files.len();
            below(path, path, &mut files)?;
            if files.len() == before {
                return Err(Failure::Unreadable(format!("no scenario file (*.toml) below {}", path.display())));
            }
        } else {
            files.push(File { path: path.clone(), folder: folder_of(path), named: true });
        }
    }
    Ok(files)
}

/// The folder of a file that was named itself: as in a run of the whole folder `scenarios/` where it lies in there, else its name.
pub fn folder_of(path: &Path) -> PathBuf {
    let plain = path.strip_prefix(".").unwrap_or(path);
    match plain.strip_prefix(DEFAULT) {
        Ok(inside) => inside.with_extension(""),
        Err(_) => path.file_stem().map(PathBuf::from).unwrap_or_default(),
    }
}

fn below(root: &Path, folder: &Path, files: &mut Vec<File>) -> Result<(), Failure> {
    let listing = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut paths: Vec<PathBuf> =
        listing.map_err(|error| unreadable(folder, &error))?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    let (folders, plain): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| path.is_dir());
    for path in plain.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
        let folder = path.strip_prefix(root).unwrap_or(&path).with_extension("");
        files.push(File { path, folder, named: false });
    }
    for folder in folders.iter().filter(|folder| folder.file_name().is_some_and(|name| name != TABLES)) {
        below(root, folder, files)?;
    }
    Ok(())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Unreadable(format!("cannot read the folder {}: {}", path.display(), plain_reason(error)))
}

/// Two scenarios must not write into the same folder.
pub fn distinct(files: &[File]) -> Result<(), Failure> {
    let mut seen: BTreeMap<&Path, &Path> = BTreeMap::new();
    for file in files {
        if let Some(other) = seen.insert(&file.folder, &file.path) {
            return Err(Failure::Usage(format!(
                "{} and {} would both write into the folder {}: run one after the other with --out",
                other.display(),
                file.path.display(),
                file.folder.display()
            )));
        }
    }
    Ok(())
}

/// Loads all files, or says everything that is wrong with any of them.
pub fn load(files: &[File], changes: &Changes, quiet: bool) -> Result<Vec<Loaded>, Failure> {
    let (mut loaded, mut wrong, mut only_unreadable) = (Vec::new(), String::new(), true);
    for file in files {
        match scenario::load(&file.path, &changes.overrides()) {
            Ok(good) => loaded.push(good),
            Err(problems) => {
                only_unreadable &= problems.only_unreadable();
                wrong.push_str(&problems.render(print::width(), print::color()));
            }
        }
    }
    if !wrong.is_empty() {
        return Err(if only_unreadable { Failure::Missing(wrong) } else { Failure::Invalid(wrong) });
    }
    if !quiet {
        loaded.iter().for_each(print::warnings);
    }
    Ok(loaded)
}
