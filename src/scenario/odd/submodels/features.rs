//! New abilities and what they change.

use crate::scenario::odd::submodel::{Slot, Submodel, changing, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static FEATURES: Submodel = Submodel {
    title: "Features",
    without: "platforms stay as they are",
    text: "\
A feature of p is a new ability (voice, People Nearby) that changes what p offers by constant factors from its release
on. Features multiply:

    F_appeal = Π_f appeal_f     F_media = Π_f media_f     F_invite = Π_f invite_f
    F_churn  = Π_f churn_f      F_stick = Π_f stick_f

each over the features f of p with release_f ≤ t, and 1 before the first. release_f is the feature's date, or the tick
in which the work on it is done. F_appeal stands before all joining, the others before joining by media, joining by
invitation, leaving (churn and trial churn), and stickiness. *Why:* an ability makes a platform more or less
attractive by a share of what it is; what a single ability did cannot be told apart where several came within weeks.",
    terms: &[
        term(Slot::Gate, "F_appeal"),
        term(Slot::OnMedia, "F_media"),
        term(Slot::OnInvitations, "F_invite"),
        term(Slot::OnChurn, "F_churn"),
        term(Slot::OnStickiness, "F_stick"),
    ],
    state: &[changing("platform", "F_appeal, F_media, F_invite, F_churn, F_stick", "≥ 0", "factors of features")],
    parameters: &[
        parameter("platforms.NAME.features.name", "", "scenario"),
        parameter("platforms.NAME.features.date", "release_f", "scenario"),
        parameter("platforms.NAME.features.appeal", "appeal_f", "scenario; 1 changes nothing"),
        parameter("platforms.NAME.features.invite", "invite_f", "scenario; 1 changes nothing"),
        parameter("platforms.NAME.features.media", "media_f", "scenario; 1 changes nothing"),
        parameter("platforms.NAME.features.churn", "churn_f", "scenario; 1 changes nothing"),
        parameter("platforms.NAME.features.stickiness", "stick_f", "scenario; 1 changes nothing"),
    ],
    says: &[
        (Topic::Calendar, "Features that are due are released (*Features*)."),
        (Topic::InputData, "Dates of features, or of the beginning of work on them."),
    ],
    code: &["market/platform.rs", "market/offer.rs"],
    applies: |scenario| scenario.platforms.iter().any(|platform| !platform.features.is_empty()),
    ..Submodel::BLANK
};
