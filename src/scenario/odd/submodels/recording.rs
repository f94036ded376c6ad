//! What is written down, and what is made of it.

use crate::scenario::odd::submodel::{Submodel, draw, parameter};
use crate::scenario::odd::topic::Topic;

pub static RECORDING: Submodel = Submodel {
    title: "Daily rows",
    text: "\
For each day and platform are recorded, in agents, and reported in persons (× W): registered (were ever active),
active, new (first joins), left, returned (joins of who had left), multihomers (active here and on a rival at once),
joins by cause (`initial`, `media`, `seeding`, and `invitation_LAYER` for each layer); and the persons in the market.
The share of a platform is its active users over those of all platforms together; who is on two counts twice.

Over the runs: quantiles by day and column (type 7 of Hyndman & Fan 1996), of all runs up to 512, of a random sample
of 512 beyond.",
    says: &[
        (
            Topic::Record,
            "If t is the first tick of a day, the state is written down (*Daily rows*): row d is the \
            state d days after the start, launches and first users of that moment included, together with what \
            happened since row d − 1.",
        ),
        (
            Topic::Observation,
            "Day by day and platform by platform: registered and active users, joins by cause, \
            leavings, multihomers (*Daily rows*).",
        ),
    ],
    draws: &[draw(
        "sample of runs",
        "word(r), of run 0",
        "which runs are kept for quantiles when there are more than \
        512",
    )],
    code: &["engine/recorder.rs", "experiment/ensemble.rs"],
    cites: &["Hyndman & Fan 1996"],
    ..Submodel::BLANK
};

pub static OUTCOME: Submodel = Submodel {
    title: "Outcome",
    text: "\
The outcome of a run follows from its daily rows, D the last day:

- **winner**: the platform with strictly more active users than any other on D; none on a tie or when nobody is
  active;
- **crossing**: the day after the last one on which a rival with users was level with the winner or ahead; none if
  there was no such day;
- **tipping**: the first day from which on, until D, the winner leads the best rival by at least the margin M_t of all
  platforms' active users;
- **peak**: the first day with the most active users.

The win probability of a platform is its share of the runs, with Wilson's 95 % interval (Wilson 1927).",
    parameters: &[parameter("outcome.margin", "M_t", "convention")],
    says: &[(
        Topic::Observation,
        "Run by run: winner, crossing, tipping, peak (*Outcome*); over the runs, win \
        probabilities and quantiles.",
    )],
    code: &["experiment/outcome.rs"],
    cites: &["Wilson 1927"],
    ..Submodel::BLANK
};

pub static PUBLISHED_NUMBERS: Submodel = Submodel {
    title: "What the press counts",
    without: "published numbers count the persons of the market",
    text: "\
Published numbers are accounts, and not only of the market at home:

    published registered = registered · A_p / (1 − abroad_p(t))
    published new        = new · A_p / (1 − abroad_p(t))
    published active     = active / (1 − abroad_p(t))

A_p accounts a person; abroad_p is the share of the published numbers outside the market, linear between dated points,
0 before the first, constant after the last. \"Monthly active\" is compared with users active on the day. Published
numbers touch no hazard: they stand beside the curves.",
    parameters: &[
        parameter("platforms.NAME.observed.accounts_per_person", "A_p", "scenario").counting("accounts"),
        parameter("platforms.NAME.observed.abroad.date", "", "scenario"),
        parameter("platforms.NAME.observed.abroad.share", "abroad_p", "scenario"),
    ],
    says: &[(
        Topic::Observation,
        "Published numbers are made from those of the model (*What the press counts*), to \
        be compared with history.",
    )],
    code: &["report/published.rs"],
    applies: |scenario| {
        let differ = |platform: &crate::scenario::PlatformSpec| {
            super::differs(&platform.observed.accounts_per_person, 1.0) || !platform.observed.abroad.is_empty()
        };
        scenario.platforms.iter().any(differ)
    },
    ..Submodel::BLANK
};

pub static HISTORY: Submodel = Submodel {
    title: "Historical numbers",
    without: "there is no history to compare with",
    text: "\
Published numbers of users stand beside the curves: registered accounts, users active within a month, new accounts a
day, each with a date, a value, its lowest and highest credible value, and a source. Some are targets that a fit aims
at, with weights. A target is met if the median over the runs is within a factor of 1.5. None of them touches a run.",
    parameters: &[
        parameter("observations.file", "", "data"),
        parameter("observations.targets", "", "data"),
        parameter("observations.points.**", "", "data"),
        parameter("observations.target_points.**", "", "data"),
        parameter("platforms.NAME.observed.series", "", "data"),
    ],
    says: &[
        (
            Topic::Observation,
            "Medians over the runs are compared with published numbers of users (*Historical \
            numbers*).",
        ),
        (Topic::InputData, "Published numbers of users, for comparison only."),
    ],
    code: &["scenario/decode/history.rs", "report/fit.rs"],
    applies: |scenario| !scenario.observations.is_empty() || !scenario.targets.is_empty(),
    ..Submodel::BLANK
};
