//! Servers that are asked for more than they carry; in both engines.

use headstart::scenario::{CapacitySpec, PlatformSpec};

use crate::mechanisms::{about, agreed, alone};
use crate::support::{always, feature, quantity};

/// Servers for so many users, joinings a day, or both; an outage costs nothing but joinings.
fn servers(users: Option<f64>, signups: Option<f64>) -> CapacitySpec {
    let limit = |many: Option<f64>| many.map_or_else(Vec::new, always);
    CapacitySpec {
        users: limit(users),
        signups: limit(signups),
        leave: quantity(0.0),
        reputation_loss: quantity(0.0),
        recovery: quantity(10.0),
    }
}

/// A platform of 4,000 users from the first day on.
fn full(days: i32, change: impl FnOnce(&mut PlatformSpec)) -> headstart::engine::Trajectory {
    agreed(&alone(4000, days, |spec| {
        spec.initial_users = quantity(4000.0);
        change(spec);
    }))
}

#[test]
fn servers_that_carry_everybody_change_nothing() {
    let run = |capacity: Option<CapacitySpec>| {
        agreed(&alone(2000, 40, |spec| {
            (spec.media, spec.churn, spec.capacity) = (always(0.05), quantity(0.02), capacity);
        }))
    };
    let enough =
        CapacitySpec { leave: quantity(0.9), reputation_loss: quantity(0.9), ..servers(Some(2000.0), Some(2000.0)) };
    assert_eq!(run(None), run(Some(enough)));
}

#[test]
fn twice_the_users_that_servers_carry_keep_them_down_half_of_the_time() {
    let run = full(10, |spec| {
        spec.capacity = Some(CapacitySpec { leave: quantity(0.19), ..servers(Some(2000.0), None) });
    });
    // On the first day nothing is known of any load.
    assert_eq!([1, 2].map(|day| run.row(day, 0).down), [0, 500]);
    // Half a day of outage: 1 − √.81 of the users leave.
    about(run.row(2, 0).left, 4000, 0.1);
    let carried = full(10, |spec| {
        let mut voice = feature(5);
        voice.load = quantity(4.0);
        spec.features.push(voice);
        spec.capacity = Some(servers(Some(4000.0), None));
    });
    assert_eq!([5, 6, 7].map(|day| carried.row(day, 0).down), [0, 750, 750]);
}

#[test]
fn nobody_joins_while_the_servers_are_down() {
    let run = |signups: Option<f64>| {
        agreed(&alone(100_000, 2, |spec| {
            spec.media = always(0.1);
            spec.capacity = signups.map(|many| servers(None, Some(many)));
        }))
    };
    let free = run(None);
    let joined = free.row(1, 0).new;
    // On the second day the servers carry a fifth of the first day's joinings.
    let held = run(Some(f64::from(joined) / 5.0));
    assert_eq!(held.row(1, 0), free.row(1, 0));
    assert_eq!(held.row(2, 0).down, 800);
    about(held.row(2, 0).new, 100_000 - joined, 1.0 - (-0.1f64 * 0.2).exp());
}

#[test]
fn a_day_of_outage_costs_reputation_which_recovers() {
    let run = full(30, |spec| {
        let (leave, reputation_loss) = (quantity(1.0), quantity(0.4));
        spec.capacity = Some(CapacitySpec { leave, reputation_loss, ..servers(Some(1.0), None) });
    });
    // The servers are down for 3999/4000 of the second day, on which everybody leaves.
    assert_eq!([1, 2, 12, 22].map(|day| run.row(day, 0).reputation), [1000, 600, 800, 900]);
    assert_eq!(run.row(2, 0).active, 0);
}
