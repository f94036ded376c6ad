//! Groups of persons that a campaign can reach: users of QQ, buyers of a phone.

use super::{Steps, Time};
use crate::rng::{Stream, World};
use crate::scenario::{AudienceSpec, Members, PathPoint, PersonSet, between};
use crate::units::{PersonIndex, Tick};

/// A group of persons: by lot, and then it may grow, or those whom an attribute names.
#[derive(Debug, Clone, PartialEq)]
pub struct Audience {
    /// Its name.
    pub name: String,
    belonging: Belonging,
}

/// Who belongs.
#[derive(Debug, Clone, PartialEq)]
enum Belonging {
    /// Person i belongs as soon as the share of all persons exceeds the person's own uniform number, so that whoever belongs
    /// stays in while the share grows.
    Lot { share: Growth, stream: Stream },
    /// These persons, at all times; their share of all is told.
    Listed { persons: PersonSet, share: f64 },
}

/// A share over time.
#[derive(Debug, Clone, PartialEq)]
enum Growth {
    /// In steps.
    Steps(Steps),
    /// Linear between points (day, share), of which there is one at least.
    Line { points: Vec<(f64, f64)>, tick_days: f64 },
}

impl Growth {
    fn line(path: &[PathPoint], time: &Time, world: &World) -> Growth {
        let points = path.iter().map(|point| (time.day(point.date), point.share.draw(world))).collect();
        Growth::Line { points, tick_days: 1.0 / f64::from(time.ticks_per_day()) }
    }

    fn at(&self, tick: Tick) -> f64 {
        match self {
            Growth::Steps(steps) => steps.at(tick),
            Growth::Line { points, tick_days } => between(points, f64::from(tick) * tick_days),
        }
    }
}

impl Audience {
    /// The audience in one world of `agents` persons.
    pub fn new(spec: &AudienceSpec, agents: u32, time: &Time, world: &World) -> Audience {
        let lot = |share| Belonging::Lot { share, stream: spec.stream(world) };
        let belonging = match &spec.members {
            Members::Share { share } => lot(Growth::Steps(Steps::new(share, time, world))),
            Members::Path { path } => lot(Growth::line(path, time, world)),
            Members::Listed { persons, .. } => {
                let share = f64::from(persons.count()) / f64::from(agents.max(1));
                Belonging::Listed { persons: persons.clone(), share }
            }
        };
        Audience { name: spec.name.clone(), belonging }
    }

    /// Share of all persons who belong to it in a tick.
    pub fn share(&self, tick: Tick) -> f64 {
        match &self.belonging {
            Belonging::Lot { share, .. } => share.at(tick),
            Belonging::Listed { share, .. } => *share,
        }
    }

    /// Whether a person belongs to it when its share is this.
    #[inline]
    pub fn includes(&self, person: PersonIndex, share: f64) -> bool {
        match &self.belonging {
            Belonging::Lot { stream, .. } => stream.unit(u64::from(person)) < share,
            Belonging::Listed { persons, .. } => persons.contains(person),
        }
    }

    /// The persons whom a change of the share can concern, in the order in which they come to belong while it grows.
    pub fn order(&self, agents: u32) -> Vec<PersonIndex> {
        match &self.belonging {
            Belonging::Lot { stream, .. } => {
                let mut persons: Vec<PersonIndex> = (0..agents).collect();
                // Numbers in (0, 1) are in the order of their bits.
                persons.sort_by_cached_key(|&person| (stream.unit(u64::from(person)).to_bits(), person));
                persons
            }
            Belonging::Listed { .. } => Vec::new(),
        }
    }

    /// Those of them who belong at one of two shares only.
    pub fn between<'o>(&self, order: &'o [PersonIndex], one: f64, other: f64) -> &'o [PersonIndex] {
        let members = |share: f64| order.partition_point(|&person| self.includes(person, share));
        &order[members(one.min(other))..members(one.max(other))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)], tick_days: f64) -> Audience {
        let stream = World { seed: 3, replicate: 1 }.stream("audience test");
        let share = Growth::Line { points: points.to_vec(), tick_days };
        Audience { name: "test".into(), belonging: Belonging::Lot { share, stream } }
    }

    #[test]
    fn a_path_is_straight_between_its_points_and_flat_outside() {
        let audience = line(&[(10.0, 0.1), (20.0, 0.5), (30.0, 0.3)], 0.5);
        for (tick, share) in [(0, 0.1), (20, 0.1), (21, 0.12), (30, 0.3), (40, 0.5), (50, 0.4), (60, 0.3), (900, 0.3)] {
            assert!((audience.share(tick) - share).abs() < 1e-12, "tick {tick}: {}", audience.share(tick));
        }
    }

    #[test]
    fn between_two_shares_are_those_who_belong_at_one_of_them_only() {
        let audience = line(&[(0.0, 0.0)], 1.0);
        let order = audience.order(1000);
        for (one, other) in [(0.0, 0.2), (0.2, 0.0), (0.35, 0.36), (0.5, 0.5), (0.9, 1.0), (0.0, 1.0)] {
            let mut found = audience.between(&order, one, other).to_vec();
            found.sort_unstable();
            let differs = |person: &u32| audience.includes(*person, one) != audience.includes(*person, other);
            assert_eq!(found, (0..1000).filter(differs).collect::<Vec<u32>>(), "{one} to {other}");
        }
    }
}
