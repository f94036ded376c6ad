//! Enough contacts keep a user for good.

use super::differs;
use crate::scenario::odd::submodel::{Slot, Submodel, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static QUORUM: Submodel = Submodel {
    title: "Quorum",
    without: "no number of contacts keeps a user for good",
    text: "\
Who has enough contacts on p does not lose interest in it at all; who has fewer leaves as churn says:

    quoruz_ip = 1{k_ip < z_p}

k_ip is the number of i's contacts who are active on p, counted in each layer that p sees, and z_p the number that is \
enough. When the last users without enough contacts have gone, those remain who have z_p contacts among themselves: \
the z_p-core of the users. *Why:* a platform is left when what friends make of it is no longer worth the trouble, and \
each who goes leaves less for others (Garcia, Mavrodiev & Schweitzer 2013, on Friendster). The quorum weakens churn, \
not the pull of a rival.",
    terms: &[term(Slot::Hold, "quoruz_ip")],
    parameters: &[parameter("platforms.NAME.quorum", "z_p", "scenario; 0: the neutral value, no number is enough")],
    says: &[
        (Topic::Principles, "Cascades of leaving: users stay by the number of contacts (Garcia et al. 2013)."),
        (Topic::Emergence, "How many users a platform keeps at last, and that a small loss can become an exodus."),
        (Topic::Sensing, "A user senses the number of contacts on the same platform."),
    ],
    code: &["market/leaving.rs"],
    cites: &["Garcia et al. 2013"],
    applies: |scenario| scenario.platforms.iter().any(|platform| differs(&platform.quorum, 0.0)),
    ..Submodel::BLANK
};
