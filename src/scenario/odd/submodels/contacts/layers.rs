//! What all layers of contacts have in common, and what a person sees through them.

use crate::scenario::odd::submodel::{Submodel, changing, constant, parameter};
use crate::scenario::odd::topic::Topic;

pub static LAYERS: Submodel = Submodel {
    title: "Layers of contacts",
    without: "nobody knows anybody",
    text: "\
A layer ℓ is an undirected graph over the persons: phone numbers, a friend list. Contacts are mutual, nobody is a
contact of their own, and no contact is there twice. A layer is stored, or *well mixed*: then everybody is a contact
of everybody. There are at most four stored layers, eight together. Contacts are made once, when a run begins, for all
persons whether or not they have entered the market, and stay: nobody moves, and nobody makes friends.

What a person i sees in tick t, as it was at the tick's beginning:

    k_iℓp = Σ_j w_ijℓ · 1{j active on p}            over i's contacts j in ℓ
    d_iℓ  = Σ_j w_ijℓ · 1{j in the market}          or over all contacts, if the layer counts `all`
    s_ip  = Σ_ℓ k_iℓp / max(Σ_ℓ d_iℓ, Σ_ℓ k_iℓp)    over the layers that p sees; 0 without contacts there

where w_ijℓ, the strength of a contact, is 1 unless contacts differ in strength. p sees a layer while it invites over
it. s_ip is the share of i's contacts who are active on p. It adds up layers, so that a contact in two of them counts
twice: who is both in the address book and on QQ is closer. *Why `all`:* an app is worth little while most of one's
friends cannot be reached on it; with `market` only those count who could be.

The order of the persons is their place: households, towns, blocks and neighbors on a map stand together. It decides
nothing else.

*Analysis.* What of a graph an outcome depends on can be tried: `headstart graph` measures it and compares it with
measured graphs (MSN: Leskovec & Horvitz 2008; Facebook: Ugander et al. 2011), and null models take features away.",
    state: &[
        constant("contact", "w_ijℓ", "> 0, mean 1", "strength; 1 unless contacts differ"),
        changing("person × platform", "k_iℓp", "≥ 0 contacts", "contacts in layer ℓ who are active on p"),
        changing("person", "d_iℓ", "≥ 0 contacts", "contacts in layer ℓ who count"),
        changing("person × platform", "s_ip", "0 … 1", "share of contacts who are active on p"),
    ],
    parameters: &[parameter("contacts.NAME.*.counts", "d_iℓ", "scenario")],
    says: &[
        (Topic::Settle, "k, d and s count anew from the new state (*Layers of contacts*)."),
        (
            Topic::Stochasticity,
            "Who knows whom is left to chance, except in fixed patterns and in contacts from \
            files.",
        ),
        (Topic::Initialization, "Contacts are made for all persons, layer by layer in the order of the file."),
    ],
    code: &["contacts/build.rs", "contacts/layers.rs", "market/joining.rs"],
    cites: &["Leskovec & Horvitz 2008", "Ugander et al. 2011"],
    applies: |scenario| !scenario.layers.is_empty(),
    ..Submodel::BLANK
};
