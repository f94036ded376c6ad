//! Joining because contacts have.

use super::ever;
use crate::scenario::odd::submodel::{Slot, Submodel, changing, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static INVITATIONS: Submodel = Submodel {
    title: "Invitations",
    without: "nobody is invited by contacts",
    text: "\
Contacts who are on p draw a person to it, over each layer ℓ with hazard

    invite_pℓ(t) · g_p(k_iℓp, d_iℓ)     invite_pℓ(t) = gate_p(t) · ⟨on invitations⟩b_pℓ(t) · Δ

b_pℓ is a step function of the date, 0 before its first step; p **sees** layer ℓ in t when b_pℓ(t) > 0. k_iℓp is the number
of i's contacts in ℓ who are active on p, and d_iℓ that of all contacts that count (*Layers of contacts*). The kernel g_p is
one of

- `count`: g = k. Each contact invites, as an address book does: b_pℓ is a rate per contact [day⁻¹].
- `share`: g = k/max(d, k), 0 without contacts. The share of contacts on p counts: b_pℓ is the rate where all of them are
  [day⁻¹]. Karsai et al. (2014) found the adoption of Skype linear in the share of adopting contacts. In a well-mixed layer,
  b_pℓ is the coefficient of imitation q of Bass (1969).

Contacts act independently of each other (simple contagion): there is no threshold, and invitations don't wear out.",
    terms: &[term(Slot::Cause, "Σ_ℓ invite_pℓ · g_p(k_iℓp, d_iℓ)")],
    state: &[changing("platform", "b_pℓ", "day⁻¹", "rate of joining by invitation over layer ℓ")],
    parameters: &[
        parameter("platforms.NAME.invite.NAME", "b_pℓ", "Bass (1969), Karsai et al. (2014); values are the scenario's"),
        parameter("platforms.NAME.kernel", "g_p", "count: address books; share: Karsai et al. (2014)"),
    ],
    says: &[
        (Topic::Principles, "Imitation (Bass 1969) as simple contagion over contacts: growth starts where users are."),
        (Topic::Sensing, "A person senses how many contacts are active on each platform, layer by layer, as it was \
            at the beginning of the tick."),
        (Topic::Interaction, "Users draw contacts to the platforms that they are on, over the layers that the \
            platform sees."),
    ],
    code: &["market/joining.rs", "market/offer.rs"],
    cites: &["Bass 1969", "Karsai et al. 2014"],
    applies: |scenario| scenario.platforms.iter().any(|platform| platform.invite.iter().any(|steps| ever(steps, 0.0))),
    ..Submodel::BLANK
};
