//! Whether the edge-based equations hold for a scenario, and if not, why.

use crate::market::{Audience, Contagion, Course, Market, Offer, Platform};
use crate::scenario::{GeneratorSpec, LayerSpec, NullModel, Scenario};
use crate::units::Tick;

use super::around::is_graph;
use super::standing::Life;

/// Most different degrees where each has equations of its own.
const MOST_DEGREES: usize = 300;

/// A layer for which the equations hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    /// The layer.
    pub layer: usize,
    /// Whether its contacts are random, given the degrees: the equations are exact as N → ∞.
    pub random: bool,
    /// Whether the share of the contacts counts.
    pub by_share: bool,
    /// Where each contact is invited once: when that begins, and the chance that it succeeds.
    pub once: Option<(Tick, f64)>,
}

/// The layer for which the equations hold; or why there is none.
pub fn ground(scenario: &Scenario, market: &Market, lives: &[Life]) -> (Option<Ground>, Vec<&'static str>) {
    let invites = |l: &usize| (0..scenario.platforms.len()).any(|p| is_used(scenario, p, *l));
    let used: Vec<usize> = (0..scenario.layers.len()).filter(invites).collect();
    let [layer] = used[..] else {
        return (None, vec![if used.is_empty() { "nobody invites" } else { "users invite over several layers" }]);
    };
    let spec = &scenario.layers[layer];
    if !is_graph(spec) {
        return (None, vec!["everybody is a contact of everybody"]);
    }
    let mut why = Vec::new();
    let mut unless = |holds: bool, words: &'static str| why.extend((!holds).then_some(words));
    let all = |holds: &dyn Fn(&Platform) -> bool| market.platforms.iter().all(holds);
    let platforms = lives.iter().filter(|life| life.opens()).count();
    let leaves = lives.iter().any(Life::leaves);
    let still = scenario.market.joins.is_none()
        && market.population.entered(market.ticks() + 1).iter().all(|share| *share >= 1.0);
    let share = all(&|p| p.contagion == Contagion::Share);
    unless(plain(spec), "contacts overlap, are of members only, of some strength, or between persons alike");
    unless(share || all(&|p| p.contagion == Contagion::Count), "contacts neither count one by one nor by their share");
    let invited_once = !all(&|p| !p.invite[layer].once);
    let once = if platforms == 1 && !leaves { once_only(market, layer) } else { None };
    unless(!invited_once || once.is_some(), "contacts are invited once, and more happens");
    unless(still, "persons enter the market over time");
    unless(platforms == 1 || all(&|p| p.is_exclusive()), "persons use several platforms");
    unless(!leaves || platforms == 1 && all(&|p| p.switching.returning == 0.0), "who left joins again, or elsewhere");
    unless(!leaves || all(&|p| p.stickiness == 0.0), "contacts hold users");
    unless(all(&|p| p.taste_spread == 0.0 && p.compatible.is_empty()), "tastes differ, or platforms are compatible");
    unless(all(&|p| p.placement.is_random()), "first users are chosen");
    unless(all(&|p| p.campaigns.drives.is_empty() && p.campaigns.bundles.is_empty()), "campaigns win persons at once");
    unless(!market.moments.react() && all(&|p| p.capacity.is_none()), "something waits for what happens");
    let steady = |a: &Audience| (1..=market.ticks()).all(|tick| (a.share(tick) - a.share(0)).abs() <= 0.0);
    unless(market.audiences.iter().all(steady), "audiences grow");
    let random = is_random(spec);
    (why.is_empty().then_some(Ground { layer, random, by_share: share, once }), why)
}

/// When a platform begins to invite each contact once, and with what success, if nothing else happens: no media, no campaigns, the same
/// chance all the time.
fn once_only(market: &Market, layer: usize) -> Option<(Tick, f64)> {
    let course = Course::new(market);
    let platform = market.platforms.iter().find(|platform| platform.invite[layer].once)?;
    let launch = course.tick_of(platform.launch)?;
    let offer = |tick| Offer::new(platform, &course, tick, market.tick_days());
    let hazard = offer(launch).invite[layer];
    let alone = |offer: Offer| offer.media == 0.0 && offer.seeding.iter().all(|rate| *rate == 0.0);
    let steady =
        (launch..market.ticks()).map(offer).all(|offer| (offer.invite[layer] - hazard).abs() <= 0.0 && alone(offer));
    steady.then_some((launch, -libm::expm1(-hazard)))
}

/// Whether there are few enough degrees for the equations.
pub fn few_degrees(ground: Ground, degrees: usize) -> bool {
    !ground.by_share || degrees <= MOST_DEGREES
}

/// Whether a platform ever invites over a layer.
pub fn is_used(scenario: &Scenario, platform: usize, layer: usize) -> bool {
    let spec = &scenario.platforms[platform];
    let rates = spec.invite.get(layer).into_iter().flatten().any(|step| step.value.median() > 0.0);
    rates || spec.invites_once(layer)
}

fn plain(spec: &LayerSpec) -> bool {
    let even = !spec.tie_spread.is_uncertain() && spec.tie_spread.median() == 0.0;
    spec.overlap.is_none() && spec.members.is_none() && spec.homophily.is_none() && even
}

/// Whether contacts are random, given the degrees.
fn is_random(spec: &LayerSpec) -> bool {
    spec.null_model == Some(NullModel::Rewired)
        || matches!(
            spec.generator,
            GeneratorSpec::ErdosRenyi { .. }
                | GeneratorSpec::RandomRegular { .. }
                | GeneratorSpec::Configuration { .. }
                | GeneratorSpec::ChungLu { .. }
        )
}
