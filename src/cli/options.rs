//! Options that several commands share.

use std::num::NonZeroUsize;
use std::path::Path;

use bytesize::ByteSize;
use clap::{Args, ValueEnum};

use crate::parallel::cores;
use crate::report::Language;
use crate::report::figure::{Look, Size, Theme};
use crate::scenario::{Overrides, Unit, parse_amount};

/// Changes to a scenario.
#[derive(Debug, Clone, Args)]
pub struct Changes {
    /// Number of runs.
    #[arg(long, value_name = "N", value_parser = count)]
    runs: Option<u32>,
    #[command(flatten)]
    world: WorldChanges,
}

/// Changes to what a run happens in, whatever the number of runs.
#[derive(Debug, Clone, Args)]
pub struct WorldChanges {
    /// Number of agents: 20000, 20_000, 20k, 1.5M.
    #[arg(long, value_name = "N", value_parser = count)]
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

/// How figures look; none of it changes a result.
#[derive(Debug, Clone, Copy, Args)]
pub struct Paper {
    /// Figures for white paper or for a dark page: light, dark.
    #[arg(long, value_name = "THEME", default_value = "light")]
    theme: Theme,
    /// Size of the figures: slide (1920x1080), print (2480 wide: 300 dpi on 21 cm), or WIDTHxHEIGHT in dots [default: 1600 wide].
    #[arg(id = "paper_size", long = "size", value_name = "SIZE", default_value_t = Size::Own, hide_default_value = true)]
    size: Size,
    /// The language of the figures: en, zh.
    #[arg(long, value_name = "LANGUAGE", default_value_t)]
    lang: Language,
}

impl Paper {
    /// As the report wants it.
    pub fn look(self) -> Look {
        Look { theme: self.theme, size: self.size, language: self.lang }
    }
}

/// How the work is done; none of it changes a result.
#[derive(Debug, Clone, Copy, Args)]
pub struct Execution {
    /// Number of threads [default: all cores].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Memory that may be taken: 20GB, 16GiB [default: what is free].
    #[arg(long, value_name = "SIZE")]
    memory: Option<ByteSize>,
}

impl Execution {
    /// Number of threads.
    pub fn threads(self) -> NonZeroUsize {
        let asked = self.threads.and_then(|threads| NonZeroUsize::new(usize::from(threads)));
        asked.unwrap_or_else(cores)
    }

    /// Memory that may be taken \[bytes\], where the user says so.
    pub fn memory(self) -> Option<f64> {
        self.memory.map(|size| size.as_u64() as f64)
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

/// A whole number in the notation of scenario files.
fn count(text: &str) -> Result<u32, String> {
    let number = parse_amount(Unit::Persons, text)?;
    if number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number) {
        Ok(number as u32)
    } else {
        Err(format!("it takes a whole number up to {}, such as 20_000 or 20k", u32::MAX))
    }
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
