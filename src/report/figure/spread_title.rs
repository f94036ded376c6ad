//! What the title of [`spread`](super::spread()) says: how the platform that most people here are on came to them, or lost them.

use jiff::civil::Date;

use super::time::SHORT;
use crate::report::Results;
use crate::report::language::Language;
use crate::report::numbers::thousands;
use crate::report::spread::{Known, SpreadMap};

/// Persons who join from whom on shares among their contacts mean something.
const ENOUGH: f64 = 15.0;
/// Part of a platform's most users that its first ones must be for those who come later to be looked at by themselves.
const SEEDED: f64 = 0.05;
/// By how many standard errors, and by how much in their share, users must know more users than others do for a platform to be said to
/// spread in clusters.
const CLUSTERED: (f64, f64) = (3.0, 0.05);

/// A platform among the persons of a map.
struct Story<'a> {
    map: &'a SpreadMap,
    language: Language,
    platform: usize,
    name: String,
    /// First day of the scenario.
    start: Date,
    /// The first day with users, the one with most, and the last.
    days: [u32; 3],
    /// Their shares.
    shares: [f64; 3],
}

/// The title.
pub fn title(results: &Results, map: &SpreadMap) -> String {
    let Some(story) = Story::new(results, map) else {
        return results.language.say("Nobody here is ever on a platform", "此处始终无人使用任何平台").to_owned();
    };
    story.told()
}

impl<'a> Story<'a> {
    /// The story of the platform that most persons here are on at once; none without users.
    fn new(results: &Results, map: &'a SpreadMap) -> Option<Story<'a>> {
        let (last, language) = (results.last_day() as u32, results.language);
        let most = |p: usize| {
            let shares = (0..=last).map(|day| (day, map.share(p, day)));
            shares.fold((0, 0.0), |most, one| if one.1 > most.1 { one } else { most })
        };
        let all = results.present().into_iter().map(|p| (p, most(p)));
        let (platform, (peak, share)) = all.max_by(|a, b| a.1.1.total_cmp(&b.1.1)).filter(|(_, most)| most.1 > 0.0)?;
        let first = (0..=peak).find(|day| map.share(platform, *day) > 0.0)?;
        let (days, shares) = ([first, peak, last], [map.share(platform, first), share, map.share(platform, last)]);
        let name = language.name(&results.platforms[platform].label);
        Some(Story { map, language, platform, name, start: results.start, days, shares })
    }

    /// What it is that happens.
    fn told(&self) -> String {
        let [first, most, last] = self.shares.map(|share| share * self.map.persons.len() as f64);
        match () {
            () if most - first >= ENOUGH => self.spreads(),
            () if first - last >= ENOUGH => self.loses(),
            () => self.stands(),
        }
    }

    /// Whether it spreads in clusters: who knows users when half of those have come who ever come.
    fn spreads(&self) -> String {
        let ([first, peak, _], [seeds, most, _], platform) = (self.days, self.shares, self.platform);
        let half = f64::midpoint(seeds, most);
        let day = (first..=peak).find(|day| self.map.share(platform, *day) >= half).unwrap_or(peak);
        let seeded = seeds > SEEDED * most;
        let known = self.map.known_users(
            platform,
            day,
            [&|person| person.is_on(platform, day) && !(seeded && person.is_on(platform, first)), &|person| {
                !person.is_on(platform, day)
            }],
        );
        let Known { of_users, of_others, apart } = known;
        // A difference that luck can explain is no cluster, but where it is large nobody would call it even.
        let clear = apart > CLUSTERED.0 && of_users - of_others > CLUSTERED.1;
        let even = (of_users - of_others).abs() <= CLUSTERED.1;
        let (users, others) = (self.language.percent(of_users), self.language.percent(of_others));
        let (name, date) = (&self.name, self.date(day));
        match self.language {
            Language::English => {
                let how = match (clear, even) {
                    (true, _) => "in clusters",
                    (false, true) => "evenly",
                    (false, false) => "fairly evenly",
                };
                let whose = if seeded { "newcomers’" } else { "its users’" };
                format!("{name} spreads {how}: {date}, {users} of {whose} contacts use it, of the others’ {others}")
            }
            Language::Chinese => {
                let how = match (clear, even) {
                    (true, _) => "成团扩散",
                    (false, true) => "均匀扩散",
                    (false, false) => "大致均匀扩散",
                };
                let whose = if seeded { "新用户" } else { "用户" };
                let name = self.language.beside(name);
                format!(
                    "{}{how}：{date}，{whose}的联系人中有 {users} 使用，非用户的联系人中有 {others}",
                    name.trim_start()
                )
            }
        }
    }

    /// A day in words: its month, or its date in a short scenario.
    fn date(&self, day: u32) -> String {
        let date = self.start.saturating_add(jiff::Span::new().days(i64::from(day)));
        match (self.days[2] < SHORT as u32, self.language) {
            (true, Language::English) => format!("on {date}"),
            (false, Language::English) => format!("in {}", self.language.month(date)),
            (true, Language::Chinese) => self.language.date(date),
            (false, Language::Chinese) => self.language.month(date),
        }
    }

    /// How many of those who were there stay, and whom they know.
    fn loses(&self) -> String {
        let ([first, _, last], platform) = (self.days, self.platform);
        let there = self.map.persons.iter().filter(|person| person.is_on(platform, first));
        let (all, stay) =
            there.fold((0, 0), |(all, stay), person| (all + 1, stay + u32::from(person.is_on(platform, last))));
        let known = self.map.known_users(
            platform,
            last,
            [&|person| person.is_on(platform, first) && person.is_on(platform, last), &|person| {
                person.is_on(platform, first) && !person.is_on(platform, last)
            }],
        );
        let [stay, users, leavers] = [f64::from(stay) / f64::from(all.max(1)), known.of_users, known.of_others]
            .map(|share| self.language.percent(share));
        let name = &self.name;
        match self.language {
            Language::English => {
                format!(
                    "{stay} of the first users here stay on {name}: of their contacts {users} use it, of the leavers’ {leavers}"
                )
            }
            Language::Chinese => {
                format!("此处 {name} 的首批用户有 {stay} 留下：其联系人中有 {users} 使用，离开者的联系人中有 {leavers}")
            }
        }
    }

    /// Too little happens for a finding about contacts.
    fn stands(&self) -> String {
        let persons = self.map.persons.len();
        let [first, most, last] = self.shares.map(|share| (share * persons as f64).round() as usize);
        let stay = first == most && last == most;
        let number = |count: usize| thousands(count as u64);
        let (name, all, some) = (&self.name, number(persons), number(most));
        match self.language {
            Language::English if stay && first == persons => {
                format!("All {all} persons here are on {name} from its first day on")
            }
            Language::English if stay => {
                format!("{some} of the {all} persons here are on {name} from its first day on")
            }
            Language::English => format!("No more than {some} of the {all} persons here are ever on {name} at once"),
            Language::Chinese if stay && first == persons => format!("此处 {all} 人自首日起全部使用 {name}"),
            Language::Chinese if stay => format!("此处 {all} 人中有 {some} 人自首日起使用 {name}"),
            Language::Chinese => format!("此处 {all} 人中同时使用 {name} 的最多 {some} 人"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Middle;
    use crate::report::spread::Mapped;

    /// A ring of 200 persons; what the title says of their moves on the only platform, 0, among 120 days.
    fn told(moves: impl Fn(u32) -> Vec<(u32, u8)>) -> String {
        let person = |at: u32| Mapped { number: at, place: (0.0, 0.0), contacts: 2, moves: moves(at) };
        let map = SpreadMap {
            run: 0,
            middle: Middle::Typical,
            persons: (0..200).map(person).collect(),
            pairs: (0..200).map(|at| (at, (at + 1) % 200)).collect(),
            contacts: 200,
        };
        let share = |day| map.share(0, day);
        let peak = (0..=120).fold(0, |most, day| if share(day) > share(most) { day } else { most });
        let first = (0..=120).find(|day| share(*day) > 0.0).unwrap_or(0);
        let (days, shares) = ([first, peak, 120], [first, peak, 120].map(share));
        let (start, name) = (jiff::civil::date(2011, 1, 1), "X".to_owned());
        Story { map: &map, language: Language::English, platform: 0, name, start, days, shares }.told()
    }

    #[test]
    fn neighbors_who_follow_each_other_are_a_cluster_and_persons_by_lot_are_none() {
        // One after the other along the ring: at half of 100, two of a hundred contacts are no users.
        assert_eq!(
            told(|at| if at < 100 { vec![(at, 1)] } else { vec![] }),
            "X spreads in clusters: in February 2011, 98 % of its users’ contacts use it, of the others’ 0.7 %"
        );
        // Every second and third of four: everybody knows one of both.
        let even = told(|at| if at % 4 < 2 { vec![(at / 2, 1)] } else { vec![] });
        assert!(even.starts_with("X spreads"), "{even}");
        let lot = told(|at| if (at * 7919) % 200 < 100 { vec![((at * 31) % 100, 1)] } else { vec![] });
        // Ten points that luck explains: no clusters, and not quite even.
        assert!(lot.starts_with("X spreads fairly evenly: in February 2011, "), "{lot}");
    }

    #[test]
    fn where_users_and_others_know_as_many_users_it_spreads_evenly() {
        // At half of all three of nine are there, two of whom know each other, and two more at the end of the ring: of their 136
        // contacts 48 are users, of the others' 264 are 88.
        let even = told(|at| match at % 9 {
            0 | 1 | 6 => vec![(if at == 0 { 1 } else { 10 }, 1)],
            2..=4 => vec![(30, 1)],
            _ => vec![],
        });
        assert_eq!(even, "X spreads evenly: in January 2011, 35 % of its users’ contacts use it, of the others’ 33 %");
    }

    #[test]
    fn who_was_there_from_the_first_day_on_has_not_joined() {
        // Ten blocks of five are there; on days 1 to 50 each next person of a block of 20 joins.
        let seeded = told(|at| match at % 20 {
            0..5 => vec![(0, 1)],
            place @ 5..10 => vec![((place - 4) * 10, 1)],
            _ => vec![],
        });
        // Half of the 50 who come are there on day 30. Of two contacts of each newcomer both use it but for the last of a block, who has one.
        assert_eq!(
            seeded,
            "X spreads in clusters: in January 2011, 83 % of newcomers’ contacts use it, of the others’ 8 %"
        );
    }

    #[test]
    fn who_leaves_and_who_stays_is_told() {
        let left = told(|at| if at < 60 { vec![(0, 1), (10, 0)] } else { vec![(0, 1)] });
        // 140 stay in a row, 60 go in another: one contact of each row's two ends is in the other.
        assert_eq!(
            left,
            "70 % of the first users here stay on X: of their contacts 99.3 % use it, of the leavers’ 2 %"
        );
        assert_eq!(told(|_| vec![(0, 1)]), "All 200 persons here are on X from its first day on");
        assert_eq!(
            told(|at| if at < 9 { vec![(0, 1)] } else { vec![] }),
            "9 of the 200 persons here are on X from its first day on"
        );
        assert_eq!(
            told(|at| if at < 9 { vec![(at, 1)] } else { vec![] }),
            "No more than 9 of the 200 persons here are ever on X at once"
        );
        assert_eq!(
            told(|at| if at < 9 { vec![(0, 1), (10, 0)] } else { vec![] }),
            "No more than 9 of the 200 persons here are ever on X at once",
            "who leaves is not there from the first day on"
        );
    }
}
