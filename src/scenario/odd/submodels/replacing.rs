//! Platforms that take the place of their rivals.

use crate::scenario::odd::submodel::{Submodel, parameter};
use crate::scenario::odd::topic::Topic;

pub static REPLACING: Submodel = Submodel {
    title: "Replacing rivals",
    without: "who joins a platform stays on its rivals",
    text: "\
A person who uses the set S of platforms and joins p, by their own clock or won by a campaign, uses from then on

    {p} if replaces_p, else S ∪ {p}

Rivals are left at the same moment; that counts as leaving, and their clocks are wound anew. How readily somebody
joins who is on a rival is told by multihoming and loyalty as ever. A change by *Choice* takes exactly the set that was
chosen. *Why:* with everybody on one of two such platforms, who join by themselves at rate a (media) and by the share
of contacts at rate h, persons recruit each other like the ants of Kirman (1993): among N who all know each other the
number on either is Beta-binomial(N, α, α) in the long run, α = a(N − 1)/h. Without media, and one rate r times the
other, one person on the better platform takes over with probability (1 − 1/r)/(1 − r^(−N)) (Moran 1958), on every
graph of one degree alike (Lieberman et al. 2005).",
    parameters: &[parameter("platforms.NAME.replaces", "replaces_p", "Kirman 1993; false: the neutral value")],
    says: &[
        (
            Topic::Principles,
            "Herding: persons go over to where others are (Kirman 1993), or to what spreads better (Moran 1958).",
        ),
        (Topic::Interaction, "Platforms take persons from each other at the moment of joining."),
    ],
    code: &["market/replacing.rs"],
    cites: &["Kirman 1993", "Moran 1958", "Lieberman et al. 2005"],
    applies: |scenario| scenario.platforms.iter().any(|platform| platform.replaces),
    ..Submodel::BLANK
};
