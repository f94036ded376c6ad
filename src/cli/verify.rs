//! `headstart verify`: can it be reproduced?

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;
use serde_json::{Value, json};

use super::options::{Execution, Format};
use super::{Failure, print};
use crate::report::{VERSION, plain_reason};
use crate::scenario::sha256_of_file;

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// Folders of results.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    #[command(flatten)]
    execution: Execution,
    /// What is printed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print no progress.
    #[arg(long, short)]
    quiet: bool,
}

/// How a file fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It came out the same.
    Same,
    /// Its content on disk is not what the manifest says.
    Changed,
    /// It is not there.
    Missing,
    /// It came out differently.
    Differs,
}

impl State {
    fn words(self) -> &'static str {
        match self {
            State::Same => "the same",
            State::Changed => "changed on disk since it was written",
            State::Missing => "not there",
            State::Differs => "comes out differently",
        }
    }
}

/// Makes everything again from the manifest and compares.
pub fn run(arguments: &VerifyArguments) -> Result<(), Failure> {
    let mut failed = Vec::new();
    for folder in &arguments.folders {
        if !verify(folder, arguments)? {
            failed.push(folder.display().to_string());
        }
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failure::NotReproduced(format!("not reproduced: {}", failed.join(", "))))
    }
}

fn verify(folder: &Path, arguments: &VerifyArguments) -> Result<bool, Failure> {
    let manifest = read(folder)?;
    if let (Some(runs), Some(asked)) = (manifest["runs"].as_u64(), manifest["runs_asked"].as_u64())
        && runs < asked
    {
        return Err(Failure::Unreadable(format!(
            "{} holds an interrupted work, {runs} of {asked} runs: the command that made it goes on with it, then it can be verified",
            folder.display()
        )));
    }
    let again = tempfile::tempdir()
        .map_err(|error| Failure::Unwritable(format!("cannot create a temporary folder: {}", plain_reason(error))))?;
    make_again(folder, &manifest, again.path(), arguments)?;
    let new = read(&again.path().join("results"))?;
    let (old, new) = (hashes(&manifest), hashes(&new));
    let state = |(name, hash): (&String, &String)| {
        let on_disk = sha256_of_file(&folder.join(name)).ok();
        let state = match (on_disk, new.get(name)) {
            (None, _) => State::Missing,
            (Some(found), _) if found != *hash => State::Changed,
            (_, Some(other)) if other == hash => State::Same,
            _ => State::Differs,
        };
        (name.clone(), state)
    };
    let states: Vec<(String, State)> = old.iter().map(state).collect();
    // Pictures hold the shapes of letters, which come from the fonts of a machine when its own have no such letters.
    let counts = |(name, state): &(String, State)| {
        *state != State::Same && !(Path::new(name).extension().is_some_and(|e| e == "png") && *state == State::Differs)
    };
    let good = !states.iter().any(counts);
    let version = manifest["version"].as_str().unwrap_or("?");
    if arguments.format == Format::Json {
        let files: BTreeMap<&str, &str> = states.iter().map(|(name, state)| (name.as_str(), state.words())).collect();
        print::out(&format!(
            "{}\n",
            json!({ "folder": folder, "reproduced": good, "version": version, "files": files })
        ))?;
        return Ok(good);
    }
    let changed = states.iter().filter(|(_, state)| *state != State::Same);
    let text = changed.map(|(name, state)| format!("  {name}: {}\n", state.words())).collect::<Vec<_>>().concat();
    let same = states.iter().filter(|(_, state)| *state == State::Same).count();
    let verdict = if good { "reproduced" } else { "NOT reproduced" };
    let by =
        if version == VERSION { String::new() } else { format!(" (written by version {version}, this is {VERSION})") };
    print::out(&format!("{}: {verdict}; {same} of {} files are the same{by}\n{text}", folder.display(), states.len()))?;
    Ok(good)
}

fn read(folder: &Path) -> Result<Value, Failure> {
    let path = folder.join("manifest.json");
    let text = std::fs::read_to_string(&path).map_err(|error| {
        let reason = plain_reason(error);
        Failure::Unreadable(format!("cannot read {}: {reason}; name a folder that headstart wrote", path.display()))
    })?;
    serde_json::from_str(&text)
        .map_err(|error| Failure::Unreadable(format!("{} is not a manifest: {error}", path.display())))
}

fn hashes(manifest: &Value) -> BTreeMap<String, String> {
    let files = manifest["files"].as_object();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    files.map(|files| files.iter().map(|(name, hash)| (name.clone(), text(hash))).collect()).unwrap_or_default()
}

/// Runs the command of a manifest on its inputs, in a folder of its own, with this program.
fn make_again(folder: &Path, manifest: &Value, place: &Path, arguments: &VerifyArguments) -> Result<(), Failure> {
    let words: Option<Vec<String>> = manifest["command"]
        .as_array()
        .map(|words| words.iter().filter_map(|word| Some(word.as_str()?.to_owned())).collect());
    let (Some(words), Some(inputs)) = (words.filter(|words| !words.is_empty()), manifest["inputs"].as_object()) else {
        return Err(Failure::Unreadable(format!(
            "the manifest in {} does not say how its results were made: an older version wrote it",
            folder.display()
        )));
    };
    let unwritable =
        |error| Failure::Unwritable(format!("cannot write to {}: {}", place.display(), plain_reason(error)));
    for (name, content) in inputs {
        // A manifest may come from anywhere: its inputs stay in the folder made for them.
        if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(Failure::Unreadable(format!(
                "the manifest in {} names an input `{name}` outside its folder",
                folder.display()
            )));
        }
        let path = place.join(name);
        path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(unwritable)?;
        std::fs::write(path, content.as_str().unwrap_or_default()).map_err(unwritable)?;
    }
    let program = std::env::current_exe().map_err(|error| Failure::Unreadable(plain_reason(error)))?;
    let mut command = Command::new(program);
    command.args(&words).args(["--out", "results"]).current_dir(place).stdout(Stdio::null());
    // A look at contacts or at one person keeps no runs, and so has none to make afresh.
    command.args((!["graph", "person"].contains(&&*words[0])).then_some("--fresh"));
    command.args(["--threads", &arguments.execution.threads().to_string()]);
    if arguments.quiet {
        command.arg("--quiet");
    }
    let status = command.status().map_err(|error| Failure::Unreadable(plain_reason(error)))?;
    match status.code() {
        Some(0) => Ok(()),
        Some(6) => Err(Failure::Interrupted("interrupted; nothing was compared".into())),
        _ => Err(Failure::NotReproduced(format!(
            "`headstart {}` does not run any more with the inputs that {} keeps in its manifest",
            words.join(" "),
            folder.display()
        ))),
    }
}
