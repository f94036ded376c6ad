//! What the heads of `scenarios/teaching` tell of the law and of the changes to try, with the files as they are shipped but for the number of runs.

use std::path::Path;

use headstart::experiment::{Ensemble, Outcome};
use headstart::scenario::{self, Overrides, Scenario};

use crate::runs::{Mean, active_shares, run};

/// A lesson with some settings changed.
fn lesson(name: &str, settings: &[&str]) -> Scenario {
    let overrides = Overrides { set: settings.iter().map(|&one| one.to_owned()).collect(), ..Overrides::default() };
    let path = Path::new("scenarios/teaching").join(name).with_extension("toml");
    let loaded = scenario::load(&path, &overrides);
    loaded.unwrap_or_else(|problems| panic!("{name}\n{problems}")).scenario
}

/// Shares of the persons who are active on a platform on the last day.
fn at_the_end(scenario: &Scenario, platform: usize) -> Vec<f64> {
    active_shares(scenario, platform, &[scenario.days() as usize]).concat()
}

/// The chance that the platform at a position wins, with the error that it has if it is `expected`.
fn wins(scenario: &Scenario, platform: usize, expected: f64) -> Mean {
    let all: Ensemble = run(scenario, |_: &Outcome| ());
    let spread = (expected * (1.0 - expected)).sqrt();
    let runs = all.runs as f64;
    Mean { value: all.wins[platform] as f64 / runs, error: spread / runs.sqrt(), spread }
}

#[test]
fn every_lesson_is_tested_here() {
    let here = include_str!("teaching.rs");
    let mut lessons = 0;
    for file in std::fs::read_dir("scenarios/teaching").expect("lessons").map(|file| file.expect("readable").path()) {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(here.contains(&format!("(\"{name}\", ")), "{name} has no test");
        lessons += 1;
    }
    assert!(lessons >= 12, "{lessons} lessons");
}

/// 10 runs. 4 standard errors; .002 for a tick of ten minutes.
#[test]
fn bass() {
    let scenario = lesson("bass", &["runs=10"]);
    let shares = active_shares(&scenario, 0, &[5, 10, 20]);
    for (at, expected) in [0.33120, 0.81280, 0.99626].into_iter().enumerate() {
        let of_day: Vec<f64> = shares.iter().map(|run| run[at]).collect();
        Mean::of(&of_day).expect("Bass", expected, 0.002);
    }
    let coarse = active_shares(&lesson("bass", &["runs=10", "tick=1 day"]), 0, &[5]).concat();
    Mean::of(&coarse).expect("F(5) with ticks of a day", 0.261, 0.002);
}

/// 500 runs a day of head start. 4 standard errors; .02 for N = 2,000 and ticks of half an hour.
#[test]
fn head_start() {
    for (day, expected) in [("01", 0.5), ("02", 0.73106), ("03", 0.88080)] {
        let scenario = lesson("head-start", &["runs=500", &format!("platforms.rival.launch=2011-01-{day}")]);
        wins(&scenario, 0, expected).expect(&format!("the first wins, rival on day {day}"), expected, 0.02);
    }
}

/// Final shares of the first of two equal platforms with a first users each: mean ½, standard deviation 1/√(4(2a + 1)). 300 runs; the error of a
/// standard deviation of numbers without heavy tails is below σ/√(2n). 4 of them; .01 for ticks of two hours.
#[test]
fn lock_in() {
    for (first, expected) in [(1, 0.288_68), (10, 0.109_11), (100, 0.035_27)] {
        let settings = ["red", "blue"].map(|one| format!("platforms.{one}.initial_users={first}"));
        let shares = at_the_end(&lesson("lock-in", &["runs=300", &settings[0], &settings[1]]), 0);
        let mean = Mean::of(&shares);
        mean.expect(&format!("mean share from {first}"), 0.5, 0.0);
        let spread = Mean { value: mean.spread, error: mean.spread / 600f64.sqrt(), spread: 0.0 };
        spread.expect(&format!("spread of the share from {first}"), expected, 0.05 * expected);
    }
}

/// 20 runs. 4 standard errors and .005, for what is finite near a critical point; above it, .002 for what is left over by chance.
#[test]
fn critical_mass() {
    Mean::of(&at_the_end(&lesson("critical-mass", &[]), 0)).expect("from 26 %", 0.44939, 0.005);
    let above = at_the_end(&lesson("critical-mass", &["platforms.novelty.initial_users=2900"]), 0);
    Mean::of(&above).expect("from 29 %", 1.0, 0.002);
    let simpler = at_the_end(&lesson("critical-mass", &["platforms.novelty.threshold=2"]), 0);
    Mean::of(&simpler).expect("with two friends from 26 %", 1.0, 0.002);
}

/// 10 runs. 4 standard errors and 1/N.
#[test]
fn winner_takes_all() {
    let scenario = lesson("winner-takes-all", &["runs=10"]);
    Mean::of(&at_the_end(&scenario, 0)).expect("the stronger", 0.8, 0.0005);
    assert!(at_the_end(&scenario, 1).iter().all(|&share| share < 1e-9), "nobody is left on the weaker one");
    assert_eq!(run(&scenario, |_| ()).wins[0], 10);
}

/// 10 runs. 4 standard errors and .002 for N = 5,000 and ticks of half a day.
#[test]
fn multi_homing() {
    for (share, expected) in [("25%", [0.72470, 0.19136]), ("50%", [0.71914, 0.45247])] {
        let settings = ["stronger", "weaker"].map(|one| format!("platforms.{one}.multihoming={share}"));
        let scenario = lesson("multi-homing", &["runs=10", &settings[0], &settings[1]]);
        for (platform, expected) in expected.into_iter().enumerate() {
            Mean::of(&at_the_end(&scenario, platform)).expect(&format!("at ε = {share}"), expected, 0.002);
        }
    }
    let apart = ["platforms.stronger.multihoming=10%", "platforms.weaker.multihoming=10%", "runs=5"];
    let dying = Mean::of(&at_the_end(&lesson("multi-homing", &apart), 1));
    assert!(dying.value < 0.005, "below the threshold the weaker one dies out: {}", dying.value);
}

/// 20 runs. 4 standard errors and .003 for first users outside of the giant component.
#[test]
fn invitations() {
    Mean::of(&at_the_end(&lesson("invitations", &["runs=20"]), 0)).expect("at K = 1.5", 0.58281, 0.003);
    let below = lesson("invitations", &["runs=40", "platforms.app.invite_once.friends=16%"]);
    let users: Vec<f64> = at_the_end(&below, 0).iter().map(|share| share * 20_000.0).collect();
    Mean::of(&users).expect("users at K = .8", 250.0, 250.0 * 0.02);
}

/// Exact on the ring, from two side by side or with one between them; with ties rewired, what the head says.
#[test]
fn wide_bridges() {
    let ring = lesson("wide-bridges", &["runs=1"]);
    let walked = active_shares(&ring, 0, &[100, 498, 499])[0].clone();
    let users: Vec<u32> = walked.iter().map(|share| (share * 1000.0).round() as u32).collect();
    assert!(users == [202, 998, 1000] || users == [201, 997, 1000], "{users:?}");
    let rewired = "contacts.friends.watts_strogatz.rewired=10%";
    assert!(at_the_end(&lesson("wide-bridges", &[rewired]), 0).iter().filter(|&&share| share < 0.5).count() >= 18);
    let simple = lesson("wide-bridges", &["platforms.app.threshold=1", "runs=1"]);
    let reached: Vec<bool> = active_shares(&simple, 0, &[248, 250])[0].iter().map(|&share| share > 0.9999).collect();
    assert_eq!(reached, [false, true], "simple contagion walks two persons a step");
    let short = active_shares(&lesson("wide-bridges", &["platforms.app.threshold=1", rewired]), 0, &[20]).concat();
    assert!(short.iter().all(|&share| share > 0.9), "{short:?}");
}

/// 10 runs. 4 standard errors.
#[test]
fn exodus() {
    Mean::of(&at_the_end(&lesson("exodus", &["runs=10"]), 0)).expect("the 3-core", 0.66467, 0.0);
    let gone = at_the_end(&lesson("exodus", &["contacts.friends.erdos_renyi.mean_degree=3.2"]), 0);
    assert!(gone.iter().all(|&share| share < 0.01), "{gone:?}");
}

/// 200 runs. 4 standard errors and .08: an hour's tick, and a median that is not the mean, move even odds by a user.
#[test]
fn seeding_race() {
    wins(&lesson("seeding-race", &["runs=200"]), 1, 0.5).expect("46 against 100", 0.5, 0.08);
    for (rate, few, many) in [("120%/day", 36, 58), ("150%/day", 9, 20), ("80%/day", 185, 255)] {
        let with = |users: u32| {
            let users = format!("platforms.b.initial_users={users}");
            run(&lesson("seeding-race", &["runs=60", &users, &format!("platforms.b.invite.everybody={rate}")]), |_| ())
                .wins[1]
        };
        let (few, many) = (with(few), with(many));
        assert!(few < 20 && many > 40, "{rate}: {few} and {many} of 60");
    }
}

/// Exact.
#[test]
fn crowd() {
    let scenario = lesson("crowd", &[]);
    for day in [1, 50, 99, 100, 119] {
        let users: Vec<f64> = active_shares(&scenario, 0, &[day]).concat().iter().map(|share| share * 100.0).collect();
        assert!(users.iter().all(|users| (users - (day as f64).min(100.0)).abs() < 1e-9), "day {day}: {users:?}");
    }
    let rest: Vec<String> = (3..100).map(|one| one.to_string()).collect();
    let changed =
        lesson("crowd", &[&format!("platforms.riot.threshold={{ listed = [0, 2, 2, {}] }}", rest.join(", "))]);
    assert!(at_the_end(&changed, 0).iter().all(|share| (share - 0.01).abs() < 1e-9));
}

/// The second city's delay: how long the users go from a quarter to three quarters of all persons, in the mean over 20 runs. Ten times fewer bridges
/// make it longer by ln(10)/λ = 8.5 days, λ = .27 a day; 3 standard errors and a day for first users who are few.
#[test]
fn bridges() {
    let delay = |between: &str| {
        let scenario = lesson("bridges", &[&format!("contacts.friends.stochastic_block_model.between={between}")]);
        let days: Vec<usize> = (0..=scenario.days() as usize).collect();
        let curves = active_shares(&scenario, 0, &days);
        let after = |curve: &[f64], share: f64| curve.iter().position(|&users| users > share).expect("both cities");
        let delays: Vec<f64> = curves.iter().map(|curve| (after(curve, 0.75) - after(curve, 0.25)) as f64).collect();
        Mean::of(&delays)
    };
    let (few, many) = (delay("0.003"), delay("0.03"));
    println!("days between the cities: {:.1} ± {:.1} and {:.1} ± {:.1}", few.value, few.error, many.value, many.error);
    let (longer, error) = (few.value - many.value, few.error.hypot(many.error));
    assert!((longer - 8.5).abs() < 3.0 * error + 1.0, "{longer} ± {error} days longer");
}

/// Spread of the share of 21 persons, standard deviation of Beta-binomial(21, α, α)/21: .30209 at α = 1, .21429 at α = 3. 400 runs; the error of a standard
/// deviation of numbers without heavy tails is below σ/√(2n). 4 of them; 3 % for ticks of an hour.
#[test]
fn herding() {
    for (own, expected) in [("5%/day", 0.302_09), ("15%/day", 0.214_29)] {
        let settings = ["first", "second"].map(|one| format!("platforms.{one}.media={own}"));
        let mean = Mean::of(&at_the_end(&lesson("herding", &[&settings[0], &settings[1]]), 0));
        mean.expect(&format!("mean share at {own}"), 0.5, 0.0);
        let spread = Mean { value: mean.spread, error: mean.spread / 800f64.sqrt(), spread: 0.0 };
        spread.expect(&format!("spread of the share at {own}"), expected, 0.03 * expected);
    }
}

/// 3 runs. 4 standard errors, those of the law: half the difference of two networks wanders with the variance ρ/(2(2 − σ)N), the size of one alone has
/// (1/6)(5/6)/N; .001, as what is finite lies a little lower.
#[test]
fn attention() {
    let shares = |settings: &[&str], spreads: [f64; 2]| {
        let mut ends = [Vec::new(), Vec::new()];
        run(&lesson("attention", &[&["runs=3"], settings].concat()), |outcome: &Outcome| {
            for (ends, one) in ends.iter_mut().zip(&outcome.platforms) {
                ends.push(one.active / 10_000.0);
            }
        });
        [0, 1].map(|p| Mean { error: spreads[p] / 3f64.sqrt(), spread: spreads[p], ..Mean::of(&ends[p]) })
    };
    for one in shares(&[], [0.009; 2]) {
        one.expect("each of two that live side by side", 2.0 / 3.0, 0.001);
    }
    let apart = ["market.attention=1.95", "platforms.first.initial_users=7700", "platforms.second.initial_users=5700"];
    for settings in [&["market.attention=2.5"][..], &apart] {
        let [winner, loser] = shares(settings, [0.0037, 0.0]);
        winner.expect("one that takes all", 5.0 / 6.0, 0.001);
        loser.expect("the other", 0.0, 1e-9);
    }
}

/// 5 runs each. Exact.
#[test]
fn compatibility() {
    for (price, spreads) in [("0.12", false), ("0.05", true), ("0.22", true)] {
        let settings = ["runs=5", &format!("choice.price={price}")];
        for share in at_the_end(&lesson("compatibility", &settings), 1) {
            assert_eq!((share > 0.999, share < 0.1), (spreads, !spreads), "{share} on the new one at {price}");
        }
    }
}
