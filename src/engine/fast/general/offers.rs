//! What the platforms offer in a tick, and the coefficients that depend on it.

use super::General;
use super::agent::Count;
use crate::engine::fast::run::Engine;
use crate::market::Offer;
use crate::units::Tick;

impl<const P: usize, const L: usize, C: Count> Engine<'_, General<P, L, C>> {
    /// Reads the offers of a tick. Where they change coefficients, everybody is looked at again.
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
        let stickiness = |p: usize| self.offers.get(p).map_or(0.0, |offer| offer.stickiness);
        let sees = |p: usize| {
            let sees = self.offers.get(p).map_or(0, |offer| offer.sees);
            let seen = self.bits.iter().enumerate().filter_map(|(layer, bit)| Some((sees >> layer & 1) << (*bit)?));
            seen.fold(0, |seen, bit| seen | bit)
        };
        self.persons.rules.take(std::array::from_fn(stickiness), std::array::from_fn(sees));
        self.persons.changed.copy_from_slice(&self.persons.inside);
        self.persons.has_changed = true;
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
