//! Persons differ in how much they like a platform.

use super::differs;
use crate::scenario::odd::submodel::{Slot, Submodel, constant, draw, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static TASTE: Submodel = Submodel {
    title: "Taste",
    without: "all persons like a platform alike",
    text: "\
A person's taste for p multiplies all hazards of joining it, and is fixed for the person:

    taste_ip = e^(σ_p z_ip − σ_p²/2)     z_ip standard normal

lognormal with mean 1. It is applied by dividing the clock of joining, E_ip/taste_ip, which is the same. Tastes for
two platforms are independent, unless they have the same luck.",
    terms: &[term(Slot::Willingness, "taste_ip")],
    state: &[constant("person × platform", "taste_ip", "> 0, mean 1", "how much the person likes the platform")],
    parameters: &[parameter("platforms.NAME.taste_spread", "σ_p", "scenario; 0: all alike")],
    says: &[(
        Topic::Stochasticity,
        "Tastes are left to chance: they stand for all differences between persons that the model doesn't tell.",
    )],
    draws: &[draw("taste LUCK", "normal(i)", "z_ip, taste of person i")],
    code: &["market/clock.rs"],
    applies: |scenario| scenario.platforms.iter().any(|platform| differs(&platform.taste_spread, 0.0)),
    ..Submodel::BLANK
};
