//! The vicinity of a person: those whom random walks that begin with the person meet most often, for their number of contacts.
//!
//! A walk that goes back to its beginning with probability α at each step is at person v with probability p(v), the personalized
//! PageRank. Persons in order of p(v)/d(v), d the number of contacts, fill up the communities around the beginning one after the
//! other, where breadth first takes a few of everybody's. p is found by pushing: a rest r(v) of at least ε·d(v) leaves α of itself
//! at v and hands the others on to the contacts of v in equal parts (Andersen, Chung & Lang 2006, *Local graph partitioning using
//! PageRank vectors*). ε falls until enough persons are met.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::contacts::ContactLayers;
use crate::units::PersonIndex;

/// Chance that a walk goes back to its beginning.
const ALPHA: f64 = 0.08;
/// The first ε, by what it falls, and where it ends: below, walks would go round in the same persons without meeting others.
const EPSILON: (f64, f64, f64) = (1e-3, 0.5, 1e-7);
/// So many times more persons are met than are taken, so that p tells them apart.
const MET: usize = 2;

/// At most so many persons around a person, who are connected with each other over stored contacts, the person first and those
/// nearest by random walks before the others.
pub fn vicinity(contacts: &ContactLayers, middle: PersonIndex, most: usize) -> Vec<PersonIndex> {
    let mut walk = Walk { contacts, found: BTreeMap::new(), rest: BTreeMap::from([(middle, 1.0)]) };
    let mut epsilon = EPSILON.0;
    while walk.found.len() < MET * most && epsilon > EPSILON.2 {
        walk.push(epsilon);
        epsilon *= EPSILON.1;
    }
    let near = |person: &PersonIndex, found: f64| found / degree(contacts, *person);
    let mut order: Vec<(PersonIndex, f64)> = walk.found.iter().map(|(i, found)| (*i, near(i, *found))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let others = order.into_iter().map(|(person, _)| person).filter(|person| *person != middle);
    let chosen: Vec<PersonIndex> = std::iter::once(middle).chain(others).take(most).collect();
    connected(contacts, chosen)
}

/// Number of contacts; 1 for a person without any, whose walks stay at home.
fn degree(contacts: &ContactLayers, person: PersonIndex) -> f64 {
    contacts.of(person).len().max(1) as f64
}

/// A spread of walks: what has come to stay with each person, and what is still to be handed on.
struct Walk<'a> {
    contacts: &'a ContactLayers,
    found: BTreeMap<PersonIndex, f64>,
    rest: BTreeMap<PersonIndex, f64>,
}

impl Walk<'_> {
    /// Pushes until every rest is below ε for each contact.
    fn push(&mut self, epsilon: f64) {
        let large = |person: PersonIndex, rest: f64| rest >= epsilon * degree(self.contacts, person);
        let mut waiting: VecDeque<PersonIndex> =
            self.rest.iter().filter(|(person, rest)| large(**person, **rest)).map(|(person, _)| *person).collect();
        while let Some(person) = waiting.pop_front() {
            let rest = std::mem::take(self.rest.entry(person).or_default());
            if !large(person, rest) {
                *self.rest.entry(person).or_default() += rest;
                continue;
            }
            *self.found.entry(person).or_default() += ALPHA * rest;
            let part = (1.0 - ALPHA) * rest / degree(self.contacts, person);
            for end in self.contacts.of(person) {
                let other = self.contacts.person(*end);
                let known = self.rest.entry(other).or_default();
                let before = large(other, *known);
                *known += part;
                if large(other, *known) && !before {
                    waiting.push_back(other);
                }
            }
        }
    }
}

/// Those of some persons who are connected with the first among them, in their order.
fn connected(contacts: &ContactLayers, persons: Vec<PersonIndex>) -> Vec<PersonIndex> {
    let mut beyond: BTreeSet<PersonIndex> = persons.iter().copied().collect();
    let mut waiting: Vec<PersonIndex> =
        persons.first().copied().filter(|first| beyond.remove(first)).into_iter().collect();
    while let Some(person) = waiting.pop() {
        let ends = contacts.of(person).iter().map(|end| contacts.person(*end));
        waiting.extend(ends.filter(|other| beyond.remove(other)).collect::<Vec<_>>());
    }
    persons.into_iter().filter(|person| !beyond.contains(person)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::small;
    use super::*;

    /// Cliques of ten, each joined to the next by one contact.
    fn caves(cliques: u32) -> ContactLayers {
        let clique = |c: u32| (0..10).flat_map(move |a| (0..a).map(move |b| (10 * c + a, 10 * c + b)));
        let pairs = (0..cliques).flat_map(clique).chain((1..cliques).map(|c| (10 * c - 10, 10 * c + 1)));
        ContactLayers::from_edges(10 * cliques, &[pairs.collect()])
    }

    #[test]
    fn communities_are_filled_before_the_next_is_begun() {
        let mut found = vicinity(&caves(40), 205, 10);
        found.sort_unstable();
        assert_eq!(found, (200..210).collect::<Vec<_>>());
        let mut wider = vicinity(&caves(40), 205, 30);
        wider.sort_unstable();
        assert_eq!(wider, (190..220).collect::<Vec<_>>());
    }

    /// p solves p = α·e + (1 − α)·W p, W the step of a walk: on a triangle from one corner, p = (α + (1 − α)/2·(1 − p), …).
    #[test]
    fn what_is_found_is_the_personalized_pagerank() {
        let triangle = ContactLayers::from_edges(3, &[vec![(0, 1), (1, 2), (0, 2)]]);
        let mut walk = Walk { contacts: &triangle, found: BTreeMap::new(), rest: BTreeMap::from([(0, 1.0)]) };
        walk.push(1e-12);
        let first = (ALPHA + (1.0 - ALPHA) / 2.0) / (1.0 + (1.0 - ALPHA) / 2.0);
        assert!((walk.found[&0] - first).abs() < 1e-9 && (walk.found[&1] - (1.0 - first) / 2.0).abs() < 1e-9);
    }

    #[test]
    fn who_knows_nobody_is_alone() {
        assert_eq!(vicinity(&ContactLayers::from_edges(5, &[vec![(1, 2)]]), 4, 9), [4]);
    }

    proptest! {
        #[test]
        fn a_vicinity_is_connected_and_no_larger_than_wanted(contacts in small::graph(), most in 1usize..30) {
            let found = vicinity(&contacts, 0, most);
            prop_assert!(found.len() <= most && found[0] == 0);
            prop_assert_eq!(connected(&contacts, found.clone()), found.clone());
            let mut distinct = found.clone();
            distinct.sort_unstable();
            distinct.dedup();
            prop_assert_eq!(distinct.len(), found.len());
        }
    }
}
