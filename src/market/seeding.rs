//! Targeted seeding: a campaign that turns to so many persons, once each.
//!
//! In the first tick s in which it runs on an open platform, a drive ranks the eligible persons (see [`choose`](super::choose)) and
//! keeps the first B of them, its budget \[agents\] (persons over W, rounded, at least one). Without an end it turns to all of them in tick s; with an
//! end u that is known by then, to as many by the end of tick t as
//!
//! n(t) = ⌊ B · (t − s + 1) / (u − s) ⌋,   s ≤ t < u.
//!
//! Whom it turns to joins at once with probability `accept`, by a uniform number of their own, unless they have joined by themselves meanwhile or the
//! platform is exclusive and they are active on a rival. Whose turn comes while the platform is closed, is left out. Joins count
//! under the cause `seeding`. A budget of 0, or `accept` at 0, are the neutral values.
//!
//! Eligible are persons in the market, in the drive's audience if it has one, not active on the platform, and, where it is exclusive, on no rival.
//!
//! Sources: Kempe, Kleinberg & Tardos (2003, KDD): which k persons to win first; Banerjee et al. (2013, Science 341:1236498).

use super::{Course, Period, choose};
use crate::contacts::ContactLayers;
use crate::rng::{Stream, World};
use crate::scenario::Placement;
use crate::units::{PersonIndex, Tick};

/// A campaign that turns to chosen persons.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drive {
    /// When it runs.
    pub period: Period,
    /// Position of the only audience that it turns to; everybody, if none.
    pub audience: Option<usize>,
    /// Which persons come first.
    pub target: Placement,
    budget: u32,
    accept: f64,
    ranking: Stream,
    luck: Stream,
}

/// How far a drive has come in a run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Progress(Option<Begun>);

#[derive(Debug, Clone, PartialEq)]
struct Begun {
    tick: Tick,
    /// Ticks over which the budget is spread.
    ticks: Tick,
    chosen: Vec<PersonIndex>,
}

impl Drive {
    /// A drive for so many agents, whose luck has a name of its own.
    pub fn new(
        (period, audience): (Period, Option<usize>),
        target: Placement,
        (budget, accept): (u32, f64),
        luck: &str,
        world: &World,
    ) -> Drive {
        let stream = |purpose: &str| world.stream(&format!("{purpose} {luck}"));
        Drive { period, audience, target, budget, accept, ranking: stream("ranking"), luck: stream("acceptance") }
    }

    /// How many persons it turns to \[agents\].
    pub fn budget(&self) -> u32 {
        self.budget
    }

    /// Chance that one of them joins.
    pub fn accept(&self) -> f64 {
        self.accept
    }

    /// The persons it turns to in a tick in which it runs, those who accept.
    ///
    /// `first_join` and `eligible` are asked when the drive begins, as [`choose`] asks them.
    pub fn turn(
        &self,
        progress: &mut Progress,
        (course, tick): (&Course, Tick),
        contacts: &ContactLayers,
        first_join: impl Fn(usize, PersonIndex) -> Tick,
        eligible: impl Fn(PersonIndex) -> bool,
    ) -> Vec<PersonIndex> {
        let begun = progress.0.get_or_insert_with(|| Begun {
            tick,
            ticks: self.period.end(course).map_or(1, |end| end.saturating_sub(tick).max(1)),
            chosen: choose(self.target, self.budget, self.ranking, contacts, first_join, eligible),
        });
        let passed = tick - begun.tick;
        let reached = |ticks: Tick| {
            let persons = u64::from(self.budget) * u64::from(ticks.min(begun.ticks)) / u64::from(begun.ticks);
            begun.chosen.len().min(persons as usize)
        };
        let turn = &begun.chosen[reached(passed)..reached(passed.saturating_add(1))];
        turn.iter().copied().filter(|&person| self.luck.unit(u64::from(person)) < self.accept).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::{Moments, Plan};

    const WORLD: World = World { seed: 11, replicate: 0 };

    /// Who has a turn in each of so many ticks, of a drive that begins in the first and has an end or not.
    fn turns(budget: u32, accept: f64, end: Option<Tick>, ticks: Tick) -> Vec<usize> {
        let mut moments = Moments::default();
        let until = end.map(|end| moments.add_tick(Some(end)));
        let course = Course::of(&moments);
        let contacts = ContactLayers::from_edges(500, &[Vec::new()]);
        let period = Period { from: None, until };
        let drive = Drive::new((period, None), Placement::Random, (budget, accept), "test", &WORLD);
        let mut progress = Progress::default();
        let mut turn = |tick| drive.turn(&mut progress, (&course, tick), &contacts, |_, _| Tick::MAX, |_| true).len();
        (0..ticks).map(&mut turn).collect()
    }

    #[test]
    fn without_an_end_all_come_at_once() {
        assert_eq!(turns(40, 1.0, None, 4), [40, 0, 0, 0]);
        assert_eq!(turns(900, 1.0, None, 2), [500, 0], "there are no more than all");
    }

    #[test]
    fn with_an_end_the_budget_is_spread_evenly() {
        assert_eq!(turns(40, 1.0, Some(4), 6), [10, 10, 10, 10, 0, 0]);
        assert_eq!(turns(5, 1.0, Some(3), 4), [1, 2, 2, 0]);
        assert_eq!(turns(2, 1.0, Some(5), 5), [0, 0, 1, 0, 1]);
    }

    #[test]
    fn who_does_not_accept_is_not_replaced() {
        assert_eq!(turns(40, 0.0, None, 2), [0, 0]);
        // Binomial(400, .25): 100 ± 8.7.
        assert!(turns(400, 0.25, None, 1)[0].abs_diff(100) < 44);
    }

    #[test]
    fn moments_are_known_from_the_beginning_when_they_have_ticks() {
        let mut moments = Moments::default();
        let moment = moments.add_tick(Some(3));
        assert_eq!(moments.plans().collect::<Vec<_>>(), [&Plan::At(3)]);
        assert_eq!(Course::of(&moments).tick_of(moment), Some(3));
    }
}
