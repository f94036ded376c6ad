//! When something happens: `launch = 2011-01-21`, `launch = "never"`, `launch = { after = "mitalk.registered >= 1M", delay = "60 days" }`.

use super::{Absent, Key, Kind, amount, key};
use crate::scenario::amount::Unit;

/// A date, never, or a reaction.
pub const WHEN: Kind = Kind::When(REACTION);

/// The keys of a reaction.
pub static REACTION: &[Key] = &[
    key(
        "after",
        Kind::Text,
        Absent::Required,
        "What the market must have come to, such as \"mitalk.registered >= 1M\" or \"mitalk launches\".",
    ),
    amount("lasting", Unit::Days, 0.0, 36_525.0, "0 days", "How long that must have lasted without a break."),
    amount("delay", Unit::Days, 0.0, 36_525.0, "0 days", "How long the reaction takes from then on."),
];
