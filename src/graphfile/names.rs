//! From ids to numbers of persons, while a file is read.
//!
//! Whole numbers below 2³² stand for themselves while the file is read, so that nothing is looked up; afterwards those
//! that occur are numbered in ascending order. When a larger number comes, the numbers go into a hash table, and when a
//! text comes, all ids do, as texts. In the end persons stand in the order of their ids where these are whole numbers,
//! else in the order in which they came first.

use std::collections::HashMap;

use super::ids::{Id, Ids};

/// The persons of a file that is being read.
#[derive(Debug)]
pub(super) enum Names {
    /// Whole numbers below 2³², which stand for themselves.
    Small,
    /// Whole numbers, numbered as they came.
    Whole { ids: Vec<u64>, known: HashMap<u64, u32> },
    /// Texts, numbered as they came.
    Texts { ids: Vec<Box<str>>, known: HashMap<Box<str>, u32> },
    /// Persons 1 to this number, announced by the file; they stand for themselves, less one.
    Announced(u32),
}

impl Names {
    /// Whether an id can be numbered without the others being numbered anew.
    #[inline]
    pub fn fits(&self, id: Id) -> bool {
        match (self, id) {
            (Names::Small, Id::Whole(number)) => u32::try_from(number).is_ok(),
            (Names::Whole { .. }, Id::Whole(_)) | (Names::Texts { .. } | Names::Announced(_), _) => true,
            (Names::Small | Names::Whole { .. }, Id::Text(_)) => false,
        }
    }

    /// Names into which this id fits, and the persons seen so far (in this order, repetitions too) with them; the new
    /// number of each of these goes to `renumber`.
    pub fn widened(self, id: Id, seen: impl Iterator<Item = u32>, mut renumber: impl FnMut(u32, u32)) -> Names {
        let mut wide = match id {
            Id::Whole(_) => Names::Whole { ids: Vec::new(), known: HashMap::new() },
            Id::Text(_) => Names::Texts { ids: Vec::new(), known: HashMap::new() },
        };
        for old in seen {
            let id = match &self {
                Names::Whole { ids, .. } => ids[old as usize],
                _ => u64::from(old),
            };
            let new = match wide {
                Names::Texts { .. } => wide.number(Id::Text(&id.to_string())),
                _ => wide.number(Id::Whole(id)),
            };
            renumber(old, new);
        }
        wide
    }

    /// The number of a person for now; the id fits.
    #[inline]
    pub fn number(&mut self, id: Id) -> u32 {
        match (self, id) {
            (Names::Small | Names::Announced(_), Id::Whole(number)) => number as u32,
            (Names::Whole { ids, known }, Id::Whole(number)) => *known.entry(number).or_insert_with(|| {
                ids.push(number);
                ids.len() as u32 - 1
            }),
            (Names::Texts { ids, known }, Id::Whole(number)) => of_text(ids, known, &number.to_string()),
            (Names::Texts { ids, known }, Id::Text(text)) => of_text(ids, known, text),
            (Names::Small | Names::Announced(_) | Names::Whole { .. }, Id::Text(_)) => {
                unreachable!("a text does not fit")
            }
        }
    }

    /// The ids in the order of the persons, and how the numbers so far become theirs; `seen` gives the numbers of all
    /// persons, in any order and repeatedly.
    pub fn finish<I: Iterator<Item = u32>>(self, seen: impl Fn() -> I) -> (Ids, Renumber) {
        match self {
            Names::Small => of_small(seen),
            Names::Whole { ids, .. } => {
                let mut order: Vec<u32> = (0..ids.len() as u32).collect();
                order.sort_unstable_by_key(|person| ids[*person as usize]);
                let mut place = vec![0; ids.len()];
                (0..).zip(&order).for_each(|(at, person)| place[*person as usize] = at);
                (Ids::Whole(order.iter().map(|person| ids[*person as usize]).collect()), Renumber::Places(place))
            }
            Names::Texts { ids, .. } => (Ids::Texts(ids), Renumber::Less(0)),
            Names::Announced(count) => (Ids::Range { first: 1, count }, Renumber::Less(0)),
        }
    }
}

fn of_text(ids: &mut Vec<Box<str>>, known: &mut HashMap<Box<str>, u32>, text: &str) -> u32 {
    if let Some(&number) = known.get(text) {
        return number;
    }
    ids.push(text.into());
    known.insert(text.into(), ids.len() as u32 - 1);
    ids.len() as u32 - 1
}

/// From numbers while reading to numbers of persons.
#[derive(Debug)]
pub(super) enum Renumber {
    /// Less so much.
    Less(u32),
    /// The number of marked numbers below: words of marks, each with the marks before it.
    Rank(Vec<(u64, u32)>),
    /// The place in this ascending list.
    Search(Vec<u32>),
    /// The entry of this list.
    Places(Vec<u32>),
}

impl Renumber {
    /// The number of a person that was seen.
    #[inline]
    pub fn of(&self, number: u32) -> u32 {
        match self {
            Renumber::Less(first) => number - first,
            Renumber::Rank(words) => {
                let (marks, before) = words[number as usize / 64];
                before + (marks & ((1 << (number % 64)) - 1)).count_ones()
            }
            Renumber::Search(list) => list.partition_point(|other| *other < number) as u32,
            Renumber::Places(places) => places[number as usize],
        }
    }
}

/// Room for marks, in numbers for each person seen: up to here marks take no more memory than what was read.
const SPREAD: u64 = 32;

fn of_small<I: Iterator<Item = u32>>(seen: impl Fn() -> I) -> (Ids, Renumber) {
    let (mut named, mut largest) = (0u64, 0);
    seen().for_each(|number| {
        named += 1;
        largest = largest.max(number);
    });
    if named == 0 {
        return (Ids::Range { first: 0, count: 0 }, Renumber::Less(0));
    }
    if u64::from(largest) > named * SPREAD {
        let mut list: Vec<u32> = seen().collect();
        list.sort_unstable();
        list.dedup();
        return (Ids::Whole(list.iter().map(|number| u64::from(*number)).collect()), Renumber::Search(list));
    }
    let mut words = vec![(0u64, 0u32); largest as usize / 64 + 1];
    seen().for_each(|number| words[number as usize / 64].0 |= 1 << (number % 64));
    let mut count = 0;
    for (marks, before) in &mut words {
        *before = count;
        count += marks.count_ones();
    }
    let smallest = seen().min().unwrap_or(0);
    if largest - smallest == count - 1 {
        return (Ids::Range { first: u64::from(smallest), count }, Renumber::Less(smallest));
    }
    let marked = |(at, (marks, _)): (usize, &(u64, u32))| {
        let marks = *marks;
        (0..64).filter(move |bit| marks >> bit & 1 == 1).map(move |bit| at as u64 * 64 + bit)
    };
    (Ids::Whole(words.iter().enumerate().flat_map(marked).collect()), Renumber::Rank(words))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Against a sorted set; dense numbers with and without gaps, and sparse ones.
        #[test]
        fn small_numbers_are_numbered_in_ascending_order(
            numbers in prop_oneof![
                prop::collection::vec(3..60u32, 0..80),
                prop::collection::vec(0..2000u32, 0..80),
                prop::collection::vec(any::<u32>(), 0..40),
            ],
        ) {
            let (ids, renumber) = Names::Small.finish(|| numbers.iter().copied());
            let sorted: Vec<u32> = numbers.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
            prop_assert_eq!(ids.len() as usize, sorted.len());
            for (place, number) in sorted.into_iter().enumerate() {
                prop_assert_eq!(ids.id(place as u32), Id::Whole(u64::from(number)));
                prop_assert_eq!(renumber.of(number), place as u32);
            }
        }
    }

    #[test]
    fn large_numbers_are_ordered_too_and_texts_as_they_came() {
        let mut names = Names::Small.widened(Id::Whole(1 << 40), [7, 3, 7].into_iter(), |_, _| {});
        assert_eq!([1 << 40, 7, 3].map(|id| names.number(Id::Whole(id))), [2, 0, 1]);
        let (ids, renumber) = names.finish(|| 0..3);
        assert_eq!(ids, Ids::Whole(vec![3, 7, 1 << 40]));
        assert_eq!([0, 1, 2].map(|number| renumber.of(number)), [1, 0, 2]);

        let mut new = Vec::new();
        let mut names =
            Names::Small.widened(Id::Text("ada"), [7, 3, 7].into_iter(), |old, number| new.push((old, number)));
        assert_eq!(new, [(7, 0), (3, 1), (7, 0)]);
        assert_eq!([names.number(Id::Text("ada")), names.number(Id::Whole(3)), names.number(Id::Text("7"))], [2, 1, 0]);
        assert_eq!(names.finish(|| 0..3).0, Ids::Texts(vec!["7".into(), "3".into(), "ada".into()]));
    }
}
