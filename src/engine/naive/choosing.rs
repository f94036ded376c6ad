//! Where persons choose, and where platforms compete for attention.

use super::{Naive, Surroundings};
use crate::contacts::LayerKind;
use crate::market::{Choice, Circle, MAX_LAYERS, Offer, Revision};
use crate::units::PersonIndex;

impl Naive<'_> {
    /// Divides the attention of those who invite, as the users stand when persons begin to live through the tick.
    pub(super) fn attend(&self, offers: &mut [Offer]) {
        let Some(attention) = self.market.attention else { return };
        let active: Vec<u32> = (0..offers.len()).map(|p| self.recorder.active(p)).collect();
        for (offer, weight) in offers.iter_mut().zip(attention.weights(&active)) {
            offer.attend(weight);
        }
    }

    /// What a person does who thinks again; nothing where nobody does.
    pub(super) fn revision(&self, person: PersonIndex, offers: &[Offer], around: &Surroundings) -> Revision {
        let active = self.people[person as usize].active_set();
        let open = (0..offers.len()).fold(0, |open, p| open | u8::from(offers[p].open) << p);
        match &self.market.choice {
            None => Revision::default(),
            Some(Choice::Logit(rule)) => rule.revision(active, open, |p| self.share(p, offers, around)),
            Some(Choice::BestResponse(rule)) => rule.revision(active, open, &around.circle),
        }
    }

    /// The contacts of a person by the sets of platforms that they use, where the rule of choice looks at those.
    pub(super) fn circle(&self, person: PersonIndex, offers: &[Offer], known: &[u32; MAX_LAYERS]) -> Circle {
        let mut circle = Circle::default();
        if !matches!(self.market.choice, Some(Choice::BestResponse(_))) {
            return circle;
        }
        for (l, &known) in known.iter().enumerate().take(self.market.layers.len()) {
            let seen_by = (0..offers.len()).fold(0, |seen_by, p| seen_by | ((offers[p].sees >> l & 1) << p) as u8);
            let uses =
                |other: PersonIndex| (self.people[other as usize].active_set(), self.contacts.weight(person, other, l));
            let size = (known, self.contacts.unit(l));
            if self.contacts.kinds()[l] == LayerKind::WellMixed {
                let others = (0..self.market.population.agents).filter(|&other| other != person);
                circle.add(seen_by, size, others.map(uses));
            } else {
                circle.add(seen_by, size, self.contacts.in_layer(person, l).map(uses));
            }
        }
        circle
    }
}
