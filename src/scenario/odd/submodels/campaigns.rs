//! Campaigns on audiences.

use crate::scenario::CampaignKind;
use crate::scenario::odd::submodel::{Slot, Submodel, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static CAMPAIGNS: Submodel = Submodel {
    title: "Campaigns",
    without: "no platform addresses a group of persons",
    text: "\
A campaign c of p reaches the persons of an audience a_c, on the days from from_c until until_c (the latter not
included):

    seed_ip(t) = gate_p(t) · Σ_c rate_c · 1{i in a_c in t} · 1{from_c ≤ t < until_c} · Δ

rate_c [day⁻¹]. Without dates a campaign runs from the launch to the end. Campaigns of one platform add up. They need
no contacts: this is how an owner of another network (QQ, a phone) puts a platform into the hands of its users.
Factors of features on media don't touch them.",
    terms: &[term(Slot::Cause, "seed_ip")],
    parameters: &[
        parameter("platforms.NAME.seeding.name", "", "scenario"),
        parameter("platforms.NAME.seeding.audience", "a_c", "scenario"),
        parameter("platforms.NAME.seeding.from", "from_c", "scenario"),
        parameter("platforms.NAME.seeding.until", "until_c", "scenario"),
        parameter("platforms.NAME.seeding.rate", "rate_c", "scenario"),
    ],
    says: &[(Topic::InputData, "Dates of campaigns.")],
    code: &["market/campaign.rs", "market/offer.rs"],
    applies: |scenario| {
        let mut campaigns = scenario.platforms.iter().flat_map(|platform| &platform.seeding);
        campaigns.any(|campaign| matches!(campaign.kind, CampaignKind::Push { .. }))
    },
    ..Submodel::BLANK
};
