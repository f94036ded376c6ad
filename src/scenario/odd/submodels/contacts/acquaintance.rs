//! Households, groups and weak ties.

use super::made_by;
use crate::scenario::GeneratorSpec;
use crate::scenario::odd::submodel::{Submodel, constant, draw, parameter};
use crate::scenario::odd::topic::Topic;

pub static ACQUAINTANCE: Submodel = Submodel {
    title: "Contacts: acquaintance",
    without: "no layer is made of households, groups and weak ties",
    text: "\
`acquaintance` makes the contacts that people have. Persons live in towns of about 8,192 (N/8,192 towns, rounded, at
least one, of nearly equal size), next to each other in the order of the persons. They differ in how sociable they
are: activity a_i = e^(σz_i − σ²/2), z_i standard normal, divided by its mean over the persons; the same in all
layers. Contacts come from

1. **households**: neighbors in the order, 1 + Poisson(H − 1) persons, cut at the end of the town, who all know each
   other. A person so has λ(λ + 2)/(λ + 1) contacts, λ = H − 1; H shrinks where that were more than the layer's
   contacts that are not weak;
2. **groups** of the town (class, work, club): person i has a_i·M memberships, rounded at random; the memberships of a
   town are shuffled and cut into groups of 2 + geometric persons with mean G; any two members are contacts with
   chance q. Memberships follow activity, so that who has many contacts meets others who have: this is where the
   assortativity of social networks comes from (Newman & Park 2003);
3. **weak ties**: person i starts a_i·c_w/2 of them, rounded at random. Each leads to one side or the other in the
   order of the persons, closed to a ring, at a distance uniform in [N/2^(k + 2), N/2^(k + 1)), every k from 0 down to
   a distance of about 16 equally likely: the chance falls like 1/r, with r the number of persons nearer (Liben-Nowell
   et al. 2005), which keeps the world small (Kleinberg 2000).

With mean degree c and a share ω of weak ties, households and groups have (1 − ω)c together:
q = ((1 − ω)c − λ(λ + 2)/(λ + 1))/m, at most 1, where m is the mean number of other members in a person's groups,
counted; what groups cannot give, weak ties do: c_w = c − λ(λ + 2)/(λ + 1) − q·m. Contacts named twice count once. For
that the first town is made beforehand, and c is multiplied by (named)/(different) in these equations; in a market of
one town three times, by (asked for)/(different). The mean degree is then c within 1 % from 1,000 persons on. In the
part of a layer that is its own beside an overlap there are no households, and M shrinks with the share of contacts
that are made.

*Why:* the parts are those of many models of acquaintance (Toivonen et al. 2009 compare them); the combination is our
own, made to lie inside the envelope of measured graphs. With the defaults it does, on every measure (c = 15, N = 10⁶;
envelope in brackets): local clustering .214 [.13–.27], degree assortativity .147 [.1–.25], maximum over median degree
25 [10–40], giant component .998 [> .99], mean distance 6.1 [5–7]. Not like life: a hub's contacts are spread over its
town, not over the country; groups don't meet across towns. The tail of the degrees is lognormal.",
    state: &[constant("person", "a_i", "> 0, mean 1", "activity: how sociable")],
    parameters: &[
        parameter("contacts.NAME.acquaintance.mean_degree", "c", "scenario; 14 for MSN (Leskovec & Horvitz 2008)")
            .counting("contacts"),
        parameter("contacts.NAME.acquaintance.household", "H", "census of China 2010: mean 3.10").counting("persons"),
        parameter("contacts.NAME.acquaintance.groups", "M", "chosen inside the envelope").counting("groups"),
        parameter("contacts.NAME.acquaintance.group_size", "G", "chosen inside the envelope").counting("persons"),
        parameter("contacts.NAME.acquaintance.weak_ties", "ω", "chosen inside the envelope"),
        parameter("contacts.NAME.acquaintance.activity_spread", "σ", "chosen inside the envelope"),
    ],
    says: &[(Topic::Collectives, "Households, groups and towns shape contacts, and do nothing else.")],
    draws: &[
        draw("activity", "unit(i)", "z_i, activity of person i in all layers"),
        draw("contacts LAYER households", "by town and household", "sizes of households"),
        draw(
            "contacts LAYER groups",
            "by town; person, membership, group, pair",
            "memberships, groups and contacts in them",
        ),
        draw("contacts LAYER weak ties", "by person and tie", "number and ends of weak ties"),
    ],
    code: &[
        "contacts/acquaintance/mod.rs",
        "contacts/acquaintance/households.rs",
        "contacts/acquaintance/groups.rs",
        "contacts/acquaintance/weak_ties.rs",
    ],
    cites: &[
        "Newman & Park 2003",
        "Liben-Nowell et al. 2005",
        "Kleinberg 2000",
        "Toivonen et al. 2009",
        "Leskovec & Horvitz 2008",
    ],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::Acquaintance { .. })),
    ..Submodel::BLANK
};
