//! The person's contacts, and what they do.

use std::collections::BTreeMap;

use super::whereabouts::Whereabouts;
use super::{Around, LayerAround, Meanwhile};
use crate::contacts::{ContactLayers, End, LayerKind};
use crate::engine::trajectory::Move;
use crate::market::{Circle, MAX_LAYERS, Market, Offer};
use crate::scenario::CountedContacts;
use crate::units::{LayerIndex, PersonIndex, PlatformIndex, Tick};

/// A stored contact.
pub struct Contact {
    pub person: PersonIndex,
    /// What it weighs in each layer; 0 where the two are no contacts.
    pub weights: [u32; MAX_LAYERS],
    /// The tick in which the contact enters the market.
    entry: Tick,
}

/// k and d as the rules see them: weights of users and of contacts, by layer.
pub struct Weighed {
    /// By platform and layer.
    pub users: Vec<[u32; MAX_LAYERS]>,
    /// By layer.
    pub contacts: [u32; MAX_LAYERS],
}

/// Everybody as seen by one person.
pub struct Others<'a> {
    pub market: &'a Market,
    pub layers: &'a ContactLayers,
    pub person: PersonIndex,
    pub contacts: Vec<Contact>,
    pub places: Whereabouts<'a>,
    /// Ticks of entry of all persons, ascending, where a layer is well mixed.
    entries: Vec<Tick>,
    /// The first moment that is not told of yet, and contacts who moved since, with the platforms that they were on before.
    untold: Tick,
    moved: BTreeMap<PersonIndex, u8>,
}

impl<'a> Others<'a> {
    /// The others before the first tick.
    pub fn new(market: &'a Market, layers: &'a ContactLayers, moves: &'a [Move], person: PersonIndex) -> Self {
        let contact = |&end: &End| {
            let other = layers.person(end);
            let of_layer = |layer: LayerIndex| match layers.kinds().get(layer) {
                Some(LayerKind::Stored(bit)) if layers.mask(end) >> bit & 1 == 1 => layers.weight(person, other, layer),
                _ => 0,
            };
            let entry = market.population.entry(other);
            Contact { person: other, weights: std::array::from_fn(of_layer), entry }
        };
        let contacts = layers.of(person).iter().map(contact).collect();
        let mut entries = Vec::new();
        if layers.kinds().contains(&LayerKind::WellMixed) {
            entries = (0..market.population.agents).map(|person| market.population.entry(person)).collect();
            entries.sort_unstable();
        }
        let places = Whereabouts::new(market, moves);
        Others { market, layers, person, contacts, places, entries, untold: 0, moved: BTreeMap::new() }
    }

    /// Follows the run up to the beginning of a tick, its calendar included.
    pub fn advance(&mut self, tick: Tick) {
        for step in self.places.follow(tick) {
            if step.person != self.person && self.is_contact(step.person) {
                self.moved.entry(step.person).or_insert(step.before);
            }
        }
    }

    fn is_contact(&self, other: PersonIndex) -> bool {
        self.knows_everybody() || self.contacts.binary_search_by_key(&other, |contact| contact.person).is_ok()
    }

    /// Whether some layer makes everybody a contact.
    fn knows_everybody(&self) -> bool {
        !self.entries.is_empty()
    }

    /// Whether everybody is a contact in a layer.
    pub fn is_mixed(&self, layer: LayerIndex) -> bool {
        self.layers.kinds()[layer] == LayerKind::WellMixed
    }

    /// Other persons in the market, or others who count in a well-mixed layer.
    fn others(&self, tick: Tick, counts: CountedContacts) -> u32 {
        let within = |entry: &Tick| counts == CountedContacts::All || *entry <= tick;
        let all = self.entries.partition_point(within) as u32;
        all - u32::from(!self.entries.is_empty() && within(&self.market.population.entry(self.person)))
    }

    /// Other users of a platform.
    fn other_users(&self, p: PlatformIndex) -> u32 {
        self.places.users(p) - u32::from(self.places.is_on(self.person, p))
    }

    /// What the rules see in a tick.
    pub fn weighed(&self, tick: Tick) -> Weighed {
        self.count(tick, |contact, layer| contact.weights[layer])
    }

    /// The contacts by the sets of platforms that they use, among so many in each layer that count.
    pub fn circle(&self, offers: &[Offer], known: &[u32; MAX_LAYERS]) -> Circle {
        let mut circle = Circle::default();
        for (l, &known) in known.iter().enumerate().take(self.market.layers.len()) {
            let seen_by = (0..offers.len()).fold(0, |seen_by, p| seen_by | ((offers[p].sees >> l & 1) << p) as u8);
            let size = (known, self.layers.unit(l));
            if self.is_mixed(l) {
                let others = (0..self.market.population.agents).filter(|other| *other != self.person);
                circle.add(seen_by, size, others.map(|other| (self.places.active(other), 1)));
            } else {
                let users = self.contacts.iter().map(|one| (self.places.active(one.person), one.weights[l]));
                circle.add(seen_by, size, users.filter(|(_, weight)| *weight > 0));
            }
        }
        circle
    }

    /// The contacts in a tick, in persons.
    pub fn around(&self, tick: Tick) -> Around {
        let platforms = self.market.platforms.len();
        let seen = self.count(tick, |contact, layer| contact.weights[layer].min(1));
        let layer = |l: LayerIndex| LayerAround {
            contacts: seen.contacts[l],
            users: seen.users.iter().map(|users| users[l]).collect(),
        };
        let mixed = self.knows_everybody();
        let here = |contact: &&Contact| contact.entry <= tick;
        let on = |p: PlatformIndex| self.contacts.iter().filter(|one| self.places.is_on(one.person, p)).count() as u32;
        Around {
            contacts: if mixed {
                self.others(tick, CountedContacts::Market)
            } else {
                self.contacts.iter().filter(here).count() as u32
            },
            users: (0..platforms).map(|p| if mixed { self.other_users(p) } else { on(p) }).collect(),
            layers: (0..self.market.layers.len()).map(layer).collect(),
        }
    }

    /// Counts users and contacts by layer, each stored contact as much as told.
    fn count(&self, tick: Tick, weight: impl Fn(&Contact, LayerIndex) -> u32) -> Weighed {
        let platforms = self.market.platforms.len();
        let mut seen = Weighed { users: vec![[0; MAX_LAYERS]; platforms], contacts: [0; MAX_LAYERS] };
        for (l, layer) in self.market.layers.iter().enumerate() {
            if self.is_mixed(l) {
                seen.contacts[l] = self.others(tick, layer.counts);
                seen.users.iter_mut().enumerate().for_each(|(p, users)| users[l] = self.other_users(p));
                continue;
            }
            for contact in &self.contacts {
                let weight = weight(contact, l);
                seen.contacts[l] += weight * u32::from(contact.entry <= tick || layer.counts == CountedContacts::All);
                for (p, users) in seen.users.iter_mut().enumerate() {
                    users[l] += weight * u32::from(self.places.is_on(contact.person, p));
                }
            }
        }
        seen
    }

    /// What the contacts did since this was asked last, up to the beginning of a tick.
    pub fn meanwhile(&mut self, tick: Tick) -> Meanwhile {
        let (since, platforms) = (self.untold, self.market.platforms.len());
        let fresh = |entry: Tick| (since..=tick).contains(&entry);
        let entered = if self.knows_everybody() {
            let before = self.entries.partition_point(|entry| *entry < since);
            let all = self.entries.partition_point(|entry| *entry <= tick) - before;
            all as u32 - u32::from(fresh(self.market.population.entry(self.person)))
        } else {
            self.contacts.iter().filter(|contact| fresh(contact.entry)).count() as u32
        };
        self.untold = tick + 1;
        let mut told =
            Meanwhile { entered, joined: vec![0; platforms], left: vec![0; platforms], down: vec![0.0; platforms] };
        for (other, before) in std::mem::take(&mut self.moved) {
            let after = self.places.active(other);
            for p in 0..platforms {
                told.joined[p] += u32::from((after & !before) >> p & 1);
                told.left[p] += u32::from((before & !after) >> p & 1);
            }
        }
        told
    }
}
