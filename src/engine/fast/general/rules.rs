//! From the rules to a person's factors, and from factors and hazards to clocks.
//!
//! A person's hazard of joining is scale · (base + Σ seeding of own audiences + Σ_ℓ terms_ℓ · invitation_ℓ), that of leaving
//! scale · (churn + trial churn) + outage + terms₀ · pull; the factors (scale and terms) hold still until the person, a contact or
//! the calendar changes.

use super::agent::{Agent, Count, Factors, Known, Users};
use crate::engine::fast::hazards::{Channels, Hazards};
use crate::market::joining::{self, Switching};
use crate::market::{Compatible, Contagion, Market, leaving};
use crate::units::Tick;

/// What the rules need in every tick, close together. It holds still between two changes of the calendar.
#[derive(Debug, Clone)]
pub struct Rules<const P: usize> {
    /// How each platform is joined by those who are elsewhere or were here before.
    switching: [Switching; P],
    /// How contacts work together on each platform.
    contagion: [Contagion; P],
    /// Whose users count on each platform; nothing where no platform counts another's.
    compatible: Vec<Compatible>,
    /// Length of each platform's trial [tick].
    trial: [Tick; P],
    /// Stored layers that each platform sees, a bit each.
    pub sees: [u32; P],
    /// Stickiness of each platform.
    pub stickiness: [f64; P],
    /// Contacts on each platform with whom nobody loses interest in it.
    quorum: [f32; P],
    /// Whether any rule looks at shares of contacts.
    pub shares_matter: bool,
    /// What one counted user weighs in stored layers.
    unit: f32,
}

impl<const P: usize> Rules<P> {
    /// The rules of a market, before its calendar is read. Platforms that it does not have are never joined or left.
    pub fn new(market: &Market, shares_matter: bool, unit: f32) -> Self {
        let nobody = Switching { multihoming: 0.0, loyalty: 0.0, returning: 0.0 };
        let of = |p: usize| market.platforms.get(p);
        Rules {
            switching: std::array::from_fn(|p| of(p).map_or(nobody, |platform| platform.switching)),
            contagion: std::array::from_fn(|p| of(p).map_or(Contagion::Count, |platform| platform.contagion)),
            compatible: compatible(market),
            trial: std::array::from_fn(|p| of(p).map_or(0, |platform| platform.trial)),
            sees: [0; P],
            stickiness: [0.0; P],
            quorum: std::array::from_fn(|p| of(p).map_or(0.0, |platform| platform.quorum)),
            shares_matter,
            unit,
        }
    }

    /// Share of a person's stored contacts who are active on each platform, over the layers that it sees.
    #[inline]
    fn shares<const L: usize, C: Count>(&self, users: &Users<P, L, C>, known: &Known<L, C>) -> [f32; P] {
        let mut shares = [0.0; P];
        if self.shares_matter {
            for p in 0..P {
                let (mut k, mut d) = (0, 0);
                for l in 0..L {
                    let seen = self.sees[p] >> l & 1;
                    k += seen * users[p][l].value();
                    d += seen * known[l].value();
                }
                let users = match self.compatible.get(p) {
                    Some(compatible) => compatible.count(p, |q| self.seen(p, &users[q])),
                    None => k as f32,
                };
                shares[p] = joining::share(users, d);
            }
        }
        shares
    }

    /// Users of platform p among a person's stored contacts as they count there, over the layers that it sees.
    fn crowd<const L: usize, C: Count>(&self, p: usize, users: &Users<P, L, C>) -> f32 {
        let count = |l: usize| match self.compatible.get(p) {
            Some(compatible) => compatible.count(p, |q| users[q][l].value()),
            None => users[p][l].value() as f32,
        };
        (0..L).filter(|l| self.sees[p] >> l & 1 == 1).map(|l| count(l) * self.unit).sum()
    }

    /// Users among a person's stored contacts, over the layers that platform p sees.
    fn seen<const L: usize, C: Count>(&self, p: usize, users: &[C; L]) -> u32 {
        (0..L).map(|l| (self.sees[p] >> l & 1) * users[l].value()).sum()
    }

    /// The factors of a person as things stand; those of joining where every active contact invites, and nobody has a threshold or looks
    /// at groups ([`Inviting`](super::inviting::Inviting) puts in the others).
    #[inline]
    pub fn factors<const L: usize, C: Count>(
        &self,
        agent: &Agent<P, L>,
        users: &Users<P, L, C>,
        known: &Known<L, C>,
    ) -> [Factors<L>; P] {
        let shares = self.shares(users, known);
        let mut factors = [Factors { scale: 0.0, terms: [0.0; L] }; P];
        for p in 0..P {
            let rival = best_rival(&shares, agent.active, p);
            let Factors { scale, terms } = &mut factors[p];
            if agent.is_active(p) {
                let enough = leaving::is_enough(self.quorum[p], || self.crowd(p, users));
                *scale = leaving::hold(self.stickiness[p], shares[p], enough);
                terms[0] = leaving::gap(shares[p], rival);
            } else {
                *scale = self.switching[p].willingness(agent.registered >> p & 1 == 1, rival);
                for l in 0..L {
                    let (users, contacts) = (users[p][l].value() as f32, known[l].value());
                    terms[l] = self.contagion[p].strength(users, contacts, self.unit, 0.0);
                }
            }
        }
        factors
    }

    /// Lets the clocks of a person run up to the beginning of a tick.
    #[inline]
    pub fn credit<const L: usize>(&self, agent: &mut Agent<P, L>, hazards: &Hazards<P, L>, to: Tick) {
        let from = agent.last;
        if from >= to {
            return;
        }
        let (start, end, width) = (hazards.sums(from), hazards.sums(to), hazards.width());
        for p in 0..P {
            let (start, end) = (&start[p * width..][..width], &end[p * width..][..width]);
            let lost = if agent.is_active(p) {
                let Factors { scale, terms } = agent.factors[p];
                let trial_end = agent.since[p].saturating_add(self.trial[p]).min(to);
                let mut churn = end[Channels::<L>::CHURN] - start[Channels::<L>::CHURN];
                if trial_end > from {
                    let channel = Channels::<L>::TRIAL;
                    churn += hazards.sums(trial_end)[p * width + channel] - start[channel];
                }
                f64::from(scale) * churn
                    + (end[Channels::<L>::OUTAGE] - start[Channels::<L>::OUTAGE])
                    + f64::from(terms[0]) * (end[Channels::<L>::PULL] - start[Channels::<L>::PULL])
            } else {
                joining_hazard(agent, p, width, |channel| end[channel] - start[channel])
            };
            // The difference of two sums may exceed what was there by a rounding error.
            agent.clock[p] = (agent.clock[p] - lost).max(0.0);
        }
        agent.last = to;
    }

    /// A tick before which no clock of the person can run out.
    ///
    /// The times of the platforms are fractions, compared by their cross products: one division for all of them.
    #[inline]
    pub fn due<const L: usize>(&self, agent: &Agent<P, L>, hazards: &Hazards<P, L>) -> Tick {
        let (ceilings, width) = (hazards.ceilings(), hazards.width());
        let (mut earliest, mut over) = (1.0, 0.0);
        for p in 0..P {
            let ceiling = &ceilings[p * width..][..width];
            let clock = agent.clock[p];
            let (time, hazard) = if agent.is_active(p) {
                let Factors { scale, terms } = agent.factors[p];
                let settled = f64::from(scale) * ceiling[Channels::<L>::CHURN]
                    + ceiling[Channels::<L>::OUTAGE]
                    + f64::from(terms[0]) * ceiling[Channels::<L>::PULL];
                let on_trial = settled + f64::from(scale) * ceiling[Channels::<L>::TRIAL];
                let trial = agent.since[p].saturating_add(self.trial[p]).saturating_sub(agent.last);
                let trial = f64::from(trial);
                let after = clock - on_trial * trial;
                if after > 0.0 { (trial * settled + after, settled) } else { (clock, on_trial) }
            } else {
                (clock, joining_hazard(agent, p, width, |channel| ceiling[channel]))
            };
            if time * over < earliest * hazard {
                (earliest, over) = (time, hazard);
            }
        }
        agent.last.saturating_add((earliest / over * CAUTION) as Tick)
    }
}

/// Whose users count on each platform; nothing where no platform counts another's.
fn compatible(market: &Market) -> Vec<Compatible> {
    let all = || market.platforms.iter().map(|platform| &platform.compatible);
    if all().all(Compatible::is_empty) { Vec::new() } else { all().cloned().collect() }
}

/// Takes rounding out of a predicted time: a prediction a little too early costs one look, one too late would be an error.
const CAUTION: f64 = 1.0 - 1e-9;

/// The largest share among the rivals of p that the person is active on; none when on no rival.
#[inline]
fn best_rival<const P: usize>(shares: &[f32; P], active: u8, p: usize) -> Option<f32> {
    let mut best = None;
    for (q, &share) in shares.iter().enumerate() {
        if q != p && active >> q & 1 == 1 {
            best = Some(best.map_or(share, |best: f32| best.max(share)));
        }
    }
    best
}

/// The hazard of joining platform p, given the hazards of its channels (over a span, or their ceilings).
#[inline]
fn joining_hazard<const P: usize, const L: usize>(
    agent: &Agent<P, L>,
    p: usize,
    width: usize,
    hazard: impl Fn(usize) -> f64,
) -> f64 {
    let Factors { scale, terms } = agent.factors[p];
    let mut sum = hazard(Channels::<L>::BASE);
    for (l, term) in terms.iter().enumerate() {
        sum += f64::from(*term) * hazard(Channels::<L>::LAYERS + l);
    }
    for channel in Channels::<L>::AUDIENCES..width {
        if agent.audiences >> (channel - Channels::<L>::AUDIENCES) & 1 == 1 {
            sum += hazard(channel);
        }
    }
    f64::from(scale) * sum
}
