//! Rules that hold in every market, though nobody knows what happens in it: what must not change when a scenario is told otherwise, and which
//! way it must change.
//!
//! | rule | sense | test |
//! |---|---|---|
//! | swapped labels swap trajectories | bytes | `twins`: in any order, and with exchanged luck |
//! | rates × c, time / c leave the sequence of states | bytes | `twins` for c = 2, here for 4 |
//! | a platform without a way to win users, an outage of no length | bytes | `twins` |
//! | two fully compatible platforms with equal rates sum to one | distribution | here |
//! | a contact more never lowers adoption when nobody leaves | every run, the same draws | here |
//! | relabelled persons | distribution | here |
//! | persons are conserved, registered never falls | every run | `engine`, and here for the users of several platforms |
//!
//! Two platforms can't sum to one to the byte: each draws from its own luck, so that in one market a person hears of either from two clocks with half the
//! hazard each, in the other from one with all of it. The time of the first of the two is distributed as that of the one.
//!
//! What holds in distribution is tested by many small markets, a few runs in each of the two ways to tell it. Differences of means in standard errors are
//! nearly normal: one beyond 6 is an error, and so is a mean over all of them beyond 5 of its own. These tests draw the same markets each time. All
//! tests here take hundreds of markets, and as many as `PROPTEST_CASES` says if it is set.

use headstart::contacts::ContactLayers;
use headstart::engine::{Trajectory, fast};
use headstart::market::Market;
use headstart::rng::World;
use headstart::scenario::{
    CampaignKind, CompatibleSpec, Distribution, GeneratorSpec, Kernel, Placement, PlatformSpec, Quantity, Scenario,
    ThresholdOf, ThresholdValues, When,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::kernels::threshold;
use crate::random::{first_run, random_platform, random_scenario, world};
use crate::support::{START, always, feature, layer, platform, quantity, scenario};
use crate::twins::{on_dates, slowed};

/// Runs of each small market, in each of the two ways to tell it.
const RUNS: u64 = 60;

/// Differences between what should be distributed alike, in standard errors.
#[derive(Default)]
struct Differences(Vec<f64>);

impl Differences {
    /// Takes in what two samples have; equal ones without spread tell nothing.
    fn add(&mut self, what: &dyn std::fmt::Debug, one: &[f64], other: &[f64]) {
        let ((a, u), (b, v)) = (mean_and_square(one), mean_and_square(other));
        if u + v == 0.0 {
            assert!((a - b).abs() < 1e-9, "always {a} against always {b} in {what:#?}");
            return;
        }
        let off = (a - b) / (u + v).sqrt();
        assert!(off.abs() < 6.0, "{a} against {b}, {off} standard errors, in {what:#?}");
        self.0.push(off);
    }

    /// Together they are as large as chance makes them.
    fn are_chance(&self) {
        let n = self.0.len() as f64;
        let mean = self.0.iter().sum::<f64>() / n;
        let square = self.0.iter().map(|off| off * off).sum::<f64>() / n;
        println!("{n} differences, mean {mean:.3} ± {:.3}, mean square {square:.3}", 1.0 / n.sqrt());
        assert!(n >= 100.0, "only {n} markets in which something is left to chance");
        assert!(mean.abs() * n.sqrt() < 5.0, "mean {mean} of {n} differences");
        assert!((square - 1.0) * (n / 2.0).sqrt() < 6.0, "mean square {square} of {n} differences");
    }
}

/// The mean, and the square of its standard error.
fn mean_and_square(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0) / n)
}

/// The same cases each time.
fn cases<S: Strategy>(strategy: S) -> impl Iterator<Item = S::Value> {
    let mut runner = TestRunner::deterministic();
    let number = runner.config().cases;
    (0..number).map(move |_| strategy.new_tree(&mut runner).expect("a case").current())
}

/// Users of any platform at the end, and joins in all.
fn users_and_joins(run: &Trajectory) -> [f64; 2] {
    let active = (0..run.platforms).map(|p| run.row(run.last_day(), p).active).sum::<u32>();
    let joins = run.rows.iter().map(|row| row.new + row.returned).sum::<u32>();
    [f64::from(active), f64::from(joins)]
}

/// Both numbers of many runs.
fn sampled(runs: std::ops::Range<u64>, run: impl Fn(u64) -> Trajectory) -> [Vec<f64>; 2] {
    let all: Vec<[f64; 2]> = runs.map(|number| users_and_joins(&run(number))).collect();
    [0, 1].map(|what| all.iter().map(|numbers| numbers[what]).collect())
}

/// Rates of joining and leaving, and how contacts work together, alike for all persons.
fn random_rules() -> impl Strategy<Value = PlatformSpec> {
    let kernel = prop_oneof![
        2 => (0..3u32).prop_map(|fatigue| (Kernel::Count, f64::from(fatigue) / 2.0)),
        2 => Just((Kernel::Share, 0.0)),
        1 => Just((Kernel::Components, 0.0)),
        1 => (0..4u32).prop_map(|of| {
            let share = ThresholdValues::Same(quantity(f64::from(of) / 4.0));
            (threshold(ThresholdOf::Share, share), 0.0)
        }),
        1 => (0..3u32).prop_map(|of| {
            let number = ThresholdValues::Same(quantity(f64::from(of)));
            (threshold(ThresholdOf::Contacts, number), 0.0)
        }),
    ];
    let joining = (0.0..0.1f64, 0.0..1.0f64, prop::option::weighted(0.3, 0.05..0.9f64), 0..3u32, kernel);
    let leaving = (0.0..0.2f64, 0.0..0.3f64, 1.0..6.0f64, 0.0..3.0f64);
    let calendar = (prop::option::weighted(0.3, 1.0..8.0f64), prop::option::weighted(0.3, (1..10i32, 0.3..3.0f64)));
    (joining, leaving, calendar).prop_map(|(joining, leaving, (period, release))| {
        let mut spec = platform("mitalk", 1);
        (spec.media, spec.initial_users) = (always(joining.0), quantity(f64::from(2 * joining.3)));
        match joining.2 {
            Some(chance) => spec.invite_once[0] = always(chance),
            None => spec.invite[0] = always(joining.1),
        }
        spec.kernel = joining.4.0;
        spec.fatigue = quantity(joining.4.1);
        (spec.churn, spec.trial_churn) = (quantity(leaving.0), quantity(leaving.1));
        (spec.trial_period, spec.stickiness) = (quantity(leaving.2), quantity(leaving.3));
        spec.invite_period = period.map(quantity);
        spec.features = release
            .map(|(day, factor)| {
                let mut new = feature(day);
                (new.appeal, new.churn, new.invite) = (quantity(factor), quantity(1.0 / factor), quantity(factor));
                new
            })
            .into_iter()
            .collect();
        spec
    })
}

/// One of two exclusive platforms that share what this one has.
fn half(whole: &PlatformSpec, name: &str, other: usize) -> PlatformSpec {
    let mut spec = PlatformSpec { name: name.into(), luck: name.into(), ..whole.clone() };
    for step in spec.media.iter_mut().chain(&mut spec.invite[0]) {
        step.value = half_of(&step.value);
    }
    for step in &mut spec.invite_once[0] {
        // Two chances that both fail as often as the one.
        step.value = quantity(1.0 - (1.0 - step.value.median()).sqrt());
    }
    spec.initial_users = half_of(&spec.initial_users);
    spec.multihoming = quantity(0.0);
    spec.compatible = vec![CompatibleSpec { platform: other, share: quantity(1.0) }];
    spec
}

fn half_of<U>(whole: &Quantity<U>) -> Quantity<U> {
    quantity(whole.median() / 2.0)
}

fn random_contacts() -> impl Strategy<Value = GeneratorSpec> {
    prop_oneof![
        3 => (0.5..4.0f64).prop_map(|mean| GeneratorSpec::ErdosRenyi { mean_degree: quantity(mean) }),
        1 => Just(GeneratorSpec::RingLattice { degree: 2 }),
        1 => Just(GeneratorSpec::WellMixed),
    ]
}

fn run(scenario: &Scenario, number: u64) -> Trajectory {
    let (market, contacts) = world(scenario, number);
    fast::run(&market, &contacts)
}

/// Users and joins of both together, in distribution; nobody's threshold is their own, for that would be two.
#[test]
fn two_fully_compatible_platforms_with_equal_rates_sum_to_one() {
    let mut differences = Differences::default();
    let people = (8..24u32, 4..24i32, prop_oneof![Just(1.0), Just(0.5)], any::<u64>());
    for ((agents, days, tick, seed), contacts, whole) in cases((people, random_contacts(), random_rules())) {
        let mut one = scenario(agents, days, tick);
        one.seed = seed;
        one.layers.push(layer("phone", contacts));
        let mut two = one.clone();
        two.platforms = vec![half(&whole, "first", 1), half(&whole, "second", 0)];
        one.platforms = vec![whole];
        let alone = sampled(0..RUNS, |number| run(&one, number));
        let together = sampled(RUNS..2 * RUNS, |number| run(&two, number));
        alone.iter().zip(&together).for_each(|(alone, together)| differences.add(&one, alone, together));
    }
    differences.are_chance();
}

/// Everything that a scenario can do, among the same contacts with other numbers.
#[test]
fn relabelled_persons_change_nothing_in_distribution() {
    let mut differences = Differences::default();
    let platforms = (1..3usize).prop_flat_map(|count| {
        ["mitalk", "wechat"][..count].iter().map(|name| random_platform(name, 2, 0)).collect::<Vec<_>>()
    });
    let people = (6..20u32).prop_flat_map(|agents| {
        let pairs = || prop::collection::vec((0..agents, 0..agents), 1..2 * agents as usize);
        (Just((0..agents).collect::<Vec<u32>>()).prop_shuffle(), [pairs(), pairs()], 4..24i32, any::<u64>())
    });
    for (platforms, (label, pairs, days, seed)) in cases((platforms, people)) {
        let mut made = scenario(label.len() as u32, days, 1.0);
        made.seed = seed;
        made.layers = ["phone", "qq"].map(|name| layer(name, GeneratorSpec::RingLattice { degree: 2 })).to_vec();
        made.platforms = platforms;
        let labelled = |name: &dyn Fn(u32) -> u32| {
            let renamed = |pairs: &Vec<(u32, u32)>| known(pairs.iter().map(|&(i, j)| (name(i), name(j))));
            ContactLayers::from_edges(made.market.agents, &pairs.each_ref().map(renamed))
        };
        let run = |contacts: &ContactLayers, replicate: u64| {
            fast::run(&Market::new(&made, World { seed, replicate }), contacts)
        };
        let (before, after) = (labelled(&|i| i), labelled(&|i| label[i as usize]));
        let before = sampled(0..RUNS, |number| run(&before, number));
        let after = sampled(RUNS..2 * RUNS, |number| run(&after, number));
        before.iter().zip(&after).for_each(|(before, after)| differences.add(&made, before, after));
    }
    differences.are_chance();
}

/// Pairs as a layer holds them: ascending, each once, nobody with themselves.
fn known(pairs: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, u32)> {
    let mut known: Vec<(u32, u32)> = pairs.filter(|(i, j)| i != j).map(|(i, j)| (i.min(j), i.max(j))).collect();
    known.sort_unstable();
    known.dedup();
    known
}

/// Kernels in which a contact who is a user is always worth something, and one who isn't costs nothing: not shares, which a contact lowers, and not
/// groups, which a contact joins together.
fn monotone_kernel() -> impl Strategy<Value = (Kernel, f64)> {
    let own = |most: f64| {
        let law = Distribution::Uniform { low: 0.0, high: most };
        ThresholdValues::Each { law, range: (0.0, most) }
    };
    prop_oneof![
        2 => Just((Kernel::Count, 0.0)),
        1 => (0.01..1.0f64).prop_map(|fatigue| (Kernel::Count, fatigue)),
        1 => (0..4u32).prop_map(|of| {
            (threshold(ThresholdOf::Contacts, ThresholdValues::Same(quantity(f64::from(of)))), 0.0)
        }),
        1 => (1.0..4.0f64).prop_map(move |most| (threshold(ThresholdOf::Contacts, own(most)), 0.0)),
    ]
}

/// A platform that nobody leaves, on which users invite for good.
fn without_leaving(mut spec: PlatformSpec, (kernel, fatigue): (Kernel, f64)) -> PlatformSpec {
    on_dates(&mut spec);
    (spec.kernel, spec.fatigue) = (kernel, quantity(fatigue));
    // Contacts do not tell who comes first.
    spec.placement = Placement::Random;
    for campaign in &mut spec.seeding {
        if let CampaignKind::Drive { target, .. } = &mut campaign.kind {
            *target = Placement::Random;
        }
    }
    // Who is invited only for some time may be invited before it is worth it.
    spec.invite_period = None;
    spec.invite_once.iter_mut().for_each(Vec::clear);
    (spec.churn, spec.trial_churn) = (quantity(0.0), quantity(0.0));
    spec.outages.iter_mut().for_each(|outage| outage.leave = quantity(0.0));
    (spec.closures, spec.capacity) = (Vec::new(), None);
    (spec.launch, spec.initial_users) = (When::On(START), quantity(1.0));
    spec
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Contact by contact, in either layer: whoever has joined without the new one has joined with it.
    #[test]
    fn a_contact_more_never_lowers_adoption(
        spec in random_platform("mitalk", 2, 0),
        kernel in monotone_kernel(),
        (agents, seed) in (6..30u32, any::<u64>()),
        pairs in prop::collection::vec((0..2usize, 0..30u32, 0..30u32), 1..40),
    ) {
        let mut made = scenario(agents, 40, 1.0);
        made.seed = seed;
        made.layers = ["phone", "qq"].map(|name| layer(name, GeneratorSpec::RingLattice { degree: 2 })).to_vec();
        made.platforms = vec![without_leaving(spec, kernel)];
        let market = Market::new(&made, World { seed, replicate: 0 });
        let mut before: Option<Vec<u32>> = None;
        for contacts in 0..=pairs.len() {
            let of_layer = |layer| {
                let own = pairs[..contacts].iter().filter(|pair| pair.0 == layer);
                known(own.map(|&(_, i, j)| (i % agents, j % agents)))
            };
            let run = fast::run(&market, &ContactLayers::from_edges(agents, &[0, 1].map(of_layer)));
            let joined: Vec<u32> = run.rows.iter().map(|row| row.registered).collect();
            if let Some(before) = before {
                prop_assert!(joined.iter().zip(&before).all(|(now, before)| now >= before), "{:?} {:?}", before, joined);
            }
            before = Some(joined);
        }
    }

    /// Everything four times as slow, in ticks four times as long.
    #[test]
    fn time_has_no_scale_of_its_own_however_slow(original in random_scenario()) {
        let mut quick = original;
        quick.tick = 0.25;
        // The joinings of a day would be a scale of time.
        quick.platforms.iter_mut().filter_map(|spec| spec.capacity.as_mut()).for_each(|capacity| capacity.signups.clear());
        let slow = slowed(&slowed(&quick));
        let (quick, slow) = (first_run(&quick), first_run(&slow));
        prop_assert_eq!(slow.last_day(), 4 * quick.last_day());
        for day in 0..=quick.last_day() {
            for platform in 0..quick.platforms {
                let (a, b) = (quick.row(day, platform), slow.row(4 * day, platform));
                prop_assert_eq!((a.registered, a.active, a.multihomers), (b.registered, b.active, b.multihomers));
            }
        }
    }

    /// Nobody comes from outside the market, nobody who was registered is forgotten, and of two platforms' users those on both are the same.
    #[test]
    fn persons_are_conserved(original in random_scenario()) {
        let run = first_run(&original);
        for day in 0..=run.last_day() {
            let row = |p: usize| run.row(day, p);
            prop_assert!(day == 0 || run.market[day] >= run.market[day - 1]);
            for p in 0..run.platforms {
                prop_assert!(day == 0 || row(p).registered >= run.row(day - 1, p).registered);
                let elsewhere: u32 = (0..run.platforms).filter(|&q| q != p).map(|q| row(q).active).sum();
                prop_assert!(row(p).multihomers <= elsewhere);
            }
            if run.platforms == 2 {
                prop_assert_eq!(row(0).multihomers, row(1).multihomers);
                prop_assert!(row(0).active + row(1).active - row(0).multihomers <= run.market[day]);
            }
        }
    }
}
