//! Acquaintance graph: the contacts that people have, from households, groups and weak ties.
//!
//! Persons live in towns of about 8,192, next to each other in the order of the persons, and differ in how active
//! (sociable) they are: lognormal, mean 1. Contacts come from
//! 1. **households**, neighbors in the order, 1 + Poisson persons, who all know each other;
//! 2. **groups** of the town (class, work, club), 2 + geometric persons; who is twice as active belongs to twice as many groups; any
//!    two members are contacts with the chance that brings the mean degree to what was asked for;
//! 3. **weak ties** to persons at any distance, each doubling of the distance alike, in proportion to activity.
//!
//! The chance within groups follows from the sizes of all groups, and what is named more than once (by two who meet in
//! two groups) is counted in the first town beforehand and made up for: the mean degree is as asked for within 1 % from
//! 1,000 persons on. Households shrink where they would give more contacts than asked for; where groups are too small for
//! the rest, weak ties make up for it.
//!
//! The parts are those of many models of acquaintance (Watts, Dodds & Newman 2002; Newman & Park 2003; Toivonen et al.
//! 2009 compare them); this combination is our own, made to lie inside the envelope of measured graphs (MSN: Leskovec &
//! Horvitz 2008; Facebook: Ugander et al. 2011). The preset ([`crate::scenario::preset`]: household 3.1, groups 1.5,
//! group size 12, weak ties 12 %, activity spread .75) is inside on every measure; the last two columns are a layer
//! with mean degree 20, half of whose contacts are in common with a layer of 15:
//!
//! | measure | envelope | 15, N = 10⁵ | 20, N = 10⁵ | 15, N = 10⁶ | 20, N = 10⁶ | overlap, 10⁵ | overlap, 10⁶ |
//! |---|---|---|---|---|---|---|---|
//! | mean degree | 10–20 | 15.00 | 20.01 | 15.01 | 20.02 | 19.99 | 19.97 |
//! | maximum/median degree | 10–40 | 19 | 20 | 25 | 26 | 22 | 28 |
//! | local clustering | .13–.27 | .215 | .243 | .214 | .241 | .155 | .155 |
//! | degree assortativity | .1–.25 | .139 | .132 | .147 | .140 | .113 | .122 |
//! | giant component | > .99 | .997 | .999 | .998 | .999 | .996 | .996 |
//! | mean distance | 5–7 at 10⁶ | 5.4 | 5.0 | 6.1 | 5.6 | 4.9 | 5.6 |
//!
//! Not like life: a hub's contacts are spread over its town, not over the country; groups don't meet across towns;
//! nobody moves. The degrees' tail is lognormal, lighter than a power law.

mod activity;
mod groups;
mod households;
mod weak_ties;

use std::num::NonZeroUsize;
use std::ops::Range;

use self::activity::activities;
use self::groups::Groups;
use self::households::Households;
use self::weak_ties::WeakTies;
use super::generator::Generate;
use super::members::Members;
use crate::parallel::in_order;
use crate::rng::{World, pair};

/// Persons of a town, within which groups form.
const TOWN: u32 = 8192;

/// How often the contacts of a single town are counted and corrected.
const ROUNDS: u32 = 3;

/// What an acquaintance graph is made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters {
    /// Mean number of contacts a person.
    pub mean_degree: f64,
    /// Mean number of persons in a household, 1 or more.
    pub household: f64,
    /// Mean number of groups a person belongs to.
    pub groups: f64,
    /// Mean number of persons in a group, 2 or more.
    pub group_size: f64,
    /// Share of contacts that are weak ties.
    pub weak_ties: f64,
    /// Standard deviation of the logarithm of activity.
    pub activity_spread: f64,
}

/// Households, groups and weak ties.
#[derive(Debug, Clone)]
pub struct Acquaintance {
    towns: Towns,
    activity: Vec<f32>,
    households: Households,
    groups: Groups,
    weak_ties: WeakTies,
}

impl Acquaintance {
    /// The graph of a layer among its members. The number of threads changes nothing.
    pub fn new(members: &Members, parameters: &Parameters, layer: &str, threads: NonZeroUsize, world: &World) -> Self {
        let persons = members.number();
        let stream = |part: &str| world.stream(&format!("contacts {layer} {part}"));
        let mut graph = Acquaintance {
            towns: Towns { persons },
            activity: activities(members, parameters.activity_spread, threads, world.stream("activity")),
            households: Households::new(1.0, 0.0, stream("households")),
            groups: Groups::new(parameters.groups, parameters.group_size, stream("groups")),
            weak_ties: WeakTies::new(persons, 0.0, stream("weak ties")),
        };
        graph.reach(parameters, threads);
        graph
    }

    /// Sets the parts so that the mean degree comes out: what is named more than once is made up for.
    fn reach(&mut self, parameters: &Parameters, threads: NonZeroUsize) {
        let within_groups = in_order(threads, self.towns.number() as usize, |town| {
            self.groups.pairs(town as u32, self.towns.persons_of(town as u32), &self.activity)
        });
        let most = 2.0 * within_groups.iter().sum::<u64>() as f64 / f64::from(self.towns.persons.max(1));
        let mut target = parameters.mean_degree;
        self.share_out(parameters, target, most);
        for _ in 0..if self.towns.number() == 1 { ROUNDS } else { 1 } {
            target *= self.shortfall(parameters.mean_degree);
            self.share_out(parameters, target, most);
        }
    }

    /// Shares out the mean degree `target` among the parts; groups could give `most`.
    fn share_out(&mut self, parameters: &Parameters, target: f64, most: f64) {
        let near = target - parameters.weak_ties * target;
        self.households = self.households.resized(parameters.household, near);
        let rest = near - self.households.mean_degree();
        self.groups = self.groups.with_density(if most > 0.0 { rest / most } else { 0.0 });
        let weak = target - self.households.mean_degree() - self.groups.density() * most;
        self.weak_ties = self.weak_ties.resized(weak.max(0.0));
    }

    fn emit_town(&self, town: u32, persons: Range<u32>, contact: &mut impl FnMut(u32, u32)) {
        self.households.emit(town, persons.clone(), contact);
        self.groups.emit(town, persons.clone(), &self.activity, contact);
        self.weak_ties.emit(persons, &self.activity, contact);
    }

    /// How many times too few contacts the first town has, because some are named more than once (groups that happen to
    /// meet again), by its own names; a single town also by what was asked for.
    fn shortfall(&self, mean_degree: f64) -> f64 {
        let mut pairs = Vec::new();
        let mut named = 0.0;
        self.emit_town(0, self.towns.persons_of(0), &mut |i, j| {
            named += 1.0;
            if i != j {
                pairs.push(pair(i, j));
            }
        });
        pairs.sort_unstable();
        pairs.dedup();
        if self.towns.number() == 1 {
            named = mean_degree / 2.0 * f64::from(self.towns.persons);
        }
        if pairs.is_empty() { 1.0 } else { (named / pairs.len() as f64).clamp(0.5, 2.0) }
    }
}

impl Generate for Acquaintance {
    /// The towns.
    fn blocks(&self) -> u32 {
        self.towns.number()
    }

    /// Names each contact, a few of them twice.
    fn emit(&self, town: u32, contact: &mut impl FnMut(u32, u32)) {
        self.emit_town(town, self.towns.persons_of(town), contact);
    }
}

/// The town of each person, ascending: in graphs other than acquaintance, blocks of as many neighbors in the order.
pub fn towns(persons: u32) -> Vec<u32> {
    Towns { persons }.iter().flat_map(|(town, persons)| persons.map(move |_| town)).collect()
}

/// Towns of nearly equal size, as many as come nearest to the usual one.
#[derive(Debug, Clone, Copy)]
struct Towns {
    persons: u32,
}

impl Towns {
    /// Number of towns, at least 1.
    fn number(self) -> u32 {
        (self.persons.saturating_add(TOWN / 2) / TOWN).max(1)
    }

    /// Each town and its persons.
    fn iter(self) -> impl Iterator<Item = (u32, Range<u32>)> {
        (0..self.number()).map(move |town| (town, self.persons_of(town)))
    }

    /// The persons of a town.
    fn persons_of(self, town: u32) -> Range<u32> {
        let start = |town: u32| (u64::from(self.persons) * u64::from(town) / u64::from(self.number())) as u32;
        start(town)..start(town + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_cover_all_persons_once_and_are_of_similar_size() {
        for persons in [0, 1, 5000, 12_288, 100_000, u32::MAX] {
            let towns = Towns { persons };
            let last = towns.number() - 1;
            assert_eq!((towns.persons_of(0).start, towns.persons_of(last).end), (0, persons));
            let sizes = [0, last / 2, last].map(|town| towns.persons_of(town).len());
            assert!(
                persons < TOWN / 2 || sizes.iter().all(|size| (TOWN as usize / 2..TOWN as usize * 2).contains(size))
            );
        }
    }
}
