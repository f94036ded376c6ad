//! Keys at the top of a scenario file.

use super::choice::CHOICE;
use super::contacts::CONTACTS;
use super::experiment::{GROUP, SWEEP};
use super::lists::{OBSERVATION_POINT, TARGET_POINT};
use super::market::MARKET;
use super::platform::PLATFORM;
use super::{Absent, Key, Kind, key, share};

/// The keys of a scenario.
pub static TOP: &[Key] = &[
    key("format", Kind::Whole { low: 1, high: 1 }, Absent::Default("1"), "Version of the file format."),
    key("title", Kind::Text, Absent::Means("the file's name"), "Title of figures and tables."),
    key(
        "extends",
        Kind::File,
        Absent::Means("nothing is inherited"),
        "Scenario file from which everything comes that is not said here.",
    ),
    key(
        "expect",
        Kind::Text,
        Absent::Means("nothing is printed"),
        "What the author expects, printed beside the result.",
    ),
    key("start", Kind::Date, Absent::Required, "First day of the simulated time."),
    key("end", Kind::Date, Absent::Required, "Last day: the run ends when it begins."),
    key("tick", Kind::Length, Absent::Default("1 day"), "Length of a time step: a day, or a whole part of one."),
    key(
        "seed",
        Kind::Whole { low: 0, high: i64::MAX as u64 },
        Absent::Default("1"),
        "Seed of all random numbers; scenarios with the same seed hold the same people.",
    ),
    key("runs", Kind::Whole { low: 1, high: 1_000_000 }, Absent::Default("40"), "Number of runs."),
    key(
        "precision",
        Kind::Text,
        Absent::Means("all runs are made"),
        "How well the win probabilities (\"±2%\") or another measure (\"mitalk.share ±2%\") are to be known: half the width of the interval at which the runs end. `runs` beside it is the most runs, otherwise 10,000.",
    ),
    key(
        "market",
        Kind::Table(MARKET),
        Absent::Means("the persons in the files of contacts; without such files it must be given"),
        "Who can join.",
    ),
    key(
        "null_model",
        Kind::Choice(&[
            ("none", "the contacts as they are"),
            ("rewired", "the same numbers of contacts, otherwise at random"),
            ("unclustered", "the same numbers of contacts at both ends of a contact, without clusters"),
            ("well_mixed", "no graph: everybody is a contact of everybody, who all weigh as much as the contacts did"),
        ]),
        Absent::Default("none"),
        "Takes a feature of all graphs away, to see what the outcome depends on; everything else stays.",
    ),
    key(
        "contacts",
        Kind::Named(&Kind::OneOf(CONTACTS)),
        Absent::Means("nobody knows anybody"),
        "Layers of contacts by name, each with its generator.",
    ),
    key(
        "platforms",
        Kind::Named(&Kind::Table(PLATFORM)),
        Absent::Required,
        "The rival platforms by name, 1 to 8 of them.",
    ),
    key(
        "choice",
        Kind::Table(CHOICE),
        Absent::Means("contacts invite, and rivals pull"),
        "How persons choose among platforms.",
    ),
    key("outcome", Kind::Table(OUTCOME), Absent::Means("its defaults"), "What decides the winner."),
    key("observations", Kind::Table(OBSERVATIONS), Absent::Means("no history is drawn"), "Historical numbers."),
    key("sweep", Kind::Table(SWEEP), Absent::Means("nothing is varied"), "What `headstart sweep` varies and measures."),
    key(
        "groups",
        Kind::Named(GROUP),
        Absent::Means("each difference stands for itself"),
        "Keys that `headstart why` takes together, by the name of the group.",
    ),
];

static OUTCOME: &[Key] =
    &[share("margin", "10%", "Lead in the share of active users from which on the market counts as tipped.")];

static OBSERVATIONS: &[Key] = &[
    key(
        "file",
        Kind::File,
        Absent::Means("none"),
        "CSV table of historical numbers to draw over the curves; \"none\" takes an inherited one away.",
    ),
    key(
        "targets",
        Kind::File,
        Absent::Means("none"),
        "CSV table of historical numbers that a fit aims at; \"none\" takes an inherited one away.",
    ),
    key(
        "points",
        Kind::List(OBSERVATION_POINT),
        Absent::Means("none"),
        "Historical numbers written here instead of in a file.",
    ),
    key(
        "target_points",
        Kind::List(TARGET_POINT),
        Absent::Means("none"),
        "Targets of a fit written here instead of in a file.",
    ),
];
