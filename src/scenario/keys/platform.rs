//! Keys of `[platforms.NAME]`.

use super::lists::ABROAD_POINT;
use super::{Absent, FASTEST, Key, Kind, amount, factor, key, rate, share, spread, strength, when::WHEN};
use crate::scenario::amount::Unit;

const RATES: Kind = Kind::Schedule { unit: Unit::Rate, low: 0.0, high: FASTEST, word: "rate" };
const CHANCES: Kind = Kind::Schedule { unit: Unit::Share, low: 0.0, high: 1.0, word: "share" };
const SHARE: Kind = Kind::Amount { unit: Unit::Share, low: 0.0, high: 1.0 };

/// The keys of a platform.
pub static PLATFORM: &[Key] = &[
    key("label", Kind::Text, Absent::Means("its name"), "Label in figures and tables."),
    key("color", Kind::Color, Absent::Means("chosen by the program"), "Color in figures, `#rrggbb`."),
    key(
        "luck",
        Kind::Text,
        Absent::Means("its name"),
        "Name of its stream of luck; platforms with the same luck draw the same numbers.",
    ),
    key("launch", WHEN, Absent::Required, "When it opens: a date, \"never\", or what must come before."),
    amount("initial_users", Unit::Persons, 0.0, 1e10, "0", "Persons who are users from the launch on."),
    key("initial_placement", Kind::Choice(PLACEMENTS), Absent::Default("random"), "Which persons those are."),
    key(
        "initial_layer",
        Kind::Text,
        Absent::Means("the first that it invites over, or else the first"),
        "Layer of contacts that tells hubs and clusters.",
    ),
    key("media", RATES, Absent::Default("0/day"), "Joining by itself (advertising, press, app stores), over time."),
    key(
        "invite",
        Kind::Named(&RATES),
        Absent::Means("nobody invites"),
        "Joining by invitation, by layer of contacts, over time: for each contact, or at a full share.",
    ),
    key(
        "invite_once",
        Kind::Named(&CHANCES),
        Absent::Means("nobody invites so"),
        "Joining by invitation where a user invites each contact once, right after joining, by layer of contacts, over time: \
         the chance that it succeeds. A layer has this or a rate in invite.",
    ),
    key(
        "invite_period",
        Kind::Amount { unit: Unit::Days, low: 0.01, high: 36_525.0 },
        Absent::Means("for good"),
        "For how long a user invites after joining.",
    ),
    key("kernel", Kind::Choice(KERNELS), Absent::Default("count"), "How the contacts who are users work together."),
    key(
        "threshold",
        Kind::Threshold,
        Absent::Means("the kernel is another"),
        "What must be on the platform before a person joins by invitation: a share of the contacts, or a number of them; \
         the same for everybody, { each = … } drawn for each person, or { listed = […] } for each agent.",
    ),
    strength("fatigue", "0", "By how much each further contact who invites counts less, where each invites by itself."),
    key(
        "compatible",
        Kind::Named(&SHARE),
        Absent::Means("its own users alone count"),
        "Other platforms whose users count here too, wherever contacts are counted: how much one of them counts.",
    ),
    key("seeding", Kind::List(SEEDING), Absent::Means("no campaigns"), "Campaigns."),
    rate("churn", "0/day", "Leaving."),
    rate("trial_churn", "0/day", "Leaving in addition while on trial."),
    amount("trial_period", Unit::Days, 0.0, 36_525.0, "30 days", "Length of the trial after each joining."),
    strength("stickiness", "0", "How strongly contacts on the platform keep a user from leaving."),
    strength(
        "quorum",
        "0",
        "Contacts on the platform with whom nobody loses interest in it: who has fewer leaves as churn says; 0: no number is enough.",
    ),
    rate("pull", "0/day", "Leaving for a rival where more of the contacts are, at a difference of 1 in the shares."),
    strength("loyalty", "0", "How strongly contacts on a rival keep its users from joining here."),
    factor("multihoming", "100%", "Joining while active on a rival: 0% never, 100% as freely as everybody."),
    key("replaces", Kind::Flag, Absent::Default("false"), "Whether who joins leaves all rivals at the same moment."),
    amount(
        "value",
        Unit::Plain,
        0.0,
        1e6,
        "0",
        "Under a rule of choice: what contacts on it are worth, all of them together (logit) or each of them (best_response).",
    ),
    amount("intercept", Unit::Plain, -1000.0, 1000.0, "0", "With logit: what it is worth without any contacts."),
    factor("returning", "100%", "Joining again after having left: 100% as easily as the first time."),
    spread(
        "taste_spread",
        "0",
        "Spread (standard deviation of the logarithm) of the persons' taste for this platform, mean 1.",
    ),
    key(
        "effort",
        Kind::Schedule { unit: Unit::Share, low: 0.0, high: 1.0, word: "share" },
        Absent::Default("100%"),
        "Share of the company's attention, over time: divided attention delays features that have begin and work; \
         after 0% none is finished.",
    ),
    key(
        "features",
        Kind::List(FEATURE),
        Absent::Means("no features"),
        "New abilities and what they change from their release on.",
    ),
    key("outages", Kind::List(OUTAGE), Absent::Means("no outages"), "Outages by date."),
    key(
        "capacity",
        Kind::Table(CAPACITY),
        Absent::Means("the servers carry everybody"),
        "What its servers carry; when they are asked for more, they are down for part of the time.",
    ),
    key(
        "closures",
        Kind::List(CLOSURE),
        Absent::Means("it stays open"),
        "Times in which it is closed: its users lapse and nobody joins; accounts are kept.",
    ),
    key(
        "concede",
        Kind::Table(CONCEDE),
        Absent::Means("it is never given up"),
        "When its owner stops investing: campaigns end, and no work on new abilities is finished any more.",
    ),
    key(
        "observed",
        Kind::Table(OBSERVED),
        Absent::Means("accounts are persons"),
        "What the press counts for one person of the model.",
    ),
];

static KERNELS: &[(&str, &str)] = &[
    ("count", "each contact invites: rate · number of contacts on the platform"),
    ("share", "the share counts: rate · share of contacts on the platform"),
    ("threshold", "enough must be there: the rate from the threshold on, nothing below"),
    ("components", "groups count: rate · number of groups of contacts on the platform that do not know each other"),
];

static PLACEMENTS: &[(&str, &str)] = &[
    ("random", "anybody in the market"),
    ("hubs", "those with the most contacts"),
    ("cluster", "somebody, and those nearest by contacts"),
];

static TARGETS: &[(&str, &str)] = &[
    ("random", "anybody"),
    ("most connected", "those with the most contacts"),
    ("community", "somebody, and those nearest by contacts"),
    ("first movers", "those who joined a rival first"),
];

static SEEDING: &[Key] = &[
    key("name", Kind::Text, Absent::Means("its number"), "What it is called."),
    key(
        "audience",
        Kind::Text,
        Absent::Means("everybody; with rate or install it must be given"),
        "Name of the audience it reaches.",
    ),
    key("from", WHEN, Absent::Means("the launch"), "When it begins."),
    key(
        "until",
        WHEN,
        Absent::Means("the end; with target, all at once"),
        "When it is over; with target, the date until which the budget is spread evenly.",
    ),
    key(
        "rate",
        Kind::Amount { unit: Unit::Rate, low: 0.0, high: FASTEST },
        Absent::Means("see install and target"),
        "Joining because of it, for all members of the audience.",
    ),
    key(
        "install",
        Kind::Amount { unit: Unit::Share, low: 0.0, high: 1.0 },
        Absent::Means("see rate and target"),
        "Share of those who become members of the audience while it runs, who join at once: the app comes with the phone.",
    ),
    key(
        "target",
        Kind::Choice(TARGETS),
        Absent::Means("see rate and install"),
        "Which persons it turns to, once each, until the budget is spent.",
    ),
    key(
        "budget",
        Kind::Amount { unit: Unit::Persons, low: 0.0, high: 1e10 },
        Absent::Means("with target it must be given"),
        "Number of persons it turns to.",
    ),
    share("accept", "100%", "Share of the persons it turns to who join."),
    key(
        "of",
        Kind::Text,
        Absent::Means("with first movers it must be given"),
        "The rival whose first users it turns to.",
    ),
    key(
        "layer",
        Kind::Text,
        Absent::Means("the first that the platform invites over, or else the first"),
        "Layer of contacts that tells who is most connected, or a community.",
    ),
];

static FEATURE: &[Key] = &[
    key("name", Kind::Text, Absent::Required, "What it is called."),
    key("date", WHEN, Absent::Means("see begin"), "When it comes; give this, or begin and work."),
    key("begin", Kind::Date, Absent::Means("see date"), "Day on which work on it begins."),
    key(
        "work",
        Kind::Amount { unit: Unit::Days, low: 0.0, high: 36_525.0 },
        Absent::Means("see date"),
        "What it takes in days of full attention: it is ready when the effort since begin adds up to them.",
    ),
    factor("appeal", "x1", "Factor on all joining."),
    factor("invite", "x1", "Factor on joining by invitation."),
    factor("media", "x1", "Factor on joining by media."),
    factor("churn", "x1", "Factor on leaving."),
    factor("stickiness", "x1", "Factor on stickiness."),
    factor("load", "x1", "Factor on what a user asks of the servers."),
];

static OUTAGE: &[Key] = &[
    key("name", Kind::Text, Absent::Means("its number"), "What it is called."),
    key("date", Kind::Date, Absent::Required, "The day."),
    key(
        "hours",
        Kind::Amount { unit: Unit::Plain, low: 0.0, high: 8766.0 },
        Absent::Means("see duration"),
        "How long nobody can join [hours].",
    ),
    key(
        "duration",
        Kind::Amount { unit: Unit::Days, low: 0.0, high: 365.25 },
        Absent::Means("see hours"),
        "How long nobody can join; give this or hours.",
    ),
    share("leave", "0%", "Share of the users who leave because of it."),
    share("reputation_loss", "0%", "Share of the reputation that is lost."),
    amount("recovery", Unit::Days, 0.01, 36_525.0, "30 days", "Time until half of the loss is made good again."),
];

const CARRIED: Kind = Kind::Schedule { unit: Unit::Persons, low: 0.0, high: 1e11, word: "persons" };

static CAPACITY: &[Key] = &[
    key("users", CARRIED, Absent::Means("any number"), "Active users that the servers carry, over time."),
    key("signups", CARRIED, Absent::Means("any number"), "Joinings a day that they carry, over time."),
    share("leave", "0%", "Share of the users who leave in a whole day of outage."),
    share("reputation_loss", "0%", "Share of the reputation that is lost in a whole day of outage."),
    amount("recovery", Unit::Days, 0.01, 36_525.0, "30 days", "Time until half of the loss is made good again."),
];

static CLOSURE: &[Key] = &[
    key("name", Kind::Text, Absent::Means("its number"), "What it is called."),
    key("from", WHEN, Absent::Required, "When it closes."),
    key("until", WHEN, Absent::Means("closed for good"), "When it opens again, with its old accounts."),
];

static CONCEDE: &[Key] = &[
    key("when", WHEN, Absent::Required, "When its owner gives it up."),
    factor("media", "x1", "Factor on joining by media from then on."),
];

static OBSERVED: &[Key] = &[
    amount("accounts_per_person", Unit::Plain, 0.01, 1000.0, "1", "Registered accounts a registered person."),
    key(
        "abroad",
        Kind::List(ABROAD_POINT),
        Absent::Means("all users are at home"),
        "Share of the published numbers outside the market, linear between the dates, none before the first.",
    ),
    key("series", Kind::Text, Absent::Means("its name"), "Name of the platform in the tables of observations."),
];
