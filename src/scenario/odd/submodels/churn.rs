//! Leaving by oneself.

use super::differs;
use crate::scenario::odd::submodel::{Slot, Submodel, parameter, term};

pub static CHURN: Submodel = Submodel {
    title: "Churn",
    without: "nobody leaves by themselves",
    text: "\
Users lose interest at a constant rate δ_p [day⁻¹]:

    churn_p(t) = ⟨on churn⟩δ_p · Δ

Churn hides in the gap between registered and active users: published accounts never fall.",
    terms: &[term(Slot::Churn, "churn_p")],
    parameters: &[parameter("platforms.NAME.churn", "δ_p", "scenario; Flurry (2015) for messengers as a whole")],
    code: &["market/offer.rs", "market/leaving.rs"],
    cites: &["Flurry 2015"],
    applies: |scenario| scenario.platforms.iter().any(|platform| differs(&platform.churn, 0.0)),
    ..Submodel::BLANK
};
