//! Contagion that is not simple: percolation, cascades, crowds, critical masses; and platforms that reach each other's users.

use crate::runs::{Mean, SECOND_ORDER, active_shares, extrapolated_shares, load, run};

/// One platform; `SEED`, `RUNS`, `AGENTS`, `FIRST`, `CONTACTS` and `MORE` are put in.
const ONE: &str = r"
start = 2001-01-01
end = 2001-07-01
seed = SEED
runs = RUNS
market = { agents = AGENTS, potential = AGENTS }
[contacts.all.CONTACTS]
[platforms.one]
launch = 2001-01-01
initial_users = FIRST
MORE
";

/// A rate at which whoever can be invited has been invited before the tick is over.
const AT_ONCE: &str = "invite = { all = \"1000/day\" }\nkernel = \"threshold\"";

fn one(seed: u64, (runs, agents, first): (u32, u32, u32), contacts: &str, more: &str) -> String {
    ONE.replace("SEED", &seed.to_string())
        .replace("RUNS", &runs.to_string())
        .replace("AGENTS", &agents.to_string())
        .replace("FIRST", &first.to_string())
        .replace("CONTACTS", contacts)
        .replace("MORE", more)
}

/// Shares of users at the end of the runs of a scenario.
fn final_shares(text: &str) -> Vec<f64> {
    let scenario = load(text, &[]);
    let last = scenario.days() as usize;
    active_shares(&scenario, 0, &[last]).concat()
}

/// Each contact is invited once, with success T: bond percolation. On an Erdős–Rényi graph of mean degree c = 5 the giant component has the
/// share S = 1 − e^(−cTS): .58281, .79681, .94048 at cT = 1.5, 2, 3. N = 20,000, 10 first users, 10 runs, seeds 3001 to 3003. 4 standard errors;
/// .0005 for first users outside of it and those whom they reach (10 · (1 − S)/(1 − cT(1 − S))/N).
#[test]
fn single_invitations_percolate() {
    for (seed, chance, expected) in [(3001, 30, 0.58281), (3002, 40, 0.79681), (3003, 60, 0.94048)] {
        let invite = format!("invite_once = {{ all = \"{chance}%\" }}");
        let shares = final_shares(&one(seed, (10, 20_000, 10), "erdos_renyi]\nmean_degree = 5\n#", &invite));
        Mean::of(&shares).expect(&format!("share at cT = {}", f64::from(chance) * 0.05), expected, 0.0005);
    }
}

/// Below the threshold a first user starts a cascade of 1/(1 − cT) on average, whatever the tick: 2 at cT = .5 and 5 at .8. N = 40,000, 40 first
/// users, 40 runs, ticks of a day and of six hours, seeds 3011 to 3014. 4 standard errors; 1 % for cascades that meet.
#[test]
fn below_the_threshold_cascades_have_the_mean_size_of_a_branching_process() {
    for (seed, chance, tick, expected) in
        [(3011, 10, 1.0, 2.0), (3012, 10, 0.25, 2.0), (3013, 16, 1.0, 5.0), (3014, 16, 0.25, 5.0)]
    {
        let invite = format!("invite_once = {{ all = \"{chance}%\" }}");
        let text = one(seed, (40, 40_000, 40), "erdos_renyi]\nmean_degree = 5\n#", &invite);
        let text = text.replace("seed =", &format!("tick = \"{tick} days\"\nseed ="));
        let sizes: Vec<f64> = final_shares(&text).iter().map(|share| share * 1000.0).collect();
        Mean::of(&sizes).expect(&format!("cascade at cT = {}", f64::from(chance) * 0.05), expected, 0.01 * expected);
    }
}

/// Watts 2002, threshold φ = .18 on Erdős–Rényi graphs, and what Gleeson & Cahalane 2007 derive for a first share ρ: mean degree 4, ρ = .001: .98019; mean
/// degree 6.5: .99850 (ρ = .01). N = 50,000, 4 runs each, seeds 3021 and 3023. 4 standard errors; .0005 for what is finite.
#[test]
fn cascades_are_global_where_derived() {
    let kernel = format!("{AT_ONCE}\nthreshold = \"18%\"");
    for (seed, degree, first, expected) in [(3021, "4", 50, 0.98019), (3023, "6.5", 500, 0.99850)] {
        let contacts = format!("erdos_renyi]\nmean_degree = {degree}\n#");
        let shares = final_shares(&one(seed, (4, 50_000, first), &contacts, &kernel));
        Mean::of(&shares).expect(&format!("degree {degree}, {first} first users"), expected, 0.0005);
    }
}

/// At mean degree 6.5 the first share .001 is too small for a global cascade: .00858 in the limit. In a finite graph one begins by chance in some runs
/// (about a tenth at N = 200,000); they are left out, and must be fewer than a quarter. 12 runs, seed 3022. 4 standard errors and .0003: a run that
/// was near to it has more.
#[test]
fn a_first_share_may_be_too_small_for_a_cascade() {
    let kernel = format!("{AT_ONCE}\nthreshold = \"18%\"");
    let mut shares = final_shares(&one(3022, (12, 200_000, 200), "erdos_renyi]\nmean_degree = 6.5\n#", &kernel));
    shares.retain(|share| *share < 0.2);
    assert!(shares.len() >= 9, "{} of 12 runs without a global cascade", shares.len());
    Mean::of(&shares).expect("degree 6.5, 200 first users", 0.00858, 0.0003);
}

/// Granovetter's crowd of 100, with thresholds 0, 1, …, 99: all join, one a tick. If the one with threshold 1 has 2, one does. Exact.
#[test]
fn a_crowd_hangs_on_one_threshold() {
    let crowd = |first: &str| {
        let thresholds: Vec<String> = (2..100).map(|threshold| threshold.to_string()).collect();
        let listed = format!("{AT_ONCE}\nthreshold = {{ listed = [0, {first}, {}] }}", thresholds.join(", "));
        let scenario = load(&one(3031, (2, 100, 0), "well_mixed", &listed), &[]);
        active_shares(&scenario, 0, &[50, 100, 181]).into_iter().map(|run| run.map(100.0)).collect::<Vec<_>>()
    };
    for run in crowd("1") {
        assert_eq!(run, [50, 100, 100]);
    }
    for run in crowd("2") {
        assert_eq!(run, [1, 1, 1]);
    }
}

/// Agents from shares.
trait Map {
    fn map(self, agents: f64) -> Vec<u32>;
}
impl Map for Vec<f64> {
    fn map(self, agents: f64) -> Vec<u32> {
        self.into_iter().map(|share| (share * agents).round() as u32).collect()
    }
}

/// Bootstrap percolation: who has r users among d contacts joins. Random regular graphs have a critical first share, .11111, .27516 and .22343 at
/// (d, r) = (4, 2), (5, 3), (10, 5) (Balogh & Pittel 2007); on either side the final share is a + (1 − a) · P(Bin(d, y) ≥ r) with the smallest
/// root y of y = a + (1 − a) · P(Bin(d − 1, y) ≥ r). N = 40,000, 4 runs, first shares .01 below and above, seeds 3041 to 3046. 4 standard errors
/// and .005: near the critical point fluctuations of order N^(−1/2) are magnified.
#[test]
fn complex_contagion_has_a_critical_mass() {
    let laws = [(3041, 4, 2, 0.11111), (3043, 5, 3, 0.27516), (3045, 10, 5, 0.22343)];
    for (seed, degree, least, critical) in laws {
        for (offset, first) in [(0, critical - 0.01), (1, critical + 0.01)] {
            let expected = bootstrap(degree, least, first);
            assert_eq!(expected > 0.9, first > critical, "({degree}, {least}) at {first}: {expected}");
            let users = (first * 40_000.0).round() as u32;
            let contacts = format!("random_regular]\ndegree = {degree}\n#");
            let kernel = format!("{AT_ONCE}\nthreshold = {least}");
            let shares = final_shares(&one(seed + offset, (4, 40_000, users), &contacts, &kernel));
            Mean::of(&shares).expect(&format!("({degree}, {least}) from {first:.5}"), expected, 0.005);
        }
    }
}

/// The final share on a random regular graph.
fn bootstrap(degree: u32, least: u32, first: f64) -> f64 {
    let at_least = |n: u32, y: f64| {
        (least..=n).map(|k| binomial(n, k) * y.powi(k as i32) * (1.0 - y).powi((n - k) as i32)).sum::<f64>()
    };
    let step = |n: u32, y: f64| first + (1.0 - first) * at_least(n, y);
    let root = (0..100_000).fold(first, |y, _| step(degree - 1, y));
    step(degree, root)
}

fn binomial(n: u32, k: u32) -> f64 {
    (1..=k).map(|j| f64::from(n - k + j) / f64::from(j)).product()
}

/// Two exclusive platforms in a market where everybody knows everybody; `SEED`, `RUNS`, `SHARE` and `RATE` are put in.
const TWO: &str = r#"
start = 2001-01-01
end = 2001-03-02
seed = SEED
runs = RUNS
market = { agents = 10_000, potential = 10_000 }
[contacts.all.well_mixed]
[platforms.first]
launch = 2001-01-01
kernel = "share"
media = "0.03/day"
invite = { all = "RATE/day" }
multihoming = 0
compatible = { second = "SHARE" }
[platforms.second]
launch = 2001-01-01
kernel = "share"
media = "0.01/day"
invite = { all = "RATE/day" }
multihoming = 0
compatible = { first = "SHARE" }
"#;

fn two(seed: u64, runs: u32, rate: f64, share: &str) -> String {
    let text = TWO.replace("SEED", &seed.to_string()).replace("RUNS", &runs.to_string());
    text.replace("RATE", &rate.to_string()).replace("SHARE", share)
}

/// Bass curves that compete while users of either invite to both: with hazards p₁ + qx and p₂ + qx at a share x of users on any, the first ends with
/// ½ + (p₁ − p₂)/(4q) · ln(1 + 2q/(p₁ + p₂)) of all: .55995 at q = .2 (V14) and .53942 at .38, where within each brand it is p₁/(p₁ + p₂) = .75.
/// N = 10,000, 20 runs, seeds 3051 to 3053.
#[test]
fn across_brands_invitations_level_the_shares() {
    for (seed, rate, share, expected) in
        [(3051, 0.2, "100%", 0.55995), (3052, 0.38, "100%", 0.53942), (3053, 0.38, "0%", 0.75)]
    {
        let first = extrapolated_shares(&two(seed, 20, rate, share), 0, &[60])[0];
        first.expect(&format!("share of the first at q = {rate}, compatible {share}"), expected, SECOND_ORDER);
    }
}

/// Two fully compatible platforms with equal rates are one platform with twice the media: together p = .03, q = .38 a day follow the Bass curve, .33120,
/// .81280 and .99626 after 5, 10 and 20 days. A person has one clock for each platform, so that each has half of the hazards. N = 10,000, 40 runs,
/// seed 3061; its mirror image holds for each of them alone.
#[test]
fn two_fully_compatible_platforms_are_one() {
    let text = two(3061, 40, 0.19, "100%").replace("0.03/day", "0.015/day").replace("0.01/day", "0.015/day");
    let [first, second] = [0, 1].map(|platform| extrapolated_shares(&text, platform, &[5, 10, 20]));
    for (day, expected) in [0.33120, 0.81280, 0.99626].into_iter().enumerate() {
        let both = Mean { value: first[day].value + second[day].value, ..first[day] };
        // The two divide the same users between them: the spread of each is above that of their sum.
        both.expect("Bass", expected, SECOND_ORDER);
        let bias = SECOND_ORDER;
        first[day].expect("the first's half", expected / 2.0, bias);
    }
    let mut users = 0.0;
    run(&load(&text, &["runs=2", "tick=0.5 days"]), |outcome| {
        users += outcome.platforms.iter().map(|one| one.active).sum::<f64>();
    });
    assert!((users - 20_000.0).abs() < 0.5, "{users}: everybody is on one of them");
}
