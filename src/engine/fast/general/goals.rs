//! Goals instead of clocks: what a person's clocks gather is never counted up, only how far they have to go.
//!
//! A person's hazard of joining is scale · (base + Σ seeding of own audiences + Σ_ℓ terms_ℓ · invitation_ℓ), that of leaving
//! scale · (churn + trial churn) + outage + terms₀ · pull. With G(t), the same sum over the running sums of the channels, a clock that has r left at t
//! runs out when G reaches the goal G(t) + r, as long as the [factors](Factors) (scale and terms) hold still. Where they change at t, from those of G
//! to those of G′, as much is left as before: the goal grows by G′(t) − G(t). All of it is read from the sums of one tick, however long nobody
//! looked.
//!
//! The hazards of a trial count until it ends at e. A goal that counts them loses scale · T(e) when that has happened, and counts them no more.

use super::agent::{Agent, Factors};
use super::rows::{Concerning, Rows};
use crate::engine::fast::hazards::{Channels, Hazards};
use crate::market::Market;
use crate::units::Tick;

/// Takes rounding out of a predicted time: a prediction a little too early costs one look, one too late would be an error.
const CAUTION: f64 = 1.0 - 1e-9;
/// A clock on which so many times the hazard of a tick is left does not run out in it, whatever is rounded.
const CLEARLY: f64 = 1.0 + 1e-9;

/// What goals depend on besides the persons, as of the beginning of a tick.
#[derive(Debug, Clone)]
pub struct Goals<const P: usize, const L: usize> {
    /// Length of each platform's trial \[tick\].
    trial: [Tick; P],
    /// The tick.
    tick: Tick,
    /// The running sums at its beginning.
    sums: Rows<P, L>,
    /// The hazards of the tick that persons live through, and ceilings of those to come.
    now: Rows<P, L>,
    most: Rows<P, L>,
}

impl<const P: usize, const L: usize> Goals<P, L> {
    /// The goals of a market before the first tick.
    pub fn new(market: &Market) -> Self {
        let trial = |p: usize| market.platforms.get(p).map_or(0, |platform| platform.trial);
        let rows = Rows::new(market.audiences.len());
        let (sums, now, most) = (rows.clone(), rows.clone(), rows);
        Goals { trial: std::array::from_fn(trial), tick: 0, sums, now, most }
    }

    /// Goes to the beginning of a tick.
    #[inline]
    pub fn go_to(&mut self, tick: Tick, hazards: &Hazards<P, L>) {
        if self.tick != tick {
            self.tick = tick;
            self.sums.read(hazards.sums(tick), hazards.width());
        }
    }

    /// Takes the hazards of the tick that begins.
    pub fn begin(&mut self, tick: Tick, hazards: &Hazards<P, L>) {
        self.go_to(tick, hazards);
        self.now.read(hazards.now(), hazards.width());
        self.most.read(hazards.ceilings(), hazards.width());
    }

    /// The first tick after the trial of a user.
    #[inline]
    fn trial_end(&self, agent: &Agent<P, L>, p: usize) -> Tick {
        agent.since[p].saturating_add(self.trial[p])
    }

    /// The platforms that the person has on trial, a bit each.
    #[inline]
    fn on_trial(&self, agent: &Agent<P, L>) -> u8 {
        (0..P).fold(0, |set, p| set | u8::from(agent.is_active(p) && self.tick < self.trial_end(agent, p)) << p)
    }

    /// Takes the hazards of trials that are over out of the goals.
    #[inline]
    pub fn end_trials(&self, agent: &mut Agent<P, L>, hazards: &Hazards<P, L>) {
        if agent.on_trial != 0 {
            self.end_trials_of(agent, hazards);
        }
    }

    fn end_trials_of(&self, agent: &mut Agent<P, L>, hazards: &Hazards<P, L>) {
        for p in 0..P {
            let end = self.trial_end(agent, p);
            if agent.on_trial >> p & 1 == 1 && end <= self.tick {
                let sum = hazards.sums(end)[p * hazards.width() + Channels::<L>::TRIAL];
                agent.goal[p] -= f64::from(agent.factors.scale[p]) * sum;
                agent.on_trial &= !(1 << p);
            }
        }
    }

    /// What is left on each clock; rounding leaves nothing below 0.
    #[inline]
    fn left(&self, agent: &Agent<P, L>) -> [f64; P] {
        let gone = self.sums.concerning(agent.active).sum(agent, &agent.factors);
        std::array::from_fn(|p| (agent.goal[p] - gone[p]).max(0.0))
    }

    /// Stops the clocks of a person.
    pub fn unwind(&self, agent: &mut Agent<P, L>, hazards: &Hazards<P, L>) {
        if agent.is_wound {
            self.end_trials(agent, hazards);
            agent.goal = self.left(agent);
            (agent.on_trial, agent.is_wound) = (0, false);
        }
    }

    /// What goals depend on for whoever is active on the same platforms, a bit each.
    #[inline]
    pub fn alike(&self, active: u8) -> Alike<'_, P, L> {
        Alike { goals: self, sums: self.sums.concerning(active), most: self.most.concerning(active) }
    }

    /// A tick before which no clock of the person can run out.
    pub fn due(&self, agent: &Agent<P, L>) -> Tick {
        self.alike(agent.active).due(agent, &self.left(agent))
    }

    /// Whether no clock of the person runs out in this tick, for certain.
    #[inline]
    pub fn all_outlast(&self, agent: &Agent<P, L>) -> bool {
        let now = self.now.concerning(agent.active).sum(agent, &agent.factors);
        let beyond = self.left(agent).into_iter().zip(now).map(|(left, now)| left - now * CLEARLY);
        beyond.fold(f64::INFINITY, f64::min) > 0.0
    }

    /// The hazards in this tick of a person who has these factors, whatever clocks run.
    pub fn hazards(&self, agent: &Agent<P, L>, factors: &Factors<P, L>) -> [f64; P] {
        let agent = Agent { on_trial: self.on_trial(agent), ..*agent };
        self.now.concerning(agent.active).sum(&agent, factors)
    }
}

/// What goals depend on for persons who are active on the same platforms.
pub struct Alike<'g, const P: usize, const L: usize> {
    goals: &'g Goals<P, L>,
    sums: Concerning<'g, P, L>,
    most: Concerning<'g, P, L>,
}

impl<const P: usize, const L: usize> Alike<'_, P, L> {
    /// Lets the clocks of a person go on with these factors, whether they stood or ran with others; a tick before which none can run out.
    #[expect(clippy::inline_always, reason = "a call for each look costs a tenth of it")]
    #[inline(always)]
    pub fn turn(&self, agent: &mut Agent<P, L>, factors: &Factors<P, L>, hazards: &Hazards<P, L>) -> Tick {
        if !agent.is_wound {
            return self.wind(agent, factors);
        }
        self.goals.end_trials(agent, hazards);
        let first = self.sums.first(agent);
        let (gone, going) = (self.sums.sum_from(first, &agent.factors), self.sums.sum_from(first, factors));
        let left = std::array::from_fn(|p| agent.goal[p] - gone[p]);
        for p in 0..P {
            // Where a factor stays the same, nothing is added, to the last bit.
            agent.goal[p] += going[p] - gone[p];
        }
        agent.factors = *factors;
        self.due(agent, &left)
    }

    /// Lets clocks that stood go on.
    fn wind(&self, agent: &mut Agent<P, L>, factors: &Factors<P, L>) -> Tick {
        let left = agent.goal;
        (agent.factors, agent.is_wound, agent.on_trial) = (*factors, true, self.goals.on_trial(agent));
        let gone = self.sums.sum(agent, factors);
        for p in 0..P {
            agent.goal[p] += gone[p];
        }
        self.due(agent, &left)
    }

    /// A tick before which no clock can run out that has so much left.
    #[expect(clippy::inline_always, reason = "a call for each look costs a tenth of it")]
    #[inline(always)]
    fn due(&self, agent: &Agent<P, L>, left: &[f64; P]) -> Tick {
        let most = self.most.sum(agent, &agent.factors);
        let mut ticks: [f64; P] = std::array::from_fn(|p| left[p] / most[p]);
        if agent.on_trial != 0 {
            self.outlast_trials(agent, left, &most, &mut ticks);
        }
        // Nothing runs where nothing is left to divide by: infinity is beyond all ticks, and 0/0 is no least. Below 0 is only what is rounded.
        let least = ticks.into_iter().fold(f64::INFINITY, f64::min);
        self.goals.tick.saturating_add((least * CAUTION) as Tick)
    }

    /// Where more is left than can run down until the end of a trial, the rest runs down with what comes after it.
    fn outlast_trials(&self, agent: &Agent<P, L>, left: &[f64; P], most: &[f64; P], ticks: &mut [f64; P]) {
        let after = self.most.sum(&Agent { on_trial: 0, ..*agent }, &agent.factors);
        for p in (0..P).filter(|p| agent.on_trial >> p & 1 == 1) {
            let trial = f64::from(self.goals.trial_end(agent, p) - self.goals.tick);
            if ticks[p] > trial {
                ticks[p] = trial + (left[p] - most[p] * trial) / after[p];
            }
        }
    }
}
