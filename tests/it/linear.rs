//! Markets whose hazards are linear take a shorter way: which those are, and that it leads to the same place.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::num::NonZeroUsize;

use headstart::engine::{Trajectory, fast};
use headstart::scenario::{
    CampaignKind, CampaignSpec, CompatibleSpec, GeneratorSpec, Kernel, PlatformSpec, RuleSpec, Scenario,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::mechanisms::agreed;
use crate::random::{both_while_certain, random_scenario, world};
use crate::support::{always, layer, platform, quantity, scenario};

/// Takes out of a platform what is not linear.
fn straightened(spec: &mut PlatformSpec) {
    spec.kernel = Kernel::Count;
    (spec.fatigue, spec.stickiness, spec.quorum) = (quantity(0.0), quantity(0.0), quantity(0.0));
    (spec.pull, spec.loyalty, spec.taste_spread) = (quantity(0.0), quantity(0.0), quantity(0.0));
    spec.compatible.clear();
    spec.invite_period = None;
    for once in &mut spec.invite_once {
        once.clear();
    }
    spec.seeding.retain(|campaign| !matches!(campaign.kind, CampaignKind::Push { .. }));
}

/// Random markets in which every active contact simply invites; everything else is as random as ever.
pub fn linear_scenario() -> impl Strategy<Value = Scenario> {
    random_scenario().prop_map(|mut made| {
        made.choice = None;
        made.market.attention = None;
        made.layers.iter_mut().for_each(|layer| layer.tie_spread = quantity(0.0));
        made.platforms.iter_mut().for_each(straightened);
        made
    })
}

fn is_linear(scenario: &Scenario) -> bool {
    let (market, contacts) = world(scenario, 0);
    fast::is_linear(&market, &contacts)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn the_short_way_equals_the_oracle(scenario in linear_scenario()) {
        prop_assert!(is_linear(&scenario));
        let (fast, naive) = both_while_certain(&scenario);
        prop_assert_eq!(fast, naive);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    /// Parts are as small as a few persons here, and there are more of them than processors.
    #[test]
    fn parts_of_the_persons_leave_no_trace(scenario in linear_scenario(), parts in 2usize..6) {
        let (market, contacts) = world(&scenario, 0);
        let parts = NonZeroUsize::new(parts).unwrap();
        prop_assert_eq!(fast::run_in_parts(&market, &contacts, parts), fast::run(&market, &contacts));
    }
}

/// Otherwise the equality above would say little.
#[test]
fn in_random_linear_markets_enough_happens() {
    let mut runner = TestRunner::deterministic();
    let (mut moves, mut willing, mut trials, mut shapes) = (0, 0, 0, [[0; 4]; 3]);
    for _ in 0..300 {
        let made = linear_scenario().new_tree(&mut runner).unwrap().current();
        let run = agreed(&made);
        moves += run.rows.iter().map(|row| row.left + row.returned).sum::<u32>();
        willing += run.rows.iter().map(|row| row.multihomers).sum::<u32>();
        trials += u32::from(made.platforms.iter().any(|spec| spec.trial_churn != quantity(0.0)));
        shapes[made.platforms.len() - 1][made.layers.len()] += 1;
    }
    assert!(moves > 5_000 && willing > 5_000 && trials > 100, "{moves} {willing} {trials}");
    assert!(shapes.iter().flatten().all(|&runs| runs > 5), "platforms by layers: {shapes:?}");
}

/// Rival platforms on a random graph of mean degree 8, whose users leave and come back.
pub fn rivals() -> Scenario {
    let mut made = scenario(400, 120, 1.0);
    made.seed = 9;
    made.layers.push(layer("all", GeneratorSpec::ErdosRenyi { mean_degree: quantity(8.0) }));
    for (name, media) in [("a", 0.002), ("b", 0.01)] {
        let mut spec = platform(name, 1);
        (spec.media, spec.invite[0]) = (always(media), always(0.02));
        (spec.churn, spec.trial_churn, spec.trial_period) = (quantity(0.02), quantity(0.05), quantity(7.0));
        spec.multihoming = quantity(0.0);
        made.platforms.push(spec);
    }
    made
}

fn events(run: &Trajectory) -> u32 {
    run.rows.iter().map(|row| row.new + row.left + row.returned).sum()
}

/// Each mechanism that makes hazards other than linear, and a few that don't.
#[test]
fn which_markets_take_the_short_way() {
    let takes = |change: fn(&mut Scenario)| {
        let mut made = rivals();
        change(&mut made);
        assert!(events(&agreed(&made)) > 400, "too little happens to tell");
        is_linear(&made)
    };
    let straight: [fn(&mut Scenario); 5] = [
        |_| {},
        |made| made.platforms[0].multihoming = quantity(0.3),
        |made| made.platforms[0].loyalty = quantity(2.0),
        |made| made.platforms[0].returning = quantity(0.2),
        |made| made.platforms[1].replaces = true,
    ];
    assert_eq!(straight.map(takes), [true; 5], "with loyalty too, as long as nobody is active on two platforms");
    let bent: [fn(&mut Scenario); 12] = [
        |made| made.platforms[0].stickiness = quantity(2.0),
        |made| (made.platforms[0].multihoming, made.platforms[0].loyalty) = (quantity(0.5), quantity(2.0)),
        |made| made.platforms[0].pull = quantity(0.1),
        |made| made.platforms[0].quorum = quantity(2.0),
        |made| made.platforms[0].kernel = Kernel::Components,
        |made| made.platforms[0].fatigue = quantity(0.3),
        |made| made.platforms[0].taste_spread = quantity(0.5),
        |made| made.platforms[0].invite_period = Some(quantity(9.0)),
        |made| made.platforms[0].compatible.push(CompatibleSpec { platform: 1, share: quantity(0.5) }),
        |made| made.market.attention = Some(quantity(1.0)),
        |made| made.layers[0].tie_spread = quantity(0.8),
        |made| {
            let rule = RuleSpec::Logit { sharpness: quantity(2.0), none: true };
            made.choice = Some(headstart::scenario::ChoiceSpec { revision: quantity(0.05), rule });
        },
    ];
    assert_eq!(bent.map(takes), [false; 12]);
    let mut pushed = rivals();
    let members = headstart::scenario::Members::Share { share: always(0.5) };
    pushed.market.audiences.push(headstart::scenario::AudienceSpec { name: "some".into(), members });
    let kind = CampaignKind::Push { audience: 0, rate: quantity(0.01) };
    pushed.platforms[0].seeding.push(CampaignSpec { name: None, from: None, until: None, kind });
    assert!(!is_linear(&pushed));
}

/// Words of both widths: a hub with 3,000 contacts fits into the small ones, one with 9,000 does not.
#[test]
fn hubs_fit_into_words_of_either_width() {
    for agents in [3_000, 9_000] {
        let mut made = rivals();
        (made.market.agents, made.end) = (agents, made.start.saturating_add(jiff::Span::new().days(12)));
        made.market.potential = scenario(agents, 1, 1.0).market.potential;
        made.layers = vec![layer("all", GeneratorSpec::Star)];
        assert!(is_linear(&made) && events(&agreed(&made)) > agents / 20);
    }
}
