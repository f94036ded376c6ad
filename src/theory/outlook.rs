//! What a platform has before it at its launch: how fast it grows, whether it takes off, what chance does to it, where it ends if it
//! invites once only.

use crate::market::{Contagion, Market, Offer};
use crate::scenario::Scenario;
use crate::stats::Discrete;

use super::chance::{Chance, EARLY};
use super::degrees::DegreeTable;
use super::growth::{Growth, Phase, Spread};
use super::march::{Launch, standings};
use super::mean_field::MeanField;
use super::percolation::Percolation;
use super::rules::Rules;
use super::standing::NEVER;
use super::structure::Structure;

/// Early growth by what is known of contacts; nothing where nobody invites again and again at the launch, or a crowd is needed first.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rates {
    /// Everybody meets everybody, as often as the mean of the layer says.
    pub mixed: Option<Growth>,
    /// The same in ticks.
    pub mixed_in_ticks: Option<Growth>,
    /// Everybody has the mean number of contacts, who stay the same.
    pub even: Option<Growth>,
    /// Persons have the numbers of contacts that they have; who knows whom is random.
    pub uneven: Option<Growth>,
    /// Contacts as they are: some have been invited before.
    pub clustered: Option<Growth>,
    /// The same in ticks.
    pub in_ticks: Option<Growth>,
}

impl Rates {
    /// The growth that takes all into account that is known, in continuous time.
    pub fn best(&self) -> Option<Growth> {
        self.clustered.or(self.mixed)
    }
}

/// What a platform has before it at its launch.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// When it is launched \[day\].
    pub day: f64,
    /// Early growth.
    pub rates: Rates,
    /// What is left to chance, where few first users multiply; nothing where they are a part of the market.
    pub chance: Option<Chance>,
    /// What becomes of invitations that go out once.
    pub once: Option<Percolation>,
}

impl Outlook {
    /// The outlook of a platform at its launch.
    pub fn new(
        field: &MeanField,
        p: usize,
        launch: &Launch,
        scenario: &Scenario,
        structure: Option<&Structure>,
    ) -> Outlook {
        let view = View::new(field, p, launch);
        let spread = |contacts: Vec<Vec<f64>>, lasts: bool| Spread {
            contacts,
            willing: view.willing.clone(),
            rates: view.rates(),
            lasting: field.layers.iter().map(|layer| lasts && layer.varies).collect(),
            life: view.life(),
        };
        let tick = field.market.tick_days();
        let mixed = spread(means(field, false), false);
        let even = spread(means(field, true), true);
        let on_graph = |contacts: Option<Vec<Vec<f64>>>| contacts.map(|contacts| spread(contacts, true));
        let uneven = on_graph(structure.map(|structure| structure.beyond.clone()));
        let clustered = on_graph(structure.map(Structure::new_ones));
        let growth = |spread: &Option<Spread>, tick: f64| spread.as_ref().and_then(|spread| spread.growth(tick));
        let rates = Rates {
            mixed: mixed.growth(0.0),
            mixed_in_ticks: mixed.growth(tick),
            even: structure.and_then(|_| even.growth(0.0)),
            uneven: growth(&uneven, 0.0),
            clustered: growth(&clustered, 0.0),
            in_ticks: growth(&clustered, tick),
        };
        let births = clustered.as_ref().unwrap_or(&mixed).births();
        let agents = f64::from(field.market.population.agents);
        let first = f64::from(field.market.platforms[p].initial_agents);
        let few = first < EARLY * standings(field, &launch.y).market * agents;
        Outlook {
            day: f64::from(launch.tick) * tick,
            rates,
            chance: (births > 0.0 && few).then(|| Chance::new(first, view.media * agents, births, &view.life())),
            once: view.once(scenario, structure, first / agents),
        }
    }
}

/// D in the mean field: the mean number of contacts in the second layer of a person of the first; without who won them, where that
/// matters.
fn means(field: &MeanField, less_one: bool) -> Vec<Vec<f64>> {
    let shares = |l: usize, m: usize| {
        let both = field.kinds.all.iter().enumerate();
        let both = both.filter(|(kind, _)| field.layers[l].members[*kind] && field.layers[m].members[*kind]);
        both.map(|(_, kind)| kind.share).sum::<f64>() / field.layers[l].share
    };
    let element = |l: usize, m: usize| {
        let own = if less_one && l == m && field.layers[m].varies { 1.0 } else { 0.0 };
        (field.layers[m].degree - own).max(0.0) * shares(l, m)
    };
    let layers = 0..field.layers.len();
    layers.clone().map(|l| layers.clone().map(|m| element(l, m)).collect()).collect()
}

/// The market as a platform finds it.
struct View<'v> {
    market: &'v Market,
    field: &'v MeanField<'v>,
    p: usize,
    offer: &'v Offer,
    /// A: chance of a person with contacts in each layer to be free and willing.
    willing: Vec<f64>,
    /// Joins by media and campaigns [share of all persons, day⁻¹].
    media: f64,
    /// Mean leaving of who might join because of rivals [day⁻¹].
    pull: f64,
    /// Share of persons in the market, by layer.
    present: Vec<f64>,
}

impl<'v> View<'v> {
    fn new(field: &'v MeanField<'v>, p: usize, launch: &'v Launch) -> View<'v> {
        let among = field.around(&launch.y);
        let quiet: Vec<_> = among
            .iter()
            .cloned()
            .map(|mut one| {
                one.inviting[p] = 0.0;
                one.fresh[p] = 0.0;
                one
            })
            .collect();
        let layers = field.layers.len();
        let mut view = View {
            market: field.market,
            field,
            p,
            offer: &launch.offers[p],
            willing: vec![0.0; layers],
            media: 0.0,
            pull: 0.0,
            present: among.iter().map(|one| one.present).collect(),
        };
        let mut all = 0.0;
        for (kind, own) in field.kinds.all.iter().enumerate() {
            let drawn = field.drawn(own.setting, &launch.offers, &quiet);
            let rules = Rules::new(field.market, &launch.offers, &drawn);
            for (s, state) in field.states.all.iter().enumerate().filter(|(_, state)| !state.is_on(p)) {
                let willing =
                    launch.y[field.places().inside(kind, s)] * rules.willing(p, state.active, state.on[p] != NEVER);
                view.media += willing * own.taste[p] * drawn.join[p];
                view.pull += willing * own.taste[p] * rules.lost(p, state.active, |q| state.on[q] != NEVER);
                all += willing * own.taste[p];
                for l in (0..layers).filter(|l| field.layers[*l].members[kind]) {
                    view.willing[l] += willing * own.taste[p] / field.layers[l].share;
                }
            }
        }
        view.pull = if all > 0.0 { view.pull / all } else { 0.0 };
        view
    }

    /// β: rate over one contact in each layer [day⁻¹].
    fn rates(&self) -> Vec<f64> {
        let platform = &self.market.platforms[self.p];
        let per_day = f64::from(self.market.ticks_per_day);
        let one = |l: usize| {
            let layer = &self.field.layers[l];
            match platform.contagion {
                Contagion::Fatigue(fatigue) if layer.varies => -f64::from(libm::expm1f(-fatigue) / fatigue),
                Contagion::Count | Contagion::Components | Contagion::Fatigue(_) => 1.0,
                Contagion::Share if layer.counts_all => 1.0 / layer.degree,
                Contagion::Share => 1.0 / (layer.degree * self.present[l]),
                Contagion::ShareThreshold | Contagion::CountThreshold => 0.0,
            }
        };
        let rate = |l: usize| if platform.invite[l].once { 0.0 } else { self.offer.invite[l] * one(l) * per_day };
        (0..self.field.layers.len()).map(rate).collect()
    }

    /// The life of a user who has no contacts on the platform yet.
    fn life(&self) -> Vec<Phase> {
        let (platform, per_day) = (&self.market.platforms[self.p], f64::from(self.market.ticks_per_day));
        let trial = if platform.trial_churn > 0.0 { platform.trial } else { 0 };
        let mut ends = vec![trial, platform.invite_period, u32::MAX];
        ends.retain(|end| *end > 0);
        ends.sort_unstable();
        ends.dedup();
        let mut from = 0;
        let phase = |end: u32| {
            let start = std::mem::replace(&mut from, end);
            let churn = self.offer.churn + if start < trial { self.offer.trial_churn } else { 0.0 };
            Phase {
                days: if end == u32::MAX { f64::INFINITY } else { f64::from(end - start) / per_day },
                leaving: churn * per_day + self.pull,
                invites: start < platform.invite_period,
            }
        };
        ends.into_iter().map(phase).collect()
    }

    /// Invitations that go out once, where they go over one layer.
    fn once(&self, scenario: &Scenario, structure: Option<&Structure>, first: f64) -> Option<Percolation> {
        let platform = &self.market.platforms[self.p];
        let linear = platform.contagion == Contagion::Count;
        let over: Vec<usize> = (0..self.field.layers.len()).filter(|l| platform.invite[*l].once && linear).collect();
        let [layer] = over[..] else { return None };
        let law = DegreeTable::of(&scenario.layers[layer].generator, &self.market.world);
        let counted = || structure.and_then(|structure| structure.degrees[layer].clone());
        let mixed = || DegreeTable::from_law(&Discrete::poisson(self.field.layers[layer].degree));
        let degrees = law.or_else(counted).unwrap_or_else(mixed);
        // First users are no contacts to be won, and are counted as such by the equation already.
        let willing = if first < 1.0 { (self.willing[layer] / (1.0 - first)).min(1.0) } else { 0.0 };
        let success = -libm::expm1(-self.offer.invite[layer]) * willing;
        Some(Percolation::new(&degrees, success, first))
    }
}
