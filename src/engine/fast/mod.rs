//! The fast engine: nothing is computed for a person to whom nothing happens.
//!
//! Each person and platform has a clock (see [`Clocks`](crate::market::Clocks)); hazards accumulate on it only when a contact, the person or the
//! calendar changes what the hazard depends on. From the ceilings of the hazards follows a tick before which no clock of the person can run out; these
//! ticks lie in an array of their own, with the least of each group of neighbors. Contacts who move change counts only; at the end of the tick everybody whose
//! counts changed is looked at once, in the order of persons. The results equal those of the [naive engine](super::naive).

#![allow(
    clippy::needless_range_loop,
    reason = "loops over a length that the compiler knows, with the letters of the equations"
)]

mod agent;
mod campaigns;
mod choosing;
mod due;
mod hazards;
mod inviting;
mod live;
mod membership;
mod offers;
mod recent;
mod rules;
mod run;
mod settle;

use super::trajectory::{Paths, Trajectory};
use crate::contacts::{ContactLayers, LayerKind};
use crate::market::Market;
use agent::Count;
use run::Engine;

/// Runs a market over its contacts.
pub fn run(market: &Market, contacts: &ContactLayers) -> Trajectory {
    sized(market, contacts, false).0
}

/// Runs a market over its contacts, and tells what is needed to follow any person through the run.
pub fn run_with_paths(market: &Market, contacts: &ContactLayers) -> (Trajectory, Paths) {
    sized(market, contacts, true)
}

/// The engine of the right size.
fn sized(market: &Market, contacts: &ContactLayers, paths: bool) -> (Trajectory, Paths) {
    let stored = contacts.kinds().iter().filter(|kind| matches!(kind, LayerKind::Stored(_))).count();
    let most = (0..contacts.persons()).map(|person| contacts.of(person).len()).max().unwrap_or(0);
    let small = most <= <u16 as Count>::MAX as usize && contacts.ties().is_none();
    match (market.platforms.len(), stored, small) {
        (0..=2, 0..=1, true) => Engine::<2, 1, u16>::run(market, contacts, paths),
        (0..=2, 2, true) => Engine::<2, 2, u16>::run(market, contacts, paths),
        (0..=4, 0..=2, true) => Engine::<4, 2, u16>::run(market, contacts, paths),
        (_, _, true) => Engine::<8, 4, u16>::run(market, contacts, paths),
        (0..=2, 0..=2, false) => Engine::<2, 2, u32>::run(market, contacts, paths),
        (_, _, false) => Engine::<8, 4, u32>::run(market, contacts, paths),
    }
}
