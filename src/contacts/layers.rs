//! Compact adjacency for several overlapping layers of contacts.
//!
//! All stored layers share one adjacency in compressed sparse row form: `offsets[i]..offsets[i + 1]` are the ends of the
//! contacts of person i, sorted by the other person. An end is four bytes: the low bits name the other person, the high bits
//! (one for each stored layer) tell in which layers the two are contacts. A contact in two layers is stored and visited
//! once. With L stored layers there is room for 2^(32 − L) persons.

use crate::units::{LayerIndex, PersonIndex};

/// One end of a contact: the other person, and the layers in which the two are contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(transparent)]
pub struct End(pub u32);

/// Whether the contacts of a layer are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerKind {
    /// Stored; the number is the bit of the layer in an [`End`].
    Stored(u32),
    /// Everybody is a contact of everybody; nothing is stored.
    WellMixed,
}

/// The contacts of all persons in all layers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactLayers {
    persons: u32,
    kinds: Vec<LayerKind>,
    /// Number of low bits of an end that name the person.
    person_bits: u32,
    offsets: Vec<u32>,
    ends: Vec<End>,
}

impl ContactLayers {
    /// The most persons that fit beside `stored` stored layers.
    pub fn capacity(stored: u32) -> u64 {
        1u64 << (32 - stored)
    }

    /// Layers from finished adjacency.
    ///
    /// `offsets` has one entry more than there are persons, ascending from 0 to `ends.len()`; the ends of each person are sorted by person
    /// and name each other person once; every contact has both its ends.
    pub(crate) fn new(persons: u32, kinds: Vec<LayerKind>, offsets: Vec<u32>, ends: Vec<End>) -> Self {
        debug_assert_eq!(offsets.len(), persons as usize + 1);
        debug_assert_eq!(offsets.last().map(|&last| last as usize), Some(ends.len()));
        let person_bits = Self::person_bits_for(&kinds);
        ContactLayers { persons, kinds, person_bits, offsets, ends }
    }

    /// Number of low bits of an end that name the person, given the layers.
    pub(crate) fn person_bits_for(kinds: &[LayerKind]) -> u32 {
        32 - kinds.iter().filter(|kind| matches!(kind, LayerKind::Stored(_))).count() as u32
    }

    /// Number of persons.
    pub fn persons(&self) -> u32 {
        self.persons
    }

    /// How each layer is kept, in the order of the scenario.
    pub fn kinds(&self) -> &[LayerKind] {
        &self.kinds
    }

    /// Number of stored ends (two for each pair of contacts).
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether no contact is stored.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The ends of the stored contacts of a person.
    #[inline]
    pub fn of(&self, person: PersonIndex) -> &[End] {
        let (from, to) = (self.offsets[person as usize], self.offsets[person as usize + 1]);
        &self.ends[from as usize..to as usize]
    }

    /// The other person of an end.
    #[inline]
    pub fn person(&self, end: End) -> PersonIndex {
        end.0 & (u32::MAX >> (32 - self.person_bits))
    }

    /// The layers of an end, one bit for each stored layer.
    #[inline]
    pub fn mask(&self, end: End) -> u32 {
        ((u64::from(end.0)) >> self.person_bits) as u32
    }

    /// The contacts of a person in one stored layer; none in a well-mixed one.
    pub fn in_layer(&self, person: PersonIndex, layer: LayerIndex) -> impl Iterator<Item = PersonIndex> + '_ {
        let bit = match self.kinds[layer] {
            LayerKind::Stored(bit) => 1 << bit,
            LayerKind::WellMixed => 0,
        };
        self.of(person).iter().filter(move |&&end| self.mask(end) & bit != 0).map(|&end| self.person(end))
    }

    /// Number of contacts of a person in a layer: d.
    pub fn degree(&self, person: PersonIndex, layer: LayerIndex) -> u32 {
        match self.kinds[layer] {
            LayerKind::Stored(_) => self.in_layer(person, layer).count() as u32,
            LayerKind::WellMixed => self.persons - 1,
        }
    }
}
