//! How a person came to a platform, in words.

use super::teller::Teller;
use crate::engine::Mover;
use crate::engine::biography::{Event, Inviter, Station};
use crate::report::numbers::percent;
use crate::scenario::{CampaignKind, Placement};

/// "joins", or "returns to" after so many transitions.
pub fn joins(occurrence: u32) -> &'static str {
    if occurrence > 0 { "returns to" } else { "joins" }
}

/// How a join came about, in short: "invited by person 9", "tipped by person 9", "through media", "a first user".
pub fn way(teller: &Teller, event: &Event) -> String {
    match event {
        Event::Won { by: Mover::Launch, .. } => "a first user".to_owned(),
        Event::Won { platform, by, cause, .. } => {
            let name = teller.campaign_name(*platform, *by).map_or_else(String::new, |name| format!(": {name}"));
            format!("through {}{name}", teller.cause(*cause))
        }
        Event::Joins { inviter: Some(Inviter { person, nth, .. }), .. } => {
            let verb = if nth.is_some() { "tipped" } else { "invited" };
            format!("{verb} by {}", teller.person(*person))
        }
        Event::Joins { cause, .. } if teller.layer_of(*cause).is_some() => "of their own accord".to_owned(),
        Event::Joins { cause, .. } => format!("through {}", teller.cause(*cause)),
        Event::Along { cause: Some(_), .. } => "at the same moment".to_owned(),
        Event::Along { cause: None, .. } | Event::Enters | Event::Leaves(_) | Event::Lapses { .. } | Event::Ends(_) => {
            String::new()
        }
    }
}

/// How a join came about, in full: "invited by person 9 (phone contact), there since 2011-02-11".
pub fn in_full(teller: &Teller, event: &Event) -> String {
    let Event::Joins { turn, cause, inviter } = event else { return way(teller, event) };
    let threshold = || teller.threshold(turn.platform).unwrap_or_default();
    let layer = teller.layer_of(*cause).map(|layer| teller.scenario.layers[layer].name.as_str());
    match (inviter, layer) {
        (Some(inviter), layer) => {
            let place = if inviter.on == turn.platform {
                "there".into()
            } else {
                format!("on {}", teller.platform(inviter.on))
            };
            let told = format!(
                "{} ({} contact), {place} since {}",
                way(teller, event),
                layer.unwrap_or_default(),
                teller.date(inviter.since)
            );
            let reaches = |nth| format!("{told}, who as the {} reaches the threshold of {}", ordinal(nth), threshold());
            inviter.nth.map_or(told.clone(), reaches)
        }
        (None, Some(layer)) => format!("{}: the threshold among {layer} contacts is 0", way(teller, event)),
        (None, None) => way(teller, event),
    }
}

/// Whom a campaign turns to, and how far the clock had run that the person would have joined by.
pub fn behind(teller: &Teller, station: &Station) -> Option<String> {
    let Event::Won { platform, by, clock, .. } = &station.event else { return None };
    let scenario = teller.scenario;
    let why = match (by, teller.campaign(*platform, *by).map(|campaign| &campaign.kind)) {
        (Mover::Launch, _) => match scenario.platforms[*platform].placement {
            Placement::Random => None,
            placement => Some(format!("chosen among {}", placed(teller, placement))),
        },
        (_, Some(CampaignKind::Drive { target, .. })) => {
            Some(format!("the campaign turns to {}", placed(teller, *target)))
        }
        (_, Some(CampaignKind::Bundle { audience, .. })) => {
            let name = &scenario.market.audiences[*audience].name;
            (!teller.enters_in(station.tick)).then(|| match teller.life.biography.audiences[*audience] {
                Some(first) if first < station.tick => format!("belongs to {name} again"),
                _ => format!("belongs to {name} from now on"),
            })
        }
        _ => None,
    };
    let full = clock.from.map(|_| format!("the clock of joining was {} full", percent(clock.filled())));
    let told: Vec<String> = why.into_iter().chain(full).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// The persons that a placement means.
fn placed(teller: &Teller, placement: Placement) -> String {
    let layer = |layer: usize| &teller.scenario.layers[layer].name;
    match placement {
        Placement::Random => "persons by lot".to_owned(),
        Placement::Hubs { layer: by } => format!("those with the most {} contacts", layer(by)),
        Placement::Cluster { layer: by } => format!("a cluster of {} contacts", layer(by)),
        Placement::FirstMovers { rival } => format!("the first movers of {}", teller.platform(rival)),
    }
}

/// "first", "second", "21st".
fn ordinal(number: u32) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    let word = number.checked_sub(1).and_then(|before| WORDS.get(before as usize));
    word.map_or_else(|| format!("{number}{ending}"), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn ordinals_are_words_up_to_ten() {
        let told = [1, 2, 10, 11, 12, 13, 21, 22, 23, 24, 111, 121].map(ordinal);
        let expected =
            ["first", "second", "tenth", "11th", "12th", "13th", "21st", "22nd", "23rd", "24th", "111th", "121st"];
        assert_eq!(told, expected);
    }
}
