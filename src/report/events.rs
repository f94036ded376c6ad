//! What happened on a date: launches, new abilities, outages, campaigns and newly opened channels.

use jiff::civil::Date;

use crate::market::{Time, effort};
use crate::scenario::{Dated, Effort, FeatureSpec, PlatformSpec, Quantity, Release, Scenario};

/// Something that a figure marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub date: Date,
    /// Position of the platform.
    pub platform: usize,
    /// What kind of event.
    pub kind: EventKind,
    /// What it is called.
    pub label: String,
}

/// Kinds of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// The platform appears.
    Launch,
    /// A new ability.
    Feature,
    /// Nobody can join, or some users leave because it failed.
    Outage,
    /// A campaign begins.
    Seeding,
    /// A campaign ends.
    SeedingEnd,
    /// Invitations over a layer change.
    Invitation,
    /// Joining by media changes.
    Media,
}

impl EventKind {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            EventKind::Launch => "launch",
            EventKind::Feature => "feature",
            EventKind::Outage => "outage",
            EventKind::Seeding => "seeding",
            EventKind::SeedingEnd => "seeding_end",
            EventKind::Invitation => "invitation",
            EventKind::Media => "media",
        }
    }
}

/// The events of a scenario within its time, by date, then platform.
pub fn events(scenario: &Scenario) -> Vec<Event> {
    let mut events: Vec<Event> =
        scenario.platforms.iter().enumerate().flat_map(|(p, platform)| of_platform(scenario, p, platform)).collect();
    events.retain(|event| scenario.start <= event.date && event.date <= scenario.end);
    events.sort_by_key(|event| (event.date, event.platform, event.kind));
    events
}

fn of_platform(scenario: &Scenario, platform: usize, spec: &PlatformSpec) -> Vec<Event> {
    let Some(launch) = spec.launch else { return Vec::new() };
    let event = |date, kind, label: String| Event { date, platform, kind, label };
    let mut events = vec![event(launch, EventKind::Launch, "launch".to_owned())];
    events.extend(spec.features.iter().filter_map(|feature| {
        let (date, label) = released(scenario, spec, feature)?;
        Some(event(date, EventKind::Feature, label))
    }));
    events.extend(spec.outages.iter().map(|outage| {
        let name = outage.name.clone().unwrap_or_else(|| "outage".to_owned());
        event(outage.date, EventKind::Outage, name)
    }));
    for campaign in &spec.seeding {
        let audience = &scenario.market.audiences[campaign.audience].name;
        let name = campaign.name.clone().unwrap_or_else(|| format!("seeding to {audience}"));
        let from = campaign.from.map_or(launch, |from| from.max(launch));
        events.push(event(from, EventKind::Seeding, name.clone()));
        events.extend(campaign.until.map(|until| event(until, EventKind::SeedingEnd, format!("end of {name}"))));
    }
    for (layer, rates) in scenario.layers.iter().zip(&spec.invite) {
        let changes = changes(rates, launch).into_iter();
        events.extend(changes.map(|(date, before, after)| {
            let verb = if before == 0.0 {
                "open"
            } else if after == 0.0 {
                "close"
            } else {
                "change"
            };
            event(date, EventKind::Invitation, format!("invitations over {} {verb}", layer.name))
        }));
    }
    let media = changes(&spec.media, launch).into_iter();
    events.extend(media.map(|(date, ..)| event(date, EventKind::Media, "media change".to_owned())));
    events
}

/// When a feature comes, and its label. Where effort or work are uncertain, each run has a date of its own: the label says that this is
/// the one of the medians.
fn released(scenario: &Scenario, platform: &PlatformSpec, feature: &FeatureSpec) -> Option<(Date, String)> {
    match &feature.release {
        Release::On { date } => Some((*date, feature.name.clone())),
        Release::WhenDone { begin, work } => {
            let time = Time::new(scenario);
            let effort = Effort::new(&platform.effort, scenario.start, Quantity::median);
            let ready = effort::ready(&effort, time.day(*begin), work.median(), time.ticks_per_day())?;
            let day = Some(ready / time.ticks_per_day()).filter(|day| *day <= scenario.days())?;
            let uncertain = work.is_uncertain() || platform.effort.iter().any(|step| step.value.is_uncertain());
            let label = if uncertain { format!("{} (median)", feature.name) } else { feature.name.clone() };
            Some((scenario.date(day), label))
        }
    }
}

/// Dates after the launch at which a rate changes, with its medians before and after.
fn changes<U>(rates: &[Dated<Quantity<U>>], launch: Date) -> Vec<(Date, f64, f64)> {
    let mut before = 0.0;
    let mut changes = Vec::new();
    for entry in rates {
        let after = entry.value.median();
        if let Some(date) = entry.from.filter(|date| *date > launch && (after - before).abs() > 0.0) {
            changes.push((date, before, after));
        }
        before = after;
    }
    changes
}
