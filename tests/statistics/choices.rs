//! Other rules of choice: persons who replace one platform by another, who have only so much attention, who weigh all platforms at once.

use std::fmt::Write as _;

use headstart::experiment::Outcome;

use crate::law::{Bias, Law, law};
use crate::runs::{Mean, active_shares, load, run};

/// Two platforms, one of which everybody uses at first; `SEED`, `RUNS`, `END`, `CONTACTS` (with the market), `FIRST` and `SECOND` are put in.
const TWO: &str = r#"
start = 2001-01-01
end = END
tick = "0.05 days"
seed = SEED
runs = RUNS
CONTACTS
[platforms.first]
launch = 2001-01-01
kernel = "share"
replaces = true
FIRST
[platforms.second]
launch = 2001-01-01
kernel = "share"
replaces = true
SECOND
"#;

fn two(seed: u64, runs: u32, end: &str, contacts: &str, [first, second]: [&str; 2]) -> String {
    TWO.replace("SEED", &seed.to_string())
        .replace("RUNS", &runs.to_string())
        .replace("END", end)
        .replace("CONTACTS", contacts)
        .replace("FIRST", first)
        .replace("SECOND", second)
}

fn everybody(agents: u32) -> String {
    format!("market = {{ agents = {agents}, potential = {agents} }}\n[contacts.all.well_mixed]")
}

/// Σ (observed − expected)²/expected.
fn chi_square(observed: &[u32], expected: &[f64]) -> f64 {
    observed.iter().zip(expected).map(|(&n, e)| (f64::from(n) - e).powi(2) / e).sum()
}

/// Beta-binomial(n, α, α): P(k) = C(n, k) · B(k + α, n − k + α)/B(α, α), here as products.
fn beta_binomial(n: u32, alpha: f64) -> Vec<f64> {
    let weight = |k: u32| -> f64 {
        let rising = |m: u32| (0..m).map(|j| (alpha + f64::from(j)) / f64::from(j + 1)).product::<f64>();
        rising(k) * rising(n - k)
    };
    let sum: f64 = (0..=n).map(weight).sum();
    (0..=n).map(|k| weight(k) / sum).collect()
}

/// Kirman's ants (1993): 21 persons, each on one of two platforms, switch by themselves at rate a and by the share of the others on the other
/// platform at rate h = 1 a day. In the long run the number on either is Beta-binomial(21, α, α), α = 20a/h: uniform on 0 … 21 at a = .05, humped
/// with α = 3 at a = .15. 200 runs, in each the days 60, 100, … 220 (correlations e^(−2a·40) < .02), seeds 3101 and 3102. χ² with 21
/// degrees of freedom at the level 10⁻⁴: below 54.0.
#[test]
fn herds_come_and_go_as_kirman_derived() {
    let mut law = law!("V19", "herds that switch: N(t) is Beta-binomial(N, α, α), α = a(N − 1)/h", "Kirman 1993");
    for (seed, own, alpha) in [(3101, 0.05, 1.0), (3102, 0.15, 3.0)] {
        let alike = format!("media = \"{own}/day\"\ninvite = {{ all = \"1/day\" }}");
        let first = format!("{alike}\ninitial_users = 21");
        let text = two(seed, 200, "2001-08-10", &everybody(21), [&first, &alike]);
        let shares = active_shares(&load(&text, &[]), 0, &[60, 100, 140, 180, 220]).concat();
        let mut observed = [0; 22];
        for share in &shares {
            observed[(share * 21.0).round() as usize] += 1;
        }
        let expected: Vec<f64> = beta_binomial(21, alpha).iter().map(|p| p * shares.len() as f64).collect();
        let found = chi_square(&observed, &expected);
        println!("α = {alpha}: observed {observed:?}, expected {expected:.0?}");
        law.set_up(format!("well mixed, N = 21, h = 1, a = {own}, 200 runs on 5 days each, Δ = .05"));
        law.below("number on either", &format!("Beta-binomial(21, {alpha}, {alpha})"), ("χ²(21)", found, 54.0));
    }
    law.hold();
}

/// (1 − 1/r)/(1 − r^−100) at r = 1.1: the fitter mutant of Moran (1958) takes over a population of 100.
const TAKEOVER: f64 = 0.090_916;

/// The law of the mutant.
const TAKES_OVER: &str =
    "a mutant of fitness r takes over with (1 − 1/r)/(1 − r^−N), whatever graph of one degree people live on";

/// What r = 1.1 makes of invitations.
const FITNESS: [&str; 2] = ["invite = { all = \"5/day\" }", "invite = { all = \"5.5/day\" }"];

/// One of 100 persons who all know each other is on the second platform, which wins persons 1.1 times as fast. 1,000 runs, seed 3111; after 180 units of
/// time next to all are decided, and the majority tells. 4 standard errors; .003 for the tick: with steps of hazard .05 numbers vary less than in
/// continuous time, by about half of that.
#[test]
fn a_mutant_takes_over_as_often_as_derived() {
    let mut law = law!("V21", TAKES_OVER, "Moran 1958; Lieberman, Hauert & Nowak 2005");
    well_mixed(&mut law);
    rings(&mut law);
    law.hold();
}

/// One of 100 persons who all know each other.
fn well_mixed(law: &mut Law) {
    let [first, second] =
        [format!("{}\ninitial_users = 100", FITNESS[0]), format!("{}\ninitial_users = 1", FITNESS[1])];
    let text = two(3111, 1000, "2001-02-06", &everybody(100), [&first, &second]).replace("0.05 days", "0.01 days");
    let (mut won, mut open) = (Vec::new(), 0);
    run(&load(&text, &[]), |outcome: &Outcome| {
        let users = outcome.platforms[1].active;
        won.push(f64::from(u8::from(users > 50.0)));
        open += u32::from(users > 0.5 && users < 99.5);
    });
    assert!(open < 10, "{open} of 1,000 runs are undecided");
    law.set_up("well mixed, N = 100, r = 1.1, 1,000 runs, Δ = .01");
    law.near("chance to take over", TAKEOVER, Mean::of(&won), Bias::within(0.003));
}

/// The same on rings: the isothermal theorem (Lieberman, Hauert & Nowak 2005) has the same number for every graph of one degree. 1,500 rings of 100 persons
/// from a file, a mutant in each, 2 runs, seed 3121. 4 standard errors and .003 as above.
fn rings(law: &mut Law) {
    let (rings, size) = (1500u32, 100u32);
    let (mut pairs, mut persons) = (String::new(), String::from("id,mutant\n"));
    for person in 0..rings * size {
        let next = if person % size == size - 1 { person + 1 - size } else { person + 1 };
        writeln!(pairs, "{person}\t{next}").expect("a text takes everything");
        writeln!(persons, "{person},{}", person % size == 0).expect("a text takes everything");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let [edges, nodes] = [("rings.tsv", pairs), ("persons.csv", persons)].map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    });
    let contacts = format!(
        "market.audiences.mutants.attribute = \"mutant\"\n[contacts.all.file]\npath = \"{edges}\"\nnodes = \"{nodes}\""
    );
    let first = format!("{}\ninitial_users = 150_000", FITNESS[0]);
    let drive = "seeding = [{ target = \"random\", audience = \"mutants\", budget = 1500 }]";
    let text = two(3121, 2, "2002-02-05", &contacts, [&first, &format!("{}\n{drive}", FITNESS[1])]);
    let mut won = Vec::new();
    run(&load(&text.replace("0.05 days", "0.01 days"), &[]), |outcome: &Outcome| {
        let taken = (outcome.platforms[1].active / 100.0).round() as usize;
        won.extend((0..rings as usize).map(|ring| if ring < taken { 1.0 } else { 0.0 }));
    });
    law.set_up("1,500 rings from a file, N = 100 each, r = 1.1, 2 runs, Δ = .01");
    law.near("chance to take over", TAKEOVER, Mean::of(&won), Bias::within(0.003));
}

/// Two networks that compete for attention; `SEED`, `END`, `AGENTS`, `POWER` and the first users are put in.
const NETWORKS: &str = r#"
start = 2001-01-01
end = END
tick = "0.25 days"
seed = SEED
runs = 2
market = { agents = AGENTS, potential = AGENTS, attention = POWER }
[contacts.all.well_mixed]
[platforms.first]
launch = 2001-01-01
kernel = "share"
invite = { all = "6/day" }
churn = "1/day"
initial_users = ONE
[platforms.second]
launch = 2001-01-01
kernel = "share"
invite = { all = "6/day" }
churn = "1/day"
initial_users = OTHER
"#;

/// Kleineberg & Boguñá 2015 in mean field, Λ = 6: two networks are alike at 2/3, which holds up to σ = Λ/2 − 1 = 2; beyond, one keeps 5/6 and the other
/// nobody. From half a difference of .02: in 40 days it falls to .003 at σ = 1.95, where it would have grown beyond .15 at 2.05; there the smaller
/// dies out in 70. N = 60,000 and 10,000, 2 runs each, seeds 3131 and 3132. 4 standard deviations of a single run: near the fixed point half the
/// difference wanders with the variance ρ/N · (1 − e^(−.1t))/.1, 4 · .0104, and .003; the number of users of a network alone has (1/6)(5/6)/N, 4 · .0037.
#[test]
fn attention_lets_two_networks_live_up_to_a_power_and_one_beyond() {
    let cases = [
        (3131, "1.95", "2001-02-10", (60_000, 41_200, 38_800), [2.0 / 3.0; 2], 0.045),
        (3132, "2.05", "2001-03-12", (10_000, 6867, 6467), [5.0 / 6.0, 0.0], 0.015),
    ];
    let mut law = law!(
        "V27",
        "two networks compete for attention: ρ = 2/3 each below σ = λ⟨k⟩/2 − 1 = 2, one with 5/6 beyond",
        "Kleineberg & Boguñá 2015"
    );
    for (seed, power, end, (agents, one, other), expected, allowed) in cases {
        law.set_up(format!("well mixed, λ⟨k⟩ = 6, σ = {power}, N = {agents}, from {one} and {other} users, Δ = .25"));
        let mut runs = 0;
        let text = NETWORKS.replace("SEED", &seed.to_string()).replace("POWER", power).replace("END", end);
        let text = text.replace("ONE", &one.to_string()).replace("OTHER", &other.to_string());
        run(&load(&text.replace("AGENTS", &agents.to_string()), &[]), |outcome: &Outcome| {
            runs += 1;
            for ((nth, one), expected) in ["first", "second"].iter().zip(&outcome.platforms).zip(expected) {
                let share = Mean { value: one.active / f64::from(agents), error: 0.0, spread: 0.0 };
                law.near(format!("share of the {nth}, run {runs}"), expected, share, Bias::within(allowed));
            }
        });
    }
    law.hold();
}

/// A ring of users of one platform, and some neighbors on a better one; `BETTER`, `WORSE` and `PRICE` are put in.
const LINE: &str = r#"
start = 2001-01-01
end = 2002-01-01
runs = 3
seed = SEED
choice = { rule = "best_response", revision = "1/day", price = PRICE }
market = { agents = 200, potential = 200 }
[contacts.line.ring_lattice]
degree = 2
[platforms.old]
launch = 2001-01-01
value = WORSE
initial_users = 200
[platforms.new]
launch = 2001-01-01
value = BETTER
initial_users = 5
initial_placement = "cluster"
replaces = true
"#;

/// Immorlica et al. 2007, a line of users of B, five neighbors on A; A pays 1 − q, B q, both at the price r a contact. A takes the line where r < min(q/2, ½ − q)
/// or r > q/2; in between it is stopped by persons with both. 200 persons in a ring, 3 runs each, seeds 3141 to 3145. Exact.
#[test]
fn compatibility_at_a_price_decides_whether_the_better_spreads() {
    let mut law = law!(
        "V28",
        "a better platform takes the line if r < min(q/2, ½ − q) or r > q/2; in between users of both stop it",
        "Immorlica et al. 2007"
    );
    for (seed, (worse, price), spreads) in [
        (3141, (0.4, 0.05), true),
        (3142, (0.4, 0.12), false),
        (3143, (0.4, 0.22), true),
        (3144, (0.45, 0.1), false),
        (3145, (0.3, 0.1), true),
    ] {
        let text = LINE.replace("SEED", &seed.to_string()).replace("PRICE", &price.to_string());
        let text = text.replace("WORSE", &worse.to_string()).replace("BETTER", &(1.0 - worse).to_string());
        let mut taken = Vec::new();
        run(&load(&text, &[]), |outcome: &Outcome| {
            let [old, new] = [0, 1].map(|platform| outcome.platforms[platform].active.round() as u32);
            println!("q = {worse}, r = {price}: {new} on the better, {old} on the worse");
            taken.push(match (new, old) {
                (200, 0) => "all",
                (..20, _) => "stopped",
                _ => "neither",
            });
        });
        law.set_up(format!("ring of 200, 5 on the better platform, best response, q = {worse}, r = {price}, 3 runs"));
        law.exactly("it spreads", [if spreads { "all" } else { "stopped" }; 3].join(", "), taken.join(", "));
    }
    law.hold();
}

/// Two platforms of the same worth among persons who think again once a day; `VALUE` and `FIRST` are put in.
const CROWD: &str = r#"
start = 2001-01-01
end = 2001-02-20
tick = "0.5 days"
seed = SEED
runs = 8
choice = { rule = "logit", revision = "1/day" }
market = { agents = 2000, potential = 2000 }
[contacts.all.well_mixed]
[platforms.one]
launch = 2001-01-01
value = VALUE
initial_users = 2000
[platforms.other]
launch = 2001-01-01
value = VALUE
initial_users = FIRST
"#;

/// Brock & Durlauf 2001: the difference m of the shares is a root of m = tanh(βJ m), 0 at βJ = .9 and ±.65857 at 1.2 (their J is half of `value`). From 1,400
/// and 600 on either, N = 2,000, 50 days, 8 runs, seeds 3151 to 3153. 4 standard errors; 2/N, as the mean of a finite crowd is a little nearer to 0, and
/// at .9, where differences fade by e^(−.1t), what is left of the first, .4 · e^(−5) = .0027.
#[test]
fn a_crowd_that_chooses_divides_or_agrees_as_brock_and_durlauf_derived() {
    let mut law =
        law!("V29", "logit choice: the difference m of the shares solves m = tanh(βJ m)", "Brock & Durlauf 2001");
    for (seed, strength, first, expected, bias) in
        [(3151, 0.9, 600, 0.0, 0.0037), (3152, 1.2, 600, 0.658_57, 0.001), (3153, 1.2, 1400, -0.658_57, 0.001)]
    {
        let text = CROWD.replace("SEED", &seed.to_string()).replace("FIRST", &first.to_string());
        let text = text.replace("VALUE", &(2.0 * strength).to_string());
        let mut differences = Vec::new();
        run(&load(&text, &[]), |outcome: &Outcome| {
            differences.push((outcome.platforms[0].active - outcome.platforms[1].active) / 2000.0);
        });
        law.set_up(format!("well mixed, N = 2,000, βJ = {strength}, {first} of 2,000 on the second, 8 runs, day 50"));
        law.near("difference of the shares", expected, Mean::of(&differences), Bias::within(bias));
    }
    law.hold();
}
