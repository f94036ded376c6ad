//! Seeding chosen persons, with a budget.

use crate::scenario::CampaignKind;
use crate::scenario::odd::submodel::{Submodel, draw, parameter};
use crate::scenario::odd::topic::Topic;

pub static DRIVES: Submodel = Submodel {
    title: "Seeding with a budget",
    without: "nobody is won one by one",
    text: "\
A drive of p with budget B (persons over W, rounded, at least one agent) begins in the first tick s in which its time
(that of campaigns) has come, p is open and its owner has not conceded. In s it ranks those in the market who are not on
p and, where p is used exclusively, on no rival, and who belong to its audience if it has one, by its target, and keeps
the first B: at random; most connected in the contacts of layer_c; a community, as a cluster of first users; or the
first movers, in the order of the ticks in which they first joined the rival of_c. Without an end all have their turn in
s; with an end in tick u as many as

    n(t) = ⌊ B · (t − s + 1) / (u − s) ⌋     by the end of tick t, s ≤ t < u

in the order of the ranking. Whose turn it is joins at the beginning of the tick if the person's own uniform number is
below accept_c, unless the person is on p by then, or on a rival of an exclusive p. Nobody is asked twice, nobody is
replaced; a turn while p is closed is lost. Appeal, reputation and outages do not enter: accept_c says it all. Joins
count under the cause `seeding`. *Why:* whom to win first is what a platform decides with a limited budget (Kempe et al.
2003; Banerjee et al. 2013).",
    parameters: &[
        parameter("platforms.NAME.seeding.target", "target", "Kempe et al. 2003"),
        parameter("platforms.NAME.seeding.budget", "B", "scenario; 0: the neutral value").counting("persons"),
        parameter("platforms.NAME.seeding.accept", "accept_c", "scenario; 0: the neutral value"),
        parameter("platforms.NAME.seeding.of", "of_c", "scenario"),
        parameter("platforms.NAME.seeding.layer", "layer_c", "scenario"),
    ],
    says: &[
        (Topic::Calendar, "Drives win those whose turn it is (*Seeding with a budget*)."),
        (Topic::Stochasticity, "Who accepts a platform's offer is left to chance."),
    ],
    draws: &[
        draw("ranking LUCK CAMPAIGN", "as for first users", "who is chosen, and the order of equals"),
        draw("acceptance LUCK CAMPAIGN", "unit(i)", "whether person i accepts"),
    ],
    code: &["market/seeding.rs", "market/placement.rs"],
    cites: &["Kempe et al. 2003", "Banerjee et al. 2013"],
    applies: |scenario| {
        let mut campaigns = scenario.platforms.iter().flat_map(|platform| &platform.seeding);
        campaigns.any(|campaign| matches!(campaign.kind, CampaignKind::Drive { .. }))
    },
    ..Submodel::BLANK
};
