//! The mean field: the market of infinitely many persons, in whom each joint state holds its share.
//!
//! Let y_is be the share of all persons who are of kind i and in the joint state s. They move as one person does in a run,
//!
//! dy_is/dt = Σ_r y_ir · h_i(r → s) − y_is · Σ_r h_i(s → r),
//!
//! with the hazards of joining and leaving of `docs/model.md` divided by Δ, and the numbers of contacts k replaced by their means
//! (`around.rs`). For one platform, everybody a contact of everybody and rates p, q that is Bass's
//! dF/dt = (p + qF)(1 − F); with leaving it is the epidemic SIS. What a platform offers is taken tick by tick from [`Offer`], as a run takes it.

use std::borrow::Cow;

use crate::market::{Market, Offer};
use crate::scenario::Scenario;

use super::around::{Among, Layer, kernel, seen};
use super::kinds::{Belongs, Kinds};
use super::rules::{Drawn, Rules};
use super::standing::{Act, States, Step};

/// Most kinds × states: beyond, solving takes longer than many a run.
const MOST: usize = 20_000;
/// Most joint states.
const MOST_STATES: usize = 3_000;
/// Up to so many kinds × states, times in the life of users have several stages.
const FEW: usize = 2_000;

/// A hazard above this moves everybody within a tick; no larger one is told apart, and no step of a solution need be as small.
const MOST_A_TICK: f64 = 20.0;

/// The mean field of a market.
#[derive(Debug, Clone)]
pub struct MeanField<'m> {
    /// The market, uncertain numbers at their medians.
    pub market: &'m Market,
    /// Kinds of persons.
    pub kinds: Kinds,
    /// Joint states.
    pub states: States,
    /// The layers of contacts.
    pub layers: Vec<Layer>,
}

/// Where things stand in a state vector: shares of all persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    kinds: usize,
    states: usize,
    platforms: usize,
}

impl Places {
    /// Persons of a kind who have not entered the market.
    pub fn outside(self, kind: usize) -> usize {
        kind
    }
    /// Persons of a kind in a joint state.
    pub fn inside(self, kind: usize, state: usize) -> usize {
        self.kinds * (1 + state) + kind
    }
    /// Joins of a kind on a platform since the beginning of the tick.
    pub fn joined(self, kind: usize, platform: usize) -> usize {
        self.kinds * (1 + self.states + platform) + kind
    }
    /// Persons of a kind who joined a platform in the tick before.
    pub fn fresh(self, kind: usize, platform: usize) -> usize {
        self.joined(kind, self.platforms + platform)
    }
    /// All joins so far.
    pub fn joins(self, platform: usize) -> usize {
        self.joined(0, 2 * self.platforms) + platform
    }
    /// Length of the vector.
    pub fn number(self) -> usize {
        self.joins(self.platforms)
    }
}

impl<'m> MeanField<'m> {
    /// The mean field of a market; none where persons would be of too many kinds or states.
    pub fn new(scenario: &Scenario, market: &'m Market) -> Option<MeanField<'m>> {
        let kinds = Kinds::new(scenario, market, MOST)?;
        let of_states = |most: usize| (most / kinds.all.len()).min(MOST_STATES);
        let states = States::new(market, of_states(FEW), of_states(MOST))?;
        let layers = Layer::all(scenario, market, &kinds);
        Some(MeanField { market, kinds, states, layers })
    }

    /// Where things stand in a state vector.
    pub fn places(&self) -> Places {
        let (kinds, states) = (self.kinds.all.len(), self.states.all.len());
        Places { kinds, states, platforms: self.states.platforms() }
    }

    /// Before the first tick: everybody is outside.
    pub fn begin(&self) -> Vec<f64> {
        let mut y = vec![0.0; self.places().number()];
        for (kind, shares) in self.kinds.all.iter().enumerate() {
            y[self.places().outside(kind)] = shares.share;
        }
        y
    }

    /// Active users of each platform.
    pub fn active(&self, y: &[f64]) -> Vec<f64> {
        let (places, kinds) = (self.places(), self.kinds.all.len());
        let mut active = vec![0.0; self.states.platforms()];
        for (s, state) in self.states.all.iter().enumerate() {
            let share: f64 = (0..kinds).map(|kind| y[places.inside(kind, s)]).sum();
            for p in (0..active.len()).filter(|p| state.is_on(*p)) {
                active[p] += share;
            }
        }
        active
    }

    /// The offers to persons among whom so many use each platform: where platforms compete for attention, each has its part of it.
    pub fn attended<'o>(&self, offers: &'o [Offer], active: &[f64]) -> Cow<'o, [Offer]> {
        let Some(attention) = self.market.attention else { return Cow::Borrowed(offers) };
        let mut offers = offers.to_vec();
        for (offer, weight) in offers.iter_mut().zip(attention.weights_of(active)) {
            offer.attend(weight);
        }
        Cow::Owned(offers)
    }

    /// What persons see in each layer.
    pub fn around(&self, y: &[f64]) -> Vec<Among> {
        let (places, platforms) = (self.places(), self.states.platforms());
        let nobody = || vec![0.0; platforms];
        let among = |layer: &Layer| {
            let mut among = Among { present: 0.0, users: nobody(), inviting: nobody(), fresh: nobody() };
            for kind in (0..layer.members.len()).filter(|kind| layer.members[*kind]) {
                for (s, state) in self.states.all.iter().enumerate() {
                    let share = y[places.inside(kind, s)] / layer.share;
                    among.present += share;
                    for p in (0..platforms).filter(|p| state.is_on(*p)) {
                        among.users[p] += share;
                        if self.states.lives[p].age(state.on[p]).is_some_and(|age| age.invites) {
                            among.inviting[p] += share;
                        }
                    }
                }
                for p in 0..platforms {
                    among.fresh[p] += y[places.fresh(kind, p)] / layer.share;
                }
            }
            among
        };
        self.layers.iter().map(among).collect()
    }

    /// What draws persons of a setting whose tastes are all 1, from what they see.
    pub fn drawn(&self, setting: usize, offers: &[Offer], among: &[Among]) -> Drawn {
        let kind = self.kinds.settings[setting];
        let own = &self.kinds.all[kind];
        let per_day = f64::from(self.market.ticks_per_day);
        let has = |l: usize| self.layers[l].members[kind];
        let belongs = |a: usize| own.belongs[a] == Belongs::Now;
        let join = |p: usize| {
            let seeding = (0..own.belongs.len()).filter(|a| belongs(*a)).map(|a| offers[p].seeding[a]);
            let sources = offers[p].media + seeding.sum::<f64>();
            let invited = (0..self.layers.len()).filter(|l| has(*l) && offers[p].invite[*l] > 0.0);
            let invited = invited
                .map(|l| offers[p].invite[l] * kernel(self.market, p, l, &self.layers[l], &among[l], own.threshold[p]));
            per_day * (sources + invited.sum::<f64>())
        };
        let join = (0..offers.len()).map(join).collect();
        Drawn { join, seen: seen(self.market, offers, &self.layers, among, has) }
    }

    /// Hazard of each step for persons of a setting whose tastes are all 1 [day⁻¹].
    fn hazards(&self, setting: usize, offers: &[Offer], among: &[Among]) -> Vec<f64> {
        let rules = Rules::new(self.market, offers, &self.drawn(setting, offers, among));
        let hazard = |step: &Step| {
            let (from, p) = (&self.states.all[step.from], step.platform);
            let life = &self.states.lives[p];
            match step.act {
                Act::Join => rules.join(p, from.active, from.on[p] == life.lapsed()),
                Act::Leave => rules.leave(p, from.active, life.age(from.on[p]).is_some_and(|age| age.trial)),
                Act::Pass => life.age(from.on[p]).map_or(0.0, |age| age.passing),
            }
        };
        let most = MOST_A_TICK * f64::from(self.market.ticks_per_day);
        self.states.steps.iter().map(|step| hazard(step).min(most)).collect()
    }

    /// Hazard of each step by setting, for persons whose tastes are all 1, as the users stand in some state [day⁻¹].
    pub fn hazards_in(&self, offers: &[Offer], y: &[f64]) -> Vec<Vec<f64>> {
        let (offers, among) = (self.attended(offers, &self.active(y)), self.around(y));
        (0..self.kinds.settings.len()).map(|setting| self.hazards(setting, &offers, &among)).collect()
    }

    /// dy/dt, given the hazards by setting and step.
    pub fn change(&self, hazards: &[Vec<f64>], y: &[f64], change: &mut [f64]) {
        let (places, kinds) = (self.places(), &self.kinds.all);
        change.fill(0.0);
        for (at, step) in self.states.steps.iter().enumerate() {
            let p = step.platform;
            for (kind, own) in kinds.iter().enumerate() {
                let taste = if step.act == Act::Join { own.taste[p] } else { 1.0 };
                let flow = taste * hazards[own.setting][at] * y[places.inside(kind, step.from)];
                change[places.inside(kind, step.from)] -= flow;
                change[places.inside(kind, step.to)] += flow;
                if step.act == Act::Join {
                    change[places.joined(kind, p)] += flow;
                    change[places.joins(p)] += flow;
                }
            }
        }
    }
}
