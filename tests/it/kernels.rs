//! How invitations work together, one mechanism at a time, in both engines: thresholds, groups of contacts, invitations that come once or for a
//! time, fatigue, and platforms whose users can reach each other.

use headstart::engine::Trajectory;
use headstart::scenario::{
    ClosureSpec, CompatibleSpec, Dated, Distribution, GeneratorSpec, Kernel, PlatformSpec, Scenario, ThresholdOf,
    ThresholdSpec, ThresholdValues, When,
};

use crate::mechanisms::{about, agreed};
use crate::random::day;
use crate::support::{always, layer, platform, quantity, scenario};

/// A rate at which whoever can be invited has been invited before the tick is over.
const AT_ONCE: f64 = 1000.0;

pub fn threshold(of: ThresholdOf, values: ThresholdValues) -> Kernel {
    Kernel::Threshold(ThresholdSpec { of, values })
}

fn shared_by_all(of: ThresholdOf, value: f64) -> Kernel {
    threshold(of, ThresholdValues::Same(quantity(value)))
}

/// A platform among persons with these contacts, over some days.
fn among(agents: u32, days: i32, contacts: GeneratorSpec, change: impl FnOnce(&mut PlatformSpec)) -> Scenario {
    let mut made = scenario(agents, days, 1.0);
    made.layers.push(layer("phone", contacts));
    made.platforms.push(platform("mitalk", 1));
    change(&mut made.platforms[0]);
    made
}

fn pairs() -> GeneratorSpec {
    GeneratorSpec::RandomRegular { degree: 1 }
}

fn registered(run: &Trajectory) -> Vec<u32> {
    (0..=run.last_day()).map(|day| run.row(day, 0).registered).collect()
}

/// Half of all persons are users; in a ring each has two contacts, so that who is asked has 0, 1 or 2 users around with 1/4, 1/2 and 1/4.
#[test]
fn a_threshold_is_a_number_or_a_share_of_contacts() {
    use ThresholdOf::{Contacts, Share};
    for (of, value, joins) in [
        (Contacts, 0.0, 1.0),
        (Contacts, 1.0, 0.75),
        (Contacts, 1.5, 0.25),
        (Contacts, 2.0, 0.25),
        (Contacts, 3.0, 0.0),
        (Share, 0.0, 1.0),
        (Share, 0.5, 0.75),
        (Share, 0.51, 0.25),
        (Share, 1.0, 0.25),
    ] {
        let run = agreed(&among(20_000, 1, GeneratorSpec::RandomRegular { degree: 2 }, |spec| {
            (spec.initial_users, spec.invite[0]) = (quantity(10_000.0), always(AT_ONCE));
            spec.kernel = shared_by_all(of, value);
        }));
        about(run.row(1, 0).new, 10_000, joins);
    }
}

#[test]
fn who_needs_nobody_joins_alone_even_without_contacts() {
    for of in [ThresholdOf::Share, ThresholdOf::Contacts] {
        let isolated = GeneratorSpec::ErdosRenyi { mean_degree: quantity(0.0) };
        let run = agreed(&among(4000, 1, isolated, |spec| {
            (spec.invite[0], spec.kernel) = (always(0.3), shared_by_all(of, 0.0));
        }));
        about(run.row(1, 0).new, 4000, 1.0 - (-0.3f64).exp());
    }
}

/// Each person has one contact, a user, and a threshold of their own between 0 and 4 contacts: a quarter needs no more than one.
#[test]
fn persons_have_thresholds_of_their_own() {
    let each = ThresholdValues::Each { law: Distribution::Uniform { low: 0.0, high: 4.0 }, range: (0.0, 1e5) };
    let mut made = among(20_000, 8, pairs(), |spec| {
        (spec.initial_users, spec.invite[0]) = (quantity(10_000.0), always(AT_ONCE));
        spec.kernel = threshold(ThresholdOf::Contacts, each);
    });
    let run = agreed(&made);
    about(run.row(1, 0).new, 10_000, 0.125);
    assert_eq!(run.row(8, 0).registered, run.row(1, 0).registered, "nobody's threshold changes");
    // With another platform's luck other persons have the low thresholds.
    made.platforms[0].luck = "another".into();
    assert_ne!(agreed(&made).row(1, 0).new, run.row(1, 0).new);
}

/// In a crowd where everybody knows everybody, and in a chain, who follows whom is exactly what the list says.
#[test]
fn listed_thresholds_belong_to_the_persons_in_their_order() {
    let crowd = |listed: Vec<f64>| {
        agreed(&among(5, 8, GeneratorSpec::WellMixed, |spec| {
            spec.invite[0] = always(AT_ONCE);
            spec.kernel = threshold(ThresholdOf::Contacts, ThresholdValues::Listed(listed));
        }))
    };
    assert_eq!(registered(&crowd(vec![3.0, 0.0, 4.0, 1.0, 2.0])), [0, 1, 2, 3, 4, 5, 5, 5, 5]);
    assert_eq!(registered(&crowd(vec![3.0, 0.0, 4.0, 2.0, 2.0])), [0, 1, 1, 1, 1, 1, 1, 1, 1]);
}

/// Two groups of contacts count twice, however many they are: on a ring no two contacts of a person know each other; in a clique all do.
#[test]
fn groups_count_rather_than_contacts() {
    let joins = |contacts: GeneratorSpec, kernel: Kernel, users: f64| {
        let run = agreed(&among(1000, 1, contacts, |spec| {
            (spec.initial_users, spec.invite[0], spec.kernel) = (quantity(users), always(0.4), kernel);
        }));
        (run.row(0, 0).active, run.row(1, 0).new)
    };
    let ring = || GeneratorSpec::RingLattice { degree: 2 };
    assert_eq!(joins(ring(), Kernel::Components, 500.0), joins(ring(), Kernel::Count, 500.0));
    for contacts in [GeneratorSpec::Complete, GeneratorSpec::WellMixed] {
        let (users, new) = joins(contacts, Kernel::Components, 300.0);
        about(new, 1000 - users, 1.0 - (-0.4f64).exp());
    }
}

#[test]
fn each_further_contact_who_invites_counts_less() {
    // Three quarters of all are users: of four contacts 4, 3, 2, 1, 0 with 81, 108, 54, 12 and 1 of 256 chances.
    let fatigue = 0.8;
    let expected: f64 = [81.0, 108.0, 54.0, 12.0, 1.0]
        .into_iter()
        .zip([4.0, 3.0, 2.0, 1.0, 0.0])
        .map(|(weight, users): (f64, f64)| {
            let g = (1.0 - (-fatigue * users).exp()) / fatigue;
            weight / 256.0 * (1.0 - (-0.5 * g).exp())
        })
        .sum();
    let run = agreed(&among(20_000, 1, GeneratorSpec::RandomRegular { degree: 4 }, |spec| {
        (spec.initial_users, spec.invite[0], spec.fatigue) = (quantity(15_000.0), always(0.5), quantity(fatigue));
    }));
    about(run.row(1, 0).new, 5000, expected);
}

/// Pairs, one user in half of them: the user invites the other for the period, and is silent afterwards.
#[test]
fn who_joined_long_ago_invites_no_more() {
    let run = |period: Option<f64>, tick: f64| {
        let mut made = among(20_000, 20, pairs(), |spec| {
            (spec.initial_users, spec.invite[0]) = (quantity(10_000.0), always(0.1));
            spec.invite_period = period.map(quantity);
        });
        made.tick = tick;
        agreed(&made)
    };
    for tick in [1.0, 0.25] {
        let short = run(Some(5.0), tick);
        about(short.row(20, 0).registered - 10_000, 10_000, 0.5 * (1.0 - (-0.5f64).exp()));
        assert_eq!(short.row(5, 0).registered, short.row(20, 0).registered);
        about(run(None, tick).row(20, 0).registered - 10_000, 10_000, 0.5 * (1.0 - (-2.0f64).exp()));
        assert_eq!(run(Some(20.0), tick), run(None, tick), "a period as long as the run is none");
        assert_eq!(run(Some(1e5), tick), run(None, tick));
    }
    let shortest = run(Some(0.02), 1.0);
    about(shortest.row(20, 0).registered - 10_000, 10_000, 0.5 * (1.0 - (-0.1f64).exp()));
}

/// Users who came back on day 9 (the platform was closed for a day) invite again on days 10 and 11; without that, nobody invites any more.
#[test]
fn who_comes_back_invites_again() {
    let run = |closed: bool| {
        let run = agreed(&among(20_000, 20, pairs(), |spec| {
            spec.initial_users = quantity(10_000.0);
            spec.invite[0] = vec![Dated { from: Some(day(10)), value: quantity(0.1) }];
            spec.invite_period = Some(quantity(2.0));
            // Nearly nobody comes by media who was never here, nearly everybody who was.
            (spec.media, spec.returning) = (always(1e-6), quantity(1e7));
            let (from, until) = (When::On(day(8)), When::On(day(9)));
            spec.closures.extend(closed.then_some(ClosureSpec { name: None, from, until }));
        }));
        assert_eq!(run.row(20, 0).active, run.row(20, 0).registered);
        run.row(20, 0).registered - 10_000
    };
    assert!(run(false) < 5);
    about(run(true), 10_000, 0.5 * (1.0 - (-0.2f64).exp()));
}

#[test]
fn an_invitation_that_comes_once_succeeds_as_often_as_said() {
    for tick in [1.0, 0.25] {
        for chance in [0.0, 0.3, 1.0] {
            let mut made = among(20_000, 12, pairs(), |spec| {
                (spec.initial_users, spec.invite_once[0]) = (quantity(10_000.0), always(chance));
            });
            made.tick = tick;
            let run = agreed(&made);
            about(run.row(1, 0).new, 10_000, 0.5 * chance);
            assert_eq!(run.row(12, 0).registered, run.row(1, 0).registered, "each contact is invited once");
        }
    }
}

/// A single invitation and a rate for one tick are the same hazard: λΔ = −ln(1 − T).
#[test]
fn once_is_a_period_of_one_tick() {
    let contacts = || GeneratorSpec::ErdosRenyi { mean_degree: quantity(4.0) };
    let common = |spec: &mut PlatformSpec| {
        (spec.initial_users, spec.media, spec.churn) = (quantity(30.0), always(0.002), quantity(0.05));
    };
    let once = agreed(&among(2000, 30, contacts(), |spec| {
        common(spec);
        spec.invite_once[0] = always(0.4);
    }));
    let short = agreed(&among(2000, 30, contacts(), |spec| {
        common(spec);
        (spec.invite[0], spec.invite_period) = (always(-libm::log1p(-0.4)), Some(quantity(1.0)));
    }));
    assert_eq!(once, short);
    assert!(once.row(30, 0).registered > 500);
}

/// Two platforms that cannot be used together; the second counts the first's users by θ, and nobody else invites.
fn beside(agents: u32, contacts: GeneratorSpec, share: Option<f64>, change: impl Fn(&mut PlatformSpec)) -> Scenario {
    let mut made = among(agents, 1, contacts, |spec| spec.initial_users = quantity(f64::from(agents) / 2.0));
    let mut other = platform("wechat", 1);
    other.invite[0] = always(0.5);
    other.compatible = share.map(|share| CompatibleSpec { platform: 0, share: quantity(share) }).into_iter().collect();
    change(&mut other);
    made.platforms.push(other);
    made
}

#[test]
fn users_of_a_compatible_platform_count_in_part() {
    for share in [0.0, 0.4, 1.0] {
        for (kernel, contacts) in [(Kernel::Count, pairs()), (Kernel::Share, pairs()), (Kernel::Components, pairs())] {
            let run = agreed(&beside(20_000, contacts, Some(share), |spec| spec.kernel = kernel.clone()));
            // Everybody can join, on the first platform or not; half of all have a user around.
            about(run.row(1, 1).new, 20_000, 0.5 * (1.0 - (-0.5 * share).exp()));
        }
        let run = agreed(&beside(1500, GeneratorSpec::WellMixed, Some(share), |spec| spec.kernel = Kernel::Share));
        about(run.row(1, 1).new, 1500, 1.0 - (-0.5 * 0.5 * share).exp());
    }
}

#[test]
fn a_compatibility_of_nothing_changes_nothing() {
    let strong = |spec: &mut PlatformSpec| {
        (spec.stickiness, spec.pull, spec.loyalty) = (quantity(1.0), quantity(0.2), quantity(1.0));
    };
    let graph = || GeneratorSpec::ErdosRenyi { mean_degree: quantity(4.0) };
    let mut with = beside(2000, graph(), Some(0.0), strong);
    let mut without = beside(2000, graph(), None, strong);
    for made in [&mut with, &mut without] {
        made.platforms[0].initial_users = quantity(200.0);
        made.platforms[1].initial_users = quantity(200.0);
        made.end = day(20);
    }
    assert_eq!(agreed(&with), agreed(&without));
}

/// Everybody uses both platforms and has everybody around on both, so that nobody is drawn away; on a platform that can be reached from neither,
/// the contacts hold nobody.
#[test]
fn contacts_on_a_compatible_platform_hold_as_well() {
    for (share, hold) in [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)] {
        let mut made = beside(20_000, pairs(), Some(share), |spec| {
            (spec.initial_users, spec.churn, spec.stickiness) = (quantity(10_000.0), quantity(1.0), quantity(2.0));
            (spec.multihoming, spec.invite[0]) = (quantity(0.0), always(1e-12));
        });
        // The users of the second are those whose one contact is on the first, in half of the cases; the other half has one on the second.
        made.platforms[0].multihoming = quantity(0.0);
        let run = agreed(&made);
        let leaves = |s: f64| 1.0 - (-(-2.0 * s).exp()).exp();
        about(run.row(1, 1).left, run.row(0, 1).active, 0.5 * leaves(1.0) + 0.5 * leaves(hold));
    }
}
