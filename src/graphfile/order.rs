//! An order of the persons in which contacts are near each other: greedily, who has most contacts in the window.
//!
//! The window holds the last 1,024 persons that were given a place. The next place goes to whoever has most contacts in it; of
//! several, to one who came up lately; if nobody has any, to the person with the fewest contacts of those who are left. So a
//! circle of friends is finished before the next one begins, and most contacts come to lie in the same few pages of memory. The
//! idea is that of Wei, Yu, Lu & Lin 2016 (*Speedup graph processing by graph ordering*), whose score also counts contacts in
//! common. Linear time; 12 bytes a person and 16 a pair while it is made. One choice follows from the one before; what comes
//! before and after the choices is done by several threads.
//!
//! A million persons as the acquaintance generator makes them (mean degree 20), called in random order: contacts within 1,000
//! places of each other are .58 of all (.35 in the generator's own order, .14 breadth first, .002 as they came).

use std::collections::VecDeque;

use super::pairs::{Below, Pairs};
use crate::parallel::{Parted, cores};

/// Persons in the window.
const WINDOW: usize = 1024;

/// The place of each person among all layers, and the layers with the persons there. Persons without contacts stand last, in
/// their old order.
pub(super) fn near(layers: &[Pairs]) -> (Vec<u32>, Vec<Pairs>) {
    let threads = cores();
    let sides: Vec<Sides> = layers.iter().map(|above| Sides { above, below: above.below(threads) }).collect();
    let order = greedy(&sides, WINDOW);
    drop(sides);
    let mut place = vec![0; order.len()];
    (0..).zip(&order).for_each(|(at, person)| place[*person as usize] = at);
    let layers = layers.iter().map(|pairs| pairs.placed(&place, pairs.persons(), threads)).collect();
    (place, layers)
}

/// The pairs of a layer from both sides.
struct Sides<'p> {
    above: &'p Pairs,
    below: Below,
}

impl Sides<'_> {
    /// All contacts of a person, ascending.
    #[inline]
    fn of(&self, person: u32) -> impl Iterator<Item = u32> + '_ {
        self.below.of(person).iter().chain(self.above.of(person)).copied()
    }

    /// Number of contacts of a person.
    fn degree(&self, person: u32) -> usize {
        self.below.of(person).len() + self.above.of(person).len()
    }
}

/// The persons in the order of their places.
fn greedy(sides: &[Sides], window: usize) -> Vec<u32> {
    let persons = sides.first().map_or(0, |sides| sides.above.persons());
    let window = window.min(usize::from(MOST) / sides.len().max(1));
    let mut first = by_degree(persons, |person| sides.iter().map(|sides| sides.degree(person)).sum()).into_iter();
    let mut left = Left::new(persons);
    let mut inside = Inside::default();
    let mut order: Vec<u32> = Vec::with_capacity(persons as usize);
    while let Some(person) = left.most_in_window().or_else(|| first.find(|person| !left.is_placed(*person))) {
        left.take(person);
        if order.len() >= window {
            inside.first_leaves().for_each(|contact| left.lower(contact));
        }
        left.raise_all(inside.comes(sides.iter().flat_map(|sides| sides.of(person))));
        order.push(person);
    }
    order
}

/// All persons by their number of contacts, those without any last.
fn by_degree(persons: u32, degree: impl Fn(u32) -> usize) -> Vec<u32> {
    let most = (0..persons).map(&degree).max().unwrap_or(0);
    let class = |person| degree(person).checked_sub(1).unwrap_or(most);
    Parted::new(most + 1, || (0..persons).map(|person| (class(person), person))).into_rows().1
}

/// The contacts of those in the window, one person after the other in a ring. Kept beside, since who leaves is long out of reach
/// of the processor.
#[derive(Default)]
struct Inside {
    degrees: VecDeque<usize>,
    contacts: VecDeque<u32>,
    last: Vec<u32>,
}

impl Inside {
    /// Adds the contacts of a person, and returns them.
    fn comes(&mut self, contacts: impl Iterator<Item = u32>) -> &[u32] {
        self.last.clear();
        self.last.extend(contacts);
        self.degrees.push_back(self.last.len());
        self.contacts.extend(&self.last);
        &self.last
    }

    /// The contacts of who came first, who leaves.
    fn first_leaves(&mut self) -> impl Iterator<Item = u32> + '_ {
        let degree = self.degrees.pop_front().unwrap_or(0);
        self.contacts.drain(..degree)
    }
}

/// Persons without a place, by the number of their contacts in the window.
///
/// Who gets one contact more there is put on the list of that number. Who gets one less stays, and moves down when the list
/// is looked at: most get other contacts before. So a change touches four bytes of a person, and no list.
struct Left {
    persons: Vec<Standing>,
    /// By number of contacts in the window; who is on another list too counts where they were put last.
    lists: Vec<Vec<u32>>,
}

/// Where a person stands.
#[derive(Clone, Copy, Default)]
struct Standing {
    /// Contacts in the window.
    score: u16,
    /// The list that the person was put on last, never below the score; 0 is none.
    list: u16,
}

/// The score of who has a place.
const PLACED: u16 = u16::MAX;
/// The highest score.
const MOST: u16 = PLACED - 1;

impl Left {
    fn new(persons: u32) -> Left {
        Left { persons: vec![Standing::default(); persons as usize], lists: Vec::new() }
    }

    fn is_placed(&self, person: u32) -> bool {
        self.persons[person as usize].score == PLACED
    }

    /// Who has most contacts in the window; `None` if nobody has any.
    fn most_in_window(&mut self) -> Option<u32> {
        while let Some(list) = self.lists.len().checked_sub(1) {
            let Some(person) = self.lists[list].pop() else {
                self.lists.pop();
                continue;
            };
            let Standing { score, list: own } = self.persons[person as usize];
            if score == PLACED || usize::from(own) != list {
                continue;
            }
            if usize::from(score) == list && score > 0 {
                return Some(person);
            }
            self.persons[person as usize].list = score;
            if score > 0 {
                self.lists[usize::from(score)].push(person);
            }
        }
        None
    }

    fn take(&mut self, person: u32) {
        self.persons[person as usize].score = PLACED;
    }

    /// One contact more in the window for each of these.
    fn raise_all(&mut self, contacts: &[u32]) {
        // All are looked at before any is decided on, so that the processor waits for them together.
        let look = |contact: &u32| u32::from(self.persons[*contact as usize].list);
        std::hint::black_box(contacts.iter().map(look).sum::<u32>());
        for contact in contacts {
            self.raise(*contact);
        }
    }

    #[inline]
    fn raise(&mut self, person: u32) {
        let standing = &mut self.persons[person as usize];
        if standing.score == PLACED {
            return;
        }
        standing.score += 1;
        if standing.score > standing.list {
            standing.list = standing.score;
            let list = usize::from(standing.score);
            if self.lists.len() <= list {
                self.lists.resize_with(list + 1, Vec::new);
            }
            self.lists[list].push(person);
        }
    }

    /// One contact less in the window.
    #[inline]
    fn lower(&mut self, person: u32) {
        let score = &mut self.persons[person as usize].score;
        *score -= u16::from(*score != PLACED);
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use proptest::prelude::*;

    use super::*;
    use crate::graphfile::people::tests::graph;

    /// The mean distance between contacts.
    fn distance(pairs: &Pairs) -> f64 {
        pairs.iter().map(|(i, j)| f64::from(j - i)).sum::<f64>() / pairs.len() as f64
    }

    fn placed(pairs: &Pairs) -> Pairs {
        near(std::slice::from_ref(pairs)).1.remove(0)
    }

    proptest! {
        /// Each choice against a count from the definition, in one layer and in two.
        #[test]
        fn the_next_is_always_one_with_most_contacts_in_the_window(
            layers in prop::collection::vec(prop::collection::vec((0..20u32, 0..20u32), 0..50), 1..3), window in 1..6usize,
        ) {
            let layers: Vec<Pairs> = layers.iter().map(|pairs| graph(20, pairs).pairs).collect();
            let sides: Vec<Sides> = layers.iter().map(|above| Sides { above, below: above.below(NonZeroUsize::MIN) }).collect();
            let order = greedy(&sides, window);
            let mut everybody = order.clone();
            everybody.sort_unstable();
            prop_assert_eq!(everybody, (0..20).collect::<Vec<_>>());
            let knows = |i: u32, j: u32| {
                layers.iter().filter(|pairs| pairs.iter().any(|pair| pair == (i.min(j), i.max(j)))).count()
            };
            let degree = |i: u32| (0..20).map(|j| knows(i, j)).sum::<usize>();
            for (at, &person) in order.iter().enumerate() {
                let inside = &order[at.saturating_sub(window)..at];
                let score = |person: u32| inside.iter().map(|other| knows(person, *other)).sum::<usize>();
                let best = order[at..].iter().map(|other| score(*other)).max();
                prop_assert_eq!(Some(score(person)), best);
                if best == Some(0) {
                    let few = |person: u32| degree(person).wrapping_sub(1);
                    prop_assert!(order[at..].iter().all(|other| few(person) <= few(*other)));
                }
            }
        }

        #[test]
        fn all_layers_are_placed_alike(
            phone in prop::collection::vec((0..30u32, 0..30u32), 0..60), qq in prop::collection::vec((0..30u32, 0..30u32), 0..60),
        ) {
            let layers = [graph(30, &phone).pairs, graph(30, &qq).pairs];
            let (place, new) = near(&layers);
            for (old, new) in layers.iter().zip(&new) {
                prop_assert_eq!(&old.placed(&place, 30, NonZeroUsize::MIN), new);
            }
        }
    }

    /// A path has mean distance 1, a ring 1.998 (all steps are 1 but the one that closes it), whatever their persons are called.
    #[test]
    fn a_scrambled_path_and_ring_are_laid_straight() {
        let scramble = |i: u32| i * 389 % 1000;
        let path: Vec<(u32, u32)> = (0..999).map(|i| (scramble(i), scramble(i + 1))).collect();
        let ring: Vec<(u32, u32)> = (0..1000).map(|i| (scramble(i), scramble((i + 1) % 1000))).collect();
        for (pairs, expected) in [(path, 1.0), (ring, 1.998)] {
            let found = distance(&placed(&graph(1000, &pairs).pairs));
            assert!((found - expected).abs() < 1e-9, "{found}");
        }
    }

    /// 200 cliques of 10 in a ring, scrambled: contacts are 667 apart in the mean; within cliques that lie together 11/3.
    #[test]
    fn cliques_come_to_lie_together() {
        let scramble = |i: u32| i * 787 % 2000;
        let clique = |first: u32| (0..10).flat_map(move |a| (0..a).map(move |b| (first + a, first + b)));
        let bridges = (0..200).map(|clique| (10 * clique, (10 * clique + 11) % 2000));
        let pairs = (0..200).flat_map(|number| clique(10 * number)).chain(bridges);
        let pairs: Vec<(u32, u32)> = pairs.map(|(i, j)| (scramble(i), scramble(j))).collect();
        let pairs = graph(2000, &pairs).pairs;
        let found = distance(&placed(&pairs));
        assert!(distance(&pairs) > 400.0 && found < 6.0, "{found}");
    }
}
