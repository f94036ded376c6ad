//! Keys of `[choice]`: how persons choose.

use super::{Absent, FASTEST, Key, Kind, amount, key};
use crate::scenario::amount::Unit;

static RULES: &[(&str, &str)] = &[
    ("messenger", "contacts invite, and rivals pull: persons follow one contact after the other"),
    ("logit", "persons think again and choose one platform, the likelier the more it is worth to them"),
    ("best_response", "persons think again and choose the set of platforms that pays best among their contacts"),
];

/// The keys of `[choice]`.
pub static CHOICE: &[Key] = &[
    key("rule", Kind::Choice(RULES), Absent::Default("messenger"), "How persons choose."),
    key(
        "revision",
        Kind::Amount { unit: Unit::Rate, low: 0.0, high: FASTEST },
        Absent::Means("with logit and best_response it must be given"),
        "How often a person thinks again.",
    ),
    amount(
        "sharpness",
        Unit::Plain,
        0.0,
        1000.0,
        "1",
        "With logit: how surely the best is chosen; 0: all are as likely, however much they are worth.",
    ),
    key("none", Kind::Flag, Absent::Default("false"), "With logit: whether a person may choose no platform at all."),
    amount(
        "price",
        Unit::Plain,
        0.0,
        1e6,
        "0",
        "With best_response: what each platform beyond the first costs, for each contact, in the unit of value.",
    ),
];
