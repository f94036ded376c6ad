//! Regions: how sociable people are differs from place to place.
//!
//! All weights of a region are multiplied by the same factor, lognormal. So the contacts of those who have many have many
//! themselves, which a plain GIRG lacks: its degree assortativity is near 0, that of measured graphs .1 to .25. (In cities
//! contacts a person grow with the size of the city: Schläpfer et al. 2014, *The scaling of human interactions with city
//! size*.)

use crate::rng::Stream;

/// Persons of a region, one after the other along the map.
const REGION: usize = 2048;

/// The weights times the factors of their regions, e^(spread · z), brought back to mean 1.
pub fn sociable(weights: &[f32], spread: f64, stream: Stream) -> Vec<f32> {
    let mut weights = weights.to_vec();
    if spread > 0.0 {
        for (nth, region) in (0..).zip(weights.chunks_mut(REGION)) {
            let factor = libm::exp(spread * stream.normal(nth));
            for weight in region {
                *weight = (f64::from(*weight) * factor) as f32;
            }
        }
        let mean = weights.iter().map(|&weight| f64::from(weight)).sum::<f64>() / weights.len() as f64;
        for weight in &mut weights {
            *weight = (f64::from(*weight) / mean) as f32;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    /// 1,000 regions of equal persons: mean 1, and logarithms with standard deviation .3, error .3/√2,000.
    #[test]
    fn regions_differ_by_the_spread_and_keep_the_mean() {
        let stream = World { seed: 41, replicate: 0 }.stream("regions");
        let found = sociable(&vec![1.0; 1000 * REGION], 0.3, stream);
        let mean = found.iter().map(|&weight| f64::from(weight)).sum::<f64>() / found.len() as f64;
        assert!((mean - 1.0).abs() < 1e-6);
        assert!(found.chunks(REGION).all(|region| region.iter().all(|weight| weight.to_bits() == region[0].to_bits())));
        let logs: Vec<f64> = found.chunks(REGION).map(|region| f64::from(region[0]).ln()).collect();
        let middle = logs.iter().sum::<f64>() / 1000.0;
        let sd = (logs.iter().map(|log| (log - middle).powi(2)).sum::<f64>() / 1000.0).sqrt();
        assert!((sd - 0.3).abs() < 4.0 * 0.0067, "{sd}");
    }

    #[test]
    fn without_spread_nothing_changes() {
        let stream = World { seed: 41, replicate: 0 }.stream("regions");
        assert_eq!(sociable(&[0.5, 1.5], 0.0, stream), [0.5, 1.5]);
        assert!(sociable(&[], 0.5, stream).is_empty());
    }
}
