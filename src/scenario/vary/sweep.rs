//! `[sweep]` of a scenario file: its axes and its measure, with messages that point into the file.

use super::build::build;
use super::{Ask, Axis};
use crate::scenario::decode::{Desk, sweep_asks};
use crate::scenario::file::Layered;
use crate::scenario::load::Loaded;
use crate::scenario::measure::{Measure, Terms, measure};
use crate::scenario::problem::{Place, Problem, Problems, SourceKind, Sources};
use crate::scenario::template::Template;
use crate::scenario::written::Written;

/// The axes of the scenario's `[sweep]`, checked like those of [`super::parse_axis`]; none, if there is no such table.
pub fn sweep_axes(template: &Template) -> Result<Vec<Axis>, Problems> {
    let mut axes = Vec::new();
    let mut problems = Vec::new();
    for ask in asks(template.layered()) {
        match axis(&ask, template) {
            Ok(axis) => axes.push(axis),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(axes) } else { Err(Problems::new(problems)) }
}

/// What the scenario's `[sweep]` measures, if it says so.
pub fn sweep_measure(template: &Template) -> Result<Option<Measure>, Problem> {
    let layered = template.layered();
    let node = layered.table.node("sweep").and_then(|node| node.table()).and_then(|sweep| sweep.node("measure"));
    let Some(written) = node.and_then(|node| Written::in_file(node, &layered.sources)) else { return Ok(None) };
    measure(&written, &layered.sources, &Terms::of(&template.loaded().scenario)).map(Some)
}

/// Whether the scenario loads at the ends of the axes that are judged here.
pub fn check_sweep(template: &Template) -> Result<(), Problems> {
    let layered = template.layered();
    let asks = asks(layered);
    let judged = asks.iter().filter(|ask| is_judged_here(ask.place(), &layered.sources));
    let wrong: Vec<Problem> = judged.filter_map(|ask| axis(ask, template).err()).collect();
    if wrong.is_empty() { Ok(()) } else { Err(Problems::new(wrong)) }
}

/// Whether the sweep of a scenario could be made.
pub fn sweep_fits(loaded: &Loaded) -> bool {
    let template = Template::new(loaded.clone());
    sweep_axes(&template).is_ok() && sweep_measure(&template).is_ok()
}

/// Whether a sweep must fit the scenario that it is met in: where it was written, as it was written.
///
/// An inherited sweep, or one over a scenario that the command line has changed, may not fit what it meets (shifts of a launch
/// that is "never" now). That is told when the sweep is asked for, and keeps no other command from running.
pub fn is_judged_here(place: Place, sources: &Sources) -> bool {
    sources.only_files() && matches!(sources.of(place).kind, SourceKind::Scenario(_))
}

fn axis(ask: &Ask, template: &Template) -> Result<Axis, Problem> {
    let layered = template.layered();
    let built = build(ask, &layered.table, &layered.sources)?;
    built.check_ends(template, &layered.sources)?;
    Ok(built.axis)
}

/// What the file asks for; what is wrong with its form was reported when it was loaded.
fn asks(layered: &Layered) -> Vec<Ask> {
    sweep_asks(&Desk::new(&layered.sources), &layered.table)
}
