//! Null models: the graph with one feature taken away, to see whether the outcome depends on it.
//!
//! - *rewired*: everybody keeps the number of contacts in each layer and in each combination of layers; who knows whom is
//!   otherwise random (1K-random graph of the dK-series: Mahadevan, Krioukov, Fall & Vahdat 2006). Clusters, distance and the
//!   likeness of contacts are gone.
//! - *unclustered*: besides, a contact of two persons with k and l contacts becomes one of two others with k and l (2K-random
//!   graph): degree assortativity stays exactly as it was, clusters and distance go.
//! - *well mixed*: there is no graph; everybody is a contact of everybody, who all together weigh as much in each layer as the
//!   mean number of contacts.
//!
//! Persons, their audiences, entry and luck keep their addresses, so a run differs by the graph alone. The ends of all contacts
//! are shuffled within classes (the same layers; for unclustered also the same number of contacts of the person at the end);
//! loops and repetitions are then removed by switches with random others of the class, and where none fits (in graphs of a
//! few persons, or nearly complete ones) the contact is lost. All ends are held meanwhile, 40 bytes each.

use std::collections::HashMap;

use super::layers::{ContactLayers, LayerKind};
use super::rows::{Counts, LARGEST_PART};
use crate::rng::{Stream, World};
use crate::scenario::NullModel;

/// How often a flawed contact is switched at random before it is given up.
const SWITCHES: u64 = 200;

/// The null model of a graph in one world.
pub fn null_model(contacts: &ContactLayers, model: NullModel, world: &World) -> ContactLayers {
    let stream = world.stream("contacts null model");
    match model {
        NullModel::WellMixed => ContactLayers::well_mixed(contacts.persons(), &mean_degrees(contacts)),
        NullModel::Rewired => Shuffled::new(contacts, |_| 0, stream).layers(contacts),
        NullModel::Unclustered => {
            let degree = |person| contacts.of(person).len() as u32;
            Shuffled::new(contacts, degree, stream).layers(contacts)
        }
    }
}

/// Mean number of contacts in each layer.
fn mean_degrees(contacts: &ContactLayers) -> Vec<f64> {
    let persons = f64::from(contacts.persons().max(1));
    let mut ends = vec![0u64; 32];
    for (_, row) in contacts.iter() {
        for &end in row {
            for bit in 0..contacts.stored() {
                ends[bit as usize] += u64::from(contacts.mask(end) >> bit & 1);
            }
        }
    }
    let degree = |kind: &LayerKind| kind.bit().map_or(persons - 1.0, |bit| ends[bit as usize] as f64 / persons);
    contacts.kinds().iter().map(degree).collect()
}

/// Contacts whose ends have been shuffled within classes.
struct Shuffled {
    /// The persons at the ends: those of contact c stand in places 2c and 2c + 1.
    persons: Vec<u32>,
    /// The layers of each contact.
    layers: Vec<u8>,
    /// Places by class, and where each class begins.
    places: Vec<u32>,
    begins: Vec<u32>,
    /// Class of each place.
    classes: Vec<u32>,
    /// How often each pair is there.
    pairs: HashMap<(u32, u32), u32>,
}

impl Shuffled {
    /// The contacts of a graph, shuffled among places with the same layers and, of the person there, the same `kind`.
    fn new(contacts: &ContactLayers, kind: impl Fn(u32) -> u32, stream: Stream) -> Self {
        let (mut persons, mut layers) = (Vec::new(), Vec::new());
        for (i, row) in contacts.iter() {
            for &end in row.iter().filter(|&&end| contacts.person(end) > i) {
                persons.extend([i, contacts.person(end)]);
                layers.push(contacts.mask(end) as u8);
            }
        }
        let keys: Vec<u64> =
            (0..persons.len()).map(|at| u64::from(layers[at / 2]) << 32 | u64::from(kind(persons[at]))).collect();
        let mut places: Vec<u32> = (0..persons.len() as u32).collect();
        places.sort_by_key(|&place| keys[place as usize]);
        let mut begins: Vec<u32> = (0..places.len() as u32)
            .filter(|&at| at == 0 || keys[places[at as usize] as usize] != keys[places[at as usize - 1] as usize])
            .collect();
        begins.push(places.len() as u32);
        let mut classes = vec![0; places.len()];
        for (class, range) in begins.windows(2).enumerate() {
            places[range[0] as usize..range[1] as usize]
                .iter()
                .for_each(|&place| classes[place as usize] = class as u32);
        }
        let mut graph = Shuffled { persons, layers, places, begins, classes, pairs: HashMap::new() };
        graph.shuffle(stream.below(0));
        graph.repair(stream.below(1));
        graph
    }

    /// Brings the persons of each class into random order (Fisher–Yates).
    fn shuffle(&mut self, stream: Stream) {
        for range in self.begins.windows(2) {
            for last in range[0] + 1..range[1] {
                let other = range[0] + stream.under(u64::from(last), u64::from(last - range[0]) + 1) as u32;
                self.persons.swap(self.places[last as usize] as usize, self.places[other as usize] as usize);
            }
        }
    }

    fn pair(&self, contact: usize) -> (u32, u32) {
        let (i, j) = (self.persons[2 * contact], self.persons[2 * contact + 1]);
        (i.min(j), i.max(j))
    }

    /// Switches ends of flawed contacts with random others of their class.
    fn repair(&mut self, stream: Stream) {
        for contact in 0..self.layers.len() {
            *self.pairs.entry(self.pair(contact)).or_default() += 1;
        }
        for contact in 0..self.layers.len() {
            let draws = stream.below(contact as u64);
            let mut attempts = 0..SWITCHES;
            while self.is_flawed(contact)
                && attempts.next().is_some_and(|attempt| !self.switch(contact, draws.word(attempt)))
            {}
        }
    }

    /// Whether a contact is with oneself, or there twice.
    fn is_flawed(&self, contact: usize) -> bool {
        let pair = self.pair(contact);
        pair.0 == pair.1 || self.pairs.get(&pair).is_some_and(|times| *times > 1)
    }

    /// Switches one end of a contact with another of its class, if two good contacts come out.
    fn switch(&mut self, contact: usize, word: u64) -> bool {
        let place = 2 * contact + (word & 1) as usize;
        let class = self.classes[place] as usize;
        let (first, behind) = (self.begins[class], self.begins[class + 1]);
        let at = first + (((word >> 32) * u64::from(behind - first)) >> 32) as u32;
        let place_of_other = self.places[at as usize] as usize;
        let other = place_of_other / 2;
        if other == contact {
            return false;
        }
        let old = [self.pair(contact), self.pair(other)];
        for pair in old {
            self.count(pair, -1);
        }
        self.persons.swap(place, place_of_other);
        let new = [self.pair(contact), self.pair(other)];
        let fits = |pair: &(u32, u32)| pair.0 != pair.1 && self.pairs.get(pair).is_none_or(|times| *times == 0);
        let good = new[0] != new[1] && new.iter().all(fits);
        if !good {
            self.persons.swap(place, place_of_other);
        }
        for pair in if good { new } else { old } {
            self.count(pair, 1);
        }
        good
    }

    fn count(&mut self, pair: (u32, u32), change: i32) {
        let times = self.pairs.entry(pair).or_default();
        *times = times.wrapping_add_signed(change);
    }

    /// The layers of the graph with these contacts.
    fn layers(&self, of: &ContactLayers) -> ContactLayers {
        let each = |contact: &mut dyn FnMut(u32, u32, u32)| {
            for (pair, layers) in self.persons.chunks_exact(2).zip(&self.layers) {
                (0..of.stored()).filter(|bit| layers >> bit & 1 == 1).for_each(|bit| contact(bit, pair[0], pair[1]));
            }
        };
        let mut counts = Counts::new(of.persons(), LARGEST_PART);
        each(&mut |_, i, j| counts.contact(i, j));
        let mut rows = counts.into_rows(of.kinds().to_vec());
        each(&mut |bit, i, j| rows.contact(bit, i, j));
        rows.finish(&[], 1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::contacts::{build, measure};
    use crate::scenario::{GeneratorSpec, LayerSpec};

    const WORLD: World = World { seed: 12, replicate: 3 };

    fn phone_and_qq() -> ContactLayers {
        let phone = LayerSpec::new("phone", GeneratorSpec::acquaintance(15.0));
        let qq = LayerSpec::new("qq", GeneratorSpec::acquaintance(20.0)).overlapping(0, 0.5);
        build(&[phone, qq], 4000, &WORLD)
    }

    /// How many contacts of each combination of layers a person has.
    fn degrees(contacts: &ContactLayers, person: u32) -> BTreeMap<u32, usize> {
        let mut found = BTreeMap::new();
        contacts.of(person).iter().for_each(|&end| *found.entry(contacts.mask(end)).or_default() += 1);
        found
    }

    #[test]
    fn everybody_keeps_the_contacts_in_each_combination_of_layers() {
        let graph = phone_and_qq();
        for model in [NullModel::Rewired, NullModel::Unclustered] {
            let null = null_model(&graph, model, &WORLD);
            assert_eq!(null.len(), graph.len());
            assert!((0..4000).all(|i| degrees(&null, i) == degrees(&graph, i)));
            let kept = graph.pairs(0).filter(|&(i, j)| null.in_layer(i, 0).any(|k| k == j)).count() as f64;
            assert!(kept / (graph.pairs(0).count() as f64) < 0.1, "{kept} contacts kept");
            for layer in 0..2 {
                let clustering = |contacts| measure::local_clustering(contacts, layer, 2000, WORLD.stream("measure"));
                assert!(clustering(&null) < 0.03 && clustering(&graph) > 0.13, "{}", clustering(&null));
            }
        }
    }

    /// Pairs of the numbers of contacts at both ends, over all contacts.
    fn joint(contacts: &ContactLayers) -> BTreeMap<(usize, usize), usize> {
        let mut found = BTreeMap::new();
        for (_, row) in contacts.iter() {
            for &end in row {
                *found.entry((row.len(), contacts.of(contacts.person(end)).len())).or_default() += 1;
            }
        }
        found
    }

    #[test]
    fn only_unclustered_keeps_who_knows_whom_by_number_of_contacts() {
        let graph = phone_and_qq();
        assert_eq!(joint(&null_model(&graph, NullModel::Unclustered, &WORLD)), joint(&graph));
        let rewired = null_model(&graph, NullModel::Rewired, &WORLD);
        assert!(
            measure::degree_assortativity(&graph, 0) > 0.1 && measure::degree_assortativity(&rewired, 0).abs() < 0.03
        );
    }

    #[test]
    fn well_mixed_weighs_as_much_as_the_contacts_did() {
        let graph = phone_and_qq();
        let null = null_model(&graph, NullModel::WellMixed, &WORLD);
        assert_eq!((null.len(), null.stored(), null.degree(7, 1)), (0, 0, 3999));
        for layer in 0..2 {
            let mean = (0..4000).map(|i| f64::from(graph.degree(i, layer))).sum::<f64>() / 4000.0;
            assert!((f64::from(null.unit(layer)) * 3999.0 / mean - 1.0).abs() < 1e-6);
        }
    }

    /// The 15 perfect matchings of 6 persons are equally likely: 15,000 rewirings, χ² with 14 degrees of freedom, error level 10⁻⁴ (42.6).
    #[test]
    fn rewired_matchings_are_equally_likely() {
        let graph = ContactLayers::from_edges(6, &[vec![(0, 1), (2, 3), (4, 5)]]);
        let mut found = BTreeMap::new();
        for replicate in 0..15_000 {
            let null = null_model(&graph, NullModel::Rewired, &World { replicate, ..WORLD });
            *found.entry(null.pairs(0).collect::<Vec<_>>()).or_insert(0.0) += 1.0;
        }
        let chi2: f64 = found.values().map(|count: &f64| (count - 1000.0).powi(2) / 1000.0).sum();
        assert!(found.len() == 15 && chi2 < 42.6, "{} kinds, χ² = {chi2}", found.len());
    }

    #[test]
    fn a_complete_graph_can_only_stay_as_it_is() {
        let all: Vec<(u32, u32)> = (0..6u32).flat_map(|i| (0..i).map(move |j| (j, i))).collect();
        let graph = ContactLayers::from_edges(6, &[all]);
        let null = null_model(&graph, NullModel::Rewired, &WORLD);
        assert!(null.pairs(0).all(|(i, j)| i < j && j < 6) && null.len() <= graph.len());
    }
}
