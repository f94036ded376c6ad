//! Lives against the laws by which they are told: causes by their hazards, inviters by the strength of ties.

use headstart::contacts::{self, ContactLayers};
use headstart::engine::biography::{Biography, Event, Inviter, Station, biography};
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

/// A layer with circles of friends, and a platform on which unconnected groups invite.
const GROUPS: &str = r#"
start = 2011-01-01
end   = 2011-04-01
seed  = 7
[market]
agents    = 400
potential = 400
[contacts.phone.acquaintance]
mean_degree = 12
[platforms.first]
launch = 2011-01-01
media  = "0.5%/day"
invite = { phone = "1%/day" }
kernel = "components"
churn  = "20%/month"
"#;

/// Two platforms that people use at once; on the second, a user of the first counts a quarter.
const COMPATIBLE: &str = r#"
start = 2011-01-01
end   = 2011-04-01
seed  = 7
[market]
agents    = 400
potential = 400
[contacts.phone.erdos_renyi]
mean_degree = 10
[platforms.first]
launch = 2011-01-01
media  = "2%/day"
churn  = "20%/month"
[platforms.second]
launch     = 2011-01-01
media      = "0.2%/day"
invite     = { phone = "0.5%/day" }
compatible = { first = "25%" }
churn      = "20%/month"
"#;

/// The lives of all persons of a run, and their contacts.
fn lives(scenario: &str, replicate: u64) -> (ContactLayers, Vec<Biography>) {
    let scenario = load(scenario, &[]);
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
    for life in (0..4).flat_map(|run| lives(SCENARIO, run).1) {
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
        let (contacts, lives) = lives(SCENARIO, run);
        for life in &lives {
            for station in &life.stations {
                let Event::Joins { cause, inviter: Some(inviter), .. } = &station.event else { continue };
                let layer = cause - 3;
                let there = |other: &u32| on_platform(&lives[*other as usize], 0, station.tick);
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

/// The members of each group that some contacts form, by their contacts in a layer.
fn groups(contacts: &ContactLayers, members: &[u32]) -> Vec<Vec<u32>> {
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for &member in members {
        let knows = |group: &Vec<u32>| group.iter().any(|one| contacts.in_layer(member, 0).any(|other| other == *one));
        let (near, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(knows);
        groups = apart;
        groups.push(near.into_iter().flatten().chain([member]).collect());
    }
    groups
}

/// Each group has the same chance, however many it has: the chance that somebody invites who is alone in theirs is the share of such groups,
/// not that of such persons, from which it lies 8 standard errors or more. Seed 7, four runs; 4 standard errors: error level 6 · 10⁻⁵.
#[test]
fn groups_invite_alike_however_large_they_are() {
    let (mut by_group, mut by_person) = (Score::default(), Score::default());
    for run in 0..4 {
        let (contacts, lives) = lives(GROUPS, run);
        for (person, tick, _, inviter) in lives.iter().flat_map(invitations) {
            let there = |other: &u32| on_platform(&lives[*other as usize], 0, tick);
            let members: Vec<u32> = contacts.in_layer(person, 0).filter(there).collect();
            let groups = groups(&contacts, &members);
            let lonely: Vec<u32> = groups.iter().filter(|group| group.len() == 1).map(|group| group[0]).collect();
            let alone = f64::from(u8::from(lonely.contains(&inviter.person)));
            for (score, all) in [(&mut by_group, groups.len()), (&mut by_person, members.len())] {
                let chance = lonely.len() as f64 / all as f64;
                score.add(alone, chance, chance * (1.0 - chance));
            }
        }
    }
    assert!(by_group.variance > 100.0 && by_group.errors().abs() < 4.0, "{}", by_group.errors());
    assert!(by_person.errors() > 8.0, "the test could not tell: {}", by_person.errors());
}

/// With a compatibility of 25 %, the chance that the inviter was on the platform itself is k / (k + (k′ − both) / 4 + both / 4), where k
/// contacts are on it, k′ on the other, some of them on both. Seed 7, four runs; 4 standard errors: error level 6 · 10⁻⁵. If all
/// counted alike it would lie 8 standard errors or more away.
#[test]
fn users_of_compatible_platforms_invite_as_much_less_as_they_count() {
    let (mut in_part, mut alike) = (Score::default(), Score::default());
    for run in 0..4 {
        let (contacts, lives) = lives(COMPATIBLE, run);
        for (person, tick, platform, inviter) in lives.iter().flat_map(invitations) {
            assert_eq!(platform, 1);
            let on = |other: u32| [0, 1].map(|p| f64::from(u8::from(on_platform(&lives[other as usize], p, tick))));
            let counts: Vec<[f64; 2]> = contacts.in_layer(person, 0).map(on).collect();
            for (score, share) in [(&mut in_part, 0.25), (&mut alike, 1.0)] {
                let all: f64 = counts.iter().map(|[first, second]| share * first + second).sum();
                let own: f64 = counts.iter().map(|[first, second]| second * (share * first + 1.0)).sum();
                let chance = own / all;
                score.add(f64::from(u8::from(inviter.on == 1)), chance, chance * (1.0 - chance));
            }
        }
    }
    assert!(in_part.variance > 100.0 && in_part.errors().abs() < 4.0, "{} {}", in_part.errors(), in_part.variance);
    assert!(alike.errors() > 8.0, "the test could not tell: {}", alike.errors());
}

/// Person, tick, platform and inviter of each join by invitation.
fn invitations(life: &Biography) -> Vec<(u32, u32, usize, Inviter)> {
    let of = |station: &Station| match &station.event {
        Event::Joins { turn, inviter: Some(inviter), .. } => Some((life.person, station.tick, turn.platform, *inviter)),
        _ => None,
    };
    life.stations.iter().filter_map(of).collect()
}

/// Whether a person was on a platform at the beginning of a tick.
fn on_platform(life: &Biography, platform: usize, tick: u32) -> bool {
    let turns = life.stations.iter().filter(|station| station.tick < tick);
    turns
        .filter_map(|station| match &station.event {
            Event::Joins { turn, .. } if turn.platform == platform => Some(true),
            Event::Leaves(turn) if turn.platform == platform => Some(false),
            _ => None,
        })
        .next_back()
        .unwrap_or(false)
}
