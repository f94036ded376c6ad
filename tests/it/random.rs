//! Random small scenarios, and the worlds they make.

use headstart::contacts::{self, ContactLayers};
use headstart::engine::{Trajectory, fast, naive};
use headstart::market::Market;
use headstart::rng::World;
use headstart::scenario::{
    AudienceSpec, CampaignSpec, CountedContacts, Dated, GeneratorSpec, HomophilySpec, Kernel, Members, NullModel,
    OutageSpec, PlatformSpec, Potential, PotentialPoint, Quantity, Release, Scenario,
};
use proptest::prelude::*;

use crate::support::{START, always, feature, layer, platform, quantity, scenario};

pub fn day(day: i32) -> jiff::civil::Date {
    START.saturating_add(jiff::Span::new().days(day))
}

/// The market and the contacts of one run.
pub fn world(scenario: &Scenario, run: u64) -> (Market, ContactLayers) {
    let world = World { seed: scenario.seed, replicate: run };
    let market = Market::new(scenario, world);
    let contacts = contacts::build(&scenario.layers, market.population.agents, &world);
    (market, contacts)
}

/// One run by the fast engine and by the oracle.
pub fn both(scenario: &Scenario, run: u64) -> (Trajectory, Trajectory) {
    let (market, contacts) = world(scenario, run);
    (fast::run(&market, &contacts), naive::run(&market, &contacts))
}

/// The first run of a scenario.
pub fn first_run(scenario: &Scenario) -> Trajectory {
    let (market, contacts) = world(scenario, 0);
    fast::run(&market, &contacts)
}

/// Numbers that decide a random scenario; a wide range of strengths, zero among them.
fn strength(high: f64) -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(0.0), 3 => (-1.7..0.0f64).prop_map(move |x| high * 10f64.powf(x))]
}

/// Steps by date, however they were drawn.
fn dated<U>(mut steps: Vec<(i32, f64)>) -> Vec<Dated<Quantity<U>>> {
    steps.sort_by_key(|step| step.0);
    steps.into_iter().map(|(from, value)| Dated { from: Some(day(from)), value: quantity(value) }).collect()
}

/// All, nothing, or a share.
fn random_share() -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(1.0), 1 => Just(0.0), 3 => 0.0..1.0f64]
}

/// A date; or work that begins before the market or during it, and may never be done.
fn random_release() -> impl Strategy<Value = Release> {
    prop_oneof![
        (0..30i32).prop_map(|from| Release::On { date: day(from) }),
        (-10..30i32, 0.0..15.0f64)
            .prop_map(|(begin, work)| Release::WhenDone { begin: day(begin), work: quantity(work) }),
    ]
}

pub fn random_platform(name: &'static str, layers: usize, audiences: usize) -> impl Strategy<Value = PlatformSpec> {
    let calendar = (
        prop_oneof![8 => (0..12i32).prop_map(Some), 1 => Just(None)],
        prop::collection::vec((random_release(), 0.3..3.0f64, 0.3..3.0f64, 0.3..3.0f64, 0.3..3.0f64), 0..3),
        prop::collection::vec((0..30i32, 0.0..2.0f64, 0.0..0.5f64, 0.0..0.9f64, 0.0..20.0f64), 0..3),
        prop::collection::vec(
            (0..audiences.max(1), 0..20i32, 1..20i32, 0.001..0.3f64),
            0..if audiences == 0 { 1 } else { 3 },
        ),
        (random_share(), prop::collection::vec((0..30i32, random_share()), 0..3)),
    );
    let joining = (
        strength(0.3),
        prop::collection::vec(prop::collection::vec((0..20i32, strength(1.0)), 0..4), layers),
        any::<bool>(),
        0..3u32,
        prop_oneof![Just(0.0), Just(1.0), 0.0..1.5f64],
        strength(3.0),
        prop_oneof![Just(1.0), 0.0..2.0f64],
        prop_oneof![Just(0.0), 0.0..1.0f64],
    );
    let leaving = (strength(0.3), strength(0.5), 0.0..12.0f64, strength(8.0), strength(3.0));
    (calendar, joining, leaving).prop_map(move |(calendar, joining, leaving)| {
        let mut spec = platform(name, layers);
        spec.launch = calendar.0.map(day);
        for (release, appeal, invite, churn, stickiness) in calendar.1 {
            let mut new = feature(0);
            new.release = release;
            (new.appeal, new.invite) = (quantity(appeal), quantity(invite));
            (new.churn, new.stickiness) = (quantity(churn), quantity(stickiness));
            spec.features.push(new);
        }
        for (from, duration, leave, loss, recovery) in calendar.2 {
            spec.outages.push(OutageSpec {
                name: None,
                date: day(from),
                duration: quantity(duration),
                leave: quantity(leave),
                reputation_loss: quantity(loss),
                recovery: quantity(recovery),
            });
        }
        for (audience, from, length, rate) in calendar.3 {
            spec.seeding.push(CampaignSpec {
                name: None,
                audience,
                from: Some(day(from)),
                until: Some(day(from + length)),
                rate: quantity(rate),
            });
        }
        spec.effort = always(calendar.4.0);
        spec.effort.extend(dated(calendar.4.1));
        spec.media = always(joining.0);
        for (layer, steps) in joining.1.into_iter().enumerate() {
            spec.invite[layer] = dated(steps);
        }
        spec.kernel = if joining.2 { Kernel::Count } else { Kernel::Share };
        spec.initial_users = quantity(f64::from(joining.3));
        spec.multihoming = quantity(joining.4);
        spec.loyalty = quantity(joining.5);
        spec.returning = quantity(joining.6);
        spec.taste_spread = quantity(joining.7);
        (spec.churn, spec.trial_churn) = (quantity(leaving.0), quantity(leaving.1));
        spec.trial_period = quantity(leaving.2);
        (spec.stickiness, spec.pull) = (quantity(leaving.3), quantity(leaving.4));
        spec
    })
}

fn random_layer() -> impl Strategy<Value = GeneratorSpec> {
    prop_oneof![
        4 => (0.5..4.0f64).prop_map(|mean| GeneratorSpec::ErdosRenyi { mean_degree: quantity(mean) }),
        1 => Just(GeneratorSpec::RingLattice { degree: 2 }),
        1 => Just(GeneratorSpec::WellMixed),
    ]
}

/// The audiences of members and of those alike, if a layer has them.
fn random_limits(audiences: usize) -> impl Strategy<Value = (Option<usize>, Option<(usize, f64)>)> {
    let one = 0..audiences.max(1);
    let none = move |number: &Option<usize>| number.is_none() || audiences > 0;
    (
        prop_oneof![3 => Just(None), 1 => one.clone().prop_map(Some)].prop_filter("an audience that is there", none),
        prop_oneof![3 => Just(None), 1 => (one, 0.0..=1.0).prop_map(Some)]
            .prop_filter("an audience that is there", move |alike| alike.is_none() || audiences > 0),
    )
}

pub fn random_scenario() -> impl Strategy<Value = Scenario> {
    (0..4usize, 0..3usize).prop_flat_map(|(layers, audiences)| {
        let people = (6..40u32, 1..60i32, prop_oneof![Just(1.0), Just(0.5), Just(0.25)], any::<u64>(), any::<bool>());
        let layers_ = prop::collection::vec((random_layer(), any::<bool>(), random_limits(audiences)), layers);
        let graphs = prop_oneof![
            5 => Just(None),
            1 => Just(Some(NullModel::Rewired)),
            1 => Just(Some(NullModel::Unclustered)),
            1 => Just(Some(NullModel::WellMixed)),
        ];
        let ties = prop::collection::vec(prop_oneof![2 => Just(0.0), 1 => 0.1..1.5f64], layers);
        let layers_ = (layers_, graphs, ties);
        let audiences_ = prop::collection::vec(prop::collection::vec((0..30i32, 0.0..1.0f64), 1..3), audiences);
        let names = ["mitalk", "wechat", "feixin"];
        let platforms = (1..4usize).prop_flat_map(move |count| {
            names[..count].iter().map(|name| random_platform(name, layers, audiences)).collect::<Vec<_>>()
        });
        (people, layers_, audiences_, platforms).prop_map(|(people, layers, audiences, platforms)| {
            let (agents, days, tick, seed, growing) = people;
            let mut made = scenario(agents, days, tick);
            made.seed = seed;
            if growing {
                let point = |on: i32, share: f64| {
                    let persons = share * f64::from(agents);
                    PotentialPoint { date: day(on), low: persons / 2.0, mid: persons, high: persons * 2.0 }
                };
                let points = vec![point(2, 0.3), point(20, 1.0)];
                made.market.potential = Potential::Path { points, uncertain: true };
            }
            for (number, steps) in audiences.into_iter().enumerate() {
                let name = format!("audience {number}");
                made.market.audiences.push(AudienceSpec { name, members: Members::Share { share: dated(steps) } });
            }
            let (layers, null_model, ties) = layers;
            let stored = layers.iter().all(|(generator, ..)| *generator != GeneratorSpec::WellMixed);
            for (number, (generator, all, (members, alike))) in layers.into_iter().enumerate() {
                let mut new = layer(["phone", "qq", "mail"][number], generator);
                new.counts = if all { CountedContacts::All } else { CountedContacts::Market };
                let audience = |number: usize| made.market.audiences[number].clone();
                new.members = members.map(audience);
                new.homophily = alike.map(|(number, strength)| HomophilySpec {
                    audience: audience(number),
                    strength: quantity(strength),
                });
                new.null_model = null_model;
                new.tie_spread = quantity(if stored { ties[number] } else { 0.0 });
                made.layers.push(new);
            }
            made.platforms = platforms;
            made
        })
    })
}
