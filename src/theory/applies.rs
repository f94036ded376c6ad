//! Whether contacts can be followed one by one in a scenario, and if not, why.

use crate::market::{Audience, Contagion, Course, Market, Offer, Platform};
use crate::scenario::{GeneratorSpec, LayerSpec, NullModel, Scenario};
use crate::units::Tick;

use super::around::is_graph;
use super::standing::Life;

/// Most different degrees where each has equations of its own.
const MOST_DEGREES: usize = 300;

/// A layer whose contacts can be followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    /// The layer.
    pub layer: usize,
    /// Whether its contacts are random, given the degrees: what follows is exact as N → ∞.
    pub random: bool,
    /// How persons are won or kept.
    pub way: Way,
}

/// How persons are won or kept by their contacts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Way {
    /// Each contact counts.
    Count,
    /// The share of the contacts counts.
    Share,
    /// Each contact is invited once: when that begins, and the chance that it succeeds.
    Once(Tick, f64),
    /// Who has enough contacts there joins.
    Threshold,
    /// Who has too few contacts there leaves.
    Quorum,
}

impl Way {
    /// Whether equations for so many different degrees are too many.
    pub fn is_too_much(self, degrees: usize) -> bool {
        !matches!(self, Way::Count | Way::Once(..)) && degrees > MOST_DEGREES
    }
}

/// The reasons why something cannot be followed, as they are found.
#[derive(Default)]
struct Why(Vec<&'static str>);

impl Why {
    fn unless(&mut self, holds: bool, words: &'static str) {
        self.0.extend((!holds).then_some(words));
    }
}

/// The layer whose contacts can be followed; or why there is none.
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
    let mut why = Why::default();
    everywhere(&mut why, scenario, market, spec);
    let platforms = lives.iter().filter(|life| life.opens()).count();
    let leaves = lives.iter().any(Life::leaves);
    let all = |holds: &dyn Fn(&Platform) -> bool| market.platforms.iter().all(holds);
    let way = if !all(&|p| p.quorum == 0.0) {
        why.unless(platforms == 1 && only_a_quorum(market), "a quorum holds users, and more happens");
        Some(Way::Quorum)
    } else if !all(&|p| !p.contagion.looks_at_thresholds()) {
        why.unless(platforms == 1 && !leaves && only_a_threshold(market), "there are thresholds, and more happens");
        Some(Way::Threshold)
    } else if !all(&|p| !p.invite[layer].once) {
        let once = if platforms == 1 && !leaves { once_only(market, layer) } else { None };
        why.unless(once.is_some(), "contacts are invited once, and more happens");
        once.map(|(launch, success)| Way::Once(launch, success))
    } else {
        let share = all(&|p| p.contagion == Contagion::Share);
        why.unless(
            share || all(&|p| p.contagion == Contagion::Count),
            "contacts count neither singly nor by their share",
        );
        why.unless(
            platforms == 1 || all(&|p| p.is_exclusive()),
            "persons use several platforms, or go from one to another",
        );
        why.unless(
            !leaves || platforms == 1 && all(&|p| p.switching.returning == 0.0),
            "who left joins again, or elsewhere",
        );
        why.unless(!leaves || all(&|p| p.stickiness == 0.0), "contacts hold users");
        Some(if share { Way::Share } else { Way::Count })
    };
    let random = is_random(spec);
    let ground = way.filter(|_| why.0.is_empty()).map(|way| Ground { layer, random, way });
    (ground, why.0)
}

/// What no way allows.
fn everywhere(why: &mut Why, scenario: &Scenario, market: &Market, spec: &LayerSpec) {
    let all = |holds: &dyn Fn(&Platform) -> bool| market.platforms.iter().all(holds);
    let still = scenario.market.joins.is_none()
        && market.population.entered(market.ticks() + 1).iter().all(|share| *share >= 1.0);
    let steady = |a: &Audience| (1..=market.ticks()).all(|tick| (a.share(tick) - a.share(0)).abs() <= 0.0);
    why.unless(plain(spec), "contacts overlap, are of members only, of some strength, or between persons alike");
    why.unless(market.choice.is_none(), "persons choose among all platforms");
    why.unless(market.attention.is_none() || market.platforms.len() == 1, "platforms compete for attention");
    why.unless(still, "persons enter the market over time");
    why.unless(
        all(&|p| p.taste_spread == 0.0 && p.compatible.is_empty()),
        "tastes differ, or platforms are compatible",
    );
    why.unless(all(&|p| p.placement.is_random()), "first users are chosen");
    why.unless(
        all(&|p| p.campaigns.drives.is_empty() && p.campaigns.bundles.is_empty()),
        "campaigns win persons at once",
    );
    why.unless(!market.moments.react() && all(&|p| p.capacity.is_none()), "something waits for what happens");
    why.unless(market.audiences.iter().all(steady), "audiences grow");
}

/// When a platform begins to invite each contact once, and with what success, if nothing else happens: no media, no campaigns, the same
/// chance all the time.
fn once_only(market: &Market, layer: usize) -> Option<(Tick, f64)> {
    let course = Course::new(market);
    let platform = market.platforms.iter().find(|platform| platform.invite[layer].once)?;
    let launch = course.tick_of(platform.launch)?;
    let offer = |tick| Offer::new(platform, &course, tick, market.tick_days());
    let hazard = offer(launch).invite[layer];
    let steady = (launch..market.ticks()).map(offer).all(|offer| (offer.invite[layer] - hazard).abs() <= 0.0);
    (steady && alone(market)).then_some((launch, -libm::expm1(-hazard)))
}

/// Whether nobody joins by media or campaigns.
fn alone(market: &Market) -> bool {
    let course = Course::new(market);
    let nobody = |offer: &Offer| offer.media == 0.0 && offer.seeding.iter().all(|rate| *rate == 0.0);
    (0..market.ticks()).all(|tick| market.offers(&course, tick).iter().all(nobody))
}

/// Whether persons join for their thresholds alone, and whoever has joined counts for good.
fn only_a_threshold(market: &Market) -> bool {
    let again_and_again = |p: &Platform| p.invite_period == Tick::MAX && p.invite.iter().all(|one| !one.once);
    market.platforms.iter().all(again_and_again) && alone(market)
}

/// Whether everybody is a user from the launch on, leaves for lack of contacts alone, and for good.
fn only_a_quorum(market: &Market) -> bool {
    let everybody = market.population.agents;
    let losses =
        |p: &Platform| p.trial_churn == 0.0 && p.stickiness == 0.0 && p.outages.is_empty() && p.closures.is_empty();
    market.platforms.iter().all(|p| p.initial_agents >= everybody && p.switching.returning == 0.0 && losses(p))
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
