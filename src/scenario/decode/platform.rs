//! `[platforms.NAME]`: the rivals.

use jiff::civil::Date;

use super::Frame;
use super::feature::{effort, features};
use super::invitation::{self, invitation};
use super::placement::{self, Layers};
use super::quantity;
use super::reader::Reader;
use super::seeding::{self, Around};
use super::span::Span;
use super::{capacity, choice, closing};
use crate::scenario::keys::PLATFORM;
use crate::scenario::problem::Place;
use crate::scenario::{
    Dated, Kernel, LayerSpec, MarketSpec, ObservedSpec, OutageSpec, Placement, PlatformSpec, Quantity, When, WorthSpec,
    amount,
};
use crate::units::{Days, Persons, Probability, Rate};

/// A person's state on all platforms is kept in one word.
const MOST_PLATFORMS: usize = 8;

/// A platform and its name in the tables of observations.
pub struct Decoded {
    /// The platform.
    pub spec: PlatformSpec,
    /// Its name in the tables of observations.
    pub series: String,
}

/// Decodes all platforms.
pub fn platforms(top: &Reader, frame: &Frame, market: &MarketSpec, layers: &[LayerSpec]) -> Vec<Decoded> {
    let declared = top.named_keys("contacts");
    let named = top.named("platforms");
    if top.has("platforms") && named.entries.is_empty() {
        top.desk().error(
            "there is no platform",
            top.place("platforms"),
            "empty",
            "write [platforms.NAME] and its keys below",
        );
    }
    if let Some(extra) = named.entries.get(MOST_PLATFORMS) {
        let message = format!("there are {} platforms; at most {MOST_PLATFORMS} fit", named.entries.len());
        top.desk().error(message, extra.key_place, "one too many", "take some out, or run them in several scenarios");
    }
    let mut platforms = Vec::new();
    for entry in &named.entries {
        let path = format!("platforms.{}", entry.key);
        let Some(table) = entry.node.table() else {
            let message = format!("`{path}` takes a table, not {}", entry.node.what());
            top.desk().error(message, entry.node.place, "not a table", format!("write [{path}] and its keys below"));
            continue;
        };
        let reader = Reader::open(top.desk(), table, PLATFORM, path, entry.node.place);
        let observed = reader.table("observed");
        let series = observed.text("series").unwrap_or_else(|| entry.key.clone());
        let spec = platform(&reader, &entry.key, frame, market);
        let spec =
            invitation(&reader, &entry.key, &invitation::Layers { read: layers, declared: &declared }, frame, spec);
        let spec = choice::chosen(&reader, frame, spec);
        let span = Span { launch: spec.launch.date(), frame };
        let layers = Layers { specs: layers, declared: &declared, invite: &spec.invite };
        let placement = placement::initial(&reader, &layers);
        let around = Around { platform: &entry.key, market, layers, span };
        let seeding = seeding::campaigns(&reader, &around);
        let spec = PlatformSpec { placement, seeding, observed: self::observed(&observed), ..spec };
        let invites =
            spec.invite.iter().any(|steps| !steps.is_empty()) || spec.invite_once.iter().any(|steps| !steps.is_empty());
        if !spec.launch.is_never()
            && spec.media.is_empty()
            && spec.seeding.is_empty()
            && !invites
            && !reader.has("initial_users")
            && frame.choice.is_none()
        {
            let help = "give it initial_users, media, invite or seeding; or is its name misspelt?";
            top.desk().warn(format!("nobody can join `{}`", entry.key), entry.key_place, "without effect", help);
        }
        platforms.push(Decoded { spec, series });
    }
    platforms
}

fn platform(reader: &Reader, name: &str, frame: &Frame, market: &MarketSpec) -> PlatformSpec {
    let opens = reader.when("launch", frame).unwrap_or(When::Never);
    let launch = opens.date();
    check_launch(reader, launch, frame);
    let initial_users = reader.amount("initial_users");
    // Persons enter the market and stay: the most so far are there at the launch.
    let there = frame.start.zip(launch).map(|(start, launch)| market.potential.most(start, launch.max(start)));
    check_initial_users(reader, &initial_users, frame, there);
    let media: Vec<Dated<Quantity<Rate>>> = reader.schedule("media");
    check_schedule(reader, "media", reader.place("media"), &media, frame);
    let span = Span { launch, frame };
    let effort = effort(reader);
    check_schedule(reader, "effort", reader.place("effort"), &effort, frame);
    if reader.has("trial_period") && !reader.has("trial_churn") {
        let help = "give trial_churn, or take trial_period out";
        let message = format!("{} has a trial period, but nobody leaves because of it", reader.path());
        reader.desk().warn(message, reader.place("trial_period"), "without effect", help);
    }
    PlatformSpec {
        name: name.to_owned(),
        label: reader.text("label").unwrap_or_else(|| name.to_owned()),
        color: reader.color("color"),
        luck: reader.text("luck").unwrap_or_else(|| name.to_owned()),
        launch: opens,
        initial_users,
        placement: Placement::Random,
        media,
        invite: Vec::new(),
        invite_once: Vec::new(),
        invite_period: None,
        kernel: Kernel::default(),
        fatigue: Quantity::constant("", 0.0),
        compatible: Vec::new(),
        seeding: Vec::new(),
        churn: reader.amount("churn"),
        trial_churn: reader.amount("trial_churn"),
        trial_period: reader.amount("trial_period"),
        stickiness: reader.amount("stickiness"),
        quorum: reader.amount("quorum"),
        pull: reader.amount("pull"),
        loyalty: reader.amount("loyalty"),
        multihoming: reader.amount("multihoming"),
        replaces: false,
        worth: WorthSpec::nothing(),
        returning: reader.amount("returning"),
        taste_spread: reader.amount("taste_spread"),
        features: features(reader, &effort, &span),
        effort,
        outages: reader.list("outages").iter().filter_map(|outage| self::outage(outage, &span)).collect(),
        capacity: capacity::capacity(reader, frame),
        closures: closing::closures(reader, &span),
        concede: closing::concede(reader, &span),
        observed: ObservedSpec { accounts_per_person: Quantity::constant("", 1.0), abroad: Vec::new() },
    }
}

fn check_launch(reader: &Reader, launch: Option<Date>, frame: &Frame) {
    let Some(launch) = launch else { return };
    if frame.is_over(launch) {
        let help = "if that is meant, write launch = \"never\"";
        reader.desk().warn(
            format!("{} never opens: its launch is not before the end", reader.path()),
            reader.place("launch"),
            "too late",
            help,
        );
    }
    if frame.start.is_some_and(|start| launch < start) {
        let message = format!("{} is launched before the start", reader.path());
        let help = "it opens on the first day; give the users it already has then as initial_users";
        reader.desk().warn(message, reader.place("launch"), "before the start", help);
    }
}

fn check_initial_users(reader: &Reader, users: &Quantity<Persons>, frame: &Frame, there: Option<f64>) {
    let (Some(agents), Some(each)) = (frame.agents, frame.persons_per_agent) else { return };
    let there = there.unwrap_or(each * f64::from(agents));
    if !too_few(reader, "initial_users", users, frame) && users.median() > there {
        let message =
            format!("`{}` are more than all persons who could join at the launch", reader.address("initial_users"));
        let help = format!("at most {}", amount::print(amount::Unit::Persons, there.floor()));
        reader.desk().error(message, reader.place("initial_users"), "too many", help);
    }
}

/// Reports and tells when a number of persons comes to less than one agent, without being 0.
pub fn too_few(reader: &Reader, key: &str, persons: &Quantity<Persons>, frame: &Frame) -> bool {
    let (Some(agents), Some(each)) = (frame.agents, frame.persons_per_agent) else { return false };
    let persons = persons.median();
    if persons <= 0.0 || persons >= each {
        return false;
    }
    let enough = (f64::from(agents) * each / persons).ceil();
    let verb = if key.ends_with('s') { "come" } else { "comes" };
    let message = format!("`{}` {verb} to less than one agent", reader.address(key));
    let help = format!(
        "with {agents} agents each stands for {} persons: write at least that many, or at least {enough} agents",
        amount::print(amount::Unit::Persons, each.ceil())
    );
    reader.desk().error(message, reader.place(key), "less than one agent", help);
    true
}

/// Warns about changes that come after the end.
pub fn check_schedule<U>(reader: &Reader, name: &str, place: Place, entries: &[Dated<Quantity<U>>], frame: &Frame) {
    for date in entries.iter().filter_map(|entry| entry.from).filter(|date| frame.is_over(*date)) {
        let message = format!("`{}` changes on {date}, which is not before the end", reader.address(name));
        reader.desk().warn(message, place, "without effect", "take the entry out, or move the end");
    }
}

fn outage(reader: &Reader, span: &Span) -> Option<OutageSpec> {
    let date = reader.date("date");
    if let Some(date) = date {
        span.check(reader, "date", date);
    }
    let outage = OutageSpec {
        name: reader.text("name"),
        date: date.unwrap_or_default(),
        duration: duration(reader)?,
        leave: reader.amount::<Probability>("leave"),
        reputation_loss: reader.amount("reputation_loss"),
        recovery: reader.amount("recovery"),
    };
    date.map(|_| outage)
}

fn duration(reader: &Reader) -> Option<Quantity<Days>> {
    match (reader.has("hours"), reader.has("duration")) {
        (true, false) => reader.given::<Days>("hours").map(|hours| quantity::scaled(hours, 24.0)),
        (false, true) => reader.given("duration"),
        (true, true) => {
            let message = format!("{} has both `hours` and `duration`", reader.path());
            reader.desk().error(message, reader.place("duration"), "a second length", "give one of them");
            None
        }
        (false, false) => {
            let message = format!("{} does not say how long it lasts", reader.path());
            let help = "write hours = 10, or duration = \"2 days\"";
            reader.desk().error(message, reader.place("hours"), "in this table", help);
            None
        }
    }
}

fn observed(reader: &Reader) -> ObservedSpec {
    let mut abroad: Vec<(Date, f64)> = Vec::new();
    for point in reader.list("abroad") {
        let (Some(date), Some(share)) = (point.date("date"), point.given::<Probability>("share")) else { continue };
        if abroad.last().is_some_and(|(last, _)| *last >= date) {
            let message = format!("the dates of `{}` do not ascend", reader.address("abroad"));
            reader.desk().error(message, point.place("date"), "not after the point before", "order the points by date");
        }
        abroad.push((date, share.median()));
    }
    ObservedSpec { accounts_per_person: reader.amount("accounts_per_person"), abroad }
}
