//! Phones sold with the app.

use crate::scenario::CampaignKind;
use crate::scenario::odd::submodel::{Submodel, draw, parameter};
use crate::scenario::odd::topic::Topic;

pub static BUNDLING: Submodel = Submodel {
    title: "Bundling",
    without: "nothing is sold with an app on it",
    text: "\
Person i owns such a phone in tick t when i is in the market and belongs to the audience a_c:

    M_i(t) = 1{entered by t} · 1{v_ia < share_a(t)}

While a bundle c of p runs (the time of campaigns), p is open and its owner has not conceded, whoever comes to own one,

    M_i(t) = 1 and M_i(t − 1) = 0,     t > 0

joins at the beginning of tick t if w_ic < install_c, unless the person is on p, or on a rival where p is used
exclusively. Who owned one before does not. Joins count under the cause `bundling`, which is a column of the tables only
where some campaign can install. *Why:* MiTalk came on every Xiaomi phone (7.2 million sold in 2012, 18.7 million in
2013); how many buyers used it is not known.",
    parameters: &[parameter("platforms.NAME.seeding.install", "install_c", "scenario; 0: the neutral value")],
    says: &[
        (Topic::Calendar, "Who comes to own a phone with the app on it may join (*Bundling*)."),
        (Topic::Stochasticity, "Whether a buyer uses what came with the phone is left to chance."),
    ],
    draws: &[draw("bundle LUCK CAMPAIGN", "unit(i)", "w_ic, whether person i uses what came with the phone")],
    code: &["market/bundling.rs"],
    applies: |scenario| {
        let mut campaigns = scenario.platforms.iter().flat_map(|platform| &platform.seeding);
        campaigns.any(|campaign| matches!(campaign.kind, CampaignKind::Bundle { .. }))
    },
    ..Submodel::BLANK
};
