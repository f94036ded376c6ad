//! Who has enough contacts on a platform stays: what is left of its users after an exodus.

use headstart::contacts;
use headstart::market::Market;
use headstart::rng::World;
use headstart::scenario::{GeneratorSpec, PlatformSpec, Scenario};

use crate::mechanisms::{about, agreed};
use crate::support::{always, layer, platform, quantity, scenario};

/// Everybody is on a platform that whoever loses interest leaves at once and for good.
fn everybody(agents: u32, days: i32, degree: f64, change: impl FnOnce(&mut PlatformSpec)) -> Scenario {
    let mut made = scenario(agents, days, 1.0);
    made.layers.push(layer("phone", GeneratorSpec::ErdosRenyi { mean_degree: quantity(degree) }));
    let mut spec = platform("friendster", 1);
    (spec.initial_users, spec.invite[0]) = (quantity(f64::from(agents)), always(0.1));
    (spec.churn, spec.returning) = (quantity(1000.0), quantity(0.0));
    change(&mut spec);
    made.platforms.push(spec);
    made
}

/// The number of persons that remain when whoever has fewer than `least` contacts among the rest is taken away, one after the other.
fn core(scenario: &Scenario, least: usize) -> usize {
    let world = World { seed: scenario.seed, replicate: 0 };
    let market = Market::new(scenario, world);
    let contacts = contacts::build(&scenario.layers, market.population.agents, &world);
    let mut rest: Vec<Option<Vec<u32>>> =
        (0..market.population.agents).map(|person| Some(contacts.in_layer(person, 0).collect())).collect();
    while let Some(weak) = rest.iter().position(|mine| mine.as_ref().is_some_and(|mine| mine.len() < least)) {
        rest[weak] = None;
        rest.iter_mut().flatten().for_each(|others| others.retain(|&other| other as usize != weak));
    }
    rest.into_iter().flatten().count()
}

/// On any graph the survivors are those of the k-core, which is found here by taking persons away one by one (Garcia et al. 2013).
#[test]
fn an_exodus_ends_at_the_core() {
    for (degree, least) in [(2.0, 1), (3.0, 2), (4.0, 3), (5.0, 4), (6.0, 3)] {
        let made = everybody(600, 60, degree, |spec| spec.quorum = quantity(f64::from(least)));
        let run = agreed(&made);
        let (left, core) = (run.row(60, 0).active, core(&made, least as usize));
        println!("degree {degree}, at least {least}: {left} users, core {core}");
        assert_eq!(left as usize, core, "degree {degree}, at least {least}");
        assert_eq!(run.row(60, 0).registered, 600);
    }
}

/// Not reached by anybody, or not asked for, a quorum changes nothing, to the byte.
#[test]
fn a_quorum_of_nobody_changes_nothing() {
    let with = |quorum: f64, stickiness: f64| {
        agreed(&everybody(1000, 20, 4.0, |spec| {
            (spec.churn, spec.quorum, spec.stickiness) = (quantity(0.1), quantity(quorum), quantity(stickiness));
        }))
    };
    for stickiness in [0.0, 1.0] {
        let without = with(0.0, stickiness);
        assert_eq!(with(100.0, stickiness), without);
        assert_ne!(with(2.0, stickiness), without);
    }
}

/// The quorum holds against churn alone: an outage drives those away, too, who have enough contacts.
#[test]
fn a_quorum_does_not_hold_against_an_outage() {
    let mut made = everybody(20_000, 1, 20.0, |spec| spec.quorum = quantity(1.0));
    made.platforms[0].outages.push(headstart::scenario::OutageSpec {
        name: None,
        date: crate::random::day(0),
        duration: quantity(1.0),
        leave: quantity(0.25),
        reputation_loss: quantity(0.0),
        recovery: quantity(1.0),
    });
    about(agreed(&made).row(1, 0).left, 20_000, 0.25);
}
