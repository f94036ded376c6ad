//! `manifest.json`: what made these files, and what they are.

use serde_json::{Map, Value, json};

use super::findings::Origin;

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

/// What the files beside a manifest are the results of.
#[derive(Debug, Clone, Copy)]
pub enum What<'a> {
    /// Runs of one scenario.
    Run {
        /// Runs asked for.
        asked: u64,
        /// The scenario as it was run.
        resolved: &'a Value,
    },
    /// An experiment with this name.
    Experiment(&'a str),
}

/// The manifest; `files` holds name and SHA-256 of each file beside it.
pub fn manifest(what: What, origin: &Origin, recipe: &Recipe, meta: &Meta, files: &[(String, String)]) -> Value {
    let (experiment, asked, resolved) = match what {
        What::Run { asked, resolved } => (None, Some(asked), Some(resolved)),
        What::Experiment(name) => (Some(name), None, None),
    };
    let mut manifest = json!({
        "format": 1,
        "program": "headstart",
        "version": VERSION,
        "experiment": experiment,
        "scenario": origin.scenario,
        "scenario_sha256": origin.hash,
        "seed": origin.seed,
        "agents": origin.agents,
        "runs": origin.runs,
        "runs_asked": asked,
        "machine": machine(meta),
        "started": meta.started.to_string(),
        "seconds": seconds(meta),
        "files": hashes(files),
        "command": recipe.command,
        "inputs": recipe.inputs(),
        "resolved": resolved,
    });
    if let Value::Object(entries) = &mut manifest {
        entries.retain(|_, value| !value.is_null());
    }
    manifest
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
