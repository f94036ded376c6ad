//! Holme–Kim graph: preferential attachment in which friends of friends become friends.
//!
//! Persons come one after the other, as in Barabási–Albert (`growth`: the first m + 1 all know each other), and each makes
//! m contacts. The first leads to a person w in proportion to degree. Each further one is, with chance `triads`, a
//! contact of the last such w, any of them alike: a triangle is closed; otherwise it leads to a new w, in proportion to
//! degree. What leads to somebody already chosen is drawn again within the same step. Holme & Kim 2002, *Growing
//! scale-free networks with tunable clustering*; they fall back to attachment when all contacts of w are chosen, which
//! never happens here: w has m contacts or more, and at most m − 2 others are chosen.
//!
//! Degrees: any contact of a person found in proportion to degree is found in proportion to degree as well (the other end
//! of a random contact), so the law is that of Barabási–Albert for every share of triads:
//! P(k) = 2m(m + 1)/(k(k + 1)(k + 2)). Clustering grows with the triads. At m = 2 each contact of a person but one came
//! with a triangle or not, so degree k goes with triads · (k − 1) triangles on average, and the mean local clustering is
//! triads · Σ P(k) · 2/k = triads · (2π² − 19) = .73921 · triads.
//!
//! **In parallel.** Where an attachment leads follows from addresses alone, as in Barabási–Albert. Where a triad leads does not:
//! to choose among all contacts of w one must know who has chosen w, which hangs on all choices before. So newcomers come
//! in cohorts (`cohort`), and each cohort in three steps:
//!
//! 1. Threads make the choices of all its newcomers, each as if nobody of the cohort were there yet.
//! 2. One after the other, newcomers keep these choices, up to the first that led to an end not yet decided, or through
//!    somebody whom an earlier one of the cohort has chosen; from there on they choose again, now that all is known.
//! 3. Threads add the newcomers to the contacts of those they chose.
//!
//! So the graph is that of one newcomer after the other, however many threads there are and however large cohorts are. The
//! second step is the only one that is not shared out; it touches little memory and nearly all choices stand.
//!
//! The graph is made when the layer is set up, its draws by address, and held. Meanwhile it takes 5 bytes an end and 8 a
//! person, and 2 bytes an end until the rows are filled.

mod cohort;
mod followers;

use std::num::NonZeroUsize;
use std::ops::Range;

use self::cohort::{Choices, Recent, cohort};
use self::followers::Followers;
use super::generator::{Generate, blocks_of, persons_of};
use super::growth::{Growth, Owner};
use crate::parallel::in_order;
use crate::rng::Stream;

/// Newcomers whose choices a thread makes together.
const TOGETHER: u32 = 256;

/// Newcomers who choose in proportion to degree, or among the contacts of whom they chose.
#[derive(Debug, Clone)]
pub struct HolmeKim {
    persons: u32,
    growth: Growth,
    /// Whom each link leads to.
    targets: Vec<u32>,
}

impl HolmeKim {
    /// The graph of `persons` where each newcomer brings `links` contacts, the share `triads` of them, after the first,
    /// to contacts of a contact. The number of threads changes nothing.
    pub fn new(persons: u32, links: u32, triads: f64, threads: NonZeroUsize, stream: Stream) -> Self {
        let growth = Growth::new(links);
        let mut newcomers = growth.clique().min(persons)..persons;
        let all = newcomers.len() * links as usize;
        let followers = if triads > 0.0 { Followers::new(persons, all) } else { Followers::new(0, 0) };
        let mut growing = Growing { growth, links, triads, stream, targets: Vec::with_capacity(all), followers };
        let mut recent = Recent::default();
        while !newcomers.is_empty() {
            let first = newcomers.start;
            newcomers.start = persons.min(first.saturating_add(cohort(first, links)));
            growing.join(first..newcomers.start, &mut recent, threads);
        }
        HolmeKim { persons, growth, targets: growing.targets }
    }
}

impl Generate for HolmeKim {
    fn blocks(&self) -> u32 {
        blocks_of(self.persons)
    }

    /// Names each contact once, the later person first.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        for person in persons_of(block, self.persons) {
            if person < self.growth.clique() {
                Growth::emit_clique(person, contact);
            } else {
                let links = self.growth.links_of(person);
                for &target in &self.targets[links.start as usize..links.end as usize] {
                    contact(person, target);
                }
            }
        }
    }
}

/// The graph so far.
struct Growing {
    growth: Growth,
    links: u32,
    triads: f64,
    stream: Stream,
    /// Whom each link leads to, of those that are decided.
    targets: Vec<u32>,
    /// Of those who came before the last cohort; empty without triads.
    followers: Followers,
}

impl Growing {
    /// A cohort makes all contacts; `recent` is a place to work in.
    fn join(&mut self, cohort: Range<u32>, recent: &mut Recent, threads: NonZeroUsize) {
        let nobody = Recent::default();
        let first = |nth: usize| cohort.start + nth as u32 * TOGETHER;
        let guesses = in_order(threads, cohort.len().div_ceil(TOGETHER as usize), |nth| {
            self.guesses(first(nth)..cohort.end.min(first(nth).saturating_add(TOGETHER)), &nobody)
        });
        recent.clear();
        let (links, mut choices) = (self.links as usize, Choices::default());
        for newcomer in cohort.clone() {
            let place = newcomer - cohort.start;
            let start = (place % TOGETHER) as usize * links;
            choices.keep(&guesses[(place / TOGETHER) as usize], start..start + links, recent);
            self.choose(newcomer, 0, recent, &mut choices).expect("everybody before has chosen");
            self.targets.extend_from_slice(&choices.targets);
            if self.triads > 0.0 {
                choices.targets.iter().for_each(|&target| recent.add(target, newcomer));
            }
        }
        if self.triads > 0.0 {
            self.followers.add(recent, threads);
        }
    }

    /// The choices of some newcomers as if nobody of their cohort were there yet, where they can be told.
    fn guesses(&self, newcomers: Range<u32>, nobody: &Recent) -> Choices {
        let mut choices = Choices::default();
        for newcomer in newcomers {
            let first = choices.len();
            let _undecided = self.choose(newcomer, first, nobody, &mut choices);
            choices.fill(first + self.links as usize);
        }
        choices
    }

    /// Adds the choices of a newcomer that are not made yet, those from `first` on are; `None` at one that cannot be told yet.
    fn choose(&self, newcomer: u32, first: usize, recent: &Recent, choices: &mut Choices) -> Option<()> {
        let made = choices.len() - first;
        let mut attached = if made > 0 { choices.attached() } else { None };
        for link in self.growth.links_of(newcomer).skip(made) {
            let draws = self.stream.below(link);
            let through = attached.filter(|_| draws.unit(0) < self.triads);
            let mut attempt = 1;
            let target = loop {
                let target = match through {
                    Some(person) => self.contact(person, draws.under(attempt, self.degree(person, recent)), recent)?,
                    None => self.person(draws.under(attempt, self.growth.ends_before(link)))?,
                };
                if !choices.targets[first..].contains(&target) {
                    break target;
                }
                attempt += 1;
            };
            attached = through.or(Some(target));
            choices.push(target, through);
        }
        Some(())
    }

    /// Whose an end is, if it is decided.
    fn person(&self, end: u64) -> Option<u32> {
        match self.growth.owner(end) {
            Owner::Person(person) => Some(person),
            Owner::Target(link) => self.targets.get(link as usize).copied(),
        }
    }

    /// Number of contacts of a person: m of their own (or of the first clique), and followers.
    fn degree(&self, person: u32, recent: &Recent) -> u64 {
        u64::from(self.links) + self.followers.of(person).len() as u64 + u64::from(recent.count(person))
    }

    /// The contact of a person at a place from 0, if it is decided.
    fn contact(&self, person: u32, place: u64, recent: &Recent) -> Option<u32> {
        let (clique, place) = (self.growth.clique(), place as u32);
        if let Some(follower) = place.checked_sub(self.links) {
            let before = self.followers.of(person);
            let earlier = before.get(follower as usize).copied();
            return earlier.or_else(|| Some(recent.follower(person, follower - before.len() as u32)));
        }
        if person < clique {
            return Some(place + u32::from(place >= person));
        }
        self.targets.get((self.growth.links_of(person).start + u64::from(place)) as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contacts::ContactLayers;
    use crate::rng::World;

    fn graph(persons: u32, links: u32, triads: f64, threads: usize, seed: u64) -> HolmeKim {
        let stream = World { seed, replicate: 0 }.stream("contacts hk");
        HolmeKim::new(persons, links, triads, NonZeroUsize::new(threads).expect("not 0"), stream)
    }

    fn named(persons: u32, links: u32, triads: f64, seed: u64) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        graph(persons, links, triads, 1, seed).emit_all(&mut |i, j| pairs.push((i, j)));
        pairs
    }

    /// Whom each link leads to, one newcomer after the other, with all ends and contacts written down.
    fn written_down(persons: u32, links: u32, triads: f64, seed: u64) -> Vec<u32> {
        let stream = World { seed, replicate: 0 }.stream("contacts hk");
        let (mut ends, mut contacts, mut targets) = (Vec::new(), vec![Vec::new(); persons as usize], Vec::new());
        for i in 0..persons.min(links + 1) {
            (0..links).for_each(|_| ends.push(i));
            contacts[i as usize].extend((0..=links).filter(|&j| j != i));
        }
        for newcomer in links + 1..persons {
            let (mut chosen, mut w) = (Vec::new(), None);
            for nth in 0..links {
                let draws = stream.below(u64::from(newcomer - links - 1) * u64::from(links) + u64::from(nth));
                let triad = w.filter(|_| draws.unit(0) < triads);
                let among: &[u32] = triad.map_or(&ends, |w: u32| &contacts[w as usize]);
                let draw = |attempt| among[draws.under(attempt, among.len() as u64) as usize];
                let target = (1..u64::MAX).map(draw).find(|target| !chosen.contains(target)).expect("somebody is left");
                w = triad.or(Some(target));
                chosen.push(target);
            }
            for &target in &chosen {
                ends.extend([newcomer, target]);
                contacts[target as usize].push(newcomer);
            }
            contacts[newcomer as usize].extend(&chosen);
            targets.extend(chosen);
        }
        targets
    }

    proptest! {
        #[test]
        fn cohorts_and_threads_change_nothing(
            persons in 0u32..1500, links in 0u32..6, triads in 0.0..=1.0, seed: u64
        ) {
            let expected = written_down(persons, links, triads, seed);
            for threads in [1, 3] {
                prop_assert!(graph(persons, links, triads, threads, seed).targets == expected);
            }
        }

        #[test]
        fn newcomers_bring_their_contacts_and_none_twice(
            persons in 0u32..120, links in 0u32..8, triads in 0.0..=1.0, seed: u64
        ) {
            let pairs = named(persons, links, triads, seed);
            let clique = persons.min(links + 1);
            let expected = clique * clique.saturating_sub(1) / 2 + (persons - clique) * links;
            prop_assert_eq!(pairs.len(), expected as usize);
            prop_assert!(pairs.iter().all(|&(i, j)| j < i && i < persons));
            prop_assert_eq!(ContactLayers::from_edges(persons, &[pairs]).len(), 2 * expected as usize);
        }

        /// With triads only, everybody after the first clique links to one person and to contacts of that person.
        #[test]
        fn triads_lead_to_contacts_of_the_person_chosen(links in 2u32..6, seed: u64) {
            let pairs = named(60, links, 1.0, seed);
            let contacts = ContactLayers::from_edges(60, std::slice::from_ref(&pairs));
            let clique = (links * (links + 1) / 2) as usize;
            for chosen in pairs[clique..].chunks(links as usize) {
                let knows = |j: u32| contacts.in_layer(chosen[0].1, 0).any(|other| other == j);
                prop_assert!(chosen[1..].iter().all(|&(_, j)| knows(j)));
            }
        }
    }

    /// m = 2, person 3 knows two of 0, 1, 2, person 4 draws w among 10 ends and closes a triangle. If w is 3 (.2), any of
    /// the two contacts; if w is one of those two (.6), one of three contacts, 3 among them: P(4 knows 3) = .2 + .6/3 =
    /// .4, and P(4 knows whom 3 doesn't) = .2 + .6/3 = .4. 40,000 graphs: 4 standard errors of .00245.
    #[test]
    fn the_fifth_person_chooses_as_counted() {
        let (mut fourth, mut left_out) = (0.0, 0.0);
        for seed in 0..40_000 {
            let pairs = named(5, 2, 1.0, seed);
            let knows = |pair| f64::from(u8::from(pairs.contains(&pair)));
            let other = (0..3).find(|&j| !pairs.contains(&(3, j))).expect("person 3 knows two of three");
            fourth += knows((4, 3)) / 40_000.0;
            left_out += knows((4, other)) / 40_000.0;
        }
        assert!((fourth - 0.4).abs() < 4.0 * 0.00245 && (left_out - 0.4).abs() < 4.0 * 0.00245, "{fourth} {left_out}");
    }
}
