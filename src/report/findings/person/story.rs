//! The timeline in lines: a date, and what happened; below each turn what tipped it.

use super::teller::{Teller, composition, listed, rate_words, two_digits};
use crate::engine::biography::{Clock, Event, Inviter, Station, Turn};
use crate::report::findings::words::counted;
use crate::report::frame_thousands as thousands;
use crate::report::numbers::percent;

/// Date and text, the head first.
pub fn rows(teller: &Teller) -> Vec<Vec<String>> {
    let mut rows = vec![["date", ""].map(str::to_owned).to_vec()];
    let stations = &teller.life.biography.stations;
    for (number, station) in stations.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| &stations[before]);
        rows.extend(before.and_then(|before| meanwhile(teller, before, station)).map(undated));
        let mut dates = std::iter::once(teller.date(station.tick).to_string()).chain(std::iter::repeat(String::new()));
        rows.extend(lines(teller, station).into_iter().map(|text| vec![dates.next().unwrap_or_default(), text]));
    }
    rows
}

fn undated(text: String) -> Vec<String> {
    vec![String::new(), text]
}

/// What the contacts did since the station before; nothing within a tick.
fn meanwhile(teller: &Teller, before: &Station, station: &Station) -> Option<String> {
    if before.tick == station.tick || station.around.contacts == 0 {
        return None;
    }
    let told = &station.meanwhile;
    let mut parts = Vec::new();
    if told.entered > 0 {
        parts.push(format!("{} the market", several(told.entered, "enter")));
    }
    for p in 0..told.joined.len() {
        for (number, verb) in [(told.joined[p], "join"), (told.left[p], "leave")] {
            if number > 0 {
                parts.push(format!("{} {}", several(number, verb), teller.platform(p)));
            }
        }
    }
    let now = teller.contacts_there(&station.around, station.tick);
    let now = if now.is_empty() { String::new() } else { format!("; now {now}") };
    let Some((first, others)) = parts.split_first() else { return Some(format!("… no contact moves{now}")) };
    // "5 join First" begins with the number of contacts.
    let (number, rest) = first.split_once(' ').unwrap_or((first, ""));
    let contacts = if number == "1" { "contact" } else { "contacts" };
    let moved: Vec<&str> = std::iter::once(rest).chain(others.iter().map(String::as_str)).collect();
    Some(format!("… {number} {contacts} {}{now}", moved.join(", ")))
}

/// "1 joins", "12 join".
fn several(number: u32, verb: &str) -> String {
    format!("{} {verb}{}", thousands(number), if number == 1 { "s" } else { "" })
}

fn lines(teller: &Teller, station: &Station) -> Vec<String> {
    match &station.event {
        Event::Enters => entry(teller, station),
        Event::Placed(p) => vec![format!("is one of the first users of {}", teller.platform(*p))],
        Event::Joins { turn, cause, inviter } => {
            let verb = if turn.occurrence > 0 { "returns to" } else { "joins" };
            let by = invited(teller, *cause, inviter.as_ref());
            turned(teller, station, turn, format!("{verb} {}, {by}", teller.platform(turn.platform)))
        }
        Event::Leaves(turn) => {
            let stayed = teller.day(station.tick) - turn.clock.from.map_or(0.0, |from| teller.day(from));
            let after = counted(stayed.round() as u64, "day");
            turned(teller, station, turn, format!("leaves {} after {after}", teller.platform(turn.platform)))
        }
        Event::Ends(clocks) => end(teller, station, clocks),
    }
}

/// Who the person is.
fn entry(teller: &Teller, station: &Station) -> Vec<String> {
    let tick = station.tick;
    let life = &teller.life.biography;
    let layers = teller.scenario.layers.iter().zip(&life.degrees);
    let contacts: Vec<String> =
        layers.map(|(layer, degree)| format!("{} by {}", thousands(*degree), layer.name)).collect();
    let contacts = if contacts.is_empty() { String::new() } else { format!("; contacts: {}", contacts.join(", ")) };
    let mut lines = vec![format!("enters the market{contacts}")];
    let audiences = teller.scenario.market.audiences.iter().zip(&life.audiences);
    let belongs = audiences.filter_map(|(audience, first)| {
        let since = (*first)?;
        let from = if since <= tick { String::new() } else { format!(" from {}", teller.date(since)) };
        Some(format!("{}{from}", audience.name))
    });
    let belongs: Vec<String> = belongs.collect();
    if !belongs.is_empty() {
        lines.push(format!("belongs to {}", listed(&belongs)));
    }
    let tastes = life.tastes.iter().enumerate().filter(|(_, taste)| (**taste - 1.0).abs() > 0.0);
    let tastes: Vec<String> =
        tastes.map(|(p, taste)| format!("{} ×{}", teller.platform(p), two_digits(*taste))).collect();
    if !tastes.is_empty() {
        lines.push(format!("taste: {}", tastes.join(", ")));
    }
    if station.around.users.iter().any(|users| *users > 0) {
        lines.push(format!("contacts in the market: {}", teller.contacts_there(&station.around, tick)));
    }
    lines
}

fn invited(teller: &Teller, cause: usize, inviter: Option<&Inviter>) -> String {
    match inviter {
        Some(inviter) => {
            let layer = teller.layer_of(cause).map_or("", |layer| &teller.scenario.layers[layer].name);
            format!(
                "invited by {} ({layer} contact), there since {}",
                teller.person(inviter.person),
                teller.date(inviter.since)
            )
        }
        None => format!("through {}", teller.cause(cause)),
    }
}

/// A transition, and what tipped it.
fn turned(teller: &Teller, station: &Station, turn: &Turn, what: String) -> Vec<String> {
    let names = teller.reasons(&station.event);
    let there = |at: usize| teller.layer_of(at + 1).map_or_else(String::new, |layer| there(station, turn, layer));
    let joins = matches!(station.event, Event::Joins { .. });
    let rate = rate_words(turn.rates.iter().sum());
    let now = composition(&names, &turn.rates, |at| if joins { there(at) } else { String::new() });
    let Clock { needed, longer, from, gathered } = &turn.clock;
    let days = from.map_or(0.0, |from| teller.day(station.tick) - teller.day(from)).round() as u64;
    let all = composition(&names, gathered, |_| String::new());
    vec![
        what,
        format!("hazard {rate}{}: {now}", factor(teller, station, turn)),
        format!(
            "clock full at {} after {}: {all}; {} of people hold out longer",
            two_digits(*needed),
            counted(days, "day"),
            percent(*longer)
        ),
    ]
}

/// What contacts and standing do to a hazard: ", ×0.18 because on Second".
fn factor(teller: &Teller, station: &Station, turn: &Turn) -> String {
    if (turn.factor - 1.0).abs() < 0.005 {
        return String::new();
    }
    let times = two_digits(turn.factor);
    if matches!(station.event, Event::Leaves(_)) {
        return format!(", churn ×{times} because of the contacts there");
    }
    let matters = |factor: f64| (factor - 1.0).abs() >= 0.005;
    let home = matters(turn.factor / turn.returning).then(|| teller.rivals(turn.platform, station));
    let home = home.map(|rivals| format!("on {}", listed(&rivals)));
    let returning = matters(turn.returning).then(|| "it is a return".to_owned());
    let reasons: Vec<String> = home.into_iter().chain(returning).collect();
    format!(", ×{times} because {}", reasons.join(" and "))
}

/// " (5 of 14 there)".
fn there(station: &Station, turn: &Turn, layer: usize) -> String {
    let around = &station.around.layers[layer];
    format!(" ({} of {} there)", thousands(around.users[turn.platform]), thousands(around.contacts))
}

/// Where the person is, and how far the clocks have run.
fn end(teller: &Teller, station: &Station, clocks: &[Clock]) -> Vec<String> {
    let active = teller.life.biography.days.last().map_or(0, |day| day.active);
    let clock = |(p, clock): (usize, &Clock)| {
        clock.from?;
        let what = if active >> p & 1 == 1 { "leaving" } else { "joining" };
        Some(format!("{what} {} {} full", teller.platform(p), percent(clock.filled())))
    };
    let clocks: Vec<String> = clocks.iter().enumerate().filter_map(clock).collect();
    let mut lines = vec![format!("the run ends: {}", teller.whereabouts())];
    if !clocks.is_empty() && station.tick > 0 {
        lines.push(format!("clocks: {}", clocks.join(", ")));
    }
    lines
}
