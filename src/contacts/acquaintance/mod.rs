//! Acquaintance graph: households, groups and weak ties.

mod groups;
mod households;
mod activity;
mod weak_ties;

use std::ops::Range;

use self::activity::Activity;
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
#[derive(Debug, Clone, Copy)]
pub struct Acquaintance {
    persons: u32,
    activity: Activity,
    households: Households,
    groups: Groups,
    weak_ties: WeakTies,
}

impl Acquaintance {
    /// The graph of a layer.
    pub fn new(persons: u32, parameters: &Parameters, layer: &str, world: &World) -> Self {
        let lost = Self::with_target(persons, parameters, parameters.mean_degree, layer, world).lost();
        Self::with_target(persons, parameters, parameters.mean_degree / (1.0 - lost), layer, world)
    }

    fn with_target(persons: u32, parameters: &Parameters, target: f64, layer: &str, world: &World) -> Self {
        let stream = |part: &str| world.stream(&format!("contacts {layer} {part}"));
        let near = target - parameters.weak_ties * target;
        let households = Households::new(parameters.household, near, stream("households"));
        let rest = near - households.mean_degree();
        let groups = Groups::new(parameters.groups, parameters.group_size, rest, stream("groups"));
        let weak = target - households.mean_degree() - groups.mean_degree();
        Acquaintance {
            persons,
            activity: Activity::new(parameters.activity_spread, world.stream("activity")),
            households,
            groups,
            weak_ties: WeakTies::new(persons, weak.max(0.0), stream("weak ties")),
        }
    }

    /// Names each contact, a few of them twice.
    pub fn emit(&self, contact: &mut impl FnMut(u32, u32)) {
        (0..self.towns()).for_each(|town| self.emit_town(town, contact));
    }

    fn emit_town(&self, town: u32, contact: &mut impl FnMut(u32, u32)) {
        let persons = self.town(town);
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

    /// Number of towns: as many as come nearest to the usual size.
    fn towns(&self) -> u32 {
        ((self.persons + TOWN / 2) / TOWN).max(1)
    }

    /// The persons of a town.
    fn town(&self, town: u32) -> Range<u32> {
        let start = |town: u32| (u64::from(self.persons) * u64::from(town) / u64::from(self.towns())) as u32;
        start(town)..start(town + 1)
    }
}
