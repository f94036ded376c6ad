//! Joining again.

use super::differs;
use crate::scenario::odd::submodel::{Slot, Submodel, parameter, term};

pub static RETURNING: Submodel = Submodel {
    title: "Returning",
    without: "who has left joins again as readily as the first time",
    text: "\
Who was on p before joins again with hazards multiplied by

    return_ip = 1 if i was never active on p, else ρ_p

ρ_p < 1: who has left has a reason. Accounts are never given back: a person who has been active once stays registered.",
    terms: &[term(Slot::Willingness, "return_ip")],
    parameters: &[parameter("platforms.NAME.returning", "ρ_p", "scenario; 1: the neutral value")],
    code: &["market/joining.rs"],
    applies: |scenario| scenario.platforms.iter().any(|platform| differs(&platform.returning, 1.0)),
    ..Submodel::BLANK
};
