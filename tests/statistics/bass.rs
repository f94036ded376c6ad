//! Diffusion of one platform among people who all know each other, or are connected by simple graphs: p = .03, q = .38 a day.

use crate::runs::{Mean, SECOND_ORDER, active_shares, extrapolated_shares, load, run};

/// One platform; `SEED`, `RUNS`, `AGENTS`, `CONTACTS`, `INVITE` and `MORE` are put in.
const ONE: &str = r#"
start = 2001-01-01
end = 2001-01-21
seed = SEED
runs = RUNS
market = { agents = AGENTS, potential = AGENTS }
[contacts.all.CONTACTS]
[platforms.one]
launch = 2001-01-01
media = "0.03/day"
invite = { all = "INVITE" }
MORE
"#;

fn one(seed: u64, (runs, agents): (u32, u32), contacts: &str, invite: &str, more: &str) -> String {
    ONE.replace("SEED", &seed.to_string())
        .replace("RUNS", &runs.to_string())
        .replace("AGENTS", &agents.to_string())
        .replace("CONTACTS", contacts)
        .replace("INVITE", invite)
        .replace("MORE", more)
}

/// Everybody knows everybody: N = 10,000, 100 runs, seed 1001. Bass 1969: F(t) = (1 − e^−(p+q)t)/(1 + q/p·e^−(p+q)t); spread of a run
/// .967/√N at t = 5 and .755/√N at t = 10. 4 standard errors.
#[test]
fn a_well_mixed_market_follows_the_bass_curve() {
    let text = one(1001, (100, 10_000), "well_mixed", "0.38/day", "kernel = \"share\"");
    let shares = extrapolated_shares(&text, 0, &[5, 10, 20]);
    for (share, (day, expected)) in shares.iter().zip([(5, 0.33120), (10, 0.81280), (20, 0.99626)]) {
        share.expect(&format!("Bass F({day})"), expected, SECOND_ORDER);
    }
    let spread = Mean::of(
        &active_shares(&load(&text, &["tick=0.05 days", "seed=1002", "runs=500", "end=2001-01-06"]), 0, &[5]).concat(),
    );
    let (found, expected) = (spread.spread * 100.0, 0.967);
    // The standard deviation of a standard deviation from n normal numbers is 1/√(2n); 2 % for the tick.
    println!("spread·√N = {found}");
    assert!((found / expected - 1.0).abs() < 4.0 / 1000f64.sqrt() + 0.02, "spread {found}, expected {expected}");
}

/// Ten people: 20,000 runs with each tick, seeds 1015 and 1115 for F(5), 1020 and 1120 for F(10). The master equation (birth process with rate (N − n)(p + q·n/(N − 1)),
/// solved numerically) gives F(5) = .29074 and F(10) = .67707: far below the Bass curve.
#[test]
fn ten_people_follow_the_master_equation_instead() {
    for (days, expected) in [(5, 0.29074), (10, 0.67707)] {
        let end = format!("end=2001-01-{:02}", days + 1);
        let shares = |tick: &str, seed: u64| {
            let text = one(seed, (20_000, 10), "well_mixed", "0.38/day", "kernel = \"share\"");
            let mut shares = Vec::new();
            run(&load(&text, &[tick, &end]), |outcome| shares.push(outcome.platforms[0].active / 10.0));
            Mean::of(&shares)
        };
        let (coarse, fine) = (shares("tick=0.1 days", 1010 + days), shares("tick=0.05 days", 1110 + days));
        let error = (coarse.error.powi(2) + 4.0 * fine.error.powi(2)).sqrt();
        let extrapolated = Mean { mean: 2.0 * fine.mean - coarse.mean, error, ..fine };
        extrapolated.expect(&format!("ten people, F({days})"), expected, SECOND_ORDER);
    }
}

/// Simple graphs, N = 20,000, 20 runs each: a ring (Fibich & Gibori 2010), random 4-regular and Erdős–Rényi with mean degree 4; each contact
/// on the platform invites with q/2, q/4 and q/4. 4 standard errors, and 1/N = .00005 for what is finite.
#[test]
fn on_graphs_diffusion_is_slower_as_derived() {
    let laws = [
        (1021, "ring_lattice]\ndegree = 2\n#", "0.19/day", [0.24846, 0.55826, 0.91667]),
        (1022, "random_regular]\ndegree = 4\n#", "0.095/day", [0.28339, 0.69225, 0.98728]),
        (1023, "erdos_renyi]\nmean_degree = 4\n#", "0.095/day", [0.30046, 0.70927, 0.95739]),
    ];
    for (seed, contacts, invite, expected) in laws {
        let text = one(seed, (20, 20_000), contacts, invite, "");
        let shares = extrapolated_shares(&text, 0, &[5, 10, 20]);
        for ((share, day), expected) in shares.iter().zip([5, 10, 20]).zip(expected) {
            let name = contacts.split(']').next().unwrap_or_default();
            share.expect(&format!("{name}, F({day})"), expected, SECOND_ORDER + 0.00005);
        }
    }
}

/// The Bass curve again at ticks of 1, 1/2, 1/4 and 1/8 day: N = 10,000, 400 runs, seed 1031. The tick's bias is of the first order, so each
/// halving halves it, and it is the bias of the recursion F ← 1 − (1 − F)·e^−(p + qF)Δ: 4 standard errors and 1/N.
#[test]
fn the_error_halves_with_the_tick() {
    let text = one(1031, (400, 10_000), "well_mixed", "0.38/day", "kernel = \"share\"");
    let error = |ticks: u32| {
        let tick = format!("tick={} days", 1.0 / f64::from(ticks));
        let shares = active_shares(&load(&text, &[&tick, "end=2001-01-06"]), 0, &[5]).concat();
        let share = Mean::of(&shares);
        share.expect(&format!("F(5) with {ticks} ticks a day"), recursion(ticks, 5), 0.0001);
        0.33120 - share.mean
    };
    let errors = [1, 2, 4, 8].map(error);
    for pair in errors.windows(2) {
        let ratio = pair[0] / pair[1];
        // The spread of a mean is .0005, of the smallest error .0082: 4 · .06 · 2; the second order adds up to .15.
        assert!((1.5..2.6).contains(&ratio), "errors {errors:?}");
    }
}

fn recursion(ticks_per_day: u32, days: u32) -> f64 {
    let step = |f: f64| 1.0 - (1.0 - f) * (-(0.03 + 0.38 * f) / f64::from(ticks_per_day)).exp();
    (0..days * ticks_per_day).fold(0.0, |f, _| step(f))
}

/// Joining, leaving with μ = .1 and joining again: N = 10,000, 50 runs, seeds 1041 and 1042, day 80. The share that stays is the root of
/// qF² + (μ + p − q)F − p = 0, F = .76156, and with p = 0 (and 1,000 first users) 1 − μ/q = .73684; both hold for any tick. 4 standard errors and 1/N.
#[test]
fn churn_and_joining_balance() {
    let end = "end=2001-03-22";
    let text = one(1041, (50, 10_000), "well_mixed", "0.38/day", "kernel = \"share\"\nchurn = \"0.1/day\"");
    let shares = active_shares(&load(&text, &["tick=0.5 days", end]), 0, &[80]).concat();
    Mean::of(&shares).expect("active share", 0.76156, 0.0001);
    let more = "kernel = \"share\"\nchurn = \"0.1/day\"\ninitial_users = 1_000";
    let text = one(1042, (50, 10_000), "well_mixed", "0.38/day", more);
    let shares = active_shares(&load(&text, &["tick=0.5 days", "platforms.one.media=0/day", end]), 0, &[80]).concat();
    Mean::of(&shares).expect("active share without media", 0.73684, 0.0001);
}

/// With q = .38 below μ = .5, 1,000 users of 10,000 are gone after 200 days (expected number left 1,000·e^−24): 10 runs, seed 1043.
#[test]
fn a_platform_that_loses_users_faster_than_they_invite_dies_out() {
    let more = "kernel = \"share\"\nchurn = \"0.5/day\"\ninitial_users = 1_000";
    let text = one(1043, (10, 10_000), "well_mixed", "0.38/day", more);
    let settings = ["tick=0.5 days", "platforms.one.media=0/day", "end=2001-07-20"];
    assert_eq!(active_shares(&load(&text, &settings), 0, &[200]).concat(), [0.0; 10]);
}

/// A platform takes off from n₀ users with invitations λ and churn μ with P = 1 − (μ/λ)^n₀: N = 500, 2,000 runs each, seeds 1051 to 1053. The tick of .1 day has
/// the bias of its branching process; what is finite changes P by less than 2/N.
#[test]
fn few_first_users_may_die_out() {
    for (seed, churn, first, expected) in [(1051, 0.5, 1, 0.5), (1052, 0.5, 5, 0.96875), (1053, 0.8, 5, 0.67232)] {
        let more = format!("kernel = \"share\"\nchurn = \"{churn}/day\"\ninitial_users = {first}");
        let text = one(seed, (2000, 500), "well_mixed", "1/day", &more);
        let end = if churn < 0.6 { "end=2001-01-21" } else { "end=2001-02-15" };
        let all = run(&load(&text, &["tick=0.1 days", "platforms.one.media=0/day", end]), |_| ());
        let share = all.wins[0] as f64 / all.runs as f64;
        let spread = f64::sqrt(expected * (1.0 - expected));
        let taken_off = Mean { mean: share, error: spread / (all.runs as f64).sqrt(), spread };
        let bias = (1.0 - extinction(churn, 0.1).powi(first) - expected).abs() + 0.004;
        taken_off.expect(&format!("take-off at μ = {churn}, n₀ = {first}"), expected, bias);
    }
}

/// The chance that the line of one user dies out, at λ = 1, in ticks of Δ: the smallest root of z = (1 − s + sz)·e^(λΔr(z − 1)), where s = e^−μΔ of
/// the users stay through a tick, and r = (1 − s)/(μΔ) of those who join in it stay to its end.
fn extinction(churn: f64, tick: f64) -> f64 {
    let stay = (-churn * tick).exp();
    let rest = (1.0 - stay) / (churn * tick);
    (0..100_000).fold(0.0, |z, _| (1.0 - stay + stay * z) * (tick * rest * (z - 1.0)).exp())
}
