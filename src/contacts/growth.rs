//! What growing graphs have in common: who comes when, and which end of a contact belongs to whom.
//!
//! The first m + 1 persons all know each other. Everybody after them, in the order of the persons, brings m links to
//! persons who are already there. Ends of contacts are numbered as they come: m for each person of the first clique,
//! then two for each link, the newcomer's and that of the person it leads to. Everybody owns as many ends as they have
//! contacts, so a uniform number below the ends so far finds a person in proportion to the degree (Batagelj & Brandes
//! 2005, *Efficient generation of large random networks*).

use std::ops::Range;

/// The order of arrivals in a graph where each newcomer brings m links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Growth {
    links: u32,
}

/// Whose an end is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// This person's.
    Person(u32),
    /// The person's to whom this link leads.
    Target(u64),
}

impl Growth {
    /// Newcomers with `links` links each.
    pub fn new(links: u32) -> Self {
        Growth { links }
    }

    /// Number of persons of the first clique: m + 1.
    pub fn clique(self) -> u32 {
        self.links + 1
    }

    /// The numbers of the links of a newcomer (a person beyond the first clique).
    pub fn links_of(self, newcomer: u32) -> Range<u64> {
        let first = u64::from(newcomer - self.clique()) * u64::from(self.links);
        first..first + u64::from(self.links)
    }

    /// Number of ends that were there before the newcomer who brought a link.
    pub fn ends_before(self, link: u64) -> u64 {
        self.clique_ends() + 2 * (link - link % u64::from(self.links))
    }

    /// Whose an end is.
    pub fn owner(self, end: u64) -> Owner {
        let m = u64::from(self.links);
        let Some(after) = end.checked_sub(self.clique_ends()) else { return Owner::Person((end / m) as u32) };
        let link = after / 2;
        if after % 2 == 0 { Owner::Person(self.clique() + (link / m) as u32) } else { Owner::Target(link) }
    }

    /// Names the contacts of a person of the first clique with those before.
    pub fn emit_clique(person: u32, contact: &mut impl FnMut(u32, u32)) {
        (0..person).for_each(|other| contact(person, other));
    }

    fn clique_ends(self) -> u64 {
        u64::from(self.links) * u64::from(self.clique())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ends written down one after the other, as the definition says.
    #[test]
    fn ends_are_numbered_as_they_come() {
        for links in 1..5 {
            let growth = Growth::new(links);
            let mut ends: Vec<Owner> =
                (0..=links).flat_map(|i| std::iter::repeat_n(Owner::Person(i), links as usize)).collect();
            let mut link = 0;
            for newcomer in growth.clique()..20 {
                let before = ends.len() as u64;
                assert_eq!(growth.links_of(newcomer), link..link + u64::from(links));
                for _ in 0..links {
                    assert_eq!(growth.ends_before(link), before);
                    ends.extend([Owner::Person(newcomer), Owner::Target(link)]);
                    link += 1;
                }
            }
            assert!((0..).zip(&ends).all(|(end, &owner)| growth.owner(end) == owner), "m = {links}");
        }
    }
}
