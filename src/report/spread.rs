//! `spread`: some persons who know each other, where a map shows them, and the platforms that each was on.

use std::fmt::Write as _;

use super::figure::unfolded;
use super::results::Results;
use super::table::{Table, Values};
use crate::experiment::{Middle, Spread};
use crate::rng::World;

/// The part of all that happens that the first of the telling days shows.
const LITTLE: f64 = 0.04;

/// Part of the persons who must have moved for two days to be worth showing both.
const ALIKE: f64 = 0.02;

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

    /// Whether the person is on a platform at the beginning of a day.
    pub fn is_on(&self, platform: usize, day: u32) -> bool {
        self.on(day) >> platform & 1 == 1
    }
}

/// What persons know of the users of a platform.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// Share of users among the contacts of some persons.
    pub of_users: f64,
    /// The same of some others.
    pub of_others: f64,
    /// By how many standard errors the first is larger.
    pub apart: f64,
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
        let on = self.persons.iter().filter(|person| person.is_on(platform, day)).count();
        on as f64 / self.persons.len().max(1) as f64
    }

    /// Of the contacts that are drawn of some persons, and of some others: the share who are on a platform, and how far apart both
    /// shares are \[standard errors, as if nobody's contacts depended on what they use\].
    pub fn known_users(&self, platform: usize, day: u32, groups: [&dyn Fn(&Mapped) -> bool; 2]) -> Known {
        let on: Vec<bool> = self.persons.iter().map(|person| person.is_on(platform, day)).collect();
        let ends = || self.pairs.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]);
        let [users, others] = groups.map(|group| {
            let of_group = ends().filter(|(one, _)| group(&self.persons[*one]));
            of_group.fold((0.0, 0.0), |(on_it, all), (_, other)| (on_it + f64::from(u8::from(on[other])), all + 1.0))
        });
        let share = |(on_it, all): (f64, f64)| on_it / all.max(1.0);
        let common = share((users.0 + others.0, users.1 + others.1));
        // A contact between two of a group counts at both ends.
        let variance = 2.0 * common * (1.0 - common) * (1.0 / users.1.max(1.0) + 1.0 / others.1.max(1.0));
        let apart = (share(users) - share(others)) / libm::sqrt(variance).max(1e-9);
        Known { of_users: share(users), of_others: share(others), apart }
    }

    /// So many days at most, chosen so that about equally much happens between them: at the first, a little of all that happens here
    /// has happened, or what happens on the first day; the last is the last day, or the last on which anything happens where nothing
    /// has changed since. No two of them show about the same.
    pub fn telling_days(&self, number: usize, last_day: u32) -> Vec<u32> {
        let mut days: Vec<u32> = self.persons.iter().flat_map(|p| p.moves.iter().map(|step| step.0)).collect();
        days.sort_unstable();
        let part = |at: usize| at as f64 / (number - 1).max(1) as f64;
        let first = days.get((LITTLE * days.len() as f64) as usize).copied().unwrap_or(0);
        let later: Vec<u32> = days.into_iter().filter(|day| *day > first).collect();
        let reached = |at: usize| later.get((part(at) * later.len() as f64) as usize).copied().unwrap_or(last_day);
        let mut chosen: Vec<u32> = (1..number - 1).map(reached).collect();
        chosen.dedup();
        if chosen.len() + 2 < number {
            // Much happens on few days: these themselves.
            chosen.clone_from(&later);
            chosen.dedup();
            chosen.truncate(number - 2);
        }
        let last = if later.last().is_some_and(|day| *day < last_day) { later[later.len() - 1] } else { last_day };
        let mut telling = vec![first];
        telling.extend(chosen.into_iter().filter(|day| *day < last));
        telling.push(last);
        self.differing(&telling)
    }

    /// Those of some days, the last among them, that show what the one before does not.
    fn differing(&self, days: &[u32]) -> Vec<u32> {
        let least = (ALIKE * self.persons.len() as f64).max(1.0);
        let changed = |a: u32, b: u32| self.persons.iter().filter(|person| person.on(a) != person.on(b)).count() as f64;
        let mut kept: Vec<u32> = Vec::new();
        for day in days.iter().copied() {
            if kept.last().is_none_or(|before| changed(*before, day) >= least) {
                kept.push(day);
            }
        }
        // How it ends is shown in any case, if need be in place of what is about the same.
        if let (Some(end), Some(before)) = (days.last(), kept.last_mut())
            && changed(*before, *end) > 0.0
        {
            *before = *end;
        }
        kept
    }

    /// Whether nothing happens here after a day.
    pub fn rests_after(&self, day: u32) -> bool {
        self.persons.iter().all(|person| person.moves.last().is_none_or(|step| step.0 <= day))
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
        let known = map.known_users(0, 2, [&|person| person.is_on(0, 2), &|person| !person.is_on(0, 2)]);
        assert!((known.of_users - 2.0 / 3.0).abs() < 1e-12 && (known.of_others - 1.0 / 3.0).abs() < 1e-12);
        // Half of six are users: √(2 · ¼ · (⅓ + ⅓)) = 1/√3 is the standard error, and a third its 0.577-fold.
        assert!((known.apart - 1.0 / 3f64.sqrt()).abs() < 1e-12, "{known:?}");
    }

    #[test]
    fn days_are_told_when_something_happens_and_not_when_nothing_does() {
        let busy: Vec<Vec<(u32, u8)>> = (0..100).map(|at| vec![(100 + at, 1)]).collect();
        let busy = row(&busy.iter().map(Vec::as_slice).collect::<Vec<_>>());
        assert_eq!(busy.telling_days(6, 1000), [104, 124, 143, 162, 181, 199]);
        assert!(busy.rests_after(199) && !busy.rests_after(198));
        // Half of all begin on day 0: the other days are those of the others.
        let seeded: Vec<Vec<(u32, u8)>> = (0..20).map(|at| vec![(at.max(10) - 10, 1)]).collect();
        let seeded = row(&seeded.iter().map(Vec::as_slice).collect::<Vec<_>>());
        assert_eq!(seeded.telling_days(6, 100), [0, 2, 4, 6, 8, 9]);
        // All are there at first, and within three days a third goes.
        let going: Vec<Vec<(u32, u8)>> =
            (0..300).map(|at| if at < 100 { vec![(0, 1), (1 + at / 40, 0)] } else { vec![(0, 1)] }).collect();
        let going = row(&going.iter().map(Vec::as_slice).collect::<Vec<_>>());
        assert_eq!(going.telling_days(6, 180), [0, 1, 2, 3]);
        // One of 300 is no change worth a map of its own, but how it ends is shown.
        let few: Vec<Vec<(u32, u8)>> = (0..300)
            .map(|at| match at {
                0..100 => vec![(50, 1)],
                100 => vec![(70, 1)],
                _ => vec![],
            })
            .collect();
        let few = row(&few.iter().map(Vec::as_slice).collect::<Vec<_>>());
        assert_eq!(few.telling_days(6, 180), [70]);
        assert_eq!(row(&[&[], &[]]).telling_days(6, 10), [0]);
    }
}
