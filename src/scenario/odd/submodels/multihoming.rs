//! Using several platforms at once.

use super::differs;
use crate::scenario::PlatformSpec;
use crate::scenario::odd::submodel::{Slot, Submodel, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static MULTIHOMING: Submodel = Submodel {
    title: "Multihoming and loyalty",
    without: "who is on a rival joins as freely as everybody",
    text: "\
Who is active on a rival joins p less readily, the less the more contacts are there:

    home_ip = 1 if i is active on no rival, else μ_p · e^(−loy_p · max_q s_iq)     over the rivals q that i is active on

s_iq is the share of i's contacts who are active on q (*Layers of contacts*). Multihoming μ_p = 0 is exclusive use, 1
with loyalty loy_p = 0 free use of both. *Why:* a messenger costs nothing and two can be kept, but attention is
scarce, and who has friends in one misses less (switching costs that come from the network, Katz & Shapiro 1985).
Loyalty looks at the best rival only, not at the sum of rivals.",
    terms: &[term(Slot::Willingness, "home_ip")],
    parameters: &[
        parameter("platforms.NAME.multihoming", "μ_p", "scenario; 1: the neutral value"),
        parameter("platforms.NAME.loyalty", "loy_p", "scenario; 0: the neutral value"),
    ],
    says: &[
        (
            Topic::Principles,
            "Local network effects: a rival is worth less to who has friends elsewhere (Katz & \
            Shapiro 1985, for networks without structure).",
        ),
        (Topic::Sensing, "A person who is on a rival senses the share of contacts there."),
        (Topic::Interaction, "Platforms compete for persons: being on one makes joining another less likely."),
    ],
    code: &["market/joining.rs"],
    cites: &["Katz & Shapiro 1985"],
    applies: |scenario| {
        let felt = |platform: &PlatformSpec| differs(&platform.multihoming, 1.0) || differs(&platform.loyalty, 0.0);
        scenario.platforms.len() > 1 && scenario.platforms.iter().any(felt)
    },
    ..Submodel::BLANK
};
