//! Activity a: how sociable a person is, that is how many groups and weak ties they have, compared with the mean.
//!
//! Lognormal with mean 1: a = exp(s·z − s²/2), z standard normal, s the spread. A person is as active in one layer as
//! in another.

use std::num::NonZeroUsize;

use crate::contacts::generator::of_each;
use crate::contacts::members::Members;
use crate::rng::Stream;
use crate::stats::normal_quantile;

/// The activity of all members: 0 or more, mean exactly 1 (what is drawn is divided by its mean).
/// The number of threads changes nothing.
pub fn activities(members: &Members, spread: f64, threads: NonZeroUsize, stream: Stream) -> Vec<f32> {
    let activity = |place| {
        let z = normal_quantile(stream.unit(u64::from(members.person(place))));
        libm::expf((spread * (z - 0.5 * spread)) as f32)
    };
    let mut all = of_each(members.number(), threads, activity);
    let mean = all.iter().map(|&a| f64::from(a)).sum::<f64>() / f64::from(members.number());
    for activity in &mut all {
        *activity = (f64::from(*activity) / mean) as f32;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    fn drawn(persons: u32, spread: f64) -> Vec<f32> {
        let stream = World { seed: 2, replicate: 0 }.stream("activity");
        activities(&Members::Everybody(persons), spread, NonZeroUsize::MIN, stream)
    }

    /// 10⁵ persons, spread .75: mean 1 exactly, median e^(−.281) = .755 (standard error .0030 and, of the mean, .0021).
    #[test]
    fn activity_is_lognormal_with_mean_one() {
        let mut activities = drawn(100_000, 0.75);
        let mean = activities.iter().map(|&a| f64::from(a)).sum::<f64>() / 1e5;
        activities.sort_by(f32::total_cmp);
        assert!((mean - 1.0).abs() < 1e-6, "mean {mean}");
        assert!((activities[50_000] - 0.7548).abs() < 4.0 * 0.0036, "median {}", activities[50_000]);
    }

    #[test]
    fn without_spread_all_are_alike() {
        assert!(drawn(100, 0.0).iter().all(|&a| (a - 1.0).abs() < 1e-6));
    }
}
