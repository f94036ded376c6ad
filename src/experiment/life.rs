//! One person in one run: who is looked at, and their life.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::num::NonZeroUsize;

use super::variants::Variants;
use crate::contacts::ContactLayers;
use crate::engine::biography::{Biography, biography};
use crate::engine::{Move, Mover, fast};
use crate::market::Market;
use crate::scenario::Scenario;
use crate::units::PersonIndex;

/// Who is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The person with this number.
    Number(PersonIndex),
    /// Anybody, by lot.
    Random,
    /// Who comes first of their own accord: first users, and those whom a campaign wins at once, do not count.
    FirstMover,
    /// Who has most stored contacts, the first of several.
    MostConnected,
    /// Somebody who went from one platform to another: on the second while still on the first, then off the first, and so it stayed. By
    /// lot among those who did so in the fewest moves.
    Switcher,
    /// Somebody whom a campaign won at once, because it turned to them or because the app came with their phone; by lot.
    Won,
}

impl Choice {
    /// Those that have a name.
    pub const NAMED: [Choice; 5] =
        [Choice::Random, Choice::FirstMover, Choice::MostConnected, Choice::Switcher, Choice::Won];
}

/// The word of the command line.
impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Choice::Number(person) => write!(f, "{person}"),
            Choice::Random => f.write_str("random"),
            Choice::FirstMover => f.write_str("first-mover"),
            Choice::MostConnected => f.write_str("most-connected"),
            Choice::Switcher => f.write_str("switcher"),
            Choice::Won => f.write_str("won"),
        }
    }
}

/// The life of one person in one run.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    /// Number of the run.
    pub run: u64,
    /// By what the person was chosen.
    pub choice: Choice,
    /// Persons in the run.
    pub persons: u32,
    /// Ticks in a day.
    pub ticks_per_day: u32,
    /// Names of the causes of joining.
    pub causes: Vec<String>,
    /// The life.
    pub biography: Biography,
}

/// Makes a run and follows the first of the choices that the run has somebody for. The number of threads changes nothing.
///
/// Nothing if there is nobody.
pub fn life(scenario: &Scenario, run: u64, choices: &[Choice], threads: NonZeroUsize) -> Option<Life> {
    let mut variants = Variants::new(None, 0).by(threads);
    variants.add(scenario.clone());
    let follow = |market: &Market, contacts: &ContactLayers| {
        let (_, paths) = fast::run_with_paths(market, contacts);
        let found = |choice: &Choice| Some((*choice, choose(*choice, market, contacts, &paths.moves)?));
        let (choice, person) = choices.iter().find_map(found)?;
        Some(Life {
            run,
            choice,
            persons: market.population.agents,
            ticks_per_day: market.ticks_per_day,
            causes: market.causes(),
            biography: biography(market, contacts, &paths, person),
        })
    };
    variants.run_by(0, run, follow).1
}

/// The person that a choice means, if there is one.
fn choose(choice: Choice, market: &Market, contacts: &ContactLayers, moves: &[Move]) -> Option<PersonIndex> {
    let agents = market.population.agents;
    let lot = market.world.stream("person");
    match choice {
        Choice::Number(person) => Some(person).filter(|person| *person < agents),
        Choice::Random => (agents > 0).then(|| lot.under(0, u64::from(agents)) as PersonIndex),
        Choice::FirstMover => {
            let first = moves.iter().find(|step| step.joined != 0 && step.by == Mover::Clock);
            first.map(|step| step.person)
        }
        Choice::MostConnected => {
            let degree = |person: &PersonIndex| contacts.of(*person).len();
            (0..agents).rev().max_by_key(degree).filter(|person| degree(person) > 0)
        }
        Choice::Switcher => {
            let switchers = switchers(moves);
            let at = lot.under(1, switchers.len() as u64) as usize;
            switchers.get(at).copied()
        }
        Choice::Won => {
            let won = won(moves);
            let at = lot.under(2, won.len() as u64) as usize;
            won.get(at).copied()
        }
    }
}

/// Persons whom a campaign won at once, ascending.
fn won(moves: &[Move]) -> Vec<PersonIndex> {
    let by_campaign = |step: &&Move| matches!(step.by, Mover::Drive(_) | Mover::Bundle(_));
    let persons: BTreeSet<PersonIndex> = moves.iter().filter(by_campaign).map(|step| step.person).collect();
    persons.into_iter().collect()
}

/// Persons who switched in the fewest moves, ascending.
fn switchers(moves: &[Move]) -> Vec<PersonIndex> {
    let mut lives: BTreeMap<PersonIndex, Vec<u8>> = BTreeMap::new();
    for step in moves.iter().filter(|step| step.before != step.after) {
        lives.entry(step.person).or_default().push(step.after);
    }
    lives.retain(|_, sets| switched(sets));
    let fewest = lives.values().map(Vec::len).min();
    lives.into_iter().filter(|(_, sets)| Some(sets.len()) == fewest).map(|(person, _)| person).collect()
}

/// Whether the platforms that a person is on, after each move, tell of a switch: p without q, both, and in the end q without p.
fn switched(sets: &[u8]) -> bool {
    let last = sets.last().copied().unwrap_or(0);
    let gone = |set: &u8| set & !last;
    let both = sets.iter().rposition(|set| set & last != 0 && gone(set) != 0);
    both.is_some_and(|both| {
        let (p, q) = (gone(&sets[both]), sets[both] & last);
        sets[..both].iter().any(|set| set & p != 0 && set & q == 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_switches_was_on_both_and_stays_on_the_later_one() {
        for (sets, expected) in [
            (&[0b01, 0b11, 0b10][..], true),
            (&[0b10, 0b11, 0b01], true),
            (&[0b01, 0b11, 0b10, 0b00, 0b10], true),
            (&[0b01, 0b11, 0b01], false),
            (&[0b01, 0b00, 0b10], false),
            (&[0b01, 0b11, 0b10, 0b11], false),
            (&[0b11, 0b10], false),
            (&[], false),
        ] {
            assert_eq!(switched(sets), expected, "{sets:?}");
        }
    }

    #[test]
    fn the_switch_with_the_fewest_moves_is_taken() {
        let life = |person: PersonIndex, sets: &[u8]| -> Vec<Move> {
            let before = std::iter::once(&0).chain(sets);
            let step = |(&before, &after): (&u8, &u8)| {
                let joined = after & !before;
                Move { tick: 1, person, before, after, joined, by: Mover::Clock }
            };
            before.zip(sets).map(step).collect()
        };
        let moves = [life(4, &[1, 3, 2, 3, 2]), life(7, &[1, 3, 2]), life(9, &[1, 3]), life(2, &[2, 3, 1])].concat();
        assert_eq!(switchers(&moves), [2, 7]);
    }
}
