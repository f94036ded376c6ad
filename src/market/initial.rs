//! The first users of a platform.

use super::{Market, Platform, choose};
use crate::contacts::ContactLayers;
use crate::units::{PersonIndex, Tick};

/// The persons who are users from the launch on: as the platform places them, as many as there are at most; ascending.
///
/// `eligible` tells who is in the market and free to join.
pub fn initial_users(
    market: &Market,
    platform: &Platform,
    contacts: &ContactLayers,
    eligible: impl Fn(PersonIndex) -> bool,
) -> Vec<PersonIndex> {
    let stream = market.world.stream(&format!("initial {}", platform.luck));
    let nobody_moved_first = |_, _| Tick::MAX;
    let mut chosen =
        choose(platform.placement, platform.initial_agents, stream, contacts, nobody_moved_first, eligible);
    chosen.sort_unstable();
    chosen
}
