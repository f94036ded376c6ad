//! Keys of `[sweep]` and `[groups]`: what experiments do with a scenario. None of them can change a run.

use super::{Absent, Key, Kind, key};

/// The keys of `[sweep]`.
pub static SWEEP: &[Key] = &[
    key("vary", Kind::List(VARY), Absent::Means("nothing is varied"), "The axes of the sweep, one table each."),
    key(
        "measure",
        Kind::Text,
        Absent::Means("the win probability of each platform"),
        "What is measured at each point, such as \"P(mitalk wins)\" or \"mitalk.share on 2012-01-01\".",
    ),
    key(
        "sample",
        Kind::Text,
        Absent::Means("every combination of the levels"),
        "Points spread over the axes instead of all combinations: \"sobol:256\", or \"lhs:256\" (Latin hypercube).",
    ),
];

/// What a group holds: the beginnings of keys.
pub static GROUP: &Kind = &Kind::Several(&Kind::Text);

/// Most levels of an axis.
pub const MOST_STEPS: u64 = 10_000;
/// Levels of an axis that does not say how many.
pub const DEFAULT_STEPS: &str = "11";

const KEY: Key = key("key", Kind::Text, Absent::Means("see keys"), "The key that is varied, as `--set` takes it.");
const KEYS: Key =
    key("keys", Kind::Several(&Kind::Text), Absent::Means("see key"), "Several keys that take the same values.");
const FROM: Key = key(
    "from",
    Kind::Single,
    Absent::Means("see values"),
    "First value, as `--set` takes it; \"+0 days\" and \"x0.5\" are relative to the scenario's own.",
);
const TO: Key = key("to", Kind::Single, Absent::Means("see values"), "Last value.");
const VALUES: Key =
    key("values", Kind::Several(&Kind::Single), Absent::Means("see from and to"), "The values themselves, one by one.");

static VARY: &[Key] = &[
    KEY,
    KEYS,
    FROM,
    TO,
    key(
        "steps",
        Kind::Whole { low: 2, high: MOST_STEPS },
        Absent::Default(DEFAULT_STEPS),
        "Number of levels from the first to the last value, both included.",
    ),
    key("log", Kind::Flag, Absent::Default("false"), "Whether each level is the same number of times the one before."),
    VALUES,
    key("label", Kind::Text, Absent::Means("made from the keys"), "Title of the axis."),
    key(
        "with",
        Kind::List(WITH),
        Absent::Means("nothing else"),
        "Other keys that move along, with values of their own.",
    ),
];

static WITH: &[Key] = &[KEY, KEYS, FROM, TO, VALUES];
