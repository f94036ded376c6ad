//! Weak ties: contacts at any distance, each doubling of the distance alike.
//!
//! A person's weak tie goes to one side or the other in the order of the persons, closed to a ring, at a distance in
//! [N/2^(k + 2), N/2^(k + 1)), uniform in there, with every k down to a distance of about 16 equally likely: the chance
//! of a contact falls like 1/r, where r also counts how many persons are nearer. This is what friends in a blog
//! community did (Liben-Nowell et al. 2005, *Geographic routing in social networks*: P ∝ 1/rank); it keeps the world
//! small (Kleinberg 2000) and most contacts near in memory.

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

    /// The same draws with another mean degree.
    #[must_use]
    pub fn resized(self, mean_degree: f64) -> Self {
        WeakTies { mean_degree, ..self }
    }

    /// Names the weak ties that start from some persons: half of the mean degree each, times their activity.
    pub fn emit(&self, persons: Range<u32>, activity: &[f32], contact: &mut impl FnMut(u32, u32)) {
        if self.mean_degree == 0.0 || self.persons < 2 {
            return;
        }
        for i in persons {
            let address = u64::from(i) << 32;
            let ties = self.mean_degree / 2.0 * f64::from(activity[i as usize]) + self.stream.unit(address);
            for tie in 1..=ties as u64 {
                contact(i, self.other(i, self.stream.word(address + tie)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    fn pairs(persons: u32, mean_degree: f64) -> Vec<(u32, u32)> {
        let ties = WeakTies::new(persons, mean_degree, World { seed: 4, replicate: 0 }.stream("weak ties"));
        let mut pairs = Vec::new();
        ties.emit(0..persons, &vec![1.0; persons as usize], &mut |i, j| pairs.push((i, j)));
        pairs
    }

    /// 65,536 persons with 4 weak ties each: 131,072 ties over 11 doublings from 16 to 32,768; 4 standard errors of a
    /// binomial share.
    #[test]
    fn each_doubling_of_the_distance_is_alike() {
        let pairs = pairs(65_536, 4.0);
        let mut doublings = [0.0; 11];
        for &(i, j) in &pairs {
            let distance = i.abs_diff(j).min(65_536 - i.abs_diff(j));
            assert!(distance >= 16);
            doublings[(distance.min(32_767) / 16).ilog2() as usize] += 1.0 / pairs.len() as f64;
        }
        let error = ((1.0 / 11.0) * (10.0 / 11.0) / pairs.len() as f64).sqrt();
        assert!(doublings.iter().all(|share| (share - 1.0 / 11.0f64).abs() < 4.0 * error), "{doublings:?}");
        assert!((pairs.len() as f64 / 131_072.0 - 1.0).abs() < 0.01);
    }

    #[test]
    fn both_sides_are_alike() {
        let pairs = pairs(65_536, 4.0);
        let up =
            pairs.iter().filter(|&&(i, j)| j.wrapping_sub(i) % 65_536 < 32_768).count() as f64 / pairs.len() as f64;
        assert!((up - 0.5).abs() < 4.0 * 0.5 / (pairs.len() as f64).sqrt(), "{up}");
    }

    #[test]
    fn few_persons_are_enough() {
        for persons in 0..40 {
            assert!(pairs(persons, 3.0).iter().all(|&(i, j)| i < persons && j < persons && i != j));
        }
    }
}
