//! Diffusion of one platform among people who all know each other, or are connected by simple graphs: p = .03, q = .38 a day.

use crate::law::{Bias, Law, law};
use crate::runs::{
    Mean, SECOND_ORDER, active_shares, extrapolated, extrapolated_shares, load, measured, run, trajectories,
};

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

fn well_mixed(seed: u64, runs_agents: (u32, u32), more: &str) -> String {
    one(seed, runs_agents, "well_mixed", "0.38/day", &format!("kernel = \"share\"\n{more}"))
}

/// Everybody knows everybody: N = 10,000, 100 runs, seed 1001. Bass 1969: F(t) = (1 − e^−(p+q)t)/(1 + q/p·e^−(p+q)t). The spread of a run comes
/// from the master equation at this N (the linear noise around the curve has .96888/√N and .74983/√N): 500 runs, seed 1002. 4 standard
/// errors; 2 % of the spread for the tick.
#[test]
fn a_well_mixed_market_follows_the_bass_curve() {
    let mut law = law!("V1", "Bass curve: F(t) = (1 − e^−(p+q)t)/(1 + q/p · e^−(p+q)t)", "Bass 1969");
    let text = well_mixed(1001, (100, 10_000), "");
    law.set_up("well mixed, N = 10,000, 100 runs, Δ → 0");
    let shares = extrapolated_shares(&text, 0, &[5, 10, 20]);
    for (share, (day, expected)) in shares.into_iter().zip([(5, 0.33120), (10, 0.81280), (20, 0.99626)]) {
        law.near(format!("F({day})"), expected, share, Bias::within(SECOND_ORDER));
    }
    law.set_up("the same, 500 runs, Δ = .05");
    let settings = ["tick=0.05 days", "seed=1002", "runs=500", "end=2001-01-11"];
    let shares = active_shares(&load(&text, &settings), 0, &[5, 10]);
    for (column, (day, expected)) in [(5, 0.96868), (10, 0.75039)].into_iter().enumerate() {
        let shares: Vec<f64> = shares.iter().map(|run| run[column]).collect();
        let spread = Mean::deviation(&shares).times(100.0);
        law.near(format!("√N · spread of F({day})"), expected, spread, Bias::within(0.02 * expected));
    }
    law.hold();
}

/// Two, ten and a hundred people: 10,000, 10,000 and 2,000 runs, seeds 1011 to 1016. The master equation (a birth process with rate
/// (N − n)(p + q·n/(N − 1)), solved numerically) gives other numbers than the Bass curve. 4 standard errors; 2 % of the spread for the tick.
#[test]
fn few_people_follow_the_master_equation_instead() {
    let mut law = law!("V2", "exact for every N: births with rate (N − n)(p + q · n/(N − 1))", "master equation");
    let laws = [(2, 10_000, [0.20672, 0.40557]), (10, 10_000, [0.29074, 0.67707]), (100, 2000, [0.32618, 0.79937])];
    for (seed, (agents, runs, expected)) in (1011..).step_by(2).zip(laws) {
        law.set_up(format!("well mixed, N = {agents}, {},000 runs, Δ → 0", runs / 1000));
        for (seed, (day, expected)) in (seed..).zip([5, 10].into_iter().zip(expected)) {
            let end = format!("end=2001-01-{:02}", day + 1);
            let text = well_mixed(seed, (runs, agents), "");
            let share = extrapolated(&text, &[&end], "one.penetration");
            law.near(format!("F({day})"), expected, share, Bias::within(SECOND_ORDER));
            if (agents, day) == (100, 5) {
                let shares = measured(&load(&text, &[&end, "tick=0.05 days"]), "one.penetration");
                law.near("spread of F(5)", 0.09486, Mean::deviation(&shares), Bias::within(0.0019));
            }
        }
    }
    law.hold();
}

/// F(5), F(10) and F(20) on a simple graph, N = 100,000, 20 runs. 4 standard errors, and 1/N.
fn on_a_graph(mut law: Law, seed: u64, contacts: &str, invite: &str, expected: [f64; 3]) {
    law.set_up(format!("N = 100,000, 20 runs, a contact invites with {invite}, Δ → 0"));
    let text = one(seed, (20, 100_000), contacts, invite, "");
    let shares = extrapolated_shares(&text, 0, &[5, 10, 20]);
    for ((share, day), expected) in shares.into_iter().zip([5, 10, 20]).zip(expected) {
        law.near(format!("F({day})"), expected, share, Bias::within(SECOND_ORDER + 0.00001));
    }
    law.hold();
}

/// Each of the two neighbors on a ring invites with q/2. Seed 1021.
#[test]
fn on_a_ring_diffusion_is_slowest() {
    let law = law!("V3", "discrete Bass model on a ring", "Fibich & Gibori 2010");
    on_a_graph(law, 1021, "ring_lattice]\ndegree = 2\n#", "0.19/day", [0.24846, 0.55826, 0.91667]);
}

/// Each of four contacts, drawn at random, invites with q/4. Seed 1022.
#[test]
fn on_a_random_regular_graph_diffusion_is_as_derived() {
    let law =
        law!("V4", "discrete Bass model on a random 4-regular graph", "edge-based compartments, Miller et al. 2012");
    on_a_graph(law, 1022, "random_regular]\ndegree = 4\n#", "0.095/day", [0.28339, 0.69225, 0.98728]);
}

/// Four contacts on average, and each invites with q/4. Seed 1023.
#[test]
fn on_an_erdos_renyi_graph_diffusion_is_as_derived() {
    let law = law!(
        "V5",
        "discrete Bass model on an Erdős–Rényi graph of mean degree 4",
        "edge-based compartments, Miller et al. 2012"
    );
    on_a_graph(law, 1023, "erdos_renyi]\nmean_degree = 4\n#", "0.095/day", [0.30046, 0.70927, 0.95739]);
}

/// The Bass curve at ticks from 1 to 1/100 day: N = 10,000, 100 runs, seed 1031. F(5) is off by as much as the recursion F ← 1 − (1 − F)·e^−(p + qF)Δ, to
/// 4 standard errors and 1/N. Each halving of the tick halves that: (F(Δ/2) − F(Δ))/(F(Δ/4) − F(Δ/2)), with both differences from the same runs,
/// is 2 as Δ → 0, and 1.71331, 1.93779 by the recursion at Δ = 1 and 1/5.
#[test]
fn the_error_halves_with_the_tick() {
    let mut law = law!("V7", "the error of a tick is of the first order: it halves with Δ", "Euler's method");
    let text = well_mixed(1031, (100, 10_000), "");
    let shares = |ticks: u32| {
        let tick = format!("tick={} days", 1.0 / f64::from(ticks));
        active_shares(&load(&text, &[&tick, "end=2001-01-06"]), 0, &[5]).concat()
    };
    let ticks = [1, 2, 4, 5, 10, 20, 100];
    let found = ticks.map(shares);
    for (&ticks, shares) in ticks.iter().zip(&found).filter(|(ticks, _)| [1, 2, 10, 100].contains(*ticks)) {
        law.set_up(format!("as V1, Δ = {}", 1.0 / f64::from(ticks)));
        let known = recursion(ticks) - 0.33120;
        law.near("F(5)", 0.33120, Mean::of(shares), Bias { known, within: 0.0001 });
    }
    let gain =
        |k: usize| -> Vec<f64> { found[k + 1].iter().zip(&found[k]).map(|(fine, coarse)| fine - coarse).collect() };
    for (first, name) in [(0, "1, 1/2, 1/4"), (3, "1/5, 1/10, 1/20")] {
        let [coarse, middle, fine] = [0, 1, 2].map(|k| recursion(ticks[first + k]));
        law.set_up(format!("as V1, Δ = {name}"));
        let known = (middle - coarse) / (fine - middle) - 2.0;
        let ratio = Mean::ratio(&gain(first), &gain(first + 1));
        law.near("gain by one halving over that by the next", 2.0, ratio, Bias { known, within: 0.0 });
    }
    law.hold();
}

/// F(5) by the recursion.
fn recursion(ticks_per_day: u32) -> f64 {
    let step = |f: f64| 1.0 - (1.0 - f) * libm::exp(-(0.03 + 0.38 * f) / f64::from(ticks_per_day));
    (0..5 * ticks_per_day).fold(0.0, |f, _| step(f))
}

/// Joining, leaving with μ = .1 and joining again: N = 10,000, 50 runs, seeds 1041 and 1042, day 80. The share that stays is the root of
/// qF² + (μ + p − q)F − p = 0, F = .76156, and with p = 0 (and 1,000 first users) 1 − μ/q = .73684; both hold for any tick. 4 standard errors
/// and 1/N. With q = .38 below μ = .5, 1,000 users of 10,000 are gone after 200 days (expected number left 1,000·e^−24): 20 runs, seed 1043.
#[test]
fn churn_and_joining_balance() {
    let mut law =
        law!("V8", "with churn μ: qF² + (μ + p − q)F = p; without media 1 − μ/q, or nobody", "Bass 1969, SIS");
    let end = "end=2001-03-22";
    law.set_up("well mixed, N = 10,000, 50 runs, μ = .1, day 80");
    let text = well_mixed(1041, (50, 10_000), "churn = \"0.1/day\"");
    let shares = active_shares(&load(&text, &["tick=0.5 days", end]), 0, &[80]).concat();
    law.near("active share", 0.76156, Mean::of(&shares), Bias::within(0.0001));
    law.set_up("the same, p = 0, 1,000 first users");
    let text = well_mixed(1042, (50, 10_000), "churn = \"0.1/day\"\ninitial_users = 1_000");
    let shares = active_shares(&load(&text, &["tick=0.5 days", "platforms.one.media=0/day", end]), 0, &[80]).concat();
    law.near("active share", 0.73684, Mean::of(&shares), Bias::within(0.0001));
    law.set_up("the same, 20 runs, μ = .5, day 200");
    let text = well_mixed(1043, (20, 10_000), "churn = \"0.5/day\"\ninitial_users = 1_000");
    let settings = ["tick=0.5 days", "platforms.one.media=0/day", "end=2001-07-20"];
    let left: u32 = trajectories(&load(&text, &settings)).iter().map(|run| run.row(200, 0).active).sum();
    law.exactly("users left in all runs", 0, left);
    law.hold();
}

/// A platform takes off from n₀ users with invitations λ and churn μ with P = 1 − (μ/λ)^n₀: N = 500, 5,000 runs each, seeds 1051 to 1053. Bias: the
/// branching process in ticks of .1 day; what is finite changes P by less than 2/N.
#[test]
fn few_first_users_may_die_out() {
    let mut law = law!("V9", "take-off of n₀ first users: P = 1 − (μ/λ)^n₀", "Galton & Watson");
    for (seed, churn, first, expected) in [(1051, 0.5, 1, 0.5), (1052, 0.5, 5, 0.96875), (1053, 0.8, 5, 0.67232)] {
        law.set_up(format!("well mixed, N = 500, 5,000 runs, λ = 1, μ = {churn}, n₀ = {first}, Δ = .1"));
        let text = well_mixed(seed, (5000, 500), &format!("churn = \"{churn}/day\"\ninitial_users = {first}"));
        let end = if churn < 0.6 { "end=2001-01-21" } else { "end=2001-02-15" };
        let settings = ["tick=0.1 days", "platforms.one.media=0/day", "platforms.one.invite.all=1/day", end];
        let all = run(&load(&text, &settings), |_| ());
        let stays = (0..first).fold(1.0, |product, _| product * extinction(churn, 0.1));
        let bias = Bias { known: 1.0 - stays - expected, within: 0.004 };
        law.near("share of runs that take off", expected, Mean::share(all.wins[0], all.runs, expected), bias);
    }
    law.hold();
}

/// The chance that the line of one user dies out, at λ = 1, in ticks of Δ: the smallest root of z = (1 − s + sz)·e^(λΔr(z − 1)), where s = e^−μΔ of
/// the users stay through a tick, and r = (1 − s)/(μΔ) of those who join in it stay to its end.
fn extinction(churn: f64, tick: f64) -> f64 {
    let stay = libm::exp(-churn * tick);
    let rest = (1.0 - stay) / (churn * tick);
    (0..100_000).fold(0.0, |z, _| (1.0 - stay + stay * z) * libm::exp(tick * rest * (z - 1.0)))
}
