//! What the platforms offer in a tick, and the coefficients that depend on it.

use super::General;
use super::agent::{Count, OUTSIDE};
use crate::engine::fast::run::Engine;
use crate::market::Offer;
use crate::units::{PersonIndex, Tick};

impl<const P: usize, const L: usize, C: Count> Engine<'_, General<P, L, C>> {
    /// Reads the offers of a tick. Where they change coefficients, all clocks run up to now with the old ones first.
    pub(super) fn read_coefficients(&mut self, tick: Tick) {
        let before = self.read_offers(tick);
        let choosing = self.persons.choosing.is_some();
        let coefficients = |offer: &Offer| (offer.sees, offer.stickiness.to_bits(), choosing && offer.open);
        let changed = !before.iter().map(coefficients).eq(self.offers.iter().map(coefficients));
        if let Some(choosing) = &mut self.persons.choosing {
            choosing.read(&self.offers);
        }
        if !changed {
            return;
        }
        for agent in self.persons.agents.iter_mut().filter(|agent| agent.last != OUTSIDE) {
            self.persons.rules.credit(agent, &self.persons.hazards, tick);
        }
        for (p, offer) in self.offers.iter().enumerate() {
            self.persons.rules.stickiness[p] = offer.stickiness;
            self.persons.rules.sees[p] = 0;
            for (layer, bit) in self.bits.iter().enumerate() {
                if let Some(bit) = bit {
                    self.persons.rules.sees[p] |= (offer.sees >> layer & 1) << bit;
                }
            }
        }
        for person in 0..self.persons.agents.len() {
            if self.persons.agents[person].last != OUTSIDE {
                self.persons.mark(person as PersonIndex);
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
        self.persons.hazards.attend(&weights);
    }
}
