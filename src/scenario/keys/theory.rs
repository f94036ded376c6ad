//! Keys of the generators of graphs that theory needs: growing graphs, small worlds and fixed patterns.

use super::layer::{COUNTS, LABEL, MEMBERS, TIE_SPREAD};
use super::{Absent, Key, Kind, key, share};
use crate::scenario::amount::Unit;

const LINKS: Key = key(
    "links",
    Kind::Whole { low: 1, high: 1000 },
    Absent::Required,
    "Number of contacts that each newcomer makes; the mean degree is twice that.",
);

/// A share that must be given.
const fn given_share(name: &'static str, meaning: &'static str) -> Key {
    key(name, Kind::Amount { unit: Unit::Share, low: 0.0, high: 1.0 }, Absent::Required, meaning)
}

pub static BARABASI_ALBERT: &[Key] = &[LINKS, MEMBERS, TIE_SPREAD, COUNTS, LABEL];
pub static HOLME_KIM: &[Key] = &[
    LINKS,
    given_share("triads", "Share of a newcomer's contacts, after the first, that are contacts of a contact."),
    MEMBERS,
    TIE_SPREAD,
    COUNTS,
    LABEL,
];
pub static WATTS_STROGATZ: &[Key] = &[
    key("degree", Kind::Whole { low: 2, high: 100_000 }, Absent::Required, "Mean number of contacts a person, even."),
    given_share("rewired", "Share of the contacts in the ring that lead to random persons instead."),
    MEMBERS,
    TIE_SPREAD,
    COUNTS,
    LABEL,
];
/// A pattern without parameters.
pub static PATTERN: &[Key] = &[MEMBERS, TIE_SPREAD, COUNTS, LABEL];
pub static GRID: &[Key] = &[
    key("width", Kind::Whole { low: 1, high: 1_000_000 }, Absent::Required, "Number of persons in a row."),
    key(
        "neighbors",
        Kind::Whole { low: 4, high: 8 },
        Absent::Default("4"),
        "Number of neighbors: 4, who share a side, or 8, who share a side or a corner.",
    ),
    key(
        "border",
        Kind::Choice(&[
            ("closed", "opposite sides are neighbors: a torus, the same everywhere"),
            ("open", "persons at the sides have fewer contacts"),
        ]),
        Absent::Default("closed"),
        "What is at the sides.",
    ),
    TIE_SPREAD,
    COUNTS,
    LABEL,
];
pub static CAVEMAN: &[Key] = &[
    key(
        "clique",
        Kind::Whole { low: 3, high: 10_000 },
        Absent::Required,
        "Number of persons in a clique; some have more where it does not divide the agents.",
    ),
    share("bridges", "0%", "Share of the contacts in cliques that lead to random persons in other cliques instead."),
    MEMBERS,
    TIE_SPREAD,
    COUNTS,
    LABEL,
];
