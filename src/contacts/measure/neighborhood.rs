//! A neighborhood to be looked at: a person, their contacts, and the contacts of these.

use std::collections::{BTreeMap, BTreeSet};

use crate::contacts::ContactLayers;
use crate::rng::Stream;
use crate::units::{LayerIndex, PersonIndex};

/// Persons of whom the most typical is chosen.
const CANDIDATES: u64 = 64;

/// Some persons around one of them, and all contacts among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighborhood {
    /// The persons: the one in the middle, then contacts, then contacts of contacts.
    pub persons: Vec<PersonIndex>,
    /// Their distances from the one in the middle: 0, 1 or 2.
    pub distances: Vec<u32>,
    /// Contacts among them, by their places in `persons`, each once.
    pub pairs: Vec<(usize, usize)>,
    /// All contacts of the one in the middle, among whom those here were drawn.
    pub contacts: usize,
    /// All persons at distance 2 from the one in the middle, among whom those here were drawn.
    pub beyond: usize,
}

/// The person whose number of contacts is nearest to the mean, among 64 drawn; `None` without persons.
pub fn typical_person(contacts: &ContactLayers, layer: LayerIndex, stream: Stream) -> Option<PersonIndex> {
    let persons = u64::from(contacts.persons());
    let ends: u64 = (0..contacts.persons()).map(|i| u64::from(contacts.degree(i, layer))).sum();
    let off = |i: &PersonIndex| (u64::from(contacts.degree(*i, layer)) * persons).abs_diff(ends);
    (0..CANDIDATES.min(persons)).map(|nth| stream.under(nth, persons) as PersonIndex).min_by_key(off)
}

/// The neighborhood of a person in a stored layer, of at most `most` persons: all contacts or as many as have room, then as
/// many of their contacts, drawn by the addresses of the persons.
pub fn neighborhood(
    contacts: &ContactLayers,
    layer: LayerIndex,
    middle: PersonIndex,
    most: usize,
    stream: Stream,
) -> Neighborhood {
    let near: BTreeSet<PersonIndex> = contacts.in_layer(middle, layer).collect();
    let room = most.saturating_sub(1);
    let first = drawn(&near, room, stream);
    let around = near.iter().flat_map(|&i| contacts.in_layer(i, layer));
    let far: BTreeSet<PersonIndex> = around.filter(|i| *i != middle && !near.contains(i)).collect();
    // Somebody far must be seen to belong to somebody near.
    let seen: BTreeSet<PersonIndex> = first.iter().flat_map(|&i| contacts.in_layer(i, layer)).collect();
    let second = drawn(&far.intersection(&seen).copied().collect(), room - first.len(), stream);
    let distances = [(1, 0), (first.len(), 1), (second.len(), 2)];
    let persons: Vec<PersonIndex> = std::iter::once(middle).chain(first).chain(second).collect();
    let places: BTreeMap<PersonIndex, usize> = persons.iter().enumerate().map(|(place, &i)| (i, place)).collect();
    let pairs_of = |(place, &i): (usize, &PersonIndex)| {
        let others = contacts.in_layer(i, layer).filter_map(|j| places.get(&j).copied());
        others.filter(|&other| place < other).map(|other| (place, other)).collect::<Vec<_>>()
    };
    Neighborhood {
        pairs: persons.iter().enumerate().flat_map(pairs_of).collect(),
        distances: distances.iter().flat_map(|&(number, distance)| std::iter::repeat_n(distance, number)).collect(),
        persons,
        contacts: near.len(),
        beyond: far.len(),
    }
}

/// As many of some persons as there is room for, ascending: those with the lowest words.
fn drawn(persons: &BTreeSet<PersonIndex>, room: usize, stream: Stream) -> Vec<PersonIndex> {
    let mut drawn: Vec<PersonIndex> = persons.iter().copied().collect();
    drawn.sort_by_key(|&person| stream.word(u64::from(person)));
    drawn.truncate(room);
    drawn.sort_unstable();
    drawn
}

impl Neighborhood {
    /// Pairs among the contacts of the one in the middle who are contacts themselves.
    pub fn closed(&self) -> usize {
        self.pairs.iter().filter(|&&(a, b)| self.distances[a] == 1 && self.distances[b] == 1).count()
    }

    /// Number of persons at a distance from the one in the middle.
    pub fn at(&self, distance: u32) -> usize {
        self.distances.iter().filter(|&&other| other == distance).count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::persons_by_distance;
    use super::super::small::{self, knows};
    use super::*;
    use crate::rng::World;

    fn stream() -> Stream {
        World { seed: 1, replicate: 0 }.stream("neighborhood")
    }

    #[test]
    fn a_hub_shows_as_many_contacts_as_there_is_room_for() {
        let star = ContactLayers::from_edges(100, &[(1..100).map(|j| (0, j)).collect()]);
        let found = neighborhood(&star, 0, 0, 10, stream());
        assert_eq!((found.persons.len(), found.contacts, found.beyond, found.pairs.len()), (10, 99, 0, 9));
        let leaf = neighborhood(&star, 0, 7, 10, stream());
        assert_eq!((leaf.persons[..2].to_vec(), leaf.contacts, leaf.beyond, leaf.at(2)), (vec![7, 0], 1, 98, 8));
    }

    #[test]
    fn the_typical_person_has_about_the_mean_number_of_contacts() {
        let pairs = (0..200).flat_map(|i| (1..=i % 9).map(move |k| (i, (i + 20 * k) % 200))).collect();
        let contacts = ContactLayers::from_edges(200, &[pairs]);
        let mean = contacts.len() as f64 / 200.0;
        let typical = typical_person(&contacts, 0, stream()).expect("there are persons");
        assert!((f64::from(contacts.degree(typical, 0)) - mean).abs() < 1.0);
        assert_eq!(typical_person(&ContactLayers::from_edges(0, &[vec![]]), 0, stream()), None);
    }

    proptest! {
        #[test]
        fn a_neighborhood_is_the_part_of_the_graph_around_a_person(contacts in small::graph(), most in 1usize..30) {
            let found = neighborhood(&contacts, 0, 0, most, stream());
            let shells = persons_by_distance(&contacts, 0, 0);
            let shell = |distance: usize| shells.get(distance).map_or(0, |&persons| persons as usize);
            prop_assert_eq!((found.contacts, found.beyond), (shell(1), shell(2)));
            prop_assert_eq!(found.persons.len(), found.distances.len());
            prop_assert!(found.persons.len() <= most);
            prop_assert!(found.at(1) == shell(1).min(most - 1));
            let mut pairs = 0;
            for (a, &i) in found.persons.iter().enumerate() {
                for (b, &j) in found.persons.iter().enumerate().skip(a + 1) {
                    prop_assert!(i != j);
                    pairs += usize::from(knows(&contacts, i, j));
                    prop_assert_eq!(knows(&contacts, i, j), found.pairs.contains(&(a, b)));
                }
            }
            prop_assert_eq!(found.pairs.len(), pairs);
            let towards = |place: usize| found.pairs.iter().any(|&(a, b)| b == place && found.distances[a] + 1 == found.distances[b]);
            prop_assert!((1..found.persons.len()).all(towards), "everybody hangs on somebody nearer");
        }
    }
}
