//! Keys of `[contacts.NAME.GENERATOR]`: the generators, each with its own.

use super::file::FILE;
use super::laws::{DEGREES, LFR, STOCHASTIC_BLOCK_MODEL, WEIGHTS};
use super::layer::{COUNTS, HOMOPHILY, LABEL, MEAN_DEGREE, MEMBERS, OVERLAP, TIE_SPREAD};
use super::{Absent, Key, Kind, amount, key, share, spread, theory};
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
        "barabasi_albert",
        Kind::Table(theory::BARABASI_ALBERT),
        Absent::Means("another generator"),
        "Persons come one after the other and choose those who have many contacts.",
    ),
    key(
        "holme_kim",
        Kind::Table(theory::HOLME_KIM),
        Absent::Means("another generator"),
        "The same, and contacts of contacts become contacts.",
    ),
    key(
        "watts_strogatz",
        Kind::Table(theory::WATTS_STROGATZ),
        Absent::Means("another generator"),
        "A ring in which some contacts lead to random persons.",
    ),
    key(
        "star",
        Kind::Table(theory::PATTERN),
        Absent::Means("another generator"),
        "Everybody knows person 0 and nobody else.",
    ),
    key(
        "complete",
        Kind::Table(theory::PATTERN),
        Absent::Means("another generator"),
        "Everybody is a contact of everybody, and all contacts are stored; for small numbers of agents.",
    ),
    key(
        "grid",
        Kind::Table(theory::GRID),
        Absent::Means("another generator"),
        "Persons stand in rows and know those beside them.",
    ),
    key(
        "caveman",
        Kind::Table(theory::CAVEMAN),
        Absent::Means("another generator"),
        "Cliques in a ring, with bridges between them.",
    ),
    key(
        "chung_lu",
        Kind::Table(CHUNG_LU),
        Absent::Means("another generator"),
        "Every pair with a chance in proportion to how sociable both are.",
    ),
    key(
        "configuration",
        Kind::Table(CONFIGURATION),
        Absent::Means("another generator"),
        "Numbers of contacts from a law or a list, otherwise at random.",
    ),
    key(
        "girg",
        Kind::Table(GIRG),
        Absent::Means("another generator"),
        "Persons on a map: who is near or sociable is rather a contact.",
    ),
    key(
        "lfr",
        Kind::Table(LFR),
        Absent::Means("another generator"),
        "Communities of differing size, and numbers of contacts that follow a power law.",
    ),
    key(
        "stochastic_block_model",
        Kind::Table(STOCHASTIC_BLOCK_MODEL),
        Absent::Means("another generator"),
        "Blocks (cities, clans) with a number of contacts within and between them.",
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
    MEMBERS,
    HOMOPHILY,
    TIE_SPREAD,
    COUNTS,
    LABEL,
];

static ERDOS_RENYI: &[Key] = &[MEAN_DEGREE, OVERLAP, MEMBERS, HOMOPHILY, TIE_SPREAD, COUNTS, LABEL];
static REGULAR: &[Key] = &[
    key("degree", Kind::Whole { low: 1, high: 100_000 }, Absent::Required, "Number of contacts of every person."),
    MEMBERS,
    TIE_SPREAD,
    COUNTS,
    LABEL,
];
static CHUNG_LU: &[Key] = &[MEAN_DEGREE, WEIGHTS, OVERLAP, MEMBERS, HOMOPHILY, TIE_SPREAD, COUNTS, LABEL];
static CONFIGURATION: &[Key] = &[DEGREES, MEMBERS, TIE_SPREAD, COUNTS, LABEL];
static GIRG: &[Key] = &[
    MEAN_DEGREE,
    WEIGHTS,
    amount(
        "temperature",
        Unit::Plain,
        0.0,
        0.95,
        "0.75",
        "How often distance is overcome: at 0 only who is near enough is a contact, towards 1 contacts reach ever farther.",
    ),
    spread(
        "region_spread",
        "0.2",
        "Spread (standard deviation of the logarithm) of how sociable regions of 2,048 neighbors are; 0: all alike.",
    ),
    OVERLAP,
    MEMBERS,
    HOMOPHILY,
    TIE_SPREAD,
    COUNTS,
    LABEL,
];
static WELL_MIXED: &[Key] = &[COUNTS, LABEL];
