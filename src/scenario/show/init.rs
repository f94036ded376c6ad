//! `init`: a scenario to start from.

/// A commented scenario of two rivals that runs as it is.
pub fn init(name: &str) -> String {
    let title = name.replace(['-', '_'], " ");
    TEMPLATE.replace("TITLE", &super::notation::text(&title))
}

const TEMPLATE: &str = r##"# How far does a head start of four months carry?
#
# Two platforms compete for the same people. The first one opens earlier; the second one is better advertised.
# Change one line and run it again; `headstart explain` shows every value, `headstart check` looks for mistakes.

title = TITLE
start = 2024-01-01
end   = 2025-12-31
runs  = 20                       # each run draws its own people, contacts and luck
seed  = 1                        # the same seed gives the same runs

[market]
agents    = 10_000               # simulated persons; each stands for potential / agents real ones
potential = "1M"                 # persons who could join; also a table over time: "data/phones.csv"

[contacts.phone.acquaintance]    # who knows whom: households, groups, weak ties
mean_degree = 15                 # contacts a person

[platforms.first]
label  = "First"
color  = "#ff6900"
launch = 2024-01-01
media  = "0.02%/day"             # joining by itself: advertising, press
invite = { phone = "0.2%/day" }  # joining through each contact who is there
churn  = "3%/month"              # leaving; "3% within a month" would be a probability
stickiness  = 3                  # contacts on the platform keep a user from leaving
multihoming = "10%"              # joining while on the rival: a tenth as readily

[platforms.second]
label  = "Second"
color  = "#07c160"
launch = 2024-05-01
media  = { lognormal = { median = "0.05%/day", spread = 0.5 }, confidence = "guess" }  # uncertain: drawn anew for each run
invite = { phone = "0.2%/day" }
churn  = "3%/month"
stickiness  = 3
multihoming = "10%"

[[platforms.second.features]]    # a new ability and what it changes
name   = "voice messages"
date   = 2024-09-01
invite = "x1.5"
"##;
