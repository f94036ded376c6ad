//! Degrees of persons, drawn from a law by the address of the person.

use std::num::NonZeroUsize;

use crate::contacts::generator::of_each;
use crate::rng::{Stream, World};
use crate::scenario::DegreeLaw;
use crate::stats::{Discrete, normal_quantile};

/// A degree for each person, at most N − 1, with an even sum: one stub of a random person makes an odd one even.
/// The number of threads changes nothing.
pub fn degrees(persons: u32, law: &DegreeLaw, world: &World, threads: NonZeroUsize, stream: Stream) -> Vec<u32> {
    let most = persons.saturating_sub(1);
    let (drawn, draws) = (drawn(law, world), (stream.below(0), stream.below(1)));
    let degree = |person: u32| drawn(draws.0.unit(person.into()), draws.1.unit(person.into()));
    let mut degrees = of_each(persons, threads, |person| degree(person).min(f64::from(most)) as u32);
    if degrees.iter().map(|&degree| u64::from(degree)).sum::<u64>() % 2 == 1 {
        let chosen = &mut degrees[stream.below(2).under(0, persons.into()) as usize];
        *chosen = if *chosen < most { *chosen + 1 } else { *chosen - 1 };
    }
    degrees
}

/// The degree at a uniform number, and at a second one where what is drawn is no whole number yet.
fn drawn(law: &DegreeLaw, world: &World) -> Box<dyn Fn(f64, f64) -> f64 + Sync> {
    let table = |table: Discrete| Box::new(move |u, _| f64::from(table.quantile(u)));
    match law {
        DegreeLaw::Constant { degree } => {
            let degree = f64::from(*degree);
            Box::new(move |_, _| degree)
        }
        DegreeLaw::Poisson { mean } => table(Discrete::poisson(mean.draw(world))),
        DegreeLaw::PowerLaw { exponent, least, most } => {
            table(Discrete::power_law(exponent.draw(world), *least, *most))
        }
        DegreeLaw::Lognormal { mean, spread } => {
            let (mean, spread) = (mean.draw(world), spread.draw(world));
            Box::new(move |u, rounding| mean * libm::exp(spread * (normal_quantile(u) - 0.5 * spread)) + rounding)
        }
        DegreeLaw::Shares(shares) => {
            let mut shares: Vec<(u32, f64)> =
                shares.iter().map(|share| (share.degree, share.share.draw(world))).collect();
            shares.sort_by_key(|&(degree, _)| degree);
            table(Discrete::new(shares))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{DegreeShare, Quantity};

    const WORLD: World = World { seed: 9, replicate: 0 };

    fn drawn_by(persons: u32, law: &DegreeLaw) -> Vec<u32> {
        degrees(persons, law, &WORLD, NonZeroUsize::MIN, WORLD.stream("contacts layer"))
    }

    #[test]
    fn an_odd_sum_is_mended_by_one_stub() {
        let found = drawn_by(7, &DegreeLaw::Constant { degree: 3 });
        assert_eq!((found.iter().sum::<u32>(), found.iter().filter(|&&degree| degree == 3).count()), (22, 6));
        let all = drawn_by(5, &DegreeLaw::Constant { degree: 9 });
        assert_eq!(all, [4; 5]);
        assert_eq!(drawn_by(1, &DegreeLaw::Constant { degree: 3 }), [0]);
        assert!(drawn_by(0, &DegreeLaw::Constant { degree: 3 }).is_empty());
    }

    /// 40,000 persons: mean 15, standard error 15·√(e^(s²) − 1)/200 = .065 at s = .75; 4 of them.
    #[test]
    fn rounding_keeps_the_mean_of_a_lognormal_law() {
        let law =
            DegreeLaw::Lognormal { mean: Quantity::constant("mean", 15.0), spread: Quantity::constant("spread", 0.75) };
        let found = drawn_by(40_000, &law);
        let mean = found.iter().map(|&degree| f64::from(degree)).sum::<f64>() / 4e4;
        assert!((mean - 15.0).abs() < 4.0 * 0.065, "{mean}");
    }

    #[test]
    fn shares_are_taken_in_proportion_whatever_their_order() {
        let share = |degree, share| DegreeShare { degree, share: Quantity::constant("share", share) };
        let found = drawn_by(10_000, &DegreeLaw::Shares(vec![share(8, 0.25), share(1, 0.75)]));
        let ones = found.iter().filter(|&&degree| degree == 1).count() as f64 / 1e4;
        assert!(
            (ones - 0.75).abs() < 4.0 * 0.0043 && found.iter().filter(|&&d| d != 1 && d != 8).count() <= 1,
            "{ones}"
        );
    }
}
