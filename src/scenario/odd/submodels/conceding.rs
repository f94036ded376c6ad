//! Giving a platform up.

use crate::scenario::odd::submodel::{Slot, Submodel, changing, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static CONCEDING: Submodel = Submodel {
    title: "Conceding",
    without: "owners go on investing",
    text: "\
The owner of p concedes in tick concede_p, on a date or in reaction to the market, and stops investing:

    K_p(t) = concession_p for t ≥ concede_p, else 1

stands before joining by media; all campaigns of p are off; and features that are worked on, and are not released by
then, never are. What is open stays open, and people go on inviting each other.",
    terms: &[term(Slot::OnMedia, "K_p(t)")],
    state: &[changing("platform", "K_p", "≥ 0", "what is left of joining by media")],
    parameters: &[
        parameter("platforms.NAME.concede.when", "concede_p", "scenario"),
        parameter("platforms.NAME.concede.media", "concession_p", "scenario; 1: advertising goes on"),
    ],
    says: &[(Topic::Adaptation, "Owners may give a platform up in view of the market (*Conceding*).")],
    code: &["market/closing.rs", "market/offer.rs"],
    applies: |scenario| scenario.platforms.iter().any(|platform| platform.concede.is_some()),
    ..Submodel::BLANK
};
