//! One mechanism at a time, in both engines: they share the rules, so an error in a rule would not show as a difference between them.

use headstart::engine::Trajectory;
use headstart::scenario::{
    AudienceSpec, CampaignKind, CampaignSpec, Dated, GeneratorSpec, Kernel, Members, OutageSpec, PlatformSpec,
    Potential, PotentialPoint, Scenario, When,
};

use crate::random::{both, day};
use crate::support::{always, campaign, feature, layer, platform, quantity, scenario};

/// The run on which both engines agree.
pub fn agreed(scenario: &Scenario) -> Trajectory {
    let (fast, naive) = both(scenario, 0);
    assert_eq!(fast, naive);
    fast
}

/// A platform, without contacts, over some days.
pub fn alone(agents: u32, days: i32, change: impl FnOnce(&mut PlatformSpec)) -> Scenario {
    let mut made = scenario(agents, days, 1.0);
    made.platforms.push(platform("mitalk", 0));
    change(&mut made.platforms[0]);
    made
}

/// What happens to each of n with probability p happens to as many as it should, within 5 standard errors.
#[track_caller]
pub fn about(count: u32, n: u32, p: f64) {
    let (expected, error) = (f64::from(n) * p, (f64::from(n) * p * (1.0 - p)).sqrt());
    assert!((f64::from(count) - expected).abs() <= 5.0 * error, "{count} of {n}, expected {expected} ± {error}");
}

fn outage(on: i32, days: f64, leave: f64, reputation_loss: f64) -> OutageSpec {
    OutageSpec {
        name: None,
        date: day(on),
        duration: quantity(days),
        leave: quantity(leave),
        reputation_loss: quantity(reputation_loss),
        recovery: quantity(20.0),
    }
}

#[test]
fn isolated_persons_never_join_by_invitation() {
    let mut made = scenario(50, 60, 1.0);
    made.layers.push(layer("phone", GeneratorSpec::ErdosRenyi { mean_degree: quantity(0.0) }));
    let mut spec = platform("mitalk", 1);
    spec.initial_users = quantity(3.0);
    spec.invite[0] = always(5.0);
    made.platforms.push(spec);
    let run = agreed(&made);
    assert_eq!((run.row(0, 0).registered, run.row(60, 0).registered), (3, 3));
}

#[test]
fn an_invitation_needs_a_user_and_its_layer() {
    let mut made = scenario(30, 40, 1.0);
    made.layers.push(layer("phone", GeneratorSpec::RingLattice { degree: 2 }));
    made.layers.push(layer("qq", GeneratorSpec::RingLattice { degree: 2 }));
    for (name, users) in [("mitalk", 1.0), ("wechat", 0.0)] {
        let mut spec = platform(name, 2);
        spec.initial_users = quantity(users);
        spec.invite[0] = always(2.0);
        made.platforms.push(spec);
    }
    let run = agreed(&made);
    assert_eq!((run.row(40, 0).registered, run.row(40, 1).registered), (30, 0));
    let invited = |layer: usize| (0..=40).map(|day| run.row(day, 0).joined_by[3 + layer]).sum::<u32>();
    assert_eq!((run.causes[3].as_str(), invited(0), invited(1)), ("invitation_phone", 29, 0));
}

#[test]
fn exclusive_users_never_multihome() {
    let mut made = scenario(300, 40, 0.5);
    made.layers.push(layer("phone", GeneratorSpec::WellMixed));
    for name in ["mitalk", "wechat", "feixin"] {
        let mut spec = platform(name, 1);
        (spec.multihoming, spec.initial_users) = (quantity(0.0), quantity(40.0));
        (spec.media, spec.invite[0], spec.churn) = (always(0.1), always(0.001), quantity(0.1));
        made.platforms.push(spec);
    }
    let run = agreed(&made);
    assert!(run.rows.iter().all(|row| row.multihomers == 0));
    assert!((0..3).all(|platform| run.row(40, platform).registered > 50));
    let active: u32 = (0..3).map(|platform| run.row(40, platform).active).sum();
    assert!((250..=300).contains(&active), "{active} users");
}

#[test]
fn a_rivals_users_join_less_easily_by_multihoming_and_loyalty() {
    let mut made = scenario(4000, 1, 1.0);
    made.layers.push(layer("phone", GeneratorSpec::WellMixed));
    let (mut old, mut new) = (platform("mitalk", 1), platform("wechat", 1));
    (old.initial_users, old.invite[0]) = (quantity(4000.0), always(0.1));
    (new.media, new.multihoming, new.loyalty) = (always(0.4), quantity(0.5), quantity(1.0));
    made.platforms = vec![old, new];
    let run = agreed(&made);
    about(run.row(1, 1).new, 4000, 1.0 - (-0.4 * 0.5 * (-1.0f64).exp()).exp());
    assert_eq!(run.row(1, 1).multihomers, run.row(1, 1).new);
}

#[test]
fn media_win_the_exponential_share() {
    let run = agreed(&alone(4000, 10, |spec| spec.media = always(0.05)));
    about(run.row(1, 0).registered, 4000, 1.0 - (-0.05f64).exp());
    about(run.row(10, 0).registered, 4000, 1.0 - (-0.5f64).exp());
}

#[test]
fn trial_churn_ends_with_the_trial() {
    let run = agreed(&alone(4000, 30, |spec| {
        (spec.initial_users, spec.trial_churn, spec.trial_period) = (quantity(4000.0), quantity(0.2), quantity(5.0));
    }));
    about(run.row(5, 0).active, 4000, (-1.0f64).exp());
    assert_eq!(run.row(30, 0).active, run.row(5, 0).active);
}

#[test]
fn contacts_on_the_platform_hold_its_users() {
    let mut made = scenario(4000, 1, 1.0);
    made.layers.push(layer("phone", GeneratorSpec::WellMixed));
    let mut spec = platform("mitalk", 1);
    (spec.initial_users, spec.invite[0]) = (quantity(4000.0), always(1e-9));
    (spec.churn, spec.stickiness) = (quantity(1.0), quantity(2.0));
    made.platforms.push(spec);
    about(agreed(&made).row(1, 0).left, 4000, 1.0 - (-(-2.0f64).exp()).exp());
}

#[test]
fn rivals_pull_only_those_who_use_both() {
    let mut made = scenario(4000, 20, 1.0);
    made.layers.push(layer("phone", GeneratorSpec::WellMixed));
    let (mut small, mut large) = (platform("mitalk", 1), platform("wechat", 1));
    for (spec, users) in [(&mut small, 1000.0), (&mut large, 3000.0)] {
        (spec.initial_users, spec.invite[0], spec.pull) = (quantity(users), always(1e-12), quantity(0.5));
    }
    (small.multihoming, large.multihoming) = (quantity(0.0), quantity(0.0));
    made.platforms = vec![small, large];
    let apart = agreed(&made);
    assert_eq!((apart.row(20, 0).active, apart.row(20, 1).active), (1000, 3000));
    made.platforms.iter_mut().for_each(|spec| spec.multihoming = quantity(1.0));
    let together = agreed(&made);
    let multihomers = together.row(0, 0).multihomers;
    about(multihomers, 4000, 0.25 * 0.75);
    about(together.row(1, 0).left, multihomers, 1.0 - (-0.5 * 0.5f64).exp());
    assert_eq!(together.row(1, 1).left, 0, "nobody is pulled to where fewer are");
}

#[test]
fn who_left_returns_as_easily_as_said() {
    for (returning, back) in [(0.0, 0.0), (0.5, 1.0 - (-0.05f64).exp())] {
        let run = agreed(&alone(4000, 2, |spec| {
            (spec.initial_users, spec.churn, spec.media) = (quantity(4000.0), quantity(20.0), always(0.1));
            spec.returning = quantity(returning);
            let mut calm = feature(1);
            calm.churn = quantity(0.0);
            spec.features.push(calm);
        }));
        let left = 4000 - run.row(1, 0).active;
        if returning == 0.0 {
            assert_eq!((left, run.row(2, 0).returned), (4000, 0));
        } else {
            about(run.row(2, 0).returned, left, back);
        }
        assert_eq!(run.row(2, 0).new, 0);
    }
}

#[test]
fn a_campaign_reaches_only_its_audience_and_only_in_its_time() {
    let mut made = alone(4000, 30, |_| ());
    made.market.audiences.push(AudienceSpec { name: "qq".into(), members: Members::Share { share: always(0.3) } });
    let (from, until) = (Some(When::On(day(5))), Some(When::On(day(15))));
    made.platforms[0].seeding.push(CampaignSpec {
        from,
        until,
        ..campaign(CampaignKind::Push { audience: 0, rate: quantity(0.1) })
    });
    let run = agreed(&made);
    assert_eq!(run.row(5, 0).registered, 0);
    about(run.row(15, 0).registered, 4000, 0.3 * (1.0 - (-1.0f64).exp()));
    assert_eq!(run.row(30, 0).registered, run.row(15, 0).registered);
    let seeded: u32 = (0..=30).map(|day| run.row(day, 0).joined_by[2]).sum();
    assert_eq!((run.causes[2].as_str(), seeded), ("seeding", run.row(30, 0).registered));
}

#[test]
fn a_closed_platform_wins_nobody() {
    for launch in [None, Some(12)] {
        let run = agreed(&alone(200, 20, |spec| {
            (spec.launch, spec.media, spec.initial_users) = (launch.map(day).into(), always(0.5), quantity(5.0));
        }));
        let opened = launch.unwrap_or(21) as usize;
        assert!((0..opened.min(21)).all(|day| run.row(day, 0).registered == 0));
        assert_eq!(run.rows.get(12).map(|row| row.registered), launch.map(|_| 5).or(Some(0)));
        assert_eq!(run.row(20, 0).registered > 100, launch.is_some());
    }
}

#[test]
fn features_act_from_their_date_on() {
    let run = agreed(&alone(4000, 20, |spec| {
        (spec.initial_users, spec.churn, spec.media) = (quantity(2000.0), quantity(0.1), always(0.1));
        (spec.trial_churn, spec.trial_period) = (quantity(0.1), quantity(100.0));
        let (mut loved, mut silent) = (feature(8), feature(12));
        (loved.churn, silent.appeal) = (quantity(0.0), quantity(0.0));
        spec.features = vec![loved, silent];
    }));
    assert!((1..=8).all(|day| run.row(day, 0).left > 0) && (9..=20).all(|day| run.row(day, 0).left == 0));
    assert!((1..=12).all(|day| run.row(day, 0).new > 0) && (13..=20).all(|day| run.row(day, 0).new == 0));
}

#[test]
fn a_feature_multiplies_what_it_says() {
    let run = agreed(&alone(4000, 3, |spec| {
        spec.media = always(0.05);
        let (mut loud, mut loved) = (feature(1), feature(2));
        (loud.media, loved.appeal) = (quantity(4.0), quantity(0.5));
        spec.features = vec![loud, loved];
    }));
    for (on, rate) in [(1, 0.05f64), (2, 0.2), (3, 0.1)] {
        about(run.row(on, 0).new, 4000 - run.row(on - 1, 0).registered, 1.0 - (-rate).exp());
    }
}

/// Pairs of contacts, half of all persons users: half of the pairs have one user, who invites the other with the whole rate; in a ring, where each
/// person has two contacts, the rate is for each of them or for both together.
#[test]
fn contacts_invite_each_or_by_their_share() {
    for (degree, kernel, rates) in [
        (1, Kernel::Count, [0.5, 0.0]),
        (1, Kernel::Share, [0.5, 0.0]),
        (2, Kernel::Count, [0.5, 1.0]),
        (2, Kernel::Share, [0.25, 0.5]),
    ] {
        let mut made = scenario(20_000, 1, 1.0);
        made.layers.push(layer("phone", GeneratorSpec::RandomRegular { degree }));
        let mut spec = platform("mitalk", 1);
        (spec.initial_users, spec.invite[0], spec.kernel) = (quantity(10_000.0), always(0.5), kernel);
        made.platforms.push(spec);
        let joins = rates.map(|rate: f64| 1.0 - (-rate).exp());
        let p = if degree == 1 { 0.5 * joins[0] } else { 0.5 * joins[0] + 0.25 * joins[1] };
        about(agreed(&made).row(1, 0).new, 10_000, p);
    }
}

#[test]
fn the_market_fills_along_its_path() {
    let mut made = alone(4000, 60, |spec| spec.media = always(1000.0));
    let point = |on, mid| PotentialPoint { date: day(on), low: mid, mid, high: mid };
    let points = vec![point(-10, 500.0), point(10, 2000.0), point(30, 1000.0), point(50, 8000.0), point(90, 9000.0)];
    made.market.potential = Potential::Path { points, uncertain: false };
    let run = agreed(&made);
    for (on, persons) in [(0, 1250.0), (10, 2000.0), (30, 2000.0), (40, 4500.0), (50, 8000.0), (60, 8250.0)] {
        about(run.market[on], 4000, persons / 8250.0);
        assert!(on == 0 || run.row(on, 0).registered == run.market[on - 1], "who enters today joins tomorrow");
    }
    assert_eq!(run.market[60], 4000);
}

#[test]
fn an_outage_drives_away_the_share_it_says() {
    for (duration, tick) in [(10.0 / 24.0, 1.0), (2.5, 1.0), (0.3, 0.25)] {
        let mut made = alone(4000, 10, |spec| {
            spec.initial_users = quantity(4000.0);
            spec.outages.push(outage(3, duration, 0.25, 0.0));
        });
        made.tick = tick;
        let run = agreed(&made);
        assert_eq!(run.row(3, 0).active, 4000);
        about(4000 - run.row(6, 0).active, 4000, 0.25);
        assert_eq!(run.row(10, 0).active, run.row(6, 0).active);
    }
}

#[test]
fn nobody_joins_while_a_platform_is_down() {
    let run = agreed(&alone(4000, 10, |spec| {
        spec.media = always(0.05);
        spec.outages.push(outage(3, 1.75, 0.0, 0.0));
    }));
    let left = |on: usize| 4000 - run.row(on, 0).registered;
    assert!(run.row(3, 0).new > 0 && run.row(4, 0).new == 0);
    about(run.row(5, 0).new, left(4), 1.0 - (-0.05 * 0.25f64).exp());
    about(run.row(6, 0).new, left(5), 1.0 - (-0.05f64).exp());
}

#[test]
fn a_lost_reputation_lowers_joins_until_it_recovers() {
    let run = agreed(&alone(100_000, 23, |spec| {
        spec.media = always(0.03);
        spec.outages.push(outage(2, 1e-6, 0.0, 0.8));
    }));
    let left = |on: usize| 100_000 - run.row(on, 0).registered;
    for (on, reputation) in [(2, 1.0f64), (3, 0.2), (23, 0.6)] {
        about(run.row(on, 0).new, left(on - 1), 1.0 - (-0.03 * reputation).exp());
    }
    // Two weeks are seven tenths of the 20 days in which the loss halves.
    about(run.row(17, 0).new, left(16), 1.0 - (-0.03 * (1.0 - 0.8 * 0.5f64.powf(0.7))).exp());
}

#[test]
fn rates_over_time_hold_from_their_dates() {
    let run = agreed(&alone(4000, 12, |spec| {
        let step = |on, rate| Dated { from: Some(day(on)), value: quantity(rate) };
        spec.media = vec![step(3, 0.1), step(6, 0.0), step(9, 0.3)];
    }));
    let joins = |on: usize| run.row(on, 0).new > 0;
    let days: Vec<usize> = (0..=12).filter(|&on| joins(on)).collect();
    assert_eq!(days, [4, 5, 6, 10, 11, 12]);
}

#[test]
fn taste_multiplies_joining_with_mean_one() {
    let run = agreed(&alone(40_000, 1, |spec| (spec.media, spec.taste_spread) = (always(0.002), quantity(1.0))));
    // E[1 − e^(−.002·T)] = .002 − .002²·E[T²]/2 + … with E[T²] = e; the third term is below 10⁻⁷.
    about(run.row(1, 0).new, 40_000, 0.002 - 2e-6 * std::f64::consts::E);
}

/// Running sums of hazards lose digits beside a hazard of 10⁹ a day; even then nobody joins while the platform is down.
#[test]
fn nobody_joins_in_an_outage_whatever_went_before() {
    let file = std::path::Path::new("tests/data/tiny-hazards.toml");
    let loaded =
        headstart::scenario::load(file, &headstart::scenario::Overrides::default()).unwrap_or_else(|p| panic!("{p}"));
    let (_, run) = headstart::experiment::replicate(&loaded.scenario, 0);
    let joined: u32 = run.rows.iter().map(|row| row.new).sum();
    assert!(joined > 10_000, "the test needs people who join");
    for date in [jiff::civil::date(2012, 3, 1), jiff::civil::date(2012, 4, 20)] {
        let from = loaded.scenario.day(date) as usize;
        assert_eq!(run.row(from + 1, 0).new + run.row(from + 2, 0).new, 0, "{date}");
    }
}
