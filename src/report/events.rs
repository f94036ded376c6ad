//! What happened on a date: launches, new abilities, outages, campaigns and newly opened channels.

use jiff::civil::Date;

use super::labels::{contacts_in, layer_labels};
use super::language::Language;
use super::reactions::Reactions;
use crate::market::{Time, effort};
use crate::scenario::{
    CampaignKind, CampaignSpec, Dated, Effort, FeatureSpec, PlatformSpec, Quantity, Release, Scenario, When,
};

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
    /// The platform closes.
    Closing,
    /// It opens again.
    Reopening,
    /// Its owner gives it up.
    Concession,
}

impl EventKind {
    /// All of them.
    pub const ALL: [EventKind; 10] = [
        EventKind::Launch,
        EventKind::Feature,
        EventKind::Outage,
        EventKind::Seeding,
        EventKind::SeedingEnd,
        EventKind::Invitation,
        EventKind::Media,
        EventKind::Closing,
        EventKind::Reopening,
        EventKind::Concession,
    ];

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
            EventKind::Closing => "closing",
            EventKind::Reopening => "reopening",
            EventKind::Concession => "concession",
        }
    }
}

/// The events of a scenario within its time, by date, then platform. What reacts to the market is dated as in the middle one of the runs.
pub fn events(scenario: &Scenario, reactions: &Reactions) -> Vec<Event> {
    let of_platform = |(p, platform)| of_platform(&Marks { scenario, reactions, platform: p }, platform);
    let mut events: Vec<Event> = scenario.platforms.iter().enumerate().flat_map(of_platform).collect();
    events.retain(|event| scenario.start <= event.date && event.date <= scenario.end);
    events.sort_by_key(|event| (event.date, event.platform, event.kind));
    events
}

/// What is needed to mark the events of a platform.
struct Marks<'s> {
    scenario: &'s Scenario,
    reactions: &'s Reactions<'s>,
    platform: usize,
}

impl Marks<'_> {
    fn on(&self, date: Date, kind: EventKind, label: impl Into<String>) -> Event {
        Event { date, platform: self.platform, kind, label: label.into() }
    }

    /// An event at a moment, if it comes in at least half of the runs.
    fn at(&self, when: &When, kind: EventKind, label: &str) -> Option<Event> {
        let date = self.reactions.date(when)?;
        let median = if self.reactions.differ(when) { " (median)" } else { "" };
        Some(self.on(date, kind, format!("{label}{median}")))
    }
}

fn of_platform(marks: &Marks, spec: &PlatformSpec) -> Vec<Event> {
    let scenario = marks.scenario;
    let Some(launch) = marks.reactions.date(&spec.launch) else { return Vec::new() };
    let event = |date, kind, label: String| marks.on(date, kind, label);
    let mut events: Vec<Event> = marks.at(&spec.launch, EventKind::Launch, "launch").into_iter().collect();
    events.extend(spec.features.iter().filter_map(|feature| match &feature.release {
        Release::On { date } => marks.at(date, EventKind::Feature, &feature.name),
        Release::WhenDone { .. } => {
            let (date, label) = finished(scenario, spec, feature)?;
            Some(event(date, EventKind::Feature, label))
        }
    }));
    // What a platform can do before it is there, it can do from its launch on.
    for event in &mut events {
        event.date = event.date.max(launch);
    }
    events.extend(spec.outages.iter().filter(|outage| outage.date >= launch).map(|outage| {
        let name = outage.name.clone().unwrap_or_else(|| "outage".to_owned());
        event(outage.date, EventKind::Outage, name)
    }));
    for campaign in &spec.seeding {
        let name = campaign_name(scenario, campaign);
        let begins = marks.at(campaign.from.as_ref().unwrap_or(&spec.launch), EventKind::Seeding, &name);
        // The words of a name are its author's: quotation marks keep them apart from those around them.
        let end = if campaign.name.is_some() { format!("end of “{name}”") } else { format!("end of {name}") };
        let ends = campaign.until.as_ref().and_then(|until| marks.at(until, EventKind::SeedingEnd, &end));
        if ends.as_ref().is_none_or(|end| end.date > launch) {
            events.extend(begins.map(|event| Event { date: event.date.max(launch), ..event }).into_iter().chain(ends));
        }
    }
    for closure in &spec.closures {
        let name = closure.name.as_deref().unwrap_or("closed");
        events.extend(marks.at(&closure.from, EventKind::Closing, name));
        events.extend(marks.at(&closure.until, EventKind::Reopening, "opens again"));
    }
    let concession = spec.concede.as_ref();
    events.extend(concession.and_then(|concede| marks.at(&concede.when, EventKind::Concession, "its owner concedes")));
    let layers = layer_labels(scenario);
    for (number, layer) in scenario.layers.iter().enumerate() {
        let contacts = contacts_in(Language::English, &layers, &layer.name);
        let once = changes(&spec.invite_once[number], launch);
        let changes = changes(&spec.invite[number], launch).into_iter();
        events.extend(changes.chain(once).map(|(date, before, after)| {
            let verb = if before == 0.0 {
                "begin"
            } else if after == 0.0 {
                "end"
            } else {
                "change"
            };
            event(date, EventKind::Invitation, format!("invitations to {contacts} {verb}"))
        }));
    }
    let media = changes(&spec.media, launch).into_iter();
    events.extend(media.map(|(date, before, after)| {
        let label = if after > before { "more through media" } else { "less through media" };
        event(date, EventKind::Media, label.to_owned())
    }));
    events
}

/// The name of a campaign; one without is called by what it does.
pub fn campaign_name(scenario: &Scenario, campaign: &CampaignSpec) -> String {
    if let Some(name) = &campaign.name {
        return name.clone();
    }
    let kind = &campaign.kind;
    let audience = kind.audience().map(|audience| scenario.market.audiences[audience].name.as_str());
    match (kind, audience) {
        (CampaignKind::Bundle { .. }, Some(audience)) => format!("bundled for {audience}"),
        (_, Some(audience)) => format!("seeding to {audience}"),
        (_, None) => "seeding".to_owned(),
    }
}

/// When the work on a feature is done, and its label. Where effort or work are uncertain, each run has a date of its own: the label says that
/// this is the one of the medians.
fn finished(scenario: &Scenario, platform: &PlatformSpec, feature: &FeatureSpec) -> Option<(Date, String)> {
    let Release::WhenDone { begin, work } = &feature.release else { return None };
    let time = Time::new(scenario);
    let effort = Effort::new(&platform.effort, scenario.start, Quantity::median);
    let ready = effort::ready(&effort, time.day(*begin), work.median(), time.ticks_per_day())?;
    let day = Some(ready / time.ticks_per_day()).filter(|day| *day <= scenario.days())?;
    let uncertain = work.is_uncertain() || platform.effort.iter().any(|step| step.value.is_uncertain());
    let label = if uncertain { format!("{} (median)", feature.name) } else { feature.name.clone() };
    Some((scenario.date(day), label))
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
