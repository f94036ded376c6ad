//! All measures of a layer, taken at once.

use std::num::NonZeroUsize;

use super::envelope::{Aspect, ENVELOPE, Envelope, Verdict};
use super::measured::Measured;
use super::{
    Communities, DegreeDistribution, Degrees, Distances, communities, component_sizes, core_numbers,
    degree_assortativity, degree_of_each, degrees, distances, largest_core, largest_eigenvalue, triangles,
};
use crate::contacts::{ContactLayers, towns};
use crate::rng::Stream;
use crate::units::LayerIndex;

/// Up to so many persons, distances are taken from everybody.
const FEW: u32 = 4096;
/// Persons from whom distances are taken where there are more, and where there are more than four million.
const SOURCES: (u32, u32) = (256, 64);

/// How the measures are taken.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Draws of samples.
    pub stream: Stream,
    /// Number of threads, which changes no number.
    pub threads: NonZeroUsize,
}

/// What a stored layer looks like.
#[derive(Debug, Clone, PartialEq)]
pub struct Portrait {
    /// Number of persons.
    pub persons: u32,
    /// Number of pairs of contacts.
    pub pairs: u64,
    /// Mean, variance, median and maximum of the degrees.
    pub degrees: Degrees,
    /// How many persons have how many contacts.
    pub distribution: DegreeDistribution,
    /// Number of triangles.
    pub triangles: u64,
    /// Mean local clustering; NaN without persons.
    pub local_clustering: f64,
    /// Global clustering; NaN where nobody has two contacts.
    pub transitivity: f64,
    /// Correlation of the degrees of contacts; NaN where all degrees are the same.
    pub assortativity: f64,
    /// Number of components.
    pub components: u32,
    /// Share of the persons in the largest component; NaN without persons.
    pub giant: f64,
    /// How far persons are from each other.
    pub distances: Distances,
    /// Largest core number.
    pub core: u32,
    /// Persons with this core number.
    pub core_persons: u32,
    /// Largest eigenvalue λ₁, with a bound of its error.
    pub eigenvalue: Measured,
    /// Contacts within towns: blocks of about 8,192 persons in the order of the persons.
    pub towns: Communities,
}

/// Takes all measures of a stored layer. All but the distances are exact; these come from 256 persons where there are
/// more than 4,096, and from fewer, down to 64, where there are more than two million.
pub fn portrait(contacts: &ContactLayers, layer: LayerIndex, effort: Effort) -> Portrait {
    let persons = contacts.persons();
    let degree_of_each = degree_of_each(contacts, layer);
    let triangles = triangles(contacts, layer);
    let components = component_sizes(contacts, layer);
    let (core, core_persons) = largest_core(&core_numbers(contacts, layer));
    let towns = towns(persons);
    let number = towns.last().map_or(0, |last| last + 1);
    Portrait {
        persons,
        pairs: degree_of_each.iter().map(|&degree| u64::from(degree)).sum::<u64>() / 2,
        degrees: degrees(contacts, layer),
        distribution: DegreeDistribution::new(&degree_of_each),
        triangles: triangles.total(),
        local_clustering: triangles.local_clustering(),
        transitivity: triangles.transitivity(),
        assortativity: degree_assortativity(contacts, layer),
        components: components.len() as u32,
        giant: components.first().map_or(f64::NAN, |&largest| f64::from(largest) / f64::from(persons)),
        distances: distances(contacts, layer, sources(persons), effort.stream, effort.threads),
        core,
        core_persons,
        eigenvalue: largest_eigenvalue(contacts, layer, effort.threads),
        towns: communities(contacts, layer, &towns, number),
    }
}

/// Persons from whom distances are taken: all of a few, then as many as fit the same time.
fn sources(persons: u32) -> u32 {
    let (most, least) = SOURCES;
    let affordable = (u64::from(most) << 21) / u64::from(persons.max(1));
    if persons <= FEW { persons } else { affordable.clamp(least.into(), most.into()) as u32 / least * least }
}

impl Portrait {
    /// Epidemic threshold 1/λ₁, with a bound of its error; infinite without contacts.
    pub fn epidemic_threshold(&self) -> Measured {
        let Measured { value, error } = self.eigenvalue;
        Measured { value: 1.0 / value, error: if error == 0.0 { 0.0 } else { error / (value * value) } }
    }

    /// Largest degree as a multiple of the median; NaN if the median is 0.
    pub fn hubs(&self) -> f64 {
        if self.degrees.median == 0 { f64::NAN } else { f64::from(self.degrees.max) / f64::from(self.degrees.median) }
    }

    /// The number of a measure that is compared with real contact graphs.
    pub fn value(&self, aspect: Aspect) -> f64 {
        match aspect {
            Aspect::MeanDegree => self.degrees.mean,
            Aspect::Hubs => self.hubs(),
            Aspect::Clustering => self.local_clustering,
            Aspect::Assortativity => self.assortativity,
            Aspect::Giant => self.giant,
            Aspect::Distance => self.distances.mean.value,
        }
    }

    /// How the layer compares with real contact graphs, in every measure.
    pub fn verdicts(&self) -> impl Iterator<Item = (&'static Envelope, Verdict)> + '_ {
        ENVELOPE.iter().map(|range| (range, range.verdict(self.value(range.aspect), self.persons)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    fn of(persons: u32, pairs: Vec<(u32, u32)>) -> Portrait {
        let contacts = ContactLayers::from_edges(persons, &[pairs]);
        let stream = World { seed: 1, replicate: 0 }.stream("measure");
        portrait(&contacts, 0, Effort { stream, threads: NonZeroUsize::MIN })
    }

    /// Six who all know each other, and two alone.
    #[test]
    fn a_clique_looks_as_derived() {
        let clique = of(8, (0..6).flat_map(|i| (0..i).map(move |j| (i, j))).collect());
        assert_eq!((clique.persons, clique.pairs, clique.triangles, clique.components), (8, 15, 20, 3));
        assert_eq!((clique.core, clique.core_persons, clique.distances.longest), (5, 6, 1));
        assert!((clique.local_clustering - 0.75).abs() < 1e-12 && (clique.transitivity - 1.0).abs() < 1e-12);
        assert!((clique.epidemic_threshold().value - 0.2).abs() < 1e-6 && (clique.giant - 0.75).abs() < 1e-12);
        assert!((clique.hubs() - 1.0).abs() < 1e-12 && clique.towns.modularity().abs() < 1e-12);
    }

    #[test]
    fn distances_cost_about_as_much_however_many_persons_there_are() {
        let found = [0, 4096, 4097, 2_000_000, 3_000_000, 5_000_000, u32::MAX].map(sources);
        assert_eq!(found, [0, 4096, 256, 256, 128, 64, 64]);
    }

    #[test]
    fn nobody_and_nothing_have_measures_without_meaning() {
        for persons in [0, 1, 3] {
            let empty = of(persons, vec![]);
            assert_eq!((empty.pairs, empty.triangles, empty.core), (0, 0, 0));
            assert!(empty.hubs().is_nan() && empty.assortativity.is_nan() && empty.distances.mean.value.is_nan());
            assert!(empty.epidemic_threshold().value.is_infinite());
            assert!(empty.verdicts().all(|(_, verdict)| verdict == Verdict::Open));
        }
    }
}
