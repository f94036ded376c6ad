//! Pairing of stubs: a random graph in which every person has exactly the contacts they hold stubs for.
//!
//! All stubs are paired at random (Bollobás 1980). Flaws, that is loops, repetitions and pairs that a rule bars, are
//! then switched with random other pairs, (a, b)(c, d) → (a, c)(b, d), which keeps all degrees (McKay & Wormald 1990).
//!
//! A pairing takes 16 bytes a stub while it is made and 8 thereafter, beside what [`Stubs`] need.

use super::stubs::Stubs;
use crate::rng::Stream;

/// How often a pair is switched at random before its flaw is left.
const SWITCHES: u64 = 1000;

/// Stubs and their partners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    stubs: Stubs,
    partner: Vec<u64>,
}

impl Pairing {
    /// A random pairing of an even number of stubs in which no person is joined to themselves, to anybody twice, or to
    /// anybody they are `barred` from; the error is a pairing in which a flaw could not be switched away in its turn.
    ///
    /// The rule is symmetric, and everybody is barred from themselves.
    pub fn random(stubs: Stubs, barred: &impl Fn(u32, u32) -> bool, stream: Stream) -> Result<Self, Self> {
        let mut pairing = Pairing::unordered(stubs, stream.below(0));
        let draws = stream.below(1);
        let mut whole = true;
        for stub in pairing.flaws(barred) {
            whole &= pairing.repair(stub, barred, draws.below(stub));
        }
        // A flaw that could not be switched away may have gone with a later one.
        if whole || pairing.flaws(barred).is_empty() { Ok(pairing) } else { Err(pairing) }
    }

    /// All stubs paired at random, whatever comes of it.
    fn unordered(stubs: Stubs, stream: Stream) -> Self {
        let order = shuffled(stubs.total(), stream);
        let mut pairing = Pairing { partner: vec![0; order.len()], stubs };
        for pair in order.chunks_exact(2) {
            pairing.join(pair[0], pair[1]);
        }
        pairing
    }

    /// The pairing in which each of these pairs of persons takes a free stub of both; they use up all stubs.
    pub fn of_pairs(stubs: Stubs, pairs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut free: Vec<u64> = (0..stubs.persons()).map(|person| stubs.of(person).start).collect();
        let mut pairing = Pairing { partner: vec![0; stubs.total() as usize], stubs };
        for (i, j) in pairs {
            let a = free[i as usize];
            free[i as usize] += 1;
            let b = free[j as usize];
            free[j as usize] += 1;
            pairing.join(a, b);
        }
        pairing
    }

    /// Switches each stub's pair with a random other one, `rounds` times, wherever no flaw comes of it.
    #[must_use]
    pub fn mixed(mut self, rounds: u64, barred: &impl Fn(u32, u32) -> bool, stream: Stream) -> Self {
        for round in 0..rounds {
            let draws = stream.below(round);
            for a in 0..self.partner.len() as u64 {
                self.switch(a, draws.under(a, self.partner.len() as u64), barred);
            }
        }
        self
    }

    /// Who holds which stubs.
    pub fn stubs(&self) -> &Stubs {
        &self.stubs
    }

    /// The persons joined to a person, one for each stub.
    pub fn of(&self, person: u32) -> impl Iterator<Item = u32> + '_ {
        let stubs = self.stubs.of(person);
        self.partner[stubs.start as usize..stubs.end as usize].iter().map(|&stub| self.stubs.person(stub))
    }

    /// Whether two persons are joined.
    pub fn joins(&self, i: u32, j: u32) -> bool {
        self.between(i, j) > 0
    }

    /// How often two persons are joined, seen from the one with fewer stubs.
    fn between(&self, i: u32, j: u32) -> usize {
        let stubs = |person| self.stubs.of(person).end - self.stubs.of(person).start;
        let (from, to) = if stubs(j) < stubs(i) { (j, i) } else { (i, j) };
        self.of(from).filter(|&other| other == to).count()
    }

    fn join(&mut self, a: u64, b: u64) {
        self.partner[a as usize] = b;
        self.partner[b as usize] = a;
    }

    /// The stubs that lead to somebody barred, or where an earlier stub of the person leads, in ascending order.
    pub fn flaws(&self, barred: &impl Fn(u32, u32) -> bool) -> Vec<u64> {
        let mut flaws = Vec::new();
        let mut row = Vec::new();
        for person in 0..self.stubs.persons() {
            row.clear();
            row.extend(self.of(person).zip(self.stubs.of(person)));
            row.sort_unstable();
            let own = flaws.len();
            let repeats = |at: usize| at > 0 && row[at - 1].0 == row[at].0;
            flaws.extend((0..row.len()).filter(|&at| barred(person, row[at].0) || repeats(at)).map(|at| row[at].1));
            flaws[own..].sort_unstable();
        }
        flaws
    }

    /// Switches the pair of a flawed stub until two good pairs come out.
    fn repair(&mut self, a: u64, barred: &impl Fn(u32, u32) -> bool, draws: Stream) -> bool {
        let (i, j) = (self.stubs.person(a), self.stubs.person(self.partner[a as usize]));
        if !barred(i, j) && self.between(i, j) == 1 {
            return true; // repaired together with an earlier flaw
        }
        (0..SWITCHES).any(|attempt| self.switch(a, draws.under(attempt, self.partner.len() as u64), barred))
    }

    /// Switches the pairs of two stubs, (a, b)(c, d) → (a, c)(b, d), if both become good.
    fn switch(&mut self, a: u64, c: u64, barred: &impl Fn(u32, u32) -> bool) -> bool {
        let (b, d) = (self.partner[a as usize], self.partner[c as usize]);
        let [i, j, k, l] = [a, b, c, d].map(|stub| self.stubs.person(stub));
        let good = !barred(i, k) && !barred(j, l) && (i, k) != (j, l) && (i, k) != (l, j);
        let fits = good && !self.joins(i, k) && !self.joins(j, l);
        if fits {
            self.join(a, c);
            self.join(b, d);
        }
        fits
    }
}

/// The numbers below n in random order (Fisher–Yates).
pub fn shuffled(n: u64, stream: Stream) -> Vec<u64> {
    let mut order: Vec<u64> = (0..n).collect();
    for last in (1..order.len()).rev() {
        order.swap(last, stream.under(last as u64, last as u64 + 1) as usize);
    }
    order
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

    proptest! {
        #[test]
        fn a_whole_pairing_has_no_flaws_and_every_partner_leads_back(
            mut degrees in proptest::collection::vec(0u32..6, 2..40), clubs in 1u32..4, seed: u64,
        ) {
            degrees[0] += degrees.iter().sum::<u32>() % 2;
            let barred = |i: u32, j: u32| i == j || (clubs > 1 && i % clubs == j % clubs);
            let (pairing, whole) = match Pairing::random(Stubs::of_degrees(&degrees), &barred, stream(seed)) {
                Ok(pairing) => (pairing, true),
                Err(pairing) => (pairing, false),
            };
            let mut flaws = 0;
            for (person, &degree) in (0..).zip(&degrees) {
                let others: Vec<u32> = pairing.of(person).collect();
                prop_assert_eq!(others.len(), degree as usize);
                for &other in &others {
                    let (there, back) = (others.iter().filter(|&&j| j == other), pairing.of(other).filter(|&j| j == person));
                    prop_assert_eq!(there.clone().count(), back.count());
                    flaws += usize::from(barred(person, other) || there.count() > 1);
                }
            }
            prop_assert!(flaws == 0 || !whole);
            prop_assert_eq!(pairing.flaws(&barred).is_empty(), flaws == 0);
        }

        #[test]
        fn mixing_keeps_degrees_and_makes_no_flaws(rounds in 0u64..5, seed: u64) {
            let mixed = ring().mixed(rounds, &oneself, stream(seed));
            prop_assert!(mixed.flaws(&oneself).is_empty());
        }
    }

    fn ring() -> Pairing {
        Pairing::of_pairs(Stubs::of_degrees(&[2; 9]), (0..9).map(|i| (i, (i + 1) % 9)))
    }

    #[test]
    fn mixing_changes_who_is_joined() {
        let mixed = |rounds| ring().mixed(rounds, &oneself, stream(3));
        assert!(mixed(0) == ring() && mixed(1) != ring() && mixed(2) != mixed(1));
    }
}
