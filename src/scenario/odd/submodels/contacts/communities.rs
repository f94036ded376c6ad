//! Persons in cliques, blocks and communities.

use super::made_by;
use super::random_graphs::CONTACTS;
use crate::scenario::GeneratorSpec;
use crate::scenario::odd::submodel::{Submodel, parameter};
use crate::scenario::odd::topic::Topic;

pub static CAVEMAN: Submodel = Submodel {
    title: "Contacts: caveman graph",
    without: "no layer consists of cliques with bridges",
    text: "\
`caveman`: persons stand in ⌊N/n⌋ cliques of n, next to each other in their order (some cliques are larger where n
does not divide N), and know everybody in the clique. Then contacts are moved: the last of each clique knows the first
of the next one instead of the first of their own (Watts 1999), and each other contact is moved with chance β, where
there are three cliques or more: one of the two keeps it, but with a random person of another clique. All pairs have
the same chance of a bridge up to order 1/N; no contact is repeated. *Analysis:* at β = 0 clustering is
[n − 2 + 2(n − 4)/(n − 1)]/n.",
    parameters: &[
        parameter("contacts.NAME.caveman.clique", "n", "scenario").counting("persons"),
        parameter("contacts.NAME.caveman.bridges", "β", "scenario"),
    ],
    says: &[(Topic::Collectives, "Cliques shape contacts, and do nothing else.")],
    draws: CONTACTS,
    code: &["contacts/caveman.rs"],
    cites: &["Watts 1999"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::Caveman { .. })),
    ..Submodel::BLANK
};

pub static BLOCK_MODEL: Submodel = Submodel {
    title: "Contacts: stochastic block model",
    without: "no layer consists of blocks",
    text: "\
`stochastic_block_model`: every pair is a contact with a chance that depends only on the blocks (cities, clans) of the
two, independently of all others (Holland et al. 1983). Blocks follow each other in the order of the persons, B of
equal size or each with its share x_a of all persons, n_a persons in block a. Persons of a have on average m_aa
contacts in it, each pair with chance m_aa/(n_a − 1), and m_ab in block b, with chance m_ab/n_b; from this follow the
contacts the other way, m_ba = m_ab n_a/n_b. Where all blocks are alike, m_in is the mean in the own block, m_out that
in all others together, and every pair outside has the same chance. Chances are at most 1. *Analysis:* numbers of
contacts between blocks are binomial.",
    parameters: &[
        parameter("contacts.NAME.stochastic_block_model.number", "B", "scenario").counting("blocks"),
        parameter("contacts.NAME.stochastic_block_model.blocks.name", "", "scenario"),
        parameter("contacts.NAME.stochastic_block_model.blocks.share", "x_a", "scenario"),
        parameter("contacts.NAME.stochastic_block_model.blocks.contacts.NAME", "m_ab", "scenario").counting("contacts"),
        parameter("contacts.NAME.stochastic_block_model.within", "m_in", "scenario").counting("contacts"),
        parameter("contacts.NAME.stochastic_block_model.between", "m_out", "scenario").counting("contacts"),
    ],
    says: &[(Topic::Collectives, "Blocks shape contacts, and do nothing else.")],
    draws: CONTACTS,
    code: &["contacts/stochastic_block_model.rs"],
    cites: &["Holland et al. 1983"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::StochasticBlockModel(_))),
    ..Submodel::BLANK
};

pub static LFR: Submodel = Submodel {
    title: "Contacts: LFR-like communities",
    without: "no layer consists of communities of differing size",
    text: "\
`lfr`, after Lancichinetti et al. (2008): sizes of communities are drawn from P(s) ∝ s^(−τ_s), s_min ≤ s ≤ s_max,
until all persons have a place (who is left over is shared out); degrees from a power law with exponent τ_k, largest
degree k_max and mean c, rounded at random so that the mean stays. A person with k contacts has (1 − μ)k of them
within the community (rounded at random) and μk outside. Persons are given places in falling order of the contacts
within, at random among communities that are large enough. Within each community, and between all of them, stubs are
paired at random without loops and repetitions, those between never within one. Unlike the original, communities do
not overlap, and nobody is moved from one to another; where a community cannot hold its stubs, they go outside or are
lost.",
    parameters: &[
        parameter("contacts.NAME.lfr.mean_degree", "c", "scenario").counting("contacts"),
        parameter("contacts.NAME.lfr.degree_exponent", "τ_k", "Lancichinetti et al. (2008): 2 to 3"),
        parameter("contacts.NAME.lfr.degree_most", "k_max", "scenario").counting("contacts"),
        parameter("contacts.NAME.lfr.mixing", "μ", "scenario"),
        parameter("contacts.NAME.lfr.size_exponent", "τ_s", "Lancichinetti et al. (2008): 1 to 2"),
        parameter("contacts.NAME.lfr.size_least", "s_min", "scenario").counting("persons"),
        parameter("contacts.NAME.lfr.size_most", "s_max", "scenario").counting("persons"),
    ],
    says: &[(Topic::Collectives, "Communities shape contacts, and do nothing else.")],
    draws: CONTACTS,
    code: &["contacts/lfr/mod.rs", "contacts/lfr/communities.rs"],
    cites: &["Lancichinetti et al. 2008"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::Lfr { .. })),
    ..Submodel::BLANK
};
