//! Newcomers who come together: what can be said of their choices before it is known what each of them chose.
//!
//! A cohort is so small that whom it follows lies near the processor, and a small part of those who are there, so that few of
//! its choices depend on each other.

use std::ops::Range;

use hashbrown::HashMap;

use super::followers::PARTS;

/// Most links of a cohort.
const LINKS: u32 = 1 << 16;
/// Persons who are there for each of a cohort, at least.
const THERE: u32 = 128;
/// Nobody.
const NONE: u32 = u32::MAX;

/// Number of newcomers who come together when so many persons are there, each with so many links.
pub fn cohort(there: u32, links: u32) -> u32 {
    (there / THERE).clamp(1, (LINKS / links.max(1)).max(1))
}

/// The choices of some newcomers, one after the other.
#[derive(Debug, Default)]
pub struct Choices {
    /// Whom each link leads to.
    pub targets: Vec<u32>,
    /// Whom each link was found through, as a contact of theirs, or that it was not.
    through: Vec<u32>,
}

impl Choices {
    /// Adds the choice of a link.
    #[inline]
    pub fn push(&mut self, target: u32, through: Option<u32>) {
        self.targets.push(target);
        self.through.push(through.unwrap_or(NONE));
    }

    /// Number of links.
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// The person through whom the next link may be found: whom the last was found through or, if through nobody, leads to.
    pub fn attached(&self) -> Option<u32> {
        let (&target, &through) = (self.targets.last()?, self.through.last()?);
        Some(if through == NONE { target } else { through })
    }

    /// Adds undecided links until there are so many.
    pub fn fill(&mut self, links: usize) {
        self.targets.resize(links, NONE);
        self.through.resize(links, NONE);
    }

    /// Makes these the first choices that are certain among some guesses: up to the first that is undecided, or was found
    /// through somebody who has been followed since.
    pub fn keep(&mut self, guesses: &Choices, links: Range<usize>, recent: &Recent) {
        let (targets, through) = (&guesses.targets[links.clone()], &guesses.through[links]);
        let stands =
            |(&target, &through): (&u32, &u32)| target != NONE && (through == NONE || recent.count(through) == 0);
        let certain = targets.iter().zip(through).take_while(|&guess| stands(guess)).count();
        self.targets.clear();
        self.through.clear();
        self.targets.extend_from_slice(&targets[..certain]);
        self.through.extend_from_slice(&through[..certain]);
    }
}

/// Who was followed since a cohort began, and by whom.
#[derive(Debug)]
pub struct Recent {
    /// The last of each person's entries, and their number.
    last: HashMap<u32, (u32, u32)>,
    parts: Vec<Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    person: u32,
    follower: u32,
    /// The entry of the same person before this one.
    before: u32,
}

impl Default for Recent {
    fn default() -> Self {
        Recent { last: HashMap::new(), parts: (0..PARTS).map(|_| Vec::new()).collect() }
    }
}

impl Recent {
    /// Forgets everybody.
    pub fn clear(&mut self) {
        self.last.clear();
        self.parts.iter_mut().for_each(Vec::clear);
    }

    /// Adds a follower of a person.
    pub fn add(&mut self, person: u32, follower: u32) {
        let part = &mut self.parts[(person % PARTS) as usize];
        let (last, count) = self.last.entry(person).or_insert((NONE, 0));
        part.push(Entry { person, follower, before: *last });
        (*last, *count) = (part.len() as u32 - 1, *count + 1);
    }

    /// Number of followers of a person.
    #[inline]
    pub fn count(&self, person: u32) -> u32 {
        self.last.get(&person).map_or(0, |&(_, count)| count)
    }

    /// The follower of a person at a place from 0, one of those there are.
    pub fn follower(&self, person: u32, place: u32) -> u32 {
        let (part, (last, count)) = (&self.parts[(person % PARTS) as usize], self.last[&person]);
        let back = (place + 1..count).fold(last, |entry, _| part[entry as usize].before);
        part[back as usize].follower
    }

    /// Persons of a part and their followers, in the order in which they came.
    pub fn of_part(&self, part: usize) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.parts[part].iter().map(|entry| (entry.person, entry.follower))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn followers_are_found_by_their_place() {
        let mut recent = Recent::default();
        for (person, follower) in [(3, 10), (67, 11), (3, 12), (4, 13), (3, 14)] {
            recent.add(person, follower);
        }
        assert_eq!([3, 67, 4, 5].map(|person| recent.count(person)), [3, 1, 1, 0]);
        assert_eq!([0, 1, 2].map(|place| recent.follower(3, place)), [10, 12, 14]);
        assert_eq!(recent.follower(67, 0), 11);
        recent.clear();
        assert_eq!((recent.count(3), recent.of_part(3).count()), (0, 0));
    }

    #[test]
    fn cohorts_grow_with_those_who_are_there() {
        assert_eq!([1, 128, 38_400, 4_000_000].map(|there| cohort(there, 10)), [1, 1, 300, 6553]);
        assert_eq!([cohort(1_280_000, 0), cohort(4_000_000, u32::MAX)], [10_000, 1]);
    }
}
