//! Placement: which persons a platform begins with, or a campaign turns to first.
//!
//! Of the eligible persons, so many are chosen, in this order:
//!
//! - random: the distinct persons among i₀, i₁, …, each drawn by address among all;
//! - hubs: descending by the number of contacts d_i in a layer;
//! - cluster: a person drawn as at random, then those nearest by contacts in a layer, breadth first and through eligible persons only;
//!   when none is left, another person is drawn, and so on;
//! - first movers: ascending by the tick in which they first joined a rival; only those who have.
//!
//! Equals are put in order by a word of the person's own address. Two adjacent persons are a cluster of two.
//!
//! Sources: where a spreading begins decides how far it comes. Kempe, Kleinberg & Tardos (2003, KDD) compare most connected, central
//! and random seeds under a budget of persons; in Banerjee et al. (2013, Science 341:1236498) the position of the persons told
//! first explains how many take up a loan; Centola & Macy (2007, Am. J. Sociol. 113:702) let complex contagions begin with
//! neighbors.

use crate::contacts::ContactLayers;
use crate::rng::Stream;
use crate::scenario::Placement;
use crate::units::{LayerIndex, PersonIndex, Tick};

/// How many persons are tried for each wanted one before the rest is taken in order.
const TRIES: u64 = 64;
/// Index of the stream below, which puts equals in order.
const EQUALS: u64 = 1;

/// At most so many of the eligible persons, in the order of the placement.
///
/// `first_join` tells the tick in which a person first joined a platform, [`Tick::MAX`] for who never has.
pub fn choose(
    placement: Placement,
    wanted: u32,
    stream: Stream,
    contacts: &ContactLayers,
    first_join: impl Fn(usize, PersonIndex) -> Tick,
    eligible: impl Fn(PersonIndex) -> bool,
) -> Vec<PersonIndex> {
    let everybody = (0..contacts.persons()).filter(|&person| eligible(person));
    let equals = stream.below(EQUALS);
    match placement {
        Placement::Random => Chosen::new(wanted, contacts, eligible).by_lot(stream, |_| ()),
        Placement::Cluster { layer } => {
            Chosen::new(wanted, contacts, eligible).by_lot(stream, |chosen| chosen.spread(layer, equals))
        }
        Placement::Hubs { layer } => {
            let rank = |person| (u32::MAX - contacts.degree(person, layer), person);
            foremost(wanted, equals, everybody.map(rank))
        }
        Placement::FirstMovers { rival } => {
            let rank = everybody.map(|person| (first_join(rival, person), person));
            foremost(wanted, equals, rank.filter(|(tick, _)| *tick != Tick::MAX))
        }
    }
}

/// The persons of the lowest ranks.
fn foremost(wanted: u32, equals: Stream, ranked: impl Iterator<Item = (u32, PersonIndex)>) -> Vec<PersonIndex> {
    let mut ranked: Vec<_> = ranked.map(|(rank, person)| (rank, equals.word(u64::from(person)), person)).collect();
    let wanted = wanted as usize;
    if wanted < ranked.len() {
        ranked.select_nth_unstable(wanted);
        ranked.truncate(wanted);
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, _, person)| person).collect()
}

/// Persons chosen so far.
struct Chosen<'c, E> {
    wanted: usize,
    contacts: &'c ContactLayers,
    eligible: E,
    taken: Vec<bool>,
    order: Vec<PersonIndex>,
}

impl<'c, E: Fn(PersonIndex) -> bool> Chosen<'c, E> {
    fn new(wanted: u32, contacts: &'c ContactLayers, eligible: E) -> Self {
        let wanted = wanted.min(contacts.persons()) as usize;
        let taken = vec![false; contacts.persons() as usize];
        Chosen { wanted, contacts, eligible, taken, order: Vec::with_capacity(wanted) }
    }

    /// Draws persons until there are enough; what each of them brings along comes right after.
    fn by_lot(mut self, stream: Stream, bring: impl Fn(&mut Self)) -> Vec<PersonIndex> {
        let persons = self.contacts.persons();
        let draw = |attempt| stream.under(attempt, u64::from(persons)) as PersonIndex;
        for person in (0..TRIES * self.wanted as u64).map(draw).chain(0..persons) {
            if self.order.len() == self.wanted {
                break;
            }
            if self.take(person) {
                bring(&mut self);
            }
        }
        self.order
    }

    /// Takes a person who is eligible and not taken yet, while more are wanted.
    fn take(&mut self, person: PersonIndex) -> bool {
        let takes = self.order.len() < self.wanted && !self.taken[person as usize] && (self.eligible)(person);
        if takes {
            self.taken[person as usize] = true;
            self.order.push(person);
        }
        takes
    }

    /// Takes all who are reached over a layer from the person taken last, breadth first.
    fn spread(&mut self, layer: LayerIndex, equals: Stream) {
        let mut next = self.order.len() - 1;
        while next < self.order.len() && self.order.len() < self.wanted {
            let mut others: Vec<PersonIndex> = self.contacts.in_layer(self.order[next], layer).collect();
            others.sort_unstable_by_key(|&other| (equals.word(u64::from(other)), other));
            for other in others {
                self.take(other);
            }
            next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;
    use crate::rng::World;

    const NOBODY_JOINED: fn(usize, PersonIndex) -> Tick = |_, _| Tick::MAX;

    fn stream(seed: u64) -> Stream {
        World { seed, replicate: 0 }.stream("placement")
    }

    fn picked(
        placement: Placement,
        wanted: u32,
        contacts: &ContactLayers,
        eligible: impl Fn(PersonIndex) -> bool,
    ) -> Vec<PersonIndex> {
        choose(placement, wanted, stream(7), contacts, NOBODY_JOINED, eligible)
    }

    /// A star around 0 (1 to 5), a triangle (6, 7, 8), and 9 alone.
    fn small() -> ContactLayers {
        let edges = vec![(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (6, 7), (6, 8), (7, 8)];
        ContactLayers::from_edges(10, &[edges])
    }

    #[test]
    fn hubs_are_those_with_the_most_contacts() {
        let found = picked(Placement::Hubs { layer: 0 }, 4, &small(), |_| true);
        assert_eq!(found[0], 0);
        assert_eq!(found[1..].iter().copied().collect::<BTreeSet<_>>(), BTreeSet::from([6, 7, 8]));
        let found = picked(Placement::Hubs { layer: 0 }, 3, &small(), |person| person != 0);
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), BTreeSet::from([6, 7, 8]));
    }

    #[test]
    fn first_movers_come_in_the_order_of_their_joining() {
        let joined = |rival: usize, person: PersonIndex| {
            assert_eq!(rival, 2);
            if person < 6 { 20 - person } else { Tick::MAX }
        };
        let first = |wanted| {
            let placement = Placement::FirstMovers { rival: 2 };
            choose(placement, wanted, stream(1), &small(), joined, |person| person != 4)
        };
        assert_eq!(first(3), [5, 3, 2]);
        assert_eq!(first(9), [5, 3, 2, 1, 0], "who never joined is no first mover");
    }

    #[test]
    fn a_cluster_of_two_is_a_pair_of_contacts() {
        let ring: Vec<(u32, u32)> = (0..50).map(|i| (i, (i + 1) % 50)).map(|(i, j)| (i.min(j), i.max(j))).collect();
        let mut ring = ring;
        ring.sort_unstable();
        let ring = ContactLayers::from_edges(50, &[ring]);
        for seed in 0..20 {
            let found = choose(Placement::Cluster { layer: 0 }, 2, stream(seed), &ring, NOBODY_JOINED, |_| true);
            assert!(ring.in_layer(found[0], 0).any(|other| other == found[1]), "{found:?}");
        }
    }

    #[test]
    fn everybody_is_as_likely_at_random() {
        let contacts = ContactLayers::from_edges(20, &[Vec::new()]);
        let mut times = [0u32; 20];
        for seed in 0..4000 {
            for person in choose(Placement::Random, 5, stream(seed), &contacts, NOBODY_JOINED, |_| true) {
                times[person as usize] += 1;
            }
        }
        // Binomial(4000, 1/4): 1000 ± 27.4.
        assert!(times.iter().all(|&n| (f64::from(n) - 1000.0).abs() < 5.0 * 27.4), "{times:?}");
    }

    /// Steps from the person over the eligible, by brute force.
    fn distances(contacts: &ContactLayers, from: PersonIndex, eligible: &[bool]) -> BTreeMap<PersonIndex, u32> {
        let mut found = BTreeMap::from([(from, 0)]);
        for step in 1..=contacts.persons() {
            let edge: Vec<PersonIndex> = found.iter().filter(|(_, d)| **d == step - 1).map(|(p, _)| *p).collect();
            for other in edge.into_iter().flat_map(|person| contacts.in_layer(person, 0)) {
                if eligible[other as usize] {
                    found.entry(other).or_insert(step);
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn as_many_as_wanted_are_chosen_and_eligible(
            pairs in prop::collection::btree_set((0..30u32, 0..30u32), 0..60),
            eligible in prop::collection::vec(any::<bool>(), 30),
            wanted in 0..40u32,
            seed in any::<u64>(),
        ) {
            let pairs: BTreeSet<(u32, u32)> = pairs.into_iter().filter(|(i, j)| i < j).collect();
            let contacts = ContactLayers::from_edges(30, &[pairs.into_iter().collect()]);
            let there = eligible.iter().filter(|eligible| **eligible).count();
            for placement in [Placement::Random, Placement::Hubs { layer: 0 }, Placement::Cluster { layer: 0 }] {
                let found = choose(placement, wanted, stream(seed), &contacts, NOBODY_JOINED, |p| eligible[p as usize]);
                prop_assert!(found.iter().all(|&person| eligible[person as usize]));
                prop_assert_eq!(found.len(), there.min(wanted as usize));
                prop_assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len());
                let fewer = choose(placement, wanted / 2, stream(seed), &contacts, NOBODY_JOINED, |p| eligible[p as usize]);
                if placement != Placement::Random || wanted / 2 * 64 >= 30 {
                    prop_assert_eq!(&found[..fewer.len()], &fewer[..], "a smaller budget takes the first of them");
                }
            }
            let hubs = choose(Placement::Hubs { layer: 0 }, wanted, stream(seed), &contacts, NOBODY_JOINED, |p| eligible[p as usize]);
            let least = hubs.iter().map(|&p| contacts.degree(p, 0)).min().unwrap_or(u32::MAX);
            prop_assert!((0..30).filter(|p| eligible[*p as usize] && !hubs.contains(p)).all(|p| contacts.degree(p, 0) <= least || hubs.is_empty()));
        }

        #[test]
        fn a_cluster_grows_outwards_component_by_component(
            pairs in prop::collection::btree_set((0..30u32, 0..30u32), 0..50),
            eligible in prop::collection::vec(prop::bool::weighted(0.8), 30),
            wanted in 1..30u32,
            seed in any::<u64>(),
        ) {
            let pairs: BTreeSet<(u32, u32)> = pairs.into_iter().filter(|(i, j)| i < j).collect();
            let contacts = ContactLayers::from_edges(30, &[pairs.into_iter().collect()]);
            let found = choose(Placement::Cluster { layer: 0 }, wanted, stream(seed), &contacts, NOBODY_JOINED, |p| eligible[p as usize]);
            let mut rest = &found[..];
            while let Some(&first) = rest.first() {
                let near = distances(&contacts, first, &eligible);
                let own = rest.iter().take_while(|person| near.contains_key(*person)).count();
                let steps: Vec<u32> = rest[..own].iter().map(|person| near[person]).collect();
                prop_assert!(steps.is_sorted(), "nearer persons come first: {steps:?}");
                prop_assert!(own == near.len() || own == rest.len(), "a component is exhausted before the next begins");
                rest = &rest[own..];
            }
        }
    }
}
