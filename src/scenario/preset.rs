//! Numbers that hold where a file gives none, and layers made from them.

use super::{CountedContacts, GeneratorSpec, LayerSpec, OverlapSpec, Quantity, WeightLaw};

/// Mean number of persons in a household: China's census of 2010.
pub const HOUSEHOLD: f64 = 3.1;
/// Mean number of groups (class, work, club) a person belongs to.
pub const GROUPS: f64 = 1.5;
/// Mean number of persons in a group.
pub const GROUP_SIZE: f64 = 12.0;
/// Share of contacts that are weak ties.
pub const WEAK_TIES: f64 = 0.12;
/// Standard deviation of the logarithm of activity.
pub const ACTIVITY_SPREAD: f64 = 0.75;
/// Standard deviation of the logarithm of weights.
pub const WEIGHT_SPREAD: f64 = 0.55;
/// Temperature of a geometric inhomogeneous random graph.
pub const TEMPERATURE: f64 = 0.75;
/// Standard deviation of the logarithm of how sociable its regions are.
pub const REGION_SPREAD: f64 = 0.2;

impl GeneratorSpec {
    /// Acquaintance with the numbers above.
    pub fn acquaintance(mean_degree: f64) -> Self {
        GeneratorSpec::Acquaintance {
            mean_degree: Quantity::constant("mean_degree", mean_degree),
            household: Quantity::constant("household", HOUSEHOLD),
            groups: Quantity::constant("groups", GROUPS),
            group_size: Quantity::constant("group_size", GROUP_SIZE),
            weak_ties: Quantity::constant("weak_ties", WEAK_TIES),
            activity_spread: Quantity::constant("activity_spread", ACTIVITY_SPREAD),
        }
    }

    /// Erdős–Rényi.
    pub fn erdos_renyi(mean_degree: f64) -> Self {
        GeneratorSpec::ErdosRenyi { mean_degree: Quantity::constant("mean_degree", mean_degree) }
    }

    /// Geometric inhomogeneous random graph with the numbers above.
    pub fn girg(mean_degree: f64) -> Self {
        GeneratorSpec::Girg {
            mean_degree: Quantity::constant("mean_degree", mean_degree),
            weights: WeightLaw::Lognormal { spread: Quantity::constant("spread", WEIGHT_SPREAD) },
            temperature: Quantity::constant("temperature", TEMPERATURE),
            region_spread: Quantity::constant("region_spread", REGION_SPREAD),
        }
    }
}

impl LayerSpec {
    /// A layer by itself.
    pub fn new(name: &str, generator: GeneratorSpec) -> Self {
        LayerSpec {
            name: name.into(),
            label: None,
            generator,
            overlap: None,
            members: None,
            homophily: None,
            tie_spread: Quantity::constant("tie_spread", 0.0),
            null_model: None,
            counts: CountedContacts::Market,
        }
    }

    /// The layer with a share of its contacts taken from another.
    #[must_use]
    pub fn overlapping(self, with: usize, share: f64) -> Self {
        LayerSpec { overlap: Some(OverlapSpec { with, share: Quantity::constant("share", share) }), ..self }
    }
}
