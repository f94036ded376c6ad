//! Graphs that grow: Barabási–Albert, Holme–Kim.

use super::made_by;
use super::random_graphs::CONTACTS;
use crate::scenario::GeneratorSpec;
use crate::scenario::odd::submodel::{Submodel, parameter};

pub static BARABASI_ALBERT: Submodel = Submodel {
    title: "Contacts: Barabási–Albert",
    without: "no layer grew by preferential attachment",
    text: "\
`barabasi_albert`: persons come one after the other, and each makes m contacts with persons who are already there, in
proportion to how many contacts those have (Barabási & Albert 1999); the first m + 1 all know each other. A link draws
an end among those that were there before its person came; what leads to somebody already chosen is drawn again among
the same ends. *Analysis:* P(k) = 2m(m + 1)/(k(k + 1)(k + 2)), .4, .2 and 1/14 at k = 3, 4, 6 for m = 3 (Krapivsky et
al. 2000); clustering vanishes.",
    parameters: &[parameter("contacts.NAME.barabasi_albert.links", "m", "scenario").counting("contacts")],
    draws: CONTACTS,
    code: &["contacts/barabasi_albert.rs", "contacts/growth.rs"],
    cites: &["Barabási & Albert 1999", "Krapivsky et al. 2000"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::BarabasiAlbert { .. })),
    ..Submodel::BLANK
};

pub static HOLME_KIM: Submodel = Submodel {
    title: "Contacts: Holme–Kim",
    without: "no layer grew by closing triangles",
    text: "\
`holme_kim`: persons come one after the other and make m contacts each; the first m + 1 all know each other. The first
contact leads to a person w in proportion to degree. Each further one is, with chance P_t, a contact of the last such
w, any of them alike; otherwise it leads to a new w in proportion to degree (Holme & Kim 2002). What leads to somebody
already chosen is drawn again within the same step. *Analysis:* the degrees are those of Barabási–Albert for every
P_t; at m = 2 the mean local clustering is (2π² − 19)·P_t = .739·P_t.",
    parameters: &[
        parameter("contacts.NAME.holme_kim.links", "m", "scenario").counting("contacts"),
        parameter("contacts.NAME.holme_kim.triads", "P_t", "scenario"),
    ],
    draws: CONTACTS,
    code: &["contacts/holme_kim/mod.rs", "contacts/growth.rs"],
    cites: &["Holme & Kim 2002"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::HolmeKim { .. })),
    ..Submodel::BLANK
};
