//! What is kept of one person: a record of one cache line.
//!
//! What the person's contacts do is kept apart, in a few bytes ([`Users`], [`Known`]), because it is touched at random by whoever moves.

use crate::units::Tick;

/// One person. P platforms, L stored layers. With two of each it fills one cache line, and is kept from lying across two.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub struct Agent<const P: usize, const L: usize> {
    /// The [goal](super::goals) of the clock of each platform; while the clocks are not wound, what is left on them.
    pub goal: [f64; P],
    /// What the person's hazards are multiplied with.
    pub factors: Factors<P, L>,
    /// Tick of the last transition on each platform.
    pub since: [Tick; P],
    /// Transitions made on each platform, modulo 2¹⁶ (after so many, a person's luck repeats).
    pub transitions: [u16; P],
    /// Platforms that the person is active on, a bit each.
    pub active: u8,
    /// Platforms that the person was ever active on, a bit each.
    pub registered: u8,
    /// Audiences that the person belongs to, a bit each.
    pub audiences: u8,
    /// Platforms on which the goal counts hazards of the trial, a bit each.
    pub on_trial: u8,
    /// Whether the clocks run. They do not from a move of the person on until it is looked at, at the same moment.
    pub is_wound: bool,
}

/// What channels are multiplied with for one person.
#[derive(Debug, Clone, Copy)]
pub struct Factors<const P: usize, const L: usize> {
    /// For each platform, of joining: the willingness; of leaving: the hold.
    pub scale: [f32; P],
    /// For each layer and platform, of joining: the kernel g; of leaving: the gap, in the first layer (the others do not count).
    pub terms: [[f32; P]; L],
}

impl<const P: usize, const L: usize> Factors<P, L> {
    /// Nothing ever happens.
    pub const NONE: Self = Factors { scale: [0.0; P], terms: [[0.0; P]; L] };
}

impl<const P: usize, const L: usize> Agent<P, L> {
    /// A person outside the market, with clocks that never run out.
    pub fn outside() -> Self {
        Agent {
            goal: [f64::INFINITY; P],
            factors: Factors::NONE,
            since: [0; P],
            transitions: [0; P],
            active: 0,
            registered: 0,
            audiences: 0,
            on_trial: 0,
            is_wound: false,
        }
    }

    /// Whether the person is active on a platform.
    #[inline]
    pub fn is_active(&self, platform: usize) -> bool {
        self.active >> platform & 1 == 1
    }
}

/// k: contacts of a person in each layer who are active on each platform.
pub type Users<const P: usize, const L: usize, C> = [[C; P]; L];
/// d: contacts of a person that count, by layer.
pub type Known<const L: usize, C> = [C; L];

/// A count of contacts: two bytes where nobody has more than 65,535 contacts, else four.
pub trait Count: Copy + Send + Sync {
    /// No contact.
    const ZERO: Self;
    /// The most that can be counted.
    const MAX: u32;
    /// The count as a number.
    fn value(self) -> u32;
    /// A number as a count; one below 0 as what takes it away in [`Count::wrapping_add`].
    fn of(number: i32) -> Self;
    /// The sum, modulo the size.
    fn wrapping_add(self, other: Self) -> Self;
}

impl Count for u16 {
    const ZERO: u16 = 0;
    const MAX: u32 = u16::MAX as u32;
    #[inline]
    fn value(self) -> u32 {
        u32::from(self)
    }
    #[inline]
    fn of(number: i32) -> u16 {
        number as u16
    }
    #[inline]
    fn wrapping_add(self, other: u16) -> u16 {
        u16::wrapping_add(self, other)
    }
}

impl Count for u32 {
    const ZERO: u32 = 0;
    const MAX: u32 = u32::MAX;
    #[inline]
    fn value(self) -> u32 {
        self
    }
    #[inline]
    fn of(number: i32) -> u32 {
        number as u32
    }
    #[inline]
    fn wrapping_add(self, other: u32) -> u32 {
        u32::wrapping_add(self, other)
    }
}
