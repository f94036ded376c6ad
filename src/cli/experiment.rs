//! What the commands for experiments have in common.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use serde_json::json;

use super::files::folder_of;
use super::options::{Changes, Execution, Format, Paper};
use super::run::OUTPUT;
use super::session::{Keeping, Session};
use super::{Failure, pilot, print, room};
use crate::experiment::Meter;
use crate::report::findings::{Findings, Origin, write_findings};
use crate::report::{Meta, Recipe, columns};
use crate::scenario::{self, Axis, AxisKind, Loaded, Scenario, Template, explain, standalone};

/// Most rows of a table on the terminal.
const ROWS: usize = 40;

/// Flags that all experiments take.
#[derive(Debug, Clone, Args)]
pub struct Common {
    #[command(flatten)]
    pub changes: Changes,
    #[command(flatten)]
    pub execution: Execution,
    #[command(flatten)]
    pub keeping: Keeping,
    #[command(flatten)]
    pub paper: Paper,
    /// Folder for the results [default: output/SCENARIO/COMMAND].
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What is printed.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Print no progress and no warnings.
    #[arg(long, short)]
    pub quiet: bool,
    /// Say how many points and runs it takes, how long and how much memory, and do nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// An experiment on its way.
pub struct Experiment<'a> {
    common: &'a Common,
    folder: PathBuf,
    session: Session,
    started: jiff::Timestamp,
    clock: Instant,
}

impl<'a> Experiment<'a> {
    /// The experiment that a command makes with a scenario file.
    pub fn new(common: &'a Common, command: &str, file: &Path, scenario: &Scenario) -> Result<Experiment<'a>, Failure> {
        room::ensure(scenario, common.execution, pilot::bytes_of_points(scenario, 1, 1))?;
        let own = || Path::new(OUTPUT).join(folder_of(file)).join(command);
        let folder = common.out.clone().unwrap_or_else(own);
        // Runs are kept in one place for all commands, unless the results are to be somewhere else.
        let root = common.out.as_deref().unwrap_or(Path::new(OUTPUT));
        let session = Session::new(common.execution.threads(), &common.keeping, root, common.quiet)?;
        Ok(Experiment { common, folder, session, started: jiff::Timestamp::now(), clock: Instant::now() })
    }

    /// Threads, kept runs, progress.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Whether this is a part of a job array, with nothing to tell but [`Experiment::part_done`].
    pub fn is_part(&self) -> bool {
        self.session.shard().is_some()
    }

    /// The end of a part of a job array.
    pub fn part_done(&self) -> Result<(), Failure> {
        self.session.part_done(self.common.format)
    }

    /// Writes and prints what was found.
    pub fn finish(&self, findings: &Findings, scenario: &Scenario, runs: u64, recipe: &Recipe) -> Result<(), Failure> {
        let cores = self.session.threads().get();
        let meta = Meta { started: self.started, seconds: self.clock.elapsed().as_secs_f64(), cores };
        let Common { format, quiet, paper, .. } = *self.common;
        let delivery = Delivery { folder: &self.folder, format, quiet, rows: ROWS, paper };
        delivery.deliver(findings, &origin(scenario, runs), recipe, &meta)
    }
}

/// The scenario that findings are about, and the runs that they took.
pub fn origin(scenario: &Scenario, runs: u64) -> Origin {
    Origin {
        scenario: scenario.name.clone(),
        hash: scenario::hash(scenario),
        seed: scenario.seed,
        agents: scenario.market.agents,
        runs,
    }
}

/// How findings reach who asked.
#[derive(Debug, Clone, Copy)]
pub struct Delivery<'a> {
    /// Folder for the results.
    pub folder: &'a Path,
    /// What is printed.
    pub format: Format,
    /// Whether warnings are kept back.
    pub quiet: bool,
    /// Most rows of the table on the terminal.
    pub rows: usize,
    /// How the figures look.
    pub paper: Paper,
}

impl Delivery<'_> {
    /// Writes all files and prints the answer.
    pub fn deliver(self, findings: &Findings, origin: &Origin, recipe: &Recipe, meta: &Meta) -> Result<(), Failure> {
        let look = self.paper.look();
        let recipe = &with_flags(recipe, &look.flags(findings.command));
        let written = write_findings(self.folder, findings, origin, recipe, (meta, look))?;
        if !self.quiet {
            written.warnings.iter().for_each(|warning| eprintln!("headstart: {warning}"));
        }
        match self.format {
            Format::Json => print::out(&format!(
                "{}\n",
                json!({
                    "folder": self.folder,
                    "command": findings.command,
                    "answer": findings.answer,
                    "notes": findings.notes,
                    "runs": origin.runs,
                    "results": findings.summary,
                })
            )),
            Format::Text => print::out(&self.text(findings)),
        }
    }

    fn text(self, findings: &Findings) -> String {
        let mut rows = findings.rows.clone();
        let hidden = rows.len().saturating_sub(self.rows.saturating_add(1));
        rows.truncate(self.rows.saturating_add(1));
        let more = if hidden > 0 { format!("… and {hidden} more in the tables\n") } else { String::new() };
        let below = findings.below.iter().map(|rows| format!("\n{}", columns(rows))).collect::<Vec<_>>().concat();
        let notes: Vec<String> = findings.notes.iter().map(|note| format!("Note: {note}\n")).collect();
        let notes = notes.concat();
        format!(
            "{}\n{}\n\n{}{more}{below}\n{notes}Figures and tables: {}\n",
            findings.title,
            findings.answer,
            columns(&rows),
            self.folder.display()
        )
    }
}

/// A scenario to be varied, with warnings on standard error.
pub fn template(file: &Path, common: &Common) -> Result<Template, Failure> {
    let template = Template::load(file, &common.changes.overrides()).map_err(|all| Failure::from_problems(&all))?;
    if !common.quiet {
        print::warnings(template.loaded());
    }
    Ok(template)
}

/// What is measured: what was asked for, or else this.
pub fn meter(asked: Option<&str>, otherwise: &str, scenario: &Scenario) -> Result<Meter, Failure> {
    let text = asked.unwrap_or(otherwise);
    let measure = scenario::parse_measure(text, scenario).map_err(Failure::from_problem)?;
    Ok(Meter::new(measure, scenario))
}

/// The chance of the first platform of the file, by name.
pub fn first_wins(scenario: &Scenario) -> String {
    format!("P({} wins)", scenario.platforms[0].name)
}

/// The command and its scenario as the manifest keeps them.
pub fn recipe(command: &str, loaded: &[(&str, &Loaded)], flags: &[(&str, Option<String>)]) -> Recipe {
    let mut words = vec![command.to_owned()];
    let mut inputs = Vec::new();
    for (flag, one) in loaded {
        let name = input_name(one, &inputs);
        words.extend((!flag.is_empty()).then(|| (*flag).to_owned()));
        words.push(name.clone());
        inputs.push((name, standalone(one)));
    }
    with_flags(&Recipe { command: words, inputs }, flags)
}

/// The same command with flags behind it, those that have a value.
fn with_flags(recipe: &Recipe, flags: &[(&str, Option<String>)]) -> Recipe {
    let mut recipe = recipe.clone();
    for (flag, value) in flags {
        if let Some(value) = value {
            recipe.command.push((*flag).to_owned());
            recipe.command.extend((!value.is_empty()).then(|| value.clone()));
        }
    }
    recipe
}

/// A path for a scenario file that no other input has. Its name stays, since results tell it.
fn input_name(loaded: &Loaded, others: &[(String, String)]) -> String {
    let plain = format!("{}.toml", loaded.scenario.name);
    if others.iter().any(|(name, _)| *name == plain) { format!("second/{plain}") } else { plain }
}

/// The number of an axis at which the scenario itself stands, where it can be told.
pub fn base(axis: &Axis, template: &Template) -> Option<f64> {
    let given = || {
        let settings = explain(template.loaded());
        let setting = settings.into_iter().find(|setting| setting.key == axis.keys[0])?;
        Some(setting.value.trim_matches('"').to_owned())
    };
    let number = match axis.kind {
        AxisKind::Multiple => Some(1.0),
        AxisKind::Shift => Some(0.0),
        AxisKind::Date => {
            let date: jiff::civil::Date = given()?.parse().ok()?;
            Some(scenario::number_of(date))
        }
        AxisKind::Amount(unit) => scenario::amount::parse(unit, &given()?).ok(),
        AxisKind::Whole => given()?.replace('_', "").parse().ok(),
        AxisKind::Choice => None,
    };
    number.filter(|number| (axis.low..=axis.high).contains(number))
}

/// Says what an experiment costs.
pub fn announce(scenario: &Scenario, points: usize, runs: u64, common: &Common) -> Result<(), Failure> {
    let cost = pilot::estimate_many(scenario, points, runs, common.execution.threads().get());
    print::out(&cost.told(common.format, "at most "))
}
