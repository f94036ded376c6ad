//! Joining by invitation where not every active contact simply invites: a user invites for a time or once, users of compatible platforms
//! count, persons have thresholds, or groups of contacts are counted.
//!
//! Only a market that has any of this has an [`Inviting`], and each part of it only where some platform asks for it.

use super::General;
use super::agent::{Agent, Count, Factors, Known, Users};
use super::recent::Recent;
use crate::contacts::ContactLayers;
use crate::engine::fast::run::Engine;
use crate::market::{Contagion, Market, Platform, components, invitation};
use crate::units::{PersonIndex, Tick};

/// What invitations depend on besides the counts of all active contacts.
#[derive(Debug)]
pub struct Inviting<const P: usize, const L: usize, C> {
    /// Users who invite again and again, where that ends; otherwise all active ones do.
    lasting: Option<Recent<P, L, C>>,
    /// Users who have just joined, where each contact is invited once.
    fresh: Option<Recent<P, L, C>>,
    /// Groups of contacts by person, platform and layer, as of the last look, where they are counted.
    groups: Option<Vec<[[f32; L]; P]>>,
    /// The stored layers, in the order of their bits.
    stored: Vec<usize>,
}

impl<const P: usize, const L: usize, C: Count> Inviting<P, L, C> {
    /// What a market needs; `None` where every active contact simply invites, or nobody does. `stored` names the stored layers, in the order of their bits.
    pub fn new(market: &Market, stored: &[usize]) -> Option<Self> {
        let agents = market.population.agents;
        let any = |asks: fn(&Platform) -> bool| market.platforms.iter().any(asks);
        let ends = any(|platform| platform.invite_period < Tick::MAX);
        let once = any(|platform| platform.invite.iter().any(|invitation| invitation.once));
        let groups = any(|platform| platform.contagion == Contagion::Components);
        let persons = any(|platform| platform.contagion.looks_at_thresholds() || !platform.compatible.is_empty());
        let period = |p: usize| market.platforms.get(p).map_or(Tick::MAX, |platform| platform.invite_period);
        (market.choice.is_none() && (ends || once || groups || persons)).then(|| Inviting {
            lasting: ends.then(|| Recent::new(agents, std::array::from_fn(period))),
            fresh: once.then(|| Recent::new(agents, [invitation::ONCE; P])),
            groups: groups.then(|| vec![[[0.0; L]; P]; agents as usize]),
            stored: stored.to_vec(),
        })
    }

    /// Counts that change with each joining, and some time after it.
    pub fn recents(&mut self) -> impl Iterator<Item = &mut Recent<P, L, C>> {
        self.lasting.iter_mut().chain(&mut self.fresh)
    }

    /// Those who invite once, or again and again; `None` where all active users do.
    fn recent(&self, once: bool) -> Option<&Recent<P, L, C>> {
        if once { self.fresh.as_ref() } else { self.lasting.as_ref() }
    }

    /// Looks at a person: puts the kernels into the factors of joining, given what stands around.
    pub fn look(
        &mut self,
        (person, factors): (PersonIndex, &mut Factors<P, L>),
        (users, known): (&Users<P, L, C>, &Known<L, C>),
        (market, contacts): (&Market, &ContactLayers),
        agents: &[Agent<P, L>],
    ) {
        for (p, platform) in market.platforms.iter().enumerate() {
            for bit in 0..self.stored.len() {
                let layer = self.stored[bit];
                let once = platform.invite[layer].once;
                let term = if platform.contagion == Contagion::Components {
                    self.count_groups((person, p, bit), contacts, platform, agents)
                } else {
                    let users = self.recent(once).map_or(users, |recent| &recent.users[person as usize]);
                    let users = platform.compatible.count(p, |q| users[bit][q].value());
                    let threshold = platform.threshold.of(person);
                    platform.contagion.strength(users, known[bit].value(), contacts.unit(layer), threshold)
                };
                if !agents[person as usize].is_active(p) {
                    factors.terms[bit][p] = term;
                }
            }
        }
    }

    fn count_groups(
        &mut self,
        (person, p, bit): (PersonIndex, usize, usize),
        contacts: &ContactLayers,
        platform: &Platform,
        agents: &[Agent<P, L>],
    ) -> f32 {
        let layer = self.stored[bit];
        let recent = self.recent(platform.invite[layer].once);
        let uses = |other: PersonIndex, q: usize| match recent {
            Some(recent) => recent.counts(other, q),
            None => agents[other as usize].is_active(q),
        };
        let weight = |other| platform.compatible.weight(p, |q| uses(other, q));
        let number = components(contacts, person, layer, weight);
        if let Some(groups) = &mut self.groups {
            groups[person as usize][p][bit] = number;
        }
        number
    }
}

/// Whether somebody's joining over a well-mixed layer depends on more than what is the same for everybody: on the person's own
/// threshold, or on the platforms that the person uses, where those count.
pub(super) fn persons_differ_in_mixed_layers(market: &Market, bits: &[Option<usize>]) -> bool {
    let differs = |platform: &Platform| {
        platform.threshold.differs() || !(platform.compatible.is_empty() || platform.is_exclusive())
    };
    bits.contains(&None) && market.platforms.iter().any(differs)
}

impl<const P: usize, const L: usize, C: Count> Engine<'_, General<P, L, C>> {
    /// The kernel g of a person on a platform and in a layer, as things stood when the tick began. `before` are the platforms that the
    /// person was active on then.
    pub(super) fn contagion(&self, i: usize, p: usize, (layer, bit): (usize, Option<usize>), before: u8) -> f32 {
        let platform = &self.market.platforms[p];
        let groups = self.persons.inviting.as_ref().and_then(|inviting| inviting.groups.as_ref());
        if let (Contagion::Components, Some(bit), Some(groups)) = (platform.contagion, bit, groups) {
            return groups[i][p][bit];
        }
        let users = platform.compatible.count(p, |q| self.inviters(i, q, (layer, bit), (p, before)));
        let contacts = self.contacts_in(i, layer, bit);
        platform.contagion.strength(users, contacts, self.contacts.unit(layer), platform.threshold.of(i as PersonIndex))
    }

    /// Users of platform q among the contacts of a person who invite in the way of platform p.
    fn inviters(&self, i: usize, q: usize, (layer, bit): (usize, Option<usize>), (p, before): (usize, u8)) -> u32 {
        match (self.recent(p, layer), bit) {
            (None, _) => self.active_around(i, q, bit, before),
            (Some(recent), Some(bit)) => recent.users[i][bit][q].value(),
            (Some(recent), None) => recent.totals[q] - u32::from(recent.counts(i as PersonIndex, q)),
        }
    }

    /// The hazard of joining platform p by invitation over a well-mixed layer, for those who are on no platform that counts.
    pub(super) fn mixed_invitation(&self, p: usize, layer: usize) -> f64 {
        let platform = &self.market.platforms[p];
        let recent = self.recent(p, layer);
        let users = platform.compatible.count(p, |q| recent.map_or(self.users[q], |recent| recent.totals[q]));
        let (contacts, unit) = (self.mixed_contacts(layer), self.contacts.unit(layer));
        self.offers[p].invite[layer]
            * f64::from(platform.contagion.strength(users, contacts, unit, platform.threshold.of(0)))
    }

    /// Those who invite in the way of platform p over a layer; `None` where all active users do.
    fn recent(&self, p: usize, layer: usize) -> Option<&Recent<P, L, C>> {
        self.persons.inviting.as_ref()?.recent(self.market.platforms[p].invite[layer].once)
    }
}
