//! What a scenario says of how a layer of contacts is made.

use serde::Serialize;

use super::block_model::BlockModel;
use super::degree_law::{DegreeLaw, WeightLaw};
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
    /// Persons come one after the other and choose those who have many contacts.
    BarabasiAlbert {
        /// Number of contacts that each newcomer makes.
        links: u32,
    },
    /// The same, and friends of friends become friends.
    HolmeKim {
        /// Number of contacts that each newcomer makes.
        links: u32,
        /// Chance that one of them, after the first, is a contact of a contact.
        triads: Quantity<Probability>,
    },
    /// A ring lattice some of whose contacts lead to random persons.
    WattsStrogatz {
        /// Mean number of contacts a person, even.
        degree: u32,
        /// Chance of each contact to be moved.
        rewired: Quantity<Probability>,
    },
    /// Everybody knows person 0 and nobody else.
    Star,
    /// Everybody is a contact of everybody, stored.
    Complete,
    /// Persons stand in rows and know those beside them.
    Grid {
        /// Number of persons in a row.
        width: u32,
        /// Who stands beside a person.
        neighborhood: Neighborhood,
        /// What is at the sides.
        border: Border,
    },
    /// Cliques in a ring, with bridges between them.
    Caveman {
        /// Number of persons in a clique, 3 or more.
        clique: u32,
        /// Chance of each contact to be moved to somebody in another clique.
        bridges: Quantity<Probability>,
    },
    /// Every pair with a chance in proportion to both persons' weights.
    ChungLu {
        /// Mean number of contacts a person.
        mean_degree: Quantity<Number>,
        /// How the expected degrees are spread.
        weights: WeightLaw,
    },
    /// Degrees from a law, otherwise at random.
    Configuration {
        /// How the degrees are distributed.
        degrees: DegreeLaw,
    },
    /// Persons on a map; who is near or sociable is rather a contact (geometric inhomogeneous random graph).
    Girg {
        /// Mean number of contacts a person.
        mean_degree: Quantity<Number>,
        /// How the expected degrees are spread.
        weights: WeightLaw,
        /// Temperature T, 0 to below 1: how often distance is overcome.
        temperature: Quantity<Number>,
        /// Spread (standard deviation of the logarithm) of how sociable regions are.
        region_spread: Quantity<Strength>,
    },
    /// Communities of differing size, degrees that follow a power law (Lancichinetti, Fortunato & Radicchi).
    Lfr {
        /// Mean number of contacts a person.
        mean_degree: Quantity<Number>,
        /// Exponent of the degrees.
        degree_exponent: Quantity<Number>,
        /// Largest degree.
        degree_most: Quantity<Number>,
        /// Share of a person's contacts outside the own community μ.
        mixing: Quantity<Probability>,
        /// Exponent of the sizes of communities.
        size_exponent: Quantity<Number>,
        /// Persons of the smallest community.
        size_least: u32,
        /// Persons of the largest community.
        size_most: u32,
    },
    /// Blocks (cities, clans) with a chance of a contact for each pair of blocks.
    StochasticBlockModel(BlockModel),
    /// Who knows whom is read from a file.
    File(GraphSpec),
    /// Everybody is a contact of everybody; no contacts are stored.
    WellMixed,
}

/// Who are neighbors in a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Neighborhood {
    /// The four who share a side.
    VonNeumann,
    /// The eight who share a side or a corner.
    Moore,
}

/// What is at the sides of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Border {
    /// The opposite side: the grid is a torus.
    Closed,
    /// Nobody.
    Open,
}

impl GeneratorSpec {
    /// Mean number of contacts a person that is asked for, its amount read by `read` (its median, or a world's draw);
    /// where it depends on the number of persons, that among many. `None` where everybody knows everybody.
    pub fn mean_degree(&self, read: impl Fn(&Quantity<Number>) -> f64) -> Option<f64> {
        match self {
            GeneratorSpec::Acquaintance { mean_degree, .. }
            | GeneratorSpec::ErdosRenyi { mean_degree }
            | GeneratorSpec::ChungLu { mean_degree, .. }
            | GeneratorSpec::Girg { mean_degree, .. }
            | GeneratorSpec::Lfr { mean_degree, .. } => Some(read(mean_degree)),
            GeneratorSpec::Configuration { degrees } => Some(degrees.mean(read)),
            GeneratorSpec::StochasticBlockModel(blocks) => Some(blocks.mean_degree(read)),
            GeneratorSpec::RandomRegular { degree }
            | GeneratorSpec::RingLattice { degree }
            | GeneratorSpec::WattsStrogatz { degree, .. } => Some(f64::from(*degree)),
            GeneratorSpec::BarabasiAlbert { links } | GeneratorSpec::HolmeKim { links, .. } => {
                Some(2.0 * f64::from(*links))
            }
            GeneratorSpec::Star => Some(2.0),
            GeneratorSpec::Grid { neighborhood: Neighborhood::VonNeumann, .. } => Some(4.0),
            GeneratorSpec::Grid { neighborhood: Neighborhood::Moore, .. } => Some(8.0),
            GeneratorSpec::Caveman { clique, .. } => Some(f64::from(*clique) - 1.0),
            GeneratorSpec::File(graph) => Some(graph.mean_degree),
            GeneratorSpec::Complete | GeneratorSpec::WellMixed => None,
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
