//! When it happens.

use crate::scenario::odd::submodel::{Submodel, changing, draw, parameter};
use crate::scenario::odd::topic::Topic;

pub static CLOCKS: Submodel = Submodel {
    title: "Clocks",
    text: "\
Each person has one clock a platform. It starts with a unit-exponential number E_ip ~ Exp(1), drawn for the person,
the platform and the number n = n_ip of transitions made there (joining and leaving count one each). Hazard is taken
off it while the person is in the market; when it reaches 0 the person joins (if not active) or leaves (if active),
and the next clock starts (Sellke 1983). That is exactly a process whose intensity is the hazard, but no draw is spent
where nothing happens, and a person's luck stays the same in two scenarios until their hazards differ.

Within a tick, with a share r of it left (r = 1 at first): among the platforms with h_ip > 0 and E_ip < h_ip·r, the
one with the smallest E_ip/h_ip strikes after that fraction of the tick (the first in the file, if two are level). All
clocks run down by their hazard over that time; the person's own standing changes (platforms active on, registered,
tick of the last transition), and with it the hazards for the rest of the tick; what the person sees of others stays
that of the tick's beginning. A person may so make several transitions in one tick.

n is counted modulo 2¹⁶: after 65,536 joins and leavings a person's luck on a platform repeats. Platforms with the
same `luck` draw the same numbers: by default luck is the platform's name, so that renaming a platform changes its
luck and reordering does not.",
    state: &[
        changing("person × platform", "E_ip", "≥ 0, no unit", "hazard left until the next transition"),
        changing("person × platform", "n_ip", "0 … 65,535", "transitions made"),
    ],
    parameters: &[parameter("platforms.NAME.luck", "luck", "scenario")],
    says: &[
        (
            Topic::Stochasticity,
            "When a person joins or leaves, and which cause is counted, are left to chance: \
            clocks run out in proportion to hazards.",
        ),
        (Topic::Initialization, "Every person has a first clock for every platform."),
    ],
    draws: &[
        draw("clock LUCK", "below(n), exponential(i)", "hazard until transition n + 1 of person i"),
        draw("cause LUCK", "below(n), unit(i)", "cause of a join after n transitions"),
        draw(
            "inviter LUCK",
            "below(n), unit(i)",
            "which contact invited, for who follows person i; no result depends on it",
        ),
    ],
    code: &["market/clock.rs", "engine/naive/mod.rs"],
    cites: &["Sellke 1983"],
    ..Submodel::BLANK
};
