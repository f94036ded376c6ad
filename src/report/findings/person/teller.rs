//! The words in which a life is told.

use jiff::civil::Date;

use crate::engine::Mover;
use crate::engine::biography::{Around, Change, Event, Milestone, Station};
use crate::experiment::Life;
use crate::report::findings::words::{capital, counted, platform_words};
use crate::report::growth::cause_words;
use crate::report::labels::layer_labels;
use crate::report::numbers::percent;
use crate::report::numbers::thousands;
use crate::scenario::{CampaignKind, CampaignSpec, Kernel, Scenario, ThresholdOf};
use crate::units::{PersonIndex, PlatformIndex, Tick};

/// A life, and the scenario that names everything in it.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    pub life: &'a Life,
    pub scenario: &'a Scenario,
}

impl Teller<'_> {
    /// The day of a tick.
    pub fn date(&self, tick: Tick) -> Date {
        self.scenario.date(tick / self.life.ticks_per_day)
    }

    /// Days from the start to a tick.
    pub fn day(&self, tick: Tick) -> f64 {
        f64::from(tick) / f64::from(self.life.ticks_per_day)
    }

    /// Number of persons in the run.
    pub fn persons(&self) -> String {
        thousands(self.life.persons)
    }

    /// What the file of contacts calls a person.
    pub fn id(&self, person: PersonIndex) -> Option<String> {
        self.scenario.people().map(|people| people.ids.text(person).into_owned())
    }

    /// "person 17", with the id where a file gives one.
    pub fn person(&self, person: PersonIndex) -> String {
        match self.id(person) {
            Some(id) => format!("person {person} ({id})"),
            None => format!("person {person}"),
        }
    }

    /// The person whose life it is, at the beginning of a sentence.
    pub fn capital_person(&self) -> String {
        capital(&self.person(self.life.biography.person))
    }

    /// Whether the person enters the market in a tick.
    pub fn enters_in(&self, tick: Tick) -> bool {
        self.life.biography.stations.iter().any(|station| station.event == Event::Enters && station.tick == tick)
    }

    /// The label of a platform.
    pub fn platform(&self, p: PlatformIndex) -> String {
        platform_words(self.scenario, p)
    }

    /// A cause of joining.
    pub fn cause(&self, cause: usize) -> String {
        cause_words(&layer_labels(self.scenario), &self.life.causes[cause])
    }

    /// The name of a campaign that won somebody at once, if its author gave it one.
    pub fn campaign_name(&self, p: PlatformIndex, by: Mover) -> Option<&str> {
        self.campaign(p, by)?.name.as_deref()
    }

    /// The campaign of a platform that won somebody at once, if it was one.
    pub fn campaign(&self, p: PlatformIndex, by: Mover) -> Option<&CampaignSpec> {
        let (number, is_drive) = match by {
            Mover::Drive(number) => (number, true),
            Mover::Bundle(number) => (number, false),
            Mover::Clock | Mover::Closing | Mover::Launch => return None,
        };
        let of_kind = |campaign: &&CampaignSpec| match campaign.kind {
            CampaignKind::Drive { .. } => is_drive,
            CampaignKind::Bundle { .. } => !is_drive,
            CampaignKind::Push { .. } => false,
        };
        self.scenario.platforms[p].seeding.iter().filter(of_kind).nth(number.into())
    }

    /// The layer over which a cause invites.
    pub fn layer_of(&self, cause: usize) -> Option<usize> {
        let layer = self.life.causes[cause].strip_prefix("invitation_")?;
        self.scenario.layers.iter().position(|one| one.name == layer)
    }

    /// Where the person is in the end: "on First and Second".
    pub fn whereabouts(&self) -> String {
        let last = self.life.biography.days.last().map_or(0, |day| day.active);
        let names: Vec<String> =
            (0..self.scenario.platforms.len()).filter(|p| last >> p & 1 == 1).map(|p| self.platform(p)).collect();
        if names.is_empty() { "on no platform".to_owned() } else { format!("on {}", listed(&names)) }
    }

    /// Platforms other than one that the person is on when a turn comes.
    pub fn rivals(&self, p: PlatformIndex, at: &Station) -> Vec<String> {
        let before = self.life.biography.stations.iter().take_while(|station| !std::ptr::eq(*station, at));
        let mut on = vec![false; self.scenario.platforms.len()];
        for station in before {
            match &station.event {
                Event::Won { platform, .. } => on[*platform] = true,
                Event::Lapses { platform, .. } => on[*platform] = false,
                Event::Joins { turn, .. } => on[turn.platform] = true,
                Event::Leaves(turn) => on[turn.platform] = false,
                Event::Along { platform, cause, .. } => on[*platform] = cause.is_some(),
                Event::Enters | Event::Ends(_) => {}
            }
        }
        (0..on.len()).filter(|q| *q != p && on[*q]).map(|q| self.platform(q)).collect()
    }

    /// "3 of 14 on First, none on Second": contacts on the platforms that are there.
    pub fn contacts_there(&self, around: &Around, tick: Tick) -> String {
        let there = |p: &PlatformIndex| self.is_launched(*p, tick) || around.users[*p] > 0;
        let on = |(at, p): (usize, PlatformIndex)| match (around.users[p], at) {
            (0, _) => format!("none on {}", self.platform(p)),
            (users, 0) => {
                format!("{} of {} on {}", thousands(users), thousands(around.contacts), self.platform(p))
            }
            (users, _) => format!("{} on {}", thousands(users), self.platform(p)),
        };
        // Who has some there comes first, so that the number of all contacts stands at the first number.
        let (some, none): (Vec<PlatformIndex>, Vec<PlatformIndex>) =
            (0..self.scenario.platforms.len()).filter(there).partition(|p| around.users[*p] > 0);
        some.into_iter().chain(none).enumerate().map(on).collect::<Vec<_>>().join(", ")
    }

    /// The tick in which a platform opened, if it did.
    pub fn launch(&self, p: PlatformIndex) -> Option<Tick> {
        let opens = |one: &&Milestone| one.platform == p && one.change == Change::Opens;
        self.life.biography.milestones.iter().find(opens).map(|milestone| milestone.tick)
    }

    fn is_launched(&self, p: PlatformIndex, tick: Tick) -> bool {
        self.launch(p).is_some_and(|launch| launch <= tick)
    }

    /// How much of a crowd the person needs on a platform: "20 %", "2 contacts"; none where there are no thresholds.
    pub fn threshold(&self, p: PlatformIndex) -> Option<String> {
        self.needed(p, contacts)
    }

    /// The same, with a number of contacts `told` in some other way.
    pub fn needed(&self, p: PlatformIndex, told: fn(f64) -> String) -> Option<String> {
        let needed = self.life.biography.thresholds[p]?;
        let Kernel::Threshold(spec) = &self.scenario.platforms[p].kernel else { return None };
        Some(match spec.of {
            ThresholdOf::Share => percent(needed),
            ThresholdOf::Contacts => told(needed),
        })
    }

    /// Positions of the causes that have a hazard of joining, in the order of its rates.
    pub fn joining(&self) -> std::ops::Range<usize> {
        1..3 + self.scenario.layers.len() + usize::from(self.scenario.choice.is_some())
    }

    /// Names of what drives a transition, in the order of its rates.
    pub fn reasons(&self, event: &Event) -> Vec<String> {
        match event {
            Event::Leaves(_) => ["churn", "trial", "outage", "pull of the rival", "choice"].map(str::to_owned).to_vec(),
            _ => self.joining().map(|cause| self.cause(cause)).collect(),
        }
    }
}

/// "a, b and c".
pub fn listed(words: &[String]) -> String {
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Parts of a whole, the largest first: "phone contacts 62 %, media 38 %", each with what stands behind it.
pub fn composition(names: &[String], parts: &[f64], behind: impl Fn(usize) -> String) -> String {
    let whole: f64 = parts.iter().sum();
    let mut order: Vec<usize> = (0..parts.len()).filter(|at| parts[*at] > 0.0).collect();
    order.sort_by(|a, b| parts[*b].total_cmp(&parts[*a]));
    let part = |at: usize| format!("{} {}{}", names[at], percent(parts[at] / whole), behind(at));
    order.into_iter().map(part).collect::<Vec<_>>().join(", ")
}

/// A rate with two digits that carry meaning: "1.3 %/day".
pub fn rate_words(rate: f64) -> String {
    format!("{} %/day", two_digits(rate * 100.0))
}

/// "after 140 days", "within a day".
pub fn after(days: f64) -> String {
    match days.round() as u64 {
        0 => "within a day".to_owned(),
        days => format!("after {}", counted(days, "day")),
    }
}

/// "1 contact", "2.5 contacts".
pub fn contacts(number: f64) -> String {
    format!("{} contact{}", plain(number), if (number - 1.0).abs() < f64::EPSILON { "" } else { "s" })
}

/// A whole number as it is, any other with two digits: 3, 2.5.
pub fn plain(number: f64) -> String {
    if number.fract() == 0.0 { format!("{number}") } else { two_digits(number) }
}

/// A number with two digits that carry meaning at least: 0.83, 1.4, 113.
pub fn two_digits(number: f64) -> String {
    if number <= 0.0 {
        return "0".to_owned();
    }
    let decimals = (1.0 - number.log10().floor()).clamp(0.0, 9.0) as usize;
    format!("{number:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_from_the_largest_to_the_least() {
        let names = ["media", "seeding", "phone"].map(str::to_owned);
        let told =
            composition(&names, &[0.25, 0.0, 0.75], |at| if at == 2 { " (3 of 9)".into() } else { String::new() });
        assert_eq!(told, "phone 75 % (3 of 9), media 25 %");
        assert_eq!(listed(&names), "media, seeding and phone");
    }

    #[test]
    fn numbers_keep_two_digits() {
        let texts = [0.0131, 0.00043, 2.5].map(rate_words);
        assert_eq!(texts, ["1.3 %/day", "0.043 %/day", "250 %/day"]);
        assert_eq!([0.8349, 12.3, 113.2, 0.0].map(two_digits), ["0.83", "12", "113", "0"]);
    }
}
