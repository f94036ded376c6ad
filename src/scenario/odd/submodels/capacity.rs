//! Servers that are asked for more than they carry.

use crate::scenario::odd::submodel::{Slot, Submodel, changing, parameter, term};
use crate::scenario::odd::topic::Topic;

pub static CAPACITY: Submodel = Submodel {
    title: "Capacity",
    without: "servers carry whoever comes",
    text: "\
The servers of p carry C_users active users and C_joins joinings a day [persons, persons/day; step functions of the
date, any number where nothing is said]. At the beginning of a tick they are asked for

    L_p(t) = max( W · a_p · F_load / C_users, W · j_p / C_joins )

times as much as they carry, with the a_p active agents, the j_p joinings of the last day (agents; first ones and
returns, initial users included) and F_load = Π_f load_f over the released features: a voice message weighs more than a
text. For the part of the tick that they cannot serve they are down:

    x_p(t) = max(0, 1 − 1/L_p(t))

Nobody joins then; users leave; and the reputation Q_p that load leaves falls:

    overload_p(t) = −ln(1 − leave_p) · x_p · Δ
    1 − Q_p(t)    = (1 − Q_p(t₀)) · 2^(−(t − t₀)Δ/H_p)      t₀: the last tick with x_p > 0
    Q_p(t₀)       = Q_p before · (1 − loss_p)^(x_p Δ)

so that leave_p and loss_p are the shares lost in a whole day of outage, and half of what is lost is made good again in
each H_p. *Why:* that servers serve what they can is the fluid limit of a queue (Kleinrock 1976); what they refuse
falls on everybody alike. Sources tell of five crashes of MiTalk in one day after it had got voice messages.",
    terms: &[term(Slot::Gate, "Q_p(t)"), term(Slot::Gate, "(1 − x_p(t))"), term(Slot::Leaving, "overload_p")],
    state: &[
        changing("platform", "x_p", "0 … 1", "part of the tick in which the servers are down under load"),
        changing("platform", "Q_p", "0 … 1", "reputation as load leaves it"),
        changing("platform", "F_load", "≥ 0", "what a user asks of the servers"),
    ],
    parameters: &[
        parameter("platforms.NAME.capacity.users", "C_users", "scenario"),
        parameter("platforms.NAME.capacity.signups", "C_joins", "scenario"),
        parameter("platforms.NAME.capacity.leave", "leave_p", "scenario; 0: nobody leaves because of it"),
        parameter("platforms.NAME.capacity.reputation_loss", "loss_p", "scenario; 0: nothing is lost"),
        parameter("platforms.NAME.capacity.recovery", "H_p", "scenario; the default is a guess"),
        parameter("platforms.NAME.features.load", "load_f", "scenario; 1 changes nothing"),
    ],
    says: &[
        (Topic::Calendar, "Servers that are asked for more than they carry fail for part of the tick (*Capacity*)."),
        (Topic::Emergence, "Outages under load: success itself can stop a platform's growth."),
        (Topic::Interaction, "Through the servers, users keep each other from joining and drive each other away."),
    ],
    code: &["market/capacity.rs", "market/course.rs", "market/offer.rs"],
    cites: &["Kleinrock 1976"],
    applies: |scenario| scenario.platforms.iter().any(|platform| platform.capacity.is_some()),
    ..Submodel::BLANK
};
