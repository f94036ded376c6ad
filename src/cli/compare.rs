//! `headstart compare`: what does this difference change?

use std::path::{Path, PathBuf};

use clap::Args;

use super::experiment::{Common, Experiment, announce, meter, recipe, template};
use super::{Failure, options::alone};
use crate::experiment::{Meter, compare};
use crate::report::findings::compared;
use crate::scenario::Scenario;

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// The first scenario.
    first: PathBuf,
    /// The second scenario.
    second: PathBuf,
    /// What else is compared, such as "wechat.registered on 2011-12-31".
    #[arg(long, value_name = "MEASURE")]
    of: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// Compares two scenarios pair by pair of runs.
pub fn run(arguments: &CompareArguments) -> Result<(), Failure> {
    let common = &arguments.common;
    let first = template(&arguments.first, common)?;
    let second = template(&arguments.second, common)?;
    let (a, b) = (first.loaded(), second.loaded());
    let meters = match &arguments.of {
        Some(text) => {
            let of = |scenario: &Scenario, file: &Path| {
                let measured = meter(Some(text), text, scenario);
                measured.map_err(|failure| failure.followed_by(&format!("--of is read in {} here", file.display())))
            };
            Some((of(&a.scenario, &arguments.first)?, of(&b.scenario, &arguments.second)?))
        }
        None => None,
    };
    let both: Option<(&Meter, &Meter)> = meters.as_ref().map(|(a, b)| (a, b));
    let runs = u64::from(a.scenario.runs);
    if common.dry_run {
        return announce(&a.scenario, 2, 2 * runs, common);
    }
    let larger =
        [&a.scenario, &b.scenario].into_iter().max_by_key(|scenario| scenario.market.agents).unwrap_or(&a.scenario);
    let experiment = Experiment::new(common, "compare", &arguments.first, larger)?;
    let title = format!("{} | {}", a.scenario.title, b.scenario.title);
    let files = [&arguments.first, &arguments.second];
    let reproduce = |_, run| files.map(|file| alone(file, &common.changes, &[], run)).join("; ");
    let comparison = experiment.session().work(
        &title,
        |crew| compare(&a.scenario, &b.scenario, both, crew).map_err(super::session::Halt::from),
        reproduce,
    )?;
    if experiment.is_part() {
        return experiment.part_done();
    }
    let findings = compared(&comparison, &a.scenario, &b.scenario, both.map(|(meter, _)| meter));
    let flags = [("--of", arguments.of.clone())];
    let recipe = recipe("compare", &[("", a), ("", b)], &flags);
    experiment.finish(&findings, &a.scenario, 2 * runs, &recipe)
}
