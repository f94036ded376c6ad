//! Contacts between groups: where the contacts of each lead, and where chance would lead them.

use super::communities::contacts_between;
use crate::contacts::ContactLayers;
use crate::units::LayerIndex;

/// Persons in groups, everybody in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// What the groups are ("blocks").
    pub what: String,
    /// Their names.
    pub names: Vec<String>,
    /// The group of each person.
    pub of: Vec<u32>,
}

impl Grouping {
    /// Number of persons of each group.
    fn sizes(&self) -> Vec<u32> {
        let mut sizes = vec![0; self.names.len()];
        self.of.iter().for_each(|&group| sizes[group as usize] += 1);
        sizes
    }

    /// Without groups that have nobody, and with `most` groups at most: the largest in their order, then all others together.
    #[must_use]
    pub fn largest(self, most: usize) -> Grouping {
        let sizes = self.sizes();
        let mut kept: Vec<usize> = (0..sizes.len()).filter(|&group| sizes[group] > 0).collect();
        let number = kept.len();
        if number > most {
            kept.sort_by_key(|&group| std::cmp::Reverse(sizes[group]));
            kept.truncate(most - 1);
            kept.sort_unstable();
        }
        let mut new = vec![kept.len() as u32; sizes.len()];
        (0..).zip(&kept).for_each(|(at, &group)| new[group] = at);
        let mut names: Vec<String> = kept.iter().map(|&group| self.names[group].clone()).collect();
        if number > most {
            names.push(format!("{} others", number - kept.len()));
        }
        Grouping { what: self.what, names, of: self.of.into_iter().map(|group| new[group as usize]).collect() }
    }
}

/// The contacts of a stored layer between groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupContacts {
    /// What the groups are.
    pub what: String,
    /// Their names.
    pub names: Vec<String>,
    /// Number of persons of each.
    pub persons: Vec<u32>,
    /// Pairs of contacts between each two, and within each.
    pub pairs: Vec<Vec<u64>>,
}

impl GroupContacts {
    /// The contacts of a layer between these groups.
    pub fn new(contacts: &ContactLayers, layer: LayerIndex, groups: Grouping) -> Self {
        let pairs = contacts_between(contacts, layer, &groups.of, groups.names.len() as u32);
        GroupContacts { persons: groups.sizes(), what: groups.what, names: groups.names, pairs }
    }

    /// Contacts of the members of a group that lead to members of another, or of the same, where each pair counts twice.
    fn ends(&self, from: usize, to: usize) -> f64 {
        self.pairs[from][to] as f64 * if from == to { 2.0 } else { 1.0 }
    }

    fn all_ends(&self, from: usize) -> f64 {
        (0..self.names.len()).map(|to| self.ends(from, to)).sum()
    }

    /// Share of the contacts of the members of a group that lead to members of another; NaN if they have none.
    pub fn share(&self, from: usize, to: usize) -> f64 {
        self.ends(from, to) / self.all_ends(from)
    }

    /// The same share, whatever the first group, if contacts were made at random by persons with the same degrees; NaN without
    /// contacts.
    pub fn by_chance(&self, to: usize) -> f64 {
        self.all_ends(to) / (0..self.names.len()).map(|group| self.all_ends(group)).sum::<f64>()
    }

    /// How many times as many contacts lead there as by chance.
    pub fn ratio(&self, from: usize, to: usize) -> f64 {
        self.share(from, to) / self.by_chance(to)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::small::{self, knows};
    use super::*;

    fn grouping(of: Vec<u32>, number: u32) -> Grouping {
        Grouping { what: "groups".into(), names: (0..number).map(|group| group.to_string()).collect(), of }
    }

    /// Two triangles and a bridge from the first: 6 of its 7 ends stay, and as many of the other's.
    #[test]
    fn two_triangles_with_a_bridge() {
        let pairs = vec![(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)];
        let found = GroupContacts::new(&ContactLayers::from_edges(6, &[pairs]), 0, grouping(vec![0, 0, 0, 1, 1, 1], 2));
        let is = |value: f64, expected: f64| assert!((value - expected).abs() < 1e-12, "{value}, not {expected}");
        is(found.share(0, 0), 6.0 / 7.0);
        is(found.share(1, 0), 1.0 / 7.0);
        is(found.by_chance(1), 0.5);
        is(found.ratio(0, 0), 12.0 / 7.0);
    }

    proptest! {
        /// Over all pairs of persons.
        #[test]
        fn shares_are_those_of_their_definition(contacts in small::graph(), seed: u64) {
            let n = contacts.persons();
            let of: Vec<u32> = (0..n).map(|i| (seed >> (2 * i % 64) & 3) as u32).collect();
            let found = GroupContacts::new(&contacts, 0, grouping(of.clone(), 4));
            let ends = |from: Option<u32>, to: Option<u32>| {
                let is = |person: u32, group: Option<u32>| group.is_none_or(|group| of[person as usize] == group);
                let linked = |i: u32| (0..n).filter(|&j| is(i, from) && is(j, to) && knows(&contacts, i, j)).count();
                (0..n).map(linked).sum::<usize>() as f64
            };
            for a in 0..4 {
                prop_assert_eq!(found.persons[a as usize] as usize, of.iter().filter(|group| **group == a).count());
                for b in 0..4 {
                    let share = ends(Some(a), Some(b)) / ends(Some(a), None);
                    let by_chance = ends(None, Some(b)) / ends(None, None);
                    for (found, expected) in [
                        (found.share(a as usize, b as usize), share), (found.by_chance(b as usize), by_chance),
                        (found.ratio(a as usize, b as usize), share / by_chance),
                    ] {
                        prop_assert!((found - expected).abs() < 1e-12 || found.is_nan() && expected.is_nan());
                    }
                }
            }
        }
    }

    #[test]
    fn the_largest_groups_stay_in_their_order_and_the_others_come_together() {
        let groups = grouping(vec![4, 4, 1, 2, 2, 2, 0, 4, 5, 5], 6).largest(3);
        assert_eq!(groups.names, ["2", "4", "3 others"]);
        assert_eq!(groups.of, [1, 1, 2, 0, 0, 0, 2, 1, 2, 2]);
        let all = grouping(vec![4, 1, 1], 6).largest(3);
        assert_eq!((all.names, all.of), (vec!["1".to_owned(), "4".to_owned()], vec![1, 0, 0]));
    }
}
