//! What a file calls its persons.

use std::borrow::Cow;

/// The ids of persons, by their number.
///
/// A word of digits without leading zeros, below 2⁶⁴, is a whole number; everything else is a text. A file in which one
/// id is a text has texts only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ids {
    /// Whole numbers one after the other.
    Range {
        /// Id of the first person.
        first: u64,
        /// Number of persons.
        count: u32,
    },
    /// Whole numbers.
    Whole(Vec<u64>),
    /// Texts.
    Texts(Vec<Box<str>>),
}

/// One id, as a file writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Id<'t> {
    /// A whole number.
    Whole(u64),
    /// A text.
    Text(&'t str),
}

impl<'t> Id<'t> {
    /// The id that a word is.
    pub fn of(word: &'t str) -> Id<'t> {
        match whole(word.as_bytes()) {
            Some((number, length)) if length == word.len() => Id::Whole(number),
            _ => Id::Text(word),
        }
    }
}

/// Most digits of which each number fits 64 bits.
const SAFE_DIGITS: usize = 19;

/// The whole number at the head of some bytes, and the number of its digits; none with leading zeros, none from 2⁶⁴ on.
#[inline]
pub(super) fn whole(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut number = 0u64;
    let mut length = 0;
    while let Some(digit) = bytes.get(length).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
        if length < SAFE_DIGITS {
            number = number * 10 + u64::from(digit);
        } else {
            number = number.checked_mul(10)?.checked_add(u64::from(digit))?;
        }
        length += 1;
    }
    let leads_with_zero = length > 1 && bytes[0] == b'0';
    (length > 0 && !leads_with_zero).then_some((number, length))
}

impl Ids {
    /// Number of persons.
    pub fn len(&self) -> u32 {
        match self {
            Ids::Range { count, .. } => *count,
            Ids::Whole(ids) => ids.len() as u32,
            Ids::Texts(ids) => ids.len() as u32,
        }
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The id of a person as a text.
    pub fn text(&self, person: u32) -> Cow<'_, str> {
        match self.id(person) {
            Id::Whole(number) => Cow::Owned(number.to_string()),
            Id::Text(text) => Cow::Borrowed(text),
        }
    }

    pub(super) fn id(&self, person: u32) -> Id<'_> {
        match self {
            Ids::Range { first, .. } => Id::Whole(first + u64::from(person)),
            Ids::Whole(ids) => Id::Whole(ids[person as usize]),
            Ids::Texts(ids) => Id::Text(&ids[person as usize]),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Id<'_>> {
        (0..self.len()).map(|person| self.id(person))
    }

    /// The ids with person i at `place[i]`, a permutation.
    #[must_use]
    pub(super) fn placed(self, place: &[u32]) -> Ids {
        match self {
            Ids::Range { first, .. } => {
                let mut ids = vec![0; place.len()];
                (first..).zip(place).for_each(|(id, at)| ids[*at as usize] = id);
                Ids::Whole(ids)
            }
            Ids::Whole(old) => Ids::Whole(moved(old, place)),
            Ids::Texts(old) => Ids::Texts(moved(old, place)),
        }
    }
}

/// Things of persons, that of person i at `place[i]`, a permutation.
pub(super) fn moved<T: Default + Clone>(old: Vec<T>, place: &[u32]) -> Vec<T> {
    let mut new = vec![T::default(); old.len()];
    old.into_iter().zip(place).for_each(|(thing, at)| new[*at as usize] = thing);
    new
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_whole_number_reads_as_the_standard_library_reads_it(number: u64, rest in "[^0-9]?[a-z0-9]{0,3}") {
            prop_assume!(!rest.starts_with(|c: char| c.is_ascii_digit()));
            let digits = number.to_string();
            prop_assert_eq!(whole(format!("{digits}{rest}").as_bytes()), Some((number, digits.len())));
        }
    }

    #[test]
    fn what_is_no_whole_number_is_a_text() {
        assert_eq!(Id::of("18446744073709551615"), Id::Whole(u64::MAX));
        for text in ["18446744073709551616", "007", "00", "", "-1", "+1", "1.0", "1a", "99999999999999999999999"] {
            assert_eq!(Id::of(text), Id::Text(text));
        }
        assert_eq!(Id::of("0"), Id::Whole(0));
    }

    #[test]
    fn ids_move_with_their_persons() {
        assert_eq!(Ids::Range { first: 5, count: 3 }.placed(&[2, 0, 1]), Ids::Whole(vec![6, 7, 5]));
        let texts = Ids::Texts(vec!["a".into(), "b".into(), "c".into()]);
        assert_eq!(texts.placed(&[2, 0, 1]), Ids::Texts(vec!["b".into(), "c".into(), "a".into()]));
    }
}
