//! The fast engine: nothing is computed for a person to whom nothing happens.
//!
//! Each person and platform has a clock (see [`Clocks`](crate::market::Clocks)). From what the clocks gather at most follows a tick before
//! which none of a person's can run out; only who is due lives through a tick, and only who moved is told to the contacts. How the state of
//! the persons is kept depends on the market: `linear` where every active contact simply invites, `general` for all others. The
//! course of a run, calendar and campaigns are the same for both, and the results equal those of the [naive engine](super::naive).

#![allow(
    clippy::needless_range_loop,
    reason = "loops over a length that the compiler knows, with the letters of the equations"
)]

mod campaigns;
mod general;
mod hazards;
mod linear;
mod membership;
mod persons;
mod run;

use super::trajectory::{Paths, Trajectory};
use crate::contacts::ContactLayers;
use crate::market::Market;
use general::{Count, General};
use linear::{Linear, Word};
use run::Engine;

/// Runs a market over its contacts.
pub fn run(market: &Market, contacts: &ContactLayers) -> Trajectory {
    sized(market, contacts, false).0
}

/// Runs a market over its contacts, and tells what is needed to follow any person through the run.
pub fn run_with_paths(market: &Market, contacts: &ContactLayers) -> (Trajectory, Paths) {
    sized(market, contacts, true)
}

/// Whether a run takes the short way, which markets can where all hazards are linear in the number of contacts who are users.
pub fn is_linear(market: &Market, contacts: &ContactLayers) -> bool {
    linear_with(market, contacts, most_contacts(contacts))
}

/// The same, where nobody has more stored contacts than so many.
fn linear_with(market: &Market, contacts: &ContactLayers, most: u32) -> bool {
    most <= <u128 as Word>::MOST && linear::is_linear(market, contacts)
}

/// The engine of the right size.
fn sized(market: &Market, contacts: &ContactLayers, paths: bool) -> (Trajectory, Paths) {
    let most = most_contacts(contacts);
    if linear_with(market, contacts, most) {
        return sized_linear(market, contacts, paths, most <= <u64 as Word>::MOST);
    }
    let small = most <= <u16 as Count>::MAX && contacts.ties().is_none();
    match (market.platforms.len(), contacts.stored(), small) {
        (0..=2, 0..=1, true) => Engine::run(market, contacts, General::<2, 1, u16>::new(market, contacts), paths),
        (0..=2, 2, true) => Engine::run(market, contacts, General::<2, 2, u16>::new(market, contacts), paths),
        (0..=4, 0..=2, true) => Engine::run(market, contacts, General::<4, 2, u16>::new(market, contacts), paths),
        (_, _, true) => Engine::run(market, contacts, General::<8, 4, u16>::new(market, contacts), paths),
        (0..=2, 0..=2, false) => Engine::run(market, contacts, General::<2, 2, u32>::new(market, contacts), paths),
        (_, _, false) => Engine::run(market, contacts, General::<8, 4, u32>::new(market, contacts), paths),
    }
}

/// The short way of the right size; words may be `small` where nobody has many contacts.
fn sized_linear(market: &Market, contacts: &ContactLayers, paths: bool, small: bool) -> (Trajectory, Paths) {
    match (market.platforms.len(), contacts.stored()) {
        (0..=2, 0..=1) if small => Engine::run(market, contacts, Linear::<2, 1, u64>::new(market, contacts), paths),
        (0..=2, 0..=2) => Engine::run(market, contacts, Linear::<2, 2, u128>::new(market, contacts), paths),
        _ => Engine::run(market, contacts, Linear::<8, 4, u128>::new(market, contacts), paths),
    }
}

/// Stored contacts of the person with the most.
fn most_contacts(contacts: &ContactLayers) -> u32 {
    (0..contacts.persons()).map(|person| contacts.of(person).len() as u32).max().unwrap_or(0)
}
