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
mod entrants;
mod general;
mod hazards;
mod linear;
mod membership;
mod persons;
mod run;

use std::num::NonZeroUsize;

use super::trajectory::{Paths, Trajectory};
use crate::contacts::ContactLayers;
use crate::market::Market;
use crate::parallel;
use general::{Count, General};
use linear::{Linear, Word};
use run::{Engine, How};

/// Fewest persons for whom a thread of its own pays.
const FEWEST: usize = 10_000;

/// Runs a market over its contacts.
pub fn run(market: &Market, contacts: &ContactLayers) -> Trajectory {
    run_in_parts(market, contacts, NonZeroUsize::MIN)
}

/// The same in parts of the persons, each by a thread of its own, where the market takes the short way.
pub fn run_in_parts(market: &Market, contacts: &ContactLayers, parts: NonZeroUsize) -> Trajectory {
    sized(market, contacts, How { parts, paths: false, told: &|_| {} }).0
}

/// Runs a market over its contacts by so many threads, where they pay; `told` hears now and then what part of the time is over.
pub fn run_telling(
    market: &Market,
    contacts: &ContactLayers,
    threads: NonZeroUsize,
    told: &(dyn Fn(f64) + Sync),
) -> Trajectory {
    let most = NonZeroUsize::new(market.population.agents as usize / FEWEST).unwrap_or(NonZeroUsize::MIN);
    sized(market, contacts, How { parts: threads.min(most), paths: false, told }).0
}

/// Runs a market over its contacts, and tells what is needed to follow any person through the run.
pub fn run_with_paths(market: &Market, contacts: &ContactLayers) -> (Trajectory, Paths) {
    sized(market, contacts, How { parts: NonZeroUsize::MIN, paths: true, told: &|_| {} })
}

/// Bytes that a run keeps of a person besides contacts, where these are in so many stored layers and differ in strength or not.
pub fn bytes_per_person(market: &Market, stored: usize, ties: bool) -> usize {
    match (linear::fits(market) && !ties, market.platforms.len(), stored) {
        (true, 0..=2, 0..=1) => Linear::<2, 1, u64>::BYTES,
        (true, 0..=2, 0..=2) => Linear::<2, 2, u128>::BYTES,
        (true, ..) => Linear::<8, 4, u128>::BYTES,
        (false, 0..=2, 0..=2) => General::<2, 2, u16>::BYTES,
        (false, 0..=4, 0..=2) => General::<4, 2, u16>::BYTES,
        (false, ..) => General::<8, 4, u32>::BYTES,
    }
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
fn sized(market: &Market, contacts: &ContactLayers, how: How) -> (Trajectory, Paths) {
    let most = most_contacts(contacts);
    if linear_with(market, contacts, most) {
        let small = most <= <u64 as Word>::MOST;
        return parallel::ready(how.parts.get(), || sized_linear(market, contacts, how, small));
    }
    let small = most <= <u16 as Count>::MAX && contacts.ties().is_none();
    match (market.platforms.len(), contacts.stored(), small) {
        (0..=2, 0..=1, true) => Engine::run(market, contacts, General::<2, 1, u16>::new(market, contacts, most), how),
        (0..=2, 2, true) => Engine::run(market, contacts, General::<2, 2, u16>::new(market, contacts, most), how),
        (0..=4, 0..=2, true) => Engine::run(market, contacts, General::<4, 2, u16>::new(market, contacts, most), how),
        (_, _, true) => Engine::run(market, contacts, General::<8, 4, u16>::new(market, contacts, most), how),
        (0..=2, 0..=2, false) => Engine::run(market, contacts, General::<2, 2, u32>::new(market, contacts, most), how),
        (_, _, false) => Engine::run(market, contacts, General::<8, 4, u32>::new(market, contacts, most), how),
    }
}

/// The short way of the right size; words may be `small` where nobody has many contacts.
fn sized_linear(market: &Market, contacts: &ContactLayers, how: How, small: bool) -> (Trajectory, Paths) {
    fn run<const P: usize, const L: usize, W: Word>(
        market: &Market,
        contacts: &ContactLayers,
        how: How,
    ) -> (Trajectory, Paths) {
        Engine::run(market, contacts, Linear::<P, L, W>::new(market, contacts, how.parts), how)
    }
    match (market.platforms.len(), contacts.stored()) {
        (0..=2, 0..=1) if small => run::<2, 1, u64>(market, contacts, how),
        (0..=2, 0..=2) => run::<2, 2, u128>(market, contacts, how),
        _ => run::<8, 4, u128>(market, contacts, how),
    }
}

/// Stored contacts of the person with the most.
fn most_contacts(contacts: &ContactLayers) -> u32 {
    (0..contacts.persons()).map(|person| contacts.of(person).len() as u32).max().unwrap_or(0)
}
