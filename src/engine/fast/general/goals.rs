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
use crate::engine::fast::hazards::{Channels, Hazards};
use crate::market::Market;
use crate::units::Tick;

/// Takes rounding out of a predicted time: a prediction a little too early costs one look, one too late would be an error.
const CAUTION: f64 = 1.0 - 1e-9;
/// A clock on which so many times the hazard of a tick is left does not run out in it, whatever is rounded.
const CLEARLY: f64 = 1.0 + 1e-9;

/// What goals depend on besides a person's factors.
#[derive(Debug, Clone, Copy)]
pub struct Goals<const P: usize> {
    /// Length of each platform's trial \[tick\].
    trial: [Tick; P],
}

/// The sum of a person's channels of one platform, each multiplied with the person's factor: of their hazards, running sums or ceilings.
#[inline]
pub fn gathered<const P: usize, const L: usize>(
    agent: &Agent<P, L>,
    p: usize,
    Factors { scale, terms }: &Factors<L>,
    channels: &[f64],
) -> f64 {
    let scale = f64::from(*scale);
    if agent.is_active(p) {
        let trial = if agent.on_trial >> p & 1 == 1 { channels[Channels::<L>::TRIAL] } else { 0.0 };
        let churn = channels[Channels::<L>::CHURN] + trial;
        return scale * churn + channels[Channels::<L>::OUTAGE] + f64::from(terms[0]) * channels[Channels::<L>::PULL];
    }
    let mut sum = channels[Channels::<L>::BASE];
    for l in 0..L {
        sum += f64::from(terms[l]) * channels[Channels::<L>::LAYERS + l];
    }
    for (audience, seeding) in channels[Channels::<L>::AUDIENCES..].iter().enumerate() {
        if agent.audiences >> audience & 1 == 1 {
            sum += seeding;
        }
    }
    scale * sum
}

impl<const P: usize> Goals<P> {
    /// The goals of a market.
    pub fn new(market: &Market) -> Self {
        let trial = |p: usize| market.platforms.get(p).map_or(0, |platform| platform.trial);
        Goals { trial: std::array::from_fn(trial) }
    }

    /// The first tick after the trial of a user.
    #[inline]
    fn trial_end<const L: usize>(&self, agent: &Agent<P, L>, p: usize) -> Tick {
        agent.since[p].saturating_add(self.trial[p])
    }

    /// The platforms that the person has on trial in a tick, a bit each.
    #[inline]
    pub fn on_trial<const L: usize>(&self, agent: &Agent<P, L>, tick: Tick) -> u8 {
        (0..P).fold(0, |set, p| set | u8::from(agent.is_active(p) && tick < self.trial_end(agent, p)) << p)
    }

    /// Takes the hazards of trials that are over out of the goals.
    #[inline]
    pub fn end_trials<const L: usize>(&self, agent: &mut Agent<P, L>, hazards: &Hazards<P, L>, tick: Tick) {
        if agent.on_trial == 0 {
            return;
        }
        for p in 0..P {
            let end = self.trial_end(agent, p);
            if agent.on_trial >> p & 1 == 1 && end <= tick {
                let sum = hazards.sums(end)[p * hazards.width() + Channels::<L>::TRIAL];
                agent.goal[p] -= f64::from(agent.factors[p].scale) * sum;
                agent.on_trial &= !(1 << p);
            }
        }
    }

    /// Stops the clocks of a person at the beginning of a tick.
    pub fn unwind<const L: usize>(&self, agent: &mut Agent<P, L>, hazards: &Hazards<P, L>, tick: Tick) {
        if agent.is_wound {
            self.end_trials(agent, hazards, tick);
            agent.goal = std::array::from_fn(|p| left(agent, p, hazards, tick));
            (agent.on_trial, agent.is_wound) = (0, false);
        }
    }

    /// Lets clocks that stood go on with these factors from the beginning of a tick on; a tick before which none can run out.
    pub fn wind<const L: usize>(
        &self,
        agent: &mut Agent<P, L>,
        factors: &[Factors<L>; P],
        hazards: &Hazards<P, L>,
        tick: Tick,
    ) -> Tick {
        (agent.factors, agent.is_wound, agent.on_trial) = (*factors, true, self.on_trial(agent, tick));
        for p in 0..P {
            agent.goal[p] += gathered(agent, p, &factors[p], hazards.of(hazards.sums(tick), p));
        }
        self.due(agent, hazards, tick)
    }

    /// Lets clocks go on with other factors from the beginning of a tick on; a tick before which none can run out whose hazards may have grown,
    /// for nothing can happen earlier than it could where none have.
    #[inline]
    pub fn turn<const L: usize>(
        &self,
        agent: &mut Agent<P, L>,
        factors: &[Factors<L>; P],
        hazards: &Hazards<P, L>,
        tick: Tick,
    ) -> Tick {
        self.end_trials(agent, hazards, tick);
        let mut due = Tick::MAX;
        for p in 0..P {
            let (before, now) = (agent.factors[p], factors[p]);
            if before == now {
                continue;
            }
            let sums = hazards.of(hazards.sums(tick), p);
            let left = agent.goal[p] - gathered(agent, p, &before, sums);
            agent.goal[p] = left + gathered(agent, p, &now, sums);
            agent.factors[p] = now;
            if now.exceeds(&before) {
                due = due.min(self.due_on(agent, p, left, hazards, tick));
            }
        }
        due
    }

    /// A tick before which no clock of the person can run out, if none has before this one begins.
    pub fn due<const L: usize>(&self, agent: &Agent<P, L>, hazards: &Hazards<P, L>, tick: Tick) -> Tick {
        let due = |p| self.due_on(agent, p, left(agent, p, hazards, tick), hazards, tick);
        (0..P).map(due).fold(Tick::MAX, Tick::min)
    }

    /// A tick before which the clock of a platform cannot run out that has so much left at the beginning of this one.
    #[inline]
    fn due_on<const L: usize>(
        &self,
        agent: &Agent<P, L>,
        p: usize,
        left: f64,
        hazards: &Hazards<P, L>,
        tick: Tick,
    ) -> Tick {
        let (ceilings, factors) = (hazards.of(hazards.ceilings(), p), &agent.factors[p]);
        let mut most = gathered(agent, p, factors, ceilings);
        let (mut ticks, mut left) = (0.0, left);
        if agent.on_trial >> p & 1 == 1 {
            let trial = f64::from(self.trial_end(agent, p) - tick);
            if left > most * trial {
                (ticks, left) = (trial, left - most * trial);
                most -= f64::from(factors.scale) * ceilings[Channels::<L>::TRIAL];
            }
        }
        if most <= 0.0 {
            return Tick::MAX;
        }
        tick.saturating_add(((ticks + left / most) * CAUTION) as Tick)
    }

    /// Whether no clock of the person runs out in this tick, for certain.
    #[inline]
    pub fn all_outlast<const L: usize>(&self, agent: &Agent<P, L>, hazards: &Hazards<P, L>, tick: Tick) -> bool {
        (0..P).all(|p| {
            let hazard = gathered(agent, p, &agent.factors[p], hazards.of(hazards.now(), p));
            left(agent, p, hazards, tick) > hazard * CLEARLY
        })
    }
}

/// What is left on the clock of a platform at the beginning of a tick; rounding leaves nothing below 0.
#[inline]
fn left<const P: usize, const L: usize>(agent: &Agent<P, L>, p: usize, hazards: &Hazards<P, L>, tick: Tick) -> f64 {
    (agent.goal[p] - gathered(agent, p, &agent.factors[p], hazards.of(hazards.sums(tick), p))).max(0.0)
}
