//! Weights: how many contacts each person is expected to have, compared with the mean.
//!
//! Lognormal, exp(s·z − s²/2), or a power law. A person's place in the distribution is the same in all layers and laws:
//! who is sociable by phone is so on QQ.

use std::num::NonZeroUsize;

use super::generator::of_each;
use super::members::Members;
use crate::rng::{Stream, World};
use crate::scenario::WeightLaw;
use crate::stats::{PowerLaw, normal_quantile};

/// A law of weights whose parameters are drawn; its mean is 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weights {
    /// Lognormal with this standard deviation of the logarithm.
    Lognormal(f64),
    /// A power law with mean 1.
    PowerLaw(PowerLaw),
}

impl Weights {
    /// The law of a layer in one world; `mean_degree` is what weight 1 stands for.
    pub fn new(law: &WeightLaw, mean_degree: f64, world: &World) -> Self {
        match law {
            WeightLaw::Lognormal { spread } => Weights::Lognormal(spread.draw(world)),
            WeightLaw::PowerLaw { exponent, most } => {
                let most = most.as_ref().map_or(f64::INFINITY, |most| most.draw(world) / mean_degree);
                Weights::PowerLaw(PowerLaw::with_mean(exponent.draw(world), most, 1.0))
            }
        }
    }

    /// The weights of all members: above 0, mean exactly 1 (what is drawn is divided by its mean).
    /// The number of threads changes nothing.
    pub fn of_persons(&self, members: &Members, threads: NonZeroUsize, stream: Stream) -> Vec<f32> {
        let weight = |place| self.quantile(stream.unit(members.person(place).into())) as f32;
        let mut all = of_each(members.number(), threads, weight);
        let mean = all.iter().map(|&weight| f64::from(weight)).sum::<f64>() / f64::from(members.number());
        for weight in &mut all {
            *weight = (f64::from(*weight) / mean) as f32;
        }
        all
    }

    fn quantile(&self, u: f64) -> f64 {
        match self {
            Weights::Lognormal(spread) => libm::exp(spread * (normal_quantile(u) - 0.5 * spread)),
            Weights::PowerLaw(law) => law.quantile(u),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Quantity;

    const WORLD: World = World { seed: 12, replicate: 0 };

    fn power_law(exponent: f64, most: Option<f64>, mean_degree: f64) -> Vec<f32> {
        let most = most.map(|most| Quantity::constant("most", most));
        let law = WeightLaw::PowerLaw { exponent: Quantity::constant("exponent", exponent), most };
        let (members, threads) = (Members::Everybody(100_000), NonZeroUsize::MIN);
        let mut weights =
            Weights::new(&law, mean_degree, &WORLD).of_persons(&members, threads, WORLD.stream("activity"));
        weights.sort_by(f32::total_cmp);
        weights
    }

    fn mean(weights: &[f32]) -> f64 {
        weights.iter().map(|&weight| f64::from(weight)).sum::<f64>() / weights.len() as f64
    }

    /// Exponent 3 with mean 1 has least value ½ and P(w > y) = 1/(2y)²: a hundredth above 5; the mean of 10⁵ draws has
    /// an error of about .01.
    #[test]
    fn a_power_law_has_its_least_value_and_tail() {
        let weights = power_law(3.0, None, 15.0);
        assert!((mean(&weights) - 1.0).abs() < 1e-6);
        assert!((f64::from(weights[0]) - 0.5).abs() < 0.03 && (f64::from(weights[99_000]) - 5.0).abs() < 0.5);
    }

    #[test]
    fn no_weight_exceeds_the_cut_beyond_the_error_of_the_mean() {
        let weights = power_law(2.2, Some(300.0), 15.0);
        assert!((f64::from(weights[99_999]) / 20.0 - 1.0).abs() < 0.02, "{}", weights[99_999]);
        assert!((mean(&weights) - 1.0).abs() < 1e-6);
    }
}
