//! When what reacts to the market came in the runs.

use jiff::civil::Date;

use crate::engine::Trajectory;
use crate::scenario::{Reaction, Scenario, When};

/// The days on which each reaction of a scenario came, in the runs in which it came.
#[derive(Debug, Clone)]
pub struct Reactions<'s> {
    scenario: &'s Scenario,
    /// The reaction and its days, ascending.
    days: Vec<(&'s Reaction, Vec<u32>)>,
    runs: usize,
}

impl<'s> Reactions<'s> {
    /// Those of some runs of a scenario.
    pub fn new<'t>(scenario: &'s Scenario, runs: impl Iterator<Item = &'t Trajectory>) -> Reactions<'s> {
        let runs: Vec<&Trajectory> = runs.collect();
        let days = |number: usize| {
            let mut days: Vec<u32> = runs.iter().filter_map(|run| *run.reactions.get(number)?).collect();
            days.sort_unstable();
            days
        };
        let reactions = scenario.reactions();
        let days = reactions.into_iter().enumerate().map(|(number, reaction)| (reaction, days(number))).collect();
        Reactions { scenario, days, runs: runs.len() }
    }

    /// The date of a moment: as the file says, or that of the middle one of the runs if it comes in at least half of them.
    pub fn date(&self, when: &When) -> Option<Date> {
        let Some(reaction) = when.reaction() else { return when.date() };
        // Runs in which it does not come count as later than all others.
        let middle = *self.days(reaction).get((self.runs.max(1) - 1) / 2)?;
        Some(self.scenario.date(middle))
    }

    /// Whether a moment comes on different days in the runs, or not in all of them.
    pub fn differ(&self, when: &When) -> bool {
        when.reaction()
            .map(|reaction| self.days(reaction))
            .is_some_and(|days| days.len() < self.runs || days.first() != days.last())
    }

    /// The days of a reaction, ascending.
    fn days(&self, reaction: &Reaction) -> &[u32] {
        let known = self.days.iter().find(|(known, _)| std::ptr::eq(*known, reaction));
        known.map_or(&[], |(_, days)| days)
    }
}
