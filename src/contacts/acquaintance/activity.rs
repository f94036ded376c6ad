//! Activity a: how sociable a person is, that is how many groups and weak ties they have, compared with the mean.
//!
//! Lognormal with mean 1: a = exp(s·z − s²/2), z standard normal, s the spread. A person is as active in one layer as in another.

use crate::rng::Stream;
use crate::stats::normal_quantile;

/// The persons' activity.
#[derive(Debug, Clone, Copy)]
pub struct Activity {
    spread: f64,
    stream: Stream,
}

impl Activity {
    /// The activity with the standard deviation `spread` of its logarithm.
    pub fn new(spread: f64, stream: Stream) -> Self {
        Activity { spread, stream }
    }

    /// Activity of a person, 0 or more, mean 1.
    pub fn of(&self, person: u32) -> f64 {
        let z = normal_quantile(self.stream.unit(u64::from(person)));
        libm::exp(self.spread * (z - 0.5 * self.spread))
    }
}
