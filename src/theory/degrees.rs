//! How many contacts the persons of a layer have: the law of the degrees and what follows from it.
//!
//! With P_k the share of persons with k contacts, ψ(x) = Σ P_k x^k. The person at the end of a contact has k contacts with chance
//! k P_k/c, c = ψ′(1) the mean degree, and so κ = ψ″(1)/ψ′(1) others, the mean excess degree (Newman, Strogatz & Watts 2001, Phys. Rev. E
//! 64:026118).

use crate::rng::World;
use crate::scenario::{DegreeLaw, GeneratorSpec};
use crate::stats::{Discrete, normal_quantile};

/// Parts into which a law over real numbers is cut.
const PARTS: u32 = 20_000;

/// The law of the degrees: each degree with its share of the persons, ascending; shares add up to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct DegreeTable(Vec<(u32, f64)>);

impl DegreeTable {
    /// The law of a generator that draws contacts at random, given the degrees, as N → ∞; none for other generators.
    pub fn of(generator: &GeneratorSpec, world: &World) -> Option<DegreeTable> {
        Some(match generator {
            GeneratorSpec::ErdosRenyi { mean_degree } => Self::from_law(&Discrete::poisson(mean_degree.draw(world))),
            GeneratorSpec::RandomRegular { degree } => DegreeTable(vec![(*degree, 1.0)]),
            GeneratorSpec::Configuration { degrees } => Self::of_law(degrees, world),
            _ => return None,
        })
    }

    /// The degrees that were counted.
    pub fn counted(degrees: impl IntoIterator<Item = u32>) -> DegreeTable {
        let mut counts = std::collections::BTreeMap::new();
        let mut persons = 0.0;
        for degree in degrees {
            *counts.entry(degree).or_insert(0.0) += 1.0;
            persons += 1.0;
        }
        DegreeTable(counts.into_iter().map(|(degree, count): (u32, f64)| (degree, count / persons)).collect())
    }

    pub(super) fn from_law(law: &Discrete) -> DegreeTable {
        DegreeTable(law.chances().filter(|(_, chance)| *chance > 0.0).collect())
    }

    fn of_law(law: &DegreeLaw, world: &World) -> DegreeTable {
        match law {
            DegreeLaw::Constant { degree } => DegreeTable(vec![(*degree, 1.0)]),
            DegreeLaw::Poisson { mean } => Self::from_law(&Discrete::poisson(mean.draw(world))),
            DegreeLaw::PowerLaw { exponent, least, most } => {
                Self::from_law(&Discrete::power_law(exponent.draw(world), *least, *most))
            }
            DegreeLaw::Lognormal { mean, spread } => lognormal(mean.draw(world), spread.draw(world)),
            DegreeLaw::Shares(shares) => {
                let mut shares: Vec<(u32, f64)> =
                    shares.iter().map(|share| (share.degree, share.share.draw(world))).collect();
                shares.sort_by_key(|(degree, _)| *degree);
                Self::from_law(&Discrete::new(shares))
            }
        }
    }

    /// Each degree with its share of the persons.
    pub fn iter(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.0.iter().map(|(degree, share)| (f64::from(*degree), *share))
    }

    /// Number of different degrees.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no persons.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Mean degree c = ψ′(1).
    pub fn mean(&self) -> f64 {
        self.iter().map(|(degree, share)| degree * share).sum()
    }

    /// Mean excess degree κ = ψ″(1)/ψ′(1); 0 without contacts.
    pub fn excess(&self) -> f64 {
        let second: f64 = self.iter().map(|(degree, share)| degree * (degree - 1.0) * share).sum();
        if second > 0.0 { second / self.mean() } else { 0.0 }
    }

    /// ψ(x).
    pub fn psi(&self, x: f64) -> f64 {
        self.iter().map(|(degree, share)| share * libm::pow(x, degree)).sum()
    }

    /// ψ′(x)/ψ′(1): the generating function of the excess degree.
    pub fn psi_of_ends(&self, x: f64) -> f64 {
        let part = |(degree, share): (f64, f64)| share * degree * libm::pow(x, (degree - 1.0).max(0.0));
        self.iter().filter(|(degree, _)| *degree > 0.0).map(part).sum::<f64>() / self.mean()
    }
}

/// Lognormal numbers, rounded at random to one of the two next whole numbers.
fn lognormal(mean: f64, spread: f64) -> DegreeTable {
    let mut shares = std::collections::BTreeMap::new();
    for part in 0..PARTS {
        let u = (f64::from(part) + 0.5) / f64::from(PARTS);
        let value = mean * libm::exp(spread * (normal_quantile(u) - 0.5 * spread));
        let (below, above) = (libm::floor(value), value - libm::floor(value));
        *shares.entry(below as u32).or_insert(0.0) += (1.0 - above) / f64::from(PARTS);
        *shares.entry(below as u32 + 1).or_insert(0.0) += above / f64::from(PARTS);
    }
    DegreeTable(shares.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poisson(mean: f64) -> DegreeTable {
        DegreeTable::from_law(&Discrete::poisson(mean))
    }

    /// Poisson: κ = c, ψ(x) = e^(c(x − 1)) = ψ′(x)/c. Regular: κ = d − 1. Half 1, half 3: κ = (0 + 6)/4.
    #[test]
    fn excess_and_generating_functions_of_known_laws() {
        let law = poisson(4.0);
        assert!((law.mean() - 4.0).abs() < 1e-12 && (law.excess() - 4.0).abs() < 1e-9);
        assert!(
            (law.psi(0.7) - (-1.2f64).exp()).abs() < 1e-12 && (law.psi_of_ends(0.7) - (-1.2f64).exp()).abs() < 1e-12
        );
        let halves = DegreeTable::counted([1, 3, 3, 1]);
        assert!(
            (halves.excess() - 1.5).abs() < 1e-12 && (halves.psi_of_ends(0.5) - (1.0 + 3.0 * 0.25) / 4.0).abs() < 1e-12
        );
        assert!((DegreeTable::counted([7; 5]).excess() - 6.0).abs() < 1e-12);
        assert_eq!(DegreeTable::counted([0, 0]).excess().to_bits(), 0.0f64.to_bits());
    }

    /// Mean 15, E[d²] = 225·e^(s²) and the rounding's mean of a(1 − a), 1/6: κ = 15·e^(.25) + (1/6)/15 − 1.
    #[test]
    fn a_lognormal_law_keeps_its_moments() {
        let law = lognormal(15.0, 0.5);
        let expected = 15.0 * 0.25f64.exp() + 1.0 / 90.0 - 1.0;
        assert!((law.mean() - 15.0).abs() < 1e-3 && (law.excess() - expected).abs() < 0.01, "{}", law.excess());
    }
}
