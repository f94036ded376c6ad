//! Layers of contacts by weight, degree, place, community and block: from the file to the contacts.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use headstart::contacts::{build, measure};
use headstart::rng::World;
use headstart::scenario::{
    self, BlockModel, Blocks, DegreeLaw, GeneratorSpec, Overrides, Quantity, Scenario, Template, WeightLaw, uncertain,
};

const FRAME: &str = "start = 2024-01-01\nend = 2024-02-01\nmarket = { agents = 5_000, potential = \"1M\" }\n\
                     [platforms.first]\nlaunch = 2024-01-01\nmedia = \"1%/day\"\n";

const BY_PLACE: &str = "
[contacts.map.girg]
mean_degree = 12
temperature = { uniform = { low = 0.6, high = 0.8 } }
[contacts.hubs.chung_lu]
mean_degree = { lognormal = { median = 10, spread = 0.1 }, source = \"survey\" }
weights = { power_law = { exponent = 2.5, most = 200 } }
overlap = { with = \"map\", share = \"50%\" }
[contacts.degrees.configuration]
degrees = { shares = [{ degree = 1, share = \"25%\" }, { degree = 5, share = { uniform = { low = \"70%\", high = \"80%\" } } }] }
[contacts.cities.stochastic_block_model]
blocks = [
  { name = \"south\", share = \"20%\", contacts = { south = 10, north = { uniform = { low = 3, high = 5 } } } },
  { name = \"north\", share = \"80%\", contacts = { north = 8 } },
]
";

const BY_LAW: &str = "
[contacts.clans.lfr]
mean_degree = 12
mixing = { triangular = { low = \"10%\", mode = \"20%\", high = \"40%\" } }
[contacts.tail.configuration]
degrees = { power_law = { exponent = 2.5, least = 3, most = 100 } }
[contacts.villages.stochastic_block_model]
number = 50
within = 12
between = 3
[contacts.plain.chung_lu]
mean_degree = 12
";

fn template(layers: &str) -> Template {
    let text = format!("{FRAME}{layers}");
    Template::load_text(&text, Path::new("x.toml"), &Overrides::default())
        .unwrap_or_else(|problems| panic!("{problems}"))
}

fn scenario(layers: &str) -> Scenario {
    template(layers).loaded().scenario.clone()
}

#[test]
fn laws_are_read_as_they_are_written() {
    let found = scenario(BY_PLACE).layers;
    let GeneratorSpec::Girg { weights: WeightLaw::Lognormal { spread }, temperature, region_spread, .. } =
        &found[0].generator
    else {
        panic!("{:?}", found[0])
    };
    assert_eq!((spread.median(), temperature.median(), region_spread.median()), (0.55, 0.7, 0.2));
    assert_eq!(spread.key, "contacts.map.girg.weights.lognormal.spread");
    let GeneratorSpec::ChungLu { weights: WeightLaw::PowerLaw { exponent, most }, .. } = &found[1].generator else {
        panic!("{:?}", found[1])
    };
    assert_eq!((exponent.median(), most.as_ref().map(Quantity::median)), (2.5, Some(200.0)));
    let GeneratorSpec::Configuration { degrees: DegreeLaw::Shares(shares) } = &found[2].generator else {
        panic!("{:?}", found[2])
    };
    assert_eq!(shares.iter().map(|entry| entry.degree).collect::<Vec<_>>(), [1, 5]);
    let GeneratorSpec::StochasticBlockModel(BlockModel::Matrix { pairs, .. }) = &found[3].generator else {
        panic!("{:?}", found[3])
    };
    let cells: Vec<(usize, usize, f64)> = pairs.iter().map(|pair| (pair.of, pair.with, pair.mean.median())).collect();
    assert_eq!(cells, [(0, 0, 10.0), (0, 1, 4.0), (1, 1, 8.0)]);

    let found = scenario(BY_LAW).layers;
    let GeneratorSpec::Lfr { degree_most, size_least, size_most, .. } = &found[0].generator else {
        panic!("{:?}", found[0])
    };
    assert_eq!((degree_most.median(), *size_least, *size_most), (150.0, 20, 200));
    let alike = |generator: &GeneratorSpec| {
        matches!(generator, GeneratorSpec::StochasticBlockModel(BlockModel::Alike { blocks: Blocks::Equal(50), .. }))
    };
    assert!(alike(&found[2].generator));
}

/// Asked for: 12; 10; .25 · 1 + .75 · 5 = 4; .2 · 14 + .8 · 9 = 10. 12; Σ k^(−1.5)/Σ k^(−2.5) = 6.457 from 3 to 100; 15; 12.
#[test]
fn mean_degrees_are_those_of_the_laws() {
    for (layers, expected) in [(BY_PLACE, [12.0, 10.0, 4.0, 10.0]), (BY_LAW, [12.0, 6.457, 15.0, 12.0])] {
        let mut layers = scenario(layers).layers;
        for (layer, expected) in layers.iter_mut().zip(expected) {
            let asked = layer.generator.mean_degree(Quantity::median).unwrap();
            assert!((asked / expected - 1.0).abs() < 2e-3, "{}: {asked}", layer.name);
            layer.overlap = None;
            let world = World { seed: 5, replicate: 1 };
            let drawn = layer.generator.mean_degree(|number| number.draw(&world)).unwrap();
            let contacts = build(std::slice::from_ref(layer), 20_000, &world);
            let found = measure::degrees(&contacts, 0).mean;
            assert!((found / drawn - 1.0).abs() < 0.04, "{}: {found} for {drawn}", layer.name);
        }
    }
}

#[test]
fn what_is_resolved_loads_as_the_same_layers() {
    for layers in [BY_PLACE, BY_LAW] {
        let template = template(layers);
        let text = scenario::resolved_toml(template.loaded());
        let again = scenario::load_text(&text, Path::new("x.toml"), &Overrides::default());
        let again = again.unwrap_or_else(|problems| panic!("{text}\n{problems}")).scenario;
        assert_eq!(again.layers, template.loaded().scenario.layers);
    }
}

#[test]
fn every_uncertain_number_of_a_law_can_be_pinned() {
    for (layers, number) in [(BY_PLACE, 4), (BY_LAW, 1)] {
        let template = template(layers);
        let inputs = uncertain(template.loaded());
        assert_eq!(inputs.len(), number, "{inputs:?}");
        let settings: Vec<String> = inputs.iter().map(|input| input.setting(0.5)).collect();
        let pinned = template.with(&settings).unwrap_or_else(|problems| panic!("{settings:?}\n{problems}"));
        assert!(uncertain(&pinned).is_empty());
        assert_ne!(pinned.scenario.layers, template.loaded().scenario.layers);
    }
}

#[test]
fn a_key_of_a_law_or_a_block_can_be_set() {
    let set = [
        "contacts.hubs.chung_lu.weights.power_law.exponent=2.8",
        "contacts.map.girg.weights={ power_law = { exponent = 3 } }",
        "contacts.cities.stochastic_block_model.blocks.north.contacts.north=9",
        "contacts.degrees.configuration.degrees={ poisson = { mean = 7 } }",
    ];
    let changed = template(BY_PLACE).with(&set.map(str::to_owned)).unwrap_or_else(|problems| panic!("{problems}"));
    let means: Vec<f64> = changed.scenario.layers[2..]
        .iter()
        .map(|layer| layer.generator.mean_degree(Quantity::median).unwrap())
        .collect();
    assert!((means[0] - 7.0).abs() < 1e-12 && (means[1] - 10.8).abs() < 1e-12, "{means:?}");
    assert!(matches!(
        changed.scenario.layers[0].generator,
        GeneratorSpec::Girg { weights: WeightLaw::PowerLaw { most: None, .. }, .. }
    ));
}
