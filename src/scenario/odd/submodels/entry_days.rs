//! Entry on days that are known.

use crate::scenario::odd::submodel::{Submodel, constant, parameter};
use crate::scenario::odd::topic::Topic;

pub static ENTRY_DAYS: Submodel = Submodel {
    title: "Entry on observed days",
    without: "no person's day of entry is given",
    text: "\
Where persons were observed, an attribute of theirs may tell the day on which each can join: entry_i is the first tick
of that day, tick 0 for days before the start; a person without a day never enters, and agents beyond those of the
files don't either. K is then one number, and only W depends on it.",
    state: &[constant("person", "entry_i", "tick, or never", "when the person enters the market")],
    parameters: &[parameter("market.joins", "entry_i", "data on the persons")],
    says: &[
        (Topic::Calendar, "Persons whose tick of entry is t enter the market (*Entry on observed days*)."),
        (
            Topic::Initialization,
            "Persons with entry_i > 0 are outside the market; their contacts exist from the \
            start on.",
        ),
        (
            Topic::InputData,
            "The day on which each person can join, an attribute of the persons in the files of \
            contacts.",
        ),
    ],
    code: &["market/population.rs", "scenario/listed.rs"],
    applies: |scenario| scenario.market.joins.is_some(),
    ..Submodel::BLANK
};
