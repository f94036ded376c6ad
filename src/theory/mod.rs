//! What theory says of a scenario: the limits in which a run has equations.
//!
//! | approach | limit | file |
//! |---|---|---|
//! | mean field | infinitely many persons, who meet at random; continuous time | [`mean_field`], [`mod@march`] |
//! | mean field in ticks | the same in the scenario's ticks | [`mod@march`] |
//! | edge-based | infinitely many persons on a random graph with the degrees of a layer; continuous time | [`edge_based`] |
//! | edge-based, thresholds and quorums | the same in the scenario's ticks | [`cascade`] |
//!
//! Besides, at each launch: early growth and threshold ([`growth`]), what few first users leave to chance ([`chance`]), the end of
//! invitations that go out once ([`percolation`]). What the contacts of the scenario do to these is measured on them
//! ([`structure`]). All take uncertain numbers at their medians. What they leave out is told with them ([`Omission`]).

mod applies;
mod around;
mod calendar;
pub mod cascade;
pub mod chance;
pub mod degrees;
pub mod edge_based;
pub mod growth;
mod kinds;
pub mod march;
pub mod mean_field;
mod omission;
mod outlook;
pub mod percolation;
mod rules;
mod solve;
mod standing;
pub mod structure;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests;

use std::num::NonZeroUsize;

pub use march::Standings;
pub use omission::Omission;
pub use outlook::{Outlook, Rates};

use crate::market::{Choice, Market, Platform};
use crate::rng::World;
use crate::scenario::Scenario;
use crate::units::Tick;
use applies::{Way, ground};
use around::is_graph;
use cascade::{Cascade, Need};
use degrees::DegreeTable;
use edge_based::EdgeBased;
use march::{Pace, march};
use mean_field::MeanField;
use percolation::generations;
use standing::Life;
use structure::Structure;

/// Most numbers of a state times ticks that are solved tick by tick: a second or two.
const MOST_IN_TICKS: usize = 5_000_000;

/// A way to equations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Approach {
    /// Everybody meets everybody, in continuous time.
    MeanField,
    /// Everybody meets everybody, in the scenario's ticks.
    Ticks,
    /// Contacts on a random graph with given degrees, in continuous time.
    EdgeBased,
}

/// What an approach says from the first day to the last.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The approach.
    pub approach: Approach,
    /// The state at the beginning of each day.
    pub days: Vec<Standings>,
}

/// What theory says of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Theory {
    /// Persons who ever can join: what a share of 1 stands for.
    pub persons: f64,
    /// Length of a tick \[day\].
    pub tick: f64,
    /// The curves that there are.
    pub curves: Vec<Curve>,
    /// Where everything comes to rest, if it does and the last day's offers stay for good, in the mean field.
    pub rest: Option<Standings>,
    /// The curves that there are not, and why.
    pub missing: Vec<(Approach, Vec<&'static str>)>,
    /// Whether the edge-based curve is exact as N → ∞; otherwise it stands for the same degrees and random contacts.
    pub exact: bool,
    /// What each platform has before it at its launch; nothing where it has none, or where there is no mean field.
    pub outlooks: Vec<Option<Outlook>>,
    /// Share of the next invitations over each layer that meet who was invited before; nothing where no contacts are stored.
    pub met_before: Vec<Option<f64>>,
    /// What the mean field leaves out.
    pub omissions: Vec<Omission>,
}

impl Theory {
    /// What theory says of a scenario. The number of threads changes nothing.
    pub fn new(scenario: &Scenario, threads: NonZeroUsize) -> Theory {
        let market = Market::new(scenario, World::central(scenario.seed));
        let stored = scenario.layers.iter().any(is_graph);
        let structure = stored.then(|| Structure::of(scenario, &market.world, threads));
        let met =
            |l: usize| structure.as_ref().filter(|_| is_graph(&scenario.layers[l])).map(|found| found.met_before(l));
        let mut theory = Theory {
            persons: market.population.persons_per_agent * f64::from(market.population.agents),
            tick: market.tick_days(),
            curves: Vec::new(),
            rest: None,
            missing: Vec::new(),
            exact: false,
            outlooks: vec![None; market.platforms.len()],
            met_before: (0..scenario.layers.len()).map(met).collect(),
            omissions: Omission::of(scenario, &market),
        };
        if matches!(market.choice, Some(Choice::BestResponse(_))) {
            theory
                .lacks(Approach::MeanField, vec!["what pays best depends on which of few contacts use what together"]);
        } else if let Some(field) = MeanField::new(scenario, &market) {
            theory.put_mean_field(&field, scenario, structure.as_ref());
        } else {
            theory.lacks(Approach::MeanField, vec!["persons are of too many kinds, or in too many states"]);
        }
        theory
    }

    /// The curve of an approach.
    pub fn curve(&self, approach: Approach) -> Option<&Curve> {
        self.curves.iter().find(|curve| curve.approach == approach)
    }

    fn lacks(&mut self, approach: Approach, why: Vec<&'static str>) {
        self.missing.push((approach, why));
    }

    fn add(&mut self, approach: Approach, days: Option<Vec<Standings>>) {
        match days {
            Some(days) => self.curves.push(Curve { approach, days }),
            None => self.lacks(approach, vec!["the equations could not be solved"]),
        }
    }

    fn put_mean_field(&mut self, field: &MeanField, scenario: &Scenario, structure: Option<&Structure>) {
        let market = field.market;
        let once = market.platforms.iter().any(|p| p.invite.iter().any(|invitation| invitation.once));
        let in_ticks = market.ticks() as usize * field.places().number() <= MOST_IN_TICKS;
        let ticks = if in_ticks || once { march(field, Pace::Ticks) } else { None };
        let continuous = if once { None } else { march(field, Pace::Continuous) };
        if let Some(history) = continuous.as_ref().or(ticks.as_ref()) {
            for (p, launch) in history.launches.iter().enumerate() {
                let outlook = |launch| Outlook::new(field, p, launch, scenario, structure);
                self.outlooks[p] = launch.as_ref().map(outlook);
            }
        }
        if once {
            self.lacks(
                Approach::MeanField,
                vec!["each contact is invited once, in the tick after joining: time goes in ticks"],
            );
        } else {
            self.rest = continuous.as_ref().and_then(|history| history.rest.clone());
            self.add(Approach::MeanField, continuous.map(|history| history.days));
        }
        if in_ticks || once {
            self.add(Approach::Ticks, ticks.map(|history| history.days));
        } else {
            self.lacks(Approach::Ticks, vec!["there are too many ticks"]);
        }
        self.put_edges(field, scenario, structure);
    }

    fn put_edges(&mut self, field: &MeanField, scenario: &Scenario, structure: Option<&Structure>) {
        let lives = &field.states.lives;
        let (ground, why) = ground(scenario, field.market, lives);
        let Some(ground) = ground else { return self.lacks(Approach::EdgeBased, why) };
        let spec = &scenario.layers[ground.layer];
        let law = DegreeTable::of(&spec.generator, &field.market.world);
        let Some(degrees) = law.or_else(|| structure.and_then(|found| found.degrees[ground.layer].clone())) else {
            return;
        };
        if ground.way.is_too_much(degrees.len()) {
            return self.lacks(Approach::EdgeBased, vec!["persons have too many different numbers of contacts"]);
        }
        self.exact = ground.random;
        let days = match ground.way {
            Way::Once(launch, success) => Some(in_generations(field.market, &degrees, (launch, success))),
            Way::Threshold | Way::Quorum => cascade(field, ground.layer, &degrees, ground.way == Way::Quorum),
            Way::Count | Way::Share => {
                let (market, kinds, by_share) = (field.market, &field.kinds, ground.way == Way::Share);
                EdgeBased { market, layer: ground.layer, degrees: &degrees, kinds, by_share, lives }.days()
            }
        };
        self.add(Approach::EdgeBased, days);
    }
}

/// The days of a platform that persons join or leave for the number of their contacts there.
fn cascade(field: &MeanField, layer: usize, degrees: &DegreeTable, shrinks: bool) -> Option<Vec<Standings>> {
    let (market, platform) = (field.market, field.states.lives.iter().position(Life::opens)?);
    let quorum = f64::from(market.platforms[platform].quorum);
    let need = if shrinks { Need::number(quorum) } else { Need::to_join(market, &field.kinds, platform) };
    Some(Cascade { market, layer, platform, degrees, need: &need, shrinks }.days())
}

/// The days of a platform that invites each contact once from its launch on, with some success: a generation a tick.
fn in_generations(market: &Market, degrees: &DegreeTable, (launch, success): (Tick, f64)) -> Vec<Standings> {
    let first = market.platforms.iter().map(|platform| f64::from(platform.initial_agents)).sum::<f64>();
    let first = (first / f64::from(market.population.agents)).min(1.0);
    let before = std::iter::repeat_n(0.0, launch as usize);
    let shares = before.chain(generations(degrees, success, first)).take(market.ticks() as usize + 1);
    let everybody = |share: f64| {
        let of =
            |platform: &Platform| if platform.invite.iter().any(|invitation| invitation.once) { share } else { 0.0 };
        let active: Vec<f64> = market.platforms.iter().map(of).collect();
        Standings { market: 1.0, registered: active.clone(), active }
    };
    shares.step_by(market.ticks_per_day as usize).map(everybody).collect()
}
