//! Contacts keep a user.

use super::differs;
use crate::scenario::odd::submodel::{Slot, Submodel, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static STICKINESS: Submodel = Submodel {
    title: "Stickiness",
    without: "contacts on a platform keep nobody there",
    text: "\
Contacts on p keep a user from losing interest:

    hold_ip = e^(−⟨on stickiness⟩κ_p · s_ip)

s_ip is the share of i's contacts who are active on p (*Layers of contacts*), κ_p the stickiness: at κ = 3 a user all
of whose contacts are there leaves twenty times less readily than one without any. *Why:* \"my friends are all
there\". Stickiness weakens churn, not the pull of a rival.",
    terms: &[term(Slot::Hold, "hold_ip")],
    parameters: &[parameter("platforms.NAME.stickiness", "κ_p", "scenario; 0: the neutral value")],
    says: &[
        (Topic::Principles, "Local network effects on staying (Katz & Shapiro 1985, for networks without structure)."),
        (Topic::Sensing, "A user senses the share of contacts on the same platform."),
        (Topic::Interaction, "Users keep their contacts on the platforms that they share."),
    ],
    code: &["market/leaving.rs"],
    cites: &["Katz & Shapiro 1985"],
    applies: |scenario| scenario.platforms.iter().any(|platform| differs(&platform.stickiness, 0.0)),
    ..Submodel::BLANK
};
