//! Closing and opening again.

use crate::scenario::odd::submodel::{Slot, Submodel, changing, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static CLOSURES: Submodel = Submodel {
    title: "Closures",
    without: "platforms stay open",
    text: "\
A closure c of p lasts from tick from_c until tick until_c, or for good:

    closed_p(t) = 1 if from_c ≤ t < until_c for any c, else 0

In the first tick in which an open platform is closed all its users lapse, before any platform opens; while it is
closed nobody joins. Registered persons stay registered: when it opens again they come back as everybody does who was
there before.",
    terms: &[term(Slot::Gate, "(1 − closed_p(t))")],
    state: &[changing("platform", "closed_p", "0, 1", "whether it is closed")],
    parameters: &[
        parameter("platforms.NAME.closures.name", "", "scenario"),
        parameter("platforms.NAME.closures.from", "from_c", "scenario"),
        parameter("platforms.NAME.closures.until", "until_c", "scenario"),
    ],
    says: &[
        (Topic::Calendar, "Platforms that close lose all their users (*Closures*)."),
        (Topic::InputData, "Dates on which platforms close, and open again."),
    ],
    code: &["market/closing.rs", "market/platform.rs"],
    applies: |scenario| scenario.platforms.iter().any(|platform| !platform.closures.is_empty()),
    ..Submodel::BLANK
};
