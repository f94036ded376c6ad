//! Keys of what is spread over the persons of a layer of contacts: weights, degrees, blocks.
//!
//! `{ lognormal = … }` as the value of an amount means that the amount is uncertain; a law over persons stands under a key
//! of its own (`weights`, `degrees`), so that the two are never mixed up.

use super::layer::{COUNTS, LABEL, MEAN_DEGREE, MEMBERS, MOST, OVERLAP, TIE_SPREAD};
use super::{Absent, Key, Kind, amount, key, share, spread};
use crate::scenario::amount::Unit;

/// Steepest exponent: beyond, nearly everybody has the least.
const STEEPEST: f64 = 20.0;
/// Highest number of contacts of a person.
const MOST_CONTACTS: u64 = 100_000;
/// Highest number of blocks.
const MOST_BLOCKS: u64 = 10_000_000;

const CONTACTS: Kind = Kind::Amount { unit: Unit::Plain, low: 0.0, high: MOST };
const SHARE: Key = key(
    "share",
    Kind::Amount { unit: Unit::Share, low: 0.0, high: 1.0 },
    Absent::Required,
    "Share of all persons; the shares add up to 100%.",
);

/// How the expected degrees of persons are spread around the mean.
pub const WEIGHTS: Key = key(
    "weights",
    Kind::OneOf(WEIGHT_LAWS),
    Absent::Means("lognormal with its default spread"),
    "How the expected numbers of contacts are spread over the persons, around the mean degree.",
);

static WEIGHT_LAWS: &[Key] = &[
    key("lognormal", Kind::Table(LOGNORMAL_WEIGHTS), Absent::Means("another law"), "Lognormal."),
    key(
        "power_law",
        Kind::Table(POWER_LAW_WEIGHTS),
        Absent::Means("another law"),
        "A power law from the least number that gives the mean degree.",
    ),
];

static LOGNORMAL_WEIGHTS: &[Key] =
    &[spread("spread", "0.55", "Spread (standard deviation of the logarithm) of how sociable persons are.")];

static POWER_LAW_WEIGHTS: &[Key] = &[
    key(
        "exponent",
        Kind::Amount { unit: Unit::Plain, low: 2.05, high: STEEPEST },
        Absent::Required,
        "Exponent of the density; 2 to 3 for heavy tails.",
    ),
    key("most", CONTACTS, Absent::Means("no cut"), "Largest expected number of contacts of a person."),
];

/// How degrees are distributed.
pub const DEGREES: Key = key(
    "degrees",
    Kind::OneOf(DEGREE_LAWS),
    Absent::Required,
    "How the numbers of contacts are distributed over the persons.",
);

static DEGREE_LAWS: &[Key] = &[
    key(
        "constant",
        Kind::Whole { low: 0, high: MOST_CONTACTS },
        Absent::Means("another law"),
        "The same number for everybody.",
    ),
    key("poisson", Kind::Table(POISSON), Absent::Means("another law"), "Poisson."),
    key("lognormal", Kind::Table(LOGNORMAL), Absent::Means("another law"), "Lognormal, to whole numbers."),
    key("power_law", Kind::Table(POWER_LAW), Absent::Means("another law"), "A power law between two bounds."),
    key(
        "shares",
        Kind::List(SHARES),
        Absent::Means("another law"),
        "A list of degrees, each with the share of the persons who have it.",
    ),
];

const MEAN: Key = key("mean", CONTACTS, Absent::Required, "Mean number of contacts a person.");

static POISSON: &[Key] = &[MEAN];
static LOGNORMAL: &[Key] = &[
    MEAN,
    spread("spread", "0.55", "Spread (standard deviation of the logarithm) of the numbers of contacts of the persons."),
];
static POWER_LAW: &[Key] = &[
    key(
        "exponent",
        Kind::Amount { unit: Unit::Plain, low: 0.0, high: STEEPEST },
        Absent::Required,
        "Exponent: P(k) is in proportion to k to the power of minus this.",
    ),
    key("least", Kind::Whole { low: 1, high: MOST_CONTACTS }, Absent::Default("1"), "Smallest number of contacts."),
    key("most", Kind::Whole { low: 1, high: MOST_CONTACTS }, Absent::Required, "Largest number of contacts."),
];
static SHARES: &[Key] = &[
    key("degree", Kind::Whole { low: 0, high: MOST_CONTACTS }, Absent::Required, "Number of contacts of a person."),
    SHARE,
];

/// Keys of LFR-like communities.
pub static LFR: &[Key] = &[
    MEAN_DEGREE,
    amount("degree_exponent", Unit::Plain, 1.5, STEEPEST, "2.5", "Exponent of the numbers of contacts of the persons."),
    amount("degree_most", Unit::Plain, 1.0, MOST, "150", "Largest number of contacts of a person."),
    share("mixing", "30%", "Share of a person's contacts outside the own community."),
    amount("size_exponent", Unit::Plain, 0.0, STEEPEST, "1.5", "Exponent of the sizes of communities."),
    key("size_least", SIZE, Absent::Default("20"), "Number of persons of the smallest community."),
    key("size_most", SIZE, Absent::Default("200"), "Number of persons of the largest community."),
    OVERLAP,
    MEMBERS,
    TIE_SPREAD,
    COUNTS,
    LABEL,
];
const SIZE: Kind = Kind::Whole { low: 1, high: MOST_CONTACTS };

/// Keys of the stochastic block model.
pub static STOCHASTIC_BLOCK_MODEL: &[Key] = &[
    key(
        "number",
        Kind::Whole { low: 1, high: MOST_BLOCKS },
        Absent::Means("see blocks"),
        "Number of blocks of equal size.",
    ),
    key("blocks", Kind::List(BLOCK), Absent::Means("see number"), "The blocks (cities, clans) by name."),
    key(
        "within",
        CONTACTS,
        Absent::Means("see the contacts of each block"),
        "Mean number of contacts of a person in the own block, the same for all blocks.",
    ),
    key(
        "between",
        CONTACTS,
        Absent::Means("see the contacts of each block"),
        "Mean number of contacts of a person in all other blocks together.",
    ),
    OVERLAP,
    MEMBERS,
    TIE_SPREAD,
    COUNTS,
    LABEL,
];

static BLOCK: &[Key] = &[
    key("name", Kind::Text, Absent::Required, "What the block is called."),
    SHARE,
    key(
        "contacts",
        Kind::Named(&CONTACTS),
        Absent::Means("see within and between"),
        "Mean number of contacts that a person of this block has in each block; what two blocks have between them is said by one of the two.",
    ),
];
