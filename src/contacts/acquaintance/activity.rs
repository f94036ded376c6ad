//! Activity a: how sociable a person is, that is how many groups and weak ties they have, compared with the mean.
//!
//! Lognormal with mean 1: a = exp(s·z − s²/2), z standard normal, s the spread. A person is as active in one layer as in another.

use crate::rng::Stream;
use crate::stats::normal_quantile;

/// The activity of all persons: 0 or more, mean 1.
pub fn activities(persons: u32, spread: f64, stream: Stream) -> Vec<f32> {
    let activity = |person| {
        let z = normal_quantile(stream.unit(u64::from(person)));
        libm::exp(spread * (z - 0.5 * spread)) as f32
    };
    (0..persons).map(activity).collect()
}
