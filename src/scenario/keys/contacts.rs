//! Keys of `[contacts.NAME.GENERATOR]`.

use super::{Absent, Key, Kind, amount, key, share, spread};
use crate::scenario::amount::Unit;

/// Highest mean number of contacts or members.
const MOST: f64 = 100_000.0;

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

const MEAN_DEGREE: Key = key(
    "mean_degree",
    Kind::Amount { unit: Unit::Plain, low: 0.0, high: MOST },
    Absent::Required,
    "Mean number of contacts a person.",
);
const OVERLAP: Key = key(
    "overlap",
    Kind::Table(OVERLAP_KEYS),
    Absent::Means("the layers know nothing of each other"),
    "Contacts shared with a layer that stands before this one.",
);
const COUNTS: Key = key(
    "counts",
    Kind::Choice(&[
        ("market", "contacts who have joined the market (own a phone that can run a messenger)"),
        ("all", "all contacts"),
    ]),
    Absent::Default("market"),
    "Which contacts count in the number of contacts d of a share k/d.",
);

static OVERLAP_KEYS: &[Key] = &[
    key("with", Kind::Text, Absent::Required, "Name of the other layer."),
    key(
        "share",
        Kind::Amount { unit: Unit::Share, low: 0.0, high: 1.0 },
        Absent::Required,
        "Share of this layer's contacts that are also contacts there.",
    ),
];
