//! Groups: school classes, teams at work, clubs: circles of persons of one town in which any two know each other with
//! the same chance.
//!
//! A person of activity a has a·g memberships (rounded at random). The memberships of a town are shuffled and cut into
//! groups of 2 + geometric persons; two members are contacts with chance q. Sizes differ, and so the members of a large
//! group have many contacts, who have many contacts themselves: this is where the assortativity of social networks
//! comes from (Newman & Park 2003, *Why social networks are different from other types of networks*).

use std::ops::Range;

use crate::rng::{Stream, unit};

/// 2⁶⁴ times the golden section.
const GOLDEN_SECTION: u64 = 0x9E37_79B9_7F4A_7C15;

/// The groups of all towns.
#[derive(Debug, Clone, Copy)]
pub struct Groups {
    /// Mean number of memberships a person g.
    memberships: f64,
    /// ln(m/(m + 1)), m the mean number of members beyond two; −∞ if there are none.
    log_more: f64,
    /// Chance q that two members are contacts, in 65,536ths.
    density: u32,
    stream: Stream,
}

impl Groups {
    /// Groups with `size` members on average, `memberships` a person, in which all members are contacts.
    pub fn new(memberships: f64, size: f64, stream: Stream) -> Self {
        let more = (size - 2.0).max(0.0);
        Groups { memberships, log_more: libm::log(more / (more + 1.0)), density: 1 << 16, stream }
    }

    /// The same groups, in which any two members are contacts with a chance (at most 1).
    #[must_use]
    pub fn with_density(self, chance: f64) -> Self {
        Groups { density: libm::rint(chance.clamp(0.0, 1.0) * 65_536.0) as u32, ..self }
    }

    /// Chance q that two members are contacts.
    pub fn density(&self) -> f64 {
        f64::from(self.density) / 65_536.0
    }

    /// Number of pairs of members in the groups of a town: Σ n(n − 1)/2.
    pub fn pairs(&self, town: u32, persons: Range<u32>, activity: &[f32]) -> u64 {
        let draws = self.stream.below(u64::from(town));
        let rounding = draws.below(0);
        let members = persons.map(|person| self.memberships_of(rounding, person, activity)).sum();
        self.sizes(draws, members).map(|n| (n * (n - 1) / 2) as u64).sum()
    }

    /// Names the contacts within the groups of a town: a few of them twice, and a few persons as contacts of themselves
    /// (who belong to a group twice).
    pub fn emit(&self, town: u32, persons: Range<u32>, activity: &[f32], contact: &mut impl FnMut(u32, u32)) {
        if self.density == 0 {
            return;
        }
        let draws = self.stream.below(u64::from(town));
        let members = self.shuffled(draws, persons, activity);
        let mut coins = Coins::new(draws.below(2), self.density);
        let mut rest = members.as_slice();
        for size in self.sizes(draws, members.len()) {
            let (now, later) = rest.split_at(size);
            emit_group(now, &mut coins, contact);
            rest = later;
        }
    }

    /// Number of memberships of a person: a·g, rounded up or down at random.
    #[inline]
    fn memberships_of(&self, rounding: Stream, person: u32, activity: &[f32]) -> usize {
        (self.memberships * f64::from(activity[person as usize]) + rounding.unit(u64::from(person))) as usize
    }

    /// Each person of the town as often as they have memberships, in random order (Fisher–Yates).
    fn shuffled(&self, draws: Stream, persons: Range<u32>, activity: &[f32]) -> Vec<u32> {
        let rounding = draws.below(0);
        let mut members = Vec::with_capacity((persons.len() as f64 * self.memberships * 1.25) as usize);
        for person in persons {
            members.extend(std::iter::repeat_n(person, self.memberships_of(rounding, person, activity)));
        }
        let order = draws.below(1);
        for last in (1..members.len()).rev() {
            members.swap(last, order.under(last as u64, last as u64 + 1) as usize);
        }
        members
    }

    /// The sizes of the groups that use up the memberships of a town. Their uniform numbers go round by the golden
    /// section from a random start, and so cover (0, 1) evenly: how many contacts a town has does not hang on the luck
    /// of its largest group.
    fn sizes(&self, draws: Stream, members: usize) -> impl Iterator<Item = usize> + '_ {
        let (mut word, mut left) = (draws.word(3), members);
        std::iter::from_fn(move || {
            let size = self.size(unit(word)).min(left);
            word = word.wrapping_add(GOLDEN_SECTION);
            left -= size;
            (size > 0).then_some(size)
        })
    }

    /// The size at a uniform number: 2 + geometric, P(x ≥ k) = (m/(m + 1))^k.
    fn size(&self, unit: f64) -> usize {
        2 + (libm::log(unit) / self.log_more) as usize
    }
}

/// Any two members are contacts if the coin says so.
fn emit_group(members: &[u32], coins: &mut Coins, contact: &mut impl FnMut(u32, u32)) {
    let mut rest = members;
    while let Some((&i, others)) = rest.split_first() {
        coins.choose(others).iter().for_each(|&j| contact(i, j));
        rest = others;
    }
}

/// Many coins of the same chance, four from each word.
struct Coins {
    stream: Stream,
    next: u64,
    /// How many 65,536ths are heads.
    heads: u32,
    chosen: Vec<u32>,
}

impl Coins {
    fn new(stream: Stream, heads: u32) -> Self {
        Coins { stream, next: 0, heads, chosen: Vec::new() }
    }

    /// The persons whose coin shows heads. Every person is written down and only heads move on: a coin cannot be
    /// predicted, so a branch would cost more than the write.
    fn choose(&mut self, persons: &[u32]) -> &[u32] {
        self.chosen.resize(self.chosen.len().max(persons.len()), 0);
        let mut heads = 0;
        for four in persons.chunks(4) {
            let mut word = self.stream.word(self.next);
            self.next += 1;
            for &person in four {
                self.chosen[heads] = person;
                heads += usize::from((word as u32 & 0xFFFF) < self.heads);
                word >>= 16;
            }
        }
        &self.chosen[..heads]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    fn stream() -> Stream {
        World { seed: 6, replicate: 0 }.stream("groups")
    }

    #[test]
    fn groups_have_two_members_or_more_and_the_asked_for_mean() {
        let sizes: Vec<usize> = Groups::new(1.5, 15.0, stream()).sizes(stream(), 15_000).collect();
        assert_eq!(sizes.iter().sum::<usize>(), 15_000);
        assert_eq!(sizes[..sizes.len() - 1].iter().min(), Some(&2));
        assert!((sizes.len() as f64 - 1000.0).abs() < 10.0, "{} groups", sizes.len());
        assert!(Groups::new(1.5, 2.0, stream()).sizes(stream(), 100).all(|size| size == 2));
    }

    #[test]
    fn persons_have_memberships_in_proportion_to_activity() {
        let mut activity = vec![1.0; 1000];
        activity[7] = 20.0;
        let members = Groups::new(1.5, 15.0, stream()).shuffled(stream(), 0..1000, &activity);
        let of = |person| members.iter().filter(|&&member| member == person).count();
        assert_eq!(of(7), 30);
        assert!((0..1000).filter(|&i| i != 7).all(|i| (1..=2).contains(&of(i))));
        assert!(!members.is_sorted());
    }

    /// 8,000 persons, groups of 15, half of all pairs of members: 4 standard errors of a binomial number.
    #[test]
    fn any_two_members_are_contacts_with_the_same_chance() {
        let groups = Groups::new(1.5, 15.0, stream()).with_density(0.5);
        let activity = vec![1.0; 8000];
        let pairs = groups.pairs(0, 0..8000, &activity) as f64;
        let mut named = 0.0f64;
        groups.emit(0, 0..8000, &activity, &mut |_, _| named += 1.0);
        assert!((named - pairs / 2.0).abs() < 4.0 * (pairs / 4.0).sqrt(), "{named} of {pairs}");

        let everybody = groups.with_density(7.0);
        named = 0.0;
        everybody.emit(0, 0..8000, &activity, &mut |_, _| named += 1.0);
        assert!((named - pairs).abs() < 0.5 && (everybody.density() - 1.0).abs() < 1e-12);
    }

    /// Σ n(n − 1)/2 a membership is E[n(n − 1)]/(2 E[n]), n = 2 + x, x geometric with mean m = 13:
    /// (1 + 2m + m²)/(2 + m) = 13.07.
    #[test]
    fn a_town_has_the_derived_number_of_pairs() {
        let pairs = Groups::new(1.5, 15.0, stream()).pairs(0, 0..100_000, &vec![1.0; 100_000]) as f64;
        assert!((pairs / 150_000.0 / 13.07 - 1.0).abs() < 0.01, "{}", pairs / 150_000.0);
    }
}
