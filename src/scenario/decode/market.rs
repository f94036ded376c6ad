//! `[market]`: who can join.

use jiff::civil::Date;

use super::graphs::Files;
use super::reader::Reader;
use super::{history, listed, path};
use crate::scenario::amount::Unit;
use crate::scenario::file::{Node, Table, Value};
use crate::scenario::keys::{AUDIENCE, POTENTIAL_POINT};
use crate::scenario::problem::did_you_mean;
use crate::scenario::{AudienceSpec, MarketSpec, Members, Potential, PotentialPoint, Quantity, amount};
use crate::units::Persons;

/// Most persons who could join: about as many as ever lived.
pub const MOST_PERSONS: f64 = 1e11;

/// Decodes the market of the time from a first to a last day; `start` is the first, if that is right.
pub fn market(market: &Reader, files: &Files, start: Option<Date>, time: (Date, Date)) -> MarketSpec {
    let agents = agents(market, files);
    let fixed = |persons| Potential::Fixed(Quantity::constant("market.potential", persons));
    let potential = match potential(market) {
        Some(potential) => potential,
        None if files.people().is_some() && !market.has("potential") => fixed(f64::from(agents)),
        None => fixed(f64::MAX),
    };
    let joins = listed::join_days(market, "joins", files, start);
    if joins.is_some() && matches!(potential, Potential::Path { .. }) {
        let help = "give the potential as one number, or take `joins` out";
        let message = "the potential over time and `market.joins` both tell who can join when";
        market.desk().error(message, market.place("joins"), "a second answer", help);
    }
    let audiences = audiences(market, files, potential.most(time.0, time.1));
    MarketSpec { agents, potential, joins, audiences, attention: market.given("attention") }
}

/// The audiences among so many persons at most.
fn audiences(market: &Reader, files: &Files, most: f64) -> Vec<AudienceSpec> {
    let audiences = market.named("audiences").entries.iter().filter_map(|entry| {
        let path = format!("market.audiences.{}", entry.key);
        let Some(table) = entry.node.table() else {
            let message = format!("`{path}` takes a table, not {}", entry.node.what());
            market.desk().error(message, entry.node.place, "not a table", "for example { share = \"80%\" }");
            return None;
        };
        let audience = Reader::open(market.desk(), table, AUDIENCE, path, entry.node.place);
        Some(AudienceSpec { name: entry.key.clone(), members: members(&audience, files, most) })
    });
    audiences.collect()
}

/// The members of an audience, by lot or by an attribute.
fn members(audience: &Reader, files: &Files, most: f64) -> Members {
    let given: Vec<&str> = ["share", "path", "attribute"].into_iter().filter(|key| audience.has(key)).collect();
    match given[..] {
        ["share"] => Members::Share { share: audience.schedule("share") },
        ["path"] => path::members(audience, most),
        ["attribute"] => listed::members(audience, "attribute", files),
        [] => {
            audience.missing("share");
            Members::none()
        }
        [.., second] => {
            let message = format!("{} has both `{}` and `{second}`", audience.path(), given[0]);
            audience.desk().error(message, audience.place(second), "a second answer", "give one of them");
            Members::none()
        }
    }
}

/// The number of agents: as given, or that of the persons in the files of contacts; 0 if that is wrong.
fn agents(market: &Reader, files: &Files) -> u32 {
    let given = market.whole("agents").map(|agents| agents as u32);
    let persons = files.people().map(|people| people.count());
    match (given, persons) {
        (None, Some(persons)) if !market.has("agents") => persons,
        (Some(agents), Some(persons)) if agents < persons => {
            let message = format!("there are {persons} persons in the files of contacts, but only {agents} agents");
            let help = format!("write at least {persons}, or leave `agents` out: then it is the number of persons");
            market.desk().error(message, market.place("agents"), "too few", help);
            0
        }
        (Some(agents), Some(persons)) if agents > persons => {
            let message = format!("{} of {agents} agents are not in the files of contacts", agents - persons);
            let help =
                format!("they have no contacts there; leave `agents` out for the {persons} persons of the files");
            market.desk().warn(message, market.place("agents"), "more than persons", help);
            agents
        }
        (given, _) => given.unwrap_or_default(),
    }
}

/// W, the real persons that one agent stands for: the largest potential from start to end over the number of agents.
pub fn persons_per_agent(reader: &Reader, market: &MarketSpec, time: (Date, Date)) -> Option<f64> {
    let most = market.potential.most(time.0, time.1);
    if market.agents == 0 || most <= 0.0 || most >= f64::MAX {
        return None;
    }
    let persons_per_agent = most / f64::from(market.agents);
    if persons_per_agent >= 1.0 {
        return Some(persons_per_agent);
    }
    let most = most.floor();
    let message = format!("there are more agents ({}) than persons who could join ({most})", market.agents);
    let potential = reader.desk().sources.address(reader.place("potential"));
    let help = format!(
        "an agent stands for at least one person: write at most {most} agents; potential is set in {potential}"
    );
    reader.desk().error(message, reader.place("agents"), "too many", help);
    None
}

fn potential(market: &Reader) -> Option<Potential> {
    let node = market.node("potential")?;
    match &node.value {
        Value::Text(text) if looks_like_a_path(text) => {
            along(history::potential_file(market.desk(), node, text)?, false)
        }
        Value::Array(_) => along(points(market, node)?, false),
        Value::Table(table) if table.node("file").is_some() || table.node("points").is_some() => {
            uncertain_path(market, table)
        }
        _ => market.given("potential").map(Potential::Fixed),
    }
}

/// Whether a text is the path of a table rather than a number of persons.
pub fn looks_like_a_path(text: &str) -> bool {
    text.to_lowercase().ends_with(".csv") || (text.contains(['/', '\\']) && amount::parse(Unit::Persons, text).is_err())
}

fn along(points: Vec<PotentialPoint>, uncertain: bool) -> Option<Potential> {
    (!points.is_empty()).then_some(Potential::Path { points, uncertain })
}

fn uncertain_path(market: &Reader, table: &Table) -> Option<Potential> {
    let known = ["file", "points", "uncertain"];
    for entry in table.entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
        let help = did_you_mean(&entry.key, &known, "keys here");
        market.desk().error(
            format!("unknown key `{}` in market.potential", entry.key),
            entry.key_place,
            "unknown",
            help,
        );
    }
    let uncertain = match table.node("uncertain").map(|node| (&node.value, node)) {
        None => false,
        Some((Value::Flag(flag), _)) => *flag,
        Some((_, node)) => {
            let message = format!("`market.potential.uncertain` takes true or false, not {}", node.what());
            let help = "true: each run draws its own path between low and high";
            market.desk().error(message, node.place, "not true or false", help);
            false
        }
    };
    let points = match (table.node("file"), table.node("points")) {
        (Some(node), None) => {
            let Some(text) = node.text() else {
                let message = format!("`market.potential.file` takes a path in quotes, not {}", node.what());
                market.desk().error(message, node.place, "not a path", "for example \"data/china-phones.csv\"");
                return None;
            };
            history::potential_file(market.desk(), node, text)?
        }
        (None, Some(node)) => points(market, node)?,
        (Some(_), Some(second)) => {
            let help = "give either `file` or `points`";
            market.desk().error("`market.potential` has two values", second.place, "a second value", help);
            return None;
        }
        (None, None) => return None,
    };
    along(points, uncertain)
}

fn points(market: &Reader, node: &Node) -> Option<Vec<PotentialPoint>> {
    let Value::Array(items) = &node.value else {
        let message = format!("`market.potential.points` takes a list, not {}", node.what());
        market.desk().error(message, node.place, "not a list", "[{ date = 2010-12-31, mid = \"60M\" }, …]");
        return None;
    };
    let mut points = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let path = format!("market.potential.{number}");
        let Some(table) = item.table() else {
            let message = format!("`{path}` takes a table, not {}", item.what());
            market.desk().error(message, item.place, "not a table", "{ date = 2010-12-31, mid = \"60M\" }");
            return None;
        };
        let reader = Reader::open(market.desk(), table, POTENTIAL_POINT, path, item.place);
        let mid = reader.given::<Persons>("mid")?.median();
        let bound = |name: &str| reader.given::<Persons>(name).map_or(mid, |bound| bound.median());
        points.push(PotentialPoint { date: reader.date("date")?, low: bound("low"), mid, high: bound("high") });
    }
    history::check_points(market.desk(), &points, node.place).then_some(points)
}
