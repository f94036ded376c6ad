//! The person's contacts, and what they do.

use std::collections::BTreeMap;

use super::{Around, Inviter, LayerAround, Meanwhile};
use crate::contacts::{ContactLayers, End, LayerKind};
use crate::engine::trajectory::Move;
use crate::market::{MAX_LAYERS, MAX_PLATFORMS, Market};
use crate::rng::unit;
use crate::scenario::CountedContacts;
use crate::units::{LayerIndex, PersonIndex, PlatformIndex, Tick};

/// A stored contact.
struct Contact {
    person: PersonIndex,
    /// What it weighs in each layer; 0 where the two are no contacts.
    weights: [u32; MAX_LAYERS],
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

/// Everybody as seen by one person: the contacts, and the state of the market as far as the run has been followed.
pub struct Others<'a> {
    market: &'a Market,
    layers: &'a ContactLayers,
    person: PersonIndex,
    contacts: Vec<Contact>,
    /// Moves that have not happened yet.
    moves: &'a [Move],
    /// Platforms that everybody is active on, a bit each.
    active: Vec<u8>,
    /// Active persons on each platform.
    users: [u32; MAX_PLATFORMS],
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
        Others {
            market,
            layers,
            person,
            contacts,
            moves,
            active: vec![0; market.population.agents as usize],
            users: [0; MAX_PLATFORMS],
            entries,
            untold: 0,
            moved: BTreeMap::new(),
        }
    }

    /// Follows the run up to the beginning of a tick, launches included.
    pub fn advance(&mut self, tick: Tick) {
        let now = self.moves.iter().take_while(|step| step.tick <= tick).count();
        let (happened, later) = self.moves.split_at(now);
        self.moves = later;
        for step in happened {
            self.active[step.person as usize] = step.after;
            for (p, users) in self.users.iter_mut().enumerate() {
                *users = *users + u32::from(step.after >> p & 1) - u32::from(step.before >> p & 1);
            }
            if step.person != self.person && self.is_contact(step.person) {
                self.moved.entry(step.person).or_insert(step.before);
            }
        }
    }

    fn is_contact(&self, other: PersonIndex) -> bool {
        self.is_mixed() || self.contacts.binary_search_by_key(&other, |contact| contact.person).is_ok()
    }

    /// Whether some layer makes everybody a contact.
    fn is_mixed(&self) -> bool {
        !self.entries.is_empty()
    }

    fn is_on(&self, other: PersonIndex, p: PlatformIndex) -> bool {
        self.active[other as usize] >> p & 1 == 1
    }

    /// Other persons in the market, and others who count in a well-mixed layer.
    fn others(&self, tick: Tick, counts: CountedContacts) -> u32 {
        let within = |entry: &Tick| counts == CountedContacts::All || *entry <= tick;
        let all = self.entries.partition_point(within) as u32;
        all - u32::from(!self.entries.is_empty() && within(&self.market.population.entry(self.person)))
    }

    /// Other users of a platform.
    fn other_users(&self, p: PlatformIndex) -> u32 {
        self.users[p] - u32::from(self.is_on(self.person, p))
    }

    /// What the rules see in a tick.
    pub fn weighed(&self, tick: Tick) -> Weighed {
        let mut seen = Weighed { users: vec![[0; MAX_LAYERS]; self.market.platforms.len()], contacts: [0; MAX_LAYERS] };
        self.count(tick, |contact, layer| contact.weights[layer], &mut seen);
        seen
    }

    /// The contacts in a tick, in persons.
    pub fn around(&self, tick: Tick) -> Around {
        let platforms = self.market.platforms.len();
        let mut seen = Weighed { users: vec![[0; MAX_LAYERS]; platforms], contacts: [0; MAX_LAYERS] };
        self.count(tick, |contact, layer| contact.weights[layer].min(1), &mut seen);
        let layer = |l: LayerIndex| LayerAround {
            contacts: seen.contacts[l],
            users: seen.users.iter().map(|users| users[l]).collect(),
        };
        let on = |p: PlatformIndex| self.contacts.iter().filter(|contact| self.is_on(contact.person, p)).count() as u32;
        let mixed = self.is_mixed();
        Around {
            contacts: if mixed {
                self.others(tick, CountedContacts::Market)
            } else {
                self.contacts.iter().filter(|contact| contact.entry <= tick).count() as u32
            },
            users: (0..platforms).map(|p| if mixed { self.other_users(p) } else { on(p) }).collect(),
            layers: (0..self.market.layers.len()).map(layer).collect(),
        }
    }

    /// Counts users and contacts by layer, each stored contact as much as told.
    fn count(&self, tick: Tick, weight: impl Fn(&Contact, LayerIndex) -> u32, seen: &mut Weighed) {
        for (l, layer) in self.market.layers.iter().enumerate() {
            if self.layers.kinds()[l] == LayerKind::WellMixed {
                seen.contacts[l] = self.others(tick, layer.counts);
                seen.users.iter_mut().enumerate().for_each(|(p, users)| users[l] = self.other_users(p));
                continue;
            }
            for contact in &self.contacts {
                let weight = weight(contact, l);
                seen.contacts[l] += weight * u32::from(contact.entry <= tick || layer.counts == CountedContacts::All);
                for (p, users) in seen.users.iter_mut().enumerate() {
                    users[l] += weight * u32::from(self.is_on(contact.person, p));
                }
            }
        }
    }

    /// Who invited to a platform over a layer: a contact who is there, drawn by what the contacts weigh in the kernel. `word` is
    /// the draw.
    pub fn inviter(&self, p: PlatformIndex, layer: LayerIndex, word: u64, past: &[Move]) -> Option<Inviter> {
        let there = |other: PersonIndex| other != self.person && self.is_on(other, p);
        let candidates: Vec<(PersonIndex, u32)> = if self.layers.kinds()[layer] == LayerKind::WellMixed {
            (0..self.market.population.agents).filter(|other| there(*other)).map(|other| (other, 1)).collect()
        } else {
            let stored = self.contacts.iter().map(|contact| (contact.person, contact.weights[layer]));
            stored.filter(|(other, weight)| *weight > 0 && there(*other)).collect()
        };
        let total: f64 = candidates.iter().map(|(_, weight)| f64::from(*weight)).sum();
        let mut left = unit(word) * total;
        let chosen = candidates.iter().find(|(_, weight)| {
            left -= f64::from(*weight);
            left < 0.0
        });
        let (person, _) = *chosen.or(candidates.last())?;
        let arrival = |step: &&Move| step.person == person && (step.after & !step.before) >> p & 1 == 1;
        let followed = past.len() - self.moves.len();
        Some(Inviter { person, since: past[..followed].iter().rev().find(arrival)?.tick })
    }

    /// What the contacts did since this was asked last, up to the beginning of a tick.
    pub fn meanwhile(&mut self, tick: Tick) -> Meanwhile {
        let (since, platforms) = (self.untold, self.market.platforms.len());
        let fresh = |entry: Tick| (since..=tick).contains(&entry);
        let entered = if self.is_mixed() {
            let before = self.entries.partition_point(|entry| *entry < since);
            let all = self.entries.partition_point(|entry| *entry <= tick) - before;
            all as u32 - u32::from(fresh(self.market.population.entry(self.person)))
        } else {
            self.contacts.iter().filter(|contact| fresh(contact.entry)).count() as u32
        };
        self.untold = tick + 1;
        let mut told = Meanwhile { entered, joined: vec![0; platforms], left: vec![0; platforms] };
        for (other, before) in std::mem::take(&mut self.moved) {
            let after = self.active[other as usize];
            for p in 0..platforms {
                told.joined[p] += u32::from((after & !before) >> p & 1);
                told.left[p] += u32::from((before & !after) >> p & 1);
            }
        }
        told
    }
}
