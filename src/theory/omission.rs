//! What a theory leaves out of a scenario, or takes otherwise than a run does; each in words for who reads the comparison.

use crate::market::{Contagion, Market};
use crate::scenario::{CampaignKind, LayerSpec, Members, Placement, PlatformSpec, Potential, Scenario, is_uncertain};

use super::around::is_graph;

/// Something of a scenario that the mean field does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Omission {
    /// Numbers differ from run to run.
    Uncertainty,
    /// Contacts are stored: who knows whom, and who has more contacts.
    Graph,
    /// Persons alike know each other more often.
    Homophily,
    /// Contacts differ in strength where that does not average out.
    Strengths,
    /// Attributes of observed persons go with their contacts.
    Attributes,
    /// Thresholds are about contacts that are counted one by one.
    Thresholds,
    /// Users stay as long as enough contacts do.
    Quorum,
    /// Unconnected groups of contacts count, not contacts.
    Groups,
    /// First users or campaigns turn to chosen persons.
    Targets,
    /// Something waits for what happens.
    Reactions,
    /// Servers fail under load.
    Capacity,
    /// Trials and times of inviting end after a fixed time.
    FixedTimes,
}

impl Omission {
    /// All that the mean field leaves out of a scenario.
    pub fn of(scenario: &Scenario, market: &Market) -> Vec<Omission> {
        let layer = |holds: &dyn Fn(&LayerSpec) -> bool| scenario.layers.iter().any(holds);
        let platform = |holds: &dyn Fn(&PlatformSpec) -> bool| scenario.platforms.iter().any(holds);
        let contagion = |holds: &dyn Fn(Contagion) -> bool| market.platforms.iter().any(|p| holds(p.contagion));
        let stored = layer(&is_graph);
        let uneven = layer(&|layer| layer.tie_spread.is_uncertain() || layer.tie_spread.median() > 0.0);
        let linear = contagion(&|contagion| contagion != Contagion::Count);
        let listed = scenario.market.joins.is_some()
            || scenario.market.audiences.iter().any(|audience| matches!(audience.members, Members::Listed { .. }));
        let targets = |platform: &PlatformSpec| {
            let drive = |kind: &CampaignKind| matches!(kind, CampaignKind::Drive { target, .. } if !target.is_random());
            platform.placement != Placement::Random || platform.seeding.iter().any(|campaign| drive(&campaign.kind))
        };
        let fixed = market.platforms.iter().any(|p| p.trial_churn > 0.0 && p.trial > 0 || p.invite_period < u32::MAX);
        let leans = matches!(scenario.market.potential, Potential::Path { uncertain: true, .. });
        let all = [
            (Omission::Uncertainty, is_uncertain(scenario) || leans),
            (Omission::Graph, stored),
            (Omission::Homophily, stored && layer(&|layer| layer.homophily.is_some())),
            (Omission::Strengths, stored && uneven && linear),
            (Omission::Attributes, listed),
            (Omission::Thresholds, stored && contagion(&|contagion| contagion.looks_at_thresholds())),
            (Omission::Quorum, stored && market.platforms.iter().any(|platform| platform.quorum > 0.0)),
            (Omission::Groups, stored && contagion(&|contagion| contagion == Contagion::Components)),
            (Omission::Targets, platform(&targets)),
            (Omission::Reactions, market.moments.react()),
            (Omission::Capacity, platform(&|platform| platform.capacity.is_some())),
            (Omission::FixedTimes, fixed),
        ];
        all.into_iter().filter(|(_, holds)| *holds).map(|(omission, _)| omission).collect()
    }

    /// What it does instead.
    pub fn words(self) -> &'static str {
        match self {
            Omission::Uncertainty => {
                "uncertain numbers are at their medians; the median of the runs need not be the run of the medians"
            }
            Omission::Graph => {
                "everybody has the mean number of contacts, met anew all the time: no graph, no hubs, no clusters"
            }
            Omission::Homophily => "persons alike do not know each other more often",
            Omission::Strengths => "contacts are all as strong as the mean",
            Omission::Attributes => "attributes of persons are independent of their contacts",
            Omission::Thresholds => {
                "thresholds ask for a number of contacts on the platform that is Poisson around the mean and drawn anew all the time"
            }
            Omission::Quorum => {
                "contacts who hold a user are as many as a Poisson number around the mean, drawn anew all the time: in the end everybody \
                 leaves, though a run may keep a core"
            }
            Omission::Groups => "contacts count one by one, though groups of them do in a run",
            Omission::Targets => "first users and campaigns reach anybody, though a run chooses whom",
            Omission::Reactions => {
                "reactions answer to the theory's own numbers, so that dates may differ from those of the runs"
            }
            Omission::Capacity => "servers answer to the theory's own numbers",
            Omission::FixedTimes => "trials and times of inviting end at random, after the same time on average",
        }
    }
}
