//! Who comes first: placed initial users, targeted seeding with a budget, and phones sold with the app; in both engines.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use headstart::contacts::ContactLayers;
use headstart::engine::{Trajectory, fast};
use headstart::scenario::{
    AudienceSpec, CampaignKind, CampaignSpec, GeneratorSpec, JoinDays, Members, PathPoint, Placement, PlatformSpec,
    Scenario, When,
};
use proptest::prelude::*;

use crate::mechanisms::{about, agreed, alone};
use crate::random::{day, first_run, random_scenario, world};
use crate::support::{always, campaign, layer, platform, quantity, scenario};

const HUBS: Placement = Placement::Hubs { layer: 0 };
const CLUSTER: Placement = Placement::Cluster { layer: 0 };

/// A platform over a random graph, which nobody joins by invitation.
fn over_contacts(agents: u32, days: i32, change: impl FnOnce(&mut PlatformSpec)) -> Scenario {
    let mut made = scenario(agents, days, 1.0);
    made.layers.push(layer("phone", GeneratorSpec::ErdosRenyi { mean_degree: quantity(4.0) }));
    made.platforms.push(platform("mitalk", 1));
    change(&mut made.platforms[0]);
    made
}

fn drive(target: Placement, budget: f64, accept: f64) -> CampaignSpec {
    let (budget, accept) = (quantity(budget), quantity(accept));
    campaign(CampaignKind::Drive { target, audience: None, budget, accept })
}

fn bundle(install: f64) -> CampaignSpec {
    campaign(CampaignKind::Bundle { audience: 0, install: quantity(install) })
}

/// An audience along a path of (day, share).
fn owners(points: &[(i32, f64)]) -> AudienceSpec {
    let point = |&(on, share): &(i32, f64)| PathPoint { date: day(on), share: quantity(share) };
    AudienceSpec { name: "owners".into(), members: Members::Path { path: points.iter().map(point).collect() } }
}

/// Both engines agree; who joined the platform, in the order of time.
fn joined(scenario: &Scenario, platform: usize) -> (Trajectory, ContactLayers, Vec<u32>) {
    let run = agreed(scenario);
    let (market, contacts) = world(scenario, 0);
    let moves = fast::run_with_paths(&market, &contacts).1.moves;
    let joins = moves.iter().filter(|step| step.after & !step.before & 1 << platform != 0);
    (run, contacts, joins.map(|step| step.person).collect())
}

#[test]
fn hubs_begin_where_the_most_contacts_are() {
    let made = over_contacts(500, 1, |spec| (spec.initial_users, spec.placement) = (quantity(20.0), HUBS));
    let (run, contacts, first) = joined(&made, 0);
    assert_eq!((run.row(0, 0).registered, run.row(0, 0).joined_by[0], first.len()), (20, 20, 20));
    let mut degrees: Vec<u32> = (0..500).map(|person| contacts.degree(person, 0)).collect();
    let mut own: Vec<u32> = first.iter().map(|&person| contacts.degree(person, 0)).collect();
    degrees.sort_unstable();
    own.sort_unstable();
    assert_eq!(own, degrees[480..]);
}

#[test]
fn a_cluster_is_connected_and_two_are_neighbors() {
    for users in [2, 5, 40] {
        let made = over_contacts(500, 1, |spec| {
            (spec.initial_users, spec.placement) = (quantity(f64::from(users)), CLUSTER);
        });
        let (_, contacts, first) = joined(&made, 0);
        assert_eq!(first.len(), users as usize);
        let mut reached = vec![first[0]];
        let mut next = 0;
        while let Some(&person) = reached.get(next) {
            let others = contacts.in_layer(person, 0).filter(|other| first.contains(other));
            let new: Vec<u32> = others.filter(|other| !reached.contains(other)).collect();
            reached.extend(new);
            next += 1;
        }
        assert_eq!(reached.len(), first.len(), "{users} first users hang together");
    }
}

#[test]
fn a_budget_is_spent_at_once_or_spread_evenly() {
    let spend = |until: Option<i32>| {
        let from = Some(When::On(day(3)));
        let until = until.map(|until| When::On(day(until)));
        agreed(&alone(500, 20, |spec| {
            spec.seeding.push(CampaignSpec { from, until, ..drive(Placement::Random, 100.0, 1.0) });
        }))
    };
    let new = |run: &Trajectory| (0..=20).map(|on| run.row(on, 0).new).collect::<Vec<u32>>();
    let run = spend(None);
    assert_eq!(new(&run)[..5], [0, 0, 0, 100, 0]);
    assert_eq!((run.causes[2].as_str(), run.row(3, 0).joined_by[2]), ("seeding", 100));
    assert_eq!(new(&spend(Some(8)))[..10], [0, 0, 0, 20, 20, 20, 20, 20, 0, 0]);
    assert_eq!(spend(Some(18)).row(20, 0).registered, 100, "15 ticks do not divide 100");
}

#[test]
fn an_agent_costs_what_it_stands_for() {
    let mut made = alone(500, 2, |spec| spec.seeding.push(drive(Placement::Random, 12_000.0, 1.0)));
    made.market.potential = headstart::scenario::Potential::Fixed(quantity(500_000.0));
    assert_eq!(agreed(&made).row(0, 0).registered, 12);
}

#[test]
fn as_many_accept_as_say_so() {
    for accept in [0.2, 0.75] {
        let made = alone(6000, 2, |spec| spec.seeding.push(drive(Placement::Random, 4000.0, accept)));
        about(agreed(&made).row(0, 0).registered, 4000, accept);
    }
}

#[test]
fn a_budget_reaches_the_most_connected_or_one_community() {
    for target in [HUBS, CLUSTER] {
        let seeded = over_contacts(400, 1, |spec| spec.seeding.push(drive(target, 30.0, 1.0)));
        let (run, contacts, first) = joined(&seeded, 0);
        assert_eq!((run.row(0, 0).joined_by[2], first.len()), (30, 30));
        let least = first.iter().map(|&person| contacts.degree(person, 0)).min().unwrap();
        let inside = |person: &u32| contacts.in_layer(*person, 0).filter(|other| first.contains(other)).count();
        if target == HUBS {
            let others = (0..400).filter(|person| !first.contains(person));
            assert!(others.into_iter().all(|person| contacts.degree(person, 0) <= least));
        } else {
            assert!(first.iter().all(|person| inside(person) > 0), "all have contacts in the community");
        }
    }
}

#[test]
fn first_movers_are_those_who_joined_the_rival_first() {
    let mut made = alone(300, 40, |spec| spec.media = always(0.05));
    let mut rival = platform("wechat", 0);
    rival.launch = When::On(day(25));
    rival.seeding.push(drive(Placement::FirstMovers { rival: 0 }, 50.0, 1.0));
    made.platforms.push(rival);
    let (run, _, old) = joined(&made, 0);
    let (_, _, new) = joined(&made, 1);
    assert_eq!((new.len(), run.row(25, 1).new), (50, 50));
    // Equals may fall on either side of the border: the last day that 50 persons reach.
    let day_of_50 = (0..=40).find(|on| run.row(*on, 0).registered >= 50).unwrap();
    let certain = run.row(day_of_50 - 1, 0).registered as usize;
    assert!(old[..certain].iter().all(|person| new.contains(person)));
    let possible = run.row(day_of_50, 0).registered as usize;
    assert!(new.iter().all(|person| old[..possible].contains(person)));
}

#[test]
fn an_exclusive_platform_does_not_win_its_rivals_users_by_seeding() {
    let mut made = alone(300, 2, |spec| spec.initial_users = quantity(100.0));
    let mut rival = platform("wechat", 0);
    (rival.launch, rival.multihoming) = (When::On(day(1)), quantity(0.0));
    rival.seeding.push(drive(Placement::Random, 300.0, 1.0));
    made.platforms.push(rival);
    let run = agreed(&made);
    assert_eq!((run.row(2, 1).registered, run.row(2, 1).multihomers), (200, 0));
}

#[test]
fn a_drive_stays_in_its_audience_and_turns_to_nobody_twice() {
    let mut made = alone(1000, 10, |spec| {
        let kind = CampaignKind::Drive {
            target: Placement::Random,
            audience: Some(0),
            budget: quantity(900.0),
            accept: quantity(1.0),
        };
        spec.seeding.push(campaign(kind));
        spec.churn = quantity(0.3);
    });
    made.market.audiences.push(owners(&[(0, 0.4), (5, 1.0)]));
    let run = agreed(&made);
    about(run.row(0, 0).registered, 1000, 0.4);
    assert_eq!(run.row(10, 0).registered, run.row(0, 0).registered);
    assert_eq!((0..=10).map(|on| run.row(on, 0).returned).sum::<u32>(), 0);
}

#[test]
fn the_app_comes_with_the_phone_on_the_day_it_is_bought() {
    let mut made = alone(4000, 40, |spec| spec.seeding.push(bundle(1.0)));
    made.market.audiences.push(owners(&[(10, 0.0), (30, 0.5)]));
    let run = agreed(&made);
    assert_eq!(run.causes, ["initial", "media", "seeding", "bundling"]);
    let (market, _) = world(&made, 0);
    let owners =
        |on: u32| (0..4000).filter(|&i| market.audiences[0].includes(i, market.audiences[0].share(on))).count();
    for on in 0..=40 {
        assert_eq!(run.row(on, 0).registered as usize, owners(on as u32), "day {on}");
        assert_eq!(run.row(on, 0).joined_by[..], [0, 0, 0, run.row(on, 0).new]);
    }
    about(run.row(20, 0).registered, 4000, 0.25);
}

#[test]
fn who_had_the_phone_before_does_not_get_the_app() {
    let bought = |from: i32, install: f64| {
        let mut made = alone(4000, 40, |spec| {
            let (from, until) = (Some(When::On(day(from))), Some(When::On(day(20))));
            spec.seeding.push(CampaignSpec { from, until, ..bundle(install) });
        });
        made.market.audiences.push(owners(&[(0, 0.2), (40, 1.0)]));
        agreed(&made)
    };
    // Those who come to own one on day `from` get the app already: from − 1 to 19, two percent a day.
    about(bought(10, 1.0).row(40, 0).registered, 4000, 0.2);
    about(bought(10, 0.3).row(40, 0).registered, 4000, 0.06);
    about(bought(0, 1.0).row(40, 0).registered, 4000, 0.38);
    assert_eq!(bought(10, 1.0).row(9, 0).registered, 0);
}

#[test]
fn who_enters_the_market_with_the_phone_gets_the_app_on_that_day() {
    let mut made = alone(200, 30, |spec| spec.seeding.push(bundle(1.0)));
    made.market.audiences.push(owners(&[(0, 1.0)]));
    let days: Vec<u32> = (0..200).map(|person| person / 10).collect();
    made.market.joins = Some(JoinDays { attribute: "day".into(), days: days.into() });
    let run = agreed(&made);
    for on in 0..=30 {
        let expected = if (1..20).contains(&on) { 10 } else { 0 };
        assert_eq!(run.row(on, 0).new, expected, "day {on}; who is there from the start had the phone before");
    }
}

#[test]
fn a_closed_platform_comes_with_no_phone() {
    let mut made = alone(1000, 20, |spec| {
        spec.launch = When::On(day(8));
        spec.seeding.push(bundle(1.0));
    });
    made.market.audiences.push(owners(&[(0, 0.0), (20, 1.0)]));
    let run = agreed(&made);
    assert_eq!(run.row(7, 0).registered, 0);
    about(run.row(20, 0).registered, 1000, 13.0 / 20.0);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Off: a budget of nobody, acceptance by nobody, and installation by nobody leave every byte as it was.
    #[test]
    fn campaigns_at_their_neutral_values_change_nothing(
        original in random_scenario(),
        target in prop::sample::select(vec![Placement::Random, HUBS, CLUSTER, Placement::FirstMovers { rival: 0 }]),
        from in 0..20i32,
    ) {
        let looks_at_contacts = [HUBS, CLUSTER].contains(&target);
        let target = if looks_at_contacts && original.layers.is_empty() { Placement::Random } else { target };
        let plain = first_run(&original);
        let bundle = (!original.market.audiences.is_empty()).then(|| bundle(0.0));
        for neutral in [drive(target, 0.0, 1.0), drive(target, 9.0, 0.0)].into_iter().chain(bundle) {
            let mut twin = original.clone();
            // At the end of the list: campaigns without a name draw their luck by their number.
            twin.platforms[0].seeding.push(CampaignSpec { from: Some(When::On(day(from))), ..neutral });
            let run = first_run(&twin);
            prop_assert_eq!((&run.rows, &run.causes, &run.market), (&plain.rows, &plain.causes, &plain.market));
        }
    }

    /// A path that is flat is a share in one step; one point a day is a share in steps of a day.
    #[test]
    fn a_flat_path_is_a_constant_share(original in random_scenario(), share in 0.0..1.0f64) {
        let with = |members: Members| {
            let mut twin = original.clone();
            twin.market.audiences.iter_mut().for_each(|audience| audience.members = members.clone());
            first_run(&twin)
        };
        let path = vec![PathPoint { date: day(4), share: quantity(share) }];
        prop_assert_eq!(with(Members::Path { path }), with(Members::Share { share: always(share) }));
    }
}
