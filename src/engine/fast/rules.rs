//! From the rules to a person's factors, and from factors and hazards to clocks.
//!
//! A person's hazard of joining is scale · (base + Σ seeding of own audiences + Σ_ℓ terms_ℓ · invitation_ℓ), that of leaving scale · churn + outage +
//! terms₀ · pull; the factors (scale and terms) hold still until the person, a contact or the calendar changes.

use super::agent::{Agent, Around, Count, Factors};
use super::hazards::{Channels, Hazards};
use crate::market::{Market, joining, leaving};
use crate::units::Tick;

/// What the rules need in every tick, close together. It holds still between two changes of the calendar.
#[derive(Debug, Clone)]
pub struct Rules<'a, const P: usize> {
    /// The market.
    pub market: &'a Market,
    /// Number of platforms, at most P.
    pub platforms: usize,
    /// Stored layers that each platform sees, a bit each.
    pub sees: [u32; P],
    /// Stickiness of each platform.
    pub stickiness: [f64; P],
    /// Length of each platform's trial [tick].
    pub trial: [Tick; P],
    /// Whether any rule looks at shares of contacts.
    pub shares_matter: bool,
}

impl<const P: usize> Rules<'_, P> {
    /// Share of a person's stored contacts who are active on a platform, over the layers that it sees.
    #[inline]
    fn share<const L: usize, C: Count>(&self, around: &Around<P, L, C>, p: usize) -> f32 {
        let (mut users, mut contacts) = (0, 0);
        for l in 0..L {
            let seen = self.sees[p] >> l & 1;
            users += seen * around.users[p][l].value();
            contacts += seen * around.contacts[l].value();
        }
        joining::share(users, contacts)
    }

    /// The factors of a person as things stand.
    #[inline]
    pub fn factors<const L: usize, C: Count>(&self, agent: &Agent<P, L>, around: &Around<P, L, C>) -> [Factors<L>; P] {
        let shares: [f32; P] =
            if self.shares_matter { std::array::from_fn(|p| self.share(around, p)) } else { [0.0; P] };
        std::array::from_fn(|p| {
            if p >= self.platforms {
                return Factors { scale: 0.0, terms: [0.0; L] };
            }
            let rivals = (0..P).filter(|&q| q != p && agent.is_active(q)).map(|q| shares[q]);
            let rival = if agent.active & !(1 << p) == 0 { None } else { rivals.reduce(f32::max) };
            let platform = &self.market.platforms[p];
            let mut terms = [0.0; L];
            let scale = if agent.is_active(p) {
                terms[0] = leaving::gap(shares[p], rival);
                leaving::hold(self.stickiness[p], shares[p])
            } else {
                for (l, term) in terms.iter_mut().enumerate() {
                    let (users, contacts) = (around.users[p][l].value(), around.contacts[l].value());
                    *term = joining::contagion(platform.kernel, users, contacts);
                }
                joining::willingness(platform, agent.registered >> p & 1 == 1, rival)
            };
            Factors { scale, terms }
        })
    }

    /// Lets the clocks of a person run up to the beginning of a tick.
    #[inline]
    pub fn credit<const L: usize>(&self, agent: &mut Agent<P, L>, hazards: &Hazards, to: Tick) {
        let from = agent.last;
        if from >= to {
            return;
        }
        let channels = hazards.channels;
        for p in 0..self.platforms {
            let (start, end) = (hazards.sums(from, p), hazards.sums(to, p));
            let span = |channel: usize| end[channel] - start[channel];
            agent.clock[p] -= if agent.is_active(p) {
                let trial_end = agent.since[p].saturating_add(self.trial[p]).clamp(from, to);
                let trial = if trial_end > from {
                    hazards.sums(trial_end, p)[channels.trial()] - start[channels.trial()]
                } else {
                    0.0
                };
                let Factors { scale, terms } = agent.factors[p];
                f64::from(scale) * (span(channels.churn()) + trial)
                    + span(channels.outage())
                    + f64::from(terms[0]) * span(channels.pull())
            } else {
                joining_hazard(agent, p, channels, span)
            };
        }
        agent.last = to;
    }

    /// A tick before which no clock of the person can run out.
    #[inline]
    pub fn due<const L: usize>(&self, agent: &Agent<P, L>, hazards: &Hazards) -> Tick {
        let channels = hazards.channels;
        let mut earliest = Tick::MAX;
        for p in 0..self.platforms {
            let ceiling = hazards.ceiling(p);
            let clock = agent.clock[p];
            let ticks = if agent.is_active(p) {
                let Factors { scale, terms } = agent.factors[p];
                let settled = f64::from(scale) * ceiling[channels.churn()]
                    + ceiling[channels.outage()]
                    + f64::from(terms[0]) * ceiling[channels.pull()];
                let on_trial = settled + f64::from(scale) * ceiling[channels.trial()];
                let trial = f64::from(agent.since[p].saturating_add(self.trial[p]).saturating_sub(agent.last));
                if clock > on_trial * trial { trial + (clock - on_trial * trial) / settled } else { clock / on_trial }
            } else {
                clock / joining_hazard(agent, p, channels, |channel| ceiling[channel])
            };
            earliest = earliest.min((ticks * CAUTION) as Tick);
        }
        agent.last.saturating_add(earliest)
    }
}

/// Takes rounding out of a predicted time: a prediction a little too early costs one look, one too late would be an error.
const CAUTION: f64 = 1.0 - 1e-9;

/// The hazard of joining platform p, given the hazards of its channels (over a span, or their ceilings).
#[inline]
fn joining_hazard<const P: usize, const L: usize>(
    agent: &Agent<P, L>,
    p: usize,
    channels: Channels,
    hazard: impl Fn(usize) -> f64,
) -> f64 {
    let Factors { scale, terms } = agent.factors[p];
    let mut sum = hazard(Channels::BASE);
    for audience in 0..channels.audiences() {
        sum += f64::from(agent.audiences >> audience & 1) * hazard(channels.audience(audience));
    }
    for (l, term) in terms.iter().enumerate().take(channels.stored()) {
        sum += f64::from(*term) * hazard(channels.layer(l));
    }
    f64::from(scale) * sum
}
