//! Runs against the theories beside them: what equations say of many persons and short ticks, many persons in short ticks show.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::num::NonZeroUsize;
use std::path::Path;

use headstart::engine::Trajectory;
use headstart::report::figure::{
    Figure, Head, Parameter, ParameterKind, Response, ResponsePoint, Series, Value, platform_color, response,
};
use headstart::scenario::Scenario;
use headstart::theory::{Approach, Theory};

use crate::law::{Bias, Law, law};
use crate::runs::{Mean, load, run};

/// Two exclusive platforms with media on a random 6-regular graph; `RUNS` and `SEED` are put in.
const TWO: &str = r#"
start = 2001-01-01
end = 2001-01-06
seed = SEED
runs = RUNS
market = { agents = 10_000, potential = 10_000 }
[contacts.all.random_regular]
degree = 6
[platforms.first]
launch = 2001-01-01
media = "0.04/day"
invite = { all = "0.1/day" }
multihoming = 0
[platforms.second]
launch = 2001-01-02
media = "0.02/day"
invite = { all = "0.1/day" }
multihoming = 0
"#;

/// One platform of Bass (1969), everybody a contact of everybody.
const BASS: &str = r#"
start = 2001-01-01
end = 2001-01-06
seed = SEED
runs = RUNS
market = { agents = 10_000, potential = 10_000 }
[contacts.all.well_mixed]
[platforms.first]
launch = 2001-01-01
media = "0.03/day"
kernel = "share"
invite = { all = "0.38/day" }
"#;

/// What theory says of the users of some platforms together on the last day.
fn by_theory(text: &str, approach: Approach, platforms: &[usize]) -> f64 {
    let theory = Theory::new(&load(text, &[]), NonZeroUsize::MIN);
    let curve = theory.curve(approach).unwrap_or_else(|| panic!("no {approach:?}: {:?}", theory.missing));
    let last = &curve.days[5];
    platforms.iter().map(|p| last.active[*p]).sum()
}

/// Share of all agents active on each platform on some days: by run, day and platform.
fn shares(scenario: &Scenario, days: &[usize]) -> Vec<Vec<Vec<f64>>> {
    let agents = f64::from(scenario.market.agents);
    let of_day =
        |run: &Trajectory, day: usize| (0..run.platforms).map(|p| f64::from(run.row(day, p).active) / agents).collect();
    let ensemble = run(scenario, |_| ());
    ensemble.sample.iter().map(|(_, run)| days.iter().map(|day| of_day(run, *day)).collect()).collect()
}

fn text(template: &str, seed: u64, runs: u32) -> String {
    template.replace("SEED", &seed.to_string()).replace("RUNS", &runs.to_string())
}

/// Shares on day 5 by run and platform, with ticks of a day, a half and a quarter.
fn in_ticks(text: &str) -> Vec<(f64, Vec<Vec<f64>>)> {
    let of_tick = |tick: f64| {
        let scenario = load(text, &[&format!("tick={tick} days")]);
        (tick, shares(&scenario, &[5]).into_iter().flatten().collect())
    };
    [1.0, 0.5, 0.25].map(of_tick).to_vec()
}

/// What is missing of the users of some platforms together, by the length of the tick and by run.
type Missing = Vec<(f64, Vec<f64>)>;

fn missing(runs: &[(f64, Vec<Vec<f64>>)], exact: f64, platforms: &[usize]) -> Missing {
    let together = |run: &Vec<f64>| exact - platforms.iter().map(|p| run[*p]).sum::<f64>();
    runs.iter().map(|(tick, runs)| (*tick, runs.iter().map(together).collect())).collect()
}

/// Each halving of the tick halves what is missing, and at ticks to 0 nothing is. Missing is aΔ + bΔ² + …, so that a ratio is off by bΔ/a to first
/// order, half as much after a halving; b/a is at most a quarter at rates of .6 a day in all (−.19 for Bass's market by the recursion of V7).
fn halves(law: &mut Law, users: &str, missing: &Missing) {
    for (pair, within) in missing.windows(2).zip([0.25, 0.125]) {
        let [(_, coarse), (tick, fine)] = pair else { continue };
        let quantity = format!("missing of {users} at Δ = {} over that at {tick}", 2.0 * tick);
        law.near(quantity, 2.0, Mean::ratio(coarse, fine), Bias::within(within));
    }
    let [.., (_, half), (_, quarter)] = &missing[..] else { return };
    let left: Vec<f64> = half.iter().zip(quarter).map(|(half, quarter)| 2.0 * quarter - half).collect();
    law.near(format!("missing of {users}, Δ → 0"), 0.0, Mean::of(&left), Bias::within(0.002));
}

/// Two exclusive platforms on a random 6-regular graph, N = 10,000, 60 runs, seed 6001, and Bass's well-mixed market, 60 runs, seed 6002, with ticks of 1, ½
/// and ¼ day, on day 5: what is missing against the equations of continuous time, for both platforms together and for the second alone. 4 standard
/// errors; .002 for b(½)² − 2b(¼)² of a missing share of some .05, and 1/N. The figure of `docs/theory.md` shows it.
#[test]
fn the_error_halves_with_the_tick_on_a_graph_with_two_platforms() {
    let mut law = law!(
        "T1",
        "the error of a tick halves with Δ on networks and for rivals too: edge-based equations are the limit",
        "Miller 2013; Euler's method"
    );
    let (two, bass) = (text(TWO, 6001, 60), text(BASS, 6002, 60));
    let runs = in_ticks(&two);
    law.set_up("two exclusive platforms, random 6-regular graph, N = 10,000, 60 runs, day 5");
    let of = |platforms: &[usize]| missing(&runs, by_theory(&two, Approach::EdgeBased, platforms), platforms);
    let on_graph = of(&[0, 1]);
    halves(&mut law, "both", &on_graph);
    halves(&mut law, "the second", &of(&[1]));
    law.set_up("one platform, well mixed, N = 10,000, 60 runs, day 5");
    let mixed = missing(&in_ticks(&bass), by_theory(&bass, Approach::MeanField, &[0]), &[0]);
    halves(&mut law, "all", &mixed);
    let means = |missing: &Missing| missing.iter().map(|(tick, runs)| (*tick, Mean::of(runs))).collect::<Vec<_>>();
    kept("docs/images/tick.svg", &figure(&bass, &means(&mixed), &means(&on_graph)).svg);
    law.hold();
}

/// What is missing by the length of the tick, with what the equations say of Bass's market in ticks.
fn figure(bass: &str, mixed: &[(f64, Mean)], on_graph: &[(f64, Mean)]) -> Figure {
    let exact = by_theory(bass, Approach::MeanField, &[0]);
    let in_ticks = |ticks: u32| {
        let tick = format!("tick = \"{} minutes\"\n{bass}", 1440 / ticks);
        (1.0 / f64::from(ticks), exact - by_theory(&tick, Approach::Ticks, &[0]))
    };
    let (first, second) = orders(on_graph);
    let smooth =
        |part: u32| (f64::from(part) / 20.0, (first + second * f64::from(part) / 20.0) * f64::from(part) / 20.0);
    let series = |label: &str, number: usize, points: &[(f64, Mean)], fitted: Vec<(f64, f64)>| Series {
        label: label.into(),
        color: platform_color(number, None),
        points: points.iter().map(|(tick, mean)| point(*tick, *mean)).collect(),
        fitted,
    };
    response(&Response {
        head: Head {
            title: "The error halves with the tick".into(),
            subtitle: "What is missing of the users on day 5 against the equations of continuous time; 60 runs of 10,000 agents a point. Orange: Bass's \
                       market, line: the mean field in ticks. Blue: two platforms on a 6-regular graph, line: aΔ + bΔ²"
                .into(),
            source: "headstart · tests/statistics/theory.rs".into(),
            ..Head::default()
        },
        x: Parameter::linear("length of the tick [days]", ParameterKind::Plain),
        y: Value::Share,
        y_label: "Missing persons, share of all".into(),
        series: vec![
            series("Bass", 0, mixed, [1, 2, 3, 4, 6, 12, 48].map(in_ticks).into_iter().chain([(0.0, 0.0)]).collect()),
            series("graph", 1, on_graph, (0..=20).map(smooth).collect()),
        ],
        target: None,
        solution: None,
        marks: vec![(0.0, "continuous time".into())],
    })
}

/// a and b of the curve aΔ + bΔ² nearest to some points, by least squares.
fn orders(points: &[(f64, Mean)]) -> (f64, f64) {
    let sum = |power: i32, of: &dyn Fn(&Mean) -> f64| {
        points.iter().map(|(tick, mean)| tick.powi(power) * of(mean)).sum::<f64>()
    };
    let (s2, s3, s4) = (sum(2, &|_| 1.0), sum(3, &|_| 1.0), sum(4, &|_| 1.0));
    let (y1, y2) = (sum(1, &|mean| mean.value), sum(2, &|mean| mean.value));
    let determinant = s2 * s4 - s3 * s3;
    ((y1 * s4 - y2 * s3) / determinant, (s2 * y2 - s3 * y1) / determinant)
}

fn point(tick: f64, mean: Mean) -> ResponsePoint {
    let half = 1.96 * mean.error;
    ResponsePoint { x: tick, value: mean.value, low: mean.value - half, high: mean.value + half, runs: 60 }
}

/// Compares with a file that is committed; `HEADSTART_BLESS=1` writes it instead.
fn kept(name: &str, content: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("HEADSTART_BLESS").is_some() {
        std::fs::write(&path, content).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == content, "{name} differs; HEADSTART_BLESS=1 cargo test --test statistics rewrites it");
}

/// Nearly everything at work in a well-mixed market: two platforms used side by side, audiences, features, an outage, a market that grows,
/// stickiness, loyalty, pull, returning, tastes, a closure and a drive. N = 5,000, 12 runs, seed 6011, ticks of a day: the mean of the
/// runs is that of the mean field in ticks, on four days. 4 standard errors, and .002 for the nodes that stand for tastes and for what is
/// finite.
#[test]
fn large_well_mixed_runs_follow_the_mean_field_in_ticks() {
    let text = r#"
start = 2001-01-01
end = 2001-06-01
seed = 6011
runs = 12
[market]
agents = 5_000
potential = { points = [{ date = 2001-01-01, mid = 3_000 }, { date = 2001-04-01, mid = 5_000 }] }
[market.audiences.reached]
share = "40%"
[market.audiences.buyers]
path = [{ date = 2001-01-01, share = "5%" }, { date = 2001-05-01, share = "45%" }]
[contacts.all.well_mixed]
[platforms.first]
launch = 2001-01-01
media = "0.5%/day"
kernel = "share"
invite = { all = "12%/day" }
churn = "2%/day"
stickiness = 2
pull = "10%/day"
loyalty = 1
multihoming = "50%"
returning = "30%"
taste_spread = 0.8
outages = [{ date = 2001-03-01, duration = "2 days", leave = "10%", reputation_loss = "50%", recovery = "10 days" }]
seeding = [{ audience = "buyers", install = "60%" }]
closures = [{ from = 2001-05-20 }]
[platforms.second]
launch = 2001-02-01
initial_users = 25
kernel = "share"
invite = { all = "20%/day" }
churn = "1%/day"
stickiness = 1
multihoming = "70%"
seeding = [
    { audience = "reached", rate = "1%/day", from = 2001-02-10 },
    { target = "random", budget = 250, accept = "70%", from = 2001-03-10, until = 2001-03-20 },
]
[[platforms.second.features]]
name = "voice"
date = 2001-04-01
appeal = "x1.5"
churn = "x0.5"
"#;
    let mut law =
        law!("T2", "many persons follow the mean field in ticks, with nearly every mechanism at work", "mean field");
    law.set_up("two platforms, well mixed, N = 5,000, 12 runs, Δ = 1");
    follow(&mut law, text, Approach::Ticks, &[20, 60, 100, 150], &["the first", "the second"], 0.002);
    law.hold();
}

/// The mean of runs is what equations say on some days.
fn follow(law: &mut Law, text: &str, approach: Approach, days: &[usize], platforms: &[&str], within: f64) {
    let scenario = load(text, &[]);
    let theory = Theory::new(&scenario, NonZeroUsize::MIN);
    let curve = theory.curve(approach).unwrap_or_else(|| panic!("{:?}", theory.missing));
    let runs = shares(&scenario, days);
    for (at, day) in days.iter().enumerate() {
        for (p, name) in platforms.iter().enumerate() {
            let found = Mean::of(&runs.iter().map(|run| run[at][p]).collect::<Vec<_>>());
            law.near(format!("users of {name}, day {day}"), curve.days[*day].active[p], found, Bias::within(within));
        }
    }
}

/// Invitations that go out once on an Erdős–Rényi graph of mean degree 4, T = .5, 200 first users of 20,000: each generation of 20 runs, seed
/// 6021, is that of the equation. 4 standard errors, and 1/N of a branching that is finite.
#[test]
fn generations_of_single_invitations_are_those_of_percolation() {
    let text = r#"
start = 2001-01-01
end = 2001-01-13
seed = 6021
runs = 20
market = { agents = 20_000, potential = 20_000 }
[contacts.all.erdos_renyi]
mean_degree = 4
[platforms.first]
launch = 2001-01-01
initial_users = 200
invite_once = { all = "50%" }
"#;
    let mut law = law!("T3", "invitations that go out once percolate generation by generation", "Newman 2002");
    law.set_up("Erdős–Rényi, c = 4, T = .5, N = 20,000, 20 runs, 200 first users");
    follow(&mut law, text, Approach::EdgeBased, &[1, 3, 5, 12], &["the platform"], 0.0003);
    law.hold();
}

/// Persons who join when enough contacts have, on graphs where that is decided in the middle of the run; and users who leave when too few are left. Each
/// row is the recursion of `theory::cascade`, in ticks of a day: 16 runs of 20,000, seeds 6031 to 6033. 4 standard errors, and .0005 for what is finite.
#[test]
fn cascades_and_exodus_go_on_as_followed_contact_by_contact() {
    let market = |seed: u32, contacts: &str, platform: &str| {
        format!(
            "start = 2001-01-01\nend = 2001-03-12\nseed = {seed}\nruns = 16\nmarket = {{ agents = 20_000, potential = 20_000 }}\n\
             [contacts.all.{contacts}\n[platforms.first]\nlaunch = 2001-01-01\n{platform}"
        )
    };
    let mut law = law!(
        "T4",
        "thresholds and quorums on random graphs: cascades and their reverse, day by day",
        "Gleeson & Cahalane 2007; Pittel et al. 1996"
    );
    let three = "initial_users = 6_000\nkernel = \"threshold\"\nthreshold = 3\ninvite = { all = \"0.3/day\" }";
    let own = "initial_users = 400\nkernel = \"threshold\"\nthreshold = { each = { uniform = { low = \"5%\", high = \"60%\" } } }\n\
               invite = { all = \"0.3/day\" }";
    let exodus =
        "initial_users = 20_000\ninvite = { all = \"1%/day\" }\nchurn = \"0.2/day\"\nquorum = 3\nreturning = 0";
    for (seed, set_up, contacts, platform) in [
        (6031, "random 5-regular, 30 % first users, three of five", "random_regular]\ndegree = 5", three),
        (
            6032,
            "Erdős–Rényi, c = 6, 2 % first users, own thresholds of 5 to 60 %",
            "erdos_renyi]\nmean_degree = 6",
            own,
        ),
        (6033, "Erdős–Rényi, c = 4, quorum 3", "erdos_renyi]\nmean_degree = 4", exodus),
    ] {
        law.set_up(format!("{set_up}, N = 20,000, 16 runs"));
        follow(
            &mut law,
            &market(seed, contacts, platform),
            Approach::EdgeBased,
            &[3, 10, 25, 70],
            &["the platform"],
            0.0005,
        );
    }
    law.hold();
}
