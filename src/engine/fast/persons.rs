//! What the course of a run asks of the state of all persons, however that is kept.
//!
//! There are two ways: `linear`, small and quick, where a market asks for no more, and `general`, for all
//! markets.

use super::run::Engine;
use crate::engine::trajectory::Mover;
use crate::units::{PersonIndex, Tick};

/// The state of all persons of a run.
pub trait Persons: Sized {
    /// Whether a person is in the market.
    fn is_inside(&self, person: PersonIndex) -> bool;
    /// Platforms that a person is active on, a bit each.
    fn active(&self, person: PersonIndex) -> u8;
    /// Audiences that a person belongs to, a bit each.
    fn audiences(&self, person: PersonIndex) -> u8;
    /// Plans what is the same for everybody from a tick on; all of it anew where the course has changed.
    fn plan(engine: &mut Engine<'_, Self>, tick: Tick, changed: bool);
    /// Those whose tick it is enter the market: their clocks start, and they count among the contacts of others.
    fn enter(engine: &mut Engine<'_, Self>, tick: Tick);
    /// A person in the market begins or ceases to belong to an audience at the beginning of a tick; true when it belongs now.
    fn change_audience(&mut self, person: PersonIndex, audience: usize, tick: Tick) -> bool;
    /// Flips a person's activity on a platform at the beginning of a tick and winds the next clock; true when it was the first joining.
    fn flip(engine: &mut Engine<'_, Self>, person: PersonIndex, p: usize, tick: Tick) -> bool;
    /// Takes what platforms offer in a tick in which persons begin to live.
    fn begin(engine: &mut Engine<'_, Self>, tick: Tick);
    /// Everybody whose clocks may run out in this tick lives through it.
    fn live(engine: &mut Engine<'_, Self>, tick: Tick);
    /// What happened reaches the contacts, with effect from the beginning of a tick.
    fn settle(engine: &mut Engine<'_, Self>, moved: &[Moved], tick: Tick);
}

/// Somebody who moved in a tick: sets of platforms, a bit each.
#[derive(Debug, Clone, Copy)]
pub struct Moved {
    /// Who.
    pub person: PersonIndex,
    /// Active on these before.
    pub before: u8,
    /// Active on these now.
    pub after: u8,
    /// Joined these, some of them perhaps again within the tick in which they were left.
    pub joined: u8,
    /// What moved them.
    pub by: Mover,
}
