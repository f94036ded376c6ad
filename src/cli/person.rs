//! `headstart person`: why did this one person move?

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::experiment::{Delivery, origin, recipe};
use super::files::folder_of;
use super::options::{Execution, Format, Paper, WorldChanges};
use super::run::OUTPUT;
use super::{Failure, pilot, print, room};
use crate::experiment::{Choice, Life, life};
use crate::report::Meta;
use crate::report::findings::person;
use crate::scenario::{self, Loaded, Scenario};

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct PersonArguments {
    /// A scenario file.
    file: PathBuf,
    /// Number of the run.
    #[arg(long, value_name = "R", default_value_t = 0)]
    run: u64,
    /// Whose life: a number from 0 on; "id=NAME" where contacts come from a file; "random", "first-mover", "most-connected",
    /// "switcher", "won" (at once, by a campaign) [default: a switcher or, if there is none, the first mover].
    #[arg(long, value_name = "I", value_parser = whom)]
    person: Option<Whom>,
    #[command(flatten)]
    changes: WorldChanges,
    #[command(flatten)]
    execution: Execution,
    #[command(flatten)]
    paper: Paper,
    /// Folder for the results [default: output/SCENARIO/person-R-I].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// What is printed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print no warnings.
    #[arg(long, short)]
    quiet: bool,
}

/// Who is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Whom {
    /// As the run tells.
    Choice(Choice),
    /// By the name in a file of contacts.
    Id(String),
}

fn whom(text: &str) -> Result<Whom, String> {
    if let Some(id) = text.strip_prefix("id=") {
        return Ok(Whom::Id(id.to_owned()));
    }
    let named = Choice::NAMED.into_iter().find(|choice| choice.to_string() == text);
    let number = || text.replace('_', "").parse().ok().map(Choice::Number);
    named.or_else(number).map(Whom::Choice).ok_or_else(|| {
        let names = Choice::NAMED.map(|choice| choice.to_string()).join(", ");
        format!("give a number from 0 on, id=NAME, or one of {names}")
    })
}

/// Makes a run, follows one person through it, and tells what tipped each turn.
pub fn run(arguments: &PersonArguments) -> Result<(), Failure> {
    let (started, clock) = (jiff::Timestamp::now(), Instant::now());
    let loaded = load(arguments)?;
    let scenario = &loaded.scenario;
    let choices = choices(arguments, scenario)?;
    let threads = arguments.execution.threads();
    room::ensure(scenario, arguments.execution, pilot::bytes_of_runs(scenario, 1))?;
    let life = life(scenario, arguments.run, &choices, threads).ok_or_else(|| nobody(arguments))?;
    let findings = person(&life, scenario);
    let own = || Path::new(OUTPUT).join(folder_of(&arguments.file)).join(folder_name(&life));
    let folder = arguments.out.clone().unwrap_or_else(own);
    let meta = Meta { started, seconds: clock.elapsed().as_secs_f64(), cores: threads.get() };
    let flags = [("--run", Some(arguments.run.to_string())), ("--person", Some(life.choice.to_string()))];
    let recipe = recipe("person", &[("", &loaded)], &flags);
    let (format, quiet, paper) = (arguments.format, arguments.quiet, arguments.paper);
    let delivery = Delivery { folder: &folder, format, quiet, rows: usize::MAX, paper };
    delivery.deliver(&findings, &origin(scenario, 1), &recipe, &meta)
}

/// Below the folder of the scenario.
fn folder_name(life: &Life) -> String {
    format!("person-{}-{}", life.run, life.biography.person)
}

fn load(arguments: &PersonArguments) -> Result<Loaded, Failure> {
    let file = &arguments.file;
    if file.is_dir() {
        return Err(Failure::Usage(format!("{} is a folder: name one scenario file", file.display())));
    }
    let loaded = scenario::load(file, &arguments.changes.overrides());
    let loaded = loaded.map_err(|problems| Failure::from_problems(&problems))?;
    if !arguments.quiet {
        print::warnings(&loaded);
    }
    Ok(loaded)
}

/// Who is looked for, one after the other.
fn choices(arguments: &PersonArguments, scenario: &Scenario) -> Result<Vec<Choice>, Failure> {
    let agents = scenario.market.agents;
    match &arguments.person {
        None => Ok(vec![Choice::Switcher, Choice::FirstMover, Choice::Random]),
        Some(Whom::Choice(Choice::Number(person))) if *person >= agents => Err(Failure::Usage(format!(
            "there is no person {person} in {}: its {agents} persons are numbered from 0 to {}",
            arguments.file.display(),
            agents.saturating_sub(1)
        ))),
        Some(Whom::Choice(choice)) => Ok(vec![*choice]),
        Some(Whom::Id(id)) => {
            let people = scenario.people();
            let number = people.and_then(|people| (0..people.count()).find(|person| people.ids.text(*person) == *id));
            let file = arguments.file.display();
            number.map(|number| vec![Choice::Number(number)]).ok_or_else(|| {
                Failure::Usage(match people {
                    Some(_) => format!("nobody in the contacts of {file} has the id `{id}`"),
                    None => format!("{file} has no contacts from a file: its persons have numbers and no ids"),
                })
            })
        }
    }
}

fn nobody(arguments: &PersonArguments) -> Failure {
    let what = match &arguments.person {
        Some(Whom::Choice(Choice::Switcher)) => "went from one platform to another",
        Some(Whom::Choice(Choice::FirstMover)) => "joined a platform of their own accord",
        Some(Whom::Choice(Choice::MostConnected)) => "has contacts that are stored",
        Some(Whom::Choice(Choice::Won)) => "was won at once by a campaign",
        _ => "is there",
    };
    let (run, file) = (arguments.run, arguments.file.display());
    Failure::Usage(format!("in run {run} of {file} nobody {what}: choose --person random, or a number"))
}
