//! Platforms that compete for the attention of those who invite.

use super::invites;
use crate::scenario::odd::submodel::{Slot, Submodel, changing, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static ATTENTION: Submodel = Submodel {
    title: "Attention",
    without: "users invite to one platform as much as if there were no other",
    text: "\
Invitations to p are weighted with its part of the attention,

    ω_p(t) = a_p^σ / Σ_q a_q^σ     over the platforms q that have users; 0 for those that have none

with the a active users \\[agents\\] when persons begin to live through the tick, first users of that moment included.
σ ≥ 0 (no unit) tells how much attention favors the larger: evenly divided at 0, as the users are at 1, beyond that
more than in proportion. *Why:* users have a limited time for networks, and rates of inviting come out of it
(Kleineberg & Boguñá 2015). In mean field, with Λ the rate of inviting at a full share of contacts over the rate of
leaving, two networks that can be used side by side both live up to σ = Λ/2 − 1; beyond it one of them takes all, however
alike they are.",
    terms: &[term(Slot::OnInvitations, "ω_p(t)")],
    state: &[changing("platform", "ω_p", "0 … 1", "part of the attention")],
    parameters: &[parameter(
        "market.attention",
        "σ",
        "Kleineberg & Boguñá 2015; not given: the neutral value, ω_p = 1",
    )],
    says: &[
        (
            Topic::Principles,
            "Attention is scarce: networks compete for the activity of their users (Kleineberg & Boguñá 2015).",
        ),
        (
            Topic::Live,
            "Before anybody lives through the tick, attention is divided by the users as they stand (*Attention*).",
        ),
        (Topic::Interaction, "Users of one platform take attention from the others."),
    ],
    code: &["market/attention.rs"],
    cites: &["Kleineberg & Boguñá 2015"],
    applies: |scenario| invites(scenario) && scenario.market.attention.is_some(),
    ..Submodel::BLANK
};
