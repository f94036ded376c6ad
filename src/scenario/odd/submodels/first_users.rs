//! Users from the launch on.

use super::differs;
use crate::scenario::odd::submodel::{Submodel, draw, parameter};
use crate::scenario::odd::topic::Topic;

pub static FIRST_USERS: Submodel = Submodel {
    title: "First users",
    without: "no platform has users before it is open to all",
    text: "\
In its launch tick p gets initial_p/W agents, rounded, at least one if initial_p > 0. They are taken from those in the
market who are not on p and, where p is used exclusively (multihoming 0), on no rival, as placement_p says, in the
contacts of layer_p:

- random: the distinct persons among candidates drawn with equal chances, 64 times as many as are wanted; if that is
  not enough, the rest is taken in the order of the persons;
- hubs: those with most contacts, whether these are in the market yet or not;
- cluster: a person drawn as at random, then those reached from it, breadth first and through such persons only; when no
  more can be reached, another person is drawn. A cluster of two is a pair of contacts.

Equals come in the order of a random word of their own. They are users from the beginning of the
tick, and are counted under the cause `initial`.",
    parameters: &[
        parameter("platforms.NAME.initial_users", "initial_p", "scenario").counting("persons"),
        parameter("platforms.NAME.initial_placement", "placement_p", "Centola & Macy 2007; random: the neutral value"),
        parameter("platforms.NAME.initial_layer", "layer_p", "scenario"),
    ],
    says: &[
        (Topic::Calendar, "Platforms that open get their first users (*First users*)."),
        (Topic::Stochasticity, "Who the first users are is left to chance."),
        (Topic::Initialization, "A platform that is launched on the first day has its first users in tick 0."),
    ],
    draws: &[
        draw("initial LUCK", "under(j, N), j = 0, 1, …", "candidates for first users"),
        draw("initial LUCK", "below(1), word(i)", "the order of equals among them"),
    ],
    code: &["market/initial.rs", "market/placement.rs"],
    cites: &["Centola & Macy 2007"],
    applies: |scenario| scenario.platforms.iter().any(|platform| differs(&platform.initial_users, 0.0)),
    ..Submodel::BLANK
};
