//! What submodels add to besides their own section: steps of the schedule, design concepts, initialization, input data.

/// A place in the description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Element 3, step 1: what the date brings.
    Calendar,
    /// Element 3, step 2: what is written down.
    Record,
    /// Element 3, step 3: what persons do.
    Live,
    /// Element 3, step 4: what follows from what they did.
    Settle,
    /// Element 4: the theories behind.
    Principles,
    /// Element 4: what comes out and is not put in.
    Emergence,
    /// Element 4: how agents react.
    Adaptation,
    /// Element 4: what agents want.
    Objectives,
    /// Element 4: how agents change their rules.
    Learning,
    /// Element 4: what agents expect.
    Prediction,
    /// Element 4: what agents know.
    Sensing,
    /// Element 4: how agents act on each other.
    Interaction,
    /// Element 4: what is left to chance.
    Stochasticity,
    /// Element 4: groups of agents.
    Collectives,
    /// Element 4: what is collected.
    Observation,
    /// Element 5.
    Initialization,
    /// Element 6.
    InputData,
}

impl Topic {
    /// All of them, each with its name in the texts of the elements.
    pub const ALL: [(Topic, &'static str); 17] = [
        (Topic::Calendar, "calendar"),
        (Topic::Record, "record"),
        (Topic::Live, "live"),
        (Topic::Settle, "settle"),
        (Topic::Principles, "principles"),
        (Topic::Emergence, "emergence"),
        (Topic::Adaptation, "adaptation"),
        (Topic::Objectives, "objectives"),
        (Topic::Learning, "learning"),
        (Topic::Prediction, "prediction"),
        (Topic::Sensing, "sensing"),
        (Topic::Interaction, "interaction"),
        (Topic::Stochasticity, "stochasticity"),
        (Topic::Collectives, "collectives"),
        (Topic::Observation, "observation"),
        (Topic::Initialization, "initialization"),
        (Topic::InputData, "input data"),
    ];
}

/// The submodels that act at the beginning of a tick, in the order in which they do.
pub const CALENDAR: [&str; 13] = [
    "Reactions",
    "Capacity",
    "Features",
    "Outages",
    "Growing potential",
    "Entry on observed days",
    "Closures",
    "Launch",
    "First users",
    "Seeding with a budget",
    "Bundling",
    "Campaigns",
    "Conceding",
];
