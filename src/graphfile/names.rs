//! From ids to numbers of persons, while a file is read.
//!
//! Whole numbers below 2³² stand for themselves while the file is read, so that nothing is looked up; afterwards those
//! that occur are numbered in ascending order. When something else comes, a larger number or a text, all ids are looked up in a
//! [`Register`]. In the end persons stand in the order of their ids where these are whole numbers, else in the order in which they
//! came first.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering};

use super::ids::{Id, Ids, whole};
use super::register::Register;
use crate::parallel::in_order;

/// The persons of a file that is being read.
#[derive(Debug)]
pub(super) enum Names {
    /// Whole numbers below 2³², which stand for themselves.
    Small,
    /// Ids of any kind, numbered for now.
    Register(Register),
    /// Persons 1 to this number, announced by the file; they stand for themselves, less one.
    Announced(u32),
}

/// The numbers of all persons of a file, in any order and repeatedly.
#[derive(Debug)]
pub(super) struct Seen<'s> {
    /// In pairs.
    pub pairs: Vec<&'s [(u32, u32)]>,
    /// Elsewhere.
    pub others: Vec<u32>,
}

impl Seen<'_> {
    /// Number of pieces that threads can take side by side.
    fn pieces(&self) -> usize {
        self.pairs.len() + 1
    }

    /// Does something with each number of a piece.
    #[inline]
    fn each(&self, piece: usize, mut see: impl FnMut(u32)) {
        match self.pairs.get(piece) {
            None => self.others.iter().for_each(|number| see(*number)),
            Some(pairs) => pairs.iter().for_each(|(i, j)| {
                see(*i);
                see(*j);
            }),
        }
    }
}

impl Names {
    /// Whether an id can be numbered without the others being numbered anew.
    #[inline]
    pub fn fits(&self, id: Id) -> bool {
        match (self, id) {
            (Names::Small, Id::Whole(number)) => u32::try_from(number).is_ok(),
            (Names::Register(_) | Names::Announced(_), _) => true,
            (Names::Small, Id::Text(_)) => false,
        }
    }

    /// The number of a person for now; the id fits.
    #[inline]
    pub fn number(&mut self, id: Id) -> u32 {
        match (self, id) {
            (Names::Small | Names::Announced(_), Id::Whole(number)) => number as u32,
            (Names::Register(register), Id::Whole(number)) => register.number(number.to_string().as_bytes()),
            (Names::Register(register), Id::Text(text)) => register.number(text.as_bytes()),
            (Names::Small | Names::Announced(_), Id::Text(_)) => unreachable!("a text does not fit"),
        }
    }

    /// The ids in the order of the persons, and how the numbers so far become theirs. The number of threads changes nothing.
    pub fn finish(self, seen: &Seen, threads: NonZeroUsize) -> (Ids, Renumber) {
        match self {
            Names::Small => of_small(seen, threads),
            Names::Register(register) => of_register(&register, threads),
            Names::Announced(count) => (Ids::Range { first: 1, count }, Renumber::Less(0)),
        }
    }
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

fn of_small(seen: &Seen, threads: NonZeroUsize) -> (Ids, Renumber) {
    let bounds = in_order(threads, seen.pieces(), |piece| {
        let (mut named, mut smallest, mut largest) = (0u64, u32::MAX, 0);
        seen.each(piece, |number| {
            named += 1;
            (smallest, largest) = (smallest.min(number), largest.max(number));
        });
        (named, smallest, largest)
    });
    let named: u64 = bounds.iter().map(|bounds| bounds.0).sum();
    let smallest = bounds.iter().map(|bounds| bounds.1).min().unwrap_or(0);
    let largest = bounds.iter().map(|bounds| bounds.2).max().unwrap_or(0);
    if named == 0 {
        return (Ids::Range { first: 0, count: 0 }, Renumber::Less(0));
    }
    if u64::from(largest) > named * SPREAD {
        let mut list = Vec::new();
        (0..seen.pieces()).for_each(|piece| seen.each(piece, |number| list.push(number)));
        list.sort_unstable();
        list.dedup();
        return (Ids::Whole(list.iter().map(|number| u64::from(*number)).collect()), Renumber::Search(list));
    }
    let words = marked(seen, largest, threads);
    let count = words.last().map_or(0, |(marks, before)| before + marks.count_ones());
    if largest - smallest == count - 1 {
        return (Ids::Range { first: u64::from(smallest), count }, Renumber::Less(smallest));
    }
    let numbers = |(at, (marks, _)): (usize, &(u64, u32))| {
        let marks = *marks;
        (0..64).filter(move |bit| marks >> bit & 1 == 1).map(move |bit| at as u64 * 64 + bit)
    };
    (Ids::Whole(words.iter().enumerate().flat_map(numbers).collect()), Renumber::Rank(words))
}

/// A mark for each number that was seen, in words, each with the number of marks before it.
fn marked(seen: &Seen, largest: u32, threads: NonZeroUsize) -> Vec<(u64, u32)> {
    let words: Vec<AtomicU64> = (0..=largest / 64).map(|_| AtomicU64::new(0)).collect();
    in_order(threads, seen.pieces(), |piece| {
        seen.each(piece, |number| {
            let (word, mark) = (&words[number as usize / 64], 1 << (number % 64));
            // Most numbers come many times: a look is cheaper than a change.
            if word.load(Ordering::Relaxed) & mark == 0 {
                word.fetch_or(mark, Ordering::Relaxed);
            }
        });
    });
    let mut count = 0;
    let ranked = |marks: AtomicU64| {
        let marks = marks.into_inner();
        let before = count;
        count += marks.count_ones();
        (marks, before)
    };
    words.into_iter().map(ranked).collect()
}

/// The ids of a register: in ascending order if all are whole numbers, else as they came.
fn of_register(register: &Register, threads: NonZeroUsize) -> (Ids, Renumber) {
    let ids: Vec<&[u8]> = register.ids().collect();
    let number = |id: &&[u8]| whole(id).filter(|(_, length)| *length == id.len()).map(|(number, _)| number);
    let Some(numbers) = ids.iter().map(number).collect::<Option<Vec<u64>>>() else {
        return (Ids::Texts(texts(&ids, threads)), Renumber::Places(register.places(0..)));
    };
    let mut order: Vec<u32> = (0..numbers.len() as u32).collect();
    order.sort_unstable_by_key(|person| numbers[*person as usize]);
    let mut rank = vec![0; order.len()];
    (0..).zip(&order).for_each(|(at, person)| rank[*person as usize] = at);
    let ids = order.iter().map(|person| numbers[*person as usize]).collect();
    (Ids::Whole(ids), Renumber::Places(register.places(rank)))
}

/// Ids that a thread copies together.
const TOGETHER: usize = 1 << 14;

fn texts(ids: &[&[u8]], threads: NonZeroUsize) -> Vec<Box<str>> {
    let text = |id: &&[u8]| std::str::from_utf8(id).expect("ids are texts").into();
    let pieces: Vec<&[&[u8]]> = ids.chunks(TOGETHER).collect();
    let texts = in_order(threads, pieces.len(), |piece| pieces[piece].iter().map(text).collect::<Vec<Box<str>>>());
    texts.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn seen(numbers: &[(u32, u32)]) -> Seen<'_> {
        Seen { pairs: numbers.chunks(9).collect(), others: numbers.iter().map(|pair| pair.1).take(1).collect() }
    }

    fn pairs(number: impl Strategy<Value = u32> + Clone, most: usize) -> impl Strategy<Value = Vec<(u32, u32)>> {
        prop::collection::vec((number.clone(), number), 0..most)
    }

    proptest! {
        /// Against a sorted set; dense numbers with and without gaps, and sparse ones.
        #[test]
        fn small_numbers_are_numbered_in_ascending_order(
            numbers in prop_oneof![pairs(3..60u32, 40), pairs(0..2000u32, 40), pairs(any::<u32>(), 20)],
        ) {
            let (ids, renumber) = Names::Small.finish(&seen(&numbers), NonZeroUsize::new(3).expect("not 0"));
            let sorted: Vec<u32> =
                numbers.iter().flat_map(|(i, j)| [*i, *j]).collect::<BTreeSet<_>>().into_iter().collect();
            prop_assert_eq!(ids.len() as usize, sorted.len());
            for (place, number) in sorted.into_iter().enumerate() {
                prop_assert_eq!(ids.id(place as u32), Id::Whole(u64::from(number)));
                prop_assert_eq!(renumber.of(number), place as u32);
            }
        }
    }

    #[test]
    fn large_numbers_are_ordered_too_and_texts_as_they_came() {
        let finished = |words: &[&str]| {
            let mut names = Names::Register(Register::default());
            let numbers: Vec<u32> = words.iter().map(|word| names.number(Id::of(word))).collect();
            let (ids, renumber) = names.finish(&seen(&[]), NonZeroUsize::MIN);
            (ids, numbers.into_iter().map(|number| renumber.of(number)).collect::<Vec<_>>())
        };
        let (ids, numbers) = finished(&["1099511627776", "7", "3", "7"]);
        assert_eq!((ids, numbers), (Ids::Whole(vec![3, 7, 1 << 40]), vec![2, 1, 0, 1]));
        let (ids, numbers) = finished(&["7", "3", "7", "ada", "07"]);
        assert_eq!((ids, numbers), (Ids::Texts(["7", "3", "ada", "07"].map(Box::from).into()), vec![0, 1, 0, 2, 3]));
    }
}
