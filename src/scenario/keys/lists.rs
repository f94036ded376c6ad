//! Keys of points in time that may be written in the file instead of in a table beside it.

use super::{Absent, Key, Kind, key};
use crate::scenario::amount::Unit;

const PERSONS: Kind = Kind::Amount { unit: Unit::Persons, low: 0.0, high: 1e11 };
const WEIGHT: Kind = Kind::Amount { unit: Unit::Plain, low: 0.0, high: 1e6 };

/// Persons who could join on one date.
pub static POTENTIAL_POINT: &[Key] = &[
    key("date", Kind::Date, Absent::Required, "The date."),
    key("mid", PERSONS, Absent::Required, "Best estimate of the number of persons."),
    key("low", PERSONS, Absent::Means("mid"), "Lowest credible number of persons."),
    key("high", PERSONS, Absent::Means("mid"), "Highest credible number of persons."),
];

/// The size of an audience on one date.
pub static AUDIENCE_POINT: &[Key] = &[
    key("date", Kind::Date, Absent::Required, "The date."),
    key(
        "share",
        Kind::Amount { unit: Unit::Share, low: 0.0, high: 1.0 },
        Absent::Means("see persons"),
        "Share of all persons who ever can join.",
    ),
    key("persons", PERSONS, Absent::Means("see share"), "Number of persons, of the best estimate of the potential."),
];

/// A share abroad on one date.
pub static ABROAD_POINT: &[Key] = &[
    key("date", Kind::Date, Absent::Required, "The date."),
    key("share", Kind::Amount { unit: Unit::Share, low: 0.0, high: 0.99 }, Absent::Required, "The share abroad."),
];

static METRICS: &[(&str, &str)] = &[
    ("registered", "accounts ever opened"),
    ("monthly_active", "users active within a month"),
    ("daily_new_users", "new accounts a day"),
];

const SERIES: Key = key("platform", Kind::Text, Absent::Required, "Name of the platform.");
const DATE: Key = key("date", Kind::Date, Absent::Required, "Its date.");
const METRIC: Key = key("metric", Kind::Choice(METRICS), Absent::Required, "What it counts.");
const LOW: Key = key("low", PERSONS, Absent::Means("value"), "Lowest credible number.");
const HIGH: Key = key("high", PERSONS, Absent::Means("value"), "Highest credible number.");
const VALUE: Key = key("value", PERSONS, Absent::Required, "The number.");
const SOURCE: Key = key("source", Kind::Text, Absent::Means("unknown"), "Where it was read.");
const DOUBTFUL: Key = key("doubtful", Kind::Flag, Absent::Default("false"), "Shown, but never fitted.");

/// A historical number.
pub static OBSERVATION_POINT: &[Key] = &[SERIES, DATE, METRIC, VALUE, LOW, HIGH, SOURCE, DOUBTFUL];

/// A historical number that a fit aims at.
pub static TARGET_POINT: &[Key] = &[
    SERIES,
    DATE,
    METRIC,
    VALUE,
    LOW,
    HIGH,
    SOURCE,
    DOUBTFUL,
    key("weight", WEIGHT, Absent::Default("1"), "Its weight."),
];
