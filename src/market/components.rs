//! Structural diversity: how many groups, unconnected with each other, a person's contacts on a platform form.
//!
//! g = Σ over the connected components of the graph of those contacts and of the contacts of the same layer between them, each component
//! counted with the largest weight of its members: 1 for a user of the platform, less for one of a [compatible](super::Compatible) platform. It
//! has no unit. Source: Ugander, Backstrom, Marlow & Kleinberg 2012, *Structural diversity in social contagion*, PNAS 109:5962: who was
//! invited to Facebook joined by the number of components, not of contacts.

use crate::contacts::ContactLayers;
use crate::units::{LayerIndex, PersonIndex};

/// g of a person over a stored layer, given the weight of each contact; those of weight 0 do not count.
pub fn components(
    contacts: &ContactLayers,
    person: PersonIndex,
    layer: LayerIndex,
    weight: impl Fn(PersonIndex) -> f32,
) -> f32 {
    Groups::new(contacts, person, layer, weight).total()
}

/// The members of each group, ascending, given the weight of each contact.
pub fn groups(
    contacts: &ContactLayers,
    person: PersonIndex,
    layer: LayerIndex,
    weight: impl Fn(PersonIndex) -> f32,
) -> Vec<Vec<PersonIndex>> {
    Groups::new(contacts, person, layer, weight).sets()
}

/// Disjoint sets of contacts, in ascending order; the first member of each set stands for it.
#[derive(Default)]
struct Groups {
    members: Vec<PersonIndex>,
    weights: Vec<f32>,
    /// A member of the same set that stands before this one, or itself.
    before: Vec<usize>,
}

impl Groups {
    fn new(
        contacts: &ContactLayers,
        person: PersonIndex,
        layer: LayerIndex,
        weight: impl Fn(PersonIndex) -> f32,
    ) -> Groups {
        let mut groups = Groups::default();
        for other in contacts.in_layer(person, layer) {
            groups.add(other, weight(other));
        }
        for position in 1..groups.members.len() {
            groups.connect(position, contacts.in_layer(groups.members[position], layer));
        }
        groups
    }

    fn add(&mut self, member: PersonIndex, weight: f32) {
        if weight > 0.0 {
            self.before.push(self.members.len());
            self.members.push(member);
            self.weights.push(weight);
        }
    }

    fn first(&mut self, mut position: usize) -> usize {
        while self.before[position] != position {
            self.before[position] = self.before[self.before[position]];
            position = self.before[position];
        }
        position
    }

    /// Unites a member's set with those of the members before it that it knows; both lists ascend.
    fn connect(&mut self, position: usize, known: impl Iterator<Item = PersonIndex>) {
        let (mut at, own) = (0, self.members[position]);
        for other in known.take_while(|other| *other < own) {
            while self.members[at] < other {
                at += 1;
            }
            if self.members[at] == other {
                let (a, b) = (self.first(at), self.first(position));
                let (first, second) = (a.min(b), a.max(b));
                self.before[second] = first;
                self.weights[first] = self.weights[first].max(self.weights[second]);
            }
        }
    }

    fn total(&self) -> f32 {
        (0..self.members.len())
            .filter(|&position| self.before[position] == position)
            .map(|first| self.weights[first])
            .sum()
    }

    fn sets(mut self) -> Vec<Vec<PersonIndex>> {
        let mut sets = vec![Vec::new(); self.members.len()];
        for position in 0..self.members.len() {
            let first = self.first(position);
            sets[first].push(self.members[position]);
        }
        sets.retain(|set| !set.is_empty());
        sets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Person 0 knows 1 to 7, of whom 1–2–3 are a chain, 4–5 a pair, 6 and 7 strangers; 8 connects 6 and 7 but is unknown to 0.
    fn circle() -> ContactLayers {
        let mut pairs: Vec<(u32, u32)> = (1..8).map(|other| (0, other)).collect();
        pairs.extend([(1, 2), (2, 3), (4, 5), (6, 8), (7, 8)]);
        ContactLayers::from_edges(9, &[pairs])
    }

    fn number(users: &[u32]) -> f32 {
        components(&circle(), 0, 0, |other| if users.contains(&other) { 1.0 } else { 0.0 })
    }

    #[test]
    fn groups_are_counted_not_members() {
        for (users, expected) in [
            (&[][..], 0.0),
            (&[2], 1.0),
            (&[1, 2, 3], 1.0),
            (&[1, 3], 2.0),
            (&[1, 2, 4, 5], 2.0),
            (&[1, 2, 3, 4, 5, 6, 7], 4.0),
            (&[6, 7, 8], 2.0),
        ] {
            assert!((number(users) - expected).abs() < f32::EPSILON, "{users:?}");
        }
    }

    #[test]
    fn each_contact_belongs_to_one_group() {
        let weight = |other: u32| if [1, 2, 3, 5, 6, 7].contains(&other) { 1.0 } else { 0.0 };
        let found = groups(&circle(), 0, 0, weight);
        assert_eq!(found, [vec![1, 2, 3], vec![5], vec![6], vec![7]]);
    }

    #[test]
    fn a_group_weighs_as_much_as_its_heaviest_member() {
        let weight = |other: u32| [0.0, 0.25, 0.5, 0.125, 1.0, 0.25, 0.5, 0.0, 1.0][other as usize];
        assert!((components(&circle(), 0, 0, weight) - (0.5 + 1.0 + 0.5)).abs() < f32::EPSILON);
    }
}
