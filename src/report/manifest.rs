//! `manifest.json`: what made these files, and what they are.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::findings::Origin;
use super::results::Results;

/// The version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What only the caller knows about a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    /// When the work began.
    pub started: jiff::Timestamp,
    /// How long it took \[s\].
    pub seconds: f64,
    /// Processor cores used.
    pub cores: usize,
}

/// The command that makes the same files again, with everything it reads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipe {
    /// The words after `headstart`; files are those of `inputs`.
    pub command: Vec<String>,
    /// Name and content of each file that is read.
    pub inputs: Vec<(String, String)>,
}

impl Recipe {
    fn inputs(&self) -> Value {
        Value::Object(self.inputs.iter().map(|(name, content)| (name.clone(), json!(content))).collect())
    }
}

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
        hex
    })
}

/// The manifest; `hash` is that of the [scenario](crate::scenario::hash), `files` holds name and SHA-256 of each file beside it.
pub fn manifest(
    results: &Results,
    (resolved, hash): (&Value, &str),
    recipe: &Recipe,
    meta: &Meta,
    files: &[(String, String)],
) -> Value {
    json!({
        "format": 1,
        "program": "headstart",
        "version": VERSION,
        "scenario": results.name,
        "scenario_sha256": hash,
        "seed": results.seed,
        "agents": results.agents,
        "runs": results.runs,
        "runs_asked": results.asked,
        "machine": machine(meta),
        "started": meta.started.to_string(),
        "seconds": seconds(meta),
        "files": hashes(files),
        "command": recipe.command,
        "inputs": recipe.inputs(),
        "resolved": resolved,
    })
}

/// The manifest of an experiment.
pub fn experiment_manifest(
    experiment: &str,
    origin: &Origin,
    recipe: &Recipe,
    meta: &Meta,
    files: &[(String, String)],
) -> Value {
    json!({
        "format": 1,
        "program": "headstart",
        "version": VERSION,
        "experiment": experiment,
        "scenario": origin.scenario,
        "scenario_sha256": origin.hash,
        "seed": origin.seed,
        "agents": origin.agents,
        "runs": origin.runs,
        "machine": machine(meta),
        "started": meta.started.to_string(),
        "seconds": seconds(meta),
        "files": hashes(files),
        "command": recipe.command,
        "inputs": recipe.inputs(),
    })
}

fn machine(meta: &Meta) -> Value {
    json!({"os": std::env::consts::OS, "arch": std::env::consts::ARCH, "cores": meta.cores})
}

fn seconds(meta: &Meta) -> f64 {
    (meta.seconds * 1000.0).round() / 1000.0
}

fn hashes(files: &[(String, String)]) -> Value {
    Value::Object(files.iter().map(|(name, hash)| (name.clone(), json!(hash))).collect::<Map<String, Value>>())
}
