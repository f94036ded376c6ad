//! Element 6 for one scenario: the files that it was read from, by content; its calendar, the potential, and history.

use jiff::civil::Date;

use super::numbers::{number, persons};
use super::tables::table;
use crate::graphfile::grouped;
use crate::scenario::load::Loaded;
use crate::scenario::problem::SourceKind;
use crate::scenario::show::sha256;
use crate::scenario::{
    Dated, GraphSpec, Metric, PlatformSpec, Potential, Quantity, Release, Scenario, Target, Unit, When,
};

/// Everything from outside.
pub fn inputs(loaded: &Loaded) -> String {
    let scenario = &loaded.scenario;
    let parts = [
        files(loaded),
        titled("The calendar:", calendar(scenario)),
        titled("The potential [persons]:", potential(scenario)),
        history(scenario),
        titled("Targets, as the press counts:", targets(scenario)),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn titled(title: &str, table: String) -> String {
    if table.is_empty() { table } else { format!("{title}\n\n{table}") }
}

/// The files, by content.
fn files(loaded: &Loaded) -> String {
    let row = |what: &str, name: &str, hash: &str| vec![format!("`{name}`"), what.to_owned(), format!("`{hash}`")];
    let sources = loaded.layered.sources.list().iter().filter_map(|source| {
        let what = match source.kind {
            SourceKind::Scenario(_) => "scenario",
            SourceKind::Parent(_) => "scenario that it extends",
            SourceKind::CommandLine => return None,
        };
        Some(row(what, &source.name, &sha256(source.text.as_bytes())))
    });
    let tables = loaded.layered.sources.tables().iter();
    let tables = tables.map(|(path, text)| row("table", &path.display().to_string(), &sha256(text.as_bytes())));
    let contacts = |graph: &GraphSpec| row("contacts", &graph.file.path, &graph.file.sha256);
    let persons = |graph: &GraphSpec| graph.nodes.as_ref().map(|nodes| row("persons", &nodes.path, &nodes.sha256));
    let graphs = loaded.scenario.graphs().flat_map(|graph| [contacts(graph)].into_iter().chain(persons(graph)));
    table(&["file", "what", "SHA-256"], &sources.chain(tables).chain(graphs).collect::<Vec<_>>())
}

/// What is dated, in the order of the dates.
fn calendar(scenario: &Scenario) -> String {
    let mut dated: Vec<(Date, String, String)> = Vec::new();
    for platform in &scenario.platforms {
        dated.extend(events(scenario, platform).into_iter().map(|(date, what)| (date, platform.label.clone(), what)));
    }
    dated.sort_by_key(|(date, ..)| *date);
    let rows = dated.into_iter().map(|(date, whose, what)| vec![date.to_string(), whose, what]);
    table(&["date", "platform", "what"], &rows.collect::<Vec<_>>())
}

fn events(scenario: &Scenario, platform: &PlatformSpec) -> Vec<(Date, String)> {
    let mut events: Vec<(Date, String)> =
        platform.launch.date().into_iter().map(|date| (date, "launch".to_owned())).collect();
    for campaign in &platform.seeding {
        let name = campaign.name.as_ref().map_or_else(|| "a campaign".to_owned(), |name| format!("campaign: {name}"));
        let dated = |when: &Option<When>| when.as_ref().and_then(When::date);
        events.extend(dated(&campaign.from).map(|date| (date, format!("{name}, begins"))));
        events.extend(dated(&campaign.until).map(|date| (date, format!("{name}, is over"))));
    }
    for feature in &platform.features {
        events.extend(match &feature.release {
            Release::On { date } => date.date().map(|date| (date, format!("feature: {}", feature.name))),
            Release::WhenDone { begin, .. } => Some((*begin, format!("work begins on the feature: {}", feature.name))),
        });
    }
    for outage in &platform.outages {
        let name = outage.name.as_ref().map_or_else(|| "outage".to_owned(), |name| format!("outage: {name}"));
        events.push((outage.date, name));
    }
    for closure in &platform.closures {
        let name = closure.name.as_deref().unwrap_or("closed");
        events.extend(closure.from.date().map(|date| (date, format!("closes: {name}"))));
        events.extend(closure.until.date().map(|date| (date, "opens again".to_owned())));
    }
    events.extend(platform.concede.iter().filter_map(|concede| Some((concede.when.date()?, "concedes".to_owned()))));
    events.extend(changes(&platform.media, "media"));
    for (layer, rates) in scenario.layers.iter().zip(&platform.invite) {
        events.extend(changes(rates, &format!("invitations over {}", layer.name)));
    }
    events.extend(changes(&platform.effort, "effort"));
    events
}

/// The dates on which an amount over time changes.
fn changes<U>(steps: &[Dated<Quantity<U>>], what: &str) -> Vec<(Date, String)> {
    steps.iter().filter_map(|step| Some((step.from?, format!("{what}: another value")))).collect()
}

fn potential(scenario: &Scenario) -> String {
    let Potential::Path { points, .. } = &scenario.market.potential else { return String::new() };
    let rows = points
        .iter()
        .map(|point| vec![point.date.to_string(), persons(point.low), persons(point.mid), persons(point.high)]);
    table(&["date", "low", "mid", "high"], &rows.collect::<Vec<_>>())
}

fn history(scenario: &Scenario) -> String {
    if scenario.observations.is_empty() {
        return String::new();
    }
    let count = |(position, platform): (usize, &PlatformSpec)| {
        let own = scenario.observations.iter().filter(|one| one.platform == position).count();
        format!("{} of {}", grouped(own as u64), platform.label)
    };
    let counts: Vec<String> = scenario.platforms.iter().enumerate().map(count).collect();
    format!("Published numbers drawn beside the curves: {}.", counts.join(", "))
}

fn targets(scenario: &Scenario) -> String {
    let row = |target: &Target| {
        let one = &target.observation;
        let metric = match one.metric {
            Metric::Registered => "registered accounts",
            Metric::Active => "users active within a month",
            Metric::New => "new accounts a day",
        };
        vec![
            one.date.to_string(),
            scenario.platforms[one.platform].label.clone(),
            metric.to_owned(),
            format!("{} ({} to {})", persons(one.value), persons(one.low), persons(one.high)),
            number(Unit::Plain, target.weight, ""),
            one.source.clone(),
        ]
    };
    let head = ["date", "platform", "what is counted", "value", "weight", "source"];
    table(&head, &scenario.targets.iter().map(row).collect::<Vec<_>>())
}
