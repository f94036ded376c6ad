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
use super::rows::Rows;
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
                agent.goal[p] -= f64::from(agent.factors[p].scale) * sum;
                agent.on_trial &= !(1 << p);
            }
        }
    }

    /// What is left on the clock of a platform; rounding leaves nothing below 0.
    #[inline]
    fn left(&self, agent: &Agent<P, L>, p: usize) -> f64 {
        (agent.goal[p] - self.sums.sum(agent, p, &agent.factors[p])).max(0.0)
    }

    /// Stops the clocks of a person.
    pub fn unwind(&self, agent: &mut Agent<P, L>, hazards: &Hazards<P, L>) {
        if agent.is_wound {
            self.end_trials(agent, hazards);
            agent.goal = std::array::from_fn(|p| self.left(agent, p));
            (agent.on_trial, agent.is_wound) = (0, false);
        }
    }

    /// Lets clocks that stood go on with these factors; a tick before which none can run out.
    pub fn wind(&self, agent: &mut Agent<P, L>, factors: &[Factors<L>; P]) -> Tick {
        (agent.factors, agent.is_wound, agent.on_trial) = (*factors, true, self.on_trial(agent));
        for p in 0..P {
            agent.goal[p] += self.sums.sum(agent, p, &factors[p]);
        }
        self.due(agent)
    }

    /// Lets clocks go on with other factors; a tick before which none can run out whose hazards may have grown, for nothing can happen
    /// earlier than it could where none have.
    #[inline]
    pub fn turn(&self, agent: &mut Agent<P, L>, factors: &[Factors<L>; P], hazards: &Hazards<P, L>) -> Tick {
        self.end_trials(agent, hazards);
        let mut due = Tick::MAX;
        for p in 0..P {
            let (before, now) = (agent.factors[p], factors[p]);
            if before != now {
                let left = agent.goal[p] - self.sums.sum(agent, p, &before);
                agent.goal[p] = left + self.sums.sum(agent, p, &now);
                agent.factors[p] = now;
                if now.exceeds(&before) {
                    due = due.min(self.due_on(agent, p, left));
                }
            }
        }
        due
    }

    /// A tick before which no clock of the person can run out.
    pub fn due(&self, agent: &Agent<P, L>) -> Tick {
        (0..P).fold(Tick::MAX, |due, p| due.min(self.due_on(agent, p, self.left(agent, p))))
    }

    /// A tick before which the clock of a platform cannot run out that has so much left.
    #[inline]
    fn due_on(&self, agent: &Agent<P, L>, p: usize, left: f64) -> Tick {
        let factors = &agent.factors[p];
        let most = self.most.sum(agent, p, factors);
        let mut ticks = left / most;
        if agent.on_trial >> p & 1 == 1 {
            let trial = f64::from(self.trial_end(agent, p) - self.tick);
            if left > most * trial {
                ticks = trial + (left - most * trial) / (most - self.most.trial(p, factors));
            }
        }
        // Nothing runs where nothing is left to divide by.
        if most > 0.0 { self.tick.saturating_add((ticks * CAUTION) as Tick) } else { Tick::MAX }
    }

    /// Whether no clock of the person runs out in this tick, for certain.
    #[inline]
    pub fn all_outlast(&self, agent: &Agent<P, L>) -> bool {
        (0..P).all(|p| self.left(agent, p) > self.now.sum(agent, p, &agent.factors[p]) * CLEARLY)
    }

    /// The hazards in this tick of a person who has these factors, whatever clocks run.
    pub fn hazards(&self, agent: &Agent<P, L>, factors: &[Factors<L>; P]) -> [f64; P] {
        let agent = Agent { on_trial: self.on_trial(agent), ..*agent };
        std::array::from_fn(|p| self.now.sum(&agent, p, &factors[p]))
    }
}
