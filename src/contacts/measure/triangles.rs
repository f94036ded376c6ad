//! Triangles: three persons who all know each other.

use crate::contacts::ContactLayers;
use crate::units::LayerIndex;

use super::degrees::degree_of_each;

/// The triangles of a layer, and what they say about clustering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triangles {
    /// Number of triangles that each person belongs to.
    pub of_each: Vec<u64>,
    degrees: Vec<u32>,
}

/// All triangles of a stored layer.
///
/// Each pair is directed from the person with fewer contacts to the one with more (the smaller number first where they
/// have as many), and each triangle is found once, from its first person. Nobody then has more than √(2m) pairs to
/// others, so that m pairs take at most m√(2m) steps (Latapy 2008, *Main-memory triangle computations for very large
/// graphs*), on graphs of acquaintances some ten steps a pair.
pub fn triangles(contacts: &ContactLayers, layer: LayerIndex) -> Triangles {
    let degrees = degree_of_each(contacts, layer);
    let upward = Upward::new(contacts, layer, &degrees);
    let mut of_each = vec![0; degrees.len()];
    let mut known_by = vec![u32::MAX; degrees.len()];
    for i in 0..contacts.persons() {
        upward.of(i).iter().for_each(|&j| known_by[j as usize] = i);
        for &j in upward.of(i) {
            for &k in upward.of(j).iter().filter(|&&k| known_by[k as usize] == i) {
                for corner in [i, j, k] {
                    of_each[corner as usize] += 1;
                }
            }
        }
    }
    Triangles { of_each, degrees }
}

impl Triangles {
    /// Number of triangles.
    pub fn total(&self) -> u64 {
        self.of_each.iter().sum::<u64>() / 3
    }

    /// Global clustering, or transitivity: the share of all pairs of contacts of somebody who are contacts themselves, 3
    /// · triangles / Σ d(d − 1)/2 (Newman, Watts & Strogatz 2002); NaN if nobody has two contacts.
    pub fn transitivity(&self) -> f64 {
        let pairs: u64 = self.degrees.iter().map(|&degree| pairs_among(degree)).sum();
        self.of_each.iter().sum::<u64>() as f64 / pairs as f64
    }

    /// Mean local clustering, 1/N · Σ cᵢ: cᵢ = share of the pairs of i's contacts who are contacts, 0 for a person with
    /// less than two (Watts & Strogatz 1998); NaN without persons.
    pub fn local_clustering(&self) -> f64 {
        let shares = self.of_each.iter().zip(&self.degrees);
        let total: f64 = shares.map(|(&closed, &degree)| closed as f64 / pairs_among(degree).max(1) as f64).sum();
        total / self.degrees.len() as f64
    }
}

/// d(d − 1)/2.
fn pairs_among(degree: u32) -> u64 {
    let degree = u64::from(degree);
    degree * degree.saturating_sub(1) / 2
}

/// Each pair once, at the person with fewer contacts.
struct Upward {
    starts: Vec<usize>,
    others: Vec<u32>,
}

impl Upward {
    fn new(contacts: &ContactLayers, layer: LayerIndex, degrees: &[u32]) -> Self {
        let rank = |i: u32| (degrees[i as usize], i);
        let mut starts = vec![0];
        let mut others = Vec::with_capacity(degrees.iter().map(|&d| d as usize).sum::<usize>() / 2);
        for i in 0..contacts.persons() {
            others.extend(contacts.in_layer(i, layer).filter(|&j| rank(i) < rank(j)));
            starts.push(others.len());
        }
        Upward { starts, others }
    }

    fn of(&self, person: u32) -> &[u32] {
        &self.others[self.starts[person as usize]..self.starts[person as usize + 1]]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::small::{self, knows};
    use super::*;

    #[test]
    fn a_triangle_with_a_tail() {
        // Persons 0 and 1: 1; person 2 (contacts 0, 1, 3): 1/3; person 3: 0. Five pairs of contacts, three of them closed.
        let contacts = ContactLayers::from_edges(4, &[vec![(0, 1), (1, 2), (0, 2), (2, 3)]]);
        let triangles = triangles(&contacts, 0);
        assert_eq!((triangles.total(), &triangles.of_each[..]), (1, &[1, 1, 1, 0][..]));
        assert!((triangles.transitivity() - 0.6).abs() < 1e-12);
        assert!((triangles.local_clustering() - 7.0 / 12.0).abs() < 1e-12);
    }

    #[test]
    fn without_two_contacts_nothing_can_close() {
        let pair = triangles(&ContactLayers::from_edges(3, &[vec![(0, 1)]]), 0);
        assert!(pair.transitivity().is_nan() && pair.local_clustering() == 0.0);
    }

    proptest! {
        #[test]
        fn triangles_are_those_found_by_trying_all_threes(contacts in small::graph()) {
            let n = contacts.persons();
            let mut of_each = vec![0u64; n as usize];
            for i in 0..n {
                for j in i + 1..n {
                    for k in (j + 1..n).filter(|&k| knows(&contacts, i, j) && knows(&contacts, j, k) && knows(&contacts, i, k)) {
                        for corner in [i, j, k] {
                            of_each[corner as usize] += 1;
                        }
                    }
                }
            }
            let found = triangles(&contacts, 0);
            prop_assert_eq!(&found.of_each, &of_each);

            let (mut closed, mut open, mut local) = (0.0, 0.0, 0.0);
            for i in 0..n {
                let others: Vec<u32> = (0..n).filter(|&j| knows(&contacts, i, j)).collect();
                let pairs = others.iter().flat_map(|&j| others.iter().map(move |&k| (j, k))).filter(|(j, k)| j < k);
                let (mut mine, mut all) = (0.0, 0.0);
                pairs.for_each(|(j, k)| { all += 1.0; mine += f64::from(u8::from(knows(&contacts, j, k))); });
                closed += mine;
                open += all;
                local += if all > 0.0 { mine / all } else { 0.0 } / f64::from(n);
            }
            prop_assert!((found.local_clustering() - local).abs() < 1e-12);
            prop_assert!(open == 0.0 || (found.transitivity() - closed / open).abs() < 1e-12);
        }
    }
}
