//! Figures and page of a folder of results, drawn anew from its other files.

use std::path::Path;

use serde_json::json;

use super::error::ReportError;
use super::manifest::VERSION;
use super::read::Folder;
use super::whole::Staging;
use super::write::{Written, draw, hashes, write_json};

/// Draws everything in a folder that `run` wrote from its tables, `summary.json` and `manifest.json`: whole or not at all. No other
/// file changes, but for the hashes of what was drawn in the manifest.
pub fn redraw(dir: &Path) -> Result<Written, ReportError> {
    let Folder { results, provenance, mut manifest } = Folder::read(dir)?;
    let mut staging = Staging::new(dir)?;
    let mut warnings = draw(&mut staging, dir, &results, &provenance)?;
    for (name, hash) in hashes(&staging)? {
        manifest["files"][name] = json!(hash);
    }
    write_json(&mut staging, "manifest.json", &manifest)?;
    if manifest["version"] != VERSION {
        warnings.push(format!("drawn by version {VERSION} from results of version {}", manifest["version"]));
    }
    Ok(Written { files: staging.publish_beside()?, warnings })
}
