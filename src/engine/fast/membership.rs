//! Who belongs to the audiences, tick by tick: only those are touched who begin or cease to belong.
//!
//! A share that changes concerns the persons whose own numbers lie between the old share and the new one. They stand together
//! when persons are sorted by their numbers, which is done when a share changes for the first time.

use super::persons::Persons;
use super::run::Engine;
use crate::market::Market;
use crate::units::{PersonIndex, Tick};

/// One audience.
#[derive(Debug, Default)]
pub struct Membership {
    /// Its share of all persons in this tick.
    share: f64,
    /// The persons in the order in which they come to belong; empty until the share changes.
    order: Vec<PersonIndex>,
    /// Whether a campaign asks who is new.
    asked: bool,
    /// Persons in the market who belong to it in this tick and did not, or were not there, in the tick before; if somebody asks.
    pub(super) new: Vec<PersonIndex>,
}

impl Membership {
    /// The audiences of a market before the first tick.
    pub fn of(market: &Market) -> Vec<Membership> {
        let asked = (0..market.audiences.len()).map(|audience| market.bundles_for(audience));
        asked.map(|asked| Membership { asked, ..Membership::default() }).collect()
    }
}

impl<S: Persons> Engine<'_, S> {
    /// Brings the audiences to a tick: the clocks of those who begin or cease to belong run up to now with the old coefficients first.
    pub(super) fn read_audiences(&mut self, tick: Tick) {
        let market = self.market;
        for (a, audience) in market.audiences.iter().enumerate() {
            let membership = &mut self.memberships[a];
            membership.new.clear();
            let (old, share) = (membership.share, audience.share(tick));
            membership.share = share;
            // In the beginning nobody is in the market.
            if tick == 0 || old.to_bits() == share.to_bits() {
                continue;
            }
            if membership.order.is_empty() {
                membership.order = audience.order(market.population.agents);
            }
            let order = std::mem::take(&mut membership.order);
            for &person in audience.between(&order, old, share) {
                self.change_audience(person, a, tick);
            }
            self.memberships[a].order = order;
        }
    }

    /// A person begins or ceases to belong.
    fn change_audience(&mut self, person: PersonIndex, a: usize, tick: Tick) {
        if !self.persons.is_inside(person) {
            return;
        }
        let belongs = self.persons.change_audience(person, a, tick);
        if belongs && self.memberships[a].asked {
            self.memberships[a].new.push(person);
        }
    }

    /// The audiences of a person who enters the market, a bit each.
    pub(super) fn enter_audiences(&mut self, person: PersonIndex, tick: Tick) -> u8 {
        let mut audiences = 0;
        for (a, (audience, membership)) in self.market.audiences.iter().zip(&mut self.memberships).enumerate() {
            if audience.includes(person, membership.share) {
                audiences |= 1 << a;
                // Who is there from the start has had it before.
                if membership.asked && tick > 0 {
                    membership.new.push(person);
                }
            }
        }
        audiences
    }
}
