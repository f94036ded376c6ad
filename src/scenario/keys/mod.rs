//! Every key of the file format, declared once.
//!
//! From these declarations come decoding, messages, the JSON Schema, the defaults that `explain` shows, and the table of
//! parameters in the documents.

mod choice;
mod contacts;
mod experiment;
mod laws;
mod file;
mod layer;
mod lists;
mod market;
mod platform;
mod theory;
mod top;
mod when;

pub use contacts::CONTACTS;
pub use experiment::{DEFAULT_STEPS, MOST_STEPS, SWEEP};
pub use file::FILE;
pub use layer::MOST as MOST_CONTACTS_MEAN;
pub use lists::POTENTIAL_POINT;
pub use market::AUDIENCE;
pub use platform::PLATFORM;
pub use top::TOP;
pub use when::REACTION;

use super::amount::Unit;

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What holds when it is not given.
    pub absent: Absent,
    /// What it means, in one sentence.
    pub meaning: &'static str,
}

/// What holds when a key is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// It must be given.
    Required,
    /// This value, in the notation of the file.
    Default(&'static str),
    /// Nothing, in these words.
    Means(&'static str),
}

/// What a key takes.
#[derive(Debug)]
pub enum Kind {
    /// Any text.
    Text,
    /// The path of a file, relative to the scenario file.
    File,
    /// `#rrggbb`.
    Color,
    /// A date.
    Date,
    /// A date, "never", or a table with these keys that says what must come before.
    When(&'static [Key]),
    /// A length of time that is the same in all runs.
    Length,
    /// A whole number.
    Whole {
        /// Lowest value.
        low: u64,
        /// Highest value.
        high: u64,
    },
    /// `true` or `false`.
    Flag,
    /// One of these words, each with its meaning.
    Choice(&'static [(&'static str, &'static str)]),
    /// A number that may be uncertain and may carry evidence.
    Amount {
        /// What kind of number.
        unit: Unit,
        /// Lowest value in the base unit.
        low: f64,
        /// Highest value in the base unit.
        high: f64,
    },
    /// An amount, or a list of amounts with dates.
    Schedule {
        /// What kind of number.
        unit: Unit,
        /// Lowest value in the base unit.
        low: f64,
        /// Highest value in the base unit.
        high: f64,
        /// The key of the amount in an entry with a date.
        word: &'static str,
    },
    /// How much of a crowd a person needs: a share, a number of contacts, or each person's own.
    Threshold,
    /// Persons who could join: an amount, the path of a table, or a list of points.
    Potential,
    /// A table with these keys.
    Table(&'static [Key]),
    /// A table whose keys are names that the author chooses.
    Named(&'static Kind),
    /// A table with exactly one of these keys.
    OneOf(&'static [Key]),
    /// A list of tables with these keys.
    List(&'static [Key]),
    /// A single value, as some other key takes it: a text, a number, a date, or true or false.
    Single,
    /// A list of single values, all of this kind.
    Several(&'static Kind),
}

impl Kind {
    /// What a key below this one takes; in a list, a key of its items.
    pub fn child(&self, name: &str) -> Option<&Kind> {
        match self {
            Kind::Table(keys) | Kind::OneOf(keys) | Kind::List(keys) | Kind::When(keys) => {
                find(keys, name).map(|key| &key.kind)
            }
            Kind::Named(kind) => Some(kind),
            // The date of an entry; only an entry has a key of this name.
            Kind::Schedule { .. } if name == "from" => Some(&Kind::Date),
            // A part of an amount is replaced like the whole.
            Kind::Amount { .. } | Kind::Schedule { .. } | Kind::Threshold => Some(self),
            _ => None,
        }
    }

    /// Whether a child scenario's table goes into the inherited one rather than replacing it.
    pub fn merges(&self) -> bool {
        matches!(self, Kind::Table(_) | Kind::Named(_) | Kind::OneOf(_) | Kind::List(_))
    }
}

/// The key of this name.
pub fn find<'k>(keys: &'k [Key], name: &str) -> Option<&'k Key> {
    keys.iter().find(|key| key.name == name)
}

const fn key(name: &'static str, kind: Kind, absent: Absent, meaning: &'static str) -> Key {
    Key { name, kind, absent, meaning }
}

/// An amount with a default.
const fn amount(
    name: &'static str,
    unit: Unit,
    low: f64,
    high: f64,
    default: &'static str,
    meaning: &'static str,
) -> Key {
    key(name, Kind::Amount { unit, low, high }, Absent::Default(default), meaning)
}

/// Highest rate [day⁻¹]: above, everything happens within two minutes.
const FASTEST: f64 = 1000.0;
/// Highest factor.
const LARGEST: f64 = 1e6;

const fn rate(name: &'static str, default: &'static str, meaning: &'static str) -> Key {
    amount(name, Unit::Rate, 0.0, FASTEST, default, meaning)
}

const fn factor(name: &'static str, default: &'static str, meaning: &'static str) -> Key {
    amount(name, Unit::Factor, 0.0, LARGEST, default, meaning)
}

const fn share(name: &'static str, default: &'static str, meaning: &'static str) -> Key {
    amount(name, Unit::Share, 0.0, 1.0, default, meaning)
}

/// A standard deviation of a logarithm: at 5, the largest of a million is e⁴⁸ times the smallest.
const fn spread(name: &'static str, default: &'static str, meaning: &'static str) -> Key {
    amount(name, Unit::Plain, 0.0, 5.0, default, meaning)
}

/// A strength in an exponent: above 100, e^−strength is 0 for all purposes.
const fn strength(name: &'static str, default: &'static str, meaning: &'static str) -> Key {
    amount(name, Unit::Plain, 0.0, 100.0, default, meaning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::amount;

    fn every_key(keys: &'static [Key], check: &mut dyn FnMut(&'static Key)) {
        for key in keys {
            check(key);
            below(&key.kind, check);
        }
    }

    fn below(kind: &'static Kind, check: &mut dyn FnMut(&'static Key)) {
        match kind {
            Kind::Table(keys) | Kind::OneOf(keys) | Kind::List(keys) | Kind::When(keys) => every_key(keys, check),
            Kind::Named(kind) => below(kind, check),
            _ => {}
        }
    }

    #[test]
    fn the_defaults_of_generators_are_those_of_the_preset() {
        use crate::scenario::preset;
        let numbers = [
            ("household", preset::HOUSEHOLD),
            ("groups", preset::GROUPS),
            ("group_size", preset::GROUP_SIZE),
            ("weak_ties", preset::WEAK_TIES),
            ("activity_spread", preset::ACTIVITY_SPREAD),
            ("spread", preset::WEIGHT_SPREAD),
            ("temperature", preset::TEMPERATURE),
            ("region_spread", preset::REGION_SPREAD),
        ];
        let mut found = std::collections::BTreeSet::new();
        every_key(contacts::CONTACTS, &mut |key| {
            let (Absent::Default(text), Kind::Amount { unit, .. }) = (&key.absent, &key.kind) else { return };
            if let Some((_, number)) = numbers.iter().find(|(name, _)| *name == key.name) {
                assert_eq!(amount::parse(*unit, text), Ok(*number), "{}", key.name);
                found.insert(key.name);
            }
        });
        assert_eq!(found.len(), numbers.len());
    }

    #[test]
    fn defaults_can_be_read_and_are_allowed() {
        every_key(TOP, &mut |key| {
            let Absent::Default(text) = key.absent else { return };
            match key.kind {
                Kind::Amount { unit, low, high } | Kind::Schedule { unit, low, high, .. } => {
                    let value = amount::parse(unit, text).unwrap_or_else(|reason| panic!("{}: {reason}", key.name));
                    assert!(low <= value && value <= high, "{}", key.name);
                }
                Kind::Whole { low, high } => {
                    assert!((low..=high).contains(&text.parse().expect("a whole number")), "{}", key.name);
                }
                Kind::Choice(words) => assert!(words.iter().any(|(word, _)| *word == text), "{}", key.name),
                _ => {}
            }
        });
    }

    #[test]
    fn every_key_says_what_it_means_in_a_sentence() {
        every_key(TOP, &mut |key| assert!(key.meaning.ends_with('.'), "{}", key.name));
    }
}
