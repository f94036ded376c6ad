//! What reacts to the market: conditional launches, closing and opening again, conceding; in both engines.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use headstart::engine::Trajectory;
use headstart::report::{EventKind, Reactions, events};
use headstart::scenario::{
    AudienceSpec, CampaignKind, ClosureSpec, Comparison, ConcedeSpec, Gauge, Members, Occasion, Operand, Reaction,
    Reading, Release, State, When,
};

use crate::mechanisms::{about, agreed, alone};
use crate::random::day;
use crate::support::{always, campaign, feature, platform, quantity};

fn after(states: Vec<State>, lasting: f64, delay: f64) -> When {
    let after = Occasion { text: "as it stands".into(), states };
    When::After(Box::new(Reaction { after, lasting: quantity(lasting), delay: quantity(delay) }))
}

fn registered(platform: usize, comparison: Comparison, persons: f64) -> State {
    State::Compares(Reading { platform, gauge: Gauge::Registered, on: None }, comparison, Operand::Amount(persons))
}

/// The first day on which at least so many are registered.
fn day_of(run: &Trajectory, platform: usize, registered: u32) -> Option<usize> {
    (0..=run.last_day()).find(|day| run.row(*day, platform).registered >= registered)
}

#[test]
fn a_rival_who_reacts_comes_so_long_after_the_occasion() {
    for (lasting, delay) in [(0.0, 0.0), (0.0, 9.0), (4.0, 0.0), (3.0, 5.0)] {
        let mut made = alone(1000, 60, |spec| spec.media = always(0.02));
        let mut rival = platform("wechat", 0);
        rival.launch = after(vec![registered(0, Comparison::AtLeast, 100.0)], lasting, delay);
        rival.initial_users = quantity(7.0);
        made.platforms.push(rival);
        let run = agreed(&made);
        let occasion = day_of(&run, 0, 100).unwrap();
        let reacts = occasion + lasting as usize + delay as usize;
        assert_eq!(day_of(&run, 1, 1), Some(reacts));
        assert_eq!(run.reactions, [Some(reacts as u32)]);
    }
}

#[test]
fn a_launch_may_be_the_occasion_for_another_on_the_same_day() {
    let mut made = alone(100, 20, |spec| spec.launch = When::On(day(4)));
    for (name, before) in [("wechat", 0), ("feixin", 1)] {
        let mut rival = platform(name, 0);
        (rival.launch, rival.initial_users) = (after(vec![State::Launched(before)], 0.0, 0.0), quantity(3.0));
        made.platforms.push(rival);
    }
    let run = agreed(&made);
    assert_eq!([1, 2].map(|platform| day_of(&run, platform, 1)), [Some(4), Some(4)]);
}

#[test]
fn an_occasion_that_does_not_last_is_none() {
    let mut made = alone(400, 40, |spec| {
        (spec.initial_users, spec.churn) = (quantity(400.0), quantity(0.1));
        spec.returning = quantity(0.0);
    });
    let active = |comparison, share: f64| {
        let reading = Reading { platform: 0, gauge: Gauge::Penetration, on: None };
        State::Compares(reading, comparison, Operand::Amount(share))
    };
    // From 90 % to 80 % it takes about one day.
    let between = vec![active(Comparison::Below, 0.9), active(Comparison::Above, 0.8)];
    for (lasting, comes) in [(0.0, true), (5.0, false)] {
        let mut rival = platform("wechat", 0);
        (rival.launch, rival.initial_users) = (after(between.clone(), lasting, 0.0), quantity(5.0));
        made.platforms.truncate(1);
        made.platforms.push(rival);
        assert_eq!(agreed(&made).row(40, 1).registered > 0, comes);
    }
}

#[test]
fn a_closed_platform_has_no_users_and_keeps_its_accounts() {
    let closing = |until| ClosureSpec { name: None, from: When::On(day(10)), until };
    let run = |until, returning| {
        agreed(&alone(4000, 30, |spec| {
            (spec.media, spec.returning) = (always(0.1), quantity(returning));
            spec.closures.push(closing(until));
        }))
    };
    let good = run(When::Never, 1.0);
    about(good.row(9, 0).active, 4000, 1.0 - (-0.9f64).exp());
    let registered = good.row(10, 0).registered;
    assert_eq!(good.row(10, 0).left, registered);
    assert!((10..=30).all(|day| (good.row(day, 0).active, good.row(day, 0).registered) == (0, registered)));
    let back = run(When::On(day(20)), 0.5);
    assert_eq!(back.row(20, 0).active, 0);
    about((21..=30).map(|day| back.row(day, 0).returned).sum(), registered, 1.0 - (-0.5f64).exp());
    assert_eq!(run(When::On(day(20)), 0.0).row(30, 0).returned, 0);
}

#[test]
fn who_concedes_campaigns_no_more_and_finishes_nothing() {
    let run = |concede: Option<(i32, f64)>| {
        let mut made = alone(4000, 30, |spec| {
            spec.media = always(0.01);
            let mut late = feature(0);
            late.release = Release::WhenDone { begin: day(0), work: quantity(20.0) };
            late.media = quantity(50.0);
            spec.features.push(late);
            spec.seeding.push(campaign(CampaignKind::Push { audience: 0, rate: quantity(0.02) }));
            spec.concede = concede.map(|(on, media)| ConcedeSpec { when: When::On(day(on)), media: quantity(media) });
        });
        made.market.audiences.push(AudienceSpec { name: "all".into(), members: Members::Share { share: always(1.0) } });
        agreed(&made)
    };
    about(run(None).row(30, 0).registered, 4000, 1.0 - (-(30.0 * 0.02 + 20.0 * 0.01 + 10.0 * 0.5_f64)).exp());
    about(run(Some((10, 1.0))).row(30, 0).registered, 4000, 1.0 - (-(10.0 * 0.02 + 30.0 * 0.01_f64)).exp());
    about(run(Some((10, 0.5))).row(30, 0).registered, 4000, 1.0 - (-(10.0 * 0.03 + 20.0 * 0.005_f64)).exp());
    // What is finished stays.
    about(
        run(Some((25, 1.0))).row(30, 0).registered,
        4000,
        1.0 - (-(25.0 * 0.02 + 20.0 * 0.01 + 10.0 * 0.5_f64)).exp(),
    );
}

/// Of three runs the rival comes on the third day in all, or on other days, or not in all.
#[test]
fn a_median_is_told_where_the_runs_differ() {
    let mut made = alone(100, 20, |_| {});
    let mut rival = platform("wechat", 0);
    rival.launch = after(vec![State::Launched(0)], 0.0, 3.0);
    made.platforms.push(rival);
    let run = agreed(&made);
    assert_eq!(run.reactions, [Some(3)]);
    for (days, told) in [
        ([Some(3), Some(3), Some(3)], (day(3), "launch")),
        ([Some(2), Some(7), Some(4)], (day(4), "launch (median)")),
        ([Some(3), None, Some(3)], (day(3), "launch (median)")),
    ] {
        let runs = days.map(|day| Trajectory { reactions: vec![day], ..run.clone() });
        let marks = events(&made, &Reactions::new(&made, runs.iter()));
        let launch = marks.iter().find(|event| event.platform == 1 && event.kind == EventKind::Launch).unwrap();
        assert_eq!((launch.date, launch.label.as_str()), told);
    }
}
