//! Joining without anybody's invitation.

use super::ever;
use crate::scenario::odd::submodel::{Slot, Submodel, changing, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static MEDIA: Submodel = Submodel {
    title: "Media",
    without: "nobody joins by themselves",
    text: "\
Everybody in the market is reached by advertising, press and app stores alike, and joins because of them with hazard

    media_p(t) = gate_p(t) · ⟨on media⟩m_p(t) · Δ

m_p [day⁻¹] is a step function of the date, 0 before its first step. This is the external influence of Bass (1969),
his coefficient of innovation p.",
    terms: &[term(Slot::Cause, "media_p")],
    state: &[changing("platform", "m_p", "day⁻¹", "rate of joining by media")],
    parameters: &[parameter("platforms.NAME.media", "m_p", "Bass (1969); values are the scenario's")],
    says: &[(Topic::Principles, "Adoption by outside influence (Bass 1969).")],
    code: &["market/offer.rs", "market/schedule.rs"],
    cites: &["Bass 1969"],
    applies: |scenario| scenario.platforms.iter().any(|platform| ever(&platform.media, 0.0)),
    ..Submodel::BLANK
};
