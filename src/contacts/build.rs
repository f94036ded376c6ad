//! From the layers of a scenario to their contacts.

use super::generator::Generator;
use super::layers::{ContactLayers, LayerKind};
use super::overlap::Overlap;
use super::rows::Counts;
use crate::rng::World;
use crate::scenario::{GeneratorSpec, LayerSpec};

/// The contacts of `persons` persons in all layers, in one world. At most 2^(32 − L) persons fit beside L stored layers.
///
/// A layer's contacts depend on its name, its own parameters and, where it overlaps, on the other layer; on nothing else.
pub fn build(layers: &[LayerSpec], persons: u32, world: &World) -> ContactLayers {
    let kinds = kinds(layers);
    let mut generators = Vec::new();
    let mut overlaps = Vec::new();
    for layer in 0..layers.len() {
        let overlap = Overlap::new(layers, layer, &kinds, world);
        let own = overlap.map_or(1.0, |(_, own)| own);
        generators.extend(Generator::new(&layers[layer], own, persons, world));
        overlaps.extend(overlap.map(|(overlap, _)| overlap));
    }
    assemble(persons, kinds, &generators, &overlaps)
}

/// Each layer's bit is its place among the stored ones.
fn kinds(layers: &[LayerSpec]) -> Vec<LayerKind> {
    let mut bits = 0..;
    let mut kind = |layer: &LayerSpec| match layer.generator {
        GeneratorSpec::WellMixed => LayerKind::WellMixed,
        _ => LayerKind::Stored(bits.next().expect("there is always another number")),
    };
    layers.iter().map(&mut kind).collect()
}

fn assemble(persons: u32, kinds: Vec<LayerKind>, generators: &[Generator], overlaps: &[Overlap]) -> ContactLayers {
    let mut counts = Counts::new(persons);
    for generator in generators {
        generator.emit(&mut |i, j| counts.contact(i, j));
    }
    let mut rows = counts.into_rows(kinds);
    for (bit, generator) in (0..).zip(generators) {
        generator.emit(&mut |i, j| rows.contact(bit, i, j));
    }
    rows.finish(overlaps)
}
