//! A market that grows.

use crate::scenario::odd::submodel::{Submodel, constant, draw, parameter};
use crate::scenario::odd::topic::Topic;
use crate::scenario::{Potential, Scenario};

pub static GROWING_POTENTIAL: Submodel = Submodel {
    title: "Growing potential",
    without: "everybody is in the market from the start on",
    text: "\
The potential K(t) follows dated points: linear between them, constant before the first and after the last, and taken
at its highest so far. Person i enters the market in

    entry_i = min { t : K(t)/K_max > u_i }     u_i uniform in (0, 1), fixed for the person

so that K(t)/W agents are in the market in tick t, up to chance. *Why:* a messenger can only be joined by who owns a
phone that runs it; in China their number grew sevenfold in three years.

The points are K_low, K_mid, K_high, the lowest credible number, the best estimate and the highest. All runs follow
K_mid, unless the path is uncertain: then each run draws a lean x in (−1, 1), with triangular density around 0 (from
one uniform number u: x = √(2u) − 1 below ½, 1 − √(2 − 2u) above), and uses at every point

    ln K = ln K_mid + |x| · (ln K_bound − ln K_mid)     K_bound = K_low for x < 0, K_high for x > 0

so that a run is low or high as a whole.",
    state: &[
        constant("person", "entry_i", "tick, or never", "when the person enters the market"),
        constant("person", "u_i", "(0, 1)", "place in the order of entry"),
    ],
    parameters: &[
        parameter("market.potential.points.date", "", "scenario"),
        parameter("market.potential.points.mid", "K_mid", "scenario"),
        parameter("market.potential.points.low", "K_low", "scenario"),
        parameter("market.potential.points.high", "K_high", "scenario"),
    ],
    says: &[
        (Topic::Calendar, "Persons whose tick of entry is t enter the market (*Growing potential*)."),
        (Topic::Stochasticity, "Who enters when is left to chance, how many is not, unless the path is uncertain."),
        (
            Topic::Initialization,
            "Persons with entry_i > 0 are outside the market; their contacts exist from the \
            start on.",
        ),
        (Topic::InputData, "The potential over time, a table of date, low, mid and high."),
    ],
    draws: &[
        draw("market potential", "unit(0)", "the lean of the potential"),
        draw("market entry", "unit(i)", "u_i, the entry of person i"),
    ],
    code: &["market/population.rs"],
    applies: |scenario: &Scenario| {
        matches!(scenario.market.potential, Potential::Path { .. }) && scenario.market.joins.is_none()
    },
    ..Submodel::BLANK
};
