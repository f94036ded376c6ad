//! Acquaintance graph: the contacts that people have, from households, groups and weak ties.
//!
//! Persons live in towns of about 8,192, next to each other in the order of the persons, and differ in how active (sociable) they are: lognormal,
//! mean 1. Contacts come from
//! 1. **households**, neighbors in the order, 1 + Poisson persons, who all know each other;
//! 2. **groups** of the town (class, work, club), 2 + geometric persons; who is twice as active belongs to twice as many groups; any
//!    two members are contacts with the chance that brings the mean degree to what was asked for;
//! 3. **weak ties** to persons at any distance, each doubling of the distance alike, in proportion to activity.
//!
//! What is named twice (two who meet in two groups) is counted in the first town beforehand and made up for, so that the mean degree is as asked
//! for within 1 % (one standard deviation is .9·spread/√N relative, and more in a single small town). Households shrink where they would
//! give more contacts than asked for; where groups are too small for the rest, weak ties make up for it.
//!
//! The parts are those of many models of acquaintance (Watts, Dodds & Newman 2002; Newman & Park 2003; Toivonen et al. 2009 compare
//! them); this combination is our own, made to lie inside the envelope of measured graphs (MSN: Leskovec & Horvitz 2008;
//! Facebook: Ugander et al. 2011). With household 3.1, groups 1.5, group size 12, weak ties 12 %, activity spread .75:
//!
//! MEASURED

mod groups;
mod households;
mod activity;
mod weak_ties;

use std::ops::Range;

use self::activity::activities;
use self::groups::Groups;
use self::households::Households;
use self::weak_ties::WeakTies;
use crate::rng::World;

/// Persons of a town, within which groups form.
const TOWN: u32 = 8192;

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
    /// The graph of a layer.
    pub fn new(persons: u32, parameters: &Parameters, layer: &str, world: &World) -> Self {
        let activity = activities(persons, parameters.activity_spread, world.stream("activity"));
        let first = Self::with_target(parameters, parameters.mean_degree, activity, layer, world);
        let target = parameters.mean_degree / (1.0 - first.lost());
        Self::with_target(parameters, target, first.activity, layer, world)
    }

    fn with_target(parameters: &Parameters, target: f64, activity: Vec<f32>, layer: &str, world: &World) -> Self {
        let persons = activity.len() as u32;
        let stream = |part: &str| world.stream(&format!("contacts {layer} {part}"));
        let near = target - parameters.weak_ties * target;
        let households = Households::new(parameters.household, near, stream("households"));
        let rest = near - households.mean_degree();
        let groups = Groups::new(parameters.groups, parameters.group_size, rest, stream("groups"));
        let weak = target - households.mean_degree() - groups.mean_degree();
        Acquaintance {
            towns: Towns { persons },
            activity,
            households,
            groups,
            weak_ties: WeakTies::new(persons, weak.max(0.0), stream("weak ties")),
        }
    }

    /// Names each contact, a few of them twice.
    pub fn emit(&self, contact: &mut impl FnMut(u32, u32)) {
        (0..self.towns.number()).for_each(|town| self.emit_town(town, contact));
    }

    fn emit_town(&self, town: u32, contact: &mut impl FnMut(u32, u32)) {
        let persons = self.towns.persons_of(town);
        self.households.emit(town, persons.clone(), contact);
        self.groups.emit(town, persons.clone(), &self.activity, contact);
        self.weak_ties.emit(persons, &self.activity, contact);
    }

    /// Share of the contacts of the first town that are named more than once: groups that happen to meet again.
    fn lost(&self) -> f64 {
        let mut pairs = Vec::new();
        let mut named = 0usize;
        self.emit_town(0, &mut |i, j| {
            named += 1;
            if i != j {
                pairs.push(u64::from(i.min(j)) << 32 | u64::from(i.max(j)));
            }
        });
        pairs.sort_unstable();
        pairs.dedup();
        if named == 0 { 0.0 } else { (1.0 - pairs.len() as f64 / named as f64).min(0.5) }
    }
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
