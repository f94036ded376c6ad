//! How many persons could join, and how many agents stand for them.

use crate::scenario::odd::submodel::{Submodel, constant, parameter};
use crate::scenario::odd::topic::Topic;

pub static POTENTIAL: Submodel = Submodel {
    title: "Market potential",
    text: "\
The market potential K is the number of persons who could join any platform. N agents stand for them, each for

    W = K_max / N   [persons]

where K_max is the largest K within the run: K itself where it is one number, which may be uncertain and is then drawn
once a run. Where contacts come from files, N and K are by default the number of persons in the files (W = 1).

Only what is a number of persons scales with W: first users are divided by W and rounded (at least one agent), and
results are multiplied by W. Rates a person and contacts a person do not change. *Why:* a market of 500 million
persons is then simulated with 200,000 agents. The price is that the noise of few first users is that of few agents:
where first users matter, N is to be large. Nobody ever leaves the market.",
    state: &[
        constant("market", "N", "1 … 2³¹", "number of agents"),
        constant("market", "W", "≥ 1 persons", "persons that an agent stands for"),
    ],
    parameters: &[
        parameter("market.agents", "N", "scenario").counting("agents"),
        parameter("market.potential", "K", "scenario; for China 2010–2014 sales and subscriptions of phones")
            .counting("persons"),
    ],
    says: &[(
        Topic::Initialization,
        "Persons whose tick of entry is 0 are in the market; where nothing tells of entry, that is everybody.",
    )],
    code: &["market/population.rs"],
    ..Submodel::BLANK
};
