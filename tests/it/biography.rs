//! The life of one person: the replay against the run, person by person, in random small markets.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::Path;

use headstart::contacts::{ContactLayers, LayerKind};
use headstart::engine::biography::{Biography, Clock, Event, biography};
use headstart::engine::{Move, Mover, Paths, Trajectory, fast};
use headstart::market::{Contagion, Market};
use headstart::scenario::{self, CountedContacts, Overrides, Scenario};
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
    paths: Paths,
    lives: Vec<Biography>,
}

impl Run {
    /// The replay panics where a life is not that of the run.
    fn new(scenario: &Scenario) -> Run {
        let (market, contacts) = world(scenario, 0);
        let (days, paths) = fast::run_with_paths(&market, &contacts);
        let lives = (0..market.population.agents).map(|person| biography(&market, &contacts, &paths, person)).collect();
        Run { market, contacts, days, paths, lives }
    }

    /// The platforms that a person is on at the beginning of a tick, a bit each.
    fn on(&self, person: u32, tick: u32) -> u8 {
        let of = self.paths.moves.iter().rev().find(|step| step.person == person && step.tick <= tick);
        of.map_or(0, |step| step.after)
    }

    /// The lives of all persons add up to the tables of the run: the same joins by the same causes on the same days.
    fn adds_up(&self) {
        let (joins, leavings) = self.told();
        for day in 0..=self.days.last_day() {
            for p in 0..self.days.platforms {
                let row = self.days.row(day, p);
                for (cause, joined) in row.joined_by.iter().enumerate() {
                    let told = joins.get(&(day, p, cause)).copied().unwrap_or(0);
                    assert_eq!(told, *joined, "platform {p}, {} on day {day}", self.days.causes[cause]);
                }
                assert_eq!(leavings.get(&(day, p)).copied().unwrap_or(0), row.left, "platform {p} on day {day}");
            }
        }
    }

    /// What the lives tell.
    fn told(&self) -> (Joins, Leavings) {
        let (mut joins, mut leavings) = (Joins::new(), Leavings::new());
        let mut called = false;
        for station in self.lives.iter().flat_map(|life| &life.stations) {
            // What happens in a tick is counted on the next morning; what the calendar brings is there at once.
            let morning = (station.tick / self.market.ticks_per_day) as usize + 1;
            let at_once = station.tick.div_ceil(self.market.ticks_per_day) as usize;
            match &station.event {
                Event::Won { .. } | Event::Lapses { .. } => called = true,
                Event::Joins { .. } | Event::Leaves(_) => called = false,
                _ => {}
            }
            match &station.event {
                Event::Won { platform, cause, .. } => *joins.entry((at_once, *platform, *cause)).or_default() += 1,
                Event::Lapses { platform, .. } => *leavings.entry((at_once, *platform)).or_default() += 1,
                Event::Joins { turn, cause, .. } => *joins.entry((morning, turn.platform, *cause)).or_default() += 1,
                Event::Leaves(turn) => *leavings.entry((morning, turn.platform)).or_default() += 1,
                Event::Along { platform, cause, .. } => {
                    // It comes at the moment of the turn before it.
                    let day = if called { at_once } else { morning };
                    match cause {
                        Some(cause) => *joins.entry((day, *platform, *cause)).or_default() += 1,
                        None => *leavings.entry((day, *platform)).or_default() += 1,
                    }
                }
                Event::Enters | Event::Ends(_) => {}
            }
        }
        (joins, leavings)
    }
}

/// A contact who invites, as one counts them.
struct Counted {
    person: u32,
    since: u32,
    weight: f64,
}

impl Run {
    fn knows(&self, person: u32, other: u32, layer: usize) -> bool {
        match self.contacts.kinds()[layer] {
            LayerKind::Stored(_) => self.contacts.in_layer(person, layer).any(|one| one == other),
            LayerKind::WellMixed => other != person,
        }
    }

    /// Whether users of another platform count on a platform.
    fn counts_for(&self, platform: usize, other: usize) -> bool {
        self.share(platform, other) > 0.0
    }

    /// What a user of another platform counts on a platform.
    fn share(&self, platform: usize, other: usize) -> f64 {
        let compatible = &self.market.platforms[platform].compatible;
        compatible.count(platform, |q| u32::from(q == other)).into()
    }

    /// The tick since which a person is seen on a platform, looking back from a tick.
    fn seen(&self, person: u32, platform: usize, tick: u32) -> Option<u32> {
        let joined = |step: &&Move| step.person == person && step.tick <= tick && step.joined >> platform & 1 == 1;
        self.paths.moves.iter().rev().find(joined).map(|step| step.tick)
    }

    /// What the contacts in a layer weigh together.
    fn contacts_in(&self, person: u32, layer: usize, tick: u32) -> f64 {
        let all = self.market.layers[layer].counts == CountedContacts::All;
        let counts = |other: &u32| all || self.market.population.entry(*other) <= tick;
        let others = (0..self.market.population.agents).filter(|other| self.knows(person, *other, layer));
        others.filter(counts).map(|other| f64::from(self.contacts.weight(person, other, layer))).sum()
    }

    /// All contacts who invite to a platform over a layer.
    fn inviting(&self, person: u32, platform: usize, layer: usize, tick: u32) -> Vec<Counted> {
        let once = self.market.platforms[platform].invite[layer].once;
        let counted = |other: u32| {
            let invites = |q: &usize| {
                let silent = if once { 1 } else { self.market.platforms[*q].invite_period };
                self.on(other, tick) >> q & 1 == 1
                    && self.seen(other, *q, tick).is_some_and(|since| tick - since < silent)
            };
            let on: Vec<usize> = (0..self.market.platforms.len()).filter(invites).collect();
            let weight: f64 = on.iter().map(|q| self.share(platform, *q)).sum();
            // Whoever is on the platform itself is told from there, else from where the contact counts most.
            let most = on.iter().copied().min_by(|a, b| {
                let rank = |q: usize| (q != platform, -self.share(platform, q));
                rank(*a).partial_cmp(&rank(*b)).unwrap()
            })?;
            let since = self.seen(other, most, tick)?;
            Some(Counted {
                person: other,
                since,
                weight: weight * f64::from(self.contacts.weight(person, other, layer)),
            })
        };
        let others = (0..self.market.population.agents).filter(|other| self.knows(person, *other, layer));
        others.filter_map(counted).filter(|one| one.weight > 0.0).collect()
    }
}

/// Tick, platform, layer and inviter of all joins by invitation.
fn invited(life: &Biography) -> Vec<(u32, usize, usize, headstart::engine::biography::Inviter)> {
    let of = |station: &headstart::engine::biography::Station| match &station.event {
        Event::Joins { turn, cause, inviter: Some(inviter) } => {
            Some((station.tick, turn.platform, cause - 3, *inviter))
        }
        _ => None,
    };
    life.stations.iter().filter_map(of).collect()
}

fn turns(life: &Biography) -> impl Iterator<Item = (u32, &headstart::engine::biography::Turn)> {
    life.stations.iter().filter_map(|station| match &station.event {
        Event::Joins { turn, .. } | Event::Leaves(turn) => Some((station.tick, turn)),
        _ => None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lives_add_up_to_the_run(scenario in random_scenario()) {
        Run::new(&scenario).adds_up();
    }

    /// A clock that strikes has gathered what it needed, each cause with a part that is not negative, and the cause of a join is
    /// one that was at work.
    #[test]
    fn clocks_strike_when_they_are_full(scenario in random_scenario()) {
        let run = Run::new(&scenario);
        for (tick, turn) in run.lives.iter().flat_map(turns) {
            let Clock { needed, longer, wound, from, gathered } = &turn.clock;
            prop_assert!((gathered.iter().sum::<f64>() / needed - 1.0).abs() < 1e-9, "{:?}", turn);
            prop_assert!(gathered.iter().chain(&turn.rates).all(|part| *part >= 0.0));
            prop_assert!(turn.rates.iter().sum::<f64>() > 0.0 && (0.0..=1.0).contains(longer));
            prop_assert!(from.is_some_and(|from| (*wound..=tick).contains(&from)));
        }
        for station in run.lives.iter().flat_map(|life| &life.stations) {
            match &station.event {
                Event::Joins { turn, cause, inviter } => {
                    prop_assert!(turn.rates[cause - 1] > 0.0);
                    let needs_nobody = run.lives[0].thresholds[turn.platform].is_some();
                    let chosen = run.market.choice.is_some() && *cause == 3 + run.market.layers.len();
                    prop_assert!(inviter.is_none() || (*cause >= 3 && !chosen));
                    prop_assert!(inviter.is_some() || *cause < 3 || needs_nobody || chosen, "an invitation comes from somebody");
                }
                Event::Ends(clocks) => prop_assert!(clocks.iter().all(|clock| clock.filled() <= 1.0)),
                _ => {}
            }
        }
    }

    /// Who invited was a contact in that layer, was seen on the platform or on a compatible one since the tick that is told, and had not
    /// fallen silent.
    #[test]
    fn inviters_invited(scenario in random_scenario()) {
        let run = Run::new(&scenario);
        for life in &run.lives {
            for (tick, platform, layer, inviter) in invited(life) {
                prop_assert!(run.knows(life.person, inviter.person, layer));
                prop_assert!(run.on(inviter.person, tick) >> inviter.on & 1 == 1);
                prop_assert!(inviter.on == platform || run.counts_for(platform, inviter.on));
                prop_assert_eq!(run.seen(inviter.person, inviter.on, tick), Some(inviter.since));
                let (own, there) = (&run.market.platforms[platform], &run.market.platforms[inviter.on]);
                let silent = if own.invite[layer].once { 1 } else { there.invite_period };
                prop_assert!(tick - inviter.since < silent);
            }
        }
    }

    /// Who tipped a person was the first with whom there were enough: without this contact and all who came later there were not.
    #[test]
    fn with_who_tipped_it_there_were_enough(scenario in random_scenario()) {
        let run = Run::new(&scenario);
        for life in &run.lives {
            for (tick, p, layer, inviter) in invited(life) {
                let platform = &run.market.platforms[p];
                prop_assert_eq!(inviter.nth.is_some(), platform.contagion.looks_at_thresholds());
                let Some(nth) = inviter.nth else { continue };
                let mut others = run.inviting(life.person, p, layer, tick);
                others.sort_by_key(|one| (one.since, one.person));
                let first = |count: usize| others[..count].iter().map(|one| one.weight).sum::<f64>();
                let contacts = run.contacts_in(life.person, layer, tick);
                let crowd = |weight: f64| match platform.contagion {
                    Contagion::ShareThreshold => (weight / contacts).min(1.0),
                    _ => weight * f64::from(run.contacts.unit(layer)),
                };
                let (before, after) = (crowd(first(nth as usize - 1)), crowd(first(nth as usize)));
                let threshold = f64::from(platform.threshold.of(life.person));
                prop_assert_eq!(others[nth as usize - 1].person, inviter.person);
                prop_assert!(before < threshold + 1e-6 && threshold < after + 1e-6, "{} {} {}", before, threshold, after);
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
                let is_open = |p: &usize| run.paths.offers[tick as usize][*p].open;
                prop_assert_eq!(told.open.count_ones() as usize, (0..run.market.platforms.len()).filter(is_open).count());
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

/// Every mechanism once, in two files.
#[test]
fn lives_add_up_where_every_mechanism_is_on() {
    for path in ["tests/data/everything.toml", "tests/data/everything-else.toml"] {
        let loaded = scenario::load(Path::new(path), &Overrides::default()).unwrap_or_else(|p| panic!("{p}"));
        Run::new(&loaded.scenario).adds_up();
    }
}

/// Persons who choose two platforms at once join both at the same moment.
#[test]
fn lives_add_up_where_two_platforms_are_joined_at_once() {
    let text = r#"
start = 2001-01-01
end = 2001-01-21
market = { agents = 60, potential = 60 }
choice = { rule = "best_response", revision = "30%/day", price = 0.01 }
[contacts.friends.erdos_renyi]
mean_degree = 6
[platforms.one]
launch = 2001-01-01
initial_users = 10
value = 0.5
[platforms.two]
launch = 2001-01-01
initial_users = 10
value = 0.4
churn = "2%/day"
"#;
    let loaded = scenario::load_text(text, Path::new("both.toml"), &Overrides::default());
    let run = Run::new(&loaded.unwrap_or_else(|problems| panic!("{problems}")).scenario);
    run.adds_up();
    let along = run.lives.iter().flat_map(|life| &life.stations).filter(|one| kind(&one.event) == "joins along");
    assert!(along.count() > 5);
}

/// Otherwise the equalities above would say little: lives with many turns, of all kinds.
#[test]
fn in_random_lives_enough_happens() {
    let mut runner = TestRunner::deterministic();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..250 {
        let scenario = random_scenario().new_tree(&mut runner).unwrap().current();
        for station in Run::new(&scenario).lives.iter().flat_map(|life| &life.stations) {
            *kinds.entry(kind(&station.event)).or_default() += 1;
        }
    }
    for (kind, least) in [
        ("first user", 300),
        ("drive", 100),
        ("bundle", 40),
        ("closing", 50),
        ("of their own accord", 1000),
        ("invited", 1000),
        ("tipped", 40),
        ("leaves", 1000),
        ("leaves along", 100),
    ] {
        assert!(kinds.get(kind).is_some_and(|count| *count > least), "{kind}: {kinds:?}");
    }
}

fn kind(event: &Event) -> &'static str {
    match event {
        Event::Won { by: Mover::Launch, .. } => "first user",
        Event::Won { by: Mover::Drive(_), .. } => "drive",
        Event::Won { .. } => "bundle",
        Event::Lapses { .. } => "closing",
        Event::Joins { inviter: None, .. } => "of their own accord",
        Event::Joins { inviter: Some(inviter), .. } if inviter.nth.is_some() => "tipped",
        Event::Joins { .. } => "invited",
        Event::Leaves(_) => "leaves",
        Event::Along { cause: Some(_), .. } => "joins along",
        Event::Along { cause: None, .. } => "leaves along",
        Event::Enters | Event::Ends(_) => "other",
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_lives_of_a_linear_market_add_up(scenario in crate::linear::linear_scenario()) {
        Run::new(&scenario).adds_up();
    }
}
