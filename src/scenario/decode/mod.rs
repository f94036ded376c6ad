//! From the merged tree to a [`Scenario`], with everything that is wrong reported on the way.

mod blocks;
mod capacity;
mod choice;
mod closing;
mod contacts;
mod desk;
mod distribution;
mod experiment;
mod feature;
mod generator;
mod graphs;
mod history;
mod invitation;
mod laws;
mod listed;
mod market;
mod path;
mod placement;
mod platform;
mod quantity;
mod reader;
mod seeding;
mod span;
mod theory;
mod threshold;
mod when;

pub use desk::Desk;
pub use distribution::{CONFIDENCE, DISTRIBUTIONS};
pub use experiment::sweep_asks;
pub use market::{MOST_PERSONS, looks_like_a_path};
pub use quantity::{Limits, quantity, schedule};
pub use threshold::{limits as threshold_limits, own as own_thresholds, unit_of as unit_of_threshold};

use jiff::civil::Date;

use super::file::{Table, Value};
use super::keys::TOP;
use super::measure::Terms;
use super::problem::Place;
use super::{ChoiceSpec, OutcomeSpec, Scenario};
use crate::units::Probability;
use graphs::Files;
use reader::Reader;

/// What the rest of the file is checked against; `None` where that itself was wrong.
pub struct Frame {
    start: Option<Date>,
    end: Option<Date>,
    agents: Option<u32>,
    /// W: real persons that one agent stands for.
    persons_per_agent: Option<f64>,
    /// The graphs that layers of contacts come from.
    files: Files,
    /// What an occasion can speak of.
    terms: Terms,
    /// How persons choose, where they do not follow invitations.
    choice: Option<ChoiceSpec>,
}

impl Frame {
    /// Whether a day is known to lie at or after the end.
    fn is_over(&self, date: Date) -> bool {
        self.end.is_some_and(|end| date >= end)
    }
}

/// Decodes the whole scenario; what comes back is only good if no error was reported.
pub fn scenario(desk: &Desk, table: &Table, name: &str, about: &str) -> Scenario {
    let top = Reader::open(desk, table, TOP, String::new(), Place::default());
    check_format(&top);
    let (start, end) = (top.date("start"), top.date("end"));
    check_dates(&top, start, end);
    let tick = tick(&top);
    desk.tick.set(tick.unwrap_or(1.0));
    check_ticks(&top, start, end, tick);
    let market_reader = top.table("market");
    let files = graphs::files(&top);
    if !files.asked {
        check_market(&top, &market_reader);
    }
    // What is said about an end before the start would mislead.
    let known_end = end.filter(|end| start.is_none_or(|start| start < *end));
    let time = (start.unwrap_or(Date::MIN), known_end.unwrap_or(Date::MAX));
    let market = market::market(&market_reader, &files, start, time);
    let agents = Some(market.agents).filter(|agents| *agents > 0);
    let persons_per_agent = market::persons_per_agent(&market_reader, &market, time);
    let names = top.named_keys("platforms").into_iter().map(str::to_owned).collect();
    let (terms, choice) = (Terms { names, time }, choice::choice(&top));
    let frame = Frame { start, end: known_end, agents, persons_per_agent, files, terms, choice };
    choice::check_attention(&market_reader, &frame);
    let layers = contacts::layers(&top, &frame, &market.audiences);
    let platforms = platform::platforms(&top, &frame, &market, &layers);
    let outcome = top.table("outcome");
    let margin = outcome.amount::<Probability>("margin").median();
    let names: Vec<String> = platforms.iter().map(|platform| platform.spec.name.clone()).collect();
    let precision = experiment::precision(&top, &names, start.zip(known_end));
    let sweep = experiment::sweep(&top, table, names, start.zip(known_end));
    let (start, end) = (start.unwrap_or_default(), end.unwrap_or_default());
    let (observations, targets) = history::history(&top.table("observations"), &platforms, (start, end));
    Scenario {
        name: name.to_owned(),
        about: about.to_owned(),
        title: top.text("title").unwrap_or_else(|| name.to_owned()),
        expect: top.text("expect"),
        start,
        end,
        tick: tick.unwrap_or(1.0),
        seed: top.whole("seed").unwrap_or_default(),
        runs: top.whole("runs").unwrap_or_default() as u32,
        precision,
        market,
        layers,
        platforms: platforms.into_iter().map(|platform| platform.spec).collect(),
        choice: frame.choice,
        outcome: OutcomeSpec { margin: Probability::new(margin.clamp(0.0, 1.0)) },
        observations,
        targets,
        sweep,
        groups: experiment::groups(&top),
    }
}

/// Without files of contacts, the market must be given.
fn check_market(top: &Reader, market: &Reader) {
    if top.has("market") {
        ["agents", "potential"].iter().filter(|key| !market.has(key)).for_each(|key| market.missing(key));
    } else {
        top.missing("market");
    }
}

/// The version of the file format that this program reads.
const FORMAT: i64 = 1;

fn check_format(top: &Reader) {
    match top.node("format").map(|node| &node.value) {
        Some(Value::Integer(format)) if *format > FORMAT => {
            let message = format!("this file is written in format {format}; this program reads format {FORMAT}");
            top.desk().error(message, top.place("format"), "too new", "a newer version of headstart reads it");
        }
        _ => {
            let _ = top.whole("format");
        }
    }
}

/// Longest simulated time [day]: two centuries.
const LONGEST: i32 = 73_050;

fn check_dates(top: &Reader, start: Option<Date>, end: Option<Date>) {
    let (Some(start), Some(end)) = (start, end) else { return };
    let set = |name: &str| top.desk().sources.address(top.place(name));
    if end <= start {
        let help = format!("start = {start} is set in {}; end must be later", set("start"));
        top.desk().error("the end is not after the start", top.place("end"), "not after the start", help);
    } else if (end - start).get_days() > LONGEST {
        let help = format!("start = {start} is set in {}", set("start"));
        top.desk().error("the simulated time is longer than 200 years", top.place("end"), "too late", help);
    }
}

/// Most ticks of a run: what the platforms offer is planned for each, some hundred bytes a tick.
const MOST_TICKS: f64 = 2e6;

fn check_ticks(top: &Reader, start: Option<Date>, end: Option<Date>, tick: Option<f64>) {
    let (Some(start), Some(end), Some(tick)) = (start, end, tick) else { return };
    let ticks = f64::from((end - start).get_days()) / tick;
    if ticks > MOST_TICKS {
        let message = format!("there are {ticks:.0} ticks from start to end; at most {MOST_TICKS} can be run");
        top.desk().error(
            message,
            top.place("tick"),
            "too short for so long a time",
            "a longer tick, or an earlier end",
        );
    }
}

fn tick(top: &Reader) -> Option<f64> {
    let tick = top.length("tick")?;
    let parts = (1.0 / tick).round();
    if tick > 0.0 && (1.0..=1440.0).contains(&parts) && (tick * parts - 1.0).abs() < 1e-9 {
        return Some(1.0 / parts);
    }
    let label = if tick > 1.0 { "longer than a day" } else { "does not divide a day" };
    let help =
        "allowed: \"1 day\", or a part that divides a day: \"12 hours\", \"6 hours\", \"1 hour\", down to \"1 minute\"";
    top.desk().error("`tick` does not fit into a day", top.place("tick"), label, help);
    None
}
