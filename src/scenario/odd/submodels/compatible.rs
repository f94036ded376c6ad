//! Platforms whose users can reach each other.

use super::differs;
use crate::scenario::odd::submodel::{Submodel, parameter};
use crate::scenario::odd::topic::Topic;

pub static COMPATIBLE: Submodel = Submodel {
    title: "Compatible platforms",
    without: "each platform's users reach each other only",
    text: "\
A share θ_pq of what can be done with a contact on p can be done with one on q. Wherever contacts on p are counted
(those who invite, and those who hold users or pull them), the count becomes

    k̂_iℓp = k_iℓp + Σ_q θ_pq · k_iℓq

each q with its own times of inviting, and shares are cut at 1. Who uses both counts for both. θ_pq and θ_qp are
independent. *Why:* a network's worth lies in whom one reaches on it (Katz & Shapiro 1985); at θ = 1 both ways, equal
rates and exclusive use, two platforms are one to their users.",
    parameters: &[parameter("platforms.NAME.compatible.NAME", "θ_pq", "Katz & Shapiro 1985; 0: the neutral value")],
    says: &[(Topic::Sensing, "Contacts on a compatible platform are sensed in part (*Compatible platforms*).")],
    code: &["market/compatible.rs"],
    cites: &["Katz & Shapiro 1985"],
    applies: |scenario| {
        let mut others = scenario.platforms.iter().flat_map(|platform| &platform.compatible);
        others.any(|other| differs(&other.share, 0.0))
    },
    ..Submodel::BLANK
};
