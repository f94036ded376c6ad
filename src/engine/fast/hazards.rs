//! Hazards over time as running sums, so that the hazard of any span of ticks is one subtraction; and their ceilings, so that
//! a tick can be named before which a clock cannot run out.
//!
//! The hazard of a person is a sum of channels, each a hazard that holds for everybody times a coefficient of the person that stays the
//! same until a contact or the person changes. With the running sum S(t) = Σ_{s<t} h(s) of a channel, the hazard of ticks a to b − 1 is
//! coefficient · (S(b) − S(a)).

use crate::market::{Course, Market, Offer};
use crate::units::Tick;

/// How far ahead ceilings look [tick].
const HORIZON: usize = 32;
/// A ceiling is lowered when the hazards ahead stay below this share of it.
const LOWER: f64 = 0.75;
/// By how much the ceiling of a hazard that depends on the state of the market is raised above it.
const HEADROOM: f64 = 1.25;

/// Which channel of a platform stands where among the channels of a platform: first the base of joining, then joining over each of L stored
/// layers, then what makes users leave, then joining by campaigns on each audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Channels<const L: usize>;

impl<const L: usize> Channels<L> {
    /// Joining by media and by invitation in well-mixed layers: the same for everybody.
    pub const BASE: usize = 0;
    /// Joining by invitation over the first stored layer; the others follow. Where persons choose, joining by choice.
    pub const LAYERS: usize = 1;
    /// Leaving.
    pub const CHURN: usize = 1 + L;
    /// Leaving in addition while on trial.
    pub const TRIAL: usize = 2 + L;
    /// Leaving because of outages.
    pub const OUTAGE: usize = 3 + L;
    /// Leaving for a rival; where persons choose, leaving by choice.
    pub const PULL: usize = 4 + L;
    /// Joining by campaigns on the first audience; the others follow.
    pub const AUDIENCES: usize = 5 + L;
}

/// The hazards of all channels of all platforms.
#[derive(Debug)]
pub struct Hazards<const P: usize, const L: usize> {
    /// Number of channels of a platform.
    width: usize,
    /// Number of channels of all P platforms; those that the market does not have are all 0.
    row: usize,
    /// The stored layers, in the order of their bits.
    stored: Vec<usize>,
    /// What the calendar alone says, as far as the course is known: a ring of the ticks from now on, as many as ceilings look ahead.
    planned: Vec<f64>,
    /// First tick that is not planned yet.
    unplanned: Tick,
    /// Number of ticks of the run.
    ticks: Tick,
    /// This tick: planned, plus well-mixed invitations.
    now: Vec<f64>,
    /// The highest planned hazard of each channel from now on.
    ahead: Vec<f64>,
    /// Running sums, up to the beginning of this tick or the next.
    sums: Vec<f64>,
    /// No hazard exceeds its ceiling until [`Hazards::begin`] says so.
    ceiling: Vec<f64>,
    /// The part of the base ceilings that is for well-mixed invitations, by platform.
    mixed_ceiling: Vec<f64>,
    /// What the invitations of each platform are multiplied with in this tick, and a ceiling of it; empty where platforms do not compete for
    /// attention.
    attention: Vec<(f64, f64)>,
}

impl<const P: usize, const L: usize> Hazards<P, L> {
    /// The hazards of a market, before anything is planned. `stored` names the layers that are stored, in the order of their bits.
    pub fn new(market: &Market, stored: &[usize]) -> Self {
        let width = Channels::<L>::AUDIENCES + market.audiences.len();
        let row = width * P;
        let mut sums = Vec::with_capacity(row * (market.ticks() as usize + 1));
        sums.resize(row, 0.0);
        Hazards {
            width,
            row,
            stored: stored.to_vec(),
            planned: vec![0.0; row * HORIZON],
            unplanned: 0,
            ticks: market.ticks(),
            now: vec![0.0; row],
            ahead: vec![0.0; row],
            sums,
            ceiling: vec![0.0; row],
            mixed_ceiling: vec![0.0; P],
            attention: vec![(0.0, 0.0); if market.attention.is_some() { P } else { 0 }],
        }
    }

    /// Plans the ticks from this one on, as far ahead as ceilings look; all of them anew where the course has changed.
    pub fn plan(&mut self, market: &Market, course: &Course, tick: Tick, changed: bool) {
        let from = if changed { tick } else { self.unplanned.max(tick) };
        self.unplanned = tick.saturating_add(HORIZON as Tick).min(self.ticks).max(from);
        for tick in from..self.unplanned {
            let row = &mut self.planned[tick as usize % HORIZON * self.row..][..self.row];
            for (platform, channels) in market.platforms.iter().zip(row.chunks_exact_mut(self.width)) {
                let offer = Offer::new(platform, course, tick, market.tick_days());
                channels[Channels::<L>::BASE] = offer.media;
                for (channel, &layer) in channels[Channels::<L>::LAYERS..].iter_mut().zip(&self.stored) {
                    *channel = offer.invite[layer];
                }
                if market.choice.is_some() {
                    channels[Channels::<L>::LAYERS] = offer.choice;
                }
                channels[Channels::<L>::CHURN] = offer.churn;
                channels[Channels::<L>::TRIAL] = offer.trial_churn;
                channels[Channels::<L>::OUTAGE] = offer.outage;
                channels[Channels::<L>::PULL] = offer.pull + offer.second_thoughts;
                for (channel, &seeding) in channels[Channels::<L>::AUDIENCES..].iter_mut().zip(&offer.seeding) {
                    *channel = seeding;
                }
            }
        }
    }

    /// Takes the platforms' weights in the attention, before a tick begins; it is no part of the plan, for it follows from the users.
    pub fn attend(&mut self, weights: &[f64]) {
        for ((now, ceiling), &weight) in self.attention.iter_mut().zip(weights) {
            *now = weight;
            if weight > *ceiling || weight < *ceiling / (HEADROOM * HEADROOM) {
                *ceiling = (weight * HEADROOM).min(1.0);
            }
        }
    }

    /// Where the plan of a tick begins in the ring.
    fn place(&self, tick: Tick) -> usize {
        tick as usize % HORIZON * self.row
    }

    /// Begins a tick, given the hazard of joining by well-mixed invitations for each platform. True when a hazard has risen above
    /// its ceiling: then everybody's next tick must be named anew.
    pub fn begin(&mut self, tick: Tick, mixed: &[f64]) -> bool {
        let from = self.place(tick);
        self.now.copy_from_slice(&self.planned[from..from + self.row]);
        self.look_ahead(tick);
        let mut risen = false;
        for channel in 0..self.row {
            let platform = channel / self.width;
            let mut ahead = self.ahead[channel];
            let is_layer = (Channels::<L>::LAYERS..Channels::<L>::CHURN).contains(&(channel % self.width));
            if let Some((weight, ceiling)) = self.attention.get(platform).filter(|_| is_layer) {
                self.now[channel] *= weight;
                ahead *= ceiling;
            }
            if let Some(&mixed) = mixed.get(platform)
                && channel % self.width == Channels::<L>::BASE
            {
                self.now[channel] += mixed;
                let ceiling = &mut self.mixed_ceiling[platform];
                if mixed > *ceiling || mixed < *ceiling / (HEADROOM * HEADROOM) {
                    *ceiling = mixed * HEADROOM;
                }
                ahead += *ceiling;
            }
            debug_assert!(ahead >= self.now[channel]);
            risen |= self.now[channel] > self.ceiling[channel];
            if self.now[channel] > self.ceiling[channel] || ahead < LOWER * self.ceiling[channel] {
                self.ceiling[channel] = ahead;
            }
        }
        risen
    }

    /// Tick by tick, so that many channels are compared at once.
    fn look_ahead(&mut self, tick: Tick) {
        self.ahead.fill(0.0);
        for t in tick..self.unplanned {
            let planned = &self.planned[self.place(t)..][..self.row];
            for (most, &planned) in self.ahead.iter_mut().zip(planned) {
                *most = if planned > *most { planned } else { *most };
            }
        }
    }

    /// Ends a tick: its hazards are added to the running sums.
    pub fn end(&mut self) {
        let last = self.sums.len() - self.row;
        for channel in 0..self.row {
            self.sums.push(self.sums[last + channel] + self.now[channel]);
        }
    }

    /// The running sums of all platforms at the beginning of a tick, one platform after the other.
    #[inline]
    pub fn sums(&self, tick: Tick) -> &[f64] {
        let from = tick as usize * self.row;
        &self.sums[from..from + self.row]
    }

    /// The hazards of this tick, one platform after the other.
    #[inline]
    pub fn now(&self) -> &[f64] {
        &self.now
    }

    /// The ceilings of all platforms, one platform after the other.
    #[inline]
    pub fn ceilings(&self) -> &[f64] {
        &self.ceiling
    }

    /// Number of channels of a platform.
    #[inline]
    pub fn width(&self) -> usize {
        self.width
    }
}
