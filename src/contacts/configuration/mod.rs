//! Configuration model: everybody has exactly the number of contacts that a law or a list gives them, otherwise at
//! random.
//!
//! Degrees are drawn from the law by the address of the person (`degrees`), and stubs are paired as in the random
//! regular graph (`pairing`: Bollobás 1980; Newman, Strogatz & Watts 2001 for what follows from it; loops and
//! repetitions are switched away, McKay & Wormald 1990). So degrees are exact, the graph is simple, and of all simple
//! graphs with these degrees each is nearly as likely as the next. Clustering and assortativity vanish as N grows, the
//! latter only where no degree exceeds √(cN); a giant component exists if Σ d(d − 2) > 0 (Molloy & Reed 1995).
//!
//! - An odd sum of degrees is mended by one stub more (or less) of one random person.
//! - Degrees are at most N − 1.
//! - A sequence so tight that switches don't come to an end is made by Havel's and Hakimi's construction, and mixed by
//!   switches. A sequence that no simple graph has (Erdős & Gallai 1960) loses the contacts that cannot be.
//!
//! The graph is held while rows are filled: four bytes an end and a person; eight an end and a person while it is made.

mod degrees;
mod simple;

pub use degrees::degrees;
pub use simple::simple;

use std::num::NonZeroUsize;

use super::generator::{Generate, blocks_of, persons_of};
use super::pairing::Pairing;
use crate::rng::Stream;

/// A random graph with given degrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration {
    pairing: Pairing,
}

impl Configuration {
    /// The graph in which person i has `degrees[i]` contacts. The number of threads changes nothing.
    pub fn new(degrees: &[u32], threads: NonZeroUsize, stream: Stream) -> Self {
        Configuration { pairing: simple(degrees, threads, stream) }
    }
}

impl Generate for Configuration {
    fn blocks(&self) -> u32 {
        blocks_of(self.pairing.persons())
    }

    /// Names each contact once.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        self.pairing.emit(persons_of(block, self.pairing.persons()), contact);
    }
}
