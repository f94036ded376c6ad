//! What the platforms offer in a tick, and the coefficients that depend on it.

use super::agent::{Count, OUTSIDE};
use super::run::Engine;
use crate::market::Offer;
use crate::units::{PersonIndex, Tick};

impl<const P: usize, const L: usize, C: Count> Engine<'_, P, L, C> {
    /// Reads the offers of a tick. Where they change coefficients, all clocks run up to now with the old ones first.
    pub(super) fn read_offers(&mut self, tick: Tick) {
        let offers = self.market.offers(&self.course, tick);
        let choosing = self.choosing.is_some();
        let coefficients = |offers: &[Offer]| -> Vec<(u32, u64, bool)> {
            offers.iter().map(|offer| (offer.sees, offer.stickiness.to_bits(), choosing && offer.open)).collect()
        };
        let changed = coefficients(&offers) != coefficients(&self.offers);
        if let Some(paths) = &mut self.paths {
            paths.offers.push(offers.clone());
        }
        self.offers = offers;
        if let Some(choosing) = &mut self.choosing {
            choosing.read(&self.offers);
        }
        if !changed {
            return;
        }
        for agent in self.agents.iter_mut().filter(|agent| agent.last != OUTSIDE) {
            self.rules.credit(agent, &self.hazards, tick);
        }
        for (p, offer) in self.offers.iter().enumerate() {
            self.rules.stickiness[p] = offer.stickiness;
            self.rules.sees[p] = 0;
            for (layer, bit) in self.bits.iter().enumerate() {
                if let Some(bit) = bit {
                    self.rules.sees[p] |= (offer.sees >> layer & 1) << bit;
                }
            }
        }
        for person in 0..self.agents.len() {
            if self.agents[person].last != OUTSIDE {
                self.mark(person as PersonIndex);
            }
        }
    }
    /// Divides the attention of those who invite, as the users stand when persons begin to live through the tick.
    pub(super) fn attend(&mut self) {
        let Some(attention) = self.market.attention else { return };
        let weights = attention.weights(&self.users[..self.offers.len()]);
        for (offer, weight) in self.offers.iter_mut().zip(weights) {
            offer.attend(weight);
        }
        self.hazards.attend(&weights);
    }
}
