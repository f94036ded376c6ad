//! The scenario as resolved: inheritance, command line, defaults and tables of numbers all in one, for the manifest.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::notation::{self, float, text};
use super::walk::{Lists, settings};
use crate::scenario::load::Loaded;
use crate::scenario::vary;
use crate::scenario::{LayerSpec, Metric, Observation, Potential, Scenario};

/// The scenario as one TOML file that needs no other scenario or table, and gives the same scenario when it is loaded. Files of
/// contacts stay where they are: it names them by their place on this machine and their content. An inherited sweep that does
/// not fit it is left out.
pub fn resolved_toml(loaded: &Loaded) -> String {
    let scenario = &loaded.scenario;
    let sweep_fits = vary::sweep_fits(loaded);
    let mut lines = vec![format!("title = {}", text(&scenario.title))];
    for setting in settings(&loaded.layered, Lists::Whole) {
        let written_apart = matches!(setting.key.as_str(), "extends" | "title" | "market.potential")
            || setting.key.starts_with("observations.")
            || (setting.key.starts_with("sweep.") && !sweep_fits);
        if let Some(pinned) = data_file(scenario, &setting.key) {
            lines.extend(pinned);
        } else if !written_apart && !setting.value.starts_with('(') {
            lines.push(format!("{} = {}", setting.key, setting.value));
        } else if setting.key == "market.potential" && !setting.value.starts_with('(') {
            lines.push(potential(&scenario.market.potential, &setting.value));
        }
    }
    lines.extend(history(loaded));
    lines.join("\n") + "\n"
}

/// The resolved scenario as a file of its own, head comment included.
pub fn standalone(loaded: &Loaded) -> String {
    let comment = |line: &str| if line.is_empty() { "#".to_owned() } else { format!("# {line}") };
    let about: Vec<String> = loaded.scenario.about.lines().map(comment).collect();
    let head = if about.is_empty() { String::new() } else { about.join("\n") + "\n\n" };
    head + &resolved_toml(loaded)
}

/// What is said of a file of contacts, or of the table beside it, instead of this key.
fn data_file(scenario: &Scenario, key: &str) -> Option<Vec<String>> {
    let of_layer = |layer: &LayerSpec| {
        let name = key.strip_prefix(&format!("contacts.{}.file.", notation::key(&layer.name)))?.to_owned();
        Some((layer.generator.graph()?.clone(), name))
    };
    let (graph, name) = scenario.layers.iter().find_map(of_layer)?;
    let (file, pin) = match name.as_str() {
        "path" => (graph.file, "sha256"),
        "nodes" => (graph.nodes?, "nodes_sha256"),
        "sha256" | "nodes_sha256" => return Some(Vec::new()),
        _ => return None,
    };
    let place = std::path::absolute(&file.path).unwrap_or_else(|_| file.path.into());
    let pinned = format!("{}{pin} = \"{}\"", key.strip_suffix(&name)?, file.sha256);
    Some(vec![format!("{key} = {}", text(&place.display().to_string())), pinned])
}

fn potential(potential: &Potential, written: &str) -> String {
    let Potential::Path { points, uncertain } = potential else { return format!("market.potential = {written}") };
    let point = |point: &crate::scenario::PotentialPoint| {
        let (low, mid, high) = (float(point.low), float(point.mid), float(point.high));
        format!("{{ date = {}, low = {low}, mid = {mid}, high = {high} }}", point.date)
    };
    let points: Vec<String> = points.iter().map(point).collect();
    format!("market.potential = {{ uncertain = {uncertain}, points = [{}] }}", points.join(", "))
}

fn history(loaded: &Loaded) -> Vec<String> {
    let scenario = &loaded.scenario;
    let list = |name: &str, items: Vec<String>| {
        (!items.is_empty()).then(|| format!("observations.{name} = [{}]", items.join(", ")))
    };
    let point = |observation: &Observation| point(loaded, observation);
    let observations = scenario.observations.iter().map(|observation| format!("{{ {} }}", point(observation)));
    let targets = scenario
        .targets
        .iter()
        .map(|target| format!("{{ {}, weight = {} }}", point(&target.observation), float(target.weight)));
    [list("points", observations.collect()), list("target_points", targets.collect())].into_iter().flatten().collect()
}

fn point(loaded: &Loaded, observation: &Observation) -> String {
    let name = &loaded.scenario.platforms[observation.platform].name;
    let metric = match observation.metric {
        Metric::Registered => "registered",
        Metric::Active => "monthly_active",
        Metric::New => "daily_new_users",
    };
    format!(
        "platform = {}, date = {}, metric = \"{metric}\", value = {}, low = {}, high = {}, source = {}, doubtful = {}",
        text(&series(loaded, name)),
        observation.date,
        float(observation.value),
        float(observation.low),
        float(observation.high),
        text(&observation.source),
        observation.doubtful
    )
}

/// The name of a platform in tables of observations.
fn series(loaded: &Loaded, platform: &str) -> String {
    let path = ["platforms", platform, "observed", "series"];
    let mut table = Some(&loaded.layered.table);
    let mut node = None;
    for name in path {
        node = table.and_then(|table| table.node(name));
        table = node.and_then(|node| node.table());
    }
    node.and_then(|node| node.text()).unwrap_or(platform).to_owned()
}

/// The scenario as JSON in base units, without the file's name and head comment.
#[allow(clippy::missing_panics_doc, reason = "a scenario consists of texts, numbers and dates")]
pub fn resolved_json(scenario: &Scenario) -> Json {
    let mut json = serde_json::to_value(scenario).expect("a scenario consists of texts, numbers and dates");
    if let Json::Object(entries) = &mut json {
        entries.retain(|key, _| !matches!(key.as_str(), "name" | "about"));
    }
    json
}

/// What a hash leaves out.
struct LeftOut {
    /// Entries at the top.
    top: &'static [&'static str],
    /// Entries anywhere below.
    below: &'static [&'static str],
}

/// Words, and what experiments do with the scenario.
const FOR_RESULTS: LeftOut = LeftOut {
    top: &["title", "expect", "precision", "on_request", "sweep", "groups"],
    below: &["label", "color", "evidence", "path"],
};
/// Besides, how many runs there are and what they are compared with.
const FOR_A_RUN: LeftOut = LeftOut {
    top: &["title", "expect", "precision", "on_request", "sweep", "groups", "runs", "observations", "targets"],
    below: &["label", "color", "evidence", "path", "observed"],
};

/// SHA-256 over everything in a scenario that can change a number of its results, in hexadecimal.
///
/// Titles, labels, colors, evidence, what is expected and what experiments do with it do not count; neither do paths (files of
/// contacts count by their content), inheritance, the order of keys or the notation (numbers count to 12 digits).
pub fn hash(scenario: &Scenario) -> String {
    digest(scenario, &FOR_RESULTS)
}

/// SHA-256 over everything in a scenario that can change a single run, in hexadecimal: [`hash`] without the number of runs
/// and the history to compare with. Two scenarios with the same one have the same run of each number.
pub fn run_hash(scenario: &Scenario) -> String {
    digest(scenario, &FOR_A_RUN)
}

fn digest(scenario: &Scenario, left_out: &LeftOut) -> String {
    let mut json = resolved_json(scenario);
    if let Json::Object(entries) = &mut json {
        entries.retain(|key, _| !left_out.top.contains(&key.as_str()));
    }
    let mut canonical = String::new();
    write_canonical(&json, left_out.below, &mut canonical);
    sha256(canonical.as_bytes())
}

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    digits(&Sha256::digest(bytes))
}

/// SHA-256 of the content of a file, which is never held as a whole.
pub fn sha256_of_file(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(digits(&hash.finalize())),
            length => hash.update(&buffer[..length]),
        }
    }
}

fn digits(hash: &[u8]) -> String {
    hash.iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

fn write_canonical(json: &Json, left_out: &[&str], out: &mut String) {
    match json {
        Json::Object(entries) => {
            out.push('{');
            for (key, value) in entries.iter().filter(|(key, _)| !left_out.contains(&key.as_str())) {
                out.push_str(key);
                out.push(':');
                write_canonical(value, left_out, out);
            }
            out.push('}');
        }
        Json::Array(items) => {
            out.push('[');
            for item in items {
                write_canonical(item, left_out, out);
                out.push(',');
            }
            out.push(']');
        }
        Json::Number(number) if number.is_f64() => {
            let _ = write!(out, "{:.11e};", number.as_f64().unwrap_or(f64::NAN));
        }
        other => {
            out.push_str(&other.to_string());
            out.push(';');
        }
    }
}
