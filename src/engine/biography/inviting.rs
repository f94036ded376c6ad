//! Who invites the person, what all of them amount to, and who of them it was.
//!
//! For the run it is enough that somebody invited. Who it was is drawn afterwards, in proportion to what each contact adds to the kernel g
//! of [`Contagion`]:
//!
//! - a contact adds the strength of the tie, in part where it counts for a [compatible](crate::market::Compatible) platform only;
//! - where groups count, each group adds what its heaviest member weighs, and its members share that by their weights;
//! - where the person has a threshold, all who invite tip it together. Told is the first of them, by the order of their arrival, with
//!   whom there are enough.

use super::around::Others;
use super::{Inviter, Inviting};
use crate::market::{Contagion, MAX_PLATFORMS, components, groups, invitation};
use crate::units::{LayerIndex, PersonIndex, PlatformIndex, Tick};

/// A platform, the layer over which it invites, and a tick.
#[derive(Debug, Clone, Copy)]
pub struct Channel {
    pub platform: PlatformIndex,
    pub layer: LayerIndex,
    pub tick: Tick,
}

/// A contact who invites.
struct Candidate {
    person: PersonIndex,
    /// What the contact adds to the kernel.
    adds: f64,
    /// The platform, and since when the contact is seen there.
    on: PlatformIndex,
    since: Tick,
}

impl Others<'_> {
    /// The kernel g, given d in the layer.
    pub fn kernel(&self, channel: Channel, contacts: u32) -> f32 {
        let platform = &self.market.platforms[channel.platform];
        if self.has_groups(channel) {
            return components(self.layers, self.person, channel.layer, |other| self.group_weight(other, channel));
        }
        let users = platform.compatible.count(channel.platform, |q| self.inviting_to(q, channel));
        self.strength(channel, users, contacts)
    }

    /// The contacts who invite, and what they amount to.
    pub fn inviting(&self, channel: Channel, contacts: u32) -> Inviting {
        let invite = |(person, weight): &(PersonIndex, u32)| self.adds(*person, *weight, channel) > 0.0;
        let persons = self.in_layer(channel.layer).filter(invite).count() as u32;
        Inviting { persons, kernel: self.kernel(channel, contacts).into() }
    }

    /// Who invited; nobody where the person's threshold is 0. `unit` is the draw, between 0 and 1.
    pub fn inviter(&self, channel: Channel, contacts: u32, unit: f64) -> Option<Inviter> {
        let candidates = self.candidates(channel);
        if self.market.platforms[channel.platform].contagion.looks_at_thresholds() {
            return self.tipping(candidates, channel, contacts);
        }
        let mut left = unit * candidates.iter().map(|one| one.adds).sum::<f64>();
        let chosen = candidates.iter().find(|one| {
            left -= one.adds;
            left < 0.0
        });
        let Candidate { person, on, since, .. } = *chosen.or(candidates.last())?;
        Some(Inviter { person, on, since, nth: None })
    }

    /// The first of those who invite, by their arrival, with whom the threshold is reached.
    fn tipping(&self, mut candidates: Vec<Candidate>, channel: Channel, contacts: u32) -> Option<Inviter> {
        let platform = &self.market.platforms[channel.platform];
        let enough = |counts: &[u32; MAX_PLATFORMS]| {
            let users = platform.compatible.count(channel.platform, |q| counts[q]);
            self.strength(channel, users, contacts) > 0.0
        };
        let mut counts = [0; MAX_PLATFORMS];
        if enough(&counts) {
            return None;
        }
        candidates.sort_by_key(|one| (one.since, one.person));
        for (before, &Candidate { person, on, since, .. }) in candidates.iter().enumerate() {
            let weight = self.layers.weight(self.person, person, channel.layer);
            for (q, count) in counts.iter_mut().enumerate().take(self.market.platforms.len()) {
                *count += weight * u32::from(self.invites(person, q, channel));
            }
            if enough(&counts) {
                return Some(Inviter { person, on, since, nth: Some(before as u32 + 1) });
            }
        }
        None
    }

    fn strength(&self, channel: Channel, users: f32, contacts: u32) -> f32 {
        let platform = &self.market.platforms[channel.platform];
        let unit = self.layers.unit(channel.layer);
        platform.contagion.strength(users, contacts, unit, platform.threshold.of(self.person))
    }

    /// Whether groups are told apart; where everybody knows everybody, there is one.
    fn has_groups(&self, channel: Channel) -> bool {
        let contagion = self.market.platforms[channel.platform].contagion;
        contagion == Contagion::Components && !self.is_mixed(channel.layer)
    }

    /// The contacts in a layer, with what they weigh there.
    fn in_layer(&self, layer: LayerIndex) -> Box<dyn Iterator<Item = (PersonIndex, u32)> + '_> {
        if self.is_mixed(layer) {
            let others = (0..self.market.population.agents).filter(|&other| other != self.person);
            return Box::new(others.map(|other| (other, 1)));
        }
        let stored = self.contacts.iter().map(move |contact| (contact.person, contact.weights[layer]));
        Box::new(stored.filter(|(_, weight)| *weight > 0))
    }

    /// For how long users of platform q invite in the way of a channel.
    fn period(&self, q: PlatformIndex, Channel { platform, layer, .. }: Channel) -> Tick {
        let once = self.market.platforms[platform].invite[layer].once;
        if once { invitation::ONCE } else { self.market.platforms[q].invite_period }
    }

    /// Whether a user of platform q invites in the way of a channel.
    fn invites(&self, other: PersonIndex, q: PlatformIndex, channel: Channel) -> bool {
        self.places.invites(other, q, self.period(q, channel), channel.tick)
    }

    /// Users of platform q among the contacts who invite in the way of a channel, by their weights.
    fn inviting_to(&self, q: PlatformIndex, channel: Channel) -> u32 {
        if self.is_mixed(channel.layer) {
            let all = self.places.inviting(q, self.period(q, channel), channel.tick);
            return all - u32::from(self.invites(self.person, q, channel));
        }
        let inviting = self.in_layer(channel.layer).filter(|(other, _)| self.invites(*other, q, channel));
        inviting.map(|(_, weight)| weight).sum()
    }

    /// What a contact adds to k̂, or weighs in its group.
    fn adds(&self, other: PersonIndex, weight: u32, channel: Channel) -> f64 {
        if self.has_groups(channel) {
            return self.group_weight(other, channel).into();
        }
        let compatible = &self.market.platforms[channel.platform].compatible;
        compatible.count(channel.platform, |q| weight * u32::from(self.invites(other, q, channel))).into()
    }

    fn group_weight(&self, other: PersonIndex, channel: Channel) -> f32 {
        let compatible = &self.market.platforms[channel.platform].compatible;
        compatible.weight(channel.platform, |q| self.invites(other, q, channel))
    }

    fn candidates(&self, channel: Channel) -> Vec<Candidate> {
        let all = self.in_layer(channel.layer).map(|(person, weight)| (person, self.adds(person, weight, channel)));
        let mut inviting: Vec<(PersonIndex, f64)> = all.filter(|(_, adds)| *adds > 0.0).collect();
        if self.has_groups(channel) {
            inviting = self.shared_out(&inviting, channel);
        }
        inviting.into_iter().map(|(person, adds)| self.candidate(person, adds, channel)).collect()
    }

    /// What each group adds, shared out among its members by their weights.
    fn shared_out(&self, weights: &[(PersonIndex, f64)], channel: Channel) -> Vec<(PersonIndex, f64)> {
        let groups = groups(self.layers, self.person, channel.layer, |other| self.group_weight(other, channel));
        let weight = |person: &PersonIndex| {
            weights.binary_search_by_key(person, |one| one.0).map_or(0.0, |position| weights[position].1)
        };
        let shares = groups.into_iter().flat_map(|group| {
            let (heaviest, sum) =
                group.iter().map(weight).fold((0.0, 0.0), |(most, sum), one| (f64::max(most, one), sum + one));
            group.into_iter().map(move |person| (person, heaviest * weight(&person) / sum)).collect::<Vec<_>>()
        });
        shares.collect()
    }

    /// Told by the platform itself if the contact invites from there, else by the compatible one that counts most.
    fn candidate(&self, person: PersonIndex, adds: f64, channel: Channel) -> Candidate {
        let own = channel.platform;
        let compatible = &self.market.platforms[own].compatible;
        let counts = |q: PlatformIndex| compatible.weight(own, |other| other == q && self.invites(person, q, channel));
        let later = (0..self.market.platforms.len()).rev();
        let on = later.max_by(|a, b| counts(*a).total_cmp(&counts(*b))).unwrap_or(own);
        let on = if self.invites(person, own, channel) { own } else { on };
        Candidate { person, adds, on, since: self.places.since(person, on) }
    }
}
