//! Lives against the laws by which they are told: causes by their hazards, inviters by the strength of ties.

use headstart::contacts::{self, ContactLayers};
use headstart::engine::biography::{Biography, Event, biography};
use headstart::engine::fast;
use headstart::market::Market;
use headstart::rng::World;

use super::runs::load;

/// Two layers with strong and weak ties, media and a campaign; most of 400 persons join, leave and return.
const SCENARIO: &str = r#"
start = 2011-01-01
end   = 2011-07-01
seed  = 7
[market]
agents    = 400
potential = 400
[market.audiences.fans]
share = "50%"
[contacts.phone.erdos_renyi]
mean_degree = 10
tie_spread  = 1.0
[contacts.work.erdos_renyi]
mean_degree = 20
tie_spread  = 0.5
[platforms.first]
launch  = 2011-01-01
media   = "1%/day"
invite  = { phone = "0.5%/day", work = "0.3%/day" }
churn   = "20%/month"
seeding = [{ audience = "fans", rate = "2%/day" }]
"#;

/// The lives of all persons of a run, and their contacts.
fn lives(replicate: u64) -> (ContactLayers, Vec<Biography>) {
    let scenario = load(SCENARIO, &[]);
    let world = World { seed: scenario.seed, replicate };
    let market = Market::new(&scenario, world);
    let contacts = contacts::build(&scenario.layers, scenario.market.agents, &world);
    let (_, paths) = fast::run_with_paths(&market, &contacts);
    let lives = (0..400).map(|person| biography(&market, &contacts, &paths, person)).collect();
    (contacts, lives)
}

/// What is more often than it should be, in standard errors: the sum of deviations from their means over the root of the sum of
/// their variances.
#[derive(Default)]
struct Score {
    deviations: f64,
    variance: f64,
}

impl Score {
    fn add(&mut self, value: f64, mean: f64, variance: f64) {
        self.deviations += value - mean;
        self.variance += variance;
    }

    fn errors(&self) -> f64 {
        self.deviations / self.variance.sqrt()
    }
}

/// Given the hazards of a join, each cause has its share of them as its chance. Seed 7, four runs, some 3,000 joins; 4 standard
/// errors for each of media, seeding and two layers: error level 3 · 10⁻⁴ in all.
#[test]
fn causes_come_in_proportion_to_their_hazards() {
    let mut scores: [Score; 4] = Default::default();
    let mut joins = 0;
    for life in (0..4).flat_map(|run| lives(run).1) {
        for station in &life.stations {
            let Event::Joins { turn, cause, .. } = &station.event else { continue };
            joins += 1;
            let all: f64 = turn.rates.iter().sum();
            for (at, (score, rate)) in scores.iter_mut().zip(&turn.rates).enumerate() {
                let chance = rate / all;
                score.add(f64::from(u8::from(*cause == at + 1)), chance, chance * (1.0 - chance));
            }
        }
    }
    assert!(joins > 2500, "{joins}");
    for score in scores {
        assert!(score.variance > 100.0 && score.errors().abs() < 4.0, "{}", score.errors());
    }
}

/// Given who is there, a contact's chance to be the one who invited is the share of its strength in all strengths: the mean strength
/// of the inviter is then Σw²/Σw, not the plain mean, from which it lies 17 standard errors or more. Seed 7, four runs; 4 standard
/// errors in each layer: error level 1.3 · 10⁻⁴ in all.
#[test]
fn strong_ties_invite_as_much_more_often_as_they_are_strong() {
    let (mut by_strength, mut evenly): ([Score; 2], [Score; 2]) = Default::default();
    for run in 0..4 {
        let (contacts, lives) = lives(run);
        for life in &lives {
            for station in &life.stations {
                let Event::Joins { cause, inviter: Some(inviter), .. } = &station.event else { continue };
                let layer = cause - 3;
                let there = |other: &u32| on_platform(&lives[*other as usize], station.tick);
                let weight = |other: u32| f64::from(contacts.weight(life.person, other, layer));
                let weights: Vec<f64> = contacts.in_layer(life.person, layer).filter(there).map(weight).collect();
                assert_eq!(weights.len(), station.around.layers[layer].users[0] as usize);
                let power = |exponent: i32| weights.iter().map(|weight| weight.powi(exponent)).sum::<f64>();
                let (mean, square) = (power(2) / power(1), power(3) / power(1));
                by_strength[layer].add(weight(inviter.person), mean, square - mean * mean);
                let (mean, square) = (power(1) / power(0), power(2) / power(0));
                evenly[layer].add(weight(inviter.person), mean, square - mean * mean);
            }
        }
    }
    for (score, even) in by_strength.iter().zip(&evenly) {
        assert!(score.errors().abs() < 4.0, "{}", score.errors());
        assert!(even.errors() > 8.0, "the test could not tell: {}", even.errors());
    }
}

/// Whether a person was on the platform at the beginning of a tick.
fn on_platform(life: &Biography, tick: u32) -> bool {
    let turns = life.stations.iter().filter(|station| station.tick < tick);
    turns
        .filter_map(|station| match station.event {
            Event::Joins { .. } => Some(true),
            Event::Leaves(_) => Some(false),
            _ => None,
        })
        .next_back()
        .unwrap_or(false)
}
