//! Communities: how much contacts stay within towns, clans or audiences.

use crate::contacts::ContactLayers;
use crate::units::LayerIndex;

/// How a division of the persons into communities shows in a stored layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Communities {
    /// Number of communities.
    pub number: u32,
    /// Share of the contacts whose two persons belong to the same one; NaN without contacts.
    pub inside: f64,
    /// The same share if contacts were made at random by persons with the same degrees, Σ (D_c / 2m)²: D_c contacts of
    /// the members of c, m pairs.
    pub by_chance: f64,
}

impl Communities {
    /// Modularity: the share inside less that by chance (Newman & Girvan 2004, *Finding and evaluating community
    /// structure in networks*).
    pub fn modularity(&self) -> f64 {
        self.inside - self.by_chance
    }
}

/// How communities show in a stored layer; `of` names the community of each person, 0 to `number` − 1.
///
/// # Panics
/// When `of` has no entry for a person, or names a community beyond the last.
pub fn communities(contacts: &ContactLayers, layer: LayerIndex, of: &[u32], number: u32) -> Communities {
    let mut ends = vec![0u64; number as usize];
    let mut inside = 0u64;
    for i in 0..contacts.persons() {
        let own = of[i as usize];
        for j in contacts.in_layer(i, layer) {
            ends[own as usize] += 1;
            inside += u64::from(of[j as usize] == own);
        }
    }
    let all = ends.iter().sum::<u64>() as f64;
    let by_chance = ends.iter().map(|&ends| (ends as f64 / all) * (ends as f64 / all)).sum();
    Communities { number, inside: inside as f64 / all, by_chance }
}

/// Pairs of contacts of a stored layer between each two communities: row a, column b holds those with one person in a
/// and one in b.
///
/// # Panics
/// As [`communities`].
pub fn contacts_between(contacts: &ContactLayers, layer: LayerIndex, of: &[u32], number: u32) -> Vec<Vec<u64>> {
    let mut between = vec![vec![0; number as usize]; number as usize];
    for (i, j) in contacts.pairs(layer) {
        let (a, b) = (of[i as usize] as usize, of[j as usize] as usize);
        between[a][b] += 1;
        if a != b {
            between[b][a] += 1;
        }
    }
    between
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::small::{self, knows};
    use super::*;

    /// Two triangles with a bridge: 6 of 7 contacts inside, Q = 6/7 − 1/2 (Newman & Girvan's definition by hand).
    #[test]
    fn two_triangles_with_a_bridge() {
        let pairs = vec![(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)];
        let contacts = ContactLayers::from_edges(6, &[pairs]);
        let of = [0, 0, 0, 1, 1, 1];
        let found = communities(&contacts, 0, &of, 2);
        assert!((found.inside - 6.0 / 7.0).abs() < 1e-12 && (found.modularity() - 5.0 / 14.0).abs() < 1e-12);
        assert_eq!(contacts_between(&contacts, 0, &of, 2), [[3, 1], [1, 3]]);
    }

    proptest! {
        /// Q = 1/2m · Σᵢⱼ (Aᵢⱼ − dᵢdⱼ/2m) δ(cᵢ, cⱼ), over all pairs of persons.
        #[test]
        fn modularity_is_that_of_its_definition(contacts in small::graph(), seed: u64) {
            let n = contacts.persons();
            let of: Vec<u32> = (0..n).map(|i| (seed >> (2 * i % 64) & 3) as u32).collect();
            let ends = contacts.len() as f64;
            let mut modularity = 0.0;
            let mut between = vec![vec![0u64; 4]; 4];
            for i in 0..n {
                for j in 0..n {
                    let (a, b) = (of[i as usize], of[j as usize]);
                    let linked = knows(&contacts, i, j);
                    if a == b {
                        let expected = f64::from(contacts.degree(i, 0) * contacts.degree(j, 0)) / ends;
                        modularity += (f64::from(u8::from(linked)) - expected) / ends;
                    }
                    between[a as usize][b as usize] += u64::from(linked && (a != b || i < j));
                }
            }
            let found = communities(&contacts, 0, &of, 4);
            prop_assert!(ends == 0.0 || (found.modularity() - modularity).abs() < 1e-12);
            prop_assert_eq!(contacts_between(&contacts, 0, &of, 4), between);
        }
    }
}
