//! Homophily: persons alike have more contacts with each other (McPherson, Smith-Lovin & Cook 2001, *Birds of a feather*).
//!
//! Alike are two who both ever belong to an audience, or both never do. Of the contacts across, a share h is not made, decided
//! by the address of the pair, and the generator is asked for so many more that the mean degree stays: with a share s of
//! the persons in the audience, 1/(1 − h·2s(1 − s)) times as many. Across are then
//! 2s(1 − s)(1 − h)/(1 − h·2s(1 − s)) of the contacts instead of 2s(1 − s). The smaller group ends up with fewer contacts a
//! person than the larger one, as minorities do where everybody looks for their like (Currarini, Jackson & Pin 2009).

use super::belonging::Belonging;
use crate::rng::{Stream, World, pair};
use crate::scenario::LayerSpec;

/// Which contacts of a layer are made.
#[derive(Debug, Clone)]
pub struct Homophily {
    group: Belonging,
    strength: f64,
    stream: Stream,
}

impl Homophily {
    /// The homophily of a layer among so many persons, if it has any.
    pub fn new(layer: &LayerSpec, persons: u32, world: &World) -> Option<Self> {
        let spec = layer.homophily.as_ref()?;
        let stream = world.stream(&format!("contacts {} homophily", layer.name));
        let group = Belonging::new(&spec.audience, persons, world);
        Some(Homophily { group, strength: spec.strength.draw(world), stream })
    }

    /// How many times as many contacts must be named for the mean degree to stay.
    pub fn excess(&self) -> f64 {
        let share = self.group.share();
        1.0 / (1.0 - self.strength * 2.0 * share * (1.0 - share))
    }

    /// Whether a contact is made.
    #[inline]
    pub fn keeps(&self, i: u32, j: u32) -> bool {
        self.group.includes(i) == self.group.includes(j) || self.stream.unit(pair(i, j)) >= self.strength
    }
}
