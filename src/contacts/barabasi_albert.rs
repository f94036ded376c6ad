//! Barabási–Albert graph: persons come one after the other, and each makes m contacts with persons who are already there,
//! in proportion to how many contacts those have (preferential attachment).
//!
//! Degrees: P(k) = 2m(m + 1)/(k(k + 1)(k + 2)) from k = m on, a power law with exponent 3; the first to come are the
//! hubs, with about m√N contacts. Clustering tends to 0 like (ln N)²/N. Barabási & Albert 1999; the law: Krapivsky, Redner
//! & Leyvraz 2000, Dorogovtsev, Mendes & Samukhin 2000, proved by Bollobás et al. 2001.
//!
//! The first m + 1 persons all know each other (`growth`). A link draws an end among those that were there before its
//! person came. If that is the far end of an earlier link, whose it is depends on what that link drew, and so on: the
//! chain of draws is followed back until it ends at a person, after two draws on average (Sanders & Schulz 2016,
//! *Scalable generation of scale-free graphs*). So nothing is stored, and every link has an address of its own.
//!
//! **No contact is repeated.** A link that leads where an earlier one of the same person leads is drawn again, among the
//! same ends, until it leads elsewhere: everybody after the first clique brings m contacts exactly. Chains follow first
//! draws, also of links that were drawn again; else one link would hang on all others of its person. A person's chance
//! therefore counts how often they were drawn first. The two differ in about (m ln N)²/16 of the m·N contacts, which the
//! law doesn't notice.

use super::generator::{Generate, blocks_of, persons_of};
use super::growth::{Growth, Owner};
use super::redraw::redraw;
use crate::rng::Stream;

/// Newcomers who choose in proportion to degree.
#[derive(Debug, Clone, Copy)]
pub struct BarabasiAlbert {
    persons: u32,
    growth: Growth,
    stream: Stream,
}

impl BarabasiAlbert {
    /// The graph of `persons` where each newcomer brings `links` contacts.
    pub fn new(persons: u32, links: u32, stream: Stream) -> Self {
        BarabasiAlbert { persons, growth: Growth::new(links), stream }
    }

    /// The end that a link draws first.
    fn first_draw(&self, link: u64) -> u64 {
        self.stream.under(link, self.growth.ends_before(link))
    }

    /// Whose an end is, by first draws.
    fn person(&self, mut end: u64) -> u32 {
        loop {
            match self.growth.owner(end) {
                Owner::Person(person) => return person,
                Owner::Target(link) => end = self.first_draw(link),
            }
        }
    }

    /// Whom the links of a newcomer lead to, each somebody else: more than m persons came before.
    fn targets(&self, newcomer: u32, targets: &mut Vec<u32>) {
        targets.clear();
        for link in self.growth.links_of(newcomer) {
            let draw = |attempt: u64| match attempt.checked_sub(1) {
                None => self.first_draw(link),
                Some(again) => self.stream.below(link).under(again, self.growth.ends_before(link)),
            };
            targets.push(redraw(|attempt| self.person(draw(attempt)), |target| !targets.contains(target)));
        }
    }
}

impl Generate for BarabasiAlbert {
    fn blocks(&self) -> u32 {
        blocks_of(self.persons)
    }

    /// Names each contact once, the later person first.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        let mut targets = Vec::new();
        for person in persons_of(block, self.persons) {
            if person < self.growth.clique() {
                Growth::emit_clique(person, contact);
            } else {
                self.targets(person, &mut targets);
                for &target in &targets {
                    contact(person, target);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rng::World;

    fn graph(persons: u32, links: u32, seed: u64) -> BarabasiAlbert {
        BarabasiAlbert::new(persons, links, World { seed, replicate: 0 }.stream("contacts ba"))
    }

    fn pairs(graph: &BarabasiAlbert) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        graph.emit_all(&mut |i, j| pairs.push((i, j)));
        pairs
    }

    /// The same graph made in the order of arrival, with all ends written down.
    fn written_down(graph: &BarabasiAlbert) -> Vec<(u32, u32)> {
        let links = graph.growth.clique() - 1;
        let (mut pairs, mut ends) = (Vec::new(), Vec::new());
        for i in 0..graph.growth.clique().min(graph.persons) {
            (0..i).for_each(|j| pairs.push((i, j)));
            (0..links).for_each(|_| ends.push(i));
        }
        for i in graph.growth.clique()..graph.persons {
            let there = ends.clone();
            for nth in 0..links {
                let link = u64::from(i - links - 1) * u64::from(links) + u64::from(nth);
                let drawn = there[graph.stream.under(link, there.len() as u64) as usize];
                ends.extend([i, drawn]);
                let again = |attempt| there[graph.stream.below(link).under(attempt, there.len() as u64) as usize];
                let mut target = drawn;
                for attempt in 0.. {
                    if !pairs.contains(&(i, target)) {
                        break;
                    }
                    target = again(attempt);
                }
                pairs.push((i, target));
            }
        }
        pairs
    }

    proptest! {
        #[test]
        fn chains_lead_where_the_written_list_leads(persons in 0u32..80, links in 0u32..7, seed: u64) {
            let graph = graph(persons, links, seed);
            prop_assert_eq!(pairs(&graph), written_down(&graph));
        }
    }

    #[test]
    fn everybody_after_the_first_clique_brings_as_many_contacts() {
        let pairs = pairs(&graph(5000, 7, 1));
        assert_eq!(pairs.len(), 28 + 7 * 4992);
        for newcomer in pairs[28..].chunks(7) {
            let distinct: std::collections::BTreeSet<_> = newcomer.iter().collect();
            assert!(distinct.len() == 7 && newcomer.iter().all(|&(i, j)| i == newcomer[0].0 && j < i));
        }
    }

    /// m = 2: person 3 knows two of 0, 1, 2. Whether person 4 knows 3, by all ways in which both can draw: with
    /// probability 2/3 person 3 drew two different persons (ends 3, 3, 2, 2: .42143), with 1/3 the same (4, 2, 2, 2:
    /// .43333); .42540 in all. 40,000 graphs: 4 standard errors of .00247.
    #[test]
    fn the_fifth_person_knows_the_fourth_as_often_as_counted() {
        let knows = |seed| pairs(&graph(5, 2, seed)).contains(&(4, 3));
        let found = (0..40_000).filter(|&seed| knows(seed)).count() as f64 / 40_000.0;
        assert!((found - 0.42540).abs() < 4.0 * 0.00247, "{found}");
    }
}
