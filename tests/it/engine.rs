//! The fast engine against the naive one, and what must hold for both.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use headstart::engine::{Row, Trajectory};
use headstart::scenario::{self, Overrides};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use sha2::{Digest, Sha256};

use crate::random::{both, both_while_certain, first_run, random_scenario};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_fast_engine_equals_the_oracle(scenario in random_scenario()) {
        let (fast, naive) = both_while_certain(&scenario);
        prop_assert_eq!(fast, naive);
    }

    #[test]
    fn agents_are_conserved(scenario in random_scenario()) {
        let run = first_run(&scenario);
        for platform in 0..run.platforms {
            let (mut registered, mut active) = (0, 0);
            for day in 0..=run.last_day() {
                let row = run.row(day, platform);
                registered += row.new;
                active = active + row.new + row.returned - row.left;
                prop_assert_eq!((row.registered, row.active), (registered, active));
                prop_assert_eq!(row.joined_by.iter().sum::<u32>(), row.new + row.returned);
                prop_assert!(row.multihomers <= row.active && row.active <= row.registered);
                prop_assert!(row.registered <= run.market[day]);
            }
        }
    }
}

/// Otherwise the equality above would say little.
#[test]
fn nearly_all_days_of_random_scenarios_are_compared() {
    let mut runner = TestRunner::deterministic();
    let (mut compared, mut all) = (0, 0);
    for _ in 0..200 {
        let scenario = random_scenario().new_tree(&mut runner).unwrap().current();
        let (fast, naive) = both_while_certain(&scenario);
        assert_eq!(fast, naive);
        (compared, all) = (compared + fast.market.len(), all + first_run(&scenario).market.len());
    }
    assert!(20 * compared > 19 * all, "{compared} of {all} days are compared");
}

/// Otherwise the equality above would say little.
#[test]
fn in_random_scenarios_enough_happens() {
    let mut runner = TestRunner::deterministic();
    let events = |runner: &mut TestRunner| {
        let scenario = random_scenario().new_tree(runner).unwrap().current();
        let happened = |row: &Row| f64::from(row.new + row.left + row.returned);
        first_run(&scenario).rows.iter().map(happened).sum::<f64>() / f64::from(scenario.market.agents)
    };
    let mut events: Vec<f64> = (0..200).map(|_| events(&mut runner)).collect();
    events.sort_by(f64::total_cmp);
    assert!(events[50] > 0.3, "a quarter of the scenarios have at most {} events a person", events[50]);
    assert!(events[100] > 1.0, "half of the scenarios have at most {} events a person", events[100]);
    assert!(events[180] > 5.0, "nine tenths of the scenarios have at most {} events a person", events[180]);
}

/// Every mechanism once, in five files. A fingerprint that changes is value-breaking: the same scenario gives other numbers than in the version
/// before, which belongs in the changelog.
const FINGERPRINTS: [(&str, &str); 5] = [
    ("tests/data/everything.toml", "0ef88d8423431a3b42b92889213bd081921ee04a620616796c34e8740e57cd10"),
    ("tests/data/everything-else.toml", "261c86cb3e745b70376542fe87dc54a7eff97cfd452c68cde0ca72e7154ea740"),
    ("tests/data/attention.toml", "2efa93d54c4a9677ea56d0acf1d94683bc5ea6ef0ebdc3e026f421ee3314b7d1"),
    ("tests/data/logit.toml", "59c420ae6a0a214d84365f67314d56ecd6d77489161744a2fcaf1a88b558fbfb"),
    ("tests/data/best-response.toml", "d1fbcd9d22acb608520b2d4b78386a1c35cfb69b26e49f1f11be49fa6eb10588"),
];

#[test]
fn fixed_scenarios_give_the_numbers_they_always_gave() {
    let found = FINGERPRINTS.map(|(path, _)| (path, fingerprint(path)));
    let found = found.each_ref().map(|(path, found)| (*path, found.as_str()));
    assert_eq!(found, FINGERPRINTS, "the engine gives the fingerprints on the left now");
}

/// What a scenario gives in two runs, on which both engines agree, and in which everybody is used and everything happens.
fn fingerprint(path: &str) -> String {
    let loaded = scenario::load(Path::new(path), &Overrides::default()).unwrap_or_else(|p| panic!("{p}"));
    let mut hash = Sha256::new();
    for run in 0..2 {
        let (fast, naive) = both(&loaded.scenario, run);
        assert_eq!(fast, naive, "{path}");
        assert!((0..fast.platforms).all(|platform| fast.row(fast.last_day(), platform).registered > 0), "{path}");
        assert!(fast.reactions.iter().all(Option::is_some), "{path}");
        hash.update(rows(&fast));
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// The rows in plain words, so that the fingerprint depends on numbers alone.
fn rows(run: &Trajectory) -> String {
    let row = |row: &Row| {
        let Row { registered, active, new, left, returned, multihomers, down, reputation, joined_by } = row;
        format!("{registered},{active},{new},{left},{returned},{multihomers},{down},{reputation},{joined_by:?}\n")
    };
    run.rows.iter().map(row).collect::<String>() + &format!("{:?}", run.market)
}
