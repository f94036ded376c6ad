//! Moments that wait for what the market comes to.

use crate::scenario::odd::submodel::{Submodel, changing, parameter};
use crate::scenario::odd::topic::Topic;

pub static REACTIONS: Submodel = Submodel {
    title: "Reactions",
    without: "everything comes on its date",
    text: "\
A moment m (a launch, the beginning or end of a campaign, a feature, a closure, a concession) may wait, instead of
having a date, for states of the market that must all hold at once: active or registered persons, shares of the active
users, penetration, launches, dates. With S_m(s) = 1 if all of them hold at the beginning of tick s,

    t_m = min { s : S_m = 1 in all ticks from s − lasting_m to s } + delay_m     [ticks]

and it happens in tick t_m, once; nothing takes it back. What is compared are the numbers of the beginning of the tick,
before anybody enters the market or any platform opens in it; a platform has been launched from the tick of its launch
on, so that one launch may be the occasion for another in the same tick. *Why:* an incumbent answers to what a rival
has come to, not to a date; with a date, a world in which the rival grows more slowly would keep an answer to something
that did not happen. MOMENT stands for any key that takes a date or a reaction.",
    state: &[changing("platform", "t_m", "tick, or not yet", "when what waits for an occasion happens")],
    parameters: &[
        parameter("MOMENT.after", "S_m", "scenario"),
        parameter("MOMENT.lasting", "lasting_m", "scenario; 0: the occasion need not last"),
        parameter("MOMENT.delay", "delay_m", "scenario; 0: at once"),
    ],
    says: &[
        (Topic::Calendar, "Platforms look at the market as it stands; what waited for it becomes known (*Reactions*)."),
        (
            Topic::Sensing,
            "Platforms know all numbers of the market, their own and their rivals', at the beginning of each tick \
            (*Reactions*).",
        ),
    ],
    code: &["market/moments.rs", "market/course.rs"],
    applies: |scenario| !scenario.reactions().is_empty(),
    ..Submodel::BLANK
};
