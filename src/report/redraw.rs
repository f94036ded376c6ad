//! Figures and page of a folder of results of a run or an experiment, drawn anew from its other files.

use std::path::Path;

use serde_json::json;

use super::error::ReportError;
use super::figure::Look;
use super::findings::redraw_findings;
use super::html::Provenance;
use super::manifest::VERSION;
use super::read::{Folder, read_manifest, told_command};
use super::whole::Staging;
use super::write::{Written, draw, hashes, write_json};
use crate::parallel::cores;

/// Draws everything in a folder of results anew: of `run` from its tables, `summary.json` and `manifest.json`, of an experiment from
/// `page.json` and `manifest.json`. Whole or not at all; no other file changes, but for the hashes of what was drawn in the manifest.
///
/// Figures look as they did, but for what is wished otherwise; the manifest then says so.
pub fn redraw(dir: &Path, wishes: impl FnOnce(Look) -> Look) -> Result<Written, ReportError> {
    let mut manifest = read_manifest(dir)?;
    let mut command = told_command(dir, &manifest)?;
    let look = wishes(Look::of_command(&command));
    let name = command.first().cloned().unwrap_or_default();
    for (flag, word) in look.flags(&name) {
        set(&mut command, flag, word);
    }
    let mut staging = Staging::new(dir)?;
    let mut warnings = if manifest["experiment"].is_string() {
        redraw_findings(&mut staging, dir, &manifest, &command, look)?
    } else {
        let Folder { results, provenance, .. } = Folder::of(dir, manifest.clone())?;
        let provenance = Provenance { command: command.clone(), ..provenance };
        draw(&mut staging, dir, &results, &provenance, &look, cores())?
    };
    manifest["command"] = json!(command);
    for (name, hash) in hashes(&staging)? {
        manifest["files"][name] = json!(hash);
    }
    write_json(&mut staging, "manifest.json", &manifest)?;
    if manifest["version"] != VERSION {
        warnings.push(format!("drawn by version {VERSION} from results of version {}", manifest["version"]));
    }
    Ok(Written { files: staging.publish_beside()?, warnings })
}

/// Gives a flag of a command a word, or takes it away.
fn set(command: &mut Vec<String>, flag: &str, word: Option<String>) {
    let at = command.iter().position(|own| own == flag);
    match (at, word) {
        (Some(at), Some(word)) => command[at + 1] = word,
        (Some(at), None) => drop(command.drain(at..at + 2)),
        (None, Some(word)) => command.extend([flag.to_owned(), word]),
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::language::Language;

    #[test]
    fn a_look_is_told_in_the_command_and_read_from_it() {
        let mut command: Vec<String> = ["run", "a.toml", "--lang", "zh", "--runs", "3"].map(str::to_owned).into();
        assert_eq!(Look::of_command(&command), Look { language: Language::Chinese, ..Look::default() });
        set(&mut command, "--lang", None);
        set(&mut command, "--theme", Some("dark".to_owned()));
        assert_eq!(command, ["run", "a.toml", "--runs", "3", "--theme", "dark"]);
        set(&mut command, "--theme", Some("light".to_owned()));
        set(&mut command, "--size", None);
        assert_eq!(command, ["run", "a.toml", "--runs", "3", "--theme", "light"]);
    }
}
