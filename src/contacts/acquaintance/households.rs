//! Households: persons next to each other in the order of the persons, all of whom know each other.
//!
//! The number of persons in a household is 1 + Poisson(λ), λ = mean − 1. At the mean of 3.10 this is within 3 points of
//! the Chinese census of 2010 at every size (1: 12 % against 15 %, 2: 26/24, 3: 27/27, 4: 19/18, 5: 10/10, more: 6/7).

use std::ops::Range;

use crate::rng::Stream;

/// The households of a town.
#[derive(Debug, Clone, Copy)]
pub struct Households {
    /// Mean number of other persons a household λ.
    others: f64,
    /// Chance of a household of one, e^(−λ).
    alone: f64,
    stream: Stream,
}

impl Households {
    /// Households with `mean` persons, but no more of them than give `most` contacts a person.
    ///
    /// A person's household holds λ(λ + 2)/(λ + 1) others on average (large households hold more persons).
    pub fn new(mean: f64, most: f64, stream: Stream) -> Self {
        Households { others: 0.0, alone: 1.0, stream }.resized(mean, most)
    }

    /// The same draws with another mean.
    #[must_use]
    pub fn resized(self, mean: f64, most: f64) -> Self {
        let largest = f64::midpoint(most - 2.0, libm::sqrt(most * most + 4.0));
        let others = (mean - 1.0).min(largest).max(0.0);
        Households { others, alone: libm::exp(-others), ..self }
    }

    /// Mean number of contacts a person.
    pub fn mean_degree(&self) -> f64 {
        self.others * (self.others + 2.0) / (self.others + 1.0)
    }

    /// Names each contact within the households of a town once.
    pub fn emit(&self, town: u32, persons: Range<u32>, contact: &mut impl FnMut(u32, u32)) {
        if self.others == 0.0 {
            return;
        }
        let sizes = self.stream.below(u64::from(town));
        let mut first = persons.start;
        for household in 0.. {
            let last = persons.end.min(first + self.size(sizes.unit(household)));
            for i in first..last {
                (i + 1..last).for_each(|j| contact(i, j));
            }
            first = last;
            if first == persons.end {
                return;
            }
        }
    }

    /// The size at a uniform number: 1 + Poisson(λ) by inversion.
    fn size(&self, unit: f64) -> u32 {
        let (mut others, mut chance, mut left) = (0u32, self.alone, unit);
        while left > chance && chance > f64::MIN_POSITIVE {
            left -= chance;
            others += 1;
            chance *= self.others / f64::from(others);
        }
        others + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::ContactLayers;
    use crate::rng::World;

    fn layer(households: &Households, persons: u32) -> ContactLayers {
        let mut pairs = Vec::new();
        households.emit(0, 0..persons, &mut |i, j| pairs.push((i, j)));
        ContactLayers::from_edges(persons, &[pairs])
    }

    fn stream() -> Stream {
        World { seed: 3, replicate: 0 }.stream("households")
    }

    #[test]
    fn all_members_of_a_household_know_each_other_and_nobody_else() {
        let contacts = layer(&Households::new(3.1, 9.0, stream()), 5000);
        for (i, ends) in contacts.iter() {
            let mut household: Vec<u32> = ends.iter().map(|&end| contacts.person(end)).collect();
            household.push(i);
            household.sort_unstable();
            assert!(household.is_sorted_by(|a, b| a + 1 == *b), "neighbors in the order");
            assert!(household.iter().all(|&j| contacts.degree(j, 0) as usize + 1 == household.len()));
        }
    }

    /// 20,000 households of mean 3.1: sizes against the census (at most 3 points apart) and Poisson's mean (4 standard
    /// errors of .0102).
    #[test]
    fn sizes_are_those_of_the_census() {
        let households = Households::new(3.1, 9.0, stream());
        let sizes: Vec<u32> = (0..20_000).map(|nth| households.size(stream().below(9).unit(nth))).collect();
        let mean = f64::from(sizes.iter().sum::<u32>()) / 2e4;
        assert!((mean - 3.1).abs() < 4.0 * 0.0102, "mean {mean}");
        for (size, census) in (1..).zip([0.145, 0.244, 0.269, 0.176, 0.100]) {
            let share = sizes.iter().filter(|&&other| other == size).count() as f64 / 2e4;
            assert!((share - census).abs() < 0.03, "{share} of size {size}, census {census}");
        }
    }

    /// 10⁵ persons; the mean degree λ(λ + 2)/(λ + 1) = 2.777 and, cut, 1.2, to 2 % (about 4 standard errors).
    #[test]
    fn households_give_the_stated_contacts_and_no_more_than_asked_for() {
        for (most, expected) in [(9.0, 2.777_4), (1.2, 1.2)] {
            let households = Households::new(3.1, most, stream());
            let found = layer(&households, 100_000).len() as f64 / 1e5;
            assert!((households.mean_degree() - expected).abs() < 1e-4);
            assert!((found / expected - 1.0).abs() < 0.02, "{found} of {expected}");
        }
        assert!(layer(&Households::new(3.1, 0.0, stream()), 100).is_empty());
        assert!(layer(&Households::new(1.0, 9.0, stream()), 100).is_empty());
    }
}
