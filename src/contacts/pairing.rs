//! Pairing of stubs: a random graph in which every person has exactly the contacts they hold stubs for.
//!
//! All stubs are brought into random order (`shuffle`) and paired two by two (Bollobás 1980), which leaves each person a row of
//! contacts; several threads do both. Flaws, that is loops, repetitions and pairs that a rule bars, are then
//! switched with random other pairs, (i, j)(k, l) → (i, k)(j, l), in the order of the persons, which keeps all degrees (McKay &
//! Wormald 1990). Flaws are few, and how many does not grow with the number of persons as long as degrees do not: their
//! switches need no second thread.
//!
//! A pairing takes eight bytes a stub while it is made and four thereafter; eight and four a person.

use std::num::NonZeroUsize;
use std::ops::Range;

use super::generator::{blocks_of, persons_of};
use super::offsets::Offsets;
use super::rows::part_width;
use super::scatter::{Ends, scatter};
use super::shuffle::shuffled_stubs;
use crate::parallel::{in_order, side_by_side};
use crate::rng::Stream;

/// How often a pair is switched at random before its flaw is left.
const SWITCHES: u64 = 1000;

/// Whom each person is joined to, ascending, once for each stub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    rows: Offsets,
    others: Vec<u32>,
}

impl Pairing {
    /// A random pairing of stubs, `degrees[i]` of person i and an even number in all, in which no person is joined to
    /// themselves, to anybody twice, or to anybody they are `barred` from; the error is a pairing in which a flaw could not be
    /// switched away in its turn. The number of threads changes nothing.
    ///
    /// The rule is symmetric, and everybody is barred from themselves.
    pub fn random(
        degrees: Vec<u32>,
        barred: &(impl Fn(u32, u32) -> bool + Sync),
        threads: NonZeroUsize,
        stream: Stream,
    ) -> Result<Self, Self> {
        let rows = Offsets::from_counts(degrees);
        let order = shuffled_stubs(&rows, threads, stream.below(0));
        let mut pairing = Pairing::of_order(rows, &order, threads);
        drop(order);
        let draws = stream.below(1);
        let mut whole = true;
        for (nth, (i, j)) in (0..).zip(pairing.flaws(barred, threads)) {
            whole &= pairing.repair((i, j), barred, draws.below(nth));
        }
        // A flaw that could not be switched away may have gone with a later one.
        if whole || pairing.flaws(barred, threads).is_empty() { Ok(pairing) } else { Err(pairing) }
    }

    /// The pairing of stubs that stand in an order: in each bucket two by two, then those left over, one a bucket at most.
    fn of_order(rows: Offsets, order: &[Vec<u32>], threads: NonZeroUsize) -> Self {
        let mut unsorted = Unsorted::new(rows);
        let width = unsorted.width;
        scatter(&Couples(order), width, threads.get(), &mut unsorted.parts(), Part::put, &|_| {});
        let left: Vec<u32> =
            order.iter().filter_map(|bucket| bucket.chunks_exact(2).remainder().first()).copied().collect();
        left.chunks_exact(2).for_each(|pair| unsorted.join(pair[0], pair[1]));
        unsorted.sorted(threads)
    }

    /// The pairing in which these pairs of persons are joined; they use up all stubs.
    pub fn of_pairs(degrees: Vec<u32>, pairs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut unsorted = Unsorted::new(Offsets::from_counts(degrees));
        pairs.into_iter().for_each(|(i, j)| unsorted.join(i, j));
        unsorted.sorted(NonZeroUsize::MIN)
    }

    /// Switches each stub's pair with a random other one, `rounds` times, wherever no flaw comes of it.
    #[must_use]
    pub fn mixed(mut self, rounds: u64, barred: &impl Fn(u32, u32) -> bool, stream: Stream) -> Self {
        for round in 0..rounds {
            let draws = stream.below(round);
            for stub in 0..self.others.len() as u64 {
                self.switch(self.pair(stub), draws.under(stub, self.others.len() as u64), barred);
            }
        }
        self
    }

    /// Number of persons.
    pub fn persons(&self) -> u32 {
        self.rows.persons()
    }

    /// The persons joined to a person, ascending, one for each stub.
    pub fn of(&self, person: u32) -> &[u32] {
        &self.others[self.rows.row(person)]
    }

    /// Whether two persons are joined.
    pub fn joins(&self, i: u32, j: u32) -> bool {
        self.of(i).binary_search(&j).is_ok()
    }

    /// Names each pair of some persons with a person of higher number.
    pub fn emit(&self, persons: Range<u32>, contact: &mut impl FnMut(u32, u32)) {
        for i in persons {
            self.of(i).iter().filter(|&&j| i < j).for_each(|&j| contact(i, j));
        }
    }

    /// The pairs, lower person first, that are barred or repeat another, in ascending order and as often as they are there too
    /// many times.
    pub fn flaws(&self, barred: &(impl Fn(u32, u32) -> bool + Sync), threads: NonZeroUsize) -> Vec<(u32, u32)> {
        let of = |block| {
            let mut flaws = Vec::new();
            for i in persons_of(block as u32, self.persons()) {
                let row = self.of(i);
                let later = &row[row.partition_point(|&j| j < i)..];
                for same in later.chunk_by(|one, other| one == other) {
                    let (j, pairs) = (same[0], if same[0] == i { same.len() / 2 } else { same.len() });
                    flaws.extend(std::iter::repeat_n((i, j), pairs - usize::from(!barred(i, j))));
                }
            }
            flaws
        };
        in_order(threads, blocks_of(self.persons()) as usize, of).concat()
    }

    /// Switches a flawed pair until two good pairs come out.
    fn repair(&mut self, (i, j): (u32, u32), barred: &impl Fn(u32, u32) -> bool, draws: Stream) -> bool {
        let allowed = usize::from(!barred(i, j));
        if self.of(i).iter().filter(|&&other| other == j).take(allowed + 1).count() <= allowed {
            return true; // repaired together with an earlier flaw
        }
        (0..SWITCHES).any(|attempt| self.switch((i, j), draws.under(attempt, self.others.len() as u64), barred))
    }

    /// The person who holds a stub, and the one it leads to.
    fn pair(&self, stub: u64) -> (u32, u32) {
        (self.rows.person(stub as usize), self.others[stub as usize])
    }

    /// Switches a pair with that of a stub, (i, j)(k, l) → (i, k)(j, l), if both become good.
    fn switch(&mut self, (i, j): (u32, u32), stub: u64, barred: &impl Fn(u32, u32) -> bool) -> bool {
        let (k, l) = self.pair(stub);
        let good = !barred(i, k) && !barred(j, l) && (i, k) != (j, l) && (i, k) != (l, j);
        let fits = good && !self.joins(i, k) && !self.joins(j, l);
        if fits {
            for (person, old, new) in [(i, j, k), (j, i, l), (k, l, i), (l, k, j)] {
                self.replace(person, old, new);
            }
        }
        fits
    }

    /// Joins a person to somebody new instead of somebody old.
    fn replace(&mut self, person: u32, old: u32, new: u32) {
        let row = &mut self.others[self.rows.row(person)];
        let [from, to] = [old, new].map(|wanted| row.partition_point(|&other| other < wanted));
        debug_assert_eq!(row[from], old);
        if from < to {
            row[from..to].rotate_left(1);
            row[to - 1] = new;
        } else {
            row[to..=from].rotate_right(1);
            row[to] = new;
        }
    }
}

/// The pairs in the buckets, as ends.
struct Couples<'o>(&'o [Vec<u32>]);

impl Ends<u32> for Couples<'_> {
    fn blocks(&self) -> usize {
        self.0.len()
    }

    fn emit(&self, block: usize, mut end: impl FnMut(u32, u32)) {
        for pair in self.0[block].chunks_exact(2) {
            end(pair[0], pair[1]);
            end(pair[1], pair[0]);
        }
    }
}

/// Rows that are being filled.
struct Unsorted {
    rows: Offsets,
    /// Persons of a part.
    width: usize,
    /// Where the next end of each person goes within its part.
    next: Vec<u32>,
    others: Vec<u32>,
}

/// The rows of a part of the persons.
struct Part<'r> {
    next: &'r mut [u32],
    others: &'r mut [u32],
}

impl Part<'_> {
    #[inline]
    fn put(&mut self, person: usize, other: u32) {
        let next = &mut self.next[person];
        self.others[*next as usize] = other;
        *next += 1;
    }

    /// Sorts all rows, which are full.
    fn sort(&mut self) {
        let mut start = 0;
        for &end in &*self.next {
            self.others[start..end as usize].sort_unstable();
            start = end as usize;
        }
    }
}

impl Unsorted {
    fn new(rows: Offsets) -> Self {
        let width = part_width(rows.persons());
        let start = |person: u32| rows.row(person).start;
        let within = |person: u32| (start(person) - start(person - person % width as u32)) as u32;
        let next = (0..rows.persons()).map(within).collect();
        Unsorted { width, next, others: vec![0; rows.total()], rows }
    }

    fn join(&mut self, i: u32, j: u32) {
        for (person, other) in [(i, j), (j, i)] {
            let next = &mut self.next[person as usize];
            let part = person - person % self.width as u32;
            self.others[self.rows.row(part).start + *next as usize] = other;
            *next += 1;
        }
    }

    fn parts(&mut self) -> Vec<Part<'_>> {
        let mut rest = &mut self.others[..];
        let (mut parts, mut persons, mut start) = (Vec::new(), 0, 0);
        for next in self.next.chunks_mut(self.width) {
            persons += next.len() as u32;
            let end = self.rows.row(persons - 1).end;
            let (others, behind) = std::mem::take(&mut rest).split_at_mut(end - start);
            (rest, start) = (behind, end);
            parts.push(Part { next, others });
        }
        parts
    }

    fn sorted(mut self, threads: NonZeroUsize) -> Pairing {
        side_by_side(&mut self.parts(), threads.get(), |_, part| part.sort());
        Pairing { rows: self.rows, others: self.others }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rng::World;

    fn oneself(i: u32, j: u32) -> bool {
        i == j
    }

    fn stream(seed: u64) -> Stream {
        World { seed, replicate: 0 }.stream("pairing")
    }

    fn threads(number: usize) -> NonZeroUsize {
        NonZeroUsize::new(number).expect("not 0")
    }

    proptest! {
        #[test]
        fn a_whole_pairing_has_no_flaws_and_every_contact_is_mutual(
            mut degrees in proptest::collection::vec(0u32..6, 2..40), clubs in 1u32..4, seed: u64,
        ) {
            degrees[0] += degrees.iter().sum::<u32>() % 2;
            let barred = |i: u32, j: u32| i == j || (clubs > 1 && i % clubs == j % clubs);
            let (pairing, whole) = match Pairing::random(degrees.clone(), &barred, threads(1), stream(seed)) {
                Ok(pairing) => (pairing, true),
                Err(pairing) => (pairing, false),
            };
            let mut flaws = 0;
            for (person, &degree) in (0..).zip(&degrees) {
                let others = pairing.of(person);
                prop_assert_eq!(others.len(), degree as usize);
                prop_assert!(others.is_sorted());
                for &other in others {
                    let copies = |of: u32, with: u32| pairing.of(of).iter().filter(|&&j| j == with).count();
                    prop_assert_eq!(copies(person, other), copies(other, person));
                    flaws += usize::from(barred(person, other) || copies(person, other) > 1);
                }
            }
            prop_assert!(flaws == 0 || !whole);
            prop_assert_eq!(pairing.flaws(&barred, threads(3)).is_empty(), flaws == 0);
        }

        #[test]
        fn mixing_keeps_degrees_and_makes_no_flaws(rounds in 0u64..5, seed: u64) {
            let mixed = ring().mixed(rounds, &oneself, stream(seed));
            prop_assert!(mixed.flaws(&oneself, threads(1)).is_empty());
            prop_assert!((0..9).all(|person| mixed.of(person).len() == 2));
        }
    }

    /// 300,000 stubs, thousands of them at one person, and clubs who keep apart: many buckets, parts and flaws.
    #[test]
    fn threads_change_nothing() {
        let degrees: Vec<u32> = (0..60_000).map(|person| if person == 5 { 6000 } else { 4 + person % 3 }).collect();
        let apart = |i: u32, j: u32| i == j || i / 1000 == j / 1000;
        let [alone, four] = [1, 4]
            .map(|number| Pairing::random(degrees.clone(), &apart, threads(number), stream(2)).expect("it is loose"));
        assert!(alone == four);
    }

    fn ring() -> Pairing {
        Pairing::of_pairs(vec![2; 9], (0..9).map(|i| (i, (i + 1) % 9)))
    }

    #[test]
    fn flaws_are_told_as_often_as_they_are_too_many() {
        let pairs = [(0, 1), (1, 0), (0, 1), (2, 2), (2, 2), (0, 3), (1, 2)];
        let pairing = Pairing::of_pairs(vec![4, 4, 5, 1], pairs);
        assert_eq!(pairing.flaws(&oneself, threads(1)), [(0, 1), (0, 1), (2, 2), (2, 2)]);
        assert_eq!(pairing.flaws(&|i, j| i + j == 3 || i == j, threads(1)).len(), 6);
    }

    #[test]
    fn mixing_changes_who_is_joined() {
        let mixed = |rounds| ring().mixed(rounds, &oneself, stream(3));
        assert!(mixed(0) == ring() && mixed(1) != ring() && mixed(2) != mixed(1));
    }
}
