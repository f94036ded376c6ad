//! The groups that a layer's generator puts persons into: the blocks of a block model, the communities of LFR.

use super::acquaintance::towns;
use super::lfr;
use super::measure::Grouping;
use super::members::Members;
use super::stochastic_block_model as block_model;
use crate::rng::World;
use crate::scenario::{BlockModel, Blocks, GeneratorSpec, LayerSpec};

/// The groups of a layer in one world, if its generator makes any. Who is no member of the layer is in a group of their own.
pub fn grouping(layer: &LayerSpec, persons: u32, world: &World) -> Option<Grouping> {
    let members = Members::new(layer, persons, world);
    let (what, mut names, starts) = match &layer.generator {
        GeneratorSpec::StochasticBlockModel(model) => {
            let starts = block_model::starts(members.number(), model, world);
            ("blocks", block_names(model), starts)
        }
        GeneratorSpec::Lfr { size_exponent, size_least, size_most, .. } => {
            let stream = lfr::size_draws(world.stream(&format!("contacts {}", layer.name)));
            let sizes = (*size_least, *size_most);
            let starts = lfr::communities(members.number(), size_exponent.draw(world), sizes, stream);
            ("communities", numbered(starts.len() - 1), starts)
        }
        _ => return None,
    };
    let mut of = vec![names.len() as u32; persons as usize];
    for (group, range) in (0..).zip(starts.windows(2)) {
        (range[0]..range[1]).for_each(|place| of[members.person(place) as usize] = group);
    }
    names.push("not in the layer".to_owned());
    Some(Grouping { what: what.to_owned(), names, of })
}

/// The towns of a layer: its persons in blocks of about 8,192 in their order.
pub fn towns_as_groups(persons: u32) -> Grouping {
    let of = towns(persons);
    let number = of.last().map_or(0, |last| *last as usize + 1);
    Grouping { what: "towns".to_owned(), names: numbered(number), of }
}

fn block_names(model: &BlockModel) -> Vec<String> {
    match model {
        BlockModel::Alike { blocks: Blocks::Equal(number), .. } => numbered(*number as usize),
        BlockModel::Alike { blocks: Blocks::Listed(blocks), .. } | BlockModel::Matrix { blocks, .. } => {
            blocks.iter().map(|block| block.name.clone()).collect()
        }
    }
}

fn numbered(number: usize) -> Vec<String> {
    (1..=number).map(|nth| nth.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::*;
    use crate::contacts::build_by;
    use crate::contacts::measure::GroupContacts;
    use crate::scenario::Quantity;

    const WORLD: World = World { seed: 31, replicate: 2 };

    fn between(generator: GeneratorSpec) -> GroupContacts {
        let layer = LayerSpec::new("phone", generator);
        let groups = grouping(&layer, 20_000, &WORLD).expect("the generator makes groups");
        let contacts = build_by(NonZeroUsize::MIN, &[layer], 20_000, &WORLD);
        GroupContacts::new(&contacts, 0, groups.largest(8))
    }

    /// Eight blocks, 6 contacts within and 2 outside: .75 stay, and each other block gets .25/7; 20,000 ends a block, standard
    /// errors below .0031.
    #[test]
    fn contacts_of_blocks_lead_where_the_model_says() {
        let number = |value| Quantity::constant("number", value);
        let blocks = Blocks::Equal(8);
        let model = BlockModel::Alike { blocks, within: number(6.0), between: number(2.0) };
        let found = between(GeneratorSpec::StochasticBlockModel(model));
        assert_eq!((found.what.as_str(), found.names[7].as_str(), found.persons[7]), ("blocks", "8", 2500));
        for a in 0..8 {
            for b in 0..8 {
                let expected = if a == b { 0.75 } else { 0.25 / 7.0 };
                assert!((found.share(a, b) - expected).abs() < 4.0 * 0.0031, "{a} to {b}: {}", found.share(a, b));
            }
        }
    }

    /// A share μ = .3 of everybody's contacts leads out of the community, but for the rounding of each to whole contacts.
    #[test]
    fn contacts_leave_communities_as_the_mixing_says() {
        let number = |value| Quantity::constant("number", value);
        let found = between(GeneratorSpec::Lfr {
            mean_degree: number(15.0),
            degree_exponent: number(2.5),
            degree_most: number(100.0),
            mixing: Quantity::constant("mixing", 0.3),
            size_exponent: number(1.5),
            size_least: 200,
            size_most: 2000,
        });
        assert_eq!((found.what.as_str(), found.names.len()), ("communities", 8));
        for community in 0..7 {
            let inside = found.share(community, community);
            assert!((inside - 0.7).abs() < 0.02, "{}: {inside}", found.names[community]);
        }
    }

    #[test]
    fn other_generators_make_no_groups_but_all_have_towns() {
        assert_eq!(grouping(&LayerSpec::new("phone", GeneratorSpec::acquaintance(15.0)), 10, &WORLD), None);
        assert_eq!(towns_as_groups(20_000).names, ["1", "2"]);
        assert!(towns_as_groups(0).names.is_empty());
    }
}
