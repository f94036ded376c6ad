//! Who ever belongs to an audience.

use crate::rng::{Stream, World};
use crate::scenario::AudienceSpec;

/// An audience at its largest: person i belongs if its share exceeds the person's own uniform number.
#[derive(Debug, Clone, Copy)]
pub struct Belonging {
    stream: Stream,
    share: f64,
}

impl Belonging {
    /// The audience in one world.
    pub fn new(audience: &AudienceSpec, world: &World) -> Self {
        let shares = audience.share.iter().map(|dated| dated.value.draw(world));
        Belonging { stream: audience.stream(world), share: shares.fold(0.0, f64::max) }
    }

    /// Share of all persons who ever belong.
    pub fn share(&self) -> f64 {
        self.share
    }

    /// Whether a person ever belongs.
    #[inline]
    pub fn includes(&self, person: u32) -> bool {
        self.stream.unit(u64::from(person)) < self.share
    }
}
