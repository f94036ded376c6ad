//! Draws by address: every random number is a pure function of what it decides.
//!
//! A draw has an address (seed, replicate, name of the purpose, person, occurrence). Nothing is taken from a shared
//! stream, so the result depends neither on the order of the work nor on the number of threads, and two scenarios with the same seed
//! hold the same people with the same contacts and the same luck until the scenarios themselves differ
//! (Klein et al. 2024, arXiv 2409.02086).
//!
//! Three steps lead to a number:
//! 1. [`World`]: seed and replicate.
//! 2. [`Stream`]: the world and a name ("join mitalk"), condensed by SHA-256 to 128 bits of key.
//! 3. a word: [`Stream::word`] hashes an index (person, edge) with the key in two rounds of a 64-bit finalizer
//!    (SplitMix64's, Steele et al. 2014); or [`Stream::generator`] opens a Philox 4×32-10 generator (Salmon et al. 2011) for
//!    things that need many words.

use rand_philox::{Philox, splitmix64};
use sha2::{Digest, Sha256};

/// 2⁶⁴ / golden ratio, odd: spreads neighboring indices over the whole word.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// One replicate of one seed: everything that happens in a run is addressed below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct World {
    /// The scenario's seed.
    pub seed: u64,
    /// The number of the run, from 0.
    pub replicate: u64,
}

impl World {
    /// The world between all runs: every uncertain number is at its median. Theory is about this one; no run has its number.
    pub fn central(seed: u64) -> World {
        World { seed, replicate: u64::MAX }
    }

    /// Whether uncertain numbers are at their medians.
    pub fn is_central(&self) -> bool {
        self.replicate == u64::MAX
    }

    /// The stream of this world that carries a name.
    #[expect(clippy::missing_panics_doc, reason = "eight bytes are always eight bytes")]
    pub fn stream(&self, name: &str) -> Stream {
        let mut hash = Sha256::new();
        hash.update(b"headstart 1\0");
        hash.update(self.seed.to_le_bytes());
        hash.update(self.replicate.to_le_bytes());
        hash.update(name.as_bytes());
        let digest = hash.finalize();
        let word = |at: usize| u64::from_le_bytes(digest[at..at + 8].try_into().expect("eight bytes"));
        Stream { first: word(0), second: word(8) }
    }
}

/// A family of words, one for each index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    first: u64,
    second: u64,
}

impl Stream {
    /// The word at an index: 64 uniform bits.
    #[inline]
    pub fn word(self, index: u64) -> u64 {
        splitmix64(splitmix64(index.wrapping_mul(GOLDEN) ^ self.first).wrapping_add(self.second))
    }

    /// The stream below an index, for draws with more than one coordinate.
    #[inline]
    #[must_use]
    pub fn below(self, index: u64) -> Stream {
        let first = self.word(index);
        Stream { first, second: splitmix64(first ^ self.second.rotate_left(32)) ^ GOLDEN }
    }

    /// A uniform number in the open interval (0, 1).
    #[inline]
    pub fn unit(self, index: u64) -> f64 {
        unit(self.word(index))
    }

    /// A whole number in `0..n`, unbiased up to n / 2⁶⁴.
    #[inline]
    pub fn under(self, index: u64, n: u64) -> u64 {
        ((u128::from(self.word(index)) * u128::from(n)) >> 64) as u64
    }

    /// A unit-exponential number: the hazard that a person can bear before an event happens.
    #[inline]
    pub fn exponential(self, index: u64) -> f64 {
        -libm::log(self.unit(index))
    }

    /// A standard normal number (Box–Muller).
    #[inline]
    pub fn normal(self, index: u64) -> f64 {
        let pair = self.below(index);
        libm::sqrt(-2.0 * libm::log(pair.unit(0))) * libm::cos(core::f64::consts::TAU * pair.unit(1))
    }

    /// A Philox generator for draws that need an unknown number of words (rand_distr).
    pub fn generator(self) -> Philox {
        Philox::from_u64_seed_stream(self.first, self.second)
    }
}

/// 53 bits of a word as a number in the open interval (0, 1).
#[inline]
pub fn unit(word: u64) -> f64 {
    ((word >> 11) as f64 + 0.5) * (1.0 / (1u64 << 53) as f64)
}

/// The index of a draw about two persons, the same from both sides.
#[inline]
pub fn pair(i: u32, j: u32) -> u64 {
    u64::from(i.min(j)) << 32 | u64::from(i.max(j))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: World = World { seed: 20_101_210, replicate: 3 };

    #[test]
    fn a_draw_depends_on_its_address_alone() {
        let stream = WORLD.stream("join mitalk");
        assert_eq!(stream.word(7), WORLD.stream("join mitalk").word(7));
        assert_ne!(stream.word(7), stream.word(8));
        assert_ne!(stream.word(7), WORLD.stream("join wechat").word(7));
        assert_ne!(stream.word(7), World { replicate: 4, ..WORLD }.stream("join mitalk").word(7));
        assert_ne!(stream.below(1).word(7), stream.below(2).word(7));
    }

    /// Value-breaking when it changes: every published result depends on these words.
    #[test]
    fn words_are_the_same_on_every_machine() {
        let stream = WORLD.stream("join mitalk");
        assert_eq!([stream.word(0), stream.word(1), stream.below(5).word(2)], GOLDEN_WORDS);
    }
    const GOLDEN_WORDS: [u64; 3] = [9_303_274_098_205_733_065, 16_615_901_601_260_329_161, 13_039_912_479_534_914_103];

    #[test]
    fn neighboring_addresses_are_uniform_and_uncorrelated() {
        // 2¹⁶ words in 256 cells, χ² with 255 degrees of freedom: mean 255, sd 22.6; and lag-1 correlation, sd 1/256.
        let n = 1u64 << 16;
        for stream in [WORLD.stream("a"), WORLD.stream("a").below(1), WORLD.stream("a").below(2)] {
            let mut cells = [0f64; 256];
            let mut lag = 0.0;
            for i in 0..n {
                cells[(stream.word(i) >> 56) as usize] += 1.0;
                lag += (stream.unit(i) - 0.5) * (stream.unit(i + 1) - 0.5) * 12.0;
            }
            let expected = n as f64 / 256.0;
            let chi2: f64 = cells.iter().map(|c| (c - expected).powi(2) / expected).sum();
            assert!((chi2 - 255.0).abs() < 5.0 * 22.6, "χ² = {chi2}");
            assert!((lag / n as f64).abs() < 5.0 / 256.0, "lag-1 correlation {}", lag / n as f64);
        }
    }

    #[test]
    fn exponential_and_normal_draws_have_their_moments() {
        let stream = WORLD.stream("moments");
        let n = 1 << 16;
        let mean = |f: &dyn Fn(u64) -> f64| (0..n).map(f).sum::<f64>() / n as f64;
        assert!((mean(&|i| stream.exponential(i)) - 1.0).abs() < 5.0 / 256.0);
        assert!(mean(&|i| stream.normal(i)).abs() < 5.0 / 256.0);
        assert!((mean(&|i| stream.normal(i).powi(2)) - 1.0).abs() < 5.0 * 1.42 / 256.0);
    }
}
