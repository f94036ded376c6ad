//! What a user's invitations meet on the contacts as they are: how many contacts the person has who was just won, and how many of them
//! the one who won them has as well.
//!
//! Of the end of a contact i → j in layer ℓ, D_ℓm is the mean number of contacts that j has in layer m besides i, and C_ℓm the mean number of those
//! who are contacts of i too, in any layer. On a tree C is 0, and D_ℓℓ is the mean excess degree κ. Where friends of friends are
//! friends, what j invites was invited by i before, and only D − C are new: D/(D − C) times as many invitations are made as there are
//! persons (Newman 2003, Soc. Netw. 25:83, on second neighbors).

use std::num::NonZeroUsize;

use crate::contacts::{ContactLayers, build_by};
use crate::rng::World;
use crate::scenario::{GeneratorSpec, LayerSpec, Scenario};
use crate::units::{LayerIndex, PersonIndex};

use super::around::{is_graph, mean_degree};
use super::degrees::DegreeTable;

/// Persons whose contacts are looked at.
const SAMPLE: u32 = 1_000;
/// Ends of contacts that are made at most: 80 MB.
const MOST_ENDS: f64 = 2e7;

/// Mean numbers of contacts beyond the end of a contact, by the layers of both.
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    /// D: contacts in the second layer of who was reached over the first, besides who reached them.
    pub beyond: Vec<Vec<f64>>,
    /// C: those among them who are contacts of who reached them.
    pub common: Vec<Vec<f64>>,
    /// The degrees of each stored layer that were counted.
    pub degrees: Vec<Option<DegreeTable>>,
}

impl Structure {
    /// Of the contacts that a run's persons have in the central world; of fewer persons, where those would be too many.
    pub fn of(scenario: &Scenario, world: &World, threads: NonZeroUsize) -> Structure {
        let contacts = build_by(threads, &scenario.layers, persons(scenario, world), world);
        let layers = 0..scenario.layers.len();
        let [beyond, common] = [false, true].map(|common| {
            layers
                .clone()
                .map(|l| layers.clone().map(|m| mean(scenario, &contacts, world, (l, m), common)).collect())
                .collect()
        });
        let table = |l: usize| {
            let counted = || DegreeTable::counted((0..contacts.persons()).map(|person| contacts.degree(person, l)));
            is_graph(&scenario.layers[l]).then(counted)
        };
        Structure { beyond, common, degrees: layers.map(table).collect() }
    }

    /// D − C: contacts that were not invited before.
    pub fn new_ones(&self) -> Vec<Vec<f64>> {
        let row = |(beyond, common): (&Vec<f64>, &Vec<f64>)| {
            beyond.iter().zip(common).map(|(all, known)| all - known).collect()
        };
        self.beyond.iter().zip(&self.common).map(row).collect()
    }

    /// C/D over a layer: share of the next invitations that meet who was invited before; 0 without contacts.
    pub fn met_before(&self, layer: LayerIndex) -> f64 {
        let (beyond, common) = (self.beyond[layer][layer], self.common[layer][layer]);
        if beyond > 0.0 { common / beyond } else { 0.0 }
    }
}

/// Number of persons whose contacts are made.
fn persons(scenario: &Scenario, world: &World) -> u32 {
    let agents = scenario.market.agents;
    let fixed = |layer: &LayerSpec| matches!(layer.generator, GeneratorSpec::File(_) | GeneratorSpec::Grid { .. });
    let ends = |layer: &LayerSpec| if is_graph(layer) { mean_degree(layer, agents, world) } else { 0.0 };
    let each: f64 = scenario.layers.iter().map(ends).sum();
    if each == 0.0 || scenario.layers.iter().any(fixed) { agents } else { agents.min((MOST_ENDS / each) as u32).max(1) }
}

/// The mean over ends of contacts in layer l of the number of other contacts in layer m; of common ones, or of all.
fn mean(scenario: &Scenario, contacts: &ContactLayers, world: &World, (l, m): (usize, usize), common: bool) -> f64 {
    let specs = &scenario.layers;
    if !is_graph(&specs[m]) {
        return if common { 0.0 } else { mean_degree(&specs[m], scenario.market.agents, world) };
    }
    if !is_graph(&specs[l]) {
        let ends = (0..contacts.persons()).map(|person| f64::from(contacts.degree(person, m))).sum::<f64>();
        return if common { 0.0 } else { ends / f64::from(contacts.persons()) };
    }
    let (mut ends, mut found) = (0.0, 0.0);
    let step = (contacts.persons() / SAMPLE).max(1);
    for i in (0..contacts.persons()).step_by(step as usize) {
        for j in contacts.in_layer(i, l) {
            ends += 1.0;
            let others = contacts.in_layer(j, m).filter(|other| *other != i);
            found +=
                if common { others.filter(|other| knows(contacts, i, *other)).count() } else { others.count() } as f64;
        }
    }
    if ends > 0.0 { found / ends } else { 0.0 }
}

/// Whether two persons are contacts in any stored layer.
fn knows(contacts: &ContactLayers, one: PersonIndex, other: PersonIndex) -> bool {
    contacts.of(one).binary_search_by_key(&other, |end| contacts.person(*end)).is_ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::scenario::{Overrides, load_text};

    fn structure(layer: &str, agents: u32) -> Structure {
        let text = format!(
            "start = 2001-01-01\nend = 2001-02-01\nmarket = {{ agents = {agents}, potential = {agents} }}\n\
             [contacts.all.{layer}\n[platforms.x]\nlaunch = 2001-01-01\ninvite = {{ all = \"1%/day\" }}"
        );
        let scenario = load_text(&text, Path::new("x.toml"), &Overrides::default()).unwrap().scenario;
        Structure::of(&scenario, &World::central(7), NonZeroUsize::MIN)
    }

    /// Caves of n persons: everybody beyond a contact is known already. A ring with four contacts: of the three others of a contact at distance 1 two
    /// are common, at distance 2 one. A grid has no triangles.
    #[test]
    fn common_contacts_of_fixed_patterns_are_counted_right() {
        let ring = structure("ring_lattice]\ndegree = 4", 500);
        assert!((ring.beyond[0][0] - 3.0).abs() < 1e-12 && (ring.common[0][0] - 1.5).abs() < 1e-12, "{ring:?}");
        let grid = structure("grid]\nwidth = 20", 400);
        assert!((grid.beyond[0][0] - 3.0).abs() < 1e-12 && grid.met_before(0).abs() < 1e-12, "{grid:?}");
        let mixed = structure("well_mixed]", 400);
        assert!((mixed.beyond[0][0] - 399.0).abs() < 1e-12 && mixed.degrees == [None], "{mixed:?}");
    }

    /// Erdős–Rényi with mean 8 among 20,000: κ = 8 ± 4 standard errors over 1,000 persons, clustering 8/20,000.
    #[test]
    fn random_graphs_have_the_mean_excess_degree_of_their_law() {
        let random = structure("erdos_renyi]\nmean_degree = 8", 20_000);
        assert!((random.beyond[0][0] - 8.0).abs() < 0.15 && random.met_before(0) < 0.002, "{random:?}");
    }
}
