//! Where persons choose: what a person does who thinks again, and what a look at the contacts needs for it.
//!
//! Nobody invites then and no rival pulls, so that the channels of the first layer and of pull are free for choice: their hazards are those of
//! thinking again, their factors the parts of the platforms. Only a market with a rule of choice has a [`Choosing`].

use super::General;
use super::agent::{Count, Factors};
use crate::engine::fast::persons::Moved;
use crate::engine::fast::run::Engine;
use crate::market::{Choice, Circle, Market, Offer, Revision};
use crate::units::{PersonIndex, Tick};

/// What choices depend on besides the counts of contacts.
#[derive(Debug)]
pub struct Choosing {
    /// The platforms that are open, a bit each.
    open: u8,
    /// Who uses what, where the rule looks at sets of platforms.
    sets: Option<Sets>,
}

/// The platforms that each person uses, as contacts see it: from the beginning of a tick on.
#[derive(Debug)]
struct Sets {
    /// By person, a bit each.
    of: Vec<u8>,
    /// Number of persons by set; of the empty one 0.
    totals: [u32; 1 << u8::BITS],
}

impl Choosing {
    /// What a market needs; `None` where persons follow invitations.
    pub fn new(market: &Market) -> Option<Choosing> {
        let sets = match market.choice.as_ref()? {
            Choice::Logit(_) => None,
            Choice::BestResponse(_) => {
                Some(Sets { of: vec![0; market.population.agents as usize], totals: [0; 1 << u8::BITS] })
            }
        };
        Some(Choosing { open: 0, sets })
    }

    /// Reads which platforms are open.
    pub fn read(&mut self, offers: &[Offer]) {
        self.open = offers.iter().enumerate().fold(0, |open, (p, offer)| open | u8::from(offer.open) << p);
    }

    /// What happened reaches the contacts.
    pub fn settle(&mut self, moved: &[Moved]) {
        let Some(Sets { of, totals }) = &mut self.sets else { return };
        for one in moved {
            let set = &mut of[one.person as usize];
            totals[usize::from(*set)] -= u32::from(*set != 0);
            *set = one.after;
            totals[usize::from(*set)] += u32::from(*set != 0);
        }
    }
}

impl<const P: usize, const L: usize, C: Count> Engine<'_, General<P, L, C>> {
    /// What a person does who thinks again; none where persons follow invitations. `before` are the platforms that the person was active on
    /// when the tick began.
    pub(super) fn revision(&self, i: usize, before: u8) -> Option<Revision> {
        let choosing = self.persons.choosing.as_ref()?;
        let active = self.persons.agents[i].active;
        Some(match self.market.choice.as_ref()? {
            Choice::Logit(rule) => rule.revision(active, choosing.open, |p| self.share(i, p, before)),
            Choice::BestResponse(rule) => {
                let sets = choosing.sets.as_ref()?;
                rule.revision(active, choosing.open, &self.circle(i, sets))
            }
        })
    }

    /// Looks at a person: puts the parts of the platforms into the factors.
    pub(super) fn look_for_choice(&self, i: usize, factors: &mut Factors<P, L>) {
        let Some(revision) = self.revision(i, self.persons.agents[i].active) else { return };
        factors.terms[0] = std::array::from_fn(|p| revision.part(p));
    }

    /// Whether it is by choice that a user leaves, as the hazards have it.
    pub(super) fn leaves_by_choice(&self, i: usize, p: usize, tick: Tick, before: u8, revision: &Revision) -> bool {
        let causes = [self.leaving(i, p, tick, before), revision.leaving(p, &self.offers[p])];
        let transitions = u32::from(self.persons.agents[i].transitions[p]);
        self.clocks[p].cause(i as PersonIndex, transitions, causes.into_iter()) == 1
    }

    /// The contacts of a person by the sets of platforms that they use.
    fn circle(&self, i: usize, sets: &Sets) -> Circle {
        let mut circle = Circle::default();
        for (layer, bit) in self.bits.iter().enumerate() {
            let sees = |p: usize| ((self.offers[p].sees >> layer & 1) << p) as u8;
            let seen_by = (0..self.offers.len()).fold(0, |seen_by, p| seen_by | sees(p));
            let size = (self.contacts_in(i, layer, *bit), self.contacts.unit(layer));
            if bit.is_some() {
                let person = i as PersonIndex;
                let uses = |other: PersonIndex| (sets.of[other as usize], self.contacts.weight(person, other, layer));
                circle.add(seen_by, size, self.contacts.in_layer(person, layer).map(uses));
            } else {
                let others = |(set, total): (u8, u32)| (set, total - u32::from(set != 0 && set == sets.of[i]));
                circle.add(seen_by, size, (0..=u8::MAX).zip(sets.totals).map(others));
            }
        }
        circle
    }
}
