//! Random graphs without places: Erdős–Rényi, regular, configuration model, Chung–Lu.

use super::made_by;
use crate::scenario::GeneratorSpec;
use crate::scenario::odd::submodel::{Draw, Submodel, constant, draw, parameter};

/// What all generators draw that have a single stream.
pub const CONTACTS: &[Draw] = &[draw("contacts LAYER", "by person, pair, cell or block", "the contacts")];

pub static ERDOS_RENYI: Submodel = Submodel {
    title: "Contacts: Erdős–Rényi",
    without: "no layer is an Erdős–Rényi graph",
    text: "\
`erdos_renyi`: every pair is a contact with the same chance c/(N − 1), independently of all others (Gilbert 1959; made
exactly by skipping the pairs that are none, Batagelj & Brandes 2005). Degrees are binomial; clustering tends to 0.
*Analysis:* a giant component exists above c = 1; its share S solves S = 1 − e^(−cS), .58281 at c = 1.5.",
    parameters: &[parameter("contacts.NAME.erdos_renyi.mean_degree", "c", "scenario").counting("contacts")],
    draws: CONTACTS,
    code: &["contacts/erdos_renyi.rs"],
    cites: &["Gilbert 1959", "Batagelj & Brandes 2005"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::ErdosRenyi { .. })),
    ..Submodel::BLANK
};

pub static RANDOM_REGULAR: Submodel = Submodel {
    title: "Contacts: random regular",
    without: "no layer is a random regular graph",
    text: "\
`random_regular`: everybody has exactly d contacts. d stubs a person are paired at random (Bollobás 1980); loops and
repetitions are switched with random other pairs, (a, b)(c, d) → (a, c)(b, d), which keeps all degrees (McKay &
Wormald 1990). For d > (N − 1)/2 it is the complement of one with N − 1 − d contacts; where N·d is odd or d ≥ N, the
next smaller possible degree is taken. *Analysis:* clustering tends to 0; not all regular graphs are exactly equally
likely, a difference that vanishes as N grows.",
    parameters: &[parameter("contacts.NAME.random_regular.degree", "d", "scenario").counting("contacts")],
    draws: CONTACTS,
    code: &["contacts/random_regular.rs", "contacts/pairing.rs"],
    cites: &["Bollobás 1980", "McKay & Wormald 1990"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::RandomRegular { .. })),
    ..Submodel::BLANK
};

pub static CONFIGURATION: Submodel = Submodel {
    title: "Contacts: configuration model",
    without: "no layer has given numbers of contacts",
    text: "\
`configuration`: the number of contacts of each person is drawn from a law, and who knows whom is otherwise random:
stubs are paired, and loops and repetitions switched away (Bollobás 1980, McKay & Wormald 1990). The law of the
degrees is one of

- constant d;
- Poisson with mean c;
- lognormal with mean c and spread σ, rounded at random to one of the two next whole numbers, so that the mean stays;
- a power law, P(k) ∝ k^(−τ) for k_min ≤ k ≤ k_max;
- a list of degrees k, each with the share P(k) of the persons.

Degrees are exact and at most N − 1; an odd sum is mended by one stub of one random person. A sequence so tight that
switches don't end is constructed and mixed; one that no simple graph has loses the contacts that cannot be.
*Analysis:* a giant component exists if Σ k(k − 2)P(k) > 0 (Molloy & Reed 1995); its share is 22/27 for degrees 1 and
3 in equal shares.",
    parameters: &[
        parameter("contacts.NAME.configuration.degrees.constant", "d", "scenario").counting("contacts"),
        parameter("contacts.NAME.configuration.degrees.poisson.mean", "c", "scenario").counting("contacts"),
        parameter("contacts.NAME.configuration.degrees.lognormal.mean", "c", "scenario").counting("contacts"),
        parameter("contacts.NAME.configuration.degrees.lognormal.spread", "σ", "Chung–Lu's and GIRG's, for comparison"),
        parameter("contacts.NAME.configuration.degrees.power_law.exponent", "τ", "scenario"),
        parameter("contacts.NAME.configuration.degrees.power_law.least", "k_min", "scenario").counting("contacts"),
        parameter("contacts.NAME.configuration.degrees.power_law.most", "k_max", "scenario").counting("contacts"),
        parameter("contacts.NAME.configuration.degrees.shares.degree", "k", "scenario").counting("contacts"),
        parameter("contacts.NAME.configuration.degrees.shares.share", "P(k)", "scenario"),
    ],
    draws: CONTACTS,
    code: &["contacts/configuration/mod.rs", "contacts/configuration/degrees.rs", "contacts/pairing.rs"],
    cites: &["Bollobás 1980", "McKay & Wormald 1990", "Molloy & Reed 1995"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::Configuration { .. })),
    ..Submodel::BLANK
};

pub static WEIGHTS: Submodel = Submodel {
    title: "Contacts: weights of persons",
    without: "no layer gives persons expected numbers of contacts",
    text: "\
In `chung_lu` and `girg` a person has a weight w_i, the expected number of contacts over the mean c: lognormal,
e^(σz_i − σ²/2), or a power law with density ∝ w^(−τ) from the least weight that gives mean 1 up to w_max/c, if a
largest number of contacts w_max is said. Weights are divided by their mean over the persons. A person's place in the
distribution is the same in all layers and laws: who is sociable by phone is so on QQ.",
    state: &[constant("person", "w_i", "> 0, mean 1", "expected number of contacts, over the mean")],
    parameters: &[
        parameter(
            "contacts.NAME.*.weights.lognormal.spread",
            "σ",
            "chosen inside the envelope of measured graphs, for girg",
        ),
        parameter("contacts.NAME.*.weights.power_law.exponent", "τ", "scenario"),
        parameter("contacts.NAME.*.weights.power_law.most", "w_max", "scenario").counting("contacts"),
    ],
    draws: &[draw("activity", "unit(i)", "place of person i in the law of weights, in all layers")],
    code: &["contacts/weights.rs"],
    applies: |scenario| {
        let weighted =
            |generator: &GeneratorSpec| matches!(generator, GeneratorSpec::ChungLu { .. } | GeneratorSpec::Girg { .. });
        made_by(scenario, weighted)
    },
    ..Submodel::BLANK
};

pub static CHUNG_LU: Submodel = Submodel {
    title: "Contacts: Chung–Lu",
    without: "no layer is a Chung–Lu graph",
    text: "\
`chung_lu`: every pair is a contact with chance min(1, c w_i w_j/N), independently of all others (Chung & Lu 2002),
for weights w (*Contacts: weights of persons*) and mean degree c. *Analysis:* expected degrees are c·w_i, as far as no
chance is at its bound; degrees are Poisson around them, clustering vanishes as N grows.",
    parameters: &[parameter("contacts.NAME.chung_lu.mean_degree", "c", "scenario").counting("contacts")],
    draws: CONTACTS,
    code: &["contacts/chung_lu.rs"],
    cites: &["Chung & Lu 2002"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::ChungLu { .. })),
    ..Submodel::BLANK
};
