//! `[[platforms.NAME.seeding]]`: campaigns of three kinds, told apart by `rate`, `install` or `target`.

use super::placement::{self, Layers};
use super::platform::too_few;
use super::reader::Reader;
use super::span::Span;
use crate::scenario::amount::{self, Unit};
use crate::scenario::problem::did_you_mean;
use crate::scenario::{CampaignKind, CampaignSpec, MarketSpec, Quantity, When};
use crate::units::Persons;

/// What campaigns can speak of.
pub struct Around<'a> {
    /// The name of the platform.
    pub platform: &'a str,
    /// Who can join.
    pub market: &'a MarketSpec,
    /// The contacts.
    pub layers: Layers<'a>,
    /// The time in which the platform can win people.
    pub span: Span<'a>,
}

/// The campaigns of a platform.
pub fn campaigns(platform: &Reader, around: &Around) -> Vec<CampaignSpec> {
    platform.list("seeding").iter().filter_map(|reader| campaign(reader, around)).collect()
}

fn campaign(reader: &Reader, around: &Around) -> Option<CampaignSpec> {
    let (from, until) = around.span.time(reader);
    check_time(reader, (&from, &until), &around.span);
    let kinds: Vec<&str> = ["rate", "install", "target"].into_iter().filter(|key| reader.has(key)).collect();
    let kind = match kinds[..] {
        ["rate"] => push(reader, around),
        ["install"] => bundle(reader, around),
        ["target"] => drive(reader, around, until.as_ref()),
        [] => {
            let message = format!("{} does not say what it does", reader.path());
            let help =
                "give rate (to all of an audience), install (with new phones) or target and budget (to chosen persons)";
            reader.desk().error(message, reader.place("rate"), "in this table", help);
            None
        }
        _ => {
            let message = format!("{} has `{}`", reader.path(), kinds.join("` and `"));
            reader.desk().error(message, reader.place(kinds[1]), "a second kind", "give one of them");
            None
        }
    };
    Some(CampaignSpec { name: reader.text("name"), from, until, kind: kind? })
}

fn check_time(reader: &Reader, time: (&Option<When>, &Option<When>), span: &Span) {
    let date = |when: &Option<When>| when.as_ref().and_then(When::date);
    // A campaign that is running when the platform opens works from then on.
    if let Some(from) = date(time.0).filter(|from| span.frame.is_over(*from)) {
        span.check(reader, "from", from);
    }
    if let Some(until) = date(time.1).filter(|until| span.launch.is_some_and(|launch| *until <= launch)) {
        let help = format!("the platform opens on {}", span.launch.unwrap_or(until));
        let message = format!("{} is over when the platform opens", reader.path());
        reader.desk().warn(message, reader.place("until"), "not after the launch", help);
    }
}

/// Reports keys that belong to campaigns of another kind.
fn only(reader: &Reader, kind: &str, others: &[&str]) {
    for key in others.iter().filter(|key| reader.has(key)) {
        let message = format!("`{}` has no effect beside `{kind}`", reader.address(key));
        reader.desk().error(message, reader.place(key), "belongs to `target`", "take it out");
    }
}

fn push(reader: &Reader, around: &Around) -> Option<CampaignKind> {
    only(reader, "rate", &["budget", "accept", "of", "layer"]);
    let rate = reader.given("rate");
    Some(CampaignKind::Push { audience: needed(reader, around, "rate")?, rate: rate? })
}

fn bundle(reader: &Reader, around: &Around) -> Option<CampaignKind> {
    only(reader, "install", &["budget", "accept", "of", "layer"]);
    let install = reader.given("install");
    Some(CampaignKind::Bundle { audience: needed(reader, around, "install")?, install: install? })
}

fn drive(reader: &Reader, around: &Around, until: Option<&When>) -> Option<CampaignKind> {
    if until.is_some_and(|until| until.date().is_none()) {
        let message = format!("{} spreads its budget until nobody knows when", reader.path());
        let help = "write a date; without `until` it turns to all persons at once";
        reader.desk().error(message, reader.place("until"), "not a date", help);
    }
    let target = placement::target(reader, &around.layers, around.platform, &around.span.frame.terms.names);
    let limited = reader.has("audience");
    let audience = if limited { audience(reader, around) } else { None };
    let budget = budget(reader, around);
    let accept = reader.amount("accept");
    let audience = if limited { Some(audience?) } else { None };
    Some(CampaignKind::Drive { target: target?, audience, budget: budget?, accept })
}

/// How many persons a campaign turns to.
fn budget(reader: &Reader, around: &Around) -> Option<Quantity<Persons>> {
    if !reader.has("budget") {
        reader.missing("budget");
    }
    let budget: Quantity<Persons> = reader.given("budget")?;
    let frame = around.span.frame;
    let all = frame.persons_per_agent.zip(frame.agents).map(|(each, agents)| each * f64::from(agents));
    if too_few(reader, "budget", &budget, frame) {
        return None;
    }
    if let Some(all) = all.filter(|all| budget.median() > *all) {
        let message = format!("`{}` is more than all persons who could join", reader.address("budget"));
        let help = format!("at most {}", amount::print(Unit::Persons, all.floor()));
        reader.desk().error(message, reader.place("budget"), "too many", help);
    }
    Some(budget)
}

/// The audience of a campaign that cannot do without one.
fn needed(reader: &Reader, around: &Around, kind: &str) -> Option<usize> {
    if !reader.has("audience") {
        let message = format!("`audience` is missing in {}", reader.path());
        let help = format!("it takes the name of an audience: whom `{kind}` is for");
        reader.desk().error(message, reader.place(kind), "for whom?", help);
    }
    audience(reader, around)
}

fn audience(reader: &Reader, around: &Around) -> Option<usize> {
    let audience = reader.text("audience")?;
    let names: Vec<&str> = around.market.audiences.iter().map(|audience| audience.name.as_str()).collect();
    let found = names.iter().position(|name| *name == audience);
    if found.is_none() {
        let help = match names.len() {
            0 => format!("there are no audiences; write [market.audiences.{audience}] with share = \"80%\""),
            _ => did_you_mean(&audience, &names, "audiences"),
        };
        let message = format!("there is no audience \"{audience}\"");
        reader.desk().error(message, reader.place("audience"), "unknown audience", help);
    }
    found
}
