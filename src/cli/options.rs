//! Options that several commands share.

use std::num::NonZeroUsize;
use std::path::Path;

use clap::{Args, ValueEnum};

use crate::parallel::cores;
use crate::scenario::Overrides;

/// Changes to a scenario.
#[derive(Debug, Clone, Args)]
pub struct Changes {
    /// Number of runs.
    #[arg(long, value_name = "N")]
    runs: Option<u32>,
    #[command(flatten)]
    world: WorldChanges,
}

/// Changes to what a run happens in, whatever the number of runs.
#[derive(Debug, Clone, Args)]
pub struct WorldChanges {
    /// Number of agents.
    #[arg(long, value_name = "N")]
    agents: Option<u32>,
    /// Seed of all draws.
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Set a key as if the file said so ("platforms.wechat.launch=2011-12-10"), or delete it ("-platforms.wechat.seeding").
    #[arg(long, value_name = "KEY=VALUE", allow_hyphen_values = true)]
    set: Vec<String>,
    /// Take a feature of all graphs away: the same numbers of contacts at random, the same without clusters, or no graph.
    #[arg(long, value_name = "MODEL", value_parser = ["rewired", "unclustered", "well-mixed"])]
    null: Option<String>,
}

impl Changes {
    /// Whether the number of runs is among them.
    pub fn says_runs(&self) -> bool {
        self.runs.is_some()
    }

    /// As flags that make the same changes again, each with a blank before it.
    pub fn as_flags(&self) -> String {
        let number = |flag: &str, value: Option<String>| value.map(|value| format!(" {flag} {value}"));
        let numbers = [
            number("--runs", self.runs.map(|runs| runs.to_string())),
            number("--agents", self.world.agents.map(|agents| agents.to_string())),
            number("--seed", self.world.seed.map(|seed| seed.to_string())),
        ];
        let set = self.world.set.iter().map(|setting| format!(" --set={}", quoted(setting)));
        let null = self.world.null.iter().map(|model| format!(" --null {model}"));
        let set = set.chain(null);
        numbers.into_iter().flatten().chain(set).collect()
    }

    /// As the scenario module wants them.
    pub fn overrides(&self) -> Overrides {
        Overrides { runs: self.runs, ..self.world.overrides() }
    }
}

impl WorldChanges {
    /// As the scenario module wants them.
    pub fn overrides(&self) -> Overrides {
        let null = self.null.iter().map(|model| format!("null_model={}", model.replace('-', "_")));
        let set = self.set.iter().cloned().chain(null).collect();
        Overrides { set, runs: None, agents: self.agents, seed: self.seed }
    }
}

/// How the work is done; none of it changes a result.
#[derive(Debug, Clone, Copy, Args)]
pub struct Execution {
    /// Number of threads [default: all cores].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

impl Execution {
    /// Number of threads.
    pub fn threads(self) -> NonZeroUsize {
        let asked = self.threads.and_then(|threads| NonZeroUsize::new(usize::from(threads)));
        asked.unwrap_or_else(cores)
    }
}

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For scripts: one JSON value a line.
    Json,
}

/// The command that makes one run of a scenario file alone, with these changes and, after them, these settings.
pub fn alone(file: &Path, changes: &Changes, settings: &[String], run: u64) -> String {
    let file = quoted(&file.display().to_string());
    let mut words = vec![format!("headstart run {file}{}", changes.as_flags())];
    words.extend(settings.iter().map(|setting| format!("--set={}", quoted(setting))));
    words.push(format!("--only-run {run}"));
    words.join(" ")
}

/// A word as a shell reads it whole.
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
