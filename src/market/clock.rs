//! When it happens: one unit-exponential clock for each person, platform and occurrence.
//!
//! A transition (joining or leaving) happens when the hazard that has accumulated since the last one reaches an exponential number of
//! mean 1 (Sellke 1983, J. Appl. Prob. 20:390). The number is fixed by its address, so a person's luck is the same in two
//! scenarios until their hazards differ, and nothing is drawn on days on which nothing happens.

use super::Platform;
use crate::rng::{Stream, World};
use crate::units::PersonIndex;

/// The clocks of all persons for one platform.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clocks {
    clock: Stream,
    taste: Stream,
    cause: Stream,
    inviter: Stream,
    taste_spread: f64,
}

impl Clocks {
    /// The clocks of a platform in one world.
    pub fn new(platform: &Platform, world: &World) -> Clocks {
        let stream = |purpose: &str| world.stream(&format!("{purpose} {}", platform.luck));
        Clocks {
            clock: stream("clock"),
            taste: stream("taste"),
            cause: stream("cause"),
            inviter: stream("inviter"),
            taste_spread: platform.taste_spread,
        }
    }

    /// The taste of a person: lognormal with mean 1, e^(σz − σ²/2), z standard normal.
    pub fn taste(&self, person: PersonIndex) -> f64 {
        if self.taste_spread == 0.0 {
            return 1.0;
        }
        let z = self.taste.normal(u64::from(person));
        libm::exp(self.taste_spread * (z - self.taste_spread / 2.0))
    }

    /// The hazard after which a person joins, having made `occurrence` transitions on this platform before.
    ///
    /// Taste multiplies every hazard of joining, so it may as well divide the clock: E / taste.
    pub fn joining(&self, person: PersonIndex, occurrence: u32) -> f64 {
        self.leaving(person, occurrence) / self.taste(person)
    }

    /// The hazard after which a person leaves, having made `occurrence` transitions on this platform before.
    pub fn leaving(&self, person: PersonIndex, occurrence: u32) -> f64 {
        self.clock.below(u64::from(occurrence)).exponential(u64::from(person))
    }

    /// The number in (0, 1) that decides which contact invited a person who joins; no result depends on it.
    pub fn inviter(&self, person: PersonIndex, occurrence: u32) -> f64 {
        self.inviter.below(u64::from(occurrence)).unit(u64::from(person))
    }

    /// Which of several causes made a person join: drawn in proportion to their hazards.
    ///
    /// Returns the position of the cause; the last one that is not zero where rounding leaves none.
    pub fn cause(&self, person: PersonIndex, occurrence: u32, hazards: impl Iterator<Item = f64> + Clone) -> usize {
        let total: f64 = hazards.clone().sum();
        let mut left = self.cause.below(u64::from(occurrence)).unit(u64::from(person)) * total;
        let mut chosen = 0;
        for (position, hazard) in hazards.enumerate() {
            if hazard > 0.0 {
                chosen = position;
                left -= hazard;
                if left < 0.0 {
                    break;
                }
            }
        }
        chosen
    }
}
