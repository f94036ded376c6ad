//! Leaving soon after joining.

use super::differs;
use crate::scenario::odd::submodel::{Slot, Submodel, changing, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static TRIAL: Submodel = Submodel {
    title: "Trial",
    without: "new users leave no more readily than old ones",
    text: "\
For a time after each joining users are on trial, and leave with an additional rate δ'_p [day⁻¹]:

    trial_ip(t) = ⟨on churn⟩δ'_p · Δ · 1{t − since_ip < T_p}

since_ip is the tick of joining, T_p the trial period in ticks; joining again begins a new trial, and first users are
on trial too. This two-phase churn is what messengers show: of those who leave, most do so in the first month (of the
users of messaging apps 68 % were still there after one month, 62 % after twelve: Flurry 2015).",
    terms: &[term(Slot::Churn, "trial_ip")],
    state: &[changing("person × platform", "since_ip", "tick", "tick of the last transition")],
    parameters: &[
        parameter(
            "platforms.NAME.trial_churn",
            "δ'_p",
            "Flurry (2015) for messengers as a whole; values are the \
            scenario's",
        ),
        parameter("platforms.NAME.trial_period", "T_p", "Flurry (2015): the first month"),
    ],
    says: &[(Topic::Principles, "Two-phase churn: most of those who leave do so soon (Flurry 2015).")],
    code: &["market/offer.rs", "engine/naive/mod.rs"],
    cites: &["Flurry 2015"],
    applies: |scenario| scenario.platforms.iter().any(|platform| differs(&platform.trial_churn, 0.0)),
    ..Submodel::BLANK
};
