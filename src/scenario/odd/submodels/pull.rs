//! Leaving for a rival.

use super::{differs, invites};
use crate::scenario::odd::submodel::{Slot, Submodel, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static PULL: Submodel = Submodel {
    title: "Pull",
    without: "contacts on a rival pull nobody away",
    text: "\
Who is on p and on a rival leaves p when more of the contacts are over there:

    pull_ip = φ_p · gap_ip · Δ     gap_ip = max(0, max_q s_iq − s_ip)     over the rivals q that i is active on

φ_p [day⁻¹] is the rate at a difference of 1 in the shares of contacts (*Layers of contacts*); gap_ip = 0 for who is
on no rival. *Why:* two messengers are kept for a while; the one where fewer friends are is dropped.",
    terms: &[term(Slot::Leaving, "pull_ip")],
    parameters: &[parameter("platforms.NAME.pull", "φ_p", "scenario; 0: the neutral value")],
    says: &[
        (Topic::Sensing, "A user of two platforms senses on which of them more contacts are."),
        (Topic::Interaction, "Users draw contacts away from rivals."),
    ],
    code: &["market/leaving.rs"],
    applies: |scenario| {
        let rivals = scenario.platforms.len() > 1;
        invites(scenario) && rivals && scenario.platforms.iter().any(|platform| differs(&platform.pull, 0.0))
    },
    ..Submodel::BLANK
};
