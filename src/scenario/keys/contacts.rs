//! Keys of `[contacts.NAME.GENERATOR]`: the generators, each with its own.

use super::file::FILE;
use super::layer::{COUNTS, MEAN_DEGREE, OVERLAP};
use super::{Absent, Key, Kind, amount, key, share, spread};
use crate::scenario::amount::Unit;

/// Defaults of the acquaintance generator: household, groups, group_size, weak_ties, activity_spread.
const DEFAULT_ACQUAINTANCE: [&str; 5] = ["3.1", "1.5", "12", "12%", "0.75"];

/// The generators.
pub static CONTACTS: &[Key] = &[
    key(
        "acquaintance",
        Kind::Table(ACQUAINTANCE),
        Absent::Means("another generator"),
        "Households, groups (class, work, club) and weak ties.",
    ),
    key(
        "erdos_renyi",
        Kind::Table(ERDOS_RENYI),
        Absent::Means("another generator"),
        "Every pair is a contact with the same chance.",
    ),
    key(
        "random_regular",
        Kind::Table(REGULAR),
        Absent::Means("another generator"),
        "Everybody has the same number of contacts, otherwise at random.",
    ),
    key(
        "ring_lattice",
        Kind::Table(REGULAR),
        Absent::Means("another generator"),
        "Persons stand in a ring and know the nearest others.",
    ),
    key(
        "file",
        Kind::Table(FILE),
        Absent::Means("another generator"),
        "Who knows whom is read from a file: an edge list, GraphML, GML, Pajek, METIS, Matrix Market or node-link JSON.",
    ),
    key(
        "well_mixed",
        Kind::Table(WELL_MIXED),
        Absent::Means("another generator"),
        "Everybody is a contact of everybody.",
    ),
];

static ACQUAINTANCE: &[Key] = &[
    MEAN_DEGREE,
    amount("household", Unit::Plain, 1.0, 20.0, DEFAULT_ACQUAINTANCE[0], "Mean number of persons in a household."),
    amount(
        "groups",
        Unit::Plain,
        0.0,
        50.0,
        DEFAULT_ACQUAINTANCE[1],
        "Mean number of groups (class, work, club) a person belongs to.",
    ),
    amount("group_size", Unit::Plain, 2.0, 200.0, DEFAULT_ACQUAINTANCE[2], "Mean number of persons in a group."),
    share("weak_ties", DEFAULT_ACQUAINTANCE[3], "Share of contacts that are weak ties to anybody."),
    spread(
        "activity_spread",
        DEFAULT_ACQUAINTANCE[4],
        "Spread (standard deviation of the logarithm) of how sociable persons are.",
    ),
    OVERLAP,
    COUNTS,
];

static ERDOS_RENYI: &[Key] = &[MEAN_DEGREE, OVERLAP, COUNTS];
static REGULAR: &[Key] = &[
    key("degree", Kind::Whole { low: 1, high: 100_000 }, Absent::Required, "Number of contacts of every person."),
    COUNTS,
];
static WELL_MIXED: &[Key] = &[COUNTS];
