//! Divided attention: work delays features.

use crate::scenario::Release;
use crate::scenario::odd::submodel::{Submodel, constant, parameter};
use crate::scenario::odd::topic::Topic;

pub static LEAD_TIMES: Submodel = Submodel {
    title: "Effort and lead times",
    without: "features come on their dates, whatever attention a company gives",
    text: "\
A feature may have, instead of a date, a day b_f on which work on it begins and the work w_f that it takes, in days of
full attention [day]. The platform's effort e_p(t) is the share of its company's attention, 0 to 1, a step function of
the date, whose first step holds from ever on. The feature is released in tick

    release_f = min { t : tΔ ≥ b_f and A(b_f, tΔ) ≥ w_f · (1 − 10⁻⁹) }     A(b, x) = ∫_b^x e_p(s) ds

(the last factor keeps a rounding error of the sum from costing a tick). At e = 1 that is b + w, rounded up to a tick;
at half the effort it takes twice as long; and it never comes if e falls to 0 before: this is how a platform is given
up. Work done before the start counts. w_f and e_p may be uncertain, drawn once a run like everything else.

*Why:* Xiaomi's founders said afterwards that attention, money and people had gone to the phone while MiTalk fell
behind. That work is done in proportion to attention is the simplest reading; Brooks (1975) tells where more hands do
not help. Abilities that are worked on at the same time do not slow each other down, and effort decides when features
come and nothing else: it keeps no server up and runs no campaign.",
    state: &[constant("platform", "release_f", "tick, or never", "when feature f comes")],
    parameters: &[
        parameter("platforms.NAME.effort", "e_p", "scenario; full attention: the neutral value"),
        parameter("platforms.NAME.features.begin", "b_f", "scenario"),
        parameter("platforms.NAME.features.work", "w_f", "scenario"),
    ],
    says: &[(Topic::InputData, "The share of its company's attention that a platform has, over time.")],
    code: &["market/effort.rs", "scenario/effort.rs"],
    cites: &["Brooks 1975"],
    applies: |scenario| {
        let mut features = scenario.platforms.iter().flat_map(|platform| &platform.features);
        features.any(|feature| matches!(feature.release, Release::WhenDone { .. }))
    },
    ..Submodel::BLANK
};
