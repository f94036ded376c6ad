//! Who enters the market when, for all persons beforehand.

use crate::market::Market;
use crate::units::{PersonIndex, Tick};

/// Persons sorted by the tick in which they enter the market, and the position at which each tick begins.
#[derive(Debug, Default)]
pub struct Entrants {
    persons: Vec<PersonIndex>,
    begins: Vec<u32>,
}

impl Entrants {
    /// The entrants of a market.
    pub fn of(market: &Market) -> Self {
        let ticks = market.ticks() as usize + 1;
        let mut begins = vec![0u32; ticks + 2];
        let agents = market.population.agents;
        let entry = |person| (market.population.entry(person) as usize).min(ticks);
        for person in 0..agents {
            begins[entry(person) + 1] += 1;
        }
        for tick in 0..=ticks {
            begins[tick + 1] += begins[tick];
        }
        let mut next = begins.clone();
        let mut persons = vec![0; agents as usize];
        for person in 0..agents {
            let position = &mut next[entry(person)];
            persons[*position as usize] = person;
            *position += 1;
        }
        Entrants { persons, begins }
    }

    /// Those who enter in a tick, in ascending order.
    pub fn at(&self, tick: Tick) -> &[PersonIndex] {
        &self.persons[self.begins[tick as usize] as usize..self.begins[tick as usize + 1] as usize]
    }
}
