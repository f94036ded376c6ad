//! Persons who weigh all platforms at once.

use super::invites;
use crate::scenario::odd::submodel::{Slot, Submodel, changing, draw, parameter, term};
use crate::scenario::odd::topic::Topic;
use crate::scenario::{RuleSpec, Scenario};

/// Whether persons choose by a rule of this kind.
fn chosen_by(scenario: &Scenario, is: impl Fn(&RuleSpec) -> bool) -> bool {
    scenario.choice.as_ref().is_some_and(|choice| is(&choice.rule))
}

pub static CHOICE: Submodel = Submodel {
    title: "Choice",
    without: "persons follow one contact after the other, and weigh nothing",
    text: "\
Under a rule of choice nobody invites and no rival pulls. Instead a person thinks again at the rate ρ \\[day⁻¹\\], and
takes the set T of platforms with probability P_i(T), as the rule says. A change from S to T is borne by the clocks of
the platforms that lead it, those to join (T without S) or, if there are none, those to leave (S without T), in equal
parts: with n_T leaders, p has the part

    χ_ip = Σ_T P_i(T) · 1{p leads S → T} / n_T

of the hazards of joining p and of leaving it:

    choice_ip = gate_p(t) · ρ · Δ · χ_ip          drop_ip = ρ · Δ · χ_ip

When the clock of p runs out by choice, the person takes T at once, joining and leaving all that differs; of two sets
led by the same platform, the one that stands first. What is joined so counts under the cause `choice`, a column of the
tables in such a scenario; whether a user leaves p by choice or for the other causes is drawn as the causes of joining
are. Multihoming, loyalty, returning and taste multiply choice_ip as all joining; media, campaigns, churn and outages go
on beside it. p sees the layers over which it has a rate of inviting above 0, and all layers as long as it has none. v_p
(no unit) is what contacts on p are worth, as the rule says. *Why:* who weighs all alternatives at once answers
otherwise than who follows contacts one by one; published laws of social choice speak of the former.",
    terms: &[term(Slot::Cause, "choice_ip"), term(Slot::Leaving, "drop_ip")],
    state: &[changing(
        "person × platform",
        "χ_ip",
        "0 … 1",
        "part of the platform in what the person does on thinking again",
    )],
    parameters: &[
        parameter("choice.rule", "P_i(T)", "messenger: the neutral value"),
        parameter("choice.revision", "ρ", "scenario; 0: nobody thinks again"),
        parameter("platforms.NAME.value", "v_p", "scenario; 0: contacts there are worth nothing"),
    ],
    says: &[
        (Topic::Adaptation, "Persons weigh all platforms from time to time (*Choice*)."),
        (Topic::Sensing, "A person who thinks again knows what all platforms are worth among the own contacts."),
    ],
    draws: &[draw(
        "cause LUCK",
        "below(n), unit(i)",
        "under a rule of choice also whether a leaving after n transitions is by choice",
    )],
    code: &["market/choice.rs"],
    applies: |scenario| !invites(scenario),
    ..Submodel::BLANK
};

pub static LOGIT: Submodel = Submodel {
    title: "Rule: logit",
    without: "nobody chooses by chances that grow with the worth",
    text: "\
`logit`: one of the open platforms is taken, or none where `none` says so, with probability

    P_i({p}) = e^(β u_ip) / Σ_q e^(β u_iq)     u_ip = a_p + v_p · s_ip,     0 for none

over the open platforms q and none; s_ip is the share of contacts on p (*Layers of contacts*). A person uses one platform
at a time: whoever joins one, for whatever cause, leaves the others. *Why:* the chances of McFadden (1974), with the
social worth of Brock & Durlauf (2001). Two platforms of equal worth v among persons who all know each other end at
shares whose difference m solves m = tanh(β v m/2): one root, 0, up to βv = 2, and two stable ones beyond. (The J of
Brock & Durlauf (2001) is v/2.)",
    parameters: &[
        parameter("choice.sharpness", "β", "McFadden 1974; 0: all are as likely"),
        parameter("choice.none", "none", "scenario"),
        parameter("platforms.NAME.intercept", "a_p", "scenario; 0: worth nothing without contacts"),
    ],
    says: &[(Topic::Objectives, "By the logit rule, the worth of a platform to a person: its own, and that of the contacts there; the better is only the likelier.")],
    code: &["market/logit.rs"],
    cites: &["McFadden 1974", "Brock & Durlauf 2001"],
    applies: |scenario| chosen_by(scenario, |rule| matches!(rule, RuleSpec::Logit { .. })),
    ..Submodel::BLANK
};

pub static BEST_RESPONSE: Submodel = Submodel {
    title: "Rule: best response",
    without: "nobody maximizes anything",
    text: "\
`best_response`: the set T of open platforms is taken that pays most among the contacts,

    U_i(T) = Σ_ℓ Σ_j w_ijℓ · max_p v_p · θ_p(j)  −  price · Σ_ℓ d_iℓ · max(0, |T| − 1)

over i's contacts j in ℓ, and over the platforms p in T that see ℓ, with θ_p(j) = 1 if j is on p, else the largest θ_pq
of a platform q that j is on (*Compatible platforms*), 0 if there is none. Strengths w and numbers of contacts d are those
of *Layers of contacts*. T must pay more than the present set S by more than a billionth; among equals those are taken
that differ least from S, each with the same probability. *Why:* whom one reaches on any platform in common is reached,
at the price of keeping several (Immorlica et al. 2007). With contacts on A worth 1 − q, on B q, in a line of users of B
A spreads from a few neighbors where price < min(q/2, ½ − q), over persons with both, or where price > q/2 and q < ½;
in between persons with both keep the two apart.",
    parameters: &[parameter("choice.price", "price", "Immorlica et al. 2007; 0: several cost no more than one")],
    says: &[(Topic::Objectives, "By best response, what all contacts who can be reached are worth, less the price of several platforms; it is maximized, for the contacts as they stand.")],
    code: &["market/best_response.rs", "market/circle.rs"],
    cites: &["Immorlica et al. 2007"],
    applies: |scenario| chosen_by(scenario, |rule| matches!(rule, RuleSpec::BestResponse { .. })),
    ..Submodel::BLANK
};
