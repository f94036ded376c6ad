//! When a platform opens.

use crate::scenario::odd::submodel::{Slot, Submodel, changing, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static LAUNCH: Submodel = Submodel {
    title: "Launch",
    text: "\
Platform p opens in the first tick of its launch_p, when an occasion comes, or never. From then on it can be joined:

    open_p(t) = 1 if launch_p ≤ t, else 0

What is dated before the launch (a feature, a campaign, a step of a rate) is in force when the platform opens. What is
dated keeps its date when the launch is moved.",
    terms: &[term(Slot::Gate, "open_p(t)")],
    state: &[changing("platform", "open_p", "0, 1", "whether it can be joined")],
    parameters: &[parameter("platforms.NAME.launch", "launch_p", "scenario")],
    says: &[
        (
            Topic::Calendar,
            "Platforms with launch in t open (*Launch*), in the order of the file; what they offer is \
            that of t from here on.",
        ),
        (Topic::InputData, "Dates of launches."),
    ],
    code: &["market/platform.rs"],
    ..Submodel::BLANK
};
