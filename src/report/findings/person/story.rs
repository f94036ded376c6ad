//! The timeline in lines: a date, and what happened; below each turn what tipped it.

use super::teller::{Teller, after, listed, two_digits};
use super::{turns, ways};
use crate::engine::Mover;
use crate::engine::biography::{Change, Clock, Event, Milestone, Station, Turn};
use crate::report::numbers::percent;
use crate::report::numbers::thousands;
use crate::units::{PlatformIndex, Tick};

/// How long servers must be down to be told of [day].
const SHORTEST: f64 = 0.01;

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

/// What platforms, servers and contacts did since the station before; nothing within a tick.
fn meanwhile(teller: &Teller, before: &Station, station: &Station) -> Option<String> {
    if before.tick == station.tick {
        return None;
    }
    let within = |milestone: &&Milestone| before.tick < milestone.tick && milestone.tick <= station.tick;
    let milestones = teller.life.biography.milestones.iter().filter(within).map(|one| milestone(teller, one));
    let down = (0..).zip(&station.meanwhile.down).filter_map(|(p, days)| downtime(teller, p, *days));
    let contacts = (station.around.contacts > 0).then(|| contacts(teller, station));
    let told: Vec<String> = milestones.chain(down).chain(contacts).collect();
    (!told.is_empty()).then(|| format!("… {}", told.join("; ")))
}

/// "Second opens on 2011-01-21".
fn milestone(teller: &Teller, milestone: &Milestone) -> String {
    let verb = match milestone.change {
        Change::Opens => "opens",
        Change::Closes => "closes",
        Change::OpensAgain => "opens again",
        Change::Concedes => "is given up by its owner",
    };
    format!("{} {verb} on {}", teller.platform(milestone.platform), teller.date(milestone.tick))
}

/// "First is down for 9.4 hours in all".
fn downtime(teller: &Teller, p: PlatformIndex, days: f64) -> Option<String> {
    let long = match days {
        days if days < SHORTEST => return None,
        days if days < 2.0 => format!("{} hours", two_digits(days * 24.0)),
        days => format!("{} days", two_digits(days)),
    };
    Some(format!("{} is down for {long} in all", teller.platform(p)))
}

/// What the contacts did, and where they are now: "3 contacts join First; now 7 of 11 on First".
fn contacts(teller: &Teller, station: &Station) -> String {
    let told = &station.meanwhile;
    let entered = (told.entered > 0).then(|| (told.entered, "enter", "the market".to_owned()));
    let moved = (0..told.joined.len())
        .flat_map(|p| [(told.joined[p], "join", teller.platform(p)), (told.left[p], "leave", teller.platform(p))]);
    let moved = entered.into_iter().chain(moved.filter(|(number, ..)| *number > 0));
    let parts: Vec<String> = moved
        .enumerate()
        .map(|(at, (number, verb, what))| {
            let contacts = match (at, number) {
                (0, 1) => " contact",
                (0, _) => " contacts",
                _ => "",
            };
            format!("{}{contacts} {verb}{} {what}", thousands(number), if number == 1 { "s" } else { "" })
        })
        .collect();
    let moved = if parts.is_empty() { "no contact moves".to_owned() } else { parts.join(", ") };
    match teller.contacts_there(&station.around, station.tick) {
        now if now.is_empty() => moved,
        now => format!("{moved}; now {now}"),
    }
}

fn lines(teller: &Teller, station: &Station) -> Vec<String> {
    let mut lines = vec![match &station.event {
        Event::Enters => return entry(teller, station),
        Event::Ends(clocks) => return end(teller, station, clocks),
        Event::Won { platform, by: Mover::Launch, .. } => {
            format!("is one of the first users of {}", teller.platform(*platform))
        }
        Event::Won { platform, occurrence, .. } | Event::Joins { turn: Turn { platform, occurrence, .. }, .. } => {
            let way = ways::in_full(teller, &station.event);
            format!("{} {}, {way}", ways::joins(*occurrence), teller.platform(*platform))
        }
        Event::Along { platform, cause: Some(_), occurrence, .. } => {
            format!("{} {} at the same moment", ways::joins(*occurrence), teller.platform(*platform))
        }
        Event::Along { platform, cause: None, clock, .. } => {
            format!("leaves {} for it {}", teller.platform(*platform), stay(teller, station, clock))
        }
        Event::Leaves(Turn { platform, clock, .. }) => {
            format!("leaves {} {}", teller.platform(*platform), stay(teller, station, clock))
        }
        Event::Lapses { platform, clock } => {
            let platform = teller.platform(*platform);
            format!("loses {platform} {}, when it closes; the account is kept", stay(teller, station, clock))
        }
    }];
    match &station.event {
        Event::Joins { turn, .. } | Event::Leaves(turn) => lines.extend(turns::lines(teller, station, turn)),
        _ => lines.extend(ways::behind(teller, station)),
    }
    lines
}

/// How long the person was on a platform, whose clock of leaving this is: "after 140 days".
fn stay(teller: &Teller, station: &Station, clock: &Clock) -> String {
    after(teller.day(station.tick) - teller.day(clock.wound))
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
    let belongs = belonging(teller, tick);
    if !belongs.is_empty() {
        lines.push(format!("belongs {belongs}"));
    }
    let needed = (0..teller.scenario.platforms.len())
        .filter_map(|p| Some(format!("{} {}", teller.platform(p), teller.threshold(p)?)));
    let needed: Vec<String> = needed.collect();
    if !needed.is_empty() {
        lines.push(format!("threshold: {}", needed.join(", ")));
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

/// The audiences of a person: "to qq and fans, from 2012-05-01 on to phone_buyers".
fn belonging(teller: &Teller, tick: Tick) -> String {
    let audiences = teller.scenario.market.audiences.iter().zip(&teller.life.biography.audiences);
    let (mut now, mut later) = (Vec::new(), Vec::new());
    for (audience, first) in audiences {
        match first {
            Some(first) if *first <= tick => now.push(audience.name.clone()),
            Some(first) => later.push(format!("from {} on to {}", teller.date(*first), audience.name)),
            None => {}
        }
    }
    let now = (!now.is_empty()).then(|| format!("to {}", listed(&now)));
    now.into_iter().chain(later).collect::<Vec<_>>().join(", ")
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
