//! `manifest.json`: what made these files, and what they are.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

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

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
        hex
    })
}

/// The manifest; `hash` is that of the [scenario](crate::scenario::hash), `files` holds name and SHA-256 of each file beside it.
pub fn manifest(results: &Results, resolved: &Value, hash: &str, meta: &Meta, files: &[(String, String)]) -> Value {
    let hashes: Map<String, Value> = files.iter().map(|(name, hash)| (name.clone(), json!(hash))).collect();
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
        "machine": {"os": std::env::consts::OS, "arch": std::env::consts::ARCH, "cores": meta.cores},
        "started": meta.started.to_string(),
        "seconds": (meta.seconds * 1000.0).round() / 1000.0,
        "files": hashes,
        "resolved": resolved,
    })
}
