//! Weak ties: contacts at any distance, each order of magnitude of distance alike.
//!
//! The distance r of a weak tie in the order of the persons is log-uniform from 16 to N/2: the chance of a tie is proportional to 1/r,
//! where r also counts how many persons are nearer. This is what friends in a blog community did (Liben-Nowell et al. 2005,
//! *Geographic routing in social networks*: P ∝ 1/rank), and it keeps the world small (Kleinberg 2000).

use std::ops::Range;

use super::activity::Activity;
use crate::rng::Stream;

/// Nearest distance of a weak tie, beyond the own household.
const NEAREST: f64 = 16.0;

/// The weak ties of everybody.
#[derive(Debug, Clone, Copy)]
pub struct WeakTies {
    persons: u32,
    mean_degree: f64,
    nearest: f64,
    /// ln(farthest/nearest).
    decades: f64,
    stream: Stream,
}

impl WeakTies {
    /// Weak ties among `persons` that give `mean_degree` contacts a person.
    pub fn new(persons: u32, mean_degree: f64, stream: Stream) -> Self {
        let farthest = f64::from(persons) / 2.0;
        let nearest = NEAREST.min(farthest / 2.0).max(1.0);
        WeakTies { persons, mean_degree, nearest, decades: libm::log((farthest / nearest).max(1.0)), stream }
    }

    /// Names the weak ties that start from some persons: half of the mean degree each, times their activity.
    pub fn emit(&self, persons: Range<u32>, activity: &Activity, contact: &mut impl FnMut(u32, u32)) {
        if self.mean_degree == 0.0 || self.persons < 2 {
            return;
        }
        for i in persons {
            let draws = self.stream.below(u64::from(i));
            let ties = self.mean_degree / 2.0 * activity.of(i) + draws.unit(0);
            for tie in 1..=ties as u64 {
                contact(i, self.other(i, draws.word(tie)));
            }
        }
    }

    /// The person at a random distance to one side or the other; the order of the persons is closed to a ring.
    fn other(&self, i: u32, word: u64) -> u32 {
        let distance = (self.nearest * libm::exp(self.decades * crate::rng::unit(word))) as u64;
        let step = if word & 1 == 0 { distance } else { u64::from(self.persons) - distance };
        ((u64::from(i) + step) % u64::from(self.persons)) as u32
    }
}
