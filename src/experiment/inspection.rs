//! A look at the contacts of one run, before anything happens on them.

use std::num::NonZeroUsize;

use super::groups::groupings;
use crate::contacts::measure::{
    Effort, GroupContacts, Neighborhood, Portrait, Shared, contacts_between, neighborhood, portrait, shared_contacts,
    typical_person,
};
use crate::contacts::{self, ContactLayers, LayerKind};
use crate::market::{Audience, Market};
use crate::rng::World;
use crate::scenario::Scenario;
use crate::units::LayerIndex;

/// Most persons of a neighborhood, as many as can be told apart in a picture.
const NEIGHBORHOOD: usize = 150;

/// Most groups between which contacts are counted, the others together among them: as many as are read at a glance.
const GROUPS: usize = 8;

/// What the contacts of one run look like.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// Number of the run.
    pub run: u64,
    /// The layers that were looked at.
    pub layers: Vec<LayerInspection>,
    /// What two stored layers have in common, of which one at least was looked at.
    pub shared: Vec<SharedLayers>,
}

/// What a layer looks like.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerInspection {
    /// Its name.
    pub name: String,
    /// Number of persons.
    pub persons: u32,
    /// What is stored of it; nothing if it is well mixed.
    pub stored: Option<StoredLayer>,
}

/// What the stored contacts of a layer look like.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredLayer {
    /// All measures.
    pub portrait: Portrait,
    /// Contacts within each audience.
    pub audiences: Vec<AudienceContacts>,
    /// Contacts between groups, for each division of the persons that the scenario tells of.
    pub groups: Vec<GroupContacts>,
    /// The neighborhood of a person with about as many contacts as the mean; nothing without persons.
    pub neighborhood: Option<Neighborhood>,
}

/// How much the members of an audience, as it is at the end, know each other.
#[derive(Debug, Clone, PartialEq)]
pub struct AudienceContacts {
    /// Name of the audience.
    pub name: String,
    /// Share of the persons who are members.
    pub members: f64,
    /// Share of the contacts whose two persons are members; NaN without contacts.
    pub among: f64,
    /// The same share if contacts were made at random by persons with the same degrees.
    pub by_chance: f64,
}

/// Two layers and what they have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedLayers {
    /// Name of the first.
    pub first: String,
    /// Name of the second.
    pub second: String,
    /// Their contacts.
    pub shared: Shared,
}

/// Makes the contacts of a run. The number of threads changes nothing.
pub fn contacts_of(scenario: &Scenario, run: u64, threads: NonZeroUsize) -> ContactLayers {
    let world = World { seed: scenario.seed, replicate: run };
    contacts::build_by(threads, &scenario.layers, scenario.market.agents, &world)
}

/// Looks at one layer of the contacts of a run, or at all. The number of threads changes nothing.
pub fn inspect(
    contacts: &ContactLayers,
    scenario: &Scenario,
    run: u64,
    only: Option<LayerIndex>,
    threads: NonZeroUsize,
) -> Inspection {
    let market = Market::new(scenario, World { seed: scenario.seed, replicate: run });
    let wanted = |layer: &LayerIndex| only.is_none_or(|only| only == *layer);
    let all = 0..scenario.layers.len();
    let look = |layer| look(contacts, scenario, layer, &market, threads);
    Inspection {
        run,
        layers: all.clone().filter(wanted).map(look).collect(),
        shared: all
            .flat_map(|second| (0..second).map(move |first| (first, second)))
            .filter(|(first, second)| wanted(first) || wanted(second))
            .filter_map(|(first, second)| {
                let name = |layer: LayerIndex| scenario.layers[layer].name.clone();
                let shared = shared_contacts(contacts, first, second)?;
                Some(SharedLayers { first: name(first), second: name(second), shared })
            })
            .collect(),
    }
}

fn look(
    contacts: &ContactLayers,
    scenario: &Scenario,
    layer: LayerIndex,
    market: &Market,
    threads: NonZeroUsize,
) -> LayerInspection {
    let name = market.layers[layer].name.clone();
    let stored = || {
        let stream = |what: &str| market.world.stream(&format!("graph {name} {what}"));
        let around = stream("neighborhood");
        let of_audience = |audience| audience_contacts(contacts, layer, audience, market.ticks());
        StoredLayer {
            portrait: portrait(contacts, layer, Effort { stream: stream("distances"), threads }),
            audiences: market.audiences.iter().map(of_audience).collect(),
            groups: groupings(scenario, layer, market)
                .into_iter()
                .map(|groups| GroupContacts::new(contacts, layer, groups.largest(GROUPS)))
                .filter(|found| found.names.len() > 1)
                .collect(),
            neighborhood: typical_person(contacts, layer, stream("typical person"))
                .map(|middle| neighborhood(contacts, layer, middle, NEIGHBORHOOD, around)),
        }
    };
    let stored = matches!(contacts.kinds()[layer], LayerKind::Stored(_)).then(stored);
    LayerInspection { name, persons: contacts.persons(), stored }
}

fn audience_contacts(contacts: &ContactLayers, layer: LayerIndex, audience: &Audience, end: u32) -> AudienceContacts {
    let share = audience.share(end);
    let belongs: Vec<u32> = (0..contacts.persons()).map(|i| u32::from(audience.includes(i, share))).collect();
    let members = f64::from(belongs.iter().sum::<u32>()) / f64::from(contacts.persons());
    let between = contacts_between(contacts, layer, &belongs, 2);
    let [inside, across, outside] = [between[1][1], between[0][1], between[0][0]].map(|pairs| pairs as f64);
    let pairs = inside + across + outside;
    let of_members = (inside + 0.5 * across) / pairs;
    AudienceContacts { name: audience.name.clone(), members, among: inside / pairs, by_chance: of_members * of_members }
}
