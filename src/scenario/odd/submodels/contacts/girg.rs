//! Persons on a map.

use super::made_by;
use super::random_graphs::CONTACTS;
use crate::scenario::GeneratorSpec;
use crate::scenario::odd::submodel::{Submodel, parameter};

pub static GIRG: Submodel = Submodel {
    title: "Contacts: geometric inhomogeneous random graph",
    without: "no layer puts persons on a map",
    text: "\
`girg`: persons have places on the unit torus, uniform, and weights w (*Contacts: weights of persons*). With dist the
larger of the two coordinate differences, a pair is a contact, independently of all others, with chance

    P(i ~ j) = min(1, (κ w_i w_j/(N dist²))^(1/T))

(Bringmann et al. 2019; made exactly and in linear time as by Bläsius et al. 2022). T, the temperature, tells how
often distance is overcome: at 0 whoever is near enough is a contact and nobody else is; towards 1 contacts reach ever
farther. κ is such that the mean degree is c: Σ F(4κ w_i w_j/N) = cN/2 over all pairs, with F(v) = (v − T
v^(1/T))/(1 − T) for v ≤ 1, else 1. All weights of a region, 2,048 persons who follow each other along the map, are
multiplied by a factor e^(σ_R z), z standard normal, and brought back to mean 1; κ is then corrected by a count of the
contacts, at most four times, until it is within 5 %.

*Why regions:* they bring the assortativity that a plain GIRG lacks; in cities contacts a person grow with the city
(Schläpfer et al. 2014). With the defaults the graph lies inside the envelope of measured graphs (c = 15, N = 10⁶;
envelope in brackets): local clustering .213 [.13–.27], degree assortativity .190 [.1–.25], maximum over median degree
30 [10–40], giant component .997 [> .99], mean distance 6.4 [5–7]. Clustering does not vanish as N grows.",
    parameters: &[
        parameter("contacts.NAME.girg.mean_degree", "c", "scenario; 14 for MSN (Leskovec & Horvitz 2008)")
            .counting("contacts"),
        parameter("contacts.NAME.girg.temperature", "T", "chosen inside the envelope"),
        parameter("contacts.NAME.girg.region_spread", "σ_R", "chosen inside the envelope"),
    ],
    draws: CONTACTS,
    code: &["contacts/girg/mod.rs", "contacts/girg/constant.rs", "contacts/girg/regions.rs"],
    cites: &["Bringmann et al. 2019", "Bläsius et al. 2022", "Schläpfer et al. 2014", "Leskovec & Horvitz 2008"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::Girg { .. })),
    ..Submodel::BLANK
};
