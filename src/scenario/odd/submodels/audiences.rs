//! Groups of persons that campaigns can reach.

use crate::scenario::odd::submodel::{Submodel, changing, constant, draw, parameter};
use crate::scenario::odd::topic::Topic;

pub static AUDIENCES: Submodel = Submodel {
    title: "Audiences",
    without: "there are no groups of persons that a campaign could reach",
    text: "\
An audience a is a named group of persons: users of QQ, buyers of a phone. Person i belongs to it in tick t when

    v_ia < share_a(t)     v_ia uniform in (0, 1), fixed for the person

share_a is a step function of the date, 0 before its first step; or linear between dated points, constant before
the first and after the last:

    share_a(t) = s_k + (s_{k+1} − s_k) · (tΔ − x_k) / (x_{k+1} − x_k)     for x_k ≤ tΔ < x_{k+1}

Points given in persons are divided by the largest potential of the best estimate. Who belongs stays in while the
share grows. Audiences are independent of each other, of entry and of contacts. Where an attribute of observed
persons says who belongs, those do, at all times. Where a submodel asks who *ever* belongs, it is v_ia below the
largest share_a. A scenario has at most eight.",
    state: &[
        constant("person", "v_ia", "(0, 1)", "when the person comes to belong to audience a"),
        changing("audience", "share_a", "0 … 1", "share of all persons who belong"),
    ],
    parameters: &[
        parameter("market.audiences.NAME.share", "share_a", "scenario"),
        parameter("market.audiences.NAME.path.date", "x_k", "scenario"),
        parameter("market.audiences.NAME.path.share", "s_k", "scenario"),
        parameter("market.audiences.NAME.path.persons", "s_k", "scenario").counting("persons"),
        parameter("market.audiences.NAME.attribute", "", "data on the persons"),
    ],
    says: &[
        (Topic::Stochasticity, "Who belongs to an audience is left to chance, unless an attribute tells it."),
        (Topic::Collectives, "Audiences are groups that campaigns reach; they don't act."),
    ],
    draws: &[draw("audience NAME", "unit(i)", "v_ia, membership of person i")],
    code: &["market/audience.rs"],
    applies: |scenario| !scenario.market.audiences.is_empty(),
    ..Submodel::BLANK
};
