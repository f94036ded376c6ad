//! What persons see of others in the mean field: in each layer, the share of users, of those who invite, and of those who joined in the
//! tick before.
//!
//! A person of layer ℓ has c_ℓ contacts, all of them alike: k_ℓp = c_ℓ · X_ℓp of them are users of p, with the share X_ℓp of users among
//! those who have contacts in the layer. What a layer's graph looks like beyond its mean number of contacts does not enter: that is
//! what is left out, and what [`Structure`](super::Structure) measures.

use crate::market::{Contagion, Market, Offer};
use crate::rng::World;
use crate::scenario::{CountedContacts, GeneratorSpec, LayerSpec, NullModel, Scenario};

use super::kinds::{Kinds, position};

/// Numbers of users that differ by no more are level.
const NEAR: f64 = 1e-6;

/// A layer as the mean field sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Mean number of contacts of a person in it c.
    pub degree: f64,
    /// Whether contacts are many or few for each person, so that their numbers vary: Poisson around the mean.
    pub varies: bool,
    /// Whether all contacts count in d, or those in the market.
    pub counts_all: bool,
    /// Which kinds of persons have contacts in it.
    pub members: Vec<bool>,
    /// Share of all persons who have.
    pub share: f64,
}

impl Layer {
    /// The layers of a scenario.
    pub fn all(scenario: &Scenario, market: &Market, kinds: &Kinds) -> Vec<Layer> {
        scenario.layers.iter().map(|spec| Layer::new(spec, scenario, market, kinds)).collect()
    }

    fn new(spec: &LayerSpec, scenario: &Scenario, market: &Market, kinds: &Kinds) -> Layer {
        let audience = spec.members.as_ref().and_then(|members| position(market, members));
        let belongs = kinds.all.iter().map(|kind| audience.is_none_or(|audience| kind.ever(audience)));
        let members: Vec<bool> = belongs.collect();
        let within = kinds.all.iter().zip(&members).filter(|(_, member)| **member);
        Layer {
            degree: mean_degree(spec, scenario.market.agents, &market.world),
            varies: is_graph(spec),
            counts_all: spec.counts == CountedContacts::All,
            share: within.map(|(kind, _)| kind.share).sum(),
            members,
        }
    }
}

/// Whether everybody is a contact of everybody, stored or not.
pub fn is_well_mixed(spec: &LayerSpec) -> bool {
    matches!(spec.generator, GeneratorSpec::WellMixed | GeneratorSpec::Complete)
}

/// Mean number of contacts of a person who has any in a layer.
pub fn mean_degree(spec: &LayerSpec, agents: u32, world: &World) -> f64 {
    spec.generator.mean_degree(|mean| mean.draw(world)).unwrap_or(f64::from(agents) - 1.0)
}

/// Whether it matters who knows whom in a layer.
pub fn is_graph(spec: &LayerSpec) -> bool {
    !is_well_mixed(spec) && spec.null_model != Some(NullModel::WellMixed)
}

/// Shares among those who have contacts in a layer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Among {
    /// Who are in the market.
    pub present: f64,
    /// Users of each platform.
    pub users: Vec<f64>,
    /// Users of each platform who invite again and again.
    pub inviting: Vec<f64>,
    /// Users of each platform who joined in the tick before.
    pub fresh: Vec<f64>,
}

/// The kernel g over a layer in the mean field, for persons with this threshold.
pub fn kernel(market: &Market, p: usize, l: usize, layer: &Layer, among: &Among, threshold: f64) -> f64 {
    let platform = &market.platforms[p];
    let shares = if platform.invite[l].once { &among.fresh } else { &among.inviting };
    let counted: f64 = shares[p] + platform.compatible.others().map(|(q, part)| part * shares[q]).sum::<f64>();
    let (k, d) = (layer.degree * counted, layer.contacts(among));
    let share = if k > 0.0 { (k / d).min(1.0) } else { 0.0 };
    match platform.contagion {
        Contagion::Count => k,
        Contagion::Fatigue(fatigue) => {
            let fatigue = f64::from(fatigue);
            let fades = |part: f64| -libm::expm1(-fatigue * part);
            let spread = shares[p] * fades(1.0)
                + platform.compatible.others().map(|(q, part)| shares[q] * fades(part)).sum::<f64>();
            -libm::expm1(-if layer.varies { layer.degree * spread } else { fatigue * k }) / fatigue
        }
        Contagion::Share => share,
        Contagion::ShareThreshold if layer.varies => at_least(threshold * d, k),
        Contagion::CountThreshold if layer.varies => at_least(threshold, k),
        // A share that is level with the threshold in a run is so here up to the error of a solution.
        Contagion::ShareThreshold => f64::from(u8::from(share >= threshold - NEAR)),
        // Who looks is no user: all users are among the N − 1 others.
        Contagion::CountThreshold => f64::from(u8::from(k * (1.0 + 1.0 / layer.degree) >= threshold - NEAR)),
        Contagion::Components if layer.varies => k,
        Contagion::Components => k.min(1.0),
    }
}

/// Chance that a Poisson number of mean `mean` is at least `least`.
fn at_least(least: f64, mean: f64) -> f64 {
    let (mut chance, mut below) = (libm::exp(-mean), 0.0);
    for k in 0..libm::ceil(least - 1e-9).max(0.0) as u32 {
        below += chance;
        chance *= mean / f64::from(k + 1);
    }
    (1.0 - below).clamp(0.0, 1.0)
}

impl Layer {
    /// Number of contacts that count in d.
    pub fn contacts(&self, among: &Among) -> f64 {
        self.degree * if self.counts_all { 1.0 } else { among.present }
    }
}

/// What persons see of a platform in all layers that it sees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// The share s of their contacts who are there.
    pub share: f64,
    /// How many that are on average.
    pub users: f64,
    /// Whether the number varies around the mean.
    pub varies: bool,
}

impl Seen {
    /// Chance of fewer contacts than a quorum asks for; 1 where it asks for nobody.
    pub fn too_few(&self, quorum: f64) -> f64 {
        match quorum > 0.0 {
            true if self.varies => 1.0 - at_least(quorum, self.users),
            true => f64::from(u8::from(self.users < quorum)),
            false => 1.0,
        }
    }
}

/// What persons who have contacts in some layers see of each platform.
pub fn seen(
    market: &Market,
    offers: &[Offer],
    layers: &[Layer],
    among: &[Among],
    has: impl Fn(usize) -> bool,
) -> Vec<Seen> {
    let of_platform = |p: usize| {
        let (mut users, mut contacts, mut varies) = (0.0, 0.0, false);
        for l in (0..layers.len()).filter(|l| offers[p].sees >> l & 1 == 1 && has(*l)) {
            let others = market.platforms[p].compatible.others().map(|(q, part)| part * among[l].users[q]);
            users += layers[l].degree * (among[l].users[p] + others.sum::<f64>());
            contacts += layers[l].contacts(&among[l]);
            varies |= layers[l].varies;
        }
        Seen { share: if users > 0.0 { (users / contacts).min(1.0) } else { 0.0 }, users, varies }
    };
    (0..market.platforms.len()).map(of_platform).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// P(X ≥ 2) = .264 241 at mean 1, P(X ≥ 3) = .323 324 at mean 2.
    #[test]
    fn a_poisson_number_reaches_a_threshold_as_tables_say() {
        for (least, mean, expected) in
            [(2.0, 1.0, 0.264_241), (1.2, 1.0, 0.264_241), (3.0, 2.0, 0.323_324), (0.0, 2.0, 1.0)]
        {
            assert!((at_least(least, mean) - expected).abs() < 1e-6, "{least} at mean {mean}");
        }
    }
}
