//! The submodels, in the order of the description. A new mechanism is a file here and a line in the list below.

mod around;
mod attention;
mod audiences;
mod bundling;
mod campaigns;
mod capacity;
mod choosing;
mod churn;
mod clocks;
mod closures;
mod compatible;
mod conceding;
mod contacts;
mod drives;
mod entry_days;
mod features;
mod first_users;
mod growing_potential;
mod hazards;
mod invitations;
mod inviting;
mod kernels;
mod launch;
mod lead_times;
mod media;
mod multihoming;
mod outages;
mod potential;
mod pull;
mod quorum;
mod random_numbers;
mod reactions;
mod recording;
mod replacing;
mod returning;
mod stickiness;
mod taste;
mod time;
mod trial;

use super::submodel::{Part, Submodel};
use crate::scenario::{Dated, Distribution, Quantity, Scenario, resolved_json};

/// All submodels, part by part.
pub static PARTS: &[Part] = &[
    Part {
        title: "Who can join, and when",
        submodels: &[
            &time::TIME,
            &potential::POTENTIAL,
            &growing_potential::GROWING_POTENTIAL,
            &entry_days::ENTRY_DAYS,
            &audiences::AUDIENCES,
        ],
    },
    Part { title: "Who knows whom", submodels: contacts::CONTACTS },
    Part { title: "How things happen", submodels: &[&hazards::HAZARDS, &clocks::CLOCKS, &taste::TASTE] },
    Part {
        title: "What platforms do",
        submodels: &[
            &launch::LAUNCH,
            &reactions::REACTIONS,
            &first_users::FIRST_USERS,
            &media::MEDIA,
            &campaigns::CAMPAIGNS,
            &drives::DRIVES,
            &bundling::BUNDLING,
            &features::FEATURES,
            &lead_times::LEAD_TIMES,
            &outages::OUTAGES,
            &capacity::CAPACITY,
            &closures::CLOSURES,
            &conceding::CONCEDING,
        ],
    },
    Part {
        title: "What persons do",
        submodels: &[
            &invitations::INVITATIONS,
            &kernels::COUNT,
            &kernels::SHARE,
            &kernels::THRESHOLD,
            &kernels::COMPONENTS,
            &inviting::ONCE,
            &inviting::PERIOD,
            &inviting::FATIGUE,
            &compatible::COMPATIBLE,
            &attention::ATTENTION,
            &multihoming::MULTIHOMING,
            &replacing::REPLACING,
            &returning::RETURNING,
            &churn::CHURN,
            &trial::TRIAL,
            &stickiness::STICKINESS,
            &quorum::QUORUM,
            &pull::PULL,
            &choosing::CHOICE,
            &choosing::LOGIT,
            &choosing::BEST_RESPONSE,
        ],
    },
    Part {
        title: "What is left to chance",
        submodels: &[&random_numbers::RANDOM_NUMBERS, &random_numbers::UNCERTAIN_NUMBERS],
    },
    Part {
        title: "What is observed",
        submodels: &[&recording::RECORDING, &recording::OUTCOME, &recording::PUBLISHED_NUMBERS, &recording::HISTORY],
    },
    Part { title: "Around the model", submodels: &[&around::AROUND] },
];

/// All submodels.
pub fn all() -> impl Iterator<Item = &'static Submodel> {
    PARTS.iter().flat_map(|part| part.submodels.iter().copied())
}

/// Whether persons follow invitations, rather than choose.
fn invites(scenario: &Scenario) -> bool {
    scenario.choice.is_none()
}

/// Whether a number is anything else than the one that changes nothing.
fn differs<U>(quantity: &Quantity<U>, neutral: f64) -> bool {
    !matches!(quantity.distribution, Distribution::Constant(value) if value.to_bits() == neutral.to_bits())
}

/// Whether a number over time ever is.
fn ever<U>(steps: &[Dated<Quantity<U>>], neutral: f64) -> bool {
    steps.iter().any(|step| differs(&step.value, neutral))
}

/// Whether a number of the scenario differs between runs; a potential along an uncertain path is none.
pub fn is_uncertain(scenario: &Scenario) -> bool {
    fn drawn(json: &serde_json::Value) -> bool {
        match json {
            serde_json::Value::Object(entries) => {
                let distribution = entries.get("distribution");
                distribution.is_some_and(|distribution| distribution.get("constant").is_none())
                    || entries.values().any(drawn)
            }
            serde_json::Value::Array(items) => items.iter().any(drawn),
            _ => false,
        }
    }
    drawn(&resolved_json(scenario))
}
