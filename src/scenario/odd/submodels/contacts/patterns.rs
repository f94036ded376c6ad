//! Rings, grids and other patterns: mostly for teaching, and for laws with a known answer.

use super::made_by;
use super::random_graphs::CONTACTS;
use crate::scenario::GeneratorSpec;
use crate::scenario::odd::submodel::{Submodel, parameter};

pub static RING_LATTICE: Submodel = Submodel {
    title: "Contacts: ring lattice",
    without: "no layer is a ring",
    text: "\
`ring_lattice`: persons stand in a ring in their order, and everybody knows the K nearest, K/2 on each side. An odd K
counts as K − 1; with N ≤ K everybody knows everybody. *Analysis:* clustering 3(K − 2)/(4(K − 1)), mean distance
N/(2K).",
    parameters: &[parameter("contacts.NAME.ring_lattice.degree", "K", "scenario").counting("contacts")],
    code: &["contacts/ring_lattice.rs"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::RingLattice { .. })),
    ..Submodel::BLANK
};

pub static WATTS_STROGATZ: Submodel = Submodel {
    title: "Contacts: Watts–Strogatz",
    without: "no layer is a small world of Watts and Strogatz",
    text: "\
`watts_strogatz`: a ring lattice of degree K in which everybody holds the contacts with the K/2 nearest to the right.
Each of these is moved with chance β: its holder keeps it, but with a random person (Watts & Strogatz 1998). A moved
contact goes to any place on the holder's half of the ring alike that none of the holder's other contacts leads to, so
that each pair has one possible holder and the number of contacts is N·K/2 exactly. *Analysis:* clustering
3(K − 2)/(4(K − 1)) · (1 − β)³ up to the spread of degrees (Barrat & Weigt 2000), .486 at K = 10, β = .1.",
    parameters: &[
        parameter("contacts.NAME.watts_strogatz.degree", "K", "scenario").counting("contacts"),
        parameter("contacts.NAME.watts_strogatz.rewired", "β", "scenario"),
    ],
    draws: CONTACTS,
    code: &["contacts/watts_strogatz.rs", "contacts/ring.rs"],
    cites: &["Watts & Strogatz 1998", "Barrat & Weigt 2000"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::WattsStrogatz { .. })),
    ..Submodel::BLANK
};

pub static GRID: Submodel = Submodel {
    title: "Contacts: grid",
    without: "no layer is a grid",
    text: "\
`grid`: person i stands in column i mod w of row ⌊i/w⌋, w persons in a row. With 4 neighbors contacts share a side,
with 8 a side or a corner. A closed grid is a torus, an open one has borders. N is a multiple of w. *Analysis:*
closed, clustering is 0 or 3/7.",
    parameters: &[
        parameter("contacts.NAME.grid.width", "w", "scenario").counting("persons"),
        parameter("contacts.NAME.grid.neighbors", "", "scenario").counting("contacts"),
        parameter("contacts.NAME.grid.border", "", "scenario"),
    ],
    code: &["contacts/grid.rs"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::Grid { .. })),
    ..Submodel::BLANK
};

pub static STAR: Submodel = Submodel {
    title: "Contacts: star",
    without: "no layer is a star",
    text: "\
`star`: person 0 knows everybody, and nobody else knows anybody else. *Analysis:* mean distance 2(N − 1)/N, degree
assortativity −1.",
    code: &["contacts/star.rs"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::Star)),
    ..Submodel::BLANK
};

pub static COMPLETE: Submodel = Submodel {
    title: "Contacts: complete graph",
    without: "in no layer everybody knows everybody one by one",
    text: "\
`complete`: everybody is a contact of everybody, and all contacts are stored: *well mixed* for small numbers of
agents, in which rules see contacts one by one.",
    code: &["contacts/complete.rs"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::Complete)),
    ..Submodel::BLANK
};

pub static WELL_MIXED: Submodel = Submodel {
    title: "Contacts: well mixed",
    without: "every layer has a graph",
    text: "\
`well_mixed`: everybody is a contact of everybody, and only numbers of users count: k is the number of all others
active on p, d that of all others in the market (or N − 1). Nothing is stored. *Analysis:* the curves of Bass (1969),
the logistic curve and Pólya's urn hold here and only here.",
    code: &["contacts/well_mixed.rs"],
    cites: &["Bass 1969"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::WellMixed)),
    ..Submodel::BLANK
};
