//! Weak ties: contacts at any distance, each doubling of the distance alike.
//!
//! A person's weak tie goes to one side or the other in the order of the persons, closed to a ring, at a distance in
//! [N/2^(k + 2), N/2^(k + 1)), uniform in there, with every k down to a distance of about 16 equally likely: the chance of a
//! contact falls like 1/r, where r also counts how many persons are nearer. This is what friends in a blog community did
//! (Liben-Nowell et al. 2005, *Geographic routing in social networks*: P ∝ 1/rank); it keeps the world small (Kleinberg 2000)
//! and most contacts near in memory.

use std::ops::Range;

use crate::rng::Stream;

/// About the nearest distance of a weak tie: beyond the own household.
const NEAREST: u32 = 16;

/// The weak ties of everybody.
#[derive(Debug, Clone, Copy)]
pub struct WeakTies {
    persons: u32,
    mean_degree: f64,
    /// Number of doublings of the distance.
    doublings: u32,
    stream: Stream,
}

impl WeakTies {
    /// Weak ties among `persons` that give `mean_degree` contacts a person.
    pub fn new(persons: u32, mean_degree: f64, stream: Stream) -> Self {
        let doublings = (persons / 2 / NEAREST).max(2).ilog2();
        WeakTies { persons, mean_degree, doublings, stream }
    }

    /// Names the weak ties that start from some persons: half of the mean degree each, times their activity.
    pub fn emit(&self, persons: Range<u32>, activity: &[f32], contact: &mut impl FnMut(u32, u32)) {
        if self.mean_degree == 0.0 || self.persons < 2 {
            return;
        }
        for i in persons {
            let draws = self.stream.below(u64::from(i));
            let ties = self.mean_degree / 2.0 * f64::from(activity[i as usize]) + draws.unit(0);
            for tie in 1..=ties as u64 {
                contact(i, self.other(i, draws.word(tie)));
            }
        }
    }

    /// The person at a random distance to one side or the other.
    fn other(&self, i: u32, word: u64) -> u32 {
        let (doubling, rest) = split(word, self.doublings);
        let (near, far) = (self.persons >> (doubling + 2), self.persons >> (doubling + 1));
        let (beyond, rest) = split(rest, (far - near).max(1));
        let distance = (near + beyond).max(1);
        let step = if split(rest, 2).0 == 0 { distance } else { self.persons - distance };
        let other = u64::from(i) + u64::from(step);
        (if other >= u64::from(self.persons) { other - u64::from(self.persons) } else { other }) as u32
    }
}

/// A number below n from a uniform word, and the uniform rest of the word.
fn split(word: u64, n: u32) -> (u32, u64) {
    let product = u128::from(word) * u128::from(n);
    ((product >> 64) as u32, product as u64)
}
