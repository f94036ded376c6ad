//! Joining because contacts have.

use super::{ever, invites};
use crate::scenario::PlatformSpec;
use crate::scenario::odd::submodel::{Slot, Submodel, changing, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static INVITATIONS: Submodel = Submodel {
    title: "Invitations",
    without: "nobody is invited by contacts",
    text: "\
Contacts who are on p draw a person to it, over each layer ℓ with hazard

    invite_pℓ(t) · g_p(k_iℓp, d_iℓ)     invite_pℓ(t) = gate_p(t) · ⟨on invitations⟩b_pℓ(t) · Δ

b_pℓ is a step function of the date, 0 before its first step; p **sees** layer ℓ in t when b_pℓ(t) > 0. k_iℓp is the
number of i's contacts in ℓ who are active on p, and d_iℓ that of all contacts that count (*Layers of contacts*). The
kernel g_p tells how the contacts who are users work together; a platform has one of those below.",
    terms: &[term(Slot::Cause, "Σ_ℓ invite_pℓ · g_p(k_iℓp, d_iℓ)")],
    state: &[changing("platform", "b_pℓ", "day⁻¹", "rate of joining by invitation over layer ℓ")],
    parameters: &[
        parameter("platforms.NAME.invite.NAME", "b_pℓ", "Bass (1969); values are the scenario's"),
        parameter("platforms.NAME.kernel", "g_p", "scenario"),
    ],
    says: &[
        (Topic::Principles, "Imitation (Bass 1969), over contacts: growth starts where users are."),
        (
            Topic::Sensing,
            "A person senses how many contacts are active on each platform, layer by layer, as it was \
            at the beginning of the tick.",
        ),
        (
            Topic::Interaction,
            "Users draw contacts to the platforms that they are on, over the layers that the \
            platform sees.",
        ),
    ],
    code: &["market/invitation.rs", "market/offer.rs"],
    cites: &["Bass 1969"],
    applies: |scenario| {
        let ever_invites = |platform: &PlatformSpec| platform.invite.iter().any(|steps| ever(steps, 0.0));
        invites(scenario) && scenario.platforms.iter().any(ever_invites)
    },
    ..Submodel::BLANK
};
