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
//! A choice depends on all choices before: the graph is made in one sequence when the layer is set up, its draws by
//! address, and held. Meanwhile it takes 5 bytes an end and 12 a person, and 2 bytes an end until the rows are filled.

mod followers;

use self::followers::Followers;
use super::generator::{Generate, blocks_of, persons_of};
use super::growth::{Growth, Owner};
use super::redraw::redraw;
use crate::rng::Stream;

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
    /// to contacts of a contact.
    pub fn new(persons: u32, links: u32, triads: f64, stream: Stream) -> Self {
        let growth = Growth::new(links);
        let newcomers = growth.clique().min(persons)..persons;
        let all = newcomers.len() * links as usize;
        let followed = if triads > 0.0 { persons } else { 0 };
        let followers = Followers::new(followed, if triads > 0.0 { all } else { 0 });
        let mut growing = Growing { growth, triads, stream, targets: Vec::with_capacity(all), followers };
        newcomers.for_each(|newcomer| growing.join(newcomer));
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
    triads: f64,
    stream: Stream,
    targets: Vec<u32>,
    /// Empty without triads.
    followers: Followers,
}

impl Growing {
    /// A newcomer makes all contacts.
    fn join(&mut self, newcomer: u32) {
        let links = self.growth.links_of(newcomer);
        let first = links.start as usize;
        let mut attached = None;
        for link in links {
            let draws = self.stream.below(link);
            let through = attached.filter(|_| draws.unit(0) < self.triads);
            let draw = |attempt| match through {
                Some(person) => self.contact(person, draws.under(attempt + 1, self.degree(person))),
                None => self.person(draws.under(attempt + 1, self.growth.ends_before(link))),
            };
            let target = redraw(draw, |target| !self.targets[first..].contains(target));
            attached = through.or(Some(target));
            self.targets.push(target);
        }
        if self.triads > 0.0 {
            for &target in &self.targets[first..] {
                self.followers.add(target, newcomer);
            }
        }
    }

    /// Whose an end is.
    fn person(&self, end: u64) -> u32 {
        match self.growth.owner(end) {
            Owner::Person(person) => person,
            Owner::Target(link) => self.targets[link as usize],
        }
    }

    /// Number of contacts of a person: m of their own (or of the first clique), and followers.
    fn degree(&self, person: u32) -> u64 {
        u64::from(self.growth.clique()) - 1 + self.followers.of(person).len() as u64
    }

    /// The contact of a person at a place from 0.
    fn contact(&self, person: u32, place: u64) -> u32 {
        let (clique, place) = (self.growth.clique(), place as u32);
        if place >= clique - 1 {
            self.followers.of(person)[(place + 1 - clique) as usize]
        } else if person < clique {
            place + u32::from(place >= person)
        } else {
            self.targets[(self.growth.links_of(person).start + u64::from(place)) as usize]
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contacts::ContactLayers;
    use crate::rng::World;

    fn named(persons: u32, links: u32, triads: f64, seed: u64) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        let stream = World { seed, replicate: 0 }.stream("contacts hk");
        HolmeKim::new(persons, links, triads, stream).emit_all(&mut |i, j| pairs.push((i, j)));
        pairs
    }

    proptest! {
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
