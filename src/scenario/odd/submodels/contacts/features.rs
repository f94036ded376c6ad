//! What a layer of contacts may have besides a generator: overlap, members, homophily, strength; and null models.

use crate::scenario::odd::submodel::{Submodel, constant, draw, parameter};
use crate::scenario::odd::submodels::differs;

pub static OVERLAP: Submodel = Submodel {
    title: "Overlap of layers",
    without: "layers know nothing of each other",
    text: "\
A share θ of the contacts of layer ℓ (mean degree c_ℓ) are contacts in an earlier layer v (mean degree c_v) too: each
contact in v is one in ℓ with chance θ·c_ℓ/c_v, and the generator of ℓ makes the rest, (1 − θ)c_ℓ, itself. If v has
fewer contacts than that, all of them are common and ℓ makes up for the difference. Where only one of the two layers
is for the members of an audience, a share m of all persons, c_v is m·c_v here.",
    parameters: &[
        parameter("contacts.NAME.*.overlap.with", "v", "scenario"),
        parameter("contacts.NAME.*.overlap.share", "θ", "scenario"),
    ],
    draws: &[draw(
        "contacts LAYER overlap",
        "pair: smaller person · 2³² + larger",
        "whether a contact is one of this layer too",
    )],
    code: &["contacts/overlap.rs"],
    applies: |scenario| scenario.layers.iter().any(|layer| layer.overlap.is_some()),
    ..Submodel::BLANK
};

pub static MEMBERS: Submodel = Submodel {
    title: "Layers for members",
    without: "every layer is for everybody",
    text: "\
A layer for the members of an audience is made among those who ever belong to it, in their order, as if nobody else
were there. Numbers of contacts are then those of a member; nobody else has contacts in the layer.",
    parameters: &[parameter("contacts.NAME.*.members", "", "scenario")],
    code: &["contacts/members.rs"],
    applies: |scenario| scenario.layers.iter().any(|layer| layer.members.is_some()),
    ..Submodel::BLANK
};

pub static HOMOPHILY: Submodel = Submodel {
    title: "Homophily",
    without: "contacts do not depend on likeness",
    text: "\
Persons alike know each other more often (McPherson et al. 2001). Of the contacts between those who ever belong to an
audience (a share m) and the others, a share η is not made; the generator makes 1/(1 − η·2m(1 − m)) times as many, so
that the mean degree stays. The smaller group ends up with fewer contacts a person, as minorities do (Currarini et al.
2009).",
    parameters: &[
        parameter("contacts.NAME.*.homophily.audience", "", "scenario"),
        parameter("contacts.NAME.*.homophily.strength", "η", "scenario"),
    ],
    draws: &[draw("contacts LAYER homophily", "pair", "whether a contact across is made")],
    code: &["contacts/homophily.rs"],
    cites: &["McPherson et al. 2001", "Currarini et al. 2009"],
    applies: |scenario| scenario.layers.iter().any(|layer| layer.homophily.is_some()),
    ..Submodel::BLANK
};

pub static TIES: Submodel = Submodel {
    title: "Strength of contacts",
    without: "all contacts weigh alike",
    text: "\
A contact (i, j) has a strength w_ijℓ, lognormal with mean 1 and spread σ_w, the same from both sides: few strong ties
and many weak ones (Onnela et al. 2007). It is one of 4,096 equally likely levels, each with the mean strength of its
quantile, (Φ(z₂ − σ_w) − Φ(z₁ − σ_w))·4,096 between the normal quantiles z₁ and z₂ of its ends, in 256ths. The level
belongs to the pair: two persons who are close in one layer are close in all. Strengths weigh in k, d and s.",
    parameters: &[parameter("contacts.NAME.*.tie_spread", "σ_w", "scenario; 0: all alike")],
    draws: &[draw("tie strength", "pair", "the level of its strength, in all layers")],
    code: &["contacts/ties.rs"],
    cites: &["Onnela et al. 2007"],
    applies: |scenario| scenario.layers.iter().any(|layer| differs(&layer.tie_spread, 0.0)),
    ..Submodel::BLANK
};

pub static NULL_MODELS: Submodel = Submodel {
    title: "Null models",
    without: "the contacts are used as they are made",
    text: "\
A null model takes a feature of all graphs away, to see what the outcome depends on; persons and their luck stay.

- *rewired*: everybody keeps the number of contacts in each layer and in each combination of layers; who knows whom is
  otherwise random (1K-random graph, Mahadevan et al. 2006).
- *unclustered*: besides, a contact of two persons with numbers of contacts x and y becomes one of two others with x
  and y (2K-random graph): degree assortativity stays, clusters go.
- *well mixed*: there is no graph; everybody is a contact of everybody, who all together weigh as much in each layer
  as its mean number of contacts c_ℓ: k is the share of users among all others times c_ℓ, and k/d that share.

For the first two, the ends of contacts are shuffled within classes (the same layers; for *unclustered* the same
number of contacts of the person at the end); loops and repetitions are switched with random others of the class, and
where none fits the contact is lost.",
    state: &[constant("layer", "c_ℓ", "≥ 0 contacts", "mean number of contacts a person")],
    parameters: &[parameter("null_model", "", "Mahadevan et al. (2006)")],
    draws: &[draw(
        "contacts null model",
        "place of an end; contact and attempt",
        "which end stands there; switches of flawed contacts",
    )],
    code: &["contacts/null_model.rs"],
    cites: &["Mahadevan et al. 2006"],
    applies: |scenario| scenario.layers.iter().any(|layer| layer.null_model.is_some()),
    ..Submodel::BLANK
};
