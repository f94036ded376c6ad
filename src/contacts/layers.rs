//! Compact adjacency for several overlapping layers of contacts.
//!
//! All stored layers share one adjacency in compressed sparse row form: each person has a row of ends of contacts,
//! sorted by the other person. An end is four bytes: the low bits name the other person, the high bits (one for each
//! stored layer) tell in which layers the two are contacts. A contact in two layers is stored and visited once. With L
//! stored layers there is room for 2^(32 − L) persons.

use super::offsets::Offsets;
use super::prefetch::prefetch;
use super::rows::LARGEST_PART;
use super::ties::{Ties, UNIT};
use super::well_mixed;
use crate::units::{LayerIndex, PersonIndex};

/// One end of a contact: the other person, and the layers in which the two are contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(transparent)]
pub struct End(pub u32);

/// How to take the ends of some contacts apart.
#[derive(Debug, Clone, Copy)]
pub struct PartsOfEnds {
    person_bits: u32,
    /// The low bits.
    persons: u32,
}

impl PartsOfEnds {
    /// The other person of an end.
    #[inline]
    pub fn person(self, end: End) -> PersonIndex {
        end.0 & self.persons
    }

    /// The layers of an end, one bit for each stored layer.
    #[inline]
    pub fn layers(self, end: End) -> u32 {
        (u64::from(end.0) >> self.person_bits) as u32
    }
}

/// Ends in a cache line.
const ENDS_IN_A_LINE: usize = 64 / size_of::<End>();

/// Asks for the first ends of a row, before they are read.
#[inline]
pub fn prefetch_ends(ends: &[End]) {
    prefetch(ends, 0);
    prefetch(ends, ENDS_IN_A_LINE);
}

/// Whether the contacts of a layer are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerKind {
    /// Stored; the number is the bit of the layer in an [`End`].
    Stored(u32),
    /// Everybody is a contact of everybody; nothing is stored.
    WellMixed,
}

impl LayerKind {
    /// The bit of a stored layer.
    pub fn bit(self) -> Option<u32> {
        match self {
            LayerKind::Stored(bit) => Some(bit),
            LayerKind::WellMixed => None,
        }
    }

    /// Number of stored layers among some.
    pub(super) fn stored_among(kinds: &[LayerKind]) -> u32 {
        kinds.iter().filter(|kind| kind.bit().is_some()).count() as u32
    }
}

/// The contacts of all persons in all layers.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactLayers {
    persons: u32,
    kinds: Vec<LayerKind>,
    /// Number of low bits of an end that name the person.
    person_bits: u32,
    offsets: Offsets,
    ends: Vec<End>,
    /// How strong contacts are, where they differ.
    ties: Option<Ties>,
    /// What one contact weighs in each layer, where it is not 1 (see [`ContactLayers::unit`]).
    units: Vec<f32>,
}

impl ContactLayers {
    /// The most persons that fit beside `stored` stored layers.
    pub fn capacity(stored: u32) -> u64 {
        1u64 << (32 - stored)
    }

    /// Layers from finished adjacency: the ends of each person are sorted by person and name each other person once,
    /// never the person itself; every contact has both its ends.
    pub(super) fn new(kinds: Vec<LayerKind>, offsets: Offsets, ends: Vec<End>) -> Self {
        debug_assert_eq!(offsets.total(), ends.len());
        let person_bits = 32 - LayerKind::stored_among(&kinds);
        let units = vec![1.0; kinds.len()];
        ContactLayers { persons: offsets.persons(), kinds, person_bits, offsets, ends, ties: None, units }
    }

    /// The same contacts, which differ in strength.
    pub(super) fn with_ties(mut self, ties: Option<Ties>) -> Self {
        if ties.is_some() {
            self.units.fill(1.0 / UNIT as f32);
        }
        ContactLayers { ties, ..self }
    }

    /// Layers without any graph: in each, everybody is a contact of everybody, who all together weigh as much as so many
    /// contacts.
    pub(super) fn well_mixed(persons: u32, degrees: &[f64]) -> Self {
        let offsets = Offsets::from_parts(
            vec![0; persons as usize],
            LARGEST_PART,
            &vec![0; (persons as usize).div_ceil(LARGEST_PART)],
        );
        let others = f64::from(well_mixed::degree(persons).max(1));
        let units = degrees.iter().map(|degree| (degree / others) as f32).collect();
        ContactLayers { units, ..Self::new(vec![LayerKind::WellMixed; degrees.len()], offsets, Vec::new()) }
    }

    /// How strong contacts are, where they differ; where they do, users and contacts are counted in
    /// 256ths.
    pub fn ties(&self) -> Option<&Ties> {
        self.ties.as_ref()
    }

    /// What a contact counts in a layer: 1, or its strength in 256ths where ties differ.
    pub fn weight(&self, person: PersonIndex, other: PersonIndex, layer: LayerIndex) -> u32 {
        match (&self.ties, self.kinds[layer]) {
            (Some(ties), LayerKind::Stored(bit)) => ties.strength(ties.level(person, other), bit as usize),
            _ => 1,
        }
    }

    /// What a contact counts in each stored layer, by its bit.
    pub fn weights<const L: usize>(&self, person: PersonIndex, other: PersonIndex) -> [i32; L] {
        let Some(ties) = &self.ties else { return [1; L] };
        let level = ties.level(person, other);
        std::array::from_fn(|bit| if bit < self.stored() as usize { ties.strength(level, bit) as i32 } else { 0 })
    }

    /// What one counted user weighs in a layer when each invites by itself: 1, less where ties differ in strength or where
    /// everybody stands for a few contacts.
    pub fn unit(&self, layer: LayerIndex) -> f32 {
        self.units[layer]
    }

    /// Number of persons.
    pub fn persons(&self) -> u32 {
        self.persons
    }

    /// How each layer is kept, in the order of the scenario.
    pub fn kinds(&self) -> &[LayerKind] {
        &self.kinds
    }

    /// Number of stored layers.
    pub fn stored(&self) -> u32 {
        32 - self.person_bits
    }

    /// Number of stored ends (two for each pair of contacts).
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether no contact is stored.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes of memory in use.
    pub fn bytes(&self) -> usize {
        self.offsets.bytes() + self.ends.capacity() * size_of::<End>()
    }

    /// The ends of the stored contacts of a person, sorted by the other person.
    #[inline]
    pub fn of(&self, person: PersonIndex) -> &[End] {
        &self.ends[self.offsets.row(person)]
    }

    /// Asks for the place where the ends of a person are told to begin, before [`prefetch_ends`].
    #[inline]
    pub fn prefetch_row(&self, person: PersonIndex) {
        self.offsets.prefetch(person);
    }

    /// The other person of an end.
    #[inline]
    pub fn person(&self, end: End) -> PersonIndex {
        self.parts_of_ends().person(end)
    }

    /// The layers of an end, one bit for each stored layer.
    #[inline]
    pub fn mask(&self, end: End) -> u32 {
        self.parts_of_ends().layers(end)
    }

    /// How to take ends apart, for loops over many.
    #[inline]
    pub fn parts_of_ends(&self) -> PartsOfEnds {
        PartsOfEnds { person_bits: self.person_bits, persons: u32::MAX >> (32 - self.person_bits) }
    }

    /// Each person with the ends of their stored contacts, in the order of the persons.
    pub fn iter(&self) -> impl Iterator<Item = (PersonIndex, &[End])> + '_ {
        (0..self.persons).map(|person| (person, self.of(person)))
    }

    /// The contacts of a person in one stored layer; none in a well-mixed one.
    pub fn in_layer(&self, person: PersonIndex, layer: LayerIndex) -> impl Iterator<Item = PersonIndex> + '_ {
        let bit = self.kinds[layer].bit().map_or(0, |bit| 1 << bit);
        self.of(person).iter().filter(move |&&end| self.mask(end) & bit != 0).map(|&end| self.person(end))
    }

    /// The pairs of contacts of a stored layer, each once, the smaller person first, in ascending order.
    pub fn pairs(&self, layer: LayerIndex) -> impl Iterator<Item = (PersonIndex, PersonIndex)> + '_ {
        (0..self.persons).flat_map(move |i| self.in_layer(i, layer).map(move |j| (i, j))).filter(|&(i, j)| i < j)
    }

    /// Number of contacts of a person in a layer: d.
    pub fn degree(&self, person: PersonIndex, layer: LayerIndex) -> u32 {
        match self.kinds[layer] {
            LayerKind::Stored(_) => self.in_layer(person, layer).count() as u32,
            LayerKind::WellMixed => well_mixed::degree(self.persons),
        }
    }
}
