//! Keys that several generators of contacts have in common.

use super::{Absent, Key, Kind, amount, key};
use crate::scenario::amount::Unit;

/// Highest mean number of contacts or members.
pub const MOST: f64 = 100_000.0;

pub const MEAN_DEGREE: Key = key(
    "mean_degree",
    Kind::Amount { unit: Unit::Plain, low: 0.0, high: MOST },
    Absent::Required,
    "Mean number of contacts a person.",
);
pub const OVERLAP: Key = key(
    "overlap",
    Kind::Table(OVERLAP_KEYS),
    Absent::Means("the layers know nothing of each other"),
    "Contacts shared with a layer that stands before this one.",
);
/// Keys that every generator with stored contacts takes.
pub const MEMBERS: Key = key(
    "members",
    Kind::Text,
    Absent::Means("everybody"),
    "The audience whose members alone have contacts in this layer: all who ever belong to it. Numbers of contacts are then those of a member.",
);
pub const TIE_SPREAD: Key = amount(
    "tie_spread",
    Unit::Plain,
    0.0,
    2.0,
    "0",
    "Spread (standard deviation of the logarithm) of how strong contacts are, mean 1: a user counts as many users as the contact is strong.",
);
pub const HOMOPHILY: Key = key(
    "homophily",
    Kind::Table(HOMOPHILY_KEYS),
    Absent::Means("contacts do not depend on likeness"),
    "Fewer contacts between those who ever belong to an audience and those who do not; the mean stays.",
);

static HOMOPHILY_KEYS: &[Key] = &[
    key("audience", Kind::Text, Absent::Required, "Name of the audience."),
    key(
        "strength",
        Kind::Amount { unit: Unit::Share, low: 0.0, high: 1.0 },
        Absent::Required,
        "Share of the contacts across that are not made.",
    ),
];

pub const LABEL: Key = key(
    "label",
    Kind::Text,
    Absent::Means("its name"),
    "Who its contacts are, in the plural, in figures and tables: \"QQ contacts QQ好友\".",
);
pub const COUNTS: Key = key(
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
