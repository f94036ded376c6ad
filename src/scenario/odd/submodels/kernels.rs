//! How the contacts who are users work together: one submodel a kernel.

use super::ever;
use crate::scenario::odd::submodel::Submodel;
use crate::scenario::odd::topic::Topic;
use crate::scenario::{Kernel, Scenario};

/// Whether a platform that invites has this kernel.
fn works(scenario: &Scenario, kernel: Kernel) -> bool {
    let mut inviting = scenario.platforms.iter().filter(|one| one.invite.iter().any(|steps| ever(steps, 0.0)));
    inviting.any(|platform| platform.kernel == kernel)
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
    code: &["market/joining.rs"],
    applies: |scenario| works(scenario, Kernel::Count),
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
    code: &["market/joining.rs"],
    cites: &["Karsai et al. 2014", "Bass 1969"],
    applies: |scenario| works(scenario, Kernel::Share),
    ..Submodel::BLANK
};
