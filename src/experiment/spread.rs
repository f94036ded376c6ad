//! How one run spreads among some persons who know each other: who is on which platform from which day on.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use super::variants::Variants;
use crate::contacts::measure::vicinity;
use crate::contacts::{ContactLayers, LayerKind};
use crate::engine::{Move, Mover, fast};
use crate::market::Market;
use crate::rng::Stream;
use crate::scenario::Scenario;
use crate::units::{PersonIndex, Tick};

/// Persons who are looked at: as many as can be told apart on a map.
const PERSONS: usize = 600;
/// Most contacts among them that are kept: more would cover the map.
const CONTACTS: usize = 4000;
/// Persons of whom the one in the middle is the most typical.
const CANDIDATES: u64 = 64;
/// Where fewer than this share of the persons around a typical one ever move, those around a first mover are looked at.
const MOVED: f64 = 0.02;

/// Most agents of a run that is made once more for this: all that happens to them is kept meanwhile.
const MOST_AGENTS: u32 = 2_000_000;

/// Who is in the middle of the persons who are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Middle {
    /// Somebody with about as many contacts as the mean.
    Typical,
    /// The first to join of their own accord: around typical persons next to nothing happens.
    FirstMover,
}

impl Middle {
    /// All, with their names.
    pub const NAMES: [(Middle, &'static str); 2] = [(Middle::Typical, "typical"), (Middle::FirstMover, "first-mover")];
}

/// Some persons of a run and what they did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// Number of the run.
    pub run: u64,
    /// Who is in the middle.
    pub middle: Middle,
    /// The persons, the one in the middle first.
    pub persons: Vec<PersonIndex>,
    /// The number of contacts of each, whether here or not.
    pub degrees: Vec<u32>,
    /// Contacts among the persons, by their places in `persons`, each once, the smaller place first; drawn by lot where they are
    /// more than can be seen.
    pub pairs: Vec<(usize, usize)>,
    /// Number of contacts among the persons, among whom `pairs` were drawn.
    pub contacts: usize,
    /// For each person, in the order of time: the first day that begins with a change, and the platforms from then on, a bit each.
    pub moves: Vec<Vec<(u32, u8)>>,
}

/// Makes a run and follows a vicinity in its stored contacts; nothing where no contact is stored or there are too many agents. The
/// number of threads changes nothing.
pub fn spread(scenario: &Scenario, run: u64, threads: NonZeroUsize) -> Option<Spread> {
    if scenario.market.agents > MOST_AGENTS {
        return None;
    }
    let mut variants = Variants::new(None, 0).by(threads);
    variants.add(scenario.clone());
    variants.run_by(0, run, &|_| {}, |market, contacts| follow(market, contacts, run)).1
}

fn follow(market: &Market, contacts: &ContactLayers, run: u64) -> Option<Spread> {
    if contacts.is_empty() || !contacts.kinds().iter().any(|kind| matches!(kind, LayerKind::Stored(_))) {
        return None;
    }
    let moves = fast::run_with_paths(market, contacts).1.moves;
    let middle = typical(contacts, market.world.stream("spread"));
    let around = |person, middle| told(market, contacts, &moves, (person, middle), run);
    let found = around(middle, Middle::Typical);
    let moved = found.moves.iter().filter(|moves| !moves.is_empty()).count();
    let first =
        moves.iter().find(|step| step.joined != 0 && step.by == Mover::Clock && !contacts.of(step.person).is_empty());
    match first {
        Some(first) if (moved as f64) < MOVED * found.persons.len() as f64 => {
            Some(around(first.person, Middle::FirstMover))
        }
        _ => Some(found),
    }
}

/// The person whose number of contacts, in all layers together, is nearest to the mean, among some drawn.
fn typical(contacts: &ContactLayers, stream: Stream) -> PersonIndex {
    let persons = u64::from(contacts.persons());
    let off = |i: &PersonIndex| (contacts.of(*i).len() as u64 * persons).abs_diff(contacts.len() as u64);
    let drawn = (0..CANDIDATES).map(|nth| stream.under(nth, persons) as PersonIndex);
    drawn.min_by_key(off).unwrap_or(0)
}

/// The vicinity of a person, and what the persons in it did.
fn told(
    market: &Market,
    contacts: &ContactLayers,
    moves: &[Move],
    (person, middle): (PersonIndex, Middle),
    run: u64,
) -> Spread {
    let persons = vicinity(contacts, person, PERSONS);
    let places: BTreeMap<PersonIndex, usize> = persons.iter().enumerate().map(|(place, i)| (*i, place)).collect();
    let known = |(place, i): (usize, &PersonIndex)| {
        let others = contacts.of(*i).iter().filter_map(|end| places.get(&contacts.person(*end)).copied());
        others.filter(|other| place < *other).map(|other| (place, other)).collect::<Vec<_>>()
    };
    let pairs: Vec<(usize, usize)> = persons.iter().enumerate().flat_map(known).collect();
    let mut changes = vec![Vec::new(); persons.len()];
    for step in moves {
        if let Some(place) = places.get(&step.person) {
            add(&mut changes[*place], day(step.tick, market.ticks_per_day), step);
        }
    }
    Spread {
        run,
        middle,
        degrees: persons.iter().map(|i| contacts.of(*i).len() as u32).collect(),
        contacts: pairs.len(),
        pairs: drawn(pairs, market.world.stream("spread contacts")),
        moves: changes,
        persons,
    }
}

/// The first day that begins in or after a tick.
fn day(tick: Tick, ticks_per_day: u32) -> u32 {
    tick.div_ceil(ticks_per_day)
}

/// Adds a move to those of a person; of several on a day the last one counts, and none if it leads back.
fn add(changes: &mut Vec<(u32, u8)>, day: u32, step: &Move) {
    changes.pop_if(|last| last.0 == day);
    if changes.last().map_or(0, |last| last.1) != step.after {
        changes.push((day, step.after));
    }
}

/// As many pairs as can be seen, by lot, in their order.
fn drawn(pairs: Vec<(usize, usize)>, stream: Stream) -> Vec<(usize, usize)> {
    if pairs.len() <= CONTACTS {
        return pairs;
    }
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_by_key(|at| stream.word(*at as u64));
    order.truncate(CONTACTS);
    order.sort_unstable();
    order.into_iter().map(|at| pairs[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    fn step(tick: Tick, after: u8) -> Move {
        Move { tick, person: 0, before: 0, after, joined: after, by: Mover::Clock }
    }

    #[test]
    fn a_day_shows_what_holds_at_its_beginning() {
        let mut changes = Vec::new();
        // Two ticks a day: joins in the first, is on both, back within day 3, and leaves.
        for (tick, after) in [(1, 1), (4, 3), (5, 1), (6, 3), (7, 0)] {
            add(&mut changes, day(tick, 2), &step(tick, after));
        }
        assert_eq!(changes, [(1, 1), (2, 3), (4, 0)]);
        let mut none = Vec::new();
        add(&mut none, 2, &step(3, 1));
        add(&mut none, 2, &step(4, 0));
        assert_eq!(none, []);
    }

    #[test]
    fn too_many_contacts_are_drawn_by_lot_and_stay_in_order() {
        let all: Vec<(usize, usize)> = (0..3 * CONTACTS).map(|k| (k, k + 1)).collect();
        let drawn = drawn(all, World { seed: 3, replicate: 0 }.stream("spread contacts"));
        assert_eq!(drawn.len(), CONTACTS);
        assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]));
        // A third of each half: binomial, 4 standard errors of √(6000 · 2/9).
        let half = drawn.iter().filter(|pair| pair.0 < 3 * CONTACTS / 2).count() as f64;
        assert!((half - CONTACTS as f64 / 2.0).abs() < 4.0 * 26.0, "{half}");
    }
}
