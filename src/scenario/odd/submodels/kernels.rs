//! How the contacts who are users work together: one submodel a kernel.

use super::{ever, invites};
use crate::scenario::odd::submodel::{Submodel, constant, draw, parameter};
use crate::scenario::odd::topic::Topic;
use crate::scenario::{Kernel, PlatformSpec, Scenario};

/// Whether a platform that invites has a kernel of this kind.
fn works(scenario: &Scenario, is: impl Fn(&Kernel) -> bool) -> bool {
    let again = |one: &PlatformSpec| one.invite.iter().any(|steps| ever(steps, 0.0));
    let once = |one: &PlatformSpec| one.invite_once.iter().any(|steps| ever(steps, 0.0));
    let mut inviting = scenario.platforms.iter().filter(|one| again(one) || once(one));
    invites(scenario) && inviting.any(|platform| is(&platform.kernel))
}

pub static COUNT: Submodel = Submodel {
    title: "Kernel: count",
    without: "contacts don't invite one by one",
    text: "\
`count`, each contact invites:

    g_p(k, d) = k

as an address book does, which tells everybody in it who has come. b_pℓ is a rate per contact [day⁻¹]; who has many
contacts joins early. Contacts act independently of each other (simple contagion), and their invitations don't wear
out.",
    says: &[(Topic::Principles, "Simple contagion: each contact adds the same chance, whatever the others do.")],
    code: &["market/contagion.rs"],
    applies: |scenario| works(scenario, |kernel| matches!(kernel, Kernel::Count)),
    ..Submodel::BLANK
};

pub static SHARE: Submodel = Submodel {
    title: "Kernel: share",
    without: "the share of contacts who are users draws nobody",
    text: "\
`share`, the share of the contacts who are on p counts:

    g_p(k, d) = k/max(d, k)     0 without contacts

b_pℓ is the rate where all contacts are on p [day⁻¹]; few contacts draw as strongly as many. Karsai et al. (2014)
found the adoption of Skype linear in the share of adopting contacts. In a well-mixed layer b_pℓ is the coefficient of
imitation q of Bass (1969). Contacts act independently of each other, and their invitations don't wear out.",
    says: &[(Topic::Principles, "Adoption in proportion to the share of adopting contacts (Karsai et al. 2014).")],
    code: &["market/contagion.rs"],
    cites: &["Karsai et al. 2014", "Bass 1969"],
    applies: |scenario| works(scenario, |kernel| matches!(kernel, Kernel::Share)),
    ..Submodel::BLANK
};

pub static THRESHOLD: Submodel = Submodel {
    title: "Kernel: threshold",
    without: "nobody waits for a crowd",
    text: "\
`threshold`, a person joins by invitation once enough contacts are on p, and not before:

    g_p(k, d) = 1 if k/d ≥ φ_ip, else 0     φ_ip a share (without contacts k/d is 0)
    g_p(k, d) = 1 if k ≥ φ_ip, else 0       φ_ip a number of contacts

b_pℓ is the rate at which they join then [day⁻¹]. φ_ip is the same for everybody, perhaps drawn once a run; or each
person's own, drawn from a distribution; or listed for each agent. It is independent of contacts, entry, audiences and
taste, and asked for in each layer by itself. *Why:* some things are done only when enough others do them (Granovetter
1978; Watts 2002; Centola & Macy 2007).",
    state: &[constant("person and platform", "φ_ip", "share, or contacts", "threshold of the person")],
    parameters: &[parameter("platforms.NAME.threshold", "φ_ip", "Granovetter 1978")],
    says: &[
        (Topic::Principles, "Complex contagion: a crowd is needed (Granovetter 1978)."),
        (Topic::Stochasticity, "Persons' own thresholds are left to chance, unless they are listed."),
    ],
    draws: &[draw("threshold LUCK", "unit(i)", "φ_ip, threshold of person i")],
    code: &["market/threshold.rs", "market/contagion.rs"],
    cites: &["Granovetter 1978", "Watts 2002", "Centola & Macy 2007"],
    applies: |scenario| works(scenario, |kernel| matches!(kernel, Kernel::Threshold(_))),
    ..Submodel::BLANK
};

pub static COMPONENTS: Submodel = Submodel {
    title: "Kernel: components",
    without: "ten colleagues invite as ten friends who don't know each other",
    text: "\
`components`, each group of contacts counts once:

    g_p = number of connected components of the graph of i's contacts on p in layer ℓ, with the contacts among them

Where platforms are compatible, a component counts with the largest weight in it. In a well-mixed layer, where
everybody knows everybody, g_p = min(k, 1). *Why:* Ugander et al. (2012) found that whether people join Facebook
depends on the number of groups that invite them, not on the number of friends.",
    says: &[(Topic::Principles, "Structural diversity: groups of contacts count (Ugander et al. 2012).")],
    code: &["market/components.rs"],
    cites: &["Ugander et al. 2012"],
    applies: |scenario| works(scenario, |kernel| matches!(kernel, Kernel::Components)),
    ..Submodel::BLANK
};
