//! Keys of `[market]`.

use super::lists::AUDIENCE_POINT;
use super::{Absent, Key, Kind, key};
use crate::scenario::amount::Unit;

/// Highest number of agents: person numbers and layers share 32 bits.
const MOST_AGENTS: u64 = 1 << 31;

/// The keys of `[market]`.
pub static MARKET: &[Key] = &[
    key(
        "agents",
        Kind::Whole { low: 1, high: MOST_AGENTS },
        Absent::Means("the number of persons in the files of contacts; without such files it must be given"),
        "Number of simulated persons; each stands for potential / agents real ones.",
    ),
    key(
        "potential",
        Kind::Potential,
        Absent::Means("the number of agents, where contacts come from files; otherwise it must be given"),
        "Persons who could join: a number, a CSV table over time (date, low, mid, high), or a list of such points.",
    ),
    key(
        "joins",
        Kind::Text,
        Absent::Means("the potential tells how many can join, and lots who they are"),
        "Attribute of the persons in the files of contacts: the day on which each can join, a date or days since the start; nothing means never.",
    ),
    key(
        "audiences",
        Kind::Named(&Kind::Table(AUDIENCE)),
        Absent::Means("no audiences"),
        "Groups of persons that campaigns can reach, by name.",
    ),
    key(
        "attention",
        Kind::Amount { unit: Unit::Plain, low: 0.0, high: 100.0 },
        Absent::Means("platforms do not compete for the attention of those who invite"),
        "How sharply platforms compete for attention: invitations are weighted by (active users)^attention, as a share of all platforms' weights.",
    ),
];

/// The keys of an audience.
pub static AUDIENCE: &[Key] = &[
    key(
        "share",
        Kind::Schedule { unit: Unit::Share, low: 0.0, high: 1.0, word: "share" },
        Absent::Means("see path and attribute"),
        "Share of all persons who belong to it; over time if it grows. Who belongs stays in.",
    ),
    key(
        "path",
        Kind::List(AUDIENCE_POINT),
        Absent::Means("see share"),
        "How many belong to it on some dates; linear between them, constant before the first and after the last.",
    ),
    key(
        "attribute",
        Kind::Text,
        Absent::Means("see share"),
        "Attribute of the persons in the files of contacts: those with true, 1 or yes belong to it.",
    ),
];
