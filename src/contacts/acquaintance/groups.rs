//! Groups: school classes, teams at work, clubs: circles of persons of one town in which any two know each other with the same chance.
//!
//! A person of activity a has a·g memberships (rounded at random). The memberships of a town are shuffled and cut into groups of
//! 2 + geometric persons; two members are contacts with chance q. Sizes differ, and so the members of a large group have many
//! contacts, who have many contacts themselves: this is where the assortativity of social networks comes from
//! (Newman & Park 2003, *Why social networks are different from other types of networks*).

use std::ops::Range;

use crate::rng::{Stream, unit};

/// 2⁶⁴ times the golden section.
const GOLDEN_SECTION: u64 = 0x9E37_79B9_7F4A_7C15;

/// The groups of a town.
#[derive(Debug, Clone, Copy)]
pub struct Groups {
    /// Mean number of memberships a person g.
    memberships: f64,
    /// Mean number of members beyond two.
    more: f64,
    /// Chance q that two members are contacts, in 65,536ths.
    density: u32,
    stream: Stream,
}

impl Groups {
    /// Groups with `size` members on average, `memberships` a person, that give `mean_degree` contacts a person (as far as
    /// they can: q ≤ 1).
    pub fn new(memberships: f64, size: f64, mean_degree: f64, stream: Stream) -> Self {
        let mut groups = Groups { memberships, more: (size - 2.0).max(0.0), density: 1 << 16, stream };
        let most = groups.mean_degree();
        groups.density = if most > 0.0 { ((mean_degree / most).clamp(0.0, 1.0) * 65_536.0).round() as u32 } else { 0 };
        groups
    }

    /// Mean number of contacts a person: q·g·E[n(n − 1)]/E[n], with n = 2 + x, x geometric with mean m and E[x²] = m + 2m².
    pub fn mean_degree(&self) -> f64 {
        let m = self.more;
        let others = (2.0 + 4.0 * m + 2.0 * m * m) / (2.0 + m);
        f64::from(self.density) / 65_536.0 * self.memberships * others
    }

    /// Names the contacts within the groups of a town: a few of them twice, and a few persons as contacts of themselves (who belong to a
    /// group twice).
    pub fn emit(&self, town: u32, persons: Range<u32>, activity: &[f32], contact: &mut impl FnMut(u32, u32)) {
        if self.density == 0 {
            return;
        }
        let draws = self.stream.below(u64::from(town));
        let members = self.shuffled(draws, persons, activity);
        let mut coins = Coins::new(draws.below(2), self.density);
        let mut rest = members.as_slice();
        let mut size = draws.word(3);
        loop {
            let (now, later) = rest.split_at(rest.len().min(self.size(unit(size))));
            size = size.wrapping_add(GOLDEN_SECTION);
            emit_group(now, &mut coins, contact);
            rest = later;
            if rest.is_empty() {
                return;
            }
        }
    }

    /// Each person of the town as often as they have memberships, in random order (Fisher–Yates).
    fn shuffled(&self, draws: Stream, persons: Range<u32>, activity: &[f32]) -> Vec<u32> {
        let rounding = draws.below(0);
        let mut members = Vec::with_capacity((persons.len() as f64 * self.memberships * 1.25) as usize);
        for person in persons {
            let memberships =
                self.memberships * f64::from(activity[person as usize]) + rounding.unit(u64::from(person));
            members.extend(std::iter::repeat_n(person, memberships as usize));
        }
        let order = draws.below(1);
        for last in (1..members.len()).rev() {
            members.swap(last, order.under(last as u64, last as u64 + 1) as usize);
        }
        members
    }

    /// The size at a uniform number: 2 + geometric, P(x ≥ k) = (m/(m + 1))^k.
    fn size(&self, unit: f64) -> usize {
        if self.more == 0.0 { 2 } else { 2 + (libm::log(unit) / libm::log(self.more / (self.more + 1.0))) as usize }
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

    /// The persons whose coin shows heads. Every person is written down and only heads move on: a coin cannot be predicted, so
    /// a branch would cost more than the write.
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
        let groups = Groups::new(1.5, 15.0, 10.0, stream());
        let sizes: Vec<usize> = (0..1000).map(|nth| groups.size((f64::from(nth) + 0.5) / 1000.0)).collect();
        let mean = sizes.iter().sum::<usize>() as f64 / 1000.0;
        assert_eq!(sizes.iter().min(), Some(&2));
        assert!((mean - 15.0).abs() < 0.15, "mean {mean}");
        assert_eq!(Groups::new(1.5, 2.0, 10.0, stream()).size(0.001), 2);
    }

    #[test]
    fn persons_have_memberships_in_proportion_to_activity() {
        let mut activity = vec![1.0; 1000];
        activity[7] = 20.0;
        let members = Groups::new(1.5, 15.0, 10.0, stream()).shuffled(stream(), 0..1000, &activity);
        let of = |person| members.iter().filter(|&&member| member == person).count();
        assert_eq!(of(7), 30);
        assert!((0..1000).filter(|&i| i != 7).all(|i| (1..=2).contains(&of(i))));
        assert!(!members.is_sorted());
    }

    /// 40,000 persons in 5 towns; mean degree 10 to 2 % (meetings in two groups included, which are named twice).
    #[test]
    fn groups_give_the_stated_contacts() {
        let groups = Groups::new(1.5, 15.0, 10.0, stream());
        let mut named = 0.0f64;
        for town in 0..5 {
            groups.emit(town, town * 8000..(town + 1) * 8000, &vec![1.0; 40_000], &mut |_, _| named += 2.0 / 40_000.0);
        }
        assert!((groups.mean_degree() - 10.0).abs() < 1e-3);
        assert!((named - 10.0).abs() < 0.2, "mean degree {named}");
    }

    #[test]
    fn small_groups_give_what_they_can() {
        let full = Groups::new(1.0, 2.0, 10.0, stream());
        assert!((full.mean_degree() - 1.0).abs() < 1e-12, "everybody knows the other member");
        assert!(Groups::new(0.0, 15.0, 10.0, stream()).mean_degree().abs() < 1e-12);
    }
}
