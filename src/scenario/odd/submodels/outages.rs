//! Outages by date.

use crate::scenario::odd::submodel::{Slot, Submodel, changing, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static OUTAGES: Submodel = Submodel {
    title: "Outages",
    without: "servers never fail",
    text: "\
An outage o of p begins with tick t_o, the first of its date, and lasts L_o ticks (fractions count: 10 hours are .417
ticks of a day). While it lasts nobody can join, and some users leave; the platform's reputation R suffers, and
recovers:

    down_o(t)   = min(1, max(0, L_o − (t − t_o)))     for t ≥ t_o, else 0
    U_p(t)      = Π_o (1 − down_o(t))                 share of the tick in which p is up
    R_p(t)      = Π_o [ 1 − loss_o · 2^(−(t − t_o)/H_o) ]     over the outages with t ≥ t_o and L_o > 0
    outage_p(t) = Σ_o −ln(1 − leave_o) · down_o(t)/L_o

Over the whole outage a share leave_o of the users leaves because of it, if nothing else makes them leave. Reputation
stands before all joining; half of the loss is made good again in each recovery time H_o, counted from the outage's
first tick. The hazard of leaving stands outside what contacts can hold: friends do not help against dead servers. An
outage of zero hours changes nothing at all; outages before the start are left out.",
    terms: &[term(Slot::Gate, "R_p(t)"), term(Slot::Gate, "U_p(t)"), term(Slot::Leaving, "outage_p")],
    state: &[
        changing("platform", "R_p", "0 … 1", "reputation"),
        changing("platform", "U_p", "0 … 1", "share of the tick in which the platform is up"),
    ],
    parameters: &[
        parameter("platforms.NAME.outages.name", "", "scenario"),
        parameter("platforms.NAME.outages.date", "t_o", "scenario"),
        parameter("platforms.NAME.outages.hours", "L_o", "scenario").counting("hours"),
        parameter("platforms.NAME.outages.duration", "L_o", "scenario"),
        parameter("platforms.NAME.outages.leave", "leave_o", "scenario; 0: nobody leaves because of it"),
        parameter("platforms.NAME.outages.reputation_loss", "loss_o", "scenario; 0: nothing is lost"),
        parameter("platforms.NAME.outages.recovery", "H_o", "scenario; the default is a guess"),
    ],
    says: &[
        (Topic::Calendar, "Outages begin, go on and end, and reputation recovers (*Outages*)."),
        (Topic::InputData, "Dates and lengths of outages."),
    ],
    code: &["market/outage.rs", "market/offer.rs"],
    applies: |scenario| scenario.platforms.iter().any(|platform| !platform.outages.is_empty()),
    ..Submodel::BLANK
};
