//! The first users of a platform.

use std::collections::BTreeSet;

use super::{Market, Platform};
use crate::units::PersonIndex;

/// How many persons are tried for each first user before the rest is taken in order.
const TRIES: u64 = 64;

/// The persons who are users from the launch on: drawn at random among the eligible, as many as there are at most; ascending.
///
/// `eligible` tells who is in the market and free to join.
pub fn initial_users(
    market: &Market,
    platform: &Platform,
    eligible: impl Fn(PersonIndex) -> bool,
) -> BTreeSet<PersonIndex> {
    let agents = market.population.agents;
    let wanted = platform.initial_agents.min(agents) as usize;
    let stream = market.world.stream(&format!("initial {}", platform.luck));
    let drawn =
        (0..TRIES * u64::from(platform.initial_agents)).map(|try_| stream.under(try_, u64::from(agents)) as u32);
    let mut chosen = BTreeSet::new();
    for person in drawn.chain(0..agents) {
        if chosen.len() == wanted {
            break;
        }
        if eligible(person) {
            chosen.insert(person);
        }
    }
    chosen
}
