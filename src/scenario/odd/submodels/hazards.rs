//! How the submodels come together: hazards of joining and leaving.

use crate::scenario::odd::submodel::{Submodel, changing};
use crate::scenario::odd::topic::Topic;

pub static HAZARDS: Submodel = Submodel {
    title: "Hazards of joining and leaving",
    text: "\
A hazard is a rate times the length of the tick, h = λΔ, without unit. Below, i is a person in the market, p a
platform, t a tick; active_ip is 1 while i uses p, and registered_ip from the first time on.

Everything that p holds out to newcomers stands behind one gate:

    gate_p(t) = ⟨gate⟩

A person who is not active on p joins it with hazard

    h_ip(t) = ⟨joining⟩

in which every summand contains the gate. When the person joins, the cause is drawn in proportion to the summands. A
person who is active on p leaves it with hazard

    h_ip(t) = ⟨leaving⟩

⟨where⟩

What depends on contacts (kernel, shares, and the exponentials of shares) is computed in single precision, clocks and
hazards in double. *Why:* a relative error of 10⁻⁷ is far below anything that can be known, and halves the memory of a
person.",
    state: &[
        changing("person × platform", "active_ip", "0, 1", "whether the person uses the platform"),
        changing("person × platform", "registered_ip", "0, 1", "whether the person ever did"),
    ],
    says: &[(
        Topic::Live,
        "Each person in the market lives through the tick, with the contacts as they stood at its beginning: the order \
         of the persons cannot matter. Hazards come from *Hazards of joining and leaving*; within the tick the \
         person's own clocks compete in continuous time (*Clocks*).",
    )],
    code: &["market/offer.rs", "market/joining.rs", "market/leaving.rs"],
    ..Submodel::BLANK
};
