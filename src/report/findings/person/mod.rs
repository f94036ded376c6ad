//! One person in one run as findings: the timeline, with what tipped each turn.

mod chinese;
mod figures;
mod story;
mod tables;
mod teller;
mod turns;
mod ways;

use serde_json::json;

use super::{Findings, Pictures};
use crate::engine::Mover;
use crate::engine::biography::{Event, Station, Turn};
use crate::experiment::{Choice, Life};
use crate::scenario::Scenario;
use teller::Teller;

/// The life of a person, told.
pub fn person(life: &Life, scenario: &Scenario) -> Findings {
    let teller = Teller { life, scenario };
    Findings {
        command: "person",
        title: format!("{}: {} in run {}", scenario.title, teller.person(life.biography.person), life.run),
        answer: answer(&teller),
        notes: notes(&teller),
        tables: tables::tables(&teller),
        rows: story::rows(&teller),
        below: Vec::new(),
        figures: Pictures::told(|language| figures::figures(&teller, language)),
        summary: json!({
            "run": life.run,
            "person": life.biography.person,
            "id": teller.id(life.biography.person),
            "persons": life.persons,
            "chosen": life.choice.to_string(),
            "contacts": tables::degrees_json(&teller),
            "tastes": tables::tastes_json(&teller),
            "thresholds": tables::thresholds_json(&teller),
            "audiences": tables::audiences_json(&teller),
            "platforms": tables::milestones_json(&teller),
            "timeline": tables::timeline_json(&teller),
        }),
    }
}

/// Turns that the answer tells before it becomes a list.
const TOLD: usize = 4;

/// The turns in a sentence, and where the person is in the end.
fn answer(teller: &Teller) -> String {
    let stations = &teller.life.biography.stations;
    let turns: Vec<String> = stations.iter().filter_map(|station| turn(teller, station)).collect();
    let person = teller.capital_person();
    let more = turns.len().saturating_sub(TOLD);
    let told = turns[..turns.len() - more].join(", ");
    let more = if more > 0 { format!(", and so on, {} turns in all", turns.len()) } else { String::new() };
    let end = teller.whereabouts();
    match (turns.is_empty(), stations.iter().any(|station| station.event == Event::Enters)) {
        (false, _) => format!("{person} {told}{more}; in the end {end}."),
        (true, true) => format!("{person} is in the market and never joins a platform."),
        (true, false) => format!("{person} never enters the market."),
    }
}

/// A turn with its date: "joins First on 2011-03-17 (invited by person 512)".
fn turn(teller: &Teller, station: &Station) -> Option<String> {
    let date = teller.date(station.tick);
    Some(match &station.event {
        Event::Won { platform, by: Mover::Launch, .. } => {
            format!("is one of the first users of {} on {date}", teller.platform(*platform))
        }
        Event::Won { platform, occurrence, .. } | Event::Joins { turn: Turn { platform, occurrence, .. }, .. } => {
            let way = ways::way(teller, &station.event);
            format!("{} {} on {date} ({way})", ways::joins(*occurrence), teller.platform(*platform))
        }
        Event::Along { platform, cause: Some(_), occurrence, .. } => {
            format!("{} {} on {date} at the same moment", ways::joins(*occurrence), teller.platform(*platform))
        }
        Event::Along { platform, cause: None, .. } => format!("leaves {} for it", teller.platform(*platform)),
        Event::Leaves(turn) => format!("leaves {} on {date}", teller.platform(turn.platform)),
        Event::Lapses { platform, .. } => format!("loses {} on {date}, when it closes", teller.platform(*platform)),
        Event::Enters | Event::Ends(_) => return None,
    })
}

fn notes(teller: &Teller) -> Vec<String> {
    let mut notes: Vec<String> = choice_words(teller).into_iter().collect();
    let turned = |event: &Event| matches!(event, Event::Joins { .. } | Event::Leaves(_));
    if teller.life.biography.stations.iter().any(|station| turned(&station.event)) {
        notes.push(
            "A hazard is that of the tick in which it happened. A clock is full when the hazards of all days add up to a number \
             drawn for the person (exponential with mean 1, divided by the taste for joining); its causes are those of all these \
             days. A join counts by one cause, which is drawn by the parts of the hazard, so that a small part may be the one."
                .to_owned(),
        );
    }
    let invited = |of: fn(Option<u32>) -> bool| {
        let by = |event: &Event| matches!(event, Event::Joins { inviter: Some(inviter), .. } if of(inviter.nth));
        teller.life.biography.stations.iter().any(|station| by(&station.event))
    };
    if invited(|nth| nth.is_none()) {
        notes.push("Who invited is drawn among the contacts who did, by what each adds to the hazard.".to_owned());
    }
    if invited(|nth| nth.is_some()) {
        let words = "Who tips a person is the first of those who invite, by their arrival, with whom there are enough.";
        notes.push(words.to_owned());
    }
    notes
}

/// How the person was found.
fn choice_words(teller: &Teller) -> Option<String> {
    let words = match teller.life.choice {
        Choice::Number(_) => return None,
        Choice::Random => format!("is anybody, by lot among {}", teller.persons()),
        Choice::FirstMover => {
            "joined before everybody else; first users, and those whom a campaign won at once, do not count".to_owned()
        }
        Choice::MostConnected => "has most contacts".to_owned(),
        Choice::Switcher => {
            "was found by lot among those who went from one platform to another in the fewest moves".to_owned()
        }
        Choice::Won => "was found by lot among those whom a campaign won at once".to_owned(),
    };
    Some(format!("{} {words}.", teller.capital_person()))
}
