//! `headstart why`: which of the differences decided it?

use std::path::PathBuf;

use clap::Args;

use super::experiment::{Common, Experiment, announce, first_wins, meter, recipe, template};
use super::session::Halt;
use super::{Failure, options::alone};
use crate::experiment::{Between, Study, attribution};
use crate::report::findings::{Why, why};
use crate::scenario::{Difference, Factor, differences, group};

/// Most differences whose sets fit into a word of bits.
const MOST: usize = 63;

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct WhyArguments {
    /// The scenario to explain.
    first: PathBuf,
    /// The scenario that it is compared with.
    #[arg(long, value_name = "FILE")]
    against: PathBuf,
    /// What is explained [default: the chance that the first platform of the file wins].
    #[arg(long, value_name = "MEASURE")]
    of: Option<String>,
    /// With more than 8 differences: number of random orders in which they are followed.
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u16).range(2..=10_000))]
    orders: u16,
    #[command(flatten)]
    common: Common,
}

/// Attributes the difference between two scenarios to what differs.
pub fn run(arguments: &WhyArguments) -> Result<(), Failure> {
    let common = &arguments.common;
    let first = template(&arguments.first, common)?;
    let second = template(&arguments.against, common)?;
    let (a, b) = (&first.loaded().scenario, &second.loaded().scenario);
    let meter = meter(arguments.of.as_deref(), &first_wins(a), a)?;
    // A group is what either file calls so; those of the scenario to explain come first.
    let groups = if a.groups.is_empty() { &b.groups } else { &a.groups };
    // Other luck is no cause: all worlds have that of the first.
    let (seeds, causes): (Vec<Difference>, Vec<Difference>) =
        differences(&first, &second).into_iter().partition(|difference| difference.key == "seed");
    if causes.is_empty() {
        return Err(Failure::Usage(format!(
            "{} and {} say the same{}: there is nothing to explain",
            arguments.first.display(),
            arguments.against.display(),
            if seeds.is_empty() { "" } else { " but for the seed" }
        )));
    }
    let factors = group(causes, groups).map_err(Failure::from_problem)?;
    if factors.len() > MOST {
        return Err(Failure::Usage(format!(
            "the scenarios differ in {} ways, {MOST} are possible: put some together in a table [groups]",
            factors.len()
        )));
    }
    let orders = usize::from(arguments.orders).next_multiple_of(2);
    let runs = u64::from(a.runs);
    let between = Between::new(factors.len(), orders);
    if common.dry_run {
        return announce(a, between.worlds(), between.worlds() as u64 * runs, common);
    }
    let experiment = Experiment::new(common, "why", &arguments.first, a)?;
    let settings = |mask: u64| settings(&factors, mask);
    let masks = std::cell::RefCell::new(Vec::new());
    let reproduce = |world: usize, run| alone(&arguments.first, &common.changes, &settings(masks.borrow()[world]), run);
    let found = experiment.session().work(
        &a.title,
        |crew| {
            let mut study = Study::new(crew, meter.clone());
            attribution(&mut study, &between, runs, |study, mask| {
                let settings = settings(mask);
                let world =
                    first.with(&settings).map_err(|problems| Halt::from(in_between(&factors, mask, &problems)))?;
                masks.borrow_mut().push(mask);
                Ok::<usize, Halt>(study.add(world.scenario))
            })
        },
        reproduce,
    )?;
    let Some(found) = found else { return experiment.part_done() };
    let names: Vec<String> = factors.iter().map(|factor| factor.name.clone()).collect();
    let mut findings = why(&found, &Why { first: a, second: b, meter: &meter, factors: &names });
    if !seeds.is_empty() {
        findings.notes.push(format!(
            "The second scenario has another seed. Luck is no cause: all worlds were made with seed {} of the first.",
            a.seed
        ));
    }
    let flags = [("--of", Some(meter.text().to_owned())), ("--orders", Some(orders.to_string()))];
    let recipe = recipe("why", &[("", first.loaded()), ("--against", second.loaded())], &flags);
    experiment.finish(&findings, a, found.runs * found.worlds as u64, &recipe)
}

/// The settings that bring the first world to one with these differences.
fn settings(factors: &[Factor], mask: u64) -> Vec<String> {
    let taken = factors.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1);
    taken.flat_map(|(_, factor)| factor.differences.iter().map(|difference| difference.to_b.clone())).collect()
}

/// A world between the two that cannot be.
fn in_between(factors: &[Factor], mask: u64, problems: &crate::scenario::Problems) -> Failure {
    let taken: Vec<&str> = factors
        .iter()
        .enumerate()
        .filter(|(at, _)| mask >> at & 1 == 1)
        .map(|(_, factor)| factor.name.as_str())
        .collect();
    Failure::from_problems(problems).followed_by(&format!(
        "this is the first scenario with {} from the second: such differences belong together; name them as one in a table [groups]",
        taken.join(" and ")
    ))
}
