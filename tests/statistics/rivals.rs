//! Two platforms among people who all know each other.

use crate::law::{Bias, law};
use crate::runs::{
    Mean, SECOND_ORDER, active_shares, extrapolated, extrapolated_shares, load, measured, run, solved, swept,
    trajectories,
};

/// Two exclusive platforms; invitations are by the share of users. `SEED`, `RUNS`, `AGENTS`, `FIRST`, `SECOND` (first users), `QUICK` and
/// `SLOW` (rates, the first's and the second's) are put in.
const TWO: &str = r#"
start = 2001-01-01
end = 2001-02-10
tick = "0.1 days"
seed = SEED
runs = RUNS
market = { agents = AGENTS, potential = AGENTS }
[contacts.all.well_mixed]
[platforms.first]
launch = 2001-01-01
kernel = "share"
invite = { all = "QUICK/day" }
initial_users = FIRST
multihoming = 0
[platforms.second]
launch = 2001-01-01
kernel = "share"
invite = { all = "SLOW/day" }
initial_users = SECOND
multihoming = 0
"#;

fn two(seed: u64, (runs, agents): (u32, u32), users: [u32; 2], rates: [f64; 2]) -> String {
    TWO.replace("SEED", &seed.to_string())
        .replace("RUNS", &runs.to_string())
        .replace("AGENTS", &agents.to_string())
        .replace("FIRST", &users[0].to_string())
        .replace("SECOND", &users[1].to_string())
        .replace("QUICK", &rates[0].to_string())
        .replace("SLOW", &rates[1].to_string())
}

/// The law of the head start: equal rates λ = .5 a day, one first user each, the second platform τ = 0, 1, 2, 4, 6 days later, nobody leaves,
/// nobody uses both. The first platform's users at τ are geometric with mean e^λτ (Yule), the shares from then on those of Pólya's urn, so
/// that P(the first wins) = 1/(1 + e^−λτ), and the mean share at λτ = 1 is .66130. N = 2,001 (an odd number of people cannot tie), 1,200
/// runs each, seed 2001.
///
/// Bias: in ticks of Δ the users grow by 1 + λΔ, as if λ were ln(1 + λΔ)/Δ; and the mean share of users used up at τ, e^λτ/N.
#[test]
fn a_head_start_wins_as_often_as_derived() {
    const RUNS: u32 = 1200;
    let mut law =
        law!("V11", "the head start τ: P(first wins) = 1/(1 + e^−λτ)", "Yule process and Pólya's urn, derived here");
    let chance = |x: f64| 1.0 / (1.0 + libm::exp(-x));
    let bias = |days: f64| {
        let slower = libm::log1p(0.05) / 0.1 * days;
        Bias { known: chance(slower) - chance(0.5 * days), within: libm::exp(0.5 * days) / 2001.0 }
    };
    law.set_up("N = 2,001, 1,200 runs, λ = .5, one first user each, Δ = .1");
    let text = two(2001, (RUNS, 2001), [1, 1], [0.5, 0.5]);
    let axis = "platforms.second.launch=2001-01-01|2001-01-02|2001-01-03|2001-01-05|2001-01-07";
    let found = swept(&text, axis, "first.share");
    for (found, days) in found.iter().zip([0.0, 1.0, 2.0, 4.0, 6.0]) {
        let ahead = 0.5 * days;
        let wins = Mean::share(found.wins[0], found.runs(), chance(ahead));
        law.near(format!("P(first wins), λτ = {ahead}"), chance(ahead), wins, bias(days));
    }
    // The mean share grows by .14 for each unit of λτ there.
    let mean_bias = Bias { known: 0.14 * (libm::log1p(0.05) / 0.05 - 1.0), ..bias(2.0) };
    law.near("mean share of the first, λτ = 1", 0.66130, Mean::of(&found[2].values), mean_bias);
    law.hold();
}

/// a and b first users at the same moment, equal rates: the number whom the first wins is Beta-binomial(N − a − b; a, b) (Eggenberger & Pólya 1923),
/// uniform for 1 and 1. N = 301, 2,000 runs each, ticks of .05 days, seeds 2011 to 2013. Kolmogorov–Smirnov at the level 10⁻⁴: D < 2.23/√n,
/// and .005 for the tick (the number of users that one brings forth in a tick is Poisson, not geometric).
#[test]
fn final_shares_are_those_of_polyas_urn() {
    const PERSONS: u32 = 301;
    const RUNS: u32 = 2000;
    let mut law = law!("V12", "a and b first users, equal rates: shares of Pólya's urn", "Eggenberger & Pólya 1923");
    for (seed, [a, b]) in (2011..).zip([[1, 1], [2, 1], [5, 3]]) {
        law.set_up(format!("N = {PERSONS}, 2,000 runs, a = {a}, b = {b}, λ = .5, Δ = .05"));
        let text = two(seed, (RUNS, PERSONS), [a, b], [0.5, 0.5]);
        let users = measured(&load(&text, &["tick=0.05 days"]), "first.active");
        let chances = beta_binomial(PERSONS - a - b, f64::from(a), f64::from(b));
        let (mut below, mut largest) = (0.0, 0.0f64);
        for (won, chance) in chances.iter().enumerate() {
            below += chance;
            let most = f64::from(a) + won as f64 + 0.5;
            let found = users.iter().filter(|users| **users < most).count() as f64 / f64::from(RUNS);
            largest = largest.max((found - below).abs());
        }
        let bound = 2.23 / f64::from(RUNS).sqrt() + 0.005;
        let expected = format!("Beta-binomial({}; {a}, {b})", PERSONS - a - b);
        law.below("distribution of the first's users", &expected, ("D", largest, bound));
    }
    law.hold();
}

/// P(k) of n draws from Pólya's urn, k = 0 to n.
fn beta_binomial(n: u32, a: f64, b: f64) -> Vec<f64> {
    let n = f64::from(n);
    let ln_beta = |a: f64, b: f64| libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let ln_choose = |k: f64| -libm::log(n + 1.0) - ln_beta(k + 1.0, n - k + 1.0);
    let chance = |k: f64| libm::exp(ln_choose(k) + ln_beta(k + a, n - k + b) - ln_beta(a, b));
    (0..=n as u32).map(|k| chance(f64::from(k))).collect()
}

/// Competing Bass curves, p = .03 and .01, N = 10,000, 60 runs, seeds 2021 to 2023. Invitations within each brand: with equal q the first keeps
/// p₁/(p₁ + p₂) = .75 of all users at all times. Across brands, where users of either invite to both, the hazards are p₁ + qx and p₂ + qx at a share x
/// of users on any, and the first ends with ½ + (p₁ − p₂)/(4q) · ln(1 + 2q/(p₁ + p₂)) of all: .55995 at q = .2 and .53942 at .38. 4 standard errors.
#[test]
fn media_decide_the_shares_within_brands_and_little_across() {
    let mut law = law!(
        "V14",
        "competing Bass curves: within brands p₁/(p₁ + p₂), across ½ + (p₁ − p₂)/(4q) · ln(1 + 2q/(p₁ + p₂))",
        "Fibich & Gibori 2010; derived here"
    );
    for (seed, rate, invitations, compatible, expected) in [
        (2021, 0.2, "across brands", "100%", 0.55995),
        (2022, 0.38, "across brands", "100%", 0.53942),
        (2023, 0.38, "within brands", "0%", 0.75),
    ] {
        law.set_up(format!("N = 10,000, 60 runs, p = .03 and .01, q = {rate} {invitations}, Δ → 0"));
        let text = two(seed, (60, 10_000), [0, 0], [rate, rate]);
        let text = with_media(&text, "0.03/day", "0.01/day", compatible).replace("2001-02-10", "2001-03-02");
        let share = extrapolated_shares(&text, 0, &[60])[0];
        law.near("share of the first", expected, share, Bias::within(SECOND_ORDER));
    }
    law.hold();
}

/// Both platforms with media, and wholly or in part compatible.
fn with_media(text: &str, first: &str, second: &str, compatible: &str) -> String {
    let more = |media: &str, other: &str| format!("media = \"{media}\"\ncompatible = {{ {other} = \"{compatible}\" }}");
    text.replace("[platforms.second]", &format!("{}\n[platforms.second]", more(first, "second")))
        + &more(second, "first")
}

/// Unequal invitations from large first shares: A/a₀ = (B/b₀)^(λA/λB). With λ in the ratio 1 to .8 and .01 each, A = .70054. With ratios λB/λA = .8, 1,
/// 1.2, 1.5 the second platform gets half of the market from b₀* = ½(2a₀)^(λB/λA). λA = .5 a day, N = 40,000, 20 runs, seeds 2031 to 2035; .3/b₀ and
/// .3/a₀ for first users whose number is finite (their relative variance 1/b₀, times the curvature, below .3). The seed itself is found by
/// `solve`, N = 10,000, ticks of .05 days, at most 300 runs, seed 2036; bias: the exponent ln(1 + λBΔ)/ln(1 + λAΔ) of users who grow in
/// ticks, and ½(1/b₀ − 1/a₀) of it for finite numbers.
#[test]
fn the_better_platform_wins_more_than_in_proportion() {
    let mut law = law!(
        "V16",
        "unequal rates: A/a₀ = (B/b₀)^(λA/λB); half of the market from b₀* = ½(2a₀)^(λB/λA)",
        "Lotka–Volterra, derived here"
    );
    law.set_up("N = 40,000, 20 runs, λ = .5 and .4, a₀ = b₀ = .01, Δ → 0");
    let text = two(2031, (20, 40_000), [400, 400], [0.5, 0.4]);
    let share = extrapolated_shares(&text, 0, &[40])[0];
    law.near("share of the better platform", 0.70054, share, Bias::within(SECOND_ORDER + 0.3 / 400.0));
    for (seed, ratio, seeds) in
        [(2032, 0.8, 0.021_867), (2033, 1.0, 0.01), (2034, 1.2, 0.004_573), (2035, 1.5, 0.001_414)]
    {
        let second = (seeds * 40_000.0f64).round();
        law.set_up(format!("the same, a₀ = .01, λB/λA = {ratio}, b₀ = b₀* = {seeds}"));
        let text = two(seed, (20, 40_000), [400, second as u32], [0.5, 0.5 * ratio]);
        let share = extrapolated(&text, &[], "second.share");
        law.near("share of the second", 0.5, share, Bias::within(SECOND_ORDER + 0.3 / second.min(400.0)));
    }
    law.set_up("N = 10,000, at most 300 runs, a₀ = .01, λB/λA = 1.2, Δ = .05");
    let text = two(2036, (20, 10_000), [100, 50], [0.5, 0.6]).replace("0.1 days", "0.05 days");
    let seed = solved(&text, "platforms.second.initial_users=20..100", "second.share = 50%", (1.0, 300)).times(1e-4);
    let exponent = libm::log1p(0.6 * 0.05) / libm::log1p(0.5 * 0.05);
    let bias =
        Bias { known: 0.5 * libm::pow(0.02, exponent) - 0.004_573, within: 0.5 * (1.0 / 45.73 - 0.01) * 0.004_573 };
    law.near("seed b₀ with which both end alike", 0.004_573, seed, bias);
    law.hold();
}

/// Winner takes all (Prakash et al. 2012): exclusive platforms with churn 1 and invitations 5 and 3 a unit of time. The weaker dies out, the stronger
/// holds 1 − 1/5. N = 2,000, 20 runs, seed 2041; churn .1 a day, 400 days; 4 standard errors and 1/N.
#[test]
fn with_churn_the_stronger_platform_takes_all() {
    let mut law = law!("V17", "winner takes all: strengths σ = 5 and 3, exclusive", "Prakash et al. 2012");
    law.set_up("N = 2,000, 20 runs, churn .1, day 400");
    let text = two(2041, (20, 2000), [200, 200], [0.5, 0.3]);
    let settings =
        ["tick=0.5 days", "end=2002-02-05", "platforms.first.churn=0.1/day", "platforms.second.churn=0.1/day"];
    let runs = trajectories(&load(&text, &settings));
    let strong: Vec<f64> = runs.iter().map(|run| f64::from(run.row(400, 0).active) / 2000.0).collect();
    law.near("share of the stronger, 1 − 1/σ₁", 0.8, Mean::of(&strong), Bias::within(0.0005));
    law.exactly("users of the weaker left in all runs", 0, runs.iter().map(|run| run.row(400, 1).active).sum::<u32>());
    law.hold();
}

/// Two platforms that can be used side by side (Beutel et al. 2012): strengths 5 and 3, multi-homing ε. Above ε = (5 − 3)/(3 · 4) = .16667 both live, with
/// the prevalences of the fixed point. N = 5,000, 20 runs, seeds 2051 to 2054, churn .1 a day, 250 days (at ε = .1 the weaker shrinks by .016 a
/// day: 900 days); 4 standard errors and 1/N; both hold for any tick.
///
/// ε_c is where the weaker, few beside the stronger at its equilibrium, neither grows nor shrinks: `solve` finds where it does so in half of the runs,
/// from day 10 to day 50; N = 5,000, 50 first users, at most 300 runs, seed 2055. Bias: 1 % of the people are on the weaker, which takes .01/2.4 from
/// ε; and half of the runs is not the mean, .001.
#[test]
fn where_people_use_both_both_platforms_live() {
    let mut law = law!(
        "V18",
        "multi-homing ε: both live above ε_c = (σ₁ − σ₂)/(σ₂(σ₁ − 1)); strengths σ = 5 and 3",
        "Beutel et al. 2012"
    );
    let churning = |text: &str| text.replace("multihoming = 0", "multihoming = \"EPS\"\nchurn = \"0.1/day\"");
    for (seed, multihoming, end, expected) in [
        (2051, "10%", "2003-06-20", [0.8, 0.0]),
        (2052, "25%", "2001-09-08", [0.72470, 0.19136]),
        (2053, "50%", "2001-09-08", [0.71914, 0.45247]),
        (2054, "100%", "2001-09-08", [0.8, 0.66667]),
    ] {
        law.set_up(format!("N = 5,000, 20 runs, churn .1, ε = {multihoming}, until {end}"));
        let text = churning(&two(seed, (20, 5000), [1000, 1000], [0.5, 0.3])).replace("EPS", multihoming);
        let scenario = load(&text, &["tick=1 day", &format!("end={end}")]);
        let last = scenario.days() as usize;
        for (platform, expected) in expected.into_iter().enumerate() {
            let shares = active_shares(&scenario, platform, &[last]).concat();
            law.near(
                format!("prevalence at σ = {}", [5, 3][platform]),
                expected,
                Mean::of(&shares),
                Bias::within(0.0002),
            );
        }
    }
    law.set_up("N = 5,000, at most 300 runs, churn .1, 80 % on the stronger, 1 % on the weaker");
    let text = churning(&two(2055, (20, 5000), [4000, 50], [0.5, 0.3])).replace("EPS", "15%");
    let text = text.replace("0.1 days", "1 day").replace("2001-02-10", "2001-02-20");
    let axis = "platforms.first.multihoming,platforms.second.multihoming=10%..25%";
    let condition = "P(second.active > second.active on 2001-01-11) = 50%";
    law.near("ε_c", 0.16667, solved(&text, axis, condition, (0.006, 300)), Bias::within(0.01 / 2.4 + 0.001));
    law.hold();
}

/// Two fully compatible platforms with equal rates are one platform with twice the media: together p = .03, q = .38 a day follow the Bass curve, .33120,
/// .81280 and .99626 after 5, 10 and 20 days. A person has one clock for each platform, so that each has half of the hazards. N = 10,000, 40 runs,
/// seed 2061.
#[test]
fn two_fully_compatible_platforms_are_one() {
    let mut law =
        law!("M1", "two fully compatible platforms with equal rates sum to one", "superposition of Poisson processes");
    law.set_up("N = 10,000, 40 runs, p = .015 and q = .19 each, Δ → 0");
    let text = with_media(&two(2061, (40, 10_000), [0, 0], [0.19, 0.19]), "0.015/day", "0.015/day", "100%");
    let by_platform = |platform: usize, tick: &str| active_shares(&load(&text, &[tick]), platform, &[5, 10, 20]);
    let both = |tick: &str| -> Vec<Vec<f64>> {
        let (first, second) = (by_platform(0, tick), by_platform(1, tick));
        first.iter().zip(&second).map(|(a, b)| a.iter().zip(b).map(|(a, b)| a + b).collect()).collect()
    };
    let (coarse, fine) = (both("tick=0.1 days"), both("tick=0.05 days"));
    for (column, (day, expected)) in [(5, 0.33120), (10, 0.81280), (20, 0.99626)].into_iter().enumerate() {
        let runs: Vec<f64> = coarse.iter().zip(&fine).map(|(a, b)| 2.0 * b[column] - a[column]).collect();
        law.near(format!("share on either, F({day})"), expected, Mean::of(&runs), Bias::within(SECOND_ORDER));
    }
    let half = extrapolated_shares(&text, 0, &[5])[0];
    half.expect("the first's half after 5 days", 0.33120 / 2.0, SECOND_ORDER);
    let everybody = run(&load(&text, &["runs=2", "tick=0.5 days"]), |outcome| {
        let users: f64 = outcome.platforms.iter().map(|one| one.active).sum();
        assert!((users - 10_000.0).abs() < 0.5, "{users}: everybody is on one of them");
    });
    assert_eq!(everybody.runs, 2);
    law.hold();
}
