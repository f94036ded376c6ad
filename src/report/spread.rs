//! `spread`: some persons who know each other, where a map shows them, and the platforms that each was on.

use std::fmt::Write as _;

use super::figure::unfolded;
use super::results::Results;
use super::table::{Table, Values};
use crate::experiment::{Middle, Spread};
use crate::rng::World;

/// The part of all that happens that the first of the telling days shows.
const LITTLE: f64 = 0.04;

/// How one run spread among persons who know each other.
#[derive(Debug, Clone, PartialEq)]
pub struct SpreadMap {
    /// Number of the run.
    pub run: u64,
    /// Who is in the middle.
    pub middle: Middle,
    /// The persons, the one in the middle first.
    pub persons: Vec<Mapped>,
    /// Contacts among them that are drawn, by their places in the list.
    pub pairs: Vec<(usize, usize)>,
    /// Number of contacts among them, whether drawn or not.
    pub contacts: usize,
}

/// A person on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapped {
    /// Number of the person.
    pub number: u32,
    /// Where the person stands: across and down, around 0.
    pub place: (f64, f64),
    /// Number of all contacts of the person.
    pub contacts: u32,
    /// In the order of time: a day, and the platforms from then on, a bit each.
    pub moves: Vec<(u32, u8)>,
}

impl Mapped {
    /// Platforms at the beginning of a day, a bit each.
    pub fn on(&self, day: u32) -> u8 {
        self.moves.iter().take_while(|(from, _)| *from <= day).last().map_or(0, |(_, set)| *set)
    }
}

impl SpreadMap {
    /// The map of what was followed in a run of a world with this seed.
    pub fn new(spread: &Spread, seed: u64) -> SpreadMap {
        let stream = World { seed, replicate: spread.run }.stream("spread places");
        let places = unfolded(spread.persons.len(), &spread.pairs, stream);
        // What stands in the file is what is drawn.
        let rounded = |(x, y): (f64, f64)| ((x * 1e4).round() / 1e4, (y * 1e4).round() / 1e4);
        let person = |(at, place): (usize, (f64, f64))| Mapped {
            number: spread.persons[at],
            place: rounded(place),
            contacts: spread.degrees[at],
            moves: spread.moves[at].clone(),
        };
        SpreadMap {
            run: spread.run,
            middle: spread.middle,
            persons: places.into_iter().enumerate().map(person).collect(),
            pairs: spread.pairs.clone(),
            contacts: spread.contacts,
        }
    }

    /// The share of the persons who are on a platform at the beginning of a day.
    pub fn share(&self, platform: usize, day: u32) -> f64 {
        let on = self.persons.iter().filter(|person| person.on(day) >> platform & 1 == 1).count();
        on as f64 / self.persons.len().max(1) as f64
    }

    /// Of the contacts here of those who are on a platform, and of those who are not: the share who are on it.
    pub fn known_users(&self, platform: usize, day: u32) -> (f64, f64) {
        let on: Vec<bool> = self.persons.iter().map(|person| person.on(day) >> platform & 1 == 1).collect();
        let both = |(a, b): &(usize, usize)| [(on[*a], on[*b]), (on[*b], on[*a])];
        let share = |of: bool| {
            let ends: Vec<bool> =
                self.pairs.iter().flat_map(both).filter(|(one, _)| *one == of).map(|(_, other)| other).collect();
            ends.iter().filter(|other| **other).count() as f64 / ends.len().max(1) as f64
        };
        (share(true), share(false))
    }

    /// So many days, chosen so that about equally much happens between them: at the first, a little of all that happens here has
    /// happened, or what happens on the first day; the last is the last day. Where that gives fewer, they are spaced evenly.
    pub fn telling_days(&self, number: usize, last_day: u32) -> Vec<u32> {
        let mut days: Vec<u32> = self.persons.iter().flat_map(|p| p.moves.iter().map(|step| step.0)).collect();
        days.sort_unstable();
        let part = |at: usize| at as f64 / (number - 1).max(1) as f64;
        let first = days.get((LITTLE * days.len() as f64) as usize).copied().unwrap_or(0);
        let later: Vec<u32> = days.into_iter().filter(|day| *day > first).collect();
        let reached = |at: usize| later.get((part(at) * later.len() as f64) as usize).copied().unwrap_or(last_day);
        let mut chosen: Vec<u32> =
            std::iter::once(first).chain((1..number - 1).map(reached)).chain([last_day]).collect();
        chosen.dedup();
        if chosen.len() < number {
            chosen = (0..number).map(|at| (part(at) * f64::from(last_day)).round() as u32).collect();
            chosen.dedup();
        }
        chosen
    }
}

/// `spread`: a row a person of the map; nothing where there is none.
pub fn spread_table(results: &Results) -> Option<Table> {
    let map = results.spread.as_ref()?;
    let mut knows = vec![String::new(); map.persons.len()];
    for (one, other) in &map.pairs {
        let gap = if knows[*one].is_empty() { "" } else { " " };
        write!(knows[*one], "{gap}{}", map.persons[*other].number).expect("writing to a string cannot fail");
    }
    let persons = || map.persons.iter();
    let mut table = Table::default();
    table.add("person", Values::Whole(persons().map(|person| i64::from(person.number)).collect()));
    table.add("x", Values::Real(persons().map(|person| person.place.0).collect()));
    table.add("y", Values::Real(persons().map(|person| person.place.1).collect()));
    table.add("contacts", Values::Whole(persons().map(|person| i64::from(person.contacts)).collect()));
    table.add("knows", Values::Text(knows.into_iter().map(Some).collect()));
    table.add("moves", Values::Text(persons().map(|person| Some(moves(results, person))).collect()));
    Some(table)
}

/// The moves of a person: "2011-02-01 mitalk, 2011-09-14 mitalk+wechat, 2012-01-03 -".
fn moves(results: &Results, person: &Mapped) -> String {
    let step = |(day, set): &(u32, u8)| {
        let on = results.platforms.iter().enumerate().filter(|(p, _)| set >> p & 1 == 1);
        let names: Vec<&str> = on.map(|(_, platform)| platform.name.as_str()).collect();
        let names = if names.is_empty() { "-".to_owned() } else { names.join("+") };
        format!("{} {names}", results.date(*day as usize))
    };
    person.moves.iter().map(step).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Persons in a row, each of whom knows the next.
    fn row(moves: &[&[(u32, u8)]]) -> SpreadMap {
        let person = |(at, moves): (usize, &&[(u32, u8)])| Mapped {
            number: at as u32,
            place: (at as f64, 0.0),
            contacts: 2,
            moves: moves.to_vec(),
        };
        SpreadMap {
            run: 0,
            middle: Middle::Typical,
            persons: moves.iter().enumerate().map(person).collect(),
            pairs: (1..moves.len()).map(|at| (at - 1, at)).collect(),
            contacts: moves.len() - 1,
        }
    }

    #[test]
    fn shares_and_known_users_are_those_of_the_day() {
        let map = row(&[&[(1, 1)], &[(2, 1), (5, 2)], &[], &[]]);
        for (day, share) in [(0, 0.0), (1, 0.25), (2, 0.5), (5, 0.25)] {
            assert!((map.share(0, day) - share).abs() < 1e-12, "{day}");
        }
        // On day 2 persons 0 and 1 are users: of their contacts 0–1, 1–0 and 1–2 two are users; of those of 2 and 3 one of three.
        let (users, others) = map.known_users(0, 2);
        assert!((users - 2.0 / 3.0).abs() < 1e-12 && (others - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn days_are_told_when_something_happens_and_evenly_when_nothing_does() {
        let busy: Vec<Vec<(u32, u8)>> = (0..100).map(|at| vec![(100 + at, 1)]).collect();
        let busy = row(&busy.iter().map(Vec::as_slice).collect::<Vec<_>>());
        assert_eq!(busy.telling_days(6, 1000), [104, 124, 143, 162, 181, 1000]);
        // Half of all begin on day 0: the other days are those of the others.
        let seeded: Vec<Vec<(u32, u8)>> = (0..20).map(|at| vec![(at.max(10) - 10, 1)]).collect();
        let seeded = row(&seeded.iter().map(Vec::as_slice).collect::<Vec<_>>());
        assert_eq!(seeded.telling_days(6, 100), [0, 2, 4, 6, 8, 100]);
        assert_eq!(row(&[&[], &[]]).telling_days(6, 10), [0, 2, 4, 6, 8, 10]);
        assert_eq!(row(&[&[], &[]]).telling_days(6, 2), [0, 1, 2]);
    }
}
