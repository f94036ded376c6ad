//! Random regular graph: everybody has exactly d contacts, otherwise at random.
//!
//! Stubs are paired at random (Bollobás 1980); loops and repeated contacts are then removed by switches with random other
//! contacts (McKay & Wormald 1990). Exact: all degrees, no loops, no repetitions, for any N and d. Not exact: regular graphs are only
//! nearly equally likely; the share of repaired contacts is about (d − 1)/(4N) + (d − 1)²/(4N)… of all, so the difference vanishes as N
//! grows. For d > (N − 1)/2 the graph is the complement of one with N − 1 − d contacts. Where no such graph exists (N·d odd, or
//! d ≥ N) the next smaller possible degree is taken.

use crate::rng::Stream;

/// How often the pairing is begun anew before a regular pattern of random persons is taken (tiny graphs only).
const PAIRINGS: u64 = 32;
/// How often a contact is switched at random before the pairing is given up.
const SWITCHES: u64 = 1000;

/// A random graph in which everybody has the same degree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RandomRegular {
    persons: u32,
    pairing: Pairing,
    /// Whether contacts are the pairs that are not in the pairing.
    complement: bool,
}

impl RandomRegular {
    /// The graph of `persons` with `degree` contacts each.
    pub fn new(persons: u32, degree: u32, stream: Stream) -> Self {
        let others = persons.saturating_sub(1);
        let mut degree = degree.min(others);
        if u64::from(persons) * u64::from(degree) % 2 == 1 {
            degree -= 1;
        }
        let complement = degree > others / 2;
        let stored = if complement { others - degree } else { degree };
        let pairing = (0..PAIRINGS)
            .find_map(|attempt| Pairing::random(persons, stored, stream.below(attempt)))
            .unwrap_or_else(|| Pairing::circulant(persons, stored, stream.below(PAIRINGS)));
        RandomRegular { persons, pairing, complement }
    }

    /// Names each contact once.
    pub fn emit(&self, contact: &mut impl FnMut(u32, u32)) {
        for i in 0..self.persons {
            if self.complement {
                (i + 1..self.persons).filter(|&j| !self.pairing.joins(i, j)).for_each(|j| contact(i, j));
            } else {
                self.pairing.of(i).filter(|&j| i < j).for_each(|j| contact(i, j));
            }
        }
    }
}

/// Stubs and their partners; the stubs of person i are d·i..d·(i + 1).
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pairing {
    degree: usize,
    partner: Vec<u64>,
}

impl Pairing {
    /// A random pairing without loops and repetitions, if the switches come to an end.
    fn random(persons: u32, degree: u32, stream: Stream) -> Option<Self> {
        let stubs = shuffled(u64::from(persons) * u64::from(degree), stream.below(0));
        let mut pairing = Pairing { degree: degree as usize, partner: vec![0; stubs.len()] };
        for pair in stubs.chunks_exact(2) {
            pairing.join(pair[0], pair[1]);
        }
        drop(stubs);
        let flaws: Vec<u64> = (0..pairing.partner.len() as u64).filter(|&stub| pairing.is_flaw(stub)).collect();
        flaws.into_iter().all(|stub| pairing.repair(stub, stream.below(1).below(stub))).then_some(pairing)
    }

    /// Each person in a random place of a ring joined to the nearest, and to the opposite where the degree is odd.
    fn circulant(persons: u32, degree: u32, stream: Stream) -> Self {
        let (n, d) = (u64::from(persons), u64::from(degree));
        let places = shuffled(n, stream);
        let mut pairing = Pairing { degree: degree as usize, partner: vec![0; (n * d) as usize] };
        for at in 0..n {
            let stub = |at: u64, nth: u64| places[(at % n) as usize] * d + nth;
            (0..d / 2).for_each(|k| pairing.join(stub(at, 2 * k), stub(at + k + 1, 2 * k + 1)));
            if d % 2 == 1 {
                pairing.join(stub(at, d - 1), stub(at + n / 2, d - 1));
            }
        }
        pairing
    }

    fn join(&mut self, a: u64, b: u64) {
        self.partner[a as usize] = b;
        self.partner[b as usize] = a;
    }

    fn person(&self, stub: u64) -> u32 {
        (stub / self.degree as u64) as u32
    }

    /// The persons joined to a person, one for each stub.
    fn of(&self, person: u32) -> impl Iterator<Item = u32> + '_ {
        let stubs = person as usize * self.degree..(person as usize + 1) * self.degree;
        self.partner[stubs].iter().map(|&stub| self.person(stub))
    }

    fn joins(&self, i: u32, j: u32) -> bool {
        self.of(i).any(|other| other == j)
    }

    /// Whether a stub leads to its own person, or where an earlier stub of the person leads.
    fn is_flaw(&self, stub: u64) -> bool {
        let (i, j) = (self.person(stub), self.person(self.partner[stub as usize]));
        i == j || self.of(i).take((stub % self.degree as u64) as usize).any(|other| other == j)
    }

    /// Switches the pair of a flawed stub with random others, (a, b)(c, d) → (a, c)(b, d), until two good pairs come out.
    fn repair(&mut self, a: u64, draws: Stream) -> bool {
        let b = self.partner[a as usize];
        let (i, j) = (self.person(a), self.person(b));
        if i != j && self.of(i).filter(|&other| other == j).count() == 1 {
            return true; // repaired together with an earlier flaw
        }
        (0..SWITCHES).any(|attempt| {
            let c = draws.under(attempt, self.partner.len() as u64);
            let d = self.partner[c as usize];
            let (k, l) = (self.person(c), self.person(d));
            let good = i != k && j != l && (i, k) != (j, l) && (i, k) != (l, j);
            let fits = good && !self.joins(i, k) && !self.joins(j, l);
            if fits {
                self.join(a, c);
                self.join(b, d);
            }
            fits
        })
    }
}

/// The numbers below n in random order (Fisher–Yates).
fn shuffled(n: u64, stream: Stream) -> Vec<u64> {
    let mut order: Vec<u64> = (0..n).collect();
    for last in (1..order.len()).rev() {
        order.swap(last, stream.under(last as u64, last as u64 + 1) as usize);
    }
    order
}
