//! What a scenario says of how a layer of contacts is made.

use serde::Serialize;

use super::graph::GraphSpec;
use super::quantity::Quantity;
use crate::units::{Number, Probability, Strength};

/// How a layer is made.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(clippy::large_enum_variant, reason = "a scenario has a handful of layers")]
pub enum GeneratorSpec {
    /// Households, groups (class, work) and weak ties, see [`crate::contacts`].
    Acquaintance {
        /// Mean number of contacts a person.
        mean_degree: Quantity<Number>,
        /// Mean number of persons in a household.
        household: Quantity<Number>,
        /// Mean number of groups (class, work, club) a person belongs to.
        groups: Quantity<Number>,
        /// Mean number of persons in a group.
        group_size: Quantity<Number>,
        /// Share of contacts that are weak ties, to persons at any distance.
        weak_ties: Quantity<Probability>,
        /// Spread (standard deviation of the logarithm) of how sociable persons are.
        activity_spread: Quantity<Strength>,
    },
    /// Every pair is a contact with the same chance.
    ErdosRenyi {
        /// Mean number of contacts a person.
        mean_degree: Quantity<Number>,
    },
    /// Everybody has the same number of contacts, otherwise at random.
    RandomRegular {
        /// Number of contacts of every person.
        degree: u32,
    },
    /// Persons stand in a ring and know the nearest `degree` others (half on each side).
    RingLattice {
        /// Number of contacts of every person, even.
        degree: u32,
    },
    /// Who knows whom is read from a file.
    File(GraphSpec),
    /// Everybody is a contact of everybody; no contacts are stored.
    WellMixed,
}

impl GeneratorSpec {
    /// Mean number of contacts a person that is asked for, its amount read by `read` (its median, or a world's draw);
    /// `None` where nothing is stored.
    pub fn mean_degree(&self, read: impl Fn(&Quantity<Number>) -> f64) -> Option<f64> {
        match self {
            GeneratorSpec::Acquaintance { mean_degree, .. } | GeneratorSpec::ErdosRenyi { mean_degree } => {
                Some(read(mean_degree))
            }
            GeneratorSpec::RandomRegular { degree } | GeneratorSpec::RingLattice { degree } => Some(f64::from(*degree)),
            GeneratorSpec::File(graph) => Some(graph.mean_degree),
            GeneratorSpec::WellMixed => None,
        }
    }

    /// What is read from a file, if anything is.
    pub fn graph(&self) -> Option<&GraphSpec> {
        match self {
            GeneratorSpec::File(graph) => Some(graph),
            _ => None,
        }
    }
}
