//! Who can join, and from when: the market's potential grows as people come to own a phone that can run a messenger.

use crate::rng::{Stream, World};
use crate::scenario::{JoinDays, Potential, PotentialPoint, Scenario, between};
use crate::units::{PersonIndex, Tick};

/// The persons of a market and the day on which each enters it.
///
/// Person i enters in the first tick whose share of the final potential exceeds the person's own uniform number uᵢ:
/// K(t)/K_max > uᵢ; or, where an attribute of the persons tells it, on the person's own day. Persons never leave the market; a
/// path that falls is taken at its highest so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Population {
    /// Number of agents N.
    pub agents: u32,
    /// Persons that one agent stands for, W = K_max / N.
    pub persons_per_agent: f64,
    entry: Entry,
}

/// When persons enter.
#[derive(Debug, Clone, PartialEq)]
enum Entry {
    /// All at once.
    Start,
    /// By lot: the share of the final potential that has entered by each tick, ascending to 1.
    Lot { entered: Vec<f64>, stream: Stream },
    /// Each in their own tick; [`Tick::MAX`] never.
    Listed(Vec<Tick>),
}

impl Population {
    /// The population of a scenario in one world.
    pub fn new(scenario: &Scenario, world: &World, ticks_per_day: u32) -> Population {
        let agents = scenario.market.agents;
        let (largest, entry) = match &scenario.market.potential {
            Potential::Fixed(persons) => (persons.draw(world), Entry::Start),
            Potential::Path { points, uncertain } => {
                let leans = *uncertain && !world.is_central();
                let lean = if leans { lean(world.stream("market potential").unit(0)) } else { 0.0 };
                let (largest, entered) = path(scenario, points, lean, ticks_per_day);
                (largest, Entry::Lot { entered, stream: world.stream("market entry") })
            }
        };
        let entry = match &scenario.market.joins {
            Some(days) => listed(days, agents, ticks_per_day),
            None => entry,
        };
        Population { agents, persons_per_agent: largest / f64::from(agents), entry }
    }

    /// Share of the agents in the market in each of the first ticks; ascending.
    pub fn entered(&self, ticks: Tick) -> Vec<f64> {
        match &self.entry {
            Entry::Start => vec![1.0; ticks as usize],
            Entry::Lot { entered, .. } => {
                (0..ticks as usize).map(|tick| entered[tick.min(entered.len() - 1)]).collect()
            }
            Entry::Listed(own) => {
                let mut sorted = own.clone();
                sorted.sort_unstable();
                let share = |tick| sorted.partition_point(|entry| *entry <= tick) as f64 / sorted.len().max(1) as f64;
                (0..ticks).map(share).collect()
            }
        }
    }

    /// The tick in which a person enters the market; [`Tick::MAX`] for who never does.
    pub fn entry(&self, person: PersonIndex) -> Tick {
        match &self.entry {
            Entry::Start => 0,
            Entry::Lot { entered, stream } => {
                let own = stream.unit(u64::from(person));
                entered.partition_point(|&share| share <= own) as Tick
            }
            Entry::Listed(ticks) => ticks[person as usize],
        }
    }
}

/// The first tick of each person's own day.
fn listed(days: &JoinDays, agents: u32, ticks_per_day: u32) -> Entry {
    let tick = |person| days.day(person).map_or(Tick::MAX, |day| day.saturating_mul(ticks_per_day));
    Entry::Listed((0..agents).map(tick).collect())
}

/// How far a run's path leans to the low (−1) or the high (+1) estimate: triangular around 0, from a uniform number.
fn lean(u: f64) -> f64 {
    if u < 0.5 { (2.0 * u).sqrt() - 1.0 } else { 1.0 - (2.0 - 2.0 * u).sqrt() }
}

/// Largest potential [persons] and the share of it reached by each tick.
fn path(scenario: &Scenario, points: &[PotentialPoint], lean: f64, ticks_per_day: u32) -> (f64, Vec<f64>) {
    let leaning: Vec<(f64, f64)> = points
        .iter()
        .map(|point| {
            let bound = if lean < 0.0 { point.low } else { point.high };
            let value = libm::exp(libm::log(point.mid) + lean.abs() * (libm::log(bound) - libm::log(point.mid)));
            (f64::from(scenario.day(point.date)), value)
        })
        .collect();
    let mut highest = 0.0f64;
    let mut shares: Vec<f64> = (0..=scenario.days() * ticks_per_day)
        .map(|tick| {
            highest = highest.max(between(&leaning, f64::from(tick) / f64::from(ticks_per_day)));
            highest
        })
        .collect();
    for share in &mut shares {
        *share /= highest;
    }
    (highest, shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lean_is_triangular() {
        assert!((lean(0.5)).abs() < 1e-12);
        assert!((lean(1e-12) + 1.0).abs() < 1e-5);
        assert!((lean(0.125) + 0.5).abs() < 1e-12);
        assert!((lean(0.875) - 0.5).abs() < 1e-12);
    }
}
