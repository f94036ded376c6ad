//! The life of one person: the replay against the run, person by person, in random small markets.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use headstart::contacts::{ContactLayers, LayerKind};
use headstart::engine::biography::{Biography, Clock, Event, biography};
use headstart::engine::{Move, Trajectory, fast};
use headstart::market::Market;
use headstart::scenario::{CountedContacts, Scenario};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::random::{random_scenario, world};

/// Joins by day, platform and cause.
type Joins = BTreeMap<(usize, usize, usize), u32>;
/// Leavings by day and platform.
type Leavings = BTreeMap<(usize, usize), u32>;

/// A run, and the life of everybody in it.
struct Run {
    market: Market,
    contacts: ContactLayers,
    days: Trajectory,
    moves: Vec<Move>,
    lives: Vec<Biography>,
}

impl Run {
    /// The replay panics where a life is not that of the run.
    fn new(scenario: &Scenario) -> Run {
        let (market, contacts) = world(scenario, 0);
        let (days, moves) = fast::run_with_paths(&market, &contacts);
        let lives = (0..market.population.agents).map(|person| biography(&market, &contacts, &moves, person)).collect();
        Run { market, contacts, days, moves, lives }
    }

    /// The platforms that a person is on at the beginning of a tick, a bit each.
    fn on(&self, person: u32, tick: u32) -> u8 {
        let of = self.moves.iter().rev().find(|step| step.person == person && step.tick <= tick);
        of.map_or(0, |step| step.after)
    }

    /// What the lives tell.
    fn told(&self) -> (Joins, Leavings) {
        let (mut joins, mut leavings) = (Joins::new(), Leavings::new());
        for station in self.lives.iter().flat_map(|life| &life.stations) {
            // What happens in a tick is counted on the next morning; first users are there at once.
            let morning = (station.tick / self.market.ticks_per_day) as usize + 1;
            let launched = station.tick.div_ceil(self.market.ticks_per_day) as usize;
            match &station.event {
                Event::Placed(p) => *joins.entry((launched, *p, 0)).or_default() += 1,
                Event::Joins { turn, cause, .. } => *joins.entry((morning, turn.platform, *cause)).or_default() += 1,
                Event::Leaves(turn) => *leavings.entry((morning, turn.platform)).or_default() += 1,
                Event::Enters | Event::Ends(_) => {}
            }
        }
        (joins, leavings)
    }
}

fn turns(life: &Biography) -> impl Iterator<Item = (u32, &headstart::engine::biography::Turn)> {
    life.stations.iter().filter_map(|station| match &station.event {
        Event::Joins { turn, .. } | Event::Leaves(turn) => Some((station.tick, turn)),
        _ => None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The lives of all persons add up to the tables of the run: the same joins by the same causes on the same days.
    #[test]
    fn lives_add_up_to_the_run(scenario in random_scenario()) {
        let run = Run::new(&scenario);
        let (joins, leavings) = run.told();
        for day in 0..=run.days.last_day() {
            for p in 0..run.days.platforms {
                let row = run.days.row(day, p);
                for (cause, joined) in row.joined_by.iter().enumerate() {
                    prop_assert_eq!(joins.get(&(day, p, cause)).copied().unwrap_or(0), *joined);
                }
                prop_assert_eq!(leavings.get(&(day, p)).copied().unwrap_or(0), row.left);
            }
        }
    }

    /// A clock that strikes has gathered what it needed, each cause with a part that is not negative, and the cause of a join is
    /// one that was at work.
    #[test]
    fn clocks_strike_when_they_are_full(scenario in random_scenario()) {
        let run = Run::new(&scenario);
        for (tick, turn) in run.lives.iter().flat_map(turns) {
            let Clock { needed, longer, from, gathered } = &turn.clock;
            prop_assert!((gathered.iter().sum::<f64>() / needed - 1.0).abs() < 1e-9, "{:?}", turn);
            prop_assert!(gathered.iter().chain(&turn.rates).all(|part| *part >= 0.0));
            prop_assert!(turn.rates.iter().sum::<f64>() > 0.0 && (0.0..=1.0).contains(longer));
            prop_assert!(from.is_some_and(|from| from <= tick));
        }
        for station in run.lives.iter().flat_map(|life| &life.stations) {
            match &station.event {
                Event::Joins { turn, cause, inviter } => {
                    prop_assert!(turn.rates[cause - 1] > 0.0);
                    prop_assert_eq!(inviter.is_some(), *cause >= 3, "an invitation comes from somebody");
                }
                Event::Ends(clocks) => prop_assert!(clocks.iter().all(|clock| clock.filled() <= 1.0)),
                _ => {}
            }
        }
    }

    /// Who invited was a contact in that layer, and on the platform when the tick began, since the day that is told.
    #[test]
    fn inviters_were_there(scenario in random_scenario()) {
        let run = Run::new(&scenario);
        for life in &run.lives {
            for station in &life.stations {
                let Event::Joins { turn, cause, inviter: Some(inviter) } = &station.event else { continue };
                let layer = cause - 3;
                let knows = match run.contacts.kinds()[layer] {
                    LayerKind::Stored(_) => run.contacts.in_layer(life.person, layer).any(|one| one == inviter.person),
                    LayerKind::WellMixed => inviter.person != life.person,
                };
                prop_assert!(knows);
                prop_assert!(run.on(inviter.person, station.tick) >> turn.platform & 1 == 1);
                prop_assert!(inviter.since <= station.tick);
                prop_assert!(run.on(inviter.person, inviter.since) >> turn.platform & 1 == 1);
            }
        }
    }

    /// What is told of contacts is what one counts.
    #[test]
    fn contacts_are_counted_right(scenario in random_scenario()) {
        let run = Run::new(&scenario);
        for life in &run.lives {
            prop_assert_eq!(life.days.len(), run.market.days as usize + 1);
            for (day, told) in life.days.iter().enumerate() {
                let tick = day as u32 * run.market.ticks_per_day;
                prop_assert_eq!(told.active, run.on(life.person, tick));
                prop_assert_eq!(told.inside, run.market.population.entry(life.person) <= tick);
                let others = (0..run.market.population.agents).filter(|other| *other != life.person);
                for (l, layer) in told.around.layers.iter().enumerate() {
                    let contacts: Vec<u32> = match run.contacts.kinds()[l] {
                        LayerKind::Stored(_) => run.contacts.in_layer(life.person, l).collect(),
                        LayerKind::WellMixed => others.clone().collect(),
                    };
                    let all = run.market.layers[l].counts == CountedContacts::All;
                    let counts = |other: &&u32| all || run.market.population.entry(**other) <= tick;
                    prop_assert_eq!(layer.contacts as usize, contacts.iter().filter(counts).count());
                    for (p, users) in layer.users.iter().enumerate() {
                        let there = contacts.iter().filter(|other| run.on(**other, tick) >> p & 1 == 1);
                        prop_assert_eq!(*users as usize, there.count());
                    }
                }
            }
        }
    }

    /// Between two stations as many contacts join and leave as the counts at their ends differ.
    #[test]
    fn what_contacts_did_meanwhile_explains_the_counts(scenario in random_scenario()) {
        let run = Run::new(&scenario);
        for life in &run.lives {
            let mut before = vec![0i64; run.market.platforms.len()];
            for station in &life.stations {
                for (p, users) in station.around.users.iter().enumerate() {
                    let change = i64::from(station.meanwhile.joined[p]) - i64::from(station.meanwhile.left[p]);
                    prop_assert_eq!(i64::from(*users) - before[p], change, "{:?}", station);
                    before[p] = i64::from(*users);
                }
            }
            let last = life.stations.last().unwrap();
            let entered: u32 = life.stations.iter().map(|station| station.meanwhile.entered).sum();
            prop_assert_eq!(entered, last.around.contacts);
        }
    }
}

/// Otherwise the equalities above would say little: lives with many turns, of all kinds.
#[test]
fn in_random_lives_enough_happens() {
    let mut runner = TestRunner::deterministic();
    let mut kinds = [0; 4];
    for _ in 0..60 {
        let scenario = random_scenario().new_tree(&mut runner).unwrap().current();
        for station in Run::new(&scenario).lives.iter().flat_map(|life| &life.stations) {
            match &station.event {
                Event::Placed(_) => kinds[0] += 1,
                Event::Joins { inviter: None, .. } => kinds[1] += 1,
                Event::Joins { inviter: Some(_), .. } => kinds[2] += 1,
                Event::Leaves(_) => kinds[3] += 1,
                _ => {}
            }
        }
    }
    assert!(kinds[0] > 50 && kinds[1..].iter().all(|count| *count > 300), "{kinds:?}");
}
