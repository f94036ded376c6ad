//! The figure of a life.

use super::teller::{Teller, listed};
use super::{chinese, ways};
use crate::engine::Mover;
use crate::engine::biography::{Day, Event, Station, Turn};
use crate::report::figure::{Drawing, Head, Lane, Lifeline, Span, Wait, platform_color};
use crate::report::findings::Picture;
use crate::report::language::Language;
use crate::report::manifest::VERSION;
use crate::report::numbers::thousands;
use crate::units::PlatformIndex;

/// All figures by the names of their files.
pub fn figures(teller: &Teller, language: Language) -> Vec<Picture> {
    let (scenario, first) = (teller.scenario, first_day(&teller.life.biography.days));
    let lanes = (0..scenario.platforms.len()).map(|p| since(first, lane(teller, p, language))).collect();
    let drawn = Lifeline { head: head(teller, language), start: scenario.date(first), end: scenario.end, lanes };
    vec![("timeline".to_owned(), Drawing::Lifeline(drawn))]
}

/// How much of the days in the market is drawn before them.
const BEFORE: f64 = 0.1;

/// The day with which the figure begins: some time before the person enters the market.
fn first_day(days: &[Day]) -> u32 {
    let entry = days.iter().position(|day| day.inside).unwrap_or(0);
    let before = (BEFORE * (days.len() - entry) as f64).ceil() as usize;
    entry.saturating_sub(before) as u32
}

/// A lane whose days count from a later one on.
fn since(first: u32, lane: Lane) -> Lane {
    let from = |day: f64| (day - f64::from(first)).max(0.0);
    let moved = |points: Vec<(f64, f64)>| points.into_iter().map(|(day, full)| (from(day), full)).collect();
    Lane {
        launch: lane.launch.map(from),
        open: lane.open.into_iter().map(|(begin, end)| (from(begin), from(end))).collect(),
        spans: lane.spans.into_iter().map(|span| Span { from: from(span.from), to: from(span.to), ..span }).collect(),
        shares: lane.shares[first as usize..].to_vec(),
        waits: lane.waits.into_iter().map(|wait| Wait { points: moved(wait.points), ..wait }).collect(),
        ..lane
    }
}

fn head(teller: &Teller, language: Language) -> Head {
    if language == Language::Chinese {
        return chinese::head(teller);
    }
    let (life, scenario) = (&teller.life.biography, teller.scenario);
    let layers = scenario.layers.iter().zip(&life.degrees);
    let contacts: Vec<String> =
        layers.map(|(layer, degree)| format!("{} by {}", thousands(*degree), layer.name)).collect();
    let contacts = if contacts.is_empty() { String::new() } else { format!(" · contacts: {}", contacts.join(", ")) };
    Head {
        title: title(teller),
        subtitle: format!("{} · run {} of {} persons{contacts}", scenario.title, teller.life.run, teller.persons()),
        source: format!("headstart {VERSION} · scenario {} · seed {}", scenario.name, scenario.seed),
        language,
    }
}

/// Turns that the title tells.
pub const TOLD: usize = 3;

/// Whom the person follows: "Person 17 joins First with 5 of 14 contacts there, joins Second with 9 of 14 and leaves First".
fn title(teller: &Teller) -> String {
    let mut said = false;
    let turns = teller.life.biography.stations.iter().filter_map(|station| match &station.event {
        Event::Won { platform, by: Mover::Launch, .. } => {
            Some(format!("is a first user of {}", teller.platform(*platform)))
        }
        Event::Won { platform, cause, occurrence, .. } => Some(format!(
            "{} {} through {}",
            ways::joins(*occurrence),
            teller.platform(*platform),
            teller.cause(*cause)
        )),
        Event::Joins { turn, cause, .. } => {
            let first = !said;
            said |= station.around.users[turn.platform] > 0;
            let (how, platform) = (how(teller, station, (turn, *cause), first), teller.platform(turn.platform));
            Some(format!("{} {platform}{how}", ways::joins(turn.occurrence)))
        }
        Event::Along { platform, cause: Some(_), occurrence, .. } => {
            Some(format!("{} {} with it", ways::joins(*occurrence), teller.platform(*platform)))
        }
        Event::Along { platform, cause: None, .. } => Some(format!("leaves {} for it", teller.platform(*platform))),
        Event::Leaves(turn) => Some(format!("leaves {}", teller.platform(turn.platform))),
        Event::Lapses { platform, .. } => Some(format!("loses {}", teller.platform(*platform))),
        Event::Enters | Event::Ends(_) => None,
    });
    let mut turns: Vec<String> = turns.collect();
    match turns.len().saturating_sub(TOLD) {
        0 | 1 => {}
        more => {
            turns.truncate(TOLD);
            turns.push(format!("turns {more} more times"));
        }
    }
    let told = if turns.is_empty() { "joins no platform".to_owned() } else { listed(&turns) };
    format!("{} {told}", teller.capital_person())
}

/// " through media with 2 of 14 contacts there", "contacts there" the `first` time only.
fn how(teller: &Teller, station: &Station, (turn, cause): (&Turn, usize), first: bool) -> String {
    let (users, all) = (station.around.users[turn.platform], station.around.contacts);
    let alone = teller.layer_of(cause).is_none();
    let way = if alone { format!(" through {}", teller.cause(cause)) } else { String::new() };
    let there = match users {
        0 if alone => String::new(),
        0 => " with no contact there".to_owned(),
        users => format!(" with {} of {}", thousands(users), thousands(all)),
    };
    format!("{way}{there}{}", if first && users > 0 { " contacts there" } else { "" })
}

fn lane(teller: &Teller, p: PlatformIndex, language: Language) -> Lane {
    let spec = &teller.scenario.platforms[p];
    let days = &teller.life.biography.days;
    let share = |day: &Day| match day.around.contacts {
        0 => f64::NAN,
        contacts => f64::from(day.around.users[p]) / f64::from(contacts),
    };
    Lane {
        label: language.say(spec.label.clone(), language.name(&spec.label)),
        color: platform_color(p, spec.color.as_deref()),
        launch: launch(teller, p),
        open: open(days, p),
        spans: spans(teller, p, language),
        shares: days.iter().map(share).collect(),
        there: days.last().map_or((0, 0), |day| (day.around.users[p], day.around.contacts)),
        waits: waits(teller, p),
    }
}

/// The day on which a platform launches, if ever.
fn launch(teller: &Teller, p: PlatformIndex) -> Option<f64> {
    teller.launch(p).map(|tick| teller.day(tick))
}

/// When the person is in the market and the platform open.
fn open(days: &[Day], p: PlatformIndex) -> Vec<(f64, f64)> {
    let is_open = |day: usize| days[day].inside && days[day].open >> p & 1 == 1;
    let known: Vec<usize> = (0..days.len()).filter(|day| is_open(*day)).collect();
    let spans = known.chunk_by(|day, next| day + 1 == *next);
    spans.map(|span| (span[0] as f64, (span[span.len() - 1] + 1) as f64)).collect()
}

/// When the person is on the platform, with how it began.
fn spans(teller: &Teller, p: PlatformIndex, language: Language) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for station in &teller.life.biography.stations {
        let day = teller.day(station.tick);
        let begins = |text: String| Span { from: day, to: f64::INFINITY, text };
        match &station.event {
            Event::Won { platform, .. }
            | Event::Joins { turn: Turn { platform, .. }, .. }
            | Event::Along { platform, cause: Some(_), .. }
                if *platform == p =>
            {
                spans.push(begins(match language {
                    Language::English => ways::way(teller, &station.event),
                    Language::Chinese => chinese::way(teller, &station.event),
                }));
            }
            Event::Leaves(Turn { platform, .. })
            | Event::Lapses { platform, .. }
            | Event::Along { platform, cause: None, .. }
                if *platform == p =>
            {
                if let Some(span) = spans.last_mut() {
                    span.to = day;
                }
            }
            Event::Ends(_) => spans.iter_mut().for_each(|span| span.to = span.to.min(day)),
            _ => {}
        }
    }
    spans
}

/// How the clocks of the platform fill, one after the other.
fn waits(teller: &Teller, p: PlatformIndex) -> Vec<Wait> {
    let life = &teller.life.biography;
    let turns = life.stations.iter().filter_map(|station| match &station.event {
        Event::Won { platform, clock, .. }
        | Event::Lapses { platform, clock }
        | Event::Along { platform, clock, .. }
            if *platform == p =>
        {
            Some((teller.day(station.tick), Some(clock.filled())))
        }
        Event::Joins { turn, .. } | Event::Leaves(turn) if turn.platform == p => {
            Some((teller.day(station.tick), Some(1.0)))
        }
        _ => None,
    });
    let mut waits = Vec::new();
    let open = |at: &usize| life.days[*at].inside && launch(teller, p).is_some_and(|launch| launch <= *at as f64);
    let (mut from, mut joining) = (0.0, true);
    for (day, filled) in turns.chain([(f64::INFINITY, None)]) {
        let within = |at: &usize| from <= *at as f64 && (*at as f64) < day;
        let mut points: Vec<(f64, f64)> =
            (0..life.days.len()).filter(within).filter(open).map(|at| (at as f64, life.days[at].clocks[p])).collect();
        if from > 0.0 || !joining {
            points.retain(|point| point.0 > from);
            points.insert(0, (from, 0.0));
        }
        points.extend(filled.map(|filled| (day, filled)));
        waits.push(Wait { joining, points });
        (from, joining) = (day, !joining);
    }
    waits
}
