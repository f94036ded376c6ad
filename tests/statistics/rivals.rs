//! Two platforms among people who all know each other.

use crate::runs::{Mean, SECOND_ORDER, extrapolated_shares, load, run};

/// Two exclusive platforms; invitations are by the share of users. `SEED`, `RUNS` and `AGENTS` are put in.
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
invite = { all = "0.5/day" }
initial_users = 1
multihoming = 0
[platforms.second]
launch = 2001-01-01
kernel = "share"
invite = { all = "0.5/day" }
initial_users = 1
multihoming = 0
"#;

fn two(seed: u64, runs: u32, agents: u32) -> String {
    TWO.replace("SEED", &seed.to_string()).replace("RUNS", &runs.to_string()).replace("AGENTS", &agents.to_string())
}

/// The law of the head start: equal rates λ = .5 a day, one first user each, the second platform τ = 0, 1, 2, 4 days later, nobody leaves, nobody
/// uses both. The first platform's users at τ are geometric with mean e^λτ (Yule), the shares from then on those of Pólya's urn, so that
/// P(the first wins) = 1/(1 + e^−λτ), and the mean share at λτ = 1 is .66130. N = 1,001, 1,000 runs each, seeds 2001 to 2004.
///
/// Bias: in ticks of Δ the users grow by 1 + λΔ, as if λ were ln(1 + λΔ)/Δ; and the mean share of users used up at τ, e^λτ/N.
#[test]
fn a_head_start_wins_as_often_as_derived() {
    let law = |x: f64| 1.0 / (1.0 + (-x).exp());
    for (seed, days) in [(2001, 0), (2002, 1), (2003, 2), (2004, 4)] {
        let launch = format!("platforms.second.launch=2001-01-{:02}", days + 1);
        let mut shares = Vec::new();
        let all = run(&load(&two(seed, 1000, 1001), &[&launch]), |outcome| shares.push(outcome.platforms[0].share));
        assert_eq!(all.wins[0] + all.wins[1], all.runs, "an odd number of people cannot tie");
        let ahead = 0.5 * f64::from(days);
        let slower = 1.05f64.ln() / 0.1 * f64::from(days);
        let (chance, bias) = (law(ahead), law(ahead) - law(slower) + ahead.exp() / 1001.0);
        let spread = (chance * (1.0 - chance)).sqrt();
        let wins = Mean { mean: all.wins[0] as f64 / 1000.0, error: spread / 1000f64.sqrt(), spread };
        wins.expect(&format!("P(the first wins) at λτ = {ahead}"), chance, bias);
        if days == 2 {
            Mean::of(&shares).expect("mean share at λτ = 1", 0.66130, bias);
        }
    }
}

/// One first user each at the same moment: the final share is uniform (Pólya 1923). N = 1,001, 1,500 runs, seed 2011. Kolmogorov–Smirnov
/// at the level 10⁻⁴: D < 2.23/√n, and .01 for the tick (the number of users that one brings forth in a tick is Poisson, not geometric).
#[test]
fn without_head_start_every_share_is_as_likely() {
    let mut shares = Vec::new();
    run(&load(&two(2011, 1500, 1001), &[]), |outcome| shares.push(outcome.platforms[0].share));
    shares.sort_by(f64::total_cmp);
    let n = shares.len() as f64;
    let gap = |(i, share): (usize, &f64)| ((i as f64 + 0.5) / n - share).abs() + 0.5 / n;
    let largest = shares.iter().enumerate().map(gap).fold(0.0, f64::max);
    println!("D = {largest:.4}, allowed {:.4}", 2.23 / n.sqrt() + 0.01);
    assert!(largest < 2.23 / n.sqrt() + 0.01, "D = {largest}");
}

/// Competing Bass curves with invitations within each brand: p = .03 and .01, q = .38 for both. The first keeps p₁/(p₁ + p₂) = .75 of all users at all times,
/// and for any tick. N = 10,000, 50 runs, seed 2021. 4 standard errors.
#[test]
fn with_equal_invitations_media_decide_the_shares() {
    let mut settings = vec!["tick=0.25 days".to_owned()];
    for (platform, media) in [("first", "0.03/day"), ("second", "0.01/day")] {
        settings.push(format!("platforms.{platform}.media={media}"));
        settings.push(format!("platforms.{platform}.invite.all=0.38/day"));
        settings.push(format!("platforms.{platform}.initial_users=0"));
    }
    let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
    let mut shares = Vec::new();
    run(&load(&two(2021, 50, 10_000), &settings), |outcome| shares.push(outcome.platforms[0].share));
    Mean::of(&shares).expect("share of the first", 0.75, 0.0);
}

/// Unequal invitations from large first shares: A/a₀ = (B/b₀)^(λA/λB), with λ = .5 and .4 a day and .01 each A = .70054. N = 40,000, 20 runs,
/// seed 2031; .001 for the 400 first users being finite (their relative variance 1/400, times the curvature, below .4).
#[test]
fn the_better_platform_wins_more_than_in_proportion() {
    let text =
        two(2031, 20, 40_000).replace("initial_users = 1\n", "initial_users = 400\n").replacen("0.5/day", "X", 1);
    let text = text.replace("0.5/day", "0.4/day").replace('X', "0.5/day");
    let share = extrapolated_shares(&text, 0, &[40])[0];
    share.expect("share of the better platform", 0.70054, SECOND_ORDER + 0.001);
}

/// Winner takes all (Prakash et al. 2012): exclusive platforms with churn 1 and invitations 5 and 3 a unit of time. The weaker dies out, the stronger
/// holds 1 − 1/5. N = 2,000, 20 runs, seed 2041; churn .1 a day, 400 days; 4 standard errors and 1/N.
#[test]
fn with_churn_the_stronger_platform_takes_all() {
    let settings = [
        "tick=0.5 days",
        "end=2002-02-05",
        "platforms.first.churn=0.1/day",
        "platforms.second.churn=0.1/day",
        "platforms.second.invite.all=0.3/day",
        "platforms.first.initial_users=200",
        "platforms.second.initial_users=200",
    ];
    let (mut strong, mut weak) = (Vec::new(), 0.0);
    run(&load(&two(2041, 20, 2000), &settings), |outcome| {
        strong.push(outcome.platforms[0].active / 2000.0);
        weak += outcome.platforms[1].active;
    });
    Mean::of(&strong).expect("the stronger", 0.8, 0.0005);
    assert!(weak < 0.5, "{weak} users of the weaker platform are left");
}

/// Two platforms that can be used side by side (Beutel et al. 2012): strengths 5 and 3, multi-homing ε. Above ε = (5 − 3)/(3 · 4) = .16667 both live:
/// at ε = .5 with prevalences .71914 and .45247. N = 5,000, 20 runs, seed 2051, churn .1 a day, 250 days; 4 standard errors and 1/N.
#[test]
fn where_people_use_both_both_platforms_live() {
    let settings = [
        "tick=0.25 days",
        "end=2001-09-08",
        "platforms.first.churn=0.1/day",
        "platforms.second.churn=0.1/day",
        "platforms.second.invite.all=0.3/day",
        "platforms.first.initial_users=1000",
        "platforms.second.initial_users=1000",
        "platforms.first.multihoming=50%",
        "platforms.second.multihoming=50%",
    ];
    let mut shares = [Vec::new(), Vec::new()];
    run(&load(&two(2051, 20, 5000), &settings), |outcome| {
        for (shares, platform) in shares.iter_mut().zip(&outcome.platforms) {
            shares.push(platform.active / 5000.0);
        }
    });
    for (shares, expected) in shares.iter().zip([0.71914, 0.45247]) {
        Mean::of(shares).expect("prevalence", expected, 0.0002);
    }
}
