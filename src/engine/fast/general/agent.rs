//! What is kept of one person: a record of one cache line.
//!
//! What the person's contacts do is kept apart, in a few bytes ([`Users`], [`Known`]), because it is touched at random by whoever moves.

use crate::units::Tick;

/// The `last` of a person who has not entered the market.
pub const OUTSIDE: Tick = Tick::MAX;

/// One person. P platforms, L stored layers. With two of each it fills one cache line, and is kept from lying across two.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub struct Agent<const P: usize, const L: usize> {
    /// Hazard left on the clock of each platform.
    pub clock: [f64; P],
    /// What the person's hazards are multiplied with, from `last` on.
    pub factors: [Factors<L>; P],
    /// Tick of the last transition on each platform.
    pub since: [Tick; P],
    /// The clocks have run up to the beginning of this tick.
    pub last: Tick,
    /// Transitions made on each platform, modulo 2¹⁶ (after so many, a person's luck repeats).
    pub transitions: [u16; P],
    /// Platforms that the person is active on, a bit each.
    pub active: u8,
    /// Platforms that the person was ever active on, a bit each.
    pub registered: u8,
    /// Audiences that the person belongs to, a bit each.
    pub audiences: u8,
}

/// What the channels of one platform are multiplied with for one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factors<const L: usize> {
    /// Of joining: the willingness; of leaving: the hold.
    pub scale: f32,
    /// Of joining: the kernel g for each layer; of leaving: the gap, in the first place.
    pub terms: [f32; L],
}

impl<const L: usize> Factors<L> {
    /// Below all others: of a person who has not been looked at since something happened to it.
    pub const UNSEEN: Factors<L> = Factors { scale: -1.0, terms: [0.0; L] };

    /// Whether any hazard may be larger than with other factors.
    #[inline]
    pub fn exceeds(&self, other: &Factors<L>) -> bool {
        self.scale > other.scale || self.terms.iter().zip(&other.terms).any(|(now, before)| now > before)
    }
}

impl<const P: usize, const L: usize> Agent<P, L> {
    /// A person outside the market, with clocks that never run out.
    pub fn outside() -> Self {
        Agent {
            clock: [f64::INFINITY; P],
            factors: [Factors::UNSEEN; P],
            since: [0; P],
            last: OUTSIDE,
            transitions: [0; P],
            active: 0,
            registered: 0,
            audiences: 0,
        }
    }

    /// Whether the person is active on a platform.
    #[inline]
    pub fn is_active(&self, platform: usize) -> bool {
        self.active >> platform & 1 == 1
    }
}

/// k: contacts of a person who are active on each platform, by layer.
pub type Users<const P: usize, const L: usize, C> = [[C; L]; P];
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
