//! The command line: one file a command; the only place that prints.
//!
//! Results go to standard output, messages and progress to standard error. [`exit`] lists what the exit codes mean.

mod check;
mod compare;
mod design;
pub mod exit;
mod experiment;
mod explain;
mod files;
mod gallery;
mod goals;
mod graph;
mod options;
mod person;
mod pilot;
mod plot;
mod print;
mod progress;
mod report;
mod room;
mod run;
mod sensitivity;
mod session;
mod setup;
mod solve;
mod sweep;
mod verify;
mod watch;
mod why;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::scenario;
pub use exit::Failure;
use options::{Changes, Execution, Format, Paper};
use session::Keeping;

/// Simulate how rival platforms grow through people's contacts, and when a head start is enough.
///
/// Without a command, all scenario files in scenarios/ are run.
#[derive(Debug, Parser)]
#[command(name = "headstart", version, max_term_width = 100, after_help = exit::HELP)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: RunArguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// How do the platforms grow? Run scenario files, write tables and figures.
    Run(RunArguments),
    /// Where does the outcome tip? Vary anything, and map the chances.
    Sweep(sweep::SweepArguments),
    /// What does this difference change? Compare two scenarios, run by run with the same people, contacts and luck.
    Compare(compare::CompareArguments),
    /// Which of the differences between two scenarios decided it? Shares that add up to the whole effect.
    Why(why::WhyArguments),
    /// How much head start would have been enough? Find the value at which something holds.
    Solve(solve::SolveArguments),
    /// Which uncertain inputs matter, and how much is luck?
    Sensitivity(sensitivity::SensitivityArguments),
    /// Who knows whom? Measure the contacts of a scenario, and compare them with those of real people.
    Graph(graph::GraphArguments),
    /// Why did this one person move? Tell a life: who invited, which contacts moved, what tipped it.
    Person(person::PersonArguments),
    /// Can it be reproduced? Make results again from their manifest and compare.
    Verify(verify::VerifyArguments),
    /// How does it look? Draw the figures and pages of results again, from their tables alone.
    Plot(plot::PlotArguments),
    /// Side by side? Write one page that compares the results of several scenarios.
    Report(report::ReportArguments),
    /// What is there to see? Write a page of pictures, in Markdown, from folders of results.
    Gallery(gallery::GalleryArguments),
    /// Is it right? Report everything that is wrong with scenario files, or has no effect.
    Check(CheckArguments),
    /// What exactly will be run? Print every setting of a scenario with where it comes from, or describe the model.
    Explain(ExplainArguments),
    /// Write a commented scenario file to start from.
    Init(InitArguments),
    /// Print the JSON Schema of scenario files, for editors.
    Schema,
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag by itself")]
struct RunArguments {
    /// Scenario files, or folders of them [default: scenarios/].
    files: Vec<PathBuf>,
    #[command(flatten)]
    changes: Changes,
    #[command(flatten)]
    execution: Execution,
    /// Folder for the results [default: output/]; of a single file, its own folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    keeping: Keeping,
    /// Go on until this is known so well: "±2%", "mitalk.share ±2%"; --runs is then the most runs [default: 10000].
    #[arg(long, value_name = "±X", allow_hyphen_values = true)]
    precision: Option<String>,
    /// What --precision is about, such as "P(mitalk wins)" or "wechat.share on 2012-01-01" [default: every platform's win probability].
    #[arg(long, value_name = "MEASURE")]
    of: Option<String>,
    /// Stop as soon as it is certain whether this is above or below, such as "P(wechat wins) = 90%".
    #[arg(long, value_name = "CONDITION", conflicts_with_all = ["precision", "of"])]
    settle: Option<String>,
    /// Make only the run with this number.
    #[arg(long, value_name = "R", conflicts_with_all = ["precision", "of", "settle"])]
    only_run: Option<u64>,
    /// Write every run into series.csv instead of quantiles over the runs.
    #[arg(long)]
    all_runs: bool,
    /// Draw what theory says as thin lines into the figure of the curves.
    #[arg(long)]
    theory: bool,
    #[command(flatten)]
    paper: Paper,
    /// Run and draw again whenever a scenario file is saved, or a file that it names, until interrupted.
    #[arg(long, conflicts_with_all = ["dry_run", "shard", "only_run"])]
    watch: bool,
    /// What is printed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print no progress and no warnings.
    #[arg(long, short)]
    quiet: bool,
    /// Say what would be done, how long it takes and how much memory, and do nothing.
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Args)]
struct CheckArguments {
    /// Scenario files, or folders of them [default: scenarios/].
    files: Vec<PathBuf>,
    #[command(flatten)]
    changes: Changes,
}

#[derive(Debug, Args)]
struct ExplainArguments {
    /// A scenario file.
    file: PathBuf,
    #[command(flatten)]
    changes: Changes,
    /// What is printed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print one complete scenario file instead, without inheritance.
    #[arg(long, conflicts_with = "format")]
    toml: bool,
    /// Print a description of the model for this scenario instead, after the ODD protocol: its submodels with equations, its
    /// numbers and what they rest on, as Markdown.
    #[arg(long, conflicts_with_all = ["format", "toml"])]
    odd: bool,
    /// Write it into this file instead of printing it.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct InitArguments {
    /// Name of the scenario: NAME.toml is written here unless it exists; "-" prints it.
    name: String,
}

/// A single word that is no file was probably meant as a command.
fn no_typo(files: &[PathBuf]) -> Result<(), Failure> {
    let Some(word) = files.first().filter(|file| !file.exists() && file.extension().is_none()) else { return Ok(()) };
    let word = word.to_string_lossy();
    let commands = Cli::command();
    let names = commands.get_subcommands().map(clap::Command::get_name);
    match scenario::nearest(&word, names) {
        Some(name) if !word.contains(['/', '\\']) => Err(Failure::Usage(format!(
            "there is neither a command nor a file `{word}`; did you mean `headstart {name}`?"
        ))),
        _ => Ok(()),
    }
}

/// Parses the command line, does what it asks for, and says how it went.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|fault| {
        eprintln!("headstart: this is a fault of the program, please report it with the command you gave: {fault}");
    }));
    let outcome = std::panic::catch_unwind(|| {
        let cli = Cli::parse();
        match cli.command {
            None => no_typo(&cli.run.files).and_then(|()| run::run(&cli.run)),
            Some(Command::Run(arguments)) => run::run(&arguments),
            Some(Command::Sweep(arguments)) => sweep::run(&arguments),
            Some(Command::Compare(arguments)) => compare::run(&arguments),
            Some(Command::Why(arguments)) => why::run(&arguments),
            Some(Command::Solve(arguments)) => solve::run(&arguments),
            Some(Command::Sensitivity(arguments)) => sensitivity::run(&arguments),
            Some(Command::Graph(arguments)) => graph::run(&arguments),
            Some(Command::Person(arguments)) => person::run(&arguments),
            Some(Command::Verify(arguments)) => verify::run(&arguments),
            Some(Command::Plot(arguments)) => plot::run(&arguments),
            Some(Command::Report(arguments)) => report::run(&arguments),
            Some(Command::Gallery(arguments)) => gallery::run(&arguments),
            Some(Command::Check(arguments)) => check::check(&arguments.files, &arguments.changes),
            Some(Command::Explain(arguments)) => explain::explain(&arguments),
            Some(Command::Init(arguments)) => setup::init(&arguments.name),
            Some(Command::Schema) => setup::schema(),
            Some(Command::Completions { shell }) => setup::completions(shell, &mut Cli::command()),
            Some(Command::Man) => setup::manual(Cli::command()),
        }
    });
    match outcome {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(failure)) => {
            failure.report();
            failure.code()
        }
        Err(_) => ExitCode::from(exit::FAULT),
    }
}
