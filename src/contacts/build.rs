//! From the layers of a scenario to their contacts.

use std::num::NonZeroUsize;

use super::generator::Generate;
use super::layers::{ContactLayers, LayerKind};
use super::null_model::null_model;
use super::overlap::Overlap;
use super::rows::{Counts, LARGEST_PART, Part, part_width};
use super::scatter::{Blocks, scatter};
use super::source::Source;
use super::ties::Ties;
use crate::rng::World;
use crate::scenario::{GeneratorSpec, LayerSpec};

/// The contacts of `persons` persons in all layers, in one world. At most 2^(32 − L) persons fit beside L stored layers.
///
/// A layer's contacts depend on its name, its own parameters and, where it overlaps, on the other layer; on nothing
/// else.
pub fn build(layers: &[LayerSpec], persons: u32, world: &World) -> ContactLayers {
    build_by(NonZeroUsize::MIN, layers, persons, world)
}

/// The same, made by so many threads.
pub fn build_by(threads: NonZeroUsize, layers: &[LayerSpec], persons: u32, world: &World) -> ContactLayers {
    build_telling(threads, layers, persons, world, &|_| {})
}

/// The same; where there are many persons, `told` hears now and then what part is done.
pub fn build_telling(
    threads: NonZeroUsize,
    layers: &[LayerSpec],
    persons: u32,
    world: &World,
    told: &dyn Fn(f64),
) -> ContactLayers {
    let kinds = kinds(layers);
    debug_assert!(u64::from(persons) <= ContactLayers::capacity(LayerKind::stored_among(&kinds)));
    let mut sources = Vec::new();
    let mut overlaps = Vec::new();
    for layer in 0..layers.len() {
        let overlap = Overlap::new(layers, layer, persons, &kinds, world);
        let own = overlap.as_ref().map_or(1.0, |(_, own)| *own);
        sources.extend(Source::new(&layers[layer], own, persons, threads, world));
        overlaps.extend(overlap.map(|(overlap, _)| overlap));
    }
    let contacts = match threads.get() {
        1 if persons < MANY => assemble(persons, kinds, &sources, &overlaps),
        threads => assemble_in_parts(persons, kinds, &sources, &overlaps, threads, told),
    };
    let contacts = match layers.iter().find_map(|layer| layer.null_model) {
        Some(model) => null_model(&contacts, model, world),
        None => contacts,
    };
    let stored = layers.iter().zip(contacts.kinds()).filter(|(_, kind)| kind.bit().is_some());
    let spreads: Vec<f64> = stored.map(|(layer, _)| layer.tie_spread.draw(world)).collect();
    contacts.with_ties(Ties::new(&spreads, world))
}

/// From so many persons on, rows no longer fit near a processor, and ends are better brought to them in bins.
const MANY: u32 = 1 << 20;

/// About what part of the work it is to count the ends, and to put them down; the rest is to sort them.
const COUNTING: f64 = 0.4;
const PUTTING: f64 = 0.45;

/// Each layer's bit is its place among the stored ones.
fn kinds(layers: &[LayerSpec]) -> Vec<LayerKind> {
    let mut bits = 0..;
    let mut kind = |layer: &LayerSpec| match layer.generator {
        GeneratorSpec::WellMixed => LayerKind::WellMixed,
        _ => LayerKind::Stored(bits.next().expect("there is always another number")),
    };
    layers.iter().map(&mut kind).collect()
}

/// Puts every end down as soon as it is named.
fn assemble(persons: u32, kinds: Vec<LayerKind>, sources: &[Source], overlaps: &[Overlap]) -> ContactLayers {
    let mut counts = Counts::new(persons, LARGEST_PART);
    for source in sources {
        source.emit_all(&mut |i, j| counts.contact(i, j));
    }
    let mut rows = counts.into_rows(kinds);
    for (bit, source) in (0..).zip(sources) {
        source.emit_all(&mut |i, j| rows.contact(bit, i, j));
    }
    rows.finish(overlaps, 1)
}

/// The same in parts, by several threads.
fn assemble_in_parts(
    persons: u32,
    kinds: Vec<LayerKind>,
    sources: &[Source],
    overlaps: &[Overlap],
    threads: usize,
    told: &dyn Fn(f64),
) -> ContactLayers {
    let width = part_width(persons);
    let blocks = Blocks::new(sources);
    let mut counts = Counts::new(persons, width);
    let counted = |part: f64| told(COUNTING * part);
    scatter(&blocks, width, threads, &mut counts.parts(), |counts, person, _| counts[person] += 1, &counted);
    let mut rows = counts.into_rows(kinds);
    let put = |part: f64| told(COUNTING + PUTTING * part);
    scatter(&blocks, width, threads, &mut rows.parts(), Part::put, &put);
    rows.finish(overlaps, threads)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contacts::End;
    use crate::scenario::Quantity;

    const WORLD: World = World { seed: 20_101_210, replicate: 1 };

    fn generator() -> impl Strategy<Value = GeneratorSpec> {
        let acquaintance = (0.0..30.0, 1.0..8.0, 0.0..6.0, 2.0..60.0, 0.0..=1.0, 0.0..1.5).prop_map(
            |(mean_degree, household, groups, group_size, weak_ties, activity_spread)| GeneratorSpec::Acquaintance {
                mean_degree: Quantity::constant("mean_degree", mean_degree),
                household: Quantity::constant("household", household),
                groups: Quantity::constant("groups", groups),
                group_size: Quantity::constant("group_size", group_size),
                weak_ties: Quantity::constant("weak_ties", weak_ties),
                activity_spread: Quantity::constant("activity_spread", activity_spread),
            },
        );
        prop_oneof![
            3 => acquaintance,
            1 => (0.0..30.0).prop_map(GeneratorSpec::erdos_renyi),
            1 => (0u32..12).prop_map(|degree| GeneratorSpec::RandomRegular { degree }),
            1 => (0u32..12).prop_map(|degree| GeneratorSpec::RingLattice { degree }),
            1 => Just(GeneratorSpec::WellMixed),
        ]
    }

    fn layers() -> impl Strategy<Value = Vec<LayerSpec>> {
        proptest::collection::vec((generator(), proptest::option::of((0usize..3, 0.0..=1.0))), 0..4).prop_map(|specs| {
            let layer = |(at, (generator, overlap)): (usize, (GeneratorSpec, Option<(usize, f64)>))| {
                let layer = LayerSpec::new(&format!("layer {at}"), generator);
                match overlap {
                    Some((with, share)) if with < at => layer.overlapping(with, share),
                    _ => layer,
                }
            };
            specs.into_iter().enumerate().map(layer).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn threads_and_parts_change_nothing(layers in layers(), persons in 0u32..12_000, seed: u64) {
            let world = World { seed, replicate: 0 };
            let alone = build(&layers, persons, &world);
            for threads in [2, 8] {
                let threads = NonZeroUsize::new(threads).expect("not 0");
                prop_assert!(build_by(threads, &layers, persons, &world) == alone);
            }
        }

        #[test]
        fn contacts_are_mutual_sorted_and_never_with_oneself(layers in layers(), persons in 0u32..300, seed: u64) {
            let contacts = build(&layers, persons, &World { seed, replicate: 0 });
            prop_assert_eq!(contacts.persons(), persons);
            for (i, ends) in contacts.iter() {
                let others: Vec<u32> = ends.iter().map(|&end| contacts.person(end)).collect();
                prop_assert!(others.is_sorted_by(|a, b| a < b) && others.iter().all(|&j| j < persons && j != i));
                for &end in ends {
                    let mask = contacts.mask(end);
                    prop_assert!(mask != 0 && mask >> contacts.stored() == 0);
                    let back = End(((u64::from(mask) << (32 - contacts.stored())) as u32) | i);
                    prop_assert!(contacts.of(contacts.person(end)).contains(&back));
                }
            }
        }

        #[test]
        fn the_same_world_has_the_same_contacts(layers in layers(), persons in 0u32..300) {
            prop_assert!(build(&layers, persons, &WORLD) == build(&layers, persons, &WORLD));
        }
    }

    #[test]
    fn another_layer_changes_nothing() {
        let phone = LayerSpec::new("phone", GeneratorSpec::acquaintance(15.0));
        let alone = build(std::slice::from_ref(&phone), 3000, &WORLD);
        for qq in [GeneratorSpec::acquaintance(20.0), GeneratorSpec::WellMixed, GeneratorSpec::erdos_renyi(4.0)] {
            for (layers, at) in
                [([phone.clone(), LayerSpec::new("qq", qq.clone())], 0), ([LayerSpec::new("qq", qq), phone.clone()], 1)]
            {
                let both = build(&layers, 3000, &WORLD);
                assert!(both.pairs(at).eq(alone.pairs(0)));
            }
        }
    }

    #[test]
    fn replicates_and_names_have_their_own_contacts() {
        let pairs = |name: &str, world| {
            build(&[LayerSpec::new(name, GeneratorSpec::acquaintance(15.0))], 1000, &world).pairs(0).collect::<Vec<_>>()
        };
        assert_ne!(pairs("phone", WORLD), pairs("phone", World { replicate: 2, ..WORLD }));
        assert_ne!(pairs("phone", WORLD), pairs("qq", WORLD));
    }

    #[test]
    fn well_mixed_layers_store_nothing() {
        let contacts = build(&[LayerSpec::new("all", GeneratorSpec::WellMixed)], 1000, &WORLD);
        assert_eq!((contacts.len(), contacts.degree(3, 0), contacts.in_layer(3, 0).count()), (0, 999, 0));
    }
}
