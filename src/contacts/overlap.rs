//! Overlap: contacts of one layer that are contacts in another one too.
//!
//! A share s of the contacts of layer ℓ (mean degree c_ℓ) are also contacts in layer w (mean degree c_w): each contact
//! of w becomes one of ℓ with chance s·c_ℓ/c_w, decided by the address of the pair, so that both ends agree. The rest,
//! (1 − s)·c_ℓ, is ℓ's own. If w has fewer contacts than s·c_ℓ, all of them are common, and ℓ's own make up for the
//! difference. Where one of the layers is for the members of an audience, who are a share m of all persons, the other has
//! m·c contacts of a member with members.

use super::belonging::Belonging;
use super::layers::LayerKind;
use crate::rng::{Stream, World, pair};
use crate::scenario::LayerSpec;

/// Which contacts of one stored layer are also contacts in another.
#[derive(Debug, Clone)]
pub struct Overlap {
    /// Bit of the layer that receives.
    pub bit: u32,
    /// Bit of the layer that gives; smaller.
    pub with: u32,
    /// Chance of each of its contacts, in 2⁻³² parts.
    chance: u64,
    stream: Stream,
    /// Who the members of the receiving layer are, if not everybody.
    members: Option<Belonging>,
}

impl Overlap {
    /// The overlap of a layer, and the share of the layer's contacts that are its own; `None` if it shares none.
    pub fn new(
        layers: &[LayerSpec],
        layer: usize,
        persons: u32,
        kinds: &[LayerKind],
        world: &World,
    ) -> Option<(Self, f64)> {
        let spec = &layers[layer];
        let overlap = spec.overlap.as_ref()?;
        let degree = spec.generator.mean_degree(|degree| degree.draw(world))?;
        let other = &layers[overlap.with];
        // Where only one of the layers is for members, contacts can be common among them alone.
        let apart = spec.members != other.members;
        let of = |layer: &LayerSpec| layer.members.as_ref().map(|audience| Belonging::new(audience, persons, world));
        let among = [spec, other].map(|layer| of(layer).filter(|_| apart).map_or(1.0, |members| members.share()));
        let others = other.generator.mean_degree(|degree| degree.draw(world))? * among[0] * among[1];
        let common = (overlap.share.draw(world) * degree).min(others);
        let overlap = Overlap {
            bit: kinds[layer].bit()?,
            with: kinds[overlap.with].bit()?,
            chance: libm::rint(common / others * 4_294_967_296.0) as u64,
            stream: world.stream(&format!("contacts {} overlap", spec.name)),
            members: of(spec),
        };
        (common > 0.0).then_some((overlap, 1.0 - common / degree))
    }

    /// Whether a contact (i, j) of the other layer is one of this layer too.
    #[inline]
    pub fn joins(&self, i: u32, j: u32) -> bool {
        self.stream.word(pair(i, j)) >> 32 < self.chance
            && self.members.as_ref().is_none_or(|members| members.includes(i) && members.includes(j))
    }
}
