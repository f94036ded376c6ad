//! Hazards over time as running sums, so that the hazard of any span of ticks is one subtraction; and their ceilings, so that
//! a tick can be named before which a clock cannot run out.
//!
//! The hazard of a person is a sum of channels, each a hazard that holds for everybody times a coefficient of the person that stays the
//! same until a contact or the person changes. With the running sum S(t) = Σ_{s<t} h(s) of a channel, the hazard of ticks a to b − 1 is
//! coefficient · (S(b) − S(a)).

use crate::market::{Market, Offer};
use crate::units::Tick;

/// How far ahead ceilings look [tick].
const HORIZON: usize = 32;
/// A ceiling is lowered when the hazards ahead stay below this share of it.
const LOWER: f64 = 0.75;
/// By how much the ceiling of a hazard that depends on the state of the market is raised above it.
const HEADROOM: f64 = 1.25;

/// Which channel of a platform stands where: base, audiences, stored layers, then what makes users leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Channels {
    audiences: usize,
    stored: usize,
}

impl Channels {
    /// Joining by media and by invitation in well-mixed layers: the same for everybody.
    pub const BASE: usize = 0;
    /// Joining by campaigns on an audience.
    #[inline]
    #[expect(clippy::unused_self, reason = "channels are named alike, wherever they stand")]
    pub fn audience(self, audience: usize) -> usize {
        1 + audience
    }
    /// Joining by invitation over a stored layer.
    #[inline]
    pub fn layer(self, bit: usize) -> usize {
        1 + self.audiences + bit
    }
    /// Leaving: churn, trial churn, outage, pull follow each other.
    #[inline]
    pub fn churn(self) -> usize {
        1 + self.audiences + self.stored
    }
    /// Leaving in addition while on trial.
    #[inline]
    pub fn trial(self) -> usize {
        self.churn() + 1
    }
    /// Leaving because of outages.
    #[inline]
    pub fn outage(self) -> usize {
        self.churn() + 2
    }
    /// Leaving for a rival.
    #[inline]
    pub fn pull(self) -> usize {
        self.churn() + 3
    }
    /// Number of channels of a platform.
    #[inline]
    pub fn width(self) -> usize {
        self.churn() + 4
    }
    /// Number of stored layers.
    #[inline]
    pub fn stored(self) -> usize {
        self.stored
    }
    /// Number of audiences.
    #[inline]
    pub fn audiences(self) -> usize {
        self.audiences
    }
}

/// The hazards of all channels of all platforms.
#[derive(Debug)]
pub struct Hazards {
    /// Where the channels stand.
    pub channels: Channels,
    row: usize,
    /// What the calendar alone says, by tick.
    planned: Vec<f64>,
    /// This tick: planned, plus well-mixed invitations.
    now: Vec<f64>,
    /// Running sums, up to the beginning of this tick or the next.
    sums: Vec<f64>,
    /// No hazard exceeds its ceiling until [`Hazards::begin`] says so.
    ceiling: Vec<f64>,
    /// The part of the base ceilings that is for well-mixed invitations, by platform.
    mixed_ceiling: Vec<f64>,
}

impl Hazards {
    /// The hazards that the calendar plans. `stored` names the layers that are stored, in the order of their bits.
    pub fn new(market: &Market, stored: &[usize]) -> Hazards {
        let channels = Channels { audiences: market.audiences.len(), stored: stored.len() };
        let row = channels.width() * market.platforms.len();
        let mut planned = Vec::with_capacity(row * market.ticks() as usize);
        for tick in 0..market.ticks() {
            for platform in &market.platforms {
                let offer = Offer::new(platform, tick, market.tick_days());
                planned.push(offer.media);
                planned.extend_from_slice(&offer.seeding[..channels.audiences]);
                planned.extend(stored.iter().map(|&layer| offer.invite[layer]));
                planned.extend([offer.churn, offer.trial_churn, offer.outage, offer.pull]);
            }
        }
        let mut sums = Vec::with_capacity(row * (market.ticks() as usize + 1));
        sums.resize(row, 0.0);
        Hazards {
            channels,
            row,
            planned,
            now: vec![0.0; row],
            sums,
            ceiling: vec![0.0; row],
            mixed_ceiling: vec![0.0; market.platforms.len()],
        }
    }

    /// Begins a tick, given the hazard of joining by well-mixed invitations for each platform. True when a hazard has risen above
    /// its ceiling: then everybody's next tick must be named anew.
    pub fn begin(&mut self, tick: Tick, mixed: &[f64]) -> bool {
        let from = tick as usize * self.row;
        self.now.copy_from_slice(&self.planned[from..from + self.row]);
        let mut risen = false;
        for channel in 0..self.row {
            let platform = channel / self.channels.width();
            let mut ahead = self.ahead(channel, tick);
            let planned = self.now[channel];
            if channel % self.channels.width() == Channels::BASE {
                self.now[channel] += mixed[platform];
                let ceiling = &mut self.mixed_ceiling[platform];
                if mixed[platform] > *ceiling || mixed[platform] < *ceiling / (HEADROOM * HEADROOM) {
                    *ceiling = mixed[platform] * HEADROOM;
                }
                ahead += *ceiling;
            }
            debug_assert!(ahead >= planned);
            risen |= self.now[channel] > self.ceiling[channel];
            if self.now[channel] > self.ceiling[channel] || ahead < LOWER * self.ceiling[channel] {
                self.ceiling[channel] = ahead;
            }
        }
        risen
    }

    fn ahead(&self, channel: usize, tick: Tick) -> f64 {
        let ticks = self.planned.len() / self.row;
        let until = (tick as usize + HORIZON).min(ticks);
        (tick as usize..until).map(|t| self.planned[t * self.row + channel]).fold(0.0, f64::max)
    }

    /// Ends a tick: its hazards are added to the running sums.
    pub fn end(&mut self) {
        let last = self.sums.len() - self.row;
        for channel in 0..self.row {
            self.sums.push(self.sums[last + channel] + self.now[channel]);
        }
    }

    /// The running sums of a platform at the beginning of a tick.
    #[inline]
    pub fn sums(&self, tick: Tick, platform: usize) -> &[f64] {
        let from = tick as usize * self.row + platform * self.channels.width();
        &self.sums[from..from + self.channels.width()]
    }

    /// The ceilings of a platform.
    #[inline]
    pub fn ceiling(&self, platform: usize) -> &[f64] {
        let from = platform * self.channels.width();
        &self.ceiling[from..from + self.channels.width()]
    }
}
