//! How often and for how long users invite.

use super::{differs, ever, invites};
use crate::scenario::PlatformSpec;
use crate::scenario::odd::submodel::{Slot, Submodel, changing, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static ONCE: Submodel = Submodel {
    title: "Invitations once only",
    without: "users invite again and again",
    text: "\
Over a layer with a chance T_pℓ instead of a rate, users invite each contact once, in the tick after joining (first
users, from the launch on). With s_jp the first tick in which contacts see that j has joined p, the hazard is

    once_pℓ(t) · g_p(e_iℓp, d_iℓ)     once_pℓ(t) = (gate_p(t)/Δ) · ⟨on invitations⟩(−ln(1 − T_pℓ(t)))
    e_iℓp = Σ_j 1{j active on p and s_jp = t}     over i's contacts j in ℓ, each with its strength

so that each contact succeeds with probability T exactly, independently of the others and of Δ. An invitation that is
not accepted in its tick is lost, also where p was down or the contact not yet in the market. T is cut at 1 − 10⁻¹².
*Why:* with T < 1 and nobody leaving, invitations are bond percolation (Newman 2002): on an Erdős–Rényi graph of mean
degree c the final share S solves S = 1 − e^(−cTS).",
    terms: &[term(Slot::Cause, "Σ_ℓ once_pℓ · g_p(e_iℓp, d_iℓ)")],
    state: &[changing("person and platform", "s_jp", "tick", "when contacts see that j has joined p")],
    parameters: &[parameter("platforms.NAME.invite_once.NAME", "T_pℓ", "Newman 2002; 0: the neutral value")],
    says: &[(Topic::Principles, "Bond percolation (Newman 2002): each user invites each contact once.")],
    code: &["market/invitation.rs", "market/offer.rs"],
    cites: &["Newman 2002"],
    applies: |scenario| {
        let once = |platform: &PlatformSpec| platform.invite_once.iter().any(|steps| ever(steps, 0.0));
        invites(scenario) && scenario.platforms.iter().any(once)
    },
    ..Submodel::BLANK
};

pub static PERIOD: Submodel = Submodel {
    title: "Inviting for a time",
    without: "users invite as long as they stay",
    text: "\
Users of p invite for a time only, period_p ticks (at least one) from the one on in which their contacts see them; in
the hazard of joining by invitation k_iℓp is then

    v_iℓp = Σ_j 1{j active on p and t − s_jp < period_p}     over i's contacts j in ℓ, each with its strength

Who leaves and joins again begins anew. Shares of contacts, which hold users and pull them, count all active contacts
as ever. *Why:* news grows old for those who tell it.",
    parameters: &[parameter("platforms.NAME.invite_period", "period_p", "scenario; without end: the neutral value")],
    says: &[(Topic::Interaction, "Users stop to invite some time after joining (*Inviting for a time*).")],
    code: &["market/invitation.rs"],
    applies: |scenario| invites(scenario) && scenario.platforms.iter().any(|platform| platform.invite_period.is_some()),
    ..Submodel::BLANK
};

pub static FATIGUE: Submodel = Submodel {
    title: "Fatigue",
    without: "the tenth invitation counts as much as the first",
    text: "\
With the kernel `count` and fatigue f_p > 0 each further contact who invites counts less:

    g_p(k, d) = (1 − e^(−f_p k))/f_p

which begins as k and never exceeds 1/f_p, in each layer by itself.",
    parameters: &[parameter("platforms.NAME.fatigue", "f_p", "scenario; 0: the neutral value")],
    says: &[(Topic::Sensing, "Persons grow tired of being invited (*Fatigue*).")],
    code: &["market/contagion.rs"],
    applies: |scenario| invites(scenario) && scenario.platforms.iter().any(|platform| differs(&platform.fatigue, 0.0)),
    ..Submodel::BLANK
};
