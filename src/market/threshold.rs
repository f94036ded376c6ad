//! Thresholds: how much of a crowd each person needs.
//!
//! φᵢ, a share of the contacts, or rᵢ, a number of contacts, both without unit: the same for everybody, drawn once a run; or each person's own,
//! F⁻¹(uᵢ) with the distribution F and the person's uniform number uᵢ; or listed, person by person. What two persons need is independent
//! of who they are and whom they know. Source: Granovetter 1978, *Threshold models of collective behavior*.

use crate::rng::World;
use crate::scenario::{Kernel, PlatformSpec, ThresholdValues};
use crate::units::PersonIndex;

/// The thresholds of all persons for one platform.
#[derive(Debug, Clone, PartialEq)]
pub enum Threshold {
    /// The same for everybody; 0 where nothing asks for it.
    Same(f32),
    /// Each person's own.
    Own(Vec<f32>),
}

impl Threshold {
    /// The thresholds of a platform for `agents` persons in one world.
    pub fn new(spec: &PlatformSpec, agents: u32, world: &World) -> Threshold {
        let Kernel::Threshold(threshold) = &spec.kernel else { return Threshold::Same(0.0) };
        match &threshold.values {
            ThresholdValues::Same(value) => Threshold::Same(value.draw(world) as f32),
            ThresholdValues::Each { law, range } => {
                let stream = world.stream(&format!("threshold {}", spec.luck));
                let own = |person| law.quantile_within(*range, stream.unit(u64::from(person))) as f32;
                Threshold::Own((0..agents).map(own).collect())
            }
            ThresholdValues::Listed(values) => Threshold::Own(values.iter().map(|value| *value as f32).collect()),
        }
    }

    /// What a person needs.
    #[inline]
    pub fn of(&self, person: PersonIndex) -> f32 {
        match self {
            Threshold::Same(value) => *value,
            Threshold::Own(values) => values[person as usize],
        }
    }

    /// Whether persons differ.
    pub fn differs(&self) -> bool {
        matches!(self, Threshold::Own(_))
    }
}
