//! Scenarios and ensembles made without an engine: platforms that grow along logistic curves.

use headstart::engine::{Row, Trajectory};
use headstart::experiment::{Ensemble, Estimate, Outcome, PlatformOutcome};
use headstart::scenario::Metric::{Active, Registered};
use headstart::scenario::*;
use headstart::stats::wilson;
use jiff::civil::{Date, date};

/// A platform whose users grow along a logistic curve.
pub struct Curve {
    pub name: &'static str,
    pub label: &'static str,
    pub launch: Date,
    /// Registered agents in the end, day of half of them, days for a factor of e.
    pub logistic: (f64, f64, f64),
    /// Share of the registered that is active in the end.
    pub loyal: f64,
}

pub fn constant<U>(value: f64) -> Quantity<U> {
    Quantity::constant("test", value)
}

pub fn platform(curve: &Curve) -> PlatformSpec {
    PlatformSpec {
        name: curve.name.to_owned(),
        label: curve.label.to_owned(),
        color: None,
        luck: curve.name.to_owned(),
        launch: When::On(curve.launch),
        initial_users: constant(0.0),
        placement: Placement::Random,
        media: Vec::new(),
        invite: vec![Vec::new()],
        invite_once: vec![Vec::new(); 1],
        invite_period: None,
        kernel: Kernel::Count,
        fatigue: constant(0.0),
        compatible: Vec::new(),
        seeding: Vec::new(),
        churn: constant(0.0),
        trial_churn: constant(0.0),
        trial_period: constant(0.0),
        stickiness: constant(0.0),
        quorum: constant(0.0),
        pull: constant(0.0),
        loyalty: constant(0.0),
        multihoming: constant(1.0),
        replaces: false,
        worth: WorthSpec::nothing(),
        returning: constant(1.0),
        taste_spread: constant(0.0),
        effort: vec![Dated { from: None, value: constant(1.0) }],
        features: Vec::new(),
        outages: Vec::new(),
        capacity: None,
        closures: Vec::new(),
        concede: None,
        observed: ObservedSpec { accounts_per_person: constant(1.0), abroad: Vec::new() },
    }
}

pub fn scenario(name: &str, title: &str, (start, end): (Date, Date), runs: u32, curves: &[Curve]) -> Scenario {
    Scenario {
        name: name.to_owned(),
        about: "Who wins, and why?\nA synthetic case.".to_owned(),
        title: title.to_owned(),
        expect: Some("The larger one wins.".to_owned()),
        start,
        end,
        tick: 1.0,
        seed: 7,
        runs,
        precision: None,
        on_request: false,
        market: MarketSpec {
            agents: 200_000,
            potential: Potential::Fixed(constant(3.4e8)),
            joins: None,
            audiences: Vec::new(),
            attention: None,
        },
        layers: vec![LayerSpec::new("phone", GeneratorSpec::WellMixed)],
        platforms: curves.iter().map(platform).collect(),
        choice: None,
        outcome: OutcomeSpec::default(),
        observations: Vec::new(),
        targets: Vec::new(),
        sweep: None,
        groups: Vec::new(),
    }
}

const CAUSES: [&str; 4] = ["initial", "media", "seeding", "invitation_phone"];

/// Run number `run` of `curves`: each run shifts and stretches the curves a little.
pub fn trajectory(scenario: &Scenario, curves: &[Curve], run: u64) -> Trajectory {
    let days = scenario.days() as usize;
    let noise = |k: u64| ((run * 7919 + k * 104_729) % 1000) as f64 / 500.0 - 1.0;
    let registered = |p: usize, day: usize| -> u32 {
        let curve = &curves[p];
        let age = day as f64 - f64::from(scenario.day(curve.launch));
        if age < 0.0 {
            return 0;
        }
        let (size, middle, width) = curve.logistic;
        let at = |x: f64| 1.0 / (1.0 + (-(x - middle * (1.0 + 0.12 * noise(p as u64))) / width).exp());
        (size * (1.0 + 0.2 * noise(9 + p as u64)) * (at(age) - at(0.0))).max(0.0) as u32 + 1
    };
    let mut rows = Vec::new();
    for day in 0..=days {
        for (p, curve) in curves.iter().enumerate() {
            let (now, before) = (registered(p, day), if day == 0 { 0 } else { registered(p, day - 1) });
            let age = (day as f64 - f64::from(scenario.day(curve.launch))).max(0.0);
            let loyal = curve.loyal + (1.0 - curve.loyal) * (-age / 150.0).exp();
            let new = now.saturating_sub(before);
            rows.push(Row {
                registered: now,
                active: (f64::from(now) * loyal) as u32,
                new,
                left: new / 3,
                returned: new / 10,
                multihomers: now / 20,
                down: 0,
                reputation: 1000,
                joined_by: [0, new - new / 2, 0, new / 2 + new / 10].into_iter().collect(),
            });
        }
    }
    let causes = CAUSES.map(str::to_owned).to_vec();
    Trajectory { causes, platforms: curves.len(), rows, market: vec![200_000; days + 1], reactions: Vec::new() }
}

pub fn outcome(scenario: &Scenario, t: &Trajectory, run: u64, persons_per_agent: f64) -> Outcome {
    let platforms = t.platforms;
    let active = |day: usize, p: usize| t.row(day, p).active;
    let leader = |day: usize| {
        let best = (0..platforms).max_by_key(|p| active(day, *p)).filter(|p| active(day, *p) > 0)?;
        ((0..platforms).filter(|p| active(day, *p) == active(day, best)).count() == 1).then_some(best)
    };
    let winner = leader(t.last_day());
    let behind =
        (0..=t.last_day()).rev().find(|day| (0..platforms).any(|p| active(*day, p) > 0) && leader(*day) != winner);
    let total: u32 = (0..platforms).map(|p| active(t.last_day(), p)).sum();
    let of = |p: usize| {
        let peak = (0..=t.last_day()).map(|day| active(day, p)).max().unwrap_or(0);
        let day = (0..=t.last_day()).find(|day| active(*day, p) == peak).unwrap_or(0);
        PlatformOutcome {
            active: f64::from(active(t.last_day(), p)) * persons_per_agent,
            registered: f64::from(t.row(t.last_day(), p).registered) * persons_per_agent,
            share: if total == 0 { 0.0 } else { f64::from(active(t.last_day(), p)) / f64::from(total) },
            peak: f64::from(peak) * persons_per_agent,
            peak_date: scenario.date(day as u32),
        }
    };
    let crossing = winner.and(behind).map(|day| scenario.date(day as u32 + 1));
    Outcome { run, persons_per_agent, winner, crossing, tipping: crossing, platforms: (0..platforms).map(of).collect() }
}

pub fn ensemble(scenario: &Scenario, curves: &[Curve]) -> Ensemble {
    let runs = u64::from(scenario.runs);
    let sample: Vec<_> = (0..runs)
        .map(|run| {
            let t = trajectory(scenario, curves, run);
            (outcome(scenario, &t, run, 1700.0 + run as f64), t)
        })
        .collect();
    tallied(runs, scenario.platforms.len(), sample)
}

pub fn tallied(runs: u64, platforms: usize, sample: Vec<(Outcome, Trajectory)>) -> Ensemble {
    let wins: Vec<u64> =
        (0..platforms).map(|p| sample.iter().filter(|(o, _)| o.winner == Some(p)).count() as u64).collect();
    let chance = |wins: &u64| {
        let (low, high) = wilson(*wins, runs);
        Estimate { value: *wins as f64 / runs as f64, low, high }
    };
    let win_probability = wins.iter().map(chance).collect();
    Ensemble { runs, asked: runs, ties: runs - wins.iter().sum::<u64>(), wins, win_probability, sample, stopped: None }
}

pub fn feature(name: &str, date: Date) -> FeatureSpec {
    let one = || constant(1.0);
    FeatureSpec {
        name: name.to_owned(),
        release: Release::On { date: When::On(date) },
        appeal: one(),
        invite: constant(1.5),
        media: one(),
        churn: one(),
        stickiness: one(),
        load: constant(1.0),
    }
}

pub fn mitalk() -> Curve {
    let launch = date(2010, 12, 10);
    Curve { name: "mitalk", label: "MiTalk 米聊", launch, logistic: (16_000.0, 480.0, 110.0), loyal: 0.06 }
}

pub fn wechat() -> Curve {
    let launch = date(2011, 1, 21);
    Curve { name: "wechat", label: "WeChat 微信", launch, logistic: (210_000.0, 590.0, 85.0), loyal: 0.65 }
}

/// MiTalk against WeChat with the numbers and dates of history.
pub fn history(runs: u32) -> (Scenario, Ensemble) {
    let curves = [mitalk(), wechat()];
    let time = (date(2010, 12, 10), date(2013, 6, 30));
    let mut scenario = scenario("mitalk-wechat", "MiTalk against WeChat, as it happened", time, runs, &curves);
    scenario.platforms[0].features = vec![
        feature("push-to-talk voice", date(2011, 4, 25)),
        feature("doodles and groups", date(2011, 8, 6)),
        feature("PC client", date(2012, 8, 8)),
    ];
    scenario.platforms[0].outages = vec![OutageSpec {
        name: Some("five crashes in a day".to_owned()),
        date: date(2011, 5, 1),
        duration: constant(0.4),
        leave: constant(0.05),
        reputation_loss: constant(0.2),
        recovery: constant(60.0),
    }];
    scenario.platforms[1].features = vec![
        feature("group chat 群聊", date(2011, 3, 15)),
        feature("voice messages 语音", date(2011, 5, 10)),
        feature("People Nearby 附近的人", date(2011, 8, 3)),
        feature("Shake 摇一摇", date(2011, 10, 1)),
        feature("QR codes", date(2011, 12, 20)),
        feature("Moments 朋友圈", date(2012, 4, 19)),
        feature("official accounts 公众号", date(2012, 8, 17)),
    ];
    scenario.market.audiences =
        vec![AudienceSpec { name: "qq".to_owned(), members: Members::Share { share: Vec::new() } }];
    scenario.platforms[1].seeding = vec![CampaignSpec {
        name: None,
        from: Some(When::On(date(2011, 5, 15))),
        until: None,
        kind: CampaignKind::Push { audience: 0, rate: constant(0.0001) },
    }];
    scenario.platforms[1].observed = ObservedSpec {
        accounts_per_person: constant(1.2),
        abroad: vec![(date(2012, 10, 1), 0.0), (date(2013, 6, 30), 0.15)],
    };
    let target = |platform, (y, m, d), metric, low, value, high| Target {
        observation: Observation {
            platform,
            date: date(y, m, d),
            metric,
            value,
            low,
            high,
            source: "press".to_owned(),
            doubtful: false,
        },
        weight: 1.0,
    };
    scenario.targets = vec![
        target(0, (2011, 5, 31), Registered, 2e6, 2.2e6, 2.6e6),
        target(0, (2011, 11, 11), Registered, 5e6, 7e6, 7.5e6),
        target(0, (2012, 5, 10), Registered, 13e6, 13.2e6, 13.9e6),
        target(0, (2012, 8, 8), Registered, 16.5e6, 17e6, 18e6),
        target(0, (2013, 1, 21), Registered, 23e6, 23e6, 24e6),
        target(0, (2011, 9, 30), Active, 1e6, 1.8e6, 2.8e6),
        target(1, (2011, 6, 30), Registered, 0.8e6, 2e6, 2.9e6),
        target(1, (2011, 9, 30), Registered, 10e6, 14e6, 20e6),
        target(1, (2011, 11, 30), Registered, 45e6, 50e6, 52e6),
        target(1, (2012, 3, 29), Registered, 95e6, 100e6, 101e6),
        target(1, (2012, 9, 17), Registered, 195e6, 200e6, 201e6),
        target(1, (2013, 1, 15), Registered, 295e6, 300e6, 301e6),
        target(1, (2011, 9, 30), Active, 7.5e6, 9.2e6, 10.5e6),
        target(1, (2011, 11, 30), Active, 18e6, 20e6, 22e6),
        target(1, (2012, 6, 30), Active, 84.5e6, 85.2e6, 86e6),
        target(1, (2012, 12, 31), Active, 160e6, 160.7e6, 161.5e6),
        target(1, (2013, 6, 30), Active, 200e6, 235.8e6, 236.5e6),
    ];
    let doubtful = target(0, (2011, 3, 1), Registered, 3e6, 4e6, 5e6).observation;
    scenario.observations = vec![
        Observation { doubtful: true, ..doubtful },
        target(1, (2011, 5, 10), Registered, 0.4e6, 0.5e6, 0.6e6).observation,
        target(1, (2013, 12, 31), Active, 285e6, 300e6, 355e6).observation,
    ];
    let ensemble = ensemble(&scenario, &curves);
    (scenario, ensemble)
}

/// One platform over 30 days.
pub fn kik(runs: u32) -> (Scenario, Ensemble) {
    let launch = date(2010, 10, 19);
    let curves = [Curve { name: "kik", label: "Kik", launch, logistic: (900.0, 14.0, 3.0), loyal: 0.8 }];
    let mut scenario = scenario("kik", "Kik's first month", (launch, date(2010, 11, 18)), runs, &curves);
    scenario.platforms[0].outages = vec![OutageSpec {
        name: None,
        date: date(2010, 11, 5),
        duration: constant(0.3),
        leave: constant(0.0),
        reputation_loss: constant(0.0),
        recovery: constant(1.0),
    }];
    let ensemble = ensemble(&scenario, &curves);
    (scenario, ensemble)
}

/// Three platforms of similar size.
pub fn three(runs: u32) -> (Scenario, Ensemble) {
    let curves = [
        Curve { logistic: (60_000.0, 300.0, 60.0), loyal: 0.5, ..mitalk() },
        Curve { logistic: (64_000.0, 320.0, 60.0), loyal: 0.5, ..wechat() },
        Curve {
            name: "feiliao",
            label: "Feiliao 飞聊",
            launch: date(2011, 9, 28),
            logistic: (9_000.0, 100.0, 40.0),
            loyal: 0.3,
        },
    ];
    let scenario = scenario("three", "Three of a kind", (date(2010, 12, 10), date(2012, 12, 31)), runs, &curves);
    let ensemble = ensemble(&scenario, &curves);
    (scenario, ensemble)
}

/// History with an ability a day in a month.
pub fn crowded() -> (Scenario, Ensemble) {
    let (mut scenario, ensemble) = history(3);
    for day in 1..=28 {
        let name = format!("an ability with a rather long name, number {day}, that says more than it needs to");
        scenario.platforms[(day % 2) as usize].features.push(feature(&name, date(2012, 2, day)));
    }
    (scenario, ensemble)
}
