//! The timeline and the days as tables, and for scripts.

use serde_json::{Map, Value, json};

use super::teller::Teller;
use crate::engine::biography::{Change, Clock, Event, Inviter, Inviting, LEAVING, Station, Turn};
use crate::report::events::campaign_name;
use crate::report::table::{Table, Values, share};

/// All tables by the names of their files; the first is that of the timeline.
pub fn tables(teller: &Teller) -> Vec<(&'static str, Table)> {
    vec![("timeline", timeline(teller)), ("contacts", contacts(teller))]
}

/// What happened at a station, in columns.
struct Told<'a> {
    event: &'static str,
    platform: Option<usize>,
    turn: Option<&'a Turn>,
    cause: Option<usize>,
    inviter: Option<&'a Inviter>,
}

fn told(station: &Station) -> Told<'_> {
    let plain = |event, platform| Told { event, platform, turn: None, cause: None, inviter: None };
    match &station.event {
        Event::Enters => plain("enters", None),
        Event::Won { platform, cause, .. } => Told { cause: Some(*cause), ..plain("joins", Some(*platform)) },
        Event::Joins { turn, cause, inviter } => Told {
            turn: Some(turn),
            cause: Some(*cause),
            inviter: inviter.as_ref(),
            ..plain("joins", Some(turn.platform))
        },
        Event::Along { platform, cause: Some(cause), .. } => {
            Told { cause: Some(*cause), ..plain("joins", Some(*platform)) }
        }
        Event::Along { platform, cause: None, .. } => plain("leaves", Some(*platform)),
        Event::Leaves(turn) => Told { turn: Some(turn), ..plain("leaves", Some(turn.platform)) },
        Event::Lapses { platform, .. } => plain("lapses", Some(*platform)),
        Event::Ends(_) => plain("ends", None),
    }
}

/// A column of the timeline.
fn real(stations: &[Station], of: impl Fn(&Station, &Told) -> Option<f64>) -> Values {
    Values::Optional(stations.iter().map(|station| of(station, &told(station))).collect())
}

/// `timeline`: a row a station.
fn timeline(teller: &Teller) -> Table {
    let stations = &teller.life.biography.stations;
    let text = |of: &dyn Fn(&Station, &Told) -> Option<String>| {
        Values::Text(stations.iter().map(|station| of(station, &told(station))).collect())
    };
    let name = |p: usize| teller.scenario.platforms[p].name.clone();
    let date = |tick| Some(teller.date(tick));
    let mut table = Table::default();
    table.add("date", Values::Date(stations.iter().map(|station| date(station.tick)).collect()));
    table.add("tick", Values::Whole(stations.iter().map(|station| station.tick.into()).collect()));
    table.add("event", text(&|_, told| Some(told.event.to_owned())));
    table.add("platform", text(&|_, told| told.platform.map(name)));
    table.add("cause", text(&|_, told| told.cause.map(|cause| teller.life.causes[cause].clone())));
    table.add("campaign", text(&|station, _| campaign(teller, &station.event)));
    table.add("inviter", real(stations, |_, told| told.inviter.map(|inviter| inviter.person.into())));
    table.add("inviter_platform", text(&|_, told| told.inviter.map(|inviter| name(inviter.on))));
    table.add("inviter_nth", real(stations, |_, told| told.inviter?.nth.map(f64::from)));
    let since = stations.iter().map(|station| told(station).inviter.and_then(|inviter| date(inviter.since)));
    table.add("inviter_since", Values::Date(since.collect()));
    let days = |station: &Station, turn: &Turn| Some(teller.day(station.tick) - teller.day(turn.clock.from?));
    table.add("days", real(stations, |station, told| days(station, told.turn?)));
    table.add("clock", real(stations, |_, told| Some(told.turn?.clock.needed)));
    table.add("hold_out_longer", real(stations, |_, told| Some(share(told.turn?.clock.longer))));
    table.add("factor", real(stations, |_, told| Some(told.turn?.factor)));
    table.add("crowd", real(stations, |_, told| Some(told.turn.filter(|_| told.event == "leaves")?.crowd)));
    table.add("reputation", real(stations, |_, told| Some(share(told.turn?.reputation))));
    table.add("down", real(stations, |_, told| Some(share(told.turn?.down))));
    for (name, event, at) in reasons(teller) {
        table.add(format!("rate_{name}"), real(stations, |_, told| part(told, event, at, |turn| &turn.rates)));
    }
    for (name, event, at) in reasons(teller) {
        table
            .add(format!("clock_{name}"), real(stations, |_, told| part(told, event, at, |turn| &turn.clock.gathered)));
    }
    for (l, layer) in teller.scenario.layers.iter().enumerate() {
        let over = |told: &Told| told.turn?.inviting.get(l).copied();
        table.add(format!("inviting_{}", layer.name), real(stations, |_, told| Some(over(told)?.persons.into())));
        table.add(format!("kernel_{}", layer.name), real(stations, |_, told| Some(over(told)?.kernel)));
    }
    table.add("contacts", Values::Whole(stations.iter().map(|station| station.around.contacts.into()).collect()));
    let entered = stations.iter().map(|station| station.meanwhile.entered.into());
    table.add("meanwhile_entered", Values::Whole(entered.collect()));
    for (p, platform) in teller.scenario.platforms.iter().enumerate() {
        let whole = |of: &dyn Fn(&Station) -> u32| Values::Whole(stations.iter().map(|one| of(one).into()).collect());
        table.add(format!("contacts_{}", platform.name), whole(&|station| station.around.users[p]));
        table.add(format!("meanwhile_joined_{}", platform.name), whole(&|station| station.meanwhile.joined[p]));
        table.add(format!("meanwhile_left_{}", platform.name), whole(&|station| station.meanwhile.left[p]));
        let down = real(stations, |station, _| Some(share(station.meanwhile.down[p])));
        table.add(format!("meanwhile_down_{}", platform.name), down);
    }
    table
}

/// What drives turns: its name in files, the turn that it drives, its place there.
fn reasons<'a>(teller: &'a Teller) -> Vec<(&'a str, &'static str, usize)> {
    let joining = teller.life.causes[teller.joining()].iter().enumerate();
    let joining = joining.map(|(at, name)| (name.as_str(), "joins", at));
    joining.chain(LEAVING.iter().enumerate().map(|(at, name)| (*name, "leaves", at))).collect()
}

fn part(told: &Told, event: &str, at: usize, of: impl Fn(&Turn) -> &Vec<f64>) -> Option<f64> {
    told.turn.filter(|_| told.event == event).map(|turn| of(turn)[at])
}

/// The campaign that won the person at once.
fn campaign(teller: &Teller, event: &Event) -> Option<String> {
    match event {
        Event::Won { platform, by, .. } => Some(campaign_name(teller.scenario, teller.campaign(*platform, *by)?)),
        _ => None,
    }
}

/// `contacts`: a row a day and platform.
fn contacts(teller: &Teller) -> Table {
    let days = &teller.life.biography.days;
    let platforms = &teller.scenario.platforms;
    let rows: Vec<(usize, usize)> =
        (0..days.len()).flat_map(|day| (0..platforms.len()).map(move |p| (day, p))).collect();
    let whole =
        |of: &dyn Fn(usize, usize) -> u32| Values::Whole(rows.iter().map(|(day, p)| i64::from(of(*day, *p))).collect());
    let dates = rows.iter().map(|(day, _)| Some(teller.scenario.date(*day as u32)));
    let mut table = Table::default();
    table.add("date", Values::Date(dates.collect()));
    table.add("day", whole(&|day, _| day as u32));
    table.add("platform", Values::Text(rows.iter().map(|(_, p)| Some(platforms[*p].name.clone())).collect()));
    table.add("inside", whole(&|day, _| days[day].inside.into()));
    table.add("open", whole(&|day, p| (days[day].open >> p & 1).into()));
    table.add("active", whole(&|day, p| (days[day].active >> p & 1).into()));
    table.add("clock_filled", Values::Real(rows.iter().map(|(day, p)| share(days[*day].clocks[*p])).collect()));
    table.add("contacts", whole(&|day, _| days[day].around.contacts));
    table.add("contacts_active", whole(&|day, p| days[day].around.users[p]));
    for (l, layer) in teller.scenario.layers.iter().enumerate() {
        table.add(format!("contacts_{}", layer.name), whole(&|day, _| days[day].around.layers[l].contacts));
        table.add(format!("contacts_active_{}", layer.name), whole(&|day, p| days[day].around.layers[l].users[p]));
    }
    table
}

/// Contacts by layer.
pub fn degrees_json(teller: &Teller) -> Value {
    let layers = teller.scenario.layers.iter().zip(&teller.life.biography.degrees);
    Value::Object(layers.map(|(layer, degree)| (layer.name.clone(), json!(degree))).collect())
}

/// Taste by platform.
pub fn tastes_json(teller: &Teller) -> Value {
    let platforms = teller.scenario.platforms.iter().zip(&teller.life.biography.tastes);
    Value::Object(platforms.map(|(platform, taste)| (platform.name.clone(), json!(taste))).collect())
}

/// The day from which on the person belongs to each audience.
pub fn audiences_json(teller: &Teller) -> Value {
    let audiences = teller.scenario.market.audiences.iter().zip(&teller.life.biography.audiences);
    let day = |first: &Option<u32>| json!(first.map(|tick| teller.date(tick).to_string()));
    Value::Object(audiences.map(|(audience, first)| (audience.name.clone(), day(first))).collect())
}

/// How much of a crowd the person needs, by platform with thresholds.
pub fn thresholds_json(teller: &Teller) -> Value {
    let platforms = teller.scenario.platforms.iter().zip(&teller.life.biography.thresholds);
    let named = platforms.filter_map(|(platform, needed)| Some((platform.name.clone(), json!((*needed)?))));
    Value::Object(named.collect())
}

/// What happened to the platforms.
pub fn milestones_json(teller: &Teller) -> Value {
    let told = teller.life.biography.milestones.iter().map(|milestone| {
        json!({
            "date": teller.date(milestone.tick).to_string(),
            "platform": teller.scenario.platforms[milestone.platform].name,
            "event": match milestone.change {
                Change::Opens => "opens",
                Change::Closes => "closes",
                Change::OpensAgain => "opens again",
                Change::Concedes => "concedes",
            },
        })
    });
    told.collect()
}

/// The stations.
pub fn timeline_json(teller: &Teller) -> Value {
    teller.life.biography.stations.iter().map(|station| station_json(teller, station)).collect()
}

fn station_json(teller: &Teller, station: &Station) -> Value {
    let told = told(station);
    let by_platform = |numbers: &[u32]| {
        let named = teller.scenario.platforms.iter().zip(numbers);
        named.map(|(platform, number)| (platform.name.clone(), json!(number))).collect::<Map<_, _>>()
    };
    let inviter = told.inviter.map(|inviter| {
        json!({
            "person": inviter.person,
            "id": teller.id(inviter.person),
            "platform": teller.scenario.platforms[inviter.on].name,
            "nth": inviter.nth,
            "since": teller.date(inviter.since).to_string(),
        })
    });
    let clocks = match &station.event {
        Event::Ends(clocks) => Some(
            clocks
                .iter()
                .map(|clock| {
                    json!({
                        "needed": clock.needed,
                        "filled": share(clock.filled()),
                    })
                })
                .collect::<Vec<_>>(),
        ),
        _ => None,
    };
    let mut value = json!({
        "date": teller.date(station.tick).to_string(),
        "tick": station.tick,
        "event": told.event,
        "platform": told.platform.map(|p| &teller.scenario.platforms[p].name),
        "cause": told.cause.map(|cause| &teller.life.causes[cause]),
        "campaign": campaign(teller, &station.event),
        "inviter": inviter,
        "turn": told.turn.map(|turn| turn_json(teller, station, turn)),
        "clocks": clocks,
        "contacts": {"market": station.around.contacts, "active": by_platform(&station.around.users)},
        "meanwhile": {
            "entered": station.meanwhile.entered,
            "joined": by_platform(&station.meanwhile.joined),
            "left": by_platform(&station.meanwhile.left),
            "down": by_platform_days(teller, &station.meanwhile.down),
        },
    });
    if let Value::Object(entries) = &mut value {
        entries.retain(|_, value| !value.is_null());
    }
    value
}

fn by_platform_days(teller: &Teller, days: &[f64]) -> Map<String, Value> {
    let named = teller.scenario.platforms.iter().zip(days);
    named.map(|(platform, days)| (platform.name.clone(), json!(share(*days)))).collect()
}

fn turn_json(teller: &Teller, station: &Station, turn: &Turn) -> Value {
    let event = told(station).event;
    let named = |parts: &[f64]| {
        let names = reasons(teller).into_iter().filter(|reason| reason.1 == event);
        names.zip(parts).map(|((name, ..), part)| (name.to_owned(), json!(part))).collect::<Map<_, _>>()
    };
    let Clock { needed, longer, from, gathered, .. } = &turn.clock;
    let inviting = teller.scenario.layers.iter().zip(&turn.inviting).map(|(layer, Inviting { persons, kernel })| {
        (layer.name.clone(), json!({"persons": persons, "kernel": kernel}))
    });
    json!({
        "occurrence": turn.occurrence,
        "factor": turn.factor,
        "rates": named(&turn.rates),
        "inviting": inviting.collect::<Map<_, _>>(),
        "crowd": turn.crowd,
        "reputation": share(turn.reputation),
        "down": share(turn.down),
        "clock": {
            "needed": needed,
            "from": from.map(|tick| teller.date(tick).to_string()),
            "gathered": named(gathered),
            "hold_out_longer": share(*longer),
        },
    })
}
